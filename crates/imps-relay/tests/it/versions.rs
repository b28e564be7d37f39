//! A request for clients of a version has only the places of that version, and each of them:
//! `testdata/spec/csp/elements.tsv`.

use crate::common::relaying::{alpha, beta, csp13, paths, route, sent, ssp};
use crate::mapping::samples::{
    ACCESS, ADD, CANCEL, DELETE, GET_PRESENCE, GET_PROPS, JOIN, LEAVE, NOTICE, NOTIFICATION, REJECT, REMOVE,
    REPORT, SEND, SET_PROPS, SUBSCRIBE, UNSUBSCRIBE,
};
use imps_core::Version;
use imps_csp as csp;
use imps_relay::{Relayed, request_to_csp, to_ssp};
use imps_ssp::Primitive;

/// A primitive in a document of a version; fails if it has a place that the version lacks.
fn document(version: Version, primitive: &csp::Primitive<'static>) -> Result<String, imps_core::Error> {
    let session = csp::SessionDescriptor::inband("s1");
    imps_xml::to_string(&csp::Message::request(version, session, "t1", primitive.clone()))
}

/// Requests, with the places that clients of 1.1 lack, and the places that clients of 1.2 lack.
const REQUESTS: [(&str, &[&str], &[&str]); 16] = [
    (SUBSCRIBE, &[], &[]),
    (UNSUBSCRIBE, &[], &[]),
    (GET_PRESENCE, &[], &[]),
    (NOTIFICATION, &[], &[]),
    (
        SEND,
        &["SendMessageRequest/MessageInfo/@contentName"],
        &["SendMessageRequest/MessageInfo/@contentName"],
    ),
    (REPORT, &[], &[]),
    (DELETE, &[], &[]),
    (JOIN, &["JoinGroupRequest/OwnProperties"], &[]),
    (LEAVE, &[], &[]),
    (GET_PROPS, &[], &[]),
    (SET_PROPS, &[], &[]),
    (ADD, &[], &[]),
    (REMOVE, &[], &[]),
    (ACCESS, &[], &[]),
    (REJECT, &[], &[]),
    (
        NOTICE,
        &["GroupChangeNotice/JoinedBlocked", "GroupChangeNotice/LeftBlocked"],
        &["GroupChangeNotice/JoinedBlocked", "GroupChangeNotice/LeftBlocked"],
    ),
];

#[test]
fn a_request_has_the_places_of_the_version() {
    for (request, lost_at_1_1, lost_at_1_2) in REQUESTS {
        let sent = sent(&csp13(request)).message;
        for (version, lost) in
            [(Version::V1_1, lost_at_1_1), (Version::V1_2, lost_at_1_2), (Version::V1_3, &[])]
        {
            let relayed = request_to_csp(&sent, &beta().with_version(version)).unwrap();
            assert_eq!(paths(&relayed.losses), lost, "{version}: {request}");
            let written = document(version, &relayed.message.primitive);
            assert!(written.is_ok(), "{version}: {written:?} for {request}");
        }
    }
}

/// A withdrawal carries the application, the group and the presence attributes to clients of 1.3
/// alone.
#[test]
fn a_withdrawal_has_the_places_of_the_version() {
    let sent = sent(&csp13(CANCEL)).message;
    for version in Version::ALL {
        let relayed = request_to_csp(&sent, &beta().with_version(version)).unwrap();
        let lost =
            ["ApplicationID", "GroupID", "AttributeList"].map(|it| format!("CancelInviteRequest/{it}"));
        let lost: &[String] = if version < Version::V1_3 { &lost } else { &[] };
        assert_eq!(paths(&relayed.losses), lost, "{version}");
        let csp::Primitive::CancelInviteRequest(request) = relayed.message.primitive else {
            panic!("another primitive")
        };
        let has_new = [
            request.application_id.is_some(),
            request.group_id.is_some(),
            request.presence_sub_list.is_some(),
        ];
        assert_eq!(has_new, [version == Version::V1_3; 3], "{version}");
    }
}

/// A user has a display name and an application since 1.3.
#[test]
fn a_user_has_the_places_of_the_version() {
    for (user, content, place) in [
        (" friendlyName='N.'", "", "@friendlyName"),
        ("", "<ClientID url=''><ApplicationID applicationID='chess'/></ClientID>", "ClientID/ApplicationID"),
        ("", "<ApplicationID applicationID='chess'/>", "ApplicationID"),
    ] {
        let request = ssp(&format!(
            "<DeleteGroupRequest groupID='/go@beta.example'><MetaInfo clientOriginated='Yes'><Requestor>\
             <User userID='nadia@alpha.example'{user}>{content}</User></Requestor></MetaInfo></DeleteGroupRequest>"
        ));
        for version in Version::ALL {
            let relayed = request_to_csp(&request, &beta().with_version(version)).unwrap();
            let is_new = version == Version::V1_3;
            let place = format!("DeleteGroupRequest/MetaInfo/Requestor/User/{place}");
            assert_eq!(
                paths(&relayed.losses),
                if is_new { vec![] } else { vec![place.as_str()] },
                "{version}"
            );
            let mut expected = csp::common::User::new("wv:nadia@alpha.example");
            if is_new && content.is_empty() {
                expected.friendly_name = Some("N.".into());
            } else if is_new {
                expected.application_id = Some("chess".into());
            }
            assert_eq!(relayed.message.sender, Some(expected), "{version} {place}");
        }
    }
}

/// No table has an attribute inside a client: the relay reports it as lost, even beside bare text.
#[test]
fn a_client_with_an_attribute_inside_loses_it() {
    let invite = |client: &str| {
        let request = csp13(&format!(
            "<Invite-Request><InviteID>i</InviteID><InviteType>IM</InviteType><Sender><User><UserID>wv:nadia@alpha.example</UserID>\
             <ClientID>{client}</ClientID></User></Sender><Recipient><User><UserID>wv:omar@beta.example</UserID></User></Recipient>\
             </Invite-Request>"
        ));
        let Relayed { message, losses } = to_ssp(&request, &route(), &alpha()).unwrap();
        let Primitive::InviteRequest(invite) = message.into_iter().next().unwrap().primitive else {
            panic!("another primitive")
        };
        (invite.inviting.party, paths(&losses).into_iter().map(String::from).collect::<Vec<_>>())
    };
    let (_, losses) = invite("<URL>http://phone</URL>bare text");
    assert_eq!(losses, Vec::<String>::new());
    let (_, losses) = invite("<URL vendor='v'>http://phone</URL>bare text");
    let place = "Invite-Request/Sender/User/ClientID/URL[0]/@vendor";
    assert!(losses.iter().any(|loss| loss == place), "{losses:?}");
}
