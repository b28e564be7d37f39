//! Lookup of rows.

use alloc::{collections::BTreeMap, vec::Vec};
use core::cmp::Reverse;

use super::{AttributeRow, CodeSpace, ExtensionRow, PublicIdRow, TagRow, ValueRow};

/// Finds the rows of a [`CodeSpace`] by token and by name. If a token or a name occurs twice, the
/// first row counts.
#[derive(Debug, Clone)]
pub struct Index<'t> {
    tags: BTreeMap<(u8, u8), &'t TagRow<'t>>,
    tag_names: BTreeMap<&'t str, Vec<&'t TagRow<'t>>>,
    attributes: BTreeMap<(u8, u8), &'t AttributeRow<'t>>,
    /// The rows by name, the longest prefix first.
    attribute_names: BTreeMap<&'t str, Vec<&'t AttributeRow<'t>>>,
    values: BTreeMap<(u8, u8), &'t ValueRow<'t>>,
    /// The rows with the longest text first.
    value_texts: Vec<&'t ValueRow<'t>>,
    extensions: BTreeMap<(u8, u32), &'t ExtensionRow<'t>>,
    extension_texts: BTreeMap<(u8, &'t str), &'t ExtensionRow<'t>>,
    public_ids: &'t [PublicIdRow<'t>],
}

/// A piece of an attribute's value to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValuePiece<'t, 'v> {
    /// A text that has a token.
    Token(&'t ValueRow<'t>),
    /// Text between tokens.
    Text(&'v str),
}

impl<'t> Index<'t> {
    /// Makes an index over a code space.
    pub fn new(space: &'t CodeSpace<'t>) -> Self {
        let mut attribute_names = grouped(&space.attributes, |row| row.name);
        for rows in attribute_names.values_mut() {
            rows.sort_by_key(|row| Reverse(row.prefix.len()));
        }
        let mut value_texts: Vec<_> = space.values.iter().filter(|row| !row.text.is_empty()).collect();
        value_texts.sort_by_key(|row| Reverse(row.text.len()));
        Self {
            tags: first(&space.tags, |row| (row.page, row.token)),
            tag_names: grouped(&space.tags, |row| row.name),
            attributes: first(&space.attributes, |row| (row.page, row.token)),
            attribute_names,
            values: first(&space.values, |row| (row.page, row.token)),
            value_texts,
            extensions: first(&space.extensions, |row| (row.extension, row.value)),
            extension_texts: first(&space.extensions, |row| (row.extension, row.text)),
            public_ids: &space.public_ids,
        }
    }

    /// Finds the element of a token.
    pub fn tag(&self, page: u8, token: u8) -> Option<&'t TagRow<'t>> {
        self.tags.get(&(page, token)).copied()
    }

    /// Finds the element with a name: the one on the given page, else the first.
    pub fn tag_named(&self, name: &str, page: u8) -> Option<&'t TagRow<'t>> {
        let rows = self.tag_names.get(name)?;
        rows.iter().find(|row| row.page == page).or(rows.first()).copied()
    }

    /// Finds the attribute start of a token.
    pub fn attribute(&self, page: u8, token: u8) -> Option<&'t AttributeRow<'t>> {
        self.attributes.get(&(page, token)).copied()
    }

    /// Finds the attribute start that covers most of an attribute, and returns it with the rest of
    /// the value.
    pub fn attribute_named<'v>(&self, name: &str, value: &'v str) -> Option<(&'t AttributeRow<'t>, &'v str)> {
        let rows = self.attribute_names.get(name)?;
        rows.iter().find_map(|row| Some((*row, value.strip_prefix(row.prefix)?)))
    }

    /// Finds the text of an attribute value token.
    pub fn value(&self, page: u8, token: u8) -> Option<&'t ValueRow<'t>> {
        self.values.get(&(page, token)).copied()
    }

    /// Splits (the rest of) an attribute's value into tokens and text. Takes the longest token at
    /// each place.
    pub fn split_value<'v>(&self, value: &'v str) -> Vec<ValuePiece<'t, 'v>> {
        let mut pieces = Vec::new();
        let (mut text, mut at) = (value, 0);
        while let Some(here) = text.get(at..).filter(|here| !here.is_empty()) {
            let Some(row) = self.value_texts.iter().find(|row| here.starts_with(row.text)) else {
                at = at.saturating_add(here.chars().next().map_or(1, char::len_utf8));
                continue;
            };
            pieces.extend(text.get(..at).filter(|before| !before.is_empty()).map(ValuePiece::Text));
            pieces.push(ValuePiece::Token(row));
            text = here.get(row.text.len()..).unwrap_or_default();
            at = 0;
        }
        pieces.extend(Some(text).filter(|rest| !rest.is_empty()).map(ValuePiece::Text));
        pieces
    }

    /// Finds the text of an extension's number.
    pub fn extension(&self, extension: u8, value: u32) -> Option<&'t ExtensionRow<'t>> {
        self.extensions.get(&(extension, value)).copied()
    }

    /// Finds the number of an extension's text.
    pub fn extension_of(&self, extension: u8, text: &str) -> Option<&'t ExtensionRow<'t>> {
        self.extension_texts.get(&(extension, text)).copied()
    }

    /// Finds the public identifier of a number.
    pub fn public_id(&self, number: u32) -> Option<&'t PublicIdRow<'t>> {
        self.public_ids.iter().find(|row| row.number == number)
    }

    /// Finds the number of a public identifier.
    pub fn public_id_named(&self, name: &str) -> Option<&'t PublicIdRow<'t>> {
        self.public_ids.iter().find(|row| row.name == name)
    }
}

fn first<'t, R, K: Ord>(rows: &'t [R], key: impl Fn(&'t R) -> K) -> BTreeMap<K, &'t R> {
    // A later entry replaces an earlier one, so insert the rows in reverse.
    rows.iter().rev().map(|row| (key(row), row)).collect()
}

fn grouped<'t, R>(rows: &'t [R], name: impl Fn(&'t R) -> &'t str) -> BTreeMap<&'t str, Vec<&'t R>> {
    let mut groups = BTreeMap::<_, Vec<_>>::new();
    for row in rows {
        groups.entry(name(row)).or_default().push(row);
    }
    groups
}
