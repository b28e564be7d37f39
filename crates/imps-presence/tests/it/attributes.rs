//! Qualifiers, forms, versions, and content outside the standard.

use crate::common::{List, around, attributes_of, read};
use imps_core::{ErrorKind, ReadOptions, Version, Versions};
use imps_presence::{
    ClientContentLimit, ClientId, ClientInfo, Flag, InfoLink, OnlineStatus, PresenceAttribute,
    PresenceSubList, Qualified, StatusMoodValue, StatusText, Unqualified, UserAvailabilityValue,
};

fn status_text(content: &str) -> StatusText<'static> {
    let document = around(Version::V1_2, &format!("<StatusText>{content}</StatusText>"));
    read(&document).list.status_text.unwrap().into_owned()
}

#[test]
fn a_qualifier_is_absent_true_or_false() {
    for (qualifier, expected, if_unqualified_is_valid, if_not) in [
        ("", None, true, false),
        ("<Qualifier>T</Qualifier>", Some(true), true, true),
        ("<Qualifier>F</Qualifier>", Some(false), false, false),
    ] {
        let text = status_text(&format!("{qualifier}<PresenceValue>out</PresenceValue>"));
        assert_eq!((text.qualifier, Qualified::qualifier(&text)), (expected, expected));
        assert_eq!(text.value(Unqualified::Valid).is_some(), if_unqualified_is_valid, "{qualifier}");
        assert_eq!(text.value(Unqualified::Invalid).is_some(), if_not, "{qualifier}");
        assert_eq!(text.effective(Unqualified::Invalid).is_some(), if_not, "{qualifier}");
        let list = PresenceSubList { status_text: Some(text), ..PresenceSubList::default() };
        let written = attributes_of(&List { version: Version::V1_2, list });
        assert_eq!(
            written,
            format!("<StatusText>{qualifier}<PresenceValue>out</PresenceValue></StatusText>")
        );
    }
}

#[test]
fn a_qualifier_may_stand_without_a_value() {
    let text = status_text("<Qualifier>T</Qualifier>");
    assert!(!text.is_name());
    assert_eq!(text.value(Unqualified::Valid), None);
    assert_eq!(text.effective(Unqualified::Invalid), Some(&text));
}

#[test]
fn a_name_is_no_value() {
    for document in ["<StatusText/>", "<StatusText></StatusText>", "<StatusText> </StatusText>"] {
        let document = around(Version::V1_3, document);
        let list = read(&document).list;
        assert!(list.is_name_form());
        assert_eq!(list.status_text.as_ref().unwrap().effective(Unqualified::Valid), None);
    }
    // An empty value is a value.
    assert!(!status_text("<PresenceValue/>").is_name());
}

#[test]
fn names_are_written_in_the_order_of_the_standard() {
    let list = PresenceSubList::names([
        PresenceAttribute::ContactInfo,
        PresenceAttribute::Plmn,
        PresenceAttribute::OnlineStatus,
        PresenceAttribute::Plmn,
    ]);
    let list = List { version: Version::V1_1, list };
    assert_eq!(attributes_of(&list), "<OnlineStatus/><PLMN/><ContactInfo/>");
    let all = PresenceSubList::names(PresenceAttribute::ALL.iter().copied());
    assert!(all.is_name_form());
    let present: Vec<_> = all.attributes().map(Qualified::attribute).collect();
    assert_eq!(present, PresenceAttribute::ALL);
    assert!(PresenceSubList::default().is_name_form());
}

#[test]
fn attributes_know_their_names() {
    for attribute in PresenceAttribute::ALL.iter().copied() {
        assert_eq!(PresenceAttribute::from_tag(attribute.tag()), Some(attribute));
        let since_1_2 = attribute == PresenceAttribute::InfoLink;
        assert_eq!(attribute.versions(), Versions::parse(if since_1_2 { "1.2-1.3" } else { "1.1-1.3" }));
    }
    assert_eq!(PresenceAttribute::Plmn.to_string(), "PLMN");
    assert_eq!(PresenceAttribute::from_tag(imps_core::tag::Qualifier), None);
    let of_client = PresenceAttribute::ALL.iter().filter(|attribute| attribute.is_of_client());
    assert_eq!(of_client.count(), 9);
}

#[test]
fn clients_are_told_apart() {
    let document = around(
        Version::V1_3,
        "<OnlineStatus><Qualifier>T</Qualifier><PresenceValue>F</PresenceValue><ClientID><URL>a</URL></ClientID></OnlineStatus>\
         <OnlineStatus><Qualifier>T</Qualifier><PresenceValue>T</PresenceValue><ClientID><URL>b</URL></ClientID></OnlineStatus>\
         <OnlineStatus><Qualifier>F</Qualifier></OnlineStatus>",
    );
    let read = read(&document);
    let list = &read.list;
    let clients: Vec<_> = list.attributes().map(Qualified::client_id).collect();
    assert_eq!(clients, [Some(&ClientId::from_url("a")), Some(&ClientId::from_url("b")), None]);
    assert_eq!(list.is_online(), Some(true));
    assert!(imps_xml::to_string(&read).unwrap().ends_with(&document));
}

#[test]
fn only_valid_values_say_whether_a_user_is_online() {
    for (attributes, expected) in [
        ("", None),
        ("<OnlineStatus/>", None),
        ("<OnlineStatus><Qualifier>T</Qualifier></OnlineStatus>", None),
        ("<OnlineStatus><PresenceValue>T</PresenceValue></OnlineStatus>", None),
        ("<OnlineStatus><Qualifier>F</Qualifier><PresenceValue>T</PresenceValue></OnlineStatus>", None),
        (
            "<OnlineStatus><Qualifier>T</Qualifier><PresenceValue>F</PresenceValue></OnlineStatus>",
            Some(false),
        ),
        (
            "<OnlineStatus><Qualifier>T</Qualifier><PresenceValue>true</PresenceValue></OnlineStatus>",
            Some(true),
        ),
    ] {
        let document = around(Version::V1_2, attributes);
        assert_eq!(read(&document).list.is_online(), expected, "{attributes}");
    }
}

#[test]
fn values_outside_the_standard_survive() {
    let attributes = "<OnlineStatus><Qualifier>T</Qualifier><PresenceValue>maybe</PresenceValue></OnlineStatus>\
        <Registration><Qualifier>T</Qualifier><PresenceValue>true</PresenceValue></Registration>\
        <ClientInfo><Qualifier>T</Qualifier><ClientType>TV</ClientType></ClientInfo>\
        <TimeZone><Zone>CET</Zone></TimeZone>\
        <GeoLocation><Altitude>-12.5</Altitude><Accuracy>200 m</Accuracy></GeoLocation>\
        <CommCap><CommC><Cap>PTT</Cap><Status>Open</Status></CommC></CommCap>\
        <UserAvailability><Qualifier>T</Qualifier><PresenceValue>NOTAVAILABLE</PresenceValue></UserAvailability>\
        <PreferredContacts><AddrPref><PrefC>fax</PrefC><Caddr/><Cstatus>closed</Cstatus><Cpriority>first</Cpriority></AddrPref></PreferredContacts>\
        <StatusMood><PresenceValue>happy</PresenceValue></StatusMood>";
    for version in Version::ALL {
        let document = around(version, attributes);
        let list = read(&document);
        assert_eq!(attributes_of(&list), attributes);
        let binary = imps_wbxml::to_vec(&list).unwrap();
        let again: List = imps_wbxml::from_slice(&binary).unwrap();
        assert_eq!(attributes_of(&again), attributes);
        assert_eq!(again.list.online_status[0].presence_value, Some(Flag::Other("maybe".into())));
        assert_eq!(again.list.is_online(), None);
        assert_eq!(again.list.availability(), Some(&UserAvailabilityValue::Other("NOTAVAILABLE".into())));
        let mood = again.list.status_mood.as_ref().unwrap();
        assert_eq!(mood.value(Unqualified::Valid), Some(&StatusMoodValue::Other("happy".into())));
    }
}

#[test]
fn a_qualifier_that_is_no_boolean_is_an_error() {
    let document = around(Version::V1_2, "<Alias><Qualifier>maybe</Qualifier></Alias>");
    let error = imps_xml::from_str::<List>(&document).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::InvalidValue { .. }), "{error}");
    assert_eq!(error.path(), "PresenceSubList/Alias/Qualifier");
}

#[test]
fn vendor_elements_stay_where_they_were() {
    // A child that a real 1.2 client puts inside ClientInfo, and an attribute of a vendor beside
    // the standard attributes.
    let attributes = "<ClientInfo><Qualifier>T</Qualifier><ClientType>COMPUTER</ClientType>\
        <ClientTypeDetail xmlns=\"http://imps.colibria.com/PA-ext-1.2\">PC</ClientTypeDetail>\
        <ClientProducer>x</ClientProducer></ClientInfo>\
        <Weather xmlns=\"urn:example:weather\"><Sun>T</Sun></Weather>\
        <StatusText><Qualifier>T</Qualifier><PresenceValue>out</PresenceValue></StatusText>";
    let document = around(Version::V1_2, attributes);
    let list = read(&document);
    assert_eq!(attributes_of(&list), attributes);
    assert_eq!(list.list.client_info[0].extensions.content()[0].after, 2);
    assert_eq!(list.list.extensions.content()[0].after, 1);
    let binary = imps_wbxml::to_vec(&list).unwrap();
    assert_eq!(attributes_of(&imps_wbxml::from_slice(&binary).unwrap()), attributes);
}

#[test]
fn a_vendor_attribute_may_be_a_name_too() {
    for (attributes, expected) in [("<Weather/><Alias/>", true), ("<Weather>fine</Weather><Alias/>", false)] {
        let document = around(Version::V1_2, attributes);
        assert_eq!(read(&document).list.is_name_form(), expected);
    }
}

#[test]
fn old_names_are_read() {
    let document = around(
        Version::V1_1,
        "<StatusContent><PreferredContent>u</PreferredContent></StatusContent>\
         <ContactInfo><PreferredvCard>v</PreferredvCard></ContactInfo>",
    );
    let list = read(&document);
    assert_eq!(
        attributes_of(&list),
        "<StatusContent><ReferredContent>u</ReferredContent></StatusContent>\
         <ContactInfo><ReferredvCard>v</ReferredvCard></ContactInfo>"
    );
}

#[test]
fn what_a_version_lacks_is_not_written() {
    let of_client =
        OnlineStatus { client_id: Some(ClientId::from_url("a").into()), ..OnlineStatus::new(true) };
    let limit = ClientInfo {
        client_content_limit: Some(Box::new(ClientContentLimit::default())),
        ..ClientInfo::default()
    };
    for (list, lacking, missing) in [
        (
            PresenceSubList { online_status: vec![of_client], ..PresenceSubList::default() },
            "1.1-1.2",
            "ClientID",
        ),
        (
            PresenceSubList { client_info: vec![limit], ..PresenceSubList::default() },
            "1.1-1.2",
            "ClientContentLimit",
        ),
        (
            PresenceSubList { info_link: Some(InfoLink::default().into()), ..PresenceSubList::default() },
            "1.1",
            "InfoLink",
        ),
    ] {
        for version in Version::ALL {
            let written = imps_xml::to_string(&List { version, list: list.clone() });
            if Versions::parse(lacking).contains(version) {
                let error = written.unwrap_err();
                assert!(
                    matches!(error.kind(), ErrorKind::NotInVersion { name, .. } if *name == missing),
                    "{version}: {error}"
                );
            } else {
                assert!(written.is_ok(), "{version}: {missing}");
            }
        }
    }
}

#[test]
fn attributes_of_the_user_stand_once() {
    let document = around(Version::V1_3, "<Alias/><Alias/>");
    let strict = ReadOptions::default().with_strict(true);
    let error = imps_xml::from_str_with::<List>(&document, &strict).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::DuplicateElement { name: "Alias" }), "{error}");
    let kept = imps_xml::from_str::<List>(&document).unwrap();
    assert_eq!(kept.list.extensions.content().len(), 1);
    assert_eq!(imps_xml::to_string(&kept).unwrap().matches("<Alias/>").count(), 2);
}

/// A notification holds one list and one status per user, so their sizes are its memory.
#[test]
fn rare_attributes_take_a_pointer_each() {
    const WORD: usize = size_of::<usize>();
    assert!(size_of::<PresenceSubList<'_>>() <= 49 * WORD, "{}", size_of::<PresenceSubList<'_>>());
    assert!(size_of::<OnlineStatus<'_>>() <= 6 * WORD, "{}", size_of::<OnlineStatus<'_>>());
}

#[test]
fn flags_are_booleans_in_any_spelling() {
    assert_eq!((Flag::from(true), Flag::from(false)), (Flag::True, Flag::False));
    for (text, value) in [
        ("T", Some(true)),
        ("true", Some(true)),
        (" f", Some(false)),
        ("FALSE ", Some(false)),
        ("AWAY", None),
    ] {
        assert_eq!(Flag::from(text).value(), value, "{text}");
    }
}
