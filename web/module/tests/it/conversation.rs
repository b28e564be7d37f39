//! The conversation of a capture.

use crate::run::{ask, test_file};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

fn conversation(selection: &str) -> Value {
    let question = format!(r#"{{"ask":"open"{selection}}}"#);
    ask(&question, &test_file("captures/conversation.pcapng"))["capture"].clone()
}

#[test]
fn a_capture_has_sessions_and_events() {
    let found = conversation("");
    let ids: Vec<_> =
        found["sessions"].as_array().unwrap().iter().map(|session| session["id"].clone()).collect();
    assert_eq!(ids, ["s-john", "s-mary"]);
    let first = &found["events"][0];
    assert_eq!(
        (&first["from"], &first["to"], &first["to_server"]),
        (&"john".into(), &"server".into(), &true.into())
    );
    assert_eq!(first["text"], "Login; 200 after 180 ms");
    assert_eq!(found["events"][1]["at"], 180_200);
    assert_eq!(
        (&found["sessions"][0]["state"], &found["sessions"][1]["state"]),
        (&"closed".into(), &"open".into())
    );
    assert_eq!(found["total"], found["events"].as_array().unwrap().len());
    assert!(found["fault"].is_null(), "{found}");
}

/// The numbers are the ones that the guide shows for the same capture.
#[test]
fn filters_choose_events() {
    let numbers = |selection: &str| -> Vec<u64> {
        let found = conversation(selection);
        let events = found["events"].as_array().unwrap();
        assert_eq!(found["selected"], events.len());
        events.iter().map(|event| event["number"].as_u64().unwrap()).collect()
    };
    let errors = numbers(r#","errors":true"#);
    assert!([34, 35, 40].iter().all(|number| errors.contains(number)), "{errors:?}");
    assert_eq!(numbers(r#","primitives":["SendMessage"],"sessions":["s-john"]"#)[0], 20);
    assert_eq!(numbers(r#","sessions":["nobody"]"#), [0; 0]);
    let found = conversation(r#","first":30"#);
    assert_eq!(found["events"][0]["number"], 31);
}

#[test]
fn the_primitives_are_counted() {
    let found = conversation("");
    let primitives = found["primitives"].as_array().unwrap();
    let login = primitives.iter().find(|row| row[0] == "Login").unwrap();
    // A request and a response of each user.
    assert_eq!(login[1], 4, "{primitives:?}");
}

#[test]
fn a_message_has_its_document() {
    let capture = test_file("captures/conversation.pcapng");
    let found = ask(r#"{"ask":"message","number":38}"#, &capture);
    let bytes = STANDARD.decode(found["bytes"].as_str().unwrap()).unwrap();
    // The guide shows this row of the same message.
    assert_eq!(bytes[0x34], 0x1F);
    assert_eq!((&found["syntax"], &found["name"]), (&"wbxml".into(), &"message 38".into()));
    let missing = ask(r#"{"ask":"message","number":999}"#, &capture);
    assert_eq!(missing["fault"]["text"], "there is no message 999");
}

#[test]
fn a_cut_capture_is_read_up_to_its_end() {
    let capture = test_file("captures/conversation.pcapng");
    let found = ask(r#"{"ask":"open"}"#, &capture[..capture.len() / 2]);
    assert!(found["capture"]["fault"].is_string(), "{found}");
    assert!(found["capture"]["total"].as_u64().unwrap() > 5);
}
