//! The hints about documents that cannot be read.

use crate::run::{all, bytes, convert, imps, imps_with, testdata};
use std::ffi::OsString;
use tempfile::tempdir;

/// Checks that some bytes are refused with all these words.
#[track_caller]
fn says(document: &[u8], words: &[&str]) {
    let report = convert(document).bad();
    assert!(report.starts_with("imps: standard input: "), "{report}");
    for word in words {
        assert!(report.contains(word), "{word:?} is not in: {report}");
    }
}

#[test]
fn other_forms_are_recognized() {
    says(b"", &["hint: the input is empty"]);
    says(b" \r\n", &["hint: the input is empty except for 3 bytes of white space"]);
    says(b"\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\x03", &["gzip -dc FILE"]);
    says(b"\x78\x9C\x03\x00\x00\x00\x00\x01", &["zlib"]);
    says(b"PK\x03\x04\x14\x00\x00\x00", &["zip archive"]);
    says(b"\xD4\xC3\xB2\xA1\x02\x00\x04\x00", &["packet capture"]);
    says(b"\x0A\x0D\x0D\x0A\x1C\x00\x00\x00", &["packet capture"]);
    says(b"03 11 6A 00\nC9 08 03 31", &["a dump in hexadecimal of 8 bytes", "byte 8 (0x8)", "was it cut?"]);
    says(b"dead beef", &["hint: these are hexadecimal digits that encode no document"]);
    says(b"QUJDREVGR0hJSktMTU5PUA==", &["base64, but it encodes no document"]);
    says(b"WV12 (LR)", &["expected a message type of two letters"]);
    says(b"WV12ZZ1 ST=200", &["unknown message type ZZ", "--pts-table"]);
    says(b"Dear Sir or Madam,", &["plain text (18 bytes, 100 % printable, beginning with \"Dear Sir"]);
    says(
        b"\x89PNG\r\n\x1A\n\x00\x00",
        &["a PNG picture (10 bytes, 60 % printable, beginning with 89 50 4E 47 0D 0A 1A 0A)"],
    );
}

#[test]
fn an_http_message_without_a_document_tells_what_is_in_it() {
    let headers = b"POST /imps HTTP/1.1\r\nHost: example.com\r\n\r\n";
    let body = bytes("csp/1.2/status.wbxml");
    let message = [headers, body.as_slice()].concat();
    let ran = convert(&message);
    assert_eq!((ran.code, ran.out), (Some(0), bytes("csp/1.2/status.xml")));
    assert!(ran.err.contains("POST /imps with a head of 42 bytes; offsets count in its body"), "{}", ran.err);
    says(headers, &["headers without a body"]);
    says(
        &[headers, b"\x1F\x8B\x08".as_slice()].concat(),
        &["found gzip data", "byte 0 (0x0)", "gzip -dc FILE"],
    );
    let broken = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno chunk";
    says(broken, &["the body comes in chunks, but it does not", "found plain text"]);
}

#[test]
fn other_languages_are_named() {
    says(b"\x03\x0A\x6A\x00\x7F\x01", &["not an imps document", "WML 1.3"]);
    says(b"\x02\x05\x6A\x00\x45\xC6\x01\x01", &["SI 1.0"]);
    says(b"\x02\x9F\x53\x6A\x00\x6D\x01", &["SyncML 1.1"]);
    says(b"\x03\x0F\x6A\x00\xC9\x05\x031.0\x00\x01\x01", &["version 1.0", "--csp-version 1.1"]);
    let xml = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    says(xml, &["not an imps document", "http://www.w3.org/2000/svg", "line 1, column "]);
}

#[test]
fn a_wrong_from_is_pointed_out() {
    let report = imps_with(["convert", "--from", "xml"], &bytes("csp/1.2/status.wbxml")).bad();
    assert!(report.contains("leave out --from xml"), "{report}");
    let report = imps_with(["convert", "--from", "wbxml"], &bytes("csp/1.2/status.xml")).bad();
    assert!(report.contains("leave out --from wbxml"), "{report}");
}

#[test]
fn every_cut_of_a_document_is_called_one() {
    for name in ["csp/1.2/status.wbxml", "csp/1.2/status.xml"] {
        let document = bytes(name);
        let end = document.trim_ascii_end().len();
        for length in [5, end / 3, end / 2, end - 1] {
            says(
                &document[..length],
                &["hint: the document ends in the middle", &format!("after {length} bytes")],
            );
        }
    }
    says(&bytes("bad/opaque-too-long.wbxml"), &["hint: a length leads past the 106 bytes"]);
}

#[test]
fn place_path_and_expectation_are_told() {
    says(
        &bytes("bad/integer-too-wide.wbxml"),
        &[
            "byte 48 (0x30): in WV-CSP-Message/Session/Transaction/",
            "/Status/Result/Code: ",
            "expected a number",
        ],
    );
    says(&bytes("bad/wrong-end-tag.xml"), &["byte 454 (0x1C6), line 2, column 416: in WV-CSP-Message/"]);
    says(&bytes("bad/too-deep.wbxml"), &["WV-CSP-Message/Session/", "/ ... /", "nested deeper than 100"]);
}

#[test]
fn control_characters_stay_off_the_terminal() {
    let report = convert(b"\x03\x11\x6A\x09a\x1B[31mbc\x00\x44\x00\x04\x7F").bad();
    assert!(!report.contains('\x1B'), "{report:?}");
    let report = convert(b"<a\x1B[31m>").bad();
    assert!(!report.contains('\x1B'), "{report:?}");
}

/// The rows of the list of broken documents: file, kind of the fault, its offset.
fn broken() -> Vec<(String, String, Option<usize>)> {
    let list = String::from_utf8(bytes("bad/README.md")).unwrap();
    let rows = list.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        (cells[1].trim_matches('`').into(), cells[2].into(), cells[4].parse().ok())
    })
    .collect()
}

#[test]
fn every_broken_document_is_reported_near_its_fault() {
    let folder = tempdir().unwrap();
    let mut reports = String::new();
    for extension in ["wbxml", "xml"] {
        let mut arguments: Vec<OsString> = vec!["convert".into(), "-o".into(), folder.path().into()];
        arguments.extend(all("bad", extension).into_iter().map(OsString::from));
        reports += &imps(arguments).bad();
    }
    let mut checked = 0;
    // Two roots are two documents.
    let grammar = |row: &(String, String, Option<usize>)| {
        matches!(row.1.as_str(), "grammar" | "limit") && row.0 != "two-roots.xml"
    };
    for (name, _, offset) in broken().into_iter().filter(grammar) {
        let start = format!("imps: {}: byte ", testdata("bad").join(&name).display());
        let report =
            reports.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_else(|| panic!("{name}"));
        let told: usize = report.split(' ').next().unwrap().parse().unwrap();
        // In XML the fault may be put to the tag it is in.
        let tolerance = if name.contains(".xml") { 80 } else { 8 };
        assert!(offset.is_none_or(|offset| offset.abs_diff(told) <= tolerance), "{name}: {report}");
        checked += 1;
    }
    assert_eq!(checked, 31);
}

#[test]
fn no_bytes_make_it_panic() {
    let document = bytes("csp/1.3/login-request.wbxml");
    for at in 0..document.len() {
        let mut broken = document.clone();
        broken[at] ^= 0x55;
        broken.truncate(document.len() - at % 7);
        let ran = convert(&broken);
        assert!(matches!(ran.code, Some(0 | 1)) && !ran.err.contains("panicked"), "byte {at}: {}", ran.err);
    }
}

#[test]
fn documents_between_servers_have_forms_of_their_own() {
    let document = bytes("ssp/08-status-success.xml");
    for syntax in ["pts", "wbxml"] {
        let report = imps_with(["convert", "--to", syntax], &document).bad();
        assert!(
            report.contains("hint: documents between servers are written in xml, or in json"),
            "{report}"
        );
        assert!(!report.contains("--leave-out"), "{report}");
    }
}

/// A capture (pcap) without a packet.
const EMPTY_CAPTURE: [u8; 24] =
    [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 1, 0, 0, 0];

/// Inputs that are no document, and words of the answer.
#[test]
fn each_foreign_input_has_a_line_that_helps() {
    let zeros = [0; 500];
    let utf16: Vec<u8> = "\u{FEFF}hello".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let random: Vec<u8> =
        (0..500_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8 | 0x80).collect();
    let inputs: [(&[u8], &str); 18] = [
        (b"BZh91AY&SY", "bzip2 -dc FILE"),
        (b"\xFD7zXZ\0\0\x04", "xz -dc FILE"),
        (b"\x28\xB5\x2F\xFD\x04\0", "zstd -dc FILE"),
        (b"%PDF-1.4\n%\xE2\xE3", "a PDF document"),
        (b"\x7FELF\x02\x01", "a program"),
        (b"GIF89a\x01\0", "a GIF picture"),
        (b"\xFF\xD8\xFF\xE0", "a JPEG picture"),
        (b"\x4C\x6F\xA7\x94\x93\x40", "XML in EBCDIC"),
        (b"<!DOCTYPE html>\n<html><body></body></html>", "an HTML page, such as the error page of a server"),
        (b"<HTML><BODY></BODY></HTML>", "an HTML page"),
        (b"{\"hello\": [1]}", "this is JSON (14 bytes, 100 % printable, beginning with"),
        (b"[1, 2, {\"a\": 3}]", "this is JSON"),
        (b"{\"log\": {\"version\": \"1.2\", \"entries\": []}}", "imps timeline FILE"),
        (&zeros, "all 500 bytes are 00"),
        (&utf16, "text in UTF-16 or UTF-32 without XML"),
        (&random, "these are 500 bytes, 0 % printable, beginning with 80"),
        (b"\x03\x01\x6A\x00\x45\x5C\x01", "Exchange ActiveSync"),
        (&EMPTY_CAPTURE, "a packet capture without a message"),
    ];
    for (input, words) in inputs {
        let report = convert(input).bad();
        let hint = report.lines().nth(1).unwrap_or_default();
        assert!(hint.starts_with("      hint: ") && hint.contains(words), "{words:?} is not in: {report}");
        assert_eq!(report.lines().count(), 2, "{report}");
        let checked = imps_with(["validate"], input);
        assert_eq!(checked.code, Some(1));
    }
}

#[test]
fn a_capture_without_messages_is_called_one() {
    for command in ["timeline", "inspect"] {
        let ran = imps_with([command], &EMPTY_CAPTURE);
        assert_eq!(ran.code, Some(0), "{command}");
        assert!(ran.err.contains("note: no message of imps (packets: 0, connections: 0)"), "{}", ran.err);
    }
    let document = testdata("csp/1.2/status.wbxml");
    for command in ["timeline", "conformance"] {
        let report = imps([command.as_ref(), document.as_os_str()]).bad();
        assert!(report.contains("hint: found binary xml; imps inspect shows"), "{report}");
    }
}
