//! Options for writing.

/// Options for writing a document.
///
/// ```
/// use imps_xml::WriteOptions;
/// let options = WriteOptions::default().with_indent(Some(2)).with_declaration(false);
/// assert_eq!(options.indent, Some(2));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// Whether `<?xml version="1.0" encoding="UTF-8"?>` comes first. Default: true.
    pub declaration: bool,
    /// The number of blanks per level of indentation. `None`, the default, writes the compact form
    /// without additional white space.
    pub indent: Option<u8>,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self { declaration: true, indent: None }
    }
}

impl WriteOptions {
    /// Sets [`declaration`](Self::declaration).
    #[must_use]
    pub const fn with_declaration(self, declaration: bool) -> Self {
        Self { declaration, ..self }
    }

    /// Sets [`indent`](Self::indent).
    #[must_use]
    pub const fn with_indent(self, indent: Option<u8>) -> Self {
        Self { indent, ..self }
    }
}
