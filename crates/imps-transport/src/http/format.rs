//! The form of an answer: syntax and content type.

use ::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use ::http::{HeaderValue, Response, StatusCode};
use oma_imps::{Error, Protocol, Root, Syntax, Version, WriteOptions};

/// The form in which a document arrived and in which its sender expects the answer.
///
/// It borrows nothing, so an answer can come later than the request is dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Format {
    /// The protocol.
    pub protocol: Protocol,
    /// The syntax.
    pub syntax: Syntax,
    /// The content type that replies repeat; `None` if the sender stated none that fits its bytes.
    pub content_type: Option<HeaderValue>,
}

impl Format {
    /// Makes the form of a document without a content type.
    pub const fn new(protocol: Protocol, syntax: Syntax) -> Self {
        Self { protocol, syntax, content_type: None }
    }

    /// Writes an answer: appends the document to `body`, and returns the head of the reply. The
    /// head has status 200, the content type of the request, and the length.
    ///
    /// Send the body as it is: neither chunked nor compressed. Old clients cannot read that.
    ///
    /// # Errors
    /// The errors of [`Syntax::to_vec`]. `body` is then unchanged.
    pub fn reply<'a, T: Root<'a>>(&self, message: &T, body: &mut Vec<u8>) -> Result<Response<()>, Error> {
        let length = write(self.syntax, message, body, &WriteOptions::default())?;
        Ok(head(StatusCode::OK, Some(self.content_type(message.version())), length))
    }

    /// Returns an answer with its body.
    ///
    /// # Errors
    /// The errors of [`reply`](Self::reply).
    pub fn to_response<'a, T: Root<'a>>(&self, message: &T) -> Result<Response<Vec<u8>>, Error> {
        let mut body = Vec::new();
        self.reply(message, &mut body).map(|head| head.map(|()| body))
    }

    /// Returns the content type of a document of a version.
    pub fn content_type(&self, version: Version) -> HeaderValue {
        match &self.content_type {
            Some(stated) => stated.clone(),
            None => HeaderValue::from_static(media_type(self.protocol, self.syntax, version)),
        }
    }
}

/// Returns a reply with status 200 and an empty body: nothing to say. It also tells another server
/// that its document was delivered.
///
/// Some clients take the status 204 as a failure, and wait for the body if there is no length.
pub fn empty() -> Response<()> {
    head(StatusCode::OK, None, 0)
}

/// Makes the head of a reply.
pub(crate) fn head(status: StatusCode, content_type: Option<HeaderValue>, length: usize) -> Response<()> {
    let mut head = Response::new(());
    *head.status_mut() = status;
    let headers = head.headers_mut();
    // In one allocation.
    headers.reserve(2);
    if let Some(content_type) = content_type {
        headers.insert(CONTENT_TYPE, content_type);
    }
    headers.insert(CONTENT_LENGTH, length.into());
    head
}

/// Returns the media type of a protocol, a syntax and a version.
pub(crate) const fn media_type(protocol: Protocol, syntax: Syntax, version: Version) -> &'static str {
    match protocol {
        Protocol::Ssp => SSP_XML,
        _ => syntax.media_type(version),
    }
}

/// The media type between servers.
pub(crate) const SSP_XML: &str = "application/vnd.wv.ssp+xml";

/// Appends a document, and returns the number of its bytes. After an error the buffer is unchanged.
pub(crate) fn write<'a, T: Root<'a>>(
    syntax: Syntax,
    message: &T,
    out: &mut Vec<u8>,
    options: &WriteOptions,
) -> Result<usize, Error> {
    let start = out.len();
    let written = match syntax {
        Syntax::Wbxml => oma_imps::wbxml::write(message, out, &options.wbxml),
        Syntax::Xml => oma_imps::xml::write(message, out, &options.xml),
        _ => syntax.to_vec_with(message, options).map(|document| out.extend(document)),
    };
    match written {
        Ok(()) => Ok(out.len().saturating_sub(start)),
        Err(error) => {
            out.truncate(start);
            Err(error)
        }
    }
}
