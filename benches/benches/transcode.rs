//! Conversion without a model, against quick-xml's bare scan of the same documents.

use imps_benches::{run, topics::transcode::tables};

fn main() {
    run("transcode", env!("CARGO_BIN_EXE_count-allocations"), tables);
}
