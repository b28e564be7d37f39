//! Limits in every syntax: the exact limit passes, and one more is refused with the name of the
//! limit.

use crate::common::{Settings, convert};
use oma_imps::csp::Message;
use oma_imps::pts::{PtsError, PtsErrorKind};
use oma_imps::{Document, Error, ErrorKind, Input, LimitKind, Limits, ReadOptions, Syntax};

/// A contact list request with lists of three members. The longest text is the cookie of 16 bytes.
const PTS: &str = "WV12GP7 SI=abcdefghijklmnop UI=(a,b,c)";

/// The start of a 1.2 message in binary XML, up to its session.
const BINARY: &[u8] = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D";

/// The refusal in a form that tests can compare.
fn bound_of(error: &Error) -> Option<(LimitKind, usize)> {
    match (error.kind(), PtsError::of(error).map(|error| &error.kind)) {
        (ErrorKind::OverLimit { bound, limit }, _) | (_, Some(PtsErrorKind::OverLimit { bound, limit })) => {
            Some((*bound, *limit))
        }
        _ => None,
    }
}

/// The limits with one of them set.
fn limit(bound: LimitKind, limit: usize) -> Limits {
    let limits = Limits::default();
    match bound {
        LimitKind::DocumentBytes => limits.with_document_bytes(limit),
        LimitKind::Elements => limits.with_elements(limit),
        LimitKind::Attributes => limits.with_attributes(limit),
        LimitKind::TextBytes => limits.with_text_bytes(limit),
        LimitKind::ListItems => limits.with_list_items(limit),
        LimitKind::StringTableBytes => limits.with_string_table_bytes(limit),
        other => panic!("{other} is not tested"),
    }
}

/// Reads with the exact limit, and with one less.
fn check(document: &[u8], bound: LimitKind, found: usize, typed: bool) {
    let input = Input::new(document).unwrap();
    let read = |count: usize| {
        let options = ReadOptions::default().with_limits(limit(bound, count));
        if typed {
            input.read_with::<Message<'_>>(&options).map(drop)
        } else {
            input.read_with::<Document<'_>>(&options).map(drop)
        }
    };
    let name = document.escape_ascii();
    read(found).unwrap_or_else(|error| panic!("{found} {bound}: {error}: {name}"));
    let error = read(found - 1).expect_err(&format!("{bound}: {name}"));
    assert_eq!(bound_of(&error), Some((bound, found - 1)), "{error}: {name}");
    assert!(error.offset().is_some_and(|offset| offset <= document.len()), "{error}");
}

/// The test message in three syntaxes.
fn documents() -> [(Syntax, Vec<u8>); 3] {
    let message: Message<'_> = Input::new(PTS.as_bytes()).unwrap().read_owned().unwrap();
    [Syntax::Pts, Syntax::Wbxml, Syntax::Xml].map(|syntax| (syntax, syntax.to_vec(&message).unwrap()))
}

#[test]
fn the_length_of_a_document_is_limited() {
    for (_, document) in documents() {
        check(&document, LimitKind::DocumentBytes, document.len(), true);
    }
}

#[test]
fn elements_are_counted() {
    for (syntax, document) in documents() {
        let count = match syntax {
            // Two parameters, a group, and the content of the group.
            Syntax::Pts => 1 + 1 + 3,
            _ => {
                let xml = convert(&document, &Settings::default()).unwrap();
                let xml = if syntax == Syntax::Xml { &document } else { &xml };
                let text = std::str::from_utf8(xml).unwrap();
                text.matches('<').count() - text.matches("</").count() - text.matches("<?").count()
            }
        };
        check(&document, LimitKind::Elements, count, true);
    }
}

#[test]
fn elements_passed_over_are_counted() {
    let bytes = [BINARY, &[0x05; 10], b"\x01\x01"].concat();
    let options = ReadOptions::default().with_unknown(oma_imps::UnknownContent::Skip);
    let read = |elements| {
        let options = options.with_limits(limit(LimitKind::Elements, elements));
        Input::new(&bytes).unwrap().read_with::<Document<'_>>(&options).map(drop)
    };
    read(12).unwrap();
    assert_eq!(bound_of(&read(11).unwrap_err()), Some((LimitKind::Elements, 11)));
}

#[test]
fn attributes_are_counted() {
    let bytes = [BINARY, b"\x90", &b"\x3F\x03a\0".repeat(5), b"\x01\x01\x01"].concat();
    check(&bytes, LimitKind::Attributes, 5, false);
    let declaration = "xmlns=\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\"";
    let xml = format!(
        "<WV-CSP-Message {declaration}><Session><ExtBlock a='' b='' c=''/><ExtBlock d=''/></Session></WV-CSP-Message>"
    );
    check(xml.as_bytes(), LimitKind::Attributes, 4, false);
}

#[test]
fn texts_are_measured() {
    for (_, document) in documents() {
        check(&document, LimitKind::TextBytes, 16, true);
    }
}

#[test]
fn a_text_is_measured_with_all_its_pieces() {
    let binary = |content: &[u8]| [BINARY, b"\x6E\x6F", content, b"\x01\x01\x01\x01"].concat();
    // Inline, from the table, as opaque data; of one piece and of several.
    for content in [
        &b"\x03abcdef\0"[..],
        b"\xC3\x06abcdef",
        b"\x03abc\0\x03def\0",
        b"\x03abc\0\xC3\x03def",
        b"\x03abcde\0\x02\x66",
    ] {
        check(&binary(content), LimitKind::TextBytes, 6, false);
    }
    let table = [&b"\x03\x11\x6A\x07abcdef\0"[..], &binary(b"\x83\0")[4..]].concat();
    check(&table, LimitKind::TextBytes, 6, false);
    let attribute = [BINARY, b"\x90\x3F\x03abc\0\x03def\0\x01\x01\x01"].concat();
    check(&attribute, LimitKind::TextBytes, 6, false);
    let start = "<WV-CSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\"><Session>";
    for content in [
        "<SessionID>abcdefghijabcdefghij</SessionID>",
        "<SessionID>abcdefghij<!-- -->abcdefghij</SessionID>",
        "<SessionID>abcdefghi&amp;abcdefghi&lt;</SessionID>",
        "<SessionID>abcdefghij<![CDATA[abcdefghij]]></SessionID>",
        "<ExtBlock a='abcdefghijabcdefghi&lt;'/>",
        "abcdefghijabcdefghij<Poll/>",
    ] {
        let xml = format!("{start}{content}</Session></WV-CSP-Message>");
        check(xml.as_bytes(), LimitKind::TextBytes, 20, false);
    }
}

#[test]
fn lists_are_limited() {
    for (_, document) in documents() {
        check(&document, LimitKind::ListItems, 3, true);
    }
    // Without a type, the children of an element are a list, and so is unknown content of a type.
    let bytes = [BINARY, &[0x05; 10], b"\x01\x01"].concat();
    check(&bytes, LimitKind::ListItems, 10, false);
    let start = "<WV-CSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\"><Session><SessionDescriptor><SessionType>Outband</SessionType></SessionDescriptor>";
    let end = "<Transaction><TransactionDescriptor><TransactionMode>Request</TransactionMode><TransactionID>1</TransactionID></TransactionDescriptor><TransactionContent xmlns=\"http://www.openmobilealliance.org/DTD/WV-TRC1.2\"><Logout-Request/></TransactionContent></Transaction></Session></WV-CSP-Message>";
    let xml = format!("{start}{}{end}", "<a xmlns='b'/>".repeat(5));
    check(xml.as_bytes(), LimitKind::ListItems, 5, true);
}

#[test]
fn the_string_table_gives_so_much() {
    let bytes =
        [&b"\x03\x11\x6A\x07abcdef\0"[..], &BINARY[4..], b"\x6E\x6F\x83\0\x83\0\x83\0\x01\x01\x01\x01"];
    check(&bytes.concat(), LimitKind::StringTableBytes, 18, false);
}
