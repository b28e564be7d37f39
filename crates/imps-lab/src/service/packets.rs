//! Packets and files of packets, for recordings: IP, TCP and UDP, and pcapng.

use etherparse::{IpHeaders, err::packet::BuildWriteError};
use etherparse::{PacketBuilder, PacketBuilderStep};
use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

/// The link type of packets that begin with their IP header.
pub(super) const RAW_IP: i32 = 101;

/// The largest payload of a packet, in bytes.
const LARGEST: usize = 32 << 10;

/// The number of hops in a packet.
const HOPS: u8 = 64;

/// A connection of TCP, as packets. Side 0 is the client.
#[derive(Debug)]
pub(super) struct Connection {
    ends: [SocketAddr; 2],
    /// The number of the next byte of each side.
    next: [u32; 2],
}

impl Connection {
    pub(super) fn new(client: SocketAddr, server: SocketAddr) -> Self {
        Self { ends: [client, server], next: [1, 1] }
    }

    /// The packets with which a connection begins.
    pub(super) fn open(&self) -> Vec<Vec<u8>> {
        [(0, true, false), (1, true, true), (0, false, true)]
            .into_iter()
            .filter_map(|(side, is_first, acknowledges)| {
                let sequence = u32::from(!is_first);
                self.packet(side, sequence, acknowledges.then_some(1), b"", |step| {
                    if is_first { step.syn() } else { step }
                })
            })
            .collect()
    }

    /// The packets with which a side sends bytes.
    pub(super) fn send(&mut self, side: usize, bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut packets = Vec::new();
        for part in bytes.chunks(LARGEST) {
            let (own, other) = self.numbers(side);
            packets.extend(self.packet(side, own, Some(other), part, PacketBuilderStep::psh));
            if let Some(next) = self.next.get_mut(side) {
                *next = next.wrapping_add(u32::try_from(part.len()).unwrap_or_default());
            }
        }
        packets
    }

    /// The packet with which a side ends.
    pub(super) fn close(&mut self, side: usize) -> Option<Vec<u8>> {
        let (own, other) = self.numbers(side);
        let packet = self.packet(side, own, Some(other), b"", PacketBuilderStep::fin);
        if let Some(next) = self.next.get_mut(side) {
            *next = next.wrapping_add(1);
        }
        packet
    }

    /// The next number of a side, and the one of the other side.
    fn numbers(&self, side: usize) -> (u32, u32) {
        let [client, server] = self.next;
        if side == 0 { (client, server) } else { (server, client) }
    }

    fn packet(
        &self,
        side: usize,
        sequence: u32,
        acknowledged: Option<u32>,
        payload: &[u8],
        flags: impl FnOnce(PacketBuilderStep<etherparse::TcpHeader>) -> PacketBuilderStep<etherparse::TcpHeader>,
    ) -> Option<Vec<u8>> {
        let [client, server] = self.ends;
        let (source, target) = if side == 0 { (client, server) } else { (server, client) };
        let step = ip(source, target)?.tcp(source.port(), target.port(), sequence, u16::MAX);
        let step = match acknowledged {
            Some(number) => step.ack(number),
            None => step,
        };
        let step = flags(step);
        let mut packet = Vec::with_capacity(step.size(payload.len()));
        written(step.write(&mut packet, payload), packet)
    }
}

/// The packet of a datagram.
pub(super) fn datagram(source: SocketAddr, target: SocketAddr, payload: &[u8]) -> Option<Vec<u8>> {
    let step = ip(source, target)?.udp(source.port(), target.port());
    let mut packet = Vec::with_capacity(step.size(payload.len()));
    written(step.write(&mut packet, payload), packet)
}

/// A packet that is too large has no form.
fn written(result: Result<(), BuildWriteError>, packet: Vec<u8>) -> Option<Vec<u8>> {
    result.ok().map(|()| packet)
}

/// Begins a packet. `None` for two families of addresses.
fn ip(source: SocketAddr, target: SocketAddr) -> Option<PacketBuilderStep<IpHeaders>> {
    let headers = match (source.ip(), target.ip()) {
        (IpAddr::V4(source), IpAddr::V4(target)) => {
            let protocol = etherparse::IpNumber::TCP; // the next step replaces it
            let header =
                etherparse::Ipv4Header::new(0, HOPS, protocol, source.octets(), target.octets()).ok()?;
            IpHeaders::Ipv4(header, etherparse::Ipv4Extensions::default())
        }
        (IpAddr::V6(source), IpAddr::V6(target)) => {
            let header = etherparse::Ipv6Header {
                source: source.octets(),
                destination: target.octets(),
                hop_limit: HOPS,
                ..etherparse::Ipv6Header::default()
            };
            IpHeaders::Ipv6(header, etherparse::Ipv6Extensions::default())
        }
        _ => return None,
    };
    Some(PacketBuilder::ip(headers))
}

/// Writes the start of a file of pcapng: one interface without a link layer, and microseconds.
pub(super) fn write_start(out: &mut impl Write) -> io::Result<()> {
    let section = [&0x1A2B_3C4D_u32.to_le_bytes()[..], &[1, 0, 0, 0], &[0xFF; 8]].concat();
    write_block(0x0A0D_0D0A, &section, out)?;
    write_block(1, &[101, 0, 0, 0, 0, 0, 0, 0], out)
}

/// Writes a packet to a file of pcapng.
pub(super) fn write_packet(time: Duration, packet: &[u8], out: &mut impl Write) -> io::Result<()> {
    let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
    let length = u32::try_from(packet.len()).unwrap_or(u32::MAX).to_le_bytes();
    let high = u32::try_from(micros >> 32).unwrap_or(u32::MAX).to_le_bytes();
    let low = u32::try_from(micros & 0xFFFF_FFFF).unwrap_or(u32::MAX).to_le_bytes();
    write_block(6, &[&[0; 4][..], &high, &low, &length, &length, packet].concat(), out)
}

fn write_block(kind: u32, body: &[u8], out: &mut impl Write) -> io::Result<()> {
    let padded = body.len().next_multiple_of(4);
    let length = u32::try_from(padded.saturating_add(12)).unwrap_or(u32::MAX).to_le_bytes();
    let padding = [0; 3];
    let padding = padding.get(..padded.saturating_sub(body.len())).unwrap_or_default();
    for part in [&kind.to_le_bytes()[..], &length, body, padding, &length] {
        out.write_all(part)?;
    }
    Ok(())
}
