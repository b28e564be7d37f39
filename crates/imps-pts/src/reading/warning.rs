//! Warnings: content that reading skips or changes without refusing the message.

use crate::codes::Code;
use core::fmt;
use imps_core::Quote;

/// Content of a message that reading skipped or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The kind of the warning.
    pub kind: WarningKind,
    /// The offset from the start of the message, in bytes.
    pub offset: usize,
}

/// The kind of a warning.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WarningKind {
    /// The version is unknown: the message was read as 1.2.
    #[error("unknown version {}{}, read as 1.2", char::from(*.0), char::from(*.1))]
    UnknownVersion(u8, u8),
    /// A parameter appears twice: the last one counts.
    #[error("parameter {0} comes again, and only the last counts")]
    RepeatedParameter(Code),
    /// Two parameters represent the same element: the second one counts.
    #[error("parameters {0} and {1} mean the same element, and only the last counts")]
    SameElement(Code, Code),
    /// No presence attribute, or part of one, has this code: it was omitted.
    #[error("unknown presence code {:?} left out", Quote::<80>(.0))]
    UnknownAttribute(String),
    /// A presence attribute has another shape than attribute, qualifier and value: it was omitted.
    #[error("presence attribute {:?} of the wrong shape left out", Quote::<80>(.0))]
    MalformedAttribute(String),
}

impl WarningKind {
    /// Returns whether a part of the message was omitted, and not only read differently.
    pub const fn is_loss(&self) -> bool {
        !matches!(self, Self::UnknownVersion(..))
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.kind, self.offset)
    }
}
