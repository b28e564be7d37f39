//! Time against size: a presence notification of 10 to 100,000 users.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use imps_benches::presence_notification;
use oma_imps::{ConvertOptions, convert_to};

fn scaling(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("scaling");
    group.sample_size(10);
    for users in [10, 100, 1_000, 10_000, 100_000] {
        let pair = presence_notification(users);
        for (name, document) in [("wbxml to xml", &pair.wbxml[..]), ("xml to wbxml", pair.xml.as_bytes())] {
            group.throughput(Throughput::Bytes(document.len() as u64));
            let mut out = Vec::new();
            group.bench_with_input(BenchmarkId::new(name, users), document, |bencher, document| {
                bencher.iter(|| {
                    out.clear();
                    convert_to(document, &mut out, &ConvertOptions::default()).expect("a valid document");
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, scaling);
criterion_main!(benches);
