//! Bounds on the cost of a document.

use imps_core::{Document, ErrorKind, LimitKind, ReadOptions};

#[test]
fn strings_of_the_string_table_are_bounded() {
    // Ten references to a string of nine bytes.
    let head = b"\x03\x11\x6A\x0Aabcdefghi\0\xC9\x08\x031.2\0\x01\x6D\x6E\x6F".as_slice();
    let bytes = [head, &b"\x83\x00".repeat(10), b"\x01\x01\x01\x01"].concat();
    let read = |limit| {
        let mut options = ReadOptions::default();
        options.limits.string_table_bytes = limit;
        imps_wbxml::from_slice_with::<Document>(&bytes, &options).map(|_| ())
    };
    read(100).unwrap();
    let error = read(50).unwrap_err();
    let bound = LimitKind::StringTableBytes;
    assert!(
        matches!(error.kind(), ErrorKind::OverLimit { bound: found, limit: 50 } if *found == bound),
        "{error}"
    );
}

#[test]
fn strings_of_the_string_table_are_bounded_by_the_length_of_the_document() {
    // References to a string of 512 bytes, in a session id.
    let document = |references: usize, padding: usize| {
        let head =
            [&b"\x03\x11\x6A\x84\x01"[..], &[b'x'; 512], b"\0\xC9\x08\x031.2\0\x01\x6D\x6E\x6F\x03"].concat();
        let padding = vec![b'y'; padding];
        [&head, &padding[..], b"\0", &b"\x83\x00".repeat(references), b"\x01\x01\x01\x01"].concat()
    };
    let read = |bytes: &[u8], expansion: usize| {
        let options = ReadOptions::default();
        let options = options.with_limits(options.limits.with_string_table_expansion(expansion));
        imps_wbxml::from_slice_with::<Document>(bytes, &options).map(drop)
    };
    // 256 times 512 bytes are 64 times 2048, and 128 times 1024.
    let short = document(256, 0).len();
    let exact = document(256, 2048 - short);
    read(&exact, 64).unwrap();
    for (bytes, expansion, limit) in
        [(&exact, 63, 63 * 2048), (&document(256, 2047 - short), 64, 64 * 2047), (&exact, 0, 64 << 10)]
    {
        let error = read(bytes, expansion).unwrap_err();
        let expected = LimitKind::StringTableBytes;
        assert!(
            matches!(error.kind(), ErrorKind::OverLimit { bound, limit: found } if *bound == expected && *found == limit),
            "{error}"
        );
    }
    read(&document(128, 0), 0).unwrap();
}

#[test]
fn no_depth_is_more_than_a_stack_holds() {
    let mut options = ReadOptions::default();
    options.limits.depth = u32::MAX;
    let read = |levels: usize| {
        let head = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01".as_slice();
        let bytes = [head, &vec![0x7F; levels - 1], &vec![0x01; levels]].concat();
        imps_wbxml::from_slice_with::<Document>(&bytes, &options).map(|_| ())
    };
    read(500).unwrap();
    assert!(matches!(read(501).unwrap_err().kind(), ErrorKind::TooDeep { limit: 500 }));
}
