//! Good messages that the types once refused, and content that they once dropped: in every syntax,
//! each with a counter-example.

use crate::common::{Settings, convert};
use oma_imps::csp::messaging::MessageInfo;
use oma_imps::csp::validate::{Finding, validate};
use oma_imps::csp::{CspDocument, Primitive};
use oma_imps::{
    Document, Error, ErrorKind, Input, ReadOptions, Rule, Severity, Syntax, UnknownContent, ValidateOptions,
};
use std::fs;

const BINARY_AND_JSON: [Syntax; 2] = [Syntax::Wbxml, Syntax::Json];

fn input(name: &str) -> String {
    fs::read_to_string(imps_testing::testdata(&format!("inputs/{name}"))).unwrap()
}

fn to(document: &[u8], syntax: Syntax) -> Vec<u8> {
    convert(document, &Settings::default().with_to(syntax)).unwrap()
}

/// Returns the document in XML, in binary XML and in JSON.
fn in_all_syntaxes(xml: &str) -> Vec<(Syntax, Vec<u8>)> {
    let converted = BINARY_AND_JSON.map(|syntax| (syntax, to(xml.as_bytes(), syntax)));
    [(Syntax::Xml, xml.as_bytes().to_vec())].into_iter().chain(converted).collect()
}

fn read(document: &[u8], options: &ReadOptions) -> Result<CspDocument<'static>, Error> {
    Input::new(document)?.read_owned_with(options)
}

/// Returns the elements of a document in any spelling.
fn elements(document: &[u8]) -> Document<'static> {
    Input::new(document).unwrap().read_owned().unwrap()
}

fn findings(xml: &str, strict: bool) -> Vec<Finding> {
    let open = |read: &ReadOptions| oma_imps::xml::XmlSource::new(xml, read);
    validate(open, &ValidateOptions::default().with_strict(strict))
}

fn rules(xml: &str, strict: bool) -> Vec<(&'static str, Severity)> {
    findings(xml, strict).iter().map(|finding| (finding.rule, finding.severity)).collect()
}

fn strict() -> ReadOptions {
    ReadOptions::default().with_strict(true)
}

fn message_info(document: CspDocument<'static>) -> MessageInfo<'static> {
    let CspDocument::Message(message) = document else { panic!("another root") };
    let Some(Primitive::SendMessageRequest(request)) = message.primitive() else { panic!("{message:?}") };
    request.message_info.clone()
}

/// `csp/notes.md`, "Date and time", and the fractions of F2.
#[test]
fn dates_in_every_notation_are_read_and_keep_their_spelling() {
    let sample = input("K18-date-zone.xml");
    for date in [
        "2001-09-25T13:40:13+01:00",
        "2001-09-25T13:40:13+0100",
        "2001-09-25T13:40:13+01",
        "2001-09-25T13:40:13+1",
        "2001-09-25T13:40:13-05:00",
        "2001-09-25T13:40:13.123",
        "20010925T134013.5Z",
        "50010925T134013Z",
    ] {
        let xml = sample.replace("2001-09-25T13:40:13+1", date);
        for (syntax, document) in in_all_syntaxes(&xml) {
            let message =
                read(&document, &ReadOptions::default()).unwrap_or_else(|e| panic!("{syntax}: {e}"));
            let sent = message_info(message.clone()).date_time.unwrap();
            assert_eq!(sent.to_string(), date, "{syntax}");
            for other in [Syntax::Xml, Syntax::Wbxml, Syntax::Json] {
                let written = other.to_vec(&message).unwrap();
                assert_eq!(read(&written, &ReadOptions::default()).unwrap(), message, "{syntax} to {other}");
            }
        }
    }
}

/// An offset of one digit is not ISO 8601. Readers accept it, and the validator reports it.
#[test]
fn a_zone_that_iso_8601_does_not_have_is_a_finding() {
    let xml = input("K18-date-zone.xml");
    assert_eq!(rules(&xml, false), [("date-time-offset", Severity::Warning)]);
    assert_eq!(rules(&xml, true), [("date-time-offset", Severity::Error)]);
    for (syntax, document) in in_all_syntaxes(&xml) {
        let error = read(&document, &strict()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Strict(Rule::DateTimeOffset)), "{syntax}: {error}");
    }
    let usual = xml.replace("13+1<", "13+01<");
    assert_eq!(rules(&usual, true), []);
    assert!(read(usual.as_bytes(), &strict()).is_ok());
}

/// Counter-examples: a value that no notation allows is an error of the validator, and the types
/// refuse it.
#[test]
fn a_zone_that_no_notation_allows_is_refused() {
    for zone in ["+25:00", "+1:00", "+01:60", "+", " +01:00", "z", "UTC", "+01:00Z"] {
        let xml = input("K18-date-zone.xml").replace("13+1<", &format!("13{zone}<"));
        assert_eq!(rules(&xml, false), [("date-time", Severity::Error)], "{zone}");
        let error = read(xml.as_bytes(), &ReadOptions::default()).unwrap_err();
        assert_eq!(error.expected(), Some("a date and time"), "{zone}");
        let bytes = to(xml.as_bytes(), Syntax::Wbxml);
        assert!(read(&bytes, &ReadOptions::default()).is_err(), "{zone}");
    }
}

#[test]
fn attributes_of_leaves_survive_types_and_json() {
    let xml = input("A-leaf-attribute.xml");
    let expected = elements(xml.as_bytes());
    for (syntax, document) in in_all_syntaxes(&xml) {
        let message = read(&document, &ReadOptions::default()).unwrap();
        for other in [Syntax::Xml, Syntax::Wbxml, Syntax::Json] {
            let written = other.to_vec(&message).unwrap();
            assert_eq!(to(&written, Syntax::Xml), to(xml.as_bytes(), Syntax::Xml), "{syntax} to {other}");
        }
        assert_eq!(elements(&to(&document, Syntax::Xml)), expected, "{syntax}");
    }
    let json = String::from_utf8(to(xml.as_bytes(), Syntax::Json)).unwrap();
    assert!(json.contains(r#""leafAttributes":[{"of":"Code","name":"lang","value":"en"},"#), "{json}");
}

#[test]
fn attributes_of_leaves_are_refused_on_request() {
    let xml = input("A-leaf-attribute.xml");
    for (syntax, document) in in_all_syntaxes(&xml) {
        for options in [ReadOptions::default().with_unknown(UnknownContent::Refuse), strict()] {
            let error = read(&document, &options).unwrap_err();
            let is_it = matches!(error.kind(), ErrorKind::UnexpectedAttribute { name } if name == "lang");
            assert!(is_it && error.path().ends_with("/Status/Result/Code"), "{syntax}: {error}");
        }
        // The same without types.
        if syntax != Syntax::Json {
            let options = Settings::default().with_read(strict());
            let error = convert(&document, &options).unwrap_err();
            let is_it = matches!(error.kind(), ErrorKind::UnexpectedAttribute { name } if name == "lang");
            assert!(is_it && error.path().ends_with("Result/Code"), "{syntax}: {error}");
        }
        let skipped = read(&document, &ReadOptions::default().with_unknown(UnknownContent::Skip)).unwrap();
        let written = Syntax::Xml.to_vec(&skipped).unwrap();
        assert!(!String::from_utf8(written).unwrap().contains("secret"));
    }
    let severities = |strict| {
        let of_attributes = |finding: &&Finding| finding.rule == "unexpected-attribute";
        findings(&xml, strict).iter().filter(of_attributes).map(|finding| finding.severity).max()
    };
    assert_eq!((severities(false), severities(true)), (Some(Severity::Warning), Some(Severity::Error)));
    let plain =
        xml.replace(r#" lang="en" xmlns:v="urn:v" v:p="secret""#, "").replace(r#" xml:lang="de""#, "");
    assert!(read(plain.as_bytes(), &strict().with_unknown(UnknownContent::Refuse)).is_ok());
}

/// A child of another version survives JSON in every syntax.
#[test]
fn what_is_written_as_json_is_read_from_it() {
    let poll = input("A-poll-in-session-1.1.xml");
    let primitive = poll.replace(
        "<Logout-Request/>",
        "<VerifyID-Request><IDList><UserID>wv:a@example.com</UserID></IDList></VerifyID-Request>",
    );
    let segment = poll.replace(
        "<TransactionID>t</TransactionID>",
        "<TransactionID>t</TransactionID><SegmentInfo><SegmentCount>2</SegmentCount></SegmentInfo>",
    );
    for xml in [poll, primitive, segment] {
        let json = to(xml.as_bytes(), Syntax::Json);
        for syntax in [Syntax::Xml, Syntax::Wbxml] {
            let direct = to(&to(xml.as_bytes(), Syntax::Wbxml), syntax);
            let options = Settings::default().with_from(Syntax::Json).with_to(syntax);
            assert_eq!(elements(&convert(&json, &options).unwrap()), elements(&direct), "{syntax}: {xml}");
        }
        let text = String::from_utf8(json).unwrap();
        let wrong = text.replacen(r#""Session":{"#, r#""Session":{"Nonsense":1,"#, 1);
        assert_ne!(wrong, text);
        let options = Settings::default().with_from(Syntax::Json);
        assert!(convert(wrong.as_bytes(), &options).unwrap_err().to_string().contains("Nonsense"));
    }
}
