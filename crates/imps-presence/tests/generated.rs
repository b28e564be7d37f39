//! Lists made from the declarations: whatever a version may say is read, and written back as it was, in either syntax.

mod common;

use common::List;
use imps_core::schema::{Cardinality, Schema, Type};
use imps_core::{Element, Item, Node, Tag, Value, Version, tag};
use imps_presence::PresenceSubList;
use proptest::prelude::*;

const TEXTS: &[&str] = &[
    "x",
    "wv:john@smith.com",
    "a < b & \"c\" > d",
    "\u{e4}\u{20ac}\u{1f600}",
    "HAPPY",
    "T",
    "0x12",
    " two  words ",
];

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
        let mut node = Node::new(schema.tag);
        for field in schema.fields_in(self.version) {
            let count = match field.cardinality {
                Cardinality::One => 1,
                Cardinality::Optional => self.choose(2),
                Cardinality::Many => self.choose(3),
            };
            for _ in 0..count {
                node.content.push(Item::Element(self.child(field.tags[0], field.content)));
            }
        }
        node
    }

    fn child(&mut self, tag: Tag, content: Type) -> Node<'static> {
        let text = match content {
            Type::Structure(schema) if tag != tag::AcceptedContentType || self.version == Version::V1_3 => {
                return self.structure(schema);
            }
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
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_the_declarations_allow_is_written_back_as_it_was(
        version in prop::sample::select(&Version::ALL[..]),
        numbers in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let made = Maker { version, numbers: &numbers }.structure(PresenceSubList::SCHEMA);
        let text = imps_xml::to_string(&imps_core::Document { version, root: made }).unwrap();
        let list: List = imps_xml::from_str(&text).unwrap();
        prop_assert_eq!(&imps_xml::to_string(&list).unwrap(), &text);
        let owned = list.list.clone().into_owned();
        prop_assert_eq!(&owned, &list.list);
        let binary = imps_wbxml::to_vec(&list).unwrap();
        let again: List = imps_wbxml::from_slice(&binary).unwrap();
        prop_assert_eq!(&again, &list);
    }
}
