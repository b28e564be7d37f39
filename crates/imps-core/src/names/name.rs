//! Names of elements without a type.

use crate::names::{CSP, Tag, Vocabulary};
use crate::values::Text;
use crate::walk::{Sink, Source};
use core::fmt;

/// The name of an element.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Name<'a> {
    /// A name of the vocabulary.
    Known(Tag),
    /// A name outside it, as written.
    Foreign(Text<'a>),
}

impl<'a> Name<'a> {
    /// Returns the name of the element that a source has just entered.
    #[inline]
    pub fn of<S: Source<'a>>(tag: Tag, source: &S) -> Self {
        if tag == Tag::FOREIGN { Self::Foreign(source.name()) } else { Self::Known(tag) }
    }

    /// The tag; [`Tag::FOREIGN`] for a name outside the vocabulary.
    #[inline]
    pub const fn tag(&self) -> Tag {
        match self {
            Self::Known(tag) => *tag,
            Self::Foreign(_) => Tag::FOREIGN,
        }
    }

    /// The name as text.
    pub fn as_str(&self, vocabulary: &'static Vocabulary) -> &str {
        match self {
            Self::Known(tag) => vocabulary.name(*tag).unwrap_or_default(),
            Self::Foreign(name) => name,
        }
    }

    /// Returns the same name, independent of the input.
    pub fn into_owned(self) -> Name<'static> {
        match self {
            Self::Known(tag) => Name::Known(tag),
            Self::Foreign(name) => Name::Foreign(name.into_owned()),
        }
    }

    /// Starts the element.
    #[inline]
    pub(crate) fn start<K: Sink>(&self, sink: &mut K) {
        match self {
            Self::Known(tag) => sink.start(*tag),
            Self::Foreign(name) => sink.start_foreign(name),
        }
    }

    /// Ends the element.
    #[inline]
    pub(crate) fn end<K: Sink>(&self, sink: &mut K) {
        match self {
            Self::Known(tag) => sink.end(*tag),
            Self::Foreign(name) => sink.end_foreign(name),
        }
    }
}

impl From<Tag> for Name<'_> {
    fn from(tag: Tag) -> Self {
        Self::Known(tag)
    }
}

/// Compares with the name of an element of the vocabulary.
///
/// ```
/// use imps_core::{Node, tag};
/// assert_eq!(Node::new(tag::Status).name, tag::Status);
/// ```
impl PartialEq<Tag> for Name<'_> {
    fn eq(&self, tag: &Tag) -> bool {
        self.tag() == *tag
    }
}

/// Shows the name that a tag has in [`CSP`].
impl fmt::Debug for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(tag) => match CSP.name(*tag) {
                Some(name) => write!(f, "Known({name})"),
                None => write!(f, "Known({tag:?})"),
            },
            Self::Foreign(name) => write!(f, "Foreign({name:?})"),
        }
    }
}
