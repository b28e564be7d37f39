//! Documents made from the declarations: whatever a version may say, the types read and write back as it was.

mod common;

use common::ROOTS;
use imps_core::schema::{Cardinality, Schema, Type};
use imps_core::{CSP, Item, Kind, Node, ReadOptions, Source, Tag, Value, Version, pump, tag};
use imps_csp::{CspDocument, Primitive, PrimitiveRow, schema_of};
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

    fn structure(&mut self, tag: Tag, schema: &Schema) -> Node<'static> {
        let version = self.version;
        let mut node = Node::new(tag);
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

    /// Whether the version has an alternative; of two names, the older one is written in its own versions and the other elsewhere.
    fn fits(&self, tag: Tag, content: Type) -> bool {
        let Type::Structure(schema) = content else { return true };
        let in_version = |row: &&PrimitiveRow| row.versions.contains(self.version);
        let mut older =
            Primitive::ROWS.iter().filter(in_version).map(|row| row.tag).filter(|tag| *tag != schema.tag);
        let has_older = older.any(|tag| schema_of(tag).is_some_and(|other| other.tag == schema.tag));
        schema.versions.contains(self.version) && (tag == schema.tag) != has_older
    }

    fn child(&mut self, tag: Tag, content: Type) -> Node<'static> {
        let text = match content {
            Type::Structure(schema) if tag != tag::AcceptedContentType || self.version == Version::V1_3 => {
                return self.structure(tag, schema);
            }
            Type::Choice(alternatives) => {
                let fitting: Vec<_> =
                    alternatives.iter().filter(|(tag, content)| self.fits(*tag, *content)).collect();
                let (tag, content) = fitting[self.choose(fitting.len())];
                return self.child(*tag, *content);
            }
            Type::Any => return Node::new(tag),
            Type::Integer => ["0", "200", "4294967295"][self.choose(3)],
            Type::Boolean => ["F", "T"][self.choose(2)],
            Type::DateTime => ["20011019T095031Z", "20260229T235960"][self.choose(2)],
            Type::Enumeration(words) => match self.choose(words.len() + 1) {
                0 => "a word of a vendor",
                index => words[index - 1],
            },
            // Text in the types, a number in binary XML: other spellings of numbers do not survive there.
            _ if CSP.kind(tag) == Kind::Integer => ["0", "200", "4294967295"][self.choose(3)],
            _ => TEXTS[self.choose(TEXTS.len())],
        };
        let mut node = Node::new(tag);
        node.content.push(Item::Value(Value::from(text)));
        node
    }
}

fn wbxml_of(xml: &str) -> Vec<u8> {
    let mut source = imps_xml::XmlSource::new(xml, ReadOptions::default(), &CSP).unwrap();
    let mut out = Vec::new();
    let mut sink =
        imps_wbxml::WbxmlSink::new(&mut out, source.version(), imps_wbxml::WriteOptions::default());
    pump(&mut source, &mut sink).unwrap();
    sink.finish().unwrap();
    out
}

fn xml_of(octets: &[u8]) -> String {
    let mut source = imps_wbxml::WbxmlSource::new(octets, ReadOptions::default()).unwrap();
    let mut out = Vec::new();
    let mut sink =
        imps_xml::XmlSink::new(&mut out, source.version(), &CSP, imps_xml::WriteOptions::default());
    pump(&mut source, &mut sink).unwrap();
    sink.finish().unwrap();
    String::from_utf8(out).unwrap()
}

proptest! {
    // `PROPTEST_CASES=30000 cargo test --release -p imps-csp --test generated` for a long run.
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn what_the_declarations_allow_is_written_back_as_it_was(
        version in prop::sample::select(&Version::ALL[..]),
        root in 0..ROOTS.len(),
        numbers in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let root = ROOTS[root];
        // Version discovery declares no namespace: XML cannot tell its version, and takes it for 1.2.
        let version = if root.tag == tag::WV_CSP_Message { version } else { Version::V1_2 };
        let made = Maker { version, numbers: &numbers }.structure(root.tag, root);
        let text = imps_xml::to_string(&imps_core::Document { version, root: made }).unwrap();
        let document: CspDocument = imps_xml::from_str(&text).unwrap();
        prop_assert_eq!(&imps_xml::to_string(&document).unwrap(), &text);
        let owned = document.clone().into_owned();
        prop_assert_eq!(&owned, &document);

        let octets = imps_wbxml::to_vec(&document).unwrap();
        let read: CspDocument = imps_wbxml::from_slice(&octets).unwrap();
        prop_assert_eq!(&read, &document, "{:02X?}", octets);

        // The same without types.
        prop_assert_eq!(&wbxml_of(&text), &octets);
        prop_assert_eq!(&xml_of(&octets), &text);
        #[cfg(feature = "serde")]
        {
            let json = serde_json::to_string(&document).unwrap();
            let read: CspDocument = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(&read, &document, "{}", json);
        }
    }
}
