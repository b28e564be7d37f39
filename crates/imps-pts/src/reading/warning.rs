//! What reading passes over or changes without refusing the message.

use crate::codes::Code;
use core::fmt;
use imps_core::Quote;

/// Something in a message that was not read as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What happened.
    pub kind: WarningKind,
    /// Where, in octets from the start of the message.
    pub offset: usize,
}

/// What happened to a part of a message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WarningKind {
    /// The version is none that is known: the message was read as 1.2.
    #[error("unknown version {}{}, read as 1.2", char::from(*.0), char::from(*.1))]
    UnknownVersion(u8, u8),
    /// A parameter stands twice: the last one counts.
    #[error("parameter {0} stands again, and only the last counts")]
    RepeatedParameter(Code),
    /// Two parameters stand for the same element: the second one counts.
    #[error("parameters {0} and {1} stand for the same element, and only the last counts")]
    SameElement(Code, Code),
    /// No presence attribute, or part of one, has this code: it was left out.
    #[error("unknown presence code {:?} left out", Quote::<80>(.0))]
    UnknownAttribute(String),
    /// A presence attribute has another shape than attribute, qualifier and value: it was left out.
    #[error("presence attribute {:?} of the wrong shape left out", Quote::<80>(.0))]
    MalformedAttribute(String),
}

impl WarningKind {
    /// Whether a part of the message was left out, and not only taken in another way.
    pub const fn is_loss(&self) -> bool {
        !matches!(self, Self::UnknownVersion(..))
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at octet {}", self.kind, self.offset)
    }
}
