//! The alphabets.

use super::{Exemption, Scope, Symbol};
use crate::{lossless, pts, read, transcode, typed, validator};
use imps_core::{Document, Element as _};
use imps_csp::{CspDocument, Message};
use imps_pts::{Codes, Preamble, pieces, sms};
use oma_imps::{Input, ReadOptions, Syntax};
use std::sync::LazyLock;
use std::time::Duration;

/// A symbol that stands alone.
const fn one(octets: &'static [u8]) -> Symbol {
    Symbol { octets, end: None, is_end: false }
}

/// A symbol that is closed by another.
const fn open(octets: &'static [u8], end: &'static [u8]) -> Symbol {
    Symbol { octets, end: Some(end), is_end: false }
}

/// The end of a symbol.
const fn end(octets: &'static [u8]) -> Symbol {
    Symbol { octets, end: None, is_end: true }
}

/// The octets of binary XML, one of each kind: a token takes what follows as its number, string or name.
const OCTETS: &[Symbol] = &[
    // A switch of the code page, the end of a string, the first page and the start of the string table.
    one(b"\x00"),
    // An end, and the number 1.
    one(b"\x01"),
    // A character by number.
    one(b"\x02"),
    // A string.
    one(b"\x03"),
    // A literal without content.
    one(b"\x04"),
    // A value token.
    one(b"\x80"),
    // A processing instruction.
    one(b"\x43"),
    // A reference to the string table.
    one(b"\x83"),
    // Octets.
    one(b"\xC3"),
    // An element with content: a session.
    one(b"\x6D"),
    // The root with attributes, and an element with attributes.
    one(b"\xC9"),
    // A namespace, and an element without anything.
    one(b"\x08"),
    // A letter, and a number.
    one(b"1"),
];

/// Whole tokens of binary XML.
const TOKENS: &[Symbol] = &[
    end(b"\x01"),
    // <Code>, <Description>, both of the first page, and <DetailedResult/>.
    open(b"\x4B", b"\x01"),
    open(b"\x52", b"\x01"),
    one(b"\x14"),
    // An element of no table.
    open(b"\x7F", b"\x01"),
    // A literal with an attribute.
    open(b"\xC4\x00\x04\x00\x03x\x00\x01", b"\x01"),
    // A number in octets, and octets that are no text.
    one(b"\xC3\x01\xC8"),
    one(b"\xC3\x02\xFF\xFE"),
    // Text: a string, a character by number, one of the string table.
    one(b"\x032\x00"),
    one(b"\x02\x31"),
    one(b"\x83\x00"),
    // A word: T.
    one(b"\x80\x30"),
    // Pages, to the next and back.
    one(b"\x00\x01"),
    // A processing instruction.
    one(b"\x43\x04\x00\x01"),
];

/// The marks of XML.
const MARKS: &[Symbol] = &[
    one(b"<"),
    one(b">"),
    one(b"/"),
    one(b"Poll"),
    one(b"="),
    one(b"\""),
    one(b"&"),
    one(b";"),
    one(b"#1"),
    one(b"!"),
    one(b"?"),
    one(b" "),
    one(b":"),
];

/// Whole tags and pieces of XML.
const TAGS: &[Symbol] = &[
    open(b"<Code>", b"</Code>"),
    end(b"</Code>"),
    open(b"<Description>", b"</Description>"),
    end(b"</Description>"),
    open(b"<v:x xmlns:v=\"v\" v:y=\"\">", b"</v:x>"),
    one(b"<x xmlns=\"v\"/>"),
    one(b"200"),
    one(b" "),
    one(b"&#49;"),
    one(b"<![CDATA[2]]>"),
    one(b"<!---->"),
    one(b"<?p?>"),
    one(b"<DetailedResult x=\"\"/>"),
];

/// The marks of plain text.
const LINES: &[Symbol] = &[
    one(b" "),
    one(b"="),
    one(b","),
    one(b"("),
    one(b")"),
    one(b"\""),
    one(b"&"),
    one(b"ST"),
    one(b"SI"),
    one(b"2"),
    one(b"\xC3\xA9"),
    one(b"\n"),
];

/// What a preamble is made of.
const PREAMBLES: &[Symbol] = &[
    one(b"WV"),
    one(b"1"),
    one(b"2"),
    one(b"0"),
    one(b"XX"),
    one(b"ST"),
    one(b"a"),
    one(b"b"),
    one(b" "),
    one(b"ST=2"),
    one(b"\n"),
    one(b"\xFF"),
];

/// Parameters for parts of one structure.
const PARTS: &[Symbol] = &[
    one(b" RU="),
    one(b" RV="),
    one(b" RR="),
    one(b" MV="),
    one(b" MI="),
    one(b" QT="),
    one(b"("),
    one(b")"),
    one(b","),
    one(b"a"),
    one(b"7"),
    one(b"\"\""),
];

/// Invented letters, for a structure in a structure that may stand more than once.
static TABLE: LazyLock<Codes> = LazyLock::new(|| {
    let mut codes = Codes::standard().clone();
    let rows = "message LQ GetMessageList-Response response\nmessage NM NewMessage request\n\
                element RU MessageInfo/Recipient/User/UserID value\nelement RV MessageInfo/Recipient/User/ClientID/URL value\n\
                element RR MessageInfo/Recipient/Group/GroupID repeat\nelement MV MessageInfo/Validity value last\n\
                element MI MessageInfo/MessageID value\nelement QT ContentData value";
    codes.extend(rows, Message::SCHEMA).expect("rows of the messages");
    codes
});

/// The start of a message in binary XML with one string in its table.
const HEADER: &[u8] = b"\x03\x11\x6A\x021\x00";
const SESSION: &[u8] = b"\x03\x11\x6A\x021\x00\xC9\x08\x031.2\x00\x01\x6D";
const RESULT: &[u8] = b"\x03\x11\x6A\x021\x00\xC9\x08\x031.2\x00\x01\x6D\x6E\x70\x80\x19\x01\x01\
                        \x72\x74\x76\x80\x21\x01\x75\x031\x00\x01\x01\xF3\x0A\x031.2\x00\x01\x71\x6A";
const RESULT_END: &[u8] = b"\x01\x01\x01\x01\x01\x01";
const XML_SESSION: &[u8] =
    b"<WV-CSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\"><Session>";
const XML_RESULT: &[u8] = b"<WV-CSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\"><Session>\
    <SessionDescriptor><SessionType>Outband</SessionType></SessionDescriptor><Transaction><TransactionDescriptor>\
    <TransactionMode>Response</TransactionMode><TransactionID>1</TransactionID></TransactionDescriptor>\
    <TransactionContent xmlns=\"http://www.openmobilealliance.org/DTD/WV-TRC1.2\"><Status><Result>";
const XML_RESULT_END: &[u8] =
    b"</Result></Status></TransactionContent></Transaction></Session></WV-CSP-Message>";

const BINARY: &[fn(&[u8]) -> bool] = &[
    read::run,
    lossless::run,
    typed::csp_wbxml,
    |data| transcode_in(data),
    validator::run,
    |data| agree(data, Syntax::Wbxml),
];
const XML: &[fn(&[u8]) -> bool] =
    &[typed::csp_xml, |data| transcode_in(data), validator::run, |data| agree(data, Syntax::Xml)];
const PLAIN: &[fn(&[u8]) -> bool] = &[pts::run, validator::run, part, taken_apart];

/// Everything.
pub const SCOPES: &[Scope] = &[
    scope("octets of binary XML", OCTETS, [HEADER, b""], BINARY),
    scope("octets of binary XML in a session", OCTETS, [SESSION, b"\x01\x01"], BINARY),
    scope("tokens of binary XML in a result", TOKENS, [RESULT, RESULT_END], BINARY),
    scope("marks of XML", MARKS, [b"", b""], XML),
    scope("marks of XML in a session", MARKS, [XML_SESSION, b"</Session></WV-CSP-Message>"], XML),
    scope("tags of XML in a result", TAGS, [XML_RESULT, XML_RESULT_END], XML),
    scope("marks of plain text", LINES, [b"WV12ST1", b""], PLAIN),
    scope("preambles of plain text", PREAMBLES, [b"", b""], PLAIN),
    scope("parts of plain text", PARTS, [b"WV12NM1", b""], &[by_table]),
    scope("lists of parts of plain text", PARTS, [b"WV12LQ1", b""], &[by_table]),
];

const fn scope(
    name: &'static str,
    symbols: &'static [Symbol],
    [before, behind]: [&'static [u8]; 2],
    checks: &'static [fn(&[u8]) -> bool],
) -> Scope {
    Scope { name, symbols, before, behind, checks, exempt: KNOWN }
}

const KNOWN: &[Exemption] = &[];

fn transcode_in(data: &[u8]) -> bool {
    transcode::run(data)
}

/// What types read is read without them, leniently and strictly.
fn agree(data: &[u8], syntax: Syntax) -> bool {
    let Ok(input) = Input::in_syntax(data, syntax) else { return false };
    let lenient = ReadOptions::default();
    for options in [lenient, lenient.with_strict(true)] {
        let typed = input.read_owned_with::<CspDocument<'static>>(&options);
        let untyped = input.read_owned_with::<Document<'static>>(&options);
        assert!(typed.is_err() || untyped.is_ok(), "typed, but: {untyped:?}");
    }
    true
}

fn by_table(data: &[u8]) -> bool {
    pts::by_table(data, &TABLE)
}

/// An SMS: a message, or a part of one.
fn part(data: &[u8]) -> bool {
    let mut joiner = sms::Joiner::default();
    let pushed = joiner.push("", data, Duration::ZERO);
    let parsed = Preamble::parse_bytes(data);
    assert_eq!(
        matches!(pushed, Err(sms::JoinError::Preamble(_))),
        parsed.is_err(),
        "{pushed:?} but {parsed:?}"
    );
    if let (Ok(Some(message)), Ok((preamble, _))) = (&pushed, &parsed)
        && preamble.part.is_none()
    {
        assert_eq!(message.as_bytes(), data);
    }
    pushed.is_ok()
}

/// A message is taken apart as far as it is right.
fn taken_apart(data: &[u8]) -> bool {
    let Some(line) = pts::line(data) else { return false };
    let (pieces, fault) = pieces(line);
    assert!(pieces.is_sorted_by_key(|piece| piece.offset), "{pieces:?}");
    assert!(pieces.iter().all(|piece| piece.offset <= line.len()), "{pieces:?}");
    let read = pts::read::<Document<'_>>(line, ReadOptions::default());
    assert!(fault.is_none() || read.is_err(), "{fault:?}, but it was read");
    fault.is_none()
}
