//! JSON, against `serde_json` on structs of the same content.

use imps_benches::{run, topics::json::tables};

fn main() {
    run("json", env!("CARGO_BIN_EXE_count-allocations"), tables);
}
