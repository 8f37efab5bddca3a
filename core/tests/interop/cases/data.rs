//! Data, little and much.

use tcp_lab_core::rng::Rng;

use super::Case;
use crate::ask::{Ask, Knob};
use crate::mischief::Chances;
use crate::stage::{Flow, Outcome, Side, Stage};

/// A megabyte.
const MEGABYTE: usize = 1_000_000;
/// Exchanges of one question and one answer.
const ROUNDS: u32 = 5;

pub(super) fn cases() -> Vec<Case> {
    let lossy = Chances {
        loss: 5_000,
        ..Chances::default()
    };
    vec![
        Case::new("questions-and-answers", rounds),
        Case::new("small-pieces-of-engine", |stage| {
            small_pieces(stage, Side::Engine, None)
        }),
        Case::new("small-pieces-of-linux", |stage| {
            small_pieces(stage, Side::Peer, None)
        }),
        Case::new("small-pieces-without-nagle-of-engine", |stage| {
            small_pieces(stage, Side::Engine, Some(Knob::NoDelay))
        }),
        Case::new("small-pieces-without-nagle-of-linux", |stage| {
            small_pieces(stage, Side::Peer, Some(Knob::NoDelay))
        }),
        Case::new("megabyte-to-linux", |stage| one_way(stage, Side::Engine)).control(),
        Case::new("megabyte-from-linux", |stage| one_way(stage, Side::Peer)).control(),
        Case::new("megabyte-both-ways", both_ways).control(),
        Case::new("megabyte-both-ways-ipv6", both_ways)
            .control()
            .over_ipv6(),
        Case {
            chances: lossy,
            ..Case::new("megabyte-both-ways-lossy", both_ways).control()
        },
        disorderly(Case::new("megabyte-both-ways-disorderly", both_ways)),
    ]
}

/// Datagrams are lost, doubled and overtaken.
pub(super) fn disorderly(case: Case) -> Case {
    let chances = Chances {
        loss: 2_000,
        duplicate: 5_000,
        reorder: 5_000,
    };
    Case { chances, ..case }.control()
}

/// Letters without a pattern, so that no octet can stand for another.
pub(super) fn letters(seed: u64, length: usize) -> String {
    let mut rng = Rng::new(seed);
    let letter = |_| char::from_u32(u32::from('a') + rng.below(26)).unwrap_or('?');
    (0..length).map(letter).collect()
}

fn rounds(stage: &mut Stage) -> Outcome {
    let ends = stage.open(Side::Engine)?;
    for round in 0..ROUNDS {
        stage.tell(ends, Side::Engine, &format!("question {round}"))?;
        stage.mark("asked")?;
        stage.tell(ends, Side::Peer, &format!("answer {round}"))?;
        stage.mark("answered")?;
    }
    Ok(())
}

/// RFC 9293, 3.7.4: with Nagle's algorithm the second piece waits for the acknowledgment of the first.
fn small_pieces(stage: &mut Stage, from: Side, knob: Option<Knob>) -> Outcome {
    let ends = stage.open(from)?;
    let fd = ends.of(from);
    if let Some(knob) = knob {
        stage.must(from, &Ask::Set(fd, knob))?;
    }
    let text = "one two three";
    for piece in text.split_inclusive(' ') {
        stage.must(from, &Ask::Send(fd, piece.to_owned()))?;
    }
    stage.transfer(ends, vec![Flow::sent(from, text.to_owned())])?;
    stage.mark("told")
}

pub(super) fn one_way(stage: &mut Stage, from: Side) -> Outcome {
    let ends = stage.open(from)?;
    let flow = Flow::new(from, letters(1, MEGABYTE));
    stage.transfer(ends, vec![flow])?;
    stage.mark("transferred")
}

fn both_ways(stage: &mut Stage) -> Outcome {
    let ends = stage.open(Side::Engine)?;
    let flow = |seed, from| Flow::new(from, letters(seed, MEGABYTE));
    stage.transfer(ends, vec![flow(1, Side::Engine), flow(2, Side::Peer)])?;
    stage.mark("transferred")
}
