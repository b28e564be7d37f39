//! The events of sessions.

use imps_transport::cir::Wakeup;
use oma_imps::csp::{Primitive, SessionId, StatusCode, TransactionId, UserId};

/// Something that the program acts on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionEvent {
    /// A session has begun: a user has logged in.
    Started {
        /// The session.
        session_id: SessionId<'static>,
    },
    /// A client has logged in to its session again. It may have lost its memory.
    Resumed {
        /// The session.
        session_id: SessionId<'static>,
    },
    /// A client has negotiated its services or its capabilities.
    Negotiated {
        /// The session.
        session_id: SessionId<'static>,
    },
    /// Wake the client by one of the [agreed](imps_transport::agreed::Agreed::cir_methods) ways:
    /// something waits, and the client does not know.
    Wake {
        /// The session.
        session_id: SessionId<'static>,
        /// The text of the wake-up.
        wakeup: Wakeup,
    },
    /// The client has answered a request of the server.
    Answered {
        /// The session.
        session_id: SessionId<'static>,
        /// The id that [`push`](super::Sessions::push) returned.
        id: TransactionId<'static>,
        /// The request.
        request: Primitive<'static>,
        /// The answer.
        answer: Primitive<'static>,
    },
    /// A request for the client was given up: its lifetime is over, the client polled it as often
    /// as allowed without an answer, or it cannot be written for the client.
    Undelivered {
        /// The session.
        session_id: SessionId<'static>,
        /// The id that [`push`](super::Sessions::push) returned.
        id: TransactionId<'static>,
        /// The request.
        request: Primitive<'static>,
        /// How often a poll has handed it out. Above zero, the client may have received it.
        tries: u32,
    },
    /// A session has ended.
    Ended {
        /// The session.
        session_id: SessionId<'static>,
        /// The user.
        user_id: UserId<'static>,
        /// The reason.
        reason: EndReason,
        /// The requests that the client has not answered, in order.
        unanswered: Vec<Primitive<'static>>,
    },
}

/// The reason why a session has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndReason {
    /// The client has logged out.
    LoggedOut,
    /// The client was silent for longer than agreed.
    Expired,
    /// The server has ended it with this code.
    Disconnected(StatusCode),
    /// The client has logged in again, in another version.
    Replaced,
    /// The user has logged in elsewhere, and has too many sessions.
    TooMany,
}
