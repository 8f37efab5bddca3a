use std::collections::BTreeSet;

use super::*;
use crate::host::Profile;
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
        let varied = scenario.variations.iter();
        let varied = varied.filter_map(|variation| scenario.varied(&variation.id));
        for run in std::iter::once(scenario.clone()).chain(varied) {
            for (profile, seed) in cases(&run) {
                if let Err(failures) = check(&run, profile, seed) {
                    let lines: Vec<_> = failures.iter().map(ToString::to_string).collect();
                    let title = &run.title.en;
                    let profile = profile.name();
                    panic!(
                        "{}, {title}, {profile}, seed {seed}:\n{}",
                        run.id,
                        lines.join("\n")
                    );
                }
            }
        }
    }
}

fn cases(run: &Scenario) -> impl Iterator<Item = (Profile, u64)> + '_ {
    let seeds = |profile: &Profile| {
        let profile = *profile;
        SEEDS.into_iter().map(move |seed| (profile, seed))
    };
    run.profiles.iter().flat_map(seeds)
}

#[test]
fn every_scenario_has_at_least_six_checkpoints_of_several_kinds() {
    for scenario in scenarios() {
        let checkpoints = &scenario.checkpoints;
        assert!(checkpoints.len() >= 6, "{}", scenario.id);
        let kinds = [
            checkpoints.segments.is_empty(),
            checkpoints.calls.is_empty(),
            checkpoints.moments.is_empty(),
            checkpoints.events.is_empty(),
        ];
        let used = kinds.into_iter().filter(|empty| !empty).count();
        assert!(used >= 3, "{}: {used} kinds of checkpoints", scenario.id);
    }
}

#[test]
fn every_scenario_tells_asks_varies_and_says_what_to_take_away() {
    for scenario in scenarios() {
        let id = &scenario.id;
        assert!(scenario.story.len() >= 3, "{id}: the story");
        assert!(scenario.prompts.len() >= 2, "{id}: the prompts");
        assert!(!scenario.variations.is_empty(), "{id}: the variations");
        assert!(scenario.goal.is_some(), "{id}: the goal");
        assert!(scenario.takeaway.is_some(), "{id}: what to take away");
        assert!(!scenario.clauses.is_empty(), "{id}: the clauses");
        assert!(!scenario.limits.is_empty(), "{id}: the limits");
    }
}

#[test]
fn ids_are_unique_among_scenarios_and_among_the_variations_of_one() {
    let ids: BTreeSet<_> = all().iter().map(|(id, _)| *id).collect();
    assert_eq!(ids.len(), all().len());
    for scenario in scenarios() {
        let variations = scenario.variations.iter().map(|one| one.id.as_str());
        let unique: BTreeSet<_> = variations.collect();
        assert_eq!(unique.len(), scenario.variations.len(), "{}", scenario.id);
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
fn every_clause_names_labels_of_the_requirement_tables() {
    let table = |name: &str| {
        let path = format!("{}/tests/requirements/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let tables = table("rfc9293.tsv") + &table("other-rfcs.tsv");
    let labels = tables.lines().filter_map(|line| line.split('\t').next());
    let known: BTreeSet<&str> = labels.collect();
    for scenario in scenarios() {
        for label in scenario.clauses.iter().flat_map(|clause| &clause.labels) {
            assert!(known.contains(label.as_str()), "{}: {label}", scenario.id);
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
