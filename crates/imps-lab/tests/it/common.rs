//! A world of four users, and the requests of the tests.

use core::time::Duration;
use imps_core::{Node, Version};
use imps_csp::common::{Group, Recipient, ScreenName, User};
use imps_csp::messaging::{AddList, BlockEntityRequest, BlockList, SendMessageRequest};
use imps_csp::presence::{
    CreateAttributeListRequest, PresenceNotificationRequest, SubscribePresenceRequest, UpdatePresenceRequest,
};
use imps_csp::{Message, MessageId, Primitive, SessionDescriptor};
use imps_lab::{Account, Caller, Delivery, Options, Performed, PushSettings, World};
use imps_presence::{PresenceAttribute, PresenceSubList, Qualified, StatusText};

/// The users of every test.
pub(crate) const USERS: [&str; 4] = ["ann", "bob", "cem", "dia"];

pub(crate) struct Lab {
    pub(crate) world: World,
    pub(crate) now: Duration,
}

impl Lab {
    /// All users exist, and nobody has a session.
    pub(crate) fn empty(options: Options) -> Self {
        let accounts = USERS.map(|name| Account::new(id(name)));
        let now = Duration::from_secs(1_000_000_000);
        Self { world: World::new("example.com", accounts, options), now }
    }

    /// Everybody has a session of 1.3 at a phone.
    pub(crate) fn new() -> Self {
        Self::with(Options::default())
    }

    pub(crate) fn with(options: Options) -> Self {
        let mut lab = Self::empty(options);
        for name in USERS {
            lab.log_in(&phone(name));
        }
        lab
    }

    pub(crate) fn log_in(&mut self, who: &Caller) -> Vec<Delivery> {
        let deliveries = self.world.log_in(who, PushSettings::default(), self.now).unwrap();
        crate::valid::check_deliveries(&deliveries);
        deliveries
    }

    #[track_caller]
    pub(crate) fn ask(&mut self, name: &str, request: impl Into<Primitive<'static>>) -> Performed {
        self.ask_from(&phone(name), request)
    }

    /// Performs a request. The results have to be valid.
    #[track_caller]
    pub(crate) fn ask_from(&mut self, who: &Caller, request: impl Into<Primitive<'static>>) -> Performed {
        let performed = self.world.perform(who, request.into(), self.now);
        crate::valid::check(&performed);
        performed
    }

    /// Performs a request that has to succeed, and returns its deliveries.
    #[track_caller]
    pub(crate) fn done(&mut self, name: &str, request: impl Into<Primitive<'static>>) -> Vec<Delivery> {
        let performed = self.ask(name, request);
        assert_eq!(code(&performed), 200, "{:?}", performed.answer);
        performed.deliveries
    }

    /// Performs a request and returns the status code of its answer.
    #[track_caller]
    pub(crate) fn code(&mut self, name: &str, request: impl Into<Primitive<'static>>) -> u32 {
        code(&self.ask(name, request))
    }

    pub(crate) fn pass(&mut self, seconds: u64) {
        self.now += Duration::from_secs(seconds);
    }
}

/// The primitive that a client would send as these elements.
pub(crate) fn typed(node: Node<'static>, version: Version) -> Primitive<'static> {
    let session = SessionDescriptor::inband("s1");
    let text = imps_xml::to_string(&Message::request(version, session, "t1", Primitive::from(node))).unwrap();
    let message: Message<'_> = imps_xml::from_str(&text).unwrap();
    message.primitive().unwrap().clone().into_owned()
}

pub(crate) fn id(name: &str) -> String {
    format!("wv:{name}@example.com")
}

pub(crate) fn phone(name: &str) -> Caller {
    Caller::new(id(name), "phone")
}

pub(crate) fn old_phone(name: &str, version: Version) -> Caller {
    phone(name).with_version(version)
}

/// The code of an answer; 200 for an answer without an outcome.
pub(crate) fn code(performed: &Performed) -> u32 {
    performed.answer.outcome().map_or(200, |outcome| outcome.code.unwrap().number())
}

/// The primitives for a user, by her name.
pub(crate) fn to<'d>(deliveries: &'d [Delivery], name: &str) -> Vec<&'d Primitive<'static>> {
    let id = id(name);
    deliveries.iter().filter(|it| it.user == *id).map(|it| &it.primitive).collect()
}

/// The names of the primitives for a user.
pub(crate) fn names(deliveries: &[Delivery], name: &str) -> Vec<&'static str> {
    to(deliveries, name).into_iter().map(Primitive::name).map(known_name).collect()
}

fn known_name(name: &str) -> &'static str {
    let row = Primitive::ROWS.iter().find(|row| imps_core::CSP.name(row.tag) == Some(name));
    row.and_then(|row| imps_core::CSP.name(row.tag)).unwrap()
}

pub(crate) fn users(names: &[&str]) -> Recipient<'static> {
    names.iter().map(|name| User::new(id(name))).collect()
}

pub(crate) fn group(name: &str) -> String {
    format!("wv:ann/{name}@example.com")
}

pub(crate) fn to_group(name: &str) -> Recipient<'static> {
    Recipient { groups: vec![Group::from(imps_csp::GroupId::from(group(name)))], ..Recipient::default() }
}

pub(crate) fn to_name(group_name: &str, name: &str) -> Recipient<'static> {
    let name = ScreenName::new(name.to_owned(), group(group_name));
    Recipient { groups: vec![Group::from(name)], ..Recipient::default() }
}

pub(crate) fn text(recipient: Recipient<'static>, text: &str) -> SendMessageRequest<'static> {
    SendMessageRequest::text(recipient, text.to_owned())
}

/// The identifier of the only message of an answer or of deliveries to a user.
#[track_caller]
pub(crate) fn message_id(primitive: &Primitive<'_>) -> MessageId<'static> {
    let id = match primitive {
        Primitive::SendMessageResponse(answer) => answer.message_id.clone(),
        Primitive::NewMessage(new) => new.message_info.message_id.clone(),
        Primitive::MessageNotification(notice) => notice.message_info.message_id.clone(),
        other => panic!("{other:?} has no message"),
    };
    id.unwrap().into_owned()
}

pub(crate) fn block(names: &[&str]) -> BlockEntityRequest<'static> {
    let add_list = Some(names.iter().map(|name| id(name).into()).collect::<AddList<'_>>());
    let list = BlockList { add_list, ..BlockList::default() };
    BlockEntityRequest { block_list: Some(Box::new(list)), ..BlockEntityRequest::default() }
}

pub(crate) fn status_text(text: &str) -> UpdatePresenceRequest<'static> {
    let list =
        PresenceSubList { status_text: Some(StatusText::new(text.to_owned())), ..PresenceSubList::default() };
    UpdatePresenceRequest { presence_sub_list: Box::new(list), ..UpdatePresenceRequest::default() }
}

/// Lets users see attributes; nobody means everybody.
pub(crate) fn show(attributes: &[PresenceAttribute], names: &[&str]) -> CreateAttributeListRequest<'static> {
    let list = PresenceSubList::names(attributes.iter().copied());
    let request = CreateAttributeListRequest {
        presence_sub_list: Some(Box::new(list)),
        default_list: Some(names.is_empty()),
        ..CreateAttributeListRequest::default()
    };
    request.with_user_ids(Version::V1_3, names.iter().map(|name| id(name).into()))
}

pub(crate) fn watch(names: &[&str]) -> SubscribePresenceRequest<'static> {
    let ids = names.iter().map(|name| id(name).into());
    SubscribePresenceRequest::default().with_user_ids(Version::V1_3, ids)
}

/// The presence in the notifications for a user: the name of the other user, and the attributes.
pub(crate) fn seen(deliveries: &[Delivery], name: &str) -> Vec<(String, Vec<PresenceAttribute>)> {
    let notices = to(deliveries, name).into_iter().filter_map(|primitive| match primitive {
        Primitive::PresenceNotificationRequest(notice) => Some(&**notice),
        _ => None,
    });
    let presence = notices.flat_map(|notice: &PresenceNotificationRequest<'_>| &notice.presence);
    presence
        .map(|presence| {
            let user = presence.user_id.as_ref().unwrap().as_str();
            let lists = presence.presence_sub_list.iter();
            let attributes = lists.flat_map(|list| list.attributes().map(Qualified::attribute));
            let name = user.trim_start_matches("wv:").trim_end_matches("@example.com");
            (name.to_owned(), attributes.collect())
        })
        .collect()
}
