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
use tcp_lab_core::lab::{
    Fact, Flight, Lab, MAX_CONNECTIONS_SHOWN, Row, Snapshot, Trace, World, WorldSpec,
};
use tcp_lab_core::tcp::{State, What};
use tcp_lab_core::time::{Duration, Instant};

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

/// Connections that one client process opens.
const EACH: usize = 1000;

/// `idle` connections from A to B, open and silent; nobody accepts them.
fn crowd(idle: usize) -> Lab {
    let opens = serde_json::json!([{ "repeat": EACH, "do": [
        { "call": "socket", "into": "s" },
        { "call": "connect", "fd": "s", "to": "B:80" },
    ] }]);
    let clients: Vec<_> = (0..idle / EACH)
        .map(|number| serde_json::json!({ "name": format!("client{number}"), "program": opens }))
        .collect();
    let listens = serde_json::json!([
        { "call": "socket", "into": "l" },
        { "call": "bind", "fd": "l", "port": 80 },
        { "call": "listen", "fd": "l", "backlog": 20_000 },
    ]);
    let world = serde_json::json!({
        "hosts": [
            { "name": "A", "address": "10.0.0.1", "processes": clients },
            { "name": "B", "address": "10.0.0.2", "sysctls": { "net.core.somaxconn": "20000" },
              "processes": [{ "name": "server", "program": listens }] },
        ],
        "net": {
            "hosts": [
                { "name": "A", "address": "10.0.0.1" },
                { "name": "B", "address": "10.0.0.2" },
            ],
            "links": [{ "between": ["A", "B"], "latency": 1_000 }],
        },
    });
    let world: WorldSpec = serde_json::from_value(world).expect("a world");
    let mut lab = Lab::new(&world, 1).expect("the world is sound");
    let late = Instant::START + Duration::from_secs(60);
    lab.run_until(late).expect("there is room");
    lab
}

/// Requests for memory that a snapshot takes.
fn asked_for(lab: &Lab) -> (Snapshot, usize) {
    let region = Region::new(MEMORY);
    let snapshot = lab.snapshot();
    let asked = region.change();
    (snapshot, asked.allocations + asked.reallocations)
}

#[test]
fn ten_thousand_idle_connections_do_nothing_and_cost_a_snapshot_no_more_than_a_thousand() {
    let _turn = TURN.lock().expect("no test before has failed");
    let (few, mut many) = (crowd(EACH), crowd(10 * EACH));
    let ((_, alone), (snapshot, crowded)) = (asked_for(&few), asked_for(&many));
    for host in &snapshot.hosts {
        assert_eq!(host.connection_count, 10_000);
        assert_eq!(host.connections.len(), MAX_CONNECTIONS_SHOWN);
        assert_eq!(host.states.0, [(State::Established, 10_000)]);
    }
    // Each process has its own list of descriptors.
    let processes = 9 * 2_000;
    assert!(crowded < alone + processes, "{alone}, then {crowded}");
    let page = many.ss(0, 5_000, 5_050).expect("a host");
    assert_eq!((page.total, page.lines.len()), (10_000, 50));
    let rows = many.connections(1, 9_990, 99_999).expect("a host").rows;
    assert_eq!(rows.len(), 10);
    let before = (many.snapshot().events, many.position());
    many.run_until(Instant::START + Duration::from_secs(3600))
        .expect("there is room");
    assert_eq!((many.snapshot().events, many.position()), before);
    assert_eq!(many.next_at(), None);
}
