//! Limits on the documents that are read and written.

/// Bounds on the cost of a document.
///
/// ```
/// use imps_provisioning::{Document, ErrorKind, Limits};
///
/// let limits = Limits::default().with_depth(1);
/// let nested = br#"<wap-provisioningdoc><characteristic type="A"/></wap-provisioningdoc>"#;
/// let error = Document::from_xml_with(nested, &limits).unwrap_err();
/// assert_eq!(error.kind, ErrorKind::DepthLimit(1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The maximum number of bytes of the document. Default 4 MiB.
    pub bytes: usize,
    /// The maximum number of elements open at once. Default 50. Writing always has this default.
    pub depth: u32,
    /// The maximum number of elements and attributes together. Default 200,000.
    pub items: usize,
}

impl Limits {
    /// The depth of documents to be written.
    pub(crate) const DEPTH: u32 = 50;

    /// Sets [`bytes`](Self::bytes).
    #[must_use]
    pub fn with_bytes(self, bytes: usize) -> Self {
        Self { bytes, ..self }
    }

    /// Sets [`depth`](Self::depth), at most to 500: values of the result are nested as deep.
    #[must_use]
    pub fn with_depth(self, depth: u32) -> Self {
        Self { depth: depth.min(500), ..self }
    }

    /// Sets [`items`](Self::items).
    #[must_use]
    pub fn with_items(self, items: usize) -> Self {
        Self { items, ..self }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 4 << 20, depth: Self::DEPTH, items: 200_000 }
    }
}
