//! Every scenario of the library survives a reader without a plan: nothing breaks, each row keeps its reasons, the run
//! can be had again from what was saved of it, and the story says nothing of it that has not happened.

#![expect(
    clippy::expect_used,
    reason = "a test says what it expects by panicking"
)]

mod kit;

use tcp_lab_core::lab::Lab;
use tcp_lab_core::scenario::{Scenario, Teller, library};
use tcp_lab_core::time::{Duration, Instant};

/// What the reader of a run does.
const ACTS: u32 = 30;
/// Every so many rows one is asked for its reasons: all of them would take minutes.
const STRIDE: usize = 7;
/// How far a run is followed after the last act.
const REST: Duration = Duration::from_secs(5);

fn scenarios() -> impl Iterator<Item = Scenario> {
    let read = |(_, json): &(&str, &str)| -> Scenario {
        serde_json::from_str(json).expect("the library is sound")
    };
    library::all().iter().map(read)
}

/// The scenario and its variations, with what each is called.
fn runs(scenario: Scenario) -> Vec<(String, Scenario)> {
    let varied = scenario.variations.iter().map(|variation| {
        let run = scenario
            .varied(&variation.id)
            .expect("it is one of its own");
        (format!("{}/{}", scenario.id, variation.id), run)
    });
    let mut runs: Vec<_> = varied.collect();
    runs.push((scenario.id.clone(), scenario));
    runs
}

fn beginning(run: &Scenario, seed: u64) -> Lab {
    Lab::new(&run.world(), seed).expect("it has a world")
}

/// A part of the run undisturbed, some acts, and a while after them.
fn broken(run: &Scenario, seed: u64) -> Lab {
    let mut lab = beginning(run, seed);
    let mut reader = kit::Monkey::new(seed);
    let undisturbed = run.ends.as_nanos() / 8 * (seed % 8);
    lab.run_until(Instant::from_nanos(undisturbed.min(10_000_000_000)))
        .expect("there is room");
    for _ in 0..ACTS {
        // What cannot be done is refused, and that is all.
        let _refused = reader.play(&mut lab);
    }
    lab.seek(lab.end()).expect("the end can be reached");
    lab.run_until(lab.world().now() + REST)
        .expect("there is room");
    lab
}

/// When which line is told.
fn story(run: &Scenario, lab: &Lab) -> Vec<(Instant, u32)> {
    let told = Teller::default().told(&run.story, lab, (0, u32::MAX));
    let at = |event| lab.events(event, event + 1).first().map(|event| event.at);
    let when = told.iter().map(|told| (at(told.event), told.line));
    when.map(|(at, line)| (at.expect("it happened"), line))
        .collect()
}

/// What is said of a broken run is what is said of the one that nobody touched, as far as it goes.
fn tells_only_what_is_so(name: &str, run: &Scenario, lab: &Lab) {
    let told = story(run, lab);
    let mut untouched = beginning(run, lab.seed());
    untouched
        .run_until(lab.world().now())
        .expect("there is room");
    let written = story(run, &untouched);
    assert!(
        written.starts_with(&told),
        "{name}, seed {}: {told:?} is not how {written:?} begins",
        lab.seed()
    );
}

fn gives_reasons(name: &str, lab: &Lab) {
    for event in lab.events(0, u32::MAX).iter().step_by(STRIDE) {
        let why = lab.why(event.id);
        assert!(why.is_ok(), "{name}, seed {}: {event:?}", lab.seed());
    }
}

fn can_be_had_again(name: &str, run: &Scenario, lab: &Lab) {
    let saved = lab.saved_moments();
    let again = Lab::replayed(&run.world(), lab.seed(), &saved, lab.position());
    let again = again.expect(name);
    let rows = |lab: &Lab| lab.events(0, u32::MAX);
    assert!(rows(&again) == rows(lab), "{name}, seed {}", lab.seed());
}

#[test]
fn whatever_a_reader_does_to_it() {
    let mut seed = 0;
    for scenario in scenarios() {
        for (name, run) in runs(scenario) {
            let lab = broken(&run, seed);
            tells_only_what_is_so(&name, &run, &lab);
            gives_reasons(&name, &lab);
            can_be_had_again(&name, &run, &lab);
            seed += 1;
        }
    }
}

/// As long as the reader only looks, the whole story is told.
#[test]
fn to_look_changes_no_story() {
    for scenario in scenarios() {
        let mut lab = beginning(&scenario, 1);
        lab.run_until(Instant::START + scenario.ends)
            .expect("there is room");
        let quiet = story(&scenario, &lab);
        lab.seek(0).expect("the start can be reached");
        lab.run_until(Instant::START + scenario.ends)
            .expect("there is room");
        assert_eq!(story(&scenario, &lab), quiet, "{}", scenario.id);
    }
}
