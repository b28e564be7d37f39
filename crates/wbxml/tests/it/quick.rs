//! The quick ways through a document find the same as the general way.

use std::fs;
use std::path::{Path, PathBuf};
use wbxml::{AttributeStart, Child, Extension, Item, Leaf, ReadOptions, Reader};

/// The results of both ways: tags by their index, words by their number, text.
#[derive(Debug, PartialEq)]
enum Seen {
    Element(usize, usize),
    End,
    Text(String),
    Word(u32),
    Other,
}

fn general(document: &[u8]) -> Option<Vec<Seen>> {
    let mut reader = Reader::new(document).ok()?;
    let mut seen = Vec::new();
    loop {
        seen.push(match reader.item().ok()? {
            Item::Element(tag) => Seen::Element(tag.index(), reader.element_offset()),
            Item::End if reader.depth() == 0 => return Some(seen),
            Item::End | Item::EndOfDocument => Seen::End,
            Item::Text(text) => Seen::Text(text.into_owned()),
            Item::Extension(Extension::Table(0, number)) => Seen::Word(number),
            Item::Opaque(_) | Item::Extension(_) => Seen::Other,
        });
    }
}

/// Takes the quick way wherever possible, and counts how often.
fn quick(document: &[u8], taken: &mut usize) -> Option<Vec<Seen>> {
    let mut reader = Reader::new(document).ok()?;
    let mut seen = Vec::new();
    loop {
        let peeked = reader.peek();
        let left = reader.left();
        if let Some(text) = reader.plain_text() {
            seen.extend([Seen::Text(text.into()), Seen::End]);
        } else if let Some(number) = reader.plain_extension(Some) {
            seen.extend([Seen::Word(number.into()), Seen::End]);
        } else if reader.plain_opaque(Some).is_some() {
            seen.extend([Seen::Other, Seen::End]);
        } else if let Some(index) = reader.next_plain(Some) {
            assert_eq!(peeked.map(|(page, token)| usize::from(page) << 6 | usize::from(token)), Some(index));
            assert_eq!(reader.tag().map(wbxml::TagToken::index), Some(index));
            seen.push(Seen::Element(index, reader.element_offset()));
        } else if reader.depth() > 1 && reader.next_end() {
            seen.push(Seen::End);
        } else {
            assert_eq!(reader.left(), left, "what finds nothing reads nothing");
            match reader.child_or_other().ok()? {
                Child::Element(tag) => seen.push(Seen::Element(tag.index(), reader.element_offset())),
                Child::End if reader.depth() == 0 => return Some(seen),
                Child::End => seen.push(Seen::End),
                Child::Other => match reader.leaf().ok()? {
                    Leaf::Text(text) => seen.extend([Seen::Text(text.into()), Seen::End]),
                    Leaf::Extension(0, number) => seen.extend([Seen::Word(number), Seen::End]),
                    Leaf::Opaque(_) | Leaf::Extension(..) => seen.extend([Seen::Other, Seen::End]),
                    // These ways are not for mixed content.
                    Leaf::Empty | Leaf::Other => return None,
                },
            }
            continue;
        }
        *taken += 1;
    }
}

fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the test documents").map(|entry| entry.expect("a file").path())
    {
        match entry.extension() {
            _ if entry.is_dir() => documents(&entry, found),
            Some(extension) if extension == "wbxml" => found.push(entry),
            _ => {}
        }
    }
}

#[test]
fn quick_and_general_see_the_same() {
    let mut paths = Vec::new();
    documents(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata"), &mut paths);
    let (mut compared, mut taken) = (0, 0);
    for path in paths {
        let document = fs::read(&path).expect("a document");
        let (Some(general), Some(quick)) = (general(&document), quick(&document, &mut taken)) else {
            continue;
        };
        // A root that is a leaf ends with its value, any other root with the document.
        let open =
            |seen: &[Seen]| seen.iter().rposition(|step| *step != Seen::End).map_or(0, |last| last + 1);
        assert_eq!(quick[..open(&quick)], general[..open(&general)], "{}", path.display());
        compared += 1;
    }
    assert!(compared > 150 && taken > 50 * compared / 10, "{compared} documents, {taken} quick steps");
}

/// The place of a reader: offset, depth, tag, start of the element.
fn place(reader: &Reader<'_>) -> (usize, u32, Option<usize>, usize) {
    (reader.offset(), reader.depth(), reader.tag().map(wbxml::TagToken::index), reader.element_offset())
}

/// Skips from each element of a document in both ways.
fn skip_from_everywhere(document: &[u8], options: &ReadOptions) -> usize {
    let mut compared = 0;
    for entered in 1.. {
        let Ok(mut quick) = Reader::with_options(document, options) else { break };
        let mut found = Ok(None);
        for _ in 0..entered {
            found = quick.child();
        }
        if found.is_err() || quick.depth() == 0 {
            break;
        }
        let mut general = quick.clone();
        // A closed reader has no quick ways.
        general.set_careful(true);
        let (quickly, generally) = (quick.skip(), general.skip());
        assert_eq!(quickly, generally);
        if quickly.is_ok() {
            assert_eq!(place(&quick), place(&general));
            assert_eq!(quick.child(), general.child());
        }
        compared += 1;
    }
    compared
}

#[test]
fn skipping_is_the_same_in_both_ways() {
    let mut paths = Vec::new();
    documents(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata"), &mut paths);
    let mut compared = 0;
    let tight = ReadOptions::default().with_depth(4).with_elements(9);
    // The quick way of text needs room for the bytes that one length byte counts.
    let short = [12, 130].map(|most| ReadOptions::default().with_text_bytes(most));
    let few = [0, 1, 2].map(|most| ReadOptions::default().with_attributes(most));
    for path in paths {
        let mut document = fs::read(&path).expect("a document");
        if document.len() > 400 {
            continue;
        }
        compared += skip_from_everywhere(&document, &ReadOptions::default());
        skip_from_everywhere(&document, &tight);
        for options in short.iter().chain(&few) {
            skip_from_everywhere(&document, options);
        }
        // Longer documents would take a minute.
        if document.len() > 120 {
            continue;
        }
        for at in (0..document.len()).step_by(5) {
            skip_from_everywhere(&document[..at], &ReadOptions::default());
            let byte = document[at];
            for other in [0x00, 0x01, 0x03, 0x05, 0x45, 0x80, 0xC3, 0xC5] {
                document[at] = other;
                skip_from_everywhere(&document, &ReadOptions::default());
            }
            document[at] = byte;
        }
    }
    assert!(compared > 1_000, "{compared} places");
}

/// A reader before `content`, the inside of an element 0/05 without attributes.
fn inside(content: &[u8]) -> Reader<'static> {
    let mut reader = root(&[&[0x45], content].concat());
    reader.child().unwrap();
    reader
}

/// A reader before a root element, in a document in UTF-8 without a string table.
fn root(body: &[u8]) -> Reader<'static> {
    Reader::new([&[0x03, 0x01, 0x6A, 0x00], body].concat().leak()).unwrap()
}

/// A reader after the start of the first attribute of an element. Its value comes next.
fn in_a_value(value: &[u8]) -> Reader<'static> {
    let mut reader = root(&[&[0xC5, 0x06], value].concat());
    reader.child().unwrap();
    assert_eq!(reader.attribute().unwrap(), Some(AttributeStart::Token { page: 0, token: 0x06 }));
    reader
}

/// Tries all quick ways except the ones for attributes. None may find anything.
#[track_caller]
fn nothing_quick(mut reader: Reader<'_>) {
    let (offset, depth) = (reader.offset(), reader.depth());
    assert_eq!(reader.next_plain(Some), None);
    assert_eq!(reader.plain_text(), None);
    assert_eq!(reader.plain_extension(Some), None);
    assert_eq!(reader.plain_opaque(Some), None);
    assert!(!reader.next_end());
    assert_eq!((reader.offset(), reader.depth()), (offset, depth));
}

#[test]
fn opaque_data_is_taken_with_its_end() {
    let mut reader = inside(b"\x46\xC3\x02\x01\x90\x01\x01");
    assert_eq!(reader.next_plain(Some), Some(6));
    assert_eq!(reader.plain_opaque(|_| None::<u8>), None);
    assert_eq!((reader.plain_opaque(Some), reader.depth()), (Some(&b"\x01\x90"[..]), 1));
    assert!(reader.next_end());
    for content in [
        // Cut, without an end, with more behind it, with a length in two bytes.
        &b"\xC3\x02\x01"[..],
        b"\xC3\x01\x01",
        b"\xC3\x01\x01\x03t\0\x01",
        &[&b"\xC3\x80\x01\x07\x01"[..], &[1; 200]].concat(),
    ] {
        nothing_quick(inside(content));
    }
    let options = ReadOptions::default().with_text_bytes(1);
    let mut long = Reader::with_options(b"\x03\x01\x6A\x00\x45\xC3\x02\x01\x02\x01", &options).unwrap();
    long.child().unwrap();
    nothing_quick(long.clone());
    long.leaf().unwrap_err();
}

#[test]
fn quick_ways_take_what_they_are_for() {
    let mut reader = inside(b"\x46\x03t\0\x01\x00\x02\x7F\x80\x7F\x01\x01");
    assert_eq!((reader.left(), reader.peek()), (12, Some((0, 0x06))));
    assert_eq!(reader.next_plain(|index| (index == 5).then_some(index)), None);
    assert_eq!((reader.next_plain(Some), reader.depth(), reader.element_offset()), (Some(6), 2, 5));
    assert_eq!((reader.plain_text(), reader.depth()), (Some("t"), 1));
    assert_eq!(reader.peek(), Some((2, 0x3F)));
    assert_eq!(
        (reader.next_plain(Some), reader.depth(), reader.element_offset()),
        (Some(2 * 64 + 0x3F), 2, 12)
    );
    assert_eq!(reader.tag().map(|tag| (tag.page(), tag.token())), Some((2, 0x3F)));
    assert_eq!(reader.plain_extension(|number| (number == 5).then_some(number)), None);
    assert_eq!((reader.plain_extension(Some), reader.depth()), (Some(0x7F), 1));
    assert!(reader.next_end());
    assert_eq!((reader.left(), reader.depth()), (0, 0));
    reader.finish().unwrap();
}

#[test]
fn quick_ways_leave_the_rest_alone() {
    let contents: [&[u8]; 8] = [
        b"\x04\x00\x01",         // a literal tag without content,
        b"\x44\x00\x01\x01",     // with it,
        b"\xC6\x06\x01\x01\x01", // attributes,
        b"\x06\x01",             // no content,
        b"\x02\x41\x01",         // an entity,
        b"\x81\x05\x01",         // another extension,
        b"\x80\x81\x00\x01",     // two bytes of a number,
        b"\x03a\0\x03b\0\x01",   // two strings.
    ];
    for content in contents {
        nothing_quick(inside(content));
    }
    // In attributes and before the root, the same bytes have another meaning.
    for bytes in [&b"\x01"[..], b"\x03t\0\x01", b"\x80\x05\x01", b"\x46\x01"] {
        nothing_quick(in_a_value(bytes));
        assert_eq!(in_a_value(bytes).peek(), None);
        nothing_quick(root(bytes));
        assert_eq!(root(bytes).peek(), None);
    }
    assert_eq!(inside(b"\x04\x00\x01").peek(), None);
    assert_eq!(inside(b"\x01").peek(), None);
    // In character sets other than UTF-8, a string may need conversion.
    let mut reader = Reader::new(b"\x03\x01\x04\x00\x45\x03t\0\x01").unwrap();
    reader.child().unwrap();
    nothing_quick(reader);
    // The limit of the depth applies here too.
    let options = ReadOptions::default().with_depth(1);
    let mut reader = Reader::with_options(b"\x03\x01\x6A\x00\x45\x46\x01\x01", &options).unwrap();
    reader.child().unwrap();
    nothing_quick(reader);
}

#[test]
fn known_attributes_are_passed_over_as_bytes() {
    let list = b"\x06\x03v\0\x01";
    let (empty, full) = ([&[0x85], &list[..]].concat(), [&[0xC5], &list[..], b"\x03t\0\x01"].concat());
    for (document, leaf) in [(empty, Leaf::Empty), (full, Leaf::Text("t"))] {
        let mut reader = root(&document);
        assert!(!reader.in_attributes() && !reader.skip_attributes(list));
        reader.child().unwrap();
        assert!(reader.in_attributes());
        assert!(!reader.skip_attributes(b"\x06\x03w\0\x01"));
        assert!(reader.skip_attributes(list));
        assert!(!reader.in_attributes());
        assert_eq!(reader.leaf().unwrap(), leaf);
        reader.finish().unwrap();
    }
    // Not after the start of an attribute,
    let mut reader = in_a_value(b"\x06\x03v\0\x01");
    assert!(reader.in_attributes() && !reader.skip_attributes(list));
    // not on another page, where the bytes have another meaning,
    let mut reader = inside(b"\x86\x00\x01\x06\x01\x86\x06\x03v\0\x01\x01");
    for _ in 0..3 {
        reader.child().unwrap();
    }
    assert!(reader.in_attributes() && !reader.skip_attributes(list));
    // and not if the strings have another character set.
    let mut reader = Reader::new(b"\x03\x01\x04\x00\x85\x06\x03v\0\x01").unwrap();
    reader.child().unwrap();
    assert!(!reader.skip_attributes(list));
}

#[test]
fn the_tag_last_read_can_be_asked_for_again() {
    let mut reader =
        Reader::new(b"\x03\x01\x6A\x04l\0m\0\x00\x01\xC5\x06\x01\x44\x02\x00\x02\x06\x01\x01").unwrap();
    assert_eq!(reader.tag(), None);
    for shown in ["TagToken(01/05)", "TagToken(literal 2)", "TagToken(02/06)"] {
        let tag = reader.child().unwrap();
        assert_eq!(reader.tag(), tag);
        assert_eq!(format!("{:?}", tag.unwrap()), shown);
        let _ = reader.attribute().unwrap();
        assert_eq!(reader.tag(), tag);
    }
}
