//! Requests of other users as the server's own clients receive them: every element is kept, and
//! each version gets only its own elements.

use crate::common::relaying::{NADIA, OMAR, csp_of};
use imps_core::Version;
use imps_csp as csp;
use imps_relay::{invite_response, invite_user};

/// The elements that an invitation and its copy for the invited user share in every version.
const INVITATION: &str = "<GroupID>wv:/go@beta.example</GroupID>\
    <PresenceSubList><OnlineStatus/></PresenceSubList><URLList><URL>http://a.example/</URL></URLList>\
    <InviteNote>Come</InviteNote>";
const SENDER: &str = "<Sender><User><UserID>wv:nadia@alpha.example</UserID></User></Sender>";
const RECIPIENT: &str = "<Recipient><User><UserID>wv:omar@beta.example</UserID></User></Recipient>";
const SCREEN_NAME: &str =
    "<ScreenName><SName>Nadia</SName><GroupID>wv:/go@beta.example</GroupID></ScreenName>";

fn user(address: &'static str) -> csp::common::Sender<'static> {
    csp::common::User::new(address).into()
}

#[test]
fn an_invitation_keeps_what_the_version_of_the_invited_client_has() {
    let start = "<InviteID>i7</InviteID><InviteType>GR</InviteType>";
    for version in Version::ALL {
        let is_new = version == Version::V1_3;
        let request = if is_new {
            format!("{start}{SENDER}{RECIPIENT}<ApplicationID>chess</ApplicationID>{INVITATION}")
        } else {
            format!("{start}{RECIPIENT}{INVITATION}")
        };
        let request =
            format!("<Invite-Request>{request}{SCREEN_NAME}<Validity>600</Validity></Invite-Request>");
        let csp::Primitive::InviteRequest(request) = csp_of(version, &request) else { panic!("{request}") };
        for receiving in Version::ALL {
            let both_new = is_new && receiving == Version::V1_3;
            let application = if both_new { "<ApplicationID>chess</ApplicationID>" } else { "" };
            let recipient = if receiving == Version::V1_3 { RECIPIENT } else { "" };
            let screen_name = if receiving == Version::V1_3 { SCREEN_NAME } else { "" };
            let expected = format!(
                "<InviteUser-Request>{start}{SENDER}{recipient}{application}{INVITATION}{screen_name}\
                 <Validity>600</Validity></InviteUser-Request>"
            );
            let handed = invite_user((*request).clone(), user(NADIA), receiving);
            assert_eq!(
                csp::Primitive::from(handed),
                csp_of(receiving, &expected),
                "{version} to {receiving}"
            );
        }
    }
}

#[test]
fn a_decision_keeps_what_the_version_of_the_inviting_client_has() {
    let from = SENDER.replace(NADIA, OMAR);
    let to = RECIPIENT.replace(OMAR, NADIA);
    let decision = |name: &str, recipient: &str, note: &str, screen_name: &str| {
        format!(
            "<{name}><InviteID>i7</InviteID><Acceptance>T</Acceptance>{from}{recipient}\
             <{note}>With pleasure</{note}>{screen_name}</{name}>"
        )
    };
    let response = decision("InviteUser-Response", &to, "ResponseNote", SCREEN_NAME);
    let csp::Primitive::InviteUserResponse(response) = csp_of(Version::V1_3, &response) else {
        panic!("{response}")
    };
    for receiving in Version::ALL {
        let expected = if receiving == Version::V1_3 {
            decision("Invite-Response", &to, "InviteNote", SCREEN_NAME)
        } else {
            decision("Invite-Response", "", "ResponseNote", "")
        };
        let handed = invite_response((*response).clone(), user("wv:somebody@else.example"), receiving);
        assert_eq!(csp::Primitive::from(handed), csp_of(receiving, &expected), "{receiving}");
    }
}

#[test]
fn the_sender_stands_in_where_the_message_names_none() {
    let request = csp::common::InviteRequest { sender: None, ..csp::common::InviteRequest::default() };
    let handed = invite_user(request, user(NADIA), Version::V1_3);
    assert_eq!(handed.sender, Some(user(NADIA)));
    let response =
        csp::common::InviteUserResponse { sender: None, ..csp::common::InviteUserResponse::default() };
    assert_eq!(invite_response(response, user(OMAR), Version::V1_1).sender, Some(user(OMAR)));
}
