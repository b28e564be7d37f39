//! Documents that were once converted incorrectly.

use crate::common::{Settings, convert};
use oma_imps::{Document, ErrorKind, Input, ReadOptions, Syntax, Version};

fn wbxml(xml: &str) -> Vec<u8> {
    convert(xml.as_bytes(), &Settings::default()).unwrap_or_else(|error| panic!("{xml}: {error}"))
}

fn xml(bytes: &[u8]) -> String {
    let mut options = Settings::default();
    options.write.xml.declaration = false;
    let xml = convert(bytes, &options).unwrap_or_else(|error| panic!("{bytes:02X?}: {error}"));
    String::from_utf8(xml).unwrap()
}

/// Returns a 1.2 message around the content of its session.
fn message(session: &str) -> String {
    format!(
        r#"<WV-CSP-Message xmlns="http://www.openmobilealliance.org/DTD/WV-CSP1.2"><Session>{session}</Session></WV-CSP-Message>"#
    )
}

/// Returns the same message in binary XML, with a string table.
fn bytes(table: &[u8], session: &[u8]) -> Vec<u8> {
    let head = [0x03, 0x11, 0x6A, u8::try_from(table.len()).unwrap()];
    [&head, table, b"\xC9\x08\x031.2\0\x01\x6D", session, b"\x01\x01"].concat()
}

#[test]
fn content_behind_attributes_stays_content() {
    let document = message(concat!(
        r#"<ExtBlock xmlns="urn:n">hello</ExtBlock><Poll a="1">T</Poll><Code a="1">200</Code>"#,
        r#"<DateTime a="1">20010925T134013Z</DateTime><SessionID a="1">s1</SessionID><Empty a="1"/>"#,
        r#"<TransactionContent xmlns="http://www.openmobilealliance.org/DTD/WV-TRC1.2">text</TransactionContent>"#,
    ));
    assert_eq!(xml(&wbxml(&document)), document);
}

#[test]
fn a_name_outside_the_string_table_is_an_error_also_in_vendor_content() {
    let bytes = bytes(b"xmlns\0", b"\xD0\x04\x00\x03urn\x00\x01\x04\x7F\x01");
    let error = convert(&bytes, &Settings::default()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Syntax(_)), "{error}");
}

#[test]
fn bytes_that_are_no_text_are_refused_where_nothing_announces_base64() {
    for session in [&b"\x6E\x6F\xC3\x02\xFF\xFE\x01\x01"[..], b"\xC3\x02\xFF\xFE\x10"] {
        let error = convert(&bytes(b"", session), &Settings::default()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::InexpressibleBytes { .. }), "{error}");
        assert!(error.offset().is_some() && !error.path().is_empty(), "{error}");
    }
}

#[test]
fn a_number_in_vendor_content_stays_a_number() {
    let bytes = bytes(b"xmlns\0", b"\xEA\x04\x00\x03urn\x00\x01\x4B\xC3\x01\xC8\x01\x01");
    assert!(xml(&bytes).contains("<Code>200</Code>"));
}

#[test]
fn elements_of_ours_inside_a_vendors_stay_ours() {
    let document = message(concat!(
        r#"<ExtBlock xmlns="urn:v"><User xmlns="http://www.openmobilealliance.org/DTD/WV-CSP1.2" a="1"><Code>7</Code>"#,
        r#"<v xmlns="urn:w"><Code>x</Code></v><Code>8</Code></User><Code a="2">9</Code>"#,
        r#"<PresenceSubList xmlns="http://www.openmobilealliance.org/DTD/WV-PA1.2"><Qualifier>T</Qualifier></PresenceSubList>"#,
        r#"<UserID xmlns="http://www.openmobilealliance.org/DTD/WV-CSP1.2"/><Code/></ExtBlock><SessionID>s</SessionID>"#,
    ));
    assert_eq!(xml(&wbxml(&document)), document);
}

#[test]
fn what_declares_a_vendors_namespace_is_the_vendors_whatever_its_name() {
    let document = message(concat!(
        r#"<Code xmlns="urn:v">007</Code><Code>7</Code><Result xmlns="urn:v">  </Result>"#,
        r#"<KeepAlive-Request xmlns="urn:v"><TimeToLive>030</TimeToLive></KeepAlive-Request>"#,
        r#"<SessionType xmlns="urn:v">Inband</SessionType><SessionType>Inband</SessionType>"#,
        r#"<ExtBlock xmlns="urn:v"><Code>007</Code></ExtBlock><Code a="1">7</Code>"#,
    ));
    let bytes = wbxml(&document);
    assert_eq!(xml(&bytes), document);
    let names = |document: &[u8]| {
        let document: Document = Input::new(document).unwrap().read_owned().unwrap();
        let session = document.root.children().next().unwrap().clone();
        session.children().map(|child| format!("{:?}", child.name)).collect::<Vec<_>>()
    };
    let expected = [
        "Foreign(\"Code\")",
        "Known(Code)",
        "Foreign(\"Result\")",
        "Foreign(\"KeepAlive-Request\")",
        "Foreign(\"SessionType\")",
        "Known(SessionType)",
        "Known(ExtBlock)",
        "Known(Code)",
    ];
    assert_eq!(
        (names(document.as_bytes()), names(&bytes)),
        (expected.map(String::from).to_vec(), expected.map(String::from).to_vec())
    );
    let again = convert(&bytes, &Settings::default().with_to(Syntax::Wbxml)).unwrap();
    assert_eq!(xml(&again), document);
}

#[test]
fn an_unknown_element_of_ours_inside_a_vendors_does_not_become_the_vendors() {
    const OURS: &str = "http://www.openmobilealliance.org/DTD/WV-CSP1.2";
    let kept = format!(r#"<A xmlns="urn:v"><Foo xmlns="{OURS}"><Code>1</Code></Foo><Code/></A>"#);
    let prefixed =
        format!(r#"<A xmlns="urn:v"><c:Foo xmlns:c="{OURS}"><c:Code>1</c:Code></c:Foo><Code/></A>"#);
    for document in [&kept, &prefixed] {
        let bytes = wbxml(&message(document));
        assert_eq!(xml(&bytes), message(&kept));
        assert_eq!(wbxml(&xml(&bytes)), bytes);
    }
}

#[test]
fn unknown_value_tokens_come_back_in_any_element() {
    for session in [&b"\x4B\x80\x7A\x01"[..], b"\x51\x80\x7A\x01", b"\x61\x80\x7A\x01", b"\x6F\x80\x7A\x01"] {
        let bytes = bytes(b"", session);
        assert_eq!(wbxml(&xml(&bytes)), bytes);
    }
}

#[test]
fn only_the_exact_spelling_stands_for_a_value_token() {
    for text in ["unknown-80-7a", "unknown-80-+7A", "unknown-80-00007A", "unknown-80-", "unknown-80-2C"] {
        let document = message(&format!("<SessionID>{text}</SessionID>"));
        assert_eq!(xml(&wbxml(&document)), document);
    }
}

#[test]
fn xml_that_could_not_be_read_again_is_refused() {
    let twice = bytes(b"", b"\x90\x3F\x03a\0\x3F\x03b\0\x01");
    let prefixed = bytes(b"a:b\0", b"\x04\x00");
    for bytes in [twice, prefixed] {
        let error = convert(&bytes, &Settings::default()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::InvalidName(_)), "{error}");
    }
}

#[test]
fn an_unknown_root_comes_back() {
    let bytes = [0x03, 0x11, 0x6A, 0x00, 0x3E];
    let forced = Settings::default().with_read(ReadOptions::default().with_version(Version::V1_2));
    let xml = convert(&bytes, &forced).unwrap();
    assert_eq!(convert(&xml, &forced).unwrap(), bytes);
}

#[test]
fn a_version_told_beforehand_rules() {
    let mut options = Settings::default();
    options.read.version = Some(Version::V1_3);
    for document in [message("<Poll>T</Poll>").into_bytes(), bytes(b"", b"\x61\x80\x2C\x01")] {
        let mut to_wbxml = options;
        to_wbxml.to = Some(Syntax::Wbxml);
        let bytes = convert(&document, &to_wbxml).unwrap();
        assert!(bytes.starts_with(b"\x03\x12\x6A\x00\xC9\x0B\x031.3\0\x01"), "{bytes:02X?}");
    }
}

#[test]
fn strict_conversion_checks_leaves() {
    let mut options = Settings::default();
    options.read.strict = true;
    for leaf in [
        "<Poll>t</Poll>",
        "<Poll/>",
        "<Code>4294967296</Code>",
        "<Code>-1</Code>",
        "<DateTime>20011325T134013Z</DateTime>",
        "<NoSuchElement/>",
    ] {
        let document = message(leaf);
        assert!(convert(document.as_bytes(), &options).is_err(), "{leaf}");
        assert!(convert(document.as_bytes(), &Settings::default()).is_ok(), "{leaf}");
    }
}

#[test]
fn what_xml_cannot_carry_is_refused_with_a_place() {
    let error = convert(&bytes(b"", b"\x6F\x03a\x0Bb\0\x01"), &Settings::default()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Inexpressible { character: '\u{B}', .. }), "{error}");
    assert_eq!((error.offset(), error.path().as_str()), (Some(13), "WV-CSP-Message/Session/SessionID"));
}

#[test]
fn so_is_such_text_among_elements() {
    let error = convert(&bytes(b"", b"\x03a\x0Bb\0\x10"), &Settings::default()).unwrap_err();
    assert_eq!(
        (error.offset().is_some(), error.path().as_str()),
        (true, "WV-CSP-Message/Session"),
        "{error}"
    );
}

#[test]
fn a_namespace_is_declared_whatever_the_attribute_page() {
    let document = message(concat!(
        r#"<ExtBlock xmlns="urn:n" unknown-0A-57="x"/>"#,
        r#"<TransactionContent xmlns="http://www.openmobilealliance.org/DTD/WV-TRC1.2"><Status/></TransactionContent>"#,
    ));
    assert_eq!(xml(&wbxml(&document)), document);
}

#[test]
fn content_with_controls_goes_as_base64() {
    let xml = xml(&bytes(b"", b"\x4D\x03a\x0Bb\0\x01"));
    assert!(
        xml.contains("<ContentEncoding>BASE64</ContentEncoding><ContentData>YQti</ContentData>"),
        "{xml}"
    );
}

#[test]
fn blanks_around_booleans_and_words_mean_nothing() {
    assert_eq!(wbxml(&message("<Poll>\n T </Poll>")), bytes(b"", b"\x61\x80\x2C\x01"));
    let name = message("<SessionDescriptor><Name> T </Name></SessionDescriptor>");
    assert_eq!(xml(&wbxml(&name)), name);
}

#[test]
fn documents_are_the_same_after_the_detour() {
    let document = message(r#"<ExtBlock xmlns="urn:n" b="2"><Status c="3">x</Status>tail</ExtBlock>"#);
    let bytes = wbxml(&document);
    let input = Input::new(&bytes).unwrap();
    let from_wbxml: Document = input.read().unwrap();
    let input = Input::new(document.as_bytes()).unwrap();
    let from_xml: Document = input.read().unwrap();
    assert_eq!(from_wbxml, from_xml);
}
