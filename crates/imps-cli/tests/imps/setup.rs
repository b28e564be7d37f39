//! Completions, manual pages and help.

use crate::run::imps;
use std::fs;
use tempfile::tempdir;

const COMMANDS: [&str; 10] = [
    "inspect",
    "convert",
    "validate",
    "timeline",
    "tables",
    "provision",
    "conformance",
    "schema",
    "completions",
    "man",
];

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
    let into = format!("{}/", pages.display());
    assert!(imps(["man", "-o", &into]).good().is_empty());
    for name in COMMANDS {
        let page = fs::read_to_string(pages.join(format!("imps-{name}.1"))).unwrap();
        for part in [".SH \"EXAMPLES\"\n.nf\n", ".SH \"EXIT STATUS\"\n.nf\n", &format!("imps {name}")] {
            assert!(page.contains(part), "{part}: {page}");
        }
    }
    assert!(pages.join("imps.1").exists());
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(imps(["man", "-o", &format!("{}/", file.display())]).bad().contains("cannot write the pages"));
    imps(["man", "inspect", "-o", &into]).misused();
}

#[test]
fn pages_have_the_values_of_options_and_defaults() {
    let page = String::from_utf8(imps(["man", "convert"]).good()).unwrap();
    for part in ["[default: auto]", "wbxml: Binary XML", "1.3: OMA IMPS 1.3", "always: Everywhere"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let page = String::from_utf8(imps(["man", "timeline"]).good()).unwrap();
    assert!(page.contains("refused: The server refused the login"), "{page}");
}

#[test]
fn one_page_goes_to_standard_output() {
    let folder = tempdir().unwrap();
    imps(["man", "-o", folder.path().to_str().unwrap()]).good();
    for (command, file) in [(None, "imps.1"), (Some("convert"), "imps-convert.1")] {
        let printed = imps(["man"].into_iter().chain(command)).good();
        let alone = folder.path().join("alone.1");
        let into = ["-o", alone.to_str().unwrap()];
        assert!(imps(["man"].into_iter().chain(command).chain(into)).good().is_empty());
        assert_eq!(fs::read(alone).unwrap(), printed);
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
    assert!(help.lines().count() <= 40, "{help}");
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
