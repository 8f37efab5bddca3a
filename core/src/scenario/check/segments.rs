//! Segments on the wire.

use super::{Report, counts, time};
use crate::host::Profile;
use crate::lab::{Crossing, Fate, Lab};
use crate::scenario::{Scenario, SegmentCheck};
use crate::time::{Duration, Instant};
use crate::wire::Segment;

pub(super) fn compare(scenario: &Scenario, profile: Profile, lab: &Lab, report: &mut Report) {
    let all = lab.crossings(0, u32::MAX);
    let checks = scenario.checkpoints.segments.iter().enumerate();
    for (index, check) in checks.filter(|(_, check)| counts(&check.only, profile)) {
        let name = format!("segments[{index}]");
        let Some(crossing) = named(scenario, check, &all) else {
            report.fail(&name, "segment", &check.which(), &"fewer segments");
            continue;
        };
        header(scenario, lab, (&name, check), crossing, report);
        journey(scenario, (&name, check), crossing, report);
        reason(lab, (&name, check), crossing, report);
    }
}

/// The segment that a checkpoint means: by its place on the wire, or the nth of its sender with its control bits.
fn named<'a>(
    scenario: &Scenario,
    check: &SegmentCheck,
    all: &'a [Crossing],
) -> Option<&'a Crossing> {
    if let Some(place) = check.segment {
        return all.get(usize::try_from(place).ok()?);
    }
    let is = |wanted: &Option<String>, lane: Option<u32>| {
        wanted
            .as_ref()
            .is_none_or(|name| *name == host(scenario, lane))
    };
    let mut fitting = all.iter().filter(|crossing| {
        let flags = crossing.segment.flags;
        is(&check.from, crossing.from)
            && is(&check.to, crossing.to)
            && check.flags.is_none_or(|wanted| wanted == flags)
            && check
                .again
                .is_none_or(|again| again == crossing.retransmission)
    });
    fitting.nth(usize::try_from(check.nth.unwrap_or(1).checked_sub(1)?).ok()?)
}

/// What it says.
fn header(
    scenario: &Scenario,
    lab: &Lab,
    (name, check): (&str, &SegmentCheck),
    crossing: &Crossing,
    report: &mut Report,
) {
    let segment = &crossing.segment;
    report.compare(name, "flags", check.flags, segment.flags);
    report.compare(name, "len", check.len, crossing.len);
    report.compare(name, "window", check.window, segment.window);
    report.compare(name, "mss", check.mss, mss(segment));
    let numbers = [
        ("seq", &check.seq, segment.seq),
        ("ack", &check.ack, segment.ack),
    ];
    for (field, expected, found) in numbers {
        if let Some(expected) = expected {
            report.compare_number((name, field), expected, found.raw().into(), scenario, lab);
        }
    }
}

/// Its way.
fn journey(
    scenario: &Scenario,
    (name, check): (&str, &SegmentCheck),
    crossing: &Crossing,
    report: &mut Report,
) {
    let expected = |host: &Option<String>| host.clone();
    let at = |at: Option<Duration>| at.map(|at| (Instant::START + at).to_string());
    let arrived = crossing.ends_at.filter(|_| crossing.fate == Fate::Arrived);
    let lost = crossing.lost_by.unwrap_or("nothing").to_owned();
    let sent = crossing.sent_at.to_string();
    report.compare(
        name,
        "from",
        expected(&check.from),
        host(scenario, crossing.from),
    );
    report.compare(name, "to", expected(&check.to), host(scenario, crossing.to));
    report.compare(name, "sent", at(check.sent), sent);
    report.compare(name, "arrives", at(check.arrives), time(arrived));
    report.compare(name, "lost", check.lost.clone(), lost);
    report.compare(name, "again", check.again, crossing.retransmission);
}

/// Why it was sent.
fn reason(
    lab: &Lab,
    (name, check): (&str, &SegmentCheck),
    crossing: &Crossing,
    report: &mut Report,
) {
    let row = crossing.sent_event;
    let events = lab.events(row, row.saturating_add(1));
    let rule = events.first().and_then(|event| event.rule);
    let rule = rule.unwrap_or("no rule").to_owned();
    report.compare(name, "why", check.why.clone(), rule);
}

fn host(scenario: &Scenario, lane: Option<u32>) -> String {
    let lane = lane.and_then(|lane| usize::try_from(lane).ok());
    let host = lane.and_then(|lane| scenario.hosts.get(lane));
    host.map_or_else(|| "no host".to_owned(), |host| host.name.clone())
}

fn mss(segment: &Segment) -> u16 {
    segment.options.mss().unwrap_or(0)
}
