//! Rows of the log, as far as the wire and the calls show them.

use tcp_lab_core::lab::{Bits, On, Outcome};
use tcp_lab_core::scenario::EventCheck;
use tcp_lab_core::time::{Duration, Instant};
use tcp_lab_core::wire::Flags;

use super::super::record::{Called, Seen};
use super::super::tolerance;
use super::{Runs, Verdict};

/// What the kernel decided and why, its states and timers have no rows here: such checkpoints are not compared.
pub(super) fn compare(runs: &Runs<'_>, check: &EventCheck, verdict: &mut Verdict) {
    let Some(found) = times(runs, &check.on) else {
        return;
    };
    let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let nth = check.on.nth.unwrap_or(1);
    let which = usize::try_from(nth.saturating_sub(1)).unwrap_or(usize::MAX);
    verdict.equal("count", check.count, count);
    if check.count.is_none() {
        verdict.judge("on", count >= nth, format!("at least {nth}"), count);
    }
    if let Some(at) = check.at {
        let found = found.get(which);
        let same = found.is_some_and(|found| tolerance::same(Instant::START + at, *found));
        let found = found.map_or_else(|| "never".to_owned(), ToString::to_string);
        verdict.judge("at", same, at, found);
    }
}

/// When it happened; `None` where nobody can see it.
fn times(runs: &Runs<'_>, on: &On) -> Option<Vec<Instant>> {
    let hidden = on.kind.is_some()
        || on.rule.is_some()
        || on.state.is_some()
        || on.fires.is_some()
        || on.is_clock();
    if hidden {
        return None;
    }
    let late = on.at.unwrap_or(Duration::ZERO);
    let is_late = |at: &Instant| *at >= tolerance::earliest(Instant::START + late);
    let mut times: Vec<_> = if on.call.is_some() || on.outcome.is_some() || on.error.is_some() {
        calls(runs, on)?
    } else {
        segments(runs, on)
    };
    times.retain(is_late);
    times.sort_unstable();
    Some(times)
}

fn segments(runs: &Runs<'_>, on: &On) -> Vec<Instant> {
    let is =
        |wanted: &Option<String>, lane| wanted.as_ref().is_none_or(|name| *name == runs.name(lane));
    let when = |seen: &Seen| {
        let segment = seen.segment.as_ref()?;
        let fits = is(&on.from, seen.from)
            && is(&on.to, seen.to)
            && on
                .payload
                .is_none_or(|some| some != segment.payload.is_empty())
            && on.again.is_none_or(|again| again == seen.again);
        let bits = |wanted: Option<Bits>| match wanted {
            None => false,
            Some(Bits::Any) => true,
            Some(Bits::Exactly(bits)) => bits - Flags::PSH == segment.flags - Flags::PSH,
        };
        let at = [
            (on.sent, Some(seen.sent)),
            (on.arrives, seen.arrived),
            (on.lost, seen.lost.map(|_| seen.sent)),
        ];
        let at = at.into_iter().find(|(wanted, _)| wanted.is_some())?;
        at.1.filter(|_| fits && bits(at.0))
    };
    runs.real.segments.iter().filter_map(when).collect()
}

fn calls(runs: &Runs<'_>, on: &On) -> Option<Vec<Instant>> {
    let lane = on.host.as_ref().map(|name| runs.lane(name));
    let outcome = on.outcome.unwrap_or(Outcome::Returns);
    let failed = |call: &Called| call.result.starts_with('E');
    let when = |call: &Called| {
        let fits = lane.is_none_or(|lane| lane == Some(call.host))
            && on.call.is_none_or(|wanted| wanted == call.call)
            && on.error.is_none_or(|error| error.name() == call.result);
        let at = match outcome {
            Outcome::Enters => call.entered,
            Outcome::Returns => Some(call.at),
            Outcome::Succeeds => Some(call.at).filter(|_| !failed(call)),
            Outcome::Fails => Some(call.at).filter(|_| failed(call)),
            Outcome::Blocks => None,
        };
        at.filter(|_| fits)
    };
    (outcome != Outcome::Blocks).then(|| runs.real.calls.iter().filter_map(when).collect())
}
