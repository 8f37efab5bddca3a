//! Abrupt ends.

use tcp_lab_core::host::Errno;
use tcp_lab_core::tcp::State;

use super::Case;
use super::closing::close;
use crate::ask::Ask;
use crate::stage::{Outcome, Side, Stage};

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::new("abort-by-engine", |stage| abort(stage, Side::Engine)),
        Case::new("abort-by-linux", |stage| abort(stage, Side::Peer)),
        Case::new("close-with-unread-by-engine", |stage| {
            unread(stage, Side::Engine)
        }),
        Case::new("close-with-unread-by-linux", |stage| {
            unread(stage, Side::Peer)
        }),
        Case::new("data-to-orphan-of-engine", |stage| {
            orphan(stage, Side::Engine)
        }),
        Case::new("data-to-orphan-of-linux", |stage| orphan(stage, Side::Peer)),
        Case::new("abort-after-end-by-engine", |stage| {
            abort_after_end(stage, Side::Engine)
        }),
        Case::new("abort-after-end-by-linux", |stage| {
            abort_after_end(stage, Side::Peer)
        }),
    ]
}

/// The other side learns it once.
fn is_reset(stage: &mut Stage, ends: crate::stage::Ends, side: Side) -> Outcome {
    let read = Ask::Recv(ends.of(side), 100);
    stage.must_fail(side, &read, Errno::ECONNRESET)?;
    let write = Ask::Send(ends.of(side), "too late".to_owned());
    stage.must_fail(side, &write, Errno::EPIPE)
}

fn abort(stage: &mut Stage, first: Side) -> Outcome {
    let ends = stage.open(first)?;
    stage.tell(ends, first, "good")?;
    stage.mark("told")?;
    stage.must(first, &Ask::Abort(ends.of(first)))?;
    stage.mark("aborted")?;
    stage.until(State::Closed, State::Closed)?;
    is_reset(stage, ends, first.other())
}

/// RFC 9293, 3.6.1, RFC 2525, 2.17: what was received and not read is answered with a RST.
fn unread(stage: &mut Stage, first: Side) -> Outcome {
    let ends = stage.open(first)?;
    let other = first.other();
    stage.must(
        other,
        &Ask::Send(ends.of(other), "nobody reads this".to_owned()),
    )?;
    stage.mark("sent")?;
    close(stage, ends, first)?;
    stage.mark("closed")?;
    stage.until(State::Closed, State::Closed)?;
    is_reset(stage, ends, other)
}

/// Nobody can read any more: data that comes after the close draws a RST.
fn orphan(stage: &mut Stage, first: Side) -> Outcome {
    let ends = stage.open(first)?;
    let other = first.other();
    close(stage, ends, first)?;
    stage.mark("closed")?;
    let write = Ask::Send(ends.of(other), "are you there?".to_owned());
    stage.must(other, &write)?;
    stage.mark("written")?;
    let refused = stage.complete(other, &write)?;
    // Linux tells of a RST in CLOSE-WAIT by EPIPE, others by ECONNRESET.
    let known = [Errno::EPIPE, Errno::ECONNRESET];
    if !known.iter().any(|errno| refused.is(*errno)) {
        return Err(format!("{other:?}: {write:?} gave {:?}", refused.result));
    }
    // The end of file was true before; Windows goes on telling of the RST.
    let read = Ask::Recv(ends.of(other), 100);
    let end = stage.complete(other, &read)?;
    if end.result == Ok(0) || end.is(Errno::EPIPE) {
        return Ok(());
    }
    Err(format!("{other:?}: {read:?} gave {:?}", end.result))
}

/// The peer's FIN was read, then an abort.
fn abort_after_end(stage: &mut Stage, first: Side) -> Outcome {
    let ends = stage.open(first)?;
    let other = first.other();
    stage.must(other, &Ask::ShutWrite(ends.of(other)))?;
    stage.mark("shut")?;
    stage.reads_end(ends, first)?;
    stage.must(first, &Ask::Abort(ends.of(first)))?;
    stage.mark("aborted")?;
    stage.pending(other, ends.of(other), Errno::ECONNRESET)
}
