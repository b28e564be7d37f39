//! Answers: a failure of any request reaches the waiting client. The status of any answer names the
//! refused parties.

use crate::common::relaying::{answer_of, at, beta, csp13, paths, received, sent, ssp, waiting, wire};
use crate::mapping::samples::{
    ASK_NOTICE, GET_JOINED, GET_MEMBERS, GET_PRESENCE, GET_PROPS, JOIN, LEAVE, PRESENCE, REJECT, SEND,
};
use imps_core::{Node, Version};
use imps_csp as csp;
use imps_relay::{RelayError, Waiting, answer};
use imps_ssp::Primitive;

/// Answers of a peer, with `{}` in place of the status, and the request of the client. The form of
/// these answers for clients has no place for a status.
const WITHOUT_RESULT: [(&str, &str); 6] = [
    (JOIN, "<JoinGroupResponse>{}</JoinGroupResponse>"),
    (GET_MEMBERS, "<GetGroupMemberResponse>{}</GetGroupMemberResponse>"),
    (GET_JOINED, "<GetJoinedUsersResponse>{}</GetJoinedUsersResponse>"),
    (GET_PROPS, "<GetGroupPropsResponse>{}</GetGroupPropsResponse>"),
    (REJECT, "<RejectListResponse>{}</RejectListResponse>"),
    (
        ASK_NOTICE,
        "<GetGroupSubStatusResponse groupID='omar/chess@beta.example' subscribed='No'>{}</GetGroupSubStatusResponse>",
    ),
];

/// Any other code than 200 reaches the waiting client as Status.
#[test]
fn a_failure_reaches_the_client_as_a_status() {
    let status = "<Status code='800'><StatusDescription>No such group</StatusDescription></Status>";
    let bare = [(LEAVE, "{}"), (GET_PRESENCE, "<GetPresenceResponse>{}</GetPresenceResponse>")];
    let expected =
        csp13("<Status><Result><Code>800</Code><Description>No such group</Description></Result></Status>");
    for (request, answer) in bare.into_iter().chain(WITHOUT_RESULT) {
        for told in [true, false] {
            let waiting = waiting(csp13(request), Version::V1_3, told);
            let relayed = answer_of(&ssp(&answer.replace("{}", status)), &waiting);
            assert_eq!(relayed.message.as_ref(), Some(&expected), "{answer} {told}");
        }
    }
}

/// A success is the answer itself, in the form for clients.
#[test]
fn a_success_reaches_the_client_as_the_answer() {
    for (request, answer) in WITHOUT_RESULT {
        let waiting = waiting(csp13(request), Version::V1_3, true);
        let relayed = answer_of(&ssp(&answer.replace("{}", "<Status code='200'/>")), &waiting);
        let message = relayed.message.unwrap();
        assert!(!matches!(message, csp::Primitive::Status(_)), "{answer}: {message:?}");
    }
}

/// The number of the transaction finds the waiting client, and her client id.
#[test]
fn a_status_names_the_client_who_waits() {
    let client = csp::ClientId::from_url("http://alpha.example/phone");
    for client_id in [Some(client), None] {
        let waiting = Waiting { client_id: client_id.clone(), ..waiting(csp13(JOIN), Version::V1_2, true) };
        for answer in ["<Status code='800'/>", "<JoinGroupResponse><Status code='800'/></JoinGroupResponse>"]
        {
            let relayed = answer_of(&ssp(answer), &waiting);
            let Some(csp::Primitive::Status(status)) = relayed.message else { panic!("{relayed:?}") };
            assert_eq!(status.client_id, client_id, "{answer}");
        }
    }
}

/// The status of every answer reports a recipient in a third domain as 516.
#[test]
fn refused_users_are_in_every_status() {
    let users = "<UserID>wv:omar@beta.example</UserID><UserID>wv:rita@beta.example</UserID>";
    let request = |name: &str| {
        let request = format!("<{name}><UserIDList>{users}</UserIDList></{name}>");
        let mut sent = sent(&csp13(&request)).message;
        // The peer names a user of a third domain too.
        match &mut sent {
            Primitive::SubscribeRequest(it) => it.users[1].user_id = "rita@gamma.example".into(),
            Primitive::UnsubscribeRequest(it) => it.users[1].user_id = "rita@gamma.example".into(),
            Primitive::GetPresenceRequest(it) => it.users[1].user_id = "rita@gamma.example".into(),
            other => panic!("{other:?}"),
        }
        received(&sent).unwrap().message
    };
    let done = "<Status><Result><Code>200</Code></Result></Status>";
    let failed = "<Status><Result><Code>500</Code></Result></Status>";
    for (name, response, place, code) in [
        ("SubscribePresence-Request", done, "Status", "201"),
        ("UnsubscribePresence-Request", done, "Status", "201"),
        ("UnsubscribePresence-Request", failed, "Status", "500"),
        ("GetPresence-Request", PRESENCE, "GetPresenceResponse/Status", "201"),
    ] {
        let relayed = answer(&request(name), &csp13(response), &beta()).unwrap();
        let (document, _) = wire("Response", &relayed.message);
        assert_eq!(at(&document, &format!("{place}@code")).as_deref(), Some(code), "{document}");
        let detail = format!("{place}/DetailedResult");
        assert_eq!(at(&document, &format!("{detail}@code")).as_deref(), Some("516"), "{document}");
        assert_eq!(at(&document, &format!("{detail}/UserID@userID")).as_deref(), Some("rita@gamma.example"));
        assert_eq!(at(&document, &format!("{detail}/Domain")).as_deref(), Some("gamma.example"));
    }
}

/// A participant of a group of a third domain is refused like the group itself.
#[test]
fn names_in_groups_of_third_domains_are_refused() {
    let name =
        "<Group><ScreenName><SName>Pawn</SName><GroupID>wv:/go@beta.example</GroupID></ScreenName></Group>";
    let request = SEND.replace("<Group><GroupID>wv:omar/chess@beta.example</GroupID></Group>", name);
    let Primitive::SendMessageRequest(own) = sent(&csp13(&request)).message else { panic!("{request}") };
    let incoming = received(&Primitive::SendMessageRequest(own.clone())).unwrap().message;
    assert_eq!((incoming.refused.as_slice(), incoming.primitive), (&[][..], csp13(&request)));
    let mut third = own;
    let pawn = imps_ssp::common::ScreenName::new("/go@gamma.example", "Pawn");
    third.message_info.recipients[1] = imps_ssp::common::Party::from(pawn.clone()).into();
    let incoming = received(&Primitive::SendMessageRequest(third.clone())).unwrap().message;
    let [refused] = incoming.refused.as_slice() else { panic!("{:?}", incoming.refused) };
    assert_eq!(refused.code.number(), 516);
    assert_eq!(
        (refused.screen_names.as_slice(), refused.domains.as_slice()),
        (&[pawn][..], &["gamma.example".into()][..])
    );
    let csp::Primitive::SendMessageRequest(left) = incoming.primitive else { panic!("another primitive") };
    assert_eq!(left.message_info.recipient.unwrap().groups, []);
    // If nobody else is left, the status says so.
    third.message_info.recipients.remove(0);
    let status = received(&Primitive::SendMessageRequest(third)).unwrap_err().status();
    assert_eq!((status.code.number(), status.detailed_results.len()), (516, 1));
}

/// A welcome note that is not text reaches the client in base64, and says so.
#[test]
fn a_welcome_note_says_how_it_is_encoded() {
    for (content_type, content, read) in
        [("image/gif", "R0lGOA==", &b"GIF8"[..]), ("text/plain", "SGVsbG8=", b"Hello")]
    {
        let answer = ssp(&format!(
            "<JoinGroupResponse><Status code='200'/><WelcomeNote><ContentData contentType='{content_type}' encoding='base64'>\
             {content}</ContentData></WelcomeNote></JoinGroupResponse>"
        ));
        let relayed = answer_of(&answer, &waiting(csp13(JOIN), Version::V1_3, false));
        let Some(csp::Primitive::JoinGroupResponse(joined)) = relayed.message else { panic!("{relayed:?}") };
        let note = joined.welcome_note.unwrap();
        assert_eq!(note.content_type.as_ref().map(csp::MediaType::as_str), Some(content_type));
        let bytes =
            csp::messaging::content_bytes(note.content_encoding.as_ref(), &note.content_data).unwrap();
        assert_eq!(&*bytes, read, "{content_type}");
    }
}

/// A failure leaves no place for anything beside its status: the relay reports each part of it, and nothing else.
#[test]
fn a_failure_loses_exactly_what_is_beside_the_status() {
    let status = "<Status code='800'/>";
    for (request, answer, lost) in [
        (JOIN, "<JoinGroupResponse>{}</JoinGroupResponse>", &[][..]),
        (
            JOIN,
            "<JoinGroupResponse>{}<JoinedList><Name>King</Name></JoinedList></JoinGroupResponse>",
            &["JoinGroupResponse/JoinedList[0]"],
        ),
        (
            GET_PRESENCE,
            "<GetPresenceResponse>{}<PresenceValue userID='omar@beta.example'/><PresenceValue userID='pia@beta.example'/>\
             </GetPresenceResponse>",
            &["GetPresenceResponse/PresenceValue[0]", "GetPresenceResponse/PresenceValue[1]"],
        ),
        (
            ASK_NOTICE,
            "<GetGroupSubStatusResponse groupID='omar/chess@beta.example' subscribed='No'>{}</GetGroupSubStatusResponse>",
            &["GetGroupSubStatusResponse/@groupID", "GetGroupSubStatusResponse/@subscribed"],
        ),
    ] {
        let waiting = waiting(csp13(request), Version::V1_3, true);
        let relayed = answer_of(&ssp(&answer.replace("{}", status)), &waiting);
        assert_eq!(paths(&relayed.losses), lost, "{answer}");
    }
}

/// No reader gives a second status. A program can add one, and the relay reports it.
#[test]
fn a_second_status_is_reported_as_lost() {
    let answer = ssp("<JoinGroupResponse><Status code='800'/></JoinGroupResponse>");
    let Primitive::JoinGroupResponse(mut joined) = answer else { panic!("{answer:?}") };
    joined.extensions.push(1, Node::new(imps_ssp::tag::Status).with_attribute("code", "801"));
    let relayed =
        answer_of(&Primitive::JoinGroupResponse(joined), &waiting(csp13(JOIN), Version::V1_3, true));
    assert_eq!(paths(&relayed.losses), ["JoinGroupResponse/Status[1]"]);
}

/// A success that the answer has no place for is lost only where it says more than 200.
#[test]
fn a_success_loses_what_it_says_beside_200() {
    for (status, lost) in [
        ("<Status code='200'/>", &[][..]),
        ("<Status code='201'/>", &["JoinGroupResponse/Status/@code"]),
        (
            "<Status code='200'><StatusDescription>Welcome</StatusDescription></Status>",
            &["JoinGroupResponse/Status/StatusDescription"],
        ),
    ] {
        let waiting = waiting(csp13(JOIN), Version::V1_3, true);
        let relayed = answer_of(&ssp(&format!("<JoinGroupResponse>{status}</JoinGroupResponse>")), &waiting);
        assert_eq!(paths(&relayed.losses), lost, "{status}");
    }
}

/// The users who are in a group although it blocks them have a place since 1.3.
#[test]
fn blocked_users_in_a_group_reach_clients_of_1_3_alone() {
    let answer = "<GetJoinedUsersResponse><Status code='200'/><JoinedBlocked><UserMapList><UserMapping>\
        <Mapping><SName>Pawn</SName><UserID userID='nadia@beta.example'/></Mapping></UserMapping></UserMapList>\
        </JoinedBlocked></GetJoinedUsersResponse>";
    for version in [Version::V1_2, Version::V1_3] {
        let relayed = answer_of(&ssp(answer), &waiting(csp13(GET_JOINED), version, true));
        let Some(csp::Primitive::GetJoinedUsersResponse(response)) = relayed.message else {
            panic!("{version}: {:?}", relayed.message)
        };
        let is_new = version == Version::V1_3;
        assert_eq!(response.joined_blocked.is_some(), is_new, "{version}");
        assert_eq!(
            paths(&relayed.losses).contains(&"GetJoinedUsersResponse/JoinedBlocked"),
            !is_new,
            "{version}"
        );
    }
}

/// The error names the user who decides, whatever the domain of the other user.
#[test]
fn a_decision_between_strangers_names_the_one_who_decides() {
    let response = ssp(
        "<InviteResponse inviteID='i' acceptance='Yes'><Inviting><User userID='omar@gamma.example'/></Inviting>\
         <Responding><User userID='nadia@delta.example'/></Responding></InviteResponse>",
    );
    let error = received(&response).unwrap_err();
    assert!(
        matches!(&error, RelayError::ForeignSender { address } if address.contains("nadia@delta.example")),
        "{error:?}"
    );
}
