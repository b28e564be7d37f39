//! Bounds on what a document may cost.

use imps_core::{Document, ErrorKind, ReadOptions};

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
    let ErrorKind::Syntax(source) = error.kind() else { panic!("{error}") };
    assert_eq!(source.to_string(), "string-table references exceed the limit of 50 octets");
}
