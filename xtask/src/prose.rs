//! `cargo xtask prose` refuses the phrases that CONTRIBUTING.md asks to avoid, in documents and
//! comments, and Markdown that only rustdoc shows well.

mod lines;
mod markdown;

use crate::Result;
use crate::made::root;
use lines::{comments, paragraphs};
use std::fs;
use std::path::{Path, PathBuf};

/// Not written here, or not prose.
const LEFT_OUT: [&str; 10] = [
    ".git",
    "CONTRIBUTING.md",
    "target",
    "spec",
    "node_modules",
    "regressions",
    "corpus",
    "artifacts",
    "seeds",
    "mutants.out",
];

/// Starts of a sentence that make the reader wait for its subject.
const STARTS: [&str; 3] = ["What", "Who", "Whose"];

/// A line to mend.
struct Hit {
    path: PathBuf,
    line: usize,
    reason: String,
}

/// Reports every line to mend.
pub(crate) fn run() -> Result<()> {
    let root = root();
    let contributing = read(&root.join("CONTRIBUTING.md"))?;
    let phrases = phrases(&contributing)?;
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();

    let mut hits = Vec::new();
    for path in &files {
        let content = read(path)?;
        let is_markdown = path.extension().is_some_and(|end| end == "md");
        let pieces = if is_markdown { paragraphs(&content) } else { comments(&content) };
        for (line, piece) in pieces {
            hits.extend(faults(&piece, &phrases).into_iter().map(|reason| hit(path, line, reason)));
        }
        if is_markdown && markdown::is_shown_twice(path) {
            hits.extend(markdown::faults(&content).map(|(line, reason)| hit(path, line, reason)));
        }
    }
    if hits.is_empty() {
        return Ok(());
    }
    for Hit { path, line, reason } in &hits {
        let path = path.strip_prefix(&root).unwrap_or(path);
        println!("{}:{line}: {reason}", path.display());
    }
    Err(format!("{} lines to mend; CONTRIBUTING.md has better phrases", hits.len()))
}

fn hit(path: &Path, line: usize, reason: String) -> Hit {
    Hit { path: path.to_owned(), line, reason }
}

/// The first cells of the table in CONTRIBUTING.md.
fn phrases(contributing: &str) -> Result<Vec<String>> {
    let rows = contributing.lines().skip_while(|line| *line != lines::TABLE).skip(2);
    let cells = rows.map_while(|row| row.strip_prefix("| ")?.split(" | ").next());
    let phrases: Vec<String> = cells.flat_map(|cell| cell.split(", ")).map(str::to_owned).collect();
    if phrases.is_empty() { Err("CONTRIBUTING.md has no table of phrases".into()) } else { Ok(phrases) }
}

/// The reasons to mend a paragraph.
fn faults(piece: &str, phrases: &[String]) -> Vec<String> {
    let words: Vec<String> = piece.split_whitespace().map(word).collect();
    let mut reasons = Vec::new();
    for phrase in phrases {
        let wanted: Vec<&str> = phrase.split(' ').collect();
        if words.windows(wanted.len()).any(|window| window.iter().eq(wanted.iter())) {
            reasons.push(format!("avoid {phrase:?}"));
        }
    }
    for sentence in piece.split_inclusive(['.', '?']) {
        let start = sentence.split_whitespace().next().unwrap_or_default();
        if STARTS.contains(&start) && sentence.ends_with('.') {
            reasons.push(format!("begin with the subject, not with {start:?}"));
        }
    }
    reasons
}

/// The word without the punctuation around it.
fn word(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Finds the documents and sources below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_kept = !LEFT_OUT.contains(&name) && !name.starts_with("target");
        if !is_kept {
            continue;
        }
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "md" || end == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
