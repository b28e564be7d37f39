//! Messages to users of another domain, and reports of their delivery.
//!
//! The server of the sender sends a message to the server of each domain with recipients, which
//! delivers it to its users. A report of the delivery comes back as a request in the other
//! direction.

use crate::common::base64_text::decoded;
use crate::common::{Encoding, GroupId, MetaInfo, Party, ScreenName, Status, Time, User, UserId, YesNo};
use alloc::vec::Vec;
use imps_core::{Node, Text, choice, element};
use imps_types::{MediaType, MessageId};

element! {
    use crate::tag;

    /// Delivers a message to users or groups of the peer.
    #[doc = page!(SendMessageRequest)]
    pub struct SendMessageRequest<'a> = SendMessageRequest {
        @attributes {
            /// Whether the sender requests a delivery report.
            delivery_report: YesNo = "deliveryReport",
        }
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The description of the message: sender, recipients and type.
        message_info: MessageInfo<'a> = MessageInfo,
        /// The content.
        content_data: Option<ContentData<'a>> = ContentData,
    }
    models {
        "1.1-1.3" guessed: "MetaInfo?, MessageInfo, ContentData?";
    }
    duplicates refused;
    primitive InstantMessaging Request;

    /// Content, in base64 or plain.
    pub struct ContentData<'a> = ContentData {
        @attributes {
            /// The media type; `text/plain` if unknown.
            content_type: MediaType<'a> = "contentType",
            /// The encoding of the text; not encoded if missing.
            encoding: Option<Encoding<'a>> = "encoding",
        }
        @text {
            /// The content as written. [`bytes`](ContentData::bytes) decodes it.
            text: Text<'a>
        }
    }
    models {
        "1.1-1.3" guessed: "#PCDATA";
    }
    duplicates refused;
}

element! {
    use crate::tag;

    /// The description of a message.
    pub struct MessageInfo<'a> = MessageInfo {
        @attributes {
            /// The identifier of the message. A server keeps the received one.
            message_id: Option<MessageId<'a>> = "messageID",
            /// The address of the content.
            message_uri: Option<Text<'a>> = "messageURI" | "MessageURI",
            /// The media type of the content.
            content_type: Option<MediaType<'a>> = "contentType",
            /// The name of the content.
            content_name: Option<Text<'a>> = "contentName" | "ContentName",
            /// The number of bytes of the content. It counts if there is no content beside it.
            content_size: Option<u32> = "contentSize",
            /// The time to keep the message, in seconds.
            validity: Option<u32> = "validity" | "validlity",
        }
        /// The recipients: at least one, one element per recipient.
        recipients: Vec<Recipient<'a>> = Recipient,
        /// The sender.
        sender: Sender<'a> = Sender,
        /// The time at which the message was sent.
        date_time: Option<DateTime<'a>> = DateTime,
    }
    models {
        "1.1-1.3" guessed: "Recipient+, Sender, DateTime?";
    }
    duplicates refused;

    /// A recipient of a message.
    pub struct Recipient<'a> = Recipient {
        /// The party.
        party: Party<'a> = User | GroupID | ScreenName,
        /// The form in which the recipient appears. Its content is unknown.
        recipient_display: Option<Node<'a>> = RecipientDisplay,
    }
    models {
        "1.1-1.3" guessed: "(User | GroupID | ScreenName), RecipientDisplay?";
    }
    duplicates refused;
}

element! {
    use crate::tag;

    /// The sender of a message.
    pub struct Sender<'a> = Sender {
        /// A user, or the group of the sender.
        party: SenderParty<'a> = User | GroupID,
        /// The form in which the sender appears. It overrules `party` if the sender is in a group.
        sender_display: Option<SenderDisplay<'a>> = SenderDisplay,
    }
    models {
        "1.1-1.3" guessed: "(User | GroupID), SenderDisplay?";
    }
    duplicates refused;

    /// The form in which a sender appears.
    pub struct SenderDisplay<'a> = SenderDisplay {
        /// The sender.
        sender: DisplayedSender<'a> = UserID | GroupID | ScreenName | Name,
    }
    models {
        "1.1-1.3" guessed: "(UserID | GroupID | ScreenName | Name)";
    }
    duplicates refused;

    /// The time at which a message was sent.
    pub struct DateTime<'a> = DateTime {
        @attributes {
            /// The format of the text: `iso8601`.
            format: Option<Text<'a>> = "format",
        }
        @text {
            /// The date and time.
            time: Time<'a>
        }
    }
    models {
        "1.1-1.3" guessed: "#PCDATA";
    }
    duplicates refused;
}

element! {
    use crate::tag;

    /// Reports whether a message was accepted.
    #[doc = page!(SendMessageResponse)]
    pub struct SendMessageResponse<'a> = SendMessageResponse {
        @attributes {
            /// The message.
            message_id: MessageId<'a> = "messageID",
        }
        /// The result.
        status: Status<'a> = Status,
    }
    models {
        "1.1-1.3" guessed: "Status";
    }
    duplicates refused;
    primitive InstantMessaging Response;

    /// Reports the fate of a message to its sender.
    #[doc = page!(DeliveryStatusReport)]
    pub struct DeliveryStatusReport<'a> = DeliveryStatusReport {
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The fate of the message.
        delivery_result: DeliveryResult<'a> = DeliveryResult,
        /// The time of delivery.
        delivery_time: Option<Time<'a>> = DeliveryTime,
        /// The message.
        message_info: MessageInfo<'a> = MessageInfo,
    }
    models {
        "1.1-1.3" guessed: "MetaInfo?, DeliveryResult, DeliveryTime?, MessageInfo";
    }
    duplicates refused;
    primitive InstantMessaging Request;
}

element! {
    use crate::tag;

    /// The fate of a message.
    pub struct DeliveryResult<'a> = DeliveryResult {
        /// The status.
        status: Status<'a> = Status,
    }
    models {
        "1.1-1.3" guessed: "Status";
    }
    duplicates refused;
}

choice! {
    use crate::tag;

    /// A user or a group.
    pub enum SenderParty<'a> {
        /// A user.
        User(User<'a>) = User,
        /// A group.
        Group(GroupId<'a>) = GroupID,
    }
}

choice! {
    use crate::tag;

    /// The form in which a sender appears.
    pub enum DisplayedSender<'a> {
        /// By address.
        User(UserId<'a>) = UserID,
        /// As a group.
        Group(GroupId<'a>) = GroupID,
        /// By the name in a group.
        ScreenName(ScreenName<'a>) = ScreenName,
        /// By another name.
        Name(Text<'a>) = Name,
    }
}

impl Default for SenderParty<'_> {
    fn default() -> Self {
        Self::User(User::default())
    }
}

impl Default for DisplayedSender<'_> {
    fn default() -> Self {
        Self::Name(Text::default())
    }
}

impl<'a, P: Into<Party<'a>>> From<P> for Recipient<'a> {
    fn from(party: P) -> Self {
        Self { party: party.into(), ..Self::default() }
    }
}

impl<'a> From<User<'a>> for Sender<'a> {
    fn from(user: User<'a>) -> Self {
        Self { party: SenderParty::User(user), ..Self::default() }
    }
}

impl<'a> From<Time<'a>> for DateTime<'a> {
    fn from(time: Time<'a>) -> Self {
        Self { format: Some("iso8601".into()), time, ..Self::default() }
    }
}

impl ContentData<'_> {
    /// Returns the bytes: decoded if an encoding is stated. `None` for invalid base64.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        match self.encoding {
            Some(_) => decoded(&self.text, self.encoding.as_ref()),
            // White space around plain content is part of the content.
            None => Some(self.text.as_bytes().to_vec()),
        }
    }

    /// Creates content from bytes of a media type, as base64.
    pub fn from_bytes<'a>(content_type: impl Into<MediaType<'a>>, bytes: &[u8]) -> ContentData<'a> {
        ContentData {
            content_type: content_type.into(),
            encoding: Some(Encoding::Base64),
            text: imps_core::base64::encode(bytes).into(),
            ..ContentData::default()
        }
    }
}
