//! Exams.

use super::*;
use crate::scenario::library;

fn scenarios() -> Vec<Scenario> {
    let all = library::all().iter();
    all.map(|(_, json)| serde_json::from_str(json).expect("the library is sound"))
        .collect()
}

fn exam(scenario: &Scenario, seed: u64) -> Exam {
    scenario.exam(seed, 8).expect("the library is sound")
}

#[test]
fn the_same_seed_makes_the_same_exam_and_another_one_another() {
    for scenario in scenarios() {
        assert_eq!(exam(&scenario, 5), exam(&scenario, 5), "{}", scenario.id);
        assert_ne!(exam(&scenario, 5), exam(&scenario, 6), "{}", scenario.id);
    }
}

#[test]
fn at_every_stop_there_is_a_question_of_its_kind_about_the_next_moment() {
    for scenario in scenarios() {
        let made = exam(&scenario, 11);
        assert!(!made.stops.is_empty(), "{}", scenario.id);
        let mut lab = made.scenario.ran(11).expect("it ran before");
        for stop in made.stops {
            lab.seek(stop.position).expect("it exists");
            let question = lab.ask(Some(stop.ask)).expect("it was found before");
            assert_eq!(
                question.target,
                stop.position + 1,
                "{} {stop:?}",
                scenario.id
            );
            assert!(question.choices.is_some_and(|choices| choices.len() > 2));
        }
    }
}

#[test]
fn an_exam_survives_json_and_gives_nothing_away() {
    for scenario in scenarios() {
        let made = exam(&scenario, 3).scenario;
        let json = serde_json::to_string(&made).expect("it can be written");
        let read: Scenario = serde_json::from_str(&json).expect("it can be read");
        assert_eq!(read, made, "{}", scenario.id);
        assert!(made.story.is_empty() && made.prompts.is_empty());
    }
}

#[test]
fn stops_are_spread_over_the_run_and_over_the_kinds() {
    let askable: Vec<_> = (0..100)
        .flat_map(|at| Ask::ALL.map(|ask| (at, ask)))
        .collect();
    let stops = stops(&askable, 7, &mut Rng::new(1));
    let mut kinds: Vec<_> = stops.iter().map(|stop| stop.ask).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, Ask::ALL, "each once");
    assert!(stops.is_sorted_by(|one, other| one.position < other.position));
    assert!(stops.last().is_some_and(|last| last.position > 80));
}
