//! Compares the time for a timeline with the time that the parsers of packets alone take for the
//! same file: `cargo run --release -p imps-inspect --example capture_speed [ROUNDS]`.
//!
//! The file is the committed capture, many times, each time with other addresses.

use etherparse::SlicedPacket;
use imps_inspect::capture::{self, packets};
use imps_inspect::timeline::{TimelineOptions, TimelineReader};
use pcap_parser::{PcapError, create_reader};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

fn main() {
    let rounds: u32 = std::env::args().nth(1).and_then(|rounds| rounds.parse().ok()).unwrap_or(20);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/captures/conversation.pcapng");
    let file = repeated(&std::fs::read(path).expect("the committed capture"), rounds);
    let best = |run: &dyn Fn(&[u8]) -> u64| {
        (0..7).map(|_| timed(|| run(&file))).min_by_key(|(time, _)| *time).expect("seven runs")
    };
    let (walked, packets) = best(&walk);
    let (read, events) = best(&timeline);
    println!("{} bytes, {packets} packets, {events} events", file.len());
    println!("parsers alone: {walked:?}, {} ns per packet", walked.as_nanos() / u128::from(packets.max(1)));
    println!("timeline: {read:?}, {} ns per event", read.as_nanos() / u128::from(events.max(1)));
    println!("ratio: {:.2}", read.as_secs_f64() / walked.as_secs_f64());
}

fn timed(run: impl FnOnce() -> u64) -> (Duration, u64) {
    let start = Instant::now();
    let count = run();
    (start.elapsed(), count)
}

/// The packets of a capture, many times: each time with other addresses, a minute later.
fn repeated(capture: &[u8], rounds: u32) -> Vec<u8> {
    let mut all = Vec::new();
    let read = packets(capture, &mut |packet| {
        all.push((packet.time, packet.bytes.to_vec()));
        ControlFlow::Continue(())
    });
    read.expect("the committed capture");
    let mut file = Vec::new();
    for word in [0xA1B2_C3D4_u32, 0x0004_0002, 0, 0, 65_535, 1] {
        file.extend(word.to_le_bytes());
    }
    for round in 0..rounds {
        for (time, bytes) in &all {
            let time = *time + Duration::from_secs(60) * round;
            let mut bytes = bytes.clone();
            let [_, _, a, b] = round.to_be_bytes();
            // The two bytes in the middle of both addresses.
            for at in [27, 31] {
                bytes[at] ^= a;
                bytes[at + 1] ^= b;
            }
            let seconds = u32::try_from(time.as_secs()).expect("before 2106");
            let length = u32::try_from(bytes.len()).expect("short packets");
            for word in [seconds, time.subsec_micros(), length, length] {
                file.extend(word.to_le_bytes());
            }
            file.extend(bytes);
        }
    }
    file
}

/// The parsers alone: every block of the file, and every layer of each packet.
fn walk(file: &[u8]) -> u64 {
    let mut reader = create_reader(256 << 10, file).expect("a capture");
    let (mut packets, mut bytes) = (0, 0);
    loop {
        match reader.next() {
            Ok((length, block)) => {
                if let pcap_parser::PcapBlockOwned::Legacy(packet) = &block {
                    packets += 1;
                    let sliced = SlicedPacket::from_ethernet(packet.data).expect("a packet");
                    bytes += sliced.ip_payload().map_or(0, |payload| payload.payload.len());
                }
                reader.consume(length);
            }
            Err(PcapError::Eof) => break,
            Err(PcapError::Incomplete(_)) => reader.refill().expect("more of the file"),
            Err(error) => panic!("{error:?}"),
        }
    }
    assert!(bytes > 0);
    packets
}

fn timeline(file: &[u8]) -> u64 {
    let options = TimelineOptions::default();
    let mut reader = TimelineReader::new(options);
    let mut events = 0;
    let mut count = |_| events += 1;
    let (_, end) = capture::read(file, &options.capture, &mut |carried| reader.carried(carried, &mut count));
    reader.finish(&mut count);
    end.expect("a whole capture");
    events
}
