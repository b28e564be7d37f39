//! The guidelines for implementations. OMA-WP-IMPS, release definition of 2009.

use crate::made::guidelines::GUIDELINES;
use crate::verdict::Carriers;

/// A feature of the guidelines for implementations.
///
/// The text of the white paper was not available. So helpers rest on what programs do, and a
/// guideline without a carrier is a note with the reason.
///
/// ```
/// use imps_conformance::{Guideline, GuidelineKind, Verdict};
///
/// let interpretation = Guideline::find(11).ok_or("no such guideline")?;
/// assert_eq!(interpretation.carriers.code, ["imps_presence::ShownMapping"]);
///
/// let nudging = Guideline::find(14).ok_or("no such guideline")?;
/// assert_eq!((nudging.kind, nudging.carriers.verdict), (GuidelineKind::Note, Verdict::NotApplicable));
/// assert!(nudging.carriers.missing.starts_with("a carrier: no table has a token for it"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Guideline {
    /// Its number, from 1.
    pub number: u8,
    /// Its title.
    pub feature: &'static str,
    /// The kind of its carrier.
    pub kind: GuidelineKind,
    /// Its meaning for messages.
    pub meaning: &'static str,
    /// The elements and items that carry it.
    pub carriers: Carriers,
}

/// The kind of the carrier of a guideline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GuidelineKind {
    /// The messages are enough.
    Type,
    /// It takes code beside the messages.
    Helper,
    /// Nothing can be written without the white paper.
    Note,
}

impl GuidelineKind {
    /// Returns the name: `type`, `helper` or `note`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Helper => "helper",
            Self::Note => "note",
        }
    }
}

impl Guideline {
    /// All guidelines, by their numbers.
    pub const ALL: &'static [Self] = GUIDELINES;

    /// Finds a guideline by its number.
    pub fn find(number: u8) -> Option<&'static Self> {
        Self::ALL.iter().find(|guideline| guideline.number == number)
    }
}
