//! From the JSON view into content without a declaration.

use crate::base64;
use crate::names::{CSP, Name, Version, Vocabulary, Word};
use crate::untyped::{Document, Item, Node};
use crate::values::{Bytes, Data, DateTime, Text, Value};
use crate::walk::{Attribute, Extension, Extensions};
use alloc::vec::Vec;
use core::fmt;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};

/// An element or text. Names are resolved later: the vocabulary is not known yet.
pub(in crate::json) enum Piece {
    Element(Element),
    Value(Value<'static>),
}

pub(in crate::json) struct Element {
    name: Spelling,
    attributes: Vec<Attribute<'static>>,
    content: Vec<Piece>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Spelling {
    Plain(Text<'static>),
    Foreign(ForeignName),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForeignName {
    foreign: Text<'static>,
}

impl Piece {
    pub(in crate::json) fn named(self, vocabulary: &'static Vocabulary) -> Item<'static> {
        match self {
            Self::Element(element) => Item::Element(element.named(vocabulary)),
            Self::Value(value) => Item::Value(value),
        }
    }
}

impl Element {
    pub(in crate::json) fn named(self, vocabulary: &'static Vocabulary) -> Node<'static> {
        let Self { name, attributes, content } = self;
        let content = content.into_iter().map(|piece| piece.named(vocabulary)).collect();
        Node { name: name.named(vocabulary), attributes, content }
    }
}

impl Spelling {
    fn named(self, vocabulary: &'static Vocabulary) -> Name<'static> {
        match self {
            Self::Plain(name) => match vocabulary.tag(&name) {
                Some(tag) => Name::Known(tag),
                None => Name::Foreign(name),
            },
            Self::Foreign(name) => Name::Foreign(name.foreign),
        }
    }
}

/// The possible entries of untyped content.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
struct Parts {
    version: Option<Version>,
    name: Option<Spelling>,
    attributes: Vec<Attribute<'static>>,
    content: Vec<Piece>,
    word: Option<Text<'static>>,
    date_time: Option<DateTime>,
    base64: Option<Text<'static>>,
}

impl Parts {
    fn into_piece<E: serde::de::Error>(self) -> Result<Piece, E> {
        let value = match self {
            Self {
                version: None,
                name: Some(name),
                attributes,
                content,
                word: None,
                date_time: None,
                base64: None,
            } => {
                return Ok(Piece::Element(Element { name, attributes, content }));
            }
            Self { version: None, name: None, attributes, content, word, date_time, base64 }
                if attributes.is_empty() && content.is_empty() =>
            {
                match (word, date_time, base64) {
                    (Some(word), None, None) => {
                        let unknown = || E::custom(format_args!("{word:?} is no word of the protocol"));
                        Value::Word(Word::new(&word).ok_or_else(unknown)?)
                    }
                    (None, Some(time), None) => Value::DateTime(time),
                    (None, None, Some(text)) => {
                        Value::Bytes(base64::decode(&text).map_err(E::custom)?.into())
                    }
                    _ => return Err(E::custom("a piece of content is one of word, dateTime and base64")),
                }
            }
            _ => return Err(E::custom("an element has a name, attributes and content, and nothing else")),
        };
        Ok(Piece::Value(value))
    }
}

struct Pieces;

impl<'de> Visitor<'de> for Pieces {
    type Value = Piece;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an element, text, or another value")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Piece, E> {
        Ok(Piece::Value(Value::from(text).into_owned()))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Piece, E> {
        match u32::try_from(number) {
            Ok(number) => Ok(Piece::Value(Value::Integer(number))),
            Err(_) => Err(E::custom("a number from 0 to 4294967295 expected")),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Piece, A::Error> {
        Parts::deserialize(serde::de::value::MapAccessDeserializer::new(map))?.into_piece()
    }
}

impl<'de> Deserialize<'de> for Piece {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Pieces)
    }
}

impl<'de> Deserialize<'de> for Element {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Piece::deserialize(deserializer)? {
            Piece::Element(element) => Ok(element),
            Piece::Value(_) => Err(D::Error::missing_field("name")),
        }
    }
}

impl<'de> Deserialize<'de> for Value<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Piece::deserialize(deserializer)? {
            Piece::Value(value) => Ok(value),
            Piece::Element(_) => Err(D::Error::custom("a value expected, not an element")),
        }
    }
}

/// Uses the names of [`CSP`], because nothing states another vocabulary.
macro_rules! of_csp {
    ($($name:ident: $read:ident)*) => { $(
        impl<'de> Deserialize<'de> for $name<'_> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $read::deserialize(deserializer).map(|read| read.named(&CSP))
            }
        }
    )* };
}

of_csp! { Name: Spelling Item: Piece Node: Element Extension: Placed }

impl<'de> Deserialize<'de> for Document<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut parts = Parts::deserialize(deserializer)?;
        let version = parts.version.take().ok_or_else(|| D::Error::missing_field("version"))?;
        match parts.into_piece()? {
            Piece::Element(root) => Ok(Self { version, root: root.named(&CSP) }),
            Piece::Value(_) => Err(D::Error::missing_field("name")),
        }
    }
}

impl<'de> Deserialize<'de> for Data<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Text(text) => Ok(Self::Text(text)),
            Value::Bytes(bytes) => Ok(Self::Bytes(bytes)),
            _ => Err(D::Error::custom("content is text or base64")),
        }
    }
}

impl<'de> Deserialize<'de> for Bytes<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Bytes(bytes) => Ok(bytes),
            _ => Err(D::Error::custom("bytes are written in base64")),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AttributeParts {
    name: Text<'static>,
    value: Text<'static>,
}

impl<'de> Deserialize<'de> for Attribute<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        AttributeParts::deserialize(deserializer)
            .map(|AttributeParts { name, value }| Attribute { name, value })
    }
}

/// An element or text without a place, and the number of declared children before it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::json) struct Placed {
    after: usize,
    item: Piece,
}

impl Placed {
    pub(in crate::json) fn named(self, vocabulary: &'static Vocabulary) -> Extension<'static> {
        Extension { after: self.after, item: self.item.named(vocabulary) }
    }
}

/// An attribute of a leaf.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::json) struct OfLeaf {
    pub of: Text<'static>,
    #[serde(default)]
    pub index: usize,
    name: Text<'static>,
    value: Text<'static>,
}

impl OfLeaf {
    pub(in crate::json) fn attribute(self) -> Attribute<'static> {
        Attribute { name: self.name, value: self.value }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
struct ExtensionsParts {
    attributes: Vec<Attribute<'static>>,
    content: Vec<Extension<'static>>,
    leaf_attributes: Vec<OfLeaf>,
}

impl<'de> Deserialize<'de> for Extensions<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts = ExtensionsParts::deserialize(deserializer)?;
        let mut extensions = Extensions::new();
        for attribute in parts.attributes {
            extensions.push_attribute(attribute);
        }
        for Extension { after, item } in parts.content {
            extensions.push(after, item);
        }
        for leaf in parts.leaf_attributes {
            let unknown = || D::Error::custom(format_args!("{:?} is no element", leaf.of));
            let child = CSP.tag(&leaf.of).ok_or_else(unknown)?;
            extensions.push_leaf_attribute(child, leaf.index, leaf.attribute());
        }
        Ok(extensions)
    }
}
