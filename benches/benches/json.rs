//! JSON, against `serde_json` on structs of the same content.

fn main() {
    imps_benches::run("json", env!("CARGO_BIN_EXE_count-allocations"), imps_benches::tables("json"));
}
