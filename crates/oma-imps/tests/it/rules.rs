//! Every rule of strict reading has a document that breaks it. Lenient reading accepts this
//! document.

use oma_imps::csp::Message;
use oma_imps::{Document, Error, ErrorKind, Input, ReadOptions, Rule};

/// A message with an offset of one digit.
const OFFSET: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/inputs/K18-date-zone.xml");

/// A session descriptor. The transactions of a 1.2 message follow it.
const DESCRIPTOR: &[u8] = b"\x6E\x70\x80\x19\x01\x01";

/// Returns a 1.2 message in binary XML around the content of its session, after the descriptor.
fn bytes(session: &[u8]) -> Vec<u8> {
    [b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D".as_slice(), DESCRIPTOR, session, b"\x01\x01"].concat()
}

/// Returns the same message in XML.
fn xml(session: &str) -> Vec<u8> {
    const NAMESPACE: &str = "http://www.openmobilealliance.org/DTD/WV-CSP1.2";
    let descriptor = "<SessionDescriptor><SessionType>Outband</SessionType></SessionDescriptor>";
    format!("<WV-CSP-Message xmlns=\"{NAMESPACE}\"><Session>{descriptor}{session}</Session></WV-CSP-Message>")
        .into()
}

/// The rules, each with a document that breaks only this rule.
fn broken() -> Vec<(Rule, Vec<u8>)> {
    let behind = |mut bytes: Vec<u8>, more: &[u8]| {
        bytes.extend_from_slice(more);
        bytes
    };
    vec![
        (Rule::IntegerLength, bytes(b"\x4B\xC3\x00\x01")),
        (Rule::BooleanByte, bytes(b"\x61\xC3\x01\x01\x01")),
        (Rule::BooleanText, xml("<Poll>true</Poll>")),
        (Rule::DateTimeRange, bytes(b"\x51\xC3\x06\x1F\x47\x72\xDA\x00\x5A\x01")),
        (Rule::DateTimeOffset, std::fs::read(OFFSET).unwrap()),
        (Rule::NamespaceMissing, b"\x03\x11\x6A\x00\x49\x6D\x6E\x70\x80\x19\x01\x01\x01\x01".to_vec()),
        (Rule::VersionMismatch, [b"\x03\x10".as_slice(), &bytes(b"")[2..]].concat()),
        (Rule::UnknownElement, bytes(b"\x00\x0E\x05")),
        (Rule::UnknownValue, bytes(b"\x4B\x80\x83\x7F\x01")),
        (Rule::ValueToken, bytes(b"\x4B\x03\x31\0\x80\x0B\x01")),
        (Rule::Spelling, xml("<CName/>")),
        (Rule::StringTableEnd, [b"\x03\x11\x6A\x01x".as_slice(), &bytes(b"")[4..]].concat()),
        (Rule::TrailingContent, behind(bytes(b""), b"\x00")),
        (Rule::ExtensionToken, bytes(b"\x4B\xC0\x01")),
        (Rule::Instruction, xml("<?a?>")),
        (Rule::DeclarationPlace, [b"\n<?xml version='1.0'?>".as_slice(), &xml("")].concat()),
        (Rule::SurrogateReference, xml("<x:a xmlns:x='b' c='&#xD83D;&#xDE00;'/>")),
        (Rule::SurrogateReference, xml("<x:a xmlns:x='b'>&#55357;&#56832;</x:a>")),
    ]
}

fn options(strict: bool) -> ReadOptions {
    let mut options = ReadOptions::default();
    options.strict = strict;
    options
}

/// Reads a document without types, and with the types of the message.
fn read(document: &[u8], strict: bool) -> Result<(), Error> {
    let input = Input::new(document)?;
    input.read_with::<Document>(&options(strict))?;
    input.read_with::<Message>(&options(strict)).map(|_| ())
}

#[test]
fn every_rule_is_broken_by_some_document() {
    let broken = broken();
    for rule in Rule::ALL {
        assert!(broken.iter().any(|(other, _)| other == rule), "{rule:?} has no document");
    }
    for (rule, document) in broken {
        read(&document, false).unwrap_or_else(|error| panic!("{rule:?}: {error}"));
        let error = read(&document, true).expect_err(rule.id());
        assert!(matches!(error.kind(), ErrorKind::Strict(found) if *found == rule), "{rule:?}: {error}");
        assert!(error.offset().is_some(), "{rule:?} without a place");
    }
}
