//! What was sent against what was written.

use super::ast::{OptionLine, OptionsLine, TcpLine};
use super::notation::option_line;
use super::setup::Strictness;
use crate::time::Duration;
use crate::wire::{Flags, Segment};

/// How a TSval is judged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ticks {
    /// One tick; zero when TSval is not judged.
    pub(super) tick: Duration,
    /// How far off it may be.
    pub(super) tolerance: Duration,
}

/// The first thing that is not as written, in a word.
pub(super) fn differs(
    line: &TcpLine,
    seen: &Segment,
    strictness: Strictness,
    ticks: Ticks,
) -> Option<&'static str> {
    let semantic = Flags::all() - Flags::PSH;
    let judged = if strictness == Strictness::Semantic {
        semantic
    } else {
        Flags::all()
    };
    if line.flags & judged != seen.flags & judged {
        return Some("flags");
    }
    if line.seq.is_some_and(|seq| seq != seen.seq.raw()) {
        return Some("sequence number");
    }
    if line.octets != seen.payload_len() {
        return Some("length");
    }
    if line.flags.contains(Flags::ACK) && line.ack.unwrap_or(0) != seen.ack.raw() {
        return Some("acknowledgment number");
    }
    if line.flags.contains(Flags::URG) && line.urgent.unwrap_or(0) != seen.urgent {
        return Some("urgent pointer");
    }
    let window = strictness >= Strictness::Window;
    if window && line.window.is_some_and(|window| window != seen.window) {
        return Some("window");
    }
    options(&line.options, seen, strictness, ticks)
}

fn options(
    line: &OptionsLine,
    seen: &Segment,
    strictness: Strictness,
    ticks: Ticks,
) -> Option<&'static str> {
    let written: &[OptionLine] = match line {
        OptionsLine::Any => return None,
        OptionsLine::None => &[],
        OptionsLine::List(list) => list,
    };
    let mut found: Vec<OptionLine> = seen
        .options
        .iter()
        .map(|option| option_line(&option))
        .collect();
    let mut written = written.to_vec();
    if strictness < Strictness::Layout {
        for list in [&mut found, &mut written] {
            list.retain(|option| !matches!(option, OptionLine::NoOp | OptionLine::EndOfList));
            list.sort_by_key(rank);
        }
    } else {
        pad(&mut found);
        pad(&mut written);
    }
    if found.len() != written.len() {
        return Some("options");
    }
    written
        .iter()
        .zip(&found)
        .find_map(|(written, found)| option(written, found, strictness, ticks))
}

/// The end of the list stands for the padding behind it.
fn pad(list: &mut Vec<OptionLine>) {
    let end = list
        .iter()
        .position(|option| *option == OptionLine::EndOfList);
    if let Some(end) = end {
        list.truncate(end);
    }
}

fn option(
    written: &OptionLine,
    found: &OptionLine,
    strictness: Strictness,
    ticks: Ticks,
) -> Option<&'static str> {
    if let (
        OptionLine::Timestamps { value, echo },
        OptionLine::Timestamps {
            value: seen,
            echo: echoed,
        },
    ) = (written, found)
    {
        let apart = value.wrapping_sub(*seen).cast_signed().unsigned_abs();
        let off = ticks.tick.times(apart.into());
        if ticks.tick != Duration::ZERO && off > ticks.tolerance {
            return Some("timestamp");
        }
        let echo_counts = strictness == Strictness::Layout;
        return (echo_counts && echo != echoed).then_some("echoed timestamp");
    }
    let same = match (written, found) {
        (OptionLine::Md5(None), OptionLine::Md5(_)) => true,
        _ => written == found,
    };
    (!same).then_some("options")
}

/// Any order will do, as long as it is the same on both sides.
fn rank(option: &OptionLine) -> (u8, u8) {
    match option {
        OptionLine::NoOp => (0, 0),
        OptionLine::EndOfList => (1, 0),
        OptionLine::Mss(_) => (2, 0),
        OptionLine::WindowScale(_) => (3, 0),
        OptionLine::SackPermitted => (4, 0),
        OptionLine::Sack(_) => (5, 0),
        OptionLine::Timestamps { .. } => (6, 0),
        OptionLine::Md5(_) => (7, 0),
        OptionLine::FastOpen(_) => (8, 0),
        OptionLine::FastOpenExperiment(_) => (9, 0),
        OptionLine::AccurateEcn => (10, 0),
        OptionLine::Other(kind, _) => (11, *kind),
    }
}

/// May `next` belong to the same line as `before`? The numbers follow, the headers agree, and only the last
/// piece may be shorter (`ends`: it completes the line).
pub(super) fn continues(before: &Segment, next: &Segment, ends: bool) -> bool {
    let loose = Flags::FIN | Flags::PSH | Flags::CWR;
    before.flags - loose == next.flags - loose
        && next.seq == before.seq + before.payload_len()
        && next.ack == before.ack
        && next.window == before.window
        && (ends || next.payload_len() == before.payload_len())
}
