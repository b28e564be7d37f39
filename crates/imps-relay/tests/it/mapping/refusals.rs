//! Primitives that stay at home, and refusals.

use super::*;

/// The primitives that stay at home.
pub(crate) fn stay_at_home(primitives: &[&str]) {
    for primitive in primitives {
        let error = to_ssp(&csp13(primitive), &route(), &alpha()).unwrap_err();
        assert!(
            matches!(&error, RelayError::NotRelayed { primitive: name } if primitive.contains(name.as_str())),
            "{error}"
        );
    }
}

pub(crate) fn searches_stay_at_home() {
    stay_at_home(&[
        "<Search-Request><SearchLimit>5</SearchLimit></Search-Request>",
        "<StopSearch-Request><SearchID>1</SearchID></StopSearch-Request>",
    ]);
}

pub(crate) fn profiles_stay_at_home() {
    stay_at_home(&[
        "<GetPublicProfile-Request><UserID>wv:omar@beta.example</UserID></GetPublicProfile-Request>",
    ]);
}

pub(crate) fn lists_stay_at_home() {
    stay_at_home(&[
        "<GetList-Request/>",
        "<GetAttributeList-Request><DefaultList>T</DefaultList></GetAttributeList-Request>",
        "<GetBlockedList-Request/>",
        "<GetMessageList-Request/>",
        "<CreateList-Request><ContactList>wv:nadia/all@alpha.example</ContactList></CreateList-Request>",
    ]);
}

pub(crate) fn third_domains_are_refused() {
    let send = sent(&csp13(SEND)).message;
    let Primitive::SendMessageRequest(mut send) = send else { panic!("{send:?}") };
    send.message_info.recipients[1] = imps_ssp::common::User::from("rita@gamma.example").into();
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
    // If nobody else is left, or if the group is not here, the status says so.
    send.message_info.recipients.remove(0);
    let group = ssp("<LeaveGroupRequest groupID=\"/go@gamma.example\"/>");
    for request in [Primitive::SendMessageRequest(send), group] {
        let status = received(&request).unwrap_err().status();
        assert_eq!((status.code.number(), status.detailed_results.len()), (516, 1));
        assert_eq!(status.detailed_results[0].domains, ["gamma.example"]);
    }
}

pub(crate) fn unknown_users_are_refused() {
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

pub(crate) fn what_is_not_understood_is_405() {
    let error = received(&ssp("<Foo/>")).unwrap_err();
    assert_eq!((error.status().code.number(), error.to_string()), (405, "Foo is not understood".into()));
}

pub(crate) fn what_nobody_handles_is_501() {
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
