//! Segments that nobody on either side has sent.

use tcp_lab_core::host::Errno;
use tcp_lab_core::tcp::State;
use tcp_lab_core::wire::Flags;

use super::Case;
use crate::ask::Ask;
use crate::stage::{Outcome, Side, Stage};

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::new("rst-exact-to-engine", |stage| exact(stage, Side::Engine)),
        Case::new("rst-exact-to-linux", |stage| exact(stage, Side::Peer)),
        Case::new("rst-in-window-to-engine", |stage| {
            survived(stage, Side::Engine, Flags::RST, 1)
        }),
        Case::new("rst-in-window-to-linux", |stage| {
            survived(stage, Side::Peer, Flags::RST, 1)
        }),
        Case::new("rst-outside-to-engine", |stage| {
            survived(stage, Side::Engine, Flags::RST, -1)
        }),
        Case::new("rst-outside-to-linux", |stage| {
            survived(stage, Side::Peer, Flags::RST, -1)
        }),
        Case::new("syn-to-engine", |stage| {
            survived(stage, Side::Engine, Flags::SYN, 0)
        }),
        Case::new("syn-to-linux", |stage| {
            survived(stage, Side::Peer, Flags::SYN, 0)
        }),
    ]
}

/// RFC 9293, 3.10.7.4, second: a RST at RCV.NXT is obeyed.
fn exact(stage: &mut Stage, to: Side) -> Outcome {
    let ends = stage.open(Side::Engine)?;
    stage.forge(to, Flags::RST, 0)?;
    stage.mark("forged")?;
    if stage.state(to)? != State::Closed {
        return Err(format!("{to:?} survived"));
    }
    stage.must_fail(to, &Ask::Recv(ends.of(to), 100), Errno::ECONNRESET)
}

/// RFC 5961, 3.2 and 4.2: at most an ACK comes back, and the connection lives.
fn survived(stage: &mut Stage, to: Side, flags: Flags, offset: i32) -> Outcome {
    let ends = stage.open(Side::Engine)?;
    stage.forge(to, flags, offset)?;
    stage.mark("forged")?;
    stage.tell(ends, to, "still here")?;
    stage.mark("told")
}
