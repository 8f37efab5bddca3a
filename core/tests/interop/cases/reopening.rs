//! The same two ends again, while one side is in TIME-WAIT.

use tcp_lab_core::tcp::State;
use tcp_lab_core::time::Duration;

use super::Case;
use super::closing::close;
use crate::stage::{Outcome, Side, Stage};

/// RFC 6191, 2: a second is the coarsest clock by which the new connection may be told from the old.
const LATER: Duration = Duration::from_millis(1200);

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::new("time-wait-of-linux-reused", |stage| {
            reopen(stage, Side::Engine)
        }),
        Case::new("time-wait-of-engine-reused", |stage| {
            reopen(stage, Side::Peer)
        }),
    ]
}

/// The listening side closes first and stays in TIME-WAIT; the opener comes again from the same port.
fn reopen(stage: &mut Stage, opener: Side) -> Outcome {
    let listener = stage.listener(opener.other())?;
    let ends = stage.open_to(opener, listener)?;
    stage.mark("open")?;
    close(stage, ends, opener.other())?;
    stage.reads_end(ends, opener)?;
    close(stage, ends, opener)?;
    match opener {
        Side::Engine => stage.until(State::Closed, State::TimeWait)?,
        Side::Peer => stage.until(State::TimeWait, State::Closed)?,
    }
    stage.mark("closed")?;
    stage.pass(LATER)?;
    let ends = stage.open_to(opener, listener)?;
    stage.mark("open again")?;
    stage.tell(ends, opener, "the same again")?;
    stage.mark("told")
}
