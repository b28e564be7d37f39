//! Every string of a few symbols through every reader.
//!
//! In full depth, some minutes in release mode:
//! `cargo test --release -p imps-fuzz --test it exhaustion -- --ignored --nocapture`
//! `EXHAUSTION_DEPTH` says another depth, and `EXHAUSTION_SCOPE` a part of the name of a scope, to look into a fault.

use imps_fuzz::exhaustion::{SCOPES, Scope, run};

/// Runs a scope; panics with the smallest document of each kind of fault.
fn exhaust(scope: &Scope, depth: u32) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let outcome = run(scope, depth, threads);
    let faults: Vec<String> = outcome
        .faults
        .iter()
        .map(|(message, document)| format!("{message}\n  on {}", document.escape_ascii()))
        .collect();
    let (strings, taken) = (outcome.strings, outcome.taken);
    eprintln!("{}: {strings} strings, {taken} taken; {:?}", scope.name, outcome.exempted);
    assert!(faults.is_empty(), "{}:\n{}", scope.name, faults.join("\n"));
    // Else it would have shown little. A few symbols make no preamble of plain text.
    assert!(taken > 0 || depth < 4, "{}: none of {strings}", scope.name);
}

#[test]
fn short_strings_hold() {
    for scope in SCOPES {
        exhaust(scope, 2);
    }
}

#[test]
#[ignore = "some minutes in release mode"]
fn strings_of_six_symbols_hold() {
    let depth = std::env::var("EXHAUSTION_DEPTH").map_or(6, |depth| depth.parse().unwrap());
    let name = std::env::var("EXHAUSTION_SCOPE").unwrap_or_default();
    for scope in SCOPES.iter().filter(|scope| scope.name.contains(&name)) {
        exhaust(scope, depth);
    }
}
