#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    imps_fuzz::csp_wbxml_typed(data);
});
