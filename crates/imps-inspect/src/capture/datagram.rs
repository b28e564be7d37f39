//! Datagrams: WSP without connection, pushes, CIR.

use super::connections::Scope;
use super::frame::Segment;
use super::{Bearer, Body, Carried, Content, Direction, Endpoint, Passed, Problem, Start};
use crate::hashing::Seeds;
use imps_transport::cir::UDP_PORT;
use imps_transport::sms::PUSH_PORT;
use imps_transport::wsp::{CONNECTION_PORT, ContentType, Datagram, PORT, Pdu};
use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;

/// WSP without connection, encrypted; with connection, encrypted; pushes, encrypted.
const ENCRYPTED_PORTS: [u16; 3] = [9202, 9203, 2949];

/// The most requests of WSP that wait for their replies.
const MAX_ASKED: usize = 4096;

/// A transaction of WSP: client, server, transaction id.
type Transaction = (SocketAddr, SocketAddr, u8);

/// The datagrams of a capture.
#[derive(Debug, Default)]
pub(super) struct Datagrams {
    /// The exchanges of requests without a reply.
    asked: HashMap<Transaction, u64, Seeds>,
    /// In the order of the requests, also the ones that have a reply.
    order: VecDeque<(Transaction, u64)>,
}

impl Datagrams {
    /// Takes a datagram.
    pub(super) fn datagram(&mut self, segment: &Segment<'_>, scope: &mut Scope<'_>) {
        let ports = [segment.source.port(), segment.target.port()];
        let payload = segment.payload;
        let has = |port: u16| ports.contains(&port);
        let is_text = payload.get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"WVCI "));
        if is_text || has(UDP_PORT) && payload.iter().all(|byte| (0x09..0x7F).contains(byte)) {
            let content = match segment.missing {
                0 => Content::Line(Cow::Borrowed(payload)),
                _ => Content::Problem(Problem::CutPacket),
            };
            carry(segment, scope, Bearer::CirUdp, Direction::ToClient, None, content);
        } else if has(PORT) {
            self.wsp(segment, scope);
        } else if has(PUSH_PORT) {
            push(segment, scope);
        } else if ENCRYPTED_PORTS.iter().any(|port| has(*port)) {
            scope.tally.pass(Passed::EncryptedWsp, scope.packet);
        } else if has(CONNECTION_PORT) {
            scope.tally.pass(Passed::Wtp, scope.packet);
        } else {
            scope.tally.pass(Passed::OtherPackets, scope.packet);
        }
    }

    fn wsp(&mut self, segment: &Segment<'_>, scope: &mut Scope<'_>) {
        let (source, target) = (segment.source, segment.target);
        let by_port = if target.port() == PORT { Direction::ToServer } else { Direction::ToClient };
        let datagram = match Datagram::parse(segment.payload) {
            Ok(datagram) => datagram,
            Err(error) => {
                let problem = if segment.missing > 0 { Problem::CutPacket } else { Problem::Wsp(error) };
                carry(segment, scope, Bearer::Wsp, by_port, None, Content::Problem(problem));
                return;
            }
        };
        let tid = datagram.tid;
        let problems = if segment.missing > 0 { vec![Problem::CutPacket] } else { Vec::new() };
        let (direction, exchange, body) = match datagram.pdu {
            Pdu::Post(post) => {
                let body = body(request("POST", post.uri), post.content_type.as_ref(), post.body, problems);
                (Direction::ToServer, Some(self.ask(source, target, tid, scope)), body)
            }
            Pdu::Get(get) => {
                let body = body(request("GET", get.uri), None, b"", problems);
                (Direction::ToServer, Some(self.ask(source, target, tid, scope)), body)
            }
            Pdu::Reply(reply) => {
                let status = reply.status.to_http().map_or(0, |status| status.as_u16());
                let start = Start::Response { status };
                let body = body(start, reply.content_type.as_ref(), reply.body, problems);
                (Direction::ToClient, self.answer(target, source, tid), body)
            }
            Pdu::Push(_) | Pdu::ConfirmedPush(_) => return push(segment, scope),
            other => {
                let problem = Problem::OtherPdu(other.type_byte());
                carry(segment, scope, Bearer::Wsp, by_port, None, Content::Problem(problem));
                return;
            }
        };
        carry(segment, scope, Bearer::Wsp, direction, exchange, Content::Body(body));
    }

    /// A client that repeats a datagram means the same exchange.
    fn ask(&mut self, client: SocketAddr, server: SocketAddr, tid: u8, scope: &mut Scope<'_>) -> u64 {
        if let Some(exchange) = self.asked.get(&(client, server, tid)) {
            return *exchange;
        }
        *scope.exchange = scope.exchange.saturating_add(1);
        let (transaction, exchange) = ((client, server, tid), *scope.exchange);
        // Answered requests stay in the order until they fill half of it.
        if self.order.len() >= 2 * MAX_ASKED {
            let asked = &self.asked;
            self.order.retain(|(transaction, exchange)| asked.get(transaction) == Some(exchange));
        }
        while self.asked.len() >= MAX_ASKED {
            let Some((oldest, exchange)) = self.order.pop_front() else { break };
            // It may have been used again since.
            if self.asked.get(&oldest) == Some(&exchange) {
                self.asked.remove(&oldest);
            }
        }
        self.order.push_back((transaction, exchange));
        self.asked.insert(transaction, exchange);
        exchange
    }

    fn answer(&mut self, client: SocketAddr, server: SocketAddr, tid: u8) -> Option<u64> {
        self.asked.remove(&(client, server, tid))
    }
}

fn push(segment: &Segment<'_>, scope: &mut Scope<'_>) {
    let content = match Datagram::parse(segment.payload).map(|datagram| datagram.pdu) {
        Ok(Pdu::Push(push) | Pdu::ConfirmedPush(push)) => {
            let problems = if segment.missing > 0 { vec![Problem::CutPacket] } else { Vec::new() };
            Content::Body(body(Start::Push, push.content_type.as_ref(), push.body, problems))
        }
        Ok(other) => Content::Problem(Problem::OtherPdu(other.type_byte())),
        Err(_) if segment.missing > 0 => Content::Problem(Problem::CutPacket),
        Err(error) => Content::Problem(Problem::Wsp(error)),
    };
    carry(segment, scope, Bearer::Push, Direction::ToClient, None, content);
}

fn request<'a>(method: &'static str, uri: &'a str) -> Start<'a> {
    Start::Request { method: Cow::Borrowed(method), target: Cow::Borrowed(uri) }
}

fn body<'a>(
    start: Start<'a>,
    content_type: Option<&ContentType<'a>>,
    bytes: &'a [u8],
    problems: Vec<Problem>,
) -> Body<'a> {
    let content_type = content_type.map(written);
    Body { start, content_type, bytes: Cow::Borrowed(bytes), problems }
}

fn written<'a>(content_type: &ContentType<'a>) -> Cow<'a, str> {
    match content_type.media_type.name() {
        Some(name) if content_type.parameters.is_empty() => Cow::Borrowed(name),
        _ => Cow::Owned(content_type.to_string()),
    }
}

fn carry(
    segment: &Segment<'_>,
    scope: &mut Scope<'_>,
    bearer: Bearer,
    direction: Direction,
    exchange: Option<u64>,
    content: Content<'_>,
) {
    (scope.sink)(Carried {
        packet: scope.packet,
        time: scope.time,
        source: Endpoint::Address(segment.source),
        target: Endpoint::Address(segment.target),
        direction,
        bearer,
        exchange,
        content,
    });
}
