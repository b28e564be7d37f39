//! All that is measured, side by side: `cargo bench -p imps-benches`, see the README.

fn main() {
    imps_benches::run(env!("CARGO_BIN_EXE_count-allocations"));
}
