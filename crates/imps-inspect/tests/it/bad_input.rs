//! Captures that are cut, damaged, or made to deceive.

use crate::conversation::{path, request, wbxml};
use crate::maker::{Maker, address, post};
use crate::streams::carried;
use imps_inspect::capture::{CaptureError, CaptureLimits, Carried, Content, Problem, is_capture, read};
use imps_inspect::timeline::{EventKind, Timeline, TimelineOptions};
use std::fs;
use std::io::Write as _;

fn timeline(file: &[u8]) -> Timeline {
    Timeline::read(file, &TimelineOptions::default().with_bodies(true))
}

/// A transaction is a byte in the document, and hundreds of bytes in the reader.
#[test]
fn a_message_of_many_transactions_is_unreadable() {
    let message = |transactions: usize| {
        wbxml(&format!(
            "<WV-CSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\"><Session>{}</Session></WV-CSP-Message>",
            "<Transaction/>".repeat(transactions)
        ))
    };
    for (transactions, kind) in [(4096, EventKind::Message), (4097, EventKind::Unreadable)] {
        let mut maker = Maker::default();
        let mut tcp = maker.tcp(address(11, 40_000), address(1, 80), [1, 1]);
        maker.send(&mut tcp, 0, &post("application/vnd.wv.csp.wbxml", &message(transactions)), 1400);
        let timeline = Timeline::read(&maker.pcapng()[..], &TimelineOptions::default());
        assert_eq!(timeline.events[0].kind, kind, "{:?}", timeline.events[0]);
    }
}

#[test]
fn a_capture_cut_anywhere_shows_what_came_before() {
    let whole = fs::read(path()).unwrap();
    let all = timeline(&whole).events;
    for length in (0..whole.len()).step_by(97).chain(whole.len() - 20..whole.len()) {
        let cut = timeline(&whole[..length]);
        // A cut between two packets is no fault.
        if let Some(fault) = &cut.fault {
            assert!(
                matches!(fault, CaptureError::Cut(_))
                    || length < 28 && matches!(fault, CaptureError::NotACapture),
                "{length}: {fault}"
            );
        }
        let whole_messages = cut.events.iter().filter(|event| event.kind == EventKind::Message);
        for event in whole_messages {
            let same = all.iter().find(|other| other.number == event.number).unwrap();
            assert_eq!((&event.body, event.time), (&same.body, same.time), "{length}");
        }
    }
}

#[test]
fn damaged_bytes_never_panic() {
    let whole = fs::read(path()).unwrap();
    for (at, change) in (0..whole.len()).step_by(53).zip([0x01, 0x80, 0xFF].into_iter().cycle()) {
        let mut damaged = whole.clone();
        damaged[at] ^= change;
        let timeline = timeline(&damaged);
        assert!(timeline.events.iter().all(|event| !event.meaning().contains('\n')), "{at}");
    }
}

/// Returns what a stream from the client carries.
fn stream(bytes: &[u8]) -> Vec<Carried<'static>> {
    let mut maker = Maker::default();
    let mut tcp = maker.tcp(address(11, 40_000), address(1, 80), [1, 1]);
    maker.send(&mut tcp, 0, bytes, 1400);
    maker.close(&mut tcp);
    carried(&maker.pcapng()).0
}

/// The hidden request must not be taken for a message of its own, nor for a part of another.
#[test]
fn tricks_with_lengths_end_the_stream() {
    let hidden = "POST /hidden HTTP/1.1\r\nContent-Length: 0\r\n\r\n";
    for head in [
        "Content-Length: 4\r\nContent-Length: 60",
        "Content-Length: +4",
        "Content-Length: 4, 5",
        "Content-Length: 0x4",
        "Content-Length:",
        "Content-Length : 4",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: \u{b}chunked",
        "X: a\r\n Transfer-Encoding: chunked",
    ] {
        let all = stream(format!("POST / HTTP/1.1\r\n{head}\r\n\r\nabcd{hidden}").as_bytes());
        let problems: Vec<_> = all
            .iter()
            .map(|carried| match &carried.content {
                Content::Problem(problem) => problem.clone(),
                other => panic!("{head}: {other:?}"),
            })
            .collect();
        assert!(matches!(&problems[..], [Problem::Lengths(_) | Problem::Head(_)]), "{head}: {problems:?}");
    }
}

#[test]
fn chunks_beside_a_length_count_and_are_told() {
    let text =
        "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n";
    let all = stream(text.as_bytes());
    let Content::Body(body) = &all[0].content else { panic!("{all:?}") };
    assert_eq!((&*body.bytes, &*body.problems), (&b"abcd"[..], &[Problem::LengthBesideChunks][..]));
}

#[test]
fn chunk_sizes_that_are_none_end_the_stream() {
    for chunk in ["zz", "-4", "+4", "4 4", "", "11111111111111111", "0x4"] {
        let text = format!(
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}\r\nabcd\r\nPOST / HTTP/1.1\r\n\r\n"
        );
        let all = stream(text.as_bytes());
        assert_eq!(all.len(), 1, "{chunk}: {all:?}");
        let Content::Body(body) = &all[0].content else { panic!("{chunk}: {all:?}") };
        assert!(matches!(body.problems[..], [Problem::Chunk(_), Problem::CutBody(None)]), "{chunk}");
    }
    // Sixteen digits are a size, which the bytes do not reach.
    let all = stream(b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\nabcd");
    let Content::Body(body) = &all[0].content else { panic!("{all:?}") };
    assert_eq!(*body.bytes, *b"abcd");
}

#[test]
fn long_heads_and_bodies_are_bounded() {
    let long = "x".repeat(70_000);
    let all = stream(format!("POST / HTTP/1.1\r\nX: {long}\r\n\r\n").as_bytes());
    assert!(matches!(&all[..], [Carried { content: Content::Problem(Problem::HeadTooLong(_)), .. }]));

    let mut maker = Maker::default();
    let mut tcp = maker.tcp(address(11, 40_000), address(1, 80), [1, 1]);
    maker.send(&mut tcp, 0, &post("text/plain", &[b'x'; 5000]), 1400);
    maker.send(&mut tcp, 0, &post("text/plain", b"next"), 1400);
    let mut all = Vec::new();
    let limits = CaptureLimits::default().with_body_bytes(1000);
    let (_, end) = read(&maker.pcapng()[..], &limits, &mut |carried| all.push(carried.into_owned()));
    end.unwrap();
    let bodies: Vec<_> = all
        .iter()
        .map(|carried| if let Content::Body(body) = &carried.content { body } else { panic!("{carried:?}") })
        .collect();
    assert_eq!(bodies[0].problems, [Problem::BodyTooLong { length: 5000, limit: 1000 }]);
    assert_eq!((bodies[0].bytes.len(), &*bodies[1].bytes), (1000, &b"next"[..]));
}

#[test]
fn compressed_bombs_are_bounded() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..100 {
        encoder.write_all(&vec![0; 1 << 20]).unwrap();
    }
    let bomb = encoder.finish().unwrap();
    let head = |coding: &str| {
        let length = bomb.len();
        format!("POST / HTTP/1.1\r\nContent-Encoding: {coding}\r\nContent-Length: {length}\r\n\r\n")
            .into_bytes()
    };
    for (coding, limit) in [("gzip", 4 << 20), ("gzip, gzip", 4 << 20)] {
        let all = stream(&[&head(coding)[..], &bomb].concat());
        let Content::Body(body) = &all[0].content else { panic!("{all:?}") };
        assert!(
            body.bytes.len() <= limit && body.problems.iter().any(Problem::is_cut),
            "{:?}",
            body.problems
        );
    }
    let many = "gzip,".repeat(1000);
    let all = stream(&[&head(&many)[..], &bomb].concat());
    let Content::Body(body) = &all[0].content else { panic!("{all:?}") };
    assert!(matches!(body.problems[..], [Problem::UnknownCoding(_)]));
}

#[test]
fn documents_that_cannot_be_read_have_their_line_with_the_reason() {
    let whole = request("s", "1", "<KeepAlive-Request/>");
    let wbxml = "application/vnd.wv.csp.wbxml";
    let cases = [
        (post(wbxml, &whole[..whole.len() - 4]), EventKind::Unreadable, "ends too early"),
        (post(wbxml, b"\x03\x11\x6A\x00\xC9garbage"), EventKind::Unreadable, ""),
        (post("application/vnd.wv.csp.xml", b"<html/>"), EventKind::Unreadable, "html"),
        (post("text/html", b"<html></html>"), EventKind::Unknown, "text/html, 13 bytes"),
        (post("image/png", b"\x89PNG\r\n\x1A\n"), EventKind::Unknown, "image/png, 8 bytes"),
    ];
    for (bytes, kind, reason) in cases {
        let mut maker = Maker::default();
        let mut tcp = maker.tcp(address(11, 40_000), address(1, 80), [1, 1]);
        maker.send(&mut tcp, 0, &bytes, 1400);
        let events = timeline(&maker.pcapng()).events;
        assert_eq!(events.len(), 1, "{events:?}");
        assert_eq!(events[0].kind, kind, "{reason}");
        assert!(events[0].meaning().contains(reason), "{}", events[0].meaning());
    }
}

#[test]
fn other_files_are_no_captures() {
    for file in
        [&b""[..], b"\x03\x11\x6A", b"{}", b"{\"log\":1}", b"\x1F\x8B\x08", b"\xD4\xC3\xB2\xA1", b"\n\r\r\n"]
    {
        let fault = timeline(file).fault.unwrap_or_else(|| panic!("{file:?}"));
        assert!(!fault.to_string().contains('\n'));
    }
    assert!(is_capture(b"{ \"log\": {}}") && !is_capture(b"{\"a\":{}}"));
}

#[test]
fn a_compressed_capture_is_the_same_capture() {
    let whole = fs::read(path()).unwrap();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(&whole).unwrap();
    let packed = encoder.finish().unwrap();
    assert!(is_capture(&packed[..200]));
    assert_eq!(timeline(&packed).events, timeline(&whole).events);
    let cut = timeline(&packed[..packed.len() / 2]);
    assert!(matches!(cut.fault, Some(CaptureError::Cut(_))) && !cut.events.is_empty());
}

/// Proxies write each byte of binary XML as a character.
#[test]
fn har_with_bytes_as_characters_and_in_base64() {
    let document = request("s", "1", "<KeepAlive-Request/>");
    let characters: String = document.iter().map(|byte| char::from(*byte)).collect();
    let entry = |text: &str, encoding: &str| {
        serde_json::json!({"startedDateTime": "2006-05-04T10:00:00.5Z", "time": 20.0,
            "request": {"method": "POST", "url": "http://imps.example/csp", "headers":
                [{"name": "Content-Type", "value": "application/vnd.wv.csp.wbxml"}],
                "postData": {"text": text, "encoding": encoding}},
            "response": {"status": 200, "headers": [], "content": {"size": 0}}})
    };
    let encoded = oma_imps::imps_core::base64::encode(&document);
    let entries = [entry(&characters, ""), entry(&encoded, "base64"), entry("#", "base64")];
    let har = serde_json::json!({"log": {"version": "1.2", "entries": entries}}).to_string();
    let Timeline { events, fault, .. } = timeline(har.as_bytes());
    assert!(fault.is_none());
    let read: Vec<_> = events.iter().filter(|event| event.kind == EventKind::Message).collect();
    assert_eq!(read.len(), 2, "{events:?}");
    for event in read {
        assert_eq!((&event.body, event.session.as_deref()), (&document, Some("s")));
    }
    assert_eq!(events.iter().filter(|event| !event.problems.is_empty()).count(), 1);
}
