//! What is told is so, as a scenario goes and as a reader without a plan breaks it: checks and facts are those of the
//! segment at hand, no answer contradicts what happens.

use std::collections::BTreeMap;

use tcp_lab_core::lab::{Ask, Guess, Lab, LabEvent, Question, Why, WhyNot, WhyNotQuestion};
use tcp_lab_core::scenario::Scenario;
use tcp_lab_core::time::{Duration, Instant};
use tcp_lab_core::wire::{Flags, Segment};

use super::kit::Monkey;
use super::{ASKED, asked, finished, scenarios};

/// Rows and positions looked at in one run.
const SOME: u32 = 100;

/// The bits that facts are about.
const BITS: [(&str, Flags); 6] = [
    ("SYN", Flags::SYN),
    ("ACK", Flags::ACK),
    ("RST", Flags::RST),
    ("FIN", Flags::FIN),
    ("URG", Flags::URG),
    ("CWR", Flags::CWR),
];

/// What the reader of a broken run does.
const ACTS: u32 = 60;
/// How far a broken run is followed after the last act.
const REST: Duration = Duration::from_secs(5);

/// Calls `visit` with every run of the library as it goes by itself, and with one that a reader has broken.
fn every_run(mut visit: impl FnMut(&str, Lab)) {
    for (seed, scenario) in (0..).zip(scenarios()) {
        visit(&scenario.id, finished(&scenario));
        visit(&format!("{} broken", scenario.id), broken(&scenario, seed));
    }
}

/// A part of the run undisturbed, some acts, and a while after them.
fn broken(scenario: &Scenario, seed: u64) -> Lab {
    let mut lab = Lab::new(&scenario.world(), seed).expect("the library is sound");
    let undisturbed = scenario.ends.as_nanos() / 8 * (seed % 8);
    let undisturbed = Instant::from_nanos(undisturbed.min(10_000_000_000));
    lab.run_until(undisturbed).expect("there is room");
    let mut reader = Monkey::new(seed);
    for _ in 0..ACTS {
        // What cannot be done is refused, and that is all.
        let _refused = reader.play(&mut lab);
    }
    lab.seek(lab.end()).expect("the end can be reached");
    let rest = lab.world().now() + REST;
    lab.run_until(rest).expect("there is room");
    lab
}

fn everything(lab: &Lab) -> Vec<LabEvent> {
    lab.events(0, lab.snapshot().events)
}

/// Some of the rows, the same share of each run.
fn some(lab: &Lab) -> impl Iterator<Item = Why> {
    let events = lab.snapshot().events;
    let stride = (events / SOME).max(1) as usize;
    (0..events)
        .step_by(stride)
        .map(|event| lab.why(event).expect("it exists"))
}

/// The segment whose arrival led to a row of the same moment.
fn at_hand(lab: &Lab, why: &Why) -> Option<Segment> {
    let near = why.chain.iter().take_while(|row| row.at == why.event.at);
    let arrived = near.filter(|row| row.host == why.event.host).find(|row| {
        ["segment-arrived", "call-entered", "timer-fired", "act"].contains(&row.kind)
    })?;
    let crossing = arrived
        .crossing
        .filter(|_| arrived.kind == "segment-arrived")?;
    let found = lab.crossings(crossing, crossing + 1).pop()?;
    (found.icmp.is_none() && !found.corrupted).then_some(found.segment)
}

#[test]
fn a_fact_about_a_bit_is_what_the_segment_carries() {
    let mut seen = 0;
    every_run(|id, lab| {
        for why in some(&lab) {
            let Some(segment) = at_hand(&lab, &why) else {
                continue;
            };
            let place = format!("{} {} {}", id, why.event.id, why.event.kind);
            for check in &why.checks {
                let name = check.left.name;
                assert!(name != "new-syn" || segment.has(Flags::SYN), "{place}");
                let bit = BITS.iter().find(|(bit, _)| *bit == name);
                if let Some((_, bit)) = bit {
                    assert_eq!(
                        check.holds,
                        segment.has(*bit),
                        "{place}: {name} {segment:?}"
                    );
                    seen += 1;
                }
            }
        }
    });
    assert!(seen > 1_000, "{seen}");
}

#[test]
fn what_decides_an_event_comes_out_the_same_wherever_it_decides_it() {
    let mut outcomes = BTreeMap::new();
    every_run(|id, lab| {
        for why in some(&lab) {
            let Some(check) = why.decided.and_then(|decided| why.checks.get(decided)) else {
                continue;
            };
            let right = check.right.as_ref().map_or("", |right| right.name);
            let compared = (check.rule.code, check.left.name, check.op, right);
            let event = (why.event.kind, why.event.rule);
            let place = format!("{} {}", id, why.event.id);
            let (holds, first) = outcomes
                .entry((event, compared))
                .or_insert_with(|| (check.holds, place.clone()));
            assert_eq!(
                *holds, check.holds,
                "{event:?} by {compared:?}: {first} and {place}"
            );
        }
    });
    assert!(outcomes.len() > 25, "{outcomes:?}");
}

/// What the receiver wrote in the moment of an arrival.
fn of_arrival(events: &[LabEvent], arrival: u32) -> impl Iterator<Item = &LabEvent> {
    let arrived = &events[arrival as usize];
    let rest = events.iter().skip(arrival as usize + 1);
    let others = ["segment-arrived", "timer-fired", "call-entered", "act"];
    let other = move |row: &&LabEvent| row.at == arrived.at && !others.contains(&row.kind);
    rest.take_while(other)
        .filter(|row| row.host == arrived.host)
}

#[test]
fn why_not_never_contradicts_what_happens() {
    every_run(|id, lab| {
        let events = everything(&lab);
        let crossings = lab.snapshot().crossings;
        let stride = (crossings as usize / ASKED).max(1);
        for crossing in (0..crossings).step_by(stride) {
            let seen = lab
                .crossings(crossing, crossing + 1)
                .pop()
                .expect("it exists");
            let Some(arrival) = seen
                .end_event
                .filter(|arrival| events[*arrival as usize].kind == "segment-arrived")
            else {
                continue;
            };
            let rows: Vec<_> = of_arrival(&events, arrival).collect();
            let has = |kind: &str| rows.iter().any(|row| row.kind == kind);
            let told = |question| lab.why_not(&question).expect("it exists");
            let place = format!("{} {crossing} {}", id, seen.notation);
            let answer = told(WhyNotQuestion::Answer { crossing });
            let silent = !["answered", "answer-delayed"].contains(&answer.code);
            assert!(!silent || !has("segment-sent"), "{place}: {}", answer.code);
            let acceptance = told(WhyNotQuestion::Acceptance { crossing });
            let refused = acceptance.code != "accepted";
            assert!(
                !refused || !has("segment-accepted") || has("segment-dropped"),
                "{place}: {}",
                acceptance.code
            );
            assert!(refused || !has("segment-dropped"), "{place}");
            // What would have had to be otherwise is otherwise.
            for differ in [&acceptance.differ, &answer.differ].into_iter().flatten() {
                let bit = BITS.iter().find(|(name, _)| *name == differ.left.name);
                if let Some((name, bit)) = bit.filter(|_| !seen.corrupted) {
                    let wanted = differ.op == "is set";
                    assert_ne!(wanted, seen.segment.has(*bit), "{place}: {name}");
                }
            }
        }
    });
}

fn scenario(id: &str) -> Lab {
    let found = scenarios().into_iter().find(|scenario| scenario.id == id);
    finished(&found.expect("it is in the library"))
}

fn names(told: &WhyNot) -> Vec<&str> {
    told.differ.iter().map(|differ| differ.left.name).collect()
}

/// The number of a RST decides that it is dropped; that it is one only that nobody answers.
#[test]
fn a_reset_outside_the_window_is_refused_for_its_number() {
    let lab = scenario("blind-rst");
    let crossings = lab.crossings(0, lab.snapshot().crossings);
    let resets: Vec<_> = crossings
        .iter()
        .filter(|seen| seen.segment.has(Flags::RST))
        .collect();
    let (outside, inside) = (resets[0].id, resets[1].id);
    let told = |question| lab.why_not(&question).expect("it exists");
    let acceptance = told(WhyNotQuestion::Acceptance { crossing: outside });
    assert_eq!(names(&acceptance), ["SEG.SEQ"]);
    let answer = told(WhyNotQuestion::Answer { crossing: outside });
    assert_eq!(answer.code, "dropped");
    let reason = answer.args.get("reason").cloned();
    assert_eq!(
        format!("{reason:?}"),
        "Some(Word(\"reset-outside-window\"))"
    );
    assert_eq!(names(&answer), ["SEG.SEQ", "RST"]);
    let why = lab.why(answer.events[0]).expect("it exists");
    let decided = &why.checks[why.decided.expect("a number decided")];
    assert_eq!((decided.left.name, decided.holds), ("SEG.SEQ", false));
    assert_eq!(
        told(WhyNotQuestion::Answer { crossing: inside }).code,
        "answered"
    );
}

/// Where a number stands, as the reader counts it.
fn counted(guess: &Guess, base: u32) -> Option<u32> {
    match guess {
        Guess::Number(number) => u32::try_from(*number)
            .ok()
            .map(|number| number.wrapping_sub(base)),
        Guess::Word(_) => None,
    }
}

fn plausible(lab: &Lab, question: &Question, place: &str) {
    let judged = lab.judge(&asked(question), &Guess::Word("?".into()));
    let answer = judged.expect("it was asked").answer;
    for choice in question.choices.iter().flatten() {
        if let Some(base) = question.base {
            let (given, right) = (counted(choice, base), counted(&answer, base));
            let (given, right) = (given.expect("a number"), right.expect("a number"));
            assert!(
                given <= right.saturating_add(65_535),
                "{place}: {given} for {right}"
            );
        }
        if question.ask == Ask::State {
            let from = question.args.get("from").map(|from| format!("{from:?}"));
            let given = format!(
                "Text({:?})",
                match choice {
                    Guess::Word(word) => word,
                    Guess::Number(_) => "",
                }
            );
            assert_ne!(Some(given), from, "{place}");
        }
    }
}

#[test]
fn the_choices_are_plausible_as_the_reader_counts_numbers() {
    for scenario in scenarios() {
        let mut lab = finished(&scenario);
        let end = lab.end();
        let stride = (end / SOME).max(1) as usize;
        for position in (0..=end).step_by(stride) {
            lab.seek(position).expect("it exists");
            for kind in [Ask::Seq, Ask::Ack, Ask::State] {
                if let Some(question) = lab.ask(Some(kind)) {
                    plausible(&lab, &question, &scenario.id);
                }
            }
        }
    }
}

/// What is asked before everything in a run.
fn kinds(mut lab: Lab) -> Vec<(Ask, Vec<Ask>)> {
    lab.seek(0).expect("it is the beginning");
    let mut found = Vec::new();
    while let Some(question) = lab.ask(None) {
        let (position, target) = (lab.position(), question.target);
        let offered = lab.askable().into_iter();
        let offered = offered.filter(|(moment, _)| (position..target).contains(moment));
        found.push((question.ask, offered.map(|(_, ask)| ask).collect()));
        lab.seek(target).expect("it is known");
        if target == lab.end() {
            break;
        }
    }
    found
}

#[test]
fn whoever_is_asked_before_everything_is_asked_by_turns() {
    let all = scenarios();
    let handshake = all
        .iter()
        .find(|scenario| scenario.id == "handshake")
        .expect("it is there");
    for seed in 0..8 {
        let mut lab = Lab::new(&handshake.world(), seed).expect("the library is sound");
        lab.run_until(Instant::START + handshake.ends)
            .expect("there is room");
        let kinds = kinds(lab);
        let asked: Vec<Ask> = kinds.iter().map(|(ask, _)| *ask).collect();
        assert!(asked.contains(&Ask::Ack), "{seed}: {asked:?}");
        for pair in kinds.windows(2) {
            let ((before, _), (ask, offered)) = (&pair[0], &pair[1]);
            assert!(before != ask || offered.len() < 2, "{seed}: {asked:?}");
        }
    }
    let lab = finished(handshake);
    assert_eq!(kinds(lab.clone()), kinds(lab));
}
