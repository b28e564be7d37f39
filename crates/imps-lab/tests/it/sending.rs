//! Sending, forwarding and reports. `flows.md`, 9.

use crate::common::{Lab, code, id, message_id, names, phone, text, to, users};
use imps_csp::common::{Party, Recipient, User};
use imps_csp::messaging::{
    DeliveryReportRequest, ForwardMessageRequest, GetMessageListRequest, MessageDelivered,
    RejectMessageRequest, SendMessageRequest,
};
use imps_csp::{MessageId, Primitive, StatusCode};
use imps_lab::{Delivery, Options};

fn confirm(message_id: &MessageId<'static>) -> MessageDelivered<'static> {
    MessageDelivered { message_id: message_id.clone(), ..Default::default() }
}

fn forward(message_id: &MessageId<'static>, names: &[&str]) -> ForwardMessageRequest<'static> {
    let message_id = Some(message_id.clone());
    ForwardMessageRequest { message_id, recipient: Some(users(names)), ..Default::default() }
}

fn report(deliveries: &[Delivery], name: &str) -> DeliveryReportRequest<'static> {
    match to(deliveries, name)[..] {
        [Primitive::DeliveryReportRequest(report)] => (**report).clone(),
        ref other => panic!("{other:?}"),
    }
}

/// Sends a message from ann to bob with a report, and returns its identifier.
fn reported(lab: &mut Lab) -> MessageId<'static> {
    message_id(&lab.ask("ann", text(users(&["bob"]), "hello").with_report(true)).answer)
}

#[test]
fn a_message_names_its_sender_and_only_its_receiver() {
    let mut lab = Lab::new();
    let sent = lab.done("ann", text(users(&["bob", "cem"]), "hello"));
    let Primitive::NewMessage(new) = to(&sent, "cem")[0] else { panic!() };
    let info = &new.message_info;
    assert_eq!(info.recipient, Some(users(&["cem"])));
    let Party::User(sender) = &info.sender.as_ref().unwrap().party else { panic!() };
    assert_eq!(sender.user_id, Some(id("ann").into()));
    assert_eq!(new.content_data.as_ref().unwrap().as_text(), Some("hello"));
    assert_eq!(info.date_time.as_ref().unwrap().to_string(), "20010909T014640Z");
    assert_eq!(info.content_size, Some(5));
}

#[test]
fn nobody_sends_in_the_name_of_another() {
    let mut lab = Lab::new();
    let forged = text(users(&["bob"]), "hello").with_sender(User::new(id("cem")));
    assert_eq!(lab.code("ann", forged), 427);
    let own = text(users(&["bob"]), "hello").with_sender(User::new("wv:Ann"));
    lab.done("ann", own);
}

#[test]
fn failed_recipients_are_named() {
    let mut lab = Lab::new();
    let sent = lab.ask("ann", text(users(&["bob", "nobody"]), "hello"));
    assert_eq!(code(&sent), 201);
    assert_eq!(sent.answer.outcome().unwrap().detailed_result[0].user_id, [id("nobody")]);
    let far = Recipient::from_iter([User::new("wv:bob@other.com"), User::new("wv:b%07ob")]);
    let Primitive::SendMessageResponse(answer) = lab.ask("ann", text(far, "hello")).answer else { panic!() };
    let codes: Vec<_> = answer.result.detailed_result.iter().map(|it| it.code.unwrap().number()).collect();
    assert_eq!((answer.result.code, codes), (Some(StatusCode::MULTIPLE_ERRORS), vec![516, 901]));
    assert_eq!(answer.message_id, None);
}

#[test]
fn a_message_without_recipients_is_a_bad_request() {
    let mut lab = Lab::new();
    assert_eq!(lab.code("ann", text(Recipient::default(), "hello")), 400);
    assert_eq!(lab.code("ann", SendMessageRequest::default()), 400);
}

#[test]
fn messages_and_recipients_have_limits() {
    let mut options = Options::default();
    (options.limits.message_bytes, options.limits.recipients) = (1_000, 2);
    let mut lab = Lab::with(options);
    assert_eq!(lab.code("ann", text(users(&["bob"]), &"x".repeat(1_001))), 402);
    assert_eq!(lab.code("ann", text(users(&["bob", "cem", "dia"]), "x")), 402);
}

#[test]
fn a_full_queue_refuses_a_message() {
    let mut options = Options::default();
    options.limits.messages = 1;
    let mut lab = Lab::with(options);
    lab.done("ann", text(users(&["bob"]), "hello"));
    let sent = lab.ask("ann", text(users(&["bob", "cem"]), "hello"));
    let detailed = &sent.answer.outcome().unwrap().detailed_result[0];
    assert_eq!(
        (detailed.code, &detailed.user_id[..]),
        (Some(StatusCode::MESSAGE_QUEUE_FULL), &[id("bob").into()][..])
    );
    assert_eq!(names(&sent.deliveries, "cem"), ["NewMessage"]);
}

#[test]
fn a_queue_is_full_by_its_size_too() {
    let mut options = Options::default();
    options.limits.waiting_bytes = 10_000;
    let mut lab = Lab::with(options);
    lab.done("ann", text(users(&["bob"]), &"x".repeat(8_000)));
    assert_eq!(lab.code("ann", text(users(&["bob"]), &"x".repeat(8_000))), 900);
}

#[test]
fn a_delivery_is_reported_once_to_who_asked() {
    let mut lab = Lab::new();
    let id = reported(&mut lab);
    let confirmed = lab.done("bob", confirm(&id));
    let report = report(&confirmed, "ann");
    assert_eq!(report.result.code, Some(StatusCode::SUCCESS));
    assert_eq!(report.message_info.message_id, Some(id.clone()));
    assert!(report.delivery_time.is_some());
    assert_eq!(lab.code("bob", confirm(&id)), 426);

    let silent = message_id(&lab.ask("ann", text(users(&["bob"]), "hello")).answer);
    assert_eq!(lab.done("bob", confirm(&silent)), []);
}

#[test]
fn a_report_waits_for_a_sender_without_a_session() {
    let mut lab = Lab::new();
    let id = reported(&mut lab);
    let now = lab.now;
    lab.world.log_out(&phone("ann"), now);
    assert_eq!(lab.done("bob", confirm(&id)), []);
    assert_eq!(report(&lab.log_in(&phone("ann")), "ann").result.code, Some(StatusCode::SUCCESS));
}

#[test]
fn a_rejected_message_is_reported() {
    let mut lab = Lab::new();
    let id = reported(&mut lab);
    let reject = |ids| RejectMessageRequest { message_ids: ids, ..Default::default() };
    let rejected = lab.ask("bob", reject(vec![id.clone(), "0xFF".into()]));
    assert_eq!(code(&rejected), 201);
    assert_eq!(rejected.answer.outcome().unwrap().detailed_result[0].message_id, ["0xFF"]);
    assert_eq!(report(&rejected.deliveries, "ann").result.code, Some(StatusCode::MESSAGE_REJECTED));
    assert_eq!(lab.code("bob", confirm(&id)), 426);
    assert_eq!(lab.code("bob", reject(vec![])), 400);
}

#[test]
fn an_expired_message_is_reported_and_gone() {
    let mut lab = Lab::new();
    let mut request = text(users(&["bob"]), "hello").with_report(true);
    request.message_info.validity = Some(60);
    let id = message_id(&lab.ask("ann", request).answer);
    lab.pass(59);
    let now = lab.now;
    assert_eq!(lab.world.expire(now), []);
    lab.pass(1);
    let now = lab.now;
    let expired = lab.world.expire(now);
    assert_eq!(report(&expired, "ann").result.code, Some(StatusCode::MESSAGE_EXPIRED));
    assert_eq!(lab.code("bob", confirm(&id)), 426);
}

/// Nothing waits longer than the limit, whatever the sender wishes.
#[test]
fn the_validity_has_a_limit() {
    let mut lab = Lab::new();
    let mut request = text(users(&["bob"]), "hello").with_report(true);
    request.message_info.validity = Some(u32::MAX);
    lab.done("ann", request);
    lab.pass(8 * 24 * 3_600);
    let now = lab.now;
    assert_eq!(names(&lab.world.expire(now), "ann"), ["DeliveryReport-Request"]);
}

#[test]
fn a_forwarded_message_is_a_message_of_who_forwards_it() {
    let mut lab = Lab::new();
    let id = reported(&mut lab);
    let forwarded = lab.ask("bob", forward(&id, &["cem"]));
    let Primitive::ForwardMessageResponse(answer) = &forwarded.answer else { panic!() };
    let Primitive::NewMessage(new) = to(&forwarded.deliveries, "cem")[0] else { panic!() };
    assert_eq!(answer.message_id, new.message_info.message_id);
    let Party::User(sender) = &new.message_info.sender.as_ref().unwrap().party else { panic!() };
    assert_eq!(sender.user_id, Some(crate::common::id("bob").into()));
    assert_eq!(report(&forwarded.deliveries, "ann").result.code, Some(StatusCode::MESSAGE_FORWARDED));
    assert_eq!(lab.code("bob", confirm(&id)), 426);
}

#[test]
fn a_message_that_cannot_be_forwarded_still_waits() {
    let mut lab = Lab::new();
    let id = reported(&mut lab);
    lab.done("cem", crate::common::block(&["bob"]));
    assert_eq!(lab.code("bob", forward(&id, &["cem"])), 900);
    assert_eq!(lab.code("dia", forward(&id, &["cem"])), 426);
    lab.done("bob", confirm(&id));
}

#[test]
fn the_messages_of_others_do_not_exist() {
    let mut lab = Lab::new();
    let id = reported(&mut lab);
    assert_eq!(lab.code("cem", confirm(&id)), 426);
    let reject = RejectMessageRequest { message_ids: vec![id], ..Default::default() };
    assert_eq!(lab.code("cem", reject), 900);
    let Primitive::GetMessageListResponse(list) = lab.ask("cem", GetMessageListRequest::default()).answer
    else {
        panic!()
    };
    assert_eq!(list.message_total_count, Some(0));
}

/// XML 1.0 has no such characters, so nothing with them could be written for every client.
#[test]
fn text_that_not_every_syntax_carries_is_a_bad_request() {
    let mut lab = Lab::new();
    let name = Recipient::from_iter([User::new("wv:b\u{7}ob@example.com")]);
    assert_eq!(lab.code("ann", text(name, "hello")), 400);
    assert_eq!(lab.code("ann", crate::common::status_text("\u{1b}[2J")), 400);
    let sent = lab.done("ann", text(users(&["bob"]), "ring\u{7}"));
    let Primitive::NewMessage(new) = to(&sent, "bob")[0] else { panic!() };
    assert_eq!(&*new.content_bytes().unwrap(), b"ring\x07");
}

#[test]
fn what_waits_for_all_users_has_a_limit() {
    let mut options = Options::default();
    options.limits.all_waiting_bytes = 10_000;
    let mut lab = Lab::with(options);
    lab.done("ann", text(users(&["bob"]), &"x".repeat(8_000)));
    assert_eq!(lab.code("ann", text(users(&["cem"]), &"x".repeat(8_000))), 900);
}

#[test]
fn of_the_reports_that_wait_the_oldest_goes() {
    let mut options = Options::default();
    options.limits.notes = 2;
    let mut lab = Lab::with(options);
    let ids = [reported(&mut lab), reported(&mut lab), reported(&mut lab)];
    let now = lab.now;
    lab.world.log_out(&phone("ann"), now);
    for id in &ids {
        lab.done("bob", confirm(id));
    }
    let back = lab.log_in(&phone("ann"));
    let reported: Vec<_> = to(&back, "ann")
        .into_iter()
        .map(|it| match it {
            Primitive::DeliveryReportRequest(report) => report.message_info.message_id.clone().unwrap(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(reported, ids[1..]);
}

#[test]
fn an_expired_message_is_not_forwarded() {
    let mut lab = Lab::new();
    let mut request = text(users(&["bob"]), "hello").with_report(true);
    request.message_info.validity = Some(10);
    let id = message_id(&lab.ask("ann", request).answer);
    lab.pass(10);
    let forwarded = lab.ask("bob", forward(&id, &["cem"]));
    assert_eq!((code(&forwarded), names(&forwarded.deliveries, "cem")), (426, vec![]));
    assert_eq!(report(&forwarded.deliveries, "ann").result.code, Some(StatusCode::MESSAGE_EXPIRED));
}
