//! Reasons why a message cannot be relayed.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use imps_core::Quote;
use imps_csp::StatusCode;
use imps_ssp::Status;
use imps_ssp::common::DetailedResult;

/// The reason why a message cannot be relayed. [`status`](Self::status) returns the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RelayError {
    /// The primitive belongs to the home server and has no form between servers.
    NotRelayed {
        /// The primitive.
        primitive: String,
    },
    /// The primitive names nobody of another domain.
    NoOtherDomain,
    /// An invitation without an inviting user.
    NoSender,
    /// The context has no peer, or the peer is the server itself: the relay accepts no statement.
    NoPeer,
    /// The peer speaks for an address that is not a valid one of its domain.
    ForeignSender {
        /// The address as written.
        address: String,
    },
    /// Every party belongs to a third domain or is unknown.
    Refused(Vec<DetailedResult<'static>>),
    /// An unknown primitive.
    NotUnderstood {
        /// The name of the primitive.
        primitive: String,
    },
    /// A known primitive that has no handler here.
    NoHandler {
        /// The name of the primitive.
        primitive: String,
    },
    /// An answer that does not match the pending request.
    Mismatch {
        /// The answer.
        answer: String,
        /// The request.
        request: String,
    },
    /// A request lacks a value that the peer needs.
    Missing {
        /// The missing element.
        element: &'static str,
    },
    /// An invalid value.
    BadValue {
        /// The place of the value.
        element: &'static str,
    },
}

impl RelayError {
    /// Returns the status code of the answer.
    pub fn code(&self) -> StatusCode {
        match self {
            Self::NotRelayed { .. } | Self::NotUnderstood { .. } => StatusCode::SERVICE_NOT_SUPPORTED,
            Self::NoHandler { .. } => StatusCode::NOT_IMPLEMENTED,
            Self::ForeignSender { .. } | Self::NoPeer => StatusCode::GENERAL_ADDRESS_ERROR,
            Self::Refused(results) => match results.as_slice() {
                [first, rest @ ..] if rest.iter().all(|other| other.code == first.code) => first.code,
                _ => StatusCode::MULTIPLE_ERRORS,
            },
            Self::NoOtherDomain
            | Self::NoSender
            | Self::Mismatch { .. }
            | Self::Missing { .. }
            | Self::BadValue { .. } => StatusCode::BAD_REQUEST,
        }
    }

    /// Returns the answer to a peer.
    pub fn status(&self) -> Status<'static> {
        let detailed_results = match self {
            Self::Refused(results) => results.clone(),
            _ => Vec::new(),
        };
        Status { description: Some(self.to_string().into()), detailed_results, ..Status::new(self.code()) }
    }
}

/// The error for a value that the peer needs.
pub(super) fn required<'r, T>(field: &'r Option<T>, element: &'static str) -> Result<&'r T, RelayError> {
    field.as_ref().ok_or(RelayError::Missing { element })
}

impl fmt::Display for RelayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRelayed { primitive } => {
                write!(f, "{} is a matter of the home server", Quote::<80>(primitive))
            }
            Self::NoOtherDomain => f.write_str("nobody of another domain is named"),
            Self::NoSender => f.write_str("nobody is known to invite"),
            Self::NoPeer => f.write_str("no peer is known, so that nobody's statement is accepted"),
            Self::ForeignSender { address } => {
                write!(f, "{} is no valid address of the peer's domain", Quote::<80>(address))
            }
            Self::Refused(_) => f.write_str("none of those named is served here"),
            Self::NotUnderstood { primitive } => write!(f, "{} is not understood", Quote::<80>(primitive)),
            Self::NoHandler { primitive } => write!(f, "{} is not handled here", Quote::<80>(primitive)),
            Self::Mismatch { answer, request } => {
                write!(f, "{} does not answer {}", Quote::<80>(answer), Quote::<80>(request))
            }
            Self::Missing { element } => write!(f, "missing {element}, which a peer needs"),
            Self::BadValue { element } => write!(f, "the value of {element} means nothing"),
        }
    }
}

impl core::error::Error for RelayError {}
