//! Law 2: the same world, seed and commands give the same log, byte for byte, natively and in WebAssembly.
//!
//! Two hundred readers without a plan play for a while; the digests of their logs stand in `determinism.digests`. The
//! same test runs on both targets against the same file. When the engine itself changes, write the file anew with
//! `UPDATE_DIGESTS=1 cargo test -p tcp-lab-core --test determinism`, natively.

#![expect(
    clippy::expect_used,
    reason = "a test says what it expects by panicking"
)]

mod kit;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const RUNS: u64 = 200;
const ACTS: u32 = 80;
const EXPECTED: &str = include_str!("determinism.digests");

/// One line for each reader: seed, branches, rows, refusals, digest.
fn digests() -> String {
    let lines = (0..RUNS).map(|seed| {
        let (mut lab, refusals) = kit::run(seed, ACTS);
        lab.run_until(kit::late()).expect("there is room");
        let branches = lab.branches().len();
        let events = lab.snapshot().events;
        let (refused, digest) = (refusals.len(), lab.digest());
        format!("{seed:3} {branches:3} {events:6} {refused:3} {digest:016x}\n")
    });
    lines.collect()
}

#[test]
fn two_hundred_readers_see_the_same_log_on_every_machine() {
    let found = digests();
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("UPDATE_DIGESTS").is_some() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/determinism.digests");
        std::fs::write(file, &found).expect("the file can be written");
        return;
    }
    for (found, expected) in found.lines().zip(EXPECTED.lines()) {
        assert_eq!(found, expected, "seed, branches, rows, refusals, digest");
    }
    assert_eq!(found.lines().count(), EXPECTED.lines().count());
}
