//! The user who sends messages back.

use crate::common::{Lab, block, id, names, text, to, users, watch};
use imps_csp::common::Party;
use imps_csp::{Primitive, StatusCode};
use imps_lab::{Account, Caller, Options, PushSettings};

fn lab() -> Lab {
    let mut options = Options::default();
    options.echo = Some(Account::new("wv:echo@example.com"));
    Lab::with(options)
}

#[test]
fn a_message_comes_back_and_is_reported() {
    let mut lab = lab();
    let sent = lab.done("ann", text(users(&["echo"]), "hello").with_report(true));
    assert_eq!(names(&sent, "ann"), ["DeliveryReport-Request", "NewMessage"]);
    let Primitive::NewMessage(new) = to(&sent, "ann")[1] else { panic!() };
    let Party::User(sender) = &new.message_info.sender.as_ref().unwrap().party else { panic!() };
    assert_eq!(sender.user_id, Some(id("echo").into()));
    assert_eq!(new.message_info.recipient, Some(users(&["ann"])));
    assert_eq!(new.content_data.as_ref().unwrap().as_text(), Some("hello"));
}

#[test]
fn nothing_comes_back_to_who_blocks_it() {
    let mut lab = lab();
    lab.done("ann", block(&["echo"]));
    assert_eq!(lab.done("ann", text(users(&["echo"]), "hello")), []);
}

#[test]
fn it_is_always_online_and_nobody_logs_in_as_it() {
    let mut lab = lab();
    let seen = lab.done("ann", watch(&["echo"]));
    let Primitive::PresenceNotificationRequest(notice) = to(&seen, "ann")[0] else { panic!() };
    assert_eq!(notice.presence[0].presence_sub_list[0].is_online(), Some(true));
    let refused = lab.world.log_in(&Caller::new(id("echo"), "phone"), PushSettings::default(), lab.now);
    assert_eq!(refused, Err(StatusCode::FORBIDDEN));
}
