//! Every row of every scenario has its reason: a rule, and causes that end where something began. Whatever comes next can be
//! asked about, and whatever does not happen has its reason too.

#![allow(clippy::expect_used, reason = "the helpers of a test may end it")]

mod kit;
#[path = "reasons/truth.rs"]
mod truth;

use tcp_lab_core::lab::{Ask, Asked, Lab, LabEvent, Question, Why, WhyNotCode, WhyNotQuestion};
use tcp_lab_core::scenario::{Scenario, library};
use tcp_lab_core::time::Instant;

/// Rows asked about in one run.
const ASKED: usize = 400;
/// The luck of the runs.
const SEED: u64 = 7;

/// Rows that nothing caused but a reader, a program or the scenario.
const BEGINNINGS: [&str; 8] = [
    "act",
    "act-refused",
    "call-entered",
    "program-sleeps",
    "program-stopped",
    "thread-started",
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
            let decided = why.decided.and_then(|decided| why.checks.get(decided));
            assert_eq!(decided.is_some(), why.decided.is_some(), "{place}");
            assert_eq!(why.differ.is_empty(), decided.is_none(), "{place}");
            let kind = beginning(&why).kind;
            assert!(
                BEGINNINGS.contains(&kind),
                "{place}: it all began with {kind}"
            );
        }
    }
}

/// Calls `visit` at every position of a run, at most [`ASKED`] of them.
fn at_positions(lab: &mut Lab, mut visit: impl FnMut(&Lab)) {
    let end = lab.end();
    let stride = (end as usize / ASKED).max(1);
    for position in (0..=end).step_by(stride) {
        lab.seek(position).expect("it exists");
        visit(lab);
    }
}

fn asked(question: &Question) -> Asked {
    Asked {
        branch: question.branch,
        position: question.position,
        event: question.event,
        ask: question.ask,
    }
}

/// One of the choices is right, and the lab is as it was.
fn answerable(lab: &Lab, question: &Question, place: &str) {
    let choices = question.choices.clone().unwrap_or_default();
    assert!(choices.len() > 2, "{place}: {question:?}");
    let right = choices.iter().filter(|choice| {
        let judged = lab.judge(&asked(question), choice);
        judged.expect("it was asked").right
    });
    assert_eq!(right.count(), 1, "{place}: {question:?}");
}

#[test]
fn whatever_comes_next_can_be_asked_and_the_answer_is_among_the_choices() {
    for scenario in scenarios() {
        let mut lab = finished(&scenario);
        let id = &scenario.id;
        let mut count = 0;
        at_positions(&mut lab, |lab| {
            let Some(question) = lab.ask(None) else {
                return;
            };
            answerable(lab, &question, id);
            count += 1;
        });
        assert!(count > 3, "{id}: {count} questions");
    }
}

#[test]
fn every_kind_of_question_can_be_asked_somewhere_and_most_wrong_choices_are_explained() {
    let (mut wrong, mut explained) = (0, 0);
    for kind in Ask::ALL {
        let mut found = false;
        for scenario in scenarios() {
            let lab = Lab::new(&scenario.world(), SEED).expect("the library is sound");
            let Some(question) = lab.ask(Some(kind)) else {
                continue;
            };
            found = true;
            answerable(&lab, &question, &scenario.id);
            for choice in question.choices.clone().unwrap_or_default() {
                let judged = lab.judge(&asked(&question), &choice).expect("it was asked");
                wrong += u32::from(!judged.right);
                explained += u32::from(judged.mistake.is_some());
            }
        }
        assert!(found, "{kind:?}");
    }
    assert!(explained * 10 >= wrong * 9, "{explained} of {wrong}");
}

#[test]
fn at_every_position_everything_that_does_not_happen_has_a_reason() {
    for scenario in scenarios() {
        let mut lab = finished(&scenario);
        let id = &scenario.id;
        at_positions(&mut lab, |lab| nothing_is_unexplained(lab, id));
        let crossings = lab.snapshot().crossings;
        let stride = (crossings as usize / ASKED).max(1);
        for crossing in (0..crossings).step_by(stride) {
            reason(&lab, WhyNotQuestion::Answer { crossing }, id);
            reason(&lab, WhyNotQuestion::Acceptance { crossing }, id);
        }
    }
}

fn nothing_is_unexplained(lab: &Lab, id: &str) {
    for (host, found) in (0..).zip(lab.world().hosts()) {
        for socket in found.sockets().map(|socket| socket.id().0).take(8) {
            reason(lab, WhyNotQuestion::Sending { host, socket }, id);
            reason(lab, WhyNotQuestion::Retransmission { host, socket }, id);
        }
        for process in (0..).zip(found.processes()).map(|(process, _)| process) {
            reason(lab, WhyNotQuestion::Return { host, process }, id);
        }
    }
}

/// There is a reason, with everything that its sentence needs.
fn reason(lab: &Lab, question: WhyNotQuestion, id: &str) {
    let told = lab.why_not(&question).expect("it exists");
    let code = WhyNotCode::ALL.iter().find(|code| code.name() == told.code);
    for arg in code.expect("it is a code").args() {
        assert!(
            told.args.get(arg).is_some(),
            "{id}: {question:?} {} {arg}",
            told.code
        );
    }
}
