//! Handshakes.

use tcp_lab_core::host::Errno;
use tcp_lab_core::tcp::State;

use super::Case;
use crate::ask::Ask;
use crate::stage::{Ends, LISTENER, OPENER, Outcome, Side, Stage};

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::new("open-by-engine", |stage| open_and_talk(stage, Side::Engine)),
        Case::new("open-by-linux", |stage| open_and_talk(stage, Side::Peer)),
        Case::new("open-by-engine-ipv6", |stage| {
            open_and_talk(stage, Side::Engine)
        })
        .over_ipv6(),
        Case::new("open-by-linux-ipv6", |stage| {
            open_and_talk(stage, Side::Peer)
        })
        .over_ipv6(),
        Case::new("simultaneous-open", simultaneous),
        Case::new("refused-by-linux", |stage| refused(stage, Side::Engine)),
        Case::new("refused-by-engine", |stage| refused(stage, Side::Peer)),
    ]
}

pub(super) fn open_and_talk(stage: &mut Stage, opener: Side) -> Outcome {
    let ends = stage.open(opener)?;
    stage.tell(ends, opener, "who is there?")?;
    stage.mark("asked")?;
    stage.tell(ends, opener.other(), "me")?;
    stage.mark("answered")
}

/// RFC 9293, 3.5, figure 7: both SYNs are on their way at once.
fn simultaneous(stage: &mut Stage) -> Outcome {
    stage.hold(true);
    let peer = stage.bound(Side::Peer, LISTENER)?;
    let engine = stage.bound(Side::Engine, OPENER)?;
    let to = |stage: &Stage, side: Side, port| (stage.address(side), port).into();
    let connect = Ask::Connect(peer, to(stage, Side::Engine, OPENER));
    stage.ask(Side::Peer, &connect)?;
    stage.until(State::Closed, State::SynSent)?;
    stage.ask(
        Side::Engine,
        &Ask::Connect(engine, to(stage, Side::Peer, LISTENER)),
    )?;
    stage.hold(false);
    stage.until(State::Established, State::Established)?;
    stage.mark("both open")?;
    let ends = Ends { engine, peer };
    stage.tell(ends, Side::Engine, "after you")?;
    stage.mark("one told")?;
    stage.tell(ends, Side::Peer, "no, after you")?;
    stage.mark("both told")
}

/// Nobody listens.
fn refused(stage: &mut Stage, opener: Side) -> Outcome {
    let fd = stage.begin(opener)?;
    let connect = stage.connected(opener, fd);
    stage.must_fail(opener, &connect, Errno::ECONNREFUSED)?;
    stage.mark("refused")
}
