//! Constructors make whole messages in every version: they write the content that 1.1 and 1.2
//! require, also where the lower bounds of 1.3 are inferred.

use imps_core::{ReadOptions, Version};
use imps_csp::common::{Recipient, SearchPair, SearchPairList, SearchRequest, User};
use imps_csp::group::{
    AddGroupMembersRequest, GroupProperties, JoinGroupResponse, RemoveGroupMembersRequest,
    SetGroupPropsRequest, WelcomeNote,
};
use imps_csp::messaging::{MessageInfo, NewMessage, SendMessageRequest};
use imps_csp::validate::{Severity, ValidateOptions, validate};
use imps_csp::{Message, OwnProperties, Primitive, SessionDescriptor, Status, StatusCode, UserId};
use imps_xml::XmlSource;

fn primitives(version: Version) -> Vec<Primitive<'static>> {
    let mary = || Recipient::from_iter([User::new("wv:mary@smith.com")]);
    let users = || [UserId::from("wv:peter@there.com")];
    let group = "wv:john/partygroup@there.com";
    let note = Some(WelcomeNote::text("hello").into());
    let pair = SearchPair::new("USER_ALIAS", "mary");
    let properties = SetGroupPropsRequest {
        group_id: group.into(),
        group_properties: Some(GroupProperties::from_iter([("Topic", "boats")])),
        own_properties: Some(OwnProperties::from_iter([("AutoJoin", "T")])),
        ..SetGroupPropsRequest::default()
    };
    let john = || User::new("wv:john@smith.com");
    let info = MessageInfo { message_id: Some("m1".into()), ..MessageInfo::for_text(mary(), "hi") };
    let info = info.with_sender(john());
    let content_data = Some(imps_core::Data::Text("hi".into()));
    vec![
        SendMessageRequest::text(mary(), "hi").with_sender(john()).into(),
        SendMessageRequest::bytes(mary(), "image/gif", b"GIF89a")
            .with_sender(john())
            .with_report(true)
            .into(),
        NewMessage { message_info: info, content_data, ..NewMessage::default() }.into(),
        AddGroupMembersRequest::new(version, group, users()).into(),
        RemoveGroupMembersRequest::new(version, group, users()).into(),
        JoinGroupResponse { welcome_note: note, ..JoinGroupResponse::default() }.into(),
        properties.into(),
        SearchRequest { search_pair_list: SearchPairList::new(version, [pair]), ..SearchRequest::default() }
            .into(),
        Status::new(StatusCode::SUCCESS).into(),
    ]
}

#[test]
fn nothing_that_a_version_requires_is_missing() {
    for version in Version::ALL {
        for primitive in primitives(version) {
            let name = primitive.name().to_owned();
            let session = SessionDescriptor::inband("s1");
            let message = if name.ends_with("Response") || name == "Status" {
                Message::response(version, session, "t1", primitive)
            } else {
                Message::request(version, session, "t1", primitive)
            };
            let xml = imps_xml::to_string(&message).unwrap();
            let open = |read: &ReadOptions| XmlSource::new(&xml, read);
            let found = validate(open, &ValidateOptions::default());
            let faults: Vec<_> = found.iter().filter(|finding| finding.severity > Severity::Note).collect();
            assert!(faults.is_empty(), "{name} in {version}: {faults:?}");
        }
    }
}

#[test]
fn debug_of_a_message_shows_extensions_only_where_there_are_some() {
    let message =
        |primitive| Message::request(Version::V1_2, SessionDescriptor::inband("s1"), "t1", primitive);
    for primitive in primitives(Version::V1_2) {
        let shown = format!("{:?}", message(primitive));
        assert!(!shown.contains("extensions"), "{shown}");
    }
    let mut user = User::new("wv:ann@smith.com");
    user.extensions.push(0, imps_core::Value::from("kept"));
    let shown = format!("{:?}", message(SendMessageRequest::text(Recipient::from_iter([user]), "hi").into()));
    assert_eq!(shown.matches("extensions").count(), 1, "{shown}");
}
