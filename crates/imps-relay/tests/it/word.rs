//! A peer speaks only for its own domain. Each statement of a peer is tested with the peer that may
//! make it and with peers that may not.

use crate::common::relaying::{alpha, answer_of, beta, csp13, paths, received, route, ssp, waiting};
use imps_csp::{self as csp, StatusCode};
use imps_relay::{
    Context, Incoming, Outgoing, Pending, RelayError, Relayed, answer_to_csp, request_to_csp, to_ssp,
};
use imps_ssp::{Message, Primitive};
use imps_testing::testdata;
use std::fs;

/// Addresses for which the peer `alpha.example` speaks when beta listens. `{}` is the local part.
const OF_PEER: [&str; 4] =
    ["{}@alpha.example", "wv:{}@alpha.example", "{}@ALPHA.example", "{}@alpha.example."];

/// Addresses for which it does not speak: another domain, one with the same end or start, beta's
/// own domain, none, and invalid addresses.
const NOT_OF_PEER: [&str; 16] = [
    "{}@gamma.example",
    "{}@evilalpha.example",
    "{}@evil.alpha.example",
    "{}@alpha.example.evil",
    "{}@alpha.exampl",
    "{}@beta.example",
    "{}@",
    "{}@.",
    "{}@alpha.example..",
    "{}",
    "{}@beta.example@alpha.example",
    "{}@@alpha.example",
    "@alpha.example",
    "{}@beta.example&#10;@alpha.example",
    "{}&#13;@alpha.example",
    "{}%0A@alpha.example",
];

/// Statements of a peer. `{}` is the address for which it speaks.
const STATEMENTS: [(&str, &str, &str); 13] = [
    (
        "acting user",
        "nadia",
        "<UnsubscribeRequest><MetaInfo clientOriginated='Yes'><Requestor><User userID='{}'/></Requestor>\
        </MetaInfo><UserID userID='omar@beta.example'/></UnsubscribeRequest>",
    ),
    (
        "acting user in a group of ours",
        "nadia",
        "<DeleteGroupRequest groupID='/go@beta.example'><MetaInfo clientOriginated='Yes'>\
        <Requestor><User userID='{}'/></Requestor></MetaInfo></DeleteGroupRequest>",
    ),
    (
        "inviting user",
        "nadia",
        "<InviteRequest inviteID='i' inviteType='IM'><Inviting><User userID='{}'/></Inviting>\
        <Invited><User userID='omar@beta.example'/></Invited></InviteRequest>",
    ),
    (
        "inviting group",
        "/rowing",
        "<InviteRequest inviteID='i' inviteType='GR'><Inviting><GroupID groupID='{}'/></Inviting>\
        <Invited><User userID='omar@beta.example'/></Invited></InviteRequest>",
    ),
    (
        "canceling user",
        "nadia",
        "<CancelInviteRequest inviteID='i'><Canceling><User userID='{}'/></Canceling>\
        <Canceled><User userID='omar@beta.example'/></Canceled></CancelInviteRequest>",
    ),
    (
        "responding user",
        "nadia",
        "<InviteResponse inviteID='i' acceptance='Yes'><Inviting><User userID='omar@beta.example'/>\
        </Inviting><Responding><User userID='{}'/></Responding></InviteResponse>",
    ),
    (
        "sender",
        "nadia",
        "<SendMessageRequest deliveryReport='No'><MessageInfo><Recipient><User userID='omar@beta.example'/>\
        </Recipient><Sender><User userID='{}'/></Sender></MessageInfo></SendMessageRequest>",
    ),
    (
        "sending group",
        "/rowing",
        "<SendMessageRequest deliveryReport='No'><MessageInfo><Recipient><User userID='omar@beta.example'/>\
        </Recipient><Sender><GroupID groupID='{}'/></Sender></MessageInfo></SendMessageRequest>",
    ),
    (
        "displayed sender",
        "nadia",
        "<SendMessageRequest deliveryReport='No'><MessageInfo><Recipient>\
        <User userID='omar@beta.example'/></Recipient><Sender><User userID='pia@alpha.example'/><SenderDisplay>\
        <UserID userID='{}'/></SenderDisplay></Sender></MessageInfo></SendMessageRequest>",
    ),
    (
        "presence",
        "nadia",
        "<PresenceNotification><User userID='omar@beta.example'/><PresenceValue userID='{}'/>\
        </PresenceNotification>",
    ),
    (
        "report",
        "nadia",
        "<DeliveryStatusReport><DeliveryResult><Status code='200'/></DeliveryResult><MessageInfo messageID='m'>\
        <Recipient><User userID='{}'/></Recipient><Sender><User userID='omar@beta.example'/></Sender></MessageInfo>\
        </DeliveryStatusReport>",
    ),
    (
        "group that throws out",
        "/rowing",
        "<LeaveGroupIndication groupID='{}'><Status code='200'/></LeaveGroupIndication>",
    ),
    (
        "group with news",
        "/rowing",
        "<GroupChangeNotice groupID='{}'><User userID='omar@beta.example'/></GroupChangeNotice>",
    ),
];

fn stated(template: &str, local: &str, address: &str) -> Primitive<'static> {
    ssp(&template.replace("{}", &address.replace("{}", local)))
}

#[test]
fn a_peer_speaks_for_its_own_domain() {
    for (what, local, template) in STATEMENTS {
        for address in OF_PEER {
            let relayed = received(&stated(template, local, address));
            assert!(relayed.is_ok(), "{what} {address}: {relayed:?}");
        }
    }
}

#[test]
fn a_peer_speaks_for_nobody_else() {
    for (what, local, template) in STATEMENTS {
        for address in NOT_OF_PEER {
            let error = received(&stated(template, local, address)).expect_err(what);
            assert_eq!(error.status().code, StatusCode::GENERAL_ADDRESS_ERROR, "{what} {address}: {error}");
            let line = error.to_string();
            assert!(!line.contains(char::is_control) && line.len() < 300, "{what} {address}: {line:?}");
        }
    }
}

#[test]
fn the_error_about_a_long_address_is_a_short_line() {
    let long = format!("{}@gamma.example", "n".repeat(100_000));
    let (what, local, template) = STATEMENTS[0];
    let error = received(&stated(template, local, &long)).expect_err(what);
    assert!(error.to_string().len() < 300);
    let description = error.status().description.unwrap();
    assert!(description.len() < 300, "{}", description.len());
}

#[test]
fn without_a_peer_nobody_is_believed() {
    // Not without a peer, and not if the peer is the server itself.
    for peer in ["", ".", "beta.example", "BETA.example."] {
        let context = Context::new("beta.example").with_peer(peer);
        for (what, local, template) in STATEMENTS {
            for address in OF_PEER.into_iter().chain(NOT_OF_PEER) {
                let error = request_to_csp(&stated(template, local, address), &context).expect_err(what);
                assert_eq!((error.code().number(), &error), (901, &RelayError::NoPeer), "{what} {address}");
            }
        }
        let anonymous = ssp("<SubscribeRequest><UserID userID='omar@beta.example'/></SubscribeRequest>");
        assert_eq!(request_to_csp(&anonymous, &context), Err(RelayError::NoPeer));
        let waiting = waiting(csp13(LEAVE), imps_core::Version::V1_3, false);
        assert_eq!(answer_to_csp(&ssp("<Status code='808'/>"), &waiting, &context), Err(RelayError::NoPeer));
    }
}

const LEAVE: &str = "<LeaveGroup-Request><GroupID>wv:/go@beta.example</GroupID></LeaveGroup-Request>";

fn input(name: &str) -> Primitive<'static> {
    let document = fs::read_to_string(testdata("inputs").join(name)).unwrap();
    let message: Message<'_> = imps_xml::from_str(&document).unwrap();
    message.primitive().unwrap().clone().into_owned()
}

fn at_home(peer: &'static str) -> Context<'static> {
    Context::new("home.example").with_peer(peer)
}

#[test]
fn a_report_about_a_third_domain_is_refused() {
    let forged = input("A-ssp-forged-delivery-report.xml");
    let error = request_to_csp(&forged, &at_home("beta.example")).unwrap_err();
    assert_eq!(error.status().code.number(), 901);
    assert_eq!(error, RelayError::ForeignSender { address: "zoe@gamma.example".into() });
    // The server of the recipient may say it, but not on behalf of Omar.
    let Primitive::DeliveryStatusReport(mut report) = forged else { panic!("{forged:?}") };
    report.meta_info = None;
    let relayed = request_to_csp(&(*report).into(), &at_home("gamma.example")).unwrap();
    assert_eq!(relayed.message.addressees, [csp::common::User::new("wv:kim@home.example")]);
    assert_eq!(relayed.losses, []);
}

#[test]
fn a_sender_with_two_at_signs_is_refused() {
    let forged = input("A-ssp-two-at.xml");
    let error = request_to_csp(&forged, &at_home("alpha.example")).unwrap_err();
    assert_eq!(error.status().code.number(), 901);
    // The sender of the message is checked, too, not only the acting user.
    let Primitive::SendMessageRequest(mut request) = forged else { panic!("{forged:?}") };
    request.meta_info = None;
    let error = request_to_csp(&Primitive::SendMessageRequest(request.clone()), &at_home("alpha.example"));
    assert_eq!(error.unwrap_err().code().number(), 901);
    request.message_info.sender = imps_ssp::common::User::from("bob@alpha.example").into();
    assert!(request_to_csp(&(*request).into(), &at_home("alpha.example")).is_ok());
}

fn report(recipients: &[&str], sender: &str) -> Result<Relayed<Incoming<'static>>, RelayError> {
    let recipients = recipients.iter().map(|user| format!("<Recipient><User userID='{user}'/></Recipient>"));
    let recipients = recipients.collect::<Vec<_>>().concat();
    received(&ssp(&format!(
        "<DeliveryStatusReport><DeliveryResult><Status code='200'/></DeliveryResult><MessageInfo messageID='m'>{recipients}\
         <Sender><User userID='{sender}'/></Sender></MessageInfo></DeliveryStatusReport>"
    )))
}

fn recipients<'r>(relayed: &'r Relayed<Incoming<'static>>) -> Vec<&'r str> {
    let csp::Primitive::DeliveryReportRequest(report) = &relayed.message.primitive else {
        panic!("another primitive")
    };
    let users = report.message_info.recipient.iter().flat_map(|recipient| &recipient.users);
    users.map(|user| user.user_id.as_ref().unwrap().as_str()).collect()
}

#[test]
fn a_report_keeps_the_recipients_of_the_peer() {
    let relayed =
        report(&["zoe@gamma.example", "nadia@alpha.example", "pia@beta.example"], "omar@beta.example")
            .unwrap();
    assert_eq!(recipients(&relayed), ["wv:nadia@alpha.example"]);
    let lost =
        ["DeliveryStatusReport/MessageInfo/Recipient[0]", "DeliveryStatusReport/MessageInfo/Recipient[2]"];
    assert_eq!(paths(&relayed.losses), lost);
    assert_eq!(relayed.message.addressees, [csp::common::User::new("wv:omar@beta.example")]);
    // The peer has no say about local users alone.
    for recipients in [&["pia@beta.example"][..], &["pia@beta.example", "zoe@gamma.example"]] {
        assert_eq!(report(recipients, "omar@beta.example").unwrap_err().code().number(), 901);
    }
}

/// A writer that exchanges the parties names the reader of the report as recipient, and the
/// receiver of the message as sender.
#[test]
fn a_report_with_exchanged_parties_is_for_its_recipients() {
    let relayed = report(&["omar@beta.example", "zoe@gamma.example"], "nadia@alpha.example").unwrap();
    assert_eq!(relayed.message.addressees, [csp::common::User::new("wv:omar@beta.example")]);
    assert_eq!(recipients(&relayed), ["wv:omar@beta.example"]);
    assert_eq!(relayed.message.refused[0].domains, ["gamma.example"]);
    assert_eq!(report(&["zoe@gamma.example"], "nadia@alpha.example").unwrap_err().code().number(), 516);
    // This server ignores reports among users of the peer.
    assert_eq!(report(&["pia@alpha.example"], "nadia@alpha.example").unwrap_err().code().number(), 516);
}

#[test]
fn a_report_is_for_a_user_who_is_served_here() {
    assert_eq!(report(&["nadia@alpha.example"], "zoe@gamma.example").unwrap_err().code().number(), 516);
    let knows = |user: &csp::UserId<'_>| !user.same_as(&"ghost@beta.example".into());
    let context = beta();
    let context = context.with_users(&knows);
    for (recipient, sender) in
        [("nadia@alpha.example", "ghost@beta.example"), ("ghost@beta.example", "nadia@alpha.example")]
    {
        let report = ssp(&format!(
            "<DeliveryStatusReport><DeliveryResult><Status code='200'/></DeliveryResult><MessageInfo messageID='m'><Recipient>\
             <User userID='{recipient}'/></Recipient><Sender><User userID='{sender}'/></Sender></MessageInfo></DeliveryStatusReport>"
        ));
        assert_eq!(
            request_to_csp(&report, &context).unwrap_err().code().number(),
            427,
            "{recipient} {sender}"
        );
    }
}

#[test]
fn names_of_other_groups_in_the_news_of_a_group_are_not_believed() {
    let notice = |name: &str| {
        received(&ssp(&format!(
            "<GroupChangeNotice groupID='/rowing@alpha.example'><User userID='omar@beta.example'/><LeftBlocked><UserList>\
             <ScreenName groupID='{name}'>Pawn</ScreenName></UserList></LeftBlocked></GroupChangeNotice>"
        )))
        .unwrap()
    };
    assert_eq!(notice("/rowing@alpha.example").losses, []);
    for other in ["/rowing@gamma.example", "/rowing@beta.example", "/rowing@evilalpha.example"] {
        let relayed = notice(other);
        let place = "GroupChangeNotice/LeftBlocked/UserList/ScreenName[0]";
        assert_eq!(paths(&relayed.losses), [place], "{other}");
        let csp::Primitive::GroupChangeNotice(notice) = relayed.message.primitive else { panic!("{other}") };
        let left = notice.left_blocked.unwrap().user_list.unwrap();
        assert_eq!(left.screen_names, [], "{other}");
    }
}

/// The answer of a peer concerns the request.
#[test]
fn an_answer_about_another_group_answers_nothing() {
    let ask = "<SubscribeGroupNotice-Request><GroupID>wv:/go@beta.example</GroupID><SubscribeType>G</SubscribeType>\
        </SubscribeGroupNotice-Request>";
    let left = |group: &str| {
        format!("<LeaveGroupIndication groupID='{group}'><Status code='200'/></LeaveGroupIndication>")
    };
    let subscribed = |group: &str| {
        format!(
            "<GetGroupSubStatusResponse groupID='{group}' subscribed='Yes'><Status code='200'/></GetGroupSubStatusResponse>"
        )
    };
    for (request, answer) in [(LEAVE, &left as &dyn Fn(&str) -> String), (ask, &subscribed)] {
        let waiting = waiting(csp13(request), imps_core::Version::V1_3, true);
        for same in ["/go@beta.example", "wv:/GO@beta.example", "/go@BETA.example."] {
            assert_eq!(answer_of(&ssp(&answer(same)), &waiting).losses, [], "{same}");
        }
        for other in ["/vip@beta.example", "/go@gamma.example", "/go@alpha.example"] {
            let error = answer_to_csp(&ssp(&answer(other)), &waiting, &alpha()).unwrap_err();
            assert!(matches!(error, RelayError::Mismatch { .. }), "{other}: {error}");
        }
    }
}

/// A peer cannot report the failure of a message that it was not asked to deliver.
#[test]
fn an_answer_about_another_message_is_told_of_ours() {
    let message = |id: &str| {
        csp13(&format!(
            "<SendMessage-Request><DeliveryReport>F</DeliveryReport><MessageInfo>{id}<Recipient><User>\
             <UserID>wv:omar@beta.example</UserID></User></Recipient></MessageInfo></SendMessage-Request>"
        ))
    };
    let failed = ssp("<SendMessageResponse messageID='m-77'><Status code='410'/></SendMessageResponse>");
    let told = |request: csp::Primitive<'static>| {
        let relayed = answer_of(&failed, &waiting(request, imps_core::Version::V1_3, true));
        let Some(csp::Primitive::SendMessageResponse(told)) = relayed.message else { panic!("{relayed:?}") };
        (told.message_id.unwrap().to_string(), relayed.losses)
    };
    let (id, losses) = told(message("<MessageID>m-1</MessageID>"));
    assert_eq!((id.as_str(), paths(&losses)), ("m-1", vec!["SendMessageResponse/@messageID"]));
    // If the client did not name the message, the peer names it.
    let (id, losses) = told(message(""));
    assert_eq!((id.as_str(), losses), ("m-77", vec![]));
}

#[test]
fn domains_have_one_form() {
    let leave = |domain: &str| {
        let group = format!("<LeaveGroup-Request><GroupID>wv:/go@{domain}</GroupID></LeaveGroup-Request>");
        to_ssp(&csp13(&group), &route(), &alpha())
    };
    for domain in ["beta.example", "Beta.Example", "BETA.EXAMPLE."] {
        let messages = leave(domain).unwrap().message;
        assert_eq!(messages[0].domain, "beta.example");
        for peer in ["beta.example", "BETA.example", "beta.example."] {
            let mut pending = Pending::new(1, 10);
            let waiting = waiting(csp13(LEAVE), imps_core::Version::V1_3, false);
            let ids = pending.open(waiting, &messages, 0).unwrap();
            assert_eq!(pending.close("eta.example", &ids[0]), None);
            assert!(pending.close(peer, &ids[0]).is_some(), "{domain} {peer}");
        }
    }
    // The same applies to reports, which go to the named parties.
    let report = csp13(
        "<DeliveryReport-Request><Result><Code>200</Code></Result><MessageInfo><MessageID>m</MessageID><Recipient><User>\
         <UserID>wv:omar@Beta.Example.</UserID></User></Recipient><Sender><User><UserID>wv:nadia@alpha.example</UserID></User>\
         </Sender></MessageInfo></DeliveryReport-Request>",
    );
    let nobody = imps_relay::Route::from_user(crate::common::relaying::NADIA);
    assert_eq!(to_ssp(&report, &nobody, &alpha()).unwrap().message[0].domain, "beta.example");
    for own in ["alpha.example.", "ALPHA.example"] {
        assert_eq!(leave(own).unwrap_err(), RelayError::NoOtherDomain, "{own}");
    }
    // Several spellings are one domain, and one message.
    let subscribe = csp13(
        "<UnsubscribePresence-Request><UserIDList><UserID>wv:a@beta.example</UserID><UserID>wv:b@BETA.example.</UserID>\
        </UserIDList></UnsubscribePresence-Request>",
    );
    assert_eq!(to_ssp(&subscribe, &route(), &alpha()).unwrap().message.len(), 1);
    // Messages built by a program are compared in the same way.
    let by_hand =
        [Outgoing { domain: "Beta.Example.".into(), primitive: imps_ssp::Status::default().into() }];
    let mut pending = Pending::new(1, 10);
    let ids = pending.open(waiting(csp13(LEAVE), imps_core::Version::V1_3, false), &by_hand, 0).unwrap();
    assert!(pending.close("beta.example", &ids[0]).is_some());
}

/// The session determines the server. Another server in the document is ignored and reported.
#[test]
fn the_service_that_a_document_names_is_that_of_the_session() {
    let lost = |service: &str| {
        let request = format!(
            "<DeleteGroupRequest groupID='/go@beta.example'><MetaInfo clientOriginated='Yes'><Requestor serviceID='{service}'>\
             <User userID='nadia@alpha.example'/></Requestor></MetaInfo></DeleteGroupRequest>"
        );
        !received(&ssp(&request)).unwrap().losses.is_empty()
    };
    for own in ["wv:@alpha.example", "wv:@ALPHA.example."] {
        assert!(!lost(own), "{own}");
    }
    for other in ["wv:@gamma.example", "wv:@evilalpha.example", "wv:@beta.example", "wv:@", "alpha.example"] {
        assert!(lost(other), "{other}");
    }
}

#[test]
fn different_refusals_are_several_errors() {
    let knows = |user: &csp::UserId<'_>| !user.same_as(&"ghost@beta.example".into());
    let context = beta();
    let context = context.with_users(&knows);
    let code = |users: [&str; 2]| {
        let users = users.map(|user| format!("<UserID userID='{user}'/>")).concat();
        let request = ssp(&format!("<SubscribeRequest>{users}</SubscribeRequest>"));
        let error = request_to_csp(&request, &context).unwrap_err();
        (error.code().number(), error.status().detailed_results.len())
    };
    assert_eq!(code(["ghost@beta.example", "rita@gamma.example"]), (900, 2));
    assert_eq!(code(["rita@gamma.example", "ghost@beta.example"]), (900, 2));
    assert_eq!(code(["rita@gamma.example", "zoe@delta.example"]), (516, 1));
    assert_eq!(code(["ghost@beta.example", "ghost@beta.example"]), (427, 1));
}

#[test]
fn a_context_shows_what_it_states() {
    let shown = format!("{:?}", beta().with_version(imps_core::Version::V1_2).with_users(&|_| true));
    let expected =
        "Context { domain: \"beta.example\", peer: \"alpha.example\", version: V1_2, users: true }";
    assert_eq!(shown, expected);
}

/// The sender that a client states is checked against the logged-in user.
#[test]
fn no_user_speaks_for_another() {
    let message = |sender: &str| {
        csp13(&format!(
            "<SendMessage-Request><DeliveryReport>F</DeliveryReport><MessageInfo><Recipient><User>\
             <UserID>wv:omar@beta.example</UserID></User></Recipient>{sender}</MessageInfo></SendMessage-Request>"
        ))
    };
    let invitation = |sender: &str| {
        csp13(&format!(
            "<Invite-Request><InviteID>i</InviteID><InviteType>IM</InviteType>{sender}<Recipient><User>\
             <UserID>wv:omar@beta.example</UserID></User></Recipient></Invite-Request>"
        ))
    };
    let speaker = |request: &csp::Primitive<'static>| {
        let sent = crate::common::relaying::sent(request);
        let speaker = match &sent.message {
            Primitive::SendMessageRequest(it) => it.message_info.sender.party.clone(),
            Primitive::InviteRequest(it) => match it.inviting.party.clone() {
                imps_ssp::common::Party::User(user) => imps_ssp::messaging::SenderParty::User(user),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        };
        let imps_ssp::messaging::SenderParty::User(user) = speaker else { panic!("{speaker:?}") };
        (user.user_id.to_string(), sent.losses)
    };
    let stated = |user: &str| format!("<Sender><User><UserID>{user}</UserID></User></Sender>");
    for (make, place) in [
        (&message as &dyn Fn(&str) -> csp::Primitive<'static>, "SendMessage-Request/MessageInfo/Sender"),
        (&invitation, "Invite-Request/Sender"),
    ] {
        assert_eq!(speaker(&make("")), ("nadia@alpha.example".into(), vec![]));
        for own in ["wv:nadia@alpha.example", "nadia@ALPHA.example.", "wv:nadia"] {
            assert_eq!(speaker(&make(&stated(own))).1, [], "{own}");
        }
        for other in ["wv:admin@alpha.example", "wv:nadia@gamma.example", "wv:nadi@alpha.example"] {
            let (user, losses) = speaker(&make(&stated(other)));
            assert_eq!((user.as_str(), paths(&losses)), ("nadia@alpha.example", vec![place]), "{other}");
        }
    }
}

/// Each peer answers once, regardless of its answers to the rows of others.
#[test]
fn a_request_to_several_is_answered_once_by_each() {
    let request = csp13(
        "<UnsubscribePresence-Request><UserIDList><UserID>wv:a@beta.example</UserID><UserID>wv:b@gamma.example</UserID>\
        </UserIDList></UnsubscribePresence-Request>",
    );
    let messages = to_ssp(&request, &route(), &alpha()).unwrap().message;
    let mut pending = Pending::new(7, 10);
    let waiting = waiting(request, imps_core::Version::V1_3, true);
    assert_eq!((pending.len(), pending.is_empty()), (0, true));
    let ids = pending.open(waiting.clone(), &messages, 9).unwrap();
    assert_eq!(ids, ["0000000007-1", "0000000007-2"]);
    assert_eq!((pending.len(), pending.is_empty()), (1, false));
    assert_eq!(pending.close("gamma.example", &ids[0]), None);
    assert_eq!(pending.close("beta.example", &ids[0]), Some(waiting.clone()));
    assert_eq!(pending.close("beta.example", &ids[0]), None);
    assert_eq!(pending.clone().expire(9), [(waiting.clone(), vec!["gamma.example".to_string()])]);
    assert_eq!(pending.close("gamma.example", &ids[1]), Some(waiting));
    assert_eq!((pending.close("gamma.example", &ids[1]), pending.len(), pending.is_empty()), (None, 0, true));
}
