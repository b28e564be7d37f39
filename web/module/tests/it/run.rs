//! Questions, and the files of the repository.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Asks through the functions of the module, as the page does.
pub(crate) fn raw(question: &str, bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(question.len()).unwrap().to_le_bytes();
    through_abi(&[&length[..], question.as_bytes(), bytes].concat())
}

/// Passes a request through the functions of the module.
#[expect(unsafe_code, reason = "the functions take addresses")]
pub(crate) fn through_abi(request: &[u8]) -> Vec<u8> {
    use imps_web::abi::{alloc, dealloc, inspect, result};
    let room = alloc(request.len());
    // SAFETY: the room has this length, and is given back once; so has the answer.
    unsafe {
        room.copy_from_nonoverlapping(request.as_ptr(), request.len());
        let length = inspect(room, request.len());
        dealloc(room, request.len());
        let answer = result();
        let copy = std::slice::from_raw_parts(answer, length).to_vec();
        dealloc(answer, length);
        assert!(result().is_null(), "an answer is taken once");
        copy
    }
}

#[track_caller]
pub(crate) fn ask(question: &str, bytes: &[u8]) -> Value {
    serde_json::from_slice(&raw(question, bytes)).unwrap()
}

/// Converts a document, and returns its bytes.
#[track_caller]
pub(crate) fn converted(bytes: &[u8], to: &str) -> Vec<u8> {
    let answer = ask(&format!(r#"{{"ask":"convert","to":"{to}"}}"#), bytes);
    match (answer["text"].as_str(), answer["bytes"].as_str()) {
        (Some(text), None) => text.as_bytes().to_vec(),
        (None, Some(bytes)) => STANDARD.decode(bytes).unwrap(),
        _ => panic!("{answer}"),
    }
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub(crate) fn test_file(name: &str) -> Vec<u8> {
    let path = root().join("testdata").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files below a folder of the repository.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    fn below(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { below(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    below(&root().join(folder), &mut found);
    found.sort();
    assert!(!found.is_empty(), "{folder}");
    found
}
