//! Tokens of a vendor through the facade: binary XML to XML and back, and to types.

use imps_core::{Sink as _, write_root};
use oma_imps::csp::Message;
use oma_imps::wbxml::{Codes, WbxmlSink};
use oma_imps::{Input, ReadOptions, Syntax, ValidateOptions, WriteOptions};

const TABLE: &str = "\
tag\t0x21\t3F\tMood
attribute\t0\t20\txmlns\turn:example:mood
attribute\t3\t10\tscale
value\t3\t85\tstrong
extension\t0\tF0\tgrumpy
";

/// An element of the vendor: tag, namespace, scale, value.
const MOOD: &[u8] = b"\x00\x21\xFF\x20\x00\x03\x10\x85\x01\x80\x81\x70\x01";
const MOOD_IN_XML: &str = r#"<Mood xmlns="urn:example:mood" scale="strong">grumpy</Mood>"#;

/// A status with something at the end of its `Result`.
fn status(content: &[u8]) -> Vec<u8> {
    let status = std::fs::read(imps_testing::testdata("csp/1.2/status.wbxml")).unwrap();
    let at = status.len() - b"\x01\x01\x01\x01\x01\x01".len();
    [&status[..at], content, &status[at..]].concat()
}

fn convert(document: &[u8], codes: Option<&Codes<'_>>, to: Syntax) -> Vec<u8> {
    let mut input = Input::new(document).unwrap();
    if let Some(codes) = codes {
        input = input.with_wbxml_codes(codes);
    }
    input.convert(to, &WriteOptions::default()).unwrap().bytes
}

#[test]
fn the_way_through_xml_keeps_names_and_tokens() {
    let codes = Codes::parse(TABLE).unwrap();
    let binary = status(MOOD);
    let xml = convert(&binary, Some(&codes), Syntax::Xml);
    assert!(String::from_utf8_lossy(&xml).contains(MOOD_IN_XML), "{}", String::from_utf8_lossy(&xml));
    assert_eq!(convert(&xml, Some(&codes), Syntax::Wbxml), binary);
    // Without the codes the names become literals, and nothing is lost.
    let literal = convert(&xml, None, Syntax::Wbxml);
    assert!(literal.windows(5).any(|bytes| bytes == b"Mood\0"));
    assert_eq!(convert(&literal, None, Syntax::Xml), xml);
    assert_eq!(convert(&literal, Some(&codes), Syntax::Xml), xml);
    // The tokens without names.
    let unnamed = convert(&binary, None, Syntax::Xml);
    assert!(String::from_utf8_lossy(&unnamed).contains("unknown-21-3F"));
    assert_eq!(convert(&unnamed, None, Syntax::Wbxml), binary);
}

#[test]
fn every_document_of_an_input_has_the_codes() {
    let codes = Codes::parse(TABLE).unwrap();
    let binary = [status(MOOD), status(MOOD)].concat();
    let xml = convert(&binary, Some(&codes), Syntax::Xml);
    assert_eq!(String::from_utf8_lossy(&xml).matches(MOOD_IN_XML).count(), 2);
    assert_eq!(convert(&xml, Some(&codes), Syntax::Wbxml), binary);
}

#[test]
fn typed_messages_keep_them_as_extensions() {
    let codes = Codes::parse(TABLE).unwrap();
    let binary = status(MOOD);
    let input = Input::new(&binary).unwrap().with_wbxml_codes(&codes);
    let message: Message<'_> = input.read().unwrap();
    let mut written = Vec::new();
    let wbxml = oma_imps::wbxml::WriteOptions::default();
    let mut sink = WbxmlSink::new(&mut written, message.version, &wbxml).with_codes(&codes);
    write_root(&message, &mut sink).unwrap();
    sink.finish().unwrap();
    assert_eq!(written, binary);
}

#[test]
fn strict_reading_and_validation_know_them() {
    let codes = Codes::parse(TABLE).unwrap();
    let strict = ReadOptions::default().with_strict(true);
    let binary = status(MOOD);
    let alone = Input::new(&binary).unwrap();
    assert!(alone.read_with::<Message<'_>>(&strict).is_err());
    let known = alone.clone().with_wbxml_codes(&codes);
    assert!(known.read_with::<Message<'_>>(&strict).is_ok());
    let strict = ValidateOptions::default().with_strict(true);
    let findings = |input: &Input<'_>| -> Vec<_> {
        input.validate_with(&strict).into_iter().map(|finding| (finding.rule, finding.path)).collect()
    };
    // As in XML, where the namespace shows the vendor.
    let xml = convert(&binary, Some(&codes), Syntax::Xml);
    assert_eq!(findings(&known), findings(&Input::new(&xml).unwrap()));
    assert!(matches!(findings(&known).as_slice(), [("extension", path)] if path.ends_with("/Mood")));
    assert!(findings(&alone).iter().any(|(rule, _)| rule.starts_with("unknown")), "{:?}", findings(&alone));
}
