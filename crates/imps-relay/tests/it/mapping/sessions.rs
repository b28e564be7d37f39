//! Senders, and the names of sessions and transactions.

use super::*;

pub(crate) fn the_sender_goes_into_the_meta_information() {
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

pub(crate) fn the_domain_of_the_sender_is_the_service() {
    for (route, service) in [
        (Route::from_user("wv:nadia@Other.Example"), "wv:@Other.Example"),
        (Route::from_group("nadia/rowing@alpha.example"), "wv:@alpha.example"),
        // Without a domain it belongs to the server.
        (Route::from_user("nadia"), "wv:@alpha.example"),
    ] {
        let (document, _) = wire("Request", &sent_by(DELETE, &route));
        assert_eq!(
            at(&document, "DeleteGroupRequest/MetaInfo/Requestor@serviceID").as_deref(),
            Some(service)
        );
    }
}

pub(crate) fn the_acting_user_is_of_the_peer() {
    let request = |originated: &str, user: &str| {
        ssp(&format!(
            "<UnsubscribeRequest><MetaInfo clientOriginated=\"{originated}\"><Requestor><User userID=\"{user}\"/></Requestor>\
             </MetaInfo><UserID userID=\"omar@beta.example\"/></UnsubscribeRequest>"
        ))
    };
    let sender = |request: &Primitive<'static>| {
        received(request).map(|it| it.message.sender.and_then(|user| user.user_id))
    };
    assert_eq!(sender(&request("Yes", "nadia@ALPHA.example")), Ok(Some("wv:nadia@ALPHA.example".into())));
    assert_eq!(sender(&request("No", "eve@gamma.example")), Ok(None));
    for user in ["eve@gamma.example", "omar@beta.example", "eve"] {
        let error = sender(&request("Yes", user)).unwrap_err();
        assert_eq!(error.status().code, csp::StatusCode::GENERAL_ADDRESS_ERROR, "{user}");
        assert_eq!(error.code().number(), 901);
    }
}

pub(crate) fn transactions_are_named_anew() {
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

pub(crate) fn the_number_finds_who_waits() {
    let mut pending = Pending::new(540, 10);
    let request = csp13(LEAVE);
    let messages = to_ssp(&request, &route(), &alpha()).unwrap().message;
    let client = csp::ClientId::from_url("http://alpha.example/phone");
    let who =
        imps_relay::Waiting { client_id: Some(client.clone()), ..waiting(request, Version::V1_1, true) };
    let ids = pending.open(who, &messages, 0).unwrap();
    assert_eq!(pending.close("gamma.example", &ids[0]), None);
    let found = pending.close("BETA.example", &ids[0]).unwrap();
    assert_eq!(
        (found.version, found.client_id, found.transaction_id),
        (Version::V1_1, Some(client), Some("t1".into()))
    );
}

pub(crate) fn sessions_have_nothing_to_do_with_each_other() {
    let request = csp13(LEAVE);
    let (document, read) = wire("Request", &sent(&request).message);
    assert!(document.contains("sessionID=\"71@alpha.example\"") && !document.contains("s1"), "{document}");
    let answer = answered(&request, &csp13(LEFT)).message;
    let waiting = waiting(request, Version::V1_2, false);
    let message = waiting.message(answer_of(&answer, &waiting).message.unwrap());
    assert_eq!(message.session.descriptor.session_id, Some("s1".into()));
    assert!(received(&read).is_ok());
}

pub(crate) fn requests_are_of_1_3_and_answers_of_the_client() {
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
        assert_eq!(members.ordinary_members().unwrap().users[0].user_id, Some("wv:pia@beta.example".into()));
    }
}

pub(crate) fn the_client_is_told_at_once() {
    let csp::Primitive::Status(status) = immediate(&csp13(JOIN)) else { panic!("another primitive") };
    assert_eq!(status.result.code, Some(101.into()));
    let csp::Primitive::SendMessageResponse(taken) = immediate(&csp13(SEND)) else {
        panic!("another primitive")
    };
    assert_eq!((taken.result.code, taken.message_id), (Some(200.into()), Some("m-1".into())));
}
