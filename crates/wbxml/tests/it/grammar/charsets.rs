//! Texts in character sets of every width.

use super::*;

#[test]
fn two_byte_terminators() {
    // UCS-2, table "é" and "z": a string with a zero byte in each character.
    let table = [0x00, 0xE9, 0x00, 0x00, 0x00, b'z', 0x00, 0x00];
    let body = [
        0x45, 0x03, 0x00, b'a', 0x01, 0x00, 0x00, 0x00, 0x83, 0x00, 0x83, 0x04, 0x40, 0x20, 0xAC, 0, 0, 0x01,
    ];
    let document = [&[0x03, 0x01, 0x87, 0x68, 0x08], &table[..], &body].concat();
    reads(&document, "<0/05>'a\u{100}''é''z'Inline(0, \"€\")</>");
    // UTF-16LE: the same strings, with swapped bytes.
    let document = [&[0x03, 0x01, 0x87, 0x76, 0x00][..], &[0x45, 0x03, b'a', 0, 0, 1, 0, 0, 0x01]].concat();
    reads(&document, "<0/05>'a\u{100}'</>");
    // Skipping such a string must find the same end.
    let mut reader = Reader::new(&document).unwrap();
    reader.child().unwrap();
    assert_eq!(reader.child().unwrap(), None);
    reader.finish().unwrap();
}

#[test]
fn one_byte_charsets() {
    let latin = [0x03, 0x01, 0x04, 0x00, 0x45, 0x03, 0xE9, 0x80, 0x00, 0x01];
    reads(&latin, "<0/05>'é\u{80}'</>");
    refuses(
        &[0x03, 0x01, 0x03, 0x00, 0x45, 0x03, 0xE9, 0x00, 0x01],
        invalid(Charset::US_ASCII, Some(Appearance::Iso8859_1)),
        6,
    );
    // An unknown set matters only when a string has to be decoded.
    let unknown = [0x03, 0x01, 0x7F, 0x00, 0x45, 0x03, b'a', 0x00, 0x06, 0x01];
    refuses(&unknown, ErrorKind::UnsupportedCharset(Charset(127)), 6);
    let mut reader = Reader::new(&unknown).unwrap();
    reader.child().unwrap();
    assert_eq!(reader.child().unwrap().unwrap().token(), 0x06);
}

#[test]
fn transport_charset_counts_when_none_is_stated() {
    let options = ReadOptions::default().with_transport_charset(Charset::ISO_8859_1);
    let body = [0x45, 0x03, 0xE9, 0x00, 0x01];
    for header in [&[0x03, 0x01, 0x00, 0x00][..], &[0x00, 0x01, 0x00]] {
        let document = [header, &body].concat();
        assert_eq!(trace_with(&document, &options).unwrap(), "<0/05>'é'</>");
        refuses(&document, invalid(Charset::UTF_8, Some(Appearance::Iso8859_1)), header.len() + 2);
    }
    // It overrides the set that the header states, as RFC 7303 says for XML.
    let document = [&[0x03, 0x01, 0x6A, 0x00][..], &body].concat();
    assert_eq!(trace_with(&document, &options).unwrap(), "<0/05>'é'</>");
}

/// A character set by its number in two bytes, and a document with text that has this zero byte in
/// its middle.
#[test]
fn strings_end_as_wide_as_the_charset_is() {
    for (number, text) in [
        (1000_u32, &b"\0a\x01\0"[..]),
        (1013, b"\0a\x01\0"),
        (1014, b"a\0\0\x01"),
        (1015, b"\0a\x01\0"),
        (1001, b"\0\0\0a\0\0\x01\0"),
        (1017, b"\0\0\0a\0\0\x01\0"),
        (1018, b"\0\0\0a\0\0\x01\0"),
        (1019, b"a\0\0\0\0\x01\0\0"),
    ] {
        let bytes = [0x80 | u8::try_from(number >> 7).unwrap(), u8::try_from(number & 0x7F).unwrap()];
        let end = vec![0; if text.len() == 4 { 2 } else { 4 }];
        let header = [&[0x03, 0x01][..], &bytes, &[0x00]].concat();
        let document = [&header[..], &[0x45, 0x03], text, &end, &[0x06, 0x01]].concat();
        reads(&document, "<0/05>'a\u{100}'<0/06></></>");
        // The same set, named by the transport alone.
        let document = [&[0x03, 0x01, 0x00, 0x00, 0x45, 0x03], text, &end, &[0x06, 0x01]].concat();
        let options = ReadOptions::default().with_transport_charset(Charset(number));
        assert_eq!(trace_with(&document, &options).unwrap(), "<0/05>'a\u{100}'<0/06></></>");
    }
}

#[cfg(feature = "encodings")]
#[test]
fn legacy_charsets() {
    // 2025 is GB2312, 37 is ISO-2022-KR, 2085 is HZ.
    for (number, text, expected) in [
        (&[0x8F, 0x69][..], &b"\xC4\xE3\xBA\xC3"[..], "你好"),
        (&[0x25], b"\x1B$)C\x0EGQ\x0F", "한"),
        (&[0x90, 0x25], b"~{VPND~}", "中文"),
        (&[0x87, 0x74], b"+ZeVnLIqe-", "日本語"),
    ] {
        let document = [&[0x03, 0x01][..], number, &[0x00, 0x45, 0x03], text, &[0x00, 0x01]].concat();
        reads(&document, &format!("<0/05>'{expected}'</>"));
    }
    let document = [&[0x03, 0x01, 0x8F, 0x69, 0x00, 0x45, 0x03][..], b"a\xC4\0\x01"].concat();
    refuses(&document, invalid(Charset::GB2312, Some(Appearance::Iso8859_1)), 8);
}
