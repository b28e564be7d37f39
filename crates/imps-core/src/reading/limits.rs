//! How much a reader takes.

use crate::reading::{Error, ErrorKind};
use core::fmt;

/// Bounds on what a reader accepts, so that a hostile document cannot exhaust the machine.
///
/// The defaults let any document of real life pass many times over. What is held for a document is at most a
/// [stated multiple](https://github.com/oma-imps/oma-imps/blob/main/SECURITY.md) of its octets, so a server that reads from strangers
/// had better set [`document_octets`](Self::document_octets), or read less from the socket.
///
/// ```
/// use imps_core::{LimitKind, Document, ErrorKind, Limits};
/// let limits = Limits::default().with_document_octets(64 << 10).with_elements(2_000).with_list_items(500);
/// assert_eq!(limits.attributes, Limits::default().attributes);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How many octets a document may have; for XML, once it is UTF-8. Default 64 MiB.
    pub document_octets: usize,
    /// How deep elements may nest, but never more than [`MAX_DEPTH`](Self::MAX_DEPTH). Default 100; the deepest element of the
    /// standard stands at depth 12.
    pub depth: u32,
    /// How many elements a document may have, those passed over included; in plain text, how many parameters, groups and
    /// members. Default 16 Mi.
    pub elements: usize,
    /// How many attributes a document may have; namespace declarations need not count. Default 1 Mi.
    pub attributes: usize,
    /// How many octets the content of a leaf, a text among elements, or the value of an attribute may have. Default 16 MiB.
    pub text_octets: usize,
    /// How many elements a list of a typed message may have, and how many elements and texts an element without a type.
    /// Default 1 Mi.
    pub list_items: usize,
    /// How many octets the references of one document may take out of the string table of binary XML, all together.
    /// Default 16 MiB.
    pub string_table_octets: usize,
    /// How many octets they may take, as a multiple of the document's octets. Default 64; every document may take 64 KiB.
    pub string_table_expansion: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_octets: 64 << 20,
            depth: 100,
            elements: 16 << 20,
            attributes: 1 << 20,
            text_octets: 16 << 20,
            list_items: 1 << 20,
            string_table_octets: 16 << 20,
            string_table_expansion: 64,
        }
    }
}

impl Limits {
    /// What [`depth`](Self::depth) is cut down to: untyped elements are read, written and dropped by recursion, and a stack of
    /// 2 MiB, as that of a thread of the standard library, holds this many even without optimisation.
    pub const MAX_DEPTH: u32 = 500;

    /// How deep elements may nest, as sources apply it.
    #[inline]
    #[must_use]
    pub const fn depth(&self) -> u32 {
        if self.depth < Self::MAX_DEPTH { self.depth } else { Self::MAX_DEPTH }
    }

    /// States how many octets a document may have.
    #[must_use]
    pub const fn with_document_octets(mut self, octets: usize) -> Self {
        self.document_octets = octets;
        self
    }

    /// States how deep elements may nest.
    #[must_use]
    pub const fn with_depth(mut self, depth: u32) -> Self {
        self.depth = depth;
        self
    }

    /// States how many elements a document may have.
    #[must_use]
    pub const fn with_elements(mut self, elements: usize) -> Self {
        self.elements = elements;
        self
    }

    /// States how many attributes a document may have.
    #[must_use]
    pub const fn with_attributes(mut self, attributes: usize) -> Self {
        self.attributes = attributes;
        self
    }

    /// States how many octets a text may have.
    #[must_use]
    pub const fn with_text_octets(mut self, octets: usize) -> Self {
        self.text_octets = octets;
        self
    }

    /// States how many elements a list may have.
    #[must_use]
    pub const fn with_list_items(mut self, items: usize) -> Self {
        self.list_items = items;
        self
    }

    /// States how many octets the string table may give.
    #[must_use]
    pub const fn with_string_table_octets(mut self, octets: usize) -> Self {
        self.string_table_octets = octets;
        self
    }

    /// States what multiple of a document's octets the string table may give.
    #[must_use]
    pub const fn with_string_table_expansion(mut self, multiple: usize) -> Self {
        self.string_table_expansion = multiple;
        self
    }

    /// The limit of something that is counted.
    #[must_use]
    pub const fn of(&self, bound: LimitKind) -> usize {
        match bound {
            LimitKind::DocumentOctets => self.document_octets,
            LimitKind::Elements => self.elements,
            LimitKind::Attributes => self.attributes,
            LimitKind::TextOctets => self.text_octets,
            LimitKind::ListItems => self.list_items,
            LimitKind::StringTableOctets => self.string_table_octets,
        }
    }

    /// Refuses more than the limit; the error knows no offset. For those who write sources.
    #[inline]
    pub fn check(&self, bound: LimitKind, found: usize) -> Result<(), Error> {
        if found <= self.of(bound) { Ok(()) } else { Err(self.over(bound)) }
    }

    /// The error for more than the limit.
    #[cold]
    #[inline(never)]
    pub fn over(&self, bound: LimitKind) -> Error {
        Error::new(ErrorKind::OverLimit { bound, limit: self.of(bound) })
    }
}

/// What [`Limits`] count, but for the depth, which has [an error of its own](ErrorKind::TooDeep).
///
/// `Display` is a plural: `elements`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LimitKind {
    /// [`Limits::document_octets`].
    DocumentOctets,
    /// [`Limits::elements`].
    Elements,
    /// [`Limits::attributes`].
    Attributes,
    /// [`Limits::text_octets`].
    TextOctets,
    /// [`Limits::list_items`].
    ListItems,
    /// [`Limits::string_table_octets`], or [`Limits::string_table_expansion`] if that is less.
    StringTableOctets,
}

impl fmt::Display for LimitKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::DocumentOctets => "octets in the document",
            Self::Elements => "elements",
            Self::Attributes => "attributes",
            Self::TextOctets => "octets in a text",
            Self::ListItems => "elements in a list",
            Self::StringTableOctets => "octets from the string table",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString as _;

    #[test]
    fn the_depth_is_cut_down() {
        assert_eq!(Limits::default().with_depth(u32::MAX).depth(), Limits::MAX_DEPTH);
        assert_eq!(Limits::default().depth(), 100);
    }

    #[test]
    fn as_many_as_the_limit_pass() {
        let limits = Limits::default()
            .with_document_octets(1)
            .with_elements(2)
            .with_attributes(3)
            .with_text_octets(4)
            .with_list_items(5)
            .with_string_table_octets(6);
        for (bound, limit, text) in [
            (LimitKind::DocumentOctets, 1, "more than 1 octets in the document"),
            (LimitKind::Elements, 2, "more than 2 elements"),
            (LimitKind::Attributes, 3, "more than 3 attributes"),
            (LimitKind::TextOctets, 4, "more than 4 octets in a text"),
            (LimitKind::ListItems, 5, "more than 5 elements in a list"),
            (LimitKind::StringTableOctets, 6, "more than 6 octets from the string table"),
        ] {
            assert!(limits.check(bound, limit).is_ok());
            assert_eq!(limits.check(bound, limit + 1).unwrap_err().to_string(), text);
        }
    }
}
