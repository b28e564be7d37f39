//! Memory is given back.

use crate::run::{raw, test_file};

#[test]
fn nothing_stays_behind() {
    let inputs =
        ["captures/conversation.pcapng", "csp/1.3/new-message-picture.wbxml", "bad/cut-in-the-middle.wbxml"];
    let questions = [
        r#"{"ask":"open"}"#,
        r#"{"ask":"message","number":20}"#,
        r#"{"ask":"explain"}"#,
        r#"{"ask":"convert","to":"xml"}"#,
        r#"{"ask":"convert","to":"json"}"#,
        r#"{"ask":"validate"}"#,
        "broken",
    ];
    for name in inputs {
        let bytes = test_file(name);
        for question in questions {
            // The first time may build tables that stay.
            raw(question, &bytes);
            let counted = allocation_counter::measure(|| drop(raw(question, &bytes)));
            assert_eq!(counted.bytes_current, 0, "{name} {question}");
            assert!(counted.bytes_max > 0);
        }
    }
}
