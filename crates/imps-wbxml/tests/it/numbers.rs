//! Numbers and dates that are read in one step are the values of the general way.

use imps_core::{DateTime, ReadOptions, Sink as _, Source as _, Tag, Value, Version, tag};
use imps_wbxml::{WbxmlSink, WbxmlSource, WriteOptions};

/// A source inside an element of CSP 1.2, before its content.
fn inside(element: Tag, content: &[u8]) -> WbxmlSource<'static> {
    let mut start = Vec::new();
    let mut sink = WbxmlSink::new(&mut start, Version::V1_2, &WriteOptions::default());
    sink.start(tag::WV_CSP_Message);
    sink.start(element);
    sink.text("?");
    sink.end(element);
    sink.end(tag::WV_CSP_Message);
    sink.finish().expect("a document");
    // The text, its token and terminator, and two ends give way to the content.
    start.truncate(start.len() - b"\x03?\0\x01\x01".len());
    let document = [&start, content, b"\x01\x01"].concat().leak();
    let mut source = WbxmlSource::new(document, &ReadOptions::default()).expect("a document");
    assert_eq!(source.child().unwrap(), Some(tag::WV_CSP_Message));
    assert_eq!(source.child().unwrap(), Some(element));
    source
}

#[test]
fn numbers_of_one_to_four_bytes() {
    for (content, number) in [
        (&b"\xC3\x01\x00"[..], 0),
        (b"\xC3\x01\xC8", 200),
        (b"\xC3\x02\x01\x90", 400),
        (b"\xC3\x02\x00\x07", 7),
        (b"\xC3\x04\xFF\xFF\xFF\xFF", u32::MAX),
    ] {
        let mut quick = inside(tag::Code, content);
        assert_eq!(quick.integer(), Some(number));
        assert_eq!(quick.child().unwrap(), None);
        let value = inside(tag::Code, content).value().unwrap();
        assert_eq!(value, Value::Integer(number));
    }
}

#[test]
fn what_is_no_quick_number_stays_unread() {
    for (element, content, value) in [
        (tag::Code, &b"\xC3\x00"[..], Value::Integer(0)),
        (tag::Code, b"\xC3\x05\x00\x00\x00\x00\x07", Value::Integer(7)),
        (tag::Code, b"\x03200\0", Value::from("200")),
        (tag::Description, b"\xC3\x01A", Value::from("A")),
        (tag::DateTime, b"\xC3\x01A", Value::from("")),
    ] {
        let mut source = inside(element, content);
        assert_eq!((source.integer(), source.date_time()), (None, None));
        match source.value() {
            Ok(found) => assert_eq!(found, value),
            Err(error) => assert_eq!((element, error.offset()), (tag::DateTime, Some(source.offset()))),
        }
    }
}

#[test]
fn dates_of_six_bytes() {
    let time: DateTime = "20010925T134013Z".parse().unwrap();
    let content = [&b"\xC3\x06"[..], &time.to_bytes()].concat();
    assert_eq!(inside(tag::DateTime, &content).date_time(), Some(time));
    assert_eq!(inside(tag::DateTime, &content).value().unwrap(), Value::DateTime(time));
    assert_eq!(inside(tag::Description, &content).date_time(), None);
}
