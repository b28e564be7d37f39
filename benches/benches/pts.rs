//! Plain text, against binary XML on the same content.

use imps_benches::{run, topics::pts::tables};

fn main() {
    run("pts", env!("CARGO_BIN_EXE_count-allocations"), tables);
}
