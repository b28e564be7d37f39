//! The server: sessions, and the world behind them as their program.

use imps_bridge::{Bridge, Context, convert_with};
use imps_core::Version;
use imps_csp::{Message, Primitive, SessionDescriptor, StatusCode};
use imps_lab::{Account, Caller, Delivery, Options, PushSettings, World};
use imps_session::server::{Call, Credentials, LoginCall, Program, SessionEvent, SessionOptions, Sessions};
use imps_transport::agreed::{Offer, TcpAddress};
use imps_transport::cir::Wakeup;
use imps_transport::mailbox::MailboxOptions;
use imps_transport::{Action, Machine as _};
use std::collections::BTreeMap;
use std::time::Duration;

pub(crate) const DOMAIN: &str = "example.com";

/// The users, with their passwords.
const USERS: [(&str, &str); 2] = [("ann", "secret"), ("bob", "p4ss w0rd")];

/// The program of the server.
pub(crate) struct Village {
    world: World,
    /// The clients in the world, by their sessions.
    present: BTreeMap<String, Caller>,
    /// The number of times that random bytes were needed: nothing is random in a test.
    asked: u64,
}

impl Village {
    pub(crate) fn new() -> Self {
        let account = |(name, password): (&str, &'static str)| Account {
            password: password.into(),
            ..Account::new(format!("wv:{name}@{DOMAIN}"))
        };
        let world = World::new(DOMAIN, USERS.map(account), Options::default());
        Self { world, present: BTreeMap::new(), asked: 0 }
    }

    /// Acts on everything that has happened to sessions. Returns the clients to wake.
    pub(crate) fn settle(&mut self, sessions: &mut Sessions, now: Duration) -> Vec<(String, Wakeup)> {
        let mut wakes = Vec::new();
        loop {
            match sessions.next(now, &mut Vec::new()) {
                Action::Event(SessionEvent::Negotiated { session_id }) => {
                    self.negotiated(sessions, session_id.as_str(), now);
                }
                Action::Event(SessionEvent::Wake { session_id, wakeup }) => {
                    wakes.push((session_id.as_str().to_owned(), wakeup));
                }
                Action::Event(SessionEvent::Answered { session_id, answer, .. }) => {
                    if let (Primitive::MessageDelivered(_), Some(caller)) =
                        (&answer, self.present.get(session_id.as_str()).cloned())
                    {
                        let performed = self.world.perform(&caller, answer, now);
                        self.deliver(sessions, performed.deliveries, now);
                    }
                }
                Action::Event(SessionEvent::Undelivered { request, .. }) => {
                    panic!("{} is given up", request.name());
                }
                Action::Event(SessionEvent::Ended { session_id, unanswered, .. }) => {
                    assert_eq!(unanswered, []);
                    let caller = self.present.remove(session_id.as_str()).unwrap();
                    let deliveries = self.world.log_out(&caller, now);
                    self.deliver(sessions, deliveries, now);
                }
                Action::Event(_) => {}
                Action::Wait(_) => return wakes,
                other => panic!("{other:?}"),
            }
        }
    }

    /// A client enters the world when it has negotiated both its capabilities and its services.
    fn negotiated(&mut self, sessions: &mut Sessions, id: &str, now: Duration) {
        let session = sessions.find(id).unwrap();
        if session.services().is_none() || self.present.contains_key(id) {
            return;
        }
        let client = session.client_id().unwrap().clone();
        let caller = Caller::of(format!("wv:{}", session.user()), client, session.version());
        let deliveries = self.world.log_in(&caller, PushSettings::default(), now).unwrap();
        self.present.insert(id.to_owned(), caller);
        self.deliver(sessions, deliveries, now);
    }

    /// Queues requests of the server, in the version of each client.
    fn deliver(&mut self, sessions: &mut Sessions, deliveries: Vec<Delivery>, now: Duration) {
        for Delivery { user, client, version, primitive, .. } in deliveries {
            let mut all = self.present.iter();
            let (id, _) = all.find(|(_, it)| it.client == client && it.user.same_as(&user)).unwrap();
            let context = Context { client_id: Some(client), ..Context::default() };
            let message = Message::request(Version::V1_3, SessionDescriptor::inband("s"), "t", primitive);
            let Some(message) = convert_with(message, version, &context).message else { continue };
            for transaction in message.session.transactions {
                sessions.push(id, transaction.content.primitive, now).unwrap();
            }
        }
    }
}

impl Program for Village {
    fn credentials(&mut self, login: &LoginCall<'_>) -> Credentials {
        let user = login.user().and_then(|user| user.strip_suffix(DOMAIN)?.strip_suffix('@'));
        let known = USERS.iter().find(|(name, _)| user == Some(name));
        known.map_or(Credentials::Unknown, |(_, password)| Credentials::Password((*password).into()))
    }

    fn random(&mut self) -> [u8; 32] {
        self.asked += 1;
        let mut bytes = [0; 32];
        let mut state = self.asked;
        for byte in &mut bytes {
            // A step of a linear generator, with the constants of Knuth.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (state >> 56) as u8;
        }
        bytes
    }

    fn perform(&mut self, sessions: &mut Sessions, call: &Call<'_>, now: Duration) -> Primitive<'static> {
        let id = call.session_id().unwrap().as_str();
        let caller = self.present.get(id).unwrap().clone();
        let request = call.primitive().clone().into_owned();
        let performed = self.world.perform(&caller, request, now);
        self.deliver(sessions, performed.deliveries, now);
        answer(&caller, call.primitive(), performed.answer, now)
    }
}

/// Converts an answer, which has the form of 1.3, for the version of the client.
fn answer(
    caller: &Caller,
    request: &Primitive<'_>,
    answer: Primitive<'static>,
    now: Duration,
) -> Primitive<'static> {
    if caller.version == Version::V1_3 {
        return answer;
    }
    let mut bridge = Bridge::new(caller.version, Version::V1_3)
        .with_user(caller.user.clone())
        .with_client(caller.client.clone());
    // The bridge remembers what the answer depends on.
    let asked = Message::request(caller.version, SessionDescriptor::inband("s"), "t", request.clone());
    drop(bridge.to_server(asked, now));
    let answer = Message::response(Version::V1_3, SessionDescriptor::inband("s"), "t", answer);
    let converted = bridge.to_client(answer, now).message.unwrap();
    let transaction = converted.session.transactions.into_iter().next().unwrap();
    assert_ne!(
        transaction.content.primitive.outcome().and_then(|it| it.code),
        Some(StatusCode::INTERNAL_SERVER_ERROR)
    );
    transaction.content.primitive
}

/// The sessions of the server, which wakes clients by TCP and by datagrams.
pub(crate) fn sessions() -> Sessions {
    let tcp = TcpAddress::new("192.0.2.1", 3171);
    let offer = Offer::default()
        .with_cir_methods([imps_csp::SupportedCirMethod::Sudp])
        .with_tcp(tcp)
        .with_poll_minimum(Duration::from_secs(30));
    let mailbox = MailboxOptions::default().with_answers(4).with_prefix("9");
    let options = SessionOptions::default().with_domain(DOMAIN).with_offer(offer).with_mailbox(mailbox);
    Sessions::new(options)
}
