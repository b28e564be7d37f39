//! Conformance expressions. OMA-ERDEF-IMPS 1.3, tables 2 and 3.

mod error;
mod grammar;

pub use error::{ExpressionError, ExpressionErrorKind};

use crate::operand::Operand;
use crate::why_not::Missing;
use std::fmt;

/// The maximum number of brackets inside one another. The standard has 1.
pub const MAX_DEPTH: usize = 32;

/// The maximum number of bytes of an expression. The longest one of the standard has 150.
pub const MAX_LENGTH: usize = 4096;

/// A conformance expression: items and groups with `AND`, `OR` and brackets. `AND` binds tighter.
///
/// ```
/// use imps_conformance::{Expression, ExpressionErrorKind, Group, Item, Operand, Parsed};
///
/// let text = "OMA-TS-IMPS-CSP-1_3:OSF AND (OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002)";
/// let expression = Parsed::new(text)?.expression;
/// assert_eq!(expression.to_string(), text);
///
/// let item: Item = "S-002".parse()?;
/// let has = [Operand::Group(Group::CSP_OSF), Operand::Item(item)];
/// assert!(expression.holds(&|operand| has.contains(&operand)));
///
/// let error = Parsed::new("C-001 AND (C-002 OR C-003").unwrap_err();
/// assert_eq!((error.offset, error.kind), (10, ExpressionErrorKind::Unclosed));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "ERDEF")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// An item or a group.
    Operand(Operand),
    /// Holds if all parts hold.
    All(Vec<Self>),
    /// Holds if one part holds.
    Any(Vec<Self>),
}

/// An expression that never holds.
impl Default for Expression {
    fn default() -> Self {
        Self::Any(Vec::new())
    }
}

/// An expression that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parsed {
    /// The expression.
    pub expression: Expression,
    /// A warning: the offsets, in bytes, of brackets that close nothing. They have no effect.
    pub stray_brackets: Vec<usize>,
}

impl Parsed {
    /// Reads an expression.
    ///
    /// # Errors
    /// [`TooLong`](ExpressionErrorKind::TooLong) for more than [`MAX_LENGTH`] bytes,
    /// [`TooDeep`](ExpressionErrorKind::TooDeep) for brackets deeper than [`MAX_DEPTH`],
    /// [`UnknownItem`](ExpressionErrorKind::UnknownItem) or
    /// [`UnknownGroup`](ExpressionErrorKind::UnknownGroup) for a name,
    /// [`ExpectedOperand`](ExpressionErrorKind::ExpectedOperand),
    /// [`ExpectedOperator`](ExpressionErrorKind::ExpectedOperator) or
    /// [`Unclosed`](ExpressionErrorKind::Unclosed) for the grammar.
    pub fn new(text: &str) -> Result<Self, ExpressionError> {
        grammar::parse(text)
    }
}

impl Expression {
    /// Returns whether the expression holds, if these operands do.
    pub fn holds(&self, has: &impl Fn(Operand) -> bool) -> bool {
        match self {
            Self::Operand(operand) => has(*operand),
            Self::All(parts) => parts.iter().all(|part| part.holds(has)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(has)),
        }
    }

    /// Returns the operands that it lacks, if only these hold; `None` if it holds.
    pub fn missing(&self, has: &impl Fn(Operand) -> bool) -> Option<Missing> {
        match self {
            Self::Operand(operand) => (!has(*operand)).then_some(Missing::One(*operand)),
            Self::All(parts) => {
                let mut missing: Vec<_> = parts.iter().filter_map(|part| part.missing(has)).collect();
                if missing.len() > 1 { Some(Missing::All(missing)) } else { missing.pop() }
            }
            Self::Any(parts) => {
                let missing: Option<Vec<_>> = parts.iter().map(|part| part.missing(has)).collect();
                let mut missing = missing?;
                let one = if missing.len() == 1 { missing.pop() } else { None };
                Some(one.unwrap_or(Missing::Any(missing)))
            }
        }
    }

    /// Returns the operands, in their order.
    pub fn operands(&self) -> Vec<Operand> {
        match self {
            Self::Operand(operand) => vec![*operand],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::operands).collect(),
        }
    }

    /// Writes the parts of a chain, with brackets around chains inside it.
    fn chain(f: &mut fmt::Formatter<'_>, parts: &[Self], operator: &str) -> fmt::Result {
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                write!(f, " {operator} ")?;
            }
            match part {
                Self::Operand(operand) => write!(f, "{operand}")?,
                chain => write!(f, "({chain})")?,
            }
        }
        Ok(())
    }
}

/// Writes the expression in the form of the standard.
impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operand(operand) => write!(f, "{operand}"),
            Self::All(parts) => Self::chain(f, parts, "AND"),
            Self::Any(parts) => Self::chain(f, parts, "OR"),
        }
    }
}
