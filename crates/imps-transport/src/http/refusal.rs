//! The replies to requests that cannot be served.

use crate::http::format::{head, write};
use crate::http::{Payload, Understood};
use ::http::header::ALLOW;
use ::http::{HeaderValue, Response, StatusCode as HttpStatus};
use oma_imps::csp::{Message, Status, StatusCode};
use oma_imps::{Error, ErrorKind, Protocol, WriteOptions};

/// A request that cannot be served: the reason, everything that was understood, and the reply.
///
/// | reason | reply to a client | reply to a server |
/// | --- | --- | --- |
/// | [`Method`](Reason::Method) | 405, empty | 405, empty |
/// | [`TooLong`](Reason::TooLong) | 413, empty | 413, empty |
/// | [`NoDocument`](Reason::NoDocument) | 400, empty | 400, empty |
/// | [`WrongRoot`](Reason::WrongRoot) | | 400, empty |
/// | [`Document`](Reason::Document) | 200 with `Status` 400 | 400, empty |
/// | [`Document`](Reason::Document) of an unsupported version | 200 with `Status` 505 | 400, empty |
/// | [`Status`](Reason::Status) of the program, such as 604 | 200 with this `Status` | 404, empty |
///
/// A `Status` answers each request of the document. If there is no request, or if its transaction
/// is not known, the reply is 400 and empty. 415 is no reply to bytes that can be read, whatever
/// their content type.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{reason}")]
#[non_exhaustive]
pub struct Refusal {
    /// The reason.
    #[source]
    pub reason: Reason,
    /// The envelope of the document, if there is a document.
    pub understood: Option<Box<Understood>>,
}

/// The reason of a [`Refusal`].
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The method is not `POST`.
    #[error("method other than POST")]
    Method,
    /// The body is, or will be, longer than the server accepts.
    #[error("body of more than {limit} bytes")]
    TooLong {
        /// The maximum number of bytes.
        limit: usize,
    },
    /// The body is not a document.
    #[error("{0}")]
    NoDocument(#[source] Error),
    /// The content type promises a document between servers, and the body is another one.
    #[error("no document between servers")]
    WrongRoot,
    /// The document has a fault, or an unsupported version.
    #[error("{0}")]
    Document(#[source] Error),
    /// The program refuses a document that it has read.
    #[error("status {0}")]
    Status(StatusCode),
}

impl Refusal {
    /// Makes a refusal without a document.
    pub(crate) const fn new(reason: Reason) -> Self {
        Self { reason, understood: None }
    }

    /// Refuses a document that has a fault.
    pub(crate) fn of_fault(payload: &Payload<'_>, fault: Error) -> Self {
        let understood = Box::new(Understood::of(payload, &fault));
        Self { reason: Reason::Document(fault), understood: Some(understood) }
    }

    /// Refuses a message that was read, with the same status for each of its requests.
    pub(crate) fn of_message(payload: &Payload<'_>, message: &Message<'_>, code: StatusCode) -> Self {
        let understood = Understood::of_message(payload.format.clone(), message);
        Self { reason: Reason::Status(code), understood: Some(Box::new(understood)) }
    }

    /// Refuses a document between servers that was read.
    pub(crate) fn of_server(payload: &Payload<'_>, code: StatusCode) -> Self {
        let understood = Understood::of(payload, &Error::new(ErrorKind::NoRoot));
        Self { reason: Reason::Status(code), understood: Some(Box::new(understood)) }
    }

    /// Returns the code for the requests of the document; `None` if the reply has no document.
    pub fn code(&self) -> Option<StatusCode> {
        match &self.reason {
            Reason::Document(error) => Some(match error.kind() {
                ErrorKind::UnsupportedVersion(_) => StatusCode::VERSION_NOT_SUPPORTED,
                _ => StatusCode::BAD_REQUEST,
            }),
            Reason::Status(code) => Some(*code),
            _ => None,
        }
    }

    /// Returns the message of the reply; `None` if the reply is empty.
    pub fn message(&self) -> Option<Message<'static>> {
        let understood = self.understood.as_ref()?;
        if understood.format.protocol != Protocol::Csp {
            return None;
        }
        let mut status = Status::new(self.code()?);
        if let Reason::Document(error) = &self.reason {
            status.result.description = Some(error.to_string().into());
        }
        understood.answer(&status)
    }

    /// Writes the reply: appends the document to `body`, if there is one, and returns the head.
    ///
    /// Close the connection after a reply to a request with a body that was not read to its end.
    pub fn reply(&self, body: &mut Vec<u8>) -> Response<()> {
        let written = self.understood.as_ref().zip(self.message()).and_then(|(understood, message)| {
            let format = &understood.format;
            // An identifier may have characters that this syntax cannot write.
            let length = write(format.syntax, &message, body, &WriteOptions::default()).ok()?;
            Some(head(HttpStatus::OK, Some(format.content_type(message.version)), length))
        });
        written.unwrap_or_else(|| {
            let mut head = head(self.http_status(), None, 0);
            if matches!(self.reason, Reason::Method) {
                head.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
            }
            head
        })
    }

    /// Returns the reply with its body.
    pub fn to_response(&self) -> Response<Vec<u8>> {
        let mut body = Vec::new();
        self.reply(&mut body).map(|()| body)
    }

    /// Returns the HTTP status of an empty reply.
    fn http_status(&self) -> HttpStatus {
        let is_server = self.understood.as_ref().is_some_and(|it| it.format.protocol != Protocol::Csp);
        match self.reason {
            Reason::Method => HttpStatus::METHOD_NOT_ALLOWED,
            Reason::TooLong { .. } => HttpStatus::PAYLOAD_TOO_LARGE,
            Reason::Status(StatusCode::NOT_LOGGED_IN) if is_server => HttpStatus::NOT_FOUND,
            _ => HttpStatus::BAD_REQUEST,
        }
    }
}
