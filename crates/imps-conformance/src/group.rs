//! The feature groups that the conformance expressions name.

use crate::item::Side;
use crate::made::groups::{GROUPS, WRITTEN_GROUPS};
use crate::verdict::Carriers;
use oma_imps::imps_core::Quote;
use std::fmt;
use std::str::FromStr;

/// A row of the table of groups.
#[derive(Debug)]
pub(crate) struct GroupRow {
    pub(crate) id: &'static str,
    pub(crate) short: &'static str,
    pub(crate) side: Side,
    pub(crate) is_mandatory: bool,
    pub(crate) document: &'static str,
    pub(crate) what_it_takes: &'static str,
    pub(crate) carriers: Carriers,
}

/// A feature group of a document: its mandatory or optional features for one side. A product
/// declares groups, and the conformance expressions say which items follow.
///
/// The contents of the groups were in tables that are not available.
/// [`what_it_takes`](Self::what_it_takes) is the reading of this project.
///
/// ```
/// use imps_conformance::{Group, Side};
///
/// let group: Group = "OMA-TS-IMPS-CSP-Transport-1_3:MCF".parse()?;
/// assert_eq!(group, Group::TRANSPORT_MCF);
/// assert_eq!((group.short(), group.side()), ("Transport:MCF", Side::Client));
/// assert_eq!("transport:mcf".parse(), Ok(group));
/// # Ok::<(), imps_conformance::UnknownGroup>(())
/// ```
#[doc(alias("MCF", "OCF", "feature group"))]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Group(pub(crate) u8);

/// The error for a text that is no group.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown feature group {:?}: expected one such as CSP:MCF", Quote::<80>(.0))]
pub struct UnknownGroup(pub(crate) String);

impl Group {
    /// Returns the 25 groups that the expressions name as written.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0_u8..).take(WRITTEN_GROUPS).map(Self).collect::<Vec<_>>().into_iter()
    }

    /// Returns all groups, with the ones of the corrected reading alone: `WBXML:MSF`.
    pub fn all_readings() -> impl ExactSizeIterator<Item = Self> {
        (0_u8..).take(GROUPS.len()).map(Self).collect::<Vec<_>>().into_iter()
    }

    fn row(self) -> Option<&'static GroupRow> {
        GROUPS.get(usize::from(self.0))
    }

    /// Returns the id, such as `OMA-TS-IMPS-CSP-1_3:MCF`.
    pub fn id(self) -> &'static str {
        self.row().map_or("", |row| row.id)
    }

    /// Returns a shorter name, such as `CSP:MCF`.
    pub fn short(self) -> &'static str {
        self.row().map_or("", |row| row.short)
    }

    /// Returns the side that has the features.
    pub fn side(self) -> Side {
        self.row().map_or(Side::Client, |row| row.side)
    }

    /// Returns whether these are the mandatory features of its document.
    pub fn is_mandatory(self) -> bool {
        self.row().is_some_and(|row| row.is_mandatory)
    }

    /// Returns the document that has the features.
    pub fn document(self) -> &'static str {
        self.row().map_or("", |row| row.document)
    }

    /// Returns the abilities of a program with this group, in the reading of this project.
    pub fn what_it_takes(self) -> &'static str {
        self.row().map_or("", |row| row.what_it_takes)
    }

    /// Returns the crates and modules of this workspace for the group.
    pub fn carriers(self) -> Carriers {
        self.row().map_or(Carriers::NONE, |row| row.carriers)
    }
}

impl fmt::Debug for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.short())
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// Reads an id or a shorter name, in any letter case.
impl FromStr for Group {
    type Err = UnknownGroup;

    fn from_str(text: &str) -> Result<Self, UnknownGroup> {
        let is_it = |group: &Self| [group.id(), group.short()].iter().any(|id| id.eq_ignore_ascii_case(text));
        Self::all_readings().find(is_it).ok_or_else(|| UnknownGroup(text.into()))
    }
}
