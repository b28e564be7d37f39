//! What can be wrong with a message in the plain-text syntax.

use crate::PreambleError;
use crate::codes::Code;
use crate::reading::WarningKind;
use imps_core::{Error, ErrorKind, LimitKind, Limits, Quote};

/// Why a text is no message of the plain-text syntax, or none that can be read: the source of an error of kind
/// [`ErrorKind::Syntax`](imps_core::ErrorKind::Syntax).
///
/// [`PtsError::of`] finds it. Faults that only the types see, such as a missing element, are errors of other kinds; for those
/// [`Preamble::parse`](crate::Preamble::parse) tells the transaction. A server answers a message whose preamble is good with a Status of the same
/// [`transaction_id`](Self::transaction_id); a message without one gets no answer.
///
/// ```
/// use imps_csp::Message;
/// use imps_pts::{PtsError, PtsErrorKind};
///
/// let error = imps_pts::from_str::<Message>("WV12ZZ7 SI=S1").unwrap_err();
/// let error = PtsError::of(&error).unwrap();
/// assert_eq!(error.transaction_id, Some(7));
/// assert_eq!(error.kind, PtsErrorKind::UnknownMessage("ZZ".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct PtsError {
    /// What is wrong.
    #[source]
    pub kind: PtsErrorKind,
    /// The transaction, when the preamble tells it.
    pub transaction_id: Option<u16>,
}

impl PtsError {
    /// The syntax error inside an error, if that is what it is.
    pub fn of(error: &Error) -> Option<&Self> {
        match error.kind() {
            ErrorKind::Syntax(source) => source.downcast_ref(),
            _ => None,
        }
    }
}

/// What is wrong with a message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PtsErrorKind {
    /// The message does not begin as one.
    #[error("{0}")]
    Preamble(#[from] PreambleError),
    /// A preamble of version discovery, whose messages have no known codes.
    #[error("version discovery has no pts mapping")]
    Discovery,
    /// A part of a message that was split over SMS: join it first.
    #[error("part of a message, to be joined with the others first")]
    Part,
    /// No message has these letters, as far as the code tables know.
    #[error("unknown message type {0}")]
    UnknownMessage(Code),
    /// The message has no parameter of this name, as far as the code tables know.
    #[error("unknown parameter {:?}", Quote::<80>(.0))]
    UnknownParameter(String),
    /// A code that the tables do not know.
    #[error("unknown {space} code {:?}", Quote::<80>(.code))]
    UnknownCode {
        /// What the code would stand for: `capability`, `property`, `service`.
        space: &'static str,
        /// The code, as written.
        code: String,
    },
    /// What lenient reading tells as a warning and strict reading refuses.
    #[error("{0}")]
    Refused(WarningKind),
    /// The message ends behind a sign of equality.
    #[error("missing value at the end of the message")]
    MissingValue,
    /// A quote is opened and not closed.
    #[error("quote not closed")]
    UnclosedQuote,
    /// A group is opened and not closed.
    #[error("group not closed")]
    UnclosedGroup,
    /// A line end, which no message may contain.
    #[error("line end in the message")]
    LineEnd,
    /// Something else stands where the grammar demands a certain thing.
    #[error("unexpected {}, expected {expected}", character.map_or("end of message".into(), |c| format!("{c:?}")))]
    Unexpected {
        /// What stands there; `None` at the end of the message.
        character: Option<char>,
        /// What the grammar demands.
        expected: &'static str,
    },
    /// A value has another shape than its parameter demands.
    #[error("wrong value of {name}, expected {expected}")]
    WrongShape {
        /// The element that the value is for.
        name: &'static str,
        /// The shape demanded.
        expected: &'static str,
    },
    /// The message has 4 GiB or more.
    #[error("message too long")]
    TooLong,
    /// The type to be read has no declarations to map parameters by.
    #[error("a document without declarations cannot be read from pts")]
    NoDeclarations,
    /// There is more of something than the [`Limits`](imps_core::Limits) allow.
    #[error("more than {limit} {bound}")]
    OverLimit {
        /// Of what.
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
    /// More than the limit.
    #[cold]
    pub(crate) fn over(bound: LimitKind, limits: &Limits) -> Self {
        Self::OverLimit { bound, limit: limits.of(bound) }
    }
}

/// A fault at a place; the transaction is added where it is known.
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

    /// The error, in a transaction.
    #[cold]
    #[inline(never)]
    pub(crate) fn in_transaction(self, transaction_id: Option<u16>) -> Error {
        Error::syntax(PtsError { kind: self.kind, transaction_id }).at(self.at as usize)
    }
}

/// A fault at the start of what could not be parsed.
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
