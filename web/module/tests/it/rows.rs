//! Inputs, rows and findings.

use crate::run::{ask, files, test_file};
use serde_json::Value;
use std::fs;

fn page(bytes: &[u8], first: usize) -> Value {
    ask(&format!(r#"{{"ask":"explain","first":{first}}}"#), bytes)
}

/// Every byte of a document has its row, and the pages follow one another without a gap.
#[test]
fn the_pages_cover_the_document() {
    // 5,000 elements and texts.
    let items = b"\x75\x03text\0\x01".repeat(5000);
    let long = [b"\x03\x11\x6A\x00\x6D", items.as_slice(), b"\x01"].concat();
    let picture = test_file("csp/1.3/new-message-picture.wbxml");
    for document in [long, picture] {
        let (mut first, mut end, mut pages) = (0, 0, 0);
        loop {
            let page = page(&document, first);
            assert_eq!(page["start"], end, "page {pages}");
            assert_eq!(page["length"], document.len());
            let rows = page["rows"].as_array().unwrap();
            assert!(!rows.is_empty() && rows.len() <= 400);
            let mut next = end;
            for row in rows.iter().filter(|row| row["kind"] != "document") {
                assert_eq!(row["offset"], next, "{row}");
                next += row["length"].as_u64().unwrap();
            }
            assert_eq!(page["end"], next);
            (end, pages, first) = (next, pages + 1, first + rows.len());
            if first >= usize::try_from(page["total"].as_u64().unwrap()).unwrap() {
                break;
            }
        }
        assert_eq!(end, document.len() as u64);
    }
}

#[test]
fn a_byte_far_inside_has_its_page() {
    let items = b"\x75\x03text\0\x01".repeat(5000);
    let document = [b"\x03\x11\x6A\x00\x6D", items.as_slice(), b"\x01"].concat();
    for at in [0, 5, 4096, 20_003, document.len() - 1] {
        let page = ask(&format!(r#"{{"ask":"explain","at":{at}}}"#), &document);
        let at = at as u64;
        let has = |row: &Value| {
            let (offset, length) = (row["offset"].as_u64().unwrap(), row["length"].as_u64().unwrap());
            (offset..offset + length).contains(&at)
        };
        assert!(page["rows"].as_array().unwrap().iter().any(has), "{at}");
    }
}

/// A document of millions of rows has its first page soon: the rest is not even counted.
#[test]
fn counting_ends_somewhere() {
    let items = b"\x75\x03text\0\x01".repeat(20_000);
    let document = [b"\x03\x11\x6A\x00\x6D", items.as_slice(), b"\x01"].concat();
    let answer = page(&document, 0);
    assert_eq!((&answer["is_longer"], answer["total"].as_u64().unwrap() < 21_000), (&true.into(), true));
    let last = ask(r#"{"ask":"explain","at":160000}"#, &document);
    assert_eq!((&last["is_longer"], &last["end"]), (&false.into(), &document.len().into()));
}

/// A value as long as the document is one row, and its text is short in the answer.
#[test]
fn long_values_are_short_rows() {
    let text = "x".repeat(1 << 20);
    let document = [b"\x03\x11\x6A\x00\x49\x03", text.as_bytes(), b"\0\x01"].concat();
    let answer = page(&document, 0);
    let row = &answer["rows"][6];
    assert_eq!(row["length"], text.len() + 2, "{row}");
    assert!(answer.to_string().len() < 4000);
}

#[test]
fn a_broken_document_shows_its_fault_and_everything_before() {
    for file in
        files("testdata/bad").into_iter().filter(|file| file.extension().is_some_and(|it| it == "wbxml"))
    {
        let bytes = fs::read(&file).unwrap();
        let page = page(&bytes, 0);
        if page["refused"].is_null() && page["faults"][0].is_null() {
            // Faults of structure are for the validator.
            let found = ask(r#"{"ask":"validate"}"#, &bytes);
            assert!(found["findings"][0].is_object(), "{}: {page}", file.display());
        }
    }
    let cut = page(&test_file("bad/cut-in-the-middle.wbxml"), 0);
    assert_eq!(cut["faults"][0]["offset"], cut["length"], "{cut}");
}

#[test]
fn offsets_of_xml_in_other_sets_count_in_the_text() {
    let page = page(&test_file("inputs/K05-koi8-r.xml"), 0);
    assert!(page["recoded"].is_string(), "{page}");
    let plain = self::page(b"<a>\xC3\xA9</a>", 0);
    assert!(plain["recoded"].is_null(), "{plain}");
}

#[test]
fn wrappings_come_off() {
    let answer = ask(r#"{"ask":"open"}"#, &test_file("inputs/wrapped/xxd.txt"));
    let document = &answer["documents"][0];
    assert_eq!(document["syntax"], "wbxml", "{answer}");
    assert!(document["bytes"].is_string() && document["place"].is_null());
    assert!(document["notes"][0].as_str().unwrap().contains("a dump"), "{answer}");
    // Unchanged bytes are named by their place.
    let answer = ask(r#"{"ask":"open"}"#, b"POST / HTTP/1.1\r\n\r\n<a/>");
    assert_eq!(answer["documents"][0]["place"], serde_json::json!([19, 4]), "{answer}");
}

#[test]
fn several_documents_have_names() {
    let answer = ask(r#"{"ask":"open"}"#, &test_file("inputs/K02-two-documents.wbxml"));
    let names: Vec<_> = answer["documents"].as_array().unwrap().iter().map(|it| it["name"].clone()).collect();
    assert_eq!(names, ["document 1", "document 2"], "{answer}");
    let places = answer["documents"].as_array().unwrap().iter().map(|it| &it["place"]);
    assert!(places.clone().all(Value::is_array), "{answer}");
    // A document that begins later counts from its own start.
    let stream = b"<WV-CSP-Message/>\n<WV-CSP-Message/>";
    let answer = ask(r#"{"ask":"open"}"#, stream);
    assert_eq!(answer["documents"][1]["place"][0], 18, "{answer}");
}

#[test]
fn the_validator_names_the_rule_and_explains_it() {
    let answer = ask(r#"{"ask":"validate"}"#, &test_file("faults/order-login.xml"));
    let finding = &answer["findings"][0];
    assert_eq!(
        (&finding["rule"], &finding["severity"]),
        (&"wrong-order".into(), &"warning".into()),
        "{answer}"
    );
    assert_eq!(finding["offset"], 623);
    assert!(finding["says"].is_string() && finding["bad"].is_string() && finding["good"].is_string());
    let good = ask(r#"{"ask":"validate"}"#, &test_file("csp/1.2/login-request.wbxml"));
    assert_eq!(good, serde_json::json!({"findings": [], "left_out": 0}));
}

/// The view is checked as the document that it means.
#[test]
fn the_view_is_validated_too() {
    let view = crate::run::converted(&test_file("csp/1.2/login-request.wbxml"), "json");
    assert_eq!(ask(r#"{"ask":"validate"}"#, &view)["findings"], serde_json::json!([]));
    let answer = ask(r#"{"ask":"validate"}"#, br#"{"version":"1.2","WV-CSP-Message":{"Session":{}}}"#);
    assert_eq!(answer["findings"][0]["rule"], "missing-element", "{answer}");
}
