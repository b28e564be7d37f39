//! Why a message was refused, or a set-up has ended.

use crate::handshake::{Domain, Post};
use alloc::boxed::Box;
use alloc::string::String;
use imps_core::Quote;
use imps_types::StatusCode;

/// Why a message was refused, or a set-up has ended.
///
/// The rule: a message that does not belong changes nothing, and should not be answered with a
/// [`LoginResponse`](crate::envelope::LoginResponse), which would end what it was forged to disturb. One that belongs and is wrong
/// [ends](Self::ends) the set-up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HandshakeError {
    /// The peer did not receive our secret. The set-up is over.
    #[error("digest does not match")]
    WrongDigest {
        /// What tells the peer.
        reply: Box<Post>,
    },
    /// The peer agrees, but does not say how it names the session. The set-up is over.
    #[error("login response without session id")]
    MissingSessionId {
        /// What tells the peer.
        reply: Box<Post>,
    },
    /// The peer refuses. The set-up is over.
    #[error("peer refuses with status {code}")]
    Refused {
        /// The number that says why.
        code: StatusCode,
        /// What people may read of it.
        description: Option<String>,
    },
    /// The message came when the time of its set-up was over. So is the set-up.
    #[error("set-up has timed out")]
    TimedOut,
    /// The set-up was over before the message came.
    #[error("set-up is over")]
    Over,
    /// The message is one of a session.
    #[error("not a message of a set-up")]
    NotSetup,
    /// A message of the initiator says that it is one of the responder, or the other way round.
    #[error("mode does not fit the role of the sender")]
    WrongMode,
    /// The service id names no server, or one that is not looked up because somebody says so: see [`Domain`].
    #[error("service id names no domain that may be looked up")]
    NoDomain,
    /// The message names another server than the one that the set-up is with.
    #[error("message of {} in a set-up with {}", Quote::<80>(.found.as_str()), Quote::<80>(.expected.as_str()))]
    WrongDomain {
        /// The server that the set-up is with.
        expected: Domain,
        /// The one named.
        found: Domain,
    },
    /// The peer is the server itself.
    #[error("{} is the own domain", Quote::<80>(.0.as_str()))]
    OwnDomain(Domain),
    /// There is no secret in the message, or it is no base64 although it says so.
    #[error("no secret in the message")]
    MissingSecret,
    /// There is no set-up that the message belongs to.
    #[error("message belongs to no set-up")]
    UnknownTransaction,
    /// The step was taken before.
    #[error("{step} was received before")]
    Replayed {
        /// The element.
        step: &'static str,
    },
    /// The step comes later, or not at all.
    #[error("unexpected {found}, expected {expected}")]
    OutOfTurn {
        /// The element that was expected.
        expected: &'static str,
        /// The element that came.
        found: &'static str,
    },
    /// Both servers open, and it is our set-up that goes on.
    #[error("crossed a set-up with {} that goes on", Quote::<80>(.0.as_str()))]
    Crossed(Domain),
    /// There is a set-up with this server already.
    #[error("set-up with {} is under way already", Quote::<80>(.0.as_str()))]
    UnderWay(Domain),
    /// The transaction id and the session id of the message have more octets than they may.
    #[error("more than {limit} octets in the ids of a set-up")]
    TooLong {
        /// As many there may be.
        limit: usize,
    },
    /// There are as many set-ups as there may be.
    #[error("too many set-ups under way")]
    Full,
    /// Secret, session id or transaction id of our own are empty.
    #[error("own credentials are incomplete")]
    Credentials,
}

impl HandshakeError {
    /// What to send, and to whom: the set-up is over, and the peer does not know yet.
    pub fn reply(&self) -> Option<&Post> {
        match self {
            Self::WrongDigest { reply } | Self::MissingSessionId { reply } => Some(reply),
            _ => None,
        }
    }

    /// Whether the set-up that the message belongs to has ended with it.
    pub fn ends(&self) -> bool {
        matches!(
            self,
            Self::WrongDigest { .. } | Self::MissingSessionId { .. } | Self::Refused { .. } | Self::TimedOut
        )
    }

    /// The status that a server should answer with, if it answers; `None` for a refusal, which is an answer.
    ///
    /// All are derived: the one server that was seen closes the connection instead. 409 is that of the example of a refusal, and
    /// 901 what that server says of users of a wrong domain; the rest follow the meanings of CSP.
    ///
    /// | code | for |
    /// | --- | --- |
    /// | 400 | no domain, no secret, no session id, ids that are too long, a mode that does not fit |
    /// | 408 | a message that comes too late |
    /// | 409 | a wrong digest |
    /// | 420 | an unknown transaction, a replay, a message out of turn or of a set-up that is over |
    /// | 500 | incomplete credentials of our own |
    /// | 503 | too many set-ups |
    /// | 603 | a set-up beside the one that is under way |
    /// | 604 | a message of a session |
    /// | 901 | another server than the one expected, or ourselves |
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
