//! Block list and grant list. `flows.md`, 14.

use crate::common::{Lab, block, id, names, text, users};
use imps_csp::Primitive;
use imps_csp::contact_list::{CreateListRequest, ListMember, NickList};
use imps_csp::messaging::{
    AddList, BlockEntityRequest, BlockList, EntityList, GetBlockedListRequest, GrantList, RemoveList,
};
use imps_lab::Options;

fn grant(list: GrantList<'static>, in_use: bool) -> BlockEntityRequest<'static> {
    BlockEntityRequest {
        grant_list: Some(Box::new(list)),
        grant_list_in_use: Some(in_use),
        ..Default::default()
    }
}

fn blocked(lab: &mut Lab) -> (Vec<String>, Option<bool>) {
    let asked = lab.ask("bob", GetBlockedListRequest::default());
    let Primitive::GetBlockedListResponse(answer) = asked.answer else { panic!() };
    let list = answer.block_list.as_ref().unwrap().entity_list.as_ref().unwrap();
    (list.user_ids.iter().map(|user| user.as_str().to_owned()).collect(), answer.blocks())
}

#[test]
fn a_blocked_sender_does_not_reach_the_user() {
    let mut lab = Lab::new();
    lab.done("bob", block(&["ann"]));
    let sent = lab.ask("ann", text(users(&["bob"]), "hello"));
    assert_eq!(sent.deliveries, []);
    let outcome = sent.answer.outcome().unwrap();
    assert_eq!(outcome.code.unwrap().number(), 900);
    assert_eq!(outcome.detailed_result[0].code.unwrap().number(), 532);
    lab.done("cem", text(users(&["bob"]), "hello"));
}

#[test]
fn a_block_list_that_is_not_in_use_blocks_nobody() {
    let mut lab = Lab::new();
    lab.done("bob", BlockEntityRequest { block_list_in_use: Some(false), ..block(&["ann"]) });
    lab.done("ann", text(users(&["bob"]), "hello"));
    assert_eq!(blocked(&mut lab), (vec![id("ann")], Some(false)));
}

/// 1.1 and 1.2 have the flag inside the list.
#[test]
fn the_flag_of_older_versions_counts() {
    let mut lab = Lab::new();
    let mut request = block(&["ann"]);
    request.block_list.as_mut().unwrap().in_use = Some(false);
    lab.done("bob", request);
    lab.done("ann", text(users(&["bob"]), "hello"));
}

#[test]
fn a_grant_list_in_use_admits_only_its_entities() {
    let mut lab = Lab::new();
    let list = GrantList { add_list: Some(AddList::from_iter([id("ann").into()])), ..GrantList::default() };
    lab.done("bob", grant(list, true));
    lab.done("ann", text(users(&["bob"]), "hello"));
    assert_eq!(lab.code("cem", text(users(&["bob"]), "hello")), 900);
    lab.done("bob", grant(GrantList::default(), false));
    lab.done("cem", text(users(&["bob"]), "hello"));
}

#[test]
fn who_is_on_both_lists_is_blocked() {
    let mut lab = Lab::new();
    let list = GrantList { add_list: Some(AddList::from_iter([id("ann").into()])), ..GrantList::default() };
    lab.done("bob", grant(list, true));
    lab.done("bob", block(&["ann"]));
    assert_eq!(lab.code("ann", text(users(&["bob"]), "hello")), 900);
}

#[test]
fn an_entity_list_replaces_the_whole_list() {
    let mut lab = Lab::new();
    lab.done("bob", block(&["ann", "cem"]));
    let all =
        BlockList { entity_list: Some(EntityList::from_iter([id("dia").into()])), ..BlockList::default() };
    lab.done("bob", BlockEntityRequest { block_list: Some(Box::new(all)), ..Default::default() });
    assert_eq!(blocked(&mut lab), (vec![id("dia")], Some(true)));
    let remove =
        BlockList { remove_list: Some(RemoveList::from_iter([id("dia").into()])), ..BlockList::default() };
    lab.done("bob", BlockEntityRequest { block_list: Some(Box::new(remove)), ..Default::default() });
    assert_eq!(blocked(&mut lab).0, [""; 0]);
}

/// 1.3 blocks contact lists, too.
#[test]
fn the_members_of_a_blocked_contact_list_are_blocked() {
    let mut lab = Lab::new();
    let friends = "wv:bob/friends@example.com";
    let members = [ListMember::Unnamed(id("ann").into())].into_iter().collect::<NickList<'_>>();
    let create =
        CreateListRequest { contact_list: friends.into(), nick_list: Some(members), ..Default::default() };
    lab.done("bob", create);
    let add_list = AddList { contact_lists: vec![friends.into()], ..AddList::default() };
    let list = BlockList { add_list: Some(add_list), ..BlockList::default() };
    let request = BlockEntityRequest { block_list: Some(Box::new(list)), ..Default::default() };
    lab.done("bob", request.clone());
    assert_eq!(lab.code("ann", text(users(&["bob"]), "hello")), 900);
    assert_eq!(lab.code("cem", request), 700);
}

#[test]
fn the_lists_have_a_limit() {
    let mut options = Options::default();
    options.limits.blocked = 1;
    let mut lab = Lab::with(options);
    assert_eq!(lab.code("bob", block(&["ann", "cem"])), 402);
    assert_eq!(blocked(&mut lab).0, [""; 0]);
}

#[test]
fn a_name_with_a_control_character_cannot_be_blocked() {
    let mut lab = Lab::new();
    assert_eq!(lab.code("bob", block(&["an%00n"])), 901);
}

#[test]
fn a_message_to_several_users_reaches_those_that_do_not_block() {
    let mut lab = Lab::new();
    lab.done("bob", block(&["ann"]));
    let sent = lab.ask("ann", text(users(&["bob", "cem"]), "hello"));
    assert_eq!(crate::common::code(&sent), 201);
    assert_eq!(
        (names(&sent.deliveries, "bob"), names(&sent.deliveries, "cem")),
        (vec![], vec!["NewMessage"])
    );
}
