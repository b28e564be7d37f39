//! XML, against quick-xml's bare scan and its serde.

use imps_benches::{run, topics::xml::tables};

fn main() {
    run("xml", env!("CARGO_BIN_EXE_count-allocations"), tables);
}
