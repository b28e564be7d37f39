//! The messages cut by hand to the fields that are sent: 7 primitives and 3 presence attributes. A program that needs no more pays this.

use crate::messages::{self, Which};
use prost::Message;

/// The envelope around a message.
#[derive(Clone, PartialEq, Message)]
pub struct Envelope {
    /// Inband or Outband.
    #[prost(enumeration = "SessionType", tag = "1")]
    pub session_type: i32,
    /// `SessionID`.
    #[prost(string, tag = "2")]
    pub session_id: String,
    /// `Transaction`.
    #[prost(message, repeated, tag = "3")]
    pub transactions: Vec<Transaction>,
}

/// `Transaction` with descriptor and content.
#[derive(Clone, PartialEq, Message)]
pub struct Transaction {
    /// `TransactionDescriptor`.
    #[prost(message, optional, tag = "1")]
    pub descriptor: Option<Descriptor>,
    /// The primitive.
    #[prost(oneof = "Primitive", tags = "2, 3, 4, 5, 6, 7, 8")]
    pub primitive: Option<Primitive>,
}

/// `TransactionDescriptor`.
#[derive(Clone, PartialEq, Message)]
pub struct Descriptor {
    /// Request or Response.
    #[prost(enumeration = "Mode", tag = "1")]
    pub mode: i32,
    /// `TransactionID`.
    #[prost(string, tag = "2")]
    pub id: String,
}

/// The primitives that are measured.
#[derive(Clone, PartialEq, prost::Oneof)]
pub enum Primitive {
    /// `SendMessage-Request`.
    #[prost(message, tag = "2")]
    SendMessage(SendMessage),
    /// `PresenceNotification-Request`.
    #[prost(message, tag = "3")]
    PresenceNotification(PresenceNotification),
    /// `Status`.
    #[prost(message, tag = "4")]
    Status(Status),
    /// `Login-Request`.
    #[prost(message, tag = "5")]
    Login(Login),
    /// `NewMessage`.
    #[prost(message, tag = "6")]
    NewMessage(NewMessage),
    /// `GetList-Response`.
    #[prost(message, tag = "7")]
    GetList(GetList),
    /// `JoinGroup-Response`.
    #[prost(message, tag = "8")]
    JoinGroup(JoinGroup),
}

/// `Status`.
#[derive(Clone, PartialEq, Message)]
pub struct Status {
    /// `Result`.
    #[prost(message, optional, tag = "1")]
    pub result: Option<Outcome>,
}

/// `Result`.
#[derive(Clone, PartialEq, Message)]
pub struct Outcome {
    /// `Code`.
    #[prost(uint32, tag = "1")]
    pub code: u32,
    /// `Description`.
    #[prost(string, optional, tag = "2")]
    pub description: Option<String>,
}

/// `Login-Request`.
#[derive(Clone, PartialEq, Message)]
pub struct Login {
    /// `UserID`.
    #[prost(string, tag = "1")]
    pub user_id: String,
    /// `ClientID`.
    #[prost(message, optional, tag = "2")]
    pub client_id: Option<ClientId>,
    /// `DigestBytes`.
    #[prost(string, optional, tag = "3")]
    pub digest: Option<String>,
    /// `TimeToLive`.
    #[prost(uint32, optional, tag = "4")]
    pub time_to_live: Option<u32>,
    /// `SessionCookie`.
    #[prost(string, tag = "5")]
    pub session_cookie: String,
}

/// `NewMessage`.
#[derive(Clone, PartialEq, Message)]
pub struct NewMessage {
    /// `MessageInfo`.
    #[prost(message, optional, tag = "1")]
    pub info: Option<MessageInfo>,
    /// `ContentData`.
    #[prost(bytes = "vec", tag = "2")]
    pub content: Vec<u8>,
}

/// `GetList-Response`.
#[derive(Clone, PartialEq, Message)]
pub struct GetList {
    /// `ContactList`.
    #[prost(string, repeated, tag = "1")]
    pub contact_lists: Vec<String>,
    /// `DefaultContactList`.
    #[prost(string, optional, tag = "2")]
    pub default: Option<String>,
}

/// `JoinGroup-Response`.
#[derive(Clone, PartialEq, Message)]
pub struct JoinGroup {
    /// `Mapping` of `UserMapList` and `UserMapping`.
    #[prost(message, repeated, tag = "1")]
    pub mappings: Vec<Mapping>,
    /// `WelcomeNote`.
    #[prost(message, optional, tag = "2")]
    pub welcome: Option<WelcomeNote>,
}

/// `Mapping`.
#[derive(Clone, PartialEq, Message)]
pub struct Mapping {
    /// `SName`.
    #[prost(string, tag = "1")]
    pub name: String,
    /// `UserID`.
    #[prost(string, optional, tag = "2")]
    pub user_id: Option<String>,
}

/// `WelcomeNote`.
#[derive(Clone, PartialEq, Message)]
pub struct WelcomeNote {
    /// `ContentType`.
    #[prost(string, tag = "1")]
    pub content_type: String,
    /// `ContentData`.
    #[prost(string, tag = "2")]
    pub content: String,
}

/// `SendMessage-Request`.
#[derive(Clone, PartialEq, Message)]
pub struct SendMessage {
    /// `DeliveryReport`.
    #[prost(bool, tag = "1")]
    pub delivery_report: bool,
    /// `MessageInfo`.
    #[prost(message, optional, tag = "2")]
    pub info: Option<MessageInfo>,
    /// `ContentData`.
    #[prost(string, tag = "3")]
    pub content: String,
}

/// `MessageInfo`.
#[derive(Clone, PartialEq, Message)]
pub struct MessageInfo {
    /// `ContentType`.
    #[prost(string, tag = "1")]
    pub content_type: String,
    /// `ContentEncoding`.
    #[prost(string, optional, tag = "2")]
    pub content_encoding: Option<String>,
    /// `ContentSize`.
    #[prost(uint32, tag = "3")]
    pub content_size: u32,
    /// `Recipient`.
    #[prost(message, optional, tag = "4")]
    pub recipient: Option<Recipient>,
    /// `Sender`.
    #[prost(message, optional, tag = "5")]
    pub sender: Option<User>,
    /// `DateTime`, in seconds.
    #[prost(int64, tag = "6")]
    pub date_time: i64,
    /// `Validity`.
    #[prost(uint32, optional, tag = "7")]
    pub validity: Option<u32>,
    /// `MessageID`.
    #[prost(string, optional, tag = "8")]
    pub id: Option<String>,
}

/// `Recipient`.
#[derive(Clone, PartialEq, Message)]
pub struct Recipient {
    /// `User`.
    #[prost(message, repeated, tag = "1")]
    pub users: Vec<User>,
    /// `Group`.
    #[prost(message, repeated, tag = "2")]
    pub groups: Vec<Group>,
    /// `ContactList`.
    #[prost(string, repeated, tag = "3")]
    pub contact_lists: Vec<String>,
}

/// `User`.
#[derive(Clone, PartialEq, Message)]
pub struct User {
    /// `UserID`.
    #[prost(string, tag = "1")]
    pub user_id: String,
    /// `ClientID`.
    #[prost(message, optional, tag = "2")]
    pub client_id: Option<ClientId>,
}

/// `ClientID`.
#[derive(Clone, PartialEq, Message)]
pub struct ClientId {
    /// `URL`.
    #[prost(string, tag = "1")]
    pub url: String,
}

/// `Group`.
#[derive(Clone, PartialEq, Message)]
pub struct Group {
    /// `GroupID`.
    #[prost(string, tag = "1")]
    pub group_id: String,
}

/// `PresenceNotification-Request`.
#[derive(Clone, PartialEq, Message)]
pub struct PresenceNotification {
    /// `Presence`.
    #[prost(message, repeated, tag = "1")]
    pub presence: Vec<Presence>,
}

/// `Presence`.
#[derive(Clone, PartialEq, Message)]
pub struct Presence {
    /// `UserID`.
    #[prost(string, tag = "1")]
    pub user_id: String,
    /// `PresenceSubList`.
    #[prost(message, repeated, tag = "2")]
    pub sub_list: Vec<SubList>,
}

/// `PresenceSubList`.
#[derive(Clone, PartialEq, Message)]
pub struct SubList {
    /// `OnlineStatus`.
    #[prost(message, optional, tag = "1")]
    pub online_status: Option<Flag>,
    /// `UserAvailability`.
    #[prost(message, optional, tag = "2")]
    pub availability: Option<Word>,
    /// `StatusText`.
    #[prost(message, optional, tag = "3")]
    pub status_text: Option<Words>,
}

/// An attribute that is true or false.
#[derive(Clone, PartialEq, Message)]
pub struct Flag {
    /// `Qualifier`.
    #[prost(bool, tag = "1")]
    pub qualifier: bool,
    /// `PresenceValue`.
    #[prost(bool, tag = "2")]
    pub value: bool,
}

/// An attribute that is a word of a list.
#[derive(Clone, PartialEq, Message)]
pub struct Word {
    /// `Qualifier`.
    #[prost(bool, tag = "1")]
    pub qualifier: bool,
    /// `PresenceValue`.
    #[prost(int32, tag = "2")]
    pub value: i32,
}

/// An attribute that is text.
#[derive(Clone, PartialEq, Message)]
pub struct Words {
    /// `Qualifier`.
    #[prost(bool, tag = "1")]
    pub qualifier: bool,
    /// `PresenceValue`.
    #[prost(string, tag = "2")]
    pub value: String,
}

/// `SessionType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration)]
#[repr(i32)]
pub enum SessionType {
    /// In a session.
    Inband = 0,
    /// Outside of sessions.
    Outband = 1,
}

/// `TransactionMode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration)]
#[repr(i32)]
pub enum Mode {
    /// A request.
    Request = 0,
    /// A response.
    Response = 1,
}

impl Envelope {
    /// The same message.
    pub fn new(which: Which) -> Self {
        let (session_type, session_id) = match which {
            Which::Login => (SessionType::Outband, String::new()),
            _ => (SessionType::Inband, messages::SESSION.into()),
        };
        let mode = if which.is_response() { Mode::Response } else { Mode::Request };
        let descriptor = Descriptor { mode: mode as i32, id: which.transaction_id().into() };
        let primitive = Some(Primitive::new(which));
        Self {
            session_type: session_type as i32,
            session_id,
            transactions: vec![Transaction { descriptor: Some(descriptor), primitive }],
        }
    }
}

fn client_id() -> ClientId {
    ClientId { url: messages::CLIENT.into() }
}

impl Primitive {
    fn new(which: Which) -> Self {
        match which {
            Which::Status => Self::Status(Status { result: Some(Outcome { code: 200, description: None }) }),
            Which::Login => Self::Login(Login {
                user_id: messages::SENDER.into(),
                client_id: Some(client_id()),
                digest: Some(messages::DIGEST.into()),
                time_to_live: Some(3600),
                session_cookie: messages::COOKIE.into(),
            }),
            Which::SendMessage(limit) => {
                let content = messages::text(limit);
                let mut info = MessageInfo::new("text/plain", "None", content.len());
                let recipient = info.recipient.get_or_insert_default();
                recipient.groups = vec![Group { group_id: messages::GROUP.into() }];
                recipient.contact_lists = vec![messages::LIST.into()];
                info.validity = Some(600);
                Self::SendMessage(SendMessage { delivery_report: true, info: Some(info), content })
            }
            Which::NewMessage => {
                let content = messages::picture();
                let mut info = MessageInfo::new("image/gif", "BASE64", content.len());
                info.id = Some("0x0000f134".into());
                Self::NewMessage(NewMessage { info: Some(info), content })
            }
            Which::Presence(users) => Self::PresenceNotification(PresenceNotification {
                presence: (0..users).map(Presence::new).collect(),
            }),
            Which::GetList => Self::GetList(GetList {
                contact_lists: (0..500).map(messages::list_id).collect(),
                default: Some(messages::list_id(0)),
            }),
            Which::JoinGroup => {
                let mapping = |member| Mapping {
                    name: messages::screen_name(member),
                    user_id: Some(messages::user_id(member)),
                };
                let welcome =
                    WelcomeNote { content_type: "text/plain".into(), content: messages::WELCOME.into() };
                Self::JoinGroup(JoinGroup {
                    mappings: (0..200).map(mapping).collect(),
                    welcome: Some(welcome),
                })
            }
        }
    }
}

impl MessageInfo {
    fn new(content_type: &str, encoding: &str, size: usize) -> Self {
        let user = |user_id: &str, client_id| User { user_id: user_id.into(), client_id };
        Self {
            id: None,
            content_type: content_type.into(),
            content_encoding: Some(encoding.into()),
            content_size: u32::try_from(size).unwrap_or(u32::MAX),
            recipient: Some(Recipient {
                users: vec![user(messages::RECIPIENT, None)],
                groups: Vec::new(),
                contact_lists: Vec::new(),
            }),
            sender: Some(user(messages::SENDER, Some(client_id()))),
            date_time: messages::SENT_UNIX,
            validity: None,
        }
    }
}

impl Presence {
    fn new(user: usize) -> Self {
        Self {
            user_id: messages::user_id(user),
            sub_list: vec![SubList {
                online_status: Some(Flag { qualifier: true, value: messages::is_online(user) }),
                availability: Some(Word { qualifier: true, value: 1 }),
                status_text: Some(Words { qualifier: true, value: messages::status_text(user) }),
            }],
        }
    }
}
