//! Time against size: 10 to 100,000 users.

use imps_benches::{run, topics::scaling::tables};

fn main() {
    run("scaling", env!("CARGO_BIN_EXE_count-allocations"), tables);
}
