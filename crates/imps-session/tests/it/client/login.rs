//! The rules of logins: challenges, ways back, failures, and what the next one begins with.

use super::{client, failed_login, log_in, options, post, reply, run, user};
use crate::common::{World, text};
use http::Response;
use imps_session::client::{Client, ClientEvent, ClientOptions, LoginError, RequestError};
use imps_session::server::{Credentials, SessionEvent, SessionOptions};
use imps_transport::agreed::Agreed;
use imps_transport::schedule::{Failure, Rules};
use imps_transport::{Action, Machine as _, http as transport};
use oma_imps::csp::access::LoginResponse;
use oma_imps::csp::service::{CapabilityList, ClientCapabilityResponse, Service, ServiceResponse};
use oma_imps::csp::{AcceptedContentType, DigestSchema, Primitive, Status, StatusCode};
use oma_imps::{Syntax, Version};

#[test]
fn a_client_takes_a_challenge_with_200_and_with_401() {
    for (code, schema) in [
        (StatusCode::SUCCESS, Some(DigestSchema::Sha)),
        (StatusCode::UNAUTHORIZED, Some(DigestSchema::Md5)),
        (StatusCode::UNAUTHORIZED, None),
    ] {
        let (mut client, world) = (client(options()), World::new());
        client.login(world.now);
        let nonce = Some("abc123".into());
        reply(
            &mut client,
            &world,
            LoginResponse { nonce, digest_schema: schema.clone(), ..failed_login(code) },
        );
        let (_, _, second) = post(&mut client, &world);
        let Some(Primitive::LoginRequest(request)) = second.primitive() else { panic!() };
        let schema = schema.unwrap_or(DigestSchema::Md5);
        let expected = oma_imps::csp::access::digest::login_digest(&schema, "abc123", "secret").unwrap();
        assert_eq!(request.digest_bytes.as_ref().unwrap().as_str(), expected);
        assert!(request.password.is_none());
    }
}

#[test]
fn a_client_without_a_common_digest_sends_the_password_if_it_may() {
    for sends_password in [true, false] {
        let mut world = World::with(SessionOptions::default().with_digests([DigestSchema::Md4]));
        let mut client = client(options().with_login(true, sends_password));
        client.login(world.now);
        let events = run(&mut client, &mut world);
        let is_in = matches!(events[..], [ClientEvent::LoggedIn(_)]);
        assert_eq!(is_in, sends_password, "{events:?}");
    }
}

#[test]
fn a_login_that_fails_says_why() {
    for (options, expected) in [
        (user("wv:ann@example.com", "wrong", "cookie-1"), StatusCode::INVALID_PASSWORD),
        (user("wv:eve@example.com", "secret", "cookie-1"), StatusCode::UNKNOWN_USER),
    ] {
        let (mut client, mut world) = (client(options), World::new());
        let ticket = client.request(text("wv:bob", "hi"));
        assert_eq!(ticket, Err(RequestError::Ended), "there is no login");
        client.login(world.now);
        let ticket = client.request(text("wv:bob", "hi")).unwrap();
        let events = run(&mut client, &mut world);
        let [ClientEvent::LoginFailed(error), ClientEvent::Answered { ticket: other, result }] = &events[..]
        else {
            panic!("{events:?}")
        };
        assert_eq!((error, other), (&LoginError::Refused(expected), &ticket));
        assert_eq!(*result, Err(RequestError::Ended));
        client.login(world.now);
        assert_eq!(run(&mut client, &mut world).len(), 1, "it may be tried again");
    }
    // A second challenge, and a success without a session.
    for (second, expected) in [(true, LoginError::NoSession), (false, LoginError::NoSession)] {
        let (mut client, world) = (client(options()), World::new());
        client.login(world.now);
        let challenge =
            || LoginResponse { nonce: Some("n".into()), ..failed_login(StatusCode::UNAUTHORIZED) };
        if second {
            reply(&mut client, &world, challenge());
            reply(&mut client, &world, challenge());
        } else {
            reply(&mut client, &world, failed_login(StatusCode::SUCCESS));
        }
        let Action::Event(ClientEvent::LoginFailed(error)) = client.next(world.now, &mut Vec::new()) else {
            panic!()
        };
        assert_eq!(error, expected);
    }
}

#[test]
fn a_first_half_that_has_the_session_ends_the_login_early() {
    let (mut client, mut world) = (client(options()), World::new());
    world.village.credentials = Some(Credentials::Trusted);
    log_in(&mut client, &mut world);
    let events = std::mem::take(&mut world.events);
    assert!(matches!(events[0], SessionEvent::Started { .. }));
}

#[test]
fn a_session_that_cannot_be_resumed_is_begun_anew() {
    for version in [Version::V1_2, Version::V1_3] {
        let mut world = World::new();
        let first = log_in(&mut client(options().with_versions([version])), &mut world);
        let resumed = options().with_versions([version]).with_resume(first.session_id.clone());
        let again = log_in(&mut client(resumed), &mut world);
        assert_eq!(again.session_id, first.session_id);
        let gone =
            user("wv:ann@example.com", "secret", "cookie-2").with_versions([version]).with_resume("gone");
        assert_ne!(log_in(&mut client(gone), &mut world).session_id, first.session_id);
    }
}

#[test]
fn a_server_without_negotiation_is_used_all_the_same() {
    let (mut client, world) = (client(options().with_versions([Version::V1_1])), World::new());
    client.login(world.now);
    let session_id = Some("s1".into());
    reply(&mut client, &world, LoginResponse { session_id, ..failed_login(StatusCode::SUCCESS) });
    for _ in 0..2 {
        reply(&mut client, &world, Status::new(StatusCode::NOT_IMPLEMENTED));
    }
    let Action::Event(ClientEvent::LoggedIn(logged_in)) = client.next(world.now, &mut Vec::new()) else {
        panic!()
    };
    assert_eq!((logged_in.server_services, logged_in.agreed.multi_trans), (None, 1));
}

/// The answer to the capabilities of a client that may have four requests in flight.
fn four_at_once() -> ClientCapabilityResponse<'static> {
    let list = CapabilityList { multi_trans: Some(4), ..CapabilityList::default() };
    ClientCapabilityResponse {
        client_id: Some(options().client_id),
        capability_list: Some(list.into()),
        ..ClientCapabilityResponse::default()
    }
}

/// Posts and answers the login of 1.1 up to the capabilities.
fn open(client: &mut Client, world: &World) {
    client.login(world.now);
    let session_id = Some("s1".into());
    reply(client, world, LoginResponse { session_id, ..failed_login(StatusCode::SUCCESS) });
}

fn four_options() -> ClientOptions {
    let mut options = options().with_versions([Version::V1_1]);
    options.capabilities.multi_trans = Some(4);
    options
}

#[test]
fn a_negotiation_that_cannot_be_written_fails_the_login() {
    let mut options = options().with_versions([Version::V1_2]);
    options.capabilities.accepted_content_type = vec![AcceptedContentType::new("a/\u{1}")];
    let http = transport::Client::new("im.example.com/wv".parse().unwrap(), Syntax::Xml);
    let (mut client, mut world) = (Client::new(http, options, Rules::android()), World::new());
    client.login(world.now);
    let ticket = client.request(text("wv:bob", "hi")).unwrap();
    let events = run(&mut client, &mut world);
    let refused = LoginError::NoReply(Failure::Refused);
    let [ClientEvent::LoginFailed(error), ClientEvent::Answered { ticket: other, .. }] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!((error, *other, client.session_id()), (&refused, ticket, None));
}

#[test]
fn a_login_that_fails_late_leaves_nothing_of_its_session() {
    let (mut client, mut world) = (client(four_options()), World::new());
    open(&mut client, &world);
    reply(&mut client, &world, four_at_once());
    assert_eq!(client.agreed().multi_trans, 4);
    let (number, _, _) = post(&mut client, &world);
    client.received(number, &Response::builder().status(500).body(()).unwrap(), b"", world.now);
    let events = run(&mut client, &mut world);
    assert!(matches!(&events[..], [ClientEvent::LoginFailed(LoginError::NoReply(_))]), "{events:?}");
    assert_eq!((client.session_id(), client.agreed()), (None, &Agreed::default()));
}

#[test]
fn the_next_session_has_its_own_number_of_transactions() {
    let (mut client, mut world) = (client(four_options()), World::new());
    open(&mut client, &world);
    reply(&mut client, &world, four_at_once());
    reply(
        &mut client,
        &world,
        ServiceResponse { client_id: Some(options().client_id), ..ServiceResponse::default() },
    );
    client.logout(world.now);
    while client.session_id().is_some() {
        match client.next(world.now, &mut Vec::new()) {
            Action::Event(ClientEvent::Post { number, .. }) => {
                client.received(number, &Response::new(()), b"", world.now);
            }
            Action::Wait(_) => world.wait(30),
            _ => {}
        }
    }
    run(&mut client, &mut world);
    // This server agrees on nothing.
    open(&mut client, &world);
    for _ in 0..2 {
        reply(&mut client, &world, Status::new(StatusCode::NOT_IMPLEMENTED));
    }
    for _ in 0..2 {
        client.request(text("wv:bob", "hi")).unwrap();
    }
    let mut posts = 0;
    while let Action::Event(event) = client.next(world.now, &mut Vec::new()) {
        posts += usize::from(matches!(event, ClientEvent::Post { .. }));
    }
    assert_eq!((client.agreed().multi_trans, posts), (1, 1));
}

#[test]
fn services_that_the_server_refuses_are_not_agreed() {
    let all = SessionOptions::default().services;
    let mut world = World::with(SessionOptions::default().with_services(all - Service::SRCH.into()));
    let logged_in = log_in(&mut client(options()), &mut world);
    assert!(!logged_in.services.contains(Service::SRCH));
    assert!(!logged_in.server_services.unwrap().contains(Service::SRCH));
}
