//! The state of a server that is stored and restored.

use crate::common::{Phone, World, code, text};
use imps_session::server::{SessionOptions, Sessions};
use imps_transport::agreed::{Offer, TcpAddress};
use oma_imps::Version;
use oma_imps::csp::access::KeepAliveRequest;
use oma_imps::csp::messaging::NewMessage;
use oma_imps::csp::service::{CapabilityList, ClientCapabilityRequest};
use oma_imps::csp::{DigestSchema, Primitive, StatusCode, SupportedCirMethod};
use std::time::Duration;

fn options() -> SessionOptions {
    let offer = Offer::default().with_tcp(TcpAddress::new("imps.example.com", 3171));
    SessionOptions::default().with_offer(offer).with_domain("example.com")
}

fn busy(version: Version) -> (World, Phone, Phone) {
    let mut world = World::with(options());
    let (mut ann, mut bob) = (Phone::new(version), Phone::bob(version));
    ann.start(&mut world);
    let list = CapabilityList {
        supported_cir_method: vec![SupportedCirMethod::Stcp],
        multi_trans: Some(2),
        ..CapabilityList::default()
    };
    let request = ClientCapabilityRequest { capability_list: Some(list.into()), ..Default::default() };
    ann.ask(&mut world, request);
    let id = ann.session.clone().unwrap();
    for _ in 0..3 {
        world.sessions.push(&id, NewMessage::default(), world.now).unwrap();
    }
    assert!(ann.poll(&mut world).is_some());
    bob.log_in(&mut world);
    let bobs = bob.session.clone().unwrap();
    world.sessions.disconnect(&bobs, StatusCode::FORCED_LOGOUT, world.now);
    world.wait(100);
    (world, ann, bob)
}

/// The server starts again: its clock, too.
fn restart(world: &mut World) {
    let state = world.sessions.save(world.now);
    world.now = Duration::ZERO;
    world.sessions = Sessions::load(state.clone(), options(), world.now);
    assert_eq!(world.sessions.save(world.now), state, "nothing is lost");
    world.settle();
    world.take_events();
}

#[test]
fn a_program_may_use_threads() {
    fn check<T: Send + 'static>() {}
    check::<Sessions>();
    check::<imps_session::server::Step<'static>>();
    check::<imps_session::client::Client>();
}

#[test]
fn sessions_survive_a_restart() {
    for version in Version::ALL {
        let (mut world, mut ann, mut bob) = busy(version);
        let repeated = ann.message(text("wv:bob", "hi"));
        let answer = world.send(&repeated).unwrap();
        let agreed = world.sessions.find(ann.session.as_deref().unwrap()).unwrap().agreed().clone();
        restart(&mut world);
        let session = world.sessions.find(ann.session.as_deref().unwrap()).unwrap();
        assert_eq!((session.unanswered(), session.agreed(), session.user()), (3, &agreed, "ann@example.com"));
        assert_eq!(world.send(&repeated).unwrap(), answer, "it was answered before");
        assert_eq!(world.village.performed.len(), 1);
        assert_eq!(ann.code(&mut world, text("wv:bob", "ho")), 200, "the services are agreed");
        assert_eq!(bob.code(&mut world, KeepAliveRequest::default()), 601);
    }
}

#[test]
fn silence_counts_across_a_restart() {
    let mut world = World::with(options());
    let mut phone = Phone::new(Version::V1_2);
    phone.log_in(&mut world);
    for _ in 0..6 {
        world.wait(100);
        restart(&mut world);
    }
    world.wait(59);
    assert_eq!(world.sessions.len(), 1);
    world.wait(1);
    assert_eq!(world.sessions.len(), 0);
}

#[test]
fn a_challenge_survives_a_restart_and_still_serves_once() {
    let mut world = World::with(options());
    let mut phone = Phone::new(Version::V1_2);
    let answer = phone.ask(&mut world, phone.clone().first_half(&[DigestSchema::Sha]));
    let Primitive::LoginResponse(challenge) = answer else { panic!() };
    restart(&mut world);
    let login = phone.second_half(&challenge);
    assert_eq!(phone.log_in_with(&mut world, login.clone()), 200);
    restart(&mut world);
    assert_eq!(phone.log_in_with(&mut world, login), 409);
}

#[test]
fn a_session_moves_to_another_program() {
    let (mut world, mut ann, _) = busy(Version::V1_2);
    let id = ann.session.clone().unwrap();
    let mut other = World::with(options());
    let state = world.sessions.take(&id, world.now).unwrap();
    assert!(world.sessions.find(&id).is_none() && world.sessions.save_session(&id, world.now).is_none());
    assert!(other.sessions.insert(state.clone(), other.now));
    assert!(!other.sessions.insert(state, other.now), "its id is in use");
    assert_eq!(ann.code(&mut other, KeepAliveRequest::default()), 200);
    let gone = ann.message(KeepAliveRequest::default());
    assert_eq!(code(world.send(&gone).unwrap().primitive().unwrap()), 604);
}

#[cfg(feature = "serde")]
#[test]
fn the_state_is_data() {
    use imps_session::server::SessionsState;
    for version in Version::ALL {
        let (mut world, mut ann, _) = busy(version);
        ann.cookie = "other".into();
        let login = ann.first_half(&[DigestSchema::Md5]);
        ann.log_in_with(&mut world, login);
        let state = world.sessions.save(world.now);
        assert_eq!((state.sessions.len(), state.challenges.len()), (2, 1));
        let text = serde_json::to_string(&state).unwrap();
        assert!(!text.contains("secret"), "the password is not part of it");
        assert_eq!(serde_json::from_str::<SessionsState>(&text).unwrap(), state);
    }
}
