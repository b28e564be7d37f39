//! Inputs that are made to cost much.

use flate2::Compression;
use flate2::write::GzEncoder;
use imps_inspect::unwrap;
use std::io::Write as _;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Unwraps an input, and checks that the documents are no larger than the limits.
#[track_caller]
fn check(name: &str, input: &[u8]) {
    let found = unwrap(input);
    let total: usize = found.iter().map(|document| document.bytes.len()).sum();
    assert!(total <= input.len() * 4 + (32 << 20), "{name}: {total} bytes");
}

#[test]
fn bombs_stay_packed() {
    let zeros = vec![0; 8 << 20];
    let bomb = gzip(&zeros);
    assert_eq!(unwrap(&bomb).documents[0].bytes, bomb);
    let nested = (0..10).fold(bomb, |inner, _| gzip(&inner));
    check("gzip in gzip", &nested);
    let head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
    check("gzip in http", &[head.as_slice(), &gzip(&zeros)].concat());
    // A few lines represent gigabytes.
    let folded = "00000000  3c 61 3e 20 20 20 20 20  20 20 20 20 20 20 20 20\n*\n";
    check("a folded dump", format!("{folded}ffffffff  3c 2f 61 3e\n").as_bytes());
    assert!(unwrap(format!("{folded}ffffffff\n").as_bytes()).documents[0].wrappings.is_empty());
}

#[test]
fn sizes_that_are_too_large_are_only_numbers() {
    for text in [
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n<a/>",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-4\r\n<a/>",
        "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\n<a/>",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n<a/>",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n<a/>",
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 400\r\n\r\n<a/>",
    ] {
        let found = unwrap(text.as_bytes());
        assert!(found.documents[0].bytes.ends_with(b"<a/>"), "{text}: {found:?}");
    }
}

#[test]
fn much_of_everything_stays_within_the_limits() {
    let layers = (0..40).fold(b"\x03\x11\x6A\x00\x2D".to_vec(), |inner, _| {
        [b"HTTP/1.1 200 OK\r\n\r\n", inner.as_slice()].concat()
    });
    check("heads in heads", &layers);
    for (name, piece) in [
        ("heads", "HTTP/1.1 200 OK\r\n\r\n"),
        ("requests without a head", "POST / HTTP/1.1"),
        ("chunks", "1\r\na\r\n"),
        ("boundaries", "--a\r\n"),
        ("quotes", "\"'`"),
        ("backslashes", "\\"),
        ("escapes", "\\x03"),
        ("escapes and line ends", "\\x03\\x11\\x6a\\x00\\x2d\n"),
        ("numbers", "3,17,106,0,45,"),
        ("comments", "/*"),
        ("digits", "03116a002d "),
        ("offsets", "00000000 03 11 6a 00 2d\n"),
        ("base64", "AxFqAC0AxFqAC0=="),
        ("percents", "%03%11j%00-"),
        ("quoted", "=03=11j=00-"),
        ("declarations", "<?xml version='1.0'?>"),
        ("open elements", "<WV-CSP-Message>"),
        ("elements in lines", "<WV-CSP-Message>\n"),
        ("json", "{\"WV-CSP-Message\":"),
        ("brackets", "["),
        ("references", "&lt;WV-CSP-Message&gt;"),
        ("armour", "-----BEGIN A-----\nAxFqAC0=\n"),
        ("blanks", " "),
        ("zeros", "\0"),
        ("plain text", "WV12LR1 "),
        ("separators", ": | ] - "),
    ] {
        check(name, piece.repeat((200 << 10) / piece.len()).as_bytes());
    }
}
