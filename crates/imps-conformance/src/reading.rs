//! The readings of the conformance expressions.

use crate::group::Group;
use crate::item::Item;
use crate::made::items::CORRECTIONS;
use std::collections::BTreeSet;
use std::fmt;

/// A reading of the conformance expressions, three of which have evident faults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reading {
    /// The expressions as written. A bracket that closes nothing is skipped.
    #[default]
    AsWritten,
    /// The expressions with the [corrections](Correction::ALL). `WBXML:MSCF` and `WBXML:MSF` are
    /// one group.
    Corrected,
}

impl Reading {
    /// Both readings.
    pub const ALL: [Self; 2] = [Self::AsWritten, Self::Corrected];

    /// Returns the name: `as-written` or `corrected`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsWritten => "as-written",
            Self::Corrected => "corrected",
        }
    }

    /// Returns whether declared groups have a group in this reading.
    pub(crate) fn has(self, declared: &BTreeSet<Group>, group: Group) -> bool {
        let same = [Group::WBXML_MSCF, Group::WBXML_MSF];
        let is_one_of_them = self == Self::Corrected && same.contains(&group);
        declared.contains(&group) || (is_one_of_them && same.iter().any(|group| declared.contains(group)))
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A correction of one expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Correction {
    /// The item with the expression.
    pub item: Item,
    /// The part as written.
    pub found: &'static str,
    /// The part in the corrected reading.
    pub expected: &'static str,
    /// The reason.
    pub reason: &'static str,
}

impl Correction {
    /// All corrections.
    pub const ALL: &'static [Self] = CORRECTIONS;

    pub(crate) const fn new(
        row: u8,
        found: &'static str,
        expected: &'static str,
        reason: &'static str,
    ) -> Self {
        Self { item: Item::at(row), found, expected, reason }
    }
}
