//! Plain text, against binary XML on the same content.

fn main() {
    imps_benches::run("pts", env!("CARGO_BIN_EXE_count-allocations"), imps_benches::tables("pts"));
}
