//! Login, logout, several sessions of a user, and registration.

use crate::common::{Lab, code, id, message_id, names, phone, seen, show, text, to, users, watch};
use imps_csp::access::GetSpInfoRequest;
use imps_csp::contact_list::GetListRequest;
use imps_csp::messaging::{GetMessageRequest, MessageDelivered};
use imps_csp::{Primitive, StatusCode};
use imps_lab::{Account, Caller, Options, PushSettings, RegistrationError, World};
use imps_presence::PresenceAttribute;

#[test]
fn who_has_no_session_gets_604() {
    let mut lab = Lab::empty(Options::default());
    assert_eq!(lab.code("ann", GetListRequest::default()), 604);
    let nobody = Caller::new("wv:nobody@example.com", "phone");
    assert_eq!(code(&lab.ask_from(&nobody, GetListRequest::default())), 604);
}

#[test]
fn an_unknown_user_cannot_log_in() {
    let mut lab = Lab::new();
    for user in ["wv:nobody@example.com", "wv:ann/list@example.com", "wv:a\u{7}nn@example.com", ""] {
        let who = Caller::new(user, "phone");
        assert!(lab.world.log_in(&who, PushSettings::default(), lab.now).is_err(), "{user:?}");
    }
    let elsewhere = Caller::new("wv:ann@other.com", "phone");
    let refused = lab.world.log_in(&elsewhere, PushSettings::default(), lab.now);
    assert_eq!(refused, Err(StatusCode::DOMAIN_NOT_SUPPORTED));
}

/// `official-1.1.md`: `GetSPInfo` works outside a session.
#[test]
fn the_provider_needs_no_session() {
    let mut lab = Lab::empty(Options::default());
    let Primitive::GetSpInfoResponse(info) = lab.ask("ann", GetSpInfoRequest::default()).answer else {
        panic!()
    };
    assert_eq!(info.name, "IMPS lab");
}

#[test]
fn a_user_has_a_limited_number_of_sessions() {
    let mut lab = Lab::new();
    let clients = ["b", "c", "d", "e", "f", "g", "h"];
    for client in clients {
        lab.log_in(&Caller::new(id("ann"), client));
    }
    let one_more = Caller::new(id("ann"), "i");
    let refused = lab.world.log_in(&one_more, PushSettings::default(), lab.now);
    assert_eq!(refused, Err(StatusCode::SERVICE_UNAVAILABLE));
    // A client that logs in again replaces its session.
    lab.log_in(&Caller::new(id("ann"), "b"));
}

/// `guidelines.tsv`, 6: each session takes its own copy.
#[test]
fn every_session_of_a_user_gets_a_message() {
    let mut lab = Lab::new();
    let computer = Caller::new(id("bob"), "computer");
    lab.log_in(&computer);
    let sent = lab.done("ann", text(users(&["bob"]), "hello"));
    assert_eq!(names(&sent, "bob"), ["NewMessage", "NewMessage"]);
    assert_ne!(sent[0].client, sent[1].client);

    let message_id = message_id(&sent[0].primitive);
    lab.done("bob", MessageDelivered { message_id: message_id.clone(), ..Default::default() });
    let get = GetMessageRequest { message_id: message_id.clone(), ..Default::default() };
    assert_eq!(code(&lab.ask_from(&computer, get.clone())), 200);
    lab.ask_from(&computer, MessageDelivered { message_id, ..Default::default() });
    assert_eq!(code(&lab.ask_from(&computer, get)), 426);
}

#[test]
fn a_logout_ends_the_subscriptions_of_the_session() {
    let mut lab = Lab::new();
    lab.done("bob", show(&[PresenceAttribute::StatusText], &[]));
    lab.done("ann", watch(&["bob"]));
    let now = lab.now;
    lab.world.log_out(&phone("ann"), now);
    lab.log_in(&phone("ann"));
    let published = lab.done("bob", crate::common::status_text("out"));
    assert_eq!(seen(&published, "ann"), []);
}

/// `presence/notes.md`: no session at all means `OnlineStatus` with the value F.
#[test]
fn watchers_see_who_comes_and_goes() {
    let mut lab = Lab::new();
    lab.done("bob", show(&[PresenceAttribute::OnlineStatus], &[]));
    lab.done("ann", watch(&["bob"]));
    let now = lab.now;
    let online = |deliveries: &[imps_lab::Delivery]| match to(deliveries, "ann")[..] {
        [Primitive::PresenceNotificationRequest(notice)] => {
            notice.presence[0].presence_sub_list[0].is_online()
        }
        ref other => panic!("{other:?}"),
    };
    assert_eq!(online(&lab.world.log_out(&phone("bob"), now)), Some(false));
    assert_eq!(online(&lab.log_in(&phone("bob"))), Some(true));
}

#[test]
fn users_register_within_limits() {
    let mut options = Options::default();
    options.limits.users = 5;
    let mut lab = Lab::empty(options);
    for (user, expected) in [
        ("wv:ANN@example.com", Err(RegistrationError::Taken)),
        ("wv:eve@other.com", Err(RegistrationError::Address)),
        ("wv:eve\u{1b}[2J@example.com", Err(RegistrationError::Address)),
        ("wv:ann/eve@example.com", Err(RegistrationError::Address)),
        ("wv:eve", Ok(())),
        ("wv:fay", Err(RegistrationError::Full)),
    ] {
        assert_eq!(lab.world.register(Account::new(user)), expected, "{user}");
    }
    lab.log_in(&Caller::new("wv:eve@example.com", "phone"));
    assert_eq!(lab.world.account(&"wv:eve".into()).unwrap().user_id, "wv:eve@example.com");
}

#[test]
fn a_file_with_a_wrong_line_still_makes_a_world() {
    let accounts = [Account::new("wv:ann@example.com"), Account::new("wv:/x"), Account::new("wv:ann")];
    let world = World::new("example.com", accounts, Options::default());
    assert!(world.account(&"wv:ann".into()).is_some());
}
