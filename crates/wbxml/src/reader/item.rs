//! The items that a reader finds inside elements and attribute lists.

use alloc::borrow::Cow;

use crate::TagToken;

/// One item of an element's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item<'a> {
    /// A child element, which is now the current one.
    Element(TagToken),
    /// An inline string, a string of the string table, or a character entity.
    Text(Cow<'a, str>),
    /// Opaque data.
    Opaque(&'a [u8]),
    /// A document-type-specific extension.
    Extension(Extension<'a>),
    /// The current element has ended; its parent is now the current one.
    End,
    /// The root has ended before. Nothing follows.
    EndOfDocument,
}

/// The results of [`Reader::child_or_other`](crate::Reader::child_or_other).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Child {
    /// A child element, which is now the current one.
    Element(TagToken),
    /// The current element has ended; its parent is now the current one.
    End,
    /// Content that is not an element comes next.
    Other,
}

/// The whole content of an element without children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaf<'a> {
    /// No content.
    Empty,
    /// One string.
    Text(&'a str),
    /// One piece of opaque data.
    Opaque(&'a [u8]),
    /// One `EXT_T` extension: its number (0 to 2) and value.
    Extension(u8, u32),
    /// Anything more complicated; nothing was consumed.
    Other,
}

/// A document-type-specific extension, by its number (0 to 2).
#[doc(alias("EXT_I", "EXT_T", "global extension token"))]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extension<'a> {
    /// `EXT_I`: with an inline string.
    Inline(u8, Cow<'a, str>),
    /// `EXT_T`: with a number, in many document types a string-table offset.
    Table(u8, u32),
    /// `EXT`: without a value.
    Bare(u8),
}

/// The start of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeStart<'a> {
    /// An attribute name, or a name and the start of its value, by code.
    Token {
        /// The attribute code page.
        page: u8,
        /// The token, 0x05 to 0x7F.
        token: u8,
    },
    /// An attribute name from the string table.
    Literal(Cow<'a, str>),
}

/// A piece of an attribute's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributePiece<'a> {
    /// A piece of text by code.
    Value {
        /// The attribute code page.
        page: u8,
        /// The token, 0x85 to 0xFF.
        token: u8,
    },
    /// An inline string, a string of the string table, or a character entity.
    Text(Cow<'a, str>),
    /// Opaque data.
    Opaque(&'a [u8]),
    /// A document-type-specific extension.
    Extension(Extension<'a>),
}

/// The operand of a token that both code spaces share.
pub(super) enum Operand<'a> {
    Text(Cow<'a, str>),
    Opaque(&'a [u8]),
    Extension(Extension<'a>),
}

impl<'a> From<Operand<'a>> for Item<'a> {
    fn from(operand: Operand<'a>) -> Self {
        match operand {
            Operand::Text(text) => Self::Text(text),
            Operand::Opaque(bytes) => Self::Opaque(bytes),
            Operand::Extension(extension) => Self::Extension(extension),
        }
    }
}

impl<'a> From<Operand<'a>> for AttributePiece<'a> {
    fn from(operand: Operand<'a>) -> Self {
        match operand {
            Operand::Text(text) => Self::Text(text),
            Operand::Opaque(bytes) => Self::Opaque(bytes),
            Operand::Extension(extension) => Self::Extension(extension),
        }
    }
}
