//! Sending, receiving and following messages. OMA-TS-IMPS-CSP, "Instant messaging feature".

use crate::common::{Recipient, Sender};
use crate::messaging::MessageInfo;
use crate::{DeliveryMethod, GroupId, MessageId, Outcome};
use alloc::vec::Vec;
use imps_core::{AnyDateTime, Data, element};

element! {
    /// Sends a message. Answered by [`SendMessageResponse`].
    ///
    /// [`text`](Self::text) and [`octets`](Self::octets) make the usual ones.
    #[doc = page!(SendMessage_Request)]
    pub struct SendMessageRequest<'a> = SendMessage_Request {
        /// Whether the sender wants a [`DeliveryReportRequest`]. Every version requires it.
        delivery_report: Option<bool> = DeliveryReport,
        /// What the message is, and for whom.
        message_info: MessageInfo<'a> = MessageInfo,
        /// The message itself. It may be missing.
        content_data: Option<Data<'a>> = ContentData,
    }
    models {
        "1.1-1.3": "DeliveryReport, MessageInfo, ContentData?";
    }
    duplicates refused;

    /// Answers [`SendMessageRequest`].
    #[doc = page!(SendMessage_Response)]
    pub struct SendMessageResponse<'a> = SendMessage_Response {
        /// How it went: 200 for all recipients, 201 with the recipients that failed, 900 when all did.
        result: Outcome<'a> = Result,
        /// The name that the server has given the message.
        message_id: Option<MessageId<'a>> = MessageID,
    }
    models {
        "1.1-1.3": "Result, MessageID?";
    }

    /// Chooses how new messages reach the client, of one group or all others. Feature `SETD`; answered by `Status`.
    #[doc = page!(SetDeliveryMethod_Request)]
    pub struct SetDeliveryMethodRequest<'a> = SetDeliveryMethod_Request {
        /// Pushed or announced.
        delivery_method: Option<DeliveryMethod<'a>> = DeliveryMethod,
        /// The largest content to push, in octets. 1.1 and 1.2; read in 1.3 too.
        accepted_content_length: Option<u32> = AcceptedContentLength,
        /// The group; without it the choice is for all messages outside of groups.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The largest content to push from that group, in octets. 1.3.
        group_content_limit: Option<u32> = GroupContentLimit,
    }
    models {
        "1.1-1.2": "DeliveryMethod, AcceptedContentLength?, GroupID?";
        "1.3" inferred: "DeliveryMethod, GroupID?, GroupContentLimit?";
    }

    /// Asks what messages wait, or what a group keeps of its history. Feature `GETLM`.
    #[doc = page!(GetMessageList_Request)]
    pub struct GetMessageListRequest<'a> = GetMessageList_Request {
        /// The group whose history is asked for.
        group_id: Option<GroupId<'a>> = GroupID,
        /// How many messages to list at most.
        message_count: Option<u32> = MessageCount,
    }
    models {
        "1.1-1.3": "GroupID?, MessageCount?";
    }

    /// Answers [`GetMessageListRequest`]; [`messages`](Self::messages) reads the list of any version.
    #[doc = page!(GetMessageList_Response)]
    pub struct GetMessageListResponse<'a> = GetMessageList_Response {
        /// The messages. 1.1 and 1.2.
        message_info: Vec<MessageInfo<'a>> = MessageInfo,
        /// The messages. 1.3.
        message_info_list: Option<MessageInfoList<'a>> = MessageInfoList,
        /// How many messages the server holds. 1.3.
        message_total_count: Option<u32> = MessageTotalCount,
    }
    models {
        "1.1-1.2": "MessageInfo*";
        "1.3" inferred: "MessageInfoList?, MessageTotalCount?";
    }

    /// Descriptions of messages. 1.3.
    pub struct MessageInfoList<'a> = MessageInfoList {
        /// One for each message.
        message_info: Vec<MessageInfo<'a>> = MessageInfo,
    }
    models {
        "1.3" inferred: "MessageInfo*";
    }

    /// Discards messages that wait. Feature `REJCM`; answered by `Status`.
    #[doc = page!(RejectMessage_Request)]
    pub struct RejectMessageRequest<'a> = RejectMessage_Request {
        /// The messages: at least one.
        message_ids: Vec<MessageId<'a>> = MessageID,
    }
    models {
        "1.1-1.3": "MessageID+";
    }

    /// Tells the client that a message waits. Feature `NOTIF`; answered by `Status`.
    #[doc = page!(MessageNotification)]
    pub struct MessageNotification<'a> = MessageNotification {
        /// What waits.
        message_info: MessageInfo<'a> = MessageInfo,
    }
    models {
        "1.1-1.3": "MessageInfo";
    }
    duplicates refused;

    /// Fetches a message that waits. Feature `GETM`.
    #[doc = page!(GetMessage_Request)]
    pub struct GetMessageRequest<'a> = GetMessage_Request {
        /// The message.
        message_id: MessageId<'a> = MessageID,
    }
    models {
        "1.1-1.3": "MessageID";
    }

    /// Answers [`GetMessageRequest`]; the client confirms it with [`MessageDelivered`].
    #[doc = page!(GetMessage_Response)]
    pub struct GetMessageResponse<'a> = GetMessage_Response {
        /// What the message is.
        message_info: MessageInfo<'a> = MessageInfo,
        /// The message itself. It may be missing.
        content_data: Option<Data<'a>> = ContentData,
    }
    models {
        "1.1-1.3": "MessageInfo, ContentData?";
    }
    duplicates refused;

    /// Brings the client a message. Feature `NEWM`; answered by [`MessageDelivered`].
    #[doc = page!(NewMessage)]
    pub struct NewMessage<'a> = NewMessage {
        /// What the message is.
        message_info: MessageInfo<'a> = MessageInfo,
        /// The message itself. It may be missing.
        content_data: Option<Data<'a>> = ContentData,
    }
    models {
        "1.1-1.3": "MessageInfo, ContentData?";
    }
    duplicates refused;

    /// Confirms that the client has a message: the answer to [`NewMessage`], and a request of its own after [`GetMessageResponse`].
    #[doc = page!(MessageDelivered)]
    pub struct MessageDelivered<'a> = MessageDelivered {
        /// The message.
        message_id: MessageId<'a> = MessageID,
    }
    models {
        "1.1-1.3": "MessageID";
    }

    /// Tells the sender what became of a message. Feature `MDELIV`; answered by `Status`.
    #[doc = page!(DeliveryReport_Request)]
    pub struct DeliveryReportRequest<'a> = DeliveryReport_Request {
        /// 200 when it was delivered, 538 when rejected, 541 when forwarded, 542 when expired.
        result: Outcome<'a> = Result,
        /// When it was delivered.
        delivery_time: Option<AnyDateTime<'a>> = DeliveryTime,
        /// The message.
        message_info: MessageInfo<'a> = MessageInfo,
    }
    models {
        "1.1-1.3": "Result, DeliveryTime?, MessageInfo";
    }
    duplicates refused;

    /// Forwards a message that waits, without fetching it. Feature `FWMSG`; success is answered by `Status`, and in 1.3 by
    /// [`ForwardMessageResponse`].
    #[doc = page!(ForwardMessage_Request)]
    pub struct ForwardMessageRequest<'a> = ForwardMessage_Request {
        /// The message.
        message_id: Option<MessageId<'a>> = MessageID,
        /// Who forwards it. 1.3.
        sender: Option<Sender<'a>> = Sender,
        /// For whom.
        recipient: Option<Recipient<'a>> = Recipient,
    }
    models {
        "1.1-1.2": "MessageID, Recipient";
        "1.3" inferred: "MessageID, Sender?, Recipient";
    }
    duplicates refused;

    /// Answers [`ForwardMessageRequest`] when it succeeds. 1.3.
    #[doc = page!(ForwardMessage_Response)]
    pub struct ForwardMessageResponse<'a> = ForwardMessage_Response {
        /// The name of the forwarded message.
        message_id: Option<MessageId<'a>> = MessageID,
    }
    models {
        "1.3" inferred: "MessageID";
    }
}

impl SetDeliveryMethodRequest<'_> {
    /// The largest content to push, in octets, wherever the version says it.
    pub fn content_limit(&self) -> Option<u32> {
        self.group_content_limit.or(self.accepted_content_length)
    }
}

impl<'a> GetMessageListResponse<'a> {
    /// The messages, wherever the version lists them.
    pub fn messages(&self) -> impl Iterator<Item = &MessageInfo<'a>> {
        let listed = self.message_info_list.iter().flat_map(|list| &list.message_info);
        self.message_info.iter().chain(listed)
    }
}
