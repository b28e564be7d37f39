//! Contact lists, presence, search, invitations, notifications and vendor primitives: their shapes
//! by version, and the helpers.

use crate::common::message;
use imps_core::{ErrorKind, Item, Node, Value, Version, tag};
use imps_csp::access::LoginRequest;
use imps_csp::common::{
    CancelInviteRequest, ContactListIdList, InviteResponse, NickName, SearchPair, SearchPairList,
    SearchRequest, Sender, User,
};
use imps_csp::contact_list::{
    AddNickList, ContactListProperties, GetListResponse, ListChange, ListManageRequest, ListMember,
};
use imps_csp::envelope::ExtendedRequest;
use imps_csp::presence::{
    CreateAttributeListRequest, GetAttributeListRequest, GetPresenceRequest, GetWatcherListResponse,
    SubscribePresenceRequest, UnsubscribePresenceRequest,
};
use imps_csp::{
    ContactListId, Message, Primitive, Property, SearchElement, Secret, SessionDescriptor, Status,
    StatusCode, TransactionMode, UserId, WatcherStatus,
};

const ANN: &str = "wv:ann@example.com";
const BOB: &str = "wv:bob@example.com";
const LIST: &str = "wv:ann/friends@example.com";

fn request(version: Version, primitive: impl Into<Primitive<'static>>) -> Message<'static> {
    Message::request(version, SessionDescriptor::inband("s1"), "t1", primitive)
}

fn written(version: Version, primitive: impl Into<Primitive<'static>>) -> String {
    imps_xml::to_string(&request(version, primitive)).unwrap()
}

fn read(text: &str) -> Message<'_> {
    imps_xml::from_str(text).unwrap()
}

/// Takes the primitive of one type from a message.
macro_rules! primitive {
    ($message:expr, $type:ident) => {
        match $message.primitive() {
            Some(Primitive::$type(primitive)) => primitive,
            other => panic!("{other:?}"),
        }
    };
}

/// Checks that the lists are written in the shape of each version and read from it.
macro_rules! lists_in_either_shape {
    ($($type:ident: $old_user:literal;)*) => { $({
        for version in Version::ALL {
            let made = $type::default()
                .with_user_ids(version, [ANN, BOB].map(UserId::from))
                .with_contact_lists(version, [ContactListId::from(LIST)]);
            let text = written(version, made);
            assert_eq!(text.contains("<UserIDList>"), version == Version::V1_3, "{text}");
            assert_eq!(text.contains("<ContactListIDList>"), version == Version::V1_3, "{text}");
            assert_eq!(text.contains($old_user), version < Version::V1_3, "{text}");
            let message = read(&text);
            let read = primitive!(message, $type);
            assert!(read.user_ids().map(UserId::as_str).eq([ANN, BOB]));
            assert!(read.contact_lists().map(ContactListId::as_str).eq([LIST]));
            // Filling them for another version removes the content of the old version.
            let other = if version == Version::V1_3 { Version::V1_1 } else { Version::V1_3 };
            let moved = (**read).clone().into_owned()
                .with_user_ids(other, [UserId::from(BOB)])
                .with_contact_lists(other, []);
            let text = written(other, moved);
            assert!(text.contains(BOB) && !text.contains(ANN) && !text.contains(LIST), "{text}");
        }
    })* };
}

#[test]
fn users_and_contact_lists_have_one_shape_until_1_2_and_another_in_1_3() {
    lists_in_either_shape! {
        SubscribePresenceRequest: "<User><UserID>";
        UnsubscribePresenceRequest: "<User><UserID>";
        GetPresenceRequest: "<User><UserID>";
        GetAttributeListRequest: "<User><UserID>";
        CreateAttributeListRequest: "<CreateAttributeList-Request><UserID>";
    }
}

#[test]
fn the_shape_of_another_version_is_read_but_not_written() {
    let old = "<UnsubscribePresence-Request><User><UserID>a</UserID></User></UnsubscribePresence-Request>";
    let text = message("1.3", old);
    let message = read(&text);
    assert!(primitive!(message, UnsubscribePresenceRequest).user_ids().map(UserId::as_str).eq(["a"]));
    let error = imps_xml::to_string(&message).unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::NotInVersion { name: "User", version: Version::V1_3 }),
        "{error}"
    );
}

#[test]
fn contact_lists_are_found_in_any_version() {
    let old = GetListResponse { contact_list: vec![LIST.into()], ..GetListResponse::default() };
    let list = ContactListIdList::from_iter([ContactListId::from(LIST)]);
    let new = GetListResponse { contact_list_id_list: Some(list), ..GetListResponse::default() };
    for (version, primitive) in [(Version::V1_1, &old), (Version::V1_2, &old), (Version::V1_3, &new)] {
        let text = written(version, primitive.clone());
        let message = read(&text);
        assert!(primitive!(message, GetListResponse).contact_lists().map(ContactListId::as_str).eq([LIST]));
    }
}

#[test]
fn a_contact_list_is_changed_in_one_of_three_ways() {
    let members = [ListMember::from(NickName::new("Ann", ANN)), ListMember::from(UserId::from(BOB))];
    let add = AddNickList::from_iter(members);
    let properties = ContactListProperties::from_iter([Property::new("DisplayName", "Friends")]);
    for change in [ListChange::Add(add), ListChange::Properties(properties)] {
        let made = ListManageRequest {
            contact_list: Some(LIST.into()),
            change: Some(change),
            receive_list: Some(true),
            ..ListManageRequest::default()
        };
        let text = written(Version::V1_2, made.clone());
        assert_eq!(**primitive!(read(&text), ListManageRequest), made);
    }
    let text = message(
        "1.1",
        "<ListManage-Request><ContactList>l</ContactList><AddNickList><NickName><Name>A</Name><UserID>a</UserID>\
         </NickName><UserID>b</UserID></AddNickList></ListManage-Request>",
    );
    let message = read(&text);
    let Some(ListChange::Add(list)) = &primitive!(message, ListManageRequest).change else {
        panic!("{message:?}")
    };
    let members: Vec<_> = list
        .members
        .iter()
        .map(|member| (member.user_id().as_str(), member.name().map(|name| &**name)))
        .collect();
    assert_eq!(members, [("a", Some("A")), ("b", None)]);
}

#[test]
fn two_changes_of_a_contact_list_are_one_too_many() {
    let text = message(
        "1.2",
        "<ListManage-Request><ContactList>l</ContactList><RemoveNickList><UserID>a</UserID></RemoveNickList>\
         <AddNickList><UserID>b</UserID></AddNickList></ListManage-Request>",
    );
    let error = imps_xml::from_str::<Message>(&text).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::DuplicateElement { .. }), "{error}");
    assert_eq!(error.offset(), text.find("<AddNickList"));
}

#[test]
fn properties_are_found_without_regard_to_case() {
    let properties = ContactListProperties::from_iter([Property::new("Displayname", "Friends")]);
    assert_eq!(properties.get("DisplayName").map(|value| &**value), Some("Friends"));
    assert_eq!(properties.get("Default"), None);
}

#[test]
fn criteria_stand_in_lists_of_their_own_or_in_one() {
    let criteria = || {
        [
            SearchPair::new(SearchElement::UserFirstName, "ann"),
            SearchPair::new(SearchElement::UserLastName, "smith"),
        ]
    };
    for version in Version::ALL {
        let search_pair_list = SearchPairList::new(version, criteria());
        let made = SearchRequest { search_pair_list, ..SearchRequest::default() };
        let text = written(version, made);
        let lists = if version == Version::V1_3 { 1 } else { 2 };
        assert_eq!(text.matches("<SearchPairList>").count(), lists, "{text}");
        assert!(primitive!(read(&text), SearchRequest).pairs().eq(criteria()));
    }
    assert_eq!(SearchPairList::new(Version::V1_3, []), []);
}

#[test]
fn criteria_are_read_with_and_without_elements_of_their_own() {
    let pair = |element: &str, text: &str, number: u32| {
        format!(
            "<SearchElement>{element}</SearchElement><SearchString>{text}</SearchString><PairID>{number}</PairID>"
        )
    };
    let (one, two) = (pair("USER_ID", "a", 1), pair("USER_ALIAS", "b", 2));
    for list in
        [format!("{one}{two}"), format!("<SearchPair>{one}</SearchPair><SearchPair>{two}</SearchPair>")]
    {
        let text = message(
            "1.3",
            &format!("<Search-Request><SearchPairList>{list}</SearchPairList></Search-Request>"),
        );
        let message = read(&text);
        let expected = [
            SearchPair::new(SearchElement::UserId, "a").numbered(1),
            SearchPair::new(SearchElement::UserAlias, "b").numbered(2),
        ];
        assert!(primitive!(message, SearchRequest).pairs().eq(expected));
        assert!(imps_xml::to_string(&message).unwrap().ends_with(&text));
    }
}

#[test]
fn the_note_of_an_invitation_has_two_names() {
    for version in ["1.1", "1.2", "1.3"] {
        for element in ["ResponseNote", "InviteNote"] {
            let text = message(
                version,
                &format!(
                    "<Invite-Response><InviteID>i</InviteID><Acceptance>T</Acceptance><Sender><User><UserID>u</UserID>\
                     </User></Sender><{element}>yes</{element}></Invite-Response>"
                ),
            );
            let message = read(&text);
            let response: &InviteResponse = primitive!(message, InviteResponse);
            assert_eq!(response.note().map(|note| &**note), Some("yes"));
            assert_eq!(response.sender, Some(Sender::from(User::new("u"))));
            assert!(imps_xml::to_string(&message).unwrap().ends_with(&text));
        }
    }
    let no_recipient = CancelInviteRequest { invite_id: Some("i".into()), ..CancelInviteRequest::default() };
    assert!(
        written(Version::V1_2, no_recipient)
            .contains("<CancelInvite-Request><InviteID>i</InviteID></CancelInvite")
    );
}

#[test]
fn watchers_are_found_in_any_version() {
    let status = "<WatcherStatus>CURRENT_SUBSCRIBER</WatcherStatus>";
    for (version, watcher, expected) in [
        ("1.1", "<User><UserID>a</UserID></User>".to_string(), None),
        (
            "1.2",
            format!("<Watcher><User><UserID>a</UserID></User>{status}</Watcher>"),
            Some(&WatcherStatus::CurrentSubscriber),
        ),
        (
            "1.3",
            format!("<Watcher><UserID>a</UserID>{status}</Watcher>"),
            Some(&WatcherStatus::CurrentSubscriber),
        ),
    ] {
        let text = message(version, &format!("<GetWatcherList-Response>{watcher}</GetWatcherList-Response>"));
        let message = read(&text);
        let response: &GetWatcherListResponse = primitive!(message, GetWatcherListResponse);
        assert!(response.watchers().eq([(&UserId::from("a"), expected)]));
    }
}

#[test]
fn primitives_of_vendors_are_kept_whole() {
    let vendor =
        "<Extended-Request a=\"1\">text<Deep xmlns=\"urn:vendor\"><Deeper/></Deep></Extended-Request>";
    let text = message("1.2", vendor);
    let message = read(&text);
    assert!(imps_xml::to_string(&message).unwrap().ends_with(&text));
    let request: &ExtendedRequest = primitive!(message, ExtendedRequest);
    assert_eq!(request.element.children().count(), 1);
    let mut made = ExtendedRequest::default();
    made.element.content.push(Item::Value(Value::from("ping")));
    assert!(written(Version::V1_3, made.clone()).contains("<Extended-Request>ping</Extended-Request>"));
    let error = imps_xml::to_string(&self::request(Version::V1_1, made)).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NotInVersion { name: "Extended-Request", .. }), "{error}");
    assert_eq!(ExtendedRequest::default().element, Node::new(tag::Extended_Request));
}

#[test]
fn an_answer_repeats_what_it_answers() {
    let request = request(Version::V1_1, LoginRequest::default());
    let answer = request.answer(Status::new(StatusCode::SUCCESS)).unwrap();
    assert_eq!((answer.version, &answer.session.descriptor), (Version::V1_1, &request.session.descriptor));
    let transaction = answer.transaction().unwrap();
    assert_eq!(transaction.descriptor.transaction_mode, Some(TransactionMode::Response));
    assert_eq!(transaction.transaction_id(), Some("t1"));
    assert_eq!(Message::default().answer(Status::default()), None);
}

#[test]
fn secrets_are_not_shown() {
    let login = LoginRequest {
        password: Some(Secret::from("open sesame")),
        digest_bytes: Some("b3BlbiBzZXNhbWU=".into()),
        ..LoginRequest::default()
    };
    let shown = format!("{:?}", request(Version::V1_2, login.clone()));
    assert!(shown.contains("Secret(..)") && !shown.contains("sesame") && !shown.contains("b3B"), "{shown}");
    assert!(written(Version::V1_2, login).contains("<Password>open sesame</Password>"));
}
