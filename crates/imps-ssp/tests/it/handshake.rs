//! Opening a session: the documents of the examples, and all possible faults.

use crate::common::examples;
use imps_ssp::envelope::{
    LoginRequest, LoginResponse, PasswordDigest, SecretToken, SendSecretToken, SetupPrimitive,
};
use imps_ssp::handshake::{Credentials, Domain, Established, Handshake, HandshakeError, Post, Role, Step};
use imps_ssp::{Message, MessageContent, Mode, ServiceId, SessionId, SetupTransaction, TransactionId};
use imps_types::StatusCode;
use std::time::Duration;

const NOW: Duration = Duration::from_secs(1000);
const DEADLINE: Duration = Duration::from_secs(1060);

fn domain(name: &str) -> Domain {
    name.parse().unwrap()
}

fn of_alpha() -> Credentials {
    Credentials::new("5f2c9a1e77d04b3f", "71@alpha.example", "71")
}

fn of_beta() -> Credentials {
    let secret = SecretToken::from_bytes(b"c3e81d6604aa49bd");
    Credentials { secret, ..Credentials::new("", "1904@beta.example", "1904") }
}

/// Returns the example with this number: 1 to 6 open a session, 7 refuses.
fn document(number: usize) -> Message<'static> {
    let (_, text) = examples().swap_remove(number - 1);
    imps_xml::from_str::<Message>(&text).unwrap().into_owned()
}

/// Returns the example with changes.
fn changed(number: usize, change: impl FnOnce(&mut Setup)) -> Message<'static> {
    let mut message = document(number);
    let MessageContent::SetupTransaction(setup) = &mut message.content else {
        panic!("{number} is no set-up")
    };
    change(setup);
    message
}

/// A step that can be changed.
type Setup = SetupTransaction<'static>;

fn token(setup: &mut Setup) -> &mut SendSecretToken<'static> {
    let SetupPrimitive::SendSecretToken(token) = &mut setup.primitive else { panic!("another step") };
    token
}

fn login(setup: &mut Setup) -> &mut LoginRequest<'static> {
    let SetupPrimitive::LoginRequest(login) = &mut setup.primitive else { panic!("another step") };
    login
}

fn response(setup: &mut Setup) -> &mut LoginResponse<'static> {
    let SetupPrimitive::LoginResponse(response) = &mut setup.primitive else { panic!("another step") };
    response
}

/// The messages that each side receives after the first one.
const INBOX: [(Role, [usize; 3]); 2] = [(Role::Initiator, [2, 4, 6]), (Role::Responder, [3, 5, 0])];

/// The number of messages that this side must receive until its session is open.
fn inbox(role: Role) -> impl Iterator<Item = usize> {
    let (_, inbox) = INBOX.into_iter().find(|(side, _)| *side == role).unwrap();
    inbox.into_iter().filter(|number| *number != 0)
}

/// Returns alpha, which opens, or beta, which has accepted the first message, after the given
/// number of further messages.
fn side(role: Role, received: usize) -> Handshake {
    let (mut handshake, _) = match role {
        Role::Initiator => {
            Handshake::initiate(domain("alpha.example"), domain("beta.example"), of_alpha(), DEADLINE)
        }
        Role::Responder => Handshake::accept(&document(1), domain("beta.example"), of_beta(), DEADLINE),
    }
    .unwrap();
    for number in inbox(role).take(received) {
        handshake.receive(&document(number), NOW).unwrap();
    }
    handshake
}

/// Feeds the remaining messages.
fn finish(mut handshake: Handshake, received: usize) -> Established {
    for number in inbox(handshake.role()).skip(received) {
        if let Step::Established { session, .. } = handshake.receive(&document(number), NOW).unwrap() {
            assert!(handshake.is_over());
            return *session;
        }
    }
    panic!("not established")
}

fn reply(step: Step) -> Post {
    match step {
        Step::Reply(post) => post,
        Step::Established { .. } => panic!("established"),
    }
}

/// Returns all states of both sides in which a message can arrive during a set-up.
fn states() -> impl Iterator<Item = (Role, usize)> {
    INBOX.into_iter().flat_map(|(role, _)| (0..inbox(role).count()).map(move |received| (role, received)))
}

#[test]
fn the_documents_of_the_examples_open_a_session() {
    let (mut alpha, first) =
        Handshake::initiate(domain("alpha.example"), domain("beta.example"), of_alpha(), DEADLINE).unwrap();
    assert_eq!(first, Post { to: domain("beta.example"), message: document(1) });
    let (mut beta, second) =
        Handshake::accept(&first.message, domain("Beta.Example"), of_beta(), DEADLINE).unwrap();
    assert_eq!(second, Post { to: domain("alpha.example"), message: document(2) });
    let third = reply(alpha.receive(&second.message, NOW).unwrap());
    assert_eq!(third, Post { to: domain("beta.example"), message: document(3) });
    let fourth = reply(beta.receive(&third.message, NOW).unwrap());
    assert_eq!(fourth, Post { to: domain("alpha.example"), message: document(4) });
    let fifth = reply(alpha.receive(&fourth.message, NOW).unwrap());
    assert_eq!(fifth.message, document(5));
    let Step::Established { session: at_beta, reply: Some(sixth) } =
        beta.receive(&fifth.message, NOW).unwrap()
    else {
        panic!("beta is to be done")
    };
    assert_eq!(sixth, Post { to: domain("alpha.example"), message: document(6) });
    let Step::Established { session: at_alpha, reply: None } = alpha.receive(&sixth.message, NOW).unwrap()
    else {
        panic!("alpha is to be done")
    };
    assert_eq!((at_alpha.role, at_beta.role), (Role::Initiator, Role::Responder));
    assert_eq!((&at_alpha.own, &at_alpha.peer), (&at_beta.peer, &at_beta.own));
    assert_eq!(
        (&at_alpha.own_session_id, &at_alpha.peer_session_id),
        (&at_beta.peer_session_id, &at_beta.own_session_id)
    );
    assert_eq!(
        (at_alpha.peer_session_id.as_str(), at_alpha.time_to_live()),
        ("1904@beta.example", Some(86400))
    );
}

#[test]
fn every_message_is_refused_where_it_does_not_belong_and_disturbs_nothing() {
    for (role, received) in states() {
        let expected = inbox(role).nth(received).unwrap();
        for number in (1..=6).filter(|number| *number != expected) {
            let mut handshake = side(role, received);
            let error = handshake.receive(&document(number), NOW).unwrap_err();
            let ours = (number % 2 == 0) == (role == Role::Initiator);
            match error {
                HandshakeError::WrongMode => assert!(!ours),
                HandshakeError::Replayed { .. } => assert!(ours && number < expected),
                HandshakeError::OutOfTurn { .. } => assert!(ours && number > expected),
                _ => panic!("{role:?} after {received}, message {number}: {error}"),
            }
            assert!(!error.ends() && error.reply().is_none() && error.status().is_some());
            assert_eq!(finish(handshake, received), finish(side(role, 0), 0), "{role:?} {received} {number}");
        }
    }
    for (role, _) in INBOX {
        let mut done = side(role, inbox(role).count());
        for number in 1..=7 {
            assert_eq!(done.receive(&document(number), NOW), Err(HandshakeError::Over), "{role:?} {number}");
        }
    }
}

#[test]
fn time_is_over_at_the_deadline_and_not_before() {
    for (role, received) in states() {
        let next = document(inbox(role).nth(received).unwrap());
        let mut handshake = side(role, received);
        assert_eq!(handshake.deadline(), DEADLINE);
        assert!(handshake.clone().receive(&next, DEADLINE.saturating_sub(Duration::from_nanos(1))).is_ok());
        let error = handshake.receive(&next, DEADLINE).unwrap_err();
        assert_eq!((&error, error.ends()), (&HandshakeError::TimedOut, true));
        assert_eq!(error.status(), Some(StatusCode::REQUEST_TIMEOUT));
        // A clock that runs backwards does not revive it.
        assert!(handshake.is_over());
        assert_eq!(handshake.receive(&next, NOW), Err(HandshakeError::Over));
    }
}

#[test]
fn a_wrong_digest_ends_the_set_up_on_either_side() {
    let wrong = [
        PasswordDigest::from_bytes(&[0; 16]),
        PasswordDigest::from_bytes(&[]),
        PasswordDigest { text: "*".into(), ..PasswordDigest::default() },
        PasswordDigest::default(),
    ];
    for digest in wrong {
        // Beta receives the third message, and answers with the seventh example.
        let mut beta = side(Role::Responder, 0);
        let third = changed(3, |setup| login(setup).password_digest = digest.clone());
        let error = beta.receive(&third, NOW).unwrap_err();
        assert!(matches!(error, HandshakeError::WrongDigest { .. }) && error.ends() && beta.is_over());
        assert_eq!(error.status(), Some(StatusCode::INVALID_PASSWORD));
        assert_eq!(error.reply(), Some(&Post { to: domain("alpha.example"), message: document(7) }));

        // Alpha receives the fourth message, and refuses in the mode of the opening side; beta
        // understands it.
        let mut alpha = side(Role::Initiator, 1);
        let fourth = changed(4, |setup| login(setup).password_digest = digest);
        let error = alpha.receive(&fourth, NOW).unwrap_err();
        let post = error.reply().unwrap();
        assert_eq!(post.message, changed(7, |setup| setup.mode = Mode::Request));
        let error = side(Role::Responder, 1).receive(&post.message, NOW).unwrap_err();
        assert!(matches!(error, HandshakeError::Refused { code: StatusCode::INVALID_PASSWORD, .. }));
    }
}

#[test]
fn a_secret_other_than_the_one_sent_is_noticed_by_its_sender() {
    // An attacker changes the second message on its way.
    let second = changed(2, |setup| token(setup).secret_token = SecretToken::from_bytes(b"mallory"));
    let third = reply(side(Role::Initiator, 0).receive(&second, NOW).unwrap());
    let error = side(Role::Responder, 0).receive(&third.message, NOW).unwrap_err();
    assert!(matches!(error, HandshakeError::WrongDigest { .. }));
    // An attacker changes the first message.
    let first = changed(1, |setup| token(setup).secret_token.text = "mallory".into());
    let (mut beta, _) = Handshake::accept(&first, domain("beta.example"), of_beta(), DEADLINE).unwrap();
    let fourth = reply(beta.receive(&document(3), NOW).unwrap());
    let error = side(Role::Initiator, 1).receive(&fourth.message, NOW).unwrap_err();
    assert!(matches!(error, HandshakeError::WrongDigest { .. }));
}

#[test]
fn a_peer_can_refuse_at_any_time() {
    for (role, received) in states() {
        let mode = if role == Role::Initiator { Mode::Response } else { Mode::Request };
        let mut handshake = side(role, received);
        let other = changed(7, |setup| (setup.mode, setup.transaction_id) = (mode.clone(), "72".into()));
        assert_eq!(handshake.receive(&other, NOW), Err(HandshakeError::UnknownTransaction));
        let error = handshake.receive(&changed(7, |setup| setup.mode = mode), NOW).unwrap_err();
        let HandshakeError::Refused { code, description } = &error else { panic!("{error}") };
        assert_eq!(
            (*code, description.as_deref()),
            (StatusCode::INVALID_PASSWORD, Some("Digest does not match"))
        );
        assert!(error.ends() && handshake.is_over() && error.status().is_none() && error.reply().is_none());
    }
}

#[test]
fn messages_of_other_servers_disturb_nothing() {
    let others = [
        ("wv:@gamma.example", true),
        ("wv:@sub.beta.example", true),
        ("wv:nadia@alpha.example", false),
        ("", false),
    ];
    for (name, names_a_server) in others {
        let service_id = ServiceId::from(name);
        let second = changed(2, |setup| token(setup).service_id = service_id.clone());
        let fourth = changed(4, |setup| login(setup).service_id = service_id.clone());
        let third = changed(3, |setup| login(setup).service_id = service_id);
        for (role, received, message) in
            [(Role::Initiator, 0, second), (Role::Initiator, 1, fourth), (Role::Responder, 0, third)]
        {
            let mut handshake = side(role, received);
            let error = handshake.receive(&message, NOW).unwrap_err();
            match &error {
                HandshakeError::WrongDomain { .. } => assert!(names_a_server, "{name}"),
                HandshakeError::NoDomain => assert!(!names_a_server, "{name}"),
                _ => panic!("{name}: {error}"),
            }
            assert!(!error.ends() && error.reply().is_none());
            finish(handshake, received);
        }
    }
    let error = HandshakeError::WrongDomain { expected: domain("a.example"), found: domain("b.example") };
    assert_eq!(error.to_string(), "message of b.example in a set-up with a.example");
    assert_eq!(error.status(), Some(StatusCode::GENERAL_ADDRESS_ERROR));
}

#[test]
fn unknown_transactions_and_documents_of_sessions_disturb_nothing() {
    for (role, received) in states() {
        let mut handshake = side(role, received);
        let number = inbox(role).nth(received).unwrap();
        let other = changed(number, |setup| setup.transaction_id = "7".into());
        // The second message is not part of the transaction.
        if number != 2 {
            assert_eq!(handshake.receive(&other, NOW), Err(HandshakeError::UnknownTransaction));
        }
        let error = handshake.receive(&document(8), NOW).unwrap_err();
        assert_eq!((&error, error.status()), (&HandshakeError::NotSetup, Some(StatusCode::NOT_LOGGED_IN)));
        finish(handshake, received);
    }
}

#[test]
fn names_are_compared_and_texts_read_as_they_are_meant() {
    let own: TransactionId = "71".into();
    let second = changed(2, |setup| setup.transaction_id = own);
    assert_eq!(reply(side(Role::Initiator, 0).receive(&second, NOW).unwrap()).message, document(3));
    let second = changed(2, |setup| {
        token(setup).secret_token =
            SecretToken { text: "\n c3e81d6604aa49bd\n".into(), ..SecretToken::default() };
    });
    assert_eq!(reply(side(Role::Initiator, 0).receive(&second, NOW).unwrap()).message, document(3));
    for name in ["@ALPHA.example", "alpha.example", "WV:@Alpha.Example."] {
        let third = changed(3, |setup| {
            let login = login(setup);
            login.service_id = ServiceId::from(name).into_owned();
            login.password_digest.encoding = None;
            login.password_digest.text = format!("\n{}\n", login.password_digest.text.as_str()).into();
        });
        assert_eq!(
            reply(side(Role::Responder, 0).receive(&third, NOW).unwrap()).message,
            document(4),
            "{name}"
        );
    }
}

#[test]
fn a_session_id_may_have_any_form_but_must_be_there() {
    for id in ["71", "1904@beta.example", "a@b@gamma.example"] {
        let fifth = changed(5, |setup| {
            let response = response(setup);
            (response.session_id, response.time_to_live) = (Some(SessionId::from(id).into_owned()), Some(60));
        });
        let Step::Established { session, .. } = side(Role::Responder, 1).receive(&fifth, NOW).unwrap() else {
            panic!("{id}")
        };
        assert_eq!((session.peer_session_id.as_str(), session.time_to_live()), (id, Some(60)));
    }
    for id in [None, Some(""), Some(" ")] {
        let id = id.map(SessionId::from);
        let mut alpha = side(Role::Initiator, 2);
        let sixth = changed(6, |setup| response(setup).session_id = id);
        let error = alpha.receive(&sixth, NOW).unwrap_err();
        assert!(matches!(error, HandshakeError::MissingSessionId { .. }) && error.ends() && alpha.is_over());
        let post = error.reply().unwrap();
        let refused = side(Role::Responder, 1).receive(&post.message, NOW).unwrap_err();
        assert!(matches!(refused, HandshakeError::Refused { code: StatusCode::BAD_REQUEST, .. }));
    }
    // The values of the login apply if the response states none.
    let sixth = changed(6, |setup| response(setup).time_to_live = None);
    let Step::Established { session, .. } = side(Role::Initiator, 2).receive(&sixth, NOW).unwrap() else {
        panic!("not established")
    };
    assert_eq!(session.peer_time_to_live, Some(86400));
}

#[test]
fn a_set_up_begins_with_a_secret_of_another_server() {
    let accept = |message: &Message<'_>| {
        Handshake::accept(message, domain("beta.example"), of_beta(), DEADLINE).map(|_| ()).unwrap_err()
    };
    let missing = changed(1, |setup| token(setup).secret_token = SecretToken::default());
    let broken = changed(1, |setup| {
        token(setup).secret_token = SecretToken { text: "*".into(), ..SecretToken::from_bytes(b"") };
    });
    for message in [&missing, &broken] {
        assert_eq!(accept(message), HandshakeError::MissingSecret);
    }
    let from = |name: &'static str| changed(1, |setup| token(setup).service_id = name.into());
    assert_eq!(accept(&from("wv:ann@alpha.example")), HandshakeError::NoDomain);
    assert_eq!(accept(&from("wv:@127.0.0.1:80/")), HandshakeError::NoDomain);
    assert_eq!(accept(&from("BETA.example")), HandshakeError::OwnDomain(domain("beta.example")));
    assert_eq!(accept(&document(2)), HandshakeError::WrongMode);
    assert_eq!(accept(&document(8)), HandshakeError::NotSetup);
    assert!(matches!(accept(&document(3)), HandshakeError::OutOfTurn { found: "LoginRequest", .. }));

    let initiate = |peer, credentials| {
        Handshake::initiate(domain("alpha.example"), domain(peer), credentials, DEADLINE).map(|_| ())
    };
    assert_eq!(
        initiate("Alpha.example", of_alpha()),
        Err(HandshakeError::OwnDomain(domain("alpha.example")))
    );
    let empty = Credentials { secret: SecretToken::default(), ..of_alpha() };
    assert_eq!(initiate("beta.example", empty), Err(HandshakeError::Credentials));

    // Garbage instead of the second message may come from anybody: the right one can still arrive.
    let mut alpha = side(Role::Initiator, 0);
    let second = changed(2, |setup| token(setup).secret_token = SecretToken::default());
    assert_eq!(alpha.receive(&second, NOW), Err(HandshakeError::MissingSecret));
    finish(alpha, 0);
}

#[test]
fn nothing_secret_shows_in_logs() {
    for (role, received) in states() {
        let text = format!("{:?}", side(role, received));
        for secret in ["5f2c9a1e77d04b3f", "c3e81d6604aa49bd", "YzNlODFk", "Q1ct2guz", "zRvS2RdE"] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}
