//! The documents of the enabler. Release definition of OMA IMPS 1.3, table 1.

use crate::made::documents::DOCUMENTS;
use crate::verdict::Carriers;

/// A document of the enabler.
///
/// ```
/// use imps_conformance::{Document, Verdict};
///
/// let document = Document::find("CSP WBXML").ok_or("no such document")?;
/// assert_eq!(document.reference, "OMA-TS-IMPS-CSP_WBXML-V1_3-20061214-C");
/// assert_eq!(document.carriers.verdict, Verdict::Yes);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// Its short name in the release definition.
    pub key: &'static str,
    /// Its permanent reference.
    pub reference: &'static str,
    /// Its subject.
    pub role: &'static str,
    /// The crates that carry it.
    pub carriers: Carriers,
}

impl Document {
    /// All documents, in the order of the release definition.
    pub const ALL: &'static [Self] = DOCUMENTS;

    /// Finds a document by its short name.
    pub fn find(key: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|document| document.key == key)
    }
}
