//! Timelines of captures, as people and programs see them.

use crate::run::{bytes, command, imps, imps_with, testdata};
use insta::assert_snapshot;
use std::fs;

const CAPTURE: &str = "captures/conversation.pcapng";

/// The output of a run in the folder of test documents that must have gone well.
#[track_caller]
fn shown(arguments: &[&str]) -> String {
    let output = command(arguments).current_dir(testdata("")).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), err.as_str()), (Some(0), ""));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_timeline_has_sessions_and_a_line_per_message() {
    let text = shown(&["timeline", CAPTURE]);
    assert_snapshot!(text);
    assert_eq!(shown(&["inspect", CAPTURE]), text);
    assert_eq!(String::from_utf8(imps_with(["timeline"], &bytes(CAPTURE)).good()).unwrap(), text);
    assert_eq!(String::from_utf8(imps_with(["inspect"], &bytes(CAPTURE)).good()).unwrap(), text);
    assert_eq!(shown(&["timeline", "--validate", CAPTURE]), text, "without findings");
}

#[test]
fn every_form_of_a_session() {
    let of = |format: &str| shown(&["timeline", "--session", "s-mary", "--format", format, CAPTURE]);
    assert_snapshot!(of("json"));
    assert_snapshot!(of("ladder"));
    assert_snapshot!(of("mermaid"));
    assert_snapshot!(of("svg"));
    assert_eq!(shown(&["timeline", "--session", "s-mary", "--json", CAPTURE]), of("json"));
}

#[test]
fn selected_redacted_and_in_detail() {
    assert_snapshot!(shown(&["timeline", "--redact", "--errors", CAPTURE]));
    let field = "MessageInfo/Recipient/User/UserID=wv:mary@imps.example";
    assert_snapshot!(shown(&["timeline", "--where", field, "--format", "ladder", CAPTURE]));
    let message = shown(&["timeline", "--message", "38", CAPTURE]);
    assert_snapshot!(message.lines().take(9).collect::<Vec<_>>().join("\n"));
    assert_snapshot!(shown(&["timeline", "--message", "22", CAPTURE]));
    let missing =
        imps(["timeline".into(), "--message".into(), "99".into(), testdata(CAPTURE).into_os_string()]);
    assert_eq!((missing.code, missing.out.len()), (Some(1), 0));
    assert!(missing.err.ends_with(": has no message 99: the last one is 40\n"), "{}", missing.err);
}

#[test]
fn states_select_sessions() {
    for (state, session) in [("open", "s-mary"), ("closed", "s-john")] {
        let by_id = shown(&["timeline", "--session", session, CAPTURE]);
        assert_eq!(shown(&["timeline", "--state", state, CAPTURE]), by_id);
    }
    let none = shown(&["timeline", "--state", "expired", "--state", "refused", CAPTURE]);
    assert!(none.starts_with("# 0 sessions\n\n#"), "{none}");
}

#[test]
fn findings_are_in_lines_and_ladders() {
    let document = String::from_utf8(bytes("faults/order-login.xml")).unwrap();
    let har = serde_json::json!({"log": {"entries": [{
        "startedDateTime": "2006-05-04T10:00:00Z",
        "request": {"method": "POST", "url": "http://imps.example/csp", "postData": {"mimeType": "text/xml", "text": document}},
    }]}});
    let har = har.to_string();
    for format in ["text", "json", "ladder", "svg", "mermaid"] {
        let run = |validate: &[&str]| {
            let arguments = [&["timeline", "--format", format][..], validate].concat();
            String::from_utf8(imps_with(arguments, har.as_bytes()).good()).unwrap()
        };
        assert!(run(&["--validate"]).contains("wrong-order"), "{format}");
        assert!(!run(&[]).contains("wrong-order"), "{format}");
    }
}

#[test]
fn bodies_go_to_files_and_convert_numbers_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = testdata(CAPTURE);
    imps(["timeline".as_ref(), "-o".as_ref(), folder.path().as_os_str(), path.as_os_str()]).good();
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 29 + 7, "29 documents, 7 lines: {names:?}");
    assert_eq!(names[0], "0001-to-server-Login-Request.wbxml");
    let body = fs::read(folder.path().join("0020-to-server-SendMessage-Request.wbxml")).unwrap();
    let own = String::from_utf8(imps_with(["convert"], &body).good()).unwrap();
    let all = imps(["convert".as_ref(), path.as_os_str()]);
    assert!(
        String::from_utf8(all.out)
            .unwrap()
            .contains(own.trim_start_matches("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
    );
    assert_eq!(imps(["validate".as_ref(), path.as_os_str()]).code, Some(0));
}

#[test]
fn the_packets_of_a_session_are_a_capture_of_their_own() {
    let output = command(["timeline", "--format", "pcap", "--session", "s-mary", CAPTURE])
        .current_dir(testdata(""))
        .output();
    let one = output.unwrap().stdout;
    let text = String::from_utf8(imps_with(["timeline"], &one).good()).unwrap();
    assert!(text.starts_with("# 1 session\n") && text.contains("mary: Login; 200 after 700 ms"), "{text}");
    assert!(!text.contains("john: "), "{text}");
}

#[test]
fn misuse_and_bad_captures_say_so() {
    for (arguments, problem) in [
        (&["timeline", "--redact", "--format", "pcap", "a"][..], "--redact"),
        (&["timeline", "--message", "1", "a", "b"], "name one"),
        (&["timeline", "--where", "a//b", "a"], "not a path"),
        (&["timeline", "--state", "open"], "name a file"),
        (&["timeline", "--state", "asleep", "a"], "[possible values: open, closed, expired, refused]"),
    ] {
        assert!(imps(arguments).misused().contains(problem), "{arguments:?}");
    }
    let path = testdata(CAPTURE);
    assert!(
        imps(["inspect".as_ref(), "--at".as_ref(), "3".as_ref(), path.as_os_str()])
            .misused()
            .contains("--message")
    );
    assert_eq!(
        imps_with(["timeline"], b"text").bad(),
        "imps: standard input: not a capture: expected pcap, pcapng or har\n"
    );
    let whole = bytes(CAPTURE);
    let cut = imps_with(["timeline"], &whole[..5000]);
    assert_eq!(
        (cut.code, cut.err.as_str()),
        (Some(1), "imps: standard input: the capture ends inside packet 32\n")
    );
    assert!(String::from_utf8(cut.out).unwrap().contains("john: Login; 200"));
}
