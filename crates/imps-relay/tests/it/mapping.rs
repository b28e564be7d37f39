//! Every row of `csp-mapping.tsv` has a case here, and every case has a row: the places of the row
//! and its rule, in the stated directions.

mod groups;
mod invitations;
mod messaging;
mod parties;
mod presence;
mod refusals;
pub(crate) mod samples;
mod sessions;

use crate::common::relaying::{
    NADIA, OMAR, alpha, answer_of, answered, at, beta, csp_of, csp13, paths, received, route, sent, ssp,
    waiting, wire,
};
use imps_core::Version;
use imps_csp as csp;
use imps_relay::{
    Context, Pending, Reason, RelayError, Route, answer, immediate, new_message, request_to_csp, to_ssp,
};
use imps_ssp::common::Party;
use imps_ssp::{MetaInfo, Primitive};
use imps_testing::table;
use samples::*;
use std::collections::BTreeMap;

/// The check of a row.
enum Case {
    /// A request is relayed. Its values are in these places, and the result is the same.
    Both(&'static str, &'static [(&'static str, &'static str)]),
    /// An answer is relayed: the second answers the first.
    Answer(&'static str, &'static str, &'static [(&'static str, &'static str)]),
    /// A special check.
    Own(fn()),
}

use Case::{Answer, Both, Own};

/// Primitive, field and direction as in the table, and the case.
type Row = (&'static str, &'static str, &'static str, Case);

#[rustfmt::skip]
#[allow(clippy::too_many_lines, reason = "a table")]
fn cases() -> Vec<Row> {
    vec![
        ("(any)", "Sender / logged-on user", "csp->ssp", Own(sessions::the_sender_goes_into_the_meta_information)),
        ("(any)", "domain of the sender", "csp->ssp", Own(sessions::the_domain_of_the_sender_is_the_service)),
        ("(any)", "Sender", "ssp->csp", Own(sessions::the_acting_user_is_of_the_peer)),
        ("(any)", "TransactionID", "csp->ssp", Own(sessions::transactions_are_named_anew)),
        ("(any)", "TransactionID", "ssp->csp", Own(sessions::the_number_finds_who_waits)),
        ("(any)", "SessionID", "both", Own(sessions::sessions_have_nothing_to_do_with_each_other)),
        ("(any)", "CSP version", "ssp->csp", Own(sessions::requests_are_of_1_3_and_answers_of_the_client)),
        ("(any)", "immediate client result", "csp->ssp", Own(sessions::the_client_is_told_at_once)),
        ("UserID", "text", "both", Own(parties::the_scheme_is_not_written_and_not_needed)),
        ("User", "ClientID/URL", "both", Own(parties::clients_go_along)),
        ("User", "ApplicationID", "csp->ssp", Own(parties::applications_stand_in_clients)),
        ("User", "FriendlyName", "ssp->csp", Own(parties::friendly_names_are_only_read)),
        ("ScreenName", "SName, GroupID", "both", Both(JOIN, &[
            ("JoinGroupRequest/ScreenName", "Castle"), ("JoinGroupRequest/ScreenName@groupID", "omar/chess@beta.example")])),
        ("Group", "GroupID or ScreenName", "both", Own(parties::groups_and_those_in_them)),
        ("Result", "Code", "both", Own(parties::codes_are_copied)),
        ("Result", "Description", "both", Answer(SEND, DETAILED, &[("SendMessageResponse/Status/StatusDescription", "Partly done")])),
        ("Result", "DetailedResult/Code, Description", "both", Answer(SEND, DETAILED, &[
            ("SendMessageResponse/Status/DetailedResult@code", "427"),
            ("SendMessageResponse/Status/DetailedResult/StatusDescription", "Unknown user")])),
        ("Result", "DetailedResult user/group/screen name/domain lists", "both", Own(parties::detailed_results_drop_messages_and_lists)),
        ("Result", "TryAgainTimeout", "both", Answer(SEND, DETAILED, &[("SendMessageResponse/Status/TryAgainTimeout", "120")])),
        ("Status", "Result", "csp->ssp", Own(parties::the_wrapper_of_a_status_is_dropped)),
        ("Status", "Result", "ssp->csp", Own(parties::success_is_no_news)),
        ("Invite-Request", "InviteID", "both", Both(INVITE, &[("InviteRequest@inviteID", "inv-1")])),
        ("Invite-Request", "InviteType", "both", Both(INVITE, &[("InviteRequest@inviteType", "GR")])),
        ("Invite-Request", "Validity", "both", Both(INVITE, &[("InviteRequest@validity", "3600")])),
        ("Invite-Request", "Recipient (users, groups)", "csp->ssp", Own(invitations::one_invitation_for_each)),
        ("Invite-Request", "Recipient", "ssp->csp", Both(INVITE, &[("InviteRequest/Invited/User@userID", "omar@beta.example")])),
        ("Invite-Request", "Sender", "both", Both(INVITE, &[("InviteRequest/Inviting/User@userID", "nadia@alpha.example")])),
        ("Invite-Request", "GroupID", "both", Both(INVITE, &[("InviteRequest/GroupID@groupID", "nadia/rowing@alpha.example")])),
        ("Invite-Request", "ApplicationID", "both", Both(INVITE, &[("InviteRequest/ApplicationID@applicationID", "chess")])),
        ("Invite-Request", "PresenceSubList", "both", Both(INVITE, &[("InviteRequest/AttributeList/PresenceSubList/OnlineStatus", "")])),
        ("Invite-Request", "URLList/URL", "both", Both(INVITE, &[("InviteRequest/ContentIDList/ContentID@url", "http://alpha.example/17")])),
        ("Invite-Request", "InviteNote", "both", Both(INVITE, &[("InviteRequest/InviteNote", "On Friday")])),
        ("Invite-Request", "OwnProperties or ScreenName", "both", Both(INVITE, &[
            ("InviteRequest/ScreenName", "Stroke"), ("InviteRequest/ScreenName@groupID", "nadia/rowing@alpha.example")])),
        ("Invite-Response / InviteUser-Response", "InviteID", "both", Both(DECISION, &[("InviteResponse@inviteID", "inv-1")])),
        ("InviteUser-Response", "Acceptance", "both", Own(invitations::decisions_are_yes_or_no)),
        ("InviteUser-Response", "Recipient (the inviter)", "ssp->csp", Both(DECISION, &[("InviteResponse/Inviting/User@userID", "omar@beta.example")])),
        ("InviteUser-Response", "Sender (the invited)", "ssp->csp", Both(DECISION, &[("InviteResponse/Responding/User@userID", "nadia@alpha.example")])),
        ("Invite-Response", "Sender / Recipient", "csp->ssp", Own(invitations::parties_are_written_by_meaning_and_read_either_way)),
        ("InviteUser-Response", "ResponseNote", "both", Both(DECISION, &[("InviteResponse/ResponseNote", "With pleasure")])),
        ("InviteUser-Response", "ScreenName", "both", Both(DECISION, &[("InviteResponse/ScreenName", "Bow")])),
        ("CancelInvite-Request", "all", "both", Own(invitations::withdrawals_are_like_invitations)),
        ("SubscribePresence-Request", "UserIDList or User list", "both", Own(presence::users_are_listed_in_any_version)),
        ("SubscribePresence-Request", "PresenceSubList", "both", Both(SUBSCRIBE, &[("SubscribeRequest/AttributeList/PresenceSubList/OnlineStatus", "")])),
        ("SubscribePresence-Request", "AutoSubscribe", "csp->ssp", Own(presence::automatic_subscription_is_lost)),
        ("UnsubscribePresence-Request", "UserIDList or User list", "both", Both(UNSUBSCRIBE, &[("UnsubscribeRequest/UserID@userID", "omar@beta.example")])),
        ("PresenceNotification-Request", "Presence/UserID", "both", Own(presence::presence_is_of_users)),
        ("PresenceNotification-Request", "Presence/PresenceSubList", "both", Own(presence::only_the_first_list_of_values_travels)),
        ("PresenceNotification-Request", "(addressees)", "both", Own(presence::who_watches_is_named)),
        ("GetPresence-Request", "UserIDList or User list", "both", Both(GET_PRESENCE, &[("GetPresenceRequest/VerUserID@userID", "omar@beta.example")])),
        ("GetPresence-Request", "PresenceSubList", "both", Both(GET_PRESENCE, &[("GetPresenceRequest/AttributeList/PresenceSubList/UserAvailability", "")])),
        ("GetPresence-Response", "Presence list", "csp->ssp", Answer(GET_PRESENCE, PRESENCE, &[
            ("GetPresenceResponse/PresenceValue@userID", "omar@beta.example"), ("GetPresenceResponse/Status@code", "200"),
            ("GetPresenceResponse/PresenceValue/PresenceSubList/UserAvailability/PresenceValue", "DISCREET")])),
        ("PresenceNotification-Request", "Presence list", "ssp->csp", Own(presence::late_presence_is_news)),
        ("SendMessage-Request", "DeliveryReport", "both", Both(SEND, &[("SendMessageRequest@deliveryReport", "Yes")])),
        ("SendMessage-Request", "MessageInfo/MessageID", "both", Both(SEND, &[("SendMessageRequest/MessageInfo@messageID", "m-1")])),
        ("SendMessage-Request", "MessageInfo/MessageURI", "both", Both(SEND, &[("SendMessageRequest/MessageInfo@messageURI", "http://alpha.example/m-1")])),
        ("SendMessage-Request", "MessageInfo/ContentType", "both", Both(SEND, &[
            ("SendMessageRequest/MessageInfo@contentType", "text/plain"), ("SendMessageRequest/ContentData@contentType", "text/plain")])),
        ("SendMessage-Request", "MessageInfo/ContentName", "both", Both(SEND, &[("SendMessageRequest/MessageInfo@contentName", "note.txt")])),
        ("SendMessage-Request", "MessageInfo/ContentSize", "both", Own(messaging::sizes_are_computed)),
        ("SendMessage-Request", "MessageInfo/Validity", "both", Both(SEND, &[("SendMessageRequest/MessageInfo@validity", "86400")])),
        ("SendMessage-Request", "MessageInfo/ContentEncoding", "csp->ssp", Own(messaging::nothing_is_encoded_twice)),
        ("SendMessage-Request", "MessageInfo/Recipient User*, Group*", "both", Own(messaging::recipients_stand_one_by_one)),
        ("SendMessage-Request", "MessageInfo/Sender", "both", Own(messaging::senders_in_groups_are_shown)),
        ("SendMessage-Request", "MessageInfo/DateTime", "both", Both(SEND, &[
            ("SendMessageRequest/MessageInfo/DateTime", "2009-05-14T16:20:05Z"), ("SendMessageRequest/MessageInfo/DateTime@format", "iso8601")])),
        ("SendMessage-Request", "ContentData", "both", Both(SEND, &[
            ("SendMessageRequest/ContentData", "SGVsbG8="), ("SendMessageRequest/ContentData@encoding", "base64")])),
        ("SendMessage-Response", "MessageID", "both", Answer(SEND, SENT, &[("SendMessageResponse@messageID", "m-1")])),
        ("SendMessage-Response", "Result", "both", Own(messaging::a_message_taken_is_no_news)),
        ("DeliveryReport-Request", "DeliveryResult/Result", "both", Both(REPORT, &[("DeliveryStatusReport/DeliveryResult/Status@code", "200")])),
        ("DeliveryReport-Request", "DeliveryTime", "both", Both(REPORT, &[("DeliveryStatusReport/DeliveryTime", "2009-05-14T16:20:31Z")])),
        ("DeliveryReport-Request", "MessageInfo", "both", Both(REPORT, &[
            ("DeliveryStatusReport/MessageInfo@messageID", "m-1"),
            ("DeliveryStatusReport/MessageInfo/Recipient/User@userID", "omar@beta.example")])),
        ("NewMessage", "(all)", "ssp->csp", Own(messaging::messages_are_pushed)),
        ("DeleteGroup-Request", "GroupID", "both", Both(DELETE, &[("DeleteGroupRequest@groupID", "omar/chess@beta.example")])),
        ("CreateGroup-Request", "(all)", "csp->ssp", Own(groups::groups_are_not_created_elsewhere)),
        ("JoinGroup-Request", "GroupID", "both", Both(JOIN, &[("JoinGroupRequest@groupID", "omar/chess@beta.example")])),
        ("JoinGroup-Request", "JoinedRequest", "both", Both(JOIN, &[("JoinGroupRequest@joinedListRequest", "Yes")])),
        ("JoinGroup-Request", "SubscribeNotification", "both", Both(JOIN, &[("JoinGroupRequest@subscribeNotif", "Yes")])),
        ("JoinGroup-Request", "ScreenName", "both", Both(JOIN, &[("JoinGroupRequest/ScreenName", "Castle")])),
        ("JoinGroup-Request", "OwnProperties", "both", Both(JOIN, &[
            ("JoinGroupRequest/OwnProperties/Property/Name", "ShowID"), ("JoinGroupRequest/OwnProperties/Property/Value", "T")])),
        ("JoinGroup-Response", "Joined / UserMapList / UserList", "both", Own(groups::those_in_a_group_are_listed_as_the_version_does)),
        ("JoinGroup-Response", "WelcomeNote", "both", Answer(JOIN, JOINED, &[
            ("JoinGroupResponse/WelcomeNote/ContentData", "QmUgbmljZQ=="), ("JoinGroupResponse/WelcomeNote/ContentData@encoding", "base64"),
            ("JoinGroupResponse/WelcomeNote/ContentData@contentType", "text/plain")])),
        ("LeaveGroup-Request", "GroupID", "both", Both(LEAVE, &[("LeaveGroupRequest@groupID", "omar/chess@beta.example")])),
        ("LeaveGroup-Response", "Result, GroupID", "both", Answer(LEAVE, LEFT, &[
            ("LeaveGroupIndication/Status@code", "200"), ("LeaveGroupIndication@groupID", "omar/chess@beta.example")])),
        ("GetGroupMembers-Request", "GroupID", "both", Both(GET_MEMBERS, &[("GetGroupMemberRequest@groupID", "omar/chess@beta.example")])),
        ("GetGroupMembers-Response", "Admin, Mod, user list", "both", Answer(GET_MEMBERS, MEMBERS, &[
            ("GetGroupMemberResponse/Admins/UserID@userID", "omar@beta.example"),
            ("GetGroupMemberResponse/Moderators/UserID@userID", "pia@beta.example"),
            ("GetGroupMemberResponse/OrdinaryUsers/UserID@userID", "nadia@alpha.example")])),
        ("GetJoinedUsers-Request", "GroupID", "both", Both(GET_JOINED, &[("GetJoinedUsersRequest@groupID", "omar/chess@beta.example")])),
        ("GetJoinedUsers-Response", "AdminMapList, UserMapList, JoinedBlocked", "both", Answer(GET_JOINED, IN_GROUP, &[
            ("GetJoinedUsersResponse/JoinedAdmin/UserMapList/UserMapping/Mapping/SName", "King"),
            ("GetJoinedUsersResponse/JoinedAdmin/UserMapList/UserMapping/Mapping/UserID@userID", "omar@beta.example"),
            ("GetJoinedUsersResponse/JoinedUser/UserMapList/UserMapping/Mapping/SName", "Castle"),
            ("GetJoinedUsersResponse/JoinedBlocked/UserMapList/UserMapping/Mapping/SName", "Pawn")])),
        ("AddGroupMembers-Request", "GroupID, users", "both", Both(ADD, &[
            ("AddGroupMemberRequest@groupID", "omar/chess@beta.example"), ("AddGroupMemberRequest/UserID[1]@userID", "quinn@alpha.example")])),
        ("RemoveGroupMembers-Request", "GroupID, users", "both", Both(REMOVE, &[
            ("RemoveGroupMemberRequest@groupID", "omar/chess@beta.example"), ("RemoveGroupMemberRequest/UserID@userID", "quinn@alpha.example")])),
        ("MemberAccess-Request", "Admin, Mod, users", "both", Both(ACCESS, &[
            ("MemberAccessRequest/Admins/UserID@userID", "omar@beta.example"),
            ("MemberAccessRequest/Moderators/UserID@userID", "nadia@alpha.example"),
            ("MemberAccessRequest/OrdinaryUsers/UserID@userID", "pia@beta.example")])),
        ("GetGroupProps-Request", "GroupID", "both", Both(GET_PROPS, &[("GetGroupPropsRequest@groupID", "omar/chess@beta.example")])),
        ("GetGroupProps-Response", "GroupProperties, OwnProperties", "both", Answer(GET_PROPS, PROPS, &[
            ("GetGroupPropsResponse/GroupProperties/Property/Value", "Chess corner"),
            ("GetGroupPropsResponse/OwnProperties/Property/Name", "IsMember")])),
        ("SetGroupProps-Request", "GroupProperties, OwnProperties", "both", Both(SET_PROPS, &[
            ("SetGroupPropsRequest/GroupProperties/Property/Name", "Topic"),
            ("SetGroupPropsRequest/GroupProperties/WelcomeNote/ContentData", "SGVsbG8="),
            ("SetGroupPropsRequest/OwnProperties/Property/Value", "F")])),
        ("RejectList-Request", "AddList, RemoveList", "both", Both(REJECT, &[
            ("RejectListRequest/AddUsers/UserID@userID", "troll@alpha.example"),
            ("RejectListRequest/RemoveUsers/UserID@userID", "rita@alpha.example")])),
        ("RejectList-Response", "UserList", "both", Answer(REJECT, REJECTED, &[("RejectListResponse/RejectList/UserID@userID", "troll@alpha.example")])),
        ("SubscribeGroupNotice-Request", "SubscribeType S / U / G", "both", Own(groups::one_primitive_of_clients_is_three_of_servers)),
        ("SubscribeGroupNotice-Response", "Value T/F", "both", Own(groups::the_group_comes_from_the_question)),
        ("GroupChangeNotice", "GroupID", "both", Both(NOTICE, &[("GroupChangeNotice@groupID", "nadia/rowing@alpha.example")])),
        ("GroupChangeNotice", "(addressees)", "both", Own(groups::who_is_told_of_changes_is_named)),
        ("GroupChangeNotice", "Joined, Left", "both", Own(groups::names_come_and_go)),
        ("GroupChangeNotice", "JoinedBlocked, LeftBlocked", "both", Both(NOTICE, &[
            ("GroupChangeNotice/JoinedBlocked/UserMapList/UserMapping/Mapping/SName", "Rook"),
            ("GroupChangeNotice/LeftBlocked/UserList/ScreenName", "Pawn")])),
        ("GroupChangeNotice", "GroupProperties, OwnProperties", "both", Both(NOTICE, &[
            ("GroupChangeNotice/GroupProperties/Property/Value", "Endgames"), ("GroupChangeNotice/OwnProperties/Property/Name", "IsMember")])),
        ("Search-Request, StopSearch-Request", "(all)", "csp->ssp", Own(refusals::searches_stay_at_home)),
        ("GetPublicProfile-Request", "(all)", "csp->ssp", Own(refusals::profiles_stay_at_home)),
        ("(contact lists, attribute lists, block lists, message list handling)", "(all)", "csp->ssp", Own(refusals::lists_stay_at_home)),
        ("(recipient in a third domain)", "Recipient", "ssp->csp", Own(refusals::third_domains_are_refused)),
        ("(unknown local user)", "Recipient", "ssp->csp", Own(refusals::unknown_users_are_refused)),
        ("(primitive not understood)", "", "ssp->csp", Own(refusals::what_is_not_understood_is_405)),
        ("(primitive understood but without handler)", "", "ssp->csp", Own(refusals::what_nobody_handles_is_501)),
    ]
}

fn check(name: &str, case: &Case) {
    let places = |document: &str, places: &[(&str, &str)]| {
        for (place, value) in places {
            assert_eq!(at(document, place).as_deref(), Some(*value), "{name}: {place} in {document}");
        }
    };
    match case {
        Both(request, expected) => {
            let request = csp13(request);
            let sent = sent(&request);
            assert_eq!(sent.losses, [], "{name}");
            let (document, read) = wire("Request", &sent.message);
            places(&document, expected);
            let received = received(&read).unwrap();
            assert_eq!(received.losses, [], "{name}");
            assert_eq!(received.message.primitive, request, "{name}: {document}");
            // Every request says who acts: Nadia, who is logged in.
            let acting = received.message.sender.and_then(|user| user.user_id);
            assert_eq!(acting, Some(NADIA.into()), "{name}: {document}");
        }
        Answer(request, response, expected) => {
            let (request, response) = (csp13(request), csp13(response));
            let answer = answered(&request, &response);
            assert_eq!(answer.losses, [], "{name}");
            let (document, read) = wire("Response", &answer.message);
            places(&document, expected);
            let received = answer_of(&read, &waiting(request, Version::V1_3, false));
            assert_eq!(received.losses, [], "{name}");
            assert_eq!(received.message, Some(response), "{name}: {document}");
        }
        Own(case) => case(),
    }
}

#[test]
fn every_row_has_a_case_and_every_case_a_row() {
    let mut cases: BTreeMap<_, _> = cases()
        .into_iter()
        .map(|(primitive, field, direction, case)| ((primitive, field, direction), case))
        .collect();
    assert_eq!(cases.len(), 107);
    let rows = table("ssp/csp-mapping.tsv");
    for row in &rows {
        let [primitive, field, direction, ..] = row.as_slice() else { panic!("{row:?}") };
        let case = cases.remove(&(primitive.as_str(), field.as_str(), direction.as_str()));
        let name = format!("{primitive} {field} {direction}");
        check(&name, &case.unwrap_or_else(|| panic!("no case: {name}")));
    }
    assert!(cases.is_empty(), "no row: {:?}", cases.keys());
}

/// Returns a relayed request as a document.
fn document(request: &csp::Primitive<'static>) -> String {
    wire("Request", &sent(request).message).0
}

/// Relays a request with another route.
fn sent_by(request: &str, route: &Route<'static>) -> Primitive<'static> {
    to_ssp(&csp13(request), route, &alpha()).unwrap().message.remove(0).primitive
}
