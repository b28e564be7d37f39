//! Messages.

use crate::common::base64_text::decoded;
use crate::common::{Encoding, GroupId, MetaInfo, Party, ScreenName, Status, Time, User, UserId, YesNo};
use alloc::vec::Vec;
use imps_core::{Node, Text, choice, element};
use imps_types::{MediaType, MessageId};

element! {
    use crate::tag;

    /// Brings a message to users or groups of the peer.
    #[doc = page!(SendMessageRequest)]
    pub struct SendMessageRequest<'a> = SendMessageRequest {
        @attributes {
            /// Whether the sender wants to know what becomes of it.
            delivery_report: YesNo = "deliveryReport",
        }
        /// On whose behalf.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// From whom, to whom, of which type.
        message_info: MessageInfo<'a> = MessageInfo,
        /// The content.
        content_data: Option<ContentData<'a>> = ContentData,
    }
    models {
        "1.1-1.3" inferred: "MetaInfo?, MessageInfo, ContentData?";
    }
    duplicates refused;

    /// Content, in base64 or plain.
    pub struct ContentData<'a> = ContentData {
        @attributes {
            /// Its media type; `text/plain` when it is not known.
            content_type: MediaType<'a> = "contentType",
            /// How the text is encoded; not at all when missing.
            encoding: Option<Encoding<'a>> = "encoding",
        }
        @text {
            /// The content as written; [`octets`](ContentData::octets) decodes it.
            text: Text<'a>
        }
    }
    models {
        "1.1-1.3" inferred: "#PCDATA";
    }
    duplicates refused;

    /// What is to be said of a message.
    pub struct MessageInfo<'a> = MessageInfo {
        @attributes {
            /// The message; a server keeps the name that it receives.
            message_id: Option<MessageId<'a>> = "messageID",
            /// Where the content is.
            message_uri: Option<Text<'a>> = "messageURI" | "MessageURI",
            /// The media type of the content.
            content_type: Option<MediaType<'a>> = "contentType",
            /// What the content is called.
            content_name: Option<Text<'a>> = "contentName" | "ContentName",
            /// How many octets the content has; counts when there is none beside it.
            content_size: Option<u32> = "contentSize",
            /// For how many seconds it shall be kept.
            validity: Option<u32> = "validity" | "validlity",
        }
        /// Whom it is for: at least one, an element each.
        recipients: Vec<Recipient<'a>> = Recipient,
        /// Whom it is from.
        sender: Sender<'a> = Sender,
        /// When it was sent.
        date_time: Option<DateTime<'a>> = DateTime,
    }
    models {
        "1.1-1.3" inferred: "Recipient+, Sender, DateTime?";
    }
    duplicates refused;

    /// Whom a message is for.
    pub struct Recipient<'a> = Recipient {
        /// The party.
        party: Party<'a> = User | GroupID | ScreenName,
        /// How it is to be shown. Its content is not known.
        recipient_display: Option<Node<'a>> = RecipientDisplay,
    }
    models {
        "1.1-1.3" inferred: "(User | GroupID | ScreenName), RecipientDisplay?";
    }
    duplicates refused;

    /// Whom a message is from.
    pub struct Sender<'a> = Sender {
        /// A user, or the group of the sender.
        party: SenderParty<'a> = User | GroupID,
        /// How the sender is to be shown; overrules `party` when the sender is in a group.
        sender_display: Option<SenderDisplay<'a>> = SenderDisplay,
    }
    models {
        "1.1-1.3" inferred: "(User | GroupID), SenderDisplay?";
    }
    duplicates refused;

    /// How a sender is to be shown.
    pub struct SenderDisplay<'a> = SenderDisplay {
        /// The sender.
        sender: DisplayedSender<'a> = UserID | GroupID | ScreenName | Name,
    }
    models {
        "1.1-1.3" inferred: "(UserID | GroupID | ScreenName | Name)";
    }
    duplicates refused;

    /// When a message was sent.
    pub struct DateTime<'a> = DateTime {
        @attributes {
            /// The form of the text: `iso8601`.
            format: Option<Text<'a>> = "format",
        }
        @text {
            /// The date and time.
            time: Time<'a>
        }
    }
    models {
        "1.1-1.3" inferred: "#PCDATA";
    }
    duplicates refused;

    /// A message was taken, or not.
    #[doc = page!(SendMessageResponse)]
    pub struct SendMessageResponse<'a> = SendMessageResponse {
        @attributes {
            /// The message.
            message_id: MessageId<'a> = "messageID",
        }
        /// How it went.
        status: Status<'a> = Status,
    }
    models {
        "1.1-1.3" inferred: "Status";
    }
    duplicates refused;

    /// Tells the sender what became of a message.
    #[doc = page!(DeliveryStatusReport)]
    pub struct DeliveryStatusReport<'a> = DeliveryStatusReport {
        /// On whose behalf.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// What became of it.
        delivery_result: DeliveryResult<'a> = DeliveryResult,
        /// When.
        delivery_time: Option<Time<'a>> = DeliveryTime,
        /// The message.
        message_info: MessageInfo<'a> = MessageInfo,
    }
    models {
        "1.1-1.3" inferred: "MetaInfo?, DeliveryResult, DeliveryTime?, MessageInfo";
    }
    duplicates refused;

    /// What became of a message.
    pub struct DeliveryResult<'a> = DeliveryResult {
        /// The status.
        status: Status<'a> = Status,
    }
    models {
        "1.1-1.3" inferred: "Status";
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

    /// How a sender is to be shown.
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
    /// The octets: decoded where an encoding is stated. `None` for what is no base64.
    pub fn octets(&self) -> Option<Vec<u8>> {
        match self.encoding {
            Some(_) => decoded(&self.text, self.encoding.as_ref()),
            // White space around plain content is content.
            None => Some(self.text.as_bytes().to_vec()),
        }
    }

    /// Octets of a media type, in base64.
    pub fn from_octets<'a>(content_type: impl Into<MediaType<'a>>, octets: &[u8]) -> ContentData<'a> {
        ContentData {
            content_type: content_type.into(),
            encoding: Some(Encoding::Base64),
            text: imps_core::base64::encode(octets).into(),
            ..ContentData::default()
        }
    }
}
