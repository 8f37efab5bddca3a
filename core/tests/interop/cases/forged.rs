//! Segments that nobody on either side has sent.

use tcp_lab_core::host::Errno;
use tcp_lab_core::tcp::State;
use tcp_lab_core::wire::Flags;

use super::Case;
use crate::ask::Ask;
use crate::stage::{Ends, Outcome, Side, Stage};

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::new("rst-exact-to-engine", |stage| exact(stage, Side::Engine)),
        Case::new("rst-exact-to-linux", |stage| exact(stage, Side::Peer)),
        Case::new("rst-in-window-to-engine", |stage| {
            in_window(stage, Side::Engine, Flags::RST, 1)
        }),
        Case::new("rst-in-window-to-linux", |stage| {
            in_window(stage, Side::Peer, Flags::RST, 1)
        }),
        Case::new("rst-outside-to-engine", |stage| {
            outside(stage, Side::Engine)
        }),
        Case::new("rst-outside-to-linux", |stage| outside(stage, Side::Peer)),
        Case::new("syn-to-engine", |stage| {
            in_window(stage, Side::Engine, Flags::SYN, 0)
        }),
        Case::new("syn-to-linux", |stage| {
            in_window(stage, Side::Peer, Flags::SYN, 0)
        }),
    ]
}

/// RFC 9293, 3.10.7.4, second: a RST at RCV.NXT is obeyed.
fn exact(stage: &mut Stage, to: Side) -> Outcome {
    let ends = stage.open(Side::Engine)?;
    stage.forge(to, Flags::RST, 0)?;
    stage.mark("forged")?;
    gone(stage, ends, to)
}

/// RFC 5961, 3.2 and 4.2: an ACK comes back, and the connection lives; unless the engine's knobs ask for RFC 793.
fn in_window(stage: &mut Stage, to: Side, flags: Flags, offset: i32) -> Outcome {
    let ends = stage.open(Side::Engine)?;
    let obeyed = to == Side::Engine && stage.engine_obeys(flags)?;
    stage.forge(to, flags, offset)?;
    stage.mark("forged")?;
    if obeyed {
        return gone(stage, ends, to);
    }
    lives(stage, ends, to)
}

/// RFC 9293, 3.10.7.4: outside the window a RST means nothing.
fn outside(stage: &mut Stage, to: Side) -> Outcome {
    let ends = stage.open(Side::Engine)?;
    stage.forge(to, Flags::RST, -1)?;
    stage.mark("forged")?;
    lives(stage, ends, to)
}

fn gone(stage: &mut Stage, ends: Ends, side: Side) -> Outcome {
    if stage.state(side)? != State::Closed {
        return Err(format!("{side:?} survived"));
    }
    stage.must_fail(side, &Ask::Recv(ends.of(side), 100), Errno::ECONNRESET)
}

fn lives(stage: &mut Stage, ends: Ends, side: Side) -> Outcome {
    stage.tell(ends, side, "still here")?;
    stage.mark("told")
}
