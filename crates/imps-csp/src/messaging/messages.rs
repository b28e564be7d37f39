//! Messages: sending, receiving and delivery. OMA-TS-IMPS-CSP, "Instant messaging feature".

use crate::common::{Recipient, Sender};
use crate::messaging::MessageInfo;
use crate::{DeliveryMethod, GroupId, MessageId, Outcome};
use alloc::vec::Vec;
use imps_core::{AnyDateTime, Data, element};

element! {
    /// Sends a message. Answered by [`SendMessageResponse`].
    ///
    /// See [`text`](Self::text) and [`bytes`](Self::bytes) for the common cases.
    #[doc = page!(SendMessage_Request)]
    #[doc(alias("SendMessage-Request", "instant message"))]
    pub struct SendMessageRequest<'a> = SendMessage_Request {
        /// Whether the sender wants a [`DeliveryReportRequest`]. Every version requires it.
        delivery_report: Option<bool> = DeliveryReport,
        /// The description of the message, with its recipients.
        message_info: MessageInfo<'a> = MessageInfo,
        /// The content of the message. It may be missing.
        content_data: Option<Data<'a>> = ContentData,
    }
    models {
        "1.1-1.3": "DeliveryReport, MessageInfo, ContentData?";
    }
    duplicates refused;
    primitive InstantMessaging ClientToServer Request;

    /// Answers [`SendMessageRequest`].
    #[doc = page!(SendMessage_Response)]
    #[doc(alias = "SendMessage-Response")]
    pub struct SendMessageResponse<'a> = SendMessage_Response {
        /// The result: 200 for all recipients, 201 with the recipients that failed, 900 if all
        /// failed.
        result: Outcome<'a> = Result,
        /// The identifier that the server has assigned to the message.
        message_id: Option<MessageId<'a>> = MessageID,
    }
    models {
        "1.1-1.3": "Result, MessageID?";
    }
    primitive InstantMessaging ServerToClient Response;
}

element! {
    /// Chooses how new messages reach the client: messages of one group, or all others. Feature
    /// `SETD`; answered by `Status`.
    #[doc = page!(SetDeliveryMethod_Request)]
    #[doc(alias = "SetDeliveryMethod-Request")]
    pub struct SetDeliveryMethodRequest<'a> = SetDeliveryMethod_Request {
        /// Pushed or announced.
        delivery_method: Option<DeliveryMethod<'a>> = DeliveryMethod,
        /// The largest content to push, in bytes. 1.1 and 1.2; also read in 1.3.
        accepted_content_length: Option<u32> = AcceptedContentLength,
        /// The group; without it the choice applies to all messages outside of groups.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The largest content to push from that group, in bytes.
        group_content_limit: Option<u32> = GroupContentLimit,
    }
    models {
        "1.1-1.2": "DeliveryMethod, AcceptedContentLength?, GroupID?";
        "1.3" guessed: "DeliveryMethod, GroupID?, GroupContentLimit?";
    }
    primitive InstantMessaging ClientToServer Request;

    /// Asks for the list of waiting messages, or for the history of a group. Feature `GETLM`.
    #[doc = page!(GetMessageList_Request)]
    #[doc(alias = "GetMessageList-Request")]
    pub struct GetMessageListRequest<'a> = GetMessageList_Request {
        /// The group with the requested history.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The maximum number of messages to list.
        message_count: Option<u32> = MessageCount,
    }
    models {
        "1.1-1.3": "GroupID?, MessageCount?";
    }
    primitive InstantMessaging ClientToServer Request;
}

element! {
    /// Answers [`GetMessageListRequest`]; [`messages`](Self::messages) reads the list of any
    /// version.
    #[doc = page!(GetMessageList_Response)]
    #[doc(alias = "GetMessageList-Response")]
    pub struct GetMessageListResponse<'a> = GetMessageList_Response {
        /// The messages. 1.1 and 1.2.
        message_info: Vec<MessageInfo<'a>> = MessageInfo,
        /// The messages. 1.3.
        message_info_list: Option<MessageInfoList<'a>> = MessageInfoList,
        /// The number of messages that the server has.
        message_total_count: Option<u32> = MessageTotalCount,
    }
    models {
        "1.1-1.2": "MessageInfo*";
        "1.3" guessed: "MessageInfoList?, MessageTotalCount?";
    }
    primitive InstantMessaging ServerToClient Response;

    /// Descriptions of messages. 1.3.
    pub struct MessageInfoList<'a> = MessageInfoList {
        /// One description per message.
        message_info: Vec<MessageInfo<'a>> = MessageInfo,
    }
    models {
        "1.3" guessed: "MessageInfo*";
    }

    /// Discards waiting messages. Feature `REJCM`; answered by `Status`.
    #[doc = page!(RejectMessage_Request)]
    #[doc(alias = "RejectMessage-Request")]
    pub struct RejectMessageRequest<'a> = RejectMessage_Request {
        /// The messages: at least one.
        message_ids: Vec<MessageId<'a>> = MessageID,
    }
    models {
        "1.1-1.3": "MessageID+";
    }
    primitive InstantMessaging ClientToServer Request;
}

element! {
    /// Announces a waiting message to the client. Feature `NOTIF`; answered by `Status`.
    #[doc = page!(MessageNotification)]
    #[doc(alias = "pull delivery")]
    pub struct MessageNotification<'a> = MessageNotification {
        /// The description of the waiting message.
        message_info: MessageInfo<'a> = MessageInfo,
    }
    models {
        "1.1-1.3": "MessageInfo";
    }
    duplicates refused;
    primitive InstantMessaging ServerToClient Request;

    /// Fetches a waiting message. Feature `GETM`.
    #[doc = page!(GetMessage_Request)]
    #[doc(alias = "GetMessage-Request")]
    pub struct GetMessageRequest<'a> = GetMessage_Request {
        /// The message.
        message_id: MessageId<'a> = MessageID,
    }
    models {
        "1.1-1.3": "MessageID";
    }
    primitive InstantMessaging ClientToServer Request;

    /// Answers [`GetMessageRequest`]; the client confirms it with [`MessageDelivered`].
    #[doc = page!(GetMessage_Response)]
    #[doc(alias = "GetMessage-Response")]
    pub struct GetMessageResponse<'a> = GetMessage_Response {
        /// The description of the message.
        message_info: MessageInfo<'a> = MessageInfo,
        /// The content of the message. It may be missing.
        content_data: Option<Data<'a>> = ContentData,
    }
    models {
        "1.1-1.3": "MessageInfo, ContentData?";
    }
    duplicates refused;
    primitive InstantMessaging ServerToClient Response;
}

element! {
    /// Delivers a message to the client. Feature `NEWM`; answered by [`MessageDelivered`].
    #[doc = page!(NewMessage)]
    #[doc(alias("push delivery", "instant message"))]
    pub struct NewMessage<'a> = NewMessage {
        /// The description of the message.
        message_info: MessageInfo<'a> = MessageInfo,
        /// The content of the message. It may be missing.
        content_data: Option<Data<'a>> = ContentData,
    }
    models {
        "1.1-1.3": "MessageInfo, ContentData?";
    }
    duplicates refused;
    primitive InstantMessaging ServerToClient Request;

    /// Confirms that the client has received a message: the answer to [`NewMessage`], and a
    /// separate request after [`GetMessageResponse`].
    #[doc = page!(MessageDelivered)]
    pub struct MessageDelivered<'a> = MessageDelivered {
        /// The message.
        message_id: MessageId<'a> = MessageID,
    }
    models {
        "1.1-1.3": "MessageID";
    }
    primitive InstantMessaging ClientToServer Both;
}

element! {
    /// Reports the fate of a message to its sender. Feature `MDELIV`; answered by `Status`.
    #[doc = page!(DeliveryReport_Request)]
    #[doc(alias = "DeliveryReport-Request")]
    pub struct DeliveryReportRequest<'a> = DeliveryReport_Request {
        /// 200 if it was delivered, 538 if rejected, 541 if forwarded, 542 if expired.
        result: Outcome<'a> = Result,
        /// The time of delivery.
        delivery_time: Option<AnyDateTime<'a>> = DeliveryTime,
        /// The message.
        message_info: MessageInfo<'a> = MessageInfo,
    }
    models {
        "1.1-1.3": "Result, DeliveryTime?, MessageInfo";
    }
    duplicates refused;
    primitive InstantMessaging ServerToClient Request;

    /// Forwards a waiting message without fetching it. Feature `FWMSG`. `Status` answers success,
    /// in 1.3 [`ForwardMessageResponse`].
    #[doc = page!(ForwardMessage_Request)]
    #[doc(alias = "ForwardMessage-Request")]
    pub struct ForwardMessageRequest<'a> = ForwardMessage_Request {
        /// The message.
        message_id: Option<MessageId<'a>> = MessageID,
        /// The user who forwards the message.
        sender: Option<Sender<'a>> = Sender,
        /// The recipients.
        recipient: Option<Recipient<'a>> = Recipient,
    }
    models {
        "1.1-1.2": "MessageID, Recipient";
        "1.3" guessed: "MessageID, Sender?, Recipient";
    }
    duplicates refused;
    primitive InstantMessaging ClientToServer Request;
}

element! {
    /// Answers [`ForwardMessageRequest`] if it succeeds. 1.3.
    #[doc = page!(ForwardMessage_Response)]
    #[doc(alias = "ForwardMessage-Response")]
    pub struct ForwardMessageResponse<'a> = ForwardMessage_Response {
        /// The identifier of the forwarded message.
        message_id: Option<MessageId<'a>> = MessageID,
    }
    models {
        "1.3" guessed: "MessageID";
    }
    primitive InstantMessaging ServerToClient Response;
}

impl SetDeliveryMethodRequest<'_> {
    /// Returns the largest content to push, in bytes, in any version.
    pub fn content_limit(&self) -> Option<u32> {
        self.group_content_limit.or(self.accepted_content_length)
    }
}

impl<'a> GetMessageListResponse<'a> {
    /// Returns the messages in any version.
    pub fn messages(&self) -> impl Iterator<Item = &MessageInfo<'a>> {
        let listed = self.message_info_list.iter().flat_map(|list| &list.message_info);
        self.message_info.iter().chain(listed)
    }
}
