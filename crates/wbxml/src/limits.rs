//! Limits on the input of a reader.

use crate::Charset;

/// Bounds on the cost of a document for its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The maximum number of bytes of the document. Default 64 MiB.
    pub document_octets: usize,
    /// The maximum number of elements open at once. Default 100.
    pub depth: u32,
    /// The maximum number of elements. Default 16 Mi.
    pub elements: usize,
    /// The maximum number of attributes that are read and not skipped. Default 1 Mi.
    pub attributes: usize,
    /// The maximum number of bytes of a string or opaque data that is read and not skipped. Default
    /// 16 MiB.
    ///
    /// Text in several pieces of one element is returned, and measured, piece by piece.
    pub text_octets: usize,
    /// The maximum number of bytes of all strings from the string table together. Default 16 MiB.
    ///
    /// Two bytes of input can name a string of any length. Without this bound, a small document
    /// could request a huge amount of text.
    pub string_table_octets: usize,
    /// The maximum number of bytes of all strings from the string table together, as a multiple of
    /// the document's bytes. Default 64. Every document may take 64 KiB.
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
            string_table_octets: 16 << 20,
            string_table_expansion: 64,
        }
    }
}

impl Limits {
    /// The number of bytes that any document may take from its string table, if
    /// [`Limits::string_table_octets`] allows it.
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
    pub fn string_table_budget(&self, document_octets: usize) -> usize {
        let expanded = document_octets.saturating_mul(self.string_table_expansion);
        expanded.max(Self::STRING_TABLE_LEAST).min(self.string_table_octets)
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
    /// Bounds on the cost of a document.
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

    /// Sets [`Limits::document_octets`].
    #[must_use]
    pub fn with_document_octets(mut self, document_octets: usize) -> Self {
        self.limits.document_octets = document_octets;
        self
    }

    /// Sets [`Limits::elements`].
    #[must_use]
    pub fn with_elements(mut self, elements: usize) -> Self {
        self.limits.elements = elements;
        self
    }

    /// Sets [`Limits::attributes`].
    #[must_use]
    pub fn with_attributes(mut self, attributes: usize) -> Self {
        self.limits.attributes = attributes;
        self
    }

    /// Sets [`Limits::text_octets`].
    #[must_use]
    pub fn with_text_octets(mut self, text_octets: usize) -> Self {
        self.limits.text_octets = text_octets;
        self
    }

    /// Sets [`Limits::depth`].
    #[must_use]
    pub fn with_depth(mut self, depth: u32) -> Self {
        self.limits.depth = depth;
        self
    }

    /// Sets [`Limits::string_table_octets`].
    #[must_use]
    pub fn with_string_table_octets(mut self, string_table_octets: usize) -> Self {
        self.limits.string_table_octets = string_table_octets;
        self
    }

    /// Sets [`Limits::string_table_expansion`].
    #[must_use]
    pub fn with_string_table_expansion(mut self, string_table_expansion: usize) -> Self {
        self.limits.string_table_expansion = string_table_expansion;
        self
    }

    /// Sets [`transport_charset`](Self::transport_charset).
    #[must_use]
    pub fn with_transport_charset(self, transport_charset: Charset) -> Self {
        Self { transport_charset, ..self }
    }
}
