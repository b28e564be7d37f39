//! Invitations.

use super::*;

pub(crate) fn one_invitation_for_each() {
    let two = "<User><UserID>wv:omar@beta.example</UserID></User><User><UserID>wv:pia@beta.example</UserID></User>\
        <Group><GroupID>wv:/go@gamma.example</GroupID></Group><ContactList>wv:nadia/all@alpha.example</ContactList></Recipient>";
    let request =
        csp13(&INVITE.replace("<User><UserID>wv:omar@beta.example</UserID></User></Recipient>", two));
    let sent = to_ssp(&request, &route(), &alpha()).unwrap();
    let invited: Vec<_> = sent
        .message
        .iter()
        .map(|outgoing| match &outgoing.primitive {
            Primitive::InviteRequest(request) => match &request.invited.party {
                Party::User(user) => (outgoing.domain.as_str(), user.user_id.as_str()),
                Party::Group(group) => (outgoing.domain.as_str(), group.group_id.as_str()),
                Party::ScreenName(name) => panic!("{name:?}"),
            },
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [
        ("beta.example", "omar@beta.example"),
        ("beta.example", "pia@beta.example"),
        ("gamma.example", "/go@gamma.example"),
    ];
    assert_eq!(invited, expected);
    assert_eq!(paths(&sent.losses), ["Invite-Request/Recipient/ContactList[0]"]);
    assert_eq!(sent.losses[0].reason, Reason::ContactList);
}

pub(crate) fn decisions_are_yes_or_no() {
    check(
        "Acceptance",
        &Both(DECISION, &[("InviteResponse@acceptance", "Yes"), ("InviteResponse/Status@code", "200")]),
    );
    check(
        "Acceptance",
        &Both(REFUSAL, &[("InviteResponse@acceptance", "No"), ("InviteResponse/Status@code", "404")]),
    );
}

pub(crate) fn parties_are_written_by_meaning_and_read_either_way() {
    let response =
        DECISION.replace("InviteUser-Response", "Invite-Response").replace("ResponseNote", "InviteNote");
    let (document, read) = wire("Request", &sent(&csp13(&response)).message);
    assert_eq!(at(&document, "InviteResponse/Inviting/User@userID").as_deref(), Some("omar@beta.example"));
    assert_eq!(
        at(&document, "InviteResponse/Responding/User@userID").as_deref(),
        Some("nadia@alpha.example")
    );
    let Primitive::InviteResponse(mut exchanged) = read.clone() else { panic!("{read:?}") };
    (exchanged.inviting.party, exchanged.responding.party) =
        (exchanged.responding.party, exchanged.inviting.party);
    for response in [read, Primitive::InviteResponse(exchanged)] {
        let back = received(&response).unwrap().message;
        assert_eq!(back.primitive, csp13(DECISION));
        let addressee = back.addressees[0].user_id.clone();
        assert_eq!((back.sender.unwrap().user_id, addressee), (Some(NADIA.into()), Some(OMAR.into())));
    }
}

pub(crate) fn withdrawals_are_like_invitations() {
    check(
        "CancelInvite",
        &Both(
            CANCEL,
            &[
                ("CancelInviteRequest@inviteID", "inv-1"),
                ("CancelInviteRequest/Canceling/User@userID", "nadia@alpha.example"),
                ("CancelInviteRequest/Canceled/User@userID", "omar@beta.example"),
                ("CancelInviteRequest/GroupID@groupID", "nadia/rowing@alpha.example"),
                ("CancelInviteRequest/ApplicationID@applicationID", "chess"),
                ("CancelInviteRequest/AttributeList/PresenceSubList/OnlineStatus", ""),
                ("CancelInviteRequest/ContentIDList/ContentID@url", "http://alpha.example/17"),
                ("CancelInviteRequest/CancelNote", "On Sunday"),
                ("CancelInviteRequest/ScreenName", "Stroke"),
            ],
        ),
    );
    let two =
        "<User><UserID>wv:omar@beta.example</UserID></User><User><UserID>wv:pia@beta.example</UserID></User>";
    let request = csp13(&CANCEL.replace("<User><UserID>wv:omar@beta.example</UserID></User>", two));
    assert_eq!(to_ssp(&request, &route(), &alpha()).unwrap().message.len(), 2);
    // Without a recipient it is for all invited users, which the server knows.
    let all =
        csp_of(Version::V1_2, "<CancelInvite-Request><InviteID>inv-1</InviteID></CancelInvite-Request>");
    let everybody = route().to([OMAR.into(), "wv:pia@beta.example".into(), "wv:rita@gamma.example".into()]);
    assert_eq!(to_ssp(&all, &everybody, &alpha()).unwrap().message.len(), 3);
}
