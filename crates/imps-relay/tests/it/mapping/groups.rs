//! Groups.

use super::*;

pub(crate) fn groups_are_not_created_elsewhere() {
    refusals::stay_at_home(&[
        "<CreateGroup-Request><GroupID>wv:omar/go@beta.example</GroupID><GroupProperties/><JoinGroup>F</JoinGroup>\
        <SubscribeNotification>F</SubscribeNotification></CreateGroup-Request>",
    ]);
}

pub(crate) fn those_in_a_group_are_listed_as_the_version_does() {
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

pub(crate) fn one_primitive_of_clients_is_three_of_servers() {
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
        let received = received(&read).unwrap().message;
        assert_eq!(received.primitive, request);
        // Each of the three says who acts.
        assert_eq!(received.sender, Some(csp::common::User::new(NADIA)), "{primitive}");
    }
}

pub(crate) fn the_group_comes_from_the_question() {
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

pub(crate) fn who_is_told_of_changes_is_named() {
    let members =
        Route::from_group("wv:nadia/rowing@alpha.example").to([OMAR.into(), "wv:pia@gamma.example".into()]);
    let sent = to_ssp(&csp13(NOTICE), &members, &alpha()).unwrap().message;
    assert_eq!(
        sent.iter().map(|it| it.domain.as_str()).collect::<Vec<_>>(),
        ["beta.example", "gamma.example"]
    );
    let (document, read) = wire("Request", &sent[0].primitive);
    assert_eq!(at(&document, "GroupChangeNotice/User@userID").as_deref(), Some("omar@beta.example"));
    assert_eq!(received(&read).unwrap().message.addressees, [csp::common::User::new(OMAR)]);
}

pub(crate) fn names_come_and_go() {
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

/// A blocked user goes to the client by name or by address, never by both.
#[test]
fn a_blocked_user_has_a_name_or_an_address() {
    let blocked = |mapping: &str| {
        let notice = ssp(&format!(
            "<GroupChangeNotice groupID='/rowing@alpha.example'><User userID='omar@beta.example'/><JoinedBlocked><UserMapList>\
             <UserMapping>{mapping}</UserMapping></UserMapList></JoinedBlocked></GroupChangeNotice>"
        ));
        let relayed = received(&notice).unwrap();
        let csp::Primitive::GroupChangeNotice(notice) = relayed.message.primitive else {
            panic!("{mapping}")
        };
        let list = notice.joined_blocked.unwrap().user_list.unwrap();
        let names: Vec<_> = list.screen_names.iter().map(|name| name.name.to_string()).collect();
        let users: Vec<_> = list.users.into_iter().filter_map(|user| user.user_id).collect();
        (names, users, paths(&relayed.losses).into_iter().map(String::from).collect::<Vec<_>>())
    };
    let (name, user) = ("<SName>Pawn</SName>", "<UserID userID='pia@alpha.example'/>");
    let pia: csp::UserId<'_> = "wv:pia@alpha.example".into();
    let none = Vec::<String>::new;
    assert_eq!(blocked(&format!("<Mapping>{name}</Mapping>")), (vec!["Pawn".to_string()], vec![], none()));
    assert_eq!(blocked(&format!("<Mapping><SName/>{user}</Mapping>")), (none(), vec![pia], none()));
    let lost = "GroupChangeNotice/JoinedBlocked/UserMapList/UserMapping/Mapping[0]/UserID";
    assert_eq!(
        blocked(&format!("<Mapping>{name}{user}</Mapping>")),
        (vec!["Pawn".to_string()], vec![], vec![lost.to_string()])
    );
}
