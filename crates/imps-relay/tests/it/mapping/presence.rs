//! Presence.

use super::*;

pub(crate) fn users_are_listed_in_any_version() {
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

pub(crate) fn automatic_subscription_is_lost() {
    let request = csp13(&SUBSCRIBE.replace(
        "</SubscribePresence-Request>",
        "<AutoSubscribe>T</AutoSubscribe></SubscribePresence-Request>",
    ));
    assert_eq!(paths(&sent(&request).losses), ["SubscribePresence-Request/AutoSubscribe"]);
}

pub(crate) fn presence_is_of_users() {
    check(
        "Presence/UserID",
        &Both(NOTIFICATION, &[("PresenceNotification/PresenceValue@userID", "nadia@alpha.example")]),
    );
    let list = "<PresenceNotification-Request><Presence><ContactList>wv:nadia/all@alpha.example</ContactList></Presence><Presence>";
    let sent = sent(&csp13(&NOTIFICATION.replace("<PresenceNotification-Request><Presence>", list)));
    assert_eq!(paths(&sent.losses), ["PresenceNotification-Request/Presence[0]"]);
}

pub(crate) fn only_the_first_list_of_values_travels() {
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

pub(crate) fn who_watches_is_named() {
    let watchers = route().to([OMAR.into(), "wv:pia@beta.example".into()]);
    let (document, read) = wire("Request", &sent_by(NOTIFICATION, &watchers));
    assert_eq!(at(&document, "PresenceNotification/User@userID").as_deref(), Some("omar@beta.example"));
    let addressees: Vec<_> =
        received(&read).unwrap().message.addressees.into_iter().filter_map(|user| user.user_id).collect();
    assert_eq!(addressees, [OMAR, "wv:pia@beta.example"]);
}

pub(crate) fn late_presence_is_news() {
    let answer = answered(&csp13(GET_PRESENCE), &csp13(PRESENCE)).message;
    let late = answer_of(&answer, &waiting(csp13(GET_PRESENCE), Version::V1_3, true));
    assert_eq!(late.losses, []);
    let Some(csp::Primitive::PresenceNotificationRequest(news)) = late.message else {
        panic!("another primitive")
    };
    assert_eq!(news.presence[0].user_id.as_ref().unwrap(), OMAR);
    // Only with success. The other implementation's answer without a status is a success.
    let failed = ssp("<GetPresenceResponse><Status code=\"750\"/></GetPresenceResponse>");
    let failed = answer_of(&failed, &waiting(csp13(GET_PRESENCE), Version::V1_3, true)).message;
    assert!(matches!(failed, Some(csp::Primitive::Status(status)) if status.result.code == Some(750.into())));
    let without =
        ssp("<GetPresenceResponse><PresenceValue userID=\"omar@beta.example\"/></GetPresenceResponse>");
    let without = answer_of(&without, &waiting(csp13(GET_PRESENCE), Version::V1_3, true)).message;
    assert!(matches!(without, Some(csp::Primitive::PresenceNotificationRequest(_))));
}
