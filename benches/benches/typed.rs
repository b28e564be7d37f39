//! Typed messages in binary XML, against prost with `String` fields on the same content.

use criterion::{Criterion, criterion_group};
use imps_benches::{Ratios, presence_notification, protobuf, send_message_request};
use imps_wbxml::WriteOptions;
use oma_imps::csp::Message;
use prost::Message as _;
use std::hint::black_box;

/// A message in both forms.
struct Case {
    name: &'static str,
    wbxml: Vec<u8>,
    protobuf: protobuf::Envelope,
}

fn cases() -> [Case; 2] {
    let send = send_message_request();
    [
        Case {
            name: "SendMessage-Request",
            wbxml: send.wbxml,
            protobuf: protobuf::send_message("Grüße & Küsse: 1 < 2 > 0, \"quoted\", 日本語, 😀"),
        },
        Case {
            name: "PresenceNotification-Request, 50 users",
            wbxml: presence_notification(50).wbxml,
            protobuf: protobuf::presence_notification(50),
        },
    ]
}

fn decode(octets: &[u8]) -> Message<'_> {
    imps_wbxml::from_slice(octets).expect("a valid document")
}

fn encode(message: &Message<'_>, out: &mut Vec<u8>) {
    out.clear();
    imps_wbxml::encode_to(message, out, &WriteOptions::default()).expect("a valid message");
}

fn typed(criterion: &mut Criterion) {
    for case in cases() {
        let mut group = criterion.benchmark_group(case.name);
        let message = decode(&case.wbxml);
        let protobuf = case.protobuf.encode_to_vec();
        let mut out = Vec::new();
        group.bench_function("wbxml decode", |bencher| bencher.iter(|| decode(&case.wbxml)));
        group.bench_function("prost decode", |bencher| {
            bencher.iter(|| protobuf::Envelope::decode(&protobuf[..]).expect("a valid document"));
        });
        group.bench_function("wbxml encode", |bencher| bencher.iter(|| encode(&message, &mut out)));
        group.bench_function("prost encode", |bencher| {
            bencher.iter(|| {
                out.clear();
                case.protobuf.encode(&mut out).expect("room");
            });
        });
        group.finish();
    }
}

fn ratios() {
    for case in cases() {
        let message = decode(&case.wbxml);
        let protobuf = case.protobuf.encode_to_vec();
        println!(
            "\n{}: {} octets of binary XML, {} of protobuf",
            case.name,
            case.wbxml.len(),
            protobuf.len()
        );
        Ratios::new("decode")
            .with("prost decode, String fields", None, || {
                black_box(protobuf::Envelope::decode(&protobuf[..]).expect("a valid document"));
            })
            .with("wbxml decode, borrowed", Some(1.0), || {
                black_box(decode(&case.wbxml));
            })
            .with("wbxml decode, owned", None, || {
                black_box(decode(&case.wbxml).into_owned());
            })
            .print();
        let (mut prost_out, mut out) = (Vec::new(), Vec::new());
        Ratios::new("encode into a reused buffer")
            .with("prost encode", None, || {
                prost_out.clear();
                case.protobuf.encode(&mut prost_out).expect("room");
                black_box(&prost_out);
            })
            .with("wbxml encode", Some(1.0), || {
                encode(&message, &mut out);
                black_box(&out);
            })
            .print();
    }
}

criterion_group!(benches, typed);

fn main() {
    benches();
    Criterion::default().configure_from_args().final_summary();
    ratios();
}
