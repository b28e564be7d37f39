//! Frames of a network: Ethernet, Linux cooked capture and IP, with UDP or TCP inside.

use super::layer::{Layer, Piece, Proof};
use super::{Anomaly, Direction, Wrapping};
use etherparse::{NetSlice, SlicedPacket, TransportSlice};
use std::borrow::Cow;
use std::net::IpAddr;

/// The length of the header of Ethernet, and of a Linux cooked capture, before the type of the
/// content.
const LINK_TYPES: [(usize, &str, Link); 3] =
    [(14, "ethernet", Link::Ethernet), (16, "linux cooked capture", Link::Cooked), (0, "ip", Link::None)];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    Ethernet,
    Cooked,
    None,
}

/// The content of a frame.
#[derive(Debug)]
struct Frame<'f> {
    /// The names of the headers.
    headers: String,
    /// The offset of the data.
    head: usize,
    data: &'f [u8],
    /// Sender and receiver, with their ports.
    ends: [(IpAddr, u16); 2],
    /// The number of the first byte in the stream of TCP, and whether it opens the stream.
    sequence: Option<(u32, bool)>,
}

/// Whether bytes are a frame. Addresses of networks may look like any other bytes, so the lengths
/// inside must be right.
pub(super) fn is_frame(bytes: &[u8]) -> bool {
    LINK_TYPES.iter().any(|(length, _, link)| is_frame_of(bytes, *length, *link))
}

fn is_frame_of(bytes: &[u8], link_length: usize, link: Link) -> bool {
    let packet = bytes.get(link_length..).unwrap_or_default();
    let kind = link_length.checked_sub(2).and_then(|at| bytes.get(at..link_length));
    let of_kind = |expected: [u8; 2]| link == Link::None || kind == Some(&expected[..]);
    // The shortest frame is padded.
    let fits = |length: usize| {
        let rest = packet.len().checked_sub(length);
        rest == Some(0) || link == Link::Ethernet && rest.is_some_and(|rest| rest <= 46)
    };
    match packet {
        [0x45..=0x4F, _, high, low, _, _, _, _, hops, 1 | 6 | 17, ..] => {
            let length = usize::from(u16::from_be_bytes([*high, *low]));
            *hops > 0 && length >= 20 && of_kind([8, 0]) && fits(length)
        }
        [0x60..=0x6F, _, _, _, high, low, 6 | 17 | 58, ..] => {
            let length = usize::from(u16::from_be_bytes([*high, *low]));
            of_kind([0x86, 0xDD]) && fits(length.saturating_add(40))
        }
        _ => false,
    }
}

/// Whether bytes begin as a frame of Ethernet does, with the first byte of its packet: also a frame
/// that is cut, or that has no data, such as one of ARP.
///
/// Hardware addresses may be any bytes, so a header of our documents does not count as one.
pub(crate) fn begins_frame(bytes: &[u8]) -> bool {
    const ARP: &[u8] = &[0, 1, 8, 0, 6, 4];
    let Some((header, packet)) = bytes.split_first_chunk::<14>() else { return false };
    if matches!(header, [0..=3, 0x10..=0x12, 0x6A, ..]) {
        return false;
    }
    let [.., high, low] = *header;
    match (high, low) {
        (8, 0) => matches!(packet, [0x45..=0x4F, ..]),
        (0x86, 0xDD) => matches!(packet, [0x60..=0x6F, ..]),
        (8, 6) => !packet.is_empty() && ARP.iter().zip(packet).all(|(expected, found)| expected == found),
        _ => false,
    }
}

fn parse(bytes: &[u8]) -> Option<Frame<'_>> {
    let (length, name, link) =
        LINK_TYPES.iter().find(|(length, _, link)| is_frame_of(bytes, *length, *link))?;
    let sliced = SlicedPacket::from_ip(bytes.get(*length..)?).ok()?;
    let (network, from, to) = match sliced.net.as_ref()? {
        NetSlice::Ipv4(packet) => {
            let header = packet.header();
            ("ipv4", header.source_addr().into(), header.destination_addr().into())
        }
        NetSlice::Ipv6(packet) => {
            let header = packet.header();
            ("ipv6", IpAddr::V6(header.source_addr()), IpAddr::V6(header.destination_addr()))
        }
        NetSlice::Arp(_) => return None,
    };
    let (transport, data, ports, sequence) = match sliced.transport.as_ref()? {
        TransportSlice::Udp(segment) => {
            ("udp", segment.payload(), [segment.source_port(), segment.destination_port()], None)
        }
        TransportSlice::Tcp(segment) => {
            let sequence = Some((segment.sequence_number(), segment.syn()));
            ("tcp", segment.payload(), [segment.source_port(), segment.destination_port()], sequence)
        }
        _ => return None,
    };
    let head = offset_in(bytes, data)?;
    let headers = match link {
        Link::None => format!("{network} and {transport}"),
        _ => format!("{name}, {network} and {transport}"),
    };
    let [source, destination] = ports;
    Some(Frame { headers, head, data, ends: [(from, source), (to, destination)], sequence })
}

/// The offset of a part of bytes in them.
fn offset_in(whole: &[u8], part: &[u8]) -> Option<usize> {
    let offset = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    (offset <= whole.len()).then_some(offset)
}

/// The data of one frame.
pub(super) fn peel(bytes: &[u8]) -> Vec<Layer<'_>> {
    let Some(frame) = parse(bytes) else { return Vec::new() };
    let wrapping = Wrapping::Frames { headers: frame.headers, count: 1, head: frame.head };
    vec![Layer::of_one(Proof::Form, Piece::at(frame.head, frame.data, wrapping))]
}

/// The data of several frames: one piece per datagram, and one per direction of a TCP connection.
/// Bytes that came twice count once. Bytes that are missing leave a gap, which is noted.
pub(super) fn join(frames: &[Vec<u8>]) -> Vec<Piece<'static>> {
    let mut streams: Vec<Stream> = Vec::new();
    let mut pieces = Vec::new();
    for (number, bytes) in frames.iter().enumerate() {
        let Some(frame) = parse(bytes) else { continue };
        let Some((sequence, opens)) = frame.sequence else {
            let wrapping = Wrapping::Frames { headers: frame.headers, count: 1, head: frame.head };
            let piece = Piece { turns: vec![(0, number)], ..Piece::decoded(frame.data.to_vec(), wrapping) };
            pieces.push((number, piece));
            continue;
        };
        let known = streams.iter().position(|stream| stream.ends == frame.ends);
        let index = known.unwrap_or_else(|| {
            let [from, to] = frame.ends;
            let is_answer = streams.iter().any(|stream| stream.ends == [to, from]);
            let direction = if is_answer { Direction::Response } else { Direction::Request };
            streams.push(Stream {
                ends: frame.ends,
                direction,
                headers: frame.headers,
                head: frame.head,
                segments: Vec::new(),
            });
            streams.len().saturating_sub(1)
        });
        if let Some(stream) = streams.get_mut(index)
            && !frame.data.is_empty()
        {
            // Opening the stream takes a number.
            let start = sequence.wrapping_add(u32::from(opens));
            stream.segments.push(Segment { start, number, data: frame.data.to_vec() });
        }
    }
    let joined = streams.into_iter().filter_map(Stream::into_piece);
    pieces.extend(joined);
    pieces.sort_by_key(|(number, _)| *number);
    pieces.into_iter().map(|(_, piece)| piece).collect()
}

/// One direction of a connection.
struct Stream {
    ends: [(IpAddr, u16); 2],
    direction: Direction,
    headers: String,
    head: usize,
    segments: Vec<Segment>,
}

struct Segment {
    start: u32,
    /// The number of its frame.
    number: usize,
    data: Vec<u8>,
}

impl Stream {
    /// The joined data, with the number of the first frame.
    fn into_piece(mut self) -> Option<(usize, Piece<'static>)> {
        let count = self.segments.len();
        let first = self.segments.first()?.start;
        // Numbers begin anywhere, and start again at zero.
        let distance = |start: u32| i64::from(start.wrapping_sub(first).cast_signed());
        self.segments.sort_by_key(|segment| distance(segment.start));
        let base = self.segments.first().map_or(0, |segment| distance(segment.start));
        let (mut bytes, mut turns, mut gap, mut number) = (Vec::new(), Vec::new(), 0_i64, usize::MAX);
        let mut next = base;
        for segment in &self.segments {
            number = number.min(segment.number);
            let start = distance(segment.start);
            let known = usize::try_from(next.saturating_sub(start)).unwrap_or(0);
            gap = gap.saturating_add(start.saturating_sub(next).max(0));
            if let Some(new) = segment.data.get(known..).filter(|new| !new.is_empty()) {
                turns.push((bytes.len(), segment.number));
                bytes.extend_from_slice(new);
                next = start.saturating_add(i64::try_from(segment.data.len()).unwrap_or(i64::MAX));
            }
        }
        let wrapping = Wrapping::Frames { headers: self.headers, count, head: self.head };
        let mut piece = Piece::decoded(bytes, wrapping);
        piece.bytes = Cow::Owned(piece.bytes.into_owned());
        piece.turns = turns;
        piece.direction = Some(self.direction);
        if let Some(bytes) = usize::try_from(gap).ok().filter(|gap| *gap > 0) {
            piece.anomalies.push(Anomaly::Gap { bytes });
        }
        Some((number, piece))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use etherparse::PacketBuilder;

    fn tcp(from: u16, to: u16, sequence: u32, data: &[u8]) -> Vec<u8> {
        let address = |port| [10, 0, 0, if port == 80 { 2 } else { 1 }];
        let builder = PacketBuilder::ethernet2([0, 0x11, 0x22, 3, 4, 5], [3, 0x11, 0x6A, 0, 0xC9, 8])
            .ipv4(address(from), address(to), 64)
            .tcp(from, to, sequence, 1000);
        let mut frame = Vec::new();
        builder.write(&mut frame, data).unwrap();
        frame
    }

    #[test]
    fn a_hardware_address_is_no_version() {
        let frame = tcp(40_000, 80, 1, b"data");
        assert!(is_frame(&frame) && !is_frame(&frame[1..]) && !is_frame(&frame[..frame.len() - 1]));
        let layers = peel(&frame);
        assert_eq!(&*layers[0].pieces[0].bytes, b"data");
        assert_eq!(layers[0].pieces[0].offset, Some(54));
        // Padding is no data.
        let padded = [frame.as_slice(), &[0; 6]].concat();
        assert_eq!(&*peel(&padded)[0].pieces[0].bytes, b"data");
    }

    #[test]
    fn segments_are_joined_in_order() {
        let frames = [
            tcp(40_000, 80, u32::MAX - 1, b"ab"),
            tcp(80, 40_000, 7, b"xy"),
            tcp(40_000, 80, 2, b"ef"),
            tcp(40_000, 80, 0, b"cd"),
            tcp(40_000, 80, 0, b"cd"),
            tcp(40_000, 80, 6, b"ij"),
        ];
        let pieces = join(&frames);
        assert_eq!((&*pieces[0].bytes, pieces[0].direction), (&b"abcdefij"[..], Some(Direction::Request)));
        assert_eq!((&*pieces[1].bytes, pieces[1].direction), (&b"xy"[..], Some(Direction::Response)));
        assert_eq!(pieces[0].anomalies, [Anomaly::Gap { bytes: 2 }]);
    }

    #[test]
    fn datagrams_stay_apart() {
        let datagram = |data: &[u8]| {
            let mut frame = Vec::new();
            let builder = PacketBuilder::ipv4([10, 0, 0, 1], [10, 0, 0, 2], 64).udp(9200, 9200);
            builder.write(&mut frame, data).unwrap();
            frame
        };
        let pieces = join(&[datagram(b"a"), datagram(b"b")]);
        assert_eq!(pieces.iter().map(|piece| &*piece.bytes).collect::<Vec<_>>(), [b"a", b"b"]);
    }
}
