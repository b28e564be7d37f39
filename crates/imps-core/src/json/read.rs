//! From the JSON view into typed content.

use super::untyped::read::{Element, OfLeaf, Placed};
use super::write::{OTHER, vocabulary};
use crate::names::{Tag, Version, Vocabulary};
use crate::reading::Error;
use crate::schema::{Cardinality, Field, Schema, Type};
use crate::untyped::{Document, Item, Node, TreeSource};
use crate::values::{AnyDateTime, Data, Text, Value};
use crate::walk::{Attribute, Extension, Root, Source};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

/// Reads content of this type as the element that it is written as.
pub fn read_content<'de, D: Deserializer<'de>>(content: Type, from: D) -> Result<Node<'static>, D::Error> {
    let tag = if let Type::Structure(schema) = content { schema.tag } else { Tag::FOREIGN };
    Typed { tag, content, vocabulary: vocabulary(content) }.deserialize(from)
}

/// Reads a document: its version, and its root under the name of the element.
pub fn read_document<'de, 'a, T: Root<'a>, D: Deserializer<'de>>(
    from: D,
) -> Result<Document<'static>, D::Error> {
    from.deserialize_map(Whole { content: T::TYPE, vocabulary: T::VOCABULARY, accepts: T::accepts })
}

/// Makes a source that has entered the element, which holds content of this type.
pub fn enter_root<'n, E: serde::de::Error>(
    node: &'n Node<'n>,
    version: Version,
    content: Type,
) -> Result<(Tag, TreeSource<'n>), E> {
    let mut source = TreeSource::new(node, version).with_vocabulary(vocabulary(content));
    match source.child() {
        Ok(Some(tag)) => Ok((tag, source)),
        Ok(None) => Err(E::custom("no document element")),
        Err(error) => Err(custom_error(error)),
    }
}

/// Converts the error of reading. Drops the offset, which means nothing here.
#[allow(clippy::needless_pass_by_value, reason = "made for map_err")]
pub fn custom_error<E: serde::de::Error>(error: Error) -> E {
    match error.path() {
        path if path.is_empty() => E::custom(error.kind()),
        path => E::custom(format_args!("{} in {path}", error.kind())),
    }
}

/// The name of an attribute, or text, and its type.
type Scalar = (Option<&'static str>, Type);

struct Whole {
    content: Type,
    vocabulary: &'static Vocabulary,
    accepts: fn(Tag) -> bool,
}

impl<'de> Visitor<'de> for Whole {
    type Value = Document<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document: a map of its version and its root")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document<'static>, A::Error> {
        let (mut version, mut root) = (None, None);
        while let Some(key) = map.next_key::<Text<'_>>()? {
            if key == "version" {
                version = Some(map.next_value()?);
                continue;
            }
            let tag = self.vocabulary.tag(&key).filter(|tag| (self.accepts)(*tag) && root.is_none());
            let tag = tag.ok_or_else(|| A::Error::custom(format_args!("unexpected entry {key:?}")))?;
            let content = *self.content.of(tag);
            root = Some(map.next_value_seed(Typed { tag, content, vocabulary: self.vocabulary })?);
        }
        Ok(Document {
            version: version.ok_or_else(|| A::Error::missing_field("version"))?,
            root: root.ok_or_else(|| A::Error::custom("no document element"))?,
        })
    }
}

/// Reads an element with a known declaration.
#[derive(Clone, Copy)]
struct Typed {
    tag: Tag,
    content: Type,
    vocabulary: &'static Vocabulary,
}

impl<'de> DeserializeSeed<'de> for Typed {
    type Value = Node<'static>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Node<'static>, D::Error> {
        let value: Value<'static> = match self.content {
            Type::Structure(schema) => {
                return from.deserialize_any(self.structure(Some(schema)));
            }
            Type::Empty => return from.deserialize_any(self.structure(None)),
            Type::Choice(_) => return from.deserialize_map(self),
            Type::Any => return Element::deserialize(from).map(|element| element.named(self.vocabulary)),
            Type::Integer => u32::deserialize(from)?.into(),
            Type::Boolean => bool::deserialize(from)?.into(),
            Type::DateTime => AnyDateTime::deserialize(from)?.into(),
            Type::Data => match Data::deserialize(from)? {
                Data::Text(text) => text.into_owned().into(),
                Data::Bytes(bytes) => bytes.into_owned().into(),
            },
            Type::Text | Type::Special(_) | Type::Enumeration(..) | Type::Closed(_) => {
                String::deserialize(from)?.into()
            }
        };
        Ok(Node::leaf(self.tag, value))
    }
}

impl Typed {
    fn structure(self, schema: Option<&'static Schema>) -> Structure {
        Structure { tag: self.tag, schema, vocabulary: self.vocabulary }
    }
}

/// Reads a choice: a map with one entry.
impl<'de> Visitor<'de> for Typed {
    type Value = Node<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map of one element")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'static>, A::Error> {
        let key = map.next_key::<Text<'_>>()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
        let declared = |tag: &Tag| matches!(self.content, Type::Choice(alternatives) if alternatives.iter().any(|(known, _)| known == tag));
        let node = match self.vocabulary.tag(&key).filter(declared) {
            Some(tag) => {
                let content = *self.content.of(tag);
                map.next_value_seed(Self { tag, content, ..self })?
            }
            None if key == OTHER => map.next_value::<Element>()?.named(self.vocabulary),
            None => return Err(A::Error::custom(format_args!("unexpected entry {key:?}"))),
        };
        match map.next_key::<Text<'_>>()? {
            None => Ok(node),
            Some(key) => Err(A::Error::custom(format_args!("unexpected entry {key:?}"))),
        }
    }
}

/// Reads children by name, or text alone.
#[derive(Clone, Copy)]
struct Structure {
    tag: Tag,
    schema: Option<&'static Schema>,
    vocabulary: &'static Vocabulary,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
struct Rest {
    attributes: Vec<Attribute<'static>>,
    content: Vec<Placed>,
    leaf_attributes: Vec<OfLeaf>,
}

impl Structure {
    fn fields(&self) -> &'static [Field] {
        self.schema.map_or(&[], |schema| schema.fields)
    }

    /// Finds the field to which an entry belongs, with its position and the tag of the child.
    fn field(&self, key: &str) -> Option<(usize, &'static Field, Tag)> {
        let tag = self.vocabulary.tag(key);
        self.fields().iter().enumerate().find_map(|(index, field)| {
            if field.cardinality == Cardinality::Many && field.is_mixed() {
                (field.name == key).then_some((index, field, Tag::FOREIGN))
            } else if field.is_open && key == OTHER {
                Some((index, field, Tag::FOREIGN))
            } else {
                tag.filter(|tag| field.tags.contains(tag)).map(|tag| (index, field, tag))
            }
        })
    }

    /// Finds the scalar of an entry without an element: a declared attribute, or the text.
    fn scalar(&self, key: &str) -> Option<Scalar> {
        let schema = self.schema?;
        match key.strip_prefix('@') {
            None if key == "#text" => schema.text.map(|content| (None, content)),
            None => None,
            Some(name) => {
                let declared = schema.attributes.iter().find(|declared| declared.name == name)?;
                Some((Some(declared.name), declared.content))
            }
        }
    }

    /// Builds the element with all children in the order of declaration, and the extensions between
    /// them.
    fn assemble<E: serde::de::Error>(
        self,
        mut node: Node<'static>,
        mut children: Vec<(usize, Node<'static>)>,
        rest: Rest,
    ) -> Result<Node<'static>, E> {
        children.sort_by_key(|(index, _)| *index);
        for leaf in rest.leaf_attributes {
            self.leaf_attribute(&mut children, leaf)?;
        }
        let mut children = children.into_iter().map(|(_, child)| Item::Element(child));
        let mut written = 0;
        node.attributes.extend(rest.attributes);
        let placed = rest.content.into_iter().map(|placed| placed.named(self.vocabulary));
        let mut extensions: Vec<_> = placed.map(|extension| self.behind_its_first(extension)).collect();
        extensions.sort_by_key(|extension| extension.after);
        for Extension { after, item } in extensions {
            node.content.extend(children.by_ref().take(after.saturating_sub(written)));
            written = written.max(after);
            node.content.push(item);
        }
        node.content.extend(children);
        Ok(node)
    }

    /// Adds an attribute to the leaf it belongs to.
    fn leaf_attribute<E: serde::de::Error>(
        &self,
        children: &mut [(usize, Node<'static>)],
        leaf: OfLeaf,
    ) -> Result<(), E> {
        let tag = self.vocabulary.tag(&leaf.of);
        let holds = |field: &Field| tag.is_some_and(|tag| field.tags.contains(&tag));
        let position = self.fields().iter().position(holds);
        // The children are in the order of the fields.
        let first = children.partition_point(|(index, _)| Some(*index) < position);
        let child = first.checked_add(leaf.index).and_then(|index| children.get_mut(index));
        let Some((_, child)) = child.filter(|(index, _)| Some(*index) == position) else {
            return Err(E::custom(format_args!("no {} has the number {}", leaf.of, leaf.index)));
        };
        child.attributes.push(leaf.attribute());
        Ok(())
    }

    /// Moves a repeated child behind the child of its field, for which it would be taken otherwise.
    fn behind_its_first(&self, mut extension: Extension<'static>) -> Extension<'static> {
        if let Item::Element(node) = &extension.item {
            match self.fields() {
                [only] if only.is_open => extension.after = extension.after.max(1),
                fields if fields.iter().any(|field| field.tags.contains(&node.name.tag())) => {
                    extension.after = Extension::LAST;
                }
                _ => {}
            }
        }
        extension
    }
}

impl<'de> Visitor<'de> for Structure {
    type Value = Node<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map of elements")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Node<'static>, E> {
        Ok(Node::leaf(self.tag, String::from(text)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'static>, A::Error> {
        let (mut children, mut rest) = (Vec::new(), None);
        let mut node = Node::new(self.tag);
        let mut seen = vec![false; self.fields().len()];
        while let Some(key) = map.next_key::<Text<'_>>()? {
            if key == "extensions" && rest.is_none() {
                rest = Some(map.next_value()?);
                continue;
            }
            if let Some((attribute, content)) = self.scalar(&key) {
                let leaf =
                    map.next_value_seed(Typed { tag: self.tag, content, vocabulary: self.vocabulary })?;
                let value = leaf.text().unwrap_or_default().into_owned();
                match attribute {
                    Some(name) => node = node.with_attribute(name, value),
                    None => node.content.push(Value::from(value).into()),
                }
                continue;
            }
            let Some((index, field, tag)) = self.field(&key) else {
                return Err(A::Error::custom(format_args!("unexpected entry {key:?}")));
            };
            // A repeated child that may appear once is among the extensions.
            if seen.get_mut(index).is_some_and(|seen| core::mem::replace(seen, true)) {
                return Err(match field.cardinality {
                    Cardinality::Many => A::Error::custom(format_args!("unexpected entry {key:?}")),
                    _ => A::Error::custom(format_args!("duplicate element {key}")),
                });
            }
            let list = field.cardinality == Cardinality::Many;
            let content = if list && field.is_mixed() { field.content } else { *field.content.of(tag) };
            let typed = Typed { tag, content, vocabulary: self.vocabulary };
            if list {
                children.extend(map.next_value_seed(List(typed))?.into_iter().map(|child| (index, child)));
            } else {
                children.push((index, map.next_value_seed(typed)?));
            }
        }
        self.assemble(node, children, rest.unwrap_or_default())
    }
}

struct List(Typed);

impl<'de> DeserializeSeed<'de> for List {
    type Value = Vec<Node<'static>>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List {
    type Value = Vec<Node<'static>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut children = Vec::new();
        while let Some(child) = list.next_element_seed(self.0)? {
            children.push(child);
        }
        Ok(children)
    }
}
