//! Code spaces: the meaning of the tokens of a document type.
//!
//! A [`CodeSpace`] is plain data: rows in Rust constants, or parsed from a text file (see
//! [`CodeSpace::parse`]). [`Codes`] hold a code space and find its rows by token and by name.

mod codes;
mod parse;
mod rows;

use alloc::borrow::Cow;

pub use self::codes::{Codes, ValuePiece};

/// The rows of one document type.
///
/// ```
/// use std::borrow::Cow;
/// use wbxml::table::{Codes, CodeSpace, TagRow};
///
/// const NOTES: CodeSpace<'static> = CodeSpace {
///     tags: Cow::Borrowed(&[TagRow { page: 0, token: 0x05, name: "notes" }, TagRow { page: 1, token: 0x05, name: "note" }]),
///     ..CodeSpace::EMPTY
/// };
/// let codes = Codes::new(NOTES);
/// assert_eq!(codes.tag(1, 0x05).map(|row| row.name), Some("note"));
/// assert_eq!(codes.tag_named("notes", 0).map(|row| row.token), Some(0x05));
/// ```
#[doc(alias("code page", "token table"))]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodeSpace<'a> {
    /// Public identifiers.
    pub public_ids: Cow<'a, [PublicIdRow<'a>]>,
    /// Elements.
    pub tags: Cow<'a, [TagRow<'a>]>,
    /// Attribute starts.
    pub attributes: Cow<'a, [AttributeRow<'a>]>,
    /// Attribute values.
    pub values: Cow<'a, [ValueRow<'a>]>,
    /// Values of extension tokens.
    pub extensions: Cow<'a, [ExtensionRow<'a>]>,
}

impl CodeSpace<'_> {
    /// A code space without rows; the base of constant tables.
    pub const EMPTY: Self = Self {
        public_ids: Cow::Borrowed(&[]),
        tags: Cow::Borrowed(&[]),
        attributes: Cow::Borrowed(&[]),
        values: Cow::Borrowed(&[]),
        extensions: Cow::Borrowed(&[]),
    };
}

/// A public identifier and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicIdRow<'a> {
    /// The registered number.
    pub number: u32,
    /// The formal public identifier.
    pub name: &'a str,
}

/// An element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TagRow<'a> {
    /// The tag code page.
    pub page: u8,
    /// The token, 0x05 to 0x3F.
    pub token: u8,
    /// The element's name.
    pub name: &'a str,
}

/// An attribute name, or a name with the start of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttributeRow<'a> {
    /// The attribute code page.
    pub page: u8,
    /// The token, 0x05 to 0x7F.
    pub token: u8,
    /// The attribute's name.
    pub name: &'a str,
    /// The start of the value; often empty.
    pub prefix: &'a str,
}

/// A piece of an attribute's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueRow<'a> {
    /// The attribute code page.
    pub page: u8,
    /// The token, 0x85 to 0xFF.
    pub token: u8,
    /// The text.
    pub text: &'a str,
}

/// The text that a number after an `EXT_T` token represents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExtensionRow<'a> {
    /// The number of the extension, 0 to 2.
    pub extension: u8,
    /// The number.
    pub value: u32,
    /// The text.
    pub text: &'a str,
}
