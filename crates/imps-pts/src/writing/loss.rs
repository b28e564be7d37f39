//! What writing leaves out or changes without refusing the message.

use imps_core::Quote;

/// Something in a document that did not get into the message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Loss {
    /// An element without a code, or a word, that the caller allowed to leave out.
    #[error("{} left out, which has no pts mapping", Quote::<80>(.0))]
    LeftOut(String),
    /// An empty list of presence attributes, which stands for all of them as its absence does.
    #[error("empty {} left out", Quote::<80>(.0))]
    EmptyList(String),
    /// Line ends, which the syntax cannot carry, became spaces.
    #[error("line ends in {} replaced by spaces", Quote::<80>(.0))]
    LineEnds(String),
}
