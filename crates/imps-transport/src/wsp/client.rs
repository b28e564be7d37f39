//! The client's end of requests in datagrams.

use super::http_headers::to_http;
use super::{ContentType, Datagram, Get, Header, Pdu, Post, Reply, Status, WspError};
use http::{Response, StatusCode};

/// A reply that arrived in a datagram.
#[derive(Clone, Debug)]
pub struct Arrived<'a> {
    /// The transaction id of the request.
    pub tid: u8,
    /// The reply in the form of HTTP. The body borrows from the datagram.
    pub response: Response<&'a [u8]>,
    /// The content type as it arrived. The response lacks it if the number of its media type is
    /// unknown.
    pub content_type: Option<ContentType<'a>>,
    /// The headers that the response lacks, because HTTP or this crate knows no form for them.
    pub left_out: Vec<Header<'a>>,
}

/// The reason why a datagram is no reply.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoReply {
    /// The PDU cannot be read.
    #[error(transparent)]
    Pdu(#[from] WspError),
    /// The PDU is not Reply. Has the byte of its type.
    #[error("pdu of type {0:#04x} is no reply")]
    Other(u8),
    /// HTTP has no such status.
    #[error("status byte {:#04x} is unknown", .0.0)]
    Status(Status),
}

/// Appends a request with a document. It accepts any media type in the reply.
///
/// # Errors
/// [`WspError`] of the kind [`ZeroInText`](super::WspErrorKind::ZeroInText), if the content type
/// cannot be written. Nothing is appended then.
pub fn post(tid: u8, uri: &str, content_type: &str, body: &[u8], out: &mut Vec<u8>) -> Result<(), WspError> {
    let content_type = Some(ContentType::new(content_type));
    let post = Post { uri, content_type, headers: vec![Header::ACCEPT_ALL], body };
    Datagram { tid, pdu: Pdu::Post(post) }.write(out)
}

/// Appends a request without a document, for example of the address of a CIR. It accepts any media
/// type in the reply.
///
/// # Errors
/// [`WspError`] of the kind [`TooLong`](super::WspErrorKind::TooLong), if the URI is longer than 32
/// bits can state. Nothing is appended then.
pub fn get(tid: u8, uri: &str, out: &mut Vec<u8>) -> Result<(), WspError> {
    Datagram { tid, pdu: Pdu::Get(Get { uri, headers: vec![Header::ACCEPT_ALL] }) }.write(out)
}

/// Reads a datagram of a server or a gateway. Compare the transaction id with the one of the
/// request.
///
/// # Errors
/// [`Pdu`](NoReply::Pdu), [`Other`](NoReply::Other) or [`Status`](NoReply::Status).
pub fn read(datagram: &[u8]) -> Result<Arrived<'_>, NoReply> {
    let Datagram { tid, pdu } = Datagram::parse(datagram)?;
    let Pdu::Reply(Reply { status, content_type, headers, body }) = pdu else {
        return Err(NoReply::Other(pdu.type_byte()));
    };
    let http: StatusCode = status.to_http().ok_or(NoReply::Status(status))?;
    let (map, left_out) = to_http(content_type.as_ref(), headers);
    let mut response = Response::new(body);
    *response.status_mut() = http;
    *response.headers_mut() = map;
    Ok(Arrived { tid, response, content_type, left_out })
}
