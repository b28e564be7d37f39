//! The rules of transactions: several per message, repetitions, polls, and one answer per request.

use crate::common::{Phone, World, code, text};
use imps_session::server::{EndReason, SessionEvent, SessionOptions};
use imps_transport::mailbox::MailboxOptions;
use oma_imps::Version;
use oma_imps::csp::access::{KeepAliveRequest, LogoutRequest};
use oma_imps::csp::envelope::PollingRequest;
use oma_imps::csp::messaging::{GetMessageResponse, MessageDelivered, NewMessage};
use oma_imps::csp::presence::PresenceNotificationRequest;
use oma_imps::csp::service::{CapabilityList, ClientCapabilityRequest};
use oma_imps::csp::{Message, Outcome, Primitive, Status, StatusCode, Transaction, TransactionMode};

fn started(version: Version) -> (World, Phone) {
    let (mut world, mut phone) = (World::new(), Phone::new(version));
    phone.start(&mut world);
    (world, phone)
}

fn push(world: &mut World, phone: &Phone) -> String {
    let id = phone.session.clone().unwrap();
    world.sessions.push(&id, NewMessage::default(), world.now).unwrap().as_str().to_owned()
}

fn ids(message: &Message<'_>) -> Vec<String> {
    message.session.transactions.iter().map(|it| it.transaction_id().unwrap().to_owned()).collect()
}

fn codes(message: &Message<'_>) -> Vec<u32> {
    message.session.transactions.iter().map(|it| code(it.primitive())).collect()
}

/// A success of so many bytes.
fn described(length: usize) -> Primitive<'static> {
    let description = Some("x".repeat(length).into());
    let result = Outcome { description, ..Outcome::new(StatusCode::SUCCESS) };
    Status { result, ..Status::default() }.into()
}

#[test]
fn each_request_of_a_message_is_answered_once_in_order() {
    for version in Version::ALL {
        let (mut world, mut phone) = started(version);
        let message = phone.messages(vec![
            KeepAliveRequest::default().into(),
            text("wv:bob", "hi").into(),
            LogoutRequest::default().into(),
            text("wv:bob", "too late").into(),
        ]);
        let answer = world.send(&message).unwrap();
        assert_eq!((ids(&answer), codes(&answer)), (ids(&message), vec![200, 200, 200, 604]));
        assert_eq!(world.village.performed, ["SendMessage-Request"]);
    }
}

/// The reply was lost.
#[test]
fn a_repeated_message_with_many_requests_performs_none_of_them_again() {
    let (mut world, mut phone) = started(Version::V1_2);
    let message = phone.messages(vec![text("wv:bob", "hi").into(); 16]);
    let answer = world.send(&message).unwrap();
    assert_eq!((ids(&answer), codes(&answer)), (ids(&message), vec![200; 16]));
    let again = world.send(&message).unwrap();
    assert_eq!((ids(&again), codes(&again)), (ids(&message), vec![200; 16]));
    assert_eq!(world.village.performed.len(), 16);
}

#[test]
fn too_many_requests_are_507_and_ids_that_occur_twice_420() {
    let (mut world, mut phone) = started(Version::V1_2);
    let mut message = phone.messages(vec![KeepAliveRequest::default().into(); 20]);
    let answer = world.send(&message).unwrap();
    let expected: Vec<_> = (0..20).map(|place| if place < 16 { 200 } else { 507 }).collect();
    assert_eq!((ids(&answer), codes(&answer)), (ids(&message), expected));

    message.session.transactions.truncate(3);
    for (transaction, id) in message.session.transactions.iter_mut().zip(["x1", "x1", "x2"]) {
        transaction.descriptor.transaction_id = Some(id.into());
    }
    assert_eq!(codes(&world.send(&message).unwrap()), [200, 420, 200]);
}

#[test]
fn a_request_needs_a_transaction_id_since_1_2() {
    for (version, expected) in [(Version::V1_1, 200), (Version::V1_2, 420), (Version::V1_3, 420)] {
        let (mut world, phone) = started(version);
        let request = Message::request(version, phone.descriptor(), "", KeepAliveRequest::default());
        assert_eq!(codes(&world.send(&request).unwrap()), [expected]);
    }
    let (mut world, phone) = started(Version::V1_1);
    let request =
        Message::request(Version::V1_1, phone.descriptor(), "x".repeat(256), KeepAliveRequest::default());
    assert_eq!(codes(&world.send(&request).unwrap()), [420]);
}

#[test]
fn a_repeated_request_gets_the_same_answer_and_is_performed_once() {
    for version in Version::ALL {
        let (mut world, mut phone) = started(version);
        let request = phone.message(text("wv:bob", "hi"));
        let first = world.send(&request).unwrap();
        assert_eq!(world.send(&request).unwrap(), first);
        assert_eq!(world.village.performed.len(), 1);
    }
}

#[test]
fn a_request_that_comes_again_under_a_new_id_is_marked() {
    let (mut world, mut phone) = started(Version::V1_2);
    for (words, may_repeat) in [("hi", false), ("hi", true), ("hi", true), ("ho", false), ("hi", false)] {
        phone.ask(&mut world, text("wv:bob", words));
        assert_eq!(world.village.repeats.last(), Some(&may_repeat), "{words}");
    }
    // It is performed all the same: the program decides.
    assert_eq!(world.village.performed.len(), 5);
}

#[test]
fn a_program_may_give_the_earlier_answer_to_a_new_id() {
    for version in Version::ALL {
        let (mut world, mut phone) = started(version);
        world.village.repeats_answers = true;
        let first = phone.ask(&mut world, text("wv:bob", "hi"));
        world.wait(5);
        assert_eq!(phone.ask(&mut world, text("wv:bob", "hi")), first, "with the same message id");
        assert_ne!(phone.ask(&mut world, text("wv:bob", "ho")), first);
    }
}

#[test]
fn a_poll_gets_the_next_request_and_the_flag_says_whether_more_waits() {
    for version in Version::ALL {
        let (mut world, mut phone) = started(version);
        assert_eq!(phone.poll(&mut world), None, "the body is empty");
        let pushed = [push(&mut world, &phone), push(&mut world, &phone)];
        let answer = phone.message(KeepAliveRequest::default());
        assert!(world.send(&answer).unwrap().session.poll());
        for (place, id) in pushed.iter().enumerate() {
            let request = phone.poll(&mut world).unwrap();
            assert!(request.is_request());
            assert_eq!((ids(&request), request.version), (vec![id.clone()], version));
            assert_eq!(request.session.poll(), place == 0);
            // One transaction at a time: the second comes when the first is answered.
            assert_eq!(phone.poll(&mut world), None);
            let done = MessageDelivered::default();
            assert_eq!(world.send(&request.answer(done).unwrap()), None);
            let events = world.take_events();
            let answered = |event: &SessionEvent| matches!(event, SessionEvent::Answered { id: found, .. } if found.as_str() == id);
            assert!(events.iter().any(answered), "{place}: {events:?}");
        }
        assert_eq!(phone.poll(&mut world), None);
    }
}

#[test]
fn several_requests_come_at_once_if_agreed() {
    let (mut world, mut phone) = started(Version::V1_3);
    let list = CapabilityList {
        multi_trans: Some(3),
        multi_trans_per_message: Some(2),
        ..CapabilityList::default()
    };
    let request = ClientCapabilityRequest { capability_list: Some(list.into()), ..Default::default() };
    phone.ask(&mut world, request);
    for _ in 0..4 {
        push(&mut world, &phone);
    }
    let polled: Vec<_> = (0..3).map(|_| phone.poll(&mut world).map(|it| ids(&it).len())).collect();
    assert_eq!(polled, [Some(2), Some(1), None]);
}

#[test]
fn a_poll_beside_requests_gets_both() {
    let (mut world, mut phone) = started(Version::V1_2);
    let pushed = push(&mut world, &phone);
    let mut message = phone.messages(vec![KeepAliveRequest::default().into()]);
    let poll = Transaction::new(TransactionMode::Request, "", PollingRequest::default());
    message.session.transactions.push(poll);
    let answer = world.send(&message).unwrap();
    assert_eq!(ids(&answer), [pushed, ids(&message)[0].clone()]);
    let modes: Vec<_> = answer.session.transactions.iter().map(Transaction::is_request).collect();
    assert_eq!(modes, [true, false]);
}

#[test]
fn answers_that_open_a_transaction_are_answered() {
    // The examples of 1.1 have `MessageDelivered` after a fetch in mode Response, with an id of its
    // own.
    let (mut world, phone) = started(Version::V1_1);
    let delivered = MessageDelivered { message_id: "m1".into(), ..MessageDelivered::default() };
    let message = Message::response(Version::V1_1, phone.descriptor(), "c77", delivered);
    let answer = world.send(&message).unwrap();
    assert_eq!((ids(&answer), codes(&answer)), (vec!["c77".into()], vec![200]));
    assert_eq!(world.village.performed, ["MessageDelivered"]);
}

#[test]
fn a_request_is_no_answer() {
    let (mut world, mut phone) = started(Version::V1_2);
    world.village.answer = Some(PresenceNotificationRequest::default().into());
    assert_eq!(phone.code(&mut world, text("wv:bob", "hi")), 500);
}

#[test]
fn an_answer_that_cannot_be_written_is_500_and_the_others_arrive() {
    let (mut world, mut phone) = started(Version::V1_1);
    // 1.1 has no answer of this kind.
    world.village.answer = Some(oma_imps::csp::common::GetPublicProfileResponse::default().into());
    let message = phone.messages(vec![KeepAliveRequest::default().into(), text("wv:bob", "hi").into()]);
    assert_eq!(codes(&world.send(&message).unwrap()), [200, 500]);
}

#[test]
fn what_is_longer_than_the_parser_of_the_client_is_432_or_given_up() {
    for (version, expected) in [(Version::V1_1, 500), (Version::V1_2, 432), (Version::V1_3, 432)] {
        let (mut world, mut phone) = started(version);
        let list = CapabilityList { parser_size: Some(1000), ..CapabilityList::default() };
        let request = ClientCapabilityRequest { capability_list: Some(list.into()), ..Default::default() };
        phone.ask(&mut world, request);
        world.take_events();
        let long = || oma_imps::Data::from("x".repeat(2000));
        let answer = GetMessageResponse { content_data: Some(long()), ..GetMessageResponse::default() };
        world.village.answer = Some(answer.into());
        assert_eq!(phone.code(&mut world, text("wv:bob", "hi")), expected);

        let new = NewMessage { content_data: Some(long()), ..NewMessage::default() };
        let id = phone.session.clone().unwrap();
        let pushed = world.sessions.push(&id, new, world.now).unwrap();
        assert_eq!(phone.poll(&mut world), None);
        let events = world.take_events();
        assert!(matches!(&events[..], [SessionEvent::Undelivered { id, .. }] if *id == pushed), "{events:?}");
    }
}

#[test]
fn requests_that_fit_alone_arrive_one_after_the_other() {
    for version in Version::ALL {
        let (mut world, mut phone) = started(version);
        let list = CapabilityList {
            parser_size: Some(1000),
            multi_trans: Some(4),
            multi_trans_per_message: (version == Version::V1_3).then_some(4),
            ..CapabilityList::default()
        };
        let request = ClientCapabilityRequest { capability_list: Some(list.into()), ..Default::default() };
        phone.ask(&mut world, request);
        let session = phone.session.clone().unwrap();
        let long = || NewMessage { content_data: Some("x".repeat(300).into()), ..NewMessage::default() };
        let pushed: Vec<_> =
            (0..3).map(|_| world.sessions.push(&session, long(), world.now).unwrap()).collect();
        let pushed: Vec<_> = pushed.iter().map(|id| id.as_str().to_owned()).collect();
        // A keep-alive with an answer that takes room, too.
        let mut message = phone.messages(vec![text("wv:bob", "hi").into()]);
        let poll = Transaction::new(TransactionMode::Request, "", PollingRequest::default());
        message.session.transactions.push(poll);
        world.village.answer = Some(described(800));
        let mut next = world.send(&message);
        let (mut found, mut tries) = (Vec::new(), 0);
        while let Some(reply) = next {
            let requests: Vec<_> = reply.session.transactions.iter().filter(|it| it.is_request()).collect();
            found.extend(requests.iter().map(|it| it.transaction_id().unwrap().to_owned()));
            assert_eq!(reply.session.poll(), found.len() < 3, "{version}: {found:?}");
            for request in requests {
                let answer = request.answer(MessageDelivered::default());
                let id = request.transaction_id().unwrap().to_owned();
                assert!(!answer.is_request());
                let answer = Message::response(version, phone.descriptor(), id, answer.content.primitive);
                world.send(&answer);
            }
            tries += 1;
            assert!(tries < 9, "{version}: {found:?}");
            next = phone.poll(&mut world);
        }
        assert_eq!(found, pushed, "{version}");
        assert_eq!(world.sessions.iter().next().unwrap().unanswered(), 0);
    }
}

#[test]
fn answers_that_fit_alone_fail_from_the_last_one() {
    let (mut world, mut phone) = started(Version::V1_2);
    let list = CapabilityList { parser_size: Some(1000), ..CapabilityList::default() };
    let request = ClientCapabilityRequest { capability_list: Some(list.into()), ..Default::default() };
    phone.ask(&mut world, request);
    world.village.answer = Some(described(600));
    let message = phone.messages(vec![text("wv:bob", "hi").into(), text("wv:bob", "ho").into()]);
    for _ in 0..2 {
        assert_eq!(codes(&world.send(&message).unwrap()), [200, 432]);
        assert_eq!(world.village.performed.len(), 2, "both answers are kept");
    }
    // One that the client cannot read is not kept.
    world.village.answer = Some(described(3000));
    let message = phone.message(text("wv:bob", "hu"));
    for performed in [3, 4] {
        assert_eq!(codes(&world.send(&message).unwrap()), [432]);
        assert_eq!(world.village.performed.len(), performed);
    }
}

#[test]
fn a_short_answer_beside_a_long_one_is_kept() {
    let (mut world, mut phone) = started(Version::V1_2);
    let mut message = phone.messages(vec![text("wv:bob", "hi").into()]);
    let session = phone.session.clone().unwrap();
    let long = NewMessage { content_data: Some("x".repeat(3000).into()), ..NewMessage::default() };
    world.sessions.push(&session, long, world.now).unwrap();
    let poll = Transaction::new(TransactionMode::Request, "", PollingRequest::default());
    message.session.transactions.push(poll);
    let first = world.send(&message).unwrap();
    let again = world.send(&message).unwrap();
    assert_eq!(world.village.performed.len(), 1, "{first:?} {again:?}");

    // Many short answers are long together.
    let many = phone.messages(vec![KeepAliveRequest::default().into(), text("wv:bob", "hi").into()]);
    world.village.answer = Some(described(1500));
    let two = phone.messages(vec![text("wv:bob", "ho").into(), text("wv:bob", "hu").into()]);
    for message in [&many, &two] {
        world.village.performed.clear();
        let first = world.send(message).unwrap();
        let performed = world.village.performed.len();
        assert_eq!(world.send(message).unwrap(), first);
        assert_eq!(world.village.performed.len(), performed);
    }
}

#[test]
fn a_long_answer_is_not_kept() {
    let (mut world, mut phone) = started(Version::V1_2);
    let answer = GetMessageResponse { content_data: Some("x".repeat(3000).into()), ..Default::default() };
    world.village.answer = Some(answer.into());
    let request = phone.message(text("wv:bob", "hi"));
    world.send(&request);
    world.send(&request);
    assert_eq!(world.village.performed.len(), 2, "the program answers again");
}

#[test]
fn a_look_at_a_long_answer_that_is_not_kept_changes_nothing() {
    let (mut world, mut phone) = started(Version::V1_2);
    let answer = GetMessageResponse { content_data: Some("x".repeat(3000).into()), ..Default::default() };
    world.village.answer = Some(answer.into());
    let first = phone.message(text("wv:bob", "hi"));
    let second = phone.message(text("wv:bob", "hi"));
    for request in [&first, &second, &first] {
        assert!(world.send(request).is_some());
    }
    assert_eq!(world.village.performed.len(), 3);
}

#[test]
fn what_waits_for_a_client_that_goes_is_handed_back() {
    let (mut world, mut phone) = started(Version::V1_2);
    push(&mut world, &phone);
    push(&mut world, &phone);
    phone.ask(&mut world, LogoutRequest::default());
    let events = world.take_events();
    let ended = events.iter().find_map(|event| match event {
        SessionEvent::Ended { reason, unanswered, user_id, .. } => Some((reason, unanswered.len(), user_id)),
        _ => None,
    });
    assert_eq!(ended, Some((&EndReason::LoggedOut, 2, &"wv:ann@example.com".into())));

    // The same when the server ends the session.
    phone.start(&mut world);
    push(&mut world, &phone);
    let id = phone.session.clone().unwrap();
    world.sessions.disconnect(&id, StatusCode::FORCED_LOGOUT, world.now);
    world.settle();
    assert!(matches!(world.take_events()[..], [SessionEvent::Undelivered { .. }]));
}

#[test]
fn a_request_that_is_never_answered_is_given_up() {
    let mailbox = MailboxOptions::default().with_tries(2);
    let mut world = World::with(SessionOptions::default().with_mailbox(mailbox));
    let mut phone = Phone::new(Version::V1_2);
    phone.start(&mut world);
    let id = push(&mut world, &phone);
    for _ in 0..2 {
        assert_eq!(ids(&phone.poll(&mut world).unwrap()), std::slice::from_ref(&id));
        world.wait(60);
    }
    let events = world.take_events();
    assert!(matches!(&events[..], [SessionEvent::Undelivered { tries: 2, .. }]), "{events:?}");
}

#[test]
fn a_login_again_hands_open_requests_out_again() {
    let (mut world, mut phone) = started(Version::V1_2);
    let id = push(&mut world, &phone);
    assert!(phone.poll(&mut world).is_some());
    assert_eq!(phone.poll(&mut world), None);
    phone.log_in(&mut world);
    assert_eq!(ids(&phone.poll(&mut world).unwrap()), [id]);
    // An answer comes from the client of the session alone.
    let status = Primitive::from(Status::new(StatusCode::SUCCESS));
    let foreign = Message::response(phone.version, Phone::bob(phone.version).descriptor(), "s1", status);
    assert_eq!(world.send(&foreign), None);
    assert_eq!(world.sessions.iter().next().unwrap().unanswered(), 1);
}

#[test]
fn each_session_of_a_user_takes_its_own_copy() {
    let (mut world, mut phone) = started(Version::V1_2);
    let mut tablet = Phone { cookie: "tablet".into(), ..Phone::new(Version::V1_3) };
    tablet.start(&mut world);
    let mut bob = Phone::bob(Version::V1_2);
    bob.start(&mut world);
    assert_eq!(world.sessions.push_to("Ann", NewMessage::default(), world.now), 2);
    assert_eq!(world.sessions.push_to("wv:eve@example.com", NewMessage::default(), world.now), 0);
    assert!(bob.poll(&mut world).is_none());
    for phone in [&mut phone, &mut tablet] {
        let request = phone.poll(&mut world).unwrap();
        world.send(&request.answer(MessageDelivered::default()).unwrap());
        assert!(phone.poll(&mut world).is_none());
    }
}

#[test]
fn a_session_that_ends_during_a_step_still_gets_its_answers() {
    use imps_session::server::Step;
    let (mut world, mut phone) = started(Version::V1_2);
    let message = phone.messages(vec![text("wv:bob", "hi").into(), KeepAliveRequest::default().into()]);
    let body = oma_imps::Syntax::Wbxml.to_vec(&message).unwrap();
    let request = http::Request::post("/").body(()).unwrap();
    let server = imps_transport::http::Server::default();
    let arrived = server.arrived(&request, &body).unwrap();
    let Step::Perform(call) = world.sessions.arrived(&arrived, world.now) else { panic!() };
    // While the program waits, the copy of the request gets no answer, and the session goes away.
    let copy = server.arrived(&request, &body).unwrap();
    let Step::Reply(reply) = world.sessions.arrived(&copy, world.now) else { panic!() };
    let answer: Message = oma_imps::read_owned(reply.body()).unwrap();
    assert_eq!(ids(&answer), [ids(&message)[1].clone()], "the other request");
    world.sessions.take(phone.session.as_deref().unwrap(), world.now).unwrap();
    let step = world.sessions.answer(call, Status::new(StatusCode::SUCCESS), world.now);
    let Step::Reply(reply) = step else { panic!() };
    let answer: Message = oma_imps::read_owned(reply.body()).unwrap();
    assert_eq!((ids(&answer), codes(&answer)), (ids(&message), vec![200, 604]));
}

#[test]
fn a_disconnection_that_is_never_polled_ends_the_session_quietly() {
    let mailbox = MailboxOptions::default().with_lifetime(std::time::Duration::from_secs(30));
    let mut world = World::with(SessionOptions::default().with_mailbox(mailbox));
    let mut phone = Phone::new(Version::V1_2);
    phone.start(&mut world);
    let id = phone.session.clone().unwrap();
    world.sessions.disconnect(&id, StatusCode::FORCED_LOGOUT, world.now);
    world.wait(30);
    let events = world.take_events();
    let reason = EndReason::Disconnected(StatusCode::FORCED_LOGOUT);
    assert!(
        matches!(&events[..], [SessionEvent::Ended { reason: found, .. }] if *found == reason),
        "{events:?}"
    );
}

#[test]
fn the_sessions_keep_the_contract_of_machines() {
    use imps_transport::testing::check_contract;
    let (mut world, mut phone) = started(Version::V1_2);
    for _ in 0..4 {
        push(&mut world, &phone);
        phone.poll(&mut world);
        phone.clone().log_in_with(&mut world, phone.first_half(&[oma_imps::csp::DigestSchema::Md5]));
        phone.last += 1;
        for later in [0, 1, 60, 119, 120, 121, 659, 660, 661, 100_000] {
            check_contract(&mut world.sessions.clone(), world.now + crate::common::seconds(later)).unwrap();
        }
        world.wait(50);
    }
}
