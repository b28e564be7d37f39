//! The fault of a text that is no conformance expression.

use super::{MAX_DEPTH, MAX_LENGTH};
use crate::group::UnknownGroup;
use crate::item::UnknownItem;

/// The reason why a text is no conformance expression, with its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("byte {offset}: {kind}")]
#[non_exhaustive]
pub struct ExpressionError {
    /// The place, in bytes from the start.
    pub offset: usize,
    /// The fault.
    #[source]
    pub kind: ExpressionErrorKind,
}

/// The fault of a text that is no conformance expression.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExpressionErrorKind {
    /// There is no item, group or bracket where one must be.
    #[error("expected an item, a feature group or a bracket")]
    ExpectedOperand,
    /// Something else follows an operand.
    #[error("expected AND, OR or the end")]
    ExpectedOperator,
    /// The bracket at this place is not closed.
    #[error("this bracket is not closed")]
    Unclosed,
    /// The item is not in the release definition.
    #[error("{0}")]
    UnknownItem(UnknownItem),
    /// The expressions do not name this group.
    #[error("{0}")]
    UnknownGroup(UnknownGroup),
    /// The bracket at this place is too deep.
    #[error("more than {MAX_DEPTH} brackets inside one another")]
    TooDeep,
    /// The text is too long.
    #[error("more than {MAX_LENGTH} bytes")]
    TooLong,
}
