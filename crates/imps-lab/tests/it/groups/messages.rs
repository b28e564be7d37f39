//! Messages to groups, and private messages in them.

use super::{join, join_as, lab, set, set_own};
use crate::common::{Lab, block, id, message_id, names, phone, text, to, to_group, to_name};
use imps_csp::Primitive;
use imps_csp::common::{GroupOrMember, Party};
use imps_csp::messaging::{AddList, BlockEntityRequest, BlockList, GetMessageListRequest, MessageDelivered};

/// The name of the sender of a message in a group.
fn sender(primitive: &Primitive<'_>) -> String {
    let Primitive::NewMessage(new) = primitive else { panic!("{primitive:?}") };
    let Party::Group(group) = &new.message_info.sender.as_ref().unwrap().party else { panic!() };
    let GroupOrMember::Member(name) = &group.member else { panic!() };
    name.name.to_string()
}

#[test]
fn a_message_reaches_everybody_else_under_the_name_of_its_sender() {
    let mut lab = lab(&[]);
    lab.done("bob", join_as("Bobby"));
    lab.done("cem", join());
    let sent = lab.done("bob", text(to_group("chat"), "hello"));
    assert_eq!((names(&sent, "ann"), names(&sent, "cem")), (vec!["NewMessage"], vec!["NewMessage"]));
    assert_eq!((names(&sent, "bob"), names(&sent, "dia")), (vec![], vec![]));
    assert_eq!(sender(to(&sent, "ann")[0]), "Bobby");
    assert!(!format!("{:?}", to(&sent, "ann")).contains("wv:bob@"));
}

#[test]
fn only_who_is_in_the_group_sends_to_it() {
    let mut lab = lab(&[]);
    let sent = lab.ask("bob", text(to_group("chat"), "hello"));
    assert_eq!(sent.answer.outcome().unwrap().detailed_result[0].code.unwrap().number(), 808);
    let sent = lab.ask("bob", text(to_group("nothing"), "hello"));
    assert_eq!(sent.answer.outcome().unwrap().detailed_result[0].code.unwrap().number(), 800);
    // A message to a group with nobody else in it succeeds.
    lab.done("ann", text(to_group("chat"), "hello"));
}

#[test]
fn who_blocks_the_sender_gets_nothing() {
    let mut lab = lab(&[]);
    lab.done("bob", join_as("Bobby"));
    lab.done("cem", join());
    lab.done("cem", block(&["bob"]));
    let sent = lab.done("bob", text(to_group("chat"), "hello"));
    assert_eq!((names(&sent, "ann"), names(&sent, "cem")), (vec!["NewMessage"], vec![]));
}

/// The block list can name a user by her name in a group, and a whole group.
#[test]
fn names_and_groups_can_be_blocked() {
    for add_list in [
        AddList {
            screen_names: vec![imps_csp::common::ScreenName::new("Bobby", crate::common::group("chat"))],
            ..AddList::default()
        },
        AddList { group_ids: vec![crate::common::group("chat").into()], ..AddList::default() },
    ] {
        let mut lab = lab(&[]);
        lab.done("bob", join_as("Bobby"));
        let list = BlockList { add_list: Some(add_list), ..BlockList::default() };
        lab.done("ann", BlockEntityRequest { block_list: Some(Box::new(list)), ..Default::default() });
        assert_eq!(lab.done("bob", text(to_group("chat"), "hello")), []);
        assert_eq!(lab.code("bob", text(to_name("chat", "ann"), "hello")), 900);
        // Outside of the group she still reaches her.
        lab.done("bob", text(crate::common::users(&["ann"]), "hello"));
    }
}

#[test]
fn a_private_message_goes_from_name_to_name() {
    let mut lab = lab(&[]);
    lab.done("bob", join_as("Bobby"));
    lab.done("cem", join());
    let sent = lab.done("bob", text(to_name("chat", "ann"), "psst"));
    assert_eq!((names(&sent, "ann"), names(&sent, "cem")), (vec!["NewMessage"], vec![]));
    assert_eq!(sender(to(&sent, "ann")[0]), "Bobby");
}

#[test]
fn private_messages_can_be_switched_off() {
    let mut lab = lab(&[]);
    lab.done("bob", join());
    let refused = |lab: &mut Lab, name: &str| {
        let sent = lab.ask("bob", text(to_name("chat", name), "psst"));
        assert_eq!(sent.deliveries, []);
        sent.answer.outcome().unwrap().detailed_result[0].code.unwrap().number()
    };
    lab.done("ann", set_own(&[("PrivateMessaging", "F")]));
    assert_eq!(refused(&mut lab, "ann"), 813);
    lab.done("ann", set(&[("PrivateMessaging", "F")]));
    assert_eq!(refused(&mut lab, "ann"), 812);
    lab.done("ann", set(&[("PrivateMessaging", "T")]));
    assert_eq!(refused(&mut lab, "nobody"), 531);
}

#[test]
fn only_who_is_in_the_group_writes_to_its_names() {
    let mut lab = lab(&[]);
    let sent = lab.ask("bob", text(to_name("chat", "ann"), "psst"));
    assert_eq!(sent.answer.outcome().unwrap().detailed_result[0].code.unwrap().number(), 808);
}

#[test]
fn a_group_keeps_no_history() {
    let mut lab = lab(&[]);
    let request =
        GetMessageListRequest { group_id: Some(crate::common::group("chat").into()), ..Default::default() };
    assert_eq!(lab.code("ann", request.clone()), 821);
    assert_eq!(lab.code("bob", request), 808);
}

#[test]
fn an_unconfirmed_message_of_a_group_is_not_lost() {
    let mut lab = lab(&[]);
    lab.done("bob", join());
    let sent = lab.done("ann", text(to_group("chat"), "hello").with_report(true));
    let id = message_id(to(&sent, "bob")[0]);
    let now = lab.now;
    lab.world.log_out(&phone("bob"), now);
    let back = lab.log_in(&phone("bob"));
    assert_eq!(message_id(to(&back, "bob")[0]), id);
    let confirmed = lab.done("bob", MessageDelivered { message_id: id, ..Default::default() });
    let [Primitive::DeliveryReportRequest(report)] = to(&confirmed, "ann")[..] else { panic!() };
    // The report does not say who is behind the group.
    assert!(!format!("{report:?}").contains(&crate::common::id("bob")));
}

#[test]
fn other_sessions_of_a_user_hear_nothing_of_a_group() {
    let mut lab = lab(&[]);
    lab.done("bob", join());
    lab.log_in(&imps_lab::Caller::new(id("bob"), "computer"));
    let sent = lab.done("ann", text(to_group("chat"), "hello"));
    assert_eq!(names(&sent, "bob"), ["NewMessage"]);
}
