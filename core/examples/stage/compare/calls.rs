//! Results of system calls.

use tcp_lab_core::scenario::CallCheck;
use tcp_lab_core::time::{Duration, Instant};

use super::super::record::Called;
use super::super::tolerance;
use super::{Runs, Verdict};

pub(super) fn compare(runs: &Runs<'_>, check: &CallCheck, verdict: &mut Verdict) {
    let lane = runs.lane(&check.host);
    let processes = lane
        .and_then(|lane| runs.scenario.hosts.get(lane))
        .map(|host| &host.processes);
    let process = check.process.as_ref().map(|name| {
        let mut known = processes.into_iter().flatten();
        known
            .position(|process| process.name == *name)
            .unwrap_or(usize::MAX)
    });
    let here = |call: &&Called| {
        Some(call.host) == lane
            && call.call == check.call
            && process.is_none_or(|process| process == call.process)
    };
    let nth = usize::try_from(check.nth.saturating_sub(1)).unwrap_or(usize::MAX);
    let Some(call) = runs.real.calls.iter().filter(here).nth(nth) else {
        let found = runs.real.calls.iter().filter(here).count();
        let expected = format!("{} that returned", check.nth);
        verdict.judge("nth", false, expected, found);
        return;
    };
    let number = check.returns.map(|number| number.to_string());
    verdict.equal("returns", number, call.result.clone());
    let error = check.fails.map(|errno| errno.name().to_owned());
    verdict.equal("fails", error, call.result.clone());
    time("entered", check.entered, call.entered, verdict);
    time("at", check.at, Some(call.at), verdict);
}

fn time(part: &str, expected: Option<Duration>, found: Option<Instant>, verdict: &mut Verdict) {
    let Some(expected) = expected else { return };
    let same = found.is_some_and(|found| tolerance::same(Instant::START + expected, found));
    let found = found.map_or_else(|| "never".to_owned(), |found| found.to_string());
    verdict.judge(part, same, expected, found);
}
