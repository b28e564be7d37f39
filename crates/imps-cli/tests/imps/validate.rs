//! `imps validate`.

use crate::run::{all, bytes, imps, imps_with, testdata};
use std::ffi::OsString;
use std::fs;

/// Checks a test document.
fn validate(arguments: &[&str], file: &str) -> (Option<i32>, String) {
    let path = testdata(file).into_os_string();
    let arguments = ["validate"].iter().chain(arguments).map(OsString::from).chain([path]);
    let ran = imps(arguments);
    assert_eq!(ran.err, "");
    (ran.code, String::from_utf8(ran.out).unwrap())
}

#[test]
fn good_documents_pass_in_silence() {
    for folder in ["csp/1.1", "csp/1.2", "csp/1.3"] {
        let paths = all(folder, "xml").into_iter().chain(all(folder, "wbxml"));
        let arguments = [OsString::from("validate")].into_iter().chain(paths.map(OsString::from));
        let ran = imps(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        let out = String::from_utf8(ran.out).unwrap();
        let findings = |line: &&str| !line.starts_with(' ') && line.contains('[');
        assert!(out.lines().filter(findings).all(|line| line.contains(": note[")), "{out}");
    }
}

#[test]
fn a_finding_has_its_place_and_the_line_of_the_text() {
    let (code, out) = validate(&[], "faults/twice-result.xml");
    assert_eq!(code, Some(1));
    let expected = "twice-result.xml:618: error[too-many] \
                    WV-CSP-Message/Session/Transaction[0]/TransactionContent/Status/Result[1]: \
                    found another Result, expected Result once\n";
    let lines: Vec<&str> = out.split_inclusive('\n').collect();
    assert!(lines[0].ends_with(expected), "{out}");
    let excerpt = [
        "    17 |           </Result><Result><Code>200</Code></Result>\n",
        "       |                    ^^^^^^^^\n",
    ];
    assert_eq!(lines[1..3], excerpt, "{out}");
    assert_eq!(lines.len(), 3, "{out}");
    // Binary XML has no lines.
    let (_, out) = validate(&[], "faults/value-unknown.wbxml");
    assert!(out.lines().count() == 3 && out.ends_with("\n1 document: 2 warnings\n"), "{out}");
}

#[test]
fn warnings_do_not_fail_unless_checking_is_strict() {
    assert_eq!(validate(&[], "faults/boolean-true.xml").0, Some(0));
    assert_eq!(validate(&["--strict"], "faults/boolean-true.xml").0, Some(1));
}

#[test]
fn the_role_decides_who_may_send_what() {
    assert_eq!(validate(&["--role", "server"], "csp/1.2/new-message.xml").0, Some(0));
    let (code, out) = validate(&["--role", "client"], "csp/1.2/new-message.xml");
    assert_eq!(code, Some(1));
    assert!(out.contains("error[direction]"), "{out}");
}

#[test]
fn the_version_can_be_stated() {
    let (code, out) = validate(&["--csp-version", "1.1"], "csp/1.2/poll-message.xml");
    assert_eq!(code, Some(1));
    assert!(out.contains("error[poll-place]"), "{out}");
}

#[test]
fn json_is_one_object_a_line_with_stable_fields() {
    let (code, out) = validate(&["--json"], "faults/inband-without-session-id.xml");
    assert_eq!(code, Some(1));
    let line = out.strip_suffix("\n").unwrap();
    assert!(line.starts_with("{\"file\":\"") && line.ends_with('}') && !line.contains('\n'), "{line}");
    let mut from = 0;
    for field in ["rule", "severity", "offset", "path", "found", "expected"] {
        from += line[from..].find(&format!("\"{field}\":")).unwrap_or_else(|| panic!("{field} in {line}"));
    }
    assert!(line.contains("\"rule\":\"session-id\",\"severity\":\"error\",\"offset\":"), "{line}");
}

#[test]
fn json_is_checked_too() {
    let json = imps_with(["convert", "--to", "json"], &bytes("faults/inband-without-session-id.xml")).good();
    let ran = imps_with(["validate"], &json);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let out = String::from_utf8(ran.out).unwrap();
    assert!(out.starts_with("standard input:0: error[session-id] WV-CSP-Message/Session"), "{out}");
    let json = imps_with(["convert", "--to", "json"], &bytes("csp/1.2/status.xml")).good();
    assert!(imps_with(["validate"], &json).good().is_empty());
}

#[test]
fn json_that_cannot_be_read_has_a_place() {
    let json = imps_with(["convert", "--to", "json"], &bytes("csp/1.2/status.xml")).good();
    let json = String::from_utf8(json).unwrap();
    let value = json.find("200").unwrap();
    for broken in [json[..value].to_owned(), json.replace("200", "\"x\""), json.replace("200", "?")] {
        let ran = imps_with(["validate"], broken.as_bytes());
        let out = String::from_utf8(ran.out).unwrap();
        let offset = out.strip_prefix("standard input:").and_then(|rest| rest.split(':').next()).unwrap();
        assert!(offset.parse::<usize>().unwrap().abs_diff(value) <= 3, "{value}: {out}");
        assert!(out.contains("error[syntax]"), "{out}");
    }
}

#[test]
fn unreadable_documents_are_findings_too() {
    for (input, name) in
        [(&b"<a"[..], "xml"), (b"\x03\x11\x6A", "wbxml"), (b"", "nothing"), (b"hello", "text")]
    {
        let ran = imps_with(["validate"], input);
        assert_eq!(ran.code, Some(1), "{name}");
        // A note has the likely kind of an input in no syntax.
        assert_eq!(ran.err.lines().count(), usize::from(matches!(name, "nothing" | "text")), "{}", ran.err);
        let out = String::from_utf8(ran.out).unwrap();
        assert!(out.starts_with("standard input:") && out.contains("error[syntax]"), "{name}: {out}");
    }
    for path in all("bad", "wbxml").into_iter().chain(all("bad", "xml")) {
        let ran = imps_with(["validate"], &fs::read(&path).unwrap());
        assert!(ran.code.is_some_and(|code| code <= 1), "{}: {:?} {}", path.display(), ran.code, ran.err);
        assert!(!ran.out.is_empty(), "{}", path.display());
    }
}

#[test]
fn rules_are_explained() {
    let text = String::from_utf8(imps(["validate", "--explain", "session-id"]).good()).unwrap();
    for part in ["session-id\n", "Outband", "wrong: ", "right: ", "source: "] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let all = String::from_utf8(imps(["validate", "--explain", "all"]).good()).unwrap();
    assert!(all.contains(&text) && all.contains("too-many\n"));
    assert!(imps(["validate", "--explain", "nonsense"]).misused().contains("no such rule: nonsense"));
}

#[test]
fn what_cannot_be_opened_does_not_stop_the_rest() {
    let good = testdata("csp/1.2/status.xml").into_os_string();
    let ran = imps([OsString::from("validate"), "no-such-file".into(), good]);
    assert_eq!((ran.code, ran.out.len()), (Some(1), 0));
    assert!(ran.err.contains("no-such-file"), "{}", ran.err);
    assert!(imps(["validate", "-", "-"]).misused().contains("only once"));
    assert_eq!(imps_with(["validate", "-"], &bytes("csp/1.3/status.wbxml")).code, Some(0));
}

/// An offset of one digit is readable, and told; what no notation has is an error.
#[test]
fn a_date_with_an_odd_zone_is_told() {
    let (code, out) = validate(&[], "inputs/K18-date-zone.xml");
    assert_eq!(code, Some(0));
    assert!(out.contains("warning[date-time-offset]") && out.contains("/MessageInfo/DateTime"), "{out}");
    assert_eq!(validate(&["--strict"], "inputs/K18-date-zone.xml").0, Some(1));
}

#[test]
fn elements_out_of_order_fail_only_when_checking_is_strict() {
    for file in ["faults/order-capability.xml", "faults/order-login.xml", "faults/order-mode.xml"] {
        let (code, out) = validate(&[], file);
        assert!(code == Some(0) && out.contains("warning[wrong-order]"), "{out}");
        assert_eq!(validate(&["--strict"], file).0, Some(1));
    }
}

/// `enumerations.tsv` has SSMS and SHTTP from 1.2 on.
#[test]
fn a_word_of_another_version_is_told() {
    let sample = fs::read_to_string(testdata("csp/1.1/client-capability-request.xml")).unwrap();
    let method = "<SupportedCIRMethod>";
    for (word, told) in [("SSMS", true), ("SHTTP", true), ("SUDP", false)] {
        let start = sample.find(method).unwrap() + method.len();
        let end = start + sample[start..].find('<').unwrap();
        let changed = format!("{}{word}{}", &sample[..start], &sample[end..]);
        let ran = imps_with(["validate"], changed.as_bytes());
        let out = String::from_utf8(ran.out).unwrap();
        assert_eq!((ran.code, out.contains("warning[unknown-word]")), (Some(0), told), "{word}: {out}");
    }
}

#[test]
fn the_help_says_what_strict_reading_does_not_check() {
    let help = String::from_utf8(imps(["convert", "--help"]).out).unwrap();
    let words: Vec<_> = help.split_whitespace().collect();
    assert!(words.join(" ").contains("accepts an element that the version does not have"), "{help}");
}
