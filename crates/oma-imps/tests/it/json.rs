//! The JSON view, of every document under `testdata/` and back.

use crate::common::{Settings, convert};
use oma_imps::csp::Message;
use oma_imps::{Input, Syntax, Version, WriteOptions, json};

fn to(syntax: Syntax) -> Settings {
    Settings::default().with_to(syntax)
}

#[test]
fn every_message_survives_json() {
    let mut seen = 0;
    for version in Version::ALL {
        let folder = imps_testing::testdata(&format!("csp/{version}"));
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "wbxml") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let fail = |error| panic!("{}: {error}", path.display());
            let json = convert(&bytes, &to(Syntax::Json)).unwrap_or_else(fail);
            let back = convert(&json, &to(Syntax::Wbxml)).unwrap_or_else(fail);
            assert!(back == bytes, "{}:\n{}", path.display(), String::from_utf8_lossy(&json));
            seen += 1;
        }
    }
    assert!(seen >= 331, "{seen} documents");
}

#[test]
fn messages_are_written_and_read_in_either_form() {
    let bytes = include_bytes!("../../../../testdata/csp/1.3/login-request.wbxml");
    let message: Message = Input::new(bytes).unwrap().read_owned().unwrap();
    let indented = WriteOptions::default().with_json(json::WriteOptions::default().with_indent(Some(2)));
    let compact = Syntax::Json.to_vec(&message).unwrap();
    let lines = Syntax::Json.to_vec_with(&message, &indented).unwrap();
    assert!(
        compact.starts_with(b"{\"version\":\"1.3\",") && lines.starts_with(b"{\n  \"version\": \"1.3\",\n")
    );
    for document in [compact, lines] {
        let input = Input::new(&document).unwrap();
        assert_eq!(input.syntax(), Syntax::Json);
        assert_eq!(input.read_owned::<Message>().unwrap(), message);
    }
}

#[test]
fn faults_are_told_with_their_place_once() {
    let error = Input::new(b"{\"version\":\n  \"1.2\",,}").unwrap_err();
    assert_eq!(error.offset(), Some(20), "{error}");
    assert!(!error.to_string().contains("column"), "{error}");
    assert!(Input::new(b"{}").is_err());
    assert!(Input::new(b"{\"version\":\"1.2\",\"Session\":{}}").is_err());
}
