//! The exit codes mean the same in each command.

use crate::run::{imps, testdata};

/// A command, and arguments for each code. A command that reads nothing has no bad input.
type Runs = (&'static str, &'static [&'static str], Option<&'static [&'static str]>, &'static [&'static str]);

/// Arguments of each command for the codes 0, 1 and 2. An `@` in front names a test document.
const RUNS: [Runs; 10] = [
    ("inspect", &["@csp/1.2/status.wbxml"], Some(&["@bad/cut-in-the-middle.wbxml"]), &["--at", "x"]),
    ("convert", &["@csp/1.2/status.wbxml"], Some(&["@bad/cut-in-the-middle.wbxml"]), &["--to", "svg"]),
    ("validate", &["@csp/1.2/status.wbxml"], Some(&["@faults/missing-code.wbxml"]), &["--role", "x"]),
    ("timeline", &["@captures/conversation.pcapng"], Some(&["@csp/1.2/status.xml"]), &["--state", "x"]),
    ("tables", &["Password"], Some(&["nothing-like-it"]), &["--csp-version", "1.4"]),
    ("provision", &["--user", "alice", "--server", "http://imps.example/"], None, &["--user", "alice"]),
    ("conformance", &["--have", "CSP:MCF"], Some(&["@csp/1.2/status.xml"]), &["--have", "x"]),
    ("schema", &["inspect"], None, &["x"]),
    ("completions", &["bash"], None, &["x"]),
    ("man", &["inspect"], None, &["x"]),
];

fn code(command: &str, arguments: &[&str]) -> Option<i32> {
    let place = |argument: &&str| match argument.strip_prefix('@') {
        Some(name) => testdata(name).into_os_string(),
        None => argument.into(),
    };
    let ran = imps([command.into()].into_iter().chain(arguments.iter().map(place)));
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    ran.code
}

#[test]
fn each_code_means_the_same() {
    for (command, good, bad, misused) in RUNS {
        assert_eq!(code(command, good), Some(0), "{command} {good:?}");
        if let Some(bad) = bad {
            assert_eq!(code(command, bad), Some(1), "{command} {bad:?}");
        }
        assert_eq!(code(command, misused), Some(2), "{command} {misused:?}");
        assert_eq!(code(command, &["--no-such-option"]), Some(2), "{command}");
        assert_eq!(code(command, &["--help"]), Some(0), "{command}");
    }
}

/// No document is read for the commands that have no input: an output that cannot be written is left.
#[cfg(unix)]
#[test]
fn an_output_that_cannot_be_written_is_code_1() {
    let settings = ["--user", "alice", "--server", "http://imps.example/"];
    let into = ["-o", "/no/such/folder/file"];
    assert_eq!(code("provision", &[&settings[..], &into].concat()), Some(1));
    assert_eq!(code("man", &into), Some(1));
    assert_eq!(code("convert", &[&into[..], &["@csp/1.2/status.wbxml"]].concat()), Some(1));
    assert_eq!(code("timeline", &[&into[..], &["@captures/conversation.pcapng"]].concat()), Some(1));
}

#[test]
fn each_help_lists_the_codes() {
    for (command, ..) in RUNS {
        let help = String::from_utf8(imps([command, "--help"]).good()).unwrap();
        let codes = help.split("Exit codes:\n").nth(1).unwrap_or_else(|| panic!("{command}"));
        for code in ["  0  ", "  1  ", "  2  "] {
            assert!(codes.contains(code), "{command}: {code}");
        }
    }
    let help = String::from_utf8(imps(["--help"]).good()).unwrap();
    assert!(help.contains("Exit codes: 0 done; 1 "), "{help}");
}
