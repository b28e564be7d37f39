//! The passage of time.

use super::{Effect, LOBBY, Performing, Rules, Village};
use crate::world::{Account, Options, World};
use http::Request;
use imps_csp::common::{Recipient, User};
use imps_csp::envelope::PollingRequest;
use imps_csp::messaging::SendMessageRequest;
use imps_csp::presence::GetPresenceRequest;
use imps_csp::{Message, Primitive, SessionDescriptor};
use imps_session::server::{SessionOptions, Step};
use imps_transport::http::Server;
use oma_imps::{Syntax, Version, read_owned};
use std::net::IpAddr;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

const START: Duration = Duration::from_secs(1_000_000_000);

fn village() -> Village {
    let accounts = ["ann", "bob"].map(|name| Account {
        password: name.to_owned().into(),
        ..Account::new(format!("wv:{name}@lab.example"))
    });
    let world = World::new("lab.example", accounts, Options::default());
    let all = SessionOptions::default().services;
    let options = SessionOptions::default().with_domain("lab.example").with_services_before(all);
    Village::new(options, world, Rules::default())
}

/// Bytes that differ per call.
fn random() -> [u8; 32] {
    static LAST: AtomicU8 = AtomicU8::new(0);
    [LAST.fetch_add(1, Ordering::Relaxed); 32]
}

/// Posts a document. Returns the answer.
fn post(village: &mut Village, body: &[u8], now: Duration) -> Message<'static> {
    let (request, server) = (Request::post("/").body(()).unwrap(), Server::default());
    let arrived = server.arrived(&request, body).unwrap();
    let (mut step, _) = village.arrived(&arrived, now);
    loop {
        step = match step {
            Step::Reply(reply) => break read_owned(reply.body()).unwrap(),
            Step::LogIn(call) => village.log_in(call, random(), IpAddr::from([127, 0, 0, 1]), now).0,
            Step::Perform(call) => match village.perform(call, now) {
                Performing::Done(step, _) => step,
                Performing::Relay(..) | Performing::Split(..) => panic!("there is no peer"),
            },
        };
    }
}

fn log_in(village: &mut Village, name: &str, now: Duration) -> String {
    let line = format!("WV12LR1 CI=WV:Old-1.0 PW={name} SC=ck-{name} TL=600 UI=wv:{name}@lab.example");
    let answer = post(village, line.as_bytes(), now);
    let Some(Primitive::LoginResponse(opened)) = answer.primitive() else { panic!("{answer:?}") };
    opened.session_id.as_ref().unwrap().as_str().to_owned()
}

fn ask(village: &mut Village, id: &str, request: impl Into<Primitive<'static>>, now: Duration) -> u32 {
    let session = SessionDescriptor::inband(id.to_owned());
    let request = Message::request(Version::V1_2, session, "t7", request);
    let answer = post(village, &Syntax::Wbxml.to_vec(&request).unwrap(), now);
    answer.outcome().unwrap().code.unwrap().number()
}

#[test]
fn a_session_enters_the_world_soon_and_leaves_it_when_it_expires() {
    let mut village = village();
    let id = log_in(&mut village, "ann", START);
    let (effects, next) = village.settle(START);
    assert!(effects.is_empty() && village.present.is_empty());
    assert_eq!(next, START + LOBBY);
    village.settle(START + LOBBY);
    assert!(village.present.contains_key(&id));
    let over = START + Duration::from_secs(600 + 60);
    village.settle(over.checked_sub(Duration::from_secs(1)).unwrap());
    assert!(village.present.contains_key(&id));
    let (effects, _) = village.settle(over);
    assert!(matches!(&effects[..], [Effect::Ended { session_id }] if *session_id == id), "{effects:?}");
    assert!(village.present.is_empty() && village.origins.is_empty());
}

#[test]
fn the_first_request_brings_a_session_into_the_world_at_once() {
    let mut village = village();
    let id = log_in(&mut village, "ann", START);
    village.settle(START);
    let own = GetPresenceRequest::default().with_user_ids(Version::V1_2, ["wv:ann@lab.example".into()]);
    assert_eq!(ask(&mut village, &id, own, START), 200);
    assert!(village.present.contains_key(&id) && village.lobby.is_empty());
}

#[test]
fn a_client_that_only_polls_gets_what_waits_at_once() {
    let mut village = village();
    let ann = log_in(&mut village, "ann", START);
    village.settle(START);
    let to_bob = Recipient::from_iter([User::new("wv:bob@lab.example")]);
    let send = SendMessageRequest::text(to_bob, "hello").with_sender(User::new("wv:ann@lab.example"));
    assert_eq!(ask(&mut village, &ann, send.with_report(false), START), 200);
    let bob = log_in(&mut village, "bob", START);
    village.settle(START);
    let session = SessionDescriptor::inband(bob);
    let poll = Message::request(Version::V1_2, session, "", PollingRequest::default());
    let got = post(&mut village, &Syntax::Wbxml.to_vec(&poll).unwrap(), START);
    assert!(matches!(got.primitive(), Some(Primitive::NewMessage(_))), "{got:?}");
}

#[test]
fn a_message_outlives_the_session_that_did_not_take_it() {
    let mut village = village();
    let (ann, bob) = (log_in(&mut village, "ann", START), log_in(&mut village, "bob", START));
    village.settle(START);
    village.settle(START + LOBBY);
    let to_bob = Recipient::from_iter([User::new("wv:bob@lab.example")]);
    let send = SendMessageRequest::text(to_bob, "hello").with_sender(User::new("wv:ann@lab.example"));
    assert_eq!(ask(&mut village, &ann, send.with_report(false), START + LOBBY), 200);
    village.settle(START + LOBBY);
    assert_eq!(village.sessions().find(&bob).unwrap().unanswered(), 1);
    let late = START + Duration::from_secs(1000);
    let (effects, _) = village.settle(late);
    assert_eq!(effects.iter().filter(|it| matches!(it, Effect::Ended { .. })).count(), 2);
    let bob = log_in(&mut village, "bob", late);
    village.settle(late);
    village.settle(late + LOBBY);
    assert_eq!(village.sessions().find(&bob).unwrap().unanswered(), 1);
}
