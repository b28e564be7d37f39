//! Documents made to harm: each causes a typed error, none a panic.

use proptest::prelude::*;
use wbxml::{Document, Error, ErrorKind, Item, ReadOptions, Reader, Tokens};

/// Makes one document with everything in the grammar.
fn rich() -> Vec<u8> {
    let pi = b"\x43\x00\x01\x06\x03pi\0\x85\x01";
    let items = b"\x03text \xC3\xA9\0\x83\x02\x02\x81\x20\xC3\x02\x01\x91\x40i\0\x80\x81\x25\xC2";
    let parts: [&[u8]; 14] = [
        b"\x03\x00\x00\x6A\x08-//X\0ab\0",
        pi,
        b"\xC5\x00\x00\x06\x85",
        items,
        b"\x04\x05\x03v\0\x01",
        items,
        pi,
        b"\x00\x02\x46\x01\x07\x04\x05\x44\x05\x01",
        b"\x84\x05\x07\x01\xC4\x05\x07\x03w\0\x01\x03x\0\x01",
        b"\xC3\x81\x00",
        &[0; 128],
        b"\x00\x00",
        b"\x08",
        b"\x01",
    ];
    parts.concat()
}

/// Visits everything in a document through `item`.
fn visit(document: &[u8], options: &ReadOptions) -> Result<usize, Error> {
    let mut reader = Reader::with_options(document, options)?;
    let mut count = 0;
    loop {
        count += 1;
        if let Item::Element(tag) = reader.item()? {
            if let Some(offset) = tag.literal() {
                reader.literal(offset)?;
            }
            while reader.attribute()?.is_some() {
                while reader.attribute_piece()?.is_some() {}
            }
        }
        if reader.depth() == 0 {
            reader.finish()?;
            return Ok(count);
        }
    }
}

/// Visits the elements of a document through `child` and `leaf`.
fn walk(document: &[u8]) -> Result<(), Error> {
    let mut reader = Reader::new(document)?;
    loop {
        let child = reader.child()?;
        if child.is_some() {
            reader.leaf()?;
        }
        if reader.depth() == 0 {
            return reader.finish();
        }
    }
}

fn skim(document: &[u8]) -> Result<(), Error> {
    let mut reader = Reader::new(document)?;
    reader.child()?;
    reader.skip()?;
    reader.finish()
}

#[test]
fn every_truncation_is_an_error() {
    let document = rich();
    let strict = ReadOptions::default().with_strict(true);
    assert!(visit(&document, &strict).is_ok());
    assert!(walk(&document).is_ok());
    assert!(skim(&document).is_ok());
    for length in 0..document.len() {
        let cut = &document[..length];
        for error in [visit(cut, &strict).unwrap_err(), walk(cut).unwrap_err(), skim(cut).unwrap_err()] {
            let expected = matches!(error.kind(), ErrorKind::Truncated | ErrorKind::LengthOutOfRange { .. });
            assert!(expected, "{length}: {error}");
            assert!(error.offset() <= length, "{length}: {error}");
        }
        // The lossless layer stops between tokens or fails inside one. It never regards the
        // document as complete.
        if let Ok((_, mut tokens)) = Tokens::parse(cut) {
            let all_whole = tokens.by_ref().all(|token| token.is_ok());
            assert!(!(all_whole && tokens.is_complete()), "{length}");
        }
    }
}

#[test]
fn every_single_byte_change_is_survived() {
    let document = rich();
    for at in 0..document.len() {
        for value in 0..=255 {
            let mut changed = document.clone();
            changed[at] = value;
            let _ = visit(&changed, &ReadOptions::default());
            let _ = walk(&changed);
            let _ = skim(&changed);
            if let Ok(parsed) = Document::parse(&changed) {
                assert_eq!(parsed.to_vec(), changed);
            }
        }
    }
}

#[test]
fn deep_nesting_is_limited() {
    let mut document = vec![0x03, 0x01, 0x6A, 0x00];
    document.resize(4 + 100_000, 0x45);
    document.resize(4 + 200_000, 0x01);
    for error in [
        visit(&document, &ReadOptions::default()).unwrap_err(),
        walk(&document).unwrap_err(),
        skim(&document).unwrap_err(),
    ] {
        assert_eq!((*error.kind(), error.offset()), (ErrorKind::DepthLimit(100), 104));
    }
    // Without the limit, there is no recursion that could fail.
    assert_eq!(visit(&document, &ReadOptions::default().with_depth(u32::MAX)).unwrap(), 200_000);
    assert_eq!(Document::parse(&document).unwrap().to_vec(), document);
    // The limit is inclusive.
    let exact = [&document[..104], &[0x01; 100]].concat();
    assert!(visit(&exact, &ReadOptions::default()).is_ok());
    assert!(visit(&exact, &ReadOptions::default().with_depth(99)).is_err());
}

#[test]
fn repeated_references_to_a_long_string_are_limited() {
    // 64 KiB of table and 64 Ki references would be 4 GiB of text.
    let mut document = vec![0x03, 0x01, 0x6A, 0x84, 0x80, 0x00];
    document.resize(6 + 0xFFFF, b'x');
    document.extend([0x00, 0x45]);
    for _ in 0..0x1_0000 {
        document.extend([0x83, 0x00]);
    }
    document.push(0x01);
    let error = visit(&document, &ReadOptions::default()).unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::StringTableLimit(64 * document.len()));
    let any_multiple = ReadOptions::default().with_string_table_expansion(usize::MAX);
    let error = visit(&document, &any_multiple).unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::StringTableLimit(16 << 20));
    let error = visit(&document, &ReadOptions::default().with_string_table_bytes(0)).unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::StringTableLimit(0));
    assert!(visit(&document, &any_multiple.with_string_table_bytes(usize::MAX)).is_ok());
}

/// References to the one string of a table, and text that makes the document longer.
fn references(string: usize, references: usize, padding: usize) -> Vec<u8> {
    let (high, low) = ((string + 1) >> 7, (string + 1) & 0x7F);
    let mut document = vec![0x03, 0x01, 0x6A, 0x80 | u8::try_from(high).unwrap(), u8::try_from(low).unwrap()];
    document.extend(vec![b'x'; string]);
    document.extend([0x00, 0x45]);
    document.extend(b"\x83\x00".repeat(references));
    document.push(0x03);
    document.extend(vec![b'y'; padding]);
    document.extend([0x00, 0x01]);
    document
}

#[test]
fn a_document_takes_64_times_its_length_out_of_the_string_table() {
    // 128 times 1024 bytes are 64 times 2048.
    let short = references(1024, 128, 0).len();
    let exact = references(1024, 128, 2048 - short);
    assert_eq!((exact.len(), 64 * exact.len()), (2048, 128 * 1024));
    assert!(visit(&exact, &ReadOptions::default()).is_ok());
    let error = visit(&references(1024, 128, 2047 - short), &ReadOptions::default()).unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::StringTableLimit(64 * 2047));
    for (expansion, is_read) in [(63, false), (64, true), (0, false), (usize::MAX, true)] {
        let options = ReadOptions::default().with_string_table_expansion(expansion);
        assert_eq!(visit(&exact, &options).is_ok(), is_read, "{expansion}");
    }
}

#[test]
fn a_short_document_takes_64_kib_out_of_the_string_table() {
    let exact = references(256, 256, 0);
    assert!(64 * exact.len() < 64 << 10);
    for expansion in [0, 1, 64] {
        let options = ReadOptions::default().with_string_table_expansion(expansion);
        assert!(visit(&exact, &options).is_ok(), "{expansion}");
        let error = visit(&references(256, 257, 0), &options).unwrap_err();
        assert_eq!(*error.kind(), ErrorKind::StringTableLimit(64 << 10), "{expansion}");
    }
    // The other limit still applies.
    let options = ReadOptions::default().with_string_table_bytes((64 << 10) - 1);
    assert_eq!(*visit(&exact, &options).unwrap_err().kind(), ErrorKind::StringTableLimit((64 << 10) - 1));
}

#[test]
fn huge_lengths_cost_nothing() {
    for document in
        [&b"\x03\x01\x6A\x8F\xFF\xFF\xFF\x7F"[..], b"\x03\x01\x6A\x00\x45\xC3\x8F\xFF\xFF\xFF\x7Fabc"]
    {
        let error = visit(document, &ReadOptions::default()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::LengthOutOfRange { length: u32::MAX, .. }), "{error}");
        assert!(Document::parse(document).is_err());
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = visit(&bytes, &ReadOptions::default());
        let _ = walk(&bytes);
        let _ = skim(&bytes);
        let _ = Document::parse(&bytes).map(|document| assert_eq!(document.to_vec(), bytes));
    }

    #[test]
    fn calls_in_any_order_never_panic(
        body in prop::collection::vec(any::<u8>(), 0..100),
        calls in prop::collection::vec(0..8, 0..50),
    ) {
        let document = [b"\x03\x01\x6A\x04ab\xC3\0", &body[..]].concat();
        let mut reader = Reader::new(&document).unwrap();
        for call in calls {
            // Errors are ignored on purpose: the reader must not panic even then.
            let _ = match call {
                0 => reader.child().map(drop),
                1 => reader.item().map(drop),
                2 => reader.leaf().map(drop),
                3 => reader.attribute().map(drop),
                4 => reader.attribute_piece().map(drop),
                5 => reader.skip(),
                6 => reader.child_or_other().map(drop),
                _ => reader.finish(),
            };
            prop_assert!(reader.offset() <= document.len());
        }
    }
}

/// The number of things at the limit passes. One more causes the error that names the limit, at the
/// place of the extra one.
#[test]
fn every_limit_is_inclusive() {
    type Set = fn(ReadOptions, usize) -> ReadOptions;
    type Kind = fn(usize) -> ErrorKind;
    let limits: [(Set, &[u8], usize, Kind, usize); 5] = [
        (ReadOptions::with_document_bytes, b"\x03\x01\x6A\x00\x45\x01", 6, ErrorKind::DocumentLimit, 5),
        (ReadOptions::with_elements, b"\x03\x01\x6A\x00\x45\x06\x07\x01", 3, ErrorKind::ElementLimit, 6),
        (
            ReadOptions::with_attributes,
            b"\x03\x01\x6A\x00\xC5\x05\x06\x01\x87\x07\x01\x01",
            3,
            ErrorKind::AttributeLimit,
            9,
        ),
        (ReadOptions::with_text_bytes, b"\x03\x01\x6A\x00\x45\x03abc\0\x01", 3, ErrorKind::TextLimit, 6),
        (ReadOptions::with_text_bytes, b"\x03\x01\x6A\x00\x45\xC3\x03abc\x01", 3, ErrorKind::TextLimit, 6),
    ];
    for (set, document, most, kind, at) in limits {
        assert!(visit(document, &set(ReadOptions::default(), most)).is_ok(), "{}", document.escape_ascii());
        let error = visit(document, &set(ReadOptions::default(), most - 1)).unwrap_err();
        assert_eq!(*error.kind(), kind(most - 1), "{}", document.escape_ascii());
        assert_eq!(error.offset(), at);
    }
}

/// All ways of reading a leaf measure its text in the same way.
#[test]
fn leaves_are_measured_too() {
    for content in [&b"\x03abc\0"[..], b"\xC3\x03abc", b"\x83\x00"] {
        let document = [b"\x03\x01\x6A\x04abc\0\x45", content, b"\x01"].concat();
        let read = |most| {
            let mut reader =
                Reader::with_options(&document, &ReadOptions::default().with_text_bytes(most)).unwrap();
            reader.child().unwrap();
            let plain = reader.clone().plain_text().is_some();
            (plain, reader.leaf().map(drop).map_err(|error| *error.kind()))
        };
        assert_eq!(read(3), (content[0] == 3, Ok(())));
        assert_eq!(read(2), (false, Err(ErrorKind::TextLimit(2))));
    }
}

/// When leaves are read one by one, a table string that is only one of several pieces is charged
/// once.
#[test]
fn a_piece_from_the_table_is_charged_once() {
    let document = b"\x03\x01\x6A\x04abc\0\x45\x83\x00\x83\x00\x01";
    let mut reader =
        Reader::with_options(document, &ReadOptions::default().with_string_table_bytes(6)).unwrap();
    reader.child().unwrap();
    assert_eq!(reader.leaf().unwrap(), wbxml::Leaf::Other);
    assert!(matches!(reader.item(), Ok(Item::Text(text)) if text == "abc"));
    assert!(matches!(reader.item(), Ok(Item::Text(text)) if text == "abc"));
}
