//! Addresses, clients, groups and results.

use super::*;

pub(crate) fn the_scheme_is_not_written_and_not_needed() {
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

/// Relays the sender of an invitation and relays it back.
pub(crate) fn sender_both_ways(user: &str) -> (String, csp::Primitive<'static>, Vec<String>) {
    let request = csp13(&INVITE.replace("<User><UserID>wv:nadia@alpha.example</UserID></User>", user));
    let sent = sent(&request);
    let (document, read) = wire("Request", &sent.message);
    let lost = paths(&sent.losses).into_iter().map(String::from).collect();
    let back = received(&read).unwrap();
    assert_eq!(back.losses, []);
    assert!(lost == Vec::<String>::new() || back.message.primitive != request);
    (document, back.message.primitive, lost)
}

pub(crate) fn clients_go_along() {
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

pub(crate) fn applications_stand_in_clients() {
    let user = "<User><UserID>wv:nadia@alpha.example</UserID><ApplicationID>chess</ApplicationID></User>";
    let (document, back, _) = sender_both_ways(user);
    let client = "InviteRequest/Inviting/User/ClientID";
    assert_eq!(at(&document, &format!("{client}@url")).as_deref(), Some(""));
    assert_eq!(at(&document, &format!("{client}/ApplicationID@applicationID")).as_deref(), Some("chess"));
    assert_eq!(back, csp13(&INVITE.replace("<User><UserID>wv:nadia@alpha.example</UserID></User>", user)));
}

pub(crate) fn friendly_names_are_only_read() {
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

pub(crate) fn groups_and_those_in_them() {
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

pub(crate) fn codes_are_copied() {
    let name = "Result Code";
    check(name, &Answer(SEND, DETAILED, &[("SendMessageResponse/Status@code", "201")]));
    // A result without a code becomes 404.
    let answer = ssp("<Status/>");
    let Some(csp::Primitive::Status(status)) =
        answer_of(&answer, &waiting(csp13(JOIN), Version::V1_3, true)).message
    else {
        panic!("another primitive")
    };
    assert_eq!(status.result.code, Some(csp::StatusCode::NOT_FOUND));
}

pub(crate) fn detailed_results_drop_messages_and_lists() {
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

pub(crate) fn the_wrapper_of_a_status_is_dropped() {
    let status =
        csp13("<Status><Result><Code>800</Code><Description>No such group</Description></Result></Status>");
    let answer = answered(&csp13(JOIN), &status);
    assert_eq!(answer.losses, []);
    let (document, _) = wire("Response", &answer.message);
    assert_eq!(at(&document, "Status@code").as_deref(), Some("800"));
    assert_eq!(at(&document, "Status/StatusDescription").as_deref(), Some("No such group"));
}

pub(crate) fn success_is_no_news() {
    let (success, failure) = (ssp("<Status code=\"200\"/>"), ssp("<Status code=\"800\"/>"));
    let told = |told, answer: &Primitive<'static>| {
        answer_of(answer, &waiting(csp13(JOIN), Version::V1_2, told)).message
    };
    let code = |answer: Option<csp::Primitive<'static>>| match answer {
        Some(csp::Primitive::Status(status)) => status.result.code.unwrap().number(),
        other => panic!("{other:?}"),
    };
    assert_eq!(told(true, &success), None);
    assert_eq!(code(told(true, &failure)), 800);
    // A client without an immediate answer learns of success.
    assert_eq!(code(told(false, &success)), 200);
}
