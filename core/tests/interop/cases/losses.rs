//! One segment that matters is lost.

use tcp_lab_core::host::ConfigOverrides;
use tcp_lab_core::tcp::State;
use tcp_lab_core::time::Duration;
use tcp_lab_core::wire::{Flags, Segment};

use super::Case;
use super::closing::close;
use super::data::letters;
use crate::ask::Ask;
use crate::mischief::{Way, Which};
use crate::stage::{Outcome, Side, Stage};

/// A timeout would repeat the whole window.
const MOST_REPEATED: u32 = 6;

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::new("lost-syn-of-engine", |stage| {
            opening(stage, Side::Engine, Way::Out, is_syn)
        }),
        Case::new("lost-syn-of-linux", |stage| {
            opening(stage, Side::Peer, Way::In, is_syn)
        }),
        // The SYN must come again before the SYN,ACK does, on both sides after a second: who is first is no luck then.
        patient(
            1500,
            Case::new("lost-synack-of-engine", |stage| {
                opening(stage, Side::Peer, Way::Out, is_syn)
            }),
        ),
        patient(
            600,
            Case::new("lost-synack-of-linux", |stage| {
                opening(stage, Side::Engine, Way::In, is_syn)
            }),
        ),
        Case::new("lost-third-ack-of-engine", |stage| {
            third_ack(stage, Side::Engine, Way::Out)
        }),
        Case::new("lost-third-ack-of-linux", |stage| {
            third_ack(stage, Side::Peer, Way::In)
        }),
        Case::new("lost-third-ack-data-of-engine", |stage| {
            third_ack_data(stage, Side::Engine, Way::Out)
        }),
        Case::new("lost-third-ack-data-of-linux", |stage| {
            third_ack_data(stage, Side::Peer, Way::In)
        }),
        Case::new("lost-data-of-engine", |stage| {
            data(stage, Side::Engine, Way::Out)
        }),
        Case::new("lost-data-of-linux", |stage| {
            data(stage, Side::Peer, Way::In)
        }),
        Case::new("three-lost-of-engine", |stage| {
            three(stage, Side::Engine, Way::Out)
        })
        .control(),
        Case::new("three-lost-of-linux", |stage| {
            three(stage, Side::Peer, Way::In)
        })
        .control(),
        Case::new("lost-fin-of-engine", |stage| {
            fin(stage, Side::Engine, Way::Out)
        }),
        Case::new("lost-fin-of-linux", |stage| fin(stage, Side::Peer, Way::In)),
        Case::new("lost-last-ack-of-engine", |stage| {
            last_ack(stage, Side::Engine, Way::Out)
        }),
        Case::new("lost-last-ack-of-linux", |stage| {
            last_ack(stage, Side::Peer, Way::In)
        }),
    ]
}

/// The engine's first timeout after so many milliseconds.
fn patient(millis: u64, case: Case) -> Case {
    let engine = ConfigOverrides {
        rto_initial: Some(Duration::from_millis(millis)),
        ..case.engine
    };
    Case { engine, ..case }
}

fn is_syn(segment: &Segment) -> bool {
    segment.has(Flags::SYN)
}

fn is_fin(segment: &Segment) -> bool {
    segment.has(Flags::FIN)
}

fn is_bare_ack(segment: &Segment) -> bool {
    segment.flags == Flags::ACK && segment.payload.is_empty()
}

fn is_text(segment: &Segment) -> bool {
    !segment.payload.is_empty()
}

fn opening(stage: &mut Stage, opener: Side, way: Way, which: Which) -> Outcome {
    stage.lose_next(way, which);
    stage.open(opener).map(|_| ())
}

/// The SYN,ACK comes again, and the ACK with it.
fn third_ack(stage: &mut Stage, opener: Side, way: Way) -> Outcome {
    stage.lose_next(way, is_bare_ack);
    stage.open(opener).map(|_| ())
}

/// Data carries the same ACK and opens the connection at once.
fn third_ack_data(stage: &mut Stage, opener: Side, way: Way) -> Outcome {
    let listener = stage.listener(opener.other())?;
    stage.lose_next(way, is_bare_ack);
    let fd = stage.begin(opener)?;
    stage.must(opener, &stage.connected(opener, fd))?;
    stage.mark("half open")?;
    stage.must(opener, &Ask::Send(fd, "open up".to_owned()))?;
    stage.must(opener.other(), &Ask::Accept(listener))?;
    stage.mark("open")
}

fn data(stage: &mut Stage, from: Side, way: Way) -> Outcome {
    let ends = stage.open(from)?;
    stage.lose_next(way, is_text);
    stage.tell(ends, from, "once more")?;
    stage.mark("told")
}

/// Three segments of one window are lost, and little else comes again (RFC 6582, RFC 6675, RFC 8985): some rescue the
/// end of what was sent, and where several segments leave at one instant RACK may take a repetition for lost too.
fn three(stage: &mut Stage, from: Side, way: Way) -> Outcome {
    let ends = stage.open(from)?;
    let mut text = letters(6, 200_000);
    let marks: [(usize, &str, Which); 3] = [
        (100_000, "1", |segment| segment.payload.contains(&b'1')),
        (104_000, "2", |segment| segment.payload.contains(&b'2')),
        (110_000, "3", |segment| segment.payload.contains(&b'3')),
    ];
    for (place, mark, which) in marks {
        text.replace_range(place..=place, mark);
        stage.lose_next(way, which);
    }
    stage.tell(ends, from, &text)?;
    stage.mark("told")?;
    match stage.tally(way).repetitions {
        3..=MOST_REPEATED => Ok(()),
        other => Err(format!("{other} segments came again, not the three")),
    }
}

fn fin(stage: &mut Stage, first: Side, way: Way) -> Outcome {
    let ends = stage.open(first)?;
    stage.lose_next(way, is_fin);
    close(stage, ends, first)?;
    stage.reads_end(ends, first.other())?;
    stage.mark("one closed")?;
    close(stage, ends, first.other())?;
    stage.mark("both closed")
}

/// The FIN that comes again in TIME-WAIT is acknowledged again.
fn last_ack(stage: &mut Stage, first: Side, way: Way) -> Outcome {
    let ends = stage.open(first)?;
    close(stage, ends, first)?;
    stage.mark("one closed")?;
    stage.lose_next(way, is_bare_ack);
    close(stage, ends, first.other())?;
    match first {
        Side::Engine => stage.until(State::TimeWait, State::Closed)?,
        Side::Peer => stage.until(State::Closed, State::TimeWait)?,
    }
    stage.mark("both closed")
}
