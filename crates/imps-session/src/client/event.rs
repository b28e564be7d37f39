//! The events of a client.

use http::Request;
use imps_transport::agreed::{Agreed, TcpAddress};
use imps_transport::schedule::Failure;
use oma_imps::Version;
use oma_imps::csp::service::ServiceTree;
use oma_imps::csp::{Primitive, Secret, SessionId, StatusCode, TransactionId, UserId};

/// Something that the program acts on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ClientEvent {
    /// Post this now. Report the reply with [`received`](super::Client::received), or the failure
    /// with [`failed`](super::Client::failed).
    Post {
        /// The number of the post.
        number: u64,
        /// The request. For a datagram, its parts go to
        /// [`wsp::client::post`](imps_transport::wsp::client::post).
        request: Request<Vec<u8>>,
    },
    /// The login and the negotiation are over.
    LoggedIn(Box<LoggedIn>),
    /// The login has failed. The client is unchanged.
    LoginFailed(LoginError),
    /// A request is answered, or has failed.
    Answered {
        /// The ticket of the request.
        ticket: Ticket,
        /// The answer, which is not a failure; or the reason why there is none.
        result: Result<Primitive<'static>, RequestError>,
    },
    /// The server asks: a message has arrived, presence has changed, and so on. Pass the answer to
    /// [`answer`](super::Client::answer); [`usual_answer`](super::Client::usual_answer) makes it.
    Asked {
        /// The transaction id.
        id: TransactionId<'static>,
        /// The request.
        request: Primitive<'static>,
    },
    /// Open a TCP connection for wake-ups, after you have closed the one before, and send `HELO`
    /// with the session id.
    Connect {
        /// The address.
        address: TcpAddress,
        /// The session.
        session_id: SessionId<'static>,
    },
    /// Send `PING` on the TCP connection for wake-ups.
    Ping,
    /// The TCP connection for wake-ups was attempted often enough. The client polls instead.
    ChannelGivenUp,
    /// Ask this address whether something waits, and report it with
    /// [`asked`](super::Client::asked).
    Ask {
        /// The address.
        address: String,
    },
    /// The session is over.
    Ended(Ended),
}

/// The name of a request of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// The result of a login.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoggedIn {
    /// The version.
    pub version: Version,
    /// The session.
    pub session_id: SessionId<'static>,
    /// The agreed ways to be woken, and the settings of polling.
    pub agreed: Agreed,
    /// The agreed services.
    pub services: ServiceTree,
    /// The services of the server, if it has told them.
    pub server_services: Option<ServiceTree>,
    /// The account that the server has made, and its password.
    pub account: Option<(UserId<'static>, Option<Secret<'static>>)>,
}

/// The reason why a login has failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LoginError {
    /// The server refuses, for example with 409 for a wrong password and 531 for an unknown user.
    #[error("the server refuses the login: {0}")]
    Refused(StatusCode),
    /// There is no usable reply.
    #[error("no reply to the login: {0}")]
    NoReply(Failure),
    /// The answer has neither a session nor a challenge, or a second challenge.
    #[error("the answer to the login has no session")]
    NoSession,
    /// The password has characters that the digest cannot have, or the server chose a digest that
    /// the client cannot compute.
    #[error("the digest of the server does not fit the password")]
    Digest,
}

/// The reason why a request has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// The server answers with a failure. Has the whole answer, which may name what failed.
    #[error("the server refuses: {code}")]
    Refused {
        /// The code.
        code: StatusCode,
        /// The answer.
        answer: Box<Primitive<'static>>,
    },
    /// There is no usable reply.
    #[error("no reply: {0}")]
    NoReply(Failure),
    /// The request cannot be written in the version of the session.
    #[error("the version of the session does not have the request")]
    NotInVersion,
    /// Too many requests wait.
    #[error("too many requests wait")]
    TooMany,
    /// There is no session, or it has ended.
    #[error("there is no session")]
    Ended,
}

/// The reason why a session is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Ended {
    /// The client has logged out.
    #[error("logged out")]
    LoggedOut,
    /// The server has ended it with this code.
    #[error("the server ended the session: {0}")]
    Disconnected(StatusCode),
    /// The server has not answered anything for longer than agreed.
    #[error("the server was silent for too long")]
    Expired,
}
