//! What a row of each kind says.

use super::Form;
use super::rows::Row;
use crate::codes::Code;
use imps_core::Tag;

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
    /// The element, and what is inside it down to the text.
    pub(crate) path: Box<[Tag]>,
    pub(crate) form: Form,
    /// Whether it is written behind all others, in the order of the table.
    pub(crate) is_last: bool,
    /// Its place in the table.
    pub(crate) order: usize,
    pub(super) only_in: Box<[Tag]>,
}

impl Parameter {
    /// The element below the message.
    #[inline]
    pub(crate) fn tag(&self) -> Tag {
        self.path.first().copied().unwrap_or(Tag::FOREIGN)
    }

    pub(super) fn may_stand_in(&self, message: Tag) -> bool {
        self.only_in.is_empty() || self.only_in.contains(&message)
    }

    /// Whether the value is the whole element, or parts of it; `None` for an element that is a text.
    pub(super) fn is_whole(&self) -> Option<bool> {
        match self.form {
            Form::Value | Form::Repeat if self.path.len() == 1 => None,
            Form::Value | Form::Repeat | Form::Either(_) | Form::Group(_) => Some(false),
            _ => Some(true),
        }
    }

    /// Whether the value is made of texts, each at the end of a path.
    pub(crate) fn is_texts(&self) -> bool {
        self.is_whole() != Some(true)
    }

    /// What is inside of the element at the end of the path, one entry for each text.
    fn ends(&self) -> impl Iterator<Item = Option<Tag>> {
        let ends = match self.form {
            Form::Either([one, other]) | Form::Group([one, other]) => [Some(Some(one)), Some(Some(other))],
            _ => [Some(None), None],
        };
        ends.into_iter().flatten()
    }

    /// The path down to each text.
    pub(crate) fn texts(&self) -> impl Iterator<Item = Vec<Tag>> {
        self.ends().map(|end| self.path.iter().copied().chain(end).collect())
    }

    /// Whether both rows say the same element, or one and the same text of it.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let is_same = |one: &[Tag], other: &[Tag]| one.starts_with(other) || other.starts_with(one);
        self.tag() == other.tag()
            && (!self.is_texts()
                || !other.is_texts()
                || self.texts().any(|one| other.texts().any(|text| is_same(&one, &text))))
    }

    /// Whether both rows mean the same.
    pub(super) fn means(&self, other: &Self) -> bool {
        self.path == other.path && self.form == other.form
    }
}

/// An element with a path: a capability, a presence attribute or a part of one, a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) code: Code,
    pub(crate) path: Box<[Tag]>,
}

/// A word of the enumeration that an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) code: Code,
    pub(super) tag: Tag,
    pub(super) text: Box<str>,
    /// The same where binary XML has a token for it, too.
    pub(super) known: Option<imps_core::Word>,
    /// Whether the letters are read as this word: they are not when an earlier row gives them to another one.
    pub(super) is_read: bool,
}

/// A property of a contact list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Property {
    pub(super) code: Code,
    pub(super) name: Box<str>,
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

    /// The innermost element.
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
