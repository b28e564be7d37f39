//! The elements around an error.

use wbxml::table::Codes;
use wbxml::{Error, ErrorKind, Item, ReadOptions, Reader};

const TABLE: &str = "tag\t0\t05\tRoot\ntag\t0\t06\tA\ntag\t0\t07\tB\ntag\t1\t05\tOther\n";

/// The string table holds `Own`. `<Root><A/><A>x<B>hi</B></A><Other:1><Own a=".."/><unknown/></Other></Root>`,
/// with the attribute of a literal.
const DOCUMENT: &[u8] = b"\x03\x01\x6A\x04Own\0\
\x45\
\x06\
\x46\x03x\0\x47\x03hi\0\x01\x01\
\x00\x01\x45\
\xC4\x00\x05\x03v\0\x01\x03t\0\x01\
\x3F\
\x01\
\x01";

/// The path of each offset, by hand.
const PATHS: &[(usize, &str)] = &[
    (0, ""),        // the header
    (7, ""),        // its string table
    (8, "Root"),    // the tag itself
    (9, "Root/A"),  // an element without content
    (10, "Root/A"), // the next A
    (11, "Root/A"), // its text
    (13, "Root/A"),
    (14, "Root/A/B"),
    (15, "Root/A/B"),
    (19, "Root/A/B"), // END of B
    (20, "Root/A"),   // END of A
    (21, "Root"),     // SWITCH_PAGE
    (22, "Root"),     // its page
    (23, "Root/Other"),
    (24, "Root/Other/Own"),
    (26, "Root/Other/Own"), // in its attributes
    (34, "Root/Other/Own"), // END of Own
    (35, "Root/Other/unknown-01-3F"),
    (36, "Root/Other"), // END of Other
    (37, "Root"),       // END of the root
    (38, ""),           // the end of the document
    (1000, ""),
];

#[test]
fn every_offset_has_its_path() {
    assert_eq!(DOCUMENT.len(), 38);
    let codes = Codes::parse(TABLE).unwrap();
    let reader = Reader::new(DOCUMENT).unwrap();
    for (offset, path) in PATHS {
        let error = reader.locate(Error::custom("x", *offset), &codes);
        assert_eq!((error.path().as_str(), error.offset()), (*path, *offset), "{offset}");
    }
}

#[test]
fn the_position_of_the_reader_does_not_matter() {
    let codes = Codes::parse(TABLE).unwrap();
    let mut reader = Reader::new(DOCUMENT).unwrap();
    while reader.item().unwrap() != Item::EndOfDocument {}
    let error = reader.locate(Error::custom("x", 15), &codes);
    assert_eq!(error.to_string(), "x at byte 15 in Root/A/B");
}

#[test]
fn errors_of_the_grammar_are_located_too() {
    let codes = Codes::parse(TABLE).unwrap();
    let read = |document: &[u8], options: &ReadOptions| {
        let mut reader = Reader::with_options(document, options).unwrap();
        let error = loop {
            match reader.item() {
                Ok(Item::EndOfDocument) => break reader.finish().unwrap_err(),
                Ok(_) => {}
                Err(error) => break error,
            }
        };
        reader.locate(error, &codes)
    };
    let usual = ReadOptions::default();
    let cut = read(&DOCUMENT[..17], &usual);
    assert_eq!((cut.kind(), cut.path().as_str()), (&ErrorKind::Truncated, "Root/A/B"));
    let length = read(b"\x03\x01\x6A\x00\x45\x46\xC3\x7F\x01", &usual);
    assert_eq!(length.to_string(), "length 127 exceeds the 1 bytes left at byte 8 in Root/A");
    let text = read(b"\x03\x01\x6A\x00\x45\x46\x03\xFF\0\x01\x47\x03ok\0\x01\x01", &usual);
    assert_eq!((text.path().as_str(), text.offset()), ("Root/A", 7));
    // The element that is too deep has no place in the path.
    let deep = read(DOCUMENT, &usual.with_depth(2));
    assert_eq!((deep.kind(), deep.path().as_str()), (&ErrorKind::DepthLimit(2), "Root/A"));
    let behind = read(b"\x03\x01\x6A\x00\x05\xFF", &usual.with_strict(true));
    assert_eq!((behind.kind(), behind.path().as_str()), (&ErrorKind::TrailingBytes, ""));
}

#[test]
fn a_name_that_cannot_be_read_is_no_second_error() {
    // The name of the root is outside the string table.
    let reader = Reader::new(b"\x03\x01\x6A\x00\x44\x09\x46\x01\x01").unwrap();
    let error = reader.locate(Error::custom("x", 6), &Codes::parse(TABLE).unwrap());
    assert_eq!(error.path(), "?/A");
}

#[test]
fn steps_by_hand_and_located_steps_have_the_same_order() {
    let reader = Reader::new(DOCUMENT).unwrap();
    let error = reader.locate(Error::custom("x", 14).within("part"), &Codes::parse(TABLE).unwrap());
    assert_eq!(error.path(), "Root/A/B/part");
}
