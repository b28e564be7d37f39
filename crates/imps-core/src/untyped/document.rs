//! Whole documents without types.

use crate::names::{Tag, Version};
use crate::reading::Error;
use crate::schema::Type;
use crate::untyped::Node;
use crate::walk::{Content, Root, Sink, Source};
use core::ops::Deref;

/// A whole document without types.
///
/// It dereferences to the root.
///
/// ```
/// use imps_core::{Document, Node, Version, tag};
///
/// let root = Node::new(tag::WV_CSP_Message).with(Node::new(tag::Session));
/// let document = Document { version: Version::V1_2, root };
/// assert!(document.child(tag::Session).is_some());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document<'a> {
    /// The protocol version.
    pub version: Version,
    /// The root element.
    pub root: Node<'a>,
}

impl Document<'_> {
    /// Returns the same document, independent of the input.
    pub fn into_owned(self) -> Document<'static> {
        Document { version: self.version, root: self.root.into_owned() }
    }
}

impl<'a> Deref for Document<'a> {
    type Target = Node<'a>;

    fn deref(&self) -> &Node<'a> {
        &self.root
    }
}

impl<'a> Content<'a> for Document<'a> {
    const TYPE: Type = Type::Any;

    fn blank() -> Self {
        Self { version: Version::default(), root: Node::blank() }
    }

    fn load<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
        self.version = source.version();
        self.root.load(tag, source)
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
        self.root.name.tag()
    }

    fn version(&self) -> Version {
        self.version
    }
}
