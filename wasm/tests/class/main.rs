//! Class `Lab` as JavaScript sees it, in a browser: every method, every error.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod errors;
mod kit;
mod methods;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
