//! Time against size: 10 to 100,000 users.

fn main() {
    imps_benches::run("scaling", env!("CARGO_BIN_EXE_count-allocations"), imps_benches::tables("scaling"));
}
