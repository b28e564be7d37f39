//! Documents in character sets other than UTF-8.

use imps_core::{Document, ErrorKind, Item, Node, ReadOptions, Source as _, Value, read_root, tag};
use imps_wbxml::{Charset, WbxmlSource, from_slice};

/// Makes a document that states a character set by its number, with these bytes as session id.
fn document(charset: u8, session_id: &[u8]) -> Vec<u8> {
    let header = [0x03, 0x11, charset, 0x00];
    [&header, b"\xC9\x08\x031.2\0\x01\x6D\x6E\x6F\x03".as_slice(), session_id, b"\0\x01\x01\x01\x01"].concat()
}

fn session_id(document: &Document<'_>) -> String {
    let path = [tag::Session, tag::SessionDescriptor, tag::SessionID];
    let leaf = path.iter().try_fold(&document.root, |node: &Node<'_>, tag| node.child(*tag)).unwrap();
    let [Item::Value(Value::Text(text))] = leaf.content.as_slice() else { panic!("{leaf:?}") };
    text.as_str().into()
}

const SHIFT_JIS: u8 = 17;

#[cfg(feature = "encodings")]
#[test]
fn legacy_sets_are_read() {
    let bytes = document(SHIFT_JIS, &[0x93, 0xFA, 0x96, 0x7B]);
    let read: Document = from_slice(&bytes).unwrap();
    assert_eq!(session_id(&read), "日本");
    let written = imps_wbxml::to_vec(&read).unwrap();
    assert_eq!(session_id(&from_slice(&written).unwrap()), "日本");
}

#[cfg(not(feature = "encodings"))]
#[test]
fn legacy_sets_are_refused_by_name() {
    let bytes = document(SHIFT_JIS, &[0x93, 0xFA, 0x96, 0x7B]);
    let error = from_slice::<Document>(&bytes).unwrap_err();
    assert_eq!(error.to_string().split(" at ").next(), Some("unsupported character set Shift_JIS"));
}

#[test]
fn the_transport_tells_what_the_document_does_not() {
    let bytes = document(0, b"Jos\xE9");
    let mut source =
        WbxmlSource::with_transport_charset(&bytes, &ReadOptions::default(), Charset::ISO_8859_1).unwrap();
    let read: Document = read_root(&mut source).unwrap();
    source.finish().unwrap();
    assert_eq!(session_id(&read), "José");
    // Nothing states a character set, so it is UTF-8; but these bytes are not UTF-8.
    assert!(matches!(from_slice::<Document>(&bytes).unwrap_err().kind(), ErrorKind::Syntax(_)));
}

/// RFC 7303, section 3: the transport overrides the document's own statement.
#[test]
fn the_transport_wins_over_the_document() {
    let bytes = document(106, b"Jos\xE9");
    let mut source =
        WbxmlSource::with_transport_charset(&bytes, &ReadOptions::default(), Charset::ISO_8859_1).unwrap();
    let read: Document = read_root(&mut source).unwrap();
    assert_eq!(session_id(&read), "José");
    let error = from_slice::<Document>(&bytes).unwrap_err().to_string();
    assert!(error.contains("UTF-8; it looks like iso-8859-1"), "{error}");
}
