//! Leaves written in one step have the same bytes as leaves written in three steps, whatever is
//! around them.

use imps_core::{CSP, Sink, Tag, Version, Word, tag};
use imps_wbxml::{WbxmlSink, WriteOptions};

#[derive(Clone, Copy)]
enum Leaf {
    Text(&'static str),
    Word(Word),
    Integer(u32),
}

fn at_once(sink: &mut WbxmlSink<'_>, tag: Tag, leaf: Leaf) {
    match leaf {
        Leaf::Text(text) => sink.leaf_text(tag, text),
        Leaf::Word(word) => sink.leaf_word(tag, word),
        Leaf::Integer(number) => sink.leaf_integer(tag, number),
    }
}

fn in_steps(sink: &mut WbxmlSink<'_>, tag: Tag, leaf: Leaf) {
    sink.start(tag);
    match leaf {
        Leaf::Text(text) => sink.text(text),
        Leaf::Word(word) => sink.word(word),
        Leaf::Integer(number) => sink.integer(number),
    }
    sink.end(tag);
}

/// A leaf and then text, in an element with an attribute or without.
fn document(
    version: Version,
    parent: Tag,
    attribute: bool,
    write: impl FnOnce(&mut WbxmlSink<'_>),
) -> Vec<u8> {
    let mut out = Vec::new();
    let mut sink = WbxmlSink::new(&mut out, version, &WriteOptions::default());
    sink.start(parent);
    if attribute {
        sink.attribute("a", "b");
    }
    write(&mut sink);
    sink.text("5");
    sink.text("T");
    sink.end(parent);
    sink.finish().expect("a document");
    out
}

#[test]
fn leaves_at_once_and_in_steps_are_the_same() {
    let leaves = [
        Leaf::Text(""),
        Leaf::Text("plain"),
        Leaf::Text("7"),
        Leaf::Text(" T "),
        Leaf::Text("20010925T134013Z"),
        Leaf::Text("unknown-80-7F"),
        Leaf::Word(Word::TRUE),
        Leaf::Word(Word::known("GROUP_ID")),
        Leaf::Integer(0),
        Leaf::Integer(70_000),
    ];
    let parents =
        [tag::WV_CSP_Message, tag::PresenceSubList, tag::AcceptedContentType, tag::Code, tag::DateTime];
    for version in Version::ALL {
        for parent in parents {
            for element in CSP.tags() {
                for leaf in leaves {
                    for attribute in [false, true] {
                        assert_eq!(
                            document(version, parent, attribute, |sink| at_once(sink, element, leaf)),
                            document(version, parent, attribute, |sink| in_steps(sink, element, leaf)),
                            "{version} {parent:?} {element:?}"
                        );
                    }
                }
            }
        }
    }
}
