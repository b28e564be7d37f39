//! Inputs with content after the first document: reading and checking never pass it over in silence.

use oma_imps::charset::Charset;
use oma_imps::csp::Message;
use oma_imps::{ErrorKind, Input, Note, ReadOptions, Rule, Severity, Syntax, WriteOptions};

const LINE: &str = "WV12OR3 SI=S1";

/// Reading refuses the rest, and the validator reports it at the same place.
#[track_caller]
fn refuses(input: &[u8], rest: usize) {
    let input = Input::new(input).unwrap();
    let error = input.read::<Message<'_>>().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Strict(Rule::TrailingContent)), "{error}");
    assert_eq!(error.offset(), Some(rest));
    let findings = input.validate();
    assert!(
        findings.iter().any(|it| it.rule == "trailing-content" && it.severity == Severity::Error),
        "{findings:?}"
    );
}

#[test]
fn a_second_line_is_not_passed_over() {
    refuses(format!("{LINE}\n{LINE}\n").as_bytes(), LINE.len() + 1);
}

#[cfg(feature = "json")]
#[test]
fn a_second_json_document_is_not_passed_over() {
    let message: Message<'_> = oma_imps::pts::from_str(LINE).unwrap();
    let json = oma_imps::json::to_string(&message).unwrap();
    refuses(format!("{json}\n{json}").as_bytes(), json.len() + 1);
    refuses(format!("{json}x").as_bytes(), json.len());
}

#[test]
fn padding_is_noted_when_reading_and_is_no_error_of_the_check() {
    let line = format!("{LINE}\0");
    let input = Input::new(line.as_bytes()).unwrap();
    let (_, notes) = input.read_noted::<Message<'_>>(&ReadOptions::default()).unwrap();
    assert_eq!(notes, [Note::Padding { offset: LINE.len(), bytes: 1 }]);
    assert!(input.validate().iter().all(|finding| finding.severity != Severity::Error));
}

/// Offsets count from the start of the input, also behind blank lines.
#[test]
fn offsets_of_a_line_behind_blank_lines_count_from_the_start() {
    let faulty = "\r\n\nWV12OR3 SI=(S1";
    let plain = Input::in_syntax(&faulty.as_bytes()[3..], Syntax::Pts).unwrap();
    let shifted = Input::in_syntax(faulty.as_bytes(), Syntax::Pts).unwrap();
    let offset = |input: &Input<'_>| input.read::<Message<'_>>().unwrap_err().offset().unwrap();
    assert_eq!(offset(&shifted), offset(&plain) + 3);
    assert_eq!(shifted.validate()[0].offset, plain.validate()[0].offset + 3);
}

/// XML is converted before this call, so that no note may claim another set.
#[test]
fn a_charset_for_binary_xml_changes_nothing_about_xml() {
    let xml = b"<WV-CSP-Message><Session/></WV-CSP-Message>";
    let input = Input::new(xml).unwrap().with_transport_charset(Charset::ISO_8859_1);
    assert_eq!(input.convert(Syntax::Wbxml, &WriteOptions::default()).unwrap().notes, []);
}
