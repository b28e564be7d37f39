//! The wrappings of documents: transports, dumps, source code, encodings, and text around them.
//!
//! Each family of wrappings is a module with functions that take one layer off. The search tries
//! them in order. A document inside proves that a layer is what it looks like.

mod annotated;
mod anomaly;
mod compression;
mod dump;
mod encodings;
mod escaped;
mod frames;
mod front;
mod http;
mod kind;
mod layer;
mod literals;
mod log;
mod multipart;
mod proof;
mod search;
mod transport;

pub(crate) use self::annotated::is_partial as are_partial_rows;
pub(crate) use self::dump::gap;
pub(crate) use self::frames::begins_frame;
pub(crate) use self::proof::is_certain_wbxml;

pub use self::anomaly::Anomaly;
pub use self::compression::Coding;
pub use self::kind::{Order, Radix, Wrapping};

use oma_imps::charset::Charset;
use std::borrow::Cow;

/// The documents of an input, in order.
///
/// ```
/// let stream = b"POST / HTTP/1.1\r\n\r\n<a/>HTTP/1.1 200 OK\r\n\r\n<b/>";
/// let documents = imps_inspect::unwrap(stream);
/// let found: Vec<_> = documents.iter().map(|document| (&*document.bytes, document.offset)).collect();
/// assert_eq!(found, [(&b"<a/>"[..], Some(19)), (b"<b/>", Some(42))]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Documents<'i> {
    /// The documents. There is at least one: an input without wrappings is its own document.
    pub documents: Vec<Document<'i>>,
}

/// A document without its wrappings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document<'i> {
    /// The content of the innermost wrapping: usually one document. Several documents one after the
    /// other in the same wrapping stay together; [`NamedParts`](crate::NamedParts) splits them.
    pub bytes: Cow<'i, [u8]>,
    /// The offset of the first byte in the input, if the input has the bytes of the document
    /// unchanged and in one piece.
    pub offset: Option<usize>,
    /// The wrappings, outermost first.
    pub wrappings: Vec<Wrapping>,
    /// The character set that a head names, else [`Charset::UNKNOWN`].
    pub charset: Charset,
    /// The direction, if a wrapping states it.
    pub direction: Option<Direction>,
    /// The faults of the wrappings.
    pub anomalies: Vec<Anomaly>,
}

/// The direction of a message between client and server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the side that opened the connection: an HTTP request, or the first side of a dump.
    Request,
    /// From the other side.
    Response,
}

impl<'i> Documents<'i> {
    /// Returns the input as the only document, without removing a wrapping.
    pub fn as_is(input: &'i [u8]) -> Self {
        Self { documents: vec![Document::as_is(input)] }
    }

    /// Iterates over the documents in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Document<'i>> {
        self.documents.iter()
    }
}

impl<'i> IntoIterator for Documents<'i> {
    type Item = Document<'i>;
    type IntoIter = std::vec::IntoIter<Document<'i>>;

    fn into_iter(self) -> Self::IntoIter {
        self.documents.into_iter()
    }
}

impl<'a, 'i> IntoIterator for &'a Documents<'i> {
    type Item = &'a Document<'i>;
    type IntoIter = std::slice::Iter<'a, Document<'i>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'i> Document<'i> {
    /// Returns bytes as a document without wrappings.
    pub fn as_is(bytes: &'i [u8]) -> Self {
        Self {
            bytes: Cow::Borrowed(bytes),
            offset: Some(0),
            wrappings: Vec::new(),
            charset: Charset::UNKNOWN,
            direction: None,
            anomalies: Vec::new(),
        }
    }

    /// Returns the media type that the innermost wrapping with one states: a PDU of WSP, or a part
    /// of a multipart body.
    pub fn media_type(&self) -> Option<&str> {
        self.wrappings.iter().rev().find_map(|wrapping| match wrapping {
            Wrapping::Wsp { media_type, .. } | Wrapping::Multipart { media_type, .. } => {
                Some(media_type.as_str()).filter(|media_type| !media_type.is_empty())
            }
            _ => None,
        })
    }

    /// Returns the document with a copy of its bytes.
    pub fn into_owned(self) -> Document<'static> {
        Document {
            bytes: Cow::Owned(self.bytes.into_owned()),
            offset: self.offset,
            wrappings: self.wrappings,
            charset: self.charset,
            direction: self.direction,
            anomalies: self.anomalies,
        }
    }
}

/// Removes the wrappings of documents: HTTP streams, compression, multipart bodies, network frames,
/// dumps, source code, text encodings, and text around them. Removes at most six layers from a
/// document, and only wrappings with a document inside, or an HTTP head.
///
/// The results together, with all steps between, have at most 32 MiB and four times the length of
/// the input: beyond that, the function leaves wrappings as they are.
///
/// ```
/// let documents = imps_inspect::unwrap(b"03 11 6A 00 05");
/// let [document] = &*documents.documents else { panic!() };
/// assert_eq!(&*document.bytes, b"\x03\x11\x6A\x00\x05");
/// let note = document.wrappings[0].to_string();
/// assert_eq!(note, "a dump in hexadecimal of 5 bytes; offsets count in the decoded bytes");
/// ```
#[doc(alias("decompress", "hexdump", "base64", "multipart"))]
pub fn unwrap(input: &[u8]) -> Documents<'_> {
    Documents { documents: search::documents(input) }
}
