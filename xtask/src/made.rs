//! A made file.

use crate::Result;
use std::fs;
use std::path::{Path, PathBuf};

/// A file of the workspace, with the text that it must have.
pub(crate) struct Made {
    /// The path below the root of the workspace.
    pub(crate) path: String,
    text: String,
}

impl Made {
    /// Makes a file. Its first line names this command and the tables behind the file.
    pub(crate) fn new(path: &str, sources: &str, body: &str) -> Self {
        let text = match Path::new(path).extension().and_then(|extension| extension.to_str()) {
            Some("rs") => format!("{}{body}", comment_lines("//", sources)),
            // A `#` begins a title.
            Some("md") => {
                format!("<!--\n{}-->\n\n{body}", comment_lines("", sources).replace("\n ", "\n").trim_start())
            }
            _ => format!("{}{body}", comment_lines("#", sources)),
        };
        Self { path: path.into(), text }
    }

    /// Returns whether the file has this text.
    pub(crate) fn is_current(&self) -> bool {
        fs::read_to_string(root().join(&self.path)).is_ok_and(|text| text == self.text)
    }

    /// Writes the file.
    pub(crate) fn write(&self) -> Result<()> {
        fs::write(root().join(&self.path), &self.text).map_err(|error| format!("{}: {error}", self.path))
    }
}

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Breaks the sentence about the sources into lines of at most 100 columns.
fn comment_lines(comment: &str, sources: &str) -> String {
    let sentence = format!("Made by `cargo xtask made` from {sources}.");
    let (mut out, mut width) = (String::from(comment), comment.len());
    for word in sentence.split(' ') {
        if width + 1 + word.len() > 100 {
            out = format!("{out}\n{comment}");
            width = comment.len();
        }
        out = format!("{out} {word}");
        width += 1 + word.len();
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_tells_who_makes_the_file() {
        let rust = Made::new("a/b.rs", "c.tsv", "fn d() {}\n");
        assert_eq!(rust.text, "// Made by `cargo xtask made` from c.tsv.\nfn d() {}\n");
        let other = Made::new("a/b.pts", "c.tsv", "d\n");
        assert_eq!(other.text, "# Made by `cargo xtask made` from c.tsv.\nd\n");
        let page = Made::new("a/b.md", "c.tsv", "d\n");
        assert_eq!(page.text, "<!--\nMade by `cargo xtask made` from c.tsv.\n-->\n\nd\n");
        assert!(!rust.is_current());
        let long = comment_lines("#", &"a.tsv, ".repeat(30));
        assert!(
            long.lines().count() == 3 && long.lines().all(|line| line.len() <= 100 && line.starts_with("# "))
        );
    }
}
