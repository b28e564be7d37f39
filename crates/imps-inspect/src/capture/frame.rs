//! The layers of a packet below its content.

mod usual;

use usual::usual;

use super::{Packet, Passed};
use etherparse::{EtherType, LaxNetSlice, LaxSlicedPacket, TransportSlice, ether_type};
use std::net::{IpAddr, SocketAddr};

/// Link types, by the registry of pcap.
mod link {
    pub(super) const NULL: i32 = 0;
    pub(super) const ETHERNET: i32 = 1;
    /// Raw IP in files of some systems.
    pub(super) const RAW_BSD: [i32; 2] = [12, 14];
    pub(super) const RAW: i32 = 101;
    pub(super) const LOOP: i32 = 108;
    pub(super) const LINUX_SLL: i32 = 113;
    pub(super) const IPV4: i32 = 228;
    pub(super) const IPV6: i32 = 229;
    pub(super) const LINUX_SLL2: i32 = 276;
}

/// A segment or datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment<'a> {
    pub(super) source: SocketAddr,
    pub(super) target: SocketAddr,
    pub(super) transport: Transport,
    pub(super) payload: &'a [u8],
    /// The bytes of the payload that the capture lacks at the end.
    pub(super) missing: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Transport {
    Udp,
    Tcp { sequence: u32, acknowledged: Option<u32>, syn: bool, fin: bool, rst: bool },
}

/// Reads the layers of a packet.
pub(super) fn segment<'a>(packet: &Packet<'a>) -> Result<Segment<'a>, Passed> {
    match usual(packet) {
        Some(segment) => Ok(segment),
        None => careful(packet),
    }
}

/// Reads the layers of a packet, as far as it goes.
fn careful<'a>(packet: &Packet<'a>) -> Result<Segment<'a>, Passed> {
    let sliced = slice(packet)?;
    let (source, target, payload) = match &sliced.net {
        Some(LaxNetSlice::Ipv4(ip)) => {
            let header = ip.header();
            let ends = (IpAddr::V4(header.source_addr()), IpAddr::V4(header.destination_addr()));
            let total = usize::from(header.total_len()).saturating_sub(header.slice().len());
            (ends.0, ends.1, (ip.payload(), total))
        }
        Some(LaxNetSlice::Ipv6(ip)) => {
            let header = ip.header();
            let ends = (IpAddr::V6(header.source_addr()), IpAddr::V6(header.destination_addr()));
            let extensions = ip.extensions().slice().len();
            let total = usize::from(header.payload_length()).saturating_sub(extensions);
            (ends.0, ends.1, (ip.payload(), total))
        }
        None if sliced.stop_err.is_some() => return Err(Passed::Malformed),
        Some(_) | None => return Err(Passed::OtherPackets),
    };
    let (payload, total) = payload;
    if payload.fragmented {
        return Err(Passed::Fragments);
    }
    // A length of 0 leaves it to the link: hosts that divide packets in hardware write it.
    let missing = if payload.incomplete { total.saturating_sub(payload.payload.len()) } else { 0 };
    match sliced.transport.as_ref().and_then(|it| transport(source, target, it, missing)) {
        Some(segment) => Ok(segment),
        None if sliced.stop_err.is_some() => Err(Passed::Malformed),
        None => Err(Passed::OtherPackets),
    }
}

#[inline]
fn transport<'a>(
    source: IpAddr,
    target: IpAddr,
    transport: &TransportSlice<'a>,
    missing: usize,
) -> Option<Segment<'a>> {
    match transport {
        TransportSlice::Tcp(tcp) => Some(Segment {
            source: SocketAddr::new(source, tcp.source_port()),
            target: SocketAddr::new(target, tcp.destination_port()),
            transport: Transport::Tcp {
                sequence: tcp.sequence_number(),
                acknowledged: tcp.ack().then(|| tcp.acknowledgment_number()),
                syn: tcp.syn(),
                fin: tcp.fin(),
                rst: tcp.rst(),
            },
            payload: tcp.payload(),
            missing,
        }),
        TransportSlice::Udp(udp) => Some(Segment {
            source: SocketAddr::new(source, udp.source_port()),
            target: SocketAddr::new(target, udp.destination_port()),
            transport: Transport::Udp,
            payload: udp.payload(),
            missing,
        }),
        _ => None,
    }
}

fn slice<'a>(packet: &Packet<'a>) -> Result<LaxSlicedPacket<'a>, Passed> {
    let bytes = packet.bytes;
    let malformed = Passed::Malformed;
    let behind = |length: usize| bytes.get(length..).ok_or(malformed);
    match packet.link {
        link::ETHERNET => LaxSlicedPacket::from_ethernet(bytes).map_err(|_| malformed),
        link::LINUX_SLL => {
            let payload = behind(16)?;
            Ok(LaxSlicedPacket::from_ether_type(ether_type_at(bytes, 14)?, payload))
        }
        link::LINUX_SLL2 => {
            let payload = behind(20)?;
            Ok(LaxSlicedPacket::from_ether_type(ether_type_at(bytes, 0)?, payload))
        }
        link::RAW | link::IPV4 | link::IPV6 => ip(bytes),
        other if link::RAW_BSD.contains(&other) => ip(bytes),
        link::NULL | link::LOOP => ip(behind(4)?),
        _ => Err(Passed::OtherLink),
    }
}

/// The first half byte tells the version of IP, whatever a loopback header states.
fn ip(bytes: &[u8]) -> Result<LaxSlicedPacket<'_>, Passed> {
    match bytes.first().map(|first| first >> 4) {
        Some(4) => Ok(LaxSlicedPacket::from_ether_type(ether_type::IPV4, bytes)),
        Some(6) => Ok(LaxSlicedPacket::from_ether_type(ether_type::IPV6, bytes)),
        Some(_) => Err(Passed::OtherPackets),
        None => Err(Passed::Malformed),
    }
}

fn ether_type_at(bytes: &[u8], offset: usize) -> Result<EtherType, Passed> {
    match bytes.get(offset..) {
        Some([high, low, ..]) => Ok(EtherType(u16::from_be_bytes([*high, *low]))),
        _ => Err(Passed::Malformed),
    }
}
