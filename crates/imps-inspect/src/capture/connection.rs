//! One TCP connection: the protocol in it, found by its first bytes.

use super::connections::Scope;
use super::frame::{Segment, Transport};
use super::http::{Asked, Exchanges, Found, Reader, is_start};
use super::reassembly::{Piece, Reassembly, Received};
use super::{Bearer, Carried, Content, Direction, Endpoint, Passed, Problem};
use imps_transport::cir::tcp::Lines;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::Duration;

/// The longest start that decides on the protocol.
const START: usize = 12;

/// The most requests that wait for their responses; pipelines are short.
const MAX_ASKED: usize = 256;

/// A connection.
#[derive(Debug)]
pub(super) struct Connection {
    ends: [SocketAddr; 2],
    flows: [Reassembly; 2],
    protocol: Protocol,
    /// The time of its last packet.
    pub(super) last: Duration,
    /// The bytes in memory after the last packet.
    pub(super) buffered: usize,
    closed: bool,
}

#[derive(Debug)]
enum Protocol {
    /// The first bytes of each direction, as long as they decide nothing.
    Unknown([Vec<u8>; 2]),
    Http(Box<Http>),
    /// The client is this end.
    Cir(Box<[Lines; 2]>, usize),
    Other,
}

#[derive(Debug)]
struct Http {
    readers: [Reader; 2],
    /// The end that is the client.
    client: usize,
    asked: VecDeque<Asked>,
}

struct Numbered<'a> {
    asked: &'a mut VecDeque<Asked>,
    next: &'a mut u64,
}

impl Exchanges for Numbered<'_> {
    fn asked(&mut self, is_head: bool, is_connect: bool) -> u64 {
        *self.next = self.next.saturating_add(1);
        if self.asked.len() >= MAX_ASKED {
            self.asked.pop_front();
        }
        self.asked.push_back(Asked { exchange: *self.next, is_head, is_connect });
        *self.next
    }

    fn answered(&mut self) -> Option<Asked> {
        self.asked.pop_front()
    }
}

impl Connection {
    pub(super) fn new(first: &Segment<'_>) -> Self {
        Self {
            ends: [first.source, first.target],
            flows: [Reassembly::default(), Reassembly::default()],
            protocol: Protocol::Unknown([Vec::new(), Vec::new()]),
            last: Duration::ZERO,
            buffered: 0,
            closed: false,
        }
    }

    /// Whether a segment opens a new connection between the same ends.
    pub(super) fn is_over(&self, segment: &Segment<'_>) -> bool {
        let Transport::Tcp { sequence, syn: true, .. } = segment.transport else { return false };
        let [flow, _] = self.at(self.side(segment));
        self.closed || flow.is_open() && flow.is_other_start(sequence)
    }

    fn side(&self, segment: &Segment<'_>) -> usize {
        let [first, _] = self.ends;
        usize::from(segment.source != first)
    }

    /// The flows, the one of a side first.
    fn at(&self, side: usize) -> [&Reassembly; 2] {
        let [first, second] = &self.flows;
        if side == 0 { [first, second] } else { [second, first] }
    }

    /// Takes a segment.
    pub(super) fn segment(&mut self, segment: &Segment<'_>, scope: &mut Scope<'_>) {
        let Transport::Tcp { sequence, acknowledged, syn, fin, rst } = segment.transport else { return };
        self.last = scope.time;
        if matches!(self.protocol, Protocol::Other) {
            self.closed |= rst || fin;
            return;
        }
        let side = self.side(segment);
        let Self { ends, flows: [first, second], protocol, last, .. } = self;
        let (flow, other) = if side == 0 { (first, second) } else { (second, first) };
        let mut sequence = sequence;
        if syn {
            if !flow.is_open() {
                flow.open(sequence);
            }
            sequence = sequence.wrapping_add(1);
        }
        if let Some(number) = acknowledged {
            other.acknowledge(number);
        }
        let early = scope.limits.early_bytes;
        let mut take = |piece: Piece<'_>, at: usize| protocol.take(ends, at, piece, scope);
        if !rst {
            let (payload, missing) = (segment.payload, segment.missing);
            let received = Received { sequence, payload, missing, fin };
            flow.segment(*last, &received, early, &mut |piece| take(piece, side));
        }
        flow.check(*last, &mut |piece| take(piece, side));
        other.check(*last, &mut |piece| take(piece, 1_usize.saturating_sub(side)));
        let done = [flow.is_done(), other.is_done()];
        if rst {
            self.finish(scope);
        } else if done.contains(&true) {
            self.close(side, done, scope);
        }
        self.buffered = self.count();
    }

    /// Ends the directions that their senders have closed.
    fn close(&mut self, side: usize, done: [bool; 2], scope: &mut Scope<'_>) {
        for (at, done) in [side, 1_usize.saturating_sub(side)].into_iter().zip(done) {
            if done {
                self.protocol.end(&self.ends, at, scope);
            }
        }
        if done == [true, true] {
            self.release();
        }
    }

    /// Nothing more is expected: only the ends stay, so that repeated packets mean nothing.
    fn release(&mut self) {
        self.closed = true;
        self.protocol = Protocol::Other;
        self.flows = Default::default();
    }

    /// Whether nothing more is expected.
    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Passes on what waits.
    pub(super) fn finish(&mut self, scope: &mut Scope<'_>) {
        for at in 0..2 {
            let Some(flow) = self.flows.get_mut(at) else { continue };
            let mut flow = std::mem::take(flow);
            flow.finish(&mut |piece| self.protocol.take(&self.ends, at, piece, scope));
        }
        for at in 0..2 {
            self.protocol.end(&self.ends, at, scope);
        }
        self.release();
        self.buffered = 0;
    }

    /// Drops what waits, with a line if it was one of ours.
    pub(super) fn forget(&mut self, scope: &mut Scope<'_>) {
        // A message that was read completely needs no line.
        if self.protocol.waits() {
            self.protocol.problem(&self.ends, 0, Problem::Forgotten, scope);
        }
        self.finish(scope);
    }

    fn count(&self) -> usize {
        let flows = self.flows.iter().map(Reassembly::buffered).fold(0, usize::saturating_add);
        flows.saturating_add(self.protocol.buffered())
    }
}

/// The protocol that the first bytes of a side show. `None`: more bytes must decide.
enum Shown {
    Http { from_client: bool },
    Cir { from_client: bool },
    Tls,
    Other,
}

fn shown(bytes: &[u8]) -> Option<Shown> {
    let is = |start: &[u8]| bytes.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start));
    if is_start(bytes) {
        return Some(Shown::Http { from_client: !bytes.starts_with(b"HTTP/") });
    }
    if is(b"HELO ") || is(b"PING\r") || is(b"PING\n") {
        return Some(Shown::Cir { from_client: true });
    }
    if is(b"WVCI ") || is(b"OK\r") || is(b"OK\n") {
        return Some(Shown::Cir { from_client: false });
    }
    match bytes {
        [0x16, 0x03, ..] => Some(Shown::Tls),
        [first, ..] if !first.is_ascii_uppercase() && !first.is_ascii_lowercase() => Some(Shown::Other),
        _ if bytes.len() >= START => Some(Shown::Other),
        _ => None,
    }
}

impl Protocol {
    fn take(&mut self, ends: &[SocketAddr; 2], at: usize, piece: Piece<'_>, scope: &mut Scope<'_>) {
        match piece {
            Piece::Bytes(bytes) => self.bytes(ends, at, bytes, scope),
            Piece::Again => scope.tally.pass(Passed::Retransmissions, scope.packet),
            Piece::Problem(problem) => self.problem(ends, at, problem, scope),
            Piece::Gap(lost) => {
                self.problem(ends, at, Problem::Gap(lost), scope);
                match self {
                    Self::Http(http) => http.each(ends, at, scope, |reader, limits, _, out| {
                        reader.gap(lost, limits, out);
                    }),
                    Self::Cir(lines, _) => {
                        if let Some(lines) = lines.get_mut(at) {
                            *lines = Lines::default();
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn bytes(&mut self, ends: &[SocketAddr; 2], at: usize, bytes: &[u8], scope: &mut Scope<'_>) {
        match self {
            Self::Unknown(starts) => {
                let Some(kept) = starts.get_mut(at) else { return };
                let mut start = Cow::Borrowed(bytes);
                if !kept.is_empty() {
                    kept.extend_from_slice(bytes);
                    start = Cow::Owned(std::mem::take(kept));
                }
                let other = 1_usize.saturating_sub(at);
                let client = |from_client| if from_client { at } else { other };
                *self = match shown(&start) {
                    None => {
                        *kept = start.into_owned();
                        return;
                    }
                    Some(Shown::Http { from_client }) => Self::Http(Box::new(Http {
                        readers: [Reader::new(), Reader::new()],
                        client: client(from_client),
                        asked: VecDeque::new(),
                    })),
                    Some(Shown::Cir { from_client }) => Self::Cir(Box::default(), client(from_client)),
                    Some(Shown::Tls) => {
                        scope.tally.pass(Passed::Tls, scope.packet);
                        Self::Other
                    }
                    Some(Shown::Other) => {
                        scope.tally.pass(Passed::OtherStreams, scope.packet);
                        Self::Other
                    }
                };
                self.bytes(ends, at, &start, scope);
            }
            Self::Http(http) => http.each(ends, at, scope, |reader, limits, exchanges, out| {
                reader.push(bytes, limits, exchanges, out);
            }),
            Self::Cir(all, client) => {
                let client = *client;
                let Some(lines) = all.get_mut(at) else { return };
                lines.push(bytes);
                loop {
                    match lines.next_line() {
                        Ok(None) => return,
                        Ok(Some([])) => {}
                        Ok(Some(line)) => {
                            let content = Content::Line(Cow::Borrowed(line));
                            scope.carry(ends, at, client, Bearer::CirTcp, None, content);
                        }
                        Err(_) => {
                            scope.carry(
                                ends,
                                at,
                                client,
                                Bearer::CirTcp,
                                None,
                                Content::Problem(Problem::LineTooLong),
                            );
                            *self = Self::Other;
                            return;
                        }
                    }
                }
            }
            Self::Other => {}
        }
    }

    fn end(&mut self, ends: &[SocketAddr; 2], at: usize, scope: &mut Scope<'_>) {
        if let Self::Http(http) = self {
            http.each(ends, at, scope, |reader, limits, _, out| reader.end(limits, out));
        }
    }

    /// The bytes of unfinished messages.
    fn buffered(&self) -> usize {
        match self {
            Self::Http(http) => http.readers.iter().map(Reader::buffered).fold(0, usize::saturating_add),
            Self::Cir(lines, _) => lines.iter().map(Lines::buffered).fold(0, usize::saturating_add),
            _ => 0,
        }
    }

    fn waits(&self) -> bool {
        self.buffered() > 0
    }

    fn problem(&self, ends: &[SocketAddr; 2], at: usize, problem: Problem, scope: &mut Scope<'_>) {
        let (client, bearer) = match self {
            Self::Http(http) => (http.client, Bearer::Http),
            Self::Cir(_, client) => (*client, Bearer::CirTcp),
            _ => return,
        };
        scope.carry(ends, at, client, bearer, None, Content::Problem(problem));
    }
}

impl Http {
    /// Calls the reader of one side, and passes on what it finds.
    fn each(
        &mut self,
        ends: &[SocketAddr; 2],
        at: usize,
        scope: &mut Scope<'_>,
        call: impl FnOnce(&mut Reader, &super::CaptureLimits, &mut dyn Exchanges, &mut dyn FnMut(Found<'_>)),
    ) {
        let client = self.client;
        let Some(reader) = self.readers.get_mut(at) else { return };
        let limits = *scope.limits;
        let mut next = *scope.exchange;
        let mut exchanges = Numbered { asked: &mut self.asked, next: &mut next };
        call(reader, &limits, &mut exchanges, &mut |found| match found {
            Found::Message(message, exchange) => {
                let body = message.decoded(&limits, scope.inflater);
                scope.carry(ends, at, client, Bearer::Http, exchange, Content::Body(body));
            }
            Found::Problem(problem) => {
                scope.carry(ends, at, client, Bearer::Http, None, Content::Problem(problem));
            }
        });
        *scope.exchange = next;
    }
}

impl Scope<'_> {
    fn carry(
        &mut self,
        ends: &[SocketAddr; 2],
        at: usize,
        client: usize,
        bearer: Bearer,
        exchange: Option<u64>,
        content: Content<'_>,
    ) {
        let [first, second] = *ends;
        let (source, target) = if at == 0 { (first, second) } else { (second, first) };
        let direction = if at == client { Direction::ToServer } else { Direction::ToClient };
        (self.sink)(Carried {
            packet: self.packet,
            time: self.time,
            source: Endpoint::Address(source),
            target: Endpoint::Address(target),
            direction,
            bearer,
            exchange,
            content,
        });
    }
}
