//! A capture in the making: packets of IP, and the file of pcapng.

use etherparse::PacketBuilder;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::Duration;

/// The largest payload of a segment, as on Ethernet.
const SEGMENT: usize = 1400;

pub(crate) fn address(last: u8, port: u16) -> SocketAddrV4 {
    SocketAddrV4::new(Ipv4Addr::new(192, 0, 2, last), port)
}

/// One connection of TCP. Side 0 is the client.
pub(crate) struct Tcp {
    ends: [SocketAddrV4; 2],
    /// The number of the next byte of each side.
    next: [u32; 2],
}

/// The packets so far, with their times.
#[derive(Default)]
pub(crate) struct Packets(Vec<(Duration, Vec<u8>)>);

/// The flags of a segment beside `ACK`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flag {
    Syn,
    Data,
    Fin,
}

impl Packets {
    pub(crate) fn open(&mut self, now: Duration, client: SocketAddrV4, server: SocketAddrV4) -> Tcp {
        let mut tcp = Tcp { ends: [client, server], next: [0, 0] };
        self.segment(now, &tcp, 0, Flag::Syn, b"");
        tcp.next[0] = 1;
        self.segment(now, &tcp, 1, Flag::Syn, b"");
        tcp.next[1] = 1;
        self.segment(now, &tcp, 0, Flag::Data, b"");
        tcp
    }

    pub(crate) fn send(&mut self, now: Duration, tcp: &mut Tcp, side: usize, bytes: &[u8]) {
        for part in bytes.chunks(SEGMENT) {
            self.segment(now, tcp, side, Flag::Data, part);
            tcp.next[side] += u32::try_from(part.len()).unwrap();
        }
    }

    pub(crate) fn close(&mut self, now: Duration, mut tcp: Tcp) {
        for side in [0, 1] {
            self.segment(now, &tcp, side, Flag::Fin, b"");
            tcp.next[side] += 1;
        }
        self.segment(now, &tcp, 0, Flag::Data, b"");
    }

    pub(crate) fn datagram(&mut self, now: Duration, from: SocketAddrV4, to: SocketAddrV4, payload: &[u8]) {
        let step = PacketBuilder::ipv4(from.ip().octets(), to.ip().octets(), 64).udp(from.port(), to.port());
        let mut packet = Vec::new();
        step.write(&mut packet, payload).unwrap();
        self.0.push((now, packet));
    }

    fn segment(&mut self, now: Duration, tcp: &Tcp, side: usize, flag: Flag, payload: &[u8]) {
        let (from, to) = (tcp.ends[side], tcp.ends[1 - side]);
        let step = PacketBuilder::ipv4(from.ip().octets(), to.ip().octets(), 64);
        let step = step.tcp(from.port(), to.port(), tcp.next[side], u16::MAX);
        // Only the first segment of a connection acknowledges nothing.
        let is_first = flag == Flag::Syn && side == 0;
        let step = if is_first { step } else { step.ack(tcp.next[1 - side]) };
        let step = match flag {
            Flag::Syn => step.syn(),
            Flag::Fin => step.fin(),
            Flag::Data if payload.is_empty() => step,
            Flag::Data => step.psh(),
        };
        let mut packet = Vec::new();
        step.write(&mut packet, payload).unwrap();
        self.0.push((now, packet));
    }

    /// The file: one interface with packets that begin with their IP header, and microseconds.
    pub(crate) fn pcapng(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let section = [&0x1A2B_3C4D_u32.to_le_bytes()[..], &[1, 0, 0, 0], &[0xFF; 8]].concat();
        block(0x0A0D_0D0A, &section, &mut file);
        block(1, &[101, 0, 0, 0, 0, 0, 0, 0], &mut file);
        for (time, packet) in &self.0 {
            let micros = u64::try_from(time.as_micros()).unwrap();
            let [high, low] = [micros >> 32, micros & 0xFFFF_FFFF].map(|half| u32::try_from(half).unwrap());
            let words = [0, high, low, length(packet), length(packet)];
            let head: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
            block(6, &[&head, &packet[..]].concat(), &mut file);
        }
        file
    }
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap()
}

fn block(kind: u32, body: &[u8], out: &mut Vec<u8>) {
    let padding = body.len().next_multiple_of(4) - body.len();
    let total = (length(body) + 12).next_multiple_of(4);
    out.extend(kind.to_le_bytes());
    out.extend(total.to_le_bytes());
    out.extend(body);
    out.extend(&[0; 3][..padding]);
    out.extend(total.to_le_bytes());
}
