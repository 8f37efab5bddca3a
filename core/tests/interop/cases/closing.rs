//! Orderly ends.

use tcp_lab_core::tcp::State;

use super::Case;
use super::data::letters;
use crate::ask::Ask;
use crate::stage::{Ends, Flow, Outcome, Side, Stage};

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::new("close-by-engine", |stage| four_way(stage, Side::Engine)),
        Case::new("close-by-linux", |stage| four_way(stage, Side::Peer)),
        Case::new("close-by-engine-ipv6", |stage| {
            four_way(stage, Side::Engine)
        })
        .over_ipv6(),
        Case::new("half-close-by-engine", |stage| half(stage, Side::Engine)),
        Case::new("half-close-by-linux", |stage| half(stage, Side::Peer)),
        Case::new("close-behind-data-by-engine", |stage| {
            behind_data(stage, Side::Engine)
        }),
        Case::new("close-behind-data-by-linux", |stage| {
            behind_data(stage, Side::Peer)
        }),
        Case::new("simultaneous-close", simultaneous),
    ]
}

/// RFC 9293, 3.6, figure 12.
fn four_way(stage: &mut Stage, first: Side) -> Outcome {
    let ends = stage.open(first)?;
    close(stage, ends, first)?;
    stage.mark("one closed")?;
    stage.reads_end(ends, first.other())?;
    close(stage, ends, first.other())?;
    stage.mark("both closed")
}

/// One direction ends, the other goes on.
fn half(stage: &mut Stage, first: Side) -> Outcome {
    let ends = stage.open(first)?;
    let other = first.other();
    stage.tell(ends, first, "that is all from me")?;
    stage.mark("told")?;
    stage.must(first, &Ask::ShutWrite(ends.of(first)))?;
    stage.mark("shut")?;
    stage.reads_end(ends, other)?;
    stage.tell(ends, other, "I go on")?;
    stage.mark("and on")?;
    stage.tell(ends, other, "and on")?;
    stage.mark("went on")?;
    close(stage, ends, other)?;
    stage.mark("both closed")?;
    stage.reads_end(ends, first)
}

/// The FIN waits behind the data, and everything arrives before the end.
fn behind_data(stage: &mut Stage, first: Side) -> Outcome {
    let ends = stage.open(first)?;
    let text = letters(3, 3000);
    stage.must(first, &Ask::Send(ends.of(first), text.clone()))?;
    close(stage, ends, first)?;
    stage.mark("one closed")?;
    stage.transfer(ends, vec![Flow::sent(first, text)])?;
    stage.reads_end(ends, first.other())?;
    close(stage, ends, first.other())?;
    stage.mark("both closed")
}

/// RFC 9293, 3.6, figure 13: both FINs are on their way at once.
fn simultaneous(stage: &mut Stage) -> Outcome {
    let ends = stage.open(Side::Engine)?;
    stage.hold(true);
    close(stage, ends, Side::Peer)?;
    stage.until(State::Established, State::FinWait1)?;
    close(stage, ends, Side::Engine)?;
    stage.hold(false);
    stage.until(State::TimeWait, State::TimeWait)?;
    stage.mark("both closed")
}

pub(super) fn close(stage: &mut Stage, ends: Ends, side: Side) -> Outcome {
    stage.must(side, &Ask::Close(ends.of(side))).map(|_| ())
}
