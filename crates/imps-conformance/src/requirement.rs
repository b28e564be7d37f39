//! The requirements of the enabler. OMA-REQ-IMPS, draft of 28 August 2003.

use crate::made::requirements::REQUIREMENTS;
use crate::verdict::Carriers;

/// A requirement of the enabler.
///
/// ```
/// use imps_conformance::Requirement;
///
/// let requirement = Requirement::find("MT-2").ok_or("no such requirement")?;
/// assert_eq!(requirement.statement, "Tell the sender about non-delivery.");
/// assert!(requirement.carriers.elements.contains(&"DeliveryReport-Request"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Requirement {
    /// Its id, such as `GIM-1`.
    pub id: &'static str,
    /// The layers that serve it, such as `CSP,SSP`; `none` if no message does.
    pub layer: &'static str,
    /// The requirement in our own words.
    pub statement: &'static str,
    /// The elements and items that carry it.
    pub carriers: Carriers,
}

impl Requirement {
    /// All requirements, in the order of the draft.
    pub const ALL: &'static [Self] = REQUIREMENTS;

    /// Finds a requirement by its id.
    pub fn find(id: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|requirement| requirement.id == id)
    }
}
