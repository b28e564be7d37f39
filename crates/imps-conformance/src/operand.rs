//! The things that a conformance expression names.

use crate::group::Group;
use crate::item::Item;
use std::fmt;

/// A thing that a conformance expression names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operand {
    /// Another item.
    Item(Item),
    /// A feature group.
    Group(Group),
}

impl Operand {
    /// Returns the short name.
    pub fn short(self) -> &'static str {
        match self {
            Self::Item(item) => item.short(),
            Self::Group(group) => group.short(),
        }
    }
}

/// Writes the full id.
impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(item) => item.fmt(f),
            Self::Group(group) => group.fmt(f),
        }
    }
}
