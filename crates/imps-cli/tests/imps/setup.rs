//! Completions, manual pages and help.

use crate::run::imps;
use std::fs;
use tempfile::tempdir;

const COMMANDS: [&str; 6] = ["inspect", "convert", "validate", "tables", "completions", "man"];

#[test]
fn shells_get_completions() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = String::from_utf8(imps(["completions", shell]).good()).unwrap();
        for part in COMMANDS.into_iter().chain(["csp-version"]) {
            assert!(script.contains(part), "{shell}: {part}");
        }
    }
    imps(["completions", "cmd"]).misused();
}

#[test]
fn every_command_has_a_page_with_examples() {
    let folder = tempdir().unwrap();
    let pages = folder.path().join("made/man1");
    assert!(imps(["man", "-o", pages.to_str().unwrap()]).good().is_empty());
    for name in COMMANDS {
        let page = fs::read_to_string(pages.join(format!("imps-{name}.1"))).unwrap();
        assert!(page.contains("Example") && page.contains(&format!("imps {name}")), "{page}");
    }
    assert!(pages.join("imps.1").exists());
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(imps(["man", "-o", file.to_str().unwrap()]).bad().contains("cannot write the pages"));
}

#[test]
fn one_page_goes_to_standard_output() {
    let folder = tempdir().unwrap();
    imps(["man", "-o", folder.path().to_str().unwrap()]).good();
    for (command, file) in [(None, "imps.1"), (Some("convert"), "imps-convert.1")] {
        let printed = imps(["man"].into_iter().chain(command)).good();
        assert_eq!(
            String::from_utf8(printed).unwrap(),
            fs::read_to_string(folder.path().join(file)).unwrap()
        );
    }
    imps(["man", "unknown"]).misused();
}

#[test]
fn the_help_fits_one_screen() {
    let help = String::from_utf8(imps(["--help"]).good()).unwrap();
    assert!(help.lines().count() <= 34, "{help}");
    assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
}

#[test]
fn every_command_has_help_with_examples() {
    for name in COMMANDS {
        let help = String::from_utf8(imps([name, "--help"]).good()).unwrap();
        assert!(help.contains("Example") && help.contains(&format!("  imps {name} ")), "{help}");
    }
    let help = String::from_utf8(imps(["convert", "--help"]).good()).unwrap();
    assert!(help.contains("WV-SSP-Message"), "{help}");
}
