//! From content without a declaration into the JSON view.

use crate::base64;
use crate::names::{CSP, Name, Vocabulary};
use crate::untyped::{Document, Item, Node};
use crate::values::{Bytes, Data, Value};
use crate::walk::{Attribute, Extension, Extensions};
use alloc::vec::Vec;
use serde::ser::{Error as _, SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

/// A value with names, and their vocabulary.
pub(in crate::json) struct Named<'n, T: ?Sized>(pub &'n T, pub &'static Vocabulary);

fn single<S: Serializer>(key: &str, value: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(key, value)?;
    map.end()
}

/// Writes `{"base64": ".."}`.
impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        single("base64", &base64::encode(self), serializer)
    }
}

/// Writes text as a string, bytes as `{"base64": ".."}`.
impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Bytes(bytes) => bytes.serialize(serializer),
        }
    }
}

/// Writes text as a string, a number as a number, the others as `{"word": ".."}`,
/// `{"dateTime": ".."}` and `{"base64": ".."}`.
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
            Self::Bytes(bytes) => bytes.serialize(serializer),
        }
    }
}

impl Serialize for Named<'_, Item<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Item::Element(node) => Named(node, self.1).serialize(serializer),
            Item::Value(value) => value.serialize(serializer),
        }
    }
}

/// Writes the name as a string; `{"foreign": ".."}` if it is outside the vocabulary but spelled
/// like a name inside.
impl Serialize for Named<'_, Name<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(name, vocabulary) = self;
        match name {
            Name::Known(tag) => match vocabulary.name(*tag) {
                Some(name) => serializer.serialize_str(name),
                None => Err(S::Error::custom("a tag of another vocabulary has no name")),
            },
            Name::Foreign(name) if vocabulary.tag(name).is_some() => single("foreign", name, serializer),
            Name::Foreign(name) => name.serialize(serializer),
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

/// Writes `name`, and `attributes` and `content` unless they are empty.
fn write_node<M: SerializeMap>(
    map: &mut M,
    node: &Node<'_>,
    vocabulary: &'static Vocabulary,
) -> Result<(), M::Error> {
    map.serialize_entry("name", &Named(&node.name, vocabulary))?;
    if !node.attributes.is_empty() {
        map.serialize_entry("attributes", &node.attributes)?;
    }
    if !node.content.is_empty() {
        map.serialize_entry("content", &Named(node.content.as_slice(), vocabulary))?;
    }
    Ok(())
}

impl Serialize for Named<'_, Node<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        write_node(&mut map, self.0, self.1)?;
        map.end()
    }
}

/// An element or text without a place, with the number of declared children before it.
#[derive(Serialize)]
pub(in crate::json) struct Placed<'n> {
    pub after: usize,
    pub item: Named<'n, Item<'n>>,
}

/// An attribute of a leaf: the name of the leaf, its index in its field, and the attribute.
#[derive(Serialize)]
pub(in crate::json) struct OfLeaf<'n> {
    pub of: &'static str,
    #[serde(skip_serializing_if = "is_first")]
    pub index: usize,
    #[serde(flatten)]
    pub attribute: &'n Attribute<'n>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
const fn is_first(index: &usize) -> bool {
    *index == 0
}

impl<'n, T> Serialize for Named<'n, [T]>
where
    Named<'n, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|part| Named(part, self.1)))
    }
}

/// Uses the names of [`CSP`], because nothing states another vocabulary.
macro_rules! of_csp {
    ($($name:ident)*) => { $(
        impl Serialize for $name<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Named(self, &CSP).serialize(serializer)
            }
        }
    )* };
}

of_csp! { Name Item Node }

impl Serialize for Extension<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Placed { after: self.after, item: Named(&self.item, &CSP) }.serialize(serializer)
    }
}

/// Writes the `version`, and `name`, `attributes` and `content` of the root.
impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &self.version)?;
        write_node(&mut map, &self.root, &CSP)?;
        map.end()
    }
}

/// Writes `attributes`, `content` and `leafAttributes`, unless they are empty.
impl Serialize for Extensions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if !self.attributes().is_empty() {
            map.serialize_entry("attributes", self.attributes())?;
        }
        if !self.content().is_empty() {
            map.serialize_entry("content", self.content())?;
        }
        if self.leaf_attributes().next().is_some() {
            let leaves = self.leaf_attributes().map(|(child, index, attribute)| {
                let of = CSP.name(child).ok_or_else(|| S::Error::custom("a tag of another vocabulary"))?;
                Ok(OfLeaf { of, index, attribute })
            });
            map.serialize_entry("leafAttributes", &leaves.collect::<Result<Vec<_>, S::Error>>()?)?;
        }
        map.end()
    }
}
