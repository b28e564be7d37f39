//! Checks of documents in a syntax that is detected at run time.

use crate::common::{Settings, convert};
use oma_imps::csp::validate::Role;
use oma_imps::{Document, Finding, Input, Severity, Syntax, ValidateOptions, Version};
use std::fs;

fn testdata(name: &str) -> Vec<u8> {
    fs::read(imps_testing::testdata(name)).unwrap()
}

fn validate(document: &[u8]) -> Vec<Finding> {
    Input::new(document).unwrap().validate()
}

/// Returns the broken rules and their places, without the offsets, which differ between syntaxes.
fn places(findings: &[Finding]) -> Vec<(&'static str, String)> {
    findings.iter().map(|finding| (finding.rule, finding.path.clone())).collect()
}

#[test]
fn a_fault_is_found_in_every_syntax() {
    let xml = testdata("faults/inband-without-session-id.xml");
    let expected = validate(&xml);
    assert!(expected.iter().any(|finding| finding.severity == Severity::Error), "{expected:?}");
    let binary = convert(&xml, &Settings::default()).unwrap();
    assert_eq!(places(&validate(&binary)), places(&expected));
    assert!(validate(b"WV12OR3 SI=S1\n").is_empty());
    assert_eq!(validate(b"WV12LR4 UI=wv:a PW=x SC=c")[0].rule, "missing-element");
}

/// Readers keep unknown elements, and therefore read the text in them.
#[test]
fn text_that_readers_refuse_is_an_error_in_elements_that_nobody_knows() {
    let binary = testdata("csp/1.2/status.wbxml");
    let at = binary.len() - b"\x01\x01\x01\x01\x01\x01".len();
    let with = |unknown: &[u8]| [&binary[..at], unknown, &binary[at..]].concat();
    // An unknown token with text, alone and in a literal.
    let good = [with(b"\x7F\x03x\x00\x01"), with(b"\x7F\x7F\x03x\x00\x01\x01")];
    let bad = [with(b"\x7F\x03\xC4\x00\x01"), with(b"\x7F\x7F\x03\xC4\x00\x01\x01")];
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    for (good, bad) in good.iter().zip(&bad) {
        assert!(!validate(good).iter().any(is_error), "{:?}", validate(good));
        assert!(Input::new(bad).unwrap().read::<Document<'_>>().is_err());
        let findings = validate(bad);
        let fault = findings.iter().find(|finding| is_error(finding)).unwrap();
        assert_eq!(fault.rule, "syntax", "{findings:?}");
        assert!((at..bad.len()).contains(&fault.offset), "{findings:?}");
    }
}

#[cfg(feature = "json")]
#[test]
fn json_is_checked_without_offsets() {
    let options = Settings::default().with_to(Syntax::Json);
    let xml = testdata("faults/inband-without-session-id.xml");
    let findings = validate(&convert(&xml, &options).unwrap());
    assert_eq!(places(&findings), places(&validate(&xml)));
    assert!(findings.iter().all(|finding| finding.offset == 0));
    assert!(validate(&convert(&testdata("csp/1.3/status.xml"), &options).unwrap()).is_empty());
}

/// Also documents that no type accepts.
#[cfg(feature = "json")]
#[test]
fn every_fault_of_json_is_found() {
    let json = br#"{"version": "1.1", "WV-CSP-Message": {"Session": {}}}"#;
    let xml = b"<WV-CSP-Message xmlns='http://www.wireless-village.org/CSP1.1'><Session/></WV-CSP-Message>";
    let told = |document: &[u8]| -> Vec<_> {
        let findings = validate(document).into_iter();
        findings.map(|finding| (finding.rule, finding.path, finding.expected)).collect()
    };
    assert_eq!(told(json), told(xml));
    assert_eq!(told(json).len(), 2);
    let input = Input::new(json).unwrap();
    for _ in 0..2 {
        let error = input.read::<oma_imps::csp::Message>().unwrap_err();
        assert!(error.to_string().contains("missing element SessionDescriptor"), "{error}");
    }
    assert!(convert(json, &Settings::default()).is_err());
}

#[cfg(feature = "ssp")]
#[test]
fn documents_between_servers_are_held_against_their_own_rules() {
    let document = testdata("ssp/08-status-success.xml");
    assert!(validate(&document).is_empty());
    let broken = String::from_utf8(document).unwrap().replace(" sessionID=", " sessionNo=");
    assert!(validate(broken.as_bytes()).iter().any(|finding| finding.rule == "missing-attribute"));
    #[cfg(feature = "json")]
    {
        let options = Settings::default().with_to(Syntax::Json);
        assert!(validate(&convert(&testdata("ssp/08-status-success.xml"), &options).unwrap()).is_empty());
    }
}

#[test]
fn what_was_passed_over_in_plain_text_is_found() {
    let line = b"WV12PN2 SI=S1 PR=(wv:a,((OS,T,T),(QQ,T,x)))";
    let findings = validate(line);
    assert_eq!((findings[0].rule, findings[0].severity), ("unknown-element", Severity::Warning));
    assert_eq!(line.get(findings[0].offset..).unwrap()[..2], *b"QQ");
    let strictly = Input::new(line).unwrap().validate_with(&ValidateOptions::default().with_strict(true));
    assert_eq!(strictly[0].severity, Severity::Error);
}

#[test]
fn options_count() {
    let document = testdata("csp/1.2/new-message.xml");
    let input = Input::in_syntax(&document, Syntax::Xml).unwrap();
    assert!(input.validate().is_empty());
    let findings = input.validate_with(&ValidateOptions::default().with_role(Role::Client));
    assert_eq!(findings[0].rule, "direction");
    let document = testdata("csp/1.2/poll-message.xml");
    let options = ValidateOptions::default().with_version(Version::V1_1);
    let findings = Input::new(&document).unwrap().validate_with(&options);
    assert!(findings.iter().any(|finding| finding.rule == "poll-place"), "{findings:?}");
}

#[test]
fn the_charset_of_the_transport_reaches_the_check() {
    let bytes = b"\x03\x11\x00\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x11\x01\x6F\x03Jos\xE9\0\x01\x01\
        \x72\x74\x76\x80\x21\x01\x75\x03t1\0\x01\x01\xF3\x0A\x031.2\0\x01\x71\x6A\x4B\xC3\x01\xC8\x01\x01\x01\x01\x01\x01\x01";
    let input = Input::new(bytes).unwrap();
    assert!(input.validate().iter().any(|finding| finding.severity == Severity::Error));
    let told = input.with_transport_charset(oma_imps::wbxml::Charset::ISO_8859_1);
    assert!(
        told.validate().iter().all(|finding| finding.severity != Severity::Error),
        "{:?}",
        told.validate()
    );
}
