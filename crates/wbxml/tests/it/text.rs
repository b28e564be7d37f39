//! The whole text of an element.

use std::borrow::Cow;

use wbxml::{Error, ErrorKind, ReadOptions, Reader};

/// The text of the root.
fn text<'a>(document: &'a [u8], options: &ReadOptions) -> Result<Cow<'a, str>, Error> {
    let mut reader = Reader::with_options(document, options)?;
    reader.child()?;
    let text = reader.text()?;
    reader.finish()?;
    Ok(text)
}

#[test]
fn text_comes_in_many_forms() {
    let usual = ReadOptions::default();
    let borrowed: &[(&[u8], &str)] = &[
        (b"\x03\x01\x6A\x00\x05", ""),
        (b"\x03\x01\x6A\x00\x45\x01", ""),
        (b"\x03\x01\x6A\x00\x45\x03hi\0\x01", "hi"),
        (b"\x03\x01\x6A\x03hi\0\x45\x83\x00\x01", "hi"),
        // After attributes, and around an instruction.
        (b"\x03\x01\x6A\x00\xC5\x05\x03v\0\x01\x03hi\0\x01", "hi"),
        (b"\x03\x01\x6A\x00\x45\x03hi\0\x43\x05\x01\x01", "hi"),
    ];
    for (document, expected) in borrowed {
        assert!(matches!(text(document, &usual), Ok(Cow::Borrowed(text)) if text == *expected), "{expected}");
    }
    let owned: &[(&[u8], &str)] = &[
        (b"\x03\x01\x6A\x00\x45\x03a\0\x03b\0\x02\x63\x01", "abc"),
        // ISO 8859-1, and UCS-2.
        (b"\x03\x01\x04\x00\x45\x03\xE9\0\x01", "\u{E9}"),
        (b"\x03\x01\x87\x68\x00\x45\x03\0h\0i\0\0\x01", "hi"),
    ];
    for (document, expected) in owned {
        assert_eq!(text(document, &usual).unwrap(), *expected);
    }
}

#[test]
fn other_content_is_refused_at_its_element() {
    let cases: &[(&[u8], usize)] = &[
        (b"\x03\x01\x6A\x00\x45\xC3\x01a\x01", 4),        // opaque data
        (b"\x03\x01\x6A\x00\x45\x80\x01\x01", 4),         // an extension
        (b"\x03\x01\x6A\x00\x45\x03a\0\xC3\x01a\x01", 4), // text and opaque data
        (b"\x03\x01\x6A\x00\x45\x03a\0\x06\x01", 8),      // a child behind text
        (b"\x03\x01\x6A\x00\x45\x06\x01", 5),             // a child alone
    ];
    for (document, offset) in cases {
        let error = text(document, &ReadOptions::default()).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (&ErrorKind::NotText, *offset), "{document:02X?}");
    }
    // Outside the root there is no text.
    let mut reader = Reader::new(b"\x03\x01\x6A\x00\x05").unwrap();
    assert_eq!(*reader.text().unwrap_err().kind(), ErrorKind::NotText);
}

#[test]
fn joined_text_has_the_limit_of_one_string() {
    let document = b"\x03\x01\x6A\x00\x45\x03abc\0\x03def\0\x02\x67\x01";
    let limited = |limit| text(document, &ReadOptions::default().with_text_bytes(limit));
    assert_eq!(limited(7).unwrap(), "abcdefg");
    for limit in [3, 5, 6] {
        let error = limited(limit).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (&ErrorKind::TextLimit(limit), 4));
    }
}
