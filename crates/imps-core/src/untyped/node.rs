//! Elements without a type.

use crate::names::{Name, Tag, Vocabulary};
use crate::reading::{Error, LimitKind};
use crate::schema::Type;
use crate::values::{Text, Value};
use crate::walk::{Attribute, Content, Sink, Source};
use alloc::borrow::Cow;
use alloc::vec;
use alloc::vec::Vec;

/// An element without a type. It represents primitives that have no struct, and vendor content.
///
/// ```
/// use imps_core::{Node, tag};
///
/// let result = Node::new(tag::Result)
///     .with(Node::leaf(tag::Code, 200))
///     .with(Node::leaf(tag::Description, "Successfully completed."));
/// let status = Node::new(tag::Status).with(result);
/// let description = status.find(&[tag::Result, tag::Description]).and_then(Node::text);
/// assert_eq!(description.as_deref(), Some("Successfully completed."));
/// ```
#[doc(alias("DOM", "tree"))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<'a> {
    /// The name.
    pub name: Name<'a>,
    /// The attributes, in order.
    pub attributes: Vec<Attribute<'a>>,
    /// Child elements and text, in order.
    pub content: Vec<Item<'a>>,
}

/// A piece of an element's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// A child element.
    Element(Node<'a>),
    /// Text, or another value.
    Value(Value<'a>),
}

impl<'a> From<Value<'a>> for Item<'a> {
    fn from(value: Value<'a>) -> Self {
        Self::Value(value)
    }
}

impl<'a> From<Node<'a>> for Item<'a> {
    fn from(node: Node<'a>) -> Self {
        Self::Element(node)
    }
}

impl<'a> Node<'a> {
    /// Makes an empty element of the vocabulary.
    pub const fn new(tag: Tag) -> Self {
        Self { name: Name::Known(tag), attributes: Vec::new(), content: Vec::new() }
    }

    /// Makes an empty element outside the vocabulary.
    pub fn foreign(name: impl Into<Text<'a>>) -> Self {
        Self { name: Name::Foreign(name.into()), attributes: Vec::new(), content: Vec::new() }
    }

    /// Makes an element of the vocabulary with a value in it.
    pub fn leaf(tag: Tag, value: impl Into<Value<'a>>) -> Self {
        Self { name: Name::Known(tag), attributes: Vec::new(), content: vec![Item::Value(value.into())] }
    }

    /// Adds a child element.
    #[must_use]
    pub fn with(mut self, child: Self) -> Self {
        self.content.push(child.into());
        self
    }

    /// Adds a value after the present content.
    ///
    /// ```
    /// use imps_core::Node;
    /// let colour = Node::foreign("Colour").with_value("red");
    /// assert_eq!(colour.text().as_deref(), Some("red"));
    /// ```
    #[must_use]
    pub fn with_value(mut self, value: impl Into<Value<'a>>) -> Self {
        self.content.push(Item::Value(value.into()));
        self
    }

    /// Adds an attribute.
    #[must_use]
    pub fn with_attribute(mut self, name: impl Into<Text<'a>>, value: impl Into<Text<'a>>) -> Self {
        self.attributes.push(Attribute { name: name.into(), value: value.into() });
        self
    }

    /// The child elements.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|item| match item {
            Item::Element(node) => Some(node),
            Item::Value(_) => None,
        })
    }

    /// Finds the first child with this tag.
    pub fn child(&self, tag: Tag) -> Option<&Self> {
        self.children().find(|node| node.name == Name::Known(tag))
    }

    /// Finds the first child with this name outside the vocabulary.
    ///
    /// ```
    /// use imps_core::Node;
    /// let skin = Node::foreign("Skin").with(Node::foreign("Colour").with_value("red"));
    /// assert_eq!(skin.foreign_child("Colour").and_then(Node::text).as_deref(), Some("red"));
    /// ```
    pub fn foreign_child(&self, name: &str) -> Option<&Self> {
        self.children().find(|node| matches!(&node.name, Name::Foreign(foreign) if *foreign == *name))
    }

    /// Finds the element at the end of a path of first children; the element itself if the path is
    /// empty.
    pub fn find(&self, path: &[Tag]) -> Option<&Self> {
        path.iter().try_fold(self, |node, tag| node.child(*tag))
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&Text<'a>> {
        self.attributes.iter().find(|attribute| attribute.name == *name).map(|attribute| &attribute.value)
    }

    /// The content of a leaf in any form: text, word, number, date and time, or bytes. `None` if
    /// there are child elements, several pieces of text, or nothing.
    pub fn value(&self) -> Option<&Value<'a>> {
        match self.content.as_slice() {
            [Item::Value(value)] => Some(value),
            _ => None,
        }
    }

    /// The content of a leaf as text; empty if the leaf is empty. `None` if there are child
    /// elements, or bytes that are not UTF-8.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        let mut text = Cow::Borrowed("");
        for item in &self.content {
            let Item::Value(value) = item else { return None };
            let piece = value.as_text()?;
            if text.is_empty() {
                text = piece;
            } else {
                text.to_mut().push_str(&piece);
            }
        }
        Some(text)
    }

    /// Looks up the names outside the vocabulary in another vocabulary, and replaces the names that
    /// it has. Declarations of one's own can then read extensions from a
    /// [`TreeSource`](crate::TreeSource) with that vocabulary.
    ///
    /// ```
    /// mod tags {
    ///     imps_core::vocabulary! {
    ///         /// Names of our own.
    ///         pub static OURS;
    ///         namespaces: &[];
    ///         public_ids: &[];
    ///         aliases {}
    ///         elements { Badge: Structure, Colour: Text, }
    ///     }
    /// }
    /// use imps_core::Node;
    ///
    /// let foreign = Node::foreign("Badge").with(Node::foreign("Colour").with_value("red"));
    /// let known = foreign.clone().into_known(&tags::OURS);
    /// assert_eq!(known, Node::new(tags::Badge).with(Node::leaf(tags::Colour, "red")));
    /// assert_eq!(known.into_foreign(&tags::OURS), foreign);
    /// ```
    #[must_use]
    pub fn into_known(self, vocabulary: &'static Vocabulary) -> Self {
        self.renamed(&|name| match name {
            Name::Foreign(name) => vocabulary.tag(&name).map_or(Name::Foreign(name), Name::Known),
            known @ Name::Known(_) => known,
        })
    }

    /// Turns the names of a vocabulary into text, the reverse of [`into_known`](Self::into_known).
    /// The element then fits into a document with a vocabulary that does not have these names.
    #[must_use]
    pub fn into_foreign(self, vocabulary: &'static Vocabulary) -> Self {
        self.renamed(&|name| match name {
            Name::Known(tag) => {
                vocabulary.name(tag).map_or(Name::Known(tag), |name| Name::Foreign(name.into()))
            }
            foreign @ Name::Foreign(_) => foreign,
        })
    }

    fn renamed(self, rename: &impl Fn(Name<'a>) -> Name<'a>) -> Self {
        let content = self.content.into_iter().map(|item| match item {
            Item::Element(node) => Item::Element(node.renamed(rename)),
            value @ Item::Value(_) => value,
        });
        Self { name: rename(self.name), attributes: self.attributes, content: content.collect() }
    }

    /// Returns the same element, independent of the input.
    pub fn into_owned(self) -> Node<'static> {
        Node {
            name: self.name.into_owned(),
            attributes: self.attributes.into_iter().map(Attribute::into_owned).collect(),
            content: self.content.into_iter().map(Item::into_owned).collect(),
        }
    }
}

impl<'a> Content<'a> for Node<'a> {
    const TYPE: Type = Type::Any;

    fn blank() -> Self {
        Self::new(Tag::FOREIGN)
    }

    fn load<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
        self.name = Name::of(tag, source);
        while let Some(attribute) = source.attribute()? {
            self.attributes.push(attribute);
        }
        let blank_means_nothing = tag != Tag::FOREIGN && source.vocabulary().kind(tag).ignores_blanks();
        if let Some(value) = source.leaf()? {
            if value != Value::from("") && !(blank_means_nothing && value.is_blank()) {
                self.content.push(value.into());
            }
            return Ok(());
        }
        let limits = source.options().limits;
        while let Some(child) = source.child()? {
            if self.content.len() >= limits.list_items {
                return Err(limits.over(LimitKind::ListItems).at(source.offset()));
            }
            self.content.push(Item::read(child, source)?);
        }
        Ok(())
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
    /// Returns the same piece, independent of the input.
    pub fn into_owned(self) -> Item<'static> {
        match self {
            Self::Element(node) => Item::Element(node.into_owned()),
            Self::Value(value) => Item::Value(value.into_owned()),
        }
    }

    /// Reads the text or element that a source has just entered.
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
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag;
    use alloc::format;

    #[test]
    fn a_leaf_has_text_and_an_inner_element_has_none() {
        let leaf = Node::leaf(tag::Code, 200);
        assert_eq!(leaf.text().as_deref(), Some("200"));
        assert_eq!(Node::new(tag::Code).text().as_deref(), Some(""));
        assert_eq!(Node::leaf(tag::Code, &[0xFF][..]).text(), None);
        let parent = Node::new(tag::Result).with(leaf.clone()).with_attribute("a", "b");
        assert_eq!((parent.text(), parent.value()), (None, None));
        assert_eq!(parent.find(&[tag::Code]), Some(&leaf));
        assert_eq!((parent.find(&[]), parent.find(&[tag::Code, tag::Code])), (Some(&parent), None));
        assert_eq!(parent.attribute("a").map(Text::as_str), Some("b"));
    }

    #[test]
    fn debug_output_names_the_element() {
        assert_eq!(format!("{:?}", Node::new(tag::SendMessage_Request).name), "Known(SendMessage-Request)");
        assert_eq!(format!("{:?} {:?}", tag::Code, Tag::FOREIGN), "Tag(Code) Tag(foreign)");
    }
}
