//! The presence attributes that each user may see. `presence/notes.md`, "Authorization".

use crate::common::{Lab, id, phone, seen, show, status_text, watch};
use imps_core::Version;
use imps_csp::contact_list::{CreateListRequest, ListMember, NickList};
use imps_csp::presence::{
    CreateAttributeListRequest, DeleteAttributeListRequest, GetAttributeListRequest, GetPresenceRequest,
};
use imps_csp::{ContactListId, Primitive};
use imps_lab::Options;
use imps_presence::PresenceAttribute::{self, Alias, OnlineStatus, StatusText};
use imps_presence::{PresenceSubList, Qualified};

const FRIENDS: &str = "wv:bob/friends@example.com";

fn list_of(members: &[&str]) -> CreateListRequest<'static> {
    let members = members.iter().map(|name| ListMember::Unnamed(id(name).into()));
    let nick_list = Some(members.collect::<NickList<'_>>());
    CreateListRequest { contact_list: FRIENDS.into(), nick_list, ..Default::default() }
}

fn show_list(attributes: &[PresenceAttribute]) -> CreateAttributeListRequest<'static> {
    CreateAttributeListRequest { default_list: Some(false), ..show(attributes, &[]) }
        .with_contact_lists(Version::V1_3, [FRIENDS.into()])
}

/// The attributes of bob that a user gets when she asks.
fn asked(lab: &mut Lab, name: &str) -> Vec<PresenceAttribute> {
    let request = GetPresenceRequest::default().with_user_ids(Version::V1_3, [id("bob").into()]);
    let Primitive::GetPresenceResponse(answer) = lab.ask(name, request).answer else { panic!() };
    let lists = answer.presence[0].presence_sub_list.iter();
    lists.flat_map(PresenceSubList::attributes).map(Qualified::attribute).collect()
}

#[test]
fn without_any_list_nobody_sees_anything() {
    let mut lab = Lab::new();
    assert_eq!(asked(&mut lab, "ann"), []);
    assert_eq!(seen(&lab.done("ann", watch(&["bob"])), "ann"), []);
    assert_eq!(seen(&lab.done("bob", status_text("out")), "ann"), []);
}

#[test]
fn the_default_list_shows_attributes_to_everybody() {
    let mut lab = Lab::new();
    lab.done("bob", show(&[OnlineStatus], &[]));
    assert_eq!((asked(&mut lab, "ann"), asked(&mut lab, "cem")), (vec![OnlineStatus], vec![OnlineStatus]));
}

#[test]
fn the_list_of_a_user_wins_over_all_others() {
    let mut lab = Lab::new();
    lab.done("bob", list_of(&["ann"]));
    lab.done("bob", show(&[OnlineStatus], &[]));
    lab.done("bob", show_list(&[OnlineStatus]));
    lab.done("bob", status_text("out"));
    lab.done("bob", show(&[StatusText], &["ann"]));
    assert_eq!(asked(&mut lab, "ann"), [StatusText]);
    // An empty list shows nothing.
    lab.done("bob", show(&[], &["ann"]));
    assert_eq!(asked(&mut lab, "ann"), []);
}

#[test]
fn a_contact_list_wins_over_the_default_list() {
    let mut lab = Lab::new();
    lab.done("bob", list_of(&["ann"]));
    lab.done("bob", show(&[OnlineStatus], &[]));
    lab.done("bob", status_text("out"));
    lab.done("bob", show_list(&[StatusText]));
    assert_eq!((asked(&mut lab, "ann"), asked(&mut lab, "cem")), (vec![StatusText], vec![OnlineStatus]));
}

#[test]
fn a_user_sees_all_of_her_own() {
    let mut lab = Lab::new();
    lab.done("bob", status_text("out"));
    assert_eq!(asked(&mut lab, "bob"), [OnlineStatus, StatusText]);
}

#[test]
fn watchers_see_what_they_are_newly_allowed_to() {
    let mut lab = Lab::new();
    lab.done("bob", status_text("out"));
    lab.done("ann", watch(&["bob"]));
    let shown = lab.done("bob", show(&[OnlineStatus, Alias], &["ann"]));
    assert_eq!(seen(&shown, "ann"), [("bob".into(), vec![OnlineStatus])]);
    let more = lab.done("bob", show(&[OnlineStatus, StatusText], &["ann"]));
    assert_eq!(seen(&more, "ann"), [("bob".into(), vec![StatusText])]);
}

#[test]
fn a_withdrawn_list_shows_nothing_any_more() {
    let mut lab = Lab::new();
    lab.done("bob", show(&[StatusText], &["ann"]));
    lab.done("ann", watch(&["bob"]));
    let delete = DeleteAttributeListRequest { default_list: Some(false), ..Default::default() };
    lab.done("bob", delete.with_user_ids(Version::V1_3, [id("ann").into()]));
    assert_eq!(seen(&lab.done("bob", status_text("out")), "ann"), []);
}

/// `official-1.1.md`: the default list, then one `Presence` for each user and each contact list.
#[test]
fn the_lists_are_read_back_by_name() {
    let mut lab = Lab::new();
    lab.done("bob", list_of(&[]));
    lab.done("bob", show(&[OnlineStatus], &[]));
    lab.done("bob", show(&[Alias], &["ann"]));
    lab.done("bob", show_list(&[StatusText]));
    let request = GetAttributeListRequest { default_list: Some(true), ..Default::default() };
    let Primitive::GetAttributeListResponse(answer) = lab.ask("bob", request).answer else { panic!() };
    let named = |list: &PresenceSubList<'_>| {
        assert!(list.is_name_form());
        list.attributes().map(Qualified::attribute).collect::<Vec<_>>()
    };
    assert_eq!(named(&answer.default_attribute_list.unwrap().presence_sub_list[0]), [OnlineStatus]);
    assert_eq!(answer.presence[0].user_id, Some(id("ann").into()));
    assert_eq!(named(&answer.presence[0].presence_sub_list[0]), [Alias]);
    assert_eq!(answer.presence[1].contact_list, Some(ContactListId::from(FRIENDS)));
    assert_eq!(named(&answer.presence[1].presence_sub_list[0]), [StatusText]);
}

#[test]
fn only_ones_own_contact_lists_count() {
    let mut lab = Lab::new();
    lab.done("bob", list_of(&["ann"]));
    assert_eq!(lab.code("ann", show_list(&[OnlineStatus])), 700);
    assert_eq!(lab.code("bob", show(&[OnlineStatus], &["nobody"])), 531);
    assert_eq!(lab.code("bob", CreateAttributeListRequest::default()), 400);
}

#[test]
fn attribute_lists_have_a_limit() {
    let mut options = Options::default();
    options.limits.attribute_lists = 1;
    let mut lab = Lab::with(options);
    lab.done("bob", show(&[OnlineStatus], &["ann"]));
    lab.done("bob", show(&[StatusText], &["ann"]));
    assert_eq!(lab.code("bob", show(&[OnlineStatus], &["cem"])), 755);
}

#[test]
fn a_deleted_contact_list_shows_nothing_any_more() {
    let mut lab = Lab::new();
    lab.done("bob", list_of(&["ann"]));
    lab.done("bob", show_list(&[OnlineStatus]));
    assert_eq!(asked(&mut lab, "ann"), [OnlineStatus]);
    let delete =
        imps_csp::contact_list::DeleteListRequest { contact_list: FRIENDS.into(), ..Default::default() };
    lab.done("bob", delete);
    lab.done("bob", list_of(&["ann"]));
    assert_eq!(asked(&mut lab, "ann"), []);
}

#[test]
fn the_provider_may_show_attributes_of_everybody() {
    let mut options = Options::default();
    options.public_attributes = vec![OnlineStatus];
    let mut lab = Lab::with(options);
    assert_eq!(asked(&mut lab, "ann"), [OnlineStatus]);
    let now = lab.now;
    lab.world.log_out(&phone("bob"), now);
    assert_eq!(asked(&mut lab, "ann"), [OnlineStatus]);
}

#[test]
fn a_watcher_who_falls_to_another_list_sees_what_it_adds() {
    let mut lab = Lab::new();
    lab.done("bob", list_of(&["ann"]));
    lab.done("bob", show(&[OnlineStatus], &[]));
    lab.done("bob", show_list(&[]));
    assert_eq!(seen(&lab.done("ann", watch(&["bob"])), "ann"), []);
    let delete =
        imps_csp::contact_list::DeleteListRequest { contact_list: FRIENDS.into(), ..Default::default() };
    assert_eq!(seen(&lab.done("bob", delete), "ann"), [("bob".into(), vec![OnlineStatus])]);
}

#[test]
fn a_change_beyond_the_limit_changes_nothing() {
    let mut options = Options::default();
    options.limits.attribute_lists = 2;
    let mut lab = Lab::with(options);
    lab.done("bob", list_of(&["dia"]));
    lab.done("bob", show(&[OnlineStatus], &["ann"]));
    let of_users = || show(&[StatusText], &["ann", "cem", "dia"]);
    assert_eq!(lab.code("bob", of_users()), 755);
    let of_both = show(&[StatusText], &["cem"]).with_contact_lists(Version::V1_3, [FRIENDS.into()]);
    assert_eq!(lab.code("bob", of_both), 755);
    let seen: Vec<_> = ["ann", "cem", "dia"].iter().map(|name| asked(&mut lab, name)).collect();
    assert_eq!(seen, [vec![OnlineStatus], vec![], vec![]]);
    // A user who is named twice has one list.
    lab.done("bob", show(&[StatusText], &["cem", "ann", "cem"]));
}
