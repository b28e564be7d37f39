//! Limits on the input of a reader.

use crate::reading::{Error, ErrorKind};
use core::fmt;

/// Bounds on what a reader accepts, so that a hostile document cannot exhaust the machine.
///
/// The defaults are many times larger than any real document needs. A reader holds at most a
/// [stated multiple](https://github.com/oma-imps/oma-imps/blob/main/SECURITY.md) of the bytes of a
/// document. A server that reads from strangers should therefore set
/// [`document_octets`](Self::document_octets), or read less from the socket.
///
/// ```
/// use imps_core::{LimitKind, Document, ErrorKind, Limits};
/// let limits = Limits::default().with_document_octets(64 << 10).with_elements(2_000).with_list_items(500);
/// assert_eq!(limits.attributes, Limits::default().attributes);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The maximum number of bytes of a document; for XML, after conversion to UTF-8. Default 64
    /// MiB.
    pub document_octets: usize,
    /// The maximum depth of nested elements, at most [`MAX_DEPTH`](Self::MAX_DEPTH). Default 100.
    /// The deepest element of the standard is at depth 12.
    pub depth: u32,
    /// The maximum number of elements of a document, including skipped ones. In plain text, the
    /// maximum number of parameters, groups and members. Default 16 Mi.
    pub elements: usize,
    /// The maximum number of attributes of a document. Namespace declarations need not count.
    /// Default 1 Mi.
    pub attributes: usize,
    /// The maximum number of bytes of a leaf, of a text among elements, or of an attribute value.
    /// Default 16 MiB.
    pub text_octets: usize,
    /// The maximum number of elements of a list in a typed message, and of elements and texts of an
    /// element without a type. Default 1 Mi.
    pub list_items: usize,
    /// The maximum number of bytes that all references of one document together may take from the
    /// string table of binary XML. Default 16 MiB.
    pub string_table_octets: usize,
    /// The same maximum as a multiple of the bytes of the document. Default 64. Every document may
    /// take 64 KiB.
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
    /// The upper bound of [`depth`](Self::depth). Untyped elements are read, written and dropped by
    /// recursion. A stack of 2 MiB, the size for threads of the standard library, holds this many
    /// even without optimisation.
    pub const MAX_DEPTH: u32 = 500;

    /// The maximum depth of nested elements, as sources apply it.
    #[inline]
    #[must_use]
    pub const fn depth(&self) -> u32 {
        if self.depth < Self::MAX_DEPTH { self.depth } else { Self::MAX_DEPTH }
    }

    /// Sets the maximum number of bytes of a document.
    #[must_use]
    pub const fn with_document_octets(mut self, octets: usize) -> Self {
        self.document_octets = octets;
        self
    }

    /// Sets the maximum depth of nested elements.
    #[must_use]
    pub const fn with_depth(mut self, depth: u32) -> Self {
        self.depth = depth;
        self
    }

    /// Sets the maximum number of elements of a document.
    #[must_use]
    pub const fn with_elements(mut self, elements: usize) -> Self {
        self.elements = elements;
        self
    }

    /// Sets the maximum number of attributes of a document.
    #[must_use]
    pub const fn with_attributes(mut self, attributes: usize) -> Self {
        self.attributes = attributes;
        self
    }

    /// Sets the maximum number of bytes of a text.
    #[must_use]
    pub const fn with_text_octets(mut self, octets: usize) -> Self {
        self.text_octets = octets;
        self
    }

    /// Sets the maximum number of elements of a list.
    #[must_use]
    pub const fn with_list_items(mut self, items: usize) -> Self {
        self.list_items = items;
        self
    }

    /// Sets the maximum number of bytes that the string table may give.
    #[must_use]
    pub const fn with_string_table_octets(mut self, octets: usize) -> Self {
        self.string_table_octets = octets;
        self
    }

    /// Sets the maximum multiple of the document's bytes that the string table may give.
    #[must_use]
    pub const fn with_string_table_expansion(mut self, multiple: usize) -> Self {
        self.string_table_expansion = multiple;
        self
    }

    /// Returns the limit for a counted thing.
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

    /// Checks a count against its limit. The error has no offset. For authors of sources.
    #[inline]
    pub fn check(&self, bound: LimitKind, found: usize) -> Result<(), Error> {
        if found <= self.of(bound) { Ok(()) } else { Err(self.over(bound)) }
    }

    /// Makes the error for a count over its limit.
    #[cold]
    #[inline(never)]
    pub fn over(&self, bound: LimitKind) -> Error {
        Error::new(ErrorKind::OverLimit { bound, limit: self.of(bound) })
    }
}

/// The things that [`Limits`] count, except the depth, which has [an error of its
/// own](ErrorKind::TooDeep).
///
/// `Display` writes a plural: `elements`.
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
