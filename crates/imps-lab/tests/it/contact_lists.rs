//! The rules of contact lists. `flows.md`, 6.

use crate::common::{Lab, id, old_phone, seen, show, users};
use imps_core::Version;
use imps_csp::common::NickName;
use imps_csp::contact_list::{
    AddNickList, ContactListProperties, CreateListRequest, DeleteListRequest, GetListRequest, ListChange,
    ListManageRequest, ListMember, NickList, RemoveNickList,
};
use imps_csp::presence::SubscribePresenceRequest;
use imps_csp::{Outcome, Primitive, Property, StatusCode};
use imps_lab::{Caller, Options};
use imps_presence::PresenceAttribute;

fn list(name: &str) -> String {
    format!("wv:ann/{name}@example.com")
}

fn create(name: &str, members: &[&str]) -> CreateListRequest<'static> {
    let members = members.iter().map(|name| ListMember::from(NickName::new(name.to_uppercase(), id(name))));
    let nick_list = Some(members.collect::<NickList<'_>>());
    CreateListRequest { contact_list: list(name).into(), nick_list, ..Default::default() }
}

fn manage(name: &str, change: impl Into<Option<ListChange<'static>>>) -> ListManageRequest<'static> {
    let (contact_list, change) = (Some(list(name).into()), change.into());
    ListManageRequest { contact_list, change, receive_list: Some(true), ..Default::default() }
}

fn add(members: &[&str]) -> ListChange<'static> {
    let members = members.iter().map(|name| ListMember::Unnamed(id(name).into()));
    ListChange::Add(members.collect::<AddNickList<'_>>())
}

fn remove(members: &[&str]) -> ListChange<'static> {
    ListChange::Remove(members.iter().map(|name| id(name).into()).collect::<RemoveNickList<'_>>())
}

fn properties(pairs: &[(&'static str, &'static str)]) -> ContactListProperties<'static> {
    pairs.iter().map(|(name, value)| Property::new(*name, *value)).collect()
}

/// The members in the answer to a request, with their names.
fn members(lab: &mut Lab, request: ListManageRequest<'static>) -> Vec<(String, Option<String>)> {
    let Primitive::ListManageResponse(answer) = lab.ask("ann", request).answer else { panic!() };
    let members = answer.nick_list.unwrap().members;
    let pair = |member: &ListMember<'_>| {
        (member.user_id().as_str().to_owned(), member.name().map(ToString::to_string))
    };
    members.iter().map(pair).collect()
}

fn lists(lab: &mut Lab) -> (Vec<String>, Option<String>) {
    let Primitive::GetListResponse(answer) = lab.ask("ann", GetListRequest::default()).answer else {
        panic!()
    };
    let lists = answer.contact_lists().map(|list| list.as_str().to_owned()).collect();
    (lists, answer.default_contact_list.map(|list| list.as_str().to_owned()))
}

#[test]
fn a_list_is_created_read_changed_and_deleted() {
    let mut lab = Lab::new();
    lab.done("ann", create("friends", &["bob"]));
    assert_eq!(members(&mut lab, manage("friends", None)), [(id("bob"), Some("BOB".into()))]);
    let more = members(&mut lab, manage("friends", add(&["cem", "dia"])));
    assert_eq!(more.len(), 3);
    assert_eq!(members(&mut lab, manage("friends", remove(&["bob", "cem"]))), [(id("dia"), None)]);
    lab.done("ann", DeleteListRequest { contact_list: list("friends").into(), ..Default::default() });
    assert_eq!(lists(&mut lab), (vec![], None));
}

#[test]
fn a_created_list_answers_with_its_properties() {
    let mut lab = Lab::new();
    let request = CreateListRequest {
        contact_list_properties: Some(properties(&[("DisplayName", "My friends")])),
        ..create("friends", &[])
    };
    let Primitive::CreateListResponse(answer) = lab.ask("ann", request).answer else { panic!() };
    let created = answer.contact_list_properties.unwrap();
    assert_eq!(created.get("DisplayName").unwrap(), "My friends");
    assert_eq!(created.get("Default").unwrap(), "T");
}

#[test]
fn the_first_list_is_the_default_and_another_one_follows_it() {
    let mut lab = Lab::new();
    lab.done("ann", create("friends", &[]));
    lab.done("ann", create("work", &[]));
    assert_eq!(lists(&mut lab), (vec![list("friends"), list("work")], Some(list("friends"))));
    lab.done("ann", DeleteListRequest { contact_list: list("friends").into(), ..Default::default() });
    assert_eq!(lists(&mut lab), (vec![list("work")], Some(list("work"))));
    lab.done("ann", create("friends", &[]));
    let change = ListChange::Properties(properties(&[("Default", "T")]));
    lab.done("ann", manage("friends", Some(change)));
    assert_eq!(lists(&mut lab).1, Some(list("friends")));
}

#[test]
fn a_list_exists_once() {
    let mut lab = Lab::new();
    lab.done("ann", create("friends", &[]));
    assert_eq!(lab.code("ann", create("FRIENDS", &[])), 701);
}

#[test]
fn the_lists_of_others_do_not_exist() {
    let mut lab = Lab::new();
    lab.done("ann", create("friends", &["bob"]));
    assert_eq!(lab.code("bob", manage("friends", None)), 700);
    assert_eq!(lab.code("bob", manage("friends", add(&["cem"]))), 700);
    assert_eq!(lab.code("bob", create("theirs", &[])), 700);
    let delete = DeleteListRequest { contact_list: list("friends").into(), ..Default::default() };
    assert_eq!(lab.code("bob", delete), 700);
    assert_eq!(members(&mut lab, manage("friends", None)).len(), 1);
}

#[test]
fn a_list_that_does_not_exist_has_its_code() {
    let mut lab = Lab::new();
    assert_eq!(lab.code("ann", manage("friends", None)), 700);
    assert_eq!(lab.code("ann", manage("bad%01", None)), 752);
    assert_eq!(lab.code("ann", create("bad%0D", &[])), 752);
    assert_eq!(lab.code("ann", ListManageRequest::default()), 400);
}

#[test]
fn unknown_members_are_named_and_the_others_are_added() {
    let mut lab = Lab::new();
    let performed = lab.ask("ann", create("friends", &["bob", "nobody"]));
    let Outcome { code, detailed_result, .. } = performed.answer.outcome().unwrap();
    assert_eq!(*code, Some(StatusCode::PARTIALLY_SUCCESSFUL));
    assert_eq!(detailed_result[0].code, Some(StatusCode::UNKNOWN_USER));
    assert_eq!(detailed_result[0].user_id, [id("nobody")]);
    assert_eq!(members(&mut lab, manage("friends", None)).len(), 1);
    assert_eq!(lab.code("ann", manage("friends", remove(&["cem"]))), 900);
}

#[test]
fn names_with_control_characters_are_refused() {
    let mut lab = Lab::new();
    lab.done("ann", create("friends", &[]));
    let bad = AddNickList::from_iter([ListMember::from(NickName::new("Bo\u{7f}b", id("bob")))]);
    assert_eq!(lab.code("ann", manage("friends", Some(ListChange::Add(bad)))), 900);
    let bad = ListChange::Properties(properties(&[("DisplayName", "a\nb")]));
    assert_eq!(lab.code("ann", manage("friends", Some(bad))), 752);
    let unknown = ListChange::Properties(properties(&[("Colour", "red")]));
    assert_eq!(lab.code("ann", manage("friends", Some(unknown))), 752);
}

#[test]
fn lists_and_members_have_limits() {
    let mut options = Options::default();
    (options.limits.contact_lists, options.limits.contacts) = (1, 1);
    let mut lab = Lab::with(options);
    let performed = lab.ask("ann", create("friends", &["bob", "cem"]));
    let detailed = &performed.answer.outcome().unwrap().detailed_result[0];
    assert_eq!(detailed.code, Some(StatusCode::TOO_MANY_CONTACTS));
    assert_eq!(detailed.user_id, [id("cem")]);
    assert_eq!(lab.code("ann", create("work", &[])), 753);
}

/// `notes.md`, "Version differences at a glance": 1.1 always gets the members, later versions ask.
#[test]
fn members_are_sent_to_who_asks_and_to_1_1() {
    let mut lab = Lab::new();
    lab.done("ann", create("friends", &["bob"]));
    let silent = ListManageRequest { receive_list: Some(false), ..manage("friends", None) };
    let Primitive::ListManageResponse(answer) = lab.ask("ann", silent).answer else { panic!() };
    assert_eq!(answer.nick_list, None);
    let old = ListManageRequest { receive_list: None, ..manage("friends", None) };
    let asked = lab.ask_from(&old_phone("ann", Version::V1_1), old);
    let Primitive::ListManageResponse(answer) = asked.answer else { panic!() };
    assert_eq!(answer.nick_list.unwrap().members.len(), 1);
}

#[test]
fn a_member_can_be_authorised_and_granted_at_once() {
    let mut lab = Lab::new();
    lab.done("ann", create("friends", &[]));
    lab.done("bob", crate::common::watch(&["ann"]));
    let request = ListManageRequest { authorize_and_grant: Some(true), ..manage("friends", add(&["bob"])) };
    let shown = lab.done("ann", request);
    assert_eq!(seen(&shown, "bob")[0].0, "ann");
}

#[test]
fn new_members_of_a_watched_list_are_watched() {
    let mut lab = Lab::new();
    lab.done("bob", show(&[PresenceAttribute::OnlineStatus], &[]));
    lab.done("ann", create("friends", &[]));
    let request = SubscribePresenceRequest { auto_subscribe: Some(true), ..Default::default() };
    lab.done("ann", request.with_contact_lists(Version::V1_3, [list("friends").into()]));
    let added = lab.done("ann", manage("friends", add(&["bob"])));
    assert_eq!(seen(&added, "ann"), [("bob".into(), vec![PresenceAttribute::OnlineStatus])]);
    let gone = {
        let now = lab.now;
        lab.world.log_out(&crate::common::phone("bob"), now)
    };
    assert_eq!(seen(&gone, "ann").len(), 1);
}

/// `guidelines.tsv`, 7: the sessions of a user stay in step.
#[test]
fn other_sessions_hear_of_changes_if_they_want() {
    use imps_csp::NotificationType;
    use imps_csp::common::{NotificationTypeList, SubscribeNotificationRequest};
    let mut lab = Lab::new();
    let computer = Caller::new(id("ann"), "computer");
    lab.log_in(&computer);
    let types = vec![NotificationType::ContactListCreated, NotificationType::ContactListDeleted];
    let list = NotificationTypeList { notification_types: types, ..Default::default() };
    let wish = SubscribeNotificationRequest { notification_type_list: Some(list), ..Default::default() };
    lab.ask_from(&computer, wish);
    let created = lab.done("ann", create("friends", &["bob"]));
    let [Primitive::NotificationRequest(notice)] = crate::common::to(&created, "ann")[..] else { panic!() };
    assert_eq!(notice.notification_type, Some(NotificationType::ContactListCreated));
    let changed = lab.done("ann", manage("friends", add(&["cem"])));
    assert_eq!(changed, []);
}

#[test]
fn a_message_to_a_list_reaches_its_members() {
    let mut lab = Lab::new();
    lab.done("ann", create("friends", &["bob", "cem"]));
    let mut recipient = users(&["cem"]);
    recipient.contact_lists = vec![list("friends").into()];
    let sent = lab.done("ann", crate::common::text(recipient.clone(), "hello"));
    assert_eq!(crate::common::names(&sent, "bob"), ["NewMessage"]);
    // Once, though she is named twice.
    assert_eq!(crate::common::names(&sent, "cem"), ["NewMessage"]);
    assert_eq!(lab.code("bob", crate::common::text(recipient, "hello")), 201);
}

#[test]
fn members_who_cannot_be_authorised_are_not_added() {
    let mut options = Options::default();
    (options.limits.attribute_lists, options.limits.contacts) = (1, 2);
    let mut lab = Lab::with(options);
    lab.done("ann", create("friends", &["dia"]));
    lab.done("bob", crate::common::watch(&["ann"]));
    let request = |names: &[&str]| ListManageRequest {
        authorize_and_grant: Some(true),
        ..manage("friends", add(names))
    };
    let refused = lab.ask("ann", request(&["dia", "bob"]));
    assert_eq!((crate::common::code(&refused), seen(&refused.deliveries, "bob")), (755, vec![]));
    assert_eq!(members(&mut lab, manage("friends", None)), [(id("dia"), Some("DIA".to_owned()))]);
    // Only users who become members need room.
    assert_eq!(lab.code("ann", request(&["bob", "cem"])), 201);
    assert_eq!(members(&mut lab, manage("friends", None)).len(), 2);
}
