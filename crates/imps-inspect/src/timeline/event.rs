//! The events of a timeline.

use super::{Argument, Mode, Name};
use crate::capture::{Bearer, Direction, Endpoint};
use serde::{Serialize, Serializer};
use std::time::Duration;

/// One line of a timeline. In JSON it is an object with stable names; fields without a value are
/// missing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Event {
    /// The number of the event, from 1.
    pub number: u64,
    /// The kind.
    pub kind: EventKind,
    /// The seconds since 1970.
    #[serde(serialize_with = "seconds")]
    pub time: Duration,
    /// The seconds since the first event.
    #[serde(serialize_with = "seconds")]
    pub at: Duration,
    /// The number of the packet that completed it, or of the entry in a HAR file.
    pub packet: u64,
    /// The sender.
    pub source: Endpoint,
    /// The receiver.
    pub target: Endpoint,
    /// The direction between client and server.
    pub direction: Direction,
    /// The bearer.
    pub bearer: Bearer,
    /// The start of the head on the bearer, such as `POST /csp` or `status 200`.
    #[serde(skip_serializing_if = "is_empty")]
    pub head: Name,
    /// The content type on the bearer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<Name>,
    /// The bytes of the document, or of the body.
    pub length: usize,
    /// The syntax of the document: `wbxml`, `xml`, `pts`, `json`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub syntax: Option<&'static str>,
    /// The protocol of the document: `csp` or `ssp`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<&'static str>,
    /// The version of the protocol.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<&'static str>,
    /// The session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<Name>,
    /// The user of the session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<Name>,
    /// Between servers: the domain of the one that speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Name>,
    /// Between servers: the domain of the other one, as far as its answers name it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peer: Option<Name>,
    /// The transaction id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transaction: Option<Name>,
    /// Request or response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// The name of the primitive; of a line of CIR, its first word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primitive: Option<Name>,
    /// The main argument of the primitive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub argument: Option<Argument>,
    /// The bytes of the content of a message between users.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_bytes: Option<usize>,
    /// The status code in the primitive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Whether the server says that something waits for the client.
    #[serde(skip_serializing_if = "is_false")]
    pub poll: bool,
    /// The answer to this request.
    #[serde(skip_serializing_if = "Outcome::is_not_asked")]
    pub outcome: Outcome,
    /// The request that this answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answers>,
    /// The number of the first event with the same request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeats: Option<u64>,
    /// The reason why this cannot be read, or what is wrong with it, one text each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<String>,
    /// The findings of the validator, if the options ask for them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<String>,
    /// The document, or the body if it is none. [`TimelineOptions::bodies`](super::TimelineOptions)
    /// keeps it.
    #[serde(skip)]
    pub body: Vec<u8>,
    /// The index of the transaction in the document.
    #[serde(skip_serializing_if = "is_zero")]
    pub part: usize,
    #[serde(skip)]
    pub(super) exchange: Option<u64>,
    /// Whether it is a response on the bearer.
    #[serde(skip)]
    pub(super) is_response: bool,
    /// Whether it belongs to a login that the server refused.
    #[serde(skip)]
    pub(super) is_refused: bool,
    /// The lifetime of the session that it asks for or imposes.
    #[serde(skip)]
    pub(super) lifetime: Option<Duration>,
}

/// The kind of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum EventKind {
    /// A transaction of a document.
    Message,
    /// A message of the bearer without a body, such as the answer to a poll when nothing waits.
    Empty,
    /// A text that wakes a client.
    Wakeup,
    /// Another line of a CIR connection.
    Line,
    /// A document of the protocol that cannot be read.
    Unreadable,
    /// A body of another content type.
    Unknown,
    /// Something is missing in the capture, or malformed below the documents.
    Problem,
}

/// The answer to a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Outcome {
    /// This is no request, or nobody knows its transaction.
    #[default]
    NotAsked,
    /// There is an answer.
    Answered(Answer),
    /// There is no answer within a minute, or before the capture ends.
    Unanswered,
}

impl Outcome {
    const fn is_not_asked(&self) -> bool {
        matches!(self, Self::NotAsked)
    }
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Answer {
    /// The number of its event.
    pub number: u64,
    /// The seconds from the request to it.
    #[serde(serialize_with = "seconds")]
    pub after: Duration,
    /// Its status code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
}

/// The request of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Answers {
    /// The number of its event.
    pub number: u64,
    /// The seconds since it.
    #[serde(serialize_with = "seconds")]
    pub after: Duration,
    /// Whether another answer came before.
    #[serde(skip_serializing_if = "is_false")]
    pub again: bool,
}

impl Event {
    /// Returns whether something went wrong: a status from 400, here or in the answer, no answer, a
    /// second answer, a problem. Status 401 asks for the digest of a login, which is no error.
    pub fn is_error(&self) -> bool {
        let answer = match self.outcome {
            Outcome::Answered(answer) => answer.status,
            _ => None,
        };
        self.is_refusal(self.status.or(answer))
            || self.outcome == Outcome::Unanswered
            || self.answers.is_some_and(|answers| answers.again)
            || !self.problems.is_empty()
    }

    /// Returns whether a status, here or in the answer, is an error.
    pub(super) fn is_refusal(&self, status: Option<u16>) -> bool {
        let is_login = || self.primitive.as_ref().is_some_and(|it| it.as_bytes().starts_with(b"Login"));
        status.is_some_and(|status| status >= 400 && !(status == 401 && is_login()))
    }
}

// The signature is the one of serde.
pub(super) fn seconds<S: Serializer>(time: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    // Microseconds since 1970 fit into the 53 bits of the number.
    serializer.serialize_f64((time.as_secs_f64() * 1e6).round() / 1e6)
}

#[allow(clippy::ref_option, reason = "serde passes a reference")]
pub(super) fn optional_seconds<S: Serializer>(
    time: &Option<Duration>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(time.unwrap_or_default().as_secs())
}

fn is_empty(text: &Name) -> bool {
    text.is("")
}

const fn is_false(flag: &bool) -> bool {
    !*flag
}

const fn is_zero(number: &usize) -> bool {
    *number == 0
}
