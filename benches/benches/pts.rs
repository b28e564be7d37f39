//! Typed messages in the plain-text syntax, against binary XML on the same content.

use criterion::{Criterion, criterion_group};
use imps_benches::{Ratios, presence_notification};
use oma_imps::csp::Message;
use oma_imps::{ConvertOptions, Syntax, convert, pts, wbxml};
use std::hint::black_box;

/// The bar: at most twice the time of binary XML.
const BAR: f64 = 2.0;

/// A message in both syntaxes.
struct Case {
    name: &'static str,
    pts: String,
    wbxml: Vec<u8>,
}

impl Case {
    fn new(name: &'static str, pts: String) -> Self {
        let wbxml = convert(pts.as_bytes(), &ConvertOptions::default().with_to(Syntax::Wbxml));
        Self { name, wbxml: wbxml.expect("a valid message"), pts }
    }
}

fn cases() -> [Case; 2] {
    const LOGIN: &str =
        "WV12LR1 CI=WV:Client-1.0@example.org TL=605 SC=ck77 PW=\"s3 cret\" UI=wv:nora@im.example.org";
    let notification = presence_notification(20).wbxml;
    let message: Message<'_> = wbxml::from_slice(&notification).expect("a valid document");
    let options = pts::WriteOptions::default().with_transaction_id(77);
    let (notification, _) = pts::to_string_with(&message, &options).expect("a message with a mapping");
    [
        Case::new("Login-Request", LOGIN.into()),
        Case::new("PresenceNotification-Request, 20 users", notification),
    ]
}

fn decode(message: &str) -> Message<'_> {
    pts::from_str(message).expect("a valid message")
}

fn encode(message: &Message<'_>, out: &mut Vec<u8>) {
    out.clear();
    pts::encode_to(message, out, &pts::WriteOptions::default()).expect("a message with a mapping");
}

fn typed(criterion: &mut Criterion) {
    for case in cases() {
        let mut group = criterion.benchmark_group(case.name);
        let message = decode(&case.pts);
        let mut out = Vec::new();
        group.throughput(criterion::Throughput::Bytes(case.pts.len() as u64));
        group.bench_function("pts decode", |bencher| bencher.iter(|| decode(&case.pts)));
        group.bench_function("pts encode", |bencher| bencher.iter(|| encode(&message, &mut out)));
        group.finish();
    }
}

fn ratios() {
    for case in cases() {
        let message = decode(&case.pts);
        println!("\n{}: {} octets of pts, {} of binary XML", case.name, case.pts.len(), case.wbxml.len());
        Ratios::new("decode")
            .with("wbxml decode", None, || {
                black_box(wbxml::from_slice::<Message<'_>>(&case.wbxml).expect("a valid document"));
            })
            .with("pts decode", Some(BAR), || {
                black_box(decode(&case.pts));
            })
            .print();
        let (mut wbxml_out, mut out) = (Vec::new(), Vec::new());
        Ratios::new("encode into a reused buffer")
            .with("wbxml encode", None, || {
                wbxml_out.clear();
                wbxml::encode_to(&message, &mut wbxml_out, &wbxml::WriteOptions::default())
                    .expect("a valid message");
                black_box(&wbxml_out);
            })
            .with("pts encode", Some(BAR), || {
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
