//! The quick ways through a document find what the general way finds.

use std::fs;
use std::path::{Path, PathBuf};
use wbxml::{Child, Extension, Item, Leaf, Reader};

/// What both ways see: tags by their index, words by their number, text.
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
        seen.push(match reader.next().ok()? {
            Item::Element(tag) => Seen::Element(tag.index(), reader.element_offset()),
            Item::End if reader.depth() == 0 => return Some(seen),
            Item::End => Seen::End,
            Item::Text(text) => Seen::Text(text.into_owned()),
            Item::Extension(Extension::Table(0, number)) => Seen::Word(number),
            Item::Opaque(_) | Item::Extension(_) => Seen::Other,
        });
    }
}

/// Takes the quick way wherever it goes, and counts how often it went.
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
        } else if let Some(index) = reader.next_plain(Some) {
            assert_eq!(peeked.map(|(page, token)| usize::from(page) << 6 | usize::from(token)), Some(index));
            assert_eq!(reader.tag().map(wbxml::Tag::index), Some(index));
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
                    // Mixed content is not what these ways are for.
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
        // A root that is a leaf ends with its value, another one with the document.
        let open =
            |seen: &[Seen]| seen.iter().rposition(|step| *step != Seen::End).map_or(0, |last| last + 1);
        assert_eq!(quick[..open(&quick)], general[..open(&general)], "{}", path.display());
        compared += 1;
    }
    assert!(compared > 150 && taken > 50 * compared / 10, "{compared} documents, {taken} quick steps");
}
