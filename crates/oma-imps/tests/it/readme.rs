//! The README of the repository.

use std::fs;

/// CI runs the example.
#[test]
fn the_program_of_the_readme_is_an_example() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let readme = fs::read_to_string(format!("{root}/README.md")).unwrap();
    let example = fs::read_to_string(format!("{root}/crates/oma-imps/examples/first_message.rs")).unwrap();
    let program = readme.split("```rust\n").nth(1).and_then(|rest| rest.split("```").next());
    assert_eq!(program, example.split_once("\n\n").map(|(_, program)| program));
}
