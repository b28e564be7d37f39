//! The view of what has no declaration.

use super::base64;
use crate::{
    Attribute, CSP, Data, DateTime, Document, Extension, Extensions, Item, Name, Node, Octets, Text, Value,
    Version, Word,
};
use alloc::vec::Vec;
use core::fmt;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Error as _, SerializeMap, SerializeStruct};
use serde::{Deserialize, Serialize, Serializer};

fn single<S: Serializer>(key: &str, value: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(key, value)?;
    map.end()
}

/// `{"base64": ".."}`.
impl Serialize for Octets<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        single("base64", &base64::encode(self), serializer)
    }
}

/// Text as a string, octets as `{"base64": ".."}`.
impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Octets(octets) => octets.serialize(serializer),
        }
    }
}

/// Text as a string, a number as a number, the others as `{"word": ".."}`, `{"dateTime": ".."}` and `{"base64": ".."}`.
impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Integer(number) => serializer.serialize_u32(*number),
            Self::Word(word) => single("word", word.as_str(), serializer),
            Self::DateTime(time) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("dateTime", time)?;
                map.end()
            }
            Self::Octets(octets) => octets.serialize(serializer),
        }
    }
}

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Element(node) => node.serialize(serializer),
            Self::Value(value) => value.serialize(serializer),
        }
    }
}

/// The name as a string; `{"foreign": ".."}` when it is outside the vocabulary but spelled as one inside.
impl Serialize for Name<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(tag) => match CSP.name(*tag) {
                Some(name) => serializer.serialize_str(name),
                None => Err(S::Error::custom("a tag of another vocabulary has no name")),
            },
            Self::Foreign(name) if CSP.tag(name).is_some() => single("foreign", name, serializer),
            Self::Foreign(name) => name.serialize(serializer),
        }
    }
}

impl Serialize for Attribute<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Attribute", 2)?;
        fields.serialize_field("name", &self.name)?;
        fields.serialize_field("value", &self.value)?;
        fields.end()
    }
}

/// `name`, and `attributes` and `content` unless they are empty.
fn write_node<M: SerializeMap>(map: &mut M, node: &Node<'_>) -> Result<(), M::Error> {
    map.serialize_entry("name", &node.name)?;
    if !node.attributes.is_empty() {
        map.serialize_entry("attributes", &node.attributes)?;
    }
    if !node.content.is_empty() {
        map.serialize_entry("content", &node.content)?;
    }
    Ok(())
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        write_node(&mut map, self)?;
        map.end()
    }
}

/// The `version`, and `name`, `attributes` and `content` of the root.
impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &self.version)?;
        write_node(&mut map, &self.root)?;
        map.end()
    }
}

/// How many declared children stand before it, and the element or text.
impl Serialize for Extension<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Extension", 2)?;
        fields.serialize_field("after", &self.after)?;
        fields.serialize_field("item", &self.item)?;
        fields.end()
    }
}

/// `attributes` and `content`, unless they are empty.
impl Serialize for Extensions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if !self.attributes().is_empty() {
            map.serialize_entry("attributes", self.attributes())?;
        }
        if !self.content().is_empty() {
            map.serialize_entry("content", self.content())?;
        }
        map.end()
    }
}

/// What an entry of untyped content may be.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
struct Parts {
    version: Option<Version>,
    name: Option<Name<'static>>,
    attributes: Vec<Attribute<'static>>,
    content: Vec<Item<'static>>,
    word: Option<Text<'static>>,
    date_time: Option<DateTime>,
    base64: Option<Text<'static>>,
}

impl Parts {
    fn into_item<E: serde::de::Error>(self) -> Result<Item<'static>, E> {
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
                return Ok(Item::Element(Node { name, attributes, content }));
            }
            Self { version: None, name: None, attributes, content, word, date_time, base64 }
                if attributes.is_empty() && content.is_empty() =>
            {
                match (word, date_time, base64) {
                    (Some(word), None, None) => {
                        let unknown = || E::custom(format_args!("{word:?} is no word of the protocol"));
                        Value::Word(Word::of(&word).ok_or_else(unknown)?)
                    }
                    (None, Some(time), None) => Value::DateTime(time),
                    (None, None, Some(text)) => Value::Octets(base64::decode(&text)?.into()),
                    _ => return Err(E::custom("a piece of content is one of word, dateTime and base64")),
                }
            }
            _ => return Err(E::custom("an element has a name, attributes and content, and nothing else")),
        };
        Ok(Item::Value(value))
    }
}

struct Pieces;

impl<'de> Visitor<'de> for Pieces {
    type Value = Item<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an element, text, or another value")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Item<'static>, E> {
        Ok(Item::Value(Value::from(text).into_owned()))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Item<'static>, E> {
        match u32::try_from(number) {
            Ok(number) => Ok(Item::Value(Value::Integer(number))),
            Err(_) => Err(E::custom("a number from 0 to 4294967295 expected")),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Item<'static>, A::Error> {
        Parts::deserialize(serde::de::value::MapAccessDeserializer::new(map))?.into_item()
    }
}

impl<'de> Deserialize<'de> for Item<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Pieces)
    }
}

impl<'de> Deserialize<'de> for Value<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Item::deserialize(deserializer)? {
            Item::Value(value) => Ok(value),
            Item::Element(_) => Err(D::Error::custom("a value expected, not an element")),
        }
    }
}

impl<'de> Deserialize<'de> for Node<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Item::deserialize(deserializer)? {
            Item::Element(node) => Ok(node),
            Item::Value(_) => Err(D::Error::missing_field("name")),
        }
    }
}

impl<'de> Deserialize<'de> for Document<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut parts = Parts::deserialize(deserializer)?;
        let version = parts.version.take().ok_or_else(|| D::Error::missing_field("version"))?;
        match parts.into_item()? {
            Item::Element(root) => Ok(Self { version, root }),
            Item::Value(_) => Err(D::Error::missing_field("name")),
        }
    }
}

impl<'de> Deserialize<'de> for Data<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Text(text) => Ok(Self::Text(text)),
            Value::Octets(octets) => Ok(Self::Octets(octets)),
            _ => Err(D::Error::custom("content is text or base64")),
        }
    }
}

impl<'de> Deserialize<'de> for Octets<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Octets(octets) => Ok(octets),
            _ => Err(D::Error::custom("octets are written in base64")),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum NameForm {
    Plain(Text<'static>),
    Foreign(ForeignName),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForeignName {
    foreign: Text<'static>,
}

impl<'de> Deserialize<'de> for Name<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match NameForm::deserialize(deserializer)? {
            NameForm::Plain(name) => match CSP.tag(&name) {
                Some(tag) => Self::Known(tag),
                None => Self::Foreign(name),
            },
            NameForm::Foreign(name) => Self::Foreign(name.foreign),
        })
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtensionParts {
    after: usize,
    item: Item<'static>,
}

impl<'de> Deserialize<'de> for Extension<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ExtensionParts::deserialize(deserializer)
            .map(|ExtensionParts { after, item }| Extension { after, item })
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ExtensionsParts {
    attributes: Vec<Attribute<'static>>,
    content: Vec<Extension<'static>>,
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
        Ok(extensions)
    }
}
