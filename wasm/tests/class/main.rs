//! Class `Lab` as JavaScript sees it, in a browser: every method, every error.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::float_arithmetic,
    reason = "a test says what it expects by panicking, and JavaScript's numbers are floats"
)]

mod errors;
mod kit;
mod methods;
mod reasons;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
