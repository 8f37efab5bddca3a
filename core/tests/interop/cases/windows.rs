//! Windows that close and open again.

use tcp_lab_core::time::Duration;

use super::Case;
use super::data::letters;
use crate::ask::Ask;
use crate::mischief::Way;
use crate::stage::{Flow, Outcome, Side, Stage};

/// More than any receive buffer here holds.
const MUCH: usize = 3_000_000;
/// Long enough for two probes.
const STANDSTILL: Duration = Duration::from_millis(1500);

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::new("zero-window-of-engine", |stage| {
            zero_window(stage, Side::Peer)
        })
        .unnumbered(),
        Case::new("zero-window-of-linux", |stage| {
            zero_window(stage, Side::Engine)
        })
        .unnumbered(),
    ]
}

/// Nobody reads until the window is closed; probes keep asking; then everything arrives.
fn zero_window(stage: &mut Stage, from: Side) -> Outcome {
    let ends = stage.open(from)?;
    let text = letters(4, MUCH);
    let sent = stage.fill(ends, from, &text)?;
    if sent == text.len() {
        return Err("the window never closed".to_owned());
    }
    stage.pass(STANDSTILL)?;
    let way = match from {
        Side::Engine => Way::In,
        Side::Peer => Way::Out,
    };
    let closed = stage.tally(way).closed_windows;
    if closed < 2 {
        return Err(format!(
            "{closed} segments with a closed window: no probe was answered"
        ));
    }
    let arrived = text.get(..sent).unwrap_or_default().to_owned();
    stage.transfer(ends, vec![Flow::sent(from, arrived)])?;
    stage.must(from, &Ask::Close(ends.of(from)))?;
    stage.reads_end(ends, from.other())?;
    stage.mark("closed")
}
