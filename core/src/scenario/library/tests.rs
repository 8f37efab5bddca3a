use std::collections::BTreeSet;

use super::*;
use crate::scenario::{Scenario, check};

/// Seeds with which every scenario must show the same.
const SEEDS: [u64; 3] = [0, 1, 0x5eed_0123_4567_89ab];

fn scenarios() -> impl Iterator<Item = Scenario> {
    all().iter().map(|(id, json)| {
        let read = serde_json::from_str(json);
        read.unwrap_or_else(|error| panic!("{id}: {error}"))
    })
}

#[test]
fn every_scenario_reads_and_is_within_bounds() {
    for scenario in scenarios() {
        assert_eq!(scenario.validate(), Ok(()), "{}", scenario.id);
    }
}

#[test]
fn every_scenario_shows_what_it_says_whatever_the_seed() {
    for scenario in scenarios() {
        for seed in SEEDS {
            if let Err(failures) = check(&scenario, seed) {
                let lines: Vec<_> = failures.iter().map(ToString::to_string).collect();
                panic!("{}, seed {seed}:\n{}", scenario.id, lines.join("\n"));
            }
        }
    }
}

#[test]
fn every_scenario_has_at_least_six_checkpoints_of_all_kinds() {
    for scenario in scenarios() {
        let checkpoints = &scenario.checkpoints;
        assert!(checkpoints.len() >= 6, "{}", scenario.id);
        assert!(!checkpoints.segments.is_empty(), "{}", scenario.id);
        assert!(!checkpoints.calls.is_empty(), "{}", scenario.id);
        assert!(!checkpoints.moments.is_empty(), "{}", scenario.id);
    }
}

#[test]
fn every_segment_of_a_story_is_among_the_checkpoints_or_before_the_first_of_them() {
    for scenario in scenarios() {
        let checked = scenario.checkpoints.segments.iter();
        let checked: BTreeSet<_> = checked.map(|check| check.segment).collect();
        let counts = scenario.checkpoints.moments.iter();
        let sent = counts.filter_map(|moment| moment.segments).max().unwrap();
        let first = *checked.first().unwrap();
        assert!(checked.into_iter().eq(first..sent), "{}", scenario.id);
    }
}

#[test]
fn every_scenario_ends_with_a_moment_that_counts_the_segments() {
    for scenario in scenarios() {
        let last = scenario
            .checkpoints
            .moments
            .iter()
            .max_by_key(|moment| moment.at);
        assert!(last.unwrap().segments.is_some(), "{}", scenario.id);
    }
}

#[test]
fn ids_are_unique_and_variations_vary_what_exists() {
    let ids: BTreeSet<_> = all().iter().map(|(id, _)| *id).collect();
    assert_eq!(ids.len(), all().len());
    for scenario in scenarios() {
        let base = scenario.variation_of.as_deref();
        assert!(
            base.is_none_or(|base| ids.contains(base)),
            "{}",
            scenario.id
        );
    }
}

#[test]
fn every_rule_named_in_a_scenario_exists() {
    for scenario in scenarios() {
        for check in &scenario.checkpoints.segments {
            for code in [&check.why, &check.lost].into_iter().flatten() {
                let known = crate::rule::Rule::from_code(code);
                assert!(known.is_some(), "{}: {code}", scenario.id);
            }
        }
    }
}

#[test]
fn every_clause_names_labels_as_the_requirement_tables_do() {
    for scenario in scenarios() {
        for label in scenario.clauses.iter().flat_map(|clause| &clause.labels) {
            let (kind, number) = label.split_once('-').unwrap();
            assert!(["MUST", "SHLD", "MAY", "REC"].contains(&kind), "{label}");
            assert!(number.parse::<u8>().is_ok(), "{label}");
        }
    }
}

#[test]
fn a_scenario_survives_json_without_loss() {
    for scenario in scenarios() {
        let json = serde_json::to_string(&scenario).unwrap();
        assert_eq!(serde_json::from_str::<Scenario>(&json).unwrap(), scenario);
    }
}

#[test]
fn what_the_files_say_is_what_the_library_holds() {
    for (id, json) in all() {
        let path = format!("{}/scenarios/{id}.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap();
        let on_disk: Scenario = toml::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
        assert_eq!(on_disk, serde_json::from_str(json).unwrap());
    }
}

#[test]
fn an_id_that_is_not_in_the_library_has_no_json() {
    assert!(json("handshake").is_some());
    assert_eq!(json("four-way-handshake"), None);
}
