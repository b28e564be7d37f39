//! The sink's handling of standard elements inside vendor elements: in binary XML, default
//! namespaces show the owner.

use imps_core::{Sink, Version, Word, tag};
use imps_wbxml::{WbxmlSink, WriteOptions};

/// Name of a vendor in `User`, with an attribute list in the string table's only word, and the
/// content.
const BEFORE: &[u8] = b"\x03\x11\x6A\x06xmlns\0\x79\xDE\x04\x00\x03urn:v\0\x01";
/// The ends of Name, of a Name of the standard, and of `User`.
const BEHIND: &[u8] = b"\x01\x5E\x03n\0\x01\x01";
/// The declaration of CSP 1.2, and its END.
const OURS: &[u8] = b"\x08\x031.2\0\x01";

/// Returns the content written inside a vendor's element. Everything after it is unchanged.
fn inside(write: impl FnOnce(&mut WbxmlSink<'_>)) -> Vec<u8> {
    let mut out = Vec::new();
    let mut sink = WbxmlSink::new(&mut out, Version::V1_2, &WriteOptions::default());
    sink.start(tag::User);
    vendor(&mut sink, "urn:v", write);
    sink.leaf_text(tag::Name, "n");
    sink.end(tag::User);
    sink.finish().expect("a document");
    let rest = out.strip_prefix(BEFORE).and_then(|rest| rest.strip_suffix(BEHIND));
    rest.unwrap_or_else(|| panic!("{}", out.escape_ascii())).to_vec()
}

fn vendor(sink: &mut WbxmlSink<'_>, namespace: &str, write: impl FnOnce(&mut WbxmlSink<'_>)) {
    sink.start_foreign("Name");
    sink.attribute("xmlns", namespace);
    write(sink);
    sink.end_foreign("Name");
}

fn around(tag: &[u8], declaration: &[u8], content: &[u8]) -> Vec<u8> {
    [tag, declaration, content, b"\x01"].concat()
}

#[test]
fn elements_of_vendors_declare_nothing() {
    let written = inside(|sink| {
        for _ in 0..2 {
            sink.start_foreign("Code");
            sink.text("7");
            sink.end_foreign("Code");
        }
    });
    assert_eq!(written, b"\x4B\x037\0\x01\x4B\x037\0\x01");
}

#[test]
fn elements_of_ours_declare_our_namespace_however_they_are_written() {
    let number = around(b"\xCB", OURS, b"\xC3\x01\x07");
    let integers = inside(|sink| {
        sink.leaf_integer(tag::Code, 7);
        sink.start(tag::Code);
        sink.integer(7);
        sink.end(tag::Code);
    });
    assert_eq!(integers, [number.as_slice(), &number].concat());
    let word = around(b"\xF0", OURS, b"\x80\x11");
    let inband = Word::new("Inband").unwrap();
    let words = inside(|sink| {
        sink.leaf_word(tag::SessionType, inband);
        sink.leaf_text(tag::SessionType, "Inband");
    });
    assert_eq!(words, [word.as_slice(), &word].concat());
    let text = around(b"\xFA", OURS, b"\x03a\0");
    let texts = inside(|sink| {
        sink.leaf_text(tag::UserID, "a");
        sink.leaf_text(tag::UserID, "a");
    });
    assert_eq!(texts, [text.as_slice(), &text].concat());
    let empty = inside(|sink| {
        sink.start(tag::UserID);
        sink.end(tag::UserID);
    });
    assert_eq!(empty, [b"\xBA", OURS].concat());
}

#[test]
fn what_stands_in_an_element_of_ours_is_ours_again() {
    let written = inside(|sink| {
        sink.start(tag::UserID);
        sink.leaf_text(tag::Name, "a");
        sink.leaf_integer(tag::Code, 7);
        sink.end(tag::UserID);
        sink.leaf_text(tag::Name, "b");
    });
    let inner = b"\x5E\x03a\0\x01\x4B\xC3\x01\x07\x01";
    assert_eq!(written, [around(b"\xFA", OURS, inner), around(b"\xDE", OURS, b"\x03b\0")].concat());
}

#[test]
fn namespaces_change_hands_at_any_depth() {
    let written = inside(|sink| {
        sink.start(tag::UserID);
        vendor(sink, "urn:w", |sink| sink.leaf_text(tag::Name, "a"));
        sink.leaf_text(tag::Name, "b");
        sink.end(tag::UserID);
        sink.start_foreign("Name");
        sink.end_foreign("Name");
    });
    let theirs = around(b"\xDE", b"\x04\x00\x03urn:w\0\x01", &around(b"\xDE", OURS, b"\x03a\0"));
    let expected = around(b"\xFA", OURS, &[theirs.as_slice(), b"\x5E\x03b\0\x01"].concat());
    assert_eq!(written, [expected.as_slice(), b"\x1E"].concat());
}

#[test]
fn a_declaration_that_is_asked_for_is_the_only_one() {
    let empty = inside(|sink| {
        sink.start(tag::UserID);
        sink.attribute("xmlns", "");
        sink.leaf_text(tag::Name, "a");
        sink.end(tag::UserID);
    });
    assert_eq!(empty, around(b"\xFA", b"\x04\x00\x01", b"\x5E\x03a\0\x01"));
    let stated = inside(|sink| {
        sink.start(tag::UserID);
        sink.attribute("xmlns", "http://www.openmobilealliance.org/DTD/WV-CSP1.2");
        sink.end(tag::UserID);
    });
    assert_eq!(stated, [b"\xBA", OURS].concat());
}

#[test]
fn a_declaration_stands_behind_other_attributes() {
    let written = inside(|sink| {
        sink.start(tag::UserID);
        sink.attribute("unknown-00-7F", "x");
        sink.text("a");
        sink.end(tag::UserID);
        sink.start(tag::PresenceSubList);
        sink.end(tag::PresenceSubList);
    });
    let user = around(b"\xFA\x7F\x03x\0", OURS, b"\x03a\0");
    // Its namespace is the one of presence attributes.
    assert_eq!(written, [user.as_slice(), b"\xA3\x09\x031.2\0\x01"].concat());
}
