//! The buffers of a writer.

use wbxml::{Error, ErrorKind, WriteHeader, WriteOptions, Writer};

const HEADER: WriteHeader<'static> = WriteHeader::numbered(1);
const DOCUMENT: &[u8] = b"\x03\x01\x6A\x00\x45\x03hi\0\x01";

fn options() -> WriteOptions {
    WriteOptions::default()
}

/// A program that keeps a writer needs no lifetime.
struct Greeting {
    writer: Writer,
}

impl Greeting {
    fn new() -> Self {
        Self { writer: Writer::new(&HEADER, options()) }
    }

    fn finish(mut self) -> Result<Vec<u8>, Error> {
        self.writer.leaf_text(0, 5, "hi");
        self.writer.finish()
    }
}

#[test]
fn a_writer_returns_its_buffer() {
    assert_eq!(Greeting::new().finish().unwrap(), DOCUMENT);
    let mut writer = Writer::append(b"kept".to_vec(), &HEADER, options());
    writer.leaf_text(0, 5, "hi");
    assert_eq!(writer.finish().unwrap(), [b"kept", DOCUMENT].concat());
}

#[test]
fn the_string_table_comes_after_the_header_in_any_buffer() {
    let write = |mut writer: Writer| {
        writer.start(0, 5);
        writer.leaf_text(0, 6, "twice or more");
        writer.leaf_text(0, 6, "twice or more");
        writer.end();
        writer.finish().unwrap()
    };
    let options = options().with_string_table(true);
    let expected = b"\x03\x01\x6A\x0Etwice or more\0\x45\x46\x83\x00\x01\x46\x83\x00\x01\x01".as_slice();
    assert_eq!(write(Writer::new(&HEADER, options)), expected);
    assert_eq!(write(Writer::append(b"kept".to_vec(), &HEADER, options)), [b"kept", expected].concat());
}

#[test]
fn a_buffer_is_used_again() {
    let buffer = Vec::with_capacity(1000);
    let mut writer = Writer::append(buffer, &HEADER, options());
    writer.leaf_text(0, 5, "hi");
    let buffer = writer.finish().unwrap();
    assert_eq!((buffer.as_slice(), buffer.capacity()), (DOCUMENT, 1000));
}

#[test]
fn the_buffer_comes_back_after_a_mistake_too() {
    let mut writer = Writer::append(b"kept".to_vec(), &HEADER, options());
    writer.start(0, 5);
    let mistake = writer.complete().unwrap_err();
    assert_eq!(*mistake.kind(), ErrorKind::OpenElements(1));
    assert_eq!(writer.complete().unwrap_err(), mistake);
    assert!(writer.take_buffer().starts_with(b"kept\x03\x01\x6A"));

    let mut writer = Writer::append(b"kept".to_vec(), &HEADER, options().with_string_table(true));
    writer.start_literal("own");
    writer.end();
    for _ in 0..2 {
        writer.complete().unwrap();
    }
    assert_eq!(writer.take_buffer(), b"kept\x03\x01\x6A\x04own\0\x04\x00");
    // Afterwards nothing panics.
    writer.start(0, 5);
    writer.attribute(0, 5);
    writer.text("x");
    writer.end();
    assert_eq!(writer.complete().unwrap_err().kind(), &ErrorKind::OutsideRoot);
}
