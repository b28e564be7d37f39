//! Makes captures: packets with right checksums, TCP with sequence numbers, files of pcapng.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

/// 2006-05-04 10:00:00 UTC.
pub(crate) const START: Duration = Duration::from_secs(1_146_736_800);

/// A capture in the making.
#[derive(Default)]
pub(crate) struct Maker {
    pub(crate) packets: Vec<(Duration, Vec<u8>)>,
    /// Since [`START`].
    pub(crate) now: Duration,
}

/// One TCP connection.
pub(crate) struct Tcp {
    pub(crate) client: SocketAddr,
    pub(crate) server: SocketAddr,
    next: [u32; 2],
}

pub(crate) const FIN: u8 = 0x01;
pub(crate) const SYN: u8 = 0x02;
pub(crate) const RST: u8 = 0x04;
pub(crate) const ACK: u8 = 0x10;

pub(crate) fn address(last: u8, port: u16) -> SocketAddr {
    SocketAddr::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, last)), port)
}

impl Tcp {
    /// A connection without its handshake; both sides send byte 1 first.
    pub(crate) fn half(client: SocketAddr, server: SocketAddr) -> Self {
        Self { client, server, next: [1, 1] }
    }
}

impl Maker {
    pub(crate) fn wait(&mut self, millis: u64) {
        self.now += Duration::from_millis(millis);
    }

    /// Adds a frame; each takes 100 microseconds.
    pub(crate) fn frame(&mut self, frame: Vec<u8>) {
        self.now += Duration::from_micros(100);
        self.packets.push((START + self.now, frame));
    }

    pub(crate) fn udp(&mut self, source: SocketAddr, target: SocketAddr, payload: &[u8]) {
        let mut datagram = Vec::new();
        datagram.extend(source.port().to_be_bytes());
        datagram.extend(target.port().to_be_bytes());
        datagram.extend((8 + payload.len() as u16).to_be_bytes());
        datagram.extend([0, 0]);
        datagram.extend(payload);
        self.frame(frame(source, target, 17, datagram, 6));
    }

    pub(crate) fn tcp(&mut self, client: SocketAddr, server: SocketAddr, first: [u32; 2]) -> Tcp {
        let mut tcp = Tcp { client, server, next: first };
        self.segment(&tcp, 0, tcp.next[0], SYN, b"");
        tcp.next[0] = tcp.next[0].wrapping_add(1);
        self.segment(&tcp, 1, tcp.next[1], SYN | ACK, b"");
        tcp.next[1] = tcp.next[1].wrapping_add(1);
        self.segment(&tcp, 0, tcp.next[0], ACK, b"");
        tcp
    }

    pub(crate) fn segment(&mut self, tcp: &Tcp, side: usize, sequence: u32, flags: u8, payload: &[u8]) {
        let (source, target) = if side == 0 { (tcp.client, tcp.server) } else { (tcp.server, tcp.client) };
        let mut segment = Vec::new();
        segment.extend(source.port().to_be_bytes());
        segment.extend(target.port().to_be_bytes());
        segment.extend(sequence.to_be_bytes());
        let acknowledged = if flags & ACK == 0 { 0 } else { tcp.next[1 - side] };
        segment.extend(acknowledged.to_be_bytes());
        segment.extend([0x50, flags | if payload.is_empty() { 0 } else { 0x08 }]);
        segment.extend(65_535_u16.to_be_bytes());
        segment.extend([0, 0, 0, 0]);
        segment.extend(payload);
        self.frame(frame(source, target, 6, segment, 16));
    }

    /// Sends bytes in segments of at most `most` bytes.
    pub(crate) fn send(&mut self, tcp: &mut Tcp, side: usize, bytes: &[u8], most: usize) {
        for part in bytes.chunks(most) {
            self.segment(tcp, side, tcp.next[side], ACK, part);
            tcp.next[side] = tcp.next[side].wrapping_add(part.len() as u32);
        }
        self.segment(tcp, 1 - side, tcp.next[1 - side], ACK, b"");
    }

    /// Sends bytes in segments at these offsets, in this order; the order may repeat some.
    pub(crate) fn send_parts(
        &mut self,
        tcp: &mut Tcp,
        side: usize,
        bytes: &[u8],
        ranges: &[std::ops::Range<usize>],
    ) {
        for range in ranges {
            let sequence = tcp.next[side].wrapping_add(range.start as u32);
            self.segment(tcp, side, sequence, ACK, &bytes[range.clone()]);
        }
        tcp.next[side] = tcp.next[side].wrapping_add(bytes.len() as u32);
        self.segment(tcp, 1 - side, tcp.next[1 - side], ACK, b"");
    }

    pub(crate) fn close(&mut self, tcp: &mut Tcp) {
        for side in [0, 1] {
            self.segment(tcp, side, tcp.next[side], FIN | ACK, b"");
            tcp.next[side] = tcp.next[side].wrapping_add(1);
        }
        self.segment(tcp, 0, tcp.next[0], ACK, b"");
    }

    /// The file, as pcapng with Ethernet and microseconds.
    pub(crate) fn pcapng(&self) -> Vec<u8> {
        let mut file = Vec::new();
        block(
            0x0A0D_0D0A,
            &[&0x1A2B_3C4D_u32.to_le_bytes()[..], &[1, 0, 0, 0], &[0xFF; 8]].concat(),
            &mut file,
        );
        block(1, &[1, 0, 0, 0, 0, 0, 4, 0], &mut file);
        for (time, frame) in &self.packets {
            let micros = time.as_micros() as u64;
            let mut body = vec![0; 4];
            body.extend(((micros >> 32) as u32).to_le_bytes());
            body.extend((micros as u32).to_le_bytes());
            body.extend((frame.len() as u32).to_le_bytes());
            body.extend((frame.len() as u32).to_le_bytes());
            body.extend(frame);
            block(6, &body, &mut file);
        }
        file
    }

    /// The file, as pcap with any link type, each packet cut to `snap` bytes.
    pub(crate) fn pcap(&self, link: u32, snap: usize, change: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
        let mut file = Vec::new();
        for word in [0xA1B2_C3D4_u32, 0x0004_0002, 0, 0, 65_535, link] {
            file.extend(word.to_le_bytes());
        }
        for (time, frame) in &self.packets {
            let frame = change(frame);
            let kept = &frame[..frame.len().min(snap)];
            file.extend((time.as_secs() as u32).to_le_bytes());
            file.extend(time.subsec_micros().to_le_bytes());
            file.extend((kept.len() as u32).to_le_bytes());
            file.extend((frame.len() as u32).to_le_bytes());
            file.extend(kept);
        }
        file
    }
}

fn block(kind: u32, body: &[u8], out: &mut Vec<u8>) {
    let padding = body.len().next_multiple_of(4) - body.len();
    let length = (12 + body.len() + padding) as u32;
    out.extend(kind.to_le_bytes());
    out.extend(length.to_le_bytes());
    out.extend(body);
    out.extend(&[0; 3][..padding]);
    out.extend(length.to_le_bytes());
}

/// An Ethernet frame; `checksum` is the place of the checksum in the segment.
pub(crate) fn frame(
    source: SocketAddr,
    target: SocketAddr,
    protocol: u8,
    segment: Vec<u8>,
    checksum: usize,
) -> Vec<u8> {
    let (IpAddr::V4(from), IpAddr::V4(to)) = (source.ip(), target.ip()) else { panic!("IPv4 only") };
    let mut segment = segment;
    let mut pseudo = [from.octets(), to.octets()].concat();
    pseudo.extend([0, protocol]);
    pseudo.extend((segment.len() as u16).to_be_bytes());
    pseudo.extend(&segment);
    segment[checksum..checksum + 2].copy_from_slice(&sum(&pseudo).to_be_bytes());
    let mut header = vec![0x45, 0];
    header.extend((20 + segment.len() as u16).to_be_bytes());
    header.extend([0, 1, 0x40, 0, 64, protocol, 0, 0]);
    header.extend(from.octets());
    header.extend(to.octets());
    let total = sum(&header);
    header[10..12].copy_from_slice(&total.to_be_bytes());
    let mut frame = vec![2, 0, 0, 0, 0, to.octets()[3], 2, 0, 0, 0, 0, from.octets()[3], 8, 0];
    frame.extend(header);
    frame.extend(segment);
    frame
}

/// The checksum of the Internet protocols.
fn sum(bytes: &[u8]) -> u16 {
    let words = bytes.chunks(2).map(|word| u32::from(word[0]) << 8 | u32::from(*word.get(1).unwrap_or(&0)));
    let mut sum: u32 = words.sum();
    while sum > 0xFFFF {
        sum = (sum & 0xFFFF) + (sum >> 16);
    }
    !(sum as u16)
}

/// A request of HTTP.
pub(crate) fn post(content_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST /csp HTTP/1.1\r\nHost: imps.example\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// A response of HTTP.
pub(crate) fn response(content_type: &str, body: &[u8]) -> Vec<u8> {
    let head = match content_type {
        "" => format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len()),
        _ => format!(
            "HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        ),
    };
    [head.as_bytes(), body].concat()
}
