//! Invitations and system messages. `flows.md`, 12 and 15.

use crate::common::{Lab, block, code, group, id, names, phone, to, to_name, users};
use crate::groups::{create, join, join_as};
use imps_csp::common::{
    AnswerOption, AnswerOptions, CancelInviteRequest, Group, InviteRequest, InviteUserResponse, Recipient,
    ScreenName, SystemDialog, SystemMessage, SystemMessageUser, UrlList,
};
use imps_csp::group::LeaveGroupRequest;
use imps_csp::{InviteType, Primitive, StatusCode};
use imps_lab::Options;

fn invite(kind: InviteType<'static>, names: &[&str]) -> InviteRequest<'static> {
    InviteRequest {
        invite_id: Some("i1".into()),
        invite_type: Some(kind),
        recipient: Some(users(names)),
        invite_note: Some("come".into()),
        ..Default::default()
    }
}

fn invite_to_group(kind: InviteType<'static>, names: &[&str]) -> InviteRequest<'static> {
    InviteRequest { group_id: Some(group("chat").into()), ..invite(kind, names) }
}

fn decide(acceptance: bool) -> InviteUserResponse<'static> {
    InviteUserResponse {
        invite_id: Some("i1".into()),
        acceptance: Some(acceptance),
        response_note: Some("gladly".into()),
        ..Default::default()
    }
}

fn cancel(recipient: Option<Recipient<'static>>) -> CancelInviteRequest<'static> {
    CancelInviteRequest { invite_id: Some("i1".into()), recipient, ..Default::default() }
}

#[test]
fn an_invitation_and_its_answer_travel() {
    let mut lab = Lab::new();
    let invited = lab.done("ann", invite(InviteType::Messaging, &["bob"]));
    let [Primitive::InviteUserRequest(request)] = to(&invited, "bob")[..] else { panic!() };
    assert_eq!(request.sender, Some(imps_csp::common::User::new(id("ann")).into()));
    assert_eq!(request.invite_note, Some("come".into()));
    let answered = lab.done("bob", decide(true));
    let [Primitive::InviteResponse(response)] = to(&answered, "ann")[..] else { panic!() };
    assert_eq!((response.acceptance, response.note().unwrap().as_str()), (Some(true), "gladly"));
    // One decision per invitation.
    assert_eq!(lab.code("bob", decide(false)), 423);
}

#[test]
fn only_the_invited_decide() {
    let mut lab = Lab::new();
    lab.done("ann", invite(InviteType::Messaging, &["bob"]));
    assert_eq!(lab.code("cem", decide(true)), 423);
    assert_eq!(lab.code("ann", invite(InviteType::Messaging, &["cem"])), 423);
    assert_eq!(lab.code("bob", InviteUserResponse { acceptance: None, ..decide(true) }), 400);
}

#[test]
fn two_invitations_with_one_identifier_are_told_apart() {
    let mut lab = Lab::new();
    lab.done("ann", invite(InviteType::Messaging, &["bob"]));
    lab.done("cem", invite(InviteType::Messaging, &["bob"]));
    let answered = lab.done("bob", InviteUserResponse { recipient: Some(users(&["cem"])), ..decide(true) });
    assert_eq!((names(&answered, "ann"), names(&answered, "cem")), (vec![], vec!["Invite-Response"]));
}

#[test]
fn an_invitation_needs_its_subject() {
    let mut lab = Lab::new();
    for (kind, expected) in [
        (InviteType::Group, 429),
        (InviteType::GroupMembership, 429),
        (InviteType::Application, 450),
        (InviteType::SharedContent, 400),
        (InviteType::ExtendedConversation, 501),
        (InviteType::from("X"), 402),
        (InviteType::Presence, 200),
    ] {
        assert_eq!(lab.code("ann", invite(kind.clone(), &["bob"])), expected, "{kind}");
    }
    let urls = Some(UrlList::from_iter(["http://example.com/".into()]));
    let shared = InviteRequest {
        invite_id: Some("i2".into()),
        url_list: urls,
        ..invite(InviteType::SharedContent, &["bob"])
    };
    lab.done("ann", shared);
    let nameless =
        InviteRequest { invite_id: Some("a\u{7f}".into()), ..invite(InviteType::Messaging, &["bob"]) };
    assert_eq!(lab.code("ann", nameless), 423);
}

#[test]
fn only_who_takes_part_invites_to_a_group() {
    let mut lab = Lab::new();
    assert_eq!(lab.code("ann", invite_to_group(InviteType::Group, &["bob"])), 800);
    lab.done("ann", create(&[("RequireInvitation", "T")]));
    assert_eq!(lab.code("bob", invite_to_group(InviteType::Group, &["cem"])), 810);
    assert_eq!(lab.code("bob", join()), 816);
    lab.done("ann", invite_to_group(InviteType::Group, &["bob"]));
    lab.done("bob", decide(true));
    lab.done("bob", join());
    // A user in the group may invite, but not to become a member.
    assert_eq!(lab.code("bob", invite_to_group(InviteType::GroupMembership, &["cem"])), 816);
    lab.done("bob", invite_to_group(InviteType::Group, &["cem"]));
}

#[test]
fn an_accepted_membership_makes_a_member() {
    let mut lab = Lab::new();
    lab.done("ann", create(&[("AccessType", "Restricted")]));
    lab.done("ann", invite_to_group(InviteType::GroupMembership, &["bob", "cem"]));
    lab.done("bob", decide(true));
    lab.done("cem", decide(false));
    assert_eq!((lab.code("bob", join()), lab.code("cem", join())), (200, 816));
}

#[test]
fn nobody_is_invited_by_who_she_blocks() {
    let mut lab = Lab::new();
    lab.done("bob", block(&["ann"]));
    let invited = lab.ask("ann", invite(InviteType::Messaging, &["bob", "cem", "nobody"]));
    assert_eq!(code(&invited), 201);
    assert_eq!((names(&invited.deliveries, "bob"), names(&invited.deliveries, "cem").len()), (vec![], 1));
    let codes = &invited.answer.outcome().unwrap().detailed_result;
    let codes: Vec<_> = codes.iter().map(|it| it.code.unwrap().number()).collect();
    assert_eq!(codes, [531, 532]);
}

#[test]
fn an_invitation_waits_for_who_is_away() {
    let mut lab = Lab::new();
    let now = lab.now;
    lab.world.log_out(&phone("bob"), now);
    lab.done("ann", invite(InviteType::Messaging, &["bob"]));
    assert_eq!(names(&lab.log_in(&phone("bob")), "bob"), ["InviteUser-Request"]);
}

#[test]
fn a_cancelled_invitation_ends() {
    let mut lab = Lab::new();
    lab.done("ann", invite(InviteType::Messaging, &["bob", "cem"]));
    assert_eq!(lab.code("bob", cancel(None)), 423);
    let cancelled = lab.done("ann", cancel(Some(users(&["bob"]))));
    assert_eq!(
        (names(&cancelled, "bob"), names(&cancelled, "cem")),
        (vec!["CancelInviteUser-Request"], vec![])
    );
    assert_eq!((lab.code("bob", decide(true)), lab.code("cem", decide(true))), (423, 200));
    assert_eq!(lab.code("ann", cancel(None)), 423);
}

#[test]
fn invitations_expire_and_have_a_limit() {
    let mut options = Options::default();
    options.limits.invitations = 1;
    let mut lab = Lab::with(options);
    lab.done("ann", InviteRequest { validity: Some(10), ..invite(InviteType::Messaging, &["bob"]) });
    let second = || InviteRequest { invite_id: Some("i2".into()), ..invite(InviteType::Messaging, &["bob"]) };
    assert_eq!(lab.code("ann", second()), 402);
    lab.pass(10);
    assert_eq!(lab.code("bob", decide(true)), 423);
    lab.done("ann", second());
}

/// Guidelines 2 and 21: terms of use and the advice of charge are dialogs of system messages.
#[test]
fn the_provider_asks_and_the_user_answers() {
    let mut lab = Lab::new();
    let option = |number, text: &'static str| AnswerOption {
        answer_option_id: Some(number),
        answer_option_text: Some(text.into()),
        ..Default::default()
    };
    let options = AnswerOptions { options: vec![option(1, "Yes"), option(2, "No")], ..Default::default() };
    let terms = SystemMessage {
        system_message_id: Some("m1".into()),
        requires_response: Some(true),
        system_message_text: Some("Do you agree?".into()),
        answer_options: Some(options),
        ..Default::default()
    };
    let user = id("ann").into();
    let now = lab.now;
    let sent = lab.world.send_system_message(&user, terms, now).unwrap();
    let [Primitive::SystemMessageRequest(request)] = to(&sent, "ann")[..] else { panic!() };
    let list = request.system_message_list.clone().unwrap();
    let mut dialog = SystemDialog::new(&list);
    dialog.choose("m1", 2).unwrap();
    let answer = dialog.finish().unwrap().into_owned();
    let mut wrong = answer.clone();
    wrong.system_message_response_list.as_mut().unwrap().responses[0].chosen_option_id = Some(3);
    assert_eq!(lab.code("ann", wrong), 402);
    assert_eq!(lab.code("bob", answer.clone()), 402);
    lab.done("ann", answer.clone());
    assert_eq!(lab.world.take_system_answers(&user)[0].chosen_option_id, Some(2));
    assert_eq!(lab.world.take_system_answers(&user), []);
    assert_eq!(lab.code("ann", answer), 402);
    assert_eq!(lab.code("ann", SystemMessageUser::default()), 400);
    let refused = lab.world.send_system_message(&"wv:nobody".into(), SystemMessage::default(), now);
    assert_eq!(refused, Err(StatusCode::UNKNOWN_USER));
}

#[test]
fn nobody_invites_under_the_name_of_another() {
    let mut lab = Lab::new();
    lab.done("ann", create(&[]));
    lab.done("bob", join());
    let forged = ScreenName::new("ann", group("chat"));
    let request = InviteRequest {
        sender: Some(Group::from(forged.clone()).into()),
        screen_name: Some(forged),
        ..invite_to_group(InviteType::Group, &["cem"])
    };
    let invited = lab.done("bob", request);
    let [Primitive::InviteUserRequest(request)] = to(&invited, "cem")[..] else { panic!() };
    let own = ScreenName::new("bob", group("chat"));
    assert_eq!(request.sender, Some(Group::from(own.clone()).into()));
    assert_eq!(request.screen_name, Some(own));
    let of_another = InviteRequest {
        sender: Some(imps_csp::common::User::new(id("ann")).into()),
        ..invite(InviteType::Messaging, &["cem"])
    };
    assert_eq!(lab.code("bob", of_another), 427);
}

/// Rob is bob's name in a group of ann. The address of bob has no place in what others get.
fn group_of_ann_with_rob() -> Lab {
    let mut lab = Lab::new();
    lab.done("ann", create(&[]));
    lab.done("bob", join_as("Rob"));
    lab
}

fn rob() -> Group<'static> {
    Group::from(ScreenName::new("Rob", group("chat")))
}

#[test]
fn who_invites_under_a_screen_name_cancels_under_it() {
    let mut lab = group_of_ann_with_rob();
    let request =
        InviteRequest { sender: Some(rob().into()), ..invite_to_group(InviteType::Group, &["cem", "dia"]) };
    lab.done("bob", request);
    // The name stays, even when the user has left.
    lab.done("bob", cancel(Some(users(&["cem"]))));
    lab.done("bob", LeaveGroupRequest { group_id: group("chat").into(), ..Default::default() });
    let cancelled = lab.done("bob", cancel(None));
    let [Primitive::CancelInviteUserRequest(request)] = to(&cancelled, "dia")[..] else { panic!() };
    assert_eq!(request.sender, Some(rob().into()));
}

#[test]
fn who_is_invited_by_screen_name_answers_under_it() {
    for acceptance in [true, false] {
        let mut lab = group_of_ann_with_rob();
        let recipient = Some(to_name("chat", "Rob"));
        let invited = InviteRequest { recipient, ..invite(InviteType::Messaging, &[]) };
        assert_eq!(names(&lab.done("ann", invited), "bob"), ["InviteUser-Request"]);
        let answered = lab.done("bob", decide(acceptance));
        let [Primitive::InviteResponse(response)] = to(&answered, "ann")[..] else { panic!() };
        assert_eq!(response.sender, Some(rob().into()));
    }
}

#[test]
fn an_invitation_by_screen_name_is_cancelled_by_screen_name() {
    let mut lab = group_of_ann_with_rob();
    let mut recipient = users(&["cem"]);
    recipient.groups.push(rob());
    let invited = InviteRequest { recipient: Some(recipient), ..invite(InviteType::Messaging, &[]) };
    lab.done("ann", invited);
    let cancelled = lab.done("ann", cancel(Some(to_name("chat", "Rob"))));
    assert_eq!(names(&cancelled, "bob"), ["CancelInviteUser-Request"]);
    assert_eq!((lab.code("bob", decide(true)), lab.code("cem", decide(true))), (423, 200));
}

#[test]
fn an_expired_invitation_admits_nobody() {
    let mut lab = Lab::new();
    lab.done("ann", create(&[("RequireInvitation", "T")]));
    let invitation = || InviteRequest { validity: Some(10), ..invite_to_group(InviteType::Group, &["bob"]) };
    lab.done("ann", invitation());
    lab.pass(10);
    assert_eq!(lab.code("bob", join()), 816);
    // Its identifier is free again.
    lab.done("ann", invitation());
    lab.done("bob", join());
}

/// `flows.md`, 12: the answer names its recipient at 1.3.
#[test]
fn an_answer_names_a_hidden_user_by_her_screen_name() {
    let mut lab = group_of_ann_with_rob();
    lab.done("cem", join_as("Cee"));
    for (name, hidden) in [("bob", "Rob"), ("cem", "Cee")] {
        let sender = Group::from(ScreenName::new(hidden, group("chat")));
        let request = invite_to_group(InviteType::Group, &["dia"]);
        lab.done(name, InviteRequest { sender: Some(sender.into()), ..request });
    }
    let answer_to = |recipient| InviteUserResponse { recipient: Some(recipient), ..decide(true) };
    // Nobody finds out by guessing who hides behind a name.
    assert_eq!(lab.code("dia", answer_to(users(&["cem"]))), 423);
    let answered = lab.done("dia", answer_to(to_name("chat", "Cee")));
    assert_eq!((names(&answered, "bob"), names(&answered, "cem")), (vec![], vec!["Invite-Response"]));
}

#[test]
fn an_address_does_not_cancel_an_invitation_by_screen_name() {
    let mut lab = group_of_ann_with_rob();
    let recipient = Some(to_name("chat", "Rob"));
    lab.done("ann", InviteRequest { recipient, ..invite(InviteType::Messaging, &[]) });
    assert_eq!(names(&lab.done("ann", cancel(Some(users(&["bob"])))), "bob"), [""; 0]);
    lab.done("bob", decide(true));
}

#[test]
fn an_answer_has_no_screen_name_of_another() {
    let named = |name: &'static str, in_group: &str| InviteUserResponse {
        screen_name: Some(ScreenName::new(name, group(in_group))),
        ..decide(true)
    };
    let mut lab = group_of_ann_with_rob();
    lab.done("ann", invite_to_group(InviteType::Group, &["cem"]));
    for (name, in_group, expected) in
        [("Rob", "chat", 811), ("", "chat", 402), ("a\u{85}b", "chat", 402), ("Cem", "other", 402)]
    {
        let refused = lab.ask("cem", named(name, in_group));
        assert_eq!((code(&refused), refused.deliveries.len()), (expected, 0), "{name:?} in {in_group}");
    }
    let answered = lab.done("cem", named("Cem", "chat"));
    let [Primitive::InviteResponse(response)] = to(&answered, "ann")[..] else { panic!() };
    assert_eq!(response.screen_name, Some(ScreenName::new("Cem", group("chat"))));

    // An invitation to something else has no group in which a name would mean anything.
    let mut lab = Lab::new();
    lab.done("ann", invite(InviteType::Messaging, &["bob"]));
    assert_eq!(lab.code("bob", named("Bob", "chat")), 402);
}

#[test]
fn an_expired_invitation_cannot_be_cancelled() {
    let mut lab = Lab::new();
    lab.done("ann", InviteRequest { validity: Some(10), ..invite(InviteType::Messaging, &["bob"]) });
    lab.pass(10);
    let cancelled = lab.ask("ann", cancel(None));
    assert_eq!((code(&cancelled), names(&cancelled.deliveries, "bob").len()), (423, 0));
}
