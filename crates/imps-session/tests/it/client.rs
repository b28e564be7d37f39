//! The rules of clients, against the server and against answers that servers were seen to give.

mod login;

use crate::common::{World, code, text};
use http::{Request, Response};
use imps_session::client::{Client, ClientEvent, ClientOptions, Ended, LoggedIn, LoginError, RequestError};
use imps_session::server::{SessionEvent, SessionOptions};
use imps_transport::agreed::{Offer, TcpAddress};
use imps_transport::schedule::{Failure, Rules};
use imps_transport::{Action, Machine as _, http as transport};
use oma_imps::csp::access::{GetSpInfoResponse, LoginResponse};
use oma_imps::csp::messaging::NewMessage;
use oma_imps::csp::presence::GetPresenceRequest;
use oma_imps::csp::service::ServiceTree;
use oma_imps::csp::{Message, Outcome, Primitive, Status, StatusCode, SupportedCirMethod};
use oma_imps::{Syntax, Version, read_owned};

fn options() -> ClientOptions {
    user("wv:ann@example.com", "secret", "cookie-1")
}

fn user(user: &'static str, password: &'static str, cookie: &str) -> ClientOptions {
    ClientOptions::new(user, password, "http://example.com/client", cookie)
}

fn client(options: ClientOptions) -> Client {
    let http = transport::Client::new("im.example.com/wv".parse().unwrap(), Syntax::Wbxml);
    Client::new(http, options, Rules::android())
}

/// Exchanges everything that is due. Returns the events, without the posts.
fn run(client: &mut Client, world: &mut World) -> Vec<ClientEvent> {
    let mut events = Vec::new();
    loop {
        match client.next(world.now, &mut Vec::new()) {
            Action::Event(ClientEvent::Post { number, request }) => {
                let reply = world.post(request.body());
                client.received(number, &reply, reply.body(), world.now);
            }
            Action::Event(event) => events.push(event),
            Action::Wait(deadline) => {
                assert!(deadline.is_none_or(|deadline| deadline > world.now));
                return events;
            }
            other => panic!("{other:?}"),
        }
    }
}

fn log_in(client: &mut Client, world: &mut World) -> LoggedIn {
    client.login(world.now);
    let events = run(client, world);
    let Some(ClientEvent::LoggedIn(logged_in)) =
        events.into_iter().find(|event| matches!(event, ClientEvent::LoggedIn(_)))
    else {
        panic!()
    };
    *logged_in
}

/// Takes the next post.
fn post(client: &mut Client, world: &World) -> (u64, Request<Vec<u8>>, Message<'static>) {
    match client.next(world.now, &mut Vec::new()) {
        Action::Event(ClientEvent::Post { number, request }) => {
            let message = read_owned(request.body()).unwrap();
            (number, request, message)
        }
        other => panic!("{other:?}"),
    }
}

/// Replies to the next post.
fn reply(client: &mut Client, world: &World, answer: impl Into<Primitive<'static>>) -> Message<'static> {
    let (number, _, message) = post(client, world);
    let answer = message.answer(answer).unwrap();
    let body = Syntax::Wbxml.to_vec(&answer).unwrap();
    client.received(number, &Response::new(()), &body, world.now);
    message
}

fn failed_login(code: StatusCode) -> LoginResponse<'static> {
    LoginResponse {
        client_id: Some(options().client_id),
        result: Some(Outcome::new(code)),
        ..LoginResponse::default()
    }
}

#[test]
fn a_client_logs_in_negotiates_and_logs_out() {
    for version in Version::ALL {
        for (sends_digest, sends_password) in [(true, false), (false, true)] {
            let options = options().with_versions([version]).with_login(sends_digest, sends_password);
            let (mut client, mut world) = (client(options), World::new());
            let logged_in = log_in(&mut client, &mut world);
            assert_eq!((logged_in.version, client.is_ready()), (version, true));
            assert_eq!(logged_in.services, ServiceTree::all(version));
            assert_eq!(logged_in.server_services, Some(ServiceTree::all(version)));
            let session = world.sessions.iter().next().unwrap();
            assert_eq!((session.id(), session.services()), (&logged_in.session_id, Some(logged_in.services)));
            assert!(session.capabilities().is_some());
            client.logout(world.now);
            let events = run(&mut client, &mut world);
            assert!(matches!(events[..], [ClientEvent::Ended(Ended::LoggedOut)]), "{events:?}");
            assert!(world.sessions.is_empty());
        }
    }
}

#[test]
fn the_password_is_sent_only_if_it_must() {
    let (mut client, mut world) = (client(options()), World::new());
    client.login(world.now);
    let mut posts = Vec::new();
    loop {
        match client.next(world.now, &mut Vec::new()) {
            Action::Event(ClientEvent::Post { number, request }) => {
                let reply = world.post(request.body());
                posts.extend_from_slice(request.body());
                client.received(number, &reply, reply.body(), world.now);
            }
            Action::Wait(_) => break,
            _ => {}
        }
    }
    assert!(client.is_ready());
    assert!(!posts.windows(6).any(|window| window == b"secret"));
}

#[test]
fn a_client_falls_back_to_the_version_of_the_server() {
    for versions in [vec![Version::V1_1], vec![Version::V1_1, Version::V1_2], vec![Version::V1_2]] {
        let newest = *versions.last().unwrap();
        let mut world = World::with(SessionOptions::default().with_versions(versions));
        let logged_in = log_in(&mut client(options()), &mut world);
        assert_eq!(logged_in.version, newest);
    }
    let mut world = World::with(SessionOptions::default().with_versions([Version::V1_3]));
    let mut old = client(options().with_versions([Version::V1_1]));
    old.login(world.now);
    let events = run(&mut old, &mut world);
    let refused = LoginError::Refused(StatusCode::VERSION_NOT_SUPPORTED);
    assert!(matches!(&events[..], [ClientEvent::LoginFailed(error)] if *error == refused), "{events:?}");
}

#[test]
fn requests_get_typed_answers_in_order_one_at_a_time() {
    for version in Version::ALL {
        let (mut client, mut world) = (client(options().with_versions([version])), World::new());
        client.login(world.now);
        // They wait for the login.
        let tickets = [0; 5].map(|_| client.request(text("wv:bob", "hi")).unwrap());
        let answered: Vec<_> = run(&mut client, &mut world)
            .into_iter()
            .filter_map(|event| match event {
                ClientEvent::Answered { ticket, result } => Some((ticket, result.unwrap().name().to_owned())),
                _ => None,
            })
            .collect();
        let expected: Vec<_> = tickets.iter().map(|it| (*it, "SendMessage-Response".to_owned())).collect();
        assert_eq!(answered, expected);
        // A failure carries the code and the answer.
        world.village.answer = Some(Status::new(StatusCode::UNKNOWN_USER).into());
        client.request(GetPresenceRequest::default()).unwrap();
        let events = run(&mut client, &mut world);
        let [ClientEvent::Answered { result: Err(RequestError::Refused { code: found, answer }), .. }] =
            &events[..]
        else {
            panic!("{events:?}")
        };
        assert_eq!((found.number(), code(answer)), (531, 531));
    }
}

#[test]
fn a_request_that_the_version_lacks_fails_alone() {
    let (mut client, mut world) = (client(options().with_versions([Version::V1_1])), World::new());
    log_in(&mut client, &mut world);
    client.request(oma_imps::csp::common::GetPublicProfileRequest::default()).unwrap();
    client.request(text("wv:bob", "hi")).unwrap();
    let events = run(&mut client, &mut world);
    assert!(
        matches!(
            events[..],
            [
                ClientEvent::Answered { result: Err(RequestError::NotInVersion), .. },
                ClientEvent::Answered { result: Ok(_), .. }
            ]
        ),
        "{events:?}"
    );
}

#[test]
fn too_many_requests_do_not_wait() {
    let (mut client, world) = (client(options().with_waiting(2)), World::new());
    client.login(world.now);
    let results = [0; 3].map(|_| client.request(text("wv:bob", "hi")).is_ok());
    assert_eq!(results, [true, true, false]);
}

#[test]
fn requests_of_the_server_reach_the_program_and_are_answered() {
    for version in Version::ALL {
        let (mut client, mut world) = (client(options().with_versions([version])), World::new());
        let id = log_in(&mut client, &mut world).session_id;
        for _ in 0..3 {
            world.sessions.push(id.as_str(), NewMessage::default(), world.now).unwrap();
        }
        world.wait(30);
        let mut asked = 0;
        while let [ClientEvent::Asked { id, request }] = &run(&mut client, &mut world)[..] {
            client.answer(id, Client::usual_answer(request), world.now);
            asked += 1;
        }
        // The Poll flag made the client fetch all of them at once.
        assert_eq!(asked, 3);
        let is_delivered = |event: &&SessionEvent| {
            matches!(event, SessionEvent::Answered { answer: Primitive::MessageDelivered(_), .. })
        };
        assert_eq!(world.take_events().iter().filter(is_delivered).count(), 3);
    }
}

#[test]
fn a_request_that_the_server_repeats_is_answered_again_without_the_program() {
    let (mut client, mut world) = (client(options()), World::new());
    let session = log_in(&mut client, &mut world).session_id;
    world.sessions.push(session.as_str(), NewMessage::default(), world.now).unwrap();
    world.wait(30);
    let events = run(&mut client, &mut world);
    let [ClientEvent::Asked { id, request }] = &events[..] else { panic!("{events:?}") };
    client.answer(id, Client::usual_answer(request), world.now);
    // The answer is lost.
    let (number, _, _) = post(&mut client, &world);
    client.failed(number, Failure::Cut, world.now);
    assert!(run(&mut client, &mut world).is_empty());
    world.wait(100);
    assert!(run(&mut client, &mut world).is_empty());
    assert_eq!(world.sessions.iter().next().unwrap().unanswered(), 0);
}

#[test]
fn a_lost_request_is_repeated_and_given_up_by_the_rules() {
    let (mut client, mut world) = (client(options()), World::new());
    log_in(&mut client, &mut world);
    let ticket = client.request(text("wv:bob", "hi")).unwrap();
    let (number, _, first) = post(&mut client, &world);
    client.failed(number, Failure::Cut, world.now);
    assert!(run(&mut client, &mut world).is_empty());
    world.wait(5);
    let events = run(&mut client, &mut world);
    assert!(matches!(&events[..], [ClientEvent::Answered { result: Ok(_), .. }]), "{events:?}");
    // Replies that nobody can use are final.
    for unusable in [Response::builder().status(500), Response::builder()] {
        let again = client.request(text("wv:bob", "hi")).unwrap();
        assert!(again > ticket);
        let (number, _, message) = post(&mut client, &world);
        assert_ne!(message.transaction_id(), first.transaction_id());
        client.received(number, &unusable.body(()).unwrap(), b"", world.now);
        let events = run(&mut client, &mut world);
        let [ClientEvent::Answered { result: Err(RequestError::NoReply(Failure::Refused)), .. }] =
            &events[..]
        else {
            panic!("{events:?}")
        };
    }
}

#[test]
fn a_keep_alive_comes_in_time_and_the_server_may_change_it() {
    let (mut client, mut world) = (client(options().with_time_to_live(90)), World::new());
    log_in(&mut client, &mut world);
    for _ in 0..30 {
        world.wait(29);
        run(&mut client, &mut world);
    }
    assert_eq!(world.sessions.len(), 1, "polls and keep-alives hold the session");
    assert!(client.is_ready());
}

#[test]
fn codes_and_requests_that_end_the_session_end_it() {
    // A code in any answer.
    let (mut client, mut world) = (client(options()), World::new());
    let id = log_in(&mut client, &mut world).session_id;
    world.sessions.take(id.as_str(), world.now).unwrap();
    let ticket = client.request(text("wv:bob", "hi")).unwrap();
    let waiting = client.request(text("wv:bob", "hi")).unwrap();
    let events = run(&mut client, &mut world);
    let over = Ended::Disconnected(StatusCode::NOT_LOGGED_IN);
    let [
        ClientEvent::Answered { ticket: one, .. },
        ClientEvent::Answered { ticket: two, result: Err(RequestError::Ended) },
        ClientEvent::Ended(reason),
    ] = &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!((*one, *two, *reason), (ticket, waiting, over));
    assert!(client.session_id().is_none());
    // It may log in again.
    let id = log_in(&mut client, &mut world).session_id;

    // A poll in an unknown session.
    world.sessions.take(id.as_str(), world.now).unwrap();
    world.wait(30);
    let events = run(&mut client, &mut world);
    assert!(matches!(events[..], [ClientEvent::Ended(reason)] if reason == over), "{events:?}");

    // A Disconnect, which is answered.
    let id = log_in(&mut client, &mut world).session_id;
    world.sessions.disconnect(id.as_str(), StatusCode::FORCED_LOGOUT, world.now);
    world.wait(30);
    let events = run(&mut client, &mut world);
    let forced = Ended::Disconnected(StatusCode::FORCED_LOGOUT);
    assert!(matches!(events[..], [ClientEvent::Ended(reason)] if reason == forced), "{events:?}");
    assert!(world.sessions.is_empty());
}

#[test]
fn a_client_opens_the_channel_and_polls_when_it_is_woken() {
    let offer = Offer::default().with_tcp(TcpAddress::new("imps.example.com", 3171));
    let mut world = World::with(SessionOptions::default().with_offer(offer));
    let mut own = options();
    own.capabilities.supported_cir_method = vec![SupportedCirMethod::Stcp];
    let mut client = client(own);
    client.login(world.now);
    let events = run(&mut client, &mut world);
    let connects = events.iter().find_map(|event| match event {
        ClientEvent::Connect { address, session_id } => Some((address.clone(), session_id.clone())),
        _ => None,
    });
    let (address, id) = connects.unwrap();
    assert_eq!(address, TcpAddress::new("imps.example.com", 3171));
    assert_eq!(world.sessions.find(id.as_str()).unwrap().wakeup().unwrap().to_string(), "WVCI 1.3 cookie-1");
    client.channel_line(world.now);
    run(&mut client, &mut world);
    world.sessions.push(id.as_str(), NewMessage::default(), world.now).unwrap();
    assert!(run(&mut client, &mut world).is_empty());
    world.wait(10);
    assert!(world.take_events().iter().any(|event| matches!(event, SessionEvent::Wake { .. })));
    client.woken();
    assert!(matches!(run(&mut client, &mut world)[..], [ClientEvent::Asked { .. }]));
}

#[test]
fn an_answer_to_something_else_is_no_answer() {
    let (mut client, mut world) = (client(options()), World::new());
    log_in(&mut client, &mut world);
    client.request(text("wv:bob", "hi")).unwrap();
    let (number, _, message) = post(&mut client, &world);
    let mut other = message.answer(GetSpInfoResponse::default()).unwrap();
    other.session.transactions[0].descriptor.transaction_id = Some("other".into());
    client.received(number, &Response::new(()), &Syntax::Wbxml.to_vec(&other).unwrap(), world.now);
    let events = run(&mut client, &mut world);
    assert!(
        matches!(events[..], [ClientEvent::Answered { result: Err(RequestError::NoReply(_)), .. }]),
        "{events:?}"
    );
}
