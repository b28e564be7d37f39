//! Bounds on what is kept.

use crate::conversation::{answer, request};
use crate::maker::{ACK, Maker, SYN, Tcp, address, post, response};
use imps_inspect::capture::{Assembler, CaptureLimits, Packet};
use imps_inspect::timeline::{SessionState, TimelineOptions, TimelineReader};
use std::net::SocketAddr;
use std::time::Duration;

fn numbered(number: u32, port: u16) -> SocketAddr {
    let [_, a, b, c] = number.to_be_bytes();
    SocketAddr::from(([10, a, b, c], port))
}

/// Feeds the packets of a maker, and forgets them.
fn feed(
    maker: &mut Maker,
    assembler: &mut Assembler,
    number: &mut u64,
    reader: &mut TimelineReader,
) -> usize {
    let mut events = 0;
    for (time, frame) in maker.packets.drain(..) {
        *number += 1;
        let packet = Packet::new(*number, time, 1, &frame);
        assembler.packet(packet, &mut |carried| reader.carried(carried, &mut |_| events += 1));
    }
    events
}

#[test]
fn half_open_connections_are_bounded() {
    let (mut maker, mut number) = (Maker::default(), 0);
    let limits = CaptureLimits::default().with_connections(100);
    let mut assembler = Assembler::new(limits);
    let mut reader = TimelineReader::new(TimelineOptions::default().with_capture(limits));
    // One real connection among 10,000 that say nothing more.
    let mut real = maker.tcp(address(11, 40_000), address(1, 80), [1, 1]);
    let message = post("text/xml", b"<a/>");
    maker.send(&mut real, 0, &message[..50], 1400);
    for index in 0..10_000 {
        let tcp = Tcp::half(numbered(index, 1000), address(1, 80));
        maker.segment(&tcp, 0, 7, SYN, b"");
        feed(&mut maker, &mut assembler, &mut number, &mut reader);
    }
    let tally = assembler.finish(&mut |carried| reader.carried(carried, &mut |_| {}));
    assert_eq!(tally.connections, 10_001);
    assert!(tally.forgotten_connections >= 9_900, "{tally:?}");
    assert!(tally.lines().any(|line| line.contains("connections forgotten")));
}

#[test]
fn bytes_that_wait_are_bounded() {
    let (mut maker, mut number) = (Maker::default(), 0);
    let limits = CaptureLimits::default().with_waiting_bytes(100_000);
    let mut assembler = Assembler::new(limits);
    let mut reader = TimelineReader::new(TimelineOptions::default());
    for index in 0..100 {
        let mut tcp = maker.tcp(numbered(index, 1000), address(1, 80), [1, 1]);
        maker.send(&mut tcp, 0, &post("text/xml", &[b'x'; 5000])[..4500], 1400);
        feed(&mut maker, &mut assembler, &mut number, &mut reader);
    }
    let tally = assembler.finish(&mut |_| {});
    assert!((70..100).contains(&tally.forgotten_connections), "{tally:?}");
}

#[test]
fn many_sessions_are_bounded_and_counted() {
    let (mut maker, mut number) = (Maker::default(), 0);
    let mut assembler = Assembler::new(CaptureLimits::default());
    let mut reader = TimelineReader::new(TimelineOptions::default());
    let (mut events, count) = (0, 30_000);
    let wbxml = "application/vnd.wv.csp.wbxml";
    // One session in ten stays open. The documents differ in the id alone.
    let asked = request("s-000000", "1", "<Logout-Request/>");
    let answered = answer("s-000000", "1", "<Status><Result><Code>200</Code></Result></Status>");
    let of = |document: &[u8], index: u32| {
        let at = document.windows(8).position(|part| part == b"s-000000").unwrap();
        let id = format!("s-{index:06}");
        post(wbxml, &[&document[..at], id.as_bytes(), &document[at + 8..]].concat())
    };
    for index in 0..count {
        let tcp = Tcp::half(numbered(index, 1000), address(1, 80));
        let asked = of(&asked, index);
        maker.segment(&tcp, 0, 1, ACK, &asked);
        if index % 10 != 0 {
            let answered = of(&answered, index);
            let body = answered.windows(4).position(|part| part == b"\r\n\r\n").unwrap() + 4;
            maker.segment(&tcp, 1, 1, ACK, &response(wbxml, &answered[body..]));
        }
        maker.now += Duration::from_millis(200);
        events += feed(&mut maker, &mut assembler, &mut number, &mut reader);
    }
    assembler.finish(&mut |carried| reader.carried(carried, &mut |_| events += 1));
    reader.finish(&mut |_| events += 1);
    assert_eq!(events, 57_000);
    let forgotten = reader.forgotten_sessions();
    let sessions = reader.into_sessions();
    assert_eq!(sessions.len() as u64 + forgotten, u64::from(count));
    assert!(sessions.len() <= 16 << 10);
    // Closed ones are forgotten first.
    assert_eq!(sessions.iter().filter(|session| session.state == SessionState::Open).count(), 3_000);
}
