//! Whatever comes in, an answer comes out: all seeds of the fuzzers, and all bad documents.

use crate::run::{ask, files, through_abi};
use std::fs;

const QUESTIONS: [&str; 8] = [
    r#"{"ask":"open"}"#,
    r#"{"ask":"message","number":1}"#,
    r#"{"ask":"explain"}"#,
    r#"{"ask":"explain","at":7,"version":"1.1","charset":"utf-16le"}"#,
    r#"{"ask":"convert","to":"xml"}"#,
    r#"{"ask":"convert","to":"json"}"#,
    r#"{"ask":"convert","to":"wbxml","most":10}"#,
    r#"{"ask":"validate"}"#,
];

#[track_caller]
fn every_question(folder: &str) {
    for file in files(folder) {
        let bytes = fs::read(&file).unwrap();
        for question in QUESTIONS {
            let answer = ask(question, &bytes);
            let is_answer = ["fault", "documents", "capture", "name", "rows", "length", "findings"]
                .iter()
                .any(|key| !answer[key].is_null());
            assert!(is_answer, "{} {question}: {answer}", file.display());
        }
    }
}

#[test]
fn seeds_of_the_fuzzers() {
    every_question("fuzz/seeds");
}

#[test]
fn broken_and_faulty_documents() {
    every_question("testdata/bad");
    every_question("testdata/faults");
}

#[test]
fn inputs_captures_and_regressions() {
    every_question("testdata/inputs");
    every_question("testdata/captures");
    every_question("testdata/regressions");
}

/// Requests that the page does not send.
#[test]
fn broken_requests() {
    let whole = [&14_u32.to_le_bytes()[..], br#"{"ask":"open"}"#, b"<a/>"].concat();
    for length in 0..whole.len() {
        let answer = String::from_utf8(through_abi(&whole[..length])).unwrap();
        assert_eq!(answer.contains("\"fault\""), length < 19, "{length}: {answer}");
    }
    for question in
        ["", "{", "[]", "7", r#"{"ask":"nothing"}"#, r#"{"ask":"convert","to":"morse"}"#, r#"{"ask":7}"#]
    {
        let answer = ask(question, b"<a/>");
        assert!(answer["fault"]["text"].is_string(), "{question}: {answer}");
    }
    let answer = String::from_utf8(through_abi(&u32::MAX.to_le_bytes())).unwrap();
    assert_eq!(answer, r#"{"fault":{"text":"a request that is cut"}}"#);
}

/// Deep JSON has a limit, and no fault of ours.
#[test]
fn deep_json_is_refused() {
    let deep = [br#"{"version":"1.2","WV-CSP-Message":"#, "[".repeat(100_000).as_bytes()].concat();
    let answer = ask(r#"{"ask":"convert","to":"xml"}"#, &deep);
    assert!(answer["fault"]["text"].is_string(), "{answer}");
}
