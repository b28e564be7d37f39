//! From packets to the things that they carry.

use super::connections::{Connections, Scope};
use super::datagram::Datagrams;
use super::frame::{Transport, segment};
use super::{CaptureLimits, Carried, Packet, Tally};
use crate::inflate::Inflater;
use std::time::Duration;

/// Takes packets one by one, and passes on what they carry. [`read`](super::read) feeds it a file.
#[derive(Debug)]
pub struct Assembler {
    limits: CaptureLimits,
    connections: Connections,
    datagrams: Datagrams,
    tally: Tally,
    exchange: u64,
    inflater: Inflater,
    last: Duration,
}

impl Assembler {
    /// Makes an assembler.
    pub fn new(limits: CaptureLimits) -> Self {
        Self {
            limits,
            connections: Connections::default(),
            datagrams: Datagrams::default(),
            tally: Tally::default(),
            exchange: 0,
            inflater: Inflater::default(),
            last: Duration::ZERO,
        }
    }

    /// Takes a packet.
    pub fn packet(&mut self, packet: Packet<'_>, sink: &mut dyn FnMut(Carried<'_>)) {
        self.tally.packets = packet.number;
        self.last = packet.time;
        let segment = match segment(&packet) {
            Ok(segment) => segment,
            Err(reason) => return self.tally.pass(reason, packet.number),
        };
        let mut scope = Scope {
            packet: packet.number,
            time: packet.time,
            limits: &self.limits,
            tally: &mut self.tally,
            exchange: &mut self.exchange,
            inflater: &mut self.inflater,
            sink,
        };
        match segment.transport {
            Transport::Tcp { .. } => self.connections.segment(&segment, &mut scope),
            Transport::Udp => self.datagrams.datagram(&segment, &mut scope),
        }
    }

    /// Passes on everything that waits, at the end of the capture.
    pub fn finish(mut self, sink: &mut dyn FnMut(Carried<'_>)) -> Tally {
        let mut scope = Scope {
            packet: self.tally.packets,
            time: self.last,
            limits: &self.limits,
            tally: &mut self.tally,
            exchange: &mut self.exchange,
            inflater: &mut self.inflater,
            sink,
        };
        self.connections.finish(&mut scope);
        self.tally
    }
}
