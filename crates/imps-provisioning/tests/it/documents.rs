//! Documents of others, and the bytes of ours.

use imps_provisioning::{Characteristic, Document};
use imps_testing::testdata;
use std::fs;

pub(crate) fn file(name: &str) -> Vec<u8> {
    fs::read(testdata("provisioning").join(name)).unwrap()
}

#[test]
fn a_peer_writes_the_same_document_in_binary() {
    let ours = Document::from_xml(&file("wa.xml")).unwrap();
    // The peer writes SERVICES as the token of SERVICE and the text S.
    let theirs = file("wa.wbxml");
    assert!(theirs.windows(4).any(|part| part == b"\x24\x03S\0"));
    assert_eq!(Document::from_wbxml(&theirs).unwrap(), ours);

    let bytes = ours.to_wbxml().unwrap();
    assert!(bytes.windows(11).any(|part| part == b"\x05\x03SERVICES\0"));
    assert_eq!(Document::from_wbxml(&bytes).unwrap(), ours);
    assert_eq!(Document::from_xml(ours.to_xml().unwrap().as_bytes()).unwrap(), ours);
}

#[test]
fn a_public_document_is_read_in_order() {
    let document = Document::from_wbxml(&file("cht.wbxml")).unwrap();
    // The root has no version: its tag has no attributes.
    assert_eq!(document.version, None);
    let kinds: Vec<&str> = document.characteristics().map(|it| &*it.kind).collect();
    assert_eq!(
        kinds,
        ["BOOTSTRAP", "APPLICATION", "APPLICATION", "PXLOGICAL", "PXLOGICAL", "NAPDEF", "NAPDEF"]
    );
    let browser = document.characteristics().nth(1).unwrap();
    assert_eq!((browser.value("APPID"), browser.value("TO-PROXY")), (Some("w2"), Some("WPROXY")));
    let resource = browser.characteristics().next().unwrap();
    assert_eq!((&*resource.kind, resource.value("URI")), ("RESOURCE", Some("http://wap.emome.net/")));
    let page = resource.parms().last().unwrap();
    assert_eq!((&*page.name, &page.value), ("STARTPAGE", &None));
    let port = document.characteristics().nth(3).unwrap().characteristics().next().unwrap();
    assert_eq!(port.value("PXADDRTYPE"), Some("IPV4"));
    assert_eq!(port.characteristics().next().unwrap().value("PORTNBR"), Some("8080"));
    let xml = document.to_xml().unwrap();
    assert_eq!(Document::from_xml(xml.as_bytes()).unwrap(), document);
    assert_eq!(Document::from_wbxml(&document.to_wbxml().unwrap()).unwrap(), document);
}

#[test]
fn a_code_is_a_whole_name_or_a_whole_value() {
    let document = Document::default().with(
        Characteristic::new("PORTS")
            .with_parm("SERVICES", "PAPER IPV4X")
            .with_parm("ADDR", "http://CHAP.example/"),
    );
    let expected = [
        b"\x03\x0B\x6A\x00\x45\xC6\x50\x03PORTS\0\x01".as_slice(),
        b"\x87\x05\x03SERVICES\0\x06\x03PAPER IPV4X\0\x01",
        b"\x87\x00\x01\x34\x00\x00\x06\x03http://CHAP.example/\0\x01\x01\x01",
    ];
    assert_eq!(document.to_wbxml().unwrap(), expected.concat());
}

#[test]
fn names_and_values_in_pieces_are_joined() {
    // SERVICE and S; PAP, "ER ", IPV4, X; then an entity and a string of the table.
    let bytes = b"\x03\x0B\x6A\x02!\0\x45\xC6\x55\x01\x87\x24\x03S\0\x06\x9A\x03ER \0\x85\x03X\0\x02\x20\x83\x00\x01\x01\x01";
    let document = Document::from_wbxml(bytes).unwrap();
    let napdef = document.characteristics().next().unwrap();
    assert_eq!((&*napdef.kind, napdef.value("SERVICES")), ("NAPDEF", Some("PAPER IPV4X !")));
}

#[test]
fn what_the_standard_does_not_have_is_kept() {
    let xml = r#"<!-- sent by Example --><wap-provisioningdoc version="1.1" id="7">
        <parm name="LOOSE"/>
        <characteristic type="X-VENDOR" mwid="2"><parm name="a&amp;&#9;b" value="" datatype="integer"/></characteristic>
    </wap-provisioningdoc>"#;
    let document = Document::from_xml(xml.as_bytes()).unwrap();
    assert_eq!(document.attributes, [("id".into(), "7".into())]);
    let vendor = document.characteristics().next().unwrap();
    assert_eq!(vendor.value("a&\tb"), Some(""));
    assert_eq!(Document::from_wbxml(&document.to_wbxml().unwrap()).unwrap(), document);
    assert_eq!(Document::from_xml(document.to_xml().unwrap().as_bytes()).unwrap(), document);
}

#[test]
fn a_document_type_with_identifiers_is_accepted() {
    let xml = "<!DOCTYPE x PUBLIC 'a' 'b' [<?oma-dm-ddf-ver supported-versions=\"1.2\"?><!-- none -->]>\
               <wap-provisioningdoc/>";
    assert_eq!(Document::from_xml(xml.as_bytes()).unwrap(), Document::default());
    assert_eq!(Document::from_xml(b"\xEF\xBB\xBF<wap-provisioningdoc/>").unwrap(), Document::default());
}
