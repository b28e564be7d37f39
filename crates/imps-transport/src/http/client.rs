//! The side of a client.

use crate::http::format::{media_type, write};
use crate::http::{Payload, ReplyHead, SapUrl};
use ::http::header::{
    ACCEPT_CHARSET, ACCEPT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderName, USER_AGENT,
};
use ::http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use oma_imps::csp::{Message, Primitive};
use oma_imps::{Error, Protocol, ReadOptions, Root, Syntax, WriteOptions};

/// The requests of a client to one address, and the reading of the replies.
///
/// Nothing but `Content-Type`, `Content-Length` and `Host` is sent unless it is set.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Client {
    /// The address.
    pub url: SapUrl,
    /// The syntax of the requests.
    pub syntax: Syntax,
    /// Further headers of each request.
    pub headers: HeaderMap,
    /// The options for writing documents.
    pub write_options: WriteOptions,
    /// The options for reading documents.
    pub read_options: ReadOptions,
    /// The maximum number of bytes of a reply. Default: 1 MiB.
    pub limit: usize,
}

/// Whether the reply to a request may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expected {
    /// A document must come: a request was sent.
    Document,
    /// A document or nothing may come: a poll or an answer was sent.
    Anything,
}

/// The reason why a reply has no document to read.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReplyError {
    /// The HTTP status is not a success. The transactions have failed with it.
    #[error("http status {0}")]
    Status(StatusCode),
    /// The body is empty although a document must come.
    #[error("empty reply to a request")]
    Empty,
    /// The body is longer than the client accepts.
    #[error("reply of more than {limit} bytes")]
    TooLong {
        /// The maximum number of bytes.
        limit: usize,
    },
    /// The body is not a document.
    #[error("{0}")]
    Document(#[from] Error),
}

impl Client {
    /// Makes a client.
    pub fn new(url: SapUrl, syntax: Syntax) -> Self {
        Self {
            url,
            syntax,
            headers: HeaderMap::new(),
            write_options: WriteOptions::default(),
            read_options: ReadOptions::default(),
            limit: 1 << 20,
        }
    }

    /// Sets a header of each request.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Sets the name of the program: `User-Agent`.
    #[must_use]
    pub fn with_user_agent(self, program: HeaderValue) -> Self {
        self.with_header(USER_AGENT, program)
    }

    /// Sets the telephone number of the device, in the header `MSISDN`.
    #[must_use]
    pub fn with_msisdn(self, number: HeaderValue) -> Self {
        self.with_header(HeaderName::from_static("msisdn"), number)
    }

    /// Sets the languages for texts of the server, such as `fin, eng;q=0.5`.
    #[must_use]
    pub fn with_languages(self, languages: HeaderValue) -> Self {
        self.with_header(ACCEPT_LANGUAGE, languages)
    }

    /// Sets the character sets for texts of the server, such as `utf-8`.
    #[must_use]
    pub fn with_charsets(self, charsets: HeaderValue) -> Self {
        self.with_header(ACCEPT_CHARSET, charsets)
    }

    /// Sets the options for writing documents.
    #[must_use]
    pub fn with_write_options(mut self, options: WriteOptions) -> Self {
        self.write_options = options;
        self
    }

    /// Sets the options for reading documents.
    #[must_use]
    pub fn with_read_options(mut self, options: ReadOptions) -> Self {
        self.read_options = options;
        self
    }

    /// Sets the maximum number of bytes of a reply. It should be the parser size among the agreed
    /// capabilities, or more.
    #[must_use]
    pub fn with_limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Writes a request: appends the document to `body`, and returns the head.
    ///
    /// # Errors
    /// The errors of [`Syntax::to_vec`]. `body` is then unchanged.
    pub fn post<'a, T: Root<'a>>(&self, message: &T, body: &mut Vec<u8>) -> Result<Request<()>, Error> {
        let length = write(self.syntax, message, body, &self.write_options)?;
        let content_type = media_type(Protocol::Csp, self.syntax, message.version());
        let mut request = head(&self.url, &self.headers, HeaderValue::from_static(content_type));
        request.headers_mut().insert(CONTENT_LENGTH, length.into());
        Ok(request)
    }

    /// Returns a request with its body.
    ///
    /// # Errors
    /// The errors of [`Syntax::to_vec`].
    pub fn request<'a, T: Root<'a>>(&self, message: &T) -> Result<Request<Vec<u8>>, Error> {
        let mut body = Vec::new();
        self.post(message, &mut body).map(|head| head.map(|()| body))
    }

    /// Looks at a reply with its body. `None` means that the server has nothing to say.
    ///
    /// # Errors
    /// [`Status`](ReplyError::Status), [`Empty`](ReplyError::Empty),
    /// [`TooLong`](ReplyError::TooLong) or [`Document`](ReplyError::Document). Two known clients
    /// repeat a request only if the connection fails.
    pub fn receive<'a>(
        &self,
        expected: Expected,
        head: impl Into<ReplyHead<'a>>,
        body: &'a [u8],
    ) -> Result<Option<Payload<'a>>, ReplyError> {
        let ReplyHead { status, headers } = head.into();
        if !status.is_success() {
            return Err(ReplyError::Status(status));
        }
        match body.len() {
            0 if expected == Expected::Anything => Ok(None),
            0 => Err(ReplyError::Empty),
            length if length > self.limit => Err(ReplyError::TooLong { limit: self.limit }),
            _ => Ok(Some(Payload::new(headers.get(CONTENT_TYPE), body, self.read_options)?)),
        }
    }
}

impl Expected {
    /// Returns the replies that may come after a message: nothing at all after a poll, and after
    /// answers to the server.
    ///
    /// ```
    /// use imps_transport::http::Expected;
    /// use oma_imps::csp::envelope::PollingRequest;
    /// use oma_imps::csp::{Message, SessionDescriptor};
    /// use oma_imps::Version;
    /// let poll = Message::request(Version::V1_2, SessionDescriptor::inband("s1"), "", PollingRequest::default());
    /// assert_eq!(Expected::after(&poll), Expected::Anything);
    /// ```
    pub fn after(message: &Message<'_>) -> Self {
        let asks = message.session.transactions.iter().any(|transaction| {
            transaction.is_request() && !matches!(transaction.primitive(), Primitive::PollingRequest(_))
        });
        if asks { Self::Document } else { Self::Anything }
    }
}

/// Makes the head of a request, without its length.
pub(crate) fn head(url: &SapUrl, headers: &HeaderMap, content_type: HeaderValue) -> Request<()> {
    let mut request = Request::new(());
    *request.method_mut() = Method::POST;
    request.uri_mut().clone_from(url.uri());
    let all = request.headers_mut();
    all.clone_from(headers);
    if let Ok(host) = HeaderValue::from_str(url.host_and_port()) {
        all.insert(HOST, host);
    }
    all.insert(CONTENT_TYPE, content_type);
    request
}
