//! Bounds on what a document may cost.

use imps_core::{Bound, Document, ErrorKind, ReadOptions};

#[test]
fn strings_of_the_string_table_are_bounded() {
    // Ten references to a string of nine octets.
    let head = b"\x03\x11\x6A\x0Aabcdefghi\0\xC9\x08\x031.2\0\x01\x6D\x6E\x6F".as_slice();
    let octets = [head, &b"\x83\x00".repeat(10), b"\x01\x01\x01\x01"].concat();
    let read = |limit| {
        let mut options = ReadOptions::default();
        options.limits.string_table_octets = limit;
        imps_wbxml::from_slice_with::<Document>(&octets, &options).map(|_| ())
    };
    read(100).unwrap();
    let error = read(50).unwrap_err();
    let bound = Bound::StringTableOctets;
    assert!(
        matches!(error.kind(), ErrorKind::OverLimit { bound: found, limit: 50 } if *found == bound),
        "{error}"
    );
}

#[test]
fn no_depth_is_more_than_a_stack_holds() {
    let mut options = ReadOptions::default();
    options.limits.depth = u32::MAX;
    let read = |levels: usize| {
        let head = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01".as_slice();
        let octets = [head, &vec![0x7F; levels - 1], &vec![0x01; levels]].concat();
        imps_wbxml::from_slice_with::<Document>(&octets, &options).map(|_| ())
    };
    read(500).unwrap();
    assert!(matches!(read(501).unwrap_err().kind(), ErrorKind::TooDeep { limit: 500 }));
}
