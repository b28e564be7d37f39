//! Input that is refused, against input that is accepted.

fn main() {
    imps_benches::run("refused", env!("CARGO_BIN_EXE_count-allocations"), imps_benches::tables("refused"));
}
