//! What every figure of speed rests on, counted instead of timed: memory asked for, rows written, octets of a row.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::expect_used,
    reason = "a test says what it expects by panicking"
)]
#![allow(
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    reason = "the flow is the benchmark's, and averages are no part of the engine"
)]

#[path = "../benches/gates/clock.rs"]
#[allow(dead_code, reason = "nothing is timed here")]
mod clock;
#[path = "../benches/gates/flow.rs"]
#[allow(dead_code, reason = "one flow of several")]
mod flow;

use std::alloc::System;
use std::sync::Mutex;

use flow::Flow;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tcp_lab_core::lab::{Fact, Flight, Row, Trace, World};
use tcp_lab_core::tcp::What;

#[global_allocator]
static MEMORY: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Tests take turns: memory is counted for all threads together.
static TURN: Mutex<()> = Mutex::new(());

/// Moments of a bulk flow after which nothing is new any more.
const WARM: u32 = 12_000;
/// Moments that are counted.
const COUNTED: u32 = 12_000;

/// What a flow needs, for each segment: requests for memory, and rows.
fn needs(flow: &Flow, mut trace: Trace) -> (f64, f64) {
    let mut world = World::new(&flow.world(), 1).expect("the world is sound");
    if flow.as_octets {
        world.carry_octets();
    }
    live(&mut world, &mut trace, WARM);
    let (segments, rows) = (world.net().crossings(), world.events());
    let region = Region::new(MEMORY);
    live(&mut world, &mut trace, COUNTED);
    let asked = region.change();
    let segments = f64::from(world.net().crossings() - segments);
    assert!(segments > 8000.0, "the flow is under way");
    let requests = asked.allocations + asked.reallocations;
    let rows = f64::from(world.events() - rows);
    (requests as f64 / segments, rows / segments)
}

fn live(world: &mut World, trace: &mut Trace, moments: u32) {
    for _ in 0..moments {
        assert!(world.natural(trace), "the flow is long enough");
        trace.rows.clear();
        trace.begun.clear();
    }
}

#[test]
fn a_segment_needs_no_memory_of_its_own() {
    let _turn = TURN.lock().expect("no test before has failed");
    // One read of sixty segments puts them into one piece, and remembers its beginning: that is the program's memory.
    let of_reads = 0.2;
    let plain = Flow::bulk(100_000_000);
    let on_wire = Flow {
        as_octets: true,
        ..plain
    };
    for (what, flow, trace) in [
        ("without trace", plain, Trace::off()),
        ("with trace", plain, Trace::default()),
        ("as octets", on_wire, Trace::default()),
    ] {
        let (requests, _) = needs(&flow, trace);
        assert!(
            requests < of_reads,
            "{what}: {requests:.3} requests for memory a segment"
        );
    }
}

#[test]
fn a_segment_of_a_bulk_flow_is_told_in_few_rows() {
    let _turn = TURN.lock().expect("no test before has failed");
    let (_, rows) = needs(&Flow::bulk(100_000_000), Trace::off());
    assert!((2.0..8.0).contains(&rows), "{rows:.2} rows a segment");
}

#[test]
fn rows_and_arrows_are_small() {
    assert!(size_of::<Row>() <= 64, "{}", size_of::<Row>());
    assert!(size_of::<Fact>() <= 32, "{}", size_of::<Fact>());
    assert!(size_of::<What>() <= 24, "{}", size_of::<What>());
    assert!(size_of::<Flight>() <= 256, "{}", size_of::<Flight>());
}

#[test]
fn segments_as_values_and_as_octets_give_the_same_log() {
    let _turn = TURN.lock().expect("no test before has failed");
    let plain = Flow {
        loss_ppm: 10_000,
        reorder_ppm: 50_000,
        ..Flow::bulk(2_000_000)
    };
    let rows = |as_octets| {
        let mut world = World::new(&plain.world(), 7).expect("the world is sound");
        if as_octets {
            world.carry_octets();
        }
        let mut trace = Trace::default();
        for _ in 0..20_000 {
            world.natural(&mut trace);
        }
        trace.rows
    };
    let (values, octets) = (rows(false), rows(true));
    assert!(values.len() > 10_000);
    assert!(
        values == octets,
        "a receiver judges a segment otherwise than its octets"
    );
}
