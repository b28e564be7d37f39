//! The timeline of a capture, against the parsers of packets alone.

use crate::Table;
use etherparse::SlicedPacket;
use imps_inspect::capture::{self, packets};
use imps_inspect::timeline::{TimelineOptions, TimelineReader};
use pcap_parser::{PcapBlockOwned, PcapError, create_reader};
use std::hint::black_box;
use std::ops::ControlFlow;
use std::sync::LazyLock;
use std::time::Duration;

/// The committed capture, 100 times: long enough that the buffers do not count.
static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../testdata/captures/conversation.pcapng");
    repeated(&std::fs::read(path).expect("the committed capture"), 100)
});

/// The table of this topic.
pub fn tables(_: bool) -> Vec<Table> {
    let bytes = FILE.len();
    let table = Table::new("capture", "conversation")
        .row("packet parsers", bytes, || walk(&FILE))
        .row("timeline", bytes, || timeline(&FILE))
        .bar("packet parsers", 4.0);
    vec![table]
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
fn walk(file: &[u8]) {
    let mut reader = create_reader(256 << 10, file).expect("a capture");
    let mut bytes = 0;
    loop {
        match reader.next() {
            Ok((length, block)) => {
                if let PcapBlockOwned::Legacy(packet) = &block {
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
    black_box(bytes);
}

/// Every event, as it leaves the reader.
fn timeline(file: &[u8]) {
    let options = TimelineOptions::default();
    let mut reader = TimelineReader::new(options);
    let mut take = |event| drop(black_box(event));
    let (_, end) = capture::read(file, &options.capture, &mut |carried| reader.carried(carried, &mut take));
    reader.finish(&mut take);
    end.expect("a whole capture");
}
