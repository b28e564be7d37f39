//! The version of a document, and faults that only lenient reading accepts.

use imps_core::{
    Document, Error, ErrorKind, Item, Node, ReadOptions, Rule, Source, Tag, Value, Version, tag,
};
use imps_wbxml::{WbxmlSource, codes, from_slice_with};

fn strict(strict: bool) -> ReadOptions {
    ReadOptions::default().with_strict(strict)
}

fn version(document: &[u8], is_strict: bool) -> Result<Version, Error> {
    WbxmlSource::new(document, &strict(is_strict)).map(|source| source.version())
}

/// Makes a document with a public identifier, the attribute list of a root 00/09, and a Session in
/// it.
fn root(public_id: u8, list: &[u8]) -> Vec<u8> {
    let tag = if list.is_empty() { 0x49 } else { 0xC9 };
    let end: &[u8] = if list.is_empty() { b"" } else { b"\x01" };
    [&[0x03, public_id, 0x6A, 0x00, tag], list, end, b"\x2D\x01"].concat()
}

#[test]
fn the_namespace_counts_then_the_public_identifier_then_1_2() {
    let lists: [(&[u8], Version); 3] = [
        (b"\x05\x031.1\0", Version::V1_1),
        (b"\x08\x031.2\0", Version::V1_2),
        (b"\x0B\x031.3\0", Version::V1_3),
    ];
    for (list, expected) in lists {
        for (public_id, stated) in [(0x10, Version::V1_1), (0x11, Version::V1_2), (0x12, Version::V1_3)] {
            assert_eq!(version(&root(public_id, list), false).unwrap(), expected);
            let strictly = version(&root(public_id, list), true);
            if stated == expected {
                assert_eq!(strictly.unwrap(), expected);
            } else {
                assert_rule(&strictly.unwrap_err(), Rule::VersionMismatch, 1);
            }
            assert_eq!(version(&root(public_id, b""), false).unwrap(), stated);
            assert_rule(&version(&root(public_id, b""), true).unwrap_err(), Rule::NamespaceMissing, 1);
        }
        // Nothing but the namespace states a version.
        assert_eq!(version(&root(0x01, list), true).unwrap(), expected);
    }
    assert_eq!(version(&root(0x01, b""), false).unwrap(), Version::V1_2);
    // The beginning that a token states decides, whatever follows. Another attribute has no effect.
    assert_eq!(version(&root(0x10, b"\x0B\x039.9\0"), false).unwrap(), Version::V1_3);
    assert_eq!(version(&root(0x10, b"\x7F\x031.3\0"), false).unwrap(), Version::V1_1);
    // In full, after an attribute with another name and the same value.
    let uri = b"\x03http://www.wireless-village.org/CSP1.1\0";
    let literal = |name: &[u8]| [&b"\xC9\x04"[..], name, uri, b"\x01\x2D\x01"].concat();
    let header = b"\x03\x11\x6A\x08x\0xmlns\0";
    assert_eq!(version(&[&header[..], &literal(b"\x02")].concat(), false).unwrap(), Version::V1_1);
    assert_eq!(version(&[&header[..], &literal(b"\x00")].concat(), false).unwrap(), Version::V1_2);
    // With a foreign namespace, the public identifier decides.
    let foreign = b"\x03\x12\x6A\x06xmlns\0\xC9\x04\x00\x03urn:x\0\x01\x2D\x01";
    assert_eq!(version(foreign, false).unwrap(), Version::V1_3);
    assert_rule(&version(foreign, true).unwrap_err(), Rule::VersionMismatch, 1);
}

#[test]
fn other_languages_and_the_first_version_are_refused() {
    let named = |name: &str| {
        let length = u8::try_from(name.len() + 1).unwrap();
        [&[0x03, 0x00, 0x00, 0x6A, length], name.as_bytes(), b"\0\x49\x2D\x01"].concat()
    };
    let documents = [
        (root(0x0F, b""), 1),
        (named("-//WIRELESSVILLAGE//DTD CSP 1.0//EN"), 1),
        (root(0x11, b"\x05\x031.0\0"), 4),
    ];
    for (document, offset) in documents {
        let error = version(&document, false).unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::UnsupportedVersion(version) if version == "1.0"),
            "{error}"
        );
        assert_eq!(error.offset(), Some(offset));
    }
    // WML. Its root is not a CSP root.
    for document in [&b"\x03\x0A\x6A\x00\x7F\x01"[..], b"\x03\x00\x00\x6A\x02x\0\x7F\x01"] {
        let error = version(document, false).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::OtherLanguage(_)), "{error}");
        assert_eq!(error.offset(), Some(1));
    }
    // With a CSP root and a foreign name, lenient reading guesses.
    let guessed = named("-//EXAMPLE//DTD ANY//EN");
    assert_eq!(version(&guessed, false).unwrap(), Version::V1_2);
    assert_rule(&version(&guessed, true).unwrap_err(), Rule::NamespaceMissing, 1);
}

#[track_caller]
fn assert_rule(error: &Error, rule: Rule, offset: usize) {
    assert!(matches!(error.kind(), ErrorKind::Strict(broken) if *broken == rule), "{error}");
    assert_eq!(error.offset(), Some(offset), "{error}");
}

/// The offset of the content in a document with one element in the root.
const AT: usize = 12;

/// A document in version 1.2 with one element in the root.
fn around(element: Tag, content: &[u8]) -> Vec<u8> {
    let space = codes::code_space(Version::V1_2);
    let name = imps_core::CSP.name(element).unwrap();
    let row = space.tags.iter().find(|row| row.name == name && row.page == 0).unwrap();
    let start = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01";
    [&start[..], &[row.token | 0x40], content, b"\x01\x01"].concat()
}

fn read(document: &[u8], is_strict: bool) -> Result<Vec<Value<'static>>, Error> {
    let document: Document = from_slice_with(document, &strict(is_strict))?;
    let leaf: Node<'static> = document.root.children().next().unwrap().clone().into_owned();
    Ok(leaf
        .content
        .into_iter()
        .filter_map(|item| if let Item::Value(value) = item { Some(value) } else { None })
        .collect())
}

#[test]
fn what_only_lenient_reading_takes() {
    let date = b"\xC3\x06\x1F\x47\x72\xDA\x00\x5A";
    let cases: [(Tag, &[u8], Value<'_>, Rule); 12] = [
        (tag::Code, b"\xC3\x02\x00\xC8", Value::Integer(200), Rule::IntegerLength),
        (tag::Code, b"\xC3\x00", Value::Integer(0), Rule::IntegerLength),
        (tag::Code, b"\xC3\x05\x00\x00\x00\x00\x07", Value::Integer(7), Rule::IntegerLength),
        (tag::Poll, b"\xC3\x01\x01", Value::Word(imps_core::Word::TRUE), Rule::BooleanByte),
        (tag::Poll, b"\xC3\x01\x00", Value::Word(imps_core::Word::FALSE), Rule::BooleanByte),
        (tag::DateTime, date, Value::DateTime("20011325T134000Z".parse().unwrap()), Rule::DateTimeRange),
        (tag::Name, b"\x80\x7F", Value::from("unknown-80-7F"), Rule::UnknownValue),
        (tag::Name, b"\x80\x81\x7F", Value::from("unknown-80-FF"), Rule::UnknownValue),
        (tag::Name, b"\x03a\0\x80\x7E", Value::from("aunknown-80-7E"), Rule::ValueToken),
        (tag::Name, b"\x03a\0\xC0", Value::from("a"), Rule::ExtensionToken),
        (tag::Name, b"\x03a\0\x41b\0\x03c\0", Value::from("ac"), Rule::ExtensionToken),
        (tag::Name, b"\x80\x75", Value::Word(imps_core::Word::known("SMS")), Rule::ValueToken),
    ];
    for (element, content, value, rule) in cases {
        let document = around(element, content);
        assert_eq!(read(&document, false).unwrap(), [value], "{content:02X?}");
        assert_rule(&read(&document, true).unwrap_err(), rule, AT);
    }
}

#[test]
fn what_every_reading_takes_or_refuses() {
    let time: imps_core::DateTime = "20010925T165859Z".parse().unwrap();
    let good: [(Tag, &[u8], Value<'_>); 10] = [
        (tag::Code, b"\xC3\x01\x00", Value::Integer(0)),
        (tag::Code, b"\xC3\x02\x01\x91", Value::Integer(401)),
        (tag::Code, b"\xC3\x04\xFF\xFF\xFF\xFF", Value::Integer(u32::MAX)),
        (tag::DateTime, b"\xC3\x06\x1F\x46\x73\x0E\xBB\x5A", Value::DateTime(time)),
        (tag::DateTime, b"\xC3\x0D20010925T1340", Value::from("20010925T1340")),
        (tag::Name, b"\xC3\x01A", Value::from("A")),
        (tag::SessionID, b"\xC3\x03abc", Value::from("abc")),
        (tag::Name, b"\xC3\x01\xFF", Value::from(&[0xFF][..])),
        (tag::Name, b"\x03a\0\x02\x41\x03b\0", Value::from("aAb")),
        (tag::Name, b"\x03 \0", Value::from(" ")),
    ];
    for (element, content, value) in good {
        for is_strict in [false, true] {
            assert_eq!(
                read(&around(element, content), is_strict).unwrap(),
                std::slice::from_ref(&value),
                "{content:02X?}"
            );
        }
    }
    let bad: [(Tag, &[u8]); 4] = [
        (tag::Code, b"\xC3\x05\x01\x00\x00\x00\x00"),
        (tag::DateTime, b"\xC3\x05\x1F\x46\x73\x0E\xBB"),
        (tag::DateTime, b"\xC3\x0C20010925T134"),
        (tag::DateTime, b"\xC3\x06\x1F\x46\x73\x0E\xBB\x7A"),
    ];
    for (element, content) in bad {
        let error = read(&around(element, content), false).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::InvalidValue { .. }), "{error}");
        assert_eq!(error.offset(), Some(AT), "{error}");
    }
}

/// Some writers send these numbers as bytes, though the elements are text.
#[test]
fn five_text_elements_may_hold_numbers_as_bytes() {
    let leaf = |page: u8, token: u8, content: &[u8]| {
        let body = [&b"\x49\x00"[..], &[page, token | 0x40], content, b"\x01\x01"].concat();
        let document: &'static [u8] = [&b"\x03\x12\x6A\x00"[..], &body].concat().leak();
        let mut source = WbxmlSource::new(document, &ReadOptions::default()).unwrap();
        source.child().unwrap();
        source.child().unwrap();
        source.value().unwrap()
    };
    let space = codes::code_space(Version::V1_3);
    for name in ["Accuracy", "Altitude", "Cpriority", "MaxPullLength", "MaxPushLength"] {
        let Some(row) = space.tags.iter().find(|row| row.name == name) else { panic!("{name}") };
        assert_eq!(leaf(row.page, row.token, b"\xC3\x02\x01\x00"), Value::Integer(256), "{name}");
        assert_eq!(leaf(row.page, row.token, b"\x0312\0"), Value::from("12"), "{name}");
        assert_eq!(leaf(row.page, row.token, b"\xC3\x0512345"), Value::from("12345"), "{name}");
    }
}

#[test]
fn the_end_of_the_document_and_of_its_string_table() {
    let behind = [around(tag::Name, b"\x03a\0"), vec![0xFF]].concat();
    assert!(read(&behind, false).is_ok());
    assert_rule(&read(&behind, true).unwrap_err(), Rule::TrailingContent, behind.len() - 1);
    let mut open = around(tag::Name, b"\x83\x00");
    open.splice(3..4, *b"\x01a");
    assert_eq!(read(&open, false).unwrap(), [Value::from("a")]);
    let error = read(&open, true).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Strict(Rule::StringTableEnd)), "{error}");
    let unknown = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x00\x0B\x3F\x01";
    let document: Document = from_slice_with(unknown, &strict(false)).unwrap();
    assert_eq!(document.root.children().next().unwrap().name.as_str(&imps_core::CSP), "unknown-0B-3F");
    assert_rule(&from_slice_with::<Document>(unknown, &strict(true)).unwrap_err(), Rule::UnknownElement, 14);
}
