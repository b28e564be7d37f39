//! Captures, and streams of TCP.

use imps_inspect::capture::{Assembler, CaptureLimits, Carried, Content, Direction, Packet, is_packets};
use imps_inspect::timeline::{EventKind, Timeline, TimelineOptions};
use std::time::Duration;

/// The number of raw IP in the registry of link types.
const RAW: i32 = 101;

/// Returns whether the bytes are a capture with an event, or a document with a message.
pub(crate) fn run(data: &[u8]) -> bool {
    let options = TimelineOptions::default().with_bodies(true).with_validate(true);
    if is_packets(data) || data.trim_ascii_start().starts_with(b"{") {
        let timeline = Timeline::read(data, &options);
        check(&timeline);
        // Everything before a cut stays.
        let cut = Timeline::read(&data[..data.len() / 2], &options);
        check(&cut);
        assert!(cut.tally.packets <= timeline.tally.packets.max(1));
        return !timeline.events.is_empty();
    }
    let is_http = data.starts_with(b"POST ") || data.starts_with(b"HTTP/1.");
    let head = format!("POST / HTTP/1.1\r\nContent-Length: {}\r\n\r\n", data.len());
    let stream = if is_http { data.to_vec() } else { [head.as_bytes(), data].concat() };
    let seed = data.iter().fold(7_u32, |seed, byte| seed.wrapping_mul(31).wrapping_add(u32::from(*byte)));
    let size = (stream.len() / 30).max(1 + usize::try_from(seed % 97).unwrap_or(0));
    let straight = carried(&stream, size, |count| (0..count).collect());
    let mixed = carried(&stream, size, |count| mixed(count, seed));
    assert_eq!(straight, mixed, "the order of the segments makes a difference");
    let mut reader = imps_inspect::timeline::TimelineReader::new(options);
    let mut messages = 0;
    let mut count = |event: imps_inspect::timeline::Event| {
        assert!(!event.problems.iter().any(|problem| problem.contains(['\n', '\r'])), "{event:?}");
        messages += usize::from(event.kind == EventKind::Message);
    };
    for carried in packets_of(&stream, size, &(0..stream.len().div_ceil(size)).collect::<Vec<_>>()) {
        reader.carried(carried, &mut count);
    }
    reader.finish(&mut count);
    messages > 0
}

fn check(timeline: &Timeline) {
    for (event, number) in timeline.events.iter().zip(1..) {
        assert_eq!(event.number, number);
        let problems = event.problems.iter().chain(&event.findings);
        assert!(!problems.into_iter().any(|text| text.contains(['\n', '\r'])), "{event:?}");
    }
}

/// All segments, some of them twice, in an order of the seed.
fn mixed(count: usize, seed: u32) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).chain((0..count).step_by(3)).collect();
    let mut state = seed;
    for last in (1..order.len()).rev() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        order.swap(last, usize::try_from(state >> 8).unwrap_or(0) % (last + 1));
    }
    order
}

/// The content of a stream, without its packets and times.
fn carried(
    stream: &[u8],
    size: usize,
    order: impl FnOnce(usize) -> Vec<usize>,
) -> Vec<(Direction, Content<'static>)> {
    let order = order(stream.len().div_ceil(size));
    packets_of(stream, size, &order).into_iter().map(|carried| (carried.direction, carried.content)).collect()
}

fn packets_of(stream: &[u8], size: usize, order: &[usize]) -> Vec<Carried<'static>> {
    let first = u32::MAX - 40;
    let mut assembler = Assembler::new(CaptureLimits::default());
    let (mut all, mut number) = (Vec::new(), 0);
    let mut send = |sequence: u32, flags: u8, payload: &[u8]| {
        number += 1;
        let bytes = segment(sequence, flags, payload);
        let packet = Packet::new(number, Duration::from_millis(number), RAW, &bytes);
        assembler.packet(packet, &mut |carried| all.push(carried.into_owned()));
    };
    send(first.wrapping_sub(1), 0x02, b"");
    for index in order {
        let start = index * size;
        let part = &stream[start..stream.len().min(start + size)];
        send(first.wrapping_add(u32::try_from(start).unwrap_or(0)), 0x10, part);
    }
    send(first.wrapping_add(u32::try_from(stream.len()).unwrap_or(0)), 0x11, b"");
    assembler.finish(&mut |carried| all.push(carried.into_owned()));
    all
}

/// A segment of TCP in IPv4, without checksums, which nobody compares.
fn segment(sequence: u32, flags: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(40 + payload.len()).unwrap_or(u16::MAX).to_be_bytes();
    let mut packet =
        vec![0x45, 0, length[0], length[1], 0, 1, 0x40, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2];
    packet.extend([0x9C, 0x40, 0, 80]);
    packet.extend(sequence.to_be_bytes());
    packet.extend([0, 0, 0, 1, 0x50, flags, 0xFF, 0xFF, 0, 0, 0, 0]);
    packet.extend(payload);
    packet
}
