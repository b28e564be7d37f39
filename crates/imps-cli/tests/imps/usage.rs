//! Arguments that make sense, and those that do not.

use crate::run::{bytes, imps, imps_with};
use std::fs;
use std::path::Path;
use tempfile::{TempDir, tempdir};

/// A folder with a message in both syntaxes: `a.xml`, `a.wbxml`, and `b/a.xml`.
fn messages() -> TempDir {
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("b")).unwrap();
    for name in ["a.xml", "a.wbxml", "b/a.xml"] {
        let extension = Path::new(name).extension().unwrap().to_str().unwrap();
        fs::write(folder.path().join(name), bytes(&format!("csp/1.1/status.{extension}"))).unwrap();
    }
    folder
}

/// Runs in a folder, where each argument with an `@` in front names a file.
fn misused(folder: &TempDir, arguments: &[&str]) -> String {
    let place = |argument: &&str| match argument.strip_prefix('@') {
        Some(name) => folder.path().join(name).into_os_string(),
        None => argument.into(),
    };
    imps(arguments.iter().map(place)).misused()
}

#[test]
fn help_has_examples_and_exit_codes() {
    let help = String::from_utf8(imps(["convert", "--help"]).good()).unwrap();
    for part in [
        "Examples:",
        "Exit codes:",
        "--from",
        "--to",
        "--csp-version",
        "--compact",
        "--strict",
        "--string-table",
    ] {
        assert!(help.contains(part), "{part}");
    }
    assert!(String::from_utf8(imps(["--help"]).good()).unwrap().contains("convert"));
    let version = String::from_utf8(imps(["--version"]).good()).unwrap();
    assert_eq!(version, concat!("imps ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn nonsense_is_refused() {
    let none: [&str; 0] = [];
    imps(none).misused();
    for arguments in [
        ["convert", "--to", "yaml"],
        ["convert", "--from", "text"],
        ["convert", "--csp-version", "1.4"],
        ["convert", "--csp-version", "2"],
        ["convert", "--nonsense", "x"],
        ["translate", "a", "b"],
    ] {
        imps(arguments).misused();
    }
}

#[test]
fn several_inputs_need_a_folder() {
    let folder = messages();
    assert!(misused(&folder, &["convert", "@a.xml", "@a.wbxml"]).contains("add -o FOLDER/"));
    assert!(
        misused(&folder, &["convert", "@a.xml", "@a.wbxml", "-o", "@c"]).contains("cannot go to one file")
    );
    assert!(misused(&folder, &["convert", "-", "@a.xml", "-", "-o", "@b"]).contains("only once"));
    assert!(!folder.path().join("c").exists());
}

#[test]
fn an_input_is_never_replaced() {
    let folder = messages();
    let same = "would replace an input";
    assert!(misused(&folder, &["convert", "--to", "xml", "@a.xml", "-o", "@a.xml"]).contains(same));
    assert!(misused(&folder, &["convert", "--to", "xml", "@a.xml", "-o", "@b/../a.xml"]).contains(same));
    assert!(misused(&folder, &["convert", "--to", "xml", "@a.xml", "-o", "@."]).contains(same));
    // Each output would be the other input.
    assert!(misused(&folder, &["convert", "@a.xml", "@a.wbxml", "-o", "@."]).contains(same));
    assert_eq!(fs::read(folder.path().join("a.xml")).unwrap(), bytes("csp/1.1/status.xml"));
    assert_eq!(fs::read(folder.path().join("a.wbxml")).unwrap(), bytes("csp/1.1/status.wbxml"));
}

#[test]
fn two_inputs_never_become_one_output() {
    let folder = messages();
    let report = misused(&folder, &["convert", "@a.xml", "@b/a.xml", "-o", "@out/"]);
    assert!(report.contains("would both be written to"), "{report}");
    let report = misused(&folder, &["convert", "--to", "xml", "@a.wbxml", "@a.xml", "-o", "@out/"]);
    assert!(report.contains("would both be written to"), "{report}");
    assert!(!folder.path().join("out").exists(), "found before anything was written");
}

#[test]
fn the_same_name_in_two_syntaxes_is_no_clash() {
    let folder = messages();
    let path = |name: &str| folder.path().join(name).into_os_string();
    imps([&"convert".into(), &path("a.xml"), &path("a.wbxml"), &"-o".into(), &path("out/")]).good();
    assert_eq!(fs::read(path("out/a.xml")).unwrap(), bytes("csp/1.1/status.xml"));
    assert_eq!(fs::read(path("out/a.wbxml")).unwrap(), bytes("csp/1.1/status.wbxml"));
}

#[test]
fn standard_input_is_looked_at_and_then_read() {
    let folder = tempdir().unwrap();
    let output = format!("{}/", folder.path().display());
    imps_with(["convert", "-", "-o", &output], &bytes("csp/1.1/status.xml")).good();
    assert_eq!(fs::read(folder.path().join("stdin.wbxml")).unwrap(), bytes("csp/1.1/status.wbxml"));
}
