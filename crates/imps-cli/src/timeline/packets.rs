//! The packets of selected events, as pcapng.

use crate::files::Problem;
use crate::report::Failure;
use imps_inspect::capture::{Endpoint, Packet, packets};
use imps_inspect::timeline::Event;
use std::collections::HashSet;
use std::io::{self, Read};
use std::net::SocketAddr;
use std::ops::ControlFlow;

/// Copies the packets of all connections and datagrams between the ends of the events.
pub(crate) fn pcap<R: Read + Send>(
    open: impl FnOnce() -> Result<R, Problem>,
    events: &[Event],
) -> Result<Vec<u8>, Failure> {
    let mut flows = HashSet::new();
    for event in events {
        if let (Endpoint::Address(source), Endpoint::Address(target)) = (&event.source, &event.target) {
            flows.insert(flow(*source, *target));
        }
    }
    let mut file = File::default();
    let read = packets(open()?, &mut |packet| {
        if packet.ends().is_some_and(|(source, target)| flows.contains(&flow(source, target))) {
            file.packet(&packet);
        }
        ControlFlow::Continue(())
    });
    // Everything before a fault is copied, and the first pass has reported the fault.
    if let (Err(fault), true) = (read, file.links.is_empty()) {
        return Err(Failure::File(Problem::Read(io::Error::other(fault.to_string()))));
    }
    Ok(file.bytes)
}

fn flow(source: SocketAddr, target: SocketAddr) -> (SocketAddr, SocketAddr) {
    if source <= target { (source, target) } else { (target, source) }
}

/// A file of pcapng in the making.
struct File {
    bytes: Vec<u8>,
    /// The link types of the interfaces so far.
    links: Vec<i32>,
}

impl Default for File {
    fn default() -> Self {
        let mut file = Self { bytes: Vec::new(), links: Vec::new() };
        // The byte order, version 1.0, and an unknown length.
        let body = [&0x1A2B_3C4D_u32.to_le_bytes()[..], &[1, 0, 0, 0], &[0xFF; 8]].concat();
        file.block(0x0A0D_0D0A, &body);
        file
    }
}

impl File {
    fn block(&mut self, kind: u32, body: &[u8]) {
        let padded = body.len().next_multiple_of(4);
        // A packet has at most 16 MiB.
        let length = u32::try_from(padded + 12).unwrap_or(u32::MAX).to_le_bytes();
        self.bytes.extend(kind.to_le_bytes());
        self.bytes.extend(length);
        self.bytes.extend(body);
        self.bytes.resize(self.bytes.len() + padded - body.len(), 0);
        self.bytes.extend(length);
    }

    fn packet(&mut self, packet: &Packet<'_>) {
        let interface = self.links.iter().position(|link| *link == packet.link).unwrap_or_else(|| {
            self.links.push(packet.link);
            let mut body = u16::try_from(packet.link).unwrap_or(u16::MAX).to_le_bytes().to_vec();
            // No limit of the length; times in nanoseconds; the end of the options.
            body.extend([0, 0, 0, 0, 0, 0, 9, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0]);
            self.block(1, &body);
            self.links.len() - 1
        });
        let nanos = u64::try_from(packet.time.as_nanos()).unwrap_or(u64::MAX);
        let word = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
        let high = u32::try_from(nanos >> 32).unwrap_or(u32::MAX).to_le_bytes();
        let low = u32::try_from(nanos & u64::from(u32::MAX)).unwrap_or(u32::MAX).to_le_bytes();
        let lengths = [word(packet.bytes.len()), word(packet.length)].concat();
        let body = [&word(interface)[..], &high, &low, &lengths, packet.bytes].concat();
        self.block(6, &body);
    }
}
