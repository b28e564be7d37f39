//! Posts to other servers, and their replies.

use crate::http::client::head;
use crate::http::format::write;
use crate::http::{Format, Payload, ReplyHead, SapUrl};
use ::http::header::{CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use ::http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};
use oma_imps::ssp::envelope::{MessageContent, SetupPrimitive};
use oma_imps::ssp::{Message, SessionId, TransactionId};
use oma_imps::{Error, Protocol, ReadOptions, Syntax, Version, WriteOptions};

/// The posts of a server to other servers, and the reading of the replies.
///
/// ```
/// use imps_transport::ssp::Sender;
/// use oma_imps::ssp::messaging::SendMessageRequest;
/// use oma_imps::ssp::{Message, SessionId, TransactionId};
///
/// let message = Message::request("71@alpha.example", "t1", SendMessageRequest::default());
/// let request = Sender::default().request(&"https://im.beta.example:5222".parse()?, &message)?;
/// assert_eq!(request.uri().path(), "/");
/// assert_eq!(request.headers()["content-type"], "application/vnd.wv.ssp+xml");
/// assert_eq!(request.headers()["x-wv-transactionid"], "t1");
/// assert_eq!(request.headers()["x-wv-sessionid"], "71@alpha.example");
///
/// let reply = http::Response::new(());
/// assert!(matches!(Sender::default().receive(&reply, b""), Ok(None)));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Sender {
    /// The name of the program, for the header `User-Agent`.
    pub user_agent: Option<HeaderValue>,
    /// The maximum number of bytes of a reply that is read. Default: 1 MiB.
    pub limit: usize,
    /// The options for reading documents in replies.
    pub options: ReadOptions,
}

/// The reason why a document was not delivered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotDelivered {
    /// The peer cannot read the document: 400. Posting it again does not help.
    #[error("the peer cannot read the document")]
    Refused,
    /// The peer does not know the session: 404. A new session is necessary.
    #[error("the peer does not know the session")]
    UnknownSession,
    /// Any other status. Post the document again [later](super::Delivery).
    #[error("http status {0}")]
    Temporary(StatusCode),
}

impl NotDelivered {
    /// Returns whether posting the same document again may help.
    pub const fn is_temporary(&self) -> bool {
        matches!(self, Self::Temporary(_))
    }
}

const TRANSACTION: HeaderName = HeaderName::from_static("x-wv-transactionid");
const SESSION: HeaderName = HeaderName::from_static("x-wv-sessionid");

impl Default for Sender {
    fn default() -> Self {
        Self { user_agent: None, limit: 1 << 20, options: ReadOptions::default() }
    }
}

impl Sender {
    /// Sets the name of the program.
    #[must_use]
    pub fn with_user_agent(mut self, program: HeaderValue) -> Self {
        self.user_agent = Some(program);
        self
    }

    /// Sets the maximum number of bytes of a reply that is read.
    #[must_use]
    pub fn with_limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Writes a post: appends the document to `body`, and returns the head.
    ///
    /// Two headers repeat ids of the document, as the known server writes them: the transaction in
    /// both `SendSecretToken` messages and in requests of a session, the session in requests of a
    /// session. No known server reads them, so an id that a header cannot carry is left out there.
    ///
    /// # Errors
    /// [`Inexpressible`](oma_imps::ErrorKind::Inexpressible),
    /// [`InexpressibleBytes`](oma_imps::ErrorKind::InexpressibleBytes) or
    /// [`InvalidName`](oma_imps::ErrorKind::InvalidName) for content that XML cannot carry. `body`
    /// is then unchanged.
    pub fn post(
        &self,
        url: &SapUrl,
        message: &Message<'_>,
        body: &mut Vec<u8>,
    ) -> Result<Request<()>, Error> {
        let form = Format::new(Protocol::Ssp, Syntax::Xml);
        let length = write(form.syntax, message, body, &WriteOptions::default())?;
        let mut request = head(url, &HeaderMap::new(), form.content_type(Version::V1_3));
        let headers = request.headers_mut();
        headers.insert(CONTENT_LENGTH, length.into());
        if let Some(program) = &self.user_agent {
            headers.insert(USER_AGENT, program.clone());
        }
        insert_ids(headers, message);
        Ok(request)
    }

    /// Returns a post with its body.
    ///
    /// # Errors
    /// The errors of [`post`](Self::post).
    pub fn request(&self, url: &SapUrl, message: &Message<'_>) -> Result<Request<Vec<u8>>, Error> {
        let mut body = Vec::new();
        self.post(url, message, &mut body).map(|head| head.map(|()| body))
    }

    /// Looks at a reply. Any status from 200 to 299 means that the document was delivered.
    ///
    /// Some servers may answer in the body, which the known one leaves empty: `Some` is a document
    /// between servers in it. Anything else in it means nothing.
    ///
    /// # Errors
    /// [`Refused`](NotDelivered::Refused), [`UnknownSession`](NotDelivered::UnknownSession) or
    /// [`Temporary`](NotDelivered::Temporary), by the status.
    pub fn receive<'a>(
        &self,
        head: impl Into<ReplyHead<'a>>,
        body: &'a [u8],
    ) -> Result<Option<Payload<'a>>, NotDelivered> {
        let ReplyHead { status, headers } = head.into();
        match status {
            status if status.is_success() => {}
            StatusCode::BAD_REQUEST => return Err(NotDelivered::Refused),
            StatusCode::NOT_FOUND => return Err(NotDelivered::UnknownSession),
            status => return Err(NotDelivered::Temporary(status)),
        }
        if body.is_empty() || body.len() > self.limit {
            return Ok(None);
        }
        let payload = Payload::new(headers.get(CONTENT_TYPE), body, self.options).ok();
        Ok(payload.filter(|payload| payload.protocol() == Protocol::Ssp))
    }
}

fn insert_ids(headers: &mut HeaderMap, message: &Message<'_>) {
    let (transaction, session) = match &message.content {
        MessageContent::SetupTransaction(setup) => match setup.primitive {
            SetupPrimitive::SendSecretToken(_) => (Some(&setup.transaction_id), None),
            _ => (None, None),
        },
        MessageContent::Session(session) => {
            let request = session.transactions.iter().find(|transaction| transaction.mode.is_request());
            (request.map(|request| &request.transaction_id), request.map(|_| &session.session_id))
        }
    };
    let ids =
        [(TRANSACTION, transaction.map(TransactionId::as_str)), (SESSION, session.map(SessionId::as_str))];
    for (name, id) in ids {
        if let Some(Ok(value)) = id.map(HeaderValue::from_str) {
            headers.insert(name, value);
        }
    }
}
