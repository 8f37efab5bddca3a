//! Proof 1: every requirement of the tables is bound to a test that exists and runs, or excused with a reason.
//!
//! `rfc9293.tsv` and `other-rfcs.tsv` are the tables, in our words. The files `bindings*.tsv` say what proves a row: label, file relative to `core/`, name of the test; for a packetdrill script the name is `script`. What
//! is excused stands in `rule::limits`, and the page shows it. The counts per RFC are printed:
//! `cargo test -p tcp-lab-core --test requirements -- --nocapture`.

#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod source;
mod tables;

use std::collections::BTreeSet;

use tables::{Binding, Requirement};
use tcp_lab_core::rule::Rule;
use tcp_lab_core::rule::limits::{LIMITS, Limit};

fn labels(requirements: &[Requirement]) -> BTreeSet<&str> {
    requirements.iter().map(|row| row.label.as_str()).collect()
}

fn bound(bindings: &[Binding]) -> BTreeSet<&str> {
    bindings.iter().map(|row| row.label.as_str()).collect()
}

/// Those that occur more than once.
fn repeated<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    let mut again = Vec::new();
    for item in items {
        if seen.contains(&item) {
            again.push(item);
        } else {
            seen.insert(item);
        }
    }
    again
}

#[test]
fn no_label_stands_twice_in_the_tables() {
    let requirements = tables::requirements();
    let labels = requirements.iter().map(|row| row.label.as_str());
    assert_eq!(repeated(labels), Vec::<&str>::new());
}

#[test]
fn no_binding_and_no_excuse_stands_twice() {
    assert_eq!(repeated(tables::bindings()), Vec::<Binding>::new());
    let excused = LIMITS.iter().flat_map(|limit| limit.labels.iter().copied());
    assert_eq!(repeated(excused), Vec::<&str>::new());
    let codes = LIMITS.iter().map(|limit| limit.code);
    assert_eq!(repeated(codes), Vec::<&str>::new());
}

#[test]
fn bindings_excuses_and_rules_name_labels_of_the_tables() {
    let requirements = tables::requirements();
    let known = labels(&requirements);
    let bindings = tables::bindings();
    let excused = LIMITS.iter().flat_map(|limit| limit.labels.iter().copied());
    let obeyed = Rule::ALL.iter().flat_map(|rule| rule.source().labels);
    let named = bound(&bindings).into_iter().chain(excused);
    let named = named.chain(obeyed.copied());
    let unknown: BTreeSet<_> = named.filter(|label| !known.contains(label)).collect();
    assert_eq!(unknown, BTreeSet::new());
}

#[test]
fn every_excuse_has_a_sentence_and_excuses_nothing_that_is_proven() {
    let bindings = tables::bindings();
    let bound = bound(&bindings);
    for limit in LIMITS {
        assert!(
            limit.reason.ends_with('.'),
            "{} has no sentence",
            limit.code
        );
        for label in limit.labels {
            assert!(!bound.contains(label), "{label} is bound and excused");
        }
    }
}

#[test]
fn every_binding_leads_to_a_test_that_runs() {
    let broken: Vec<_> = tables::bindings()
        .iter()
        .filter_map(|binding| Some((binding.clone(), source::proves(binding).err()?)))
        .map(|(Binding { label, file, test }, why)| format!("{label}: {file}: {test}: {why}"))
        .collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_requirement_is_bound_or_excused() {
    let requirements = tables::requirements();
    let bindings = tables::bindings();
    let bound = bound(&bindings);
    print!("{}", tables::counts(&requirements, &bound));
    let neither: Vec<_> = requirements
        .iter()
        .filter(|row| !bound.contains(row.label.as_str()) && Limit::of(&row.label).is_none())
        .map(|row| format!("{} ({}): {}", row.label, row.section, row.statement))
        .collect();
    assert!(neither.is_empty(), "\n{}", neither.join("\n"));
}
