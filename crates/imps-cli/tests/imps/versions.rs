//! `imps convert --to-version`: the message, its losses, and the exit code.

use crate::run::{Ran, imps, imps_with, testdata};
use serde_json::Value;

fn convert(name: &str, options: &[&str]) -> Ran {
    let file = testdata(name).into_os_string();
    let arguments = ["convert", "--compact"].iter().chain(options).map(Into::into);
    imps(arguments.chain([file]))
}

fn text(ran: &Ran) -> String {
    String::from_utf8(ran.out.clone()).unwrap()
}

#[test]
fn the_version_has_its_own_names() {
    let Ran { code, out, err } =
        convert("csp/1.3/subscribe-presence-request.wbxml", &["--to-version", "1.2"]);
    let out = String::from_utf8(out).unwrap();
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("http://www.openmobilealliance.org/DTD/WV-CSP1.2"), "{out}");
    assert!(out.contains("<User><UserID>") && !out.contains("UserIDList"), "{out}");
    // The other syntax of XML is binary, as without a version.
    let binary = convert("csp/1.3/polling-request.xml", &["--to-version", "1.1"]);
    assert_eq!((binary.code, binary.err.as_str()), (Some(0), ""));
    // WBXML 1.3, and the public identifier of 1.1.
    assert_eq!(binary.out[..2], [3, 0x10]);
}

#[test]
fn losses_are_lines_for_people_or_for_programs() {
    let login = "csp/1.3/login-request.wbxml";
    let Ran { code, err, .. } = convert(login, &["--to-version", "1.1"]);
    assert_eq!(code, Some(0));
    let path = "WV-CSP-Message/Session/Transaction[0]/TransactionContent/Login-Request/ApplicationID";
    assert!(err.contains(&format!(": note: lost: {path}: the version has no place for it\n")), "{err}");

    let Ran { code, err, .. } =
        convert(login, &["--to-version", "1.1", "--losses", "json", "--fail-on-loss"]);
    assert_eq!(code, Some(1));
    let lines: Vec<Value> = err.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3, "{err}");
    assert_eq!(lines[0]["path"], path);
    assert_eq!(lines[0]["reason"], "not-in-version");
    assert!(lines[0]["file"].as_str().unwrap().ends_with("login-request.wbxml"));

    let whole = convert("csp/1.3/logout-request.wbxml", &["--to-version", "1.1", "--fail-on-loss"]);
    assert_eq!((whole.code, whole.err.as_str()), (Some(0), ""));
}

#[test]
fn a_request_that_does_not_travel_is_not_written() {
    let map = "csp/1.3/get-map-request.wbxml";
    let ran = convert(map, &["--to-version", "1.2"]);
    assert_eq!((ran.code, text(&ran).trim()), (Some(0), ""), "{}", ran.err);
    assert!(ran.err.contains("does not travel: its sender gets the status 506"), "{}", ran.err);
    let ran = convert(map, &["--to-version", "1.2", "--fail-on-loss", "--losses", "json"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.lines().any(|line| line.contains("\"kind\":\"answer\"") && line.contains("\"status\":506")),
        "{}",
        ran.err
    );
}

#[test]
fn several_documents_are_told_apart() {
    let text = std::fs::read_to_string(testdata("csp/1.3/login-request.xml")).unwrap();
    let several = format!("{text}\n{text}");
    let Ran { code, err, .. } =
        imps_with(["convert", "--to", "xml", "--to-version", "1.1", "--losses", "json"], several.as_bytes());
    assert_eq!(code, Some(0), "{err}");
    let lines = err.lines().filter(|line| line.starts_with('{'));
    let numbers: Vec<Value> =
        lines.map(|line| serde_json::from_str::<Value>(line).unwrap()["document"].clone()).collect();
    assert_eq!(numbers, [1, 1, 1, 2, 2, 2], "{err}");
}

#[test]
fn nonsense_is_refused() {
    for arguments in [
        &["convert", "--to-version", "1.4"][..],
        &["convert", "--fail-on-loss"],
        &["convert", "--losses", "json"],
        &["convert", "--to-version", "1.1", "--losses", "xml"],
    ] {
        imps(arguments).misused();
    }
    let discovery =
        "<WV-CSP-VersionDiscovery-Request xmlns='http://www.openmobilealliance.org/DTD/WV-CSP1.2'/>";
    let refused = imps_with(["convert", "--to-version", "1.1"], discovery.as_bytes()).bad();
    assert!(refused.contains("WV-CSP-Message"), "{refused}");
}

#[test]
fn a_message_of_the_version_stays_as_it_is() {
    for name in ["csp/1.3/search-request.xml", "csp/1.2/search-request.xml", "csp/1.1/search-request.xml"] {
        let version = &name[4..7];
        let text = std::fs::read_to_string(testdata(name)).unwrap();
        // A pair per list, as 1.2 has it: the bridge would join the lists of 1.3.
        let list = |text: &str| {
            let start = text.find("<SearchPairList>").unwrap();
            let end = text.find("</SearchPairList>").unwrap() + "</SearchPairList>".len();
            text[start..end].to_owned()
        };
        let list = list(&text);
        let text = text.replacen(&list, &list.repeat(2), 1);
        let plain = imps_with(["convert", "--to", "xml"], text.as_bytes());
        let same = imps_with(["convert", "--to", "xml", "--to-version", version], text.as_bytes());
        assert_eq!((plain.code, same.code), (Some(0), Some(0)), "{name}: {}{}", plain.err, same.err);
        assert_eq!(plain.out, same.out, "{name}");
    }
}
