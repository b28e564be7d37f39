//! Rows with all bytes, and the way back from them to the document.

use crate::run::{all, bytes, imps, imps_with, testdata};
use insta::assert_snapshot;

fn rows(arguments: &[&str], document: &[u8]) -> Vec<u8> {
    imps_with([&["inspect"], arguments].concat(), document).out
}

#[test]
fn all_bytes_and_texts_are_shown() {
    let shown = rows(&["--full"], &bytes("csp/odd/literals.wbxml"));
    assert_snapshot!(String::from_utf8(shown).unwrap());
    let long = format!("<WV-CSP-Message><a>{}</a></WV-CSP-Message>", "0123456789".repeat(20));
    let shown = String::from_utf8(rows(&["--full"], long.as_bytes())).unwrap();
    assert!(shown.contains(&"0123456789".repeat(20)), "{shown}");
}

/// Every document comes back, byte by byte: the writer of `convert` alone could hide a difference.
#[test]
fn rows_are_read_back() {
    let folders = ["csp/1.1", "csp/1.2", "csp/1.3", "csp/odd", "bad"];
    let files = folders.iter().flat_map(|folder| all(folder, "wbxml"));
    let mut count = 0;
    for file in files.filter(|file| file.metadata().unwrap().len() < 4096).step_by(3) {
        let document = std::fs::read(&file).unwrap();
        let rows = rows(&["--full"], &document);
        // A header that is cut has nothing to read back as.
        let unwrapped = imps_inspect::unwrap(&rows);
        let [read] = &*unwrapped.documents else { panic!("{}", file.display()) };
        if !read.wrappings.is_empty() {
            assert!(*read.bytes == document, "{}\n{}", file.display(), String::from_utf8_lossy(&rows));
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
}

#[test]
fn convert_takes_rows() {
    for file in ["csp/1.2/login-request.wbxml", "csp/odd/literals.wbxml"] {
        let read = imps_with(["convert"], &rows(&["--full"], &bytes(file)));
        assert_eq!(read.code, Some(0), "{}", read.err);
        let length = bytes(file).len();
        let note = format!(
            "note: this is rows of imps inspect, of {length} bytes; offsets count in the decoded bytes\n"
        );
        assert!(read.err.ends_with(&note), "{}", read.err);
        let path = testdata(file);
        assert_eq!(read.out, imps(["convert".as_ref(), path.as_os_str()]).good());
    }
    // Two documents in one file.
    let file = "inputs/K02-two-documents.wbxml";
    let read = imps_with(["convert"], &rows(&["--full"], &bytes(file)));
    let path = testdata(file);
    assert_eq!(read.out, imps(["convert".as_ref(), path.as_os_str()]).out);
    assert!(!read.out.is_empty());
}

#[test]
fn rows_without_all_bytes_are_refused_with_the_remedy() {
    let document = bytes("csp/1.2/login-request.wbxml");
    let xml = bytes("csp/1.2/status.xml");
    for rows in [
        rows(&[], &document),
        rows(&["--full", "--max-depth", "2"], &document),
        rows(&[], &xml),
        rows(&["--full"], &xml),
    ] {
        for command in ["convert", "inspect"] {
            let error = imps_with([command], &rows).bad();
            assert!(error.contains("imps inspect --full FILE"), "{error}");
        }
    }
}

/// At 80 columns and at others, a row has one line, unless it is a fault.
#[test]
fn rows_fit_into_the_terminal() {
    let shown = |columns: &str, file: &str| {
        let mut command = crate::run::command(["inspect".as_ref(), testdata(file).as_os_str()]);
        String::from_utf8(command.env("COLUMNS", columns).output().unwrap().stdout).unwrap()
    };
    for file in ["csp/1.2/login-request.wbxml", "csp/1.2/status.xml", "csp/odd/literals.wbxml"] {
        let free = shown("", file).lines().count();
        for columns in [60, 80, 120, 160, 250] {
            let text = shown(&columns.to_string(), file);
            assert_eq!(text.lines().count(), free, "{file} {columns}");
            assert!(text.lines().all(|line| line.chars().count() <= columns), "{file}\n{text}");
        }
    }
    assert_snapshot!(shown("80", "csp/1.2/login-request.wbxml"));
    assert_snapshot!(shown("80", "bad/opaque-too-long.wbxml"));
    assert_snapshot!(shown("100", "csp/1.2/status.xml"));
}

/// One choice for all commands and both outputs. `auto` in a pipe is `never`.
#[test]
fn colours_are_written_where_they_are_asked_for() {
    let faulty = testdata("faults/twice-result.xml").into_os_string();
    let commands: [&[&str]; 5] = [
        &["validate"],
        &["inspect"],
        &["tables", "Password"],
        &["convert", "--to", "pts"],
        &["tables", "x-y"],
    ];
    for command in commands {
        let file = (command[0] != "tables").then_some(&faulty);
        let has_colours = |options: &[&str], variable: Option<&str>| {
            let arguments = command.iter().chain(options).map(std::ffi::OsString::from).chain(file.cloned());
            let mut run = crate::run::command(arguments);
            if let Some(variable) = variable {
                run.env(variable, "1");
            }
            let ran = run.output().unwrap();
            [ran.stdout, ran.stderr].concat().contains(&0x1B)
        };
        assert!(has_colours(&["--color", "always"], None), "{command:?}");
        assert!(has_colours(&["--color", "always"], Some("NO_COLOR")), "{command:?}");
        assert!(has_colours(&[], Some("CLICOLOR_FORCE")), "{command:?}");
        assert!(!has_colours(&["--color", "never"], Some("CLICOLOR_FORCE")), "{command:?}");
        assert!(!has_colours(&[], Some("NO_COLOR")), "{command:?}");
        assert!(!has_colours(&[], None), "{command:?}");
    }
}

/// A narrow terminal gets fewer columns, and each message has a line still.
#[test]
fn timelines_fit_into_the_terminal() {
    let shown = |columns: &str| {
        let capture = testdata("captures/conversation.pcapng");
        let mut command = crate::run::command(["timeline".as_ref(), capture.as_os_str()]);
        String::from_utf8(command.env("COLUMNS", columns).output().unwrap().stdout).unwrap()
    };
    let count = shown("").lines().count();
    for columns in [60, 80, 100, 120, 200] {
        let text = shown(&columns.to_string());
        assert_eq!(text.lines().count(), count, "{columns}");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        assert!(lines.clone().all(|line| line.chars().count() <= columns), "{text}");
    }
    assert_snapshot!(shown("80"));
}
