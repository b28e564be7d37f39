//! `imps conformance`: claims, reasons, and the groups that captures show.

use crate::run::{bytes, command, imps, imps_with, testdata};
use imps_conformance::Group;
use insta::assert_snapshot;
use serde_json::Value;

const CAPTURE: &str = "captures/conversation.pcapng";

#[track_caller]
fn shown(arguments: &[&str]) -> String {
    let arguments = [&["conformance"], arguments].concat();
    let output = command(arguments).current_dir(testdata("")).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), err.as_str()), (Some(0), ""));
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn objects(arguments: &[&str]) -> Vec<Value> {
    let shown = shown(&[&["--json"], arguments].concat());
    shown.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_phone_a_server_and_these_crates() {
    assert_snapshot!(shown(&["--have", "CSP:MCF,Transport:MCF,WBXML:MCF"]));
    assert_snapshot!(shown(&["--have", "CSP:MSF,Transport:MSF,XMLS:MSF,WBXML:MSF"]));
    assert_snapshot!(shown(&["--of-these-crates"]));
}

#[test]
fn a_reason_is_one_line() {
    let server = ["--have", "CSP:MSF,Transport:MSF,PTS:MSF,WBXML:MSCF", "--why-not", "S-001"];
    let why_not = "S-001 needs S-005 or C-007; S-005 needs XMLS:MSF; C-007 needs PTS:MCF\n";
    assert_eq!(shown(&server), why_not);
    let corrected = shown(&[&server[..], &["--reading", "corrected"]].concat());
    assert_eq!(corrected, "S-001 is in the claim\n");
    let lines = objects(&server);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["why_not"], why_not.trim_end());
    assert_eq!(
        lines[0]["missing_items"],
        serde_json::json!(["OMA-ERDEF-IMPS-C-007", "OMA-ERDEF-IMPS-S-005"])
    );
}

#[test]
fn a_claim_in_json() {
    let lines = objects(&["--have", "oma-ts-imps-csp-1_3:mcf, Transport:MCF,XMLS:MCF"]);
    assert_eq!(lines.len(), 31);
    assert_eq!(lines[0]["kind"], "claim");
    assert_eq!((&lines[0]["client"], &lines[0]["server"]), (&Value::Bool(true), &Value::Bool(false)));
    let items = ["OMA-ERDEF-IMPS-C-001", "OMA-ERDEF-IMPS-C-003", "OMA-ERDEF-IMPS-C-005"];
    assert_eq!(lines[0]["items"], serde_json::json!(items));
    let claimed = lines[1..].iter().filter(|line| line["claimed"] == true);
    assert_eq!(claimed.map(|line| line["item"].as_str().unwrap()).collect::<Vec<_>>(), items);
    let crates = objects(&["--of-these-crates"]);
    assert_eq!(crates.iter().filter(|line| line["kind"] == "group").count(), 25);
}

#[test]
fn a_capture_shows_groups() {
    let text = shown(&[CAPTURE]);
    assert_snapshot!(text);
    let piped = imps_with(["conformance", "-"], &bytes(CAPTURE)).good();
    assert_eq!(String::from_utf8(piped).unwrap(), text);
    let lines = objects(&[CAPTURE]);
    assert_eq!(lines[0]["group"], "OMA-TS-IMPS-CSP-1_3:MCF");
    assert_eq!(lines[0]["lacks"], serde_json::json!(["KeepAlive-Request"]));
    // The timeline counts the same messages.
    let timeline = imps(["timeline".as_ref(), "--json".as_ref(), testdata(CAPTURE).as_os_str()]).good();
    let timeline = String::from_utf8(timeline).unwrap();
    let sent = timeline.lines().filter(|line| line.contains("\"kind\":\"message\""));
    let (to_server, to_client): (Vec<_>, Vec<_>) = sent.partition(|line| line.contains("to-server"));
    let messages = |short: &str| {
        let id = short.parse::<Group>().unwrap().id();
        let line = lines.iter().find(|line| line["group"] == id).unwrap();
        usize::try_from(line["messages"].as_u64().unwrap()).unwrap()
    };
    assert_eq!((messages("WBXML:MCF"), messages("WBXML:MSCF")), (to_server.len(), to_client.len()));
}

#[test]
fn nonsense_is_refused() {
    assert!(imps(["conformance"]).misused().contains("--have"));
    let unknown = imps(["conformance", "--have", "CSP:MXF"]).misused();
    assert!(unknown.contains("unknown feature group \"CSP:MXF\""), "{unknown}");
    let unknown = imps(["conformance", "--have", "CSP:MCF", "--why-not", "S-021"]).misused();
    assert!(unknown.contains("unknown item \"S-021\""), "{unknown}");
    imps(["conformance", "--have", "CSP:MCF", "a.pcap"]).misused();
    imps(["conformance", "--have", "CSP:MCF", "--of-these-crates"]).misused();
    imps(["conformance", "--why-not", "S-001", "a.pcap"]).misused();
    imps(["conformance", "--why-not", "S-001"]).misused();
    let none = imps(["conformance".as_ref(), testdata("csp/1.2/status.xml").as_os_str()]).bad();
    assert!(none.contains("not a capture"), "{none}");
    imps(["conformance", "missing.pcap"]).bad();
}

#[test]
fn the_help_names_every_group() {
    let help = String::from_utf8(imps(["conformance", "--help"]).good()).unwrap();
    let list = help.split("Groups, each").nth(1).unwrap().split("Exit codes").next().unwrap();
    let words: Vec<_> = list.split_whitespace().collect();
    for group in Group::all_readings() {
        assert!(words.contains(&group.short()), "{group}");
    }
}
