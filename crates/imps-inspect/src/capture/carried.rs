//! The things that packets carry.

use super::Problem;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

/// Something that one or several packets carried. It borrows from the last packet, where that has all
/// of it; [`into_owned`](Self::into_owned) keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Carried<'a> {
    /// The number of the packet that completed it, from 1; in a HAR file, the number of the entry.
    pub packet: u64,
    /// The time of that packet since 1970.
    pub time: Duration,
    /// The sender.
    pub source: Endpoint,
    /// The receiver.
    pub target: Endpoint,
    /// The direction between client and server.
    pub direction: Direction,
    /// The bearer.
    pub bearer: Bearer,
    /// A number that a request and its answer on the bearer share.
    pub exchange: Option<u64>,
    /// The content.
    pub content: Content<'a>,
}

impl Carried<'_> {
    /// Returns the same, independent of the packets.
    pub fn into_owned(self) -> Carried<'static> {
        Carried { content: self.content.into_owned(), ..self }
    }
}

/// One end of a connection.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Endpoint {
    /// An address and a port.
    Address(SocketAddr),
    /// A name, in a HAR file.
    Name(String),
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => address.fmt(f),
            Self::Name(name) => f.write_str(name),
        }
    }
}

impl Serialize for Endpoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The direction of something between a client and a server. Between servers, the server that sent
/// the request on HTTP is the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// From the client.
    ToServer,
    /// From the server.
    ToClient,
}

impl Direction {
    /// Returns the other direction.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::ToServer => Self::ToClient,
            Self::ToClient => Self::ToServer,
        }
    }
}

/// A channel between a client and a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Bearer {
    /// HTTP.
    Http,
    /// WSP in datagrams.
    Wsp,
    /// A push of WAP.
    Push,
    /// The lines of CIR on TCP.
    CirTcp,
    /// A CIR in a datagram.
    CirUdp,
}

impl Bearer {
    /// Returns the name, which is stable.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Wsp => "wsp",
            Self::Push => "push",
            Self::CirTcp => "cir-tcp",
            Self::CirUdp => "cir-udp",
        }
    }
}

impl fmt::Display for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The content of [`Carried`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content<'a> {
    /// A message of HTTP or WSP.
    Body(Body<'a>),
    /// A line or text of CIR, without its end.
    Line(Cow<'a, [u8]>),
    /// Something is missing or cannot be read.
    Problem(Problem),
}

impl Content<'_> {
    /// Returns the same, independent of the packets.
    pub fn into_owned(self) -> Content<'static> {
        match self {
            Self::Body(body) => Content::Body(body.into_owned()),
            Self::Line(line) => Content::Line(Cow::Owned(line.into_owned())),
            Self::Problem(problem) => Content::Problem(problem),
        }
    }
}

/// A message of HTTP or WSP.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Body<'a> {
    /// The start of its head.
    pub start: Start<'a>,
    /// The content type of its head.
    pub content_type: Option<Cow<'a, str>>,
    /// The body, joined from chunks and decompressed.
    pub bytes: Cow<'a, [u8]>,
    /// The problems of this message. A message with [`is_cut`](Problem::is_cut) problems has a part
    /// of its body.
    pub problems: Vec<Problem>,
}

impl Body<'_> {
    /// Returns the same, independent of the packets.
    pub fn into_owned(self) -> Body<'static> {
        Body {
            start: self.start.into_owned(),
            content_type: self.content_type.map(|it| Cow::Owned(it.into_owned())),
            bytes: Cow::Owned(self.bytes.into_owned()),
            problems: self.problems,
        }
    }
}

/// The start of a message of HTTP or WSP.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Start<'a> {
    /// A request.
    Request {
        /// The method.
        method: Cow<'a, str>,
        /// The target: a path or a URI.
        target: Cow<'a, str>,
    },
    /// A response.
    Response {
        /// The status in the numbers of HTTP.
        status: u16,
    },
    /// A push.
    Push,
}

impl Start<'_> {
    /// Returns the same, independent of the packets.
    pub fn into_owned(self) -> Start<'static> {
        match self {
            Self::Request { method, target } => Start::Request {
                method: Cow::Owned(method.into_owned()),
                target: Cow::Owned(target.into_owned()),
            },
            Self::Response { status } => Start::Response { status },
            Self::Push => Start::Push,
        }
    }
}

impl fmt::Display for Start<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request { method, target } => write!(f, "{method} {target}"),
            Self::Response { status } => write!(f, "status {status}"),
            Self::Push => f.write_str("push"),
        }
    }
}
