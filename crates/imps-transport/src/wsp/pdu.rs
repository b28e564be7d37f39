//! PDUs. WAP-230-WSP, 8.2.

use super::cursor::{Cursor, write_length, write_part};
use super::header::{read_headers, write_headers};
use super::{ContentType, Header, Status, WspError, WspErrorKind};

/// A PDU with its transaction id: the bytes of a datagram without connection.
///
/// ```
/// use imps_transport::wsp::{ContentType, Datagram, Header, Pdu, Push};
///
/// let push = Pdu::Push(Push {
///     content_type: Some(ContentType::new("application/vnd.wv.csp.cir")),
///     headers: vec![Header::CIR_APPLICATION],
///     body: b"WVCI 1.2 cookie-1",
/// });
/// let bytes = Datagram { tid: 1, pdu: push }.to_vec()?;
/// assert_eq!(bytes, b"\x01\x06\x03\xC6\xAF\x8AWVCI 1.2 cookie-1");
/// assert_eq!(Datagram::parse(&bytes)?.tid, 1);
/// # Ok::<_, imps_transport::wsp::WspError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datagram<'a> {
    /// The transaction id of a request and its reply, or the id of a push.
    pub tid: u8,
    /// The PDU.
    pub pdu: Pdu<'a>,
}

/// A PDU.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Pdu<'a> {
    /// Begins a session.
    Connect(Connect<'a>),
    /// Answers Connect.
    ConnectReply(ConnectReply<'a>),
    /// Names other addresses of the server.
    Redirect(Redirect<'a>),
    /// Answers Get and Post.
    Reply(Reply<'a>),
    /// Ends a session.
    Disconnect(Disconnect),
    /// Brings a document that the client did not request, such as a CIR.
    Push(Push<'a>),
    /// The same, with a confirmation.
    ConfirmedPush(Push<'a>),
    /// Suspends a session.
    Suspend(Suspend),
    /// Resumes a session.
    Resume(Resume<'a>),
    /// Requests a document.
    Get(Get<'a>),
    /// Brings a document to the server and requests one.
    Post(Post<'a>),
}

/// The content of [`Pdu::Connect`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connect<'a> {
    /// The version of WSP: `10` is 1.0.
    pub version: u8,
    /// The capabilities, undecoded.
    pub capabilities: &'a [u8],
    /// The headers.
    pub headers: Vec<Header<'a>>,
}

/// The content of [`Pdu::ConnectReply`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectReply<'a> {
    /// The session.
    pub session_id: u32,
    /// The capabilities, undecoded.
    pub capabilities: &'a [u8],
    /// The headers.
    pub headers: Vec<Header<'a>>,
}

/// The content of [`Pdu::Redirect`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect<'a> {
    /// Whether the redirection is permanent, and other flags.
    pub flags: u8,
    /// The addresses, undecoded.
    pub addresses: &'a [u8],
}

/// The content of [`Pdu::Reply`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply<'a> {
    /// The status.
    pub status: Status,
    /// The type of the document.
    pub content_type: Option<ContentType<'a>>,
    /// The headers.
    pub headers: Vec<Header<'a>>,
    /// The document.
    pub body: &'a [u8],
}

/// The content of [`Pdu::Disconnect`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disconnect {
    /// The session.
    pub session_id: u32,
}

/// The content of [`Pdu::Push`] and [`Pdu::ConfirmedPush`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push<'a> {
    /// The type of the document.
    pub content_type: Option<ContentType<'a>>,
    /// The headers.
    pub headers: Vec<Header<'a>>,
    /// The document.
    pub body: &'a [u8],
}

/// The content of [`Pdu::Suspend`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suspend {
    /// The session.
    pub session_id: u32,
}

/// The content of [`Pdu::Resume`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resume<'a> {
    /// The session.
    pub session_id: u32,
    /// The capabilities, undecoded.
    pub capabilities: &'a [u8],
    /// The headers.
    pub headers: Vec<Header<'a>>,
}

/// The content of [`Pdu::Get`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Get<'a> {
    /// The URI.
    pub uri: &'a str,
    /// The headers.
    pub headers: Vec<Header<'a>>,
}

/// The content of [`Pdu::Post`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post<'a> {
    /// The URI.
    pub uri: &'a str,
    /// The type of the document.
    pub content_type: Option<ContentType<'a>>,
    /// The headers.
    pub headers: Vec<Header<'a>>,
    /// The document.
    pub body: &'a [u8],
}

impl<'a> Datagram<'a> {
    /// Reads a datagram.
    ///
    /// # Errors
    /// [`WspError`] of the kind [`Truncated`](super::WspErrorKind::Truncated),
    /// [`UintvarOverflow`](super::WspErrorKind::UintvarOverflow),
    /// [`UnendedText`](super::WspErrorKind::UnendedText),
    /// [`InvalidUtf8`](super::WspErrorKind::InvalidUtf8),
    /// [`UnknownPdu`](super::WspErrorKind::UnknownPdu) or [`Name`](super::WspErrorKind::Name), with
    /// the place.
    pub fn parse(datagram: &'a [u8]) -> Result<Self, WspError> {
        let tid = Cursor::new(datagram).byte()?;
        let pdu = Pdu::read(Cursor::behind(1, datagram.get(1..).unwrap_or_default()))?;
        Ok(Self { tid, pdu })
    }

    /// Appends the datagram.
    ///
    /// # Errors
    /// [`WspError`] of the kind [`ZeroInText`](super::WspErrorKind::ZeroInText),
    /// [`InvalidName`](super::WspErrorKind::InvalidName) or
    /// [`TooLong`](super::WspErrorKind::TooLong). Nothing is appended then.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<(), WspError> {
        let start = out.len();
        out.push(self.tid);
        self.pdu.write(out).inspect_err(|_| out.truncate(start))
    }

    /// Returns the bytes.
    ///
    /// # Errors
    /// The errors of [`write`](Self::write).
    pub fn to_vec(&self) -> Result<Vec<u8>, WspError> {
        let mut out = Vec::new();
        self.write(&mut out).map(|()| out)
    }
}

impl<'a> Pdu<'a> {
    /// Reads a PDU without a transaction id.
    ///
    /// # Errors
    /// [`WspError`] of the kind [`Truncated`](super::WspErrorKind::Truncated),
    /// [`UintvarOverflow`](super::WspErrorKind::UintvarOverflow),
    /// [`UnendedText`](super::WspErrorKind::UnendedText),
    /// [`InvalidUtf8`](super::WspErrorKind::InvalidUtf8),
    /// [`UnknownPdu`](super::WspErrorKind::UnknownPdu) or [`Name`](super::WspErrorKind::Name), with
    /// the place.
    pub fn parse(pdu: &'a [u8]) -> Result<Self, WspError> {
        Self::read(Cursor::new(pdu))
    }

    /// Appends the PDU without a transaction id.
    ///
    /// # Errors
    /// [`WspError`] of the kind [`ZeroInText`](super::WspErrorKind::ZeroInText),
    /// [`InvalidName`](super::WspErrorKind::InvalidName) or
    /// [`TooLong`](super::WspErrorKind::TooLong). Nothing is appended then.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<(), WspError> {
        let start = out.len();
        out.push(self.type_byte());
        self.write_fields(out).inspect_err(|_| out.truncate(start))
    }

    /// Returns the byte with the type of the PDU.
    pub const fn type_byte(&self) -> u8 {
        match self {
            Self::Connect(_) => 0x01,
            Self::ConnectReply(_) => 0x02,
            Self::Redirect(_) => 0x03,
            Self::Reply(_) => 0x04,
            Self::Disconnect(_) => 0x05,
            Self::Push(_) => 0x06,
            Self::ConfirmedPush(_) => 0x07,
            Self::Suspend(_) => 0x08,
            Self::Resume(_) => 0x09,
            Self::Get(_) => 0x40,
            Self::Post(_) => 0x60,
        }
    }

    fn read(mut at: Cursor<'a>) -> Result<Self, WspError> {
        let start = at;
        Ok(match at.byte()? {
            0x01 => {
                let version = at.byte()?;
                let (capabilities, headers) = read_capabilities(&mut at)?;
                Self::Connect(Connect { version, capabilities, headers })
            }
            0x02 => {
                let session_id = at.uintvar()?;
                let (capabilities, headers) = read_capabilities(&mut at)?;
                Self::ConnectReply(ConnectReply { session_id, capabilities, headers })
            }
            0x03 => Self::Redirect(Redirect { flags: at.byte()?, addresses: at.rest() }),
            0x04 => {
                let status = Status(at.byte()?);
                let Push { content_type, headers, body } = read_content(&mut at)?;
                Self::Reply(Reply { status, content_type, headers, body })
            }
            0x05 => Self::Disconnect(Disconnect { session_id: at.uintvar()? }),
            0x06 => Self::Push(read_content(&mut at)?),
            0x07 => Self::ConfirmedPush(read_content(&mut at)?),
            0x08 => Self::Suspend(Suspend { session_id: at.uintvar()? }),
            0x09 => {
                let (session_id, length) = (at.uintvar()?, at.uintvar()?);
                let capabilities = at.take(length)?;
                Self::Resume(Resume { session_id, capabilities, headers: read_headers(at)? })
            }
            0x40 => {
                let length = at.uintvar()?;
                let uri = read_uri(&mut at, length)?;
                Self::Get(Get { uri, headers: read_headers(at)? })
            }
            0x60 => {
                let (uri_length, headers_length) = (at.uintvar()?, at.uintvar()?);
                let uri = read_uri(&mut at, uri_length)?;
                let mut part = at.part(headers_length)?;
                let content_type = ContentType::read(&mut part)?;
                let headers = read_headers(part)?;
                Self::Post(Post { uri, content_type, headers, body: at.rest() })
            }
            unknown => return Err(start.error(WspErrorKind::UnknownPdu(unknown))),
        })
    }

    fn write_fields(&self, out: &mut Vec<u8>) -> Result<(), WspError> {
        match self {
            Self::Connect(Connect { version, capabilities, headers }) => {
                out.push(*version);
                write_capabilities(capabilities, headers, out)
            }
            Self::ConnectReply(ConnectReply { session_id, capabilities, headers }) => {
                wbxml::MbU32::new(*session_id).write(out);
                write_capabilities(capabilities, headers, out)
            }
            Self::Redirect(Redirect { flags, addresses }) => {
                out.push(*flags);
                out.extend_from_slice(addresses);
                Ok(())
            }
            Self::Reply(Reply { status, content_type, headers, body }) => {
                out.push(status.0);
                write_content(content_type.as_ref(), headers, body, out)
            }
            Self::Push(Push { content_type, headers, body })
            | Self::ConfirmedPush(Push { content_type, headers, body }) => {
                write_content(content_type.as_ref(), headers, body, out)
            }
            Self::Disconnect(Disconnect { session_id }) | Self::Suspend(Suspend { session_id }) => {
                wbxml::MbU32::new(*session_id).write(out);
                Ok(())
            }
            Self::Resume(Resume { session_id, capabilities, headers }) => {
                wbxml::MbU32::new(*session_id).write(out);
                write_length(capabilities.len(), out)?;
                out.extend_from_slice(capabilities);
                write_headers(headers, out)
            }
            Self::Get(Get { uri, headers }) => {
                write_length(uri.len(), out)?;
                out.extend_from_slice(uri.as_bytes());
                write_headers(headers, out)
            }
            Self::Post(Post { uri, content_type, headers, body }) => {
                write_length(uri.len(), out)?;
                let mut part = Vec::new();
                write_typed_headers(content_type.as_ref(), headers, &mut part)?;
                write_length(part.len(), out)?;
                out.extend_from_slice(uri.as_bytes());
                out.extend_from_slice(&part);
                out.extend_from_slice(body);
                Ok(())
            }
        }
    }
}

fn read_uri<'a>(at: &mut Cursor<'a>, length: u32) -> Result<&'a str, WspError> {
    let error = at.error(WspErrorKind::InvalidUtf8);
    std::str::from_utf8(at.take(length)?).map_err(|_| error)
}

/// Reads two lengths, capabilities and headers.
fn read_capabilities<'a>(at: &mut Cursor<'a>) -> Result<(&'a [u8], Vec<Header<'a>>), WspError> {
    let (capabilities, headers) = (at.uintvar()?, at.uintvar()?);
    Ok((at.take(capabilities)?, read_headers(at.part(headers)?)?))
}

fn write_capabilities(
    capabilities: &[u8],
    headers: &[Header<'_>],
    out: &mut Vec<u8>,
) -> Result<(), WspError> {
    write_length(capabilities.len(), out)?;
    let mut part = Vec::new();
    write_headers(headers, &mut part)?;
    write_length(part.len(), out)?;
    out.extend_from_slice(capabilities);
    out.extend_from_slice(&part);
    Ok(())
}

/// Reads a length, the content type and headers of this length, and the document.
fn read_content<'a>(at: &mut Cursor<'a>) -> Result<Push<'a>, WspError> {
    let length = at.uintvar()?;
    let mut part = at.part(length)?;
    let content_type = ContentType::read(&mut part)?;
    Ok(Push { content_type, headers: read_headers(part)?, body: at.rest() })
}

fn write_content(
    content_type: Option<&ContentType<'_>>,
    headers: &[Header<'_>],
    body: &[u8],
    out: &mut Vec<u8>,
) -> Result<(), WspError> {
    write_part(out, write_length, |out| write_typed_headers(content_type, headers, out))?;
    out.extend_from_slice(body);
    Ok(())
}

fn write_typed_headers(
    content_type: Option<&ContentType<'_>>,
    headers: &[Header<'_>],
    out: &mut Vec<u8>,
) -> Result<(), WspError> {
    match content_type {
        Some(content_type) => content_type.write(out)?,
        // An empty value keeps the first header from being read as the content type.
        None if !headers.is_empty() => out.push(0),
        None => {}
    }
    write_headers(headers, out)
}
