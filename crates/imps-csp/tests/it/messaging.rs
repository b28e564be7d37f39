//! Messages, access control, groups, conversations and content: both shapes where versions differ.

use crate::common::message;
use imps_core::{Data, ErrorKind, Version};
use imps_csp::common::{Recipient, User, UserList};
use imps_csp::group::{
    AddGroupMembersRequest, GetJoinedUsersRequest, GroupProperties, JoinGroupResponse, Joined,
    MemberAccessRequest, RemoveGroupMembersRequest, SubscribeGroupNoticeResponse, UserMapList, WelcomeNote,
};
use imps_csp::messaging::{
    BlockEntityRequest, BlockList, EntityList, Font, GetBlockedListResponse, GetMessageListResponse,
    MessageInfo, NewMessage, SendMessageRequest, SetDeliveryMethodRequest, content_bytes,
};
use imps_csp::{ContentEncoding, FontSize, Message, Primitive, SessionDescriptor, UserId};
use imps_testing::table;

/// Writes the message of a primitive in a version, reads it again and returns the text.
fn round_trip(version: Version, primitive: impl Into<Primitive<'static>>) -> String {
    let made = Message::request(version, SessionDescriptor::inband("s1"), "t1", primitive);
    let text = imps_xml::to_string(&made).unwrap();
    assert_eq!(imps_xml::from_str::<Message>(&text).unwrap(), made);
    let bytes = imps_wbxml::to_vec(&made).unwrap();
    assert_eq!(imps_wbxml::from_slice::<Message>(&bytes).unwrap(), made);
    text
}

fn refused(version: Version, primitive: impl Into<Primitive<'static>>) -> &'static str {
    let made = Message::request(version, SessionDescriptor::inband("s1"), "t1", primitive);
    let error = imps_xml::to_string(&made).unwrap_err();
    match error.kind() {
        ErrorKind::NotInVersion { name, version: refused } if *refused == version => name,
        _ => panic!("{error}"),
    }
}

/// Reads a primitive, and checks that it is written back unchanged.
fn primitive(version: &str, xml: &str) -> Primitive<'static> {
    let text = message(version, xml);
    let message: Message = imps_xml::from_str(&text).unwrap();
    let written = imps_xml::to_string(&message).unwrap();
    assert!(written.ends_with(&text), "{written}\nis not\n{text}");
    message.into_owned().session.transactions.remove(0).content.primitive
}

macro_rules! read {
    ($primitive:ident in $version:literal: $xml:expr) => {{
        #[allow(clippy::needless_borrow, clippy::unnecessary_to_owned, reason = "the text may be a String")]
        let xml: &str = &$xml;
        match primitive($version, xml) {
            Primitive::$primitive(content) => *content,
            other => panic!("{other:?}"),
        }
    }};
}

fn mary() -> Recipient<'static> {
    Recipient::from_iter([User::new("wv:mary@smith.com")])
}

const INFO: &str = "<MessageInfo><Recipient><User><UserID>u</UserID></User></Recipient></MessageInfo>";

#[test]
fn a_text_goes_out_as_it_is() {
    for version in Version::ALL {
        let written = round_trip(version, SendMessageRequest::text(mary(), "a < b").with_report(true));
        let parts = [
            "<DeliveryReport>T</DeliveryReport>",
            "<ContentType>text/plain</ContentType><ContentSize>5</ContentSize>",
            "<ContentData>a &lt; b</ContentData>",
        ];
        for part in parts {
            assert!(written.contains(part), "{written}");
        }
    }
}

#[test]
fn bytes_go_out_in_base64() {
    let request = SendMessageRequest::bytes(mary(), "image/gif", b"\0\xFFGIF");
    assert_eq!(request.message_info.content_size, Some(5));
    assert_eq!(&*request.content_bytes().unwrap(), b"\0\xFFGIF");
    for version in Version::ALL {
        let written = round_trip(version, request.clone());
        assert!(written.contains("<ContentEncoding>BASE64</ContentEncoding><ContentSize>5<"), "{written}");
        assert!(written.contains("<ContentData>AP9HSUY=</ContentData>"), "{written}");
    }
}

#[test]
fn content_is_decoded_as_it_is_announced() {
    let text = |text: &'static str| Data::from(text);
    let bytes = |bytes: &'static [u8]| Data::from(bytes);
    let cases: [(Option<&str>, Data, &[u8]); 12] = [
        (None, text("plain"), b"plain"),
        (None, text(""), b""),
        (Some("None"), text("aGVsbG8="), b"aGVsbG8="),
        (Some("NONE"), text("x"), b"x"),
        (Some(""), text("x"), b"x"),
        (Some("BASE64"), text("aGVsbG8="), b"hello"),
        (Some("base64"), text("aGVsbG8="), b"hello"),
        (Some("BASE64"), text("aGVsbG8"), b"hello"),
        (Some("BASE64"), text(" aGVs\r\n\tbG8=\n"), b"hello"),
        (Some("BASE64"), text(""), b""),
        // Binary XML carried the bytes as they are, whatever the encoding says.
        (Some("BASE64"), bytes(b"\0\xFF"), b"\0\xFF"),
        (None, bytes(b"\0\xFF"), b"\0\xFF"),
    ];
    for (encoding, data, expected) in cases {
        let encoding = encoding.map(ContentEncoding::from);
        let found = content_bytes(encoding.as_ref(), &data).unwrap();
        assert_eq!(&*found, expected, "{encoding:?} {data:?}");
    }
    for (encoding, data, found) in [
        ("BASE64", "n\u{f6}", "n\u{f6}"),
        ("BASE64", "a", "a"),
        ("quoted-printable", "x", "quoted-printable"),
    ] {
        let error = content_bytes(Some(&encoding.into()), &data.into()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::InvalidValue { found: f, .. } if f == found), "{error}");
    }
}

#[test]
fn a_picture_has_the_same_bytes_from_either_syntax() {
    let picture = b"GIF89a\x01\0\x01\0\x80\0\0\xFF\0\xFF\xFF\xFF";
    let info = MessageInfo::for_bytes(mary(), "image/gif", picture);
    let raw = NewMessage {
        message_info: MessageInfo { content_encoding: None, ..info },
        content_data: Some(Data::from(&picture[..])),
        ..NewMessage::default()
    };
    let made = Message::request(Version::V1_2, SessionDescriptor::inband("s1"), "t1", raw);
    let binary = imps_wbxml::to_vec(&made).unwrap();
    let text = imps_xml::to_string(&made).unwrap();
    for read in
        [imps_wbxml::from_slice::<Message>(&binary).unwrap(), imps_xml::from_str::<Message>(&text).unwrap()]
    {
        let Some(Primitive::NewMessage(message)) = read.primitive() else { panic!("{read:?}") };
        assert_eq!(&*message.content_bytes().unwrap(), picture);
    }
    let sample = |path: &str| std::fs::read(imps_testing::testdata("csp").join(path)).unwrap();
    let (raw, text) = (sample("odd/picture-as-bytes.wbxml"), sample("1.2/new-message-picture.xml"));
    let text = String::from_utf8(text).unwrap();
    for read in
        [imps_wbxml::from_slice::<Message>(&raw).unwrap(), imps_xml::from_str::<Message>(&text).unwrap()]
    {
        let Some(Primitive::NewMessage(message)) = read.primitive() else { panic!("{read:?}") };
        let bytes = message.content_bytes().unwrap();
        assert!(bytes.starts_with(b"GIF89a"));
        assert_eq!(bytes.len(), 43);
    }
    assert_eq!(&*NewMessage::default().content_bytes().unwrap(), b"");
    assert_eq!(&*WelcomeNote::text("hi").content_bytes().unwrap(), b"hi");
}

#[test]
fn what_servers_fill_in_may_be_missing() {
    let request = read!(SendMessageRequest in "1.1": format!(
        "<SendMessage-Request>{INFO}<ContentData>x</ContentData></SendMessage-Request>"
    ));
    assert_eq!((request.delivery_report, request.message_info.content_size), (None, None));
    assert_eq!(request.message_info.sender, None);
    let told = read!(MessageNotification in "1.3":
        "<MessageNotification><MessageInfo/></MessageNotification>".to_string());
    assert_eq!(told.message_info.recipient, None);
}

#[test]
fn structures_of_1_3_alone_demand_nothing() {
    for xml in [
        "<ForwardMessage-Response/>",
        "<GetMessageList-Response><MessageInfoList/></GetMessageList-Response>",
        "<GetJoinedUsers-Response><JoinedBlocked/></GetJoinedUsers-Response>",
        "<AddGroupMembers-Request><GroupID>g</GroupID></AddGroupMembers-Request>",
        "<GroupChangeNotice><GroupID>g</GroupID><LeftBlocked/></GroupChangeNotice>",
        "<ExtendConversation-Request><ExtendConversationUser/></ExtendConversation-Request>",
        "<ExtendConversation-Response/>",
    ] {
        assert!(!matches!(primitive("1.3", xml), Primitive::Other(_)), "{xml}");
    }
}

#[test]
fn messages_are_listed_in_either_shape() {
    for (version, list) in [("1.1", INFO.repeat(2)), ("1.2", INFO.repeat(2))] {
        let xml = format!("<GetMessageList-Response>{list}</GetMessageList-Response>");
        let response = match version {
            "1.1" => read!(GetMessageListResponse in "1.1": xml),
            _ => read!(GetMessageListResponse in "1.2": xml),
        };
        assert_eq!(response.messages().count(), 2);
    }
    let response = read!(GetMessageListResponse in "1.3": format!(
        "<GetMessageList-Response><MessageInfoList>{INFO}</MessageInfoList>\
         <MessageTotalCount>9</MessageTotalCount></GetMessageList-Response>"
    ));
    assert_eq!((response.messages().count(), response.message_total_count), (1, Some(9)));
}

#[test]
fn the_limit_of_pushing_is_found_in_either_shape() {
    for (version, limit) in [("1.2", "AcceptedContentLength"), ("1.3", "GroupContentLimit")] {
        let text = message(
            version,
            &format!(
                "<SetDeliveryMethod-Request><DeliveryMethod>N</DeliveryMethod><{limit}>99</{limit}></SetDeliveryMethod-Request>"
            ),
        );
        let read: Message = imps_xml::from_str(&text).unwrap();
        let Some(Primitive::SetDeliveryMethodRequest(request)) = read.primitive() else { panic!("{read:?}") };
        assert_eq!(request.content_limit(), Some(99));
        // 1.3 also reads the old one.
        let old = text.replace("GroupContentLimit", "AcceptedContentLength");
        let read: Message = imps_xml::from_str(&old).unwrap();
        let Some(Primitive::SetDeliveryMethodRequest(request)) = read.primitive() else { panic!("{read:?}") };
        assert_eq!(request.content_limit(), Some(99));
    }
}

#[test]
fn block_entity_is_written_at_every_version_and_block_user_is_read() {
    let request = BlockEntityRequest {
        block_list: Some(Box::new(BlockList {
            entity_list: Some(EntityList::from_iter([UserId::from("wv:pest@there.com")])),
            ..BlockList::default()
        })),
        ..BlockEntityRequest::default()
    };
    for version in Version::ALL {
        let written = round_trip(version, request.clone());
        assert!(written.contains("<BlockEntity-Request>"), "{written}");
        let renamed = written.replace("BlockEntity-Request", "BlockUser-Request");
        let read: Message = imps_xml::from_str(&renamed).unwrap();
        assert_eq!(read.primitive(), Some(&request.clone().into()));
        assert_eq!(imps_xml::to_string(&read).unwrap(), written);
    }
}

#[test]
fn lists_are_in_use_wherever_the_version_says_so() {
    let inside = read!(GetBlockedListResponse in "1.2":
        "<GetBlockedList-Response><BlockList><InUse>T</InUse><EntityList/></BlockList>\
         <GrantList><InUse>F</InUse></GrantList></GetBlockedList-Response>");
    assert_eq!((inside.blocks(), inside.grants()), (Some(true), Some(false)));
    let beside = read!(BlockEntityRequest in "1.3":
        "<BlockEntity-Request><BlockList/><BlockListInUse>F</BlockListInUse>\
         <GrantListInUse>T</GrantListInUse></BlockEntity-Request>");
    assert_eq!((beside.blocks(), beside.grants()), (Some(false), Some(true)));
    assert_eq!(GetBlockedListResponse::default().blocks(), None);
}

#[test]
fn those_who_joined_are_found_in_every_shape() {
    let listed = "<UserList><User><UserID>wv:ann@x</UserID></User><ScreenName><SName>Bo</SName>\
                  <GroupID>g</GroupID></ScreenName></UserList>";
    let mapped = "<UserMapList><UserMapping><Mapping><SName>Bo</SName><UserID>wv:ann@x</UserID></Mapping>\
                  <Mapping><SName>Cy</SName></Mapping></UserMapping></UserMapList>";
    let join = |content: &str| format!("<JoinGroup-Response>{content}</JoinGroup-Response>");
    let first = read!(JoinGroupResponse in "1.1": join(listed));
    let second = read!(JoinGroupResponse in "1.2": join(mapped));
    let third = read!(JoinGroupResponse in "1.3": join(&format!("<Joined>{mapped}</Joined>")));
    for (response, names) in [(first, &["Bo"][..]), (second, &["Bo", "Cy"]), (third, &["Bo", "Cy"])] {
        assert!(response.joined_user_ids().eq([&"wv:ann@x"]));
        assert!(response.joined_names().eq(names.iter().copied()));
    }
    let notice = |joined: &str| {
        format!("<GroupChangeNotice><GroupID>g</GroupID><Joined>{joined}</Joined></GroupChangeNotice>")
    };
    let first = read!(GroupChangeNotice in "1.1": notice(listed)).joined.unwrap();
    let second = read!(GroupChangeNotice in "1.2": notice(mapped)).joined.unwrap();
    for joined in [first, second] {
        assert!(joined.joined_user_ids().eq([&"wv:ann@x"]));
        assert_eq!(joined.joined_names().next(), Some("Bo"));
    }
    assert_eq!(Joined::default().joined_user_ids().count(), 0);
}

#[test]
fn those_in_a_group_come_by_role_or_alike() {
    let mapping = |name: &str| format!("<Mapping><SName>{name}</SName><UserID>wv:{name}</UserID></Mapping>");
    let by_role = format!(
        "<GetJoinedUsers-Response><AdminMapList><AdminMapping>{}</AdminMapping><ModMapping/>\
         <UserMapping>{}</UserMapping></AdminMapList></GetJoinedUsers-Response>",
        mapping("a"),
        mapping("c")
    );
    let response = read!(GetJoinedUsersResponse in "1.2": by_role);
    assert!(response.joined_names().eq(["a", "c"]));
    assert!(response.joined_user_ids().map(UserId::as_str).eq(["wv:a", "wv:c"]));
    let alike = "<GetJoinedUsers-Response><UserMapList/></GetJoinedUsers-Response>";
    assert_eq!(read!(GetJoinedUsersResponse in "1.3": alike).joined_names().count(), 0);
}

#[test]
fn members_are_named_in_the_way_of_the_version() {
    let users = || ["wv:ann@x", "wv:bo@x"].map(UserId::from);
    for version in Version::ALL {
        let add = AddGroupMembersRequest::new(version, "g", users());
        let remove = RemoveGroupMembersRequest::new(version, "g", users());
        assert!(add.user_ids().eq(&users()));
        assert!(remove.user_ids().eq(&users()));
        for written in [round_trip(version, add), round_trip(version, remove)] {
            assert_eq!(written.contains("<UserIDList>"), version == Version::V1_3, "{written}");
        }
    }
    let list = "<UserList><User><UserID>u</UserID></User></UserList>";
    let access = |users: &str| {
        format!("<MemberAccess-Request><GroupID>g</GroupID><Mod>{list}</Mod>{users}</MemberAccess-Request>")
    };
    let wrapped = read!(MemberAccessRequest in "1.1": access(&format!("<Users>{list}</Users>")));
    let plain = read!(MemberAccessRequest in "1.3": access(list));
    for access in [wrapped, plain] {
        assert_eq!(access.ordinary_members().unwrap().users, [User::new("u")]);
        assert_eq!(access.moderators.unwrap().user_list.users, [User::new("u")]);
    }
    assert_eq!(MemberAccessRequest::default().ordinary_members(), None);
}

#[test]
fn what_a_version_lacks_is_not_written() {
    let info = MessageInfo::for_text(mary(), "x");
    let font = Font { size: Some(FontSize::Huge), ..Font::default() };
    let with_font = MessageInfo { font: Some(Box::new(font)), ..info.clone() };
    let message = NewMessage { message_info: with_font, ..NewMessage::default() };
    assert_eq!(refused(Version::V1_2, message.clone()), "Font");
    round_trip(Version::V1_3, message);

    let bare = GetMessageListResponse { message_info: vec![info], ..GetMessageListResponse::default() };
    assert_eq!(refused(Version::V1_3, bare), "MessageInfo");
    let counted =
        GetMessageListResponse { message_total_count: Some(0), ..GetMessageListResponse::default() };
    assert_eq!(refused(Version::V1_1, counted), "MessageTotalCount");
    let limit = SetDeliveryMethodRequest { group_content_limit: Some(1), ..Default::default() };
    assert_eq!(refused(Version::V1_2, limit), "GroupContentLimit");

    assert_eq!(refused(Version::V1_1, GetJoinedUsersRequest::default()), "GetJoinedUsers-Request");
    assert_eq!(
        refused(Version::V1_2, imps_csp::messaging::ExtendConversationRequest::default()),
        "ExtendConversation-Request"
    );
    assert_eq!(
        refused(Version::V1_2, imps_csp::messaging::ForwardMessageResponse::default()),
        "ForwardMessage-Response"
    );

    let mapped = JoinGroupResponse { user_map_list: Some(UserMapList::default()), ..Default::default() };
    assert_eq!(refused(Version::V1_1, mapped.clone()), "UserMapList");
    assert_eq!(refused(Version::V1_3, mapped), "UserMapList");
    let listed = Joined { user_list: Some(UserList::default()), ..Joined::default() };
    let joined = JoinGroupResponse { joined: Some(listed), ..Default::default() };
    assert_eq!(refused(Version::V1_2, joined.clone()), "Joined");
    assert_eq!(refused(Version::V1_3, joined), "UserList");

    let in_use = BlockList { in_use: Some(true), ..BlockList::default() };
    let request = BlockEntityRequest { block_list: Some(Box::new(in_use)), ..Default::default() };
    assert_eq!(refused(Version::V1_3, request.clone()), "InUse");
    round_trip(Version::V1_1, request);
    let beside = BlockEntityRequest { block_list_in_use: Some(true), ..Default::default() };
    assert_eq!(refused(Version::V1_2, beside), "BlockListInUse");
}

#[test]
fn a_subscription_is_a_boolean() {
    for (word, expected) in [("T", true), ("F", false)] {
        let xml =
            format!("<SubscribeGroupNotice-Response><Value>{word}</Value></SubscribeGroupNotice-Response>");
        assert_eq!(read!(SubscribeGroupNoticeResponse in "1.1": xml).value, expected);
        round_trip(Version::V1_3, SubscribeGroupNoticeResponse { value: expected, ..Default::default() });
    }
}

#[test]
fn an_extension_of_a_message_is_kept() {
    let info = INFO.replace(
        "</MessageInfo>",
        "<ExtBlockETEM xmlns=\"http://www.example.org/etem\"><Effect>shake</Effect></ExtBlockETEM></MessageInfo>",
    );
    let xml = format!("<MessageNotification>{info}</MessageNotification>");
    let notification = read!(MessageNotification in "1.3": xml);
    assert_eq!(notification.message_info.ext_block_etem.len(), 1);
    assert!(notification.message_info.extensions.is_empty());
}

#[test]
fn properties_of_the_standard_are_in_the_tables() {
    let known = |set: &str| -> Vec<String> {
        let rows = table("csp/enumerations.tsv");
        rows.into_iter().filter(|row| row[0] == set).map(|row| row[1].clone()).collect()
    };
    let group: GroupProperties =
        known("GroupProperty").into_iter().map(|name| (name, String::from("1"))).collect();
    for number in [group.active_users(), group.max_active_users(), group.validity(), group.minimum_age()] {
        assert_eq!(number, Some(1));
    }
    let own: imps_csp::OwnProperties =
        known("OwnProperty").into_iter().map(|name| (name, String::from("T"))).collect();
    for flag in [own.is_member(), own.private_messaging(), own.auto_join(), own.show_id()] {
        assert_eq!(flag, Some(true));
    }
    for (set, words) in [
        ("GroupAccessType", imps_csp::GroupAccessType::WORDS),
        ("GroupType", imps_csp::GroupType::WORDS),
        ("SubscribeType", imps_csp::group::SubscribeType::WORDS),
        ("FontSize", FontSize::WORDS),
        ("FontStyle", imps_csp::FontStyle::WORDS),
        ("Color", imps_csp::Color::WORDS),
    ] {
        assert_eq!(known(set), words, "{set}");
    }
    // The table has one more name, which is only read.
    let mut levels = known("PrivilegeLevel");
    assert_eq!(levels.pop().as_deref(), Some("Read"));
    assert_eq!(levels, imps_csp::PrivilegeLevel::WORDS);
}
