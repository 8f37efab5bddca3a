//! Segments on the wire.

use tcp_lab_core::scenario::{Number, SegmentCheck};
use tcp_lab_core::time::{Duration, Instant};
use tcp_lab_core::wire::{Flags, SeqNum};

use super::super::record::Seen;
use super::super::tolerance;
use super::{Runs, Verdict};

pub(super) fn compare(runs: &Runs<'_>, check: &SegmentCheck, verdict: &mut Verdict) {
    let Some(seen) = meant(runs, check) else {
        verdict.judge("segment", false, "a segment", "none");
        return;
    };
    header(runs, check, seen, verdict);
    verdict.equal("from", check.from.clone(), runs.name(seen.from));
    verdict.equal("to", check.to.clone(), runs.name(seen.to));
    let lost = seen.lost.unwrap_or("nothing").to_owned();
    verdict.equal("lost", check.lost.clone(), lost);
    verdict.equal("again", check.again, seen.again);
    time("sent", check.sent, Some(seen.sent), verdict);
    time("arrives", check.arrives, seen.arrived, verdict);
}

/// The segment that stands in the place of the simulated one, or the nth that fits.
fn meant<'a>(runs: &Runs<'a>, check: &SegmentCheck) -> Option<&'a Seen> {
    if let Some(place) = check.segment {
        let place = usize::try_from(place).ok()?;
        let found = runs.likeness.real.get(place).copied().flatten()?;
        return runs.real.segments.get(found);
    }
    let is =
        |wanted: &Option<String>, lane| wanted.as_ref().is_none_or(|name| *name == runs.name(lane));
    let fits = |seen: &&Seen| {
        let flags = seen
            .segment
            .as_ref()
            .map_or_else(Flags::empty, |segment| segment.flags);
        is(&check.from, seen.from)
            && is(&check.to, seen.to)
            && check.flags.is_none_or(|wanted| wanted == flags)
            && check.again.is_none_or(|again| again == seen.again)
    };
    let nth = usize::try_from(check.nth.unwrap_or(1).checked_sub(1)?).ok()?;
    runs.real.segments.iter().filter(fits).nth(nth)
}

fn header(runs: &Runs<'_>, check: &SegmentCheck, seen: &Seen, verdict: &mut Verdict) {
    let Some(segment) = &seen.segment else {
        verdict.judge("segment", false, "a segment", "an ICMP message");
        return;
    };
    verdict.equal("flags", check.flags, segment.flags);
    verdict.equal("len", check.len, segment.len());
    verdict.equal("window", check.window, segment.window);
    verdict.equal("mss", check.mss, segment.options.mss().unwrap_or(0));
    number(
        runs,
        ("seq", check.seq.as_ref()),
        segment.seq,
        seen.from,
        verdict,
    );
    number(
        runs,
        ("ack", check.ack.as_ref()),
        segment.ack,
        seen.to,
        verdict,
    );
}

fn number(
    runs: &Runs<'_>,
    (part, expected): (&str, Option<&Number>),
    found: SeqNum,
    lane: Option<usize>,
    verdict: &mut Verdict,
) {
    let Some(expected) = expected else { return };
    let value = runs.number(expected, lane);
    let from = value.map(|value| found.raw().wrapping_sub(value).cast_signed());
    let off = from.map_or_else(
        || "no such number".to_owned(),
        |off| format!("{off:+} from it"),
    );
    verdict.judge(part, value == Some(found.raw()), expected, off);
}

fn time(part: &str, expected: Option<Duration>, found: Option<Instant>, verdict: &mut Verdict) {
    let Some(expected) = expected else { return };
    let same = found.is_some_and(|found| tolerance::same(Instant::START + expected, found));
    let found = found.map_or_else(|| "never".to_owned(), |found| found.to_string());
    verdict.judge(part, same, expected, found);
}
