//! Every row of `csp-mapping.tsv` has a case here, and every case a row: the places that the row names, and its rule, both ways as
//! it says.

mod common;
#[path = "common/relaying.rs"]
mod relaying;

use imps_core::Version;
use imps_csp as csp;
use imps_ssp::relay::{
    Context, Pending, Reason, RelayError, Route, answer, immediate, new_message, request_to_csp, to_ssp,
};
use imps_ssp::{MetaInfo, Party, Primitive};
use relaying::{
    NADIA, OMAR, alpha, answer_of, answered, at, beta, csp_of, csp13, paths, received, route, sent, ssp,
    waiting, wire,
};
use std::collections::BTreeMap;

/// How a row is checked.
enum Case {
    /// A request goes over, its values are in these places, and what arrives is the same.
    Both(&'static str, &'static [(&'static str, &'static str)]),
    /// So does an answer: to the first, of the second.
    Answer(&'static str, &'static str, &'static [(&'static str, &'static str)]),
    /// In its own way.
    Own(fn()),
}

use Case::{Answer, Both, Own};

const INVITE: &str = "<Invite-Request><InviteID>inv-1</InviteID><InviteType>GR</InviteType>\
    <Sender><User><UserID>wv:nadia@alpha.example</UserID></User></Sender>\
    <Recipient><User><UserID>wv:omar@beta.example</UserID></User></Recipient><ApplicationID>chess</ApplicationID>\
    <GroupID>wv:nadia/rowing@alpha.example</GroupID><PresenceSubList><OnlineStatus/></PresenceSubList>\
    <URLList><URL>http://alpha.example/17</URL></URLList><InviteNote>On Friday</InviteNote>\
    <ScreenName><SName>Stroke</SName><GroupID>wv:nadia/rowing@alpha.example</GroupID></ScreenName>\
    <Validity>3600</Validity></Invite-Request>";
const CANCEL: &str = "<CancelInvite-Request><InviteID>inv-1</InviteID>\
    <Sender><User><UserID>wv:nadia@alpha.example</UserID></User></Sender>\
    <Recipient><User><UserID>wv:omar@beta.example</UserID></User></Recipient><InviteNote>On Sunday</InviteNote>\
    <ApplicationID>chess</ApplicationID><GroupID>wv:nadia/rowing@alpha.example</GroupID>\
    <PresenceSubList><OnlineStatus/></PresenceSubList><URLList><URL>http://alpha.example/17</URL></URLList>\
    <ScreenName><SName>Stroke</SName><GroupID>wv:nadia/rowing@alpha.example</GroupID></ScreenName></CancelInvite-Request>";
/// Nadia decides, Omar has invited.
const DECISION: &str = "<InviteUser-Response><InviteID>inv-1</InviteID><Acceptance>T</Acceptance>\
    <Sender><User><UserID>wv:nadia@alpha.example</UserID></User></Sender>\
    <Recipient><User><UserID>wv:omar@beta.example</UserID></User></Recipient><ResponseNote>With pleasure</ResponseNote>\
    <ScreenName><SName>Bow</SName><GroupID>wv:omar/chess@beta.example</GroupID></ScreenName></InviteUser-Response>";
const REFUSAL: &str = "<InviteUser-Response><InviteID>inv-1</InviteID><Acceptance>F</Acceptance>\
        <Sender><User><UserID>wv:nadia@alpha.example</UserID></User></Sender>\
        <Recipient><User><UserID>wv:omar@beta.example</UserID></User></Recipient></InviteUser-Response>";
const SUBSCRIBE: &str = "<SubscribePresence-Request><UserIDList><UserID>wv:omar@beta.example</UserID>\
    <UserID>wv:pia@beta.example</UserID></UserIDList><PresenceSubList><OnlineStatus/></PresenceSubList>\
    </SubscribePresence-Request>";
const UNSUBSCRIBE: &str = "<UnsubscribePresence-Request><UserIDList><UserID>wv:omar@beta.example</UserID></UserIDList>\
    </UnsubscribePresence-Request>";
const GET_PRESENCE: &str = "<GetPresence-Request><UserIDList><UserID>wv:omar@beta.example</UserID></UserIDList>\
    <PresenceSubList><UserAvailability/></PresenceSubList></GetPresence-Request>";
const NOTIFICATION: &str = "<PresenceNotification-Request><Presence><UserID>wv:nadia@alpha.example</UserID>\
    <PresenceSubList><OnlineStatus><Qualifier>T</Qualifier><PresenceValue>T</PresenceValue></OnlineStatus></PresenceSubList>\
    </Presence></PresenceNotification-Request>";
const PRESENCE: &str = "<GetPresence-Response><Result><Code>200</Code></Result>\
    <Presence><UserID>wv:omar@beta.example</UserID><PresenceSubList><UserAvailability><Qualifier>T</Qualifier>\
    <PresenceValue>DISCREET</PresenceValue></UserAvailability></PresenceSubList></Presence></GetPresence-Response>";
const SEND: &str = "<SendMessage-Request><DeliveryReport>T</DeliveryReport><MessageInfo><MessageID>m-1</MessageID>\
    <MessageURI>http://alpha.example/m-1</MessageURI><ContentType>text/plain</ContentType><ContentSize>5</ContentSize>\
    <ContentName>note.txt</ContentName>\
    <Recipient><User><UserID>wv:omar@beta.example</UserID></User>\
    <Group><GroupID>wv:omar/chess@beta.example</GroupID></Group></Recipient>\
    <Sender><User><UserID>wv:nadia@alpha.example</UserID></User></Sender><DateTime>20090514T162005Z</DateTime>\
    <Validity>86400</Validity></MessageInfo><ContentData>Hello</ContentData></SendMessage-Request>";
const SENT: &str = "<SendMessage-Response><Result><Code>201</Code><Description>Partly</Description></Result>\
    <MessageID>m-1</MessageID></SendMessage-Response>";
/// Nadia's server tells Omar what became of his message.
const REPORT: &str = "<DeliveryReport-Request><Result><Code>200</Code></Result><DeliveryTime>20090514T162031Z</DeliveryTime>\
    <MessageInfo><MessageID>m-1</MessageID><ContentType>text/plain</ContentType>\
    <Recipient><User><UserID>wv:omar@beta.example</UserID></User></Recipient>\
    <Sender><User><UserID>wv:nadia@alpha.example</UserID></User></Sender></MessageInfo></DeliveryReport-Request>";
const JOIN: &str = "<JoinGroup-Request><GroupID>wv:omar/chess@beta.example</GroupID>\
    <ScreenName><SName>Castle</SName><GroupID>wv:omar/chess@beta.example</GroupID></ScreenName>\
    <JoinedRequest>T</JoinedRequest><SubscribeNotification>T</SubscribeNotification>\
    <OwnProperties><Property><Name>ShowID</Name><Value>T</Value></Property></OwnProperties></JoinGroup-Request>";
const JOINED: &str = "<JoinGroup-Response><Joined><UserMapList><UserMapping><Mapping><SName>King</SName></Mapping>\
    <Mapping><SName>Castle</SName></Mapping></UserMapping></UserMapList></Joined>\
    <WelcomeNote><ContentType>text/plain</ContentType><ContentData>Be nice</ContentData></WelcomeNote></JoinGroup-Response>";
const DELETE: &str =
    "<DeleteGroup-Request><GroupID>wv:omar/chess@beta.example</GroupID></DeleteGroup-Request>";
const LEAVE: &str = "<LeaveGroup-Request><GroupID>wv:omar/chess@beta.example</GroupID></LeaveGroup-Request>";
const LEFT: &str = "<LeaveGroup-Response><GroupID>wv:omar/chess@beta.example</GroupID><Result><Code>200</Code></Result>\
    </LeaveGroup-Response>";
const GET_MEMBERS: &str =
    "<GetGroupMembers-Request><GroupID>wv:omar/chess@beta.example</GroupID></GetGroupMembers-Request>";
const MEMBERS: &str = "<GetGroupMembers-Response>\
    <Admin><UserList><User><UserID>wv:omar@beta.example</UserID></User></UserList></Admin>\
    <Mod><UserList><User><UserID>wv:pia@beta.example</UserID></User></UserList></Mod>\
    <UserList><User><UserID>wv:nadia@alpha.example</UserID></User></UserList></GetGroupMembers-Response>";
const GET_JOINED: &str =
    "<GetJoinedUsers-Request><GroupID>wv:omar/chess@beta.example</GroupID></GetJoinedUsers-Request>";
const IN_GROUP: &str = "<GetJoinedUsers-Response><AdminMapList>\
    <AdminMapping><Mapping><SName>King</SName><UserID>wv:omar@beta.example</UserID></Mapping></AdminMapping>\
    <UserMapping><Mapping><SName>Castle</SName></Mapping></UserMapping></AdminMapList>\
    <JoinedBlocked><UserList><ScreenName><SName>Pawn</SName><GroupID>wv:omar/chess@beta.example</GroupID></ScreenName>\
    </UserList></JoinedBlocked></GetJoinedUsers-Response>";
const ADD: &str = "<AddGroupMembers-Request><GroupID>wv:omar/chess@beta.example</GroupID>\
    <UserIDList><UserID>wv:nadia@alpha.example</UserID><UserID>wv:quinn@alpha.example</UserID></UserIDList></AddGroupMembers-Request>";
const REMOVE: &str = "<RemoveGroupMembers-Request><GroupID>wv:omar/chess@beta.example</GroupID>\
    <UserIDList><UserID>wv:quinn@alpha.example</UserID></UserIDList></RemoveGroupMembers-Request>";
const ACCESS: &str = "<MemberAccess-Request><GroupID>wv:omar/chess@beta.example</GroupID>\
    <Admin><UserList><User><UserID>wv:omar@beta.example</UserID></User></UserList></Admin>\
    <Mod><UserList><User><UserID>wv:nadia@alpha.example</UserID></User></UserList></Mod>\
    <UserList><User><UserID>wv:pia@beta.example</UserID></User></UserList></MemberAccess-Request>";
const GET_PROPS: &str =
    "<GetGroupProps-Request><GroupID>wv:omar/chess@beta.example</GroupID></GetGroupProps-Request>";
const PROPS: &str = "<GetGroupProps-Response><GroupProperties><Property><Name>Name</Name><Value>Chess corner</Value></Property>\
    </GroupProperties><OwnProperties><Property><Name>IsMember</Name><Value>T</Value></Property></OwnProperties>\
    </GetGroupProps-Response>";
const SET_PROPS: &str = "<SetGroupProps-Request><GroupID>wv:omar/chess@beta.example</GroupID>\
    <GroupProperties><Property><Name>Topic</Name><Value>Openings</Value></Property>\
    <WelcomeNote><ContentType>text/plain</ContentType><ContentData>Hello</ContentData></WelcomeNote></GroupProperties>\
    <OwnProperties><Property><Name>ShowID</Name><Value>F</Value></Property></OwnProperties></SetGroupProps-Request>";
const REJECT: &str = "<RejectList-Request><GroupID>wv:omar/chess@beta.example</GroupID>\
    <AddList><UserID>wv:troll@alpha.example</UserID></AddList><RemoveList><UserID>wv:rita@alpha.example</UserID></RemoveList>\
    </RejectList-Request>";
const REJECTED: &str = "<RejectList-Response><UserList><User><UserID>wv:troll@alpha.example</UserID></User></UserList>\
    </RejectList-Response>";
const ASK_NOTICE: &str = "<SubscribeGroupNotice-Request><GroupID>wv:omar/chess@beta.example</GroupID>\
    <SubscribeType>G</SubscribeType></SubscribeGroupNotice-Request>";
const NOTICE: &str = "<GroupChangeNotice><GroupID>wv:nadia/rowing@alpha.example</GroupID>\
    <Joined><UserMapList><UserMapping><Mapping><SName>Bishop</SName></Mapping></UserMapping></UserMapList></Joined>\
    <Left><UserList><ScreenName><SName>King</SName><GroupID>wv:nadia/rowing@alpha.example</GroupID></ScreenName></UserList></Left>\
    <JoinedBlocked><UserList><ScreenName><SName>Rook</SName><GroupID>wv:nadia/rowing@alpha.example</GroupID></ScreenName>\
    </UserList></JoinedBlocked>\
    <LeftBlocked><UserList><ScreenName><SName>Pawn</SName><GroupID>wv:nadia/rowing@alpha.example</GroupID></ScreenName>\
    </UserList></LeftBlocked>\
    <GroupProperties><Property><Name>Topic</Name><Value>Endgames</Value></Property></GroupProperties>\
    <OwnProperties><Property><Name>IsMember</Name><Value>T</Value></Property></OwnProperties></GroupChangeNotice>";
/// An answer with everything that a result can carry.
const DETAILED: &str = "<SendMessage-Response><Result><Code>201</Code><Description>Partly done</Description>\
    <DetailedResult><Code>427</Code><Description>Unknown user</Description><UserID>wv:ghost@beta.example</UserID>\
    <GroupID>wv:omar/go@beta.example</GroupID>\
    <ScreenName><SName>Pawn</SName><GroupID>wv:omar/chess@beta.example</GroupID></ScreenName><Domain>gamma.example</Domain>\
    </DetailedResult><TryAgainTimeout>120</TryAgainTimeout></Result><MessageID>m-1</MessageID></SendMessage-Response>";

/// Primitive, field and direction, as the table has them, and the case.
type Row = (&'static str, &'static str, &'static str, Case);

#[rustfmt::skip]
#[allow(clippy::too_many_lines)] // a table
fn cases() -> Vec<Row> {
    vec![
        ("(any)", "Sender / logged-on user", "csp->ssp", Own(the_sender_goes_into_the_meta_information)),
        ("(any)", "domain of the sender", "csp->ssp", Own(the_domain_of_the_sender_is_the_service)),
        ("(any)", "Sender", "ssp->csp", Own(the_acting_user_is_of_the_peer)),
        ("(any)", "TransactionID", "csp->ssp", Own(transactions_are_named_anew)),
        ("(any)", "TransactionID", "ssp->csp", Own(the_number_finds_who_waits)),
        ("(any)", "SessionID", "both", Own(sessions_have_nothing_to_do_with_each_other)),
        ("(any)", "CSP version", "ssp->csp", Own(requests_are_of_1_3_and_answers_of_the_client)),
        ("(any)", "immediate client result", "csp->ssp", Own(the_client_is_told_at_once)),
        ("UserID", "text", "both", Own(the_scheme_is_not_written_and_not_needed)),
        ("User", "ClientID/URL", "both", Own(clients_go_along)),
        ("User", "ApplicationID", "csp->ssp", Own(applications_stand_in_clients)),
        ("User", "FriendlyName", "ssp->csp", Own(friendly_names_are_only_read)),
        ("ScreenName", "SName, GroupID", "both", Both(JOIN, &[
            ("JoinGroupRequest/ScreenName", "Castle"), ("JoinGroupRequest/ScreenName@groupID", "omar/chess@beta.example")])),
        ("Group", "GroupID or ScreenName", "both", Own(groups_and_those_in_them)),
        ("Result", "Code", "both", Own(codes_are_copied)),
        ("Result", "Description", "both", Answer(SEND, DETAILED, &[("SendMessageResponse/Status/StatusDescription", "Partly done")])),
        ("Result", "DetailedResult/Code, Description", "both", Answer(SEND, DETAILED, &[
            ("SendMessageResponse/Status/DetailedResult@code", "427"),
            ("SendMessageResponse/Status/DetailedResult/StatusDescription", "Unknown user")])),
        ("Result", "DetailedResult user/group/screen name/domain lists", "both", Own(detailed_results_drop_messages_and_lists)),
        ("Result", "TryAgainTimeout", "both", Answer(SEND, DETAILED, &[("SendMessageResponse/Status/TryAgainTimeout", "120")])),
        ("Status", "Result", "csp->ssp", Own(the_wrapper_of_a_status_is_dropped)),
        ("Status", "Result", "ssp->csp", Own(success_is_no_news)),
        ("Invite-Request", "InviteID", "both", Both(INVITE, &[("InviteRequest@inviteID", "inv-1")])),
        ("Invite-Request", "InviteType", "both", Both(INVITE, &[("InviteRequest@inviteType", "GR")])),
        ("Invite-Request", "Validity", "both", Both(INVITE, &[("InviteRequest@validity", "3600")])),
        ("Invite-Request", "Recipient (users, groups)", "csp->ssp", Own(one_invitation_for_each)),
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
        ("InviteUser-Response", "Acceptance", "both", Own(decisions_are_yes_or_no)),
        ("InviteUser-Response", "Recipient (the inviter)", "ssp->csp", Both(DECISION, &[("InviteResponse/Inviting/User@userID", "omar@beta.example")])),
        ("InviteUser-Response", "Sender (the invited)", "ssp->csp", Both(DECISION, &[("InviteResponse/Responding/User@userID", "nadia@alpha.example")])),
        ("Invite-Response", "Sender / Recipient", "csp->ssp", Own(parties_are_written_by_meaning_and_read_either_way)),
        ("InviteUser-Response", "ResponseNote", "both", Both(DECISION, &[("InviteResponse/ResponseNote", "With pleasure")])),
        ("InviteUser-Response", "ScreenName", "both", Both(DECISION, &[("InviteResponse/ScreenName", "Bow")])),
        ("CancelInvite-Request", "all", "both", Own(withdrawals_are_like_invitations)),
        ("SubscribePresence-Request", "UserIDList or User list", "both", Own(users_are_listed_in_any_version)),
        ("SubscribePresence-Request", "PresenceSubList", "both", Both(SUBSCRIBE, &[("SubscribeRequest/AttributeList/PresenceSubList/OnlineStatus", "")])),
        ("SubscribePresence-Request", "AutoSubscribe", "csp->ssp", Own(automatic_subscription_is_lost)),
        ("UnsubscribePresence-Request", "UserIDList or User list", "both", Both(UNSUBSCRIBE, &[("UnsubscribeRequest/UserID@userID", "omar@beta.example")])),
        ("PresenceNotification-Request", "Presence/UserID", "both", Own(presence_is_of_users)),
        ("PresenceNotification-Request", "Presence/PresenceSubList", "both", Own(only_the_first_list_of_values_travels)),
        ("PresenceNotification-Request", "(addressees)", "both", Own(who_watches_is_named)),
        ("GetPresence-Request", "UserIDList or User list", "both", Both(GET_PRESENCE, &[("GetPresenceRequest/VerUserID@userID", "omar@beta.example")])),
        ("GetPresence-Request", "PresenceSubList", "both", Both(GET_PRESENCE, &[("GetPresenceRequest/AttributeList/PresenceSubList/UserAvailability", "")])),
        ("GetPresence-Response", "Presence list", "csp->ssp", Answer(GET_PRESENCE, PRESENCE, &[
            ("GetPresenceResponse/PresenceValue@userID", "omar@beta.example"), ("GetPresenceResponse/Status@code", "200"),
            ("GetPresenceResponse/PresenceValue/PresenceSubList/UserAvailability/PresenceValue", "DISCREET")])),
        ("PresenceNotification-Request", "Presence list", "ssp->csp", Own(late_presence_is_news)),
        ("SendMessage-Request", "DeliveryReport", "both", Both(SEND, &[("SendMessageRequest@deliveryReport", "Yes")])),
        ("SendMessage-Request", "MessageInfo/MessageID", "both", Both(SEND, &[("SendMessageRequest/MessageInfo@messageID", "m-1")])),
        ("SendMessage-Request", "MessageInfo/MessageURI", "both", Both(SEND, &[("SendMessageRequest/MessageInfo@messageURI", "http://alpha.example/m-1")])),
        ("SendMessage-Request", "MessageInfo/ContentType", "both", Both(SEND, &[
            ("SendMessageRequest/MessageInfo@contentType", "text/plain"), ("SendMessageRequest/ContentData@contentType", "text/plain")])),
        ("SendMessage-Request", "MessageInfo/ContentName", "both", Both(SEND, &[("SendMessageRequest/MessageInfo@contentName", "note.txt")])),
        ("SendMessage-Request", "MessageInfo/ContentSize", "both", Own(sizes_are_computed)),
        ("SendMessage-Request", "MessageInfo/Validity", "both", Both(SEND, &[("SendMessageRequest/MessageInfo@validity", "86400")])),
        ("SendMessage-Request", "MessageInfo/ContentEncoding", "csp->ssp", Own(nothing_is_encoded_twice)),
        ("SendMessage-Request", "MessageInfo/Recipient User*, Group*", "both", Own(recipients_stand_one_by_one)),
        ("SendMessage-Request", "MessageInfo/Sender", "both", Own(senders_in_groups_are_shown)),
        ("SendMessage-Request", "MessageInfo/DateTime", "both", Both(SEND, &[
            ("SendMessageRequest/MessageInfo/DateTime", "2009-05-14T16:20:05Z"), ("SendMessageRequest/MessageInfo/DateTime@format", "iso8601")])),
        ("SendMessage-Request", "ContentData", "both", Both(SEND, &[
            ("SendMessageRequest/ContentData", "SGVsbG8="), ("SendMessageRequest/ContentData@encoding", "base64")])),
        ("SendMessage-Response", "MessageID", "both", Answer(SEND, SENT, &[("SendMessageResponse@messageID", "m-1")])),
        ("SendMessage-Response", "Result", "both", Own(a_message_taken_is_no_news)),
        ("DeliveryReport-Request", "DeliveryResult/Result", "both", Both(REPORT, &[("DeliveryStatusReport/DeliveryResult/Status@code", "200")])),
        ("DeliveryReport-Request", "DeliveryTime", "both", Both(REPORT, &[("DeliveryStatusReport/DeliveryTime", "2009-05-14T16:20:31Z")])),
        ("DeliveryReport-Request", "MessageInfo", "both", Both(REPORT, &[
            ("DeliveryStatusReport/MessageInfo@messageID", "m-1"),
            ("DeliveryStatusReport/MessageInfo/Recipient/User@userID", "omar@beta.example")])),
        ("NewMessage", "(all)", "ssp->csp", Own(messages_are_pushed)),
        ("DeleteGroup-Request", "GroupID", "both", Both(DELETE, &[("DeleteGroupRequest@groupID", "omar/chess@beta.example")])),
        ("CreateGroup-Request", "(all)", "csp->ssp", Own(groups_are_not_created_elsewhere)),
        ("JoinGroup-Request", "GroupID", "both", Both(JOIN, &[("JoinGroupRequest@groupID", "omar/chess@beta.example")])),
        ("JoinGroup-Request", "JoinedRequest", "both", Both(JOIN, &[("JoinGroupRequest@joinedListRequest", "Yes")])),
        ("JoinGroup-Request", "SubscribeNotification", "both", Both(JOIN, &[("JoinGroupRequest@subscribeNotif", "Yes")])),
        ("JoinGroup-Request", "ScreenName", "both", Both(JOIN, &[("JoinGroupRequest/ScreenName", "Castle")])),
        ("JoinGroup-Request", "OwnProperties", "both", Both(JOIN, &[
            ("JoinGroupRequest/OwnProperties/Property/Name", "ShowID"), ("JoinGroupRequest/OwnProperties/Property/Value", "T")])),
        ("JoinGroup-Response", "Joined / UserMapList / UserList", "both", Own(those_in_a_group_are_listed_as_the_version_does)),
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
        ("SubscribeGroupNotice-Request", "SubscribeType S / U / G", "both", Own(one_primitive_of_clients_is_three_of_servers)),
        ("SubscribeGroupNotice-Response", "Value T/F", "both", Own(the_group_comes_from_the_question)),
        ("GroupChangeNotice", "GroupID", "both", Both(NOTICE, &[("GroupChangeNotice@groupID", "nadia/rowing@alpha.example")])),
        ("GroupChangeNotice", "(addressees)", "both", Own(who_is_told_of_changes_is_named)),
        ("GroupChangeNotice", "Joined, Left", "both", Own(names_come_and_go)),
        ("GroupChangeNotice", "JoinedBlocked, LeftBlocked", "both", Both(NOTICE, &[
            ("GroupChangeNotice/JoinedBlocked/UserMapList/UserMapping/Mapping/SName", "Rook"),
            ("GroupChangeNotice/LeftBlocked/UserList/ScreenName", "Pawn")])),
        ("GroupChangeNotice", "GroupProperties, OwnProperties", "both", Both(NOTICE, &[
            ("GroupChangeNotice/GroupProperties/Property/Value", "Endgames"), ("GroupChangeNotice/OwnProperties/Property/Name", "IsMember")])),
        ("Search-Request, StopSearch-Request", "(all)", "csp->ssp", Own(searches_stay_at_home)),
        ("GetPublicProfile-Request", "(all)", "csp->ssp", Own(profiles_stay_at_home)),
        ("(contact lists, attribute lists, block lists, message list handling)", "(all)", "csp->ssp", Own(lists_stay_at_home)),
        ("(recipient in a third domain)", "Recipient", "ssp->csp", Own(third_domains_are_refused)),
        ("(unknown local user)", "Recipient", "ssp->csp", Own(unknown_users_are_refused)),
        ("(primitive not understood)", "", "ssp->csp", Own(what_is_not_understood_is_405)),
        ("(primitive understood but without handler)", "", "ssp->csp", Own(what_nobody_handles_is_501)),
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
    let rows = common::table("csp-mapping.tsv");
    for row in &rows {
        let [primitive, field, direction, ..] = row.as_slice() else { panic!("{row:?}") };
        let case = cases.remove(&(primitive.as_str(), field.as_str(), direction.as_str()));
        let name = format!("{primitive} {field} {direction}");
        check(&name, &case.unwrap_or_else(|| panic!("no case: {name}")));
    }
    assert!(cases.is_empty(), "no row: {:?}", cases.keys());
}

/// A document of what becomes of a request.
fn document(request: &csp::Primitive<'static>) -> String {
    wire("Request", &sent(request).message).0
}

/// What becomes of a request with another route.
fn sent_by(request: &str, route: &Route<'static>) -> Primitive<'static> {
    to_ssp(&csp13(request), route, &alpha()).unwrap().message.remove(0).primitive
}

fn the_sender_goes_into_the_meta_information() {
    let meta = |route: Route<'static>| {
        let (document, _) = wire("Request", &sent_by(DELETE, &route));
        let place = |place: &str| at(&document, &format!("DeleteGroupRequest/MetaInfo{place}"));
        (place("@clientOriginated"), place("/Requestor@serviceID"), place("/Requestor/User@userID"))
    };
    let some = |text: &str| Some(text.to_string());
    let user = meta(Route::from_user(NADIA));
    assert_eq!(user, (some("Yes"), some("wv:@alpha.example"), some("nadia@alpha.example")));
    assert_eq!(
        meta(Route::from_group("wv:/news@alpha.example")),
        (some("No"), some("wv:@alpha.example"), None)
    );
    assert_eq!(meta(Route::default()), (None, None, None));
}

fn the_domain_of_the_sender_is_the_service() {
    for (route, service) in [
        (Route::from_user("wv:nadia@Other.Example"), "wv:@Other.Example"),
        (Route::from_group("nadia/rowing@alpha.example"), "wv:@alpha.example"),
        // Without a domain it is that of the server.
        (Route::from_user("nadia"), "wv:@alpha.example"),
    ] {
        let (document, _) = wire("Request", &sent_by(DELETE, &route));
        assert_eq!(
            at(&document, "DeleteGroupRequest/MetaInfo/Requestor@serviceID").as_deref(),
            Some(service)
        );
    }
}

fn the_acting_user_is_of_the_peer() {
    let request = |originated: &str, user: &str| {
        ssp(&format!(
            "<UnsubscribeRequest><MetaInfo clientOriginated=\"{originated}\"><Requestor><User userID=\"{user}\"/></Requestor>\
             </MetaInfo><UserID userID=\"omar@beta.example\"/></UnsubscribeRequest>"
        ))
    };
    let sender =
        |request: &Primitive<'static>| received(request).map(|it| it.message.sender.map(|user| user.user_id));
    assert_eq!(sender(&request("Yes", "nadia@ALPHA.example")), Ok(Some("wv:nadia@ALPHA.example".into())));
    assert_eq!(sender(&request("No", "eve@gamma.example")), Ok(None));
    for user in ["eve@gamma.example", "omar@beta.example", "eve"] {
        let error = sender(&request("Yes", user)).unwrap_err();
        assert_eq!(error.status().code, csp::StatusCode::GENERAL_ADDRESS_ERROR, "{user}");
        assert_eq!(error.code().number(), 901);
    }
}

fn transactions_are_named_anew() {
    let mut pending = Pending::new(540, 10);
    let request = csp13(
        "<UnsubscribePresence-Request><UserIDList><UserID>wv:a@beta.example</UserID>\
        <UserID>wv:b@gamma.example</UserID></UserIDList></UnsubscribePresence-Request>",
    );
    let messages = to_ssp(&request, &route(), &alpha()).unwrap().message;
    let ids = pending.open(waiting(request, Version::V1_2, true), &messages, 0).unwrap();
    assert_eq!(ids, ["0000000540-1", "0000000540-2"]);
    let request = csp13(LEAVE);
    let messages = to_ssp(&request, &route(), &alpha()).unwrap().message;
    assert_eq!(pending.open(waiting(request, Version::V1_2, true), &messages, 0).unwrap(), ["0000000541-0"]);
}

fn the_number_finds_who_waits() {
    let mut pending = Pending::new(540, 10);
    let request = csp13(LEAVE);
    let messages = to_ssp(&request, &route(), &alpha()).unwrap().message;
    let client = csp::ClientId::from_url("http://alpha.example/phone");
    let who =
        imps_ssp::relay::Waiting { client_id: Some(client.clone()), ..waiting(request, Version::V1_1, true) };
    let ids = pending.open(who, &messages, 0).unwrap();
    assert_eq!(pending.close("gamma.example", &ids[0]), None);
    let found = pending.close("BETA.example", &ids[0]).unwrap();
    assert_eq!(
        (found.version, found.client_id, found.transaction_id),
        (Version::V1_1, Some(client), Some("t1".into()))
    );
}

fn sessions_have_nothing_to_do_with_each_other() {
    let request = csp13(LEAVE);
    let (document, read) = wire("Request", &sent(&request).message);
    assert!(document.contains("sessionID=\"71@alpha.example\"") && !document.contains("s1"), "{document}");
    let answer = answered(&request, &csp13(LEFT)).message;
    let waiting = waiting(request, Version::V1_2, false);
    let message = waiting.message(answer_of(&answer, &waiting).message.unwrap());
    assert_eq!(message.session.descriptor.session_id, Some("s1".into()));
    assert!(received(&read).is_ok());
}

fn requests_are_of_1_3_and_answers_of_the_client() {
    let request = ssp("<SubscribeRequest><UserID userID=\"omar@beta.example\"/></SubscribeRequest>");
    let csp::Primitive::SubscribePresenceRequest(received) = received(&request).unwrap().message.primitive
    else {
        panic!("another primitive")
    };
    assert!(received.user_id_list.is_some() && received.user.is_empty());
    let answer = ssp(
        "<GetGroupMemberResponse><Status code=\"200\"/><OrdinaryUsers><UserID userID=\"pia@beta.example\"/>\
        </OrdinaryUsers></GetGroupMemberResponse>",
    );
    for version in Version::ALL {
        let Some(csp::Primitive::GetGroupMembersResponse(members)) =
            answer_of(&answer, &waiting(csp13(GET_MEMBERS), version, true)).message
        else {
            panic!("another primitive")
        };
        assert_eq!(
            (members.user_list.is_some(), members.users.is_some()),
            (version == Version::V1_3, version < Version::V1_3)
        );
        assert_eq!(members.ordinary_members().unwrap().users[0].user_id, "wv:pia@beta.example");
    }
}

fn the_client_is_told_at_once() {
    let csp::Primitive::Status(status) = immediate(&csp13(JOIN)) else { panic!("another primitive") };
    assert_eq!(status.result.code.number(), 101);
    let csp::Primitive::SendMessageResponse(taken) = immediate(&csp13(SEND)) else {
        panic!("another primitive")
    };
    assert_eq!((taken.result.code.number(), taken.message_id), (200, Some("m-1".into())));
}

fn the_scheme_is_not_written_and_not_needed() {
    let document = document(&csp13(SUBSCRIBE));
    assert_eq!(at(&document, "SubscribeRequest/UserID@userID").as_deref(), Some("omar@beta.example"));
    let read = |user: &str| {
        let request = format!("<SubscribeRequest><UserID userID=\"{user}\"/></SubscribeRequest>");
        let csp::Primitive::SubscribePresenceRequest(request) =
            received(&ssp(&request)).unwrap().message.primitive
        else {
            panic!("another primitive")
        };
        request.user_ids().next().unwrap().clone()
    };
    for user in ["omar@beta.example", "wv:omar@beta.example", "WV:omar@beta.example"] {
        assert_eq!(read(user), OMAR, "{user}");
    }
}

/// What becomes of a sender of an invitation, and what of that.
fn sender_both_ways(user: &str) -> (String, csp::Primitive<'static>, Vec<String>) {
    let request = csp13(&INVITE.replace("<User><UserID>wv:nadia@alpha.example</UserID></User>", user));
    let sent = sent(&request);
    let (document, read) = wire("Request", &sent.message);
    let lost = paths(&sent.losses).into_iter().map(String::from).collect();
    let back = received(&read).unwrap();
    assert_eq!(back.losses, []);
    assert!(lost == Vec::<String>::new() || back.message.primitive != request);
    (document, back.message.primitive, lost)
}

fn clients_go_along() {
    for (client, url, text) in [
        ("<URL>http://phone</URL>", Some("http://phone"), ""),
        ("<URL>http://phone</URL><MSISDN>+4917</MSISDN>", Some("http://phone"), "+4917"),
        ("<MSISDN>4917</MSISDN>", None, "4917"),
        ("bare text", None, "bare text"),
    ] {
        let user =
            format!("<User><UserID>wv:nadia@alpha.example</UserID><ClientID>{client}</ClientID></User>");
        let (document, back, lost) = sender_both_ways(&user);
        assert_eq!(at(&document, "InviteRequest/Inviting/User/ClientID@url").as_deref(), url, "{document}");
        assert_eq!(
            at(&document, "InviteRequest/Inviting/User/ClientID").as_deref(),
            Some(text),
            "{document}"
        );
        assert!(lost.is_empty(), "{lost:?}");
        assert_eq!(
            back,
            csp13(&INVITE.replace("<User><UserID>wv:nadia@alpha.example</UserID></User>", &user))
        );
    }
}

fn applications_stand_in_clients() {
    let user = "<User><UserID>wv:nadia@alpha.example</UserID><ApplicationID>chess</ApplicationID></User>";
    let (document, back, _) = sender_both_ways(user);
    let client = "InviteRequest/Inviting/User/ClientID";
    assert_eq!(at(&document, &format!("{client}@url")).as_deref(), Some(""));
    assert_eq!(at(&document, &format!("{client}/ApplicationID@applicationID")).as_deref(), Some("chess"));
    assert_eq!(back, csp13(&INVITE.replace("<User><UserID>wv:nadia@alpha.example</UserID></User>", user)));
}

fn friendly_names_are_only_read() {
    let user = "<User><UserID>wv:nadia@alpha.example</UserID><FriendlyName>Nadia</FriendlyName></User>";
    let (document, _, lost) = sender_both_ways(user);
    assert!(!document.contains("friendlyName"));
    assert_eq!(lost, ["Invite-Request/Sender/User/FriendlyName"]);
    let document = document
        .replace("userID=\"nadia@alpha.example\"", "userID=\"nadia@alpha.example\" friendlyName=\"N.\"");
    let message: imps_ssp::Message<'_> = imps_xml::from_str(&document).unwrap();
    let back = received(&message.primitive().unwrap().clone().into_owned()).unwrap();
    assert_eq!(back.losses, []);
    assert_eq!(back.message.sender.unwrap().friendly_name.unwrap(), "N.");
}

fn groups_and_those_in_them() {
    for (group, place, value) in [
        ("<GroupID>wv:omar/chess@beta.example</GroupID>", "GroupID@groupID", "omar/chess@beta.example"),
        (
            "<ScreenName><SName>King</SName><GroupID>wv:omar/chess@beta.example</GroupID></ScreenName>",
            "ScreenName",
            "King",
        ),
    ] {
        let recipient = format!("<Recipient><Group>{group}</Group></Recipient>");
        let request = csp13(&INVITE.replace(
            "<Recipient><User><UserID>wv:omar@beta.example</UserID></User></Recipient>",
            &recipient,
        ));
        let (document, read) = wire("Request", &sent(&request).message);
        assert_eq!(at(&document, &format!("InviteRequest/Invited/{place}")).as_deref(), Some(value));
        assert_eq!(received(&read).unwrap().message.primitive, request);
    }
}

fn codes_are_copied() {
    let name = "Result Code";
    check(name, &Answer(SEND, DETAILED, &[("SendMessageResponse/Status@code", "201")]));
    // Without a code it is 404.
    let answer = ssp("<Status/>");
    let Some(csp::Primitive::Status(status)) =
        answer_of(&answer, &waiting(csp13(JOIN), Version::V1_3, true)).message
    else {
        panic!("another primitive")
    };
    assert_eq!(status.result.code, csp::StatusCode::NOT_FOUND);
}

fn detailed_results_drop_messages_and_lists() {
    let detail = "SendMessageResponse/Status/DetailedResult";
    check(
        "DetailedResult lists",
        &Answer(
            SEND,
            DETAILED,
            &[
                ("SendMessageResponse/Status/DetailedResult/UserID@userID", "ghost@beta.example"),
                ("SendMessageResponse/Status/DetailedResult/GroupID@groupID", "omar/go@beta.example"),
                ("SendMessageResponse/Status/DetailedResult/ScreenName", "Pawn"),
                ("SendMessageResponse/Status/DetailedResult/Domain", "gamma.example"),
            ],
        ),
    );
    let more = DETAILED.replace(
        "<Domain>",
        "<MessageID>m-7</MessageID><ContactList>wv:omar/all@beta.example</ContactList><Domain>",
    );
    let answer = answered(&csp13(SEND), &csp13(&more));
    let place = "SendMessage-Response/Result/DetailedResult[0]";
    assert_eq!(paths(&answer.losses), [format!("{place}/MessageID[0]"), format!("{place}/ContactList[0]")]);
    let (document, _) = wire("Response", &answer.message);
    assert!(!document.contains("m-7") && at(&document, detail).is_some());
    let read = ssp(
        "<Status code=\"201\"><DetailedResult code=\"426\"><MessageID>m-7</MessageID></DetailedResult></Status>",
    );
    let read = answer_of(&read, &waiting(csp13(JOIN), Version::V1_3, true));
    assert_eq!(paths(&read.losses), ["Status/DetailedResult[0]/MessageID[0]"]);
}

fn the_wrapper_of_a_status_is_dropped() {
    let status =
        csp13("<Status><Result><Code>800</Code><Description>No such group</Description></Result></Status>");
    let answer = answered(&csp13(JOIN), &status);
    assert_eq!(answer.losses, []);
    let (document, _) = wire("Response", &answer.message);
    assert_eq!(at(&document, "Status@code").as_deref(), Some("800"));
    assert_eq!(at(&document, "Status/StatusDescription").as_deref(), Some("No such group"));
}

fn success_is_no_news() {
    let (success, failure) = (ssp("<Status code=\"200\"/>"), ssp("<Status code=\"800\"/>"));
    let told = |told, answer: &Primitive<'static>| {
        answer_of(answer, &waiting(csp13(JOIN), Version::V1_2, told)).message
    };
    let code = |answer: Option<csp::Primitive<'static>>| match answer {
        Some(csp::Primitive::Status(status)) => status.result.code.number(),
        other => panic!("{other:?}"),
    };
    assert_eq!(told(true, &success), None);
    assert_eq!(code(told(true, &failure)), 800);
    // A client that was told nothing yet learns of success.
    assert_eq!(code(told(false, &success)), 200);
}

fn one_invitation_for_each() {
    let two = "<User><UserID>wv:omar@beta.example</UserID></User><User><UserID>wv:pia@beta.example</UserID></User>\
        <Group><GroupID>wv:/go@gamma.example</GroupID></Group><ContactList>wv:nadia/all@alpha.example</ContactList></Recipient>";
    let request =
        csp13(&INVITE.replace("<User><UserID>wv:omar@beta.example</UserID></User></Recipient>", two));
    let sent = to_ssp(&request, &route(), &alpha()).unwrap();
    let invited: Vec<_> = sent
        .message
        .iter()
        .map(|outgoing| match &outgoing.primitive {
            Primitive::InviteRequest(request) => match &request.invited.party {
                Party::User(user) => (outgoing.domain.as_str(), user.user_id.as_str()),
                Party::Group(group) => (outgoing.domain.as_str(), group.group_id.as_str()),
                Party::ScreenName(name) => panic!("{name:?}"),
            },
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [
        ("beta.example", "omar@beta.example"),
        ("beta.example", "pia@beta.example"),
        ("gamma.example", "/go@gamma.example"),
    ];
    assert_eq!(invited, expected);
    assert_eq!(paths(&sent.losses), ["Invite-Request/Recipient/ContactList[0]"]);
    assert_eq!(sent.losses[0].reason, Reason::ContactList);
}

fn decisions_are_yes_or_no() {
    check(
        "Acceptance",
        &Both(DECISION, &[("InviteResponse@acceptance", "Yes"), ("InviteResponse/Status@code", "200")]),
    );
    check(
        "Acceptance",
        &Both(REFUSAL, &[("InviteResponse@acceptance", "No"), ("InviteResponse/Status@code", "404")]),
    );
}

fn parties_are_written_by_meaning_and_read_either_way() {
    let response =
        DECISION.replace("InviteUser-Response", "Invite-Response").replace("ResponseNote", "InviteNote");
    let (document, read) = wire("Request", &sent(&csp13(&response)).message);
    assert_eq!(at(&document, "InviteResponse/Inviting/User@userID").as_deref(), Some("omar@beta.example"));
    assert_eq!(
        at(&document, "InviteResponse/Responding/User@userID").as_deref(),
        Some("nadia@alpha.example")
    );
    let Primitive::InviteResponse(mut exchanged) = read.clone() else { panic!("{read:?}") };
    (exchanged.inviting.party, exchanged.responding.party) =
        (exchanged.responding.party, exchanged.inviting.party);
    for response in [read, Primitive::InviteResponse(exchanged)] {
        let back = received(&response).unwrap().message;
        assert_eq!(back.primitive, csp13(DECISION));
        assert_eq!((back.sender.unwrap().user_id, back.addressees[0].user_id.as_str()), (NADIA.into(), OMAR));
    }
}

fn withdrawals_are_like_invitations() {
    check(
        "CancelInvite",
        &Both(
            CANCEL,
            &[
                ("CancelInviteRequest@inviteID", "inv-1"),
                ("CancelInviteRequest/Canceling/User@userID", "nadia@alpha.example"),
                ("CancelInviteRequest/Canceled/User@userID", "omar@beta.example"),
                ("CancelInviteRequest/GroupID@groupID", "nadia/rowing@alpha.example"),
                ("CancelInviteRequest/ApplicationID@applicationID", "chess"),
                ("CancelInviteRequest/AttributeList/PresenceSubList/OnlineStatus", ""),
                ("CancelInviteRequest/ContentIDList/ContentID@url", "http://alpha.example/17"),
                ("CancelInviteRequest/CancelNote", "On Sunday"),
                ("CancelInviteRequest/ScreenName", "Stroke"),
            ],
        ),
    );
    let two =
        "<User><UserID>wv:omar@beta.example</UserID></User><User><UserID>wv:pia@beta.example</UserID></User>";
    let request = csp13(&CANCEL.replace("<User><UserID>wv:omar@beta.example</UserID></User>", two));
    assert_eq!(to_ssp(&request, &route(), &alpha()).unwrap().message.len(), 2);
    // Without a recipient it is for all who were invited, whom the server knows.
    let all =
        csp_of(Version::V1_2, "<CancelInvite-Request><InviteID>inv-1</InviteID></CancelInvite-Request>");
    let everybody = route().to([OMAR.into(), "wv:pia@beta.example".into(), "wv:rita@gamma.example".into()]);
    assert_eq!(to_ssp(&all, &everybody, &alpha()).unwrap().message.len(), 3);
}

fn users_are_listed_in_any_version() {
    check(
        "UserIDList",
        &Both(
            SUBSCRIBE,
            &[
                ("SubscribeRequest/UserID@userID", "omar@beta.example"),
                ("SubscribeRequest/UserID[1]@userID", "pia@beta.example"),
            ],
        ),
    );
    for version in [Version::V1_1, Version::V1_2] {
        let request = csp_of(
            version,
            "<SubscribePresence-Request><User><UserID>wv:omar@beta.example</UserID></User>\
            <ContactList>wv:nadia/all@alpha.example</ContactList></SubscribePresence-Request>",
        );
        let sent = sent(&request);
        assert_eq!(paths(&sent.losses), ["SubscribePresence-Request/ContactList[0]"]);
        let (document, read) = wire("Request", &sent.message);
        assert_eq!(at(&document, "SubscribeRequest/UserID@userID").as_deref(), Some("omar@beta.example"));
        let back = request_to_csp(&read, &beta().with_version(version)).unwrap().message.primitive;
        let csp::Primitive::SubscribePresenceRequest(back) = back else { panic!("{back:?}") };
        assert_eq!((back.user.len(), back.user_id_list), (1, None));
    }
}

fn automatic_subscription_is_lost() {
    let request = csp13(&SUBSCRIBE.replace(
        "</SubscribePresence-Request>",
        "<AutoSubscribe>T</AutoSubscribe></SubscribePresence-Request>",
    ));
    assert_eq!(paths(&sent(&request).losses), ["SubscribePresence-Request/AutoSubscribe"]);
}

fn presence_is_of_users() {
    check(
        "Presence/UserID",
        &Both(NOTIFICATION, &[("PresenceNotification/PresenceValue@userID", "nadia@alpha.example")]),
    );
    let list = "<PresenceNotification-Request><Presence><ContactList>wv:nadia/all@alpha.example</ContactList></Presence><Presence>";
    let sent = sent(&csp13(&NOTIFICATION.replace("<PresenceNotification-Request><Presence>", list)));
    assert_eq!(paths(&sent.losses), ["PresenceNotification-Request/Presence[0]"]);
}

fn only_the_first_list_of_values_travels() {
    check(
        "PresenceSubList",
        &Both(
            NOTIFICATION,
            &[("PresenceNotification/PresenceValue/PresenceSubList/OnlineStatus/PresenceValue", "T")],
        ),
    );
    let second = "</PresenceSubList><PresenceSubList><UserAvailability><Qualifier>T</Qualifier></UserAvailability></PresenceSubList>";
    let sent = sent(&csp13(&NOTIFICATION.replace("</PresenceSubList>", second)));
    assert_eq!(paths(&sent.losses), ["PresenceNotification-Request/Presence[0]/PresenceSubList[1]"]);
}

fn who_watches_is_named() {
    let watchers = route().to([OMAR.into(), "wv:pia@beta.example".into()]);
    let (document, read) = wire("Request", &sent_by(NOTIFICATION, &watchers));
    assert_eq!(at(&document, "PresenceNotification/User@userID").as_deref(), Some("omar@beta.example"));
    let addressees: Vec<_> =
        received(&read).unwrap().message.addressees.into_iter().map(|user| user.user_id).collect();
    assert_eq!(addressees, [OMAR, "wv:pia@beta.example"]);
}

fn late_presence_is_news() {
    let answer = answered(&csp13(GET_PRESENCE), &csp13(PRESENCE)).message;
    let late = answer_of(&answer, &waiting(csp13(GET_PRESENCE), Version::V1_3, true));
    assert_eq!(late.losses, []);
    let Some(csp::Primitive::PresenceNotificationRequest(news)) = late.message else {
        panic!("another primitive")
    };
    assert_eq!(news.presence[0].user_id.as_ref().unwrap(), OMAR);
    // Only with success; the answer without a status of the other implementation is one.
    let failed = ssp("<GetPresenceResponse><Status code=\"750\"/></GetPresenceResponse>");
    let failed = answer_of(&failed, &waiting(csp13(GET_PRESENCE), Version::V1_3, true)).message;
    assert!(matches!(failed, Some(csp::Primitive::Status(status)) if status.result.code.number() == 750));
    let without =
        ssp("<GetPresenceResponse><PresenceValue userID=\"omar@beta.example\"/></GetPresenceResponse>");
    let without = answer_of(&without, &waiting(csp13(GET_PRESENCE), Version::V1_3, true)).message;
    assert!(matches!(without, Some(csp::Primitive::PresenceNotificationRequest(_))));
}

fn sizes_are_computed() {
    check("ContentSize", &Both(SEND, &[("SendMessageRequest/MessageInfo@contentSize", "5")]));
    let wrong = document(&csp13(SEND)).replace("contentSize=\"5\"", "contentSize=\"77\"");
    let wrong: imps_ssp::Message<'_> = imps_xml::from_str(&wrong).unwrap();
    let back = received(&wrong.primitive().unwrap().clone().into_owned()).unwrap();
    assert_eq!(
        (back.message.primitive, paths(&back.losses)),
        (csp13(SEND), vec!["SendMessageRequest/MessageInfo/@contentSize"])
    );
    // Without content it is what it is said to be.
    let uri = csp13(&SEND.replace("<ContentData>Hello</ContentData>", "").replace(">5<", ">77<"));
    let (document, read) = wire("Request", &sent(&uri).message);
    assert_eq!(at(&document, "SendMessageRequest/MessageInfo@contentSize").as_deref(), Some("77"));
    assert_eq!(received(&read).unwrap().message.primitive, uri);
}

fn nothing_is_encoded_twice() {
    for (encoding, content, lost) in [
        ("<ContentEncoding>BASE64</ContentEncoding>", "SGVsbG8=", vec![]),
        (
            "<ContentEncoding>None</ContentEncoding>",
            "Hello",
            vec!["SendMessage-Request/MessageInfo/ContentEncoding"],
        ),
        ("", "Hello", vec![]),
    ] {
        let request = SEND
            .replace("<ContentSize>", &format!("{encoding}<ContentSize>"))
            .replace(">Hello<", &format!(">{content}<"));
        let sent = sent(&csp13(&request));
        assert_eq!(paths(&sent.losses), lost);
        let (document, _) = wire("Request", &sent.message);
        assert_eq!(
            at(&document, "SendMessageRequest/ContentData").as_deref(),
            Some("SGVsbG8="),
            "{encoding}"
        );
        assert_eq!(at(&document, "SendMessageRequest/ContentData@encoding").as_deref(), Some("base64"));
        assert_eq!(at(&document, "SendMessageRequest/MessageInfo@contentSize").as_deref(), Some("5"));
    }
    // What is no text comes back in base64.
    let picture = SEND
        .replace("text/plain", "image/gif")
        .replace("<ContentSize>", "<ContentEncoding>BASE64</ContentEncoding><ContentSize>");
    let picture = csp13(&picture.replace(">Hello<", ">R0lGOA==<"));
    let (_, read) = wire("Request", &sent(&picture).message);
    assert!(matches!(&received(&read).unwrap().message.primitive, csp::Primitive::SendMessageRequest(back)
        if &*back.content_octets().unwrap() == b"GIF8" && back.message_info.content_encoding.is_some()));
    let broken = csp13(
        &SEND
            .replace("<ContentSize>", "<ContentEncoding>BASE64</ContentEncoding><ContentSize>")
            .replace(">Hello<", ">?!<"),
    );
    assert_eq!(to_ssp(&broken, &route(), &alpha()), Err(RelayError::BadValue { element: "ContentData" }));
}

fn recipients_stand_one_by_one() {
    check(
        "Recipient",
        &Both(
            SEND,
            &[
                ("SendMessageRequest/MessageInfo/Recipient/User@userID", "omar@beta.example"),
                ("SendMessageRequest/MessageInfo/Recipient[1]/GroupID@groupID", "omar/chess@beta.example"),
            ],
        ),
    );
    let list = csp13(&SEND.replace(
        "</Group></Recipient>",
        "</Group><ContactList>wv:nadia/all@alpha.example</ContactList></Recipient>",
    ));
    assert_eq!(paths(&sent(&list).losses), ["SendMessage-Request/MessageInfo/Recipient/ContactList[0]"]);
}

fn senders_in_groups_are_shown() {
    check(
        "Sender",
        &Both(SEND, &[("SendMessageRequest/MessageInfo/Sender/User@userID", "nadia@alpha.example")]),
    );
    for (sender, place, value) in [
        (
            "<ScreenName><SName>Stroke</SName><GroupID>wv:nadia/rowing@alpha.example</GroupID></ScreenName>",
            "ScreenName",
            "Stroke",
        ),
        ("<GroupID>wv:nadia/rowing@alpha.example</GroupID>", "GroupID@groupID", "nadia/rowing@alpha.example"),
    ] {
        let sender = format!("<Group>{sender}</Group>");
        let request = csp13(&SEND.replace("<User><UserID>wv:nadia@alpha.example</UserID></User>", &sender));
        let (document, read) = wire("Request", &sent(&request).message);
        let place = format!("SendMessageRequest/MessageInfo/Sender/SenderDisplay/{place}");
        assert_eq!(at(&document, &place).as_deref(), Some(value));
        let group = at(&document, "SendMessageRequest/MessageInfo/Sender/GroupID@groupID");
        assert_eq!(group.as_deref(), Some("nadia/rowing@alpha.example"));
        assert_eq!(received(&read).unwrap().message.primitive, request);
    }
    // How the sender is shown wins.
    let shown = document(&csp13(SEND)).replace(
        "</Sender>",
        "<SenderDisplay><UserID userID=\"zoe@alpha.example\"/></SenderDisplay></Sender>",
    );
    let shown: imps_ssp::Message<'_> = imps_xml::from_str(&shown).unwrap();
    let back = received(&shown.primitive().unwrap().clone().into_owned()).unwrap();
    assert_eq!(back.message.primitive, csp13(&SEND.replace("nadia@alpha", "zoe@alpha")));
    assert_eq!(paths(&back.losses), ["SendMessageRequest/MessageInfo/Sender/User"]);
}

fn a_message_taken_is_no_news() {
    check("Result", &Answer(SEND, SENT, &[("SendMessageResponse/Status@code", "201")]));
    let taken = ssp("<SendMessageResponse messageID=\"m-1\"><Status code=\"200\"/></SendMessageResponse>");
    assert_eq!(answer_of(&taken, &waiting(csp13(SEND), Version::V1_3, true)).message, None);
    assert!(answer_of(&taken, &waiting(csp13(SEND), Version::V1_3, false)).message.is_some());
}

fn messages_are_pushed() {
    let back = received(&sent(&csp13(SEND)).message).unwrap().message.primitive;
    let csp::Primitive::SendMessageRequest(back) = back else { panic!("{back:?}") };
    let news = new_message(*back, csp::User::new(OMAR));
    assert_eq!(news.message_info.recipient, csp::Recipient::from_iter([csp::User::new(OMAR)]));
    assert_eq!(&*news.content_octets().unwrap(), b"Hello");
    assert_eq!(news.message_info.message_id, Some("m-1".into()));
}

/// Those stay at home.
fn stay_at_home(primitives: &[&str]) {
    for primitive in primitives {
        let error = to_ssp(&csp13(primitive), &route(), &alpha()).unwrap_err();
        assert!(
            matches!(&error, RelayError::NotRelayed { primitive: name } if primitive.contains(name.as_str())),
            "{error}"
        );
    }
}

fn groups_are_not_created_elsewhere() {
    stay_at_home(&[
        "<CreateGroup-Request><GroupID>wv:omar/go@beta.example</GroupID><GroupProperties/><JoinGroup>F</JoinGroup>\
        <SubscribeNotification>F</SubscribeNotification></CreateGroup-Request>",
    ]);
}

fn those_in_a_group_are_listed_as_the_version_does() {
    check(
        "Joined",
        &Answer(
            JOIN,
            JOINED,
            &[
                ("JoinGroupResponse/JoinedList/Name", "King"),
                ("JoinGroupResponse/JoinedList/Name[1]", "Castle"),
            ],
        ),
    );
    let name = "<ScreenName><SName>King</SName><GroupID>wv:omar/chess@beta.example</GroupID></ScreenName>";
    for (version, response) in [
        (Version::V1_1, format!("<JoinGroup-Response><UserList>{name}</UserList></JoinGroup-Response>")),
        (Version::V1_2, "<JoinGroup-Response><UserMapList><UserMapping><Mapping><SName>King</SName></Mapping></UserMapping>\
            </UserMapList></JoinGroup-Response>".into()),
    ] {
        let response = csp_of(version, &response);
        let answer = answered(&csp13(JOIN), &response);
        assert_eq!(answer.losses, []);
        let (document, read) = wire("Response", &answer.message);
        assert_eq!(at(&document, "JoinGroupResponse/JoinedList/Name").as_deref(), Some("King"));
        assert_eq!(answer_of(&read, &waiting(csp13(JOIN), version, false)).message, Some(response));
    }
    // Names only.
    let known =
        JOINED.replace("<SName>King</SName>", "<SName>King</SName><UserID>wv:omar@beta.example</UserID>");
    let answer = answered(&csp13(JOIN), &csp13(&known));
    let place = "JoinGroup-Response/Joined/UserMapList/UserMapping/Mapping[0]/UserID";
    assert_eq!(paths(&answer.losses), [place]);
}

fn one_primitive_of_clients_is_three_of_servers() {
    for (word, primitive) in [
        ("S", "SubscribeGroupChangeRequest"),
        ("U", "UnsubscribeGroupChangeRequest"),
        ("G", "GetGroupSubStatusRequest"),
    ] {
        let request = csp13(&ASK_NOTICE.replace(">G<", &format!(">{word}<")));
        let (document, read) = wire("Request", &sent(&request).message);
        assert_eq!(
            at(&document, &format!("{primitive}@groupID")).as_deref(),
            Some("omar/chess@beta.example")
        );
        assert_eq!(received(&read).unwrap().message.primitive, request);
    }
}

fn the_group_comes_from_the_question() {
    for (value, word) in [("T", "Yes"), ("F", "No")] {
        let response = csp13(&format!(
            "<SubscribeGroupNotice-Response><Value>{value}</Value></SubscribeGroupNotice-Response>"
        ));
        let (document, read) = wire("Response", &answered(&csp13(ASK_NOTICE), &response).message);
        assert_eq!(at(&document, "GetGroupSubStatusResponse@subscribed").as_deref(), Some(word));
        assert_eq!(
            at(&document, "GetGroupSubStatusResponse@groupID").as_deref(),
            Some("omar/chess@beta.example")
        );
        let back = answer_of(&read, &waiting(csp13(ASK_NOTICE), Version::V1_3, true));
        assert_eq!((back.message, back.losses), (Some(response), vec![]));
    }
}

fn who_is_told_of_changes_is_named() {
    let members =
        Route::from_group("wv:nadia/rowing@alpha.example").to([OMAR.into(), "wv:pia@gamma.example".into()]);
    let sent = to_ssp(&csp13(NOTICE), &members, &alpha()).unwrap().message;
    assert_eq!(
        sent.iter().map(|it| it.domain.as_str()).collect::<Vec<_>>(),
        ["beta.example", "gamma.example"]
    );
    let (document, read) = wire("Request", &sent[0].primitive);
    assert_eq!(at(&document, "GroupChangeNotice/User@userID").as_deref(), Some("omar@beta.example"));
    assert_eq!(received(&read).unwrap().message.addressees, [csp::User::new(OMAR)]);
}

fn names_come_and_go() {
    check(
        "Joined, Left",
        &Both(
            NOTICE,
            &[("GroupChangeNotice/Joined/Name", "Bishop"), ("GroupChangeNotice/Left/Name", "King")],
        ),
    );
    let name = |name: &str| {
        format!(
            "<UserList><ScreenName><SName>{name}</SName><GroupID>wv:nadia/rowing@alpha.example</GroupID></ScreenName></UserList>"
        )
    };
    let old = csp_of(
        Version::V1_1,
        &format!(
            "<GroupChangeNotice><GroupID>wv:nadia/rowing@alpha.example</GroupID>\
        <Joined>{}</Joined><Left>{}</Left></GroupChangeNotice>",
            name("Bishop"),
            name("King")
        ),
    );
    let (_, read) = wire("Request", &sent(&old).message);
    assert_eq!(request_to_csp(&read, &beta().with_version(Version::V1_1)).unwrap().message.primitive, old);
    let known =
        NOTICE.replace("<SName>Bishop</SName>", "<SName>Bishop</SName><UserID>wv:pia@beta.example</UserID>");
    assert_eq!(sent(&csp13(&known)).losses.len(), 1);
}

fn searches_stay_at_home() {
    stay_at_home(&[
        "<Search-Request><SearchLimit>5</SearchLimit></Search-Request>",
        "<StopSearch-Request><SearchID>1</SearchID></StopSearch-Request>",
    ]);
}

fn profiles_stay_at_home() {
    stay_at_home(&[
        "<GetPublicProfile-Request><UserID>wv:omar@beta.example</UserID></GetPublicProfile-Request>",
    ]);
}

fn lists_stay_at_home() {
    stay_at_home(&[
        "<GetList-Request/>",
        "<GetAttributeList-Request><DefaultList>T</DefaultList></GetAttributeList-Request>",
        "<GetBlockedList-Request/>",
        "<GetMessageList-Request/>",
        "<CreateList-Request><ContactList>wv:nadia/all@alpha.example</ContactList></CreateList-Request>",
    ]);
}

fn third_domains_are_refused() {
    let send = sent(&csp13(SEND)).message;
    let Primitive::SendMessageRequest(mut send) = send else { panic!("{send:?}") };
    send.message_info.recipients[1] = imps_ssp::User::from("rita@gamma.example").into();
    let incoming = received(&Primitive::SendMessageRequest(send.clone())).unwrap().message;
    assert_eq!(incoming.refused.len(), 1);
    let status = csp13("<SendMessage-Response><Result><Code>200</Code></Result></SendMessage-Response>");
    let (document, _) = wire("Response", &answer(&incoming, &status, &beta()).unwrap().message);
    assert_eq!(at(&document, "SendMessageResponse/Status@code").as_deref(), Some("201"));
    assert_eq!(at(&document, "SendMessageResponse/Status/DetailedResult@code").as_deref(), Some("516"));
    assert_eq!(
        at(&document, "SendMessageResponse/Status/DetailedResult/Domain").as_deref(),
        Some("gamma.example")
    );
    // When nobody else is left, or the group is not here, the status says it.
    send.message_info.recipients.remove(0);
    let group = ssp("<LeaveGroupRequest groupID=\"/go@gamma.example\"/>");
    for request in [Primitive::SendMessageRequest(send), group] {
        let status = received(&request).unwrap_err().status();
        assert_eq!((status.code.number(), status.detailed_results.len()), (516, 1));
        assert_eq!(status.detailed_results[0].domains, ["gamma.example"]);
    }
}

fn unknown_users_are_refused() {
    let knows = |user: &csp::UserId<'_>| !user.same_as(&"wv:ghost@beta.example".into());
    let context: Context<'_> = beta().with_users(&knows);
    let request = |user: &str| {
        ssp(&format!(
            "<UnsubscribeRequest><UserID userID=\"{user}\"/><UserID userID=\"ghost@beta.example\"/></UnsubscribeRequest>"
        ))
    };
    let incoming = request_to_csp(&request("omar@beta.example"), &context).unwrap().message;
    assert_eq!(
        (incoming.refused[0].code.number(), incoming.refused[0].users[0].user_id.as_str()),
        (427, "ghost@beta.example")
    );
    let error = request_to_csp(&request("ghost@beta.example"), &context).unwrap_err();
    assert_eq!(error.status().code.number(), 427);
}

fn what_is_not_understood_is_405() {
    let error = received(&ssp("<Foo/>")).unwrap_err();
    assert_eq!((error.status().code.number(), error.to_string()), (405, "Foo is not understood".into()));
}

fn what_nobody_handles_is_501() {
    for primitive in [
        "<SearchRequest/>",
        "<KeepAliveRequest/>",
        "<JoinGroupResponse><Status code=\"200\"/></JoinGroupResponse>",
    ] {
        assert_eq!(received(&ssp(primitive)).unwrap_err().status().code.number(), 501, "{primitive}");
    }
}

#[test]
fn the_meta_information_of_a_group_has_no_user() {
    let request = sent_by(DELETE, &Route::from_group("wv:/news@alpha.example"));
    let Primitive::DeleteGroupRequest(request) = &request else { panic!("{request:?}") };
    assert_eq!(request.meta_info.as_ref().and_then(MetaInfo::user), None);
}
