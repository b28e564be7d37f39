//! Input that is refused, against input that is accepted.

use imps_benches::{run, topics::refused::tables};

fn main() {
    run("refused", env!("CARGO_BIN_EXE_count-allocations"), tables);
}
