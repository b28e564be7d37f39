//! The content of each kind of row.

use super::Form;
use super::rows::Row;
use crate::codes::Code;
use imps_core::Tag;
use std::borrow::Cow;

/// The type letters of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) code: Code,
    pub(crate) tag: Tag,
    pub(crate) is_request: bool,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parameter {
    pub(crate) code: Code,
    /// The element, and the path inside it down to the text.
    pub(crate) path: Cow<'static, [Tag]>,
    pub(crate) form: Form,
    /// Whether it is written after all others, in the order of the table.
    pub(crate) is_last: bool,
    /// Its place in the table.
    pub(crate) order: usize,
    pub(super) only_in: Cow<'static, [Tag]>,
}

impl Parameter {
    /// Returns the element below the message.
    #[inline]
    pub(crate) fn tag(&self) -> Tag {
        self.path.first().copied().unwrap_or(Tag::FOREIGN)
    }

    pub(super) fn may_stand_in(&self, message: Tag) -> bool {
        self.only_in.is_empty() || self.only_in.contains(&message)
    }

    /// Returns whether the value is the whole element, or parts of it; `None` for an element that
    /// is a text.
    pub(super) fn is_whole(&self) -> Option<bool> {
        match self.form {
            Form::Value | Form::Repeat if self.path.len() == 1 => None,
            Form::Value | Form::Repeat | Form::Either(_) | Form::Group(_) => Some(false),
            _ => Some(true),
        }
    }

    /// Returns whether the value consists of texts, each at the end of a path.
    pub(crate) fn is_texts(&self) -> bool {
        self.is_whole() != Some(true)
    }

    /// Returns the children of the element at the end of the path, one entry per text.
    fn ends(&self) -> impl Iterator<Item = Option<Tag>> {
        let ends = match self.form {
            Form::Either([one, other]) | Form::Group([one, other]) => [Some(Some(one)), Some(Some(other))],
            _ => [Some(None), None],
        };
        ends.into_iter().flatten()
    }

    /// Returns the path down to each text.
    pub(crate) fn texts(&self) -> impl Iterator<Item = Vec<Tag>> {
        self.ends().map(|end| self.path.iter().copied().chain(end).collect())
    }

    /// Returns whether both rows describe the same element, or the same text of it.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let is_same = |one: &[Tag], other: &[Tag]| one.starts_with(other) || other.starts_with(one);
        self.tag() == other.tag()
            && (!self.is_texts()
                || !other.is_texts()
                || self.texts().any(|one| other.texts().any(|text| is_same(&one, &text))))
    }

    /// Returns whether both rows have the same meaning.
    pub(super) fn means(&self, other: &Self) -> bool {
        self.path == other.path && self.form == other.form
    }
}

/// An element with a path: a capability, a presence attribute or a part of one, a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) code: Code,
    pub(crate) path: Cow<'static, [Tag]>,
}

/// A word of the enumeration in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) code: Code,
    pub(super) tag: Tag,
    pub(super) text: Cow<'static, str>,
    /// The same word if binary XML also has a token for it.
    pub(super) known: Option<imps_core::Word>,
    /// Whether reading the letters returns this word. It does not if an earlier row uses them for
    /// another word.
    pub(super) is_read: bool,
}

/// A property of a contact list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Property {
    pub(super) code: Code,
    pub(super) name: Cow<'static, str>,
}

impl Row for Message {
    fn code(&self) -> Code {
        self.code
    }

    fn tag(&self) -> Tag {
        self.tag
    }
}

impl Row for Parameter {
    fn code(&self) -> Code {
        self.code
    }

    fn tag(&self) -> Tag {
        self.tag()
    }
}

impl Row for Node {
    fn code(&self) -> Code {
        self.code
    }

    /// Returns the innermost element.
    fn tag(&self) -> Tag {
        self.path.last().copied().unwrap_or(Tag::FOREIGN)
    }
}

impl Row for Word {
    fn code(&self) -> Code {
        self.code
    }

    fn tag(&self) -> Tag {
        self.tag
    }
}
