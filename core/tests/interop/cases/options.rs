//! What the SYNs offer, and what only one side offers.

use tcp_lab_core::host::ConfigOverrides;
use tcp_lab_core::tcp::mechanism::ecn::EcnMode;
use tcp_lab_core::time::Duration;

use super::Case;
use super::data::{disorderly, letters, one_way};
use super::opening::open_and_talk;
use crate::ask::{Ask, Knob};
use crate::mischief::Way;
use crate::stage::{Outcome, Side, Stage};

/// Longer than a `TCP_KEEPIDLE` of one second.
const IDLE: Duration = Duration::from_millis(1300);
/// The MTU of a narrow link: 560 octets of text over IPv4.
const NARROW: u16 = 600;
/// The MTU of a router on the way.
const ROUTER: u16 = 1000;

pub(super) fn cases() -> Vec<Case> {
    let engine = |stage: &mut Stage| open_and_talk(stage, Side::Engine);
    let linux = |stage: &mut Stage| open_and_talk(stage, Side::Peer);
    vec![
        without_timestamps(Case::new("timestamps-asked-by-engine-only", engine)),
        without_timestamps(Case::new("no-timestamps-by-linux", linux)),
        without_sack(Case::new("sack-asked-by-engine-only", engine)),
        without_sack(Case::new("no-sack-by-linux", linux)),
        without_scale(Case::new("window-scale-asked-by-engine-only", engine)),
        without_scale(Case::new("no-window-scale-by-linux", linux)),
        disorderly(without_sack(Case::new("megabyte-without-sack", |stage| {
            one_way(stage, Side::Peer)
        }))),
        narrow(Case::new("narrow-link-to-linux", |stage| {
            long_text(stage, Side::Engine)
        })),
        narrow(Case::new("narrow-link-from-linux", |stage| {
            long_text(stage, Side::Peer)
        })),
        Case::new("narrow-router-to-linux", |stage| {
            behind_router(stage, Side::Engine, 4000)
        }),
        Case::new("narrow-router-from-linux", |stage| {
            behind_router(stage, Side::Peer, 1400)
        }),
        // Linux has several segments in one buffer and cuts that anew; the engine cuts each segment by itself.
        Case::new("narrow-router-from-linux-much", |stage| {
            behind_router(stage, Side::Peer, 20_000)
        })
        .control(),
        ecn_by_linux(Case::new("ecn-asked-by-linux", linux)),
        ecn_by_engine(Case::new("ecn-asked-by-engine", engine)),
        ecn_by_linux(Case::new("congestion-met-by-linux", |stage| {
            marked(stage, Side::Peer, Way::In)
        })),
        ecn_by_engine(Case::new("congestion-met-by-engine", |stage| {
            marked(stage, Side::Engine, Way::Out)
        })),
        Case::new("keepalive-of-linux", |stage| keep_alive(stage, Side::Peer)),
        Case::new("keepalive-of-engine", |stage| {
            keep_alive(stage, Side::Engine)
        }),
    ]
}

fn without_timestamps(case: Case) -> Case {
    let overrides = ConfigOverrides {
        timestamps: Some(false),
        ..case.overrides
    };
    Case {
        sysctls: &[("ipv4.tcp_timestamps", "0")],
        overrides,
        ..case
    }
}

fn without_sack(case: Case) -> Case {
    let overrides = ConfigOverrides {
        sack: Some(false),
        ..case.overrides
    };
    Case {
        sysctls: &[("ipv4.tcp_sack", "0")],
        overrides,
        ..case
    }
}

fn without_scale(case: Case) -> Case {
    let overrides = ConfigOverrides {
        window_scaling: Some(false),
        ..case.overrides
    };
    Case {
        sysctls: &[("ipv4.tcp_window_scaling", "0")],
        overrides,
        ..case
    }
}

/// RFC 9293, 3.7.1: the engine's link is an Ethernet, and the smaller MSS that Linux announces holds both ways.
fn narrow(case: Case) -> Case {
    let overrides = ConfigOverrides {
        mtu: Some(NARROW),
        ..case.overrides
    };
    Case {
        mtu: NARROW,
        overrides,
        ..case
    }
    .control()
}

/// No segment is too long for the link, or the kernel would drop it.
fn long_text(stage: &mut Stage, from: Side) -> Outcome {
    let ends = stage.open(from)?;
    stage.tell(ends, from, &letters(5, 20_000))?;
    stage.mark("told")
}

/// RFC 1191: what does not fit through a router comes again in smaller segments.
fn behind_router(stage: &mut Stage, from: Side, octets: usize) -> Outcome {
    let ends = stage.open(from)?;
    stage.narrow(ROUTER);
    stage.tell(ends, from, &letters(7, octets))?;
    stage.mark("told")
}

/// Linux asks for ECN; an engine that does not want it says so.
fn ecn_by_linux(case: Case) -> Case {
    let overrides = ConfigOverrides {
        ecn: Some(EcnMode::Offer),
        ..case.overrides
    };
    Case {
        sysctls: &[("ipv4.tcp_ecn", "1")],
        overrides,
        ..case
    }
}

/// The engine asks, and Linux accepts, as it does by default.
fn ecn_by_engine(case: Case) -> Case {
    let engine = ConfigOverrides {
        ecn: Some(EcnMode::Offer),
        ..case.engine
    };
    Case { engine, ..case }
}

/// RFC 3168, 6.1: a router marks a segment, the receiver echoes until the sender says that it has slowed down.
fn marked(stage: &mut Stage, from: Side, way: Way) -> Outcome {
    let ends = stage.open(from)?;
    stage.mark_next(way, |segment| !segment.payload.is_empty());
    for text in ["marked", "slower", "calm again"] {
        stage.tell(ends, from, text)?;
        stage.mark("told")?;
    }
    stage.tell(ends, from.other(), "all well")?;
    stage.mark("answered")
}

/// RFC 9293, 3.8.4: a keep-alive is an old number, and must be answered.
fn keep_alive(stage: &mut Stage, side: Side) -> Outcome {
    let ends = stage.open(side)?;
    stage.must(side, &Ask::Set(ends.of(side), Knob::KeepIdle(1)))?;
    stage.must(side, &Ask::Set(ends.of(side), Knob::KeepAlive))?;
    stage.pass(IDLE)?;
    stage.mark("idle")?;
    stage.tell(ends, side.other(), "still here")?;
    stage.mark("told")
}
