//! What a reader is prepared to accept.

use crate::Charset;

/// Bounds on what a document may cost its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The most octets the document may have; 64 MiB unless set.
    pub document_octets: usize,
    /// The most elements open at once; 100 unless set.
    pub depth: u32,
    /// The most elements there may be; 16 Mi unless set.
    pub elements: usize,
    /// The most attributes there may be that are read and not passed over; 1 Mi unless set.
    pub attributes: usize,
    /// The most octets a string or opaque data may have that is read and not passed over; 16 MiB unless set.
    ///
    /// Text that an element has in several pieces is handed out, and measured, piece by piece.
    pub text_octets: usize,
    /// The most octets all strings taken from the string table may have together; 16 MiB unless set.
    ///
    /// Two octets of input can name a string of any length, so without this bound a small document can ask for a
    /// huge amount of text.
    pub string_table_octets: usize,
    /// The most octets all strings taken from the string table may have together, as a multiple of the document's
    /// octets; 64 unless set. Every document may take 64 KiB.
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
    /// How many octets any document may take out of its string table, if [`Limits::string_table_octets`] lets it.
    const STRING_TABLE_LEAST: usize = 64 << 10;

    /// How many octets a document of this length may take out of its string table.
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
    /// Bounds on what a document may cost.
    pub limits: Limits,
    /// Whether to refuse what readers commonly overlook: a string table without its final terminator, and octets other
    /// than processing instructions after the root element. `false` unless set.
    pub strict: bool,
    /// The character set that the transport states; [`Charset::UNKNOWN`] unless set.
    ///
    /// It wins over the one in the header. When both are unknown (number 0, or WBXML 1.0) it is UTF-8.
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
