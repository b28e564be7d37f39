//! Allocations of conversion and reading: nothing for an element, whatever the size of the document.

use imps_benches::messages::Which;
use imps_benches::{Pair, Sample, presence_notification, topics};
use oma_imps::csp::Message;
use oma_imps::{Input, WriteOptions, wbxml, xml};

/// The number of allocations and the most bytes held at a time, with an output buffer that is large enough.
fn cost(input: &[u8]) -> (u64, u64) {
    let mut out = Vec::with_capacity(16 * input.len());
    let info = allocation_counter::measure(|| {
        let input = Input::new(input).expect("a valid document");
        input.write(input.other_syntax(), &mut out, &WriteOptions::default()).expect("a valid document");
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

/// The allocations of decoding, and the bar: one for each list or box, and one for the message.
fn decoding(which: Which) -> (u64, u64) {
    let sample = Sample::new(which);
    let info = allocation_counter::measure(|| {
        drop(std::hint::black_box(wbxml::from_slice::<Message<'_>>(&sample.wbxml).expect("valid")));
    });
    (info.count_total, which.lists_and_boxes() + 1)
}

#[test]
fn the_pull_scan_allocates_nothing() {
    for which in Which::ALL {
        let sample = Sample::new(which);
        let info = allocation_counter::measure(|| {
            std::hint::black_box(topics::wbxml::scan(&sample.wbxml));
        });
        assert_eq!(info.count_total, 0, "{}", sample.name);
    }
}

#[test]
fn decoding_allocates_once_per_list_and_box() {
    for which in Which::ALL {
        let (allocations, bar) = decoding(which);
        assert!(allocations <= bar, "{}: {allocations} > {bar}", which.name());
    }
}

#[test]
fn encoding_into_a_large_buffer_allocates_nothing() {
    for which in Which::ALL {
        let sample = Sample::new(which);
        let mut out = Vec::with_capacity(2 * sample.xml.len());
        let info = allocation_counter::measure(|| {
            wbxml::write(&sample.message, &mut out, &wbxml::WriteOptions::default()).expect("valid");
        });
        assert_eq!(info.count_total, 0, "{} in binary XML", sample.name);
        out.clear();
        // Bytes become base64 on the way.
        if which == Which::NewMessage {
            continue;
        }
        let info = allocation_counter::measure(|| {
            xml::write(&sample.message, &mut out, &xml::WriteOptions::default()).expect("valid");
        });
        assert_eq!(info.count_total, 0, "{} in XML", sample.name);
    }
}
