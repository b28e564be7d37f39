//! Binary XML, against prost on the same content.

fn main() {
    imps_benches::run("wbxml", env!("CARGO_BIN_EXE_count-allocations"), imps_benches::tables("wbxml"));
}
