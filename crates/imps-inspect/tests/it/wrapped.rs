//! Inputs as tools write them: `testdata/inputs/wrapped/inputs.tsv` has their documents.

use imps_inspect::text;
use imps_inspect::{Direction, Document, has_rows, hint, unwrap};
use oma_imps::{Syntax, convert};
use std::fs;

fn bytes(name: &str) -> Vec<u8> {
    let path = format!("{}/../../testdata/inputs/wrapped/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The bytes and the direction of a document by its name.
fn expected(name: &str) -> (Vec<u8>, Option<Direction>) {
    let direction = match name.chars().last() {
        Some('>') => Some(Direction::Request),
        Some('<') => Some(Direction::Response),
        _ => None,
    };
    let status = || bytes("../../csp/1.2/status.wbxml");
    let document = match name.trim_end_matches(['<', '>']) {
        "status" => status(),
        "status-91" => status()[..91].to_vec(),
        "request" => bytes("../../csp/1.2/polling-request.wbxml"),
        "login" => bytes("../../csp/1.2/login-request.wbxml"),
        "logout" => bytes("../../csp/1.2/logout-request.wbxml"),
        "xml" => bytes("../../csp/1.2/status.xml"),
        "same" => bytes("same.bin"),
        "pts" => b"WV12LR1 SI=a".to_vec(),
        other => panic!("{other}"),
    };
    (document, direction)
}

/// White space around XML and between its elements may differ, where a log has no line ends.
fn normal(bytes: &[u8]) -> Vec<u8> {
    if !bytes.starts_with(b"<") {
        return bytes.to_vec();
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    text.lines().map(str::trim).collect::<String>().into_bytes()
}

fn notes(document: &Document<'_>) -> String {
    let wrappings = document.wrappings.iter().map(ToString::to_string);
    let anomalies = document.anomalies.iter().map(ToString::to_string);
    wrappings.chain(anomalies).collect::<Vec<_>>().join("; ")
}

#[test]
fn what_tools_write_is_read() {
    let table = String::from_utf8(bytes("inputs.tsv")).unwrap();
    let mut faults = Vec::new();
    for row in table.lines().skip(1) {
        let [file, _, documents, note] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let input = bytes(file);
        let found = unwrap(&input);
        let wanted: Vec<_> = documents.split(' ').map(expected).collect();
        let same = wanted.len() == found.documents.len()
            && wanted.iter().zip(&found).all(|((bytes, direction), document)| {
                normal(bytes) == normal(&document.bytes)
                    && (direction.is_none() || *direction == document.direction)
            });
        let notes: Vec<_> = found.iter().map(notes).collect();
        if !same || !notes.concat().contains(note) {
            let lengths: Vec<_> =
                found.iter().map(|document| (document.bytes.len(), document.direction)).collect();
            faults.push(format!("{file}: wanted {documents} with {note:?}\n    {lengths:?}\n    {notes:?}"));
        }
        for document in &found {
            if let Some(offset) = document.offset {
                assert!(input[offset..].starts_with(&document.bytes), "{file}: {offset}");
            }
            assert!(!document.wrappings.is_empty() || document.bytes == input, "{file}");
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(table.lines().count() > 100);
}

#[test]
fn a_frame_without_data_is_no_document() {
    let input = bytes("tshark-frame-without-data.txt");
    let found = unwrap(&input);
    assert!(found.documents[0].bytes.is_empty(), "{found:?}");
    assert!(notes(&found.documents[0]).contains("network frame"), "{found:?}");
}

#[test]
fn what_cannot_be_taken_off_is_pointed_at() {
    // Bytes of an unknown protocol in front, in a dump.
    let unknown = [b"\x7F\x45\x00\xFF".as_slice(), &bytes("../../csp/1.2/status.wbxml")].concat();
    let dump = text::hexadecimal(&unknown, " ");
    let found = unwrap(dump.as_bytes());
    let document = &found.documents[0];
    assert_eq!(document.bytes, unknown);
    let error = convert(&document.bytes, Syntax::Xml).unwrap_err();
    let hint = hint(&document.bytes, None, &error).unwrap();
    assert!(hint.contains("a document seems to begin at byte 4 (0x4)"), "{hint}");
}

#[test]
fn a_dump_with_gaps_is_refused_with_the_reason() {
    let dump = String::from_utf8(bytes("hexdump-canonical.txt")).unwrap();
    let lines: Vec<_> =
        dump.lines().enumerate().filter(|(index, _)| *index != 2).map(|(_, line)| line).collect();
    let dump = lines.join("\n");
    assert!(unwrap(dump.as_bytes()).documents[0].wrappings.is_empty());
    let error = convert(dump.as_bytes(), Syntax::Xml).unwrap_err();
    let hint = hint(dump.as_bytes(), None, &error).unwrap();
    assert!(hint.contains("the offset in line 3 does not count the bytes before it"), "{hint}");
}

#[test]
fn documents_stay_apart_from_what_is_around_them() {
    let xml = String::from_utf8(bytes("../../csp/1.2/status.xml")).unwrap();
    let binary = bytes("../../csp/1.2/status.wbxml");
    let hexadecimal = text::hexadecimal(&binary, " ");
    let head = format!("POST / HTTP/1.1\r\nContent-Length: {}\r\n\r\n", xml.len());
    let okhttp =
        format!("--> POST http://a/\nHost: a\n\n{xml}--> END POST\n<-- 200 OK\n\n{xml}<-- END HTTP\n");
    let lines = |first: &str, rest: &str| {
        let rows: Vec<_> =
            hexadecimal.as_bytes().chunks(48).map(|row| String::from_utf8_lossy(row).into_owned()).collect();
        format!("{first}{}\n", rows.join(rest))
    };
    for (input, expected) in [
        (format!("sent:\n{head}{xml}\nreceived:\n{head}{xml}"), &[xml.as_bytes(), xml.as_bytes()][..]),
        (okhttp, &[xml.as_bytes(), xml.as_bytes()]),
        (format!("<log><![CDATA[{xml}]]></log>"), &[xml.as_bytes()]),
        (format!("<html><pre>{hexadecimal}</pre></html>"), &[&*binary]),
        (format!("{{\"a\":1,\"b\":\"recv {hexadecimal}\"}}\n{{\"a\":2}}\n"), &[&*binary]),
        (lines("> ", "\n> "), &[&*binary]),
        (lines("10:11:12.001 ", "\n10:11:12.002 "), &[&*binary]),
        (lines("Look:\n\n    ", "\n    "), &[&*binary]),
        (
            format!(
                "\"{}\" +\n \"{}\"",
                &hexadecimal.replace(' ', "")[..50],
                &hexadecimal.replace(' ', "")[50..]
            ),
            &[&*binary],
        ),
        (
            "AxFqAMkIAzEuMgABbQEBAA==\nAxFqAMkIAzEuMgABbQEB\n".into(),
            &[
                b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x01\x01\0",
                b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x01\x01",
            ],
        ),
    ] {
        let found = unwrap(input.as_bytes());
        let found: Vec<_> = found.iter().map(|document| normal(&document.bytes)).collect();
        let expected: Vec<_> = expected.iter().map(|document| normal(document)).collect();
        assert_eq!(found, expected, "{input}");
    }
}

#[test]
fn words_are_never_read_in_the_wrong_order() {
    // The same words with the bytes of a document in no order.
    let dump = String::from_utf8(bytes("od-x2.txt")).unwrap().replace("1103 006a", "1103 6a00");
    for document in &unwrap(dump.as_bytes()) {
        assert_eq!(document.bytes, dump.as_bytes(), "{}", notes(document));
    }
}

#[test]
fn text_of_every_day_has_no_document() {
    for text in [
        "Dear Sir or Madam,\n\nthe meeting is on 2024-10-02 at 10:11:12, room 0311.\n",
        "add 3 17 105 0 45 to the list",
        "deadbeef cafe babe 0000 1111",
        "https://example.com/a%20b?c=QUJDREVGR0hJSktMTU5PUA&d=%03%11",
        "fn main() { let a = [1, 2, 3, 4, 5, 6, 7, 8]; println!(\"\\x03 {a:?}\"); }",
    ] {
        let found = unwrap(text.as_bytes());
        assert!(found.documents[0].wrappings.is_empty(), "{text}: {found:?}");
    }
}

/// The hardware address of a frame is no version of WBXML, wherever the frame is cut.
#[test]
fn a_cut_frame_is_no_document() {
    let ethernet = |address: &[u8], rest: &[u8]| [address, b"\x00\x1C\x42\x11\x22\x33", rest].concat();
    for address in [b"\x00\x1B\x21\xAA\xBB\xCC", b"\x01\x00\x5E\x00\x00\xFB", b"\x02\x00\x00\x00\x00\x01"] {
        for rest in [
            &b"\x08\x00\x45\x00"[..],
            b"\x08\x00\x45\x00\x00\x54\x00\x01\x40\x00\x40\x06",
            b"\x86\xDD\x60\x00\x00",
            b"\x08\x06\x00\x01\x08\x00\x06\x04\x00\x01\x00\x1C\x42\x11\x22\x33\x0A\x00\x00\x01",
        ] {
            let frame = ethernet(address, rest);
            assert!(!has_rows(&frame, None), "{frame:02X?}");
            let error = convert(&frame, Syntax::Xml).unwrap_err();
            let hint = hint(&frame, None, &error).unwrap();
            assert!(hint.contains("network frame"), "{frame:02X?}: {hint}");
            let digits = text::hexadecimal(&frame, " ");
            for dump in [digits.clone(), format!("0000   {digits}\n")] {
                let documents = unwrap(dump.as_bytes());
                let [document] = &*documents.documents else { panic!("{documents:?}") };
                assert!(!has_rows(&document.bytes, None), "{dump}: {document:?}");
            }
        }
    }
}
