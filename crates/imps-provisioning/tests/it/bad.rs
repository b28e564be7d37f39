//! Faults of documents, with their places.

use imps_provisioning::{Characteristic, Document, ErrorKind, Limits};

#[track_caller]
fn xml(text: &str, kind: ErrorKind, place: &str) {
    let error = Document::from_xml(text.as_bytes()).unwrap_err();
    let offset = if place.is_empty() { text.len() } else { text.find(place).unwrap() };
    assert_eq!((error.kind, error.offset), (kind, Some(offset)));
}

#[track_caller]
fn binary(bytes: &[u8], kind: ErrorKind, offset: usize) {
    let error = Document::from_wbxml(bytes).unwrap_err();
    assert_eq!((error.kind, error.offset), (kind, Some(offset)));
}

#[test]
fn entities_are_never_expanded() {
    let declared = r#"<!DOCTYPE wap-provisioningdoc [<!ENTITY a "b">]><wap-provisioningdoc/>"#;
    xml(declared, ErrorKind::Declarations, "<!DOCTYPE");
    let external =
        r#"<!DOCTYPE x [ <?p?> <!ENTITY % a SYSTEM "file:///etc/passwd"> ]><wap-provisioningdoc/>"#;
    xml(external, ErrorKind::Declarations, "<!DOCTYPE");
    let used = r#"<wap-provisioningdoc><parm name="a" value="&b;"/></wap-provisioningdoc>"#;
    xml(used, ErrorKind::UndefinedEntity("b".into()), "<parm");
    xml("<wap-provisioningdoc>&b;</wap-provisioningdoc>", ErrorKind::UndefinedEntity("b".into()), "&b;");
}

#[test]
fn faults_of_xml() {
    let root = |content: &str| format!("<wap-provisioningdoc>{content}</wap-provisioningdoc>");
    xml("", ErrorKind::UnexpectedEnd, "");
    xml("<wap-provisioningdoc>", ErrorKind::UnexpectedEnd, "");
    xml("<a/>", ErrorKind::Root { found: "a".into(), expected: "wap-provisioningdoc" }, "<a/>");
    xml(&root("<parm/>"), ErrorKind::MissingAttribute("name"), "<parm");
    xml(&root("<characteristic/>"), ErrorKind::MissingAttribute("type"), "<characteristic");
    xml(&root("<b/>"), ErrorKind::UnexpectedElement("b".into()), "<b/>");
    xml(
        &root("<parm name='a'><parm name='b'/></parm>"),
        ErrorKind::UnexpectedElement("parm".into()),
        "<parm name='b'",
    );
    xml(&root("text"), ErrorKind::UnexpectedText, "<wap");
    xml(&root("<parm name='a'/>text"), ErrorKind::UnexpectedText, "<wap");
    xml(&root("<parm name='a' name='b'/>"), ErrorKind::DuplicateAttribute("name".into()), "<parm");
    xml(&root("<parm name='&#1;'/>"), ErrorKind::InvalidCharacter('\u{1}'), "<parm");
    xml(&root("<parm name='&#xD800;'/>"), ErrorKind::InvalidReference("#xD800".into()), "<parm");
    xml(&root("<parm name='a&b'/>"), ErrorKind::IllFormed("ampersand without a reference"), "<parm");
    xml(&(root("") + "x"), ErrorKind::IllFormed("text after the root element"), "x");
    xml(&(root("") + "<b/>"), ErrorKind::IllFormed("more than one root element"), "<b/>");
    let encoding = "<?xml version='1.0' encoding='UTF-16'?><wap-provisioningdoc/>";
    xml(encoding, ErrorKind::UnsupportedEncoding("UTF-16".into()), "<?xml");
    let many = (0..65).map(|number| format!(" a{number}=''")).collect::<Vec<_>>().concat();
    xml(&format!("<wap-provisioningdoc{many}/>"), ErrorKind::AttributesLimit, "<wap");
    let error = Document::from_xml(b"<wap-provisioningdoc>\xFF").unwrap_err();
    assert_eq!((error.kind, error.offset), (ErrorKind::NotUtf8, Some(21)));
}

#[test]
fn faults_of_binary_xml() {
    binary(b"\x03\x0A\x6A\x00\x05", ErrorKind::DocumentType(0x0A), 1);
    binary(b"\x03\x00\x00\x6A\x02A\0\x05", ErrorKind::NamedDocumentType("A".into()), 1);
    binary(b"\x03\x0B\x6A\x00\x3F", ErrorKind::UnknownTag { page: 0, token: 0x3F }, 4);
    binary(b"\x03\x0B\x6A\x00\x85\x7F\x01", ErrorKind::UnknownAttribute { page: 0, token: 0x7F }, 5);
    binary(b"\x03\x0B\x6A\x00\x85\x45\xFF\x01", ErrorKind::UnknownValue { page: 0, token: 0xFF }, 6);
    binary(b"\x03\x0B\x6A\x00\x85\x45\x80\x01\x01", ErrorKind::NotText, 6);
    binary(b"\x03\x0B\x6A\x00\x45\xC3\x01a\x01", ErrorKind::NotText, 5);
    binary(b"\x03\x0B\x6A\x00\x45\x07\x01", ErrorKind::MissingAttribute("name"), 5);
    binary(b"\x03\x0B\x6A\x00\x45", ErrorKind::Binary(wbxml::ErrorKind::Truncated), 5);
    let unknown_type = Document::from_wbxml(b"\x03\x01\x6A\x00\x05");
    assert_eq!(unknown_type, Ok(Document::default()));
}

#[test]
fn depth_is_bounded() {
    let nested = |levels: usize| {
        let (open, close) = (r#"<characteristic type="a">"#, "</characteristic>");
        format!("<wap-provisioningdoc>{}{}</wap-provisioningdoc>", open.repeat(levels), close.repeat(levels))
    };
    let deepest = Document::from_xml(nested(49).as_bytes()).unwrap();
    assert_eq!(Document::from_wbxml(&deepest.to_wbxml().unwrap()), Ok(deepest.clone()));
    assert_eq!(Document::from_xml(deepest.to_xml().unwrap().as_bytes()), Ok(deepest));
    let error = Document::from_xml(nested(10_000).as_bytes()).unwrap_err();
    assert_eq!(error.kind, ErrorKind::DepthLimit(50));
    let binary = [b"\x03\x0B\x6A\x00\x45".to_vec(), b"\xC6\x51\x01".repeat(10_000)].concat();
    let error = Document::from_wbxml(&binary).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Binary(wbxml::ErrorKind::DepthLimit(50)));

    let nest = |inner, _| Characteristic::new("a").with(inner);
    let made = Document::default().with((0..200).fold(Characteristic::new("a"), nest));
    let (text, bytes) = (made.to_xml().unwrap_err(), made.to_wbxml().unwrap_err());
    assert_eq!((text.kind, text.offset), (ErrorKind::DepthLimit(50), None));
    assert_eq!(bytes.to_string(), "elements are nested deeper than 50");
}

#[test]
fn size_is_bounded() {
    let long = format!("<wap-provisioningdoc>{}</wap-provisioningdoc>", r#"<parm name=""/>"#.repeat(100));
    let read =
        |limits| Document::from_xml_with(long.as_bytes(), &limits).map(|document| document.items.len());
    assert_eq!(read(Limits::default()), Ok(100));
    assert_eq!(read(Limits::default().with_items(201)), Ok(100));
    assert_eq!(read(Limits::default().with_items(200)).unwrap_err().kind, ErrorKind::ItemsLimit(200));
    assert_eq!(read(Limits::default().with_bytes(99)).unwrap_err().kind, ErrorKind::BytesLimit(99));
    let bytes = [b"\x03\x0B\x6A\x00\x45".to_vec(), b"\x87\x07\x01".repeat(100), vec![1]].concat();
    let read = |limits| Document::from_wbxml_with(&bytes, &limits).map(|document| document.items.len());
    assert_eq!(read(Limits::default().with_items(201)), Ok(100));
    assert_eq!(read(Limits::default().with_items(200)).unwrap_err().kind, ErrorKind::ItemsLimit(200));
    assert_eq!(read(Limits::default().with_bytes(99)).unwrap_err().kind, ErrorKind::BytesLimit(99));
}

#[test]
fn what_xml_cannot_carry_is_an_error() {
    let document = Document::default().with(Characteristic::new("a").with_parm("b", "\u{1}"));
    assert_eq!(document.to_xml().unwrap_err().kind, ErrorKind::InvalidCharacter('\u{1}'));
    assert_eq!(Document::from_wbxml(&document.to_wbxml().unwrap()), Ok(document));
    let mut document = Document::default();
    document.attributes.push(("a b".into(), String::new()));
    assert_eq!(document.to_xml().unwrap_err().kind, ErrorKind::InvalidName("a b".into()));
}
