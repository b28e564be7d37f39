//! Conversion without a model, against quick-xml's bare scan of the same documents.

use criterion::{Criterion, Throughput, criterion_group};
use imps_benches::{Pair, Ratios, presence_notification, scan, testdata};
use oma_imps::{ConvertOptions, convert_to};
use std::hint::black_box;

fn scan_all(pairs: &[Pair]) {
    for pair in pairs {
        black_box(scan(&pair.xml));
    }
}

fn to_xml(pairs: &[Pair], out: &mut Vec<u8>) {
    for pair in pairs {
        out.clear();
        convert_to(&pair.wbxml, out, &ConvertOptions::default()).expect("a valid document");
        black_box(&out);
    }
}

fn to_wbxml(pairs: &[Pair], out: &mut Vec<u8>) {
    for pair in pairs {
        out.clear();
        convert_to(pair.xml.as_bytes(), out, &ConvertOptions::default()).expect("a valid document");
        black_box(&out);
    }
}

fn transcode(criterion: &mut Criterion) {
    let corpora = [("testdata", testdata()), ("presence of 50 users", vec![presence_notification(50)])];
    for (name, pairs) in &corpora {
        let mut group = criterion.benchmark_group(*name);
        let mut out = Vec::new();
        let octets =
            |length: fn(&Pair) -> usize| Throughput::Bytes(pairs.iter().map(length).sum::<usize>() as u64);
        group.throughput(octets(|pair| pair.xml.len()));
        group.bench_function("scan of the xml", |bencher| bencher.iter(|| scan_all(pairs)));
        group.bench_function("xml to wbxml", |bencher| bencher.iter(|| to_wbxml(pairs, &mut out)));
        group.throughput(octets(|pair| pair.wbxml.len()));
        group.bench_function("wbxml to xml", |bencher| bencher.iter(|| to_xml(pairs, &mut out)));
        group.finish();
    }
}

fn ratios() {
    for (title, pairs) in [
        ("testdata, all messages of three versions", testdata()),
        ("presence notification of 50 users", vec![presence_notification(50)]),
    ] {
        let (mut xml, mut wbxml) = (Vec::new(), Vec::new());
        Ratios::new(title)
            .with("quick-xml scan of the xml", None, || scan_all(&pairs))
            .with("wbxml to xml", Some(0.6), || to_xml(&pairs, &mut xml))
            .with("xml to wbxml", Some(1.7), || to_wbxml(&pairs, &mut wbxml))
            .print();
    }
}

criterion_group!(benches, transcode);

fn main() {
    benches();
    Criterion::default().configure_from_args().final_summary();
    ratios();
}
