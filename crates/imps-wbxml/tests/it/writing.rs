//! The sink's handling of bytes, and of attributes and values that the tables do not have.

use imps_core::{CSP, DateTime, Document, Node, Sink, Tag, Version, Word, tag};
use imps_wbxml::{WbxmlSink, WriteOptions};

/// A document in version 1.2 with one element, and any content in it.
fn written(element: Tag, write: impl FnOnce(&mut WbxmlSink<'_>)) -> Vec<u8> {
    let mut out = Vec::new();
    let mut sink = WbxmlSink::new(&mut out, Version::V1_2, &WriteOptions::default());
    sink.start(element);
    write(&mut sink);
    sink.end(element);
    sink.finish().expect("a document");
    out
}

/// Returns the same without its header, for a document without a string table.
fn body(element: Tag, write: impl FnOnce(&mut WbxmlSink<'_>)) -> Vec<u8> {
    let mut out = written(element, write);
    assert_eq!(out[..4], [0x03, 0x11, 0x6A, 0x00]);
    out.split_off(4)
}

/// `User` is 00/39.
fn attribute(name: &str, value: &str) -> Vec<u8> {
    body(tag::User, |sink| sink.attribute(name, value))
}

#[test]
fn attributes_that_reading_named_by_their_code_get_it_back() {
    assert_eq!(attribute("unknown-01-10", "x"), b"\xB9\x00\x01\x10\x03x\0\x01");
    assert_eq!(attribute("unknown-00-7F", "x"), b"\xB9\x7F\x03x\0\x01");
    assert_eq!(attribute("unknown-01-08", ""), b"\xB9\x00\x01\x08\x01");
    // Tokens with a meaning, tokens of values, and other texts are names like any other.
    for name in ["unknown-00-08", "unknown-00-85", "unknown-00-04", "unknown-0-10", "unknown-00-1x", "a"] {
        let out = written(tag::User, |sink| sink.attribute(name, "x"));
        let table = [&[u8::try_from(name.len() + 1).unwrap()], name.as_bytes(), &[0]].concat();
        assert_eq!(out, [&[0x03, 0x11, 0x6A], &table[..], b"\xB9\x04\x00\x03x\0\x01"].concat(), "{name}");
    }
}

#[test]
fn values_that_reading_named_by_their_code_get_it_back() {
    let value = |value: &str| {
        let bytes = attribute("unknown-00-7F", value);
        bytes.strip_prefix(b"\xB9\x7F").and_then(|rest| rest.strip_suffix(b"\x01")).unwrap().to_vec()
    };
    assert_eq!(value("unknown-00-85"), b"\x85");
    assert_eq!(value("a unknown-02-C5 b"), b"\x03a \0\x00\x02\xC5\x03 b\0");
    assert_eq!(value("unknown-00-85unknown-00-86"), b"\x85\x86");
    assert_eq!(value("unknown-unknown-00-85"), b"\x03unknown-\0\x85");
    for text in
        ["unknown-", "unknown-00-84", "xunknown-00-8", "unknown-zz-85 unknown-", "\u{e9}unknown-\u{e9}"]
    {
        assert_eq!(value(text), [b"\x03", text.as_bytes(), b"\0"].concat(), "{text}");
    }
    assert_eq!(value(""), b"");
}

#[test]
fn words_that_reading_named_by_their_number_get_it_back() {
    let text = |text: &str| body(tag::Name, |sink| sink.text(text));
    assert_eq!(text("unknown-80-7F"), b"\x5E\x80\x7F\x01");
    assert_eq!(text("unknown-80-FF"), b"\x5E\x80\x81\x7F\x01");
    // Numbers with a word, and other spellings, are text like any other.
    for other in ["unknown-80-05", "unknown-80-7f", "unknown-80-07F", "unknown-81-7F", "unknown-80-"] {
        assert_eq!(text(other), [b"\x5E\x03", other.as_bytes(), b"\0\x01"].concat(), "{other}");
    }
}

#[test]
fn words_count_without_the_blanks_around_them_where_only_words_may_stand() {
    // `SessionType` is 00/30 and contains words only. `Name` is 00/1E and contains other text too.
    let text = |element, text: &str| body(element, |sink| sink.text(text));
    let inband = text(tag::SessionType, "Inband");
    assert_eq!(inband[..2], [0x70, 0x80]);
    assert_eq!(text(tag::SessionType, " Inband\n"), inband);
    assert_eq!(body(tag::SessionType, |sink| sink.word(Word::known("Inband"))), inband);
    assert_eq!(text(tag::SessionType, " none "), b"\x70\x03 none \0\x01");
    assert_eq!(text(tag::Name, "T")[..2], [0x5E, 0x80]);
    assert_eq!(text(tag::Name, " T "), b"\x5E\x03 T \0\x01");
}

#[test]
fn typed_values_are_opaque_in_elements_of_their_type_and_text_elsewhere() {
    let time: DateTime = "20010925T165859Z".parse().unwrap();
    let bytes = [0x1F, 0x46, 0x73, 0x0E, 0xBB, 0x5A];
    assert!(
        body(tag::DateTime, |sink| sink.date_time(time)).ends_with(&[&[0xC3, 6], &bytes[..], &[1]].concat())
    );
    assert_eq!(body(tag::Name, |sink| sink.date_time(time)), b"\x5E\x0320010925T165859Z\0\x01");
    assert!(body(tag::Code, |sink| sink.integer(200)).ends_with(b"\xC3\x01\xC8\x01"));
    assert!(body(tag::Code, |sink| sink.integer(0x1_0000)).ends_with(b"\xC3\x03\x01\x00\x00\x01"));
    for (text, bytes) in
        [("200", &b"\xC3\x01\xC8\x01"[..]), (" 0xC8\n", b"\xC3\x01\xC8\x01"), ("many", b"\x03many\0\x01")]
    {
        assert!(body(tag::Code, |sink| sink.text(text)).ends_with(bytes), "{text}");
    }
    assert_eq!(
        body(tag::DateTime, |sink| sink.text("2001-09-25T16:58:59Z ")),
        body(tag::DateTime, |sink| sink.date_time(time))
    );
    assert!(body(tag::DateTime, |sink| sink.text("soon")).ends_with(b"\x03soon\0\x01"));
    assert_eq!(body(tag::Name, |sink| sink.integer(200)), b"\x5E\x03200\0\x01");
    assert!(body(tag::ContentData, |sink| sink.bytes(&[0xFF, 0])).ends_with(b"\xC3\x02\xFF\x00\x01"));
    // After an attribute, anything that follows is content.
    for element in [tag::User, tag::DateTime, tag::Code, tag::ContentData, tag::SessionType] {
        let with = |write: &dyn Fn(&mut WbxmlSink<'_>)| {
            body(element, |sink| {
                sink.attribute("unknown-00-7F", "x");
                write(sink);
            })
        };
        let ways: [&dyn Fn(&mut WbxmlSink<'_>); 5] = [
            &|sink| sink.text("y"),
            &|sink| sink.integer(7),
            &|sink| sink.date_time(time),
            &|sink| sink.bytes(&[1]),
            &|sink| sink.word(Word::TRUE),
        ];
        for way in ways {
            let bytes = with(way);
            assert!(bytes.windows(5).any(|list| list == b"\x7F\x03x\0\x01"), "{bytes:02X?}");
        }
    }
}

#[test]
fn elements_that_reading_named_by_their_code_get_it_back() {
    let foreign = |name: &str| {
        body(tag::User, |sink| {
            sink.start_foreign(name);
            sink.end_foreign(name);
        })
    };
    assert_eq!(foreign("unknown-0B-3F"), b"\x79\x00\x0B\x3F\x01");
    // A vendor's element with a standard name takes the token of the standard element.
    assert_eq!(foreign("Name"), b"\x79\x1E\x01");
    for name in ["unknown-00-1E", "unknown-00-40", "unknown-00-04", "Vendor"] {
        let out = written(tag::User, |sink| {
            sink.start_foreign(name);
            sink.end_foreign(name);
        });
        assert!(out.ends_with(b"\x79\x04\x00\x01"), "{name}: {out:02X?}");
    }
}

#[test]
fn all_ways_to_write_a_document_write_the_same() {
    let root = Node::new(tag::WV_CSP_Message).with(Node::new(tag::Session));
    let document = Document { version: Version::V1_2, root };
    let expected = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x2D\x01";
    assert_eq!(imps_wbxml::to_vec(&document).unwrap(), expected);
    let mut out = b"before".to_vec();
    imps_wbxml::write(&document, &mut out, &WriteOptions::default()).unwrap();
    assert_eq!(out, [b"before", expected.as_slice()].concat());
    assert_eq!(CSP.name(document.root.children().next().unwrap().name.tag()), Some("Session"));
}
