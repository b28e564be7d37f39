//! The commands that the guide shows print the output that it shows.

use crate::run::command;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

const PREFIX: &str = "cargo run -q -p imps-cli --";

#[test]
fn the_guide_shows_what_the_command_prints() {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut run = 0;
    for chapter in fs::read_dir(root.join("crates/oma-imps/src/guide")).unwrap() {
        let chapter = chapter.unwrap().path();
        let text = fs::read_to_string(&chapter).unwrap();
        for block in text.split("```text\n").skip(1) {
            let block = block.split("```").next().unwrap();
            for shown in block.split("$ ").skip(1).filter(|_| block.starts_with("$ ")) {
                let (line, expected) = shown.split_once('\n').unwrap();
                check(&root, line, expected.trim_end(), &chapter);
                run += 1;
            }
        }
    }
    assert!(run >= 9, "{run} commands");
}

/// Runs a line of a shell, which may begin with `echo "..." |`. A line `...` matches any lines.
fn check(root: &Path, line: &str, expected: &str, chapter: &Path) {
    let (input, line) = match line.strip_prefix("echo \"").and_then(|rest| rest.split_once("\" | ")) {
        Some((input, line)) => (input, line),
        None => ("", line),
    };
    let arguments = line.strip_prefix(PREFIX).unwrap_or_else(|| panic!("{line} of {}", chapter.display()));
    let mut child = command(arguments.split_whitespace()).current_dir(root).spawn().unwrap();
    // The command need not read it.
    let _ = writeln!(child.stdin.take().unwrap(), "{input}");
    let output = child.wait_with_output().unwrap();
    let printed = [output.stderr, output.stdout].concat();
    let printed = String::from_utf8(printed).unwrap();
    let mut left = printed.as_str();
    for piece in expected.split("...\n").map(|piece| piece.trim_end_matches("...")) {
        let at = left.find(piece).unwrap_or_else(|| {
            panic!("{line} of {} does not print\n{piece}but\n{printed}", chapter.display())
        });
        assert!(at == 0 || left.len() < printed.len(), "{line}: the beginning is left out\n{printed}");
        left = &left[at + piece.len()..];
    }
    assert!(expected.ends_with("...") || left.trim_end().is_empty(), "{line} prints more:\n{left}");
}
