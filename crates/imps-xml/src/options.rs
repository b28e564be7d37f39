//! How to write.

/// How to write a document.
///
/// ```
/// use imps_xml::WriteOptions;
/// let options = WriteOptions::default().with_indent(Some(2)).with_declaration(false);
/// assert_eq!(options.indent, Some(2));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// Whether `<?xml version="1.0" encoding="UTF-8"?>` comes first. Default: it does.
    pub declaration: bool,
    /// Blanks that each level is indented by; `None`, the default, is the compact form without white space of its own.
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
