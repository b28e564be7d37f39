//! Whole outputs, as people see them. Other tests compare the content with the facts; these show the
//! look, and every change of it. `INSTA_UPDATE=always cargo test -p imps-cli snapshots` writes them
//! again; read the difference before you keep it.

use crate::run::{command, testdata};
use insta::assert_snapshot;
use std::io::Write as _;

/// Everything that a run in the folder of test documents leaves.
fn shown(arguments: &[&str], input: &[u8]) -> String {
    let mut child = command(arguments).current_dir(testdata("")).spawn().unwrap();
    // The command need not read it.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    let err = if err.is_empty() { err } else { format!("--- standard error\n{err}") };
    let code = output.status.code().unwrap();
    format!("$ imps {}\n{out}{err}--- exit code {code}\n", arguments.join(" "))
}

/// Several runs, one after the other.
fn runs(runs: &[&[&str]]) -> String {
    runs.iter().map(|arguments| shown(arguments, b"")).collect()
}

#[test]
fn inspect_binary() {
    assert_snapshot!(shown(&["inspect", "csp/1.2/login-request.wbxml"], b""));
    assert_snapshot!(shown(&["inspect", "csp/odd/literals.wbxml"], b""));
    assert_snapshot!(runs(&[&["inspect", "--max-depth", "1", "csp/odd/public-id-fpi-second.wbxml"]]));
}

#[test]
fn inspect_xml() {
    assert_snapshot!(shown(&["inspect", "csp/1.2/status.xml"], b""));
    assert_snapshot!(shown(&["inspect", "ssp/08-status-success.xml"], b""));
}

#[test]
fn inspect_plain_text() {
    assert_snapshot!(runs(&[
        &["inspect", "pts/37-list-manage-request.pts"],
        &["inspect", "pts/10-status-quoted.pts"],
        &["inspect", "pts/57-presence-notification-request-quoted.pts"],
    ]));
}

#[test]
fn inspect_faults() {
    let last = |file: &str| {
        let shown = shown(&["inspect", file], b"");
        let lines: Vec<&str> = shown.lines().collect();
        format!("{}\n...\n{}\n", lines[0], lines[lines.len() - 3..].join("\n"))
    };
    let files = [
        "bad/header-cut.wbxml",
        "bad/table-too-long.wbxml",
        "bad/no-root.wbxml",
        "bad/end-before-root.wbxml",
        "bad/cut-in-the-middle.wbxml",
        "bad/attributes-cut.wbxml",
        "bad/string-without-nul.wbxml",
        "bad/opaque-too-long.wbxml",
        "bad/too-deep.wbxml",
        "bad/wrong-end-tag.xml",
        "bad/not-closed.xml",
        "bad/attribute-twice.xml",
        "bad/entity-bomb.xml",
        "bad/two-roots.xml",
    ];
    assert_snapshot!(files.map(last).concat());
}

#[test]
fn inspect_one_place_and_json() {
    assert_snapshot!(runs(&[
        &["inspect", "--at", "0x53", "csp/1.2/status.wbxml"],
        &["inspect", "--at", "590", "csp/1.2/status.xml"],
        &["inspect", "--json", "--max-depth", "0", "csp/1.2/status.wbxml"],
        &["inspect", "--json", "--max-depth", "0", "csp/1.2/status.xml"],
    ]));
}

#[test]
fn inspect_other_languages() {
    assert_snapshot!(shown(&["inspect"], b"\x02\x05\x6A\x00\x45\xC6\x0C\x03abc\x00\x85\x01\x01\x01"));
}

#[test]
fn validate() {
    assert_snapshot!(runs(&[
        &["validate", "csp/1.2/status.xml"],
        &["validate", "faults/twice-result.xml", "faults/inband-login.xml", "faults/value-unknown.wbxml"],
        &["validate", "--json", "faults/missing-code.wbxml"],
        &["validate", "--explain", "session-id"],
        &["validate", "bad/empty.xml"],
        &["validate", "bad/opaque-too-long.wbxml"],
    ]));
}

#[test]
fn wrappings() {
    let wrapped = b"HTTP/1.1 200 OK\r\n\r\n03116A00C908\n03312E3200016D6E70801901010101";
    let runs = [&["convert"][..], &["validate"], &["validate", "--json"], &["convert", "--from", "wbxml"]];
    assert_snapshot!(runs.map(|arguments| shown(arguments, wrapped)).concat());
}

#[test]
fn tables() {
    assert_snapshot!(runs(&[
        &["tables", "Password"],
        &["tables", "0x21"],
        &["tables", "401"],
        &["tables", "ST"],
        &["tables", "History"],
        &["tables", "--json", "xmlns", "--csp-version", "1.1"],
        &["tables", "nothing-like-it"],
    ]));
}

/// With the words of the system.
#[cfg(unix)]
#[test]
fn errors() {
    assert_snapshot!(runs(&[
        &["convert", "missing.wbxml"],
        &["convert", "bad"],
        &["convert", "bad/empty.wbxml"],
        &["convert", "bad/wrong-end-tag.xml"],
        &["convert", "bad/opaque-too-long.wbxml"],
        &["convert", "bad/integer-too-wide.wbxml"],
        &["convert", "a.xml", "b.xml"],
        &["inspect", "missing.wbxml"],
        &["inspect", "bad"],
        &["inspect", "conversations/LICENSE"],
        &["inspect", "--at", "1000", "csp/1.2/status.wbxml"],
        &["inspect", "--at", "x"],
        &["tables", "21"],
    ]));
}
