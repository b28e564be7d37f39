//! XML, against quick-xml's bare scan and its serde.

fn main() {
    imps_benches::run("xml", env!("CARGO_BIN_EXE_count-allocations"), imps_benches::tables("xml"));
}
