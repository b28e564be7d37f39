//! What conversion and reading allocate: nothing for an element, whatever the size of the document.

use imps_benches::{Pair, presence_notification};
use oma_imps::{ConvertOptions, convert_to};

/// The number of allocations and the most octets held at a time, with an output buffer that is large enough.
fn cost(input: &[u8]) -> (u64, u64) {
    let mut out = Vec::with_capacity(16 * input.len());
    let info = allocation_counter::measure(|| {
        convert_to(input, &mut out, &ConvertOptions::default()).expect("a valid document");
    });
    assert!(!out.is_empty());
    (info.count_total, info.bytes_max)
}

fn of_sizes(input: fn(&Pair) -> &[u8]) -> [(u64, u64); 2] {
    [10, 2000].map(|users| cost(input(&presence_notification(users))))
}

#[test]
fn conversion_to_xml_allocates_nothing_per_element() {
    let [small, large] = of_sizes(|pair| &pair.wbxml);
    assert_eq!(small, large);
}

#[test]
fn conversion_to_wbxml_allocates_nothing_per_element() {
    let [small, large] = of_sizes(|pair| pair.xml.as_bytes());
    assert_eq!(small, large);
}

#[test]
fn the_counter_counts() {
    let info = allocation_counter::measure(|| drop(std::hint::black_box(vec![0_u8; 100])));
    assert_eq!((info.count_total, info.bytes_max), (1, 100));
}
