//! Reactive authorisation. `flows.md`, 8.

use crate::common::{Lab, USERS, id, names, old_phone, seen, show, status_text, to, watch};
use imps_core::Version;
use imps_csp::presence::{
    CancelAuthRequest, CreateAttributeListRequest, GetReactiveAuthStatusRequest, PresenceAuthUser,
    SubscribePresenceRequest,
};
use imps_csp::{NotificationType, Primitive, ReactiveAuthState};
use imps_lab::{Delivery, Options};
use imps_presence::PresenceAttribute::{Alias, OnlineStatus, StatusText};
use imps_presence::PresenceSubList;

/// Everybody has a session of 1.2, except cem, who has one of 1.3.
fn lab() -> Lab {
    let mut lab = Lab::empty(Options::default());
    for name in USERS {
        let version = if name == "cem" { Version::V1_3 } else { Version::V1_2 };
        lab.log_in(&old_phone(name, version));
    }
    lab
}

fn decide(name: &str, acceptance: bool) -> PresenceAuthUser<'static> {
    PresenceAuthUser { user_id: id(name).into(), acceptance, ..Default::default() }
}

fn watch_two(name: &str) -> SubscribePresenceRequest<'static> {
    let wanted = PresenceSubList::names([OnlineStatus, StatusText]);
    SubscribePresenceRequest { presence_sub_list: Some(Box::new(wanted)), ..watch(&[name]) }
}

/// The users about whom a user is asked, with the kind of the question.
fn questions(deliveries: &[Delivery], name: &str) -> Vec<(NotificationType<'static>, String)> {
    let questions = to(deliveries, name).into_iter().filter_map(|primitive| match primitive {
        Primitive::NotificationRequest(notice) => Some(notice),
        _ => None,
    });
    questions
        .map(|notice| {
            let user = notice.user_id_list.as_ref().unwrap().user_ids[0].as_str().to_owned();
            (notice.notification_type.clone().unwrap(), user)
        })
        .collect()
}

fn states(lab: &mut Lab) -> Vec<(String, ReactiveAuthState<'static>)> {
    let asked = lab.ask_from(&old_phone("bob", Version::V1_2), GetReactiveAuthStatusRequest::default());
    let Primitive::GetReactiveAuthStatusResponse(answer) = asked.answer else { panic!() };
    let statuses = answer.reactive_auth_status_list.statuses.into_iter();
    statuses.map(|it| (it.user_id.as_str().to_owned(), it.reactive_auth_state)).collect()
}

#[test]
fn an_old_client_is_asked_once_about_each_watcher() {
    let mut lab = lab();
    let asked = lab.done("ann", watch_two("bob"));
    assert_eq!(questions(&asked, "bob"), [(NotificationType::AuthorizationNeededUser, id("ann"))]);
    assert_eq!(seen(&asked, "ann"), []);
    assert_eq!(questions(&lab.done("ann", watch_two("bob")), "bob"), []);
    assert_eq!(states(&mut lab), [(id("ann"), ReactiveAuthState::Pending)]);
}

#[test]
fn a_granted_watcher_sees_what_she_asked_for() {
    let mut lab = lab();
    lab.done("bob", status_text("out"));
    lab.done("ann", watch_two("bob"));
    let granted = lab.done("bob", decide("ann", true));
    assert_eq!(seen(&granted, "ann"), [("bob".into(), vec![OnlineStatus, StatusText])]);
    assert_eq!(states(&mut lab), [(id("ann"), ReactiveAuthState::Granted)]);
}

/// 1.2 names the attributes in the decision.
#[test]
fn a_decision_can_name_the_attributes() {
    let mut lab = lab();
    lab.done("bob", status_text("out"));
    lab.done("ann", watch_two("bob"));
    let list = PresenceSubList::names([StatusText]);
    let decision = PresenceAuthUser { presence_sub_list: Some(Box::new(list)), ..decide("ann", true) };
    assert_eq!(seen(&lab.done("bob", decision), "ann"), [("bob".into(), vec![StatusText])]);
}

#[test]
fn a_denied_watcher_sees_nothing_though_others_do() {
    let mut lab = lab();
    lab.done("bob", show(&[Alias], &[]));
    lab.done("ann", watch_two("bob"));
    assert_eq!(lab.done("bob", decide("ann", false)), []);
    lab.done("bob", show(&[StatusText], &[]));
    assert_eq!(seen(&lab.done("bob", status_text("out")), "ann"), []);
    assert_eq!(states(&mut lab), [(id("ann"), ReactiveAuthState::Denied)]);
}

#[test]
fn a_withdrawn_decision_ends_and_is_asked_for_again() {
    let mut lab = lab();
    lab.done("ann", watch_two("bob"));
    lab.done("bob", decide("ann", true));
    lab.done("bob", CancelAuthRequest { user_id: id("ann").into(), ..Default::default() });
    assert_eq!(seen(&lab.done("bob", status_text("out")), "ann"), []);
    assert_eq!(questions(&lab.done("ann", watch_two("bob")), "bob").len(), 1);
}

#[test]
fn who_is_offline_is_asked_after_the_login() {
    let mut lab = lab();
    let now = lab.now;
    lab.world.log_out(&old_phone("bob", Version::V1_2), now);
    assert_eq!(names(&lab.done("ann", watch_two("bob")), "bob"), [""; 0]);
    let waiting = lab.log_in(&old_phone("bob", Version::V1_1));
    assert_eq!(questions(&waiting, "bob").len(), 1);
    lab.done("bob", decide("ann", true));
    lab.world.log_out(&old_phone("bob", Version::V1_1), now);
    assert_eq!(questions(&lab.log_in(&old_phone("bob", Version::V1_1)), "bob"), []);
}

/// 1.3 has flags instead: nobody is asked without them.
#[test]
fn a_client_of_1_3_is_asked_if_it_wants() {
    let mut lab = lab();
    assert_eq!(questions(&lab.done("ann", watch_two("cem")), "cem"), []);
    let wish = CreateAttributeListRequest { default_notify: Some(true), ..show(&[OnlineStatus], &[]) };
    lab.done("cem", wish);
    let asked = lab.done("bob", watch_two("cem"));
    assert_eq!(questions(&asked, "cem"), [(NotificationType::AuthorizationNeededDefault, id("bob"))]);
    // A list for the watcher is the decision.
    let shown = lab.done("cem", show(&[OnlineStatus, StatusText], &["bob"]));
    assert_eq!(seen(&shown, "bob"), []);
    assert_eq!(seen(&lab.done("cem", status_text("out")), "bob"), [("cem".into(), vec![StatusText])]);
}

#[test]
fn nobody_is_asked_about_who_may_see_it_already() {
    let mut lab = lab();
    lab.done("bob", show(&[OnlineStatus, StatusText], &["ann"]));
    assert_eq!(questions(&lab.done("ann", watch_two("bob")), "bob"), []);
}

#[test]
fn open_questions_have_a_limit_and_the_oldest_goes() {
    let mut options = Options::default();
    options.limits.watchers = 2;
    let mut lab = Lab::empty(options);
    for name in USERS {
        lab.log_in(&old_phone(name, Version::V1_2));
    }
    for name in ["ann", "cem", "dia"] {
        lab.done(name, watch_two("bob"));
    }
    let asked: Vec<_> = states(&mut lab).into_iter().map(|(user, _)| user).collect();
    assert_eq!(asked, [id("cem"), id("dia")]);
}

#[test]
fn a_decision_about_an_unknown_user_is_refused() {
    let mut lab = lab();
    assert_eq!(lab.code("bob", decide("nobody", true)), 531);
    assert_eq!(
        lab.code("bob", CancelAuthRequest { user_id: id("nobody").into(), ..Default::default() }),
        531
    );
}
