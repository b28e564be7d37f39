//! The promise of stability: the same words in the README of each published library.

use std::fs;
use std::path::Path;

/// Returns the promise of a README, with single spaces.
fn promise(readme: &str) -> Option<String> {
    let (_, behind) = readme.split_once("# Stability\n\n")?;
    let words: Vec<_> = behind.split("\n\n").next()?.split_whitespace().collect();
    Some(words.join(" "))
}

#[test]
fn each_library_makes_the_same_promise() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let (_, behind) = manifest.split_once("rust-version = \"").unwrap();
    let (rust, _) = behind.split_once('"').unwrap();

    let mut libraries = 0;
    let mut expected = None;
    for folder in fs::read_dir(root.join("crates")).unwrap() {
        let folder = folder.unwrap().path();
        let text = |name| fs::read_to_string(folder.join(name)).unwrap();
        if !folder.join("src/lib.rs").exists() || text("Cargo.toml").contains("publish = false") {
            continue;
        }
        let found = promise(&text("README.md")).unwrap_or_else(|| panic!("no promise: {}", folder.display()));
        assert!(found.contains(&format!("minimum version of Rust is {rust};")), "{}", folder.display());
        assert_eq!(&found, expected.get_or_insert_with(|| found.clone()), "{}", folder.display());
        libraries += 1;
    }
    assert!(libraries > 15, "{libraries}");
}
