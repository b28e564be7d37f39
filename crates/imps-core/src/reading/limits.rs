//! Limits on the input of a reader.

use crate::reading::{Error, ErrorKind};
use core::fmt;

limits! {
    /// The maximum number of bytes of a document; for XML, after conversion to UTF-8.
    document_bytes: usize = 64 << 20, with_document_bytes, DocumentBytes "bytes in the document";
    /// The maximum depth of nested elements, at most [`MAX_DEPTH`](Self::MAX_DEPTH). The deepest
    /// element of the standard is at depth 12.
    depth: u32 = 100, with_depth;
    /// The maximum number of elements of a document, including skipped ones. In plain text, the
    /// maximum number of parameters, groups and members.
    elements: usize = 16 << 20, with_elements, Elements "elements";
    /// The maximum number of attributes of a document. Namespace declarations need not count.
    attributes: usize = 1 << 20, with_attributes, Attributes "attributes";
    /// The maximum number of bytes of a leaf, of a text among elements, or of an attribute value.
    text_bytes: usize = 16 << 20, with_text_bytes, TextBytes "bytes in a text";
    /// The maximum number of elements of a list in a typed message, and of elements and texts of an
    /// element without a type.
    list_items: usize = 1 << 20, with_list_items, ListItems "elements in a list";
    /// The maximum number of bytes that all references of one document together may take from the
    /// string table of binary XML. [`string_table_expansion`](Self::string_table_expansion) may be
    /// less.
    string_table_bytes: usize = 16 << 20, with_string_table_bytes, StringTableBytes "bytes from the string table";
    /// The same maximum as a multiple of the bytes of the document. Every document may take 64 KiB.
    string_table_expansion: usize = 64, with_string_table_expansion;
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

    /// Checks a count against its limit. The error has no offset. For authors of sources.
    ///
    /// # Errors
    /// [`OverLimit`](crate::ErrorKind::OverLimit) if the count is over the limit.
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

/// Declares the limits, one row per limit: the comment, the field, its default and its setter. The
/// kind and the plural for messages follow, unless the excess has an error of its own.
macro_rules! limits {
    ($(
        $(#[$meta:meta])*
        $field:ident: $type:ty = $default:expr, $set:ident $(, $kind:ident $counted:literal)?;
    )*) => {
        /// Bounds on what a reader accepts, so that a hostile document cannot exhaust the machine.
        ///
        /// The defaults are many times larger than any real document needs. A reader holds at most
        /// a [stated multiple](https://github.com/oma-imps/oma-imps/blob/main/SECURITY.md) of the
        /// bytes of a document. A server that reads from strangers should therefore set
        /// [`document_bytes`](Self::document_bytes), or read less from the socket.
        ///
        /// ```
        /// use imps_core::{LimitKind, Document, ErrorKind, Limits};
        /// let limits = Limits::default().with_document_bytes(64 << 10).with_elements(2_000).with_list_items(500);
        /// assert_eq!(limits.attributes, Limits::default().attributes);
        /// ```
        #[doc(alias = "denial of service")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Limits {
            $(
                $(#[$meta])*
                #[doc = concat!("\n\nDefault `", stringify!($default), "`.")]
                pub $field: $type,
            )*
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($field: $default),* }
            }
        }

        impl Limits {
            $(
                #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
                #[must_use]
                pub const fn $set(mut self, $field: $type) -> Self {
                    self.$field = $field;
                    self
                }
            )*

            /// Returns the limit for a counted thing.
            #[must_use]
            pub const fn of(&self, bound: LimitKind) -> usize {
                match bound {
                    $($(LimitKind::$kind => self.$field,)?)*
                }
            }
        }

        /// The things that [`Limits`] count, except the depth, which has [an error of its
        /// own](ErrorKind::TooDeep).
        ///
        /// `Display` writes a plural: `elements`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum LimitKind {
            $($(
                #[doc = concat!("[`Limits::", stringify!($field), "`].")]
                $kind,
            )?)*
        }

        impl fmt::Display for LimitKind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self {
                    $($(Self::$kind => $counted,)?)*
                })
            }
        }
    };
}
use limits;

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
            .with_document_bytes(1)
            .with_elements(2)
            .with_attributes(3)
            .with_text_bytes(4)
            .with_list_items(5)
            .with_string_table_bytes(6);
        for (bound, limit, text) in [
            (LimitKind::DocumentBytes, 1, "more than 1 bytes in the document"),
            (LimitKind::Elements, 2, "more than 2 elements"),
            (LimitKind::Attributes, 3, "more than 3 attributes"),
            (LimitKind::TextBytes, 4, "more than 4 bytes in a text"),
            (LimitKind::ListItems, 5, "more than 5 elements in a list"),
            (LimitKind::StringTableBytes, 6, "more than 6 bytes from the string table"),
        ] {
            assert!(limits.check(bound, limit).is_ok());
            assert_eq!(limits.check(bound, limit + 1).unwrap_err().to_string(), text);
        }
    }
}
