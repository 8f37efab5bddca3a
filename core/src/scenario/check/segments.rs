//! Segments on the wire.

use super::{Report, time};
use crate::lab::{Crossing, Fate, Lab};
use crate::scenario::{Scenario, SegmentCheck};
use crate::time::{Duration, Instant};
use crate::wire::Segment;

pub(super) fn compare(scenario: &Scenario, lab: &Lab, report: &mut Report) {
    for (index, check) in scenario.checkpoints.segments.iter().enumerate() {
        let name = format!("segments[{index}]");
        let found = lab.crossings(check.segment, check.segment.saturating_add(1));
        let Some(crossing) = found.first() else {
            let expected = format!("segment {}", check.segment);
            report.fail(&name, "segment", &expected, &"fewer segments");
            continue;
        };
        header(scenario, lab, (&name, check), crossing, report);
        journey(scenario, (&name, check), crossing, report);
        reason(lab, (&name, check), crossing, report);
    }
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
