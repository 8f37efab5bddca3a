//! Where runs part.

use super::*;
use crate::host::Profile;
use crate::lab::tests::{lab, spec};
use crate::lab::{Command, DivergenceReason, WorldSpec};
use crate::net::{LinkRule, Verdict};
use crate::time::Duration;

fn at(millis: u64) -> Instant {
    Instant::START + Duration::from_millis(millis)
}

fn run(spec: &WorldSpec, seed: u64) -> Lab {
    let mut lab = Lab::new(spec, seed).expect("the world is sound");
    lab.run_until(at(600_000)).expect("there is room");
    lab
}

fn finished() -> Lab {
    run(&spec(), 1)
}

fn code(divergence: &Divergence) -> &'static str {
    let code = divergence.reason.code;
    let known = DivergenceReason::ALL
        .iter()
        .find(|known| known.name() == code);
    for arg in known.expect("it is a code").args() {
        assert!(divergence.reason.args.get(arg).is_some(), "{code} {arg}");
    }
    code
}

#[test]
fn the_same_runs_do_not_part() {
    let (left, right) = (finished(), finished());
    let divergence = left.compare(&right);
    assert_eq!((divergence.at, code(&divergence)), (None, "same"));
    let count = left.snapshot().crossings;
    let expected: Vec<_> = (0..count).map(|crossing| (crossing, crossing)).collect();
    assert_eq!(divergence.aligned, expected);
}

#[test]
fn a_run_that_has_not_gone_so_far_does_not_part_from_one_that_has() {
    let mut early = lab();
    early.run_until(at(120)).expect("there is room");
    assert_eq!(early.compare(&finished()).at, None);
    assert_eq!(finished().compare(&early).at, None);
}

#[test]
fn an_act_parts_two_branches() {
    let mut lab = finished();
    lab.run_until(at(600_000)).expect("there is room");
    lab.seek(0).expect("it exists");
    lab.run_until(at(10)).expect("there is room");
    lab.act(Command::Drop { crossing: 0 })
        .expect("it is under way");
    lab.run_until(at(600_000)).expect("there is room");
    let divergence = lab.compare_branch(0).expect("it exists");
    assert_eq!((divergence.at, code(&divergence)), (Some(at(10)), "act"));
    assert_eq!(divergence.left_crossing, Some(0));
    assert_eq!(
        divergence.right.map(|event| event.kind),
        Some("segment-arrived")
    );
    assert_eq!(
        divergence.aligned.first(),
        Some(&(0, 0)),
        "the SYN is the same"
    );
    assert!(lab.compare_branch(7).is_err());
}

#[test]
fn what_is_set_differently_is_named() {
    let left = finished();
    let mut other = spec();
    other.hosts[1].profile = Profile::Linux6;
    let divergence = left.compare(&run(&other, 1));
    assert_eq!(code(&divergence), "profile");
    assert!(divergence.at.is_some());
    let mut other = spec();
    other.hosts[0].iss = Some(7);
    let divergence = left.compare(&run(&other, 1));
    assert_eq!(code(&divergence), "isn");
    let pairs = divergence.aligned;
    assert_eq!(
        pairs.first(),
        Some(&(0, 0)),
        "counted from the ISN it is the same"
    );
    let mut other = spec();
    other.net.rules.push(LinkRule {
        payload: Some(true),
        ..LinkRule::always(Verdict::Drop)
    });
    let divergence = left.compare(&run(&other, 1));
    assert_eq!(code(&divergence), "rules");
    let lost = divergence.right.map(|event| event.kind);
    assert_eq!(lost, Some("segment-lost"));
}

#[test]
fn another_seed_is_other_luck() {
    let mut open = spec();
    open.hosts[0].iss = None;
    let (left, right) = (run(&open, 1), run(&open, 2));
    assert_eq!(code(&left.compare(&right)), "luck");
}
