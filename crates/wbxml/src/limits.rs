//! Limits on the input of a reader.

use crate::Charset;

limits! {
    /// The maximum number of bytes of the document.
    document_bytes: usize = 64 << 20, with_document_bytes;
    /// The maximum number of elements open at once.
    depth: u32 = 100, with_depth;
    /// The maximum number of elements.
    elements: usize = 16 << 20, with_elements;
    /// The maximum number of attributes that are read and not skipped.
    attributes: usize = 1 << 20, with_attributes;
    /// The maximum number of bytes of a string or opaque data that is read and not skipped.
    ///
    /// Text in several pieces of one element is returned, and measured, piece by piece.
    text_bytes: usize = 16 << 20, with_text_bytes;
    /// The maximum number of bytes of all strings from the string table together.
    ///
    /// Two bytes of input can name a string of any length. Without this bound, a small document
    /// could request a huge amount of text.
    string_table_bytes: usize = 16 << 20, with_string_table_bytes;
    /// The maximum number of bytes of all strings from the string table together, as a multiple of
    /// the document's bytes. Every document may take 64 KiB.
    string_table_expansion: usize = 64, with_string_table_expansion;
}

impl Limits {
    /// The number of bytes that any document may take from its string table, if
    /// [`Limits::string_table_bytes`] allows it.
    const STRING_TABLE_LEAST: usize = 64 << 10;

    /// Returns the number of bytes that a document of this length may take from its string table.
    ///
    /// ```
    /// let limits = wbxml::Limits::default();
    /// assert_eq!(limits.string_table_budget(100), 64 << 10);
    /// assert_eq!(limits.string_table_budget(2_000), 64 * 2_000);
    /// assert_eq!(limits.string_table_budget(1 << 20), 16 << 20);
    /// ```
    #[must_use]
    pub fn string_table_budget(&self, document_bytes: usize) -> usize {
        let expanded = document_bytes.saturating_mul(self.string_table_expansion);
        expanded.max(Self::STRING_TABLE_LEAST).min(self.string_table_bytes)
    }
}

/// How to read a document.
///
/// ```
/// use wbxml::{Charset, ReadOptions};
///
/// let options = ReadOptions::default().with_strict(true).with_depth(20).with_transport_charset(Charset::ISO_8859_1);
/// assert_eq!(options.limits.depth, 20);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Bounds on the cost of a document. Default: [`Limits::default`].
    pub limits: Limits,
    /// Whether to refuse faults that readers commonly ignore: a string table without its final
    /// terminator, and bytes other than processing instructions after the root element. Default
    /// `false`.
    pub strict: bool,
    /// The character set that the transport states. Default [`Charset::UNKNOWN`].
    ///
    /// It overrides the character set of the header. If both are unknown (number 0, or WBXML 1.0),
    /// it is UTF-8.
    pub transport_charset: Charset,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { limits: Limits::default(), strict: false, transport_charset: Charset::UNKNOWN }
    }
}

impl ReadOptions {
    /// Sets [`strict`](Self::strict).
    #[must_use]
    pub fn with_strict(self, strict: bool) -> Self {
        Self { strict, ..self }
    }

    /// Sets [`transport_charset`](Self::transport_charset).
    #[must_use]
    pub fn with_transport_charset(self, transport_charset: Charset) -> Self {
        Self { transport_charset, ..self }
    }
}

/// Declares the limits, one row per limit: the comment, the field, its default and its setter. The
/// crates of IMPS have limits of the same names.
macro_rules! limits {
    ($($(#[$meta:meta])* $field:ident: $type:ty = $default:expr, $set:ident;)*) => {
        /// Bounds on the cost of a document for its reader.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

        impl ReadOptions {
            $(
                #[doc = concat!("Sets [`Limits::", stringify!($field), "`].")]
                #[must_use]
                pub fn $set(mut self, $field: $type) -> Self {
                    self.limits.$field = $field;
                    self
                }
            )*
        }
    };
}
use limits;
