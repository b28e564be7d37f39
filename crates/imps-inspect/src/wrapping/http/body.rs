//! The body of a message without its codings.

use super::super::compression::{Coding, Unpacked, unpack};
use super::super::{Anomaly, Wrapping, encodings};
use super::head::Fields;
use crate::chunk::chunk_size;
use std::borrow::Cow;

/// A body without its codings.
#[derive(Clone, Debug)]
pub(crate) struct Content<'m> {
    pub(crate) bytes: Cow<'m, [u8]>,
    /// The offset, if the bytes of the body are unchanged.
    pub(crate) offset: Option<usize>,
    /// The codings, outermost first.
    pub(crate) wrappings: Vec<Wrapping>,
    pub(crate) anomalies: Vec<Anomaly>,
}

/// Removes the codings that the head of a message, or of a part, states.
pub(crate) fn content<'m>(fields: &Fields<'_>, body: &'m [u8], offset: usize) -> Content<'m> {
    let mut content = Content {
        bytes: Cow::Borrowed(body),
        offset: Some(offset),
        wrappings: Vec::new(),
        anomalies: Vec::new(),
    };
    let transfer = fields.get("Transfer-Encoding").unwrap_or_default();
    for coding in names(transfer) {
        if coding.eq_ignore_ascii_case("chunked") {
            content.join_chunks(fields.get("Content-Length").is_some());
        } else {
            content.unpack(coding);
        }
    }
    for coding in names(fields.get("Content-Encoding").unwrap_or_default()) {
        content.unpack(coding);
    }
    match fields.get("Content-Transfer-Encoding").map(str::to_ascii_lowercase).as_deref() {
        Some("base64") => content.decode(encodings::base64),
        Some("quoted-printable") => content.decode(encodings::quoted_printable),
        _ => {}
    }
    content
}

/// The codings of a field, the last applied first.
fn names(field: &str) -> impl Iterator<Item = &str> {
    field.rsplit(',').map(str::trim).filter(|name| !name.is_empty())
}

/// Whether the body comes in chunks.
pub(super) fn is_chunked(fields: &Fields<'_>) -> bool {
    let field = fields.get("Transfer-Encoding").unwrap_or_default();
    names(field).any(|name| name.eq_ignore_ascii_case("chunked"))
}

impl Content<'_> {
    fn become_decoded(&mut self, bytes: Vec<u8>, wrapping: Wrapping) {
        self.bytes = Cow::Owned(bytes);
        self.offset = None;
        self.wrappings.push(wrapping);
    }

    fn decode(&mut self, decode: impl Fn(&[u8]) -> Option<(Vec<u8>, Wrapping)>) {
        if let Some((bytes, wrapping)) = decode(&self.bytes) {
            self.become_decoded(bytes, wrapping);
        }
    }

    fn join_chunks(&mut self, has_length: bool) {
        let Chunks { bytes, count, is_whole, .. } = chunks(&self.bytes);
        if count == 0 && !is_whole {
            self.anomalies.push(Anomaly::NotChunked);
            return;
        }
        self.become_decoded(bytes, Wrapping::Chunked { chunks: count });
        if !is_whole {
            self.anomalies.push(Anomaly::CutChunk { chunks: count });
        }
        if has_length {
            self.anomalies.push(Anomaly::LengthBesideChunks);
        }
    }

    fn unpack(&mut self, name: &str) {
        let Some(stated) = Coding::named(name) else { return };
        // Some call the raw data deflate, and some the data of zlib.
        let codings: &[Coding] =
            if stated == Coding::Deflate { &[Coding::Zlib, Coding::Deflate] } else { &[stated] };
        for coding in codings {
            if let Some(Unpacked { bytes, is_whole }) = unpack(*coding, &self.bytes) {
                let length = bytes.len();
                self.become_decoded(bytes, Wrapping::Compressed { coding: *coding, length });
                if !is_whole {
                    self.anomalies.push(Anomaly::CutCompression(*coding));
                }
                return;
            }
        }
        if !self.bytes.is_empty() {
            self.anomalies.push(Anomaly::NotCompressed(stated));
        }
    }
}

/// The joined chunks of a body.
pub(super) struct Chunks {
    pub(super) bytes: Vec<u8>,
    pub(super) count: usize,
    /// Whether the last chunk was there.
    pub(super) is_whole: bool,
    /// The number of bytes with sizes, chunks and trailers.
    pub(super) length: usize,
}

/// Joins chunks up to the last one or the first fault.
pub(super) fn chunks(body: &[u8]) -> Chunks {
    let mut found = Chunks { bytes: Vec::new(), count: 0, is_whole: false, length: 0 };
    let mut rest = body;
    while let Some((size, behind)) = sized(rest) {
        if size == 0 {
            let (_, trailers, _) = Fields::parse(behind);
            let length = body.len().saturating_sub(behind.len()).saturating_add(trailers);
            return Chunks { is_whole: true, length, ..found };
        }
        let chunk = behind.get(..size).unwrap_or(behind);
        found.bytes.extend_from_slice(chunk);
        found.count = found.count.saturating_add(1);
        rest = behind.get(chunk.len()..).unwrap_or_default();
        let next = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"));
        let Some(next) = next.filter(|_| chunk.len() == size) else { break };
        rest = next;
    }
    found.length = body.len().saturating_sub(rest.len());
    found
}

/// The size of a chunk, and the bytes after its line.
fn sized(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(256).position(|byte| *byte == b'\n')?;
    let size = chunk_size(bytes.get(..end)?)?;
    Some((usize::try_from(size).unwrap_or(usize::MAX), bytes.get(end.saturating_add(1)..)?))
}
