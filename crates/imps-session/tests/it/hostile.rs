//! Peers that guess, replay and flood: the right status, bounded memory, nothing of another user.

use crate::common::{Phone, World, code, text};
use imps_session::server::SessionOptions;
use oma_imps::Version;
use oma_imps::csp::access::{KeepAliveRequest, LogoutRequest};
use oma_imps::csp::messaging::NewMessage;
use oma_imps::csp::{DigestSchema, Message, Status, StatusCode};
use std::collections::BTreeSet;

#[test]
fn a_flood_of_first_halves_holds_a_bounded_number_of_challenges() {
    let mut world = World::with(SessionOptions::default().with_challenges(64_usize));
    for number in 0..1000 {
        let mut phone = Phone { cookie: format!("flood-{number}"), ..Phone::new(Version::V1_2) };
        let login = phone.first_half(&[DigestSchema::Md5]);
        assert_eq!(phone.log_in_with(&mut world, login), 401);
        assert!(world.sessions.challenges() <= 64);
    }
    assert!(world.sessions.is_empty() && world.events.is_empty());
    world.wait(120);
    assert_eq!(world.sessions.challenges(), 0);
}

#[test]
fn a_flood_of_logins_of_one_user_leaves_the_others_alone() {
    let mut world = World::new();
    let mut bob = Phone::bob(Version::V1_2);
    bob.start(&mut world);
    for number in 0..500 {
        let mut phone = Phone { cookie: format!("flood-{number}"), ..Phone::new(Version::V1_2) };
        phone.log_in(&mut world);
    }
    assert_eq!((world.sessions.len(), world.sessions.of_user("ann").count()), (9, 8));
    assert_eq!(bob.code(&mut world, KeepAliveRequest::default()), 200);
}

#[test]
fn long_names_are_refused_before_they_are_kept() {
    let mut world = World::new();
    let long: &'static str = Box::leak("x".repeat(256).into_boxed_str());
    for mut phone in [
        Phone { user: long, ..Phone::new(Version::V1_2) },
        Phone { client: long, ..Phone::new(Version::V1_2) },
        Phone { cookie: long.into(), ..Phone::new(Version::V1_2) },
    ] {
        for login in [phone.two_way(), phone.first_half(&[DigestSchema::Md5])] {
            assert_eq!(phone.log_in_with(&mut world, login), 400);
        }
    }
    assert_eq!((world.sessions.len(), world.sessions.challenges()), (0, 0));
}

#[test]
fn names_that_escape_a_separator_are_nobody() {
    let mut world = World::with(SessionOptions::default());
    for user in
        ["wv:ann%40example.com", "wv:ann%40example.com@example.com", "wv:an%0An", "wv:/ann", "wv:ann/x", ""]
    {
        let mut phone = Phone { user, ..Phone::new(Version::V1_2) };
        let login = phone.two_way();
        assert_eq!(phone.log_in_with(&mut world, login), 531, "{user}");
        world.village.credentials = Some(imps_session::server::Credentials::Trusted);
        let login = phone.two_way();
        assert_eq!(phone.log_in_with(&mut world, login), 531, "{user}");
        world.village.credentials = None;
    }
}

#[test]
fn session_ids_and_nonces_never_repeat_and_are_not_in_one_another() {
    let mut world = World::with(SessionOptions::default().with_sessions_per_user(1000_usize));
    let mut seen = BTreeSet::new();
    for number in 0..200 {
        let mut phone = Phone { cookie: format!("c-{number}"), ..Phone::new(Version::V1_3) };
        phone.log_in(&mut world);
        assert!(seen.insert(phone.session.clone().unwrap()));
        assert!(phone.session.as_ref().unwrap().len() <= 50, "old clients count on it");
    }
}

#[test]
fn the_same_random_bytes_twice_open_no_second_session_with_one_id() {
    use imps_session::server::{Credentials, Step};
    let mut world = World::new();
    let mut codes = Vec::new();
    for cookie in ["one", "two"] {
        let mut phone = Phone { cookie: cookie.into(), ..Phone::new(Version::V1_2) };
        let body = oma_imps::Syntax::Wbxml.to_vec(&phone.message(phone.two_way())).unwrap();
        let request = http::Request::post("/").body(()).unwrap();
        let server = imps_transport::http::Server::default();
        let arrived = server.arrived(&request, &body).unwrap();
        let Step::LogIn(call) = world.sessions.arrived(&arrived, world.now) else { panic!() };
        let step = world.sessions.log_in(call, &Credentials::Trusted, [1; 32], world.now);
        let Step::Reply(reply) = step else { panic!() };
        let answer: Message = oma_imps::read_owned(reply.body()).unwrap();
        codes.push(code(answer.primitive().unwrap()));
    }
    assert_eq!(codes, [200, 500]);
}

#[test]
fn guessed_ids_reach_no_session() {
    let (mut world, mut ann) = (World::new(), Phone::new(Version::V1_2));
    ann.start(&mut world);
    let id = ann.session.clone().unwrap();
    world.sessions.push(&id, NewMessage::default(), world.now).unwrap();
    let near = [id.to_uppercase(), id[..id.len() - 1].to_owned(), format!("{id}0"), id[1..].to_owned()];
    for guess in near.into_iter().chain([String::new(), "s".into(), "*".into(), "0".into()]) {
        let mut eve = Phone { session: Some(guess.clone()), ..Phone::new(Version::V1_2) };
        assert_eq!(eve.code(&mut world, LogoutRequest::default()), 604, "{guess:?}");
        let polled = eve.poll(&mut world).unwrap();
        assert_eq!(code(polled.primitive().unwrap()), 604);
    }
    assert_eq!(world.sessions.find(&id).unwrap().unanswered(), 1);
}

#[test]
fn a_session_gets_nothing_of_another_one() {
    let (mut world, mut ann, mut bob) = (World::new(), Phone::new(Version::V1_2), Phone::bob(Version::V1_2));
    ann.start(&mut world);
    bob.start(&mut world);
    let id = ann.session.clone().unwrap();
    let pushed = world.sessions.push(&id, NewMessage::default(), world.now).unwrap();
    assert_eq!(bob.poll(&mut world), None);
    // Bob answers the request of Ann under its id.
    let status = Status::new(StatusCode::SUCCESS);
    let answer = Message::response(bob.version, bob.descriptor(), pushed, status);
    assert_eq!(world.send(&answer), None);
    assert_eq!(world.sessions.find(&id).unwrap().unanswered(), 1);
    // Bob repeats the request of Ann, byte for byte but the session: it is his own, and new.
    let request = ann.message(text("wv:bob", "hi"));
    world.send(&request);
    let mut replayed = request;
    replayed.session.descriptor = bob.descriptor();
    world.send(&replayed);
    assert_eq!(world.village.performed.len(), 2);
}

#[test]
fn a_session_that_has_ended_stays_ended() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_2));
    phone.start(&mut world);
    let replay = phone.message(text("wv:bob", "hi"));
    phone.ask(&mut world, LogoutRequest::default());
    assert_eq!(code(world.send(&replay).unwrap().primitive().unwrap()), 604);
    assert!(world.village.performed.is_empty());
}

#[test]
fn two_logins_in_one_message_open_one_session() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_3));
    let message = phone.messages(vec![phone.two_way().into(), Phone::bob(Version::V1_3).two_way().into()]);
    let answer = world.send(&message).unwrap();
    let codes: Vec<_> = answer.session.transactions.iter().map(|it| code(it.primitive())).collect();
    assert_eq!((codes, world.sessions.len()), (vec![200, 400], 1));
}

#[test]
fn a_full_mailbox_refuses_more() {
    use imps_session::server::PushError;
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_2));
    phone.start(&mut world);
    let id = phone.session.clone().unwrap();
    let pushed = |world: &mut World| world.sessions.push(&id, NewMessage::default(), world.now);
    for _ in 0..256 {
        assert!(pushed(&mut world).is_ok());
    }
    assert_eq!(pushed(&mut world), Err(PushError::Full { limit: 256 }));
}
