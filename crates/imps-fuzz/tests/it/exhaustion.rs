//! Every string of a few symbols through every reader.
//!
//! At full depth, some minutes in release mode:
//! `cargo test --release -p imps-fuzz --test it exhaustion -- --ignored --nocapture`
//! `EXHAUSTION_DEPTH` sets another depth. `EXHAUSTION_SCOPE` selects the scopes that contain it in their names.

use imps_fuzz::exhaustion::{SCOPES, Scope, run};
use std::time::Instant;

/// Runs a scope; panics with the smallest document of each kind of fault.
fn exhaust(scope: &Scope, depth: u32) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let start = Instant::now();
    let outcome = run(scope, depth, threads);
    let (name, strings, exempted) = (scope.name, outcome.strings, &outcome.exempted);
    eprintln!("{name}: {strings} strings in {:.1?}; exempted: {exempted:?}", start.elapsed());
    for (check, taken) in scope.checks.iter().zip(&outcome.taken) {
        eprintln!("    {}: {} taken, from {:?} symbols", check.name, taken.strings, taken.shortest);
    }
    let faults: Vec<String> = outcome
        .faults
        .iter()
        .map(|(message, document)| format!("{message}\n  on {}", document.escape_ascii()))
        .collect();
    assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
    // A check that takes nothing, or everything, shows little.
    assert_eq!(scope.shortest.len(), scope.checks.len(), "{name}");
    for ((check, taken), &shortest) in scope.checks.iter().zip(&outcome.taken).zip(scope.shortest) {
        let expected = (shortest <= depth).then_some(shortest);
        assert_eq!(taken.shortest, expected, "{name}: {}", check.name);
        assert!(taken.strings < strings, "{name}: {} refuses nothing", check.name);
    }
}

#[test]
fn short_strings_hold() {
    for scope in SCOPES {
        exhaust(scope, 2);
    }
}

#[test]
#[ignore = "some minutes in release mode"]
fn strings_of_full_depth_hold() {
    let depth: Option<u32> = std::env::var("EXHAUSTION_DEPTH").ok().map(|depth| depth.parse().unwrap());
    let name = std::env::var("EXHAUSTION_SCOPE").unwrap_or_default();
    for scope in SCOPES.iter().filter(|scope| scope.name.contains(&name)) {
        exhaust(scope, depth.unwrap_or(scope.depth));
    }
}
