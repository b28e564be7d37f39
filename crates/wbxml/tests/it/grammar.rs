//! The pull reader against hand-made documents, one grammar rule at a time.

mod charsets;

use std::borrow::Cow;

use wbxml::{
    Appearance, AttributePiece, AttributeStart, Charset, Child, ErrorKind, Extension, Item, Leaf, PublicId,
    ReadOptions, Reader, Version,
};

/// WBXML 1.3, unknown public identifier, UTF-8, no string table.
const PLAIN: &[u8] = &[0x03, 0x01, 0x6A, 0x00];

fn plain(body: &[u8]) -> Vec<u8> {
    [PLAIN, body].concat()
}

fn with_table(table: &[u8], body: &[u8]) -> Vec<u8> {
    [&[0x03, 0x01, 0x6A, u8::try_from(table.len()).unwrap()], table, body].concat()
}

/// The whole document in a compact notation: `<page/token attributes>content</>`.
fn trace(document: &[u8]) -> Result<String, wbxml::Error> {
    trace_with(document, &ReadOptions::default())
}

fn trace_with(document: &[u8], options: &ReadOptions) -> Result<String, wbxml::Error> {
    let mut reader = Reader::with_options(document, options)?;
    let mut out = String::new();
    loop {
        match reader.item()? {
            Item::Element(tag) => {
                match tag.literal() {
                    Some(offset) => out.extend([format!("<{}", reader.literal(offset)?)]),
                    None => out.extend([format!("<{:X}/{:02X}", tag.page(), tag.token())]),
                }
                trace_attributes(&mut reader, &mut out)?;
                out.push('>');
            }
            Item::Text(text) => out.extend([format!("'{text}'")]),
            Item::Opaque(bytes) => out.extend([format!("{bytes:02X?}")]),
            Item::Extension(extension) => out.extend([format!("{extension:?}")]),
            Item::End => out.push_str("</>"),
            Item::EndOfDocument => {
                reader.finish()?;
                return Ok(out);
            }
        }
    }
}

fn trace_attributes(reader: &mut Reader<'_>, out: &mut String) -> Result<(), wbxml::Error> {
    while let Some(start) = reader.attribute()? {
        match start {
            AttributeStart::Token { page, token } => out.extend([format!(" {page:X}/{token:02X}=")]),
            AttributeStart::Literal(name) => out.extend([format!(" {name}=")]),
        }
        while let Some(piece) = reader.attribute_piece()? {
            match piece {
                AttributePiece::Value { page, token } => out.extend([format!("{page:X}/{token:02X}")]),
                AttributePiece::Text(text) => out.extend([format!("'{text}'")]),
                AttributePiece::Opaque(bytes) => out.extend([format!("{bytes:02X?}")]),
                AttributePiece::Extension(extension) => out.extend([format!("{extension:?}")]),
            }
        }
    }
    Ok(())
}

#[track_caller]
fn reads(document: &[u8], expected: &str) {
    assert_eq!(trace(document).unwrap(), expected);
}

#[track_caller]
fn refuses(document: &[u8], kind: ErrorKind, offset: usize) {
    let error = trace(document).unwrap_err();
    assert_eq!((*error.kind(), error.offset()), (kind, offset));
}

#[test]
fn tags_in_all_four_forms() {
    reads(&plain(&[0x05]), "<0/05></>");
    reads(&plain(&[0x45, 0x01]), "<0/05></>");
    reads(&plain(&[0x85, 0x06, 0x01]), "<0/05 0/06=></>");
    reads(&plain(&[0xC5, 0x06, 0x01, 0x3F, 0x01]), "<0/05 0/06=><0/3F></></>");
}

#[test]
fn literals_in_all_four_forms_and_as_attribute_name() {
    let table = b"one\0two\0";
    reads(&with_table(table, &[0x04, 0x00]), "<one></>");
    reads(&with_table(table, &[0x44, 0x04, 0x04, 0x02, 0x01]), "<two><e></></>");
    reads(&with_table(table, &[0x84, 0x00, 0x04, 0x04, 0x03, b'v', 0, 0x01]), "<one two='v'></>");
    reads(&with_table(table, &[0xC4, 0x00, 0x06, 0x01, 0x05, 0x01]), "<one 0/06=><0/05></></>");
}

#[test]
fn page_switches_are_independent_and_outlive_the_element() {
    let body = [
        0x45, // 0/05 with content
        0x00, 0x01, 0xC6, // 1/06 with attributes and content
        0x07, 0x00, 0x02, 0x08, 0x00, 0x03, 0x85, 0x01, // 0/07, 2/08 = 3/85
        0x09, 0x01, // still page 1
        0x8A, 0x0B, 0x01, // 1/0A, attributes still page 3
        0x00, 0x07, 0x00, 0x00, 0x0C, // two switches in a row
        0x00, 0x05, 0x01, // a switch before END
    ];
    reads(&plain(&body), "<0/05><1/06 0/07= 2/08=3/85><1/09></></><1/0A 3/0B=></><0/0C></></>");
}

#[test]
fn strings_entities_and_opaque_data() {
    let body = [
        &b"\x45\x03Today \0\x02\x81\x20\x03\0\x83\x00\x83\x01"[..],
        &[0xC3, 0x02, 0x01, 0x91, 0xC3, 0x00, 0x01],
    ]
    .concat();
    reads(&with_table(b"xyz\0", &body), "<0/05>'Today ''\u{A0}''''xyz''yz'[01, 91][]</>");
}

#[test]
fn all_nine_extensions_in_content_and_attributes() {
    let extensions = b"\x40i\0\x41j\0\x42\0\x80\x25\x81\x81\x25\x82\x00\xC0\xC1\xC2";
    let expected = concat!(
        r#"Inline(0, "i")Inline(1, "j")Inline(2, "")"#,
        "Table(0, 37)Table(1, 165)Table(2, 0)Bare(0)Bare(1)Bare(2)"
    );
    let body = [b"\xC5\x06", &extensions[..], b"\x01", extensions, b"\x01"].concat();
    reads(&plain(&body), &format!("<0/05 0/06={expected}>{expected}</>"));
    // A page switch before an extension, as the grammar allows.
    reads(&plain(&[0x45, 0x00, 0x02, 0xC0, 0x06, 0x01]), "<0/05>Bare(0)<2/06></></>");
}

#[test]
fn attribute_values_of_every_kind() {
    let body = b"\x85\x05\x85\x03a\0\x83\x01\x02\x41\xC3\x01\xFF\xFF\x7F\x06\x01";
    reads(&with_table(b"xy\0", body), "<0/05 0/05=0/85'a''y''A'[FF]0/FF 0/7F= 0/06=></>");
}

#[test]
fn processing_instructions_at_three_places() {
    let pi = b"\x43\x06\x03pi\0\x85\x01";
    let body = [pi, &b"\x45"[..], pi, b"\x03x\0", pi, b"\x01", pi].concat();
    reads(&plain(&body), "<0/05>'x'</>");
    let strict = ReadOptions::default().with_strict(true);
    assert_eq!(trace_with(&plain(&body), &strict).unwrap(), "<0/05>'x'</>");
    // A literal target; a page switch inside changes the attribute page.
    reads(&with_table(b"t\0", b"\x43\x00\x02\x04\x00\x01\x85\x06\x01"), "<0/05 2/06=></>");
    refuses(&plain(b"\x43\x03x\0\x01\x05"), ErrorKind::UnexpectedToken(0x03), 5);
}

/// Bytes that are not text of a character set, and their likely form.
fn invalid(charset: Charset, looks: Option<Appearance>) -> ErrorKind {
    ErrorKind::InvalidText { charset, looks }
}

#[test]
fn headers() {
    let reader = Reader::new(b"\x01\x00\x00\x6A\x04abc\0\x05").unwrap();
    assert_eq!(reader.header().version(), Version::V1_1);
    assert_eq!(reader.header().public_id(), PublicId::Table(0));
    assert_eq!(reader.literal(0).unwrap(), "abc");
    assert_eq!(reader.offset(), 9);
    assert_eq!(*Reader::new(&[0x20, 1, 0x6A, 0]).unwrap_err().kind(), ErrorKind::UnsupportedVersion(0x20));
}

#[test]
fn child_passes_over_everything_else() {
    let body =
        b"\xC5\x06\x03v\0\x01\x03t\0\x02\x41\xC3\x01\xFF\x80\x05\xC0\x43\x06\x01\x00\x01\x46\x01\x83\x63\x01";
    let document = plain(body);
    let mut reader = Reader::new(&document).unwrap();
    assert_eq!(reader.child().unwrap().unwrap().index(), 5);
    let child = reader.child().unwrap().unwrap();
    assert_eq!((child.page(), child.token(), child.index()), (1, 6, 70));
    assert_eq!(reader.element_offset(), document.len() - 5);
    assert_eq!(reader.depth(), 2);
    assert_eq!(reader.child().unwrap(), None);
    assert_eq!(reader.depth(), 1);
    assert_eq!(reader.child().unwrap(), None);
    assert_eq!((reader.depth(), reader.offset()), (0, document.len()));
    assert_eq!(reader.child().unwrap(), None);
    assert_eq!(reader.item().unwrap(), Item::EndOfDocument);
    assert_eq!(reader.item().unwrap(), Item::EndOfDocument);
    reader.finish().unwrap();
}

#[test]
fn child_or_other_stops_before_what_is_no_element() {
    let document = plain(b"\xC5\x06\x01\x43\x06\x01\x00\x01\x03t\0\x02\x41\x06\x01");
    let mut reader = Reader::new(&document).unwrap();
    assert!(matches!(reader.child_or_other().unwrap(), Child::Element(tag) if tag.index() == 5));
    for text in ["t", "A"] {
        // A second call changes nothing.
        assert_eq!(reader.child_or_other().unwrap(), Child::Other);
        assert_eq!(reader.child_or_other().unwrap(), Child::Other);
        assert_eq!(reader.item().unwrap(), Item::Text(Cow::Borrowed(text)));
    }
    assert!(matches!(reader.child_or_other().unwrap(), Child::Element(tag) if tag.index() == 70));
    assert_eq!(reader.child_or_other().unwrap(), Child::End);
    assert_eq!(reader.child_or_other().unwrap(), Child::End);
    assert_eq!(reader.child_or_other().unwrap(), Child::End);
    reader.finish().unwrap();
}

#[test]
fn attributes_may_be_left_unread_at_any_point() {
    let body = b"\xC5\x06\x03v\0\x86\x07\x03w\0\x01\x03t\0\x01";
    let document = plain(body);
    for (attributes, pieces) in [(0, 0), (1, 0), (1, 1), (1, 2), (1, 3), (2, 0), (2, 1), (3, 0)] {
        let mut reader = Reader::new(&document).unwrap();
        reader.child().unwrap();
        for _ in 0..attributes {
            reader.attribute().unwrap();
        }
        for _ in 0..pieces {
            reader.attribute_piece().unwrap();
        }
        assert_eq!(reader.leaf().unwrap(), Leaf::Text("t"), "{attributes} {pieces}");
        assert_eq!(reader.attribute().unwrap(), None);
        reader.finish().unwrap();
    }
    let mut reader = Reader::new(&document).unwrap();
    reader.child().unwrap();
    assert_eq!(reader.attribute_piece().unwrap(), None);
    assert_eq!(reader.attribute().unwrap(), Some(AttributeStart::Token { page: 0, token: 6 }));
    assert_eq!(reader.attribute().unwrap(), Some(AttributeStart::Token { page: 0, token: 7 }));
    assert_eq!(reader.attribute_piece().unwrap(), Some(AttributePiece::Text(Cow::Borrowed("w"))));
    assert_eq!(reader.attribute_piece().unwrap(), None);
    assert_eq!(reader.attribute().unwrap(), None);
}

#[test]
fn leaves() {
    let long = "x".repeat(300);
    let opaque = [&[0xC3, 0x82, 0x2C], long.as_bytes()].concat();
    let cases: [(&[u8], Leaf<'_>); 12] = [
        (b"", Leaf::Empty),
        (b"\x03\0", Leaf::Text("")),
        (b"\x03hi\0", Leaf::Text("hi")),
        (b"\x03\xC3\xA9 a longer text\0", Leaf::Text("é a longer text")),
        (b"\x83\x01", Leaf::Text("yz")),
        (b"\xC3\x00", Leaf::Opaque(&[])),
        (b"\xC3\x02\x01\x91", Leaf::Opaque(&[1, 0x91])),
        (&opaque, Leaf::Opaque(long.as_bytes())),
        (b"\x80\x2C", Leaf::Extension(0, 0x2C)),
        (b"\x81\x81\x25", Leaf::Extension(1, 0xA5)),
        (b"\x82\x80\x80\x80\x80\x05", Leaf::Extension(2, 5)),
        (b"\x80\x7F", Leaf::Extension(0, 0x7F)),
    ];
    for (content, leaf) in cases {
        let document = with_table(b"xyz\0", &[b"\x45\x46", content, b"\x01\x01"].concat());
        let mut reader = Reader::new(&document).unwrap();
        reader.child().unwrap();
        reader.child().unwrap();
        assert_eq!(reader.leaf().unwrap(), leaf);
        assert_eq!(reader.child().unwrap(), None);
        reader.finish().unwrap();
    }
    // A tag without content, or with attributes only.
    for body in [&[0x45, 0x06, 0x01][..], &[0x45, 0x86, 0x05, 0x01, 0x01]] {
        let document = plain(body);
        let mut reader = Reader::new(&document).unwrap();
        reader.child().unwrap();
        reader.child().unwrap();
        assert_eq!((reader.leaf().unwrap(), reader.depth()), (Leaf::Empty, 1));
    }
}

#[test]
fn complicated_leaves_are_left_untouched() {
    let contents: [&[u8]; 9] = [
        b"\x03a\0\x03b\0",
        b"\x02\x41",
        b"\x05",
        b"\x03a\0\x00\x00",
        b"\x80\x05\x03x\0",
        b"\xC3\x01a\xC3\x01b",
        b"\x83\x00\x83\x00",
        b"\x40x\0",
        b"\xC0",
    ];
    for content in contents {
        let document = with_table(b"xyz\0", &[b"\xC5\x06\x01", content, b"\x01"].concat());
        let mut reader = Reader::new(&document).unwrap();
        reader.child().unwrap();
        assert_eq!(reader.leaf().unwrap(), Leaf::Other, "{content:02X?}");
        assert_eq!(reader.offset(), document.len() - content.len() - 1);
        while reader.item().unwrap() != Item::End {}
    }
}

#[test]
fn leaves_in_other_charsets() {
    // ASCII text in Latin-1 can be borrowed. Other text has to be converted.
    for (text, leaf) in [(b'a', Leaf::Text("a")), (0xE9, Leaf::Other)] {
        let document = [0x03, 0x01, 0x04, 0x00, 0x45, 0x03, text, 0x00, 0x01];
        let mut reader = Reader::new(&document).unwrap();
        reader.child().unwrap();
        assert_eq!(reader.leaf().unwrap(), leaf);
    }
}

#[test]
fn text_of_a_leaf_that_is_no_text_is_refused_where_it_begins_to_be_none() {
    let document = plain(b"\x45\x03ab\xFF\0\x01");
    let mut reader = Reader::new(&document).unwrap();
    reader.child().unwrap();
    let error = reader.leaf().unwrap_err();
    assert_eq!((*error.kind(), error.offset()), (invalid(Charset::UTF_8, Some(Appearance::Iso8859_1)), 8));
}

#[test]
fn leaf_outside_the_root_is_other() {
    let mut reader = Reader::new(&[0x03, 0x01, 0x6A, 0x00, 0x05]).unwrap();
    assert_eq!(reader.leaf().unwrap(), Leaf::Other);
    reader.child().unwrap();
    assert_eq!(reader.leaf().unwrap(), Leaf::Empty);
    assert_eq!(reader.leaf().unwrap(), Leaf::Other);
}

#[test]
fn skip_ends_the_current_element() {
    let document = plain(b"\x45\xC6\x06\x01\x47\x03x\0\x48\x01\x01\x09\x01\x0A\x01");
    let mut reader = Reader::new(&document).unwrap();
    reader.skip().unwrap();
    assert_eq!(reader.depth(), 0);
    reader.child().unwrap();
    assert_eq!(reader.child().unwrap().unwrap().token(), 0x06);
    reader.skip().unwrap();
    assert_eq!(reader.child().unwrap().unwrap().token(), 0x0A);
    reader.skip().unwrap();
    assert_eq!(reader.depth(), 1);
    reader.skip().unwrap();
    reader.finish().unwrap();
    reader.skip().unwrap();
}

#[test]
fn bytes_behind_the_root() {
    let strict = ReadOptions::default().with_strict(true);
    let document = plain(&[0x05, 0x43, 0x06, 0x01, 0xFF]);
    reads(&document, "<0/05></>");
    let error = trace_with(&document, &strict).unwrap_err();
    assert_eq!((*error.kind(), error.offset()), (ErrorKind::TrailingBytes, 8));
}

#[test]
fn missing_final_terminator_of_the_string_table() {
    let strict = ReadOptions::default().with_strict(true);
    let document = with_table(b"abc", &[0x45, 0x83, 0x01, 0x01]);
    reads(&document, "<0/05>'bc'</>");
    assert_eq!(*trace_with(&document, &strict).unwrap_err().kind(), ErrorKind::UnterminatedTable);
    assert!(trace_with(&with_table(b"abc\0", &[0x45, 0x83, 0x01, 0x01]), &strict).is_ok());
    // UCS-2 needs two bytes.
    let wide = [0x03, 0x01, 0x87, 0x68, 0x03, 0x00, b'a', 0x00, 0x05];
    assert_eq!(*trace_with(&wide, &strict).unwrap_err().kind(), ErrorKind::UnterminatedTable);
}

#[test]
fn finish_before_the_end_is_refused() {
    let document = plain(&[0x45, 0x01]);
    let mut reader = Reader::new(&document).unwrap();
    assert_eq!(*reader.finish().unwrap_err().kind(), ErrorKind::NotFinished);
    reader.child().unwrap();
    assert_eq!(*reader.finish().unwrap_err().kind(), ErrorKind::NotFinished);
    reader.child().unwrap();
    reader.finish().unwrap();
}

#[test]
fn misplaced_tokens() {
    use ErrorKind::UnexpectedToken;
    refuses(&plain(&[0x01]), UnexpectedToken(0x01), 4);
    refuses(&plain(&[0x03, 0x41, 0x00]), UnexpectedToken(0x03), 4);
    refuses(&plain(&[0xC3, 0x00]), UnexpectedToken(0xC3), 4);
    refuses(&plain(&[0x85, 0x85]), UnexpectedToken(0x85), 5);
    refuses(&plain(&[0x85, 0x03, 0x00, 0x01]), UnexpectedToken(0x03), 5);
    for token in [0x43, 0x44, 0x84, 0xC4] {
        refuses(&plain(&[0x85, 0x06, token, 0x00, 0x01]), UnexpectedToken(token), 6);
    }
}

#[test]
fn bad_operands() {
    let table = "é\0".as_bytes();
    refuses(&plain(&[0x45, 0x02, 0x83, 0xB0, 0x00]), ErrorKind::InvalidEntity(0xD800), 6);
    refuses(&plain(&[0x45, 0x02, 0xC4, 0x80, 0x00]), ErrorKind::InvalidEntity(0x11_0000), 6);
    refuses(&plain(&[0x45, 0x80, 0x90, 0x80, 0x80, 0x80, 0x00]), ErrorKind::IntegerOverflow, 6);
    refuses(
        &plain(&[0x45, 0xC3, 0x03, 0x00, 0x01]),
        ErrorKind::LengthOutOfRange { length: 3, available: 2 },
        7,
    );
    refuses(&plain(&[0x45, 0x03, b'a', 0xFF, 0x00]), invalid(Charset::UTF_8, Some(Appearance::Iso8859_1)), 7);
    refuses(&plain(&[0x45, 0x03, b'a', b'b']), ErrorKind::Truncated, 8);
    refuses(&plain(&[0x45, 0x83, 0x00]), ErrorKind::TableOffsetOutOfRange(0), 6);
    refuses(&with_table(table, &[0x45, 0x83, 0x03]), ErrorKind::TableOffsetOutOfRange(3), 9);
    refuses(&with_table(table, &[0x45, 0x83, 0x01]), ErrorKind::TableOffsetInsideCharacter(1), 9);
    refuses(&with_table(table, &[0x85, 0x04, 0x09]), ErrorKind::TableOffsetOutOfRange(9), 8);
    assert_eq!(
        *trace(&with_table(table, &[0x04, 0x09])).unwrap_err().kind(),
        ErrorKind::TableOffsetOutOfRange(9)
    );
}

#[test]
fn inline_extension_variant_is_owned_when_converted() {
    let document = [0x03, 0x01, 0x04, 0x00, 0x45, 0x41, 0xE9, 0x00, 0x01];
    let mut reader = Reader::new(&document).unwrap();
    reader.child().unwrap();
    assert_eq!(reader.item().unwrap(), Item::Extension(Extension::Inline(1, Cow::Owned("é".into()))));
}

#[test]
fn a_document_ends_behind_its_instructions() {
    let root = b"\x03\x01\x6A\x00\x05";
    let end = |behind: &[u8], strict: bool| {
        let document = [root, behind].concat();
        let mut options = ReadOptions::default();
        options.strict = strict;
        let mut reader = Reader::with_options(&document, &options).unwrap();
        reader.child().unwrap();
        reader.skip().unwrap();
        let end = reader.end().unwrap();
        (end, reader.instructions(), reader.finish().map_err(|error| (*error.kind(), error.offset())))
    };
    let trailing = |at| Err((ErrorKind::TrailingBytes, at));
    assert_eq!(end(b"", true), (5, None, Ok(())));
    assert_eq!(end(b"\x43\x05\x01", true), (8, Some((1, 5)), Ok(())));
    assert_eq!(end(b"\x43\x05\x01\x43\x05\x03a\0\x01\x03", false), (14, Some((2, 5)), Ok(())));
    assert_eq!(end(b"\x43\x05\x01\x03", true), (8, Some((1, 5)), trailing(8)));
    assert_eq!(end(b"\0\r\n", true), (5, None, trailing(5)));
    // A truncated instruction does not count: strict reading reports its place, lenient reading
    // ends before it.
    assert_eq!(end(b"\x43\x05", false), (5, None, Ok(())));
    assert_eq!(end(b"\x43\x05", true), (5, None, Err((ErrorKind::Truncated, 7))));
}

#[test]
fn instructions_that_are_passed_over_are_counted() {
    let document = b"\x03\x01\x6A\x00\x43\x05\x01\x45\x43\x06\x03b\0\x01\x03a\0\x43\x05\x01\x01";
    let mut reader = Reader::new(document).unwrap();
    assert_eq!(reader.instructions(), None);
    reader.child().unwrap();
    assert_eq!(reader.instructions(), Some((1, 4)));
    assert_eq!(reader.item().unwrap(), Item::Text("a".into()));
    assert_eq!(reader.item().unwrap(), Item::End);
    assert_eq!(reader.instructions(), Some((3, 4)));
}
