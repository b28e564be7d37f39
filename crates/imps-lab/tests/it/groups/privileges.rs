//! Members, their rights, and the users who are barred.

use super::{join, join_as, lab, set, set_own};
use crate::common::{Lab, group, id, names, to};
use imps_core::Version;
use imps_csp::common::UserList;
use imps_csp::group::{
    AddGroupMembersRequest, Admin, GetGroupMembersRequest, MemberAccessRequest, Mod, RejectListRequest,
    RemoveGroupMembersRequest,
};
use imps_csp::messaging::{AddList, RemoveList};
use imps_csp::{Primitive, PrivilegeLevel};
use imps_lab::Options;

pub(crate) fn add(names: &[&str]) -> AddGroupMembersRequest<'static> {
    AddGroupMembersRequest::new(Version::V1_3, group("chat"), names.iter().map(|name| id(name).into()))
}

fn remove(names: &[&str]) -> RemoveGroupMembersRequest<'static> {
    RemoveGroupMembersRequest::new(Version::V1_3, group("chat"), names.iter().map(|name| id(name).into()))
}

fn list(names: &[&str]) -> UserList<'static> {
    names.iter().map(|name| imps_csp::common::User::new(id(name))).collect()
}

fn access() -> MemberAccessRequest<'static> {
    MemberAccessRequest { group_id: Some(group("chat").into()), ..Default::default() }
}

fn admin(names: &[&str]) -> MemberAccessRequest<'static> {
    MemberAccessRequest { admin: Some(Admin { user_list: list(names), ..Default::default() }), ..access() }
}

fn moderator(names: &[&str]) -> MemberAccessRequest<'static> {
    MemberAccessRequest { moderators: Some(Mod { user_list: list(names), ..Default::default() }), ..access() }
}

fn ordinary(names: &[&str]) -> MemberAccessRequest<'static> {
    MemberAccessRequest { user_list: Some(list(names)), ..access() }
}

fn bar(names: &[&str]) -> RejectListRequest<'static> {
    let add_list = names.iter().map(|name| id(name).into()).collect::<AddList<'_>>();
    RejectListRequest { group_id: group("chat").into(), add_list: Some(add_list), ..Default::default() }
}

fn members(lab: &mut Lab, name: &str) -> Vec<(PrivilegeLevel<'static>, Vec<String>)> {
    let request = GetGroupMembersRequest { group_id: group("chat").into(), ..Default::default() };
    let Primitive::GetGroupMembersResponse(answer) = lab.ask(name, request).answer else { panic!() };
    let ids = |list: &UserList<'_>| list.user_ids().map(|id| id.as_str().to_owned()).collect();
    let admins = answer.admin.iter().map(|list| (PrivilegeLevel::Admin, ids(&list.user_list)));
    let moderators = answer.moderators.iter().map(|list| (PrivilegeLevel::Moderator, ids(&list.user_list)));
    let others = answer.ordinary_members().map(|list| (PrivilegeLevel::User, ids(list)));
    admins.chain(moderators).chain(others).collect()
}

#[test]
fn members_are_listed_by_their_rights() {
    let mut lab = lab(&[]);
    lab.done("ann", add(&["bob", "cem"]));
    lab.done("ann", moderator(&["bob"]));
    let expected = [
        (PrivilegeLevel::Admin, vec![id("ann")]),
        (PrivilegeLevel::Moderator, vec![id("bob")]),
        (PrivilegeLevel::User, vec![id("cem")]),
    ];
    assert_eq!(members(&mut lab, "cem"), expected);
    let request = GetGroupMembersRequest { group_id: group("chat").into(), ..Default::default() };
    assert_eq!(lab.code("dia", request), 810);
}

#[test]
fn administrators_and_moderators_manage_members() {
    let mut lab = lab(&[]);
    lab.done("bob", join());
    assert_eq!(lab.code("bob", add(&["cem"])), 816);
    assert_eq!(lab.code("bob", remove(&["ann"])), 816);
    lab.done("ann", add(&["bob"]));
    assert_eq!(lab.code("bob", add(&["cem"])), 816);
    lab.done("ann", moderator(&["bob"]));
    lab.done("bob", add(&["cem"]));
    lab.done("bob", remove(&["cem"]));
    assert_eq!(lab.code("bob", remove(&["cem"])), 900);
    assert_eq!(lab.code("ann", add(&["nobody", "dia"])), 201);
}

#[test]
fn nobody_removes_the_owner_or_the_last_rights_of_hers() {
    let mut lab = lab(&[]);
    lab.done("ann", add(&["bob", "cem"]));
    lab.done("ann", moderator(&["bob"]));
    assert_eq!(lab.code("bob", remove(&["ann"])), 900);
    lab.done("ann", admin(&["bob", "cem"]));
    assert_eq!(lab.code("bob", remove(&["ann"])), 900);
    assert_eq!(lab.code("bob", ordinary(&["ann"])), 900);
    lab.done("bob", remove(&["cem"]));
}

#[test]
fn a_removed_member_leaves_a_group_for_members() {
    let mut lab = lab(&[("AccessType", "Restricted")]);
    lab.done("ann", add(&["bob"]));
    lab.done("bob", join());
    let removed = lab.done("ann", remove(&["bob"]));
    let [Primitive::LeaveGroupResponse(notice)] = to(&removed, "bob")[..] else { panic!() };
    assert_eq!(notice.result.code.unwrap().number(), 810);
    assert_eq!(lab.code("bob", join()), 816);
}

#[test]
fn only_administrators_change_rights_and_properties() {
    let mut lab = lab(&[]);
    lab.done("ann", add(&["bob", "cem"]));
    lab.done("ann", moderator(&["bob"]));
    for name in ["bob", "cem", "dia"] {
        assert_eq!(lab.code(name, admin(&["bob"])), 816, "{name}");
        assert_eq!(lab.code(name, set(&[("Topic", "mine")])), 816, "{name}");
    }
    lab.done("ann", admin(&["bob"]));
    lab.done("bob", set(&[("Topic", "mine")]));
    assert_eq!(lab.code("ann", admin(&["dia"])), 900);
}

/// `official-1.1.md`: a change of one's own rights is a notice with own properties.
#[test]
fn who_is_in_the_group_hears_of_new_rights() {
    let mut lab = lab(&[]);
    lab.done("ann", add(&["bob"]));
    lab.done("bob", join());
    let changed = lab.done("ann", moderator(&["bob"]));
    let [Primitive::GroupChangeNotice(notice)] = to(&changed, "bob")[..] else { panic!() };
    let own = notice.own_properties.as_ref().unwrap();
    assert_eq!(own.privilege_level(), Some(PrivilegeLevel::Moderator));
}

#[test]
fn nobody_gives_herself_rights() {
    let mut lab = lab(&[]);
    lab.done("bob", join());
    assert_eq!(lab.code("bob", set_own(&[("PrivilegeLevel", "Admin")])), 816);
    assert_eq!(lab.code("bob", set_own(&[("IsMember", "T")])), 816);
    assert_eq!(lab.code("bob", set_own(&[("Colour", "red")])), 806);
    assert_eq!(lab.code("dia", set_own(&[("ShowID", "T")])), 810);
}

#[test]
fn a_barred_user_is_thrown_out_and_does_not_return() {
    let mut lab = lab(&[]);
    lab.done("bob", join_as("Bobby"));
    assert_eq!(lab.code("bob", bar(&["ann"])), 816);
    let barred = lab.done("ann", bar(&["bob"]));
    let [Primitive::LeaveGroupResponse(notice)] = to(&barred, "bob")[..] else { panic!() };
    assert_eq!(notice.result.code.unwrap().number(), 809);
    assert_eq!(names(&barred, "ann"), ["GroupChangeNotice"]);
    assert_eq!(lab.code("bob", join()), 809);
    let remove_list = Some(RemoveList::from_iter([id("bob").into()]));
    let lift = RejectListRequest { group_id: group("chat").into(), remove_list, ..Default::default() };
    let Primitive::RejectListResponse(answer) = lab.ask("ann", lift).answer else { panic!() };
    assert_eq!(answer.user_list.unwrap().users, []);
    lab.done("bob", join());
}

#[test]
fn nobody_bars_an_administrator_or_a_stranger() {
    let mut lab = lab(&[]);
    lab.done("ann", add(&["bob"]));
    lab.done("ann", moderator(&["bob"]));
    assert_eq!(lab.code("bob", bar(&["ann"])), 816);
    assert_eq!(lab.code("ann", bar(&["nobody"])), 531);
}

#[test]
fn members_and_barred_users_have_a_limit() {
    let mut options = Options::default();
    options.limits.members = 2;
    let mut lab = Lab::with(options);
    lab.done("ann", super::create(&[]));
    assert_eq!(lab.code("ann", add(&["bob", "cem"])), 201);
    assert_eq!(lab.code("ann", bar(&["bob", "cem", "dia"])), 402);
}
