//! Documents inside of something else.

use crate::run::{bytes, convert, imps, imps_with};
use base64::Engine as _;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use tempfile::tempdir;

const DOCUMENT: &str = "csp/1.2/status.wbxml";

/// Checks that a wrapped document is shown, converted and checked as it is without the wrapping.
#[track_caller]
fn check(wrapped: &[u8], said: &[&str]) {
    for arguments in [&["inspect"][..], &["convert"], &["validate"], &["validate", "--role", "client"]] {
        let plain = imps_with(arguments, &bytes(DOCUMENT));
        let ran = imps_with(arguments, wrapped);
        assert_eq!(ran.code, plain.code, "{}", ran.err);
        assert_eq!(String::from_utf8(ran.out).unwrap(), String::from_utf8(plain.out).unwrap());
        for part in said {
            assert!(ran.err.contains(part), "{arguments:?}: {part}: {}", ran.err);
        }
    }
}

fn hexadecimal(bytes: &[u8], between: &str) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(between)
}

/// As xxd, hexdump -C and Wireshark print: what follows the offset, what is between two bytes and after eight of them, the bars.
fn dump(bytes: &[u8], behind: &str, width: usize, halves: bool, bar: &str) -> String {
    let mut dump = String::new();
    for (index, line) in bytes.chunks(16).enumerate() {
        let parts: Vec<String> = line.chunks(width).map(|part| hexadecimal(part, "")).collect();
        let mut digits = parts.join(" ");
        if halves && line.len() > 8 {
            digits.insert(8 * 3, ' ');
        }
        let text: String =
            line.iter().map(|byte| if byte.is_ascii_graphic() { char::from(*byte) } else { '.' }).collect();
        writeln!(dump, "{:08x}{behind}{digits:<50}  {bar}{text}{bar}", index * 16).unwrap();
    }
    dump
}

#[test]
fn http_messages_lose_their_heads() {
    let document = bytes(DOCUMENT);
    let request =
        b"POST /imps HTTP/1.1\r\nHost: example.com\r\nContent-Type: application/vnd.wv.csp.wbxml\r\n\r\n";
    check(
        &[request, document.as_slice()].concat(),
        &["an http request, POST /imps with a head of 86 bytes", "offsets count in its body"],
    );
    check(&[b"HTTP/1.1 200 OK\r\n\r\n", document.as_slice()].concat(), &["an http response, 200 OK"]);
    let (first, second) = document.split_at(40);
    let mut chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for chunk in [first, second] {
        chunked.extend(format!("{:x}\r\n", chunk.len()).bytes());
        chunked.extend(chunk);
        chunked.extend(b"\r\n");
    }
    chunked.extend(b"0\r\n\r\n");
    check(&chunked, &["joined from 2 chunks"]);
}

#[test]
fn dumps_in_hexadecimal_are_read() {
    let document = bytes(DOCUMENT);
    let said: &[&str] = &["a dump in hexadecimal of 92 bytes"];
    for between in ["", " ", ":", "\n"] {
        check(hexadecimal(&document, between).as_bytes(), said);
    }
    check(dump(&document, ": ", 2, false, "").as_bytes(), said);
    check(dump(&document, ": ", 1, false, "").as_bytes(), said);
    check(format!("{}0000005c\n", dump(&document, "  ", 1, true, "|")).as_bytes(), said);
    check(dump(&document, "   ", 1, true, "").as_bytes(), said);
}

#[test]
fn dumps_of_http_messages_are_read() {
    for head in ["POST / HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\nServer: a\r\n\r\n"] {
        let message = [head.as_bytes(), &bytes(DOCUMENT)].concat();
        let said = &["a dump in hexadecimal", "an http re"];
        check(dump(&message, ": ", 2, false, "").as_bytes(), said);
        check(dump(&message, "  ", 1, true, "|").as_bytes(), said);
        check(dump(&message, "   ", 1, true, "").as_bytes(), said);
    }
}

#[test]
fn equal_lines_of_a_dump_may_be_folded() {
    let said = "a".repeat(150);
    let xml = String::from_utf8(bytes("csp/1.2/status.xml")).unwrap();
    let xml = xml.replace("</Code>", &format!("</Code><Description>{said}</Description>"));
    let document = imps_with(["convert", "--to", "wbxml"], xml.as_bytes()).good();
    let plain = imps_with(["convert"], &document).good();
    assert!(String::from_utf8_lossy(&plain).contains(&said));

    // As hexdump -C does: of equal lines, it prints the first.
    let whole = dump(&document, "  ", 1, true, "|");
    let (mut folded, mut before) = (String::new(), "");
    for line in whole.lines() {
        match (&line[8..] == before, folded.ends_with("*\n")) {
            (true, true) => {}
            (true, false) => folded.push_str("*\n"),
            (false, _) => writeln!(folded, "{line}").unwrap(),
        }
        before = &line[8..];
    }
    writeln!(folded, "{:08x}", document.len()).unwrap();
    assert!(folded.contains("\n*\n") && folded.lines().count() + 3 < whole.lines().count());
    let ran = convert(folded.as_bytes());
    assert_eq!((ran.code, ran.out), (Some(0), plain), "{}", ran.err);
}

#[test]
fn base64_is_decoded() {
    let text = base64::engine::general_purpose::STANDARD.encode(bytes(DOCUMENT));
    check(text.as_bytes(), &["base64 of 92 bytes"]);
    let (first, second) = text.split_at(64);
    check(format!("{first}\r\n{second}\r\n").as_bytes(), &["base64"]);
    check(text.trim_end_matches('=').as_bytes(), &["base64"]);
    check(format!("HTTP/1.1 200 OK\r\n\r\n{text}").as_bytes(), &["http response", "base64"]);
}

#[test]
fn json_may_be_inside() {
    let json = imps_with(["convert", "--to", "json"], &bytes(DOCUMENT)).good();
    let base64 = base64::engine::general_purpose::STANDARD.encode(&json);
    let answer = format!("HTTP/1.1 200 OK\r\n\r\n{base64}");
    for wrapped in [base64, hexadecimal(&json, ""), dump(&json, ": ", 2, false, ""), answer] {
        let ran = convert(wrapped.as_bytes());
        assert_eq!((ran.code, ran.out), (Some(0), bytes(DOCUMENT)), "{}", ran.err);
        let ran = imps_with(["validate"], wrapped.as_bytes());
        assert_eq!((ran.code, ran.out), (Some(0), vec![]), "{}", ran.err);
        let report = imps_with(["inspect"], wrapped.as_bytes()).bad();
        assert!(report.contains("json has no bytes to explain"), "{report}");
    }
    // A word that is base64 of a brace, and of nothing else of JSON.
    assert!(convert(b"eyesopenandearsclose").bad().contains("it encodes no document"));
}

#[test]
fn faults_have_their_place_in_the_document_inside() {
    let document = bytes("faults/missing-code.wbxml");
    let plain = imps_with(["validate"], &document);
    assert!(plain.code == Some(1) && !plain.out.is_empty());
    for wrapped in [
        [b"HTTP/1.1 200 OK\r\n\r\n", document.as_slice()].concat(),
        dump(&document, ": ", 2, false, "").into_bytes(),
    ] {
        let ran = imps_with(["validate"], &wrapped);
        assert_eq!((ran.code, &ran.out), (Some(1), &plain.out));
        assert!(ran.err.contains("offsets count in"), "{}", ran.err);
    }
    let broken = bytes("bad/integer-too-wide.wbxml");
    let plain = imps_with(["convert"], &broken).bad();
    let report = imps_with(["convert"], hexadecimal(&broken, " ").as_bytes()).bad();
    assert!(report.ends_with(&plain) && report.starts_with("imps: standard input: note: this is a dump"));
}

#[test]
fn several_messages_are_unwrapped_together() {
    let lines = b"WV12OR1 SI=a\nWV12OR2 SI=a\n";
    let text = base64::engine::general_purpose::STANDARD.encode(lines);
    assert_eq!(imps_with(["convert"], text.as_bytes()).out, imps_with(["convert"], lines).good());
}

#[test]
fn the_syntax_inside_decides_where_the_output_goes() {
    let folder = tempdir().unwrap();
    let input = folder.path().join("answer.http");
    fs::write(&input, [b"HTTP/1.1 200 OK\r\n\r\n", bytes(DOCUMENT).as_slice()].concat()).unwrap();
    let out = format!("{}/", folder.path().display());
    let ran = imps([OsString::from("convert"), "-o".into(), out.into(), input.into()]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(fs::read(folder.path().join("answer.xml")).unwrap(), bytes("csp/1.2/status.xml"));
}

#[test]
fn what_holds_no_document_is_not_taken_apart() {
    for (input, said) in [
        (&b"dead beef"[..], "these are hexadecimal digits that encode no document"),
        (b"QUJDREVGR0hJSktMTU5PUA==", "this looks like base64, but it encodes no document"),
        (b"Dear Sir or Madam,", "found plain text"),
        (b"HTTP/1.1 200 OK\r\n\r\n", "headers without a body"),
        (b"HTTP/1.1 200 OK\r\n\r\n\x1F\x8B\x08", "found gzip data"),
        (b"{\"version\": \"1.2\"}", "imps convert FILE | imps inspect"),
    ] {
        let report = imps_with(["inspect"], input).bad();
        assert!(report.contains(said), "{said}: {report}");
    }
}

#[test]
fn a_stated_syntax_is_taken_at_its_word() {
    // The same bytes are a message in plain text, and one that is faulty.
    let ran = imps_with(["inspect", "--from", "pts"], b"03116A00C90803312E3200016D0101");
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    assert!(imps(["inspect", "--from", "text"]).misused().contains("--from"));
    let document = bytes(DOCUMENT);
    for wrapped in [
        [b"HTTP/1.1 200 OK\r\n\r\n", document.as_slice()].concat(),
        hexadecimal(&document, " ").into_bytes(),
        base64::engine::general_purpose::STANDARD.encode(&document).into_bytes(),
    ] {
        let report = imps_with(["convert", "--from", "wbxml"], &wrapped).bad();
        assert!(report.contains("hint: without --from") && !report.contains("note:"), "{report}");
        let ran = imps_with(["validate", "--from", "xml"], &wrapped);
        assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    }
}

#[test]
fn every_message_of_a_stream_is_treated_and_numbered() {
    let stream = bytes("inputs/K09-request-and-response.bin");
    let both =
        [bytes("csp/1.2/logout-request.xml"), bytes(DOCUMENT.replace("wbxml", "xml").as_str())].concat();
    let ran = imps_with(["convert"], &stream);
    assert_eq!((ran.code, String::from_utf8(ran.out).unwrap()), (Some(0), String::from_utf8(both).unwrap()));
    for note in [
        "document 1: note: this is an http request, POST /imps",
        "document 2: note: this is an http response",
    ] {
        assert!(ran.err.contains(note), "{note}: {}", ran.err);
    }
    let ran = imps_with(["inspect", "--max-depth", "0"], &stream);
    let shown = String::from_utf8(ran.out).unwrap();
    assert!(shown.contains("# document 1, at byte 0: binary xml, 87 bytes"), "{shown}");
    assert!(shown.contains("# document 2: binary xml, 92 bytes"), "{shown}");
    // The offsets of both documents begin at 0.
    let json = String::from_utf8(imps_with(["inspect", "--json"], &stream).out).unwrap();
    let first = |number: usize| format!("{{\"document\":{number},\"offset\":0,");
    assert!(json.starts_with(&first(1)) && json.contains(&first(2)), "{json}");
    // A fault names its document.
    let faulty =
        [stream.as_slice(), b"HTTP/1.1 200 OK\r\n\r\n", &bytes("faults/missing-code.wbxml")].concat();
    let ran = imps_with(["validate", "--json"], &faulty);
    let found = String::from_utf8(ran.out).unwrap();
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(found.lines().all(|line| line.contains("\"document\":3")) && !found.is_empty(), "{found}");
    let report = imps_with(
        ["convert"],
        &[stream.as_slice(), b"HTTP/1.1 200 OK\r\n\r\n", &bytes("bad/header-cut.wbxml")].concat(),
    );
    assert!(report.err.contains("is not a document: left out"), "{}", report.err);
}

#[test]
fn a_request_to_poll_is_explained() {
    let cir = bytes("inputs/K16-cir.txt");
    let ran = imps_with(["inspect"], &cir);
    let shown = String::from_utf8(ran.out).unwrap();
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    for words in ["communication initiation request", "should poll at once", "wv:nokia.1234567890"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    for command in ["convert", "validate"] {
        let ran = imps_with([command], &cir);
        assert_eq!(ran.code, Some(1), "{command}");
    }
    assert!(convert(&cir).bad().contains("a communication initiation request, which wakes a client"));
}
