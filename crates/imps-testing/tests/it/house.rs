//! The floors of the house: a crate depends only on crates of lower floors.

use serde_json::Value;
use std::collections::BTreeMap;
use std::env;
use std::process::Command;

/// The picture of `ARCHITECTURE.md`.
const PICTURE: &str = include_str!("../../../../ARCHITECTURE.md");

/// The crates that are never published, and that any crate may use in its tests.
const HELPERS: [&str; 1] = ["imps-testing"];

/// The crate that makes source files of the others. It must build without them.
const MAKER: &str = "xtask";

/// The floor of each crate in the picture. A crate in brackets comes later.
fn floors() -> BTreeMap<String, i32> {
    let mut floors = BTreeMap::new();
    for line in PICTURE.lines() {
        // The cellar is below the ground floor.
        let (floor, names) = match (line.strip_prefix("floor "), line.strip_prefix("cellar ")) {
            (Some(row), _) => row.split_once(' ').unwrap(),
            (_, Some(row)) => ("-1", row),
            _ => continue,
        };
        let floor = floor.parse().unwrap();
        for name in names.split_whitespace() {
            let name = name.trim_matches(['(', ')']).to_owned();
            assert_eq!(floors.insert(name.clone(), floor), None, "{name} is in the picture twice");
        }
    }
    floors
}

/// The packages of the workspace, each with the dependencies that users of the crate get.
fn packages() -> BTreeMap<String, Vec<String>> {
    packages_with(|dependency| dependency["kind"].is_null())
}

/// The packages of the workspace, each with some of its dependencies.
fn packages_with(is_wanted: fn(&Value) -> bool) -> BTreeMap<String, Vec<String>> {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let arguments = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
    let ran = Command::new(cargo).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let metadata: Value = serde_json::from_slice(&ran.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let of = |package: &Value| {
        let dependencies = package["dependencies"].as_array().unwrap();
        let wanted = dependencies.iter().filter(|dependency| is_wanted(dependency));
        (text(&package["name"]), wanted.map(|dependency| text(&dependency["name"])).collect())
    };
    metadata["packages"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn a_crate_depends_on_lower_floors_only() {
    let (floors, packages) = (floors(), packages());
    assert!(packages.len() > 10, "{packages:?}");
    for (name, dependencies) in &packages {
        if HELPERS.contains(&&**name) || name == MAKER {
            continue;
        }
        let name_in_picture = if name == "imps-benches" { "benches" } else { name };
        let floor = floors.get(name_in_picture).unwrap_or_else(|| panic!("{name} is not in the picture"));
        for dependency in dependencies.iter().filter(|dependency| packages.contains_key(*dependency)) {
            if HELPERS.contains(&&**dependency) {
                continue;
            }
            assert!(floors[dependency] < *floor, "{name} depends on {dependency}");
        }
    }
}

#[test]
fn the_maker_of_files_depends_on_nothing_and_nothing_on_it() {
    let packages = packages_with(|_| true);
    assert_eq!(packages[MAKER], [""; 0]);
    for (name, dependencies) in &packages {
        assert!(!dependencies.iter().any(|dependency| dependency == MAKER), "{name} depends on {MAKER}");
    }
}

#[test]
fn the_facade_exports_no_crate_above_it() {
    let floors = floors();
    let facade = include_str!("../../../oma-imps/src/lib.rs");
    for (name, floor) in floors.iter().filter(|(_, floor)| **floor > floors["oma-imps"]) {
        let ident = name.replace('-', "_");
        assert!(!facade.contains(&format!("use {ident}")), "{name} is on floor {floor}");
    }
}
