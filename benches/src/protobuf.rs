//! The same messages as protobuf, with `String` fields: what a program of today would use instead.

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
    #[prost(oneof = "Primitive", tags = "2, 3")]
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
    #[prost(uint64, tag = "6")]
    pub date_time: u64,
    /// `Validity`.
    #[prost(uint32, tag = "7")]
    pub validity: u32,
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

fn envelope(primitive: Primitive) -> Envelope {
    let descriptor = Descriptor { mode: Mode::Request as i32, id: "IMApp01#16".into() };
    Envelope {
        session_type: SessionType::Inband as i32,
        session_id: "im.user.com#48815@server.com".into(),
        transactions: vec![Transaction { descriptor: Some(descriptor), primitive: Some(primitive) }],
    }
}

/// What `testdata/csp/1.2/send-message-request.xml` says.
pub fn send_message(content: &str) -> Envelope {
    let user = |user_id: &str, url: Option<&str>| User {
        user_id: user_id.into(),
        client_id: url.map(|url| ClientId { url: url.into() }),
    };
    envelope(Primitive::SendMessage(SendMessage {
        delivery_report: true,
        info: Some(MessageInfo {
            content_type: "text/plain".into(),
            content_encoding: Some("None".into()),
            content_size: 54,
            recipient: Some(Recipient {
                users: vec![user("wv:mary@smith.com", None)],
                groups: vec![Group { group_id: "wv:john/partygroup@there.com".into() }],
                contact_lists: vec!["wv:john/My_friends@smith.com".into()],
            }),
            sender: Some(user("wv:john@smith.com", Some("http://206.226.10.25:80/IMPSAPP"))),
            date_time: 1_001_425_213,
            validity: 600,
        }),
        content: content.into(),
    }))
}

/// What [`presence_notification`](crate::presence_notification) says.
pub fn presence_notification(users: usize) -> Envelope {
    let presence = |user: usize| Presence {
        user_id: format!("wv:user{user}@example.com"),
        sub_list: vec![SubList {
            online_status: Some(Flag { qualifier: true, value: !user.is_multiple_of(3) }),
            availability: Some(Word { qualifier: true, value: 1 }),
            status_text: Some(Words { qualifier: true, value: format!("on the road until {}", user % 24) }),
        }],
    };
    envelope(Primitive::PresenceNotification(PresenceNotification {
        presence: (0..users).map(presence).collect(),
    }))
}
