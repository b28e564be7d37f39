//! Documents between syntaxes, and the places of faults.

use crate::run::{ask, converted, files, test_file};
use std::fs;
use std::path::PathBuf;

fn with_extension(folder: &str, extension: &str) -> Vec<PathBuf> {
    files(folder)
        .into_iter()
        .filter(|file| file.extension().is_some_and(|found| found == extension))
        .collect()
}

/// The pairs of `testdata/csp` are what an independent encoder made.
#[test]
fn the_test_documents_convert_both_ways() {
    let mut count = 0;
    for version in ["1.1", "1.2", "1.3"] {
        for binary in with_extension(&format!("testdata/csp/{version}"), "wbxml") {
            let (bytes, text) = (fs::read(&binary).unwrap(), fs::read(binary.with_extension("xml")).unwrap());
            let name = binary.display();
            assert_eq!(
                String::from_utf8(converted(&bytes, "xml")),
                String::from_utf8(text.clone()),
                "{name}"
            );
            assert_eq!(converted(&text, "wbxml"), bytes, "{name}");
            // Tokens and text are the same in the view.
            let views =
                [&bytes, &text].map(|document| String::from_utf8(converted(document, "json")).unwrap());
            assert_eq!(views[0], views[1], "{name}");
            count += 1;
        }
    }
    assert!(count > 300, "{count}");
}

/// The lines of a text, whatever their order.
fn lines(text: &[u8]) -> Vec<String> {
    let mut lines: Vec<String> = String::from_utf8_lossy(text).lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// The view keeps everything but the order of fields, so that editing it loses nothing.
#[test]
fn the_view_leads_back_to_the_document() {
    let mut count = 0;
    for file in with_extension("testdata/csp", "xml").into_iter().chain(with_extension("testdata/ssp", "xml"))
    {
        let text = fs::read(&file).unwrap();
        // Some of the odd documents have no canonical form.
        let canonical = converted(&text, "xml");
        let view = converted(&canonical, "json");
        let back = converted(&view, "xml");
        assert_eq!(lines(&back), lines(&canonical), "{}", file.display());
        count += 1;
    }
    assert!(count > 350, "{count}");
}

#[test]
fn the_view_has_the_names_of_the_standard() {
    let view = String::from_utf8(converted(&test_file("csp/1.2/login-request.wbxml"), "json")).unwrap();
    assert!(
        view.starts_with("{\n  \"version\": \"1.2\",\n  \"WV-CSP-Message\": {\n    \"Session\": {"),
        "{view}"
    );
    assert!(view.contains("\"UserID\": \"wv:john@smith.com\""), "{view}");
}

#[test]
fn plain_text_converts_both_ways() {
    let line = test_file("pts/01-login-request.pts");
    let text = converted(&line, "xml");
    assert_eq!(lines(&text), lines(&test_file("pts/01-login-request.xml")));
    let back = converted(&test_file("pts/01-login-request.xml"), "pts");
    assert_eq!(back.trim_ascii_end(), line.trim_ascii_end());
}

#[test]
fn client_provisioning_converts_too() {
    let text = converted(&test_file("inputs/provisioning-wa.wbxml"), "xml");
    assert!(
        text.windows(20).any(|part| part == b"<wap-provisioningdoc"),
        "{}",
        String::from_utf8_lossy(&text)
    );
    // It has no view.
    let answer = ask(r#"{"ask":"convert","to":"json"}"#, &test_file("inputs/provisioning-wa.wbxml"));
    assert!(answer["fault"]["text"].is_string(), "{answer}");
}

#[test]
fn messages_between_servers_have_no_binary_form() {
    let file = &with_extension("testdata/ssp", "xml")[0];
    let answer = ask(r#"{"ask":"convert","to":"wbxml"}"#, &fs::read(file).unwrap());
    assert!(answer["fault"]["text"].as_str().unwrap().contains("WV-SSP-Message"), "{answer}");
}

#[test]
fn a_fault_in_a_text_has_its_line() {
    let text = String::from_utf8(test_file("csp/1.2/login-request.xml")).unwrap();
    let line = text.lines().position(|line| line.contains("<UserID>")).unwrap() + 1;
    let broken = text.replace("<UserID>", "<UserID");
    let answer = ask(r#"{"ask":"convert","to":"wbxml","from":"xml"}"#, broken.as_bytes());
    assert_eq!(answer["fault"]["line"], line, "{answer}");
    let json = String::from_utf8(converted(text.as_bytes(), "json")).unwrap();
    let line = json.lines().position(|line| line.contains("\"UserID\"")).unwrap() + 1;
    let answer = ask(
        r#"{"ask":"convert","to":"wbxml","from":"json"}"#,
        json.replace("\"UserID\":", "\"UserID\"").as_bytes(),
    );
    assert_eq!(answer["fault"]["line"], line, "{answer}");
}

/// A hint that names options of the command is of no use here.
#[test]
fn hints_do_not_name_options_of_the_command() {
    for file in files("testdata/bad").into_iter().chain(files("testdata/inputs")) {
        let answer = ask(r#"{"ask":"convert","to":"xml"}"#, &fs::read(&file).unwrap());
        let hint = answer["fault"]["hint"].as_str().unwrap_or_default();
        assert!(!hint.contains("--") && !hint.contains("imps "), "{}: {hint}", file.display());
    }
    let cut = &test_file("csp/1.2/login-request.wbxml")[..90];
    let answer = ask(r#"{"ask":"convert","to":"xml"}"#, cut);
    let hint = "the document ends in the middle, after 90 bytes: was it cut?";
    assert_eq!(
        (&answer["fault"]["offset"], &answer["fault"]["hint"]),
        (&90.into(), &hint.into()),
        "{answer}"
    );
}

#[test]
fn long_text_is_cut_in_whole_characters() {
    let text = "<WV-CSP-Message><Session>\u{E9}</Session></WV-CSP-Message>";
    let whole = converted(text.as_bytes(), "xml");
    for most in 0..=whole.len() {
        let answer = ask(&format!(r#"{{"ask":"convert","to":"xml","most":{most}}}"#), text.as_bytes());
        assert_eq!(answer["length"], whole.len());
        assert!(whole.starts_with(answer["text"].as_str().unwrap().as_bytes()));
        assert!(answer["text"].as_str().unwrap().len() + 1 >= most.min(whole.len()));
    }
}
