//! Documents made from the declarations: whatever they allow, the types read and write back as it was, in XML and in JSON.

mod common;

use common::written;
use imps_core::schema::{Cardinality, Schema, Type};
use imps_core::{Content, Element, Item, Node, Tag, Value, Version};
use imps_ssp::{Message, Primitive, SSP, SetupPrimitive, tag};
use proptest::prelude::*;

const TEXTS: &[&str] =
    &["x", "wv:john@smith.com", "a < b & \"c\" > d", "\u{e4}\u{20ac}\u{1f600}", "YWJj", "T"];

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

    fn structure(&mut self, tag: Tag, schema: &Schema) -> Node<'static> {
        let mut node = Node::new(tag);
        for attribute in schema.attributes {
            if attribute.cardinality == Cardinality::One || self.choose(2) > 0 {
                node = node.with_attribute(attribute.name, self.text(attribute.content));
            }
        }
        if let Some(content) = schema.text {
            node.content.push(Item::Value(Value::from(self.text(content))));
        }
        for field in schema.fields_in(self.version) {
            let count = match field.cardinality {
                Cardinality::One => 1,
                Cardinality::Optional => self.choose(2),
                Cardinality::Many => self.choose(3),
            };
            for _ in 0..count {
                let child = self.child(field.tags[0], field.content);
                node.content.push(Item::Element(child));
            }
        }
        node
    }

    fn child(&mut self, tag: Tag, content: Type) -> Node<'static> {
        match content {
            Type::Structure(schema) if tag != tag::AcceptedContentType || self.version == Version::V1_3 => {
                self.structure(tag, schema)
            }
            Type::Choice(alternatives) => {
                let (tag, content) = alternatives[self.choose(alternatives.len())];
                self.child(tag, content)
            }
            Type::Any => Node::new(tag),
            content => Node::leaf(tag, self.text(content)),
        }
    }

    fn text(&mut self, content: Type) -> &'static str {
        match content {
            Type::Integer => ["0", "200", "4294967295"][self.choose(3)],
            Type::Boolean => ["F", "T"][self.choose(2)],
            Type::DateTime => ["20011019T095031Z", "20260229T235960"][self.choose(2)],
            Type::Closed(words) => words[self.choose(words.len())],
            Type::Enumeration(words) => match self.choose(words.len() + 1) {
                0 => "a word of a vendor",
                index => words[index - 1],
            },
            _ => TEXTS[self.choose(TEXTS.len())],
        }
    }

    /// A document around one primitive.
    fn document(&mut self, primitive: Tag) -> Node<'static> {
        let is_setup = SetupPrimitive::TAGS.contains(&primitive);
        let all = if is_setup { <SetupPrimitive as Content>::TYPE } else { <Primitive as Content>::TYPE };
        let Type::Choice(alternatives) = all else { unreachable!("primitives are a choice") };
        let (_, content) = alternatives.iter().find(|(tag, _)| *tag == primitive).unwrap();
        let primitive = self.child(primitive, *content);
        let mode = ["Request", "Response"][self.choose(2)];
        let tag = if is_setup { tag::SetupTransaction } else { tag::Transaction };
        let transaction =
            Node::new(tag).with_attribute("mode", mode).with_attribute("transactionID", "t1").with(primitive);
        let content = if is_setup {
            transaction
        } else {
            Node::new(tag::Session).with_attribute("sessionID", "71@a.example").with(transaction)
        };
        Node::new(Message::TAG).with(content)
    }
}

/// Reads what was made, and holds it against what comes out of every way to write it.
fn check(version: Version, numbers: &[u8], primitive: Tag) -> Result<(), TestCaseError> {
    let made = Maker { version, numbers }.document(primitive);
    let text = written(version, &made);
    let message: Message = match imps_xml::from_str(&text) {
        Ok(message) => message,
        Err(error) => return Err(TestCaseError::fail(format!("{error}: {text}"))),
    };
    prop_assert_eq!(&imps_xml::to_string(&message).unwrap(), &text);
    prop_assert_eq!(&message.clone().into_owned(), &message);
    prop_assert!(!matches!(message.primitive(), Some(Primitive::Other(_))));
    #[cfg(feature = "serde")]
    {
        let json = serde_json::to_string(&message).unwrap();
        let read: Message = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&read, &message, "{}", json);
    }
    Ok(())
}

proptest! {
    // `PROPTEST_CASES=3000 cargo test --release -p imps-ssp --all-features --test generated` for a long run.
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each case is about every primitive.
    #[test]
    fn what_the_declarations_allow_is_written_back_as_it_was(
        version in prop::sample::select(&Version::ALL[..]),
        numbers in prop::collection::vec(any::<u8>(), 0..120),
    ) {
        for primitive in Primitive::TAGS.iter().chain(SetupPrimitive::TAGS) {
            // One of those from memory is of 1.3 alone.
            let version = if *primitive == tag::VerifyIDRequest { Version::V1_3 } else { version };
            check(version, &numbers, *primitive)?;
        }
    }
}

#[test]
fn every_primitive_is_made() {
    let names: Vec<_> =
        Primitive::TAGS.iter().chain(SetupPrimitive::TAGS).map(|tag| SSP.name(*tag)).collect();
    assert!(names.len() == 65 && names.iter().all(Option::is_some));
    for primitive in Primitive::TAGS.iter().chain(SetupPrimitive::TAGS) {
        check(Version::V1_3, &[], *primitive).unwrap();
    }
}
