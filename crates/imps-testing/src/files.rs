//! The files under `testdata/`.
//!
//! All functions panic if a file is missing: a test without its file is a mistake.

use std::fs;
use std::path::{Path, PathBuf};

/// The path of a file or folder under `testdata/`.
pub fn testdata(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(path)
}

/// The text of a file under `testdata/`.
///
/// # Panics
/// If the file cannot be read.
pub fn text(path: &str) -> String {
    let path = testdata(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files in and below a folder under `testdata/` that have an extension, in order.
///
/// # Panics
/// If there is no such file.
pub fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![testdata(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "no .{extension} in {folder}");
    found.sort();
    found
}

/// The texts of the files in and below a folder that have an extension, with the names of the
/// files.
///
/// # Panics
/// If there is no such file, and for a file that is not text.
pub fn documents(folder: &str, extension: &str) -> Vec<(String, String)> {
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    files(folder, extension).iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// The rows of a table under `testdata/spec/` below its header, split at tabs.
pub fn table(path: &str) -> Vec<Vec<String>> {
    let text = text(&format!("spec/{path}"));
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|row| row.split('\t').map(String::from).collect()).collect()
}
