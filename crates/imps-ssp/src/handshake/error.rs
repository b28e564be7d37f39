//! Errors of messages and set-ups.

use crate::handshake::{Domain, Post};
use alloc::boxed::Box;
use alloc::string::String;
use imps_core::Quote;
use imps_types::StatusCode;

/// The reason why a message was refused, or why a set-up has ended.
///
/// The rule: a message that does not belong to a set-up changes nothing. Do not answer it with a
/// [`LoginResponse`](crate::envelope::LoginResponse), which would end the set-up that the forger
/// wants to disturb. A message that belongs to the set-up but is wrong [ends](Self::ends) it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HandshakeError {
    /// The peer did not receive this server's secret. The set-up is over.
    #[error("digest does not match")]
    WrongDigest {
        /// The message that informs the peer.
        reply: Box<Post>,
    },
    /// The peer agrees, but does not state its name for the session. The set-up is over.
    #[error("login response without session id")]
    MissingSessionId {
        /// The message that informs the peer.
        reply: Box<Post>,
    },
    /// The peer refuses. The set-up is over.
    #[error("peer refuses with status {code}")]
    Refused {
        /// The status code of the refusal.
        code: StatusCode,
        /// The human-readable text of the refusal.
        description: Option<String>,
    },
    /// The message came after the deadline of its set-up. The set-up is over, too.
    #[error("set-up has timed out")]
    TimedOut,
    /// The set-up was over before the message came.
    #[error("set-up is over")]
    Over,
    /// The message belongs to a session.
    #[error("not a message of a set-up")]
    NotSetup,
    /// A message of the initiator claims to be from the responder, or the reverse.
    #[error("mode does not fit the role of the sender")]
    WrongMode,
    /// The service id names no server, or a server that may not be looked up at the request of a
    /// stranger: see [`Domain`].
    #[error("service id names no domain that may be looked up")]
    NoDomain,
    /// The message names another server than the peer of the set-up.
    #[error("message of {} in a set-up with {}", Quote::<80>(.found.as_str()), Quote::<80>(.expected.as_str()))]
    WrongDomain {
        /// The peer of the set-up.
        expected: Domain,
        /// The named server.
        found: Domain,
    },
    /// The peer is the server itself.
    #[error("{} is the own domain", Quote::<80>(.0.as_str()))]
    OwnDomain(Domain),
    /// The message has no secret, or the secret is invalid base64 although it claims to be base64.
    #[error("no secret in the message")]
    MissingSecret,
    /// The message belongs to no set-up.
    #[error("message belongs to no set-up")]
    UnknownTransaction,
    /// The step was taken before.
    #[error("{step} was received before")]
    Replayed {
        /// The element.
        step: &'static str,
    },
    /// The step comes later, or never.
    #[error("unexpected {found}, expected {expected}")]
    OutOfTurn {
        /// The expected element.
        expected: &'static str,
        /// The received element.
        found: &'static str,
    },
    /// Both servers open, and this server's set-up continues.
    #[error("crossed a set-up with {} that goes on", Quote::<80>(.0.as_str()))]
    Crossed(Domain),
    /// There is a set-up with this server already.
    #[error("set-up with {} is under way already", Quote::<80>(.0.as_str()))]
    UnderWay(Domain),
    /// The transaction id and the session id of the message exceed the maximum number of bytes.
    #[error("more than {limit} bytes in the ids of a set-up")]
    TooLong {
        /// The maximum number.
        limit: usize,
    },
    /// The maximum number of set-ups is reached.
    #[error("too many set-ups under way")]
    Full,
    /// This server's own secret, session id or transaction id is empty.
    #[error("own credentials are incomplete")]
    Credentials,
}

impl HandshakeError {
    /// Returns the message to send and its receiver: the set-up is over, and the peer does not know
    /// yet.
    pub fn reply(&self) -> Option<&Post> {
        match self {
            Self::WrongDigest { reply } | Self::MissingSessionId { reply } => Some(reply),
            _ => None,
        }
    }

    /// Returns whether the error has ended the set-up of the message.
    pub fn ends(&self) -> bool {
        matches!(
            self,
            Self::WrongDigest { .. } | Self::MissingSessionId { .. } | Self::Refused { .. } | Self::TimedOut
        )
    }

    /// Returns the status that a server should answer, if it answers; `None` for a refusal, which
    /// is itself an answer.
    ///
    /// All codes are derived: the only known server closes the connection instead. 409 comes from
    /// the example of a refusal, and 901 is the code that this server uses for users of a wrong
    /// domain. The rest follow the meanings of CSP.
    ///
    /// | code | for |
    /// | --- | --- |
    /// | 400 | no domain, no secret, no session id, ids that are too long, a mode that does not fit |
    /// | 408 | a message that comes too late |
    /// | 409 | a wrong digest |
    /// | 420 | an unknown transaction, a replay, a message out of turn or after the end of its set-up |
    /// | 500 | incomplete credentials of this server |
    /// | 503 | too many set-ups |
    /// | 603 | a set-up in parallel to another one |
    /// | 604 | a message of a session |
    /// | 901 | another server than expected, or this server itself |
    pub fn status(&self) -> Option<StatusCode> {
        Some(match self {
            Self::Refused { .. } => return None,
            Self::NoDomain
            | Self::MissingSecret
            | Self::MissingSessionId { .. }
            | Self::TooLong { .. }
            | Self::WrongMode => StatusCode::BAD_REQUEST,
            Self::TimedOut => StatusCode::REQUEST_TIMEOUT,
            Self::WrongDigest { .. } => StatusCode::INVALID_PASSWORD,
            Self::UnknownTransaction | Self::Replayed { .. } | Self::OutOfTurn { .. } | Self::Over => {
                StatusCode::INVALID_TRANSACTION
            }
            Self::Credentials => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Full => StatusCode::SERVICE_UNAVAILABLE,
            Self::Crossed(_) | Self::UnderWay(_) => StatusCode::ALREADY_LOGGED_IN,
            Self::NotSetup => StatusCode::NOT_LOGGED_IN,
            Self::WrongDomain { .. } | Self::OwnDomain(_) => StatusCode::GENERAL_ADDRESS_ERROR,
        })
    }
}
