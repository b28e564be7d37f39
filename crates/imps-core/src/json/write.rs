//! From typed content into the JSON view.

use super::untyped::write::{Named, OfLeaf, Placed};
use crate::names::{CSP, Tag, Version, Vocabulary};
use crate::schema::{Cardinality, Field, Schema, Type};
use crate::untyped::{Item, Node, TreeSink};
use crate::values::{Text, Value};
use crate::walk::{Attribute, Content, Root, Sink as _};
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};

/// Serializes content that is not a document, in the shape of the newest version.
pub fn write_content<'a, T: Content<'a>, S: Serializer>(
    content: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let node = tree(content, Tag::FOREIGN, Version::V1_3, T::TYPE).map_err(S::Error::custom)?;
    Typed { node: &node, content: T::TYPE, vocabulary: vocabulary(T::TYPE) }.serialize(serializer)
}

/// Serializes a document: its version, and its root under the name of the element.
pub fn write_document<'a, T: Root<'a>, S: Serializer>(root: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let (tag, version) = (root.root(), root.version());
    let node = tree(root, tag, version, T::TYPE).map_err(S::Error::custom)?;
    let content = *T::TYPE.of(tag);
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry("version", version.as_str())?;
    let name = T::VOCABULARY.name(tag).ok_or_else(|| S::Error::custom("a root without a name"))?;
    map.serialize_entry(name, &Typed { node: &node, content, vocabulary: T::VOCABULARY })?;
    map.end()
}

fn tree<'a, T: Content<'a>>(
    content: &T,
    tag: Tag,
    version: Version,
    view: Type,
) -> Result<Node<'static>, crate::Error> {
    let mut sink = TreeSink::new(version).with_every_version().with_vocabulary(vocabulary(view));
    content.write(tag, &mut sink)?;
    Ok(sink.finish().unwrap_or(Node::new(tag)))
}

/// The vocabulary that a type refers to.
pub(super) fn vocabulary(content: Type) -> &'static Vocabulary {
    match content {
        Type::Structure(schema) => schema.vocabulary,
        Type::Choice(alternatives) => {
            let schema = alternatives.iter().find_map(|(_, content)| match content {
                Type::Structure(schema) => Some(*schema),
                _ => None,
            });
            schema.map_or(&CSP, |schema| schema.vocabulary)
        }
        _ => &CSP,
    }
}

/// The entry of an element that a choice does not declare.
pub(super) const OTHER: &str = "other";

/// Writes an element with a known declaration.
struct Typed<'n> {
    node: &'n Node<'n>,
    content: Type,
    vocabulary: &'static Vocabulary,
}

impl Serialize for Typed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { node, content, vocabulary } = self;
        match content {
            Type::Structure(schema) => structure(node, Some(schema), vocabulary, serializer),
            Type::Empty => structure(node, None, vocabulary, serializer),
            Type::Choice(_) => self.single(serializer),
            Type::Any => Named(*node, vocabulary).serialize(serializer),
            Type::Integer => serializer.serialize_u32(value(node).integer().map_err(S::Error::custom)?),
            Type::Boolean => {
                let options = crate::ReadOptions::default();
                serializer.serialize_bool(value(node).boolean(&options).map_err(S::Error::custom)?)
            }
            Type::Data => match node.value() {
                Some(Value::Bytes(bytes)) => bytes.serialize(serializer),
                _ => text(node, vocabulary, serializer),
            },
            Type::Text | Type::Special(_) | Type::Enumeration(..) | Type::Closed(_) | Type::DateTime => {
                text(node, vocabulary, serializer)
            }
        }
    }
}

impl Typed<'_> {
    /// Writes a map with one entry, under the name of the element.
    fn single<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tag = self.node.name.tag();
        let content = *self.content.of(tag);
        let mut map = serializer.serialize_map(Some(1))?;
        match self.vocabulary.name(tag) {
            Some(name) if is_declared(self.content, tag) => {
                map.serialize_entry(name, &Self { content, ..*self })?;
            }
            _ => map.serialize_entry(OTHER, &Named(self.node, self.vocabulary))?,
        }
        map.end()
    }
}

fn is_declared(content: Type, tag: Tag) -> bool {
    matches!(content, Type::Choice(alternatives) if alternatives.iter().any(|(known, _)| *known == tag))
}

fn value<'n>(node: &'n Node<'_>) -> Value<'n> {
    node.value().map_or(Value::from(""), Value::reborrow)
}

/// Writes the text as types read it.
fn text<S: Serializer>(node: &Node<'_>, vocabulary: &Vocabulary, serializer: S) -> Result<S::Ok, S::Error> {
    let text = node.text().ok_or_else(|| S::Error::custom("text expected"))?;
    let is_trimmed = vocabulary.kind(node.name.tag()).is_trimmed();
    serializer.serialize_str(if is_trimmed { text.trim_ascii() } else { &text })
}

/// Writes a map with an entry for each field that is not empty; a string if there is nothing but
/// text.
fn structure<S: Serializer>(
    node: &Node<'_>,
    schema: Option<&'static Schema>,
    vocabulary: &'static Vocabulary,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if let ([], [Item::Value(Value::Text(text))]) = (node.attributes.as_slice(), node.content.as_slice()) {
        return serializer.serialize_str(text);
    }
    let mut map = serializer.serialize_map(None)?;
    if let Some(schema) = schema {
        scalars(&mut map, node, schema, vocabulary)?;
    }
    for field in schema.map_or(&[][..], |schema| schema.fields) {
        entry(&mut map, node, field, vocabulary)?;
    }
    let extensions = Rest::of(node, schema, vocabulary);
    if !extensions.is_empty() {
        map.serialize_entry("extensions", &extensions)?;
    }
    map.end()
}

/// Writes the declared attributes, under their names with `@` before them, and the text.
fn scalars<M: SerializeMap>(
    map: &mut M,
    node: &Node<'_>,
    schema: &'static Schema,
    vocabulary: &'static Vocabulary,
) -> Result<(), M::Error> {
    for declared in schema.attributes {
        let Some(value) = node.attribute(declared.name) else { continue };
        let leaf = Node::leaf(schema.tag, Text::borrowed(value));
        let typed = Typed { node: &leaf, content: declared.content, vocabulary };
        map.serialize_entry(&format!("@{}", declared.name), &typed)?;
    }
    if let (Some(content), Some(value)) = (schema.text, text_of(node)) {
        let leaf = Node::leaf(schema.tag, value.reborrow());
        map.serialize_entry("#text", &Typed { node: &leaf, content, vocabulary })?;
    }
    Ok(())
}

/// The text before all children.
fn text_of<'n>(node: &'n Node<'_>) -> Option<&'n Value<'n>> {
    match node.content.first() {
        Some(Item::Value(value)) => Some(value),
        _ => None,
    }
}

fn entry<M: SerializeMap>(
    map: &mut M,
    node: &Node<'_>,
    field: &Field,
    vocabulary: &'static Vocabulary,
) -> Result<(), M::Error> {
    let mut children = node.children().filter(|child| holds(field, child));
    let typed = |node| Typed { node, content: field.content, vocabulary };
    if field.cardinality != Cardinality::Many {
        // Further children are among the extensions: a map has no name twice.
        if let Some(node) = children.next() {
            let tag = node.name.tag();
            let name =
                if field.tags.contains(&tag) { vocabulary.name(tag).unwrap_or_default() } else { OTHER };
            map.serialize_entry(name, &Typed { content: *field.content.of(tag), ..typed(node) })?;
        }
        return Ok(());
    }
    let mut list: Vec<_> = children.map(typed).collect();
    if list.is_empty() {
        return Ok(());
    }
    if field.is_mixed() {
        return map.serialize_entry(field.name, &list);
    }
    for item in &mut list {
        item.content = *field.content.of(item.node.name.tag());
    }
    let name = field.tags.first().and_then(|tag| vocabulary.name(*tag)).unwrap_or_default();
    map.serialize_entry(name, &list)
}

fn holds(field: &Field, child: &Node<'_>) -> bool {
    field.is_open || field.tags.contains(&child.name.tag())
}

/// Content that the declaration has no place for.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rest<'n> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attributes: Vec<&'n Attribute<'n>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    content: Vec<Placed<'n>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    leaf_attributes: Vec<OfLeaf<'n>>,
}

impl<'n> Rest<'n> {
    fn of(node: &'n Node<'n>, schema: Option<&'static Schema>, vocabulary: &'static Vocabulary) -> Self {
        let (fields, declared) =
            schema.map_or((&[][..], &[][..]), |schema| (schema.fields, schema.attributes));
        let text = schema.and_then(|schema| schema.text).and_then(|_| text_of(node));
        let mut rest = Self::default();
        let mut after = 0_usize;
        let mut counts = vec![0_usize; fields.len()];
        for item in node.content.iter().skip(usize::from(text.is_some())) {
            if let Item::Element(child) = item
                && let Some(position) = fields.iter().position(|field| holds(field, child))
                && let (Some(field), Some(count)) = (fields.get(position), counts.get_mut(position))
                // Under the name of its field. Only lists hold more than one.
                && (*count == 0 || field.cardinality == Cardinality::Many)
            {
                if field.content.of(child.name.tag()).is_leaf() {
                    rest.leaf(child, *count, vocabulary);
                }
                *count = count.saturating_add(1);
                after = after.saturating_add(1);
            } else {
                rest.content.push(Placed { after, item: Named(item, vocabulary) });
            }
        }
        let is_declared =
            |attribute: &&Attribute<'_>| declared.iter().any(|known| attribute.name == *known.name);
        rest.attributes = node.attributes.iter().filter(|attribute| !is_declared(attribute)).collect();
        rest
    }

    /// Collects the attributes of a leaf.
    fn leaf(&mut self, child: &'n Node<'n>, index: usize, vocabulary: &'static Vocabulary) {
        let of = vocabulary.name(child.name.tag()).unwrap_or_default();
        let attributes = child.attributes.iter();
        self.leaf_attributes.extend(attributes.map(|attribute| OfLeaf { of, index, attribute }));
    }

    const fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.content.is_empty() && self.leaf_attributes.is_empty()
    }
}
