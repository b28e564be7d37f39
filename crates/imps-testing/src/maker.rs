#![doc = include_str!("../README.md")]

use imps_core::schema::{Cardinality, Schema, Type};
use imps_core::{CSP, Node, Tag, Value, Version, tag};

/// Makes elements by their declarations. Every choice takes one number from a list, so that a
/// failing list can be made smaller.
#[derive(Clone, Copy, Debug)]
pub struct Maker<'n, 't> {
    /// The version to make elements of.
    pub version: Version,
    /// The choices. If none are left, each choice takes the first possibility.
    pub numbers: &'n [u8],
    /// The texts to choose from for free text.
    pub texts: &'n [&'t str],
    /// Whether a version allows an alternative, by its element and content.
    pub fits: fn(Version, Tag, Type) -> bool,
    /// Whether leaves may have attributes, which no declaration has a place for.
    pub leaf_attributes: bool,
}

impl<'n, 't> Maker<'n, 't> {
    /// A maker that takes any alternative.
    pub fn new(version: Version, numbers: &'n [u8], texts: &'n [&'t str]) -> Self {
        Self { version, numbers, texts, fits: |_, _, _| true, leaf_attributes: false }
    }

    /// A number below another.
    pub fn choose(&mut self, among: usize) -> usize {
        let Some((number, rest)) = self.numbers.split_first() else { return 0 };
        self.numbers = rest;
        usize::from(*number) % among
    }

    /// An element with what its declaration allows.
    pub fn structure(&mut self, tag: Tag, schema: &Schema) -> Node<'t> {
        let mut node = Node::new(tag);
        for attribute in schema.attributes {
            if attribute.cardinality == Cardinality::One || self.choose(2) > 0 {
                node = node.with_attribute(attribute.name, self.text(tag, attribute.content));
            }
        }
        if let Some(content) = schema.text {
            node.content.push(imps_core::Item::Value(Value::from(self.text(tag, content))));
        }
        for field in schema.fields_in(self.version) {
            let count = match field.cardinality {
                Cardinality::One => 1,
                Cardinality::Optional => self.choose(2),
                Cardinality::Many => self.choose(4),
            };
            for _ in 0..count {
                node = node.with(self.child(field.tags[0], field.content));
            }
        }
        node
    }

    /// An element with content of a type.
    ///
    /// # Panics
    /// If no alternative of a choice fits.
    pub fn child(&mut self, tag: Tag, content: Type) -> Node<'t> {
        match content {
            // A leaf up to 1.2, and a structure later.
            Type::Structure(schema) if tag != tag::AcceptedContentType || self.version == Version::V1_3 => {
                self.structure(tag, schema)
            }
            Type::Choice(alternatives) => {
                let fits = |(tag, content): &&(Tag, Type)| (self.fits)(self.version, *tag, *content);
                let fitting: Vec<_> = alternatives.iter().filter(fits).collect();
                let (tag, content) = fitting[self.choose(fitting.len())];
                self.child(*tag, *content)
            }
            Type::Any => Node::new(tag),
            content => {
                let leaf = Node::leaf(tag, self.text(tag, content));
                if self.leaf_attributes && self.choose(8) == 7 {
                    leaf.with_attribute("lang", "en").with_attribute("n", "a < b")
                } else {
                    leaf
                }
            }
        }
    }

    /// Text of a type, in an element.
    pub fn text(&mut self, tag: Tag, content: Type) -> &'t str {
        const NUMBERS: [&str; 3] = ["0", "200", "4294967295"];
        match content {
            Type::Integer => NUMBERS[self.choose(3)],
            Type::Boolean => ["F", "T"][self.choose(2)],
            Type::DateTime => {
                const TIMES: [&str; 5] = [
                    "20011019T095031Z",
                    "20260229T235960",
                    "2001-10-19T09:50:31+01:00",
                    "20011019T095031.25-05",
                    "2001-13-19T09:50:31+1",
                ];
                TIMES[self.choose(5)]
            }
            Type::Closed(words) => words[self.choose(words.len())],
            Type::Enumeration(words, _) => match self.choose(words.len() + 1) {
                0 => "a word of a vendor",
                index => words[index - 1],
            },
            // Readers take white space off all but free text.
            _ => {
                let text = self.texts[self.choose(self.texts.len())];
                if CSP.kind(tag).is_trimmed() { text.trim_ascii() } else { text }
            }
        }
    }
}
