//! Every fuzz target on its corpus and on a fixed number of mutations of it. `cargo xtask fuzz` goes on for longer.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::panic, reason = "a test says what it expects by panicking")]

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use fuzz::{TARGETS, driver};

#[track_caller]
fn smoke(name: &str) {
    let Some(target) = TARGETS.iter().find(|target| target.name == name) else {
        panic!("no target {name}");
    };
    let done = driver::drive(target, 1, |done| done < u64::from(target.smoke));
    assert!(done >= target.smoke.into());
}

#[test]
fn segments_read_and_written_stay_the_same() {
    smoke("segment");
}

#[test]
fn icmp_messages_read_and_written_stay_the_same() {
    smoke("icmp");
}

#[test]
fn scripts_of_any_kind_are_refused_or_run() {
    smoke("packetdrill");
}

#[test]
fn notation_read_and_written_stays_the_same() {
    smoke("notation");
}

#[test]
fn scenarios_from_anywhere_run_by_the_laws() {
    smoke("scenario");
}

#[test]
fn random_commands_break_no_law() {
    smoke("commands");
}

#[test]
fn random_programs_break_no_law() {
    smoke("programs");
}

#[test]
fn what_a_bad_network_delivers_is_what_was_sent() {
    smoke("transfer");
}

#[test]
fn every_target_has_a_corpus() {
    for target in TARGETS {
        assert!(!driver::corpus(target).is_empty(), "{}", target.name);
    }
}
