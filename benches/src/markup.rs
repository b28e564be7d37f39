//! The same messages as structs for serde, which quick-xml and `serde_json` share: what the guides of both suggest.
//!
//! Fields and variants are called as in XML; the documentation of `imps_csp` says what they are.
#![allow(missing_docs, reason = "fields and variants are called as in XML")]

use crate::messages::{self, Which};
use serde::{Deserialize, Serialize};

/// `T` and `F`.
mod flag {
    use serde::{Deserializer, Serializer, de};

    struct Flag;

    impl de::Visitor<'_> for Flag {
        type Value = bool;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("T or F")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<bool, E> {
            match text {
                "T" => Ok(true),
                "F" => Ok(false),
                _ => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
            }
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(Flag)
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
    pub(super) fn serialize<S: Serializer>(flag: &bool, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if *flag { "T" } else { "F" })
    }
}

macro_rules! structs {
    ($($name:ident { $($(#[$meta:meta])* $field:ident: $type:ty = $tag:literal,)* })*) => { $(
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name {
            $(#[serde(rename = $tag)] $(#[$meta])* pub $field: $type,)*
        }
    )* };
}

structs! {
    Message {
        namespace: String = "@xmlns",
        session: Session = "Session",
    }
    Session {
        descriptor: SessionDescriptor = "SessionDescriptor",
        transactions: Vec<Transaction> = "Transaction",
    }
    SessionDescriptor {
        session_type: String = "SessionType",
        #[serde(default, skip_serializing_if = "Option::is_none")]
        session_id: Option<String> = "SessionID",
    }
    Transaction {
        descriptor: TransactionDescriptor = "TransactionDescriptor",
        content: TransactionContent = "TransactionContent",
    }
    TransactionDescriptor {
        mode: String = "TransactionMode",
        id: String = "TransactionID",
    }
    TransactionContent {
        namespace: String = "@xmlns",
        primitive: Primitive = "$value",
    }
    Status {
        result: Outcome = "Result",
    }
    Outcome {
        code: u32 = "Code",
    }
    Login {
        user_id: String = "UserID",
        client_id: ClientId = "ClientID",
        #[serde(default, skip_serializing_if = "Option::is_none")]
        digest: Option<String> = "DigestBytes",
        time_to_live: u32 = "TimeToLive",
        session_cookie: String = "SessionCookie",
    }
    ClientId {
        url: String = "URL",
    }
    SendMessage {
        #[serde(with = "flag")]
        delivery_report: bool = "DeliveryReport",
        info: MessageInfo = "MessageInfo",
        content: String = "ContentData",
    }
    NewMessage {
        info: MessageInfo = "MessageInfo",
        content: String = "ContentData",
    }
    MessageInfo {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String> = "MessageID",
        content_type: String = "ContentType",
        #[serde(default, skip_serializing_if = "Option::is_none")]
        content_encoding: Option<String> = "ContentEncoding",
        content_size: u32 = "ContentSize",
        recipient: Recipient = "Recipient",
        sender: Sender = "Sender",
        date_time: String = "DateTime",
        #[serde(default, skip_serializing_if = "Option::is_none")]
        validity: Option<u32> = "Validity",
    }
    Recipient {
        #[serde(default)]
        users: Vec<User> = "User",
        #[serde(default)]
        groups: Vec<Group> = "Group",
        #[serde(default)]
        contact_lists: Vec<String> = "ContactList",
    }
    Sender {
        user: User = "User",
    }
    User {
        user_id: String = "UserID",
        #[serde(default, skip_serializing_if = "Option::is_none")]
        client_id: Option<ClientId> = "ClientID",
    }
    Group {
        group_id: String = "GroupID",
    }
    PresenceNotification {
        #[serde(default)]
        presence: Vec<Presence> = "Presence",
    }
    Presence {
        user_id: String = "UserID",
        #[serde(default)]
        sub_list: Vec<SubList> = "PresenceSubList",
    }
    SubList {
        namespace: String = "@xmlns",
        #[serde(default)]
        online_status: Vec<Flag> = "OnlineStatus",
        #[serde(default, skip_serializing_if = "Option::is_none")]
        availability: Option<Words> = "UserAvailability",
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status_text: Option<Words> = "StatusText",
    }
    Flag {
        #[serde(with = "flag")]
        qualifier: bool = "Qualifier",
        #[serde(with = "flag")]
        value: bool = "PresenceValue",
    }
    Words {
        #[serde(with = "flag")]
        qualifier: bool = "Qualifier",
        value: String = "PresenceValue",
    }
    GetList {
        #[serde(default)]
        contact_lists: Vec<String> = "ContactList",
        #[serde(default, skip_serializing_if = "Option::is_none")]
        default: Option<String> = "DefaultContactList",
    }
    JoinGroup {
        users: UserMapList = "UserMapList",
        welcome: WelcomeNote = "WelcomeNote",
    }
    UserMapList {
        mapping: UserMapping = "UserMapping",
    }
    UserMapping {
        #[serde(default)]
        mappings: Vec<Mapping> = "Mapping",
    }
    Mapping {
        name: String = "SName",
        user_id: String = "UserID",
    }
    WelcomeNote {
        content_type: String = "ContentType",
        content: String = "ContentData",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Primitive {
    Status(Status),
    #[serde(rename = "Login-Request")]
    Login(Login),
    #[serde(rename = "SendMessage-Request")]
    SendMessage(SendMessage),
    NewMessage(NewMessage),
    #[serde(rename = "PresenceNotification-Request")]
    PresenceNotification(PresenceNotification),
    #[serde(rename = "GetList-Response")]
    GetList(GetList),
    #[serde(rename = "JoinGroup-Response")]
    JoinGroup(JoinGroup),
}

impl Message {
    /// The same message.
    pub fn new(which: Which) -> Self {
        let (session_type, session_id) = match which {
            Which::Login => ("Outband", None),
            _ => ("Inband", Some(messages::SESSION.into())),
        };
        let mode = if which.is_response() { "Response" } else { "Request" };
        let content =
            TransactionContent { namespace: namespace("WV-TRC1.2"), primitive: Primitive::new(which) };
        let transaction = Transaction {
            descriptor: TransactionDescriptor { mode: mode.into(), id: which.transaction_id().into() },
            content,
        };
        Self {
            namespace: namespace("WV-CSP1.2"),
            session: Session {
                descriptor: SessionDescriptor { session_type: session_type.into(), session_id },
                transactions: vec![transaction],
            },
        }
    }
}

fn namespace(name: &str) -> String {
    format!("http://www.openmobilealliance.org/DTD/{name}")
}

fn client_id() -> ClientId {
    ClientId { url: messages::CLIENT.into() }
}

impl Primitive {
    fn new(which: Which) -> Self {
        match which {
            Which::Status => Self::Status(Status { result: Outcome { code: 200 } }),
            Which::Login => Self::Login(Login {
                user_id: messages::SENDER.into(),
                client_id: client_id(),
                digest: Some(messages::DIGEST.into()),
                time_to_live: 3600,
                session_cookie: messages::COOKIE.into(),
            }),
            Which::SendMessage(limit) => {
                let content = messages::text(limit);
                let mut info = MessageInfo::new("text/plain", "None", content.len());
                info.recipient.groups = vec![Group { group_id: messages::GROUP.into() }];
                info.recipient.contact_lists = vec![messages::LIST.into()];
                info.validity = Some(600);
                Self::SendMessage(SendMessage { delivery_report: true, info, content })
            }
            Which::NewMessage => {
                let picture = messages::picture();
                let mut info = MessageInfo::new("image/gif", "BASE64", picture.len());
                info.id = Some("0x0000f134".into());
                Self::NewMessage(NewMessage { info, content: base64(&picture) })
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
                    user_id: messages::user_id(member),
                };
                let mapping = UserMapping { mappings: (0..200).map(mapping).collect() };
                let welcome =
                    WelcomeNote { content_type: "text/plain".into(), content: messages::WELCOME.into() };
                Self::JoinGroup(JoinGroup { users: UserMapList { mapping }, welcome })
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
            recipient: Recipient {
                users: vec![user(messages::RECIPIENT, None)],
                groups: Vec::new(),
                contact_lists: Vec::new(),
            },
            sender: Sender { user: user(messages::SENDER, Some(client_id())) },
            date_time: messages::SENT.into(),
            validity: None,
        }
    }
}

impl Presence {
    fn new(user: usize) -> Self {
        let words = |value: String| Some(Words { qualifier: true, value });
        Self {
            user_id: messages::user_id(user),
            sub_list: vec![SubList {
                namespace: namespace("WV-PA1.2"),
                online_status: vec![Flag { qualifier: true, value: messages::is_online(user) }],
                availability: words("AVAILABLE".into()),
                status_text: words(messages::status_text(user)),
            }],
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let letter = char::from(ALPHABET[bits >> (18 - 6 * place) & 63]);
            text.push(if place > group.len() { '=' } else { letter });
        }
    }
    text
}
