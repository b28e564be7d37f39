//! Binary XML, against prost on the same content.

use imps_benches::{run, topics::wbxml::tables};

fn main() {
    run("wbxml", env!("CARGO_BIN_EXE_count-allocations"), tables);
}
