//! What is done with inputs nobody thought of: every target takes any octets and panics when a law is broken.
//!
//! The same functions run in two ways:
//! * `cargo xtask fuzz [TARGET] [SECONDS]` on the stable compiler, with the mutator next door ([`mutate`]); the
//!   smoke test `core/tests/smoke_fuzz.rs` runs a fixed number of these inputs;
//! * `cargo +nightly fuzz run TARGET` in `core/`, guided by coverage, where cargo-fuzz is installed.
//!
//! `corpus/TARGET/` holds inputs to begin with. An input that broke a law is added there once the law holds again.
#![allow(
    unreachable_pub,
    dead_code,
    reason = "a library for cargo-fuzz, a module for the tests of the core"
)]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a target says what it found by panicking"
)]

pub mod commands;
pub mod driver;
pub mod icmp;
pub mod input;
pub mod invariants;
#[path = "../../tests/kit/mod.rs"]
mod kit;
pub mod mutate;
pub mod notation;
pub mod packetdrill;
pub mod programs;
pub mod scenario;
pub mod segment;
pub mod transfer;

/// One target: what is done with an input, and inputs to begin with beside those in its folder.
pub struct Target {
    /// Its name, also the folder's.
    pub name: &'static str,
    /// What is done.
    pub run: fn(&[u8]),
    /// Inputs that need no file.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Inputs in the smoke test: a few seconds without optimization.
    pub smoke: u32,
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target {
        name: "segment",
        run: segment::run,
        seeds: segment::seeds,
        smoke: 60_000,
    },
    Target {
        name: "icmp",
        run: icmp::run,
        seeds: Vec::new,
        smoke: 30_000,
    },
    Target {
        name: "packetdrill",
        run: packetdrill::run,
        seeds: packetdrill::seeds,
        smoke: 1_000,
    },
    Target {
        name: "notation",
        run: notation::run,
        seeds: notation::seeds,
        smoke: 60_000,
    },
    Target {
        name: "scenario",
        run: scenario::run,
        seeds: scenario::seeds,
        smoke: 4_000,
    },
    Target {
        name: "commands",
        run: commands::run,
        seeds: Vec::new,
        smoke: 300,
    },
    Target {
        name: "programs",
        run: programs::run,
        seeds: programs::seeds,
        smoke: 80,
    },
    Target {
        name: "transfer",
        run: transfer::run,
        seeds: Vec::new,
        smoke: 300,
    },
];
