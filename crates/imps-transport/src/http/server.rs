//! The side of a server.

use crate::http::{Head, Msisdn, Note, Payload, Preferences, Reason, Refusal};
use ::http::header::{ACCEPT_CHARSET, ACCEPT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, EXPECT, HeaderName};
use ::http::{HeaderMap, Method};
use oma_imps::csp::{Message, StatusCode};
use oma_imps::{Error, ErrorKind, OwnedRoot, Protocol, ReadOptions, Root};
use std::num::IntErrorKind;
use std::ops::Deref;

/// The reading of requests: limits, options, and the headers that state telephone numbers.
///
/// ```
/// use http::{HeaderName, Request};
/// use imps_transport::http::Server;
///
/// let from_gateway = Server::default().with_msisdn_header(HeaderName::from_static("x-up-calling-line-id"));
/// let body = b"<WV-CSP-Message><Session/></WV-CSP-Message>";
/// let request = Request::post("/").header("x-up-calling-line-id", "+15550100").body(())?;
/// let arrived = from_gateway.arrived(&request, body)?;
/// assert_eq!(arrived.msisdn.map(|number| number.to_string()).as_deref(), Some("+15550100"));
/// assert_eq!(arrived.payload.notes.len(), 1); // there is no content type
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Server {
    /// The maximum number of bytes of a body. Default: 1 MiB.
    pub limit: usize,
    /// The options for reading documents.
    pub options: ReadOptions,
    /// The headers in which gateways state the telephone number of the subscriber. Default: none.
    ///
    /// **Set them only for connections from a gateway that removes them from the requests of its
    /// clients**: anybody else can write any number. Use another `Server` for other connections.
    pub msisdn_headers: Vec<HeaderName>,
}

/// A head that a server accepts, before the body is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Admitted {
    /// Whether the client waits for [`CONTINUE`] before it sends the body. Write it, or read on:
    /// clients do not wait for ever. Many HTTP libraries write it by themselves.
    pub expects_continue: bool,
    /// The maximum number of bytes of the body. Stop reading after one more, and pass them on.
    pub limit: usize,
}

/// The interim reply to a client that [waits](Admitted::expects_continue) for it.
pub const CONTINUE: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\n";

/// A request that arrived. It dereferences to its [`Payload`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Arrived<'a> {
    /// The document, its form, and notes on the head.
    pub payload: Payload<'a>,
    /// The telephone number of the subscriber, from a [trusted](Server::msisdn_headers) header.
    pub msisdn: Option<Msisdn<'a>>,
    headers: &'a HeaderMap,
}

impl Default for Server {
    fn default() -> Self {
        Self { limit: 1 << 20, options: ReadOptions::default(), msisdn_headers: Vec::new() }
    }
}

impl Server {
    /// Sets the maximum number of bytes of a body.
    #[must_use]
    pub fn with_limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Sets the options for reading documents.
    #[must_use]
    pub fn with_options(mut self, options: ReadOptions) -> Self {
        self.options = options;
        self
    }

    /// Adds a header in which a gateway states telephone numbers. See
    /// [`msisdn_headers`](Self::msisdn_headers).
    #[must_use]
    pub fn with_msisdn_header(mut self, name: HeaderName) -> Self {
        self.msisdn_headers.push(name);
        self
    }

    /// Looks at a head before the body is there.
    ///
    /// # Errors
    /// [`Reason::Method`], and [`Reason::TooLong`] if the stated length exceeds the limit.
    pub fn admit<'a>(&self, head: impl Into<Head<'a>>) -> Result<Admitted, Refusal> {
        let head = head.into();
        check_method(head)?;
        let stated = head.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        if stated.is_some_and(|length| exceeds(length.trim(), self.limit)) {
            return Err(Refusal::new(Reason::TooLong { limit: self.limit }));
        }
        let expects_continue =
            head.headers.get_all(EXPECT).iter().any(|value| {
                value.to_str().is_ok_and(|text| text.trim().eq_ignore_ascii_case("100-continue"))
            });
        Ok(Admitted { expects_continue, limit: self.limit })
    }

    /// Looks at a request with its body.
    ///
    /// # Errors
    /// The errors of [`admit`](Self::admit). [`Reason::TooLong`] if the body exceeds the limit,
    /// [`Reason::NoDocument`] if it is not a document, and [`Reason::WrongRoot`].
    pub fn arrived<'a>(&self, head: impl Into<Head<'a>>, body: &'a [u8]) -> Result<Arrived<'a>, Refusal> {
        let head = head.into();
        check_method(head)?;
        if body.len() > self.limit {
            return Err(Refusal::new(Reason::TooLong { limit: self.limit }));
        }
        let mut payload = Payload::new(head.headers.get(CONTENT_TYPE), body, self.options)
            .map_err(|error| Refusal::new(Reason::NoDocument(error)))?;
        if payload.states_ssp && payload.protocol() != Protocol::Ssp {
            return Err(Refusal::new(Reason::WrongRoot));
        }
        let msisdn = self.msisdn(head.headers, &mut payload.notes);
        Ok(Arrived { payload, msisdn, headers: head.headers })
    }

    /// Returns the telephone number on which all trusted headers agree.
    fn msisdn<'a>(&self, headers: &'a HeaderMap, notes: &mut Vec<Note>) -> Option<Msisdn<'a>> {
        let mut found: Option<Msisdn<'a>> = None;
        for name in &self.msisdn_headers {
            for value in headers.get_all(name) {
                let number = Msisdn::from(value.to_str().unwrap_or_default());
                match &found {
                    _ if !number.is_valid() => notes.push(Note::NoMsisdn(name.clone())),
                    Some(first) if !number.is_same_as(first) => {
                        notes.push(Note::TwoMsisdns(name.clone()));
                        return None;
                    }
                    Some(_) => {}
                    None => found = Some(number),
                }
            }
        }
        found
    }
}

impl<'a> Arrived<'a> {
    /// Returns the languages that the client prefers: for texts before the capabilities are agreed.
    pub const fn languages(&self) -> Preferences<'a> {
        Preferences::new(self.headers, ACCEPT_LANGUAGE)
    }

    /// Returns the character sets that the client prefers. Answers are in UTF-8.
    pub const fn charsets(&self) -> Preferences<'a> {
        Preferences::new(self.headers, ACCEPT_CHARSET)
    }

    /// Reads the document. The result borrows from this value.
    ///
    /// # Errors
    /// A [`Refusal`] of the kind [`Reason::Document`], with the reply, if the document cannot be
    /// read.
    pub fn read<'i, T: Root<'i>>(&'i self) -> Result<T, Refusal> {
        self.payload.read().map_err(|fault| self.refuse(fault))
    }

    /// Reads the document into a type that borrows nothing.
    ///
    /// # Errors
    /// A [`Refusal`] of the kind [`Reason::Document`], with the reply, if the document cannot be
    /// read.
    pub fn read_owned<T: OwnedRoot>(&self) -> Result<T, Refusal> {
        self.payload.read_owned().map_err(|fault| self.refuse(fault))
    }

    /// Refuses the document for a fault that reading found.
    pub fn refuse(&self, fault: Error) -> Refusal {
        match fault.kind() {
            // The root names another language.
            ErrorKind::OtherLanguage(_) | ErrorKind::NoRoot => Refusal::new(Reason::NoDocument(fault)),
            _ => Refusal::of_fault(&self.payload, fault),
        }
    }

    /// Refuses a message that was read, with one status for each of its requests, such as
    /// [`NOT_LOGGED_IN`](StatusCode::NOT_LOGGED_IN) for an unknown session.
    pub fn refuse_message(&self, message: &Message<'_>, code: StatusCode) -> Refusal {
        Refusal::of_message(&self.payload, message, code)
    }

    /// Refuses a document of another server, because its session is unknown: the reply is 404.
    pub fn refuse_session(&self) -> Refusal {
        Refusal::of_server(&self.payload, StatusCode::NOT_LOGGED_IN)
    }
}

impl<'a> Deref for Arrived<'a> {
    type Target = Payload<'a>;

    fn deref(&self) -> &Payload<'a> {
        &self.payload
    }
}

fn check_method(head: Head<'_>) -> Result<(), Refusal> {
    if head.method == Method::POST { Ok(()) } else { Err(Refusal::new(Reason::Method)) }
}

/// Returns whether a stated length exceeds the limit. One of too many digits does, and text that is
/// not a number does not.
fn exceeds(length: &str, limit: usize) -> bool {
    match length.parse::<usize>() {
        Ok(length) => length > limit,
        Err(error) => *error.kind() == IntErrorKind::PosOverflow,
    }
}
