//! The writer: exact bytes, mistakes, and round trips through the reader.

use proptest::prelude::*;
use wbxml::{
    AttributePiece, AttributeStart, ErrorKind, Extension, Item, PublicId, ReadOptions, Reader, Version,
    WriteHeader, WriteOptions, WritePublicId, Writer,
};

fn write_with(options: WriteOptions, body: impl FnOnce(&mut Writer)) -> Result<Vec<u8>, wbxml::Error> {
    let mut writer = Writer::new(&WriteHeader::numbered(1), options);
    body(&mut writer);
    writer.finish()
}

#[track_caller]
fn writes(body: impl FnOnce(&mut Writer), expected: &[u8]) {
    assert_eq!(write_with(WriteOptions::default(), body).unwrap(), expected);
}

#[track_caller]
fn refuses(body: impl FnOnce(&mut Writer), kind: ErrorKind) {
    assert_eq!(*write_with(WriteOptions::default(), body).unwrap_err().kind(), kind);
}

#[test]
fn flags_follow_what_is_written() {
    writes(
        |w| {
            w.start(0, 0x05);
            w.start(0, 0x06);
            w.end();
            w.start(0, 0x07);
            w.attribute(0, 0x05);
            w.end();
            w.start(0, 0x08);
            w.attribute(0, 0x05);
            w.attribute(0, 0x06);
            w.attribute_value(0, 0x85);
            w.text("v");
            w.content();
            w.text("t");
            w.end();
            w.start(0, 0x09);
            w.attribute(0, 0x05);
            w.content();
            w.end();
            w.end();
        },
        b"\x03\x01\x6A\x00\x45\x06\x87\x05\x01\xC8\x05\x06\x85\x03v\0\x01\x03t\0\x01\x89\x05\x01\x01",
    );
}

#[test]
fn pages_are_switched_only_when_needed() {
    writes(
        |w| {
            w.start(1, 0x05);
            w.attribute(2, 0x06);
            w.attribute_value(2, 0x85);
            w.attribute_value(0, 0x85);
            w.start(1, 0x06);
            w.end();
            w.start(0, 0x07);
            w.attribute(0, 0x06);
            w.end();
            w.end();
        },
        b"\x03\x01\x6A\x00\x00\x01\xC5\x00\x02\x06\x85\x00\x00\x85\x01\x06\x00\x00\x87\x06\x01\x01",
    );
}

#[test]
fn content_items() {
    writes(
        |w| {
            w.start(0, 0x05);
            w.text("");
            w.text("a\0b");
            w.opaque(&[]);
            w.opaque(&[0x01, 0x91]);
            w.extension_t(0, 0xA5);
            w.extension_i(1, "x");
            w.extension(2);
            w.entity('\u{A0}');
            w.end();
        },
        b"\x03\x01\x6A\x00\x45\x03a\0\x02\x00\x03b\0\xC3\x00\xC3\x02\x01\x91\x80\x81\x25\x41x\0\xC2\x02\x81\x20\x01",
    );
    writes(
        |w| {
            w.start(0, 0x05);
            w.text("");
            w.end();
        },
        b"\x03\x01\x6A\x00\x05",
    );
}

#[test]
fn literals_share_the_string_table() {
    writes(
        |w| {
            w.start_literal("one");
            w.attribute_literal("two");
            w.start_literal("two");
            w.end();
            w.end();
        },
        b"\x03\x01\x6A\x08one\0two\0\xC4\x00\x04\x04\x01\x04\x04\x01",
    );
}

#[test]
fn instructions_before_inside_and_after() {
    let pi = |w: &mut Writer| {
        w.start_pi(0, 0x06);
        w.text("x");
        w.end();
    };
    writes(
        |w| {
            pi(w);
            w.start(0, 0x05);
            w.attribute(0, 0x05);
            w.content();
            pi(w);
            w.end();
            w.start_pi_literal("t");
            w.attribute_value(0, 0x85);
            w.end();
        },
        b"\x03\x01\x6A\x02t\0\x43\x06\x03x\0\x01\xC5\x05\x01\x43\x06\x03x\0\x01\x01\x43\x04\x00\x85\x01",
    );
}

#[test]
fn headers() {
    let out = b"kept".to_vec();
    let header = WriteHeader { version: Version::V1_0, public_id: WritePublicId::Name("-//X//") };
    let mut writer = Writer::append(out, &header, WriteOptions::default());
    writer.start(0, 5);
    writer.end();
    let out = writer.finish().unwrap();
    assert_eq!(out, b"kept\x00\x00\x00\x07-//X//\0\x05");
    let reader = Reader::new(&out[4..]).unwrap();
    assert_eq!(reader.header().public_id(), PublicId::Table(0));
    let mut writer = Writer::new(&WriteHeader::numbered(0xFD3), WriteOptions::default());
    writer.start(0, 5);
    writer.end();
    assert_eq!(writer.finish().unwrap(), b"\x03\x9F\x53\x6A\x00\x05");
}

#[test]
fn repeated_strings_move_into_the_table() {
    let body = |w: &mut Writer| {
        w.start(0, 0x05);
        w.attribute(0, 0x06);
        w.text("user@example.org");
        w.content();
        for text in ["user@example.org", "once only", "n", "user@example.org", "n"] {
            w.start(0, 0x07);
            w.text(text);
            w.end();
        }
        w.end();
    };
    let table = write_with(WriteOptions::default().with_string_table(true), body).unwrap();
    let expected = [
        &b"\x03\x01\x6A\x11user@example.org\0"[..],
        b"\xC5\x06\x83\x00\x01\x47\x83\x00\x01\x47\x03once only\0\x01\x47\x03n\0\x01\x47\x83\x00\x01\x47\x03n\0\x01\x01",
    ]
    .concat();
    assert_eq!(table, expected);
}

#[test]
fn a_string_moves_only_where_that_saves_bytes() {
    let with_table = |name: &str, text: &str, times: usize| {
        let body = |w: &mut Writer| {
            w.start_literal(name);
            (0..times).for_each(|_| w.text(text));
            w.end();
        };
        let plain = write_with(WriteOptions::default(), body).unwrap();
        let table = write_with(WriteOptions::default().with_string_table(true), body).unwrap();
        (table == plain, plain.len() - table.len())
    };
    // Inline, a letter takes three bytes. In the table, it takes two, and two per reference.
    assert_eq!(with_table("x", "n", 2), (true, 0));
    assert_eq!(with_table("x", "n", 3), (false, 1));
    // After a name of 127 bytes, the length of the table takes one byte more.
    let name = "x".repeat(126);
    assert_eq!(with_table(&name, "n", 3), (true, 0));
    assert_eq!(with_table(&name, "nnn", 2), (false, 1));
    // After a name of 128 bytes, a reference takes three bytes.
    assert_eq!(with_table(&"x".repeat(127), "n", 9), (true, 0));
}

#[test]
fn text_equal_to_a_literal_name_becomes_a_reference() {
    let body = |w: &mut Writer| {
        w.start_literal("name");
        w.text("name");
        w.end();
    };
    let table = write_with(WriteOptions::default().with_string_table(true), body).unwrap();
    assert_eq!(table, b"\x03\x01\x6A\x05name\0\x44\x00\x83\x00\x01");
}

#[test]
fn mistakes_are_reported_at_the_end() {
    let root = |w: &mut Writer| w.start(0, 5);
    refuses(|_| {}, ErrorKind::OutsideRoot);
    refuses(root, ErrorKind::OpenElements(1));
    refuses(|w| (w.end(), root(w)).1, ErrorKind::NothingOpen);
    refuses(|w| w.text("x"), ErrorKind::OutsideRoot);
    refuses(|w| w.attribute(0, 5), ErrorKind::MisplacedAttribute);
    for (page, token) in [(0, 0x04), (0, 0x40), (0, 0x45), (1, 0xFF)] {
        refuses(|w| w.start(page, token), ErrorKind::InvalidToken(token));
    }
    for token in [0x04, 0x43, 0x85] {
        refuses(|w| (root(w), w.attribute(0, token)).1, ErrorKind::InvalidToken(token));
    }
    for token in [0x05, 0x84, 0xC3] {
        refuses(
            |w| (root(w), w.attribute(0, 5), w.attribute_value(0, token)).2,
            ErrorKind::InvalidToken(token),
        );
    }
    refuses(|w| (root(w), w.extension_t(3, 0)).1, ErrorKind::InvalidToken(3));
    refuses(|w| (root(w), w.text("x"), w.attribute(0, 5)).2, ErrorKind::MisplacedAttribute);
    refuses(|w| (root(w), w.attribute_value(0, 0x85)).1, ErrorKind::MisplacedAttribute);
    refuses(|w| (root(w), w.end(), root(w)).2, ErrorKind::OutsideRoot);
    refuses(|w| (root(w), w.end(), w.end()).2, ErrorKind::NothingOpen);
    let behind: [fn(&mut Writer); 4] =
        [|w| w.text("x"), |w| w.opaque(&[1]), |w| w.extension(0), |w| w.entity('x')];
    for item in behind {
        refuses(|w| (root(w), w.end(), item(w)).2, ErrorKind::OutsideRoot);
    }
    refuses(|w| w.start_literal("a\0b"), ErrorKind::NulInName);
    refuses(|w| (root(w), w.extension_i(0, "\0")).1, ErrorKind::NulInName);
    refuses(|w| (root(w), w.end(), w.start_pi(0, 5)).2, ErrorKind::OpenInstruction);
    let header = WriteHeader { version: Version::V1_3, public_id: WritePublicId::Name("\0") };
    let error = Writer::new(&header, WriteOptions::default()).finish().unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::NulInName);
}

/// Content that can be written and read back.
#[derive(Debug, Clone, PartialEq)]
enum Node {
    Element {
        name: Name,
        attributes: Vec<(Name, Vec<Self>)>,
        children: Vec<Self>,
    },
    Text(String),
    Opaque(Vec<u8>),
    ExtensionT(u8, u32),
    ExtensionI(u8, String),
    Extension(u8),
    /// Attribute values only.
    Value(u8, u8),
}

#[derive(Debug, Clone, PartialEq)]
enum Name {
    Token(u8, u8),
    Literal(String),
}

impl Node {
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Element { name, attributes, children } => {
                match name {
                    Name::Token(page, token) => writer.start(*page, *token),
                    Name::Literal(name) => writer.start_literal(name),
                }
                for (name, value) in attributes {
                    match name {
                        Name::Token(page, token) => writer.attribute(*page, *token),
                        Name::Literal(name) => writer.attribute_literal(name),
                    }
                    for piece in value {
                        piece.write(writer);
                    }
                }
                writer.content();
                for child in children {
                    child.write(writer);
                }
                writer.end();
            }
            Self::Text(text) => writer.text(text),
            Self::Opaque(bytes) => writer.opaque(bytes),
            Self::ExtensionT(n, value) => writer.extension_t(*n, *value),
            Self::ExtensionI(n, text) => writer.extension_i(*n, text),
            Self::Extension(n) => writer.extension(*n),
            Self::Value(page, token) => writer.attribute_value(*page, *token),
        }
    }

    /// Reads the element that starts next; `None` at the end of the current one.
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let tag = match reader.item().unwrap() {
            Item::End | Item::EndOfDocument => return None,
            Item::Element(tag) => tag,
            Item::Text(text) => return Some(Self::Text(text.into())),
            Item::Opaque(bytes) => return Some(Self::Opaque(bytes.into())),
            Item::Extension(extension) => return Some(extension.into()),
        };
        let name = match tag.literal() {
            Some(offset) => Name::Literal(reader.literal(offset).unwrap().into()),
            None => Name::Token(tag.page(), tag.token()),
        };
        let mut attributes = Vec::new();
        while let Some(start) = reader.attribute().unwrap() {
            let name = match start {
                AttributeStart::Token { page, token } => Name::Token(page, token),
                AttributeStart::Literal(name) => Name::Literal(name.into()),
            };
            let mut value = Vec::new();
            while let Some(piece) = reader.attribute_piece().unwrap() {
                value.push(match piece {
                    AttributePiece::Value { page, token } => Self::Value(page, token),
                    AttributePiece::Text(text) => Self::Text(text.into()),
                    AttributePiece::Opaque(bytes) => Self::Opaque(bytes.into()),
                    AttributePiece::Extension(extension) => extension.into(),
                });
            }
            attributes.push((name, value));
        }
        let children = std::iter::from_fn(|| Self::read(reader)).collect();
        Some(Self::Element { name, attributes, children })
    }
}

impl From<Extension<'_>> for Node {
    fn from(extension: Extension<'_>) -> Self {
        match extension {
            Extension::Inline(n, text) => Self::ExtensionI(n, text.into()),
            Extension::Table(n, value) => Self::ExtensionT(n, value),
            Extension::Bare(n) => Self::Extension(n),
        }
    }
}

fn text() -> impl Strategy<Value = String> {
    // A few short words besides arbitrary text, so that strings repeat.
    prop_oneof![4 => "[ab]{1,6}", 1 => "[^\0]{1,20}", 1 => Just("a rather long string that pays".to_owned())]
}

fn simple() -> impl Strategy<Value = Node> {
    prop_oneof![
        4 => text().prop_map(Node::Text),
        1 => prop::collection::vec(any::<u8>(), 0..20).prop_map(Node::Opaque),
        1 => (0..3_u8, any::<u32>()).prop_map(|(n, value)| Node::ExtensionT(n, value)),
        1 => (0..3_u8, text()).prop_map(|(n, text)| Node::ExtensionI(n, text)),
        1 => (0..3_u8).prop_map(Node::Extension),
    ]
}

fn name(tokens: impl Strategy<Value = u8>) -> impl Strategy<Value = Name> {
    prop_oneof![
        5 => (0..3_u8, tokens).prop_map(|(page, token)| Name::Token(page, token)),
        1 => text().prop_map(Name::Literal),
    ]
}

fn attribute() -> impl Strategy<Value = (Name, Vec<Node>)> {
    let value = prop_oneof![
        simple(),
        (0..3_u8, 0x85..=0xBF_u8).prop_map(|(page, token)| Node::Value(page, token)),
        (any::<u8>(), 0xC5..=0xFF_u8).prop_map(|(page, token)| Node::Value(page, token)),
    ];
    (name(prop_oneof![0x05..=0x3F_u8, 0x45..=0x7F_u8]), prop::collection::vec(value, 0..4))
}

fn element() -> impl Strategy<Value = Node> {
    let bare =
        name(0x05..=0x3F_u8).prop_map(|name| Node::Element { name, attributes: vec![], children: vec![] });
    bare.prop_recursive(5, 80, 6, |inner| {
        let children = prop::collection::vec(prop_oneof![inner, simple()], 0..6);
        (name(0x05..=0x3F_u8), prop::collection::vec(attribute(), 0..3), children)
            .prop_map(|(name, attributes, children)| Node::Element { name, attributes, children })
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(root in element()) {
        let write = |string_table| {
            write_with(WriteOptions::default().with_string_table(string_table), |writer| root.write(writer)).unwrap()
        };
        let (plain, table) = (write(false), write(true));
        prop_assert!(table.len() <= plain.len());
        for document in [plain, table] {
            let mut reader = Reader::with_options(&document, &ReadOptions::default().with_strict(true)).unwrap();
            prop_assert_eq!(Node::read(&mut reader), Some(root.clone()));
            reader.finish().unwrap();
        }
    }

    #[test]
    fn calls_in_any_order_never_panic(calls in prop::collection::vec((0..14, any::<u8>()), 0..40), table in any::<bool>()) {
        let _ = write_with(WriteOptions::default().with_string_table(table), |w| {
            for (call, byte) in calls {
                match call {
                    0 | 1 => w.start(byte >> 7, byte & 0x3F),
                    2 => w.start_literal("name"),
                    3 => w.attribute(0, byte & 0x7F),
                    4 => w.attribute_literal("name"),
                    5 => w.attribute_value(0, byte | 0x80),
                    6 => w.text("some text"),
                    7 => w.opaque(&[byte]),
                    8 => w.extension_t(byte & 3, 7),
                    9 => w.start_pi(0, byte),
                    10 => w.content(),
                    11 => w.entity('x'),
                    _ => w.end(),
                }
            }
        });
    }
}
