//! The summary of a session.

use super::Name;
use super::event::{optional_seconds, seconds};
use crate::capture::{Bearer, Endpoint};
use serde::Serialize;
use std::fmt;
use std::time::Duration;

/// The summary of a session.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SessionSummary {
    /// The session id; empty for a login that was refused.
    pub id: Name,
    /// The user, if the capture has the login.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<Name>,
    /// The client application, if the capture has the login.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<Name>,
    /// The endpoint of the client in the first message.
    pub client_endpoint: Endpoint,
    /// The endpoint of the server in the first message.
    pub server_endpoint: Endpoint,
    /// `csp` or `ssp`.
    pub protocol: &'static str,
    /// The versions.
    pub versions: Vec<&'static str>,
    /// The syntaxes.
    pub syntaxes: Vec<&'static str>,
    /// The bearers.
    pub bearers: Vec<Bearer>,
    /// The seconds from 1970 to the first message.
    #[serde(serialize_with = "seconds")]
    pub first: Duration,
    /// The seconds from 1970 to the last message.
    #[serde(serialize_with = "seconds")]
    pub last: Duration,
    /// The seconds that the session lives without traffic, as the server imposed or accepted them.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_seconds")]
    pub time_to_live: Option<Duration>,
    /// The state at the end of the capture.
    pub state: SessionState,
    /// The number of messages.
    pub messages: u64,
    /// The number of polls.
    pub polls: u64,
    /// The number of wake-ups.
    pub wakeups: u64,
    /// The number of messages with a status from 400.
    pub errors: u64,
    /// The number of requests without an answer.
    pub unanswered: u64,
    /// The number of repeated requests.
    pub repeated: u64,
    /// The time of the last message of the client.
    #[serde(skip)]
    pub(super) alive: Duration,
    #[serde(skip)]
    pub(super) order: u64,
    #[serde(skip)]
    pub(super) cookie: Option<Name>,
}

/// The state of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SessionState {
    /// Open.
    Open,
    /// The user has logged out, or the server has disconnected.
    Closed,
    /// The server does not know it any more, or the client was silent for longer than the agreed time
    /// to live.
    Expired,
    /// The server refused the login.
    Refused,
}

impl SessionState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Open, Self::Closed, Self::Expired, Self::Refused];

    /// Returns the name, which is stable.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Expired => "expired",
            Self::Refused => "refused",
        }
    }
}

impl fmt::Display for SessionState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
