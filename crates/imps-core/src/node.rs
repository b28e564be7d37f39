//! Elements without a type.

use crate::schema::Type;
use crate::{
    Attribute, Content, Error, IntoOwned, Octets, Root, Sink, Source, Tag, Text, Value, Version, Vocabulary,
};
use alloc::vec::Vec;
use core::ops::Deref;

/// An element without a type: what is read for primitives that have no struct, and for vendor content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<'a> {
    /// The name.
    pub name: Name<'a>,
    /// The attributes, in order.
    pub attributes: Vec<Attribute<'a>>,
    /// Child elements and text, in order.
    pub content: Vec<Item<'a>>,
}

/// The name of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name<'a> {
    /// A name of the vocabulary.
    Known(Tag),
    /// A name outside it, as written.
    Foreign(Text<'a>),
}

impl<'a> Name<'a> {
    /// The name of the element that a source has just entered.
    #[inline]
    pub fn of<S: Source<'a>>(tag: Tag, source: &S) -> Self {
        if tag == Tag::FOREIGN { Self::Foreign(source.name()) } else { Self::Known(tag) }
    }

    /// The name as text.
    pub fn as_str(&self, vocabulary: &'static Vocabulary) -> &str {
        match self {
            Self::Known(tag) => vocabulary.name(*tag).unwrap_or_default(),
            Self::Foreign(name) => name,
        }
    }

    /// Starts the element.
    #[inline]
    fn start<K: Sink>(&self, sink: &mut K) {
        match self {
            Self::Known(tag) => sink.start(*tag),
            Self::Foreign(name) => sink.start_foreign(name),
        }
    }

    /// Ends the element.
    #[inline]
    fn end<K: Sink>(&self, sink: &mut K) {
        match self {
            Self::Known(tag) => sink.end(*tag),
            Self::Foreign(name) => sink.end_foreign(name),
        }
    }
}

/// A piece of an element's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// A child element.
    Element(Node<'a>),
    /// Text, or another value.
    Value(Value<'a>),
    /// Octets that need not be text.
    Octets(Octets<'a>),
}

impl<'a> From<Value<'a>> for Item<'a> {
    fn from(value: Value<'a>) -> Self {
        match value {
            Value::Octets(octets) => Self::Octets(octets.into()),
            other => Self::Value(other),
        }
    }
}

impl<'a> Node<'a> {
    /// An empty element of the vocabulary.
    pub const fn new(tag: Tag) -> Self {
        Self { name: Name::Known(tag), attributes: Vec::new(), content: Vec::new() }
    }

    /// The child elements.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|item| match item {
            Item::Element(node) => Some(node),
            Item::Value(_) | Item::Octets(_) => None,
        })
    }

    /// The first child with this tag.
    pub fn child(&self, tag: Tag) -> Option<&Self> {
        self.children().find(|node| node.name == Name::Known(tag))
    }

    /// The content of a leaf; `None` when there are child elements, or nothing.
    pub fn value(&self) -> Option<&Value<'a>> {
        match self.content.as_slice() {
            [Item::Value(value)] => Some(value),
            _ => None,
        }
    }
}

impl<'a> Content<'a> for Node<'a> {
    const TYPE: Type = Type::Any;

    fn read<S: Source<'a>>(tag: Tag, source: &mut S) -> Result<Self, Error> {
        let mut node = Self { name: Name::of(tag, source), attributes: Vec::new(), content: Vec::new() };
        while let Some(attribute) = source.attribute()? {
            node.attributes.push(attribute);
        }
        let blank_means_nothing = tag != Tag::FOREIGN && source.vocabulary().kind(tag).ignores_blanks();
        if let Some(value) = source.leaf()? {
            if value != Value::from("") && !(blank_means_nothing && value.is_blank()) {
                node.content.push(value.into());
            }
            return Ok(node);
        }
        while let Some(child) = source.child()? {
            node.content.push(Item::read(child, source)?);
        }
        Ok(node)
    }

    fn write<K: Sink>(&self, _: Tag, sink: &mut K) -> Result<(), Error> {
        self.name.start(sink);
        for attribute in &self.attributes {
            sink.attribute(&attribute.name, &attribute.value);
        }
        for item in &self.content {
            item.write(sink)?;
        }
        self.name.end(sink);
        Ok(())
    }
}

impl<'a> Item<'a> {
    /// Reads what a source has just entered, be it text or an element.
    pub(crate) fn read<S: Source<'a>>(tag: Tag, source: &mut S) -> Result<Self, Error> {
        if tag == Tag::TEXT {
            source.value().map(Self::from)
        } else {
            Node::read(tag, source).map(Self::Element)
        }
    }

    /// Writes the piece.
    pub(crate) fn write<K: Sink>(&self, sink: &mut K) -> Result<(), Error> {
        match self {
            Self::Element(node) => return node.write(Tag::FOREIGN, sink),
            Self::Value(value) => sink.value(value),
            Self::Octets(octets) => sink.octets(octets),
        }
        Ok(())
    }
}

/// A whole document without types.
///
/// The root is reached by dereferencing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document<'a> {
    /// The protocol version.
    pub version: Version,
    /// The root element.
    pub root: Node<'a>,
}

impl<'a> Deref for Document<'a> {
    type Target = Node<'a>;

    fn deref(&self) -> &Node<'a> {
        &self.root
    }
}

impl<'a> Content<'a> for Document<'a> {
    const TYPE: Type = Type::Any;

    fn read<S: Source<'a>>(tag: Tag, source: &mut S) -> Result<Self, Error> {
        Ok(Self { version: source.version(), root: Node::read(tag, source)? })
    }

    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        self.root.write(tag, sink)
    }
}

impl<'a> Root<'a> for Document<'a> {
    const EXPECTED: &'static str = "any element";

    fn accepts(_: Tag) -> bool {
        true
    }

    fn root(&self) -> Tag {
        match self.root.name {
            Name::Known(tag) => tag,
            Name::Foreign(_) => Tag::FOREIGN,
        }
    }

    fn version(&self) -> Version {
        self.version
    }
}

impl IntoOwned for Node<'_> {
    type Owned = Node<'static>;

    fn into_owned(self) -> Node<'static> {
        let name = match self.name {
            Name::Known(tag) => Name::Known(tag),
            Name::Foreign(name) => Name::Foreign(name.into_owned()),
        };
        let attributes = self.attributes.into_iter().map(Attribute::into_owned).collect();
        Node { name, attributes, content: self.content.into_owned() }
    }
}

impl IntoOwned for Item<'_> {
    type Owned = Item<'static>;

    fn into_owned(self) -> Item<'static> {
        match self {
            Self::Element(node) => Item::Element(node.into_owned()),
            Self::Octets(octets) => Item::Octets(octets.into_owned()),
            Self::Value(Value::Octets(octets)) => Item::Octets(Octets::from(octets).into_owned()),
            Self::Value(Value::Text(text)) => Item::Value(Value::Text(text.into_owned())),
            Self::Value(Value::Word(word)) => Item::Value(Value::Word(word)),
            Self::Value(Value::Integer(number)) => Item::Value(Value::Integer(number)),
            Self::Value(Value::DateTime(time)) => Item::Value(Value::DateTime(time)),
        }
    }
}

impl IntoOwned for Document<'_> {
    type Owned = Document<'static>;

    fn into_owned(self) -> Document<'static> {
        Document { version: self.version, root: self.root.into_owned() }
    }
}
