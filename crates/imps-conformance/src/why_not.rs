//! The reason why an item is not in a claim.

use crate::group::Group;
use crate::item::Item;
use crate::operand::Operand;
use std::collections::BTreeSet;
use std::fmt;

/// The operands that an expression lacks. An expression holds if it gets them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// This one.
    One(Operand),
    /// All of these.
    All(Vec<Self>),
    /// One of these.
    Any(Vec<Self>),
}

impl Missing {
    /// Returns the operands, in the order of the expression.
    pub fn operands(&self) -> Vec<Operand> {
        match self {
            Self::One(operand) => vec![*operand],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::operands).collect(),
        }
    }
}

/// Writes short names, such as `S-006 and (S-005 or S-007)`.
impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (parts, operator) = match self {
            Self::One(operand) => return f.write_str(operand.short()),
            Self::All(parts) => (parts, "and"),
            Self::Any(parts) => (parts, "or"),
        };
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                write!(f, " {operator} ")?;
            }
            match part {
                Self::One(operand) => f.write_str(operand.short())?,
                chain => write!(f, "({chain})")?,
            }
        }
        Ok(())
    }
}

/// One item that is not in a claim, and the operands that it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Step {
    /// The item.
    pub item: Item,
    /// The operands that it lacks.
    pub missing: Missing,
}

impl Step {
    pub(crate) const fn new(item: Item, missing: Missing) -> Self {
        Self { item, missing }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} needs {}", self.item.short(), self.missing)
    }
}

/// The reason why an item is not in a claim.
///
/// Its text is one line of at most 30 steps:
///
/// ```
/// use imps_conformance::{Claim, Group, Reading};
///
/// let server = [Group::CSP_MSF, Group::TRANSPORT_MSF, Group::PTS_MSF, Group::WBXML_MSCF];
/// let claim = Claim::largest(server, Reading::AsWritten);
/// let why_not = claim.why_not("S-001".parse()?).ok_or("it holds")?;
/// assert_eq!(why_not.to_string(), "S-001 needs S-005 or C-007; S-005 needs XMLS:MSF; C-007 needs PTS:MCF");
/// assert_eq!(why_not.groups().into_iter().collect::<Vec<_>>(), [Group::XMLS_MSF, Group::PTS_MCF]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WhyNot {
    /// The item, then the items that it lacks, each once, down to the groups.
    pub steps: Vec<Step>,
}

impl WhyNot {
    /// Returns the groups at the ends of the steps. If a product declares all of them too, the item
    /// is in its claim. Fewer may be enough, where a step has alternatives.
    pub fn groups(&self) -> BTreeSet<Group> {
        let group = |operand| match operand {
            Operand::Group(group) => Some(group),
            Operand::Item(_) => None,
        };
        self.steps.iter().flat_map(|step| step.missing.operands()).filter_map(group).collect()
    }

    /// Returns the other items that it lacks.
    pub fn items(&self) -> BTreeSet<Item> {
        self.steps.iter().skip(1).map(|step| step.item).collect()
    }
}

impl fmt::Display for WhyNot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            step.fmt(f)?;
        }
        Ok(())
    }
}
