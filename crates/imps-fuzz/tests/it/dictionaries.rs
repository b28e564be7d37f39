//! The dictionaries are those that the tables make.

use imps_fuzz::dictionary::{NAMES, dictionary};
use std::fs;

#[test]
fn dictionaries_are_those_of_the_tables() {
    for name in NAMES {
        let path = format!("{}/../../fuzz/dictionaries/{name}.dict", env!("CARGO_MANIFEST_DIR"));
        let found = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(found == dictionary(name).unwrap(), "{name}.dict is old: fuzz/README.md says how to make it");
        assert!(found.lines().count() > 50, "{name}");
    }
    assert_eq!(dictionary("nonsense"), None);
}
