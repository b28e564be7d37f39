//! Losses: content that writing omits or changes without refusing the message.

use imps_core::Quote;

/// Content of a document that is not in the message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Loss {
    /// An element without a code, or a word, that the caller allowed to omit.
    #[error("{} left out, which has no pts mapping", Quote::<80>(.0))]
    LeftOut(String),
    /// An empty list of presence attributes, which means all attributes, like its absence.
    #[error("empty {} left out", Quote::<80>(.0))]
    EmptyList(String),
    /// Line ends, which the syntax cannot express, became spaces.
    #[error("line ends in {} replaced by spaces", Quote::<80>(.0))]
    LineEnds(String),
}
