//! Splits a stream of bytes into messages.

use super::super::Anomaly;
use super::body::{chunks, is_chunked};
use super::head::{Head, METHODS, Start, begins_message};
use oma_imps::documents;

/// A message of a stream.
#[derive(Clone, Debug)]
pub(crate) struct Message<'m> {
    /// The offset in the stream.
    pub(crate) offset: usize,
    pub(crate) head: Head<'m>,
    /// The body with its codings.
    pub(crate) body: &'m [u8],
    /// The offset of the body in the stream.
    pub(crate) body_offset: usize,
    pub(crate) anomalies: Vec<Anomaly>,
}

/// Iterates over the messages of a stream that begins with one. Bytes between messages that belong
/// to none are noted in the message before them.
pub(crate) fn messages(stream: &[u8]) -> impl Iterator<Item = Message<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        // Some writers end messages with an empty line too many.
        let blanks = stream.get(at..)?.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let offset = usize::saturating_add(at, blanks);
        let (message, end) = next(stream, offset)?;
        at = end;
        Some(message)
    })
}

/// The message at an offset, and its end.
fn next(stream: &[u8], offset: usize) -> Option<(Message<'_>, usize)> {
    let head = Head::parse(stream.get(offset..)?)?;
    let mut body_offset = offset.saturating_add(head.length);
    // A client waits for this answer before it sends the body.
    while matches!(head.start, Start::Request { .. })
        && let Some(between) = Head::parse(stream.get(body_offset..).unwrap_or_default())
        && matches!(between.start, Start::Response { code: 100..=199, .. })
    {
        body_offset = body_offset.saturating_add(between.length);
    }
    let rest = stream.get(body_offset..).unwrap_or_default();
    let mut anomalies = Vec::new();
    let (length, end) = match body_length(&head, rest) {
        Length::Known(length) => {
            let (length, behind) = correct(rest, length, &mut anomalies);
            (length, length.saturating_add(behind))
        }
        Length::UntilNext => {
            let end = find_message(rest).unwrap_or(rest.len());
            (end, end)
        }
    };
    let body = rest.get(..length).unwrap_or(rest);
    Some((Message { offset, head, body, body_offset, anomalies }, body_offset.saturating_add(end)))
}

enum Length {
    /// The head or the chunks state it.
    Known(usize),
    /// The body ends where the next message begins.
    UntilNext,
}

fn body_length(head: &Head<'_>, rest: &[u8]) -> Length {
    if let Start::Response { code, .. } = head.start
        && matches!(code, 100..=199 | 204 | 304)
    {
        return Length::Known(0);
    }
    if is_chunked(&head.fields) {
        let chunks = chunks(rest);
        if chunks.is_whole {
            return Length::Known(chunks.length);
        }
        return Length::UntilNext;
    }
    // Without a number, it is as if nothing was stated.
    let stated = head.fields.get("Content-Length").and_then(|length| length.parse::<u64>().ok());
    match stated {
        Some(stated) => Length::Known(usize::try_from(stated).unwrap_or(usize::MAX)),
        None => Length::UntilNext,
    }
}

/// The length of a body, and the number of bytes behind it that belong to no message, for a stated
/// length that may be wrong.
fn correct(rest: &[u8], stated: usize, anomalies: &mut Vec<Anomaly>) -> (usize, usize) {
    let behind = rest.get(stated..).unwrap_or_default();
    let is_at_message = stated <= rest.len()
        && (behind.trim_ascii_start().is_empty() || begins_message(behind.trim_ascii_start()));
    if is_at_message {
        return (stated, 0);
    }
    let end = find_message(rest).unwrap_or(rest.len());
    if stated > end {
        anomalies.push(Anomaly::WrongLength { stated, found: end });
        return (end, 0);
    }
    let until_next = rest.get(..end).unwrap_or(rest);
    // A document that goes on shows that the length is wrong.
    let document = documents(until_next, None).next().map_or(0, |part| part.bytes.len());
    let is_whole = rest.get(..stated).is_some_and(super::super::proof::is_whole);
    if document > stated
        && !is_whole
        && super::super::proof::of(until_next) == Some(super::super::layer::Proof::Certain)
    {
        anomalies.push(Anomaly::WrongLength { stated, found: end });
        return (end, 0);
    }
    let bytes = end.saturating_sub(stated);
    anomalies.push(Anomaly::Behind { bytes });
    (stated, bytes)
}

/// The offset of the first message in bytes of any kind.
pub(in crate::wrapping) fn find_message(bytes: &[u8]) -> Option<usize> {
    const MARK: &[u8] = b"HTTP/";
    let mut from = 0_usize;
    loop {
        let found = bytes.get(from..)?.windows(MARK.len()).position(|part| part == MARK)?;
        let at = from.saturating_add(found);
        let start = start_of_request(bytes.get(..at)?).unwrap_or(at);
        if bytes.get(start..).is_some_and(begins_message) {
            return Some(start);
        }
        from = at.saturating_add(MARK.len());
    }
}

/// The start of the method and the target before the version of a request.
fn start_of_request(before: &[u8]) -> Option<usize> {
    let before = before.strip_suffix(b" ")?;
    let space = before.iter().rposition(u8::is_ascii_whitespace)?;
    if before.get(space) != Some(&b' ') {
        return None;
    }
    let line = before.get(..space)?;
    let method = METHODS.into_iter().find(|method| line.ends_with(method.as_bytes()))?;
    line.len().checked_sub(method.len())
}
