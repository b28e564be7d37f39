//! Errors in messages in the plain-text syntax.

use crate::PreambleError;
use crate::codes::Code;
use crate::reading::WarningKind;
use imps_core::{Error, ErrorKind, LimitKind, Limits, Quote};

/// The reason why a text is not a readable message of the plain-text syntax: the source of an error
/// of kind [`ErrorKind::Syntax`](imps_core::ErrorKind::Syntax).
///
/// [`PtsError::of`] finds it. Faults that only the types see, such as a missing element, are errors
/// of other kinds; for these, [`Preamble::parse`](crate::Preamble::parse) returns the transaction.
/// A server answers a message with a valid preamble with a Status of the same
/// [`transaction_id`](Self::transaction_id). A message without one gets no answer.
///
/// ```
/// use imps_csp::Message;
/// use imps_pts::{PtsError, PtsErrorKind};
///
/// let error = imps_pts::from_str::<Message>("WV12ZZ7 SI=S1").unwrap_err();
/// let error = PtsError::of(&error).ok_or("another error")?;
/// assert_eq!(error.transaction_id, Some(7));
/// assert_eq!(error.kind, PtsErrorKind::UnknownMessage("ZZ".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct PtsError {
    /// The fault.
    #[source]
    pub kind: PtsErrorKind,
    /// The transaction, if the preamble contains it.
    pub transaction_id: Option<u16>,
}

impl PtsError {
    /// Returns the syntax error inside an error, if any.
    pub fn of(error: &Error) -> Option<&Self> {
        match error.kind() {
            ErrorKind::Syntax(source) => source.downcast_ref(),
            _ => None,
        }
    }
}

/// The fault of a message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PtsErrorKind {
    /// The text does not begin like a message.
    #[error("{0}")]
    Preamble(#[from] PreambleError),
    /// A preamble of version discovery. Its messages have no known codes.
    #[error("version discovery has no pts mapping")]
    Discovery,
    /// A part of a message that was split over SMS: join it first.
    #[error("part of a message, to be joined with the others first")]
    Part,
    /// No message has these letters in the code tables.
    #[error("unknown message type {0}")]
    UnknownMessage(Code),
    /// The message has no parameter of this name in the code tables.
    #[error("unknown parameter {:?}", Quote::<80>(.0))]
    UnknownParameter(String),
    /// A code that is not in the tables.
    #[error("unknown {space} code {:?}", Quote::<80>(.code))]
    UnknownCode {
        /// The expected kind of code: `capability`, `property`, `service`.
        space: &'static str,
        /// The code, as written.
        code: String,
    },
    /// A fault that lenient reading reports as a warning and strict reading refuses.
    #[error("{0}")]
    Refused(WarningKind),
    /// The message ends after an equals sign.
    #[error("missing value at the end of the message")]
    MissingValue,
    /// A quote without an end.
    #[error("quote not closed")]
    UnclosedQuote,
    /// A group without an end.
    #[error("group not closed")]
    UnclosedGroup,
    /// A line end, which no message may contain.
    #[error("line end in the message")]
    LineEnd,
    /// Other text than the grammar requires at this place.
    #[error("unexpected {}, expected {expected}", character.map_or("end of message".into(), |c| format!("{c:?}")))]
    Unexpected {
        /// The text at this place; `None` at the end of the message.
        character: Option<char>,
        /// The text that the grammar requires.
        expected: &'static str,
    },
    /// A value with another shape than its parameter requires.
    #[error("wrong value of {name}, expected {expected}")]
    WrongShape {
        /// The element of the value.
        name: &'static str,
        /// The required shape.
        expected: &'static str,
    },
    /// The message has 4 GiB or more.
    #[error("message too long")]
    TooLong,
    /// The type to read has no declarations for the parameters.
    #[error("a document without declarations cannot be read from pts")]
    NoDeclarations,
    /// The message exceeds the [`Limits`](imps_core::Limits).
    #[error("more than {limit} {bound}")]
    OverLimit {
        /// The limited quantity.
        bound: LimitKind,
        /// The limit.
        limit: usize,
    },
    /// Groups are nested deeper than [`Limits::depth`](imps_core::Limits::depth).
    #[error("groups nested deeper than {limit}")]
    TooDeep {
        /// The limit.
        limit: u32,
    },
}

impl PtsErrorKind {
    /// Creates the error for an exceeded limit.
    #[cold]
    pub(crate) fn over(bound: LimitKind, limits: &Limits) -> Self {
        Self::OverLimit { bound, limit: limits.of(bound) }
    }
}

/// A fault at a place. The transaction is added when it is known.
#[derive(Debug)]
pub(crate) struct Fail {
    pub(crate) kind: PtsErrorKind,
    pub(crate) at: u32,
}

impl Fail {
    #[cold]
    #[inline(never)]
    pub(crate) fn new(kind: PtsErrorKind, at: u32) -> Self {
        Self { kind, at }
    }

    /// Creates the error, in a transaction.
    #[cold]
    #[inline(never)]
    pub(crate) fn in_transaction(self, transaction_id: Option<u16>) -> Error {
        Error::syntax(PtsError { kind: self.kind, transaction_id }).at(self.at as usize)
    }
}

/// Creates the fault at the start of the text that could not be parsed.
#[derive(Debug)]
pub(crate) struct Fault<'a> {
    pub(crate) at: &'a str,
    pub(crate) kind: PtsErrorKind,
}

impl<'a> Fault<'a> {
    #[cold]
    pub(crate) fn unexpected(at: &'a str, expected: &'static str) -> Self {
        Self { at, kind: PtsErrorKind::Unexpected { character: at.chars().next(), expected } }
    }
}
