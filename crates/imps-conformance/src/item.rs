//! The items of the release definition.

use crate::expression::Parsed;
use crate::made::items::ITEMS;
use crate::reading::Reading;
use oma_imps::imps_core::Quote;
use std::fmt;
use std::str::FromStr;

/// A row of the table of items.
#[derive(Debug)]
pub(crate) struct ItemRow {
    pub(crate) id: &'static str,
    pub(crate) feature: &'static str,
    pub(crate) is_mandatory: bool,
    pub(crate) written: &'static str,
    pub(crate) corrected: &'static str,
}

/// The side of a connection that an item or a group is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The client.
    Client,
    /// The server.
    Server,
}

impl Side {
    /// Both sides.
    pub const ALL: [Self; 2] = [Self::Client, Self::Server];

    /// Returns the name: `client` or `server`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Server => "server",
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// An item of the release definition: something that a product can claim. OMA-ERDEF-IMPS 1.3,
/// tables 2 and 3.
///
/// ```
/// use imps_conformance::{Item, Reading};
///
/// let item: Item = "S-015".parse()?;
/// assert_eq!(item.to_string(), "OMA-ERDEF-IMPS-S-015");
/// assert_eq!(item.requirement(), "OMA-TS-IMPS-SSP_Transport-V1_3:OSF AND OMA-ERDEF-IMPS-S-014)");
/// assert_eq!(item.expression(Reading::AsWritten).stray_brackets.len(), 1);
/// assert_eq!(item.expression(Reading::Corrected).stray_brackets.len(), 0);
/// # Ok::<(), imps_conformance::UnknownItem>(())
/// ```
#[doc(alias = "SCR")]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Item(u8);

/// The error for a text that is no item.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown item {:?}: expected one such as S-001", Quote::<80>(.0))]
pub struct UnknownItem(pub(crate) String);

/// The start of every id.
const PREFIX: &str = "OMA-ERDEF-IMPS-";

impl Item {
    /// Returns all items: first the items of clients, then the items of servers.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0_u8..).take(ITEMS.len()).map(Self).collect::<Vec<_>>().into_iter()
    }

    /// The item of a row of the made tables.
    pub(crate) const fn at(row: u8) -> Self {
        Self(row)
    }

    fn row(self) -> Option<&'static ItemRow> {
        ITEMS.get(usize::from(self.0))
    }

    /// Returns the id, such as `OMA-ERDEF-IMPS-S-001`.
    pub fn id(self) -> &'static str {
        self.row().map_or("", |row| row.id)
    }

    /// Returns the end of the id, such as `S-001`.
    pub fn short(self) -> &'static str {
        self.id().trim_start_matches(PREFIX)
    }

    /// Returns the side that it is about.
    pub fn side(self) -> Side {
        if self.short().starts_with('C') { Side::Client } else { Side::Server }
    }

    /// Returns whether every product of its side must have it.
    pub fn is_mandatory(self) -> bool {
        self.row().is_some_and(|row| row.is_mandatory)
    }

    /// Returns its title.
    pub fn feature(self) -> &'static str {
        self.row().map_or("", |row| row.feature)
    }

    /// Returns its conformance expression as written.
    pub fn requirement(self) -> &'static str {
        self.row().map_or("", |row| row.written)
    }

    /// Returns its conformance expression in a reading.
    pub fn expression(self, reading: Reading) -> Parsed {
        let text = self.row().map_or("", |row| match reading {
            Reading::AsWritten => row.written,
            Reading::Corrected => row.corrected,
        });
        // A test parses all of them.
        Parsed::new(text).unwrap_or_default()
    }
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.short())
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// Reads an id with or without its beginning, in any letter case.
impl FromStr for Item {
    type Err = UnknownItem;

    fn from_str(text: &str) -> Result<Self, UnknownItem> {
        let is_it = |item: &Self| [item.id(), item.short()].iter().any(|id| id.eq_ignore_ascii_case(text));
        Self::all().find(is_it).ok_or_else(|| UnknownItem(text.into()))
    }
}
