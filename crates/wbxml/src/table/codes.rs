//! A code space with lookup of its rows.

use alloc::{collections::BTreeMap, vec::Vec};
use core::cmp::Reverse;

use super::rows::Rows;
use super::{AttributeRow, CodeSpace, ExtensionRow, PublicIdRow, TagRow, ValueRow};
use crate::Error;

/// A [`CodeSpace`] that finds its rows by token and by name. If a name occurs twice, the first row
/// counts; so it is with a token, which only a code space from Rust can have twice.
///
/// ```
/// use wbxml::table::Codes;
///
/// let codes = Codes::parse("tag\t0\t05\tnotes\ntag\t1\t05\tnote\n")?;
/// assert_eq!(codes.tag(1, 0x05).map(|row| row.name), Some("note"));
/// assert_eq!(codes.tag_named("notes", 0).map(|row| row.token), Some(0x05));
/// # Ok::<(), wbxml::Error>(())
/// ```
///
/// The names borrow from the table file. A program that reads the file at its start and keeps the
/// codes as long as it runs can leak the text: `Codes::parse(text.leak())`.
#[doc(alias("code page", "token table"))]
#[derive(Debug, Clone, Default)]
pub struct Codes<'a> {
    rows: Rows<'a>,
    tags: BTreeMap<(u8, u8), TagRow<'a>>,
    tag_names: BTreeMap<&'a str, Vec<TagRow<'a>>>,
    attributes: BTreeMap<(u8, u8), AttributeRow<'a>>,
    /// The rows by name, the longest prefix first.
    attribute_names: BTreeMap<&'a str, Vec<AttributeRow<'a>>>,
    values: BTreeMap<(u8, u8), ValueRow<'a>>,
    /// The rows with the longest text first.
    value_texts: Vec<ValueRow<'a>>,
    extensions: BTreeMap<(u8, u32), ExtensionRow<'a>>,
    extension_texts: BTreeMap<(u8, &'a str), ExtensionRow<'a>>,
}

/// A piece of an attribute's value to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValuePiece<'a, 'v> {
    /// A text that has a token.
    Token(ValueRow<'a>),
    /// Text between tokens.
    Text(&'v str),
}

impl<'a> Codes<'a> {
    /// Makes the lookups of a code space.
    pub fn new(space: CodeSpace<'a>) -> Self {
        let rows = Rows::from(space);
        let mut attribute_names = grouped(&rows.attributes, |row| row.name);
        for group in attribute_names.values_mut() {
            group.sort_by_key(|row| Reverse(row.prefix.len()));
        }
        let mut value_texts: Vec<_> =
            rows.values.iter().copied().filter(|row| !row.text.is_empty()).collect();
        value_texts.sort_by_key(|row| Reverse(row.text.len()));
        Self {
            tags: first(&rows.tags, |row| (row.page, row.token)),
            tag_names: grouped(&rows.tags, |row| row.name),
            attributes: first(&rows.attributes, |row| (row.page, row.token)),
            attribute_names,
            values: first(&rows.values, |row| (row.page, row.token)),
            value_texts,
            extensions: first(&rows.extensions, |row| (row.extension, row.value)),
            extension_texts: first(&rows.extensions, |row| (row.extension, row.text)),
            rows,
        }
    }

    /// Parses a table file, like [`CodeSpace::parse`].
    ///
    /// # Errors
    /// [`TableLine`](crate::ErrorKind::TableLine) or
    /// [`TableRowTwice`](crate::ErrorKind::TableRowTwice), with the number of the line.
    pub fn parse(text: &'a str) -> Result<Self, Error> {
        CodeSpace::parse(text).map(Self::new)
    }

    /// All rows.
    pub fn space(&self) -> CodeSpace<'_> {
        self.rows.space()
    }

    /// Finds the element of a token.
    pub fn tag(&self, page: u8, token: u8) -> Option<TagRow<'a>> {
        self.tags.get(&(page, token)).copied()
    }

    /// Finds the element with a name: the one on the given page, else the first.
    pub fn tag_named(&self, name: &str, page: u8) -> Option<TagRow<'a>> {
        let rows = self.tag_names.get(name)?;
        rows.iter().find(|row| row.page == page).or(rows.first()).copied()
    }

    /// Finds the attribute start of a token.
    pub fn attribute(&self, page: u8, token: u8) -> Option<AttributeRow<'a>> {
        self.attributes.get(&(page, token)).copied()
    }

    /// Finds the attribute start that covers most of an attribute, and returns it with the rest of
    /// the value.
    pub fn attribute_named<'v>(&self, name: &str, value: &'v str) -> Option<(AttributeRow<'a>, &'v str)> {
        let rows = self.attribute_names.get(name)?;
        rows.iter().find_map(|row| Some((*row, value.strip_prefix(row.prefix)?)))
    }

    /// Finds the text of an attribute value token.
    pub fn value(&self, page: u8, token: u8) -> Option<ValueRow<'a>> {
        self.values.get(&(page, token)).copied()
    }

    /// Splits (the rest of) an attribute's value into tokens and text. Takes the longest token at
    /// each place.
    pub fn split_value<'v>(&self, value: &'v str) -> Vec<ValuePiece<'a, 'v>> {
        let mut pieces = Vec::new();
        let (mut text, mut at) = (value, 0);
        while let Some(here) = text.get(at..).filter(|here| !here.is_empty()) {
            let Some(row) = self.value_texts.iter().find(|row| here.starts_with(row.text)) else {
                at = at.saturating_add(here.chars().next().map_or(1, char::len_utf8));
                continue;
            };
            pieces.extend(text.get(..at).filter(|before| !before.is_empty()).map(ValuePiece::Text));
            pieces.push(ValuePiece::Token(*row));
            text = here.get(row.text.len()..).unwrap_or_default();
            at = 0;
        }
        pieces.extend(Some(text).filter(|rest| !rest.is_empty()).map(ValuePiece::Text));
        pieces
    }

    /// Finds the text of an extension's number.
    pub fn extension(&self, extension: u8, value: u32) -> Option<ExtensionRow<'a>> {
        self.extensions.get(&(extension, value)).copied()
    }

    /// Finds the number of an extension's text.
    pub fn extension_of(&self, extension: u8, text: &str) -> Option<ExtensionRow<'a>> {
        self.extension_texts.get(&(extension, text)).copied()
    }

    /// Finds the public identifier of a number.
    pub fn public_id(&self, number: u32) -> Option<PublicIdRow<'a>> {
        self.rows.public_ids.iter().find(|row| row.number == number).copied()
    }

    /// Finds the number of a public identifier.
    pub fn public_id_named(&self, name: &str) -> Option<PublicIdRow<'a>> {
        self.rows.public_ids.iter().find(|row| row.name == name).copied()
    }
}

fn first<R: Copy, K: Ord>(rows: &[R], key: impl Fn(R) -> K) -> BTreeMap<K, R> {
    // A later entry replaces an earlier one, so insert the rows in reverse.
    rows.iter().rev().map(|row| (key(*row), *row)).collect()
}

fn grouped<'a, R: Copy>(rows: &[R], name: impl Fn(R) -> &'a str) -> BTreeMap<&'a str, Vec<R>> {
    let mut groups = BTreeMap::<_, Vec<_>>::new();
    for row in rows {
        groups.entry(name(*row)).or_default().push(*row);
    }
    groups
}
