//! One direction of HTTP/1, message by message, however the bytes arrive. RFC 9112.

mod head;

use self::head::{Head, Length};
use super::coding::decoded;
use super::{Body, CaptureLimits, Problem, Start};
use crate::chunk::chunk_size;
use crate::inflate::Inflater;
use std::borrow::Cow;
use std::mem::take;

pub(super) use self::head::is_start;

/// The longest line with the size of a chunk.
const MAX_CHUNK_LINE: usize = 4 << 10;

/// A request that waits for its response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The number of the exchange.
    pub(super) exchange: u64,
    /// Whether the response has no body, whatever it states.
    pub(super) is_head: bool,
    /// Whether the connection becomes a tunnel.
    pub(super) is_connect: bool,
}

/// Something in a stream.
pub(super) enum Found<'m> {
    /// A message. A response has the number of its exchange.
    Message(Encoded<'m>, Option<u64>),
    Problem(Problem),
}

/// A message with the codings of its body.
pub(super) struct Encoded<'m> {
    body: Body<'m>,
    codings: Option<String>,
}

impl<'m> Encoded<'m> {
    /// Removes the codings.
    pub(super) fn decoded(self, limits: &CaptureLimits, inflater: &mut Inflater) -> Body<'m> {
        let Self { mut body, codings } = self;
        if let Some(codings) = codings.filter(|_| !body.bytes.is_empty()) {
            let is_cut = body.problems.iter().any(Problem::is_cut);
            let mut faults = Vec::new();
            body.bytes = decoded(body.bytes, &codings, limits.body_bytes, inflater, &mut faults);
            // A cut body has no end that a decoder accepts: its start is shown.
            if !is_cut {
                body.problems.append(&mut faults);
            }
        }
        body
    }
}

/// Numbers and remembers requests, so that responses find them.
pub(super) trait Exchanges {
    /// A request begins.
    fn asked(&mut self, is_head: bool, is_connect: bool) -> u64;
    /// A response begins.
    fn answered(&mut self) -> Option<Asked>;
}

/// Reads one direction.
#[derive(Debug)]
pub(super) struct Reader {
    state: State,
    /// The head, or the line of a chunk, so far.
    text: Vec<u8>,
    message: Option<Message>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Head,
    /// This many bytes of the body are left.
    Fixed(u64),
    /// In the line with the size of a chunk.
    ChunkSize,
    /// This many bytes of the chunk are left, and the line end behind it.
    Chunk(u64),
    ChunkEnd,
    Trailer,
    UntilClose,
    /// After a gap: a segment may begin a message.
    Lost,
    /// Nothing can be read until the connection ends.
    Dead,
}

#[derive(Debug)]
struct Message {
    head: Head<'static>,
    body: Vec<u8>,
    length: u64,
    exchange: Option<u64>,
    problems: Vec<Problem>,
}

impl Reader {
    pub(super) const fn new() -> Self {
        Self { state: State::Head, text: Vec::new(), message: None }
    }

    /// The bytes in memory.
    pub(super) fn buffered(&self) -> usize {
        self.text.len().saturating_add(self.message.as_ref().map_or(0, |message| message.body.len()))
    }

    /// Takes bytes.
    pub(super) fn push(
        &mut self,
        bytes: &[u8],
        limits: &CaptureLimits,
        exchanges: &mut dyn Exchanges,
        out: &mut dyn FnMut(Found<'_>),
    ) {
        if self.state == State::Lost {
            if !is_start(bytes) {
                return;
            }
            self.state = State::Head;
        }
        let mut rest = bytes;
        while !rest.is_empty() {
            rest = match self.state {
                State::Head => self.head(rest, limits, exchanges, out),
                State::Fixed(left) => {
                    let rest = self.body(rest, left, limits, State::Fixed);
                    self.end_if(State::Fixed(0), limits, out);
                    rest
                }
                State::ChunkSize => self.chunk_size(rest, limits, out),
                State::Chunk(left) => {
                    let rest = self.body(rest, left, limits, State::Chunk);
                    if self.state == State::Chunk(0) {
                        self.state = State::ChunkEnd;
                    }
                    rest
                }
                State::ChunkEnd => self.chunk_end(rest, limits, out),
                State::Trailer => self.trailer(rest, limits, out),
                State::UntilClose => self.body(rest, u64::MAX, limits, |_| State::UntilClose),
                State::Lost | State::Dead => return,
            };
        }
    }

    /// The capture lacks bytes. Inside a body of known length, the next message is still found.
    pub(super) fn gap(&mut self, lost: u64, limits: &CaptureLimits, out: &mut dyn FnMut(Found<'_>)) {
        match self.state {
            State::Dead | State::Lost => {}
            State::Fixed(left) if lost <= left => {
                self.cut(Some(lost));
                self.state = State::Fixed(left.saturating_sub(lost));
                self.end_if(State::Fixed(0), limits, out);
            }
            State::Chunk(left) if lost <= left => {
                self.cut(Some(lost));
                let left = left.saturating_sub(lost);
                self.state = if left == 0 { State::ChunkEnd } else { State::Chunk(left) };
            }
            State::Fixed(left) => {
                self.cut(Some(left));
                self.emit(limits, out);
                self.state = State::Lost;
            }
            _ => {
                self.break_off(limits, out);
                self.state = State::Lost;
            }
        }
    }

    /// The stream has ended.
    pub(super) fn end(&mut self, limits: &CaptureLimits, out: &mut dyn FnMut(Found<'_>)) {
        match self.state {
            State::UntilClose => self.emit(limits, out),
            State::Fixed(left) => {
                self.cut(Some(left));
                self.emit(limits, out);
            }
            State::Dead | State::Lost => {}
            _ => self.break_off(limits, out),
        }
        self.state = State::Dead;
    }

    /// Nothing follows that can be read.
    fn die(&mut self, problem: Problem, limits: &CaptureLimits, out: &mut dyn FnMut(Found<'_>)) {
        self.text.clear();
        match &mut self.message {
            Some(message) => {
                message.problems.push(problem);
                message.problems.push(Problem::CutBody(None));
                self.emit(limits, out);
            }
            None => out(Found::Problem(problem)),
        }
        self.state = State::Dead;
    }

    /// Emits a message with an unknown rest.
    fn break_off(&mut self, limits: &CaptureLimits, out: &mut dyn FnMut(Found<'_>)) {
        if self.message.is_some() {
            self.cut(None);
            self.emit(limits, out);
        } else if !self.text.is_empty() {
            out(Found::Problem(Problem::CutHead));
        }
        self.text.clear();
    }

    fn cut(&mut self, missing: Option<u64>) {
        let Some(message) = &mut self.message else { return };
        match (message.problems.last_mut(), missing) {
            (Some(Problem::CutBody(Some(before))), Some(more)) => *before = before.saturating_add(more),
            _ => message.problems.push(Problem::CutBody(missing)),
        }
    }

    /// Takes a line of `text` from bytes: the rest, once the line has ended.
    fn line<'b>(&mut self, bytes: &'b [u8]) -> Result<&'b [u8], usize> {
        match head::line_end(bytes) {
            Some(end) => {
                let (line, rest) = bytes.split_at_checked(end).unwrap_or((bytes, &[]));
                self.text.extend_from_slice(line);
                Ok(rest)
            }
            None => {
                self.text.extend_from_slice(bytes);
                Err(self.text.len())
            }
        }
    }

    fn head<'b>(
        &mut self,
        bytes: &'b [u8],
        limits: &CaptureLimits,
        exchanges: &mut dyn Exchanges,
        out: &mut dyn FnMut(Found<'_>),
    ) -> &'b [u8] {
        let before = self.text.len();
        // Nearly always, the whole head is here. For a malformed one, see below.
        if before == 0
            && is_start(bytes)
            && let Ok(Some((head, rest))) = Head::parse(bytes)
            && bytes.len().saturating_sub(rest.len()) <= limits.head_bytes
        {
            return self.begin(head, rest, limits, exchanges, out);
        }
        let rest = self.line(bytes);
        if self.text.len() > limits.head_bytes {
            self.die(Problem::HeadTooLong(limits.head_bytes), limits, out);
            return &[];
        }
        let Ok(rest) = rest else { return &[] };
        // Empty lines in front of a head mean nothing.
        if matches!(&self.text[..], b"\r\n" | b"\n") {
            self.text.clear();
            return rest;
        }
        let line = self.text.get(before..).unwrap_or_default();
        if before == 0 && !is_start(line) {
            let start = String::from_utf8_lossy(line.get(..60).unwrap_or(line)).into_owned();
            self.die(Problem::Head(start), limits, out);
            return &[];
        }
        if self.text.ends_with(b"\n\r\n") || self.text.ends_with(b"\n\n") {
            let mut text = take(&mut self.text);
            let rest = match Head::parse(&text) {
                Ok(Some((head, _))) => self.begin(head, rest, limits, exchanges, out),
                // It ends with an empty line.
                Ok(None) => rest,
                Err(problem) => {
                    self.die(problem, limits, out);
                    &[]
                }
            };
            text.clear();
            self.text = text;
            return rest;
        }
        rest
    }

    /// Begins the message of a head. Ends it too, if all of its body is here. Returns the bytes
    /// behind it.
    fn begin<'b>(
        &mut self,
        head: Head<'_>,
        bytes: &'b [u8],
        limits: &CaptureLimits,
        exchanges: &mut dyn Exchanges,
        out: &mut dyn FnMut(Found<'_>),
    ) -> &'b [u8] {
        let mut problems = Vec::new();
        let (exchange, asked) = match &head.start {
            Start::Request { method, .. } => {
                (Some(exchanges.asked(method == "HEAD", method == "CONNECT")), None)
            }
            // The final response follows.
            Start::Response { status: 100 | 102..=199 } => return bytes,
            _ => {
                let asked = exchanges.answered();
                (asked.map(|asked| asked.exchange), asked)
            }
        };
        if head.has_both_lengths {
            problems.push(Problem::LengthBesideChunks);
        }
        let status = if let Start::Response { status } = head.start { status } else { 0 };
        let has_no_body = matches!(status, 101 | 204 | 304) || asked.is_some_and(|asked| asked.is_head);
        let is_tunnel =
            status == 101 || (200..300).contains(&status) && asked.is_some_and(|it| it.is_connect);
        let state = match head.length {
            _ if has_no_body || is_tunnel => State::Fixed(0),
            Length::Chunked => State::ChunkSize,
            Length::Bytes(length) => State::Fixed(length),
            Length::Unstated if status == 0 => State::Fixed(0),
            Length::Unstated => State::UntilClose,
        };
        if let State::Fixed(length) = state
            && let Some((body, rest)) = usize::try_from(length).ok().and_then(|it| bytes.split_at_checked(it))
            && body.len() <= limits.body_bytes
        {
            out(finished(head, Cow::Borrowed(body), length, exchange, problems, limits));
            if is_tunnel {
                out(Found::Problem(Problem::OtherProtocol));
                self.state = State::Dead;
            }
            return rest;
        }
        let head = head.into_owned();
        self.message = Some(Message { head, body: Vec::new(), length: 0, exchange, problems });
        self.state = state;
        bytes
    }

    /// Takes up to `left` bytes of the body.
    fn body<'b>(
        &mut self,
        bytes: &'b [u8],
        left: u64,
        limits: &CaptureLimits,
        state: impl FnOnce(u64) -> State,
    ) -> &'b [u8] {
        let length = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
        let (part, rest) = bytes.split_at_checked(length).unwrap_or((bytes, &[]));
        if let Some(message) = &mut self.message {
            let room = limits.body_bytes.saturating_sub(message.body.len());
            message.body.extend_from_slice(part.get(..room).unwrap_or(part));
            message.length = message.length.saturating_add(u64::try_from(part.len()).unwrap_or(u64::MAX));
        }
        self.state = state(left.saturating_sub(u64::try_from(length).unwrap_or(u64::MAX)));
        rest
    }

    fn chunk_size<'b>(
        &mut self,
        bytes: &'b [u8],
        limits: &CaptureLimits,
        out: &mut dyn FnMut(Found<'_>),
    ) -> &'b [u8] {
        let rest = self.line(bytes);
        let size = match rest {
            _ if self.text.len() > MAX_CHUNK_LINE => None,
            Err(_) => return &[],
            Ok(_) => chunk_size(&self.text),
        };
        let Some(size) = size else {
            let start = self.text.get(..40).unwrap_or(&self.text);
            let problem = Problem::Chunk(String::from_utf8_lossy(start).into_owned());
            self.die(problem, limits, out);
            return &[];
        };
        self.text.clear();
        self.state = if size == 0 { State::Trailer } else { State::Chunk(size) };
        rest.unwrap_or_default()
    }

    /// The line end behind a chunk.
    fn chunk_end<'b>(
        &mut self,
        bytes: &'b [u8],
        limits: &CaptureLimits,
        out: &mut dyn FnMut(Found<'_>),
    ) -> &'b [u8] {
        let rest = self.line(bytes);
        match (&self.text[..], rest) {
            (b"\r\n" | b"\n", Ok(rest)) => {
                self.text.clear();
                self.state = State::ChunkSize;
                rest
            }
            (b"\r", Err(_)) => &[],
            _ => {
                self.die(Problem::Chunk("no end of line behind a chunk".into()), limits, out);
                &[]
            }
        }
    }

    fn trailer<'b>(
        &mut self,
        bytes: &'b [u8],
        limits: &CaptureLimits,
        out: &mut dyn FnMut(Found<'_>),
    ) -> &'b [u8] {
        let rest = self.line(bytes);
        if self.text.len() > MAX_CHUNK_LINE {
            self.die(Problem::Chunk("line of a trailer that is too long".into()), limits, out);
            return &[];
        }
        let Ok(rest) = rest else { return &[] };
        let is_last = matches!(&self.text[..], b"\r\n" | b"\n");
        self.text.clear();
        if is_last {
            self.emit(limits, out);
        }
        rest
    }

    fn end_if(&mut self, state: State, limits: &CaptureLimits, out: &mut dyn FnMut(Found<'_>)) {
        if self.state == state {
            self.emit(limits, out);
        }
    }

    /// Emits the message, and waits for the next head.
    fn emit(&mut self, limits: &CaptureLimits, out: &mut dyn FnMut(Found<'_>)) {
        self.state = State::Head;
        let Some(Message { head, body, length, exchange, problems }) = self.message.take() else {
            return;
        };
        out(finished(head, Cow::Owned(body), length, exchange, problems, limits));
    }
}

/// A message at the end of its body, or of the part of the body that is here.
fn finished<'m>(
    head: Head<'m>,
    body: Cow<'m, [u8]>,
    length: u64,
    exchange: Option<u64>,
    mut problems: Vec<Problem>,
    limits: &CaptureLimits,
) -> Found<'m> {
    if length > u64::try_from(body.len()).unwrap_or(u64::MAX)
        && !problems.iter().any(|problem| matches!(problem, Problem::BodyTooLong { .. }))
    {
        problems.push(Problem::BodyTooLong { length, limit: limits.body_bytes });
    }
    let Head { start, content_type, codings, .. } = head;
    let body = Body { start, content_type, bytes: body, problems };
    Found::Message(Encoded { body, codings }, exchange)
}
