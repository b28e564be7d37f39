//! The timelines of the captures in `testdata/conversations`.
//!
//! `UPDATE=1 cargo test -p imps-cli --test imps conversations` writes them again.

use crate::run::{imps, testdata};
use serde_json::Value;
use std::ffi::OsString;
use std::fs;
use std::process::{Command, Output};

const CONVERSATIONS: [&str; 6] = ["1.1-wbxml", "1.1-xml", "1.2-wbxml", "1.2-xml", "1.3-wbxml", "1.3-xml"];

#[test]
fn the_committed_timelines_are_the_ones_of_the_captures() {
    for conversation in CONVERSATIONS {
        let folder = testdata("conversations").join(conversation);
        let capture = folder.join("capture.pcapng.gz");
        let shown = imps([OsString::from("timeline"), "--json".into(), capture.into()]).good();
        let path = folder.join("timeline.jsonl");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &shown).unwrap();
        }
        let is_same = fs::read(&path).unwrap_or_default() == shown;
        assert!(is_same, "{}: run again with UPDATE=1", path.display());
    }
}

/// Runs the script that compares a codec with the documents; `None` without Python.
fn check(arguments: &[&str]) -> Option<Output> {
    let script = testdata("conversations/check");
    Command::new("python3").arg(script).args(arguments).output().ok()
}

#[test]
fn the_script_tells_a_right_codec_from_a_wrong_one() {
    let imps = env!("CARGO_BIN_EXE_imps");
    for arguments in
        [&["--only", "1.2-", imps, "convert"][..], &["--only", "1.2-", "--encode", imps, "convert"]]
    {
        let Some(good) = check(arguments) else { return };
        let text = String::from_utf8(good.stdout).unwrap();
        assert!(text.contains("\n74 documents: 74 equal, 0 differ, 0 failed, 0 known\n"), "{text}");
        assert_eq!(good.status.code(), Some(0));
    }
    let bad = check(&["--only", "1.2-", imps, "convert", "--to-version", "1.1"]).unwrap();
    let text = String::from_utf8(bad.stdout).unwrap();
    assert!(text.contains("\n74 documents: 0 equal, "), "{text}");
    assert_eq!(bad.status.code(), Some(1));
}

/// The manifest was made without the capture.
#[test]
fn timelines_say_the_same_as_the_manifest() {
    let manifest = fs::read_to_string(testdata("conversations/manifest.tsv")).unwrap();
    let mut rows = manifest.lines().map(|row| row.split('\t').collect::<Vec<_>>());
    let names = rows.next().unwrap();
    let column = |name: &str| names.iter().position(|it| *it == name).unwrap();
    let rows: Vec<_> = rows.filter(|row| row[column("fault")].is_empty()).collect();
    for conversation in CONVERSATIONS {
        let (version, syntax) = conversation.split_once('-').unwrap();
        let path = testdata("conversations").join(conversation).join("timeline.jsonl");
        let text = fs::read_to_string(path).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let events: Vec<Value> = lines.filter(|line| line.get("number").is_some()).collect();
        let rows: Vec<_> = rows.iter().filter(|row| row[column("version")] == version).collect();
        assert_eq!(events.len(), rows.len());
        for (row, event) in rows.iter().zip(&events) {
            let cell = |name: &str| row[column(name)];
            let seen = |name: &str| match &event[name] {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                other => other.to_string(),
            };
            assert_eq!(seen("number"), cell("number"));
            assert_eq!(seen("direction"), cell("direction"));
            assert_eq!(format!("{:.3}", event["at"].as_f64().unwrap()), cell("time"));
            assert_eq!(seen("bearer").trim_start_matches("cir-"), cell("bearer"));
            assert_eq!(seen("problems"), "");
            if cell("file").is_empty() {
                // Of a line for wake-ups, the first word.
                assert_eq!(seen("primitive"), cell("primitive").split(' ').next().unwrap());
                continue;
            }
            for name in ["primitive", "transaction", "status"] {
                assert_eq!(seen(name), cell(name), "{conversation} {}", cell("number"));
            }
            assert_eq!(seen("mode"), cell("mode").to_lowercase());
            assert_eq!((seen("version").as_str(), seen("syntax").as_str()), (version, syntax));
            // The timeline knows the session of a login from its answer.
            if !cell("primitive").starts_with("Login-") {
                assert_eq!(seen("session"), cell("session"));
            }
        }
    }
}
