//! Push and notification, waiting messages and their list. `flows.md`, 10.

use crate::common::{Lab, id, message_id, names, phone, text, users};
use imps_csp::messaging::{
    GetMessageListRequest, GetMessageRequest, MessageDelivered, SetDeliveryMethodRequest,
};
use imps_csp::{DeliveryMethod, MessageId, Primitive};
use imps_lab::{Caller, PushSettings};

fn method(method: DeliveryMethod<'static>, limit: Option<u32>) -> SetDeliveryMethodRequest<'static> {
    SetDeliveryMethodRequest {
        delivery_method: Some(method),
        accepted_content_length: limit,
        ..Default::default()
    }
}

fn waiting(lab: &mut Lab, request: GetMessageListRequest<'static>) -> Vec<MessageId<'static>> {
    let Primitive::GetMessageListResponse(answer) = lab.ask("bob", request).answer else { panic!() };
    answer.messages().map(|info| info.message_id.clone().unwrap()).collect()
}

fn get(message_id: &MessageId<'static>) -> GetMessageRequest<'static> {
    GetMessageRequest { message_id: message_id.clone(), ..Default::default() }
}

#[test]
fn an_announced_message_is_fetched_and_confirmed() {
    let mut lab = Lab::new();
    lab.done("bob", method(DeliveryMethod::Notify, None));
    let sent = lab.done("ann", text(users(&["bob"]), "hello"));
    assert_eq!(names(&sent, "bob"), ["MessageNotification"]);
    let message_id = message_id(&sent[0].primitive);
    let Primitive::GetMessageResponse(got) = lab.ask("bob", get(&message_id)).answer else { panic!() };
    assert_eq!(got.content_data.unwrap().as_text(), Some("hello"));
    // It waits until it is confirmed.
    lab.done("bob", get(&message_id));
    lab.done("bob", MessageDelivered { message_id: message_id.clone(), ..Default::default() });
    assert_eq!(lab.code("bob", get(&message_id)), 426);
}

#[test]
fn a_message_above_the_push_limit_is_announced() {
    let mut lab = Lab::new();
    lab.done("bob", method(DeliveryMethod::Push, Some(5)));
    assert_eq!(names(&lab.done("ann", text(users(&["bob"]), "hello")), "bob"), ["NewMessage"]);
    assert_eq!(names(&lab.done("ann", text(users(&["bob"]), "hello!")), "bob"), ["MessageNotification"]);
    // Another method without a limit keeps the limit.
    lab.done("bob", method(DeliveryMethod::Push, None));
    assert_eq!(names(&lab.done("ann", text(users(&["bob"]), "hello!")), "bob"), ["MessageNotification"]);
}

#[test]
fn the_first_method_comes_from_the_negotiation() {
    let mut lab = Lab::new();
    let computer = Caller::new(id("cem"), "computer");
    lab.world.log_in(&computer, PushSettings::announce(), lab.now).unwrap();
    let sent = lab.done("ann", text(users(&["cem"]), "hello"));
    assert_eq!(names(&sent, "cem"), ["MessageNotification", "NewMessage"]);
    lab.world.set_push(&computer, PushSettings::up_to(10)).unwrap();
    let sent = lab.done("ann", text(users(&["cem"]), "hello"));
    assert_eq!(names(&sent, "cem"), ["NewMessage", "NewMessage"]);
}

#[test]
fn a_method_has_to_be_one() {
    let mut lab = Lab::new();
    assert_eq!(lab.code("bob", SetDeliveryMethodRequest::default()), 402);
    assert_eq!(lab.code("bob", method(DeliveryMethod::from("X"), None)), 402);
}

#[test]
fn a_message_waits_for_who_is_away() {
    let mut lab = Lab::new();
    let now = lab.now;
    lab.world.log_out(&phone("bob"), now);
    assert_eq!(lab.done("ann", text(users(&["bob"]), "one")), []);
    assert_eq!(lab.done("cem", text(users(&["bob"]), "two")), []);
    lab.pass(3_600);
    let back = lab.log_in(&phone("bob"));
    let texts = back.iter().filter_map(|it| match &it.primitive {
        Primitive::NewMessage(new) => new.content_data.as_ref().and_then(|data| data.as_text()),
        _ => None,
    });
    let texts = texts.collect::<Vec<_>>();
    assert_eq!(texts, ["one", "two"]);
}

/// `flows.md`, 9: an unacknowledged message is offered again later.
#[test]
fn an_unconfirmed_message_is_offered_again() {
    let mut lab = Lab::new();
    let sent = lab.done("ann", text(users(&["bob"]), "hello"));
    let now = lab.now;
    lab.world.log_out(&phone("bob"), now);
    let again = lab.log_in(&phone("bob"));
    assert_eq!(message_id(&again[0].primitive), message_id(&sent[0].primitive));
    let message_id = message_id(&again[0].primitive);
    lab.done("bob", MessageDelivered { message_id, ..Default::default() });
    lab.world.log_out(&phone("bob"), now);
    assert_eq!(names(&lab.log_in(&phone("bob")), "bob"), [""; 0]);
}

#[test]
fn the_waiting_messages_are_listed() {
    let mut lab = Lab::new();
    let ids: Vec<_> = ["one", "two", "three"]
        .iter()
        .map(|it| message_id(&lab.ask("ann", text(users(&["bob"]), it)).answer))
        .collect();
    assert_eq!(waiting(&mut lab, GetMessageListRequest::default()), ids);
    let two = GetMessageListRequest { message_count: Some(2), ..Default::default() };
    let Primitive::GetMessageListResponse(answer) = lab.ask("bob", two).answer else { panic!() };
    assert_eq!((answer.messages().count(), answer.message_total_count), (2, Some(3)));
}

#[test]
fn an_expired_message_is_not_listed_and_not_sent() {
    let mut lab = Lab::new();
    let now = lab.now;
    lab.world.log_out(&phone("bob"), now);
    let mut request = text(users(&["bob"]), "hello");
    request.message_info.validity = Some(10);
    let message_id = message_id(&lab.ask("ann", request).answer);
    lab.pass(10);
    assert_eq!(names(&lab.log_in(&phone("bob")), "bob"), [""; 0]);
    assert_eq!(waiting(&mut lab, GetMessageListRequest::default()), [""; 0]);
    assert_eq!(lab.code("bob", get(&message_id)), 426);
}
