//! The alphabets.

use super::{Check, Exemption, Scope, Symbol};
use crate::{lossless, pts, read, transcode, typed, validator};
use imps_core::{Document, Element as _};
use imps_csp::{CspDocument, Message};
use imps_pts::{Codes, Preamble, pieces, sms};
use oma_imps::{Input, ReadOptions, Syntax};
use std::sync::LazyLock;
use std::time::Duration;

/// A symbol without an end.
const fn one(bytes: &'static [u8]) -> Symbol {
    Symbol { bytes, end: None, is_end: false }
}

/// A symbol with an end.
const fn open(bytes: &'static [u8], end: &'static [u8]) -> Symbol {
    Symbol { bytes, end: Some(end), is_end: false }
}

/// The end of a symbol.
const fn end(bytes: &'static [u8]) -> Symbol {
    Symbol { bytes, end: None, is_end: true }
}

// The bytes of binary XML. A token takes the bytes after it as its number, string or name.

/// A switch of the code page, the end of a string, the first page, the start of the string table.
const ZERO: Symbol = one(b"\x00");
/// An end or the number 1.
const ONE: Symbol = one(b"\x01");
const CHARACTER: Symbol = one(b"\x02");
const STRING: Symbol = one(b"\x03");
/// A literal without content.
const LITERAL: Symbol = one(b"\x04");
const VALUE: Symbol = one(b"\x80");
const INSTRUCTION: Symbol = one(b"\x43");
/// A string of the table.
const TABLE_STRING: Symbol = one(b"\x83");
const OPAQUE: Symbol = one(b"\xC3");
const DIGIT: Symbol = one(b"1");

/// Bytes of a version discovery.
const DISCOVERY_BYTES: &[Symbol] = &[
    ZERO,
    ONE,
    CHARACTER,
    STRING,
    LITERAL,
    VALUE,
    INSTRUCTION,
    TABLE_STRING,
    OPAQUE,
    DIGIT,
    // The root with content and with attributes, and a list with content.
    one(b"\x45"),
    one(b"\x85"),
    one(b"\x47"),
];

/// Bytes of a result.
const RESULT_BYTES: &[Symbol] = &[
    ZERO,
    ONE,
    CHARACTER,
    STRING,
    LITERAL,
    VALUE,
    INSTRUCTION,
    TABLE_STRING,
    OPAQUE,
    DIGIT,
    // <Code> with content, with attributes and content, and <DetailedResult/>.
    one(b"\x4B"),
    one(b"\xCB"),
    one(b"\x14"),
];

// Whole tokens of binary XML.

const END: Symbol = end(b"\x01");
const CODE: Symbol = open(b"\x4B", b"\x01");
const DESCRIPTION: Symbol = open(b"\x52", b"\x01");
const DETAILED_RESULT: Symbol = one(b"\x14");
/// An element that no table has.
const UNKNOWN: Symbol = open(b"\x7F", b"\x01");
/// A literal with an attribute.
const WITH_ATTRIBUTE: Symbol = open(b"\xC4\x00\x04\x00\x03x\x00\x01", b"\x01");
const NEXT_PAGE: Symbol = one(b"\x00\x01");
const WHOLE_INSTRUCTION: Symbol = one(b"\x43\x04\x00\x01");
const WHOLE_STRING: Symbol = one(b"\x032\x00");
/// A string without its end.
const CUT_STRING: Symbol = one(b"\x032");
const NUMBER: Symbol = one(b"\xC3\x01\xC8");
/// Opaque bytes that are not text.
const NO_TEXT: Symbol = one(b"\xC3\x02\xFF\xFE");
const WHOLE_CHARACTER: Symbol = one(b"\x02\x31");
const WHOLE_TABLE_STRING: Symbol = one(b"\x83\x00");
/// The word T.
const WORD: Symbol = one(b"\x80\x30");

const TOKENS: &[Symbol] = &[
    END,
    CODE,
    DESCRIPTION,
    DETAILED_RESULT,
    UNKNOWN,
    WITH_ATTRIBUTE,
    NEXT_PAGE,
    WHOLE_INSTRUCTION,
    CUT_STRING,
    NUMBER,
    NO_TEXT,
    WHOLE_TABLE_STRING,
];
const ELEMENT_TOKENS: &[Symbol] =
    &[END, CODE, DESCRIPTION, DETAILED_RESULT, UNKNOWN, WITH_ATTRIBUTE, NEXT_PAGE, CUT_STRING];
const TEXT_TOKENS: &[Symbol] =
    &[END, CODE, WHOLE_INSTRUCTION, WHOLE_STRING, CUT_STRING, NUMBER, WHOLE_CHARACTER, WORD];

/// The marks of XML, with the name of a root.
const MARKS: &[Symbol] = &marks(b"WV-CSP-VersionDiscovery-Request");
/// The marks of XML, with the name of an element of a result.
const RESULT_MARKS: &[Symbol] = &marks(b"Code");

const fn marks(name: &'static [u8]) -> [Symbol; 13] {
    [
        one(name),
        one(b"<"),
        one(b">"),
        one(b"/"),
        one(b"="),
        one(b"\""),
        one(b"&"),
        one(b";"),
        one(b"#1"),
        one(b"!"),
        one(b"?"),
        one(b" "),
        one(b":"),
    ]
}

/// The pieces of a number in XML, with references to its digits.
const REFERENCES: &[Symbol] =
    &[one(b"&"), one(b";"), one(b"#"), one(b"x"), one(b"32"), one(b"lt"), one(b" "), one(b"]]>")];

// Whole tags and pieces of XML.

const OPEN_CODE: Symbol = open(b"<Code>", b"</Code>");
const END_CODE: Symbol = end(b"</Code>");
const OPEN_DESCRIPTION: Symbol = open(b"<Description>", b"</Description>");
const END_DESCRIPTION: Symbol = end(b"</Description>");
const OPEN_VENDOR: Symbol = open(b"<v:x xmlns:v=\"v\" v:y=\"\">", b"</v:x>");
const EMPTY_VENDOR: Symbol = one(b"<x xmlns=\"v\"/>");
const WITH_XML_ATTRIBUTE: Symbol = one(b"<DetailedResult x=\"\"/>");
const DIGITS: Symbol = one(b"200");
const BLANK: Symbol = one(b" ");
const REFERENCE: Symbol = one(b"&#49;");
const CDATA: Symbol = one(b"<![CDATA[2]]>");
const COMMENT: Symbol = one(b"<!---->");
const XML_INSTRUCTION: Symbol = one(b"<?p?>");

const TAGS: &[Symbol] = &[
    OPEN_CODE,
    END_CODE,
    OPEN_DESCRIPTION,
    END_DESCRIPTION,
    OPEN_VENDOR,
    EMPTY_VENDOR,
    WITH_XML_ATTRIBUTE,
    DIGITS,
    BLANK,
    REFERENCE,
    CDATA,
    COMMENT,
    XML_INSTRUCTION,
];
const ELEMENT_TAGS: &[Symbol] = &[
    OPEN_CODE,
    END_CODE,
    OPEN_DESCRIPTION,
    END_DESCRIPTION,
    OPEN_VENDOR,
    EMPTY_VENDOR,
    WITH_XML_ATTRIBUTE,
    DIGITS,
];
const TEXT_TAGS: &[Symbol] =
    &[OPEN_CODE, END_CODE, DIGITS, BLANK, REFERENCE, CDATA, COMMENT, XML_INSTRUCTION];

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

/// The pieces of a preamble.
const PREAMBLES: &[Symbol] = &[
    one(b"WV1"),
    one(b"1"),
    one(b"2"),
    one(b"0"),
    one(b"XX"),
    one(b"ST"),
    one(b"a"),
    one(b"b"),
    one(b" "),
    one(b" ST=2"),
    one(b"\n"),
    one(b"\xFF"),
];

/// Parameters that share a structure.
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

/// A table with invented letters, for a structure inside a structure that may repeat.
static TABLE: LazyLock<Codes> = LazyLock::new(|| {
    let mut codes = Codes::standard().clone();
    let rows = "message LQ GetMessageList-Response response\nmessage NM NewMessage request\n\
                element RU MessageInfo/Recipient/User/UserID value\nelement RV MessageInfo/Recipient/User/ClientID/URL value\n\
                element RR MessageInfo/Recipient/Group/GroupID repeat\nelement MV MessageInfo/Validity value last\n\
                element MI MessageInfo/MessageID value\nelement QT ContentData value";
    codes.extend(rows, Message::SCHEMA).expect("rows of the messages");
    codes
});

/// The start of a version discovery in binary XML, with one string in its table.
const DISCOVERY: &[u8] = b"\x03\x11\x6A\x021\x00\x00\x0A";
const RESULT: &[u8] = b"\x03\x11\x6A\x021\x00\xC9\x08\x031.2\x00\x01\x6D\x6E\x70\x80\x19\x01\x01\
                        \x72\x74\x76\x80\x21\x01\x75\x031\x00\x01\x01\xF3\x0A\x031.2\x00\x01\x71\x6A";
const RESULT_END: &[u8] = b"\x01\x01\x01\x01\x01\x01";
macro_rules! xml_result {
    () => {
        "<WV-CSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\"><Session>\
         <SessionDescriptor><SessionType>Outband</SessionType></SessionDescriptor><Transaction>\
         <TransactionDescriptor><TransactionMode>Response</TransactionMode>\
         <TransactionID>1</TransactionID></TransactionDescriptor>\
         <TransactionContent xmlns=\"http://www.openmobilealliance.org/DTD/WV-TRC1.2\"><Status><Result>"
    };
}
macro_rules! xml_result_end {
    () => {
        "</Result></Status></TransactionContent></Transaction></Session></WV-CSP-Message>"
    };
}
const XML_RESULT: [&[u8]; 2] = [xml_result!().as_bytes(), xml_result_end!().as_bytes()];
const XML_CODE: [&[u8]; 2] =
    [concat!(xml_result!(), "<Code>").as_bytes(), concat!("</Code>", xml_result_end!()).as_bytes()];

const fn check(name: &'static str, run: fn(&[u8]) -> bool) -> Check {
    Check { name, run }
}

const BINARY: &[Check] = &[
    check("engine", read::run),
    check("tokens", lossless::run),
    check("types", typed::csp_wbxml),
    check("conversion", transcode::run),
    check("validator", validator::run),
    check("strict types", |data| strict(data, Syntax::Wbxml)),
];
const XML: &[Check] = &[
    check("types", typed::csp_xml),
    check("conversion", transcode::run),
    check("validator", validator::run),
    check("strict types", |data| strict(data, Syntax::Xml)),
];
const PLAIN: &[Check] = &[
    check("types", pts::run),
    check("validator", validator::run),
    check("joiner of parts", part),
    check("pieces", taken_apart),
    check("strict types", strict_line),
];
const TABULAR: &[Check] = &[check("types", |data| pts::by_table(data, &TABLE))];

/// All scopes. Larger alphabets have a smaller depth if their documents take long.
pub const SCOPES: &[Scope] = &[
    scope("bytes of a binary discovery", DISCOVERY_BYTES, 6, [DISCOVERY, b""], BINARY, &[1, 0, 2, 2, 2, 2]),
    scope("bytes of a binary result", RESULT_BYTES, 5, [RESULT, RESULT_END], BINARY, &[0; 6]),
    scope("all tokens of a binary result", TOKENS, 5, [RESULT, RESULT_END], BINARY, &[0; 6]),
    scope("element tokens of a binary result", ELEMENT_TOKENS, 6, [RESULT, RESULT_END], BINARY, &[0; 6]),
    scope("text tokens of a binary result", TEXT_TOKENS, 6, [RESULT, RESULT_END], BINARY, &[0; 6]),
    scope("marks of XML", MARKS, 6, [b"", b""], XML, &[4; 4]),
    scope("marks of an XML result", RESULT_MARKS, 5, XML_RESULT, XML, &[0; 4]),
    scope("references of an XML code", REFERENCES, 6, XML_CODE, XML, &[1, 0, 1, 1]),
    scope("all tags of an XML result", TAGS, 5, XML_RESULT, XML, &[0; 4]),
    scope("element tags of an XML result", ELEMENT_TAGS, 6, XML_RESULT, XML, &[0; 4]),
    scope("text tags of an XML result", TEXT_TAGS, 6, XML_RESULT, XML, &[0; 4]),
    scope("marks of plain text", LINES, 6, [b"WV12ST1", b""], PLAIN, &[4, 4, 0, 0, 4]),
    scope("preambles of plain text", PREAMBLES, 6, [b"", b""], PLAIN, &[5, 5, 3, 3, 5]),
    scope("parts of plain text", PARTS, 6, [b"WV12NM1", b""], TABULAR, &[2]),
    scope("lists of parts of plain text", PARTS, 6, [b"WV12LQ1", b""], TABULAR, &[0]),
];

const fn scope(
    name: &'static str,
    symbols: &'static [Symbol],
    depth: u32,
    [before, behind]: [&'static [u8]; 2],
    checks: &'static [Check],
    shortest: &'static [u32],
) -> Scope {
    Scope { name, symbols, depth, before, behind, checks, shortest, exempt: KNOWN }
}

const KNOWN: &[Exemption] = &[];

/// Checks that every document that the types read, leniently or strictly, can be read without types
/// too. Returns whether the types read it strictly.
fn strict(data: &[u8], syntax: Syntax) -> bool {
    let Ok(input) = Input::in_syntax(data, syntax) else { return false };
    let lenient = ReadOptions::default();
    let [_, strict] = [lenient, lenient.with_strict(true)].map(|options| {
        let typed = input.read_owned_with::<CspDocument<'static>>(&options);
        let untyped = input.read_owned_with::<Document<'static>>(&options);
        assert!(typed.is_err() || untyped.is_ok(), "typed, but: {untyped:?}");
        typed.is_ok()
    });
    strict
}

/// Returns whether the types read a line strictly.
fn strict_line(data: &[u8]) -> bool {
    let strict = ReadOptions::default().with_strict(true);
    pts::line(data).is_some_and(|line| pts::read::<Message<'_>>(line, strict).is_ok())
}

/// Checks that a joiner accepts an SMS exactly if its preamble can be read, and returns a message
/// in one part whole.
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

/// Checks that the pieces of a line are in order and inside it, and that no reader accepts a line
/// with a fault.
fn taken_apart(data: &[u8]) -> bool {
    let Some(line) = pts::line(data) else { return false };
    let (pieces, fault) = pieces(line);
    assert!(pieces.is_sorted_by_key(|piece| piece.offset), "{pieces:?}");
    assert!(pieces.iter().all(|piece| piece.offset <= line.len()), "{pieces:?}");
    let read = pts::read::<Document<'_>>(line, ReadOptions::default());
    assert!(fault.is_none() || read.is_err(), "{fault:?}, but it was read");
    fault.is_none()
}
