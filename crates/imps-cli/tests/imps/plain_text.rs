//! The plain-text syntax, one message per line.

use crate::run::{bytes, imps, imps_with, testdata};
use std::ffi::OsString;
use std::fs;
use tempfile::tempdir;

#[test]
fn a_file_of_messages_becomes_documents_and_lines_again() {
    let (one, other) = (bytes("pts/09-status.pts"), bytes("pts/18-logout-request.pts"));
    // Line ends of both kinds, an empty line, and none at the end.
    let file = [&one, b"\r\n".as_slice(), &other].concat();
    let file = file.trim_ascii_end();
    let xml = imps_with(["convert", "--compact"], file).good();
    let documents: Vec<&[u8]> = xml.split(|byte| *byte == b'\n').collect();
    assert_eq!(documents.len(), 3, "two documents, each with a line end");
    assert_eq!(imps_with(["convert", "--to", "pts"], documents[0]).good(), one);
    assert_eq!(imps_with(["convert", "--to", "pts"], documents[1]).good(), other);
    assert_eq!(imps_with(["convert", "--to", "pts"], file).good(), [one, other].concat());
}

#[test]
fn binary_xml_and_json_are_other_ends() {
    let line = bytes("pts/10-status-quoted.pts");
    for syntax in ["wbxml", "json"] {
        let other = imps_with(["convert", "--to", syntax], &line).good();
        assert_eq!(imps_with(["convert", "--to", "pts"], &other).good(), line, "{syntax}");
    }
    let bytes = imps_with(["convert", "--to", "wbxml"], &bytes("pts/09-status.pts")).good();
    assert!(bytes.starts_with(b"\x03\x11"));
    // Several make several, one behind the other.
    let lines = b"WV12OR1 SI=a\nWV12OR2 SI=a\n";
    let two = imps_with(["convert", "--to", "wbxml"], lines).good();
    assert_eq!(imps_with(["convert", "--to", "pts"], &two).out, lines);
}

#[test]
fn what_has_no_code_is_named_unless_it_may_be_left_out() {
    let line = "WV12ST1 SI=S1 ST=200\n";
    let xml = String::from_utf8(imps_with(["convert"], line.as_bytes()).good()).unwrap();
    let xml =
        xml.replace("<Code>200</Code>", "<Code>200</Code><DetailedResult><Code>531</Code></DetailedResult>");
    let error = imps_with(["convert", "--to", "pts"], xml.as_bytes()).bad();
    assert!(error.contains("DetailedResult has no pts mapping") && error.contains("--leave-out"), "{error}");
    let ran = imps_with(["convert", "--to", "pts", "--leave-out", "Poll,DetailedResult"], xml.as_bytes());
    assert_eq!((ran.code, ran.out.as_slice()), (Some(0), line.as_bytes()));
    assert!(ran.err.contains("note: DetailedResult left out"), "{}", ran.err);
}

#[test]
fn a_transaction_id_of_free_text_needs_a_number() {
    let xml = bytes("csp/1.2/logout-request.xml");
    let error = imps_with(["convert", "--to", "pts"], &xml).bad();
    assert!(error.contains("a transaction id from 0 to 999"), "{error}");
    let line = imps_with(["convert", "--to", "pts", "--transaction-id", "42"], &xml).good();
    assert_eq!(line, b"WV12OR42 SI=im.user.com#48815@server.com\n");
    assert_eq!(imps_with(["convert", "--to", "pts", "--transaction-id", "1000"], &xml).code, Some(2));
}

#[test]
fn a_table_adds_codes() {
    let folder = tempdir().unwrap();
    let table = folder.path().join("table");
    // Invented letters: the real ones are in a text that was not at hand.
    fs::write(&table, "message QQ VerifyID-Request request # invented\n").unwrap();
    let line = b"WV13QQ5 SI=S1\n";
    let error = imps_with(["convert"], line).bad();
    assert!(error.contains("line 1: byte 4") && error.contains("--pts-table"), "{error}");
    let with = |first: &str| [OsString::from(first), "--pts-table".into(), table.clone().into()];
    let xml = imps_with(with("convert"), line).good();
    assert!(String::from_utf8(xml).unwrap().contains("<VerifyID-Request"));
    assert_eq!(imps_with(with("validate"), line).err, "");
    fs::write(&table, "# nothing\nmessage QQ NoSuch-Request request\n").unwrap();
    let error = imps_with(with("convert"), line).misused();
    assert!(error.contains("line 2: unknown element \"NoSuch-Request\""), "{error}");
}

#[test]
fn messages_are_checked_each_at_its_place() {
    let lines = "WV12ST1 SI=S1 ST=200\nWV12PN2 SI=S1 PR=(wv:a,((OS,T,T),(QQ,T,x)))\nWV12XY3\nWV12LR4 UI=wv:a PW=x SC=c\n";
    let ran = imps_with(["validate"], lines.as_bytes());
    let out = String::from_utf8(ran.out).unwrap();
    let findings: Vec<&str> = out.lines().filter(|line| line.contains('[')).collect();
    let at = |text: &str| lines.find(text).unwrap();
    let expected = [
        format!("{}: warning[unknown-element]", at("QQ")),
        format!("{}: error[syntax]", at("XY")),
        format!("{}: error[missing-element]", at("LR")),
    ];
    assert_eq!(findings.len(), expected.len(), "{out}");
    for (finding, expected) in findings.iter().zip(expected) {
        assert!(finding.contains(&expected), "{finding}");
    }
    assert_eq!(ran.code, Some(1));
    let good = testdata("pts/20-polling-request.pts");
    assert_eq!(imps([OsString::from("validate"), good.into()]).code, Some(0));
}
