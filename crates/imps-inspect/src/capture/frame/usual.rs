//! The usual packet: TCP or UDP in a whole IPv4 packet without options and fragments.

use super::{Segment, Transport, link};
use crate::capture::Packet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Reads the layers of a usual packet, in a sixth of the time that reading any packet takes. Returns
/// `None` for all others.
pub(super) fn usual<'a>(packet: &Packet<'a>) -> Option<Segment<'a>> {
    let ip = match packet.link {
        link::ETHERNET => {
            let ([.., 8, 0], ip) = packet.bytes.split_first_chunk::<14>()? else { return None };
            ip
        }
        link::RAW | link::IPV4 => packet.bytes,
        _ => return None,
    };
    let (start, rest) = ip.split_first_chunk::<12>()?;
    let [0x45, _, high, low, _, _, fragment, offset, _, protocol, _, _] = start else { return None };
    if fragment & 0x3F != 0 || *offset != 0 {
        return None;
    }
    let (source, rest) = rest.split_first_chunk::<4>()?;
    let (target, rest) = rest.split_first_chunk::<4>()?;
    let length = usize::from(u16::from_be_bytes([*high, *low]));
    let payload = rest.get(..length.checked_sub(20)?)?;
    let (source_port, rest) = payload.split_first_chunk::<2>()?;
    let (target_port, rest) = rest.split_first_chunk::<2>()?;
    let (transport, payload) = match protocol {
        6 => tcp(payload, rest)?,
        17 => {
            let (length, _) = rest.split_first_chunk::<2>()?;
            (Transport::Udp, payload.get(8..usize::from(u16::from_be_bytes(*length)))?)
        }
        _ => return None,
    };
    let end = |address: [u8; 4], port: [u8; 2]| {
        SocketAddr::new(IpAddr::V4(Ipv4Addr::from(address)), u16::from_be_bytes(port))
    };
    let (source, target) = (end(*source, *source_port), end(*target, *target_port));
    Some(Segment { source, target, transport, payload, missing: 0 })
}

/// Reads the rest of a header of TCP behind its ports. Returns the payload too.
fn tcp<'a>(segment: &'a [u8], rest: &[u8]) -> Option<(Transport, &'a [u8])> {
    let (sequence, rest) = rest.split_first_chunk::<4>()?;
    let (acknowledged, rest) = rest.split_first_chunk::<4>()?;
    let ([offset, flags], _) = rest.split_first_chunk::<2>()?;
    let length = usize::from(offset >> 2 & 0x3C);
    let payload = segment.get(length..).filter(|_| length >= 20)?;
    let is_set = |flag: u8| flags & flag != 0;
    let transport = Transport::Tcp {
        sequence: u32::from_be_bytes(*sequence),
        acknowledged: is_set(0x10).then_some(u32::from_be_bytes(*acknowledged)),
        syn: is_set(0x02),
        fin: is_set(0x01),
        rst: is_set(0x04),
    };
    Some((transport, payload))
}

#[cfg(test)]
mod tests {
    use super::super::careful;
    use super::*;
    use std::ops::ControlFlow;

    /// Whatever a byte of a header is, this reads as the reader of all packets does.
    #[test]
    fn usual_packets_are_read_as_all_are() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/captures/conversation.pcapng");
        let mut counts = [0, 0];
        let read = crate::capture::packets(std::fs::File::open(path).unwrap(), &mut |packet| {
            for at in 12..packet.bytes.len().min(56) {
                for value in [0, 1, 4, 8, 0x14, 0x20, 0x45, 0x50, 0x60, 0xF0, 0xFF, packet.bytes[at]] {
                    let mut bytes = packet.bytes.to_vec();
                    bytes[at] = value;
                    let changed = Packet { bytes: &bytes, ..packet };
                    let cut = Packet { bytes: &bytes[..at], ..packet };
                    for packet in [changed, cut] {
                        let found = usual(&packet);
                        counts[usize::from(found.is_some())] += 1;
                        assert!(found.is_none() || found == careful(&packet).ok(), "{at} {value} {found:?}");
                    }
                }
            }
            ControlFlow::Continue(())
        });
        read.unwrap();
        assert!(counts.iter().all(|count| *count > 10_000), "{counts:?}");
    }
}
