//! The kinds of wrappings.

use super::compression::Coding;
use crate::text::shortened;
use std::fmt;

/// A wrapping that was removed.
///
/// `Display` writes a noun for a note, such as "base64 of 92 bytes; offsets count in the decoded
/// bytes". Lengths count the content, in bytes; offsets count in the content of the wrapping
/// around.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Wrapping {
    /// The head of an HTTP request.
    HttpRequest {
        /// The method, such as `POST`.
        method: String,
        /// The target, such as `/imps`.
        target: String,
        /// The length of the head.
        head: usize,
        /// The character set that the head names, if it is known.
        charset: Option<String>,
    },
    /// The head of an HTTP response.
    HttpResponse {
        /// The status code, such as 200.
        code: u16,
        /// The reason, such as `OK`.
        reason: String,
        /// The length of the head.
        head: usize,
        /// The character set that the head names, if it is known.
        charset: Option<String>,
    },
    /// The head of an HTTP message with lines that are not header fields.
    MalformedHttp {
        /// The length of the head.
        head: usize,
    },
    /// The header fields of a MIME entity, such as a mail.
    MimeHead {
        /// The length of the head.
        head: usize,
    },
    /// A body in chunks.
    Chunked {
        /// The number of chunks.
        chunks: usize,
    },
    /// Compression.
    Compressed {
        /// The method.
        coding: Coding,
        /// The length of the content.
        length: usize,
    },
    /// A part of a multipart body.
    Multipart {
        /// The number of the part, from 1.
        part: usize,
        /// The media type of the part. Empty if the part states none.
        media_type: String,
    },
    /// A PDU of WSP, such as a push of WAP.
    Wsp {
        /// The name of the PDU, such as `push`.
        pdu: &'static str,
        /// The media type. Empty if there is none.
        media_type: String,
        /// The length of the head.
        head: usize,
    },
    /// The header of user data in an SMS.
    UserData {
        /// The port of the receiving application.
        port: u16,
        /// The length of the header.
        head: usize,
        /// The length of the content.
        length: usize,
    },
    /// Frames of a network.
    Frames {
        /// The headers, such as `ethernet, ipv4 and tcp`.
        headers: String,
        /// The number of frames.
        count: usize,
        /// The length of their headers in the first frame.
        head: usize,
    },
    /// A dump in numbers, with or without offsets.
    Dump {
        /// The numbers.
        radix: Radix,
        /// The number of bytes per number.
        width: usize,
        /// The order of the bytes in a number.
        order: Order,
        /// The length of the content.
        length: usize,
    },
    /// The rows of `imps inspect --full`.
    Rows {
        /// The length of the content.
        length: usize,
    },
    /// Numbers in source code, such as an array of C.
    Numbers {
        /// The offset of the first number.
        offset: usize,
        /// The length of the content.
        length: usize,
    },
    /// A string of source code, with escapes such as `\x03`.
    Escapes {
        /// The offset of the string.
        offset: usize,
        /// The length of the content.
        length: usize,
    },
    /// Base64.
    Base64 {
        /// The length of the content.
        length: usize,
    },
    /// Quoted-printable.
    QuotedPrintable {
        /// The length of the content.
        length: usize,
    },
    /// Percent escapes, as in addresses.
    Percent {
        /// The length of the content.
        length: usize,
    },
    /// A `data:` address.
    DataUri {
        /// The length of the content.
        length: usize,
    },
    /// Lines of a text armour, such as `-----BEGIN DATA-----`.
    Armour,
    /// Escaped XML in text.
    EscapedXml {
        /// How it was escaped: `references` or `backslashes`.
        escapes: &'static str,
        /// The offset of the escaped XML.
        offset: usize,
        /// The length of the content.
        length: usize,
        /// The number of bytes after the escaped XML.
        rest: usize,
    },
    /// A string of JSON.
    JsonString {
        /// The path to the string, such as `/body/text`. Empty if the string is the whole JSON.
        path: String,
    },
    /// Text around the document, such as the lines of a log.
    Text {
        /// The offset of the document.
        offset: usize,
        /// The number of its line, from 1.
        line: usize,
    },
    /// Blank lines, blanks or zeros before the document.
    Blank {
        /// The number of bytes.
        bytes: usize,
    },
    /// A number before the document that states its length.
    LengthPrefix {
        /// The number of bytes of the prefix.
        bytes: usize,
    },
}

/// The base of the numbers in a dump.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Radix {
    /// Base 2.
    Binary,
    /// Base 8.
    Octal,
    /// Base 10.
    Decimal,
    /// Base 16.
    Hexadecimal,
    /// Characters, with escapes and octal numbers.
    Characters,
}

/// The order of the bytes in the numbers of a dump.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Order {
    /// The first byte is the most significant: the numbers show the bytes in order.
    BigEndian,
    /// The first byte is the least significant.
    LittleEndian,
}

impl fmt::Display for Radix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Binary => "binary",
            Self::Octal => "octal",
            Self::Decimal => "decimal",
            Self::Hexadecimal => "hexadecimal",
            Self::Characters => "characters",
        })
    }
}

impl Wrapping {
    /// A name for the content, if it is left out.
    pub(super) fn content(&self) -> String {
        match self {
            Self::HttpRequest { method, target, .. } => {
                format!("the body of an http request, {method} {}", shortened(target, 80))
            }
            Self::HttpResponse { code, reason, .. } => {
                format!("the body of an http response, {code} {}", shortened(reason, 80))
            }
            Self::Multipart { part, media_type } => format!("part {part} ({})", shortened(media_type, 80)),
            _ => "a part".into(),
        }
    }
}

/// The end of notes on decoded content.
const DECODED: &str = "offsets count in the decoded bytes";

impl fmt::Display for Wrapping {
    #[expect(clippy::too_many_lines, reason = "one arm per wrapping")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HttpRequest { method, target, head, charset } => {
                let target = shortened(target, 80);
                write!(f, "an http request, {method} {target} with a head of {head} bytes")?;
                body(f, charset.as_deref())
            }
            Self::HttpResponse { code, reason, head, charset } => {
                let reason = shortened(reason, 80);
                let between = if reason.is_empty() { "" } else { " " };
                write!(f, "an http response, {code}{between}{reason} with a head of {head} bytes")?;
                body(f, charset.as_deref())
            }
            Self::MalformedHttp { head } => {
                write!(f, "a malformed http message with a head of {head} bytes")?;
                body(f, None)
            }
            Self::MimeHead { head } => {
                write!(f, "a mime entity with a head of {head} bytes")?;
                body(f, None)
            }
            Self::Chunked { chunks: 1 } => f.write_str("a chunked body, joined from 1 chunk"),
            Self::Chunked { chunks } => write!(f, "a chunked body, joined from {chunks} chunks"),
            Self::Compressed { coding, length } => {
                write!(f, "{coding} data of {length} bytes; offsets count in the unpacked bytes")
            }
            Self::Multipart { part, media_type } if media_type.is_empty() => {
                write!(f, "a multipart body; the document is part {part}, and offsets count in it")
            }
            Self::Multipart { part, media_type } => {
                let media_type = shortened(media_type, 80);
                write!(
                    f,
                    "a multipart body; the document is part {part}, {media_type}, and offsets count in it"
                )
            }
            Self::Wsp { pdu, media_type, head } => {
                let between = if media_type.is_empty() { "" } else { ", " };
                let media_type = shortened(media_type, 80);
                write!(
                    f,
                    "a wsp {pdu}{between}{media_type}, with a head of {head} bytes; offsets count in its body"
                )
            }
            Self::UserData { port, head, .. } => {
                write!(
                    f,
                    "a header of an sms for port {port} of {head} bytes; offsets count in the data behind it"
                )
            }
            Self::Frames { headers, count: 1, head } => {
                write!(
                    f,
                    "a network frame with {head} bytes of headers ({headers}); offsets count in its data"
                )
            }
            Self::Frames { headers, count, .. } => {
                write!(f, "data of {count} network frames ({headers}); offsets count in the joined data")
            }
            Self::Dump { radix: Radix::Characters, length, .. } => {
                write!(f, "a dump in characters of {length} bytes; {DECODED}")
            }
            Self::Dump { radix, order: Order::LittleEndian, width, length } => {
                write!(
                    f,
                    "a dump in {radix} words of {width} bytes, low byte first, of {length} bytes; {DECODED}"
                )
            }
            Self::Dump { radix, length, .. } => write!(f, "a dump in {radix} of {length} bytes; {DECODED}"),
            Self::Rows { length } => write!(f, "rows of imps inspect, of {length} bytes; {DECODED}"),
            Self::Numbers { offset, length } => {
                write!(f, "a list of {length} numbers, which begins at byte {offset}; {DECODED}")
            }
            Self::Escapes { offset, length } => {
                write!(f, "a string literal of {length} bytes, which begins at byte {offset}; {DECODED}")
            }
            Self::Base64 { length } => write!(f, "base64 of {length} bytes; {DECODED}"),
            Self::QuotedPrintable { length } => write!(f, "quoted-printable of {length} bytes; {DECODED}"),
            Self::Percent { length } => write!(f, "percent escapes of {length} bytes; {DECODED}"),
            Self::DataUri { length } => write!(f, "a data address of {length} bytes; {DECODED}"),
            Self::Armour => f.write_str("text between lines that mark its begin and end"),
            Self::EscapedXml { escapes, offset, length, rest } => {
                write!(
                    f,
                    "xml escaped with {escapes}, which begins at byte {offset}; offsets count in the {length} bytes that it encodes"
                )?;
                if *rest > 0 { write!(f, "; {rest} bytes after it were omitted") } else { Ok(()) }
            }
            Self::JsonString { path } => {
                let between = if path.is_empty() { "" } else { " " };
                write!(
                    f,
                    "a document in the json string{between}{}; offsets count in the decoded text",
                    shortened(path, 80)
                )
            }
            Self::Text { offset, line } => write!(
                f,
                "text with a document inside, which begins at byte {offset}, in line {line}; offsets count in the document"
            ),
            Self::Blank { bytes: 1 } => {
                f.write_str("1 blank byte with a document behind it; offsets count in the document")
            }
            Self::Blank { bytes } => {
                write!(f, "{bytes} blank bytes with a document behind them; offsets count in the document")
            }
            Self::LengthPrefix { bytes: 1 } => {
                f.write_str("a length of 1 byte with a document behind it; offsets count in the document")
            }
            Self::LengthPrefix { bytes } => write!(
                f,
                "a length of {bytes} bytes with a document behind it; offsets count in the document"
            ),
        }
    }
}

fn body(f: &mut fmt::Formatter<'_>, charset: Option<&str>) -> fmt::Result {
    f.write_str("; offsets count in its body")?;
    match charset {
        Some(charset) => write!(f, "; its head names the character set {charset}"),
        None => Ok(()),
    }
}
