//! The steps from a request to its reply.

use super::table::Serial;
use http::Response;
use imps_transport::http::Arrived;
use oma_imps::Version;
use oma_imps::csp::access::LoginRequest;
use oma_imps::csp::{
    ClientId, Primitive, Secret, SessionDescriptor, SessionId, StatusCode, Transaction, TransactionId, UserId,
};
use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

/// The next step from a request to its reply.
///
/// A step owns the rest of the work, so that a program may wait between two steps, and serve other
/// requests meanwhile. Each path ends with exactly one reply, which answers each request once.
#[must_use = "a request without a reply leaves its client waiting"]
#[derive(Debug)]
pub enum Step<'a> {
    /// Somebody logs in: find the credentials, and call [`log_in`](super::Sessions::log_in).
    LogIn(LoginCall<'a>),
    /// Perform a request, and call [`answer`](super::Sessions::answer).
    Perform(Call<'a>),
    /// Send the reply.
    /// [`write_response`](imps_transport::wsp::server::write_response) writes it into a datagram.
    Reply(Response<Vec<u8>>),
}

/// The knowledge of a program about a user who logs in.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Credentials {
    /// There is no such user: 531.
    Unknown,
    /// The user has this password.
    Password(Secret<'static>),
    /// The user is known by other means, such as the telephone number that a trusted gateway
    /// states: the login succeeds without a password.
    Trusted,
    /// The program has made an account (guideline 1): the login succeeds, and the answer of 1.3
    /// names the user and the password.
    Created {
        /// The user.
        user_id: UserId<'static>,
        /// The password.
        password: Option<Secret<'static>>,
    },
    /// The login fails with this code, such as 516 for a foreign domain, or 503.
    Refused(StatusCode),
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("Unknown"),
            Self::Password(_) => f.write_str("Password(..)"),
            Self::Trusted => f.write_str("Trusted"),
            Self::Created { user_id, .. } => write!(f, "Created({user_id})"),
            Self::Refused(code) => write!(f, "Refused({code})"),
        }
    }
}

/// A login that waits for the credentials of its user.
#[derive(Debug)]
pub struct LoginCall<'a> {
    pub(super) work: Work<'a>,
    pub(super) transaction: Transaction<'a>,
    pub(super) user: Option<super::user_key::UserKey>,
}

/// A request that the program performs.
#[derive(Debug)]
pub struct Call<'a> {
    pub(super) work: Work<'a>,
    pub(super) transaction: Transaction<'a>,
    pub(super) earlier: Option<Box<Earlier>>,
}

/// The request before, if it had the same content under another transaction id.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Earlier {
    /// Its answer; `None` if the answer is not kept any more, or not ready.
    pub answer: Option<Primitive<'static>>,
    /// The time since it arrived.
    pub ago: Duration,
}

/// The rest of the work on one message.
#[derive(Debug)]
pub(super) struct Work<'a> {
    pub(super) arrived: &'a Arrived<'a>,
    pub(super) version: Version,
    pub(super) descriptor: SessionDescriptor<'a>,
    pub(super) session: Option<Serial>,
    /// The requests and answers that are not processed yet.
    pub(super) rest: VecDeque<Transaction<'a>>,
    /// The transaction ids of the message so far.
    pub(super) ids: Vec<TransactionId<'a>>,
    pub(super) answers: Vec<Transaction<'static>>,
    pub(super) is_polled: bool,
    pub(super) has_login: bool,
}

impl<'a> LoginCall<'a> {
    /// Returns the request.
    pub fn request(&self) -> &LoginRequest<'a> {
        static NONE: std::sync::OnceLock<LoginRequest<'static>> = std::sync::OnceLock::new();
        match self.transaction.primitive() {
            Primitive::LoginRequest(request) => request,
            _ => NONE.get_or_init(LoginRequest::default),
        }
    }

    /// Returns the normal form of the user who logs in, such as `ann@example.com`; `None` if the
    /// request names none.
    pub fn user(&self) -> Option<&str> {
        self.user.as_ref().map(super::user_key::UserKey::as_str)
    }

    /// Returns the client.
    pub fn client_id(&self) -> Option<&ClientId<'a>> {
        self.request().client_id.as_ref()
    }

    /// Returns the version.
    pub fn version(&self) -> Version {
        self.work.version
    }

    /// Returns the request as it arrived, for example with a telephone number from a trusted
    /// gateway.
    pub fn arrived(&self) -> &'a Arrived<'a> {
        self.work.arrived
    }
}

impl<'a> Call<'a> {
    /// Returns the request to perform. The session may send it: its version has it, and its service
    /// is agreed. The program knows whether the user may do it.
    pub fn primitive(&self) -> &Primitive<'a> {
        self.transaction.primitive()
    }

    /// Returns the transaction of the request.
    pub fn transaction(&self) -> &Transaction<'a> {
        &self.transaction
    }

    /// Returns the session; `None` for `GetSPInfo-Request` outside of sessions.
    pub fn session_id(&self) -> Option<&SessionId<'a>> {
        self.work.session.and(self.work.descriptor.session_id.as_ref())
    }

    /// Returns the version.
    pub fn version(&self) -> Version {
        self.work.version
    }

    /// Returns the request before in the session, if it had the same content under another
    /// transaction id.
    ///
    /// The public Android client repeats a request so if the reply is lost, five seconds later or
    /// more. But a user may also send the same text twice: the program decides. To take it for a
    /// repetition, pass on the earlier answer.
    pub fn earlier(&self) -> Option<&Earlier> {
        self.earlier.as_deref()
    }

    /// Returns the request as it arrived.
    pub fn arrived(&self) -> &'a Arrived<'a> {
        self.work.arrived
    }
}
