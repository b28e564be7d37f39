//! The server's end of requests in datagrams: no gateway is necessary for phones that send them.

use super::http_headers::to_http;
use super::{ContentType, Datagram, Get, Header, Pdu, Post, Reply, Status, WspError};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, Request, Response, StatusCode, Uri};

/// A request that arrived in a datagram.
#[derive(Clone, Debug)]
pub struct Arrived<'a> {
    /// The transaction id, for the reply.
    pub tid: u8,
    /// The request in the form of HTTP. The body borrows from the datagram.
    pub request: Request<&'a [u8]>,
    /// The content type as it arrived. The request lacks it if the number of its media type is
    /// unknown.
    pub content_type: Option<ContentType<'a>>,
    /// The headers that the request lacks, because HTTP or this crate knows no form for them.
    pub left_out: Vec<Header<'a>>,
}

/// The reason why a datagram is no request, with the transaction id for the answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct Refusal {
    /// The transaction id. `None` for an empty datagram, which gets no answer.
    pub tid: Option<u8>,
    /// The reason.
    #[source]
    pub kind: RefusalKind,
}

/// The reason why a datagram is no request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RefusalKind {
    /// The PDU cannot be read.
    #[error(transparent)]
    Pdu(#[from] WspError),
    /// The PDU is not Get or Post. Has the byte of its type.
    #[error("pdu of type {0:#04x} is no request")]
    NoRequest(u8),
    /// The URI is not valid.
    #[error("invalid uri in the request")]
    Uri,
}

impl Refusal {
    /// Appends the reply for the refused datagram: 501 for an unknown PDU, else 400. Returns
    /// whether there is one: other replies, and datagrams without a transaction id, get none.
    pub fn write_reply(&self, out: &mut Vec<u8>) -> bool {
        let status = match self.kind {
            // An answer to an answer could go on forever.
            RefusalKind::NoRequest(_) => return false,
            RefusalKind::Pdu(WspError { kind: super::WspErrorKind::UnknownPdu(_), .. }) => {
                StatusCode::NOT_IMPLEMENTED
            }
            _ => StatusCode::BAD_REQUEST,
        };
        self.tid.is_some_and(|tid| reply(tid, status, None, b"", out).is_ok())
    }
}

/// Reads a datagram of a client.
///
/// The text of the headers comes from the client itself: a header with a telephone number in it
/// proves nothing, unlike one that a gateway added.
///
/// # Errors
/// [`Refusal`] has the reason, and the transaction id if there is one.
pub fn read(datagram: &[u8]) -> Result<Arrived<'_>, Refusal> {
    let tid = datagram.first().copied();
    let refusal = |kind| Refusal { tid, kind };
    let Datagram { tid, pdu } = Datagram::parse(datagram).map_err(|error| refusal(error.into()))?;
    let (method, uri, content_type, headers, body) = match pdu {
        Pdu::Get(Get { uri, headers }) => (Method::GET, uri, None, headers, &b""[..]),
        Pdu::Post(Post { uri, content_type, headers, body }) => {
            (Method::POST, uri, content_type, headers, body)
        }
        other => return Err(refusal(RefusalKind::NoRequest(other.type_byte()))),
    };
    let uri = Uri::try_from(uri).map_err(|_| refusal(RefusalKind::Uri))?;
    let (map, left_out) = to_http(content_type.as_ref(), headers);
    let mut request = Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    *request.headers_mut() = map;
    Ok(Arrived { tid, request, content_type, left_out })
}

/// Appends the reply to a request.
///
/// # Errors
/// [`WspError`] if the content type cannot be written. Nothing is appended then.
pub fn reply(
    tid: u8,
    status: StatusCode,
    content_type: Option<&str>,
    body: &[u8],
    out: &mut Vec<u8>,
) -> Result<(), WspError> {
    let content_type = content_type.map(ContentType::new);
    let reply = Reply { status: Status::from(status), content_type, headers: Vec::new(), body };
    Datagram { tid, pdu: Pdu::Reply(reply) }.write(out)
}

/// Appends the reply that a response of HTTP is. Of its headers, only the content type goes out:
/// the others concern the connection of HTTP.
///
/// # Errors
/// The errors of [`reply`].
pub fn write_response(
    tid: u8,
    response: &Response<impl AsRef<[u8]>>,
    out: &mut Vec<u8>,
) -> Result<(), WspError> {
    reply(tid, response.status(), content_type(response.headers()), response.body().as_ref(), out)
}

fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok())
}
