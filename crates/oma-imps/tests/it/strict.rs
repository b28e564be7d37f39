//! Strict reading gives the same verdict in both syntaxes.

use crate::common::{Settings, convert};
use oma_imps::{Document, ErrorKind, Input, ReadOptions, Rule};

/// Returns the error of strict reading, if any. Lenient reading accepts all of these documents.
#[track_caller]
fn verdict(document: &[u8]) -> Option<Rule> {
    let input = Input::new(document).unwrap();
    input.read_with::<Document>(&ReadOptions::default()).unwrap();
    match input.read_with::<Document>(&ReadOptions::default().with_strict(true)) {
        Ok(_) => None,
        Err(error) => match error.kind() {
            ErrorKind::Strict(rule) => Some(*rule),
            other => panic!("{other}"),
        },
    }
}

/// Returns a 1.2 status in XML, with content after its result.
fn xml(namespace: &str, behind: &str) -> String {
    const CSP: &str = "http://www.openmobilealliance.org/DTD/WV-CSP1.2";
    format!(
        "<WV-CSP-Message xmlns='{CSP}'><Session><SessionDescriptor><SessionType>Outband</SessionType></SessionDescriptor>\
         <Transaction><TransactionDescriptor><TransactionMode>Response</TransactionMode><TransactionID>t</TransactionID>\
         </TransactionDescriptor><TransactionContent {namespace}><Status><Result><Code>200</Code></Result>{behind}\
         </Status></TransactionContent></Transaction></Session></WV-CSP-Message>"
    )
}

/// Returns the same in binary XML: the attributes of `TransactionContent`, and the content after
/// the result.
fn wbxml(table: &[u8], attributes: &[u8], behind: &[u8]) -> Vec<u8> {
    let table_length = [u8::try_from(table.len()).unwrap()];
    let content = if attributes.is_empty() { 0x73 } else { 0xF3 };
    [
        b"\x03\x11\x6A",
        &table_length[..],
        table,
        b"\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x19\x01\x01\x72\x74\x76\x80\x21\x01\x75\x03t\0\x01\x01",
        &[content],
        attributes,
        b"\x00\x00\x71\x6A\x4B\xC3\x01\xC8\x01\x01",
        behind,
        b"\x01\x01\x01\x01\x01",
    ]
    .concat()
}

/// `xmlns` of transaction content at 1.2.
const TRC: &[u8] = b"\x0A\x031.2\0\x01";
const TRC_XML: &str = "xmlns='http://www.openmobilealliance.org/DTD/WV-TRC1.2'";

#[test]
fn elements_of_others() {
    const VENDOR: &[u8] = b"Foo\0xmlns\0x:Foo\0xmlns:x\0";
    for (behind, bytes, rule) in [
        ("", &b""[..], None),
        ("<Foo/>", b"\x04\x00", Some(Rule::UnknownElement)),
        ("<Foo xmlns='urn:v'/>", b"\x84\x00\x04\x04\x03urn:v\0\x01", None),
        ("<Foo xmlns='urn:v'><Foo/></Foo>", b"\xC4\x00\x04\x04\x03urn:v\0\x01\x04\x00\x01", None),
        ("<x:Foo xmlns:x='urn:v'/>", b"\x84\x0A\x04\x10\x03urn:v\0\x01", None),
        ("<unknown-00-3F/>", b"\x3F", Some(Rule::UnknownElement)),
    ] {
        let xml = xml(TRC_XML, behind);
        assert_eq!(verdict(xml.as_bytes()), rule, "{xml}");
        assert_eq!(verdict(&wbxml(VENDOR, TRC, bytes)), rule, "{behind}");
        let converted = convert(xml.as_bytes(), &Settings::default()).unwrap();
        assert_eq!(verdict(&converted), rule, "{behind}");
        // Converted back to XML, it is refused as well.
        let back = convert(&converted, &Settings::default()).unwrap();
        assert_eq!(verdict(&back), rule, "{}", String::from_utf8_lossy(&back));
    }
}

#[test]
fn spellings_and_namespaces() {
    const CNAME: &[u8] = b"CName\0";
    // A misspelling, no namespace, and the namespace of another version.
    let cases = [
        (xml(TRC_XML, "<CName>n</CName>"), wbxml(CNAME, TRC, b"\x44\x00\x03n\0\x01"), Rule::Spelling),
        (xml("", ""), wbxml(b"", b"", b""), Rule::NamespaceMissing),
        (
            xml("xmlns='http://www.wireless-village.org/TRC1.1'", ""),
            wbxml(b"", b"\x07\x031.1\0\x01", b""),
            Rule::VersionMismatch,
        ),
    ];
    for (xml, wbxml, rule) in cases {
        assert_eq!(verdict(xml.as_bytes()), Some(rule), "{xml}");
        assert_eq!(verdict(&wbxml), Some(rule), "{xml}");
    }
}

#[test]
fn every_document_of_the_standard_passes_in_both() {
    let root = imps_testing::testdata("csp");
    let mut seen = 0;
    for version in ["1.1", "1.2", "1.3"] {
        for entry in std::fs::read_dir(root.join(version)).unwrap() {
            let path = entry.unwrap().path();
            let rule = verdict(&std::fs::read(&path).unwrap());
            let other = path.with_extension(if path.extension().unwrap() == "xml" { "wbxml" } else { "xml" });
            assert_eq!(verdict(&std::fs::read(other).unwrap()), rule, "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 600, "{seen}");
}
