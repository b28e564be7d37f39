//! What writing leaves out or changes without refusing the message.

/// Something in a document that did not get into the message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Loss {
    /// An element without a code, or a word, that the caller allowed to leave out.
    #[error("{0} left out, which has no pts mapping")]
    LeftOut(String),
    /// An empty list of presence attributes, which stands for all of them as its absence does.
    #[error("empty {0} left out")]
    EmptyList(String),
    /// Line ends, which the syntax cannot carry, became spaces.
    #[error("line ends in {0} replaced by spaces")]
    LineEnds(String),
}
