//! The events of a schedule, and the posts that they are about.

use oma_imps::csp::TransactionId;
use std::fmt;

/// A post: one HTTP request, or one WSP or SMS message, from the client.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Post {
    /// The number of the post. Report its reply or its failure with it.
    pub number: u64,
    /// The transaction id to write; empty for polls and answers.
    pub transaction_id: TransactionId<'static>,
}

/// The content of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PostKind {
    /// A `Login-Request`.
    Login,
    /// A `Logout-Request`.
    Logout,
    /// A `KeepAlive-Request`.
    KeepAlive,
    /// A `Polling-Request`.
    Poll,
    /// Any other request.
    Request,
    /// An answer to a request of the server.
    Answer,
}

/// The reason why a post has no reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Failure {
    /// The connection could not be opened, or ended before the reply.
    #[error("the connection was cut")]
    Cut,
    /// The reply did not come in time.
    #[error("the reply did not come in time")]
    TimedOut,
    /// There is a reply, but it is not usable: another status of HTTP than 200, or no document.
    #[error("the reply is not usable")]
    Refused,
    /// The session ended before.
    #[error("the session is over")]
    SessionOver,
}

/// The result of reporting a reply or a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reported {
    /// It belongs to a post in flight, with this content.
    InTime(PostKind),
    /// The post has failed before, or is unknown: its time was over, or the session.
    Late,
}

/// Something that the program acts on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ScheduleEvent {
    /// Poll now.
    Poll(Post),
    /// Send a keep-alive now.
    KeepAlive(Post),
    /// Post a request again now: with the new transaction id, or the same bytes if the id is the
    /// same.
    Retry {
        /// The number of the failed post.
        failed: u64,
        /// The new post.
        post: Post,
        /// Its content.
        kind: PostKind,
        /// The number of posts of the request, with this one.
        tries: u32,
    },
    /// A post has failed, and is not repeated.
    GiveUp {
        /// The post.
        post: Post,
        /// Its content.
        kind: PostKind,
        /// The last failure.
        failure: Failure,
        /// The number of posts of the request.
        tries: u32,
    },
    /// Close the TCP connection for wake-ups if there is one, open a new one, and send `HELO`.
    Connect,
    /// Send `PING` on the TCP connection for wake-ups.
    Ping,
    /// The TCP connection for wake-ups was attempted often enough. The client polls instead.
    ChannelGivenUp,
    /// Ask the HTTP address for wake-ups.
    Ask,
    /// The server has not answered anything for longer than the agreed time: the session is over.
    /// Log in again.
    SessionExpired,
}

/// One line for a log.
impl fmt::Display for ScheduleEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Poll(post) => write!(f, "poll as post {}", post.number),
            Self::KeepAlive(post) => write!(f, "keep alive as post {}", post.number),
            Self::Retry { failed, post, tries, .. } => {
                write!(f, "repeat post {failed} as post {}, try {tries}", post.number)
            }
            Self::GiveUp { post, failure, tries, .. } => {
                write!(f, "give post {} up after {tries} tries: {failure}", post.number)
            }
            Self::Connect => f.write_str("open the connection for wake-ups"),
            Self::Ping => f.write_str("ping on the connection for wake-ups"),
            Self::ChannelGivenUp => f.write_str("give the connection for wake-ups up"),
            Self::Ask => f.write_str("ask for wake-ups"),
            Self::SessionExpired => f.write_str("session has expired"),
        }
    }
}
