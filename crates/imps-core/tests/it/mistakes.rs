//! Mistakes in declarations: each does not compile, and the compiler's message names the line or
//! the field.
//!
//! Each file in `tests/mistakes/` contains one mistake. `//~ text` marks a line. A message with
//! that text must mark that line. The test compares only our own texts and the line, because other
//! texts change with the compiler.

use serde_json::Value;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The most lines that the smallest mark may cover. A mistake in a model marks its declaration.
const FEW_LINES: u64 = 5;

/// A crate with a program per file, so that all compile at once.
fn package(folder: &Path, files: &[PathBuf]) {
    let core = env!("CARGO_MANIFEST_DIR");
    let mut manifest = format!(
        "[package]\nname = \"mistakes\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nimps-core = {{ path = {core:?} }}\n"
    );
    for file in files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        manifest.extend(["\n[[bin]]\nname = \"", name, "\"\npath = \"", file.to_str().unwrap(), "\"\n"]);
    }
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    // Use the versions of this build: the network may be down.
    fs::copy(Path::new(core).join("../../Cargo.lock"), folder.join("Cargo.lock")).unwrap();
}

/// Returns whether a message has this text.
fn says(message: &Value, text: &str) -> bool {
    let own = message["message"].as_str().is_some_and(|message| message.contains(text));
    let labels = message["spans"].as_array().is_some_and(|spans| {
        spans.iter().any(|span| span["label"].as_str().is_some_and(|label| label.contains(text)))
    });
    own || labels
        || message["children"].as_array().is_some_and(|all| all.iter().any(|child| says(child, text)))
}

/// The lines of a file that a message marks, in the macro calls around it too.
fn marks(message: &Value, file: &Path, found: &mut Vec<(u64, u64)>) {
    for span in message["spans"].as_array().into_iter().flatten() {
        let mut span = span;
        loop {
            if span["file_name"].as_str().is_some_and(|name| file.ends_with(name) || Path::new(name) == file)
            {
                found.push((span["line_start"].as_u64().unwrap(), span["line_end"].as_u64().unwrap()));
            }
            let Some(around) = span.get("expansion").and_then(|expansion| expansion.get("span")) else {
                break;
            };
            span = around;
        }
    }
}

#[test]
fn every_mistake_is_marked() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = fs::read_dir(root.join("tests/mistakes")).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 8, "{files:?}");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mistakes");
    package(&folder, &files);
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let ran = Command::new(cargo)
        .args(["check", "--offline", "--keep-going", "--message-format=json", "--bins"])
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .current_dir(&folder)
        .output()
        .unwrap();
    let lines = String::from_utf8_lossy(&ran.stdout);
    let messages: Vec<Value> = lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    for file in &files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(file).unwrap();
        let (line, expected) = text
            .lines()
            .zip(1..)
            .find_map(|(line, number)| line.split_once("//~ ").map(|(_, expected)| (number, expected)))
            .unwrap();
        let own = messages.iter().filter(|message| message["target"]["name"] == name);
        let own: Vec<_> = own.map(|message| &message["message"]).collect();
        let ours: Vec<_> = own.iter().filter(|message| says(message, expected)).collect();
        assert!(
            !ours.is_empty(),
            "{name}: no message says {expected:?}: {:#?}\n{}",
            own.iter().map(|message| &message["rendered"]).collect::<Vec<_>>(),
            String::from_utf8_lossy(&ran.stderr)
        );
        let mut found = Vec::new();
        for message in &ours {
            marks(message, file, &mut found);
        }
        let lengths = found.iter().filter(|(first, last)| (*first..=*last).contains(&line));
        let length = lengths.map(|(first, last)| last - first + 1).min();
        // A message about a model names it, and so marks the whole declaration.
        let names_it = expected.contains("User");
        assert!(
            length.is_some_and(|length| length <= FEW_LINES || names_it),
            "{name}: line {line} is not marked: {found:?}"
        );
    }
}
