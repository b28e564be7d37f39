//! The rules of groups. `flows.md`, 11.

mod messages;
mod privileges;

use crate::common::{Lab, code, group, id, names, phone, to};
use imps_core::Data;
use imps_csp::common::ScreenName;
use imps_csp::group::{
    CreateGroupRequest, DeleteGroupRequest, GetGroupPropsRequest, GetJoinedUsersRequest, GroupProperties,
    JoinGroupRequest, LeaveGroupRequest, SetGroupPropsRequest, SubscribeGroupNoticeRequest, SubscribeType,
    WelcomeNote,
};
use imps_csp::messaging::SetDeliveryMethodRequest;
use imps_csp::{DeliveryMethod, OwnProperties, Primitive};
use imps_lab::Options;

pub(crate) fn create(properties: &[(&'static str, &'static str)]) -> CreateGroupRequest<'static> {
    CreateGroupRequest {
        group_id: Some(group("chat").into()),
        group_properties: Some(properties.iter().copied().collect()),
        join_group: Some(true),
        subscribe_notification: Some(true),
        ..Default::default()
    }
}

pub(crate) fn join() -> JoinGroupRequest<'static> {
    JoinGroupRequest {
        group_id: group("chat").into(),
        joined_request: Some(true),
        subscribe_notification: true,
        ..Default::default()
    }
}

pub(crate) fn join_as(name: &'static str) -> JoinGroupRequest<'static> {
    JoinGroupRequest { screen_name: Some(ScreenName::new(name, group("chat"))), ..join() }
}

fn leave() -> LeaveGroupRequest<'static> {
    LeaveGroupRequest { group_id: group("chat").into(), ..Default::default() }
}

fn delete() -> DeleteGroupRequest<'static> {
    DeleteGroupRequest { group_id: group("chat").into(), ..Default::default() }
}

fn set(properties: &[(&'static str, &'static str)]) -> SetGroupPropsRequest<'static> {
    SetGroupPropsRequest {
        group_id: group("chat").into(),
        group_properties: Some(properties.iter().copied().collect()),
        ..Default::default()
    }
}

pub(crate) fn set_own(properties: &[(&'static str, &'static str)]) -> SetGroupPropsRequest<'static> {
    SetGroupPropsRequest {
        group_id: group("chat").into(),
        own_properties: Some(properties.iter().copied().collect()),
        ..Default::default()
    }
}

fn read(lab: &mut Lab, name: &str) -> (GroupProperties<'static>, OwnProperties<'static>) {
    let request = GetGroupPropsRequest { group_id: group("chat").into(), ..Default::default() };
    let Primitive::GetGroupPropsResponse(answer) = lab.ask(name, request).answer else { panic!() };
    (answer.group_properties, answer.own_properties)
}

/// A group of ann, who is in it.
pub(crate) fn lab(properties: &[(&'static str, &'static str)]) -> Lab {
    let mut lab = Lab::new();
    lab.done("ann", create(properties));
    lab
}

#[test]
fn a_group_belongs_to_its_creator() {
    let mut lab = Lab::new();
    assert_eq!(lab.code("bob", create(&[])), 806);
    let public = CreateGroupRequest { group_id: Some("wv:/chat@example.com".into()), ..create(&[]) };
    assert_eq!(lab.code("bob", public), 806);
    lab.done("ann", create(&[]));
    assert_eq!(lab.code("ann", create(&[])), 801);
    let (properties, own) = read(&mut lab, "ann");
    assert_eq!(
        (properties.active_users(), properties.group_type()),
        (Some(1), Some(imps_csp::GroupType::Private))
    );
    assert_eq!((own.privilege_level(), own.is_member()), (Some(imps_csp::PrivilegeLevel::Admin), Some(true)));
}

#[test]
fn groups_have_limits() {
    let mut options = Options::default();
    (options.limits.own_groups, options.limits.groups) = (1, 2);
    let mut lab = Lab::with(options);
    let of = |owner: &str, name: &str| CreateGroupRequest {
        group_id: Some(format!("wv:{owner}/{name}@example.com").into()),
        ..create(&[])
    };
    lab.done("ann", of("ann", "one"));
    assert_eq!(lab.code("ann", of("ann", "two")), 814);
    lab.done("bob", of("bob", "one"));
    assert_eq!(lab.code("cem", of("cem", "one")), 815);
}

#[test]
fn properties_have_to_make_sense() {
    let mut lab = Lab::new();
    for bad in [
        ("AccessType", "Secret"),
        ("Type", "Public"),
        ("Searchable", "perhaps"),
        ("MaxActiveUsers", "many"),
        ("Name", "a\u{9b}b"),
        ("", "x"),
    ] {
        assert_eq!(lab.code("ann", create(&[bad])), 806, "{bad:?}");
    }
    assert_eq!(lab.code("ann", create(&[("Searchable", "T")])), 822);
    lab.done("ann", create(&[("Searchable", "T"), ("Name", "Chat"), ("Vendor-Thing", "1")]));
    assert_eq!(lab.code("ann", set(&[("AccessType", "Secret")])), 806);
    lab.done("ann", set(&[("Topic", "All"), ("ActiveUsers", "99")]));
    let (properties, _) = read(&mut lab, "bob");
    assert_eq!((properties.topic(), properties.active_users()), (Some("All"), Some(1)));
    assert_eq!(properties.get("vendor-thing"), Some("1"));
}

#[test]
fn properties_have_limits() {
    let mut options = Options::default();
    (options.limits.properties, options.limits.text_bytes) = (6, 20);
    let mut lab = Lab::with(options);
    assert_eq!(lab.code("ann", create(&[("a", "1"), ("b", "1")])), 806);
    assert_eq!(lab.code("ann", create(&[("a", "123456789012345678901")])), 806);
    lab.done("ann", create(&[("a", "1")]));
}

#[test]
fn who_joins_sees_names_and_the_welcome_note() {
    let mut lab = Lab::new();
    let mut request = create(&[]);
    request.group_properties.as_mut().unwrap().welcome_note = Some(WelcomeNote::text("Hello!"));
    request.screen_name = Some(ScreenName::new("Boss", group("chat")));
    lab.done("ann", request);
    let Primitive::JoinGroupResponse(answer) = lab.ask("bob", join_as("Bobby")).answer else { panic!() };
    assert_eq!(answer.joined_names().collect::<Vec<_>>(), ["Boss", "Bobby"]);
    // Only one's own address is shown, unless others show theirs.
    assert_eq!(answer.joined_user_ids().collect::<Vec<_>>(), [&id("bob")]);
    assert_eq!(answer.screen_name.unwrap().name, "Bobby");
    assert_eq!(answer.welcome_note.unwrap().content_data.as_text(), Some("Hello!"));
    lab.done("ann", set_own(&[("ShowID", "T")]));
    let Primitive::JoinGroupResponse(answer) = lab.ask("cem", join()).answer else { panic!() };
    assert_eq!(answer.joined_user_ids().collect::<Vec<_>>(), [&id("ann"), &id("cem")]);
}

#[test]
fn nobody_is_told_who_is_in_a_group_unasked() {
    let mut lab = lab(&[]);
    let request = JoinGroupRequest { joined_request: Some(false), ..join() };
    let Primitive::JoinGroupResponse(answer) = lab.ask("bob", request).answer else { panic!() };
    assert_eq!(answer.joined, None);
}

#[test]
fn a_session_joins_once() {
    let mut lab = lab(&[]);
    lab.done("bob", join());
    assert_eq!(lab.code("bob", join()), 807);
    let nothing = JoinGroupRequest { group_id: group("nothing").into(), ..join() };
    assert_eq!(lab.code("bob", nothing), 800);
    assert_eq!(
        lab.code("bob", JoinGroupRequest { group_id: "wv:ann/c%01@example.com".into(), ..join() }),
        806
    );
}

#[test]
fn a_group_for_members_admits_members() {
    let mut lab = lab(&[("AccessType", "Restricted")]);
    assert_eq!(lab.code("bob", join()), 816);
    lab.done("ann", privileges::add(&["bob"]));
    lab.done("bob", join());
}

#[test]
fn a_screen_name_is_unique() {
    let mut lab = lab(&[]);
    lab.done("bob", join_as("Star"));
    assert_eq!(lab.code("cem", join_as("Star")), 811);
    for bad in ["", " ", "a\u{85}b"] {
        assert_eq!(lab.code("cem", join_as(bad)), 402, "{bad:?}");
    }
    // Without a wish, the server finds a free name.
    lab.done("cem", join_as("dia"));
    let Primitive::JoinGroupResponse(answer) = lab.ask("dia", join()).answer else { panic!() };
    assert_eq!(answer.screen_name.unwrap().name, "dia2");
}

#[test]
fn a_full_group_admits_nobody() {
    let mut lab = lab(&[("MaxActiveUsers", "1")]);
    assert_eq!(lab.code("bob", join()), 817);
    let mut options = Options::default();
    options.limits.joined = 1;
    let mut lab = Lab::with(options);
    lab.done("ann", create(&[("MaxActiveUsers", "100")]));
    assert_eq!(lab.code("bob", join()), 817);
}

#[test]
fn who_leaves_is_out() {
    let mut lab = lab(&[]);
    assert_eq!(lab.code("bob", leave()), 808);
    lab.done("bob", join());
    let left = lab.ask("bob", leave());
    let Primitive::LeaveGroupResponse(answer) = &left.answer else { panic!() };
    assert_eq!(answer.group_id, Some(group("chat").into()));
    assert_eq!(names(&left.deliveries, "ann"), ["GroupChangeNotice"]);
    assert_eq!(lab.code("bob", leave()), 808);
}

#[test]
fn a_logout_leaves_all_groups() {
    let mut lab = lab(&[]);
    lab.done("bob", join());
    let now = lab.now;
    let left = lab.world.log_out(&phone("bob"), now);
    assert_eq!(names(&left, "ann"), ["GroupChangeNotice"]);
    lab.log_in(&phone("bob"));
    assert_eq!(lab.code("bob", leave()), 808);
}

/// `flows.md`, 4: groups with the own property `AutoJoin` are joined after the login.
#[test]
fn a_user_joins_her_usual_groups_at_login() {
    let mut lab = lab(&[]);
    lab.done("ann", privileges::add(&["bob"]));
    lab.done("bob", set_own(&[("AutoJoin", "T")]));
    let now = lab.now;
    lab.world.log_out(&phone("bob"), now);
    lab.log_in(&phone("bob"));
    assert_eq!(lab.code("bob", leave()), 200);
}

#[test]
fn an_emptied_group_goes_if_it_wants() {
    let mut lab = lab(&[("AutoDelete", "T")]);
    lab.ask("ann", leave());
    assert_eq!(lab.code("ann", join()), 800);
    lab.done("ann", create(&[]));
    lab.ask("ann", leave());
    assert_eq!(lab.code("ann", join()), 200);
}

#[test]
fn a_deleted_group_tells_its_users() {
    let mut lab = lab(&[]);
    lab.done("bob", join());
    assert_eq!(lab.code("bob", delete()), 816);
    let deleted = lab.done("ann", delete());
    let [Primitive::LeaveGroupResponse(notice)] = to(&deleted, "bob")[..] else { panic!() };
    assert_eq!(notice.result.code.unwrap().number(), 800);
    assert!(to(&deleted, "ann").is_empty());
    assert_eq!(lab.code("ann", delete()), 800);
}

#[test]
fn a_group_ends_with_its_lifetime() {
    let mut lab = lab(&[("Validity", "60")]);
    lab.pass(60);
    let now = lab.now;
    assert_eq!(names(&lab.world.expire(now), "ann"), ["LeaveGroup-Response"]);
    assert_eq!(lab.code("ann", join()), 800);
}

/// Nobody needs to wait for the next look at the clock.
#[test]
fn nobody_joins_a_group_that_has_ended() {
    let mut lab = lab(&[("Validity", "60")]);
    lab.done("ann", privileges::add(&["bob"]));
    lab.done("bob", set_own(&[("AutoJoin", "T")]));
    let now = lab.now;
    lab.world.log_out(&phone("bob"), now);
    lab.pass(60);
    // By herself at the login, and at her wish.
    let mut early = Lab { world: lab.world.clone(), ..lab };
    early.log_in(&phone("bob"));
    assert_eq!(early.code("bob", leave()), 800);
    let refused = lab.ask("cem", join());
    assert_eq!((code(&refused), names(&refused.deliveries, "ann")), (800, vec!["LeaveGroup-Response"]));
    // Its address is free.
    lab.done("ann", create(&[]));
}

/// `flows.md`, 11, "properties": 200 says that the change holds.
#[test]
fn a_changed_lifetime_counts_from_the_change() {
    let mut lab = lab(&[("Validity", "60")]);
    lab.pass(30);
    lab.done("ann", set(&[("Validity", "60")]));
    lab.pass(59);
    assert_eq!(lab.world.expire(lab.now), []);
    // Other properties leave the end as it is.
    lab.done("ann", set(&[("Topic", "birds")]));
    lab.pass(1);
    assert_eq!(names(&lab.world.expire(lab.now), "ann"), ["LeaveGroup-Response"]);
}

#[test]
fn a_lifetime_can_be_added_and_removed() {
    let mut lab = lab(&[]);
    lab.done("ann", set(&[("Validity", "60")]));
    lab.done("ann", set(&[("Validity", "0")]));
    lab.pass(60);
    assert_eq!(lab.world.expire(lab.now), []);
    lab.done("ann", set(&[("validity", "60")]));
    lab.pass(60);
    assert_eq!(names(&lab.world.expire(lab.now), "ann"), ["LeaveGroup-Response"]);
}

#[test]
fn notices_go_to_who_wants_them() {
    let mut lab = lab(&[]);
    let notice = |subscribe_type| SubscribeGroupNoticeRequest {
        group_id: group("chat").into(),
        subscribe_type,
        ..Default::default()
    };
    assert_eq!(lab.code("bob", notice(SubscribeType::Get)), 808);
    let wants = |lab: &mut Lab| match lab.ask("ann", notice(SubscribeType::Get)).answer {
        Primitive::SubscribeGroupNoticeResponse(answer) => answer.value,
        other => panic!("{other:?}"),
    };
    assert!(wants(&mut lab));
    let joined = lab.done("bob", join_as("Bobby"));
    let [Primitive::GroupChangeNotice(change)] = to(&joined, "ann")[..] else { panic!() };
    assert_eq!(change.joined.as_ref().unwrap().joined_names().collect::<Vec<_>>(), ["Bobby"]);
    let changed = lab.done("ann", set(&[("Topic", "News")]));
    let [Primitive::GroupChangeNotice(change)] = to(&changed, "bob")[..] else { panic!() };
    assert_eq!(change.group_properties.as_ref().unwrap().topic(), Some("News"));
    lab.done("ann", notice(SubscribeType::Unset));
    assert!(!wants(&mut lab));
    let left = lab.ask("bob", leave());
    assert_eq!(left.deliveries, []);
    assert_eq!(lab.code("ann", notice(SubscribeType::from("X"))), 402);
}

#[test]
fn a_group_has_its_own_way_of_delivery() {
    let mut lab = lab(&[]);
    let method = |group_id| SetDeliveryMethodRequest {
        delivery_method: Some(DeliveryMethod::Notify),
        group_id,
        ..Default::default()
    };
    assert_eq!(lab.code("bob", method(Some(group("chat").into()))), 808);
    lab.done("bob", join());
    lab.done("bob", method(Some(group("chat").into())));
    let sent = lab.done("ann", crate::common::text(crate::common::to_group("chat"), "hello"));
    assert_eq!(names(&sent, "bob"), ["MessageNotification"]);
    let sent = lab.done("ann", crate::common::text(crate::common::users(&["bob"]), "hello"));
    assert_eq!(names(&sent, "bob"), ["NewMessage"]);
}

#[test]
fn only_who_is_in_a_group_sees_who_is() {
    let mut lab = lab(&[]);
    let request = GetJoinedUsersRequest { group_id: group("chat").into(), ..Default::default() };
    assert_eq!(lab.code("bob", request.clone()), 808);
    lab.done("bob", join_as("Bobby"));
    let Primitive::GetJoinedUsersResponse(answer) = lab.ask("bob", request.clone()).answer else { panic!() };
    assert_eq!(answer.joined_user_ids().collect::<Vec<_>>(), [&id("bob")]);
    // The administrator sees all addresses.
    let Primitive::GetJoinedUsersResponse(answer) = lab.ask("ann", request.clone()).answer else { panic!() };
    assert_eq!(answer.joined_user_ids().collect::<Vec<_>>(), [&id("ann"), &id("bob")]);
    lab.done("bob", crate::common::block(&["ann"]));
    let Primitive::GetJoinedUsersResponse(answer) = lab.ask("bob", request).answer else { panic!() };
    let blocked = answer.joined_blocked.unwrap().user_list.unwrap();
    assert_eq!(blocked.screen_names[0].name, "ann");
    assert_eq!(code(&lab.ask("bob", leave())), 200);
}

#[test]
fn a_welcome_note_has_a_limit() {
    let mut options = Options::default();
    options.limits.welcome_note_bytes = 200;
    let mut lab = Lab::with(options);
    let with = |data: Data<'static>| {
        let mut request = create(&[]);
        let note = WelcomeNote { content_data: data, ..WelcomeNote::text("") };
        request.group_properties.as_mut().unwrap().welcome_note = Some(note);
        request
    };
    assert_eq!(lab.code("ann", with("x".repeat(201).into())), 806);
    // Binary XML carries the same note as bytes.
    assert_eq!(lab.code("ann", with(vec![b'x'; 201].into())), 806);
    lab.done("ann", with(vec![b'x'; 50].into()));
}
