//! The messages to measure with, built as a program builds them.

use oma_imps::csp::access::LoginRequest;
use oma_imps::csp::common::{Party, Recipient, Sender, User};
use oma_imps::csp::contact_list::GetListResponse;
use oma_imps::csp::group::{JoinGroupResponse, Mapping, UserMapList, UserMapping, WelcomeNote};
use oma_imps::csp::messaging::{MessageInfo, NewMessage, SendMessageRequest};
use oma_imps::csp::presence::{Presence, PresenceNotificationRequest};
use oma_imps::csp::{
    ClientId, ContentEncoding, GroupId, Message, SessionDescriptor, Status, StatusCode, UserId,
};
use oma_imps::presence::{
    OnlineStatus, PresenceSubList, StatusText, UserAvailability, UserAvailabilityValue,
};
use oma_imps::{Data, DateTime, Version};

/// The session of all messages but the login.
pub const SESSION: &str = "im.user.com#48815@server.com";
/// When messages were sent.
pub const SENT: &str = "20010925T134013Z";
/// The same in seconds, as protobuf has it.
pub const SENT_UNIX: i64 = 1_001_425_213;
/// The sender of messages.
pub const SENDER: &str = "wv:john@smith.com";
/// Where the sender's program is.
pub const CLIENT: &str = "http://206.226.10.25:80/IMPSAPP";
/// The receiver of messages.
pub const RECIPIENT: &str = "wv:mary@smith.com";
/// The group that gets them as well.
pub const GROUP: &str = "wv:john/partygroup@there.com";
/// The contact list that gets them as well.
pub const LIST: &str = "wv:john/My_friends@smith.com";
/// The text that the client digested.
pub const DIGEST: &str = "ofnsv5Ty36paeU1JJ+f8fQ==";
/// The name of the session on the other channel.
pub const COOKIE: &str = "im.user.com#20011224#328746293";
/// The welcome note of a group.
pub const WELCOME: &str = "Hello, everybody";

/// Which message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// `Status`, the shortest.
    Status,
    /// `Login-Request`, the third message of the 4-way login.
    Login,
    /// `SendMessage-Request` with a text of at most so many bytes.
    SendMessage(usize),
    /// `NewMessage` with a picture of 50 kB.
    NewMessage,
    /// `PresenceNotification-Request` about so many users, three attributes each.
    Presence(usize),
    /// `GetList-Response` with 500 lists.
    GetList,
    /// `JoinGroup-Response` with 200 members.
    JoinGroup,
}

impl Which {
    /// All messages that are compared.
    pub const ALL: [Self; 10] = [
        Self::Status,
        Self::Login,
        Self::SendMessage(100),
        Self::SendMessage(2048),
        Self::NewMessage,
        Self::Presence(1),
        Self::Presence(50),
        Self::Presence(10_000),
        Self::GetList,
        Self::JoinGroup,
    ];

    /// Its name in tables and programs.
    pub fn name(self) -> String {
        match self {
            Self::Status => "Status".into(),
            Self::Login => "Login".into(),
            Self::SendMessage(2048) => "SendMessage-2kB".into(),
            Self::SendMessage(_) => "SendMessage".into(),
            Self::NewMessage => "NewMessage-50kB".into(),
            Self::Presence(users) => format!("Presence-{users}"),
            Self::GetList => "GetList-500".into(),
            Self::JoinGroup => "JoinGroup-200".into(),
        }
    }

    /// Its transaction.
    pub fn transaction_id(self) -> &'static str {
        match self {
            Self::Status => "8",
            Self::Login => "1",
            Self::SendMessage(_) => "16",
            Self::NewMessage => "101",
            Self::Presence(_) => "77",
            Self::GetList => "22",
            Self::JoinGroup => "26",
        }
    }

    /// Whether it answers.
    pub fn is_response(self) -> bool {
        matches!(self, Self::Status | Self::GetList | Self::JoinGroup)
    }

    /// The number of its boxes and lists with content: the transactions, the primitive, and the lists inside.
    pub fn lists_and_boxes(self) -> u64 {
        let within = match self {
            Self::Status | Self::Login => 0,
            // Users, groups, contact lists, the sender and its `ClientID`.
            Self::SendMessage(_) => 5,
            // Users, the sender and its `ClientID`.
            Self::NewMessage => 3,
            // The users, and of each the presence lists and the online statuses.
            Self::Presence(users) => 1 + 2 * users as u64,
            Self::GetList => 1,
            // The mappings and the note.
            Self::JoinGroup => 2,
        };
        2 + within
    }

    /// The message, of CSP 1.2.
    ///
    /// # Panics
    /// Never: the constants are valid.
    pub fn message(self) -> Message<'static> {
        let session = match self {
            Self::Login => SessionDescriptor::outband(),
            _ => SessionDescriptor::inband(SESSION),
        };
        let id = self.transaction_id();
        let message = |session, primitive: oma_imps::csp::Primitive<'static>| {
            let make = if self.is_response() { Message::response } else { Message::request };
            make(Version::V1_2, session, id, primitive)
        };
        message(
            session,
            match self {
                Self::Status => Status::new(StatusCode::SUCCESS).into(),
                Self::Login => login().into(),
                Self::SendMessage(limit) => send_message(limit).into(),
                Self::NewMessage => new_message().into(),
                Self::Presence(users) => presence_notification(users).into(),
                Self::GetList => GetListResponse {
                    contact_list: (0..500).map(|list| list_id(list).into()).collect(),
                    default_contact_list: Some(list_id(0).into()),
                    ..GetListResponse::default()
                }
                .into(),
                Self::JoinGroup => join_group().into(),
            },
        )
    }
}

/// Sentences as people write them, of at most so many bytes.
pub fn text(limit: usize) -> String {
    let mut text = String::new();
    for hour in 0.. {
        let sentence = match hour % 4 {
            0 => "The train leaves at eight, so be there in time and bring the map. ",
            1 => "Grüße & Küsse from all of us, it was very nice to see you again! ",
            2 => "Did you hear what happened to the old bridge over the river? ",
            _ => "I will call you as soon as I know whether the others are coming. ",
        };
        if text.len() + sentence.len() > limit {
            break;
        }
        text.push_str(sentence);
    }
    text
}

/// Bytes that no compression makes shorter.
pub fn picture() -> Vec<u8> {
    let mut state = 0x2545_F491_u32;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[1]
    };
    (0..50_000).map(next).collect()
}

/// The address of a user.
pub fn user_id(user: usize) -> String {
    format!("wv:user{user}@example.com")
}

/// The text of a user.
pub fn status_text(user: usize) -> String {
    format!("on the road until {}", user % 24)
}

/// Whether a user is online.
pub fn is_online(user: usize) -> bool {
    !user.is_multiple_of(3)
}

/// The address of a contact list.
pub fn list_id(list: usize) -> String {
    format!("wv:john/List_{list}@smith.com")
}

/// The name of a member on the screen.
pub fn screen_name(member: usize) -> String {
    format!("Member {member}")
}

fn login() -> LoginRequest<'static> {
    LoginRequest {
        user_id: Some(SENDER.into()),
        client_id: Some(ClientId::from_url(CLIENT)),
        digest_bytes: Some(DIGEST.into()),
        time_to_live: Some(3600),
        session_cookie: Some(COOKIE.into()),
        ..LoginRequest::default()
    }
}

fn sender() -> Sender<'static> {
    let client_id = Some(Box::new(ClientId::from_url(CLIENT)));
    let user = User { client_id, ..User::new(SENDER) };
    Sender { party: Party::User(Box::new(user)), ..Sender::default() }
}

fn sent() -> DateTime {
    SENT.parse().expect("a date and time")
}

fn send_message(limit: usize) -> SendMessageRequest<'static> {
    let text = text(limit);
    let recipient = Recipient {
        users: vec![User::new(RECIPIENT)],
        groups: vec![GroupId::from(GROUP).into()],
        contact_lists: vec![LIST.into()],
        ..Recipient::default()
    };
    SendMessageRequest {
        delivery_report: Some(true),
        message_info: MessageInfo {
            content_encoding: Some(ContentEncoding::None),
            sender: Some(sender()),
            date_time: Some(sent().into()),
            validity: Some(600),
            ..MessageInfo::for_text(recipient, &text)
        },
        content_data: Some(text.into()),
        ..SendMessageRequest::default()
    }
}

fn new_message() -> NewMessage<'static> {
    let picture = picture();
    let recipient = Recipient { users: vec![User::new(RECIPIENT)], ..Recipient::default() };
    NewMessage {
        message_info: MessageInfo {
            message_id: Some("0x0000f134".into()),
            sender: Some(sender()),
            date_time: Some(sent().into()),
            ..MessageInfo::for_bytes(recipient, "image/gif", &picture)
        },
        content_data: Some(Data::from(picture)),
        ..NewMessage::default()
    }
}

fn presence_notification(users: usize) -> PresenceNotificationRequest<'static> {
    let presence = |user| Presence {
        user_id: Some(UserId::from(user_id(user))),
        presence_sub_list: vec![PresenceSubList {
            online_status: vec![OnlineStatus::new(is_online(user))],
            user_availability: Some(UserAvailability::new(UserAvailabilityValue::Available)),
            status_text: Some(StatusText::new(status_text(user))),
            ..PresenceSubList::default()
        }],
        ..Presence::default()
    };
    PresenceNotificationRequest {
        presence: (0..users).map(presence).collect(),
        ..PresenceNotificationRequest::default()
    }
}

fn join_group() -> JoinGroupResponse<'static> {
    let mapping = |member| Mapping {
        name: screen_name(member).into(),
        user_id: Some(user_id(member).into()),
        ..Mapping::default()
    };
    let mapping = UserMapping { mappings: (0..200).map(mapping).collect(), ..UserMapping::default() };
    JoinGroupResponse {
        user_map_list: Some(UserMapList { user_mapping: Some(mapping), ..UserMapList::default() }),
        welcome_note: Some(Box::new(WelcomeNote {
            content_type: Some("text/plain".into()),
            content_data: WELCOME.into(),
            ..WelcomeNote::default()
        })),
        ..JoinGroupResponse::default()
    }
}
