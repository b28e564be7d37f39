//! What a reader is prepared to accept.

use crate::Charset;

/// Bounds on what a document may cost its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The most elements open at once; 100 unless set.
    pub depth: u32,
    /// The most octets all strings taken from the string table may have together; 16 MiB unless set.
    ///
    /// Two octets of input can name a string of any length, so without this bound a small document can ask for a
    /// huge amount of text.
    pub table_octets: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 100, table_octets: 16 << 20 }
    }
}

/// How to read a document.
///
/// ```
/// use wbxml::{Charset, ReadOptions};
///
/// let options = ReadOptions::default().strict(true).depth(20).transport_charset(Charset::ISO_8859_1);
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
    /// The character set of a document that states none (number 0, or WBXML 1.0): UTF-8 unless set.
    pub transport_charset: Charset,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { limits: Limits::default(), strict: false, transport_charset: Charset::UTF_8 }
    }
}

impl ReadOptions {
    /// Sets [`strict`](Self::strict).
    #[must_use]
    pub fn strict(self, strict: bool) -> Self {
        Self { strict, ..self }
    }

    /// Sets [`Limits::depth`].
    #[must_use]
    pub fn depth(mut self, depth: u32) -> Self {
        self.limits.depth = depth;
        self
    }

    /// Sets [`Limits::table_octets`].
    #[must_use]
    pub fn table_octets(mut self, table_octets: usize) -> Self {
        self.limits.table_octets = table_octets;
        self
    }

    /// Sets [`transport_charset`](Self::transport_charset).
    #[must_use]
    pub fn transport_charset(self, transport_charset: Charset) -> Self {
        Self { transport_charset, ..self }
    }
}
