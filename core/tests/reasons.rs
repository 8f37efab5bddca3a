//! Every row of every scenario has its reason: a rule, and causes that end where something began.

use tcp_lab_core::lab::{Lab, LabEvent, Why};
use tcp_lab_core::scenario::{Scenario, library};
use tcp_lab_core::time::Instant;

/// Rows asked about in one run.
const ASKED: usize = 400;
/// The luck of the runs.
const SEED: u64 = 7;

/// Rows that nothing caused but a reader, a program or the scenario.
const BEGINNINGS: [&str; 6] = [
    "act",
    "act-refused",
    "call-entered",
    "program-sleeps",
    "program-ended",
    "process-ended",
];

fn finished(scenario: &Scenario) -> Lab {
    let mut lab = Lab::new(&scenario.world(), SEED).expect("the library is sound");
    let ends = Instant::START + scenario.ends;
    lab.run_until(ends).expect("there is room");
    lab
}

fn scenarios() -> Vec<Scenario> {
    let all = library::all().iter();
    all.map(|(_, json)| serde_json::from_str(json).expect("the library is sound"))
        .collect()
}

fn beginning(why: &Why) -> &LabEvent {
    why.chain.last().unwrap_or(&why.event)
}

#[test]
fn every_row_of_every_scenario_has_a_rule_and_causes_that_end_where_something_began() {
    for scenario in scenarios() {
        let lab = finished(&scenario);
        let events = lab.snapshot().events;
        let stride = (events as usize / ASKED).max(1);
        for event in (0..events).step_by(stride) {
            let why = lab.why(event).expect("it exists");
            let place = format!("{} {event} {}", scenario.id, why.event.kind);
            assert!(why.rule.is_some(), "{place}");
            assert_eq!(why.decided.is_some(), !why.checks.is_empty(), "{place}");
            assert_eq!(why.differ.is_empty(), why.checks.is_empty(), "{place}");
            let kind = beginning(&why).kind;
            assert!(
                BEGINNINGS.contains(&kind),
                "{place}: it all began with {kind}"
            );
        }
    }
}
