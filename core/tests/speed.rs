//! The bulk flow of the benchmark in a browser: its speed is printed, its log is the same as natively.
//!
//! `cargo xtask bench --wasm` runs it; beside the native figure it gives goal P5.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a test that measures and prints"
)]

#[path = "../benches/gates/clock.rs"]
mod clock;
#[path = "../benches/gates/flow.rs"]
#[allow(dead_code, reason = "one flow of several")]
mod flow;

use flow::{Flow, Keep};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const ROUNDS: usize = 5;

#[wasm_bindgen_test]
fn a_bulk_flow_in_the_browser() {
    let plain = Flow::bulk(20_000_000);
    let on_wire = Flow {
        as_octets: true,
        ..plain
    };
    for (what, flow, keep) in [
        ("values, no trace", plain, Keep::Nothing),
        ("values, trace", plain, Keep::Rows),
        ("octets, trace", on_wire, Keep::Rows),
    ] {
        let mut figures: Vec<f64> = (0..ROUNDS)
            .map(|_| {
                let ran = flow.run(keep);
                assert!(ran.complete, "{what}: it did not finish");
                ran.per_segment()
            })
            .collect();
        let nanos = clock::median(&mut figures);
        console_log!("{nanos:.0} ns a segment in the browser: {what}");
    }
}
