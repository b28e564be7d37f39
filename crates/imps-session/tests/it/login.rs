//! The rules of logins, resumption and the end of sessions.

use crate::common::{Phone, World, code, seconds, text};
use imps_session::server::{Credentials, EndReason, SessionEvent, SessionOptions};
use oma_imps::Version;
use oma_imps::csp::access::{
    KeepAliveRequest, KeepAliveResponse, LoginRequest, LoginResponse, LogoutRequest,
};
use oma_imps::csp::service::CapabilityList;
use oma_imps::csp::{AcceptedContentType, ClientId, DigestSchema, Primitive, Status, StatusCode};

fn response(answer: &Primitive<'static>) -> LoginResponse<'static> {
    let Primitive::LoginResponse(response) = answer else { panic!("{answer:?}") };
    (**response).clone()
}

#[test]
fn the_two_way_login_opens_a_session() {
    for version in Version::ALL {
        let (mut world, mut phone) = (World::new(), Phone::new(version));
        let answer = phone.ask(&mut world, phone.clone().two_way());
        let answer = response(&answer);
        assert_eq!(answer.result.unwrap().code, Some(StatusCode::SUCCESS));
        assert_eq!(answer.client_id, Some(phone.client_id()));
        assert_eq!((answer.keep_alive_time, answer.capability_request), (Some(600), Some(true)));
        let session = world.sessions.find(answer.session_id.unwrap().as_str()).unwrap();
        assert_eq!((session.user(), session.version()), ("ann@example.com", version));
        assert!(matches!(world.events[..], [SessionEvent::Started { .. }]));
    }
}

#[test]
fn the_four_way_login_opens_a_session_with_each_digest() {
    for version in Version::ALL {
        for schema in [DigestSchema::Md5, DigestSchema::Sha] {
            let (mut world, mut phone) = (World::new(), Phone::new(version));
            let answer = phone.ask(&mut world, phone.clone().first_half(std::slice::from_ref(&schema)));
            let first = if version == Version::V1_1 { 200 } else { 401 };
            assert_eq!(code(&answer), first, "{version}");
            let challenge = response(&answer);
            assert_eq!((challenge.digest_schema.as_ref(), &challenge.session_id), (Some(&schema), &None));
            let login = phone.second_half(&challenge);
            assert_eq!(phone.log_in_with(&mut world, login), 200);
            assert_eq!(world.sessions.challenges(), 0);
            assert_eq!(phone.code(&mut world, KeepAliveRequest::default()), 200);
        }
    }
}

#[test]
fn both_halves_may_have_one_transaction_id() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_2));
    let challenge = response(&phone.ask(&mut world, phone.clone().first_half(&[DigestSchema::Md5])));
    phone.last = 0;
    let login = phone.second_half(&challenge);
    assert_eq!(phone.log_in_with(&mut world, login), 200);
}

#[test]
fn the_server_chooses_the_best_digest_of_the_offer_in_either_form() {
    for (version, offer, expected) in [
        (Version::V1_1, vec!["MD5,SHA".into()], Some(DigestSchema::Sha)),
        (Version::V1_2, vec![DigestSchema::Md5, DigestSchema::Sha], Some(DigestSchema::Sha)),
        (Version::V1_1, vec!["PWD, MD4 ,MD5".into()], Some(DigestSchema::Md5)),
        (Version::V1_3, vec![DigestSchema::Md4, DigestSchema::Md6], None),
    ] {
        let (mut world, mut phone) = (World::new(), Phone::new(version));
        let answer = response(&phone.ask(&mut world, phone.clone().first_half(&offer)));
        assert_eq!(answer.digest_schema, expected, "{offer:?}");
        let code = answer.result.unwrap().code.unwrap();
        assert_eq!(code == StatusCode::NO_DIGEST_SCHEMA_SUPPORTED, expected.is_none(), "{code}");
    }
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_1));
    let login = phone.first_half(&[DigestSchema::Md4]);
    assert_eq!(phone.log_in_with(&mut world, login), 402, "1.1 has no 543");
    let login = phone.login();
    assert_eq!(phone.log_in_with(&mut world, login), 400, "neither password nor digest");
}

#[test]
fn a_wrong_password_is_409_and_an_unknown_user_531() {
    for version in Version::ALL {
        let mut world = World::new();
        let mut wrong = Phone { password: "Secret", ..Phone::new(version) };
        let mut unknown = Phone { user: "wv:eve@example.com", ..Phone::new(version) };
        for (phone, expected) in [(&mut wrong, 409), (&mut unknown, 531)] {
            let login = phone.two_way();
            assert_eq!(phone.log_in_with(&mut world, login), expected);
            // The first half of the four-way login reveals nothing.
            let challenge = response(&phone.ask(&mut world, phone.clone().first_half(&[DigestSchema::Sha])));
            assert!(challenge.nonce.is_some());
            let login = phone.second_half(&challenge);
            assert_eq!(phone.log_in_with(&mut world, login), expected);
        }
        assert!(world.sessions.is_empty() && world.events.is_empty());
    }
}

#[test]
fn a_nonce_serves_once_its_own_login_in_time() {
    let world = &mut World::new();
    let mut phone = Phone::new(Version::V1_2);
    let challenge = |world: &mut World, phone: &Phone| {
        response(&phone.clone().ask(world, phone.first_half(&[DigestSchema::Md5])))
    };
    // Twice.
    let login = phone.second_half(&challenge(world, &phone));
    assert_eq!(phone.log_in_with(world, login.clone()), 200);
    assert_eq!(phone.log_in_with(world, login), 409);
    // After a wrong digest.
    let found = challenge(world, &phone);
    let wrong = Phone { password: "x", ..phone.clone() }.second_half(&found);
    assert_eq!(phone.log_in_with(world, wrong), 409);
    let right = phone.second_half(&found);
    assert_eq!(phone.log_in_with(world, right), 409);
    // By another user, client or cookie.
    let found = challenge(world, &phone);
    for mut other in [
        Phone { user: "wv:bob@example.com", ..phone.clone() },
        Phone { client: "http://example.com/other", ..phone.clone() },
        Phone { cookie: "cookie-2".into(), ..phone.clone() },
    ] {
        let login = other.second_half(&found);
        assert_eq!(other.log_in_with(world, login), 409);
    }
    // Too late.
    world.wait(121);
    let login = phone.second_half(&found);
    assert_eq!(phone.log_in_with(world, login), 409);
    // An older nonce of the same login.
    let (older, _newer) = (challenge(world, &phone), challenge(world, &phone));
    let login = phone.second_half(&older);
    assert_eq!(phone.log_in_with(world, login), 409);
}

#[test]
fn a_program_may_trust_refuse_or_create_a_user() {
    let (mut world, mut phone) = (World::new(), Phone { password: "?", ..Phone::new(Version::V1_3) });
    world.village.credentials = Some(Credentials::Trusted);
    let login = phone.first_half(&[DigestSchema::Md5]);
    assert_eq!(phone.log_in_with(&mut world, login), 200, "the first half has the session");
    world.village.credentials = Some(Credentials::Refused(StatusCode::DOMAIN_NOT_SUPPORTED));
    let login = phone.two_way();
    assert_eq!(phone.log_in_with(&mut world, login.clone()), 516);
    let created =
        Credentials::Created { user_id: "wv:new@example.com".into(), password: Some("made".into()) };
    world.village.credentials = Some(created);
    let login = LoginRequest { user_id: None, ..login };
    let answer = response(&phone.ask(&mut world, login));
    assert_eq!(answer.user_id.unwrap(), "wv:new@example.com");
    assert_eq!(answer.password.unwrap().as_str(), "made");
    assert_eq!(world.sessions.of_user("new").count(), 1);
}

#[test]
fn plain_passwords_can_be_switched_off() {
    let mut world = World::with(SessionOptions::default().with_passwords(false));
    let mut phone = Phone::new(Version::V1_2);
    let login = phone.two_way();
    assert_eq!(phone.log_in_with(&mut world, login), 403);
}

#[test]
fn a_login_by_the_same_client_and_cookie_continues_the_session() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_2));
    phone.start(&mut world);
    let first = phone.session.clone();
    phone.log_in(&mut world);
    assert_eq!((phone.session.clone(), world.sessions.len()), (first.clone(), 1));
    assert!(matches!(world.take_events()[..], [SessionEvent::Resumed { .. }]));
    let session = world.sessions.find(first.as_deref().unwrap()).unwrap();
    assert_eq!(session.services(), None, "it negotiates again");

    // Another cookie, another client: another session.
    Phone { cookie: "cookie-2".into(), ..phone.clone() }.log_in(&mut world);
    Phone { client: "http://example.com/other", ..phone.clone() }.log_in(&mut world);
    assert_eq!(world.sessions.of_user("ann").count(), 3);
    // Another version replaces it.
    let mut newer = Phone { version: Version::V1_3, ..phone.clone() };
    newer.log_in(&mut world);
    assert!(newer.session.is_some() && newer.session != first);
    assert_eq!(world.sessions.of_user("ann").count(), 3);
    let is_replaced =
        |event: &SessionEvent| matches!(event, SessionEvent::Ended { reason: EndReason::Replaced, .. });
    assert!(world.take_events().iter().any(is_replaced));
}

#[test]
fn a_login_resumes_the_session_that_it_names() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_3));
    phone.log_in(&mut world);
    let session = phone.session.clone().unwrap();
    let resume =
        |phone: &Phone, id: &str| LoginRequest { session_id: Some(id.to_owned().into()), ..phone.two_way() };
    let mut again = Phone { cookie: "cookie-2".into(), ..phone.clone() };
    let login = resume(&again, &session);
    assert_eq!(again.log_in_with(&mut world, login), 200);
    assert_eq!((again.session.as_deref(), world.sessions.len()), (Some(session.as_str()), 1));
    for mut other in
        [Phone::bob(Version::V1_3), Phone { client: "http://example.com/other", ..phone.clone() }]
    {
        let login = resume(&other, &session);
        assert_eq!(other.log_in_with(&mut world, login), 422);
    }
    let login = resume(&phone, "gone");
    assert_eq!(phone.log_in_with(&mut world, login), 502);
}

#[test]
fn a_client_that_shares_no_name_with_another_continues_no_session_of_it() {
    let url = || Some("http://example.com/phone".into());
    let number = || Some("+15550100".into());
    let client = |url, msisdn| Some(ClientId { url, msisdn, ..ClientId::default() });
    for (first, second, is_one) in [
        (client(url(), None), client(None, number()), false),
        (client(None, number()), client(url(), None), false),
        (client(url(), number()), client(url(), Some("+15550101".into())), false),
        (client(url(), None), None, false),
        (client(url(), None), client(None, None), false),
        (client(url(), None), client(url(), number()), true),
        (client(url(), number()), client(None, number()), true),
        (None, None, true),
        (None, client(None, None), true),
    ] {
        let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_2));
        let mut log_in = |client: &Option<ClientId<'static>>, session: Option<&str>| {
            let session_id = session.map(|id| id.to_owned().into());
            let login = LoginRequest { client_id: client.clone(), session_id, ..phone.two_way() };
            (phone.log_in_with(&mut world, login), phone.session.clone(), world.sessions.len())
        };
        let (_, opened, _) = log_in(&first, None);
        // The session that it names.
        let (code, resumed, _) = log_in(&second, opened.as_deref());
        let expected = if is_one { (200, opened.clone()) } else { (422, None) };
        assert_eq!((code, resumed), expected, "{first:?} {second:?}");
        // The session of the same cookie.
        let (code, session, count) = log_in(&second, None);
        assert_eq!((code, session == opened, count == 1), (200, is_one, is_one), "{first:?} {second:?}");
    }
}

#[test]
fn a_login_that_is_refused_for_its_capabilities_changes_no_session() {
    let accepted_content_type = vec![AcceptedContentType::new("x".repeat(5000))];
    let list = CapabilityList { accepted_content_type, ..CapabilityList::default() };
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_3));
    let login = LoginRequest { capability_list: Some(list.into()), ..phone.two_way() };
    assert_eq!(phone.log_in_with(&mut world, login.clone()), 402);
    assert!(world.sessions.is_empty() && world.events.is_empty(), "{:?}", world.events);

    // The one before goes on as it was, whether it would be resumed or replaced.
    for version in [Version::V1_2, Version::V1_3] {
        let (mut world, mut before) = (World::new(), Phone::new(version));
        before.start(&mut world);
        assert_eq!(phone.log_in_with(&mut world, login.clone()), 402);
        assert!(world.events.is_empty(), "{:?}", world.events);
        assert_eq!(before.code(&mut world, text("wv:bob", "hi")), 200);
        assert!(world.sessions.iter().all(|session| session.services().is_some()));
    }
}

#[test]
fn a_login_inside_a_session_is_603() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_2));
    phone.log_in(&mut world);
    let login = phone.two_way();
    assert_eq!(phone.code(&mut world, login), 603);
}

#[test]
fn the_oldest_of_too_many_sessions_of_a_user_gives_way() {
    let mut world =
        World::with(SessionOptions::default().with_sessions_per_user(2_usize).with_sessions(3_usize));
    let mut phones: Vec<_> =
        (0..3).map(|it| Phone { cookie: format!("cookie-{it}"), ..Phone::new(Version::V1_2) }).collect();
    for phone in &mut phones {
        phone.log_in(&mut world);
        world.wait(1);
    }
    assert_eq!(world.sessions.of_user("wv:ann").count(), 2);
    assert_eq!(phones[0].code(&mut world, KeepAliveRequest::default()), 604);
    assert_eq!(phones[1].code(&mut world, KeepAliveRequest::default()), 200);
    let mut bobs: Vec<_> =
        (0..2).map(|it| Phone { cookie: format!("bob-{it}"), ..Phone::bob(Version::V1_2) }).collect();
    bobs[0].log_in(&mut world);
    let login = bobs[1].two_way();
    assert_eq!(bobs[1].log_in_with(&mut world, login), 503, "the limit of all sessions");
}

#[test]
fn a_session_ends_after_its_lifetime_and_the_slack() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_1));
    let login = LoginRequest { time_to_live: Some(100), ..phone.two_way() };
    assert_eq!(phone.log_in_with(&mut world, login), 200);
    world.wait(159);
    assert_eq!(phone.code(&mut world, KeepAliveRequest::default()), 200);
    world.wait(159);
    // Any message counts, a poll too.
    assert_eq!(phone.poll(&mut world), None);
    world.wait(159);
    assert_eq!(world.sessions.len(), 1);
    world.take_events();
    world.wait(1);
    assert!(matches!(world.take_events()[..], [SessionEvent::Ended { reason: EndReason::Expired, .. }]));
    assert_eq!(phone.code(&mut world, KeepAliveRequest::default()), 604);
}

#[test]
fn a_lifetime_outside_of_the_limits_is_replaced_and_the_answer_says_so() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_2));
    for (wanted, agreed) in [(None, 600), (Some(0), 60), (Some(100), 100), (Some(u32::MAX), 86_400)] {
        let login = LoginRequest { time_to_live: wanted, ..phone.two_way() };
        phone.session = None;
        let answer = response(&phone.ask(&mut world, login));
        assert_eq!(answer.keep_alive_time, Some(agreed));
    }
    phone.log_in(&mut world);
    for (wanted, told) in [(Some(20), Some(60)), (Some(120), None), (None, None)] {
        let request = KeepAliveRequest { time_to_live: wanted, ..KeepAliveRequest::default() };
        let Primitive::KeepAliveResponse(answer) = phone.ask(&mut world, request) else { panic!() };
        assert_eq!(answer.keep_alive_time, told);
        assert_eq!(code(&KeepAliveResponse::into(*answer)), 200);
    }
    let session = world.sessions.iter().next().unwrap();
    assert_eq!(session.time_to_live(), seconds(120), "a request without a time changes nothing");
}

#[test]
fn a_logout_is_answered_in_the_form_of_the_version() {
    for version in Version::ALL {
        let (mut world, mut phone) = (World::new(), Phone::new(version));
        phone.start(&mut world);
        let answer = phone.ask(&mut world, LogoutRequest::default());
        let name = if version == Version::V1_1 { "Disconnect" } else { "Status" };
        assert_eq!((answer.name(), code(&answer)), (name, 200));
        let events = world.take_events();
        assert!(
            matches!(events[..], [SessionEvent::Ended { reason: EndReason::LoggedOut, .. }]),
            "{events:?}"
        );
        assert_eq!(phone.code(&mut world, LogoutRequest::default()), 604);
    }
}

#[test]
fn the_server_disconnects_a_client() {
    for version in Version::ALL {
        let (mut world, mut phone) = (World::new(), Phone::new(version));
        phone.start(&mut world);
        let id = phone.session.clone().unwrap();
        assert!(world.sessions.disconnect(&id, StatusCode::FORCED_LOGOUT, world.now));
        assert_eq!(world.sessions.of_user("ann").count(), 0);
        // Each request gets the code, and a poll the request.
        assert_eq!(phone.code(&mut world, KeepAliveRequest::default()), 601);
        let disconnect = phone.poll(&mut world).unwrap();
        assert!(disconnect.is_request());
        assert_eq!(
            (disconnect.primitive().unwrap().name(), code(disconnect.primitive().unwrap())),
            ("Disconnect", 601)
        );
        let answer = disconnect.answer(Status::new(StatusCode::SUCCESS)).unwrap();
        assert_eq!(world.send(&answer), None);
        let forced = EndReason::Disconnected(StatusCode::FORCED_LOGOUT);
        let events = world.take_events();
        assert!(matches!(events[..], [SessionEvent::Ended { reason, .. }] if reason == forced), "{events:?}");
        assert_eq!(phone.code(&mut world, KeepAliveRequest::default()), 604);
    }
}

#[test]
fn a_client_that_never_learns_of_its_end_is_forgotten() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_2));
    phone.start(&mut world);
    let id = phone.session.clone().unwrap();
    assert!(world.sessions.disconnect(&id, StatusCode::SESSION_EXPIRED, world.now));
    world.wait(1000);
    assert!(world.sessions.is_empty());
    assert!(!world.sessions.disconnect(&id, StatusCode::SESSION_EXPIRED, world.now));
}
