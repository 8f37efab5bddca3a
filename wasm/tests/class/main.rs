//! Class `Lab` as JavaScript sees it, in a browser: every method, every error.
#![cfg(target_arch = "wasm32")]

mod errors;
mod kit;
mod methods;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
