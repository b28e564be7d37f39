//! Conversion without a model, against quick-xml's bare scan of the same documents.

fn main() {
    imps_benches::run(
        "transcode",
        env!("CARGO_BIN_EXE_count-allocations"),
        imps_benches::tables("transcode"),
    );
}
