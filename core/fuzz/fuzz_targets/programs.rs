#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| tcp_lab_fuzz::programs::run(data));
