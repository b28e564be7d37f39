//! Publishing, reading and watching presence. `flows.md`, 7, and `presence/notes.md`, "Updating".

use crate::common::{Lab, code, id, phone, seen, show, status_text, users, watch};
use imps_core::Version;
use imps_csp::presence::{
    GetPresenceRequest, GetWatcherListRequest, Presence, SubscribePresenceRequest,
    UnsubscribePresenceRequest, UpdatePresenceRequest,
};
use imps_csp::{Primitive, WatcherStatus};
use imps_lab::{Caller, Options};
use imps_presence::PresenceAttribute::{self, OnlineStatus, StatusText, UserAvailability};
use imps_presence::{Flag, PresenceSubList, StatusContent, Unqualified};

const ALL: &[PresenceAttribute] = PresenceAttribute::ALL;

fn update(list: PresenceSubList<'static>) -> UpdatePresenceRequest<'static> {
    UpdatePresenceRequest { presence_sub_list: Box::new(list), ..Default::default() }
}

fn presence(lab: &mut Lab, asker: &str, user: &str) -> Presence<'static> {
    let request = GetPresenceRequest::default().with_user_ids(Version::V1_3, [id(user).into()]);
    let Primitive::GetPresenceResponse(answer) = lab.ask(asker, request).answer else { panic!() };
    answer.presence[0].clone()
}

fn list(lab: &mut Lab, asker: &str, user: &str) -> PresenceSubList<'static> {
    presence(lab, asker, user).presence_sub_list.remove(0)
}

fn watchers(lab: &mut Lab, request: GetWatcherListRequest<'static>) -> Vec<(String, WatcherStatus<'static>)> {
    let Primitive::GetWatcherListResponse(answer) = lab.ask("bob", request).answer else { panic!() };
    answer.watchers().map(|(user, status)| (user.as_str().to_owned(), status.unwrap().clone())).collect()
}

#[test]
fn watchers_get_changes_only() {
    let mut lab = Lab::new();
    lab.done("bob", show(ALL, &[]));
    let first = lab.done("ann", watch(&["bob"]));
    assert_eq!(seen(&first, "ann"), [("bob".into(), vec![OnlineStatus])]);
    let changed = lab.done("bob", status_text("out"));
    assert_eq!(seen(&changed, "ann"), [("bob".into(), vec![StatusText])]);
    // The same value again is no change.
    assert_eq!(lab.done("bob", status_text("out")), []);
}

#[test]
fn watchers_get_only_what_they_asked_for() {
    let mut lab = Lab::new();
    lab.done("bob", show(ALL, &[]));
    let wanted = PresenceSubList::names([UserAvailability]);
    let request = SubscribePresenceRequest { presence_sub_list: Some(Box::new(wanted)), ..watch(&["bob"]) };
    assert_eq!(seen(&lab.done("ann", request), "ann"), []);
    assert_eq!(seen(&lab.done("bob", status_text("out")), "ann"), []);
    let available = imps_presence::UserAvailability::new(imps_presence::UserAvailabilityValue::Available);
    let list = PresenceSubList { user_availability: Some(available), ..PresenceSubList::default() };
    assert_eq!(seen(&lab.done("bob", update(list)), "ann"), [("bob".into(), vec![UserAvailability])]);
}

#[test]
fn nobody_hears_after_the_end_of_a_subscription() {
    let mut lab = Lab::new();
    lab.done("bob", show(ALL, &[]));
    lab.done("ann", watch(&["bob"]));
    let end = UnsubscribePresenceRequest::default().with_user_ids(Version::V1_3, [id("bob").into()]);
    lab.done("ann", end);
    assert_eq!(lab.done("bob", status_text("out")), []);
}

/// `client-needs.md`: a client asks for its own presence after the login.
#[test]
fn ones_own_presence_has_a_list() {
    let mut lab = Lab::new();
    assert_eq!(list(&mut lab, "bob", "bob").is_online(), Some(true));
}

#[test]
fn an_unknown_user_is_named_in_the_answer() {
    let mut lab = Lab::new();
    let both = [id("bob").into(), id("nobody").into()];
    let request = GetPresenceRequest::default().with_user_ids(Version::V1_3, both);
    let answer = lab.ask("ann", request);
    assert_eq!(code(&answer), 201);
    assert_eq!(answer.answer.outcome().unwrap().detailed_result[0].user_id, [id("nobody")]);
    assert_eq!(lab.code("ann", watch(&["nobody"])), 900);
    assert_eq!(lab.code("ann", watch(&[])), 400);
}

#[test]
fn a_user_cannot_publish_that_she_is_offline_but_can_hide() {
    let mut lab = Lab::new();
    lab.done("bob", show(ALL, &[]));
    let lie = imps_presence::OnlineStatus::new(false);
    let one = |status| PresenceSubList { online_status: vec![status], ..PresenceSubList::default() };
    lab.done("bob", update(one(lie)));
    assert_eq!(list(&mut lab, "ann", "bob").is_online(), Some(true));
    let hidden = imps_presence::OnlineStatus { qualifier: Some(false), ..Default::default() };
    lab.done("bob", update(one(hidden)));
    let shown = list(&mut lab, "ann", "bob");
    assert_eq!(shown.is_online(), None);
    assert_eq!(shown.online_status[0].presence_value, None);
    assert_eq!(list(&mut lab, "bob", "bob").online_status[0].presence_value, Some(Flag::True));
}

/// `presence/notes.md`: user attributes come from the newest session that set them, attributes of
/// clients are listed once per client.
#[test]
fn the_presence_of_several_sessions_is_their_union() {
    let mut lab = Lab::new();
    lab.done("bob", show(ALL, &[]));
    let computer = Caller::new(id("bob"), "computer");
    lab.log_in(&computer);
    lab.ask_from(&computer, status_text("at the computer"));
    let view = list(&mut lab, "ann", "bob");
    let clients: Vec<_> =
        view.online_status.iter().map(|it| it.client_id.clone().unwrap().url.unwrap()).collect();
    assert_eq!(clients, ["computer", "phone"]);
    let text = |view: &PresenceSubList<'_>| {
        view.status_text.as_ref().unwrap().value(Unqualified::Invalid).unwrap().to_string()
    };
    assert_eq!(text(&view), "at the computer");
    lab.done("bob", status_text("out"));
    assert_eq!(text(&list(&mut lab, "ann", "bob")), "out");
    let now = lab.now;
    lab.world.log_out(&phone("bob"), now);
    assert_eq!(text(&list(&mut lab, "ann", "bob")), "at the computer");
    lab.world.log_out(&computer, now);
    let gone = list(&mut lab, "ann", "bob");
    assert_eq!((gone.is_online(), gone.status_text), (Some(false), None));
}

#[test]
fn presence_has_a_limit() {
    let mut options = Options::default();
    options.limits.presence_bytes = 1_000;
    let mut lab = Lab::with(options);
    assert_eq!(lab.code("bob", status_text(&"x".repeat(1_001))), 751);
    lab.done("bob", status_text("x"));
}

#[test]
fn subscriptions_have_a_limit() {
    let mut options = Options::default();
    options.limits.subscriptions = 1;
    let mut lab = Lab::with(options);
    lab.done("ann", watch(&["bob"]));
    lab.done("ann", watch(&["bob"]));
    assert_eq!(lab.code("ann", watch(&["cem"])), 754);
}

#[test]
fn the_watchers_are_listed() {
    let mut lab = Lab::new();
    lab.done("ann", watch(&["bob"]));
    let current = |name| (id(name), WatcherStatus::CurrentSubscriber);
    assert_eq!(watchers(&mut lab, GetWatcherListRequest::default()), [current("ann")]);
    let once = GetPresenceRequest::default().with_user_ids(Version::V1_3, [id("bob").into()]);
    lab.done("cem", once);
    lab.done("dia", watch(&["bob"]));
    let end = UnsubscribePresenceRequest::default().with_user_ids(Version::V1_3, [id("bob").into()]);
    lab.done("dia", end);
    lab.pass(10);
    let history = GetWatcherListRequest { history_period: Some(60), ..Default::default() };
    let expected = [
        current("ann"),
        (id("cem"), WatcherStatus::PresenceAccess),
        (id("dia"), WatcherStatus::FormerSubscriber),
    ];
    assert_eq!(watchers(&mut lab, history.clone()), expected);
    lab.pass(60);
    assert_eq!(watchers(&mut lab, history.clone()), [current("ann")]);
    let few = GetWatcherListRequest { max_watcher_list: Some(0), ..history };
    let Primitive::GetWatcherListResponse(answer) = lab.ask("bob", few).answer else { panic!() };
    assert_eq!((answer.watcher.len(), answer.watcher_count), (0, Some(1)));
}

#[test]
fn a_message_does_not_change_presence() {
    let mut lab = Lab::new();
    lab.done("bob", show(ALL, &[]));
    lab.done("ann", watch(&["bob"]));
    let sent = lab.done("bob", crate::common::text(users(&["cem"]), "hello"));
    assert_eq!(seen(&sent, "ann"), []);
}

/// `guidelines.tsv`, 7: the sessions of a user stay in step.
#[test]
fn a_session_that_watches_its_own_user_hears_of_the_other_sessions() {
    let mut lab = Lab::new();
    lab.done("bob", watch(&["bob"]));
    let computer = Caller::new(id("bob"), "computer");
    let online = lab.log_in(&computer);
    assert_eq!(seen(&online, "bob"), [("bob".into(), vec![OnlineStatus, OnlineStatus])]);
    let published = lab.ask_from(&computer, status_text("out"));
    assert_eq!(seen(&published.deliveries, "bob"), [("bob".into(), vec![StatusText])]);
    // The session that publishes knows it.
    assert_eq!(lab.done("bob", status_text("in")), []);
}

#[test]
fn bytes_in_presence_count_for_its_limit() {
    let mut options = Options::default();
    options.limits.presence_bytes = 1_000;
    let mut lab = Lab::with(options);
    let with = |count| {
        let content = StatusContent { direct_content: Some(vec![b'x'; count].into()), ..Default::default() };
        update(PresenceSubList { status_content: Some(Box::new(content)), ..PresenceSubList::default() })
    };
    assert_eq!(lab.code("bob", with(1_001)), 751);
    lab.done("bob", with(100));
}
