//! Proof 4 in small: every interleaving of the smaller worlds. The larger ones, and the long way to say it:
//! `cargo run --release -p tcp-lab-core --example search`.

#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::expect_used,
    reason = "a test says what it expects by panicking"
)]

#[path = "../examples/search"]
mod search {
    pub(crate) mod actors;
    pub(crate) mod alike;
    pub(crate) mod end;
    pub(crate) mod explore;
    pub(crate) mod ladder;
    pub(crate) mod liveness;
    pub(crate) mod property;
    pub(crate) mod report;
    pub(crate) mod space;
    pub(crate) mod world;
}

use search::actors::compare;
use search::explore::Bounds;
use search::property::Property;
use search::report::Report;
use search::world::World;
use tcp_lab_core::tcp::Switch;

const ALL: Bounds = Bounds {
    depth: u32::MAX,
    states: 1_000_000,
};

fn world(name: &str) -> World {
    let found = World::all().into_iter().find(|world| world.name == name);
    found.expect("it is listed")
}

#[test]
fn small_worlds_keep_every_property_in_every_interleaving() {
    for name in ["handshake", "abort"] {
        let report = Report::of(world(name), ALL);
        println!("{report}");
        assert!(report.complete, "{name}");
        assert!(report.states > 10_000, "{name}: {}", report.states);
        assert!(!report.is_broken(), "{report}");
    }
}

#[test]
fn larger_worlds_keep_them_as_far_as_there_is_time() {
    for world in World::all() {
        let bounds = Bounds { depth: 6, ..ALL };
        let report = Report::of(world, bounds);
        assert!(!report.is_broken(), "{report}");
    }
}

#[test]
fn an_old_syn_opens_a_handshake_of_two_segments_to_nobody() {
    let bounds = Bounds { depth: 4, ..ALL };
    let sound = Report::of(world("old-duplicate"), bounds);
    assert!(!sound.is_broken(), "{sound}");
    let broken = Report::of(
        world("old-duplicate").breaking(Switch::TwoWayHandshake),
        bounds,
    )
    .broken;
    let found = broken
        .iter()
        .find(|(broken, _)| *broken == Property::Agreement);
    let (_, way) = found.expect("a counterexample");
    // LISTEN, the old SYN, and that is all it takes.
    assert!(way.contains("LISTEN -> ESTABLISHED"), "{way}");
    assert_eq!(way.matches("->").count(), 2, "{way}");
}

#[test]
fn whatever_rule_is_broken_the_engine_goes_on_and_nobody_waits_for_ever() {
    let bounds = Bounds { depth: 5, ..ALL };
    for switch in Switch::ALL {
        for name in ["handshake", "old-duplicate", "abort", "both-active"] {
            let report = Report::of(world(name).breaking(switch), bounds);
            let stuck = report.broken.iter();
            let mut stuck = stuck.filter(|(broken, _)| *broken != Property::Agreement);
            assert!(stuck.next().is_none(), "{}: {report}", switch.name());
        }
    }
}

#[test]
fn the_checker_of_stateright_counts_as_many_states() {
    let comparison = compare(world("handshake"), 2);
    assert!(comparison.is_equal(), "{comparison}");
}
