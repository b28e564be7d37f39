//! Single cases: refused parties, and conversions that depend on the version.

use super::*;
use imps_relay::Reason;

#[test]
fn an_answer_that_answers_something_else_is_refused() {
    let waiting = waiting(csp13(ANSWERS[0].2), Version::V1_3, false);
    let stray = ssp("<JoinGroupResponse><Status code=\"200\"/></JoinGroupResponse>");
    let error = answer_to_csp(&stray, &waiting, &alpha()).unwrap_err();
    assert_eq!(error.to_string(), "JoinGroupResponse does not answer LeaveGroup-Request");
    assert!(answer_of(&ssp("<Status code=\"808\"/>"), &waiting).message.is_some());
}

#[test]
fn nobody_abroad_is_nothing_to_relay() {
    let home = csp13("<LeaveGroup-Request><GroupID>wv:/go@ALPHA.example</GroupID></LeaveGroup-Request>");
    assert_eq!(to_ssp(&home, &route(), &alpha()), Err(RelayError::NoOtherDomain));
    let relative = csp13("<LeaveGroup-Request><GroupID>wv:nadia/go</GroupID></LeaveGroup-Request>");
    assert_eq!(to_ssp(&relative, &route(), &alpha()), Err(RelayError::NoOtherDomain));
}

#[test]
fn presence_of_others_than_the_peers_users_is_not_believed() {
    let forged = ssp(
        "<PresenceNotification><User userID=\"omar@beta.example\"/><PresenceValue userID=\"rita@gamma.example\"/>\
        <PresenceValue userID=\"nadia@alpha.example\"/></PresenceNotification>",
    );
    let relayed = received(&forged).unwrap();
    assert_eq!(crate::common::relaying::paths(&relayed.losses), ["PresenceNotification/PresenceValue[0]"]);
}

#[test]
fn a_message_from_a_sender_of_another_domain_is_refused() {
    let forged = ssp(
        "<SendMessageRequest deliveryReport=\"No\"><MessageInfo><Recipient><User userID=\"omar@beta.example\"/></Recipient>\
        <Sender><User userID=\"rita@gamma.example\"/></Sender></MessageInfo></SendMessageRequest>",
    );
    assert_eq!(received(&forged).unwrap_err().code().number(), 901);
}

#[test]
fn waiting_has_an_end_and_a_limit() {
    let request = csp13(ANSWERS[0].2);
    let messages = to_ssp(&request, &route(), &alpha()).unwrap().message;
    let waiting = waiting(request, Version::V1_2, false);
    let mut pending = Pending::new(9_999_999_999, 2);
    let first = pending.open(waiting.clone(), &messages, 10).unwrap();
    let second = pending.open(waiting.clone(), &messages, 20).unwrap();
    assert_eq!((&*first, &*second), (&["9999999999-0".into()][..], &["0000000000-0".into()][..]));
    assert_eq!(pending.open(waiting.clone(), &messages, 30), None);
    assert_eq!(pending.expire(10), [(waiting.clone(), vec!["beta.example".to_string()])]);
    assert_eq!((pending.len(), pending.close("beta.example", &first[0])), (1, None));
    for stray in ["", "0-1", "x-0", "0000000000", "0000000000-1"] {
        assert_eq!(pending.close("beta.example", &stray.into()), None, "{stray}");
    }
    assert_eq!(pending.close("beta.example", &second[0]), Some(waiting));
    assert!(pending.is_empty());
}

#[test]
fn the_requests_of_the_examples_are_relayed() {
    let mut relayed = 0;
    for (name, document) in crate::common::examples() {
        let message: Message<'_> = imps_xml::from_str(&document).unwrap();
        let Some(session) = message.session() else { continue };
        // The issuer of the session name has sent the document.
        let (own, peer) = if session.session_id.domain() == Some("alpha.example") {
            (beta(), "alpha")
        } else {
            (alpha(), "beta")
        };
        for transaction in session.transactions.iter().filter(|transaction| transaction.mode.is_request()) {
            if transaction.primitive.row().is_some_and(|row| row.confirmed) {
                let incoming = request_to_csp(&transaction.primitive, &own);
                assert!(incoming.is_ok(), "{name} of {peer}: {incoming:?}");
                relayed += 1;
            }
        }
    }
    assert_eq!(relayed, 26);
}

/// Primitives with a form that depends on the version: each comes back as its version writes it.
#[test]
fn versions_keep_their_shapes() {
    let group = "<GroupID>wv:omar/chess@beta.example</GroupID>";
    let nadia = "<UserList><User><UserID>wv:nadia@alpha.example</UserID></User></UserList>";
    let watched = "<User><UserID>wv:omar@beta.example</UserID></User>";
    let ids = "<UserIDList><UserID>wv:nadia@alpha.example</UserID></UserIDList>";
    let watched_ids = "<UserIDList><UserID>wv:omar@beta.example</UserID></UserIDList>";
    for version in Version::ALL {
        let is_new = version == Version::V1_3;
        let (users, members, watched) = if is_new {
            (ids.to_string(), nadia.to_string(), watched_ids)
        } else {
            (nadia.to_string(), format!("<Users>{nadia}</Users>"), watched)
        };
        for request in [
            format!("<AddGroupMembers-Request>{group}{users}</AddGroupMembers-Request>"),
            format!("<RemoveGroupMembers-Request>{group}{users}</RemoveGroupMembers-Request>"),
            format!("<MemberAccess-Request>{group}<Mod>{nadia}</Mod>{members}</MemberAccess-Request>"),
            format!("<SubscribePresence-Request>{watched}</SubscribePresence-Request>"),
            format!("<UnsubscribePresence-Request>{watched}</UnsubscribePresence-Request>"),
            format!("<GetPresence-Request>{watched}</GetPresence-Request>"),
        ] {
            let request = csp_of(version, &request);
            let sent = sent(&request);
            let (document, read) = wire("Request", &sent.message);
            let back = request_to_csp(&read, &beta().with_version(version)).unwrap();
            assert_eq!(
                (back.message.primitive, back.losses, sent.losses),
                (request, vec![], vec![]),
                "{document}"
            );
        }
    }
}

/// Content that only newer versions know is reported when it goes to an older client.
#[test]
fn older_clients_learn_less() {
    let partly = ssp(
        "<Status code=\"201\"><DetailedResult code=\"516\"><Domain>gamma.example</Domain></DetailedResult>\
        <TryAgainTimeout>60</TryAgainTimeout></Status>",
    );
    for (version, lost) in [
        (Version::V1_1, &["Status/DetailedResult[0]/Domain[0]", "Status/TryAgainTimeout"][..]),
        (Version::V1_2, &["Status/TryAgainTimeout"][..]),
        (Version::V1_3, &[]),
    ] {
        let waiting = waiting(csp13(ANSWERS[0].2), version, false);
        let relayed = answer_of(&partly, &waiting);
        assert_eq!(crate::common::relaying::paths(&relayed.losses), lost);
        let message = waiting.message(relayed.message.unwrap());
        let document = imps_xml::to_string(&message).unwrap();
        assert_eq!(imps_xml::from_str::<csp::Message<'_>>(&document).unwrap(), message);
    }
}

#[test]
fn invitations_and_decisions_are_handed_on_as_the_version_has_them() {
    let (nadia, omar) = (
        csp::common::Sender::from(csp::common::User::new(NADIA)),
        csp::common::Sender::from(csp::common::User::new(OMAR)),
    );
    let invite = csp::common::InviteRequest {
        recipient: Some(csp::common::Recipient::from_iter([csp::common::User::new(OMAR)])),
        screen_name: Some(csp::common::ScreenName::new("Stroke", "wv:/go@alpha.example")),
        ..csp::common::InviteRequest::default()
    };
    let decision = csp::common::InviteUserResponse {
        response_note: Some("Yes!".into()),
        ..csp::common::InviteUserResponse::default()
    };
    for version in Version::ALL {
        let is_new = version == Version::V1_3;
        let invitation = invite_user(invite.clone(), nadia.clone(), version);
        assert_eq!(invitation.sender.as_ref(), Some(&nadia));
        assert_eq!((invitation.recipient.is_some(), invitation.screen_name.is_some()), (is_new, is_new));
        let answer = invite_response(decision.clone(), omar.clone(), version);
        assert_eq!((answer.sender.as_ref(), answer.note().unwrap().as_str()), (Some(&omar), "Yes!"));
        assert_eq!(answer.invite_note.is_some(), is_new);
        for primitive in [csp::Primitive::from(invitation), csp::Primitive::from(answer)] {
            let message =
                csp::Message::request(version, csp::SessionDescriptor::inband("s1"), "t1", primitive);
            let document = imps_xml::to_string(&message).unwrap();
            assert_eq!(imps_xml::from_str::<csp::Message<'_>>(&document).unwrap(), message);
        }
    }
}

/// A loss is a line for people: the place, and the reason.
#[test]
fn a_loss_shows_its_place_and_its_reason() {
    let wish = "<SubscribePresence-Request><UserIDList><UserID>wv:omar@beta.example</UserID></UserIDList>\
        <AutoSubscribe>T</AutoSubscribe></SubscribePresence-Request>";
    let losses = sent(&csp13(wish)).losses;
    let [loss] = losses.as_slice() else { panic!("{losses:?}") };
    assert_eq!(
        loss.to_string(),
        "SubscribePresence-Request/AutoSubscribe: has no place in the other protocol"
    );
    // Each reason has words of its own. Only two read alike: no place, and a value that is unreadable.
    let reasons = [
        Reason::NoPlace,
        Reason::Extension,
        Reason::OnlyOne,
        Reason::ContactList,
        Reason::OwnDomain,
        Reason::NotOfPeer,
        Reason::Recomputed,
        Reason::Overruled,
    ];
    let mut words: Vec<_> = reasons.iter().map(ToString::to_string).collect();
    words.sort();
    words.dedup();
    assert_eq!(words.len(), reasons.len());
    assert!(words.iter().all(|line| !line.is_empty() && !line.contains('\n')), "{words:?}");
}

/// The place of a foreign element counts the elements of its own name.
#[test]
fn foreign_elements_are_counted_by_name() {
    let request =
        ssp("<DeleteGroupRequest groupID='/go@beta.example'><Foo/><Bar/><Foo/></DeleteGroupRequest>");
    let losses = received(&request).unwrap().losses;
    let places = ["Foo[0]", "Bar[0]", "Foo[1]"].map(|place| format!("DeleteGroupRequest/{place}"));
    assert_eq!(crate::common::relaying::paths(&losses), places);
    assert!(losses.iter().all(|loss| loss.reason == Reason::Extension), "{losses:?}");
}
