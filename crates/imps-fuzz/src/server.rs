//! Conversations of four users with the service of the lab.

use arbitrary::{Arbitrary, Unstructured};
use imps_core::{CSP, Tag, Version};
use imps_csp::messaging::GetBlockedListRequest;
use imps_csp::presence::{GetPresenceRequest, Presence};
use imps_csp::{CspDocument, Message, Primitive, SessionDescriptor, StatusCode, schema_of};
use imps_lab::{Account, Caller, Delivery, Options, Performed, Performer, PushSettings, World, performer};
use imps_testing::Maker;
use oma_imps::presence::Qualified;
use std::collections::BTreeSet;
use std::time::Duration;

/// An event.
#[derive(Arbitrary, Debug)]
enum Event<'a> {
    /// A client sends a request, made from the declarations with these choices.
    Ask {
        user: u8,
        primitive: u8,
        numbers: &'a [u8],
    },
    LogIn {
        user: u8,
        push: bool,
    },
    LogOut {
        user: u8,
    },
    Wait {
        hours: u8,
    },
}

/// The choices from which a conversation is made.
#[derive(Arbitrary, Debug)]
struct Choices<'a> {
    text: &'a str,
    events: Vec<Event<'a>>,
}

const USERS: [&str; 4] =
    ["wv:ann@example.com", "wv:bob@example.com", "wv:cem@example.com", "wv:dia@example.com"];
const VERSIONS: [Version; 4] = [Version::V1_1, Version::V1_2, Version::V1_3, Version::V1_3];

/// The names that make requests meet each other, and names that the service refuses.
const TEXTS: [&str; 14] = [
    USERS[0],
    USERS[1],
    USERS[2],
    "wv:ann/chat@example.com",
    "wv:bob/friends@example.com",
    "wv:b%0Aob@example.com",
    "b\u{7}ob",
    "Default",
    "AccessType",
    "Restricted",
    "Searchable",
    "T",
    "F",
    "0x00000005",
];

pub(crate) fn run(data: &[u8]) -> bool {
    if let Some(message) = document(data) {
        let mut conversation = Conversation::new();
        let transactions = &message.session.transactions;
        return transactions.iter().any(|it| conversation.ask(0, it.primitive().clone()));
    }
    let Ok(choices) = Choices::arbitrary_take_rest(Unstructured::new(data)) else { return false };
    let mut conversation = Conversation::new();
    let texts: Vec<&str> = TEXTS.into_iter().chain([choices.text]).collect();
    let mut is_any_done = false;
    for event in &choices.events {
        is_any_done |= conversation.happen(event, &texts);
    }
    is_any_done
}

fn document(data: &[u8]) -> Option<Message<'static>> {
    let xml = std::str::from_utf8(data).ok().and_then(|text| imps_xml::from_str(text).ok());
    match xml.or_else(|| imps_wbxml::from_slice(data).ok())? {
        CspDocument::Message(message) => Some(message.into_owned()),
        _ => None,
    }
}

/// The service, and the sessions that are open.
struct Conversation {
    world: World,
    now: Duration,
    present: BTreeSet<usize>,
}

impl Conversation {
    fn new() -> Self {
        let mut options = Options::default();
        options.echo = Some(Account::new("wv:echo@example.com"));
        let limits = &mut options.limits;
        (limits.messages, limits.groups, limits.contact_lists, limits.notes) = (8, 3, 2, 4);
        let mut conversation = Self {
            world: World::new("example.com", USERS.map(Account::new), options),
            now: Duration::from_secs(1_000_000_000),
            present: BTreeSet::new(),
        };
        (0..USERS.len()).for_each(|user| conversation.log_in(user, true));
        conversation
    }

    /// Returns whether a request succeeded.
    fn happen(&mut self, event: &Event<'_>, texts: &[&str]) -> bool {
        let place = |user: u8| usize::from(user) % USERS.len();
        match event {
            Event::Ask { user, primitive, numbers } => {
                // Mostly primitives that the service performs.
                let rows = Primitive::ROWS.iter().filter(|row| *primitive >= 240 || is_performed(row.tag));
                let rows: Vec<_> = rows.collect();
                let row = rows[usize::from(*primitive) % rows.len()];
                let version = row.versions.iter().last().expect("a primitive has a version");
                let schema = schema_of(row.tag).expect("a primitive has a schema");
                let node = Maker::new(version, numbers, texts).structure(row.tag, schema);
                let message = Message::request(version, session(), "t1", Primitive::from(node));
                // A client of binary XML can send more than a client of XML.
                let Ok(bytes) = imps_wbxml::to_vec(&message) else { return false };
                let Ok(message) = imps_wbxml::from_slice::<Message<'_>>(&bytes) else { return false };
                message.primitive().is_some_and(|request| self.ask(place(*user), request.clone()))
            }
            Event::LogIn { user, push } => {
                self.log_in(place(*user), *push);
                false
            }
            Event::LogOut { user } => {
                let user = place(*user);
                let deliveries = self.world.log_out(&caller(user), self.now);
                self.present.remove(&user);
                self.check(&deliveries, None);
                false
            }
            Event::Wait { hours } => {
                self.now += Duration::from_secs(3_600) * u32::from(*hours);
                let deliveries = self.world.expire(self.now);
                self.check(&deliveries, None);
                false
            }
        }
    }

    fn log_in(&mut self, user: usize, push: bool) {
        let push = if push { PushSettings::default() } else { PushSettings::announce() };
        let deliveries = self.world.log_in(&caller(user), push, self.now).expect("the user exists");
        self.present.insert(user);
        self.check(&deliveries, None);
    }

    /// Sends a request and checks the answer. Returns whether it succeeded.
    fn ask(&mut self, user: usize, request: Primitive<'_>) -> bool {
        let name = request.name().to_owned();
        let blocking = match &request {
            Primitive::SendMessageRequest(_) | Primitive::ForwardMessageRequest(_) => self.blocking(user),
            _ => BTreeSet::new(),
        };
        let performed = self.world.perform(&caller(user), request, self.now);
        let outcome = performed.answer.outcome().map(|outcome| outcome.code.expect("an outcome has a code"));
        assert!(!name.is_empty() && carried(&performed.answer), "{name}");
        let is_refused = outcome == Some(StatusCode::NOT_IMPLEMENTED);
        if self.present.contains(&user) && performer(&name) != Performer::World {
            assert!(is_refused, "{name}");
        }
        self.check(&performed.deliveries, Some(&blocking));
        outcome.is_none_or(StatusCode::is_success)
    }

    /// The users that block a user by her address, as far as they have a session.
    fn blocking(&mut self, user: usize) -> BTreeSet<usize> {
        let mut blocking = BTreeSet::new();
        for other in self.present.clone() {
            let asked = self.world.perform(&caller(other), GetBlockedListRequest::default().into(), self.now);
            let Performed { answer: Primitive::GetBlockedListResponse(lists), .. } = asked else { continue };
            let list = lists.block_list.as_ref().and_then(|list| list.entity_list.as_ref());
            let names = list.into_iter().flat_map(|list| &list.user_ids);
            if lists.blocks() == Some(true) && names.into_iter().any(|name| *name == USERS[user]) {
                blocking.insert(other);
            }
        }
        blocking
    }

    /// Deliveries reach open sessions, every syntax carries them, no message comes from a sender
    /// whom the receiver blocks, and no presence that the watcher could not ask for.
    fn check(&mut self, deliveries: &[Delivery], blocking: Option<&BTreeSet<usize>>) {
        for Delivery { user, version, primitive, .. } in deliveries {
            let place = USERS.iter().position(|name| user == name).expect("a user of the world");
            assert!(self.present.contains(&place) && *version == VERSIONS[place], "{primitive:?}");
            assert!(carried(primitive));
            match primitive {
                Primitive::NewMessage(_) | Primitive::MessageNotification(_) => {
                    assert!(!blocking.is_some_and(|blocking| blocking.contains(&place)), "{primitive:?}");
                }
                Primitive::PresenceNotificationRequest(notice) => {
                    notice.presence.iter().for_each(|presence| self.check_presence(place, presence));
                }
                _ => {}
            }
        }
    }

    fn check_presence(&mut self, watcher: usize, shown: &Presence<'_>) {
        let user = shown.user_id.clone().expect("presence of a user").into_owned();
        let request = GetPresenceRequest::default().with_user_ids(Version::V1_3, [user]);
        let asked = self.world.perform(&caller(watcher), request.into(), self.now);
        let Primitive::GetPresenceResponse(answer) = asked.answer else { panic!("no presence") };
        let names = |presence: &Presence<'_>| -> BTreeSet<_> {
            let lists = presence.presence_sub_list.iter();
            lists.flat_map(|list| list.attributes().map(Qualified::attribute)).collect()
        };
        let known = answer.presence.first().map(names).unwrap_or_default();
        assert!(names(shown).is_subset(&known), "{shown:?}");
    }
}

fn is_performed(tag: Tag) -> bool {
    CSP.name(tag).is_some_and(|name| performer(name) == Performer::World)
}

fn caller(user: usize) -> Caller {
    Caller::new(USERS[user], "phone").with_version(VERSIONS[user])
}

fn session() -> SessionDescriptor<'static> {
    SessionDescriptor::inband("s1")
}

/// Returns whether XML and binary XML can carry a primitive.
fn carried(primitive: &Primitive<'static>) -> bool {
    let version =
        primitive.row().and_then(|row| row.versions.iter().last()).expect("a primitive has a version");
    let message = Message::request(version, session(), "t1", primitive.clone());
    imps_xml::to_string(&message).is_ok() && imps_wbxml::to_vec(&message).is_ok()
}
