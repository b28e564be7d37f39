//! Documents made from the declarations: whatever a version may say, the types read and write back as it was.

mod common;

use common::{PRIMITIVES, ROOTS};
use imps_core::schema::{Cardinality, Schema, Type};
use imps_core::{Item, Node, Tag, Value, Version, tag};
use imps_csp::Document;
use proptest::prelude::*;

const TEXTS: &[&str] =
    &["x", "wv:john@smith.com", "a < b & \"c\" > d", "\u{e4}\u{20ac}\u{1f600}", "SHA,MD5", "T", "0x12"];

/// Makes elements; every choice takes one number from a list, so that a failing list can be made smaller.
struct Maker<'n> {
    version: Version,
    numbers: &'n [u8],
}

impl Maker<'_> {
    fn choose(&mut self, among: usize) -> usize {
        let Some((number, rest)) = self.numbers.split_first() else { return 0 };
        self.numbers = rest;
        usize::from(*number) % among
    }

    fn structure(&mut self, schema: &Schema) -> Node<'static> {
        let version = self.version;
        let mut node = Node::new(schema.tag);
        for field in schema.fields_in(version) {
            let count = match field.cardinality {
                Cardinality::One => 1,
                Cardinality::Optional => self.choose(2),
                Cardinality::Many => self.choose(4),
            };
            for _ in 0..count {
                let child = self.child(field.tags[0], field.content);
                node.content.push(Item::Element(child));
            }
        }
        node
    }

    fn child(&mut self, tag: Tag, content: Type) -> Node<'static> {
        let text = match content {
            Type::Structure(schema) if tag != tag::AcceptedContentType || self.version == Version::V1_3 => {
                return self.structure(schema);
            }
            // The content of a transaction.
            Type::Choice(_) => {
                let primitive = PRIMITIVES[self.choose(PRIMITIVES.len())];
                return self.structure(primitive);
            }
            Type::Any => return Node::new(tag),
            Type::Integer => ["0", "200", "4294967295"][self.choose(3)],
            Type::Boolean => ["F", "T"][self.choose(2)],
            Type::Enumeration(words) => match self.choose(words.len() + 1) {
                0 => "a word of a vendor",
                index => words[index - 1],
            },
            _ => TEXTS[self.choose(TEXTS.len())],
        };
        let mut node = Node::new(tag);
        node.content.push(Item::Value(Value::from(text)));
        node
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_the_declarations_allow_is_written_back_as_it_was(
        version in prop::sample::select(&Version::ALL[..]),
        root in prop::sample::select(&ROOTS[..]),
        numbers in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        // Version discovery declares no namespace: XML cannot tell its version, and takes it for 1.2.
        let version = if root.tag == tag::WV_CSP_Message { version } else { Version::V1_2 };
        let made = Maker { version, numbers: &numbers }.structure(root);
        let text = imps_xml::to_string(&imps_core::Document { version, root: made }).unwrap();
        let document: Document = imps_xml::from_str(&text).unwrap();
        prop_assert_eq!(&imps_xml::to_string(&document).unwrap(), &text);
        let owned = document.clone().into_owned();
        prop_assert_eq!(&owned, &document);
    }
}
