//! Results of system calls.

use super::{Report, counts, time};
use crate::host::{CallName, Profile};
use crate::lab::{Arg, Lab, LabEvent};
use crate::scenario::{CallCheck, Scenario};
use crate::time::{Duration, Instant};

/// What the log tells of one call that returned.
#[derive(Clone, Debug)]
struct Returned {
    entered: Option<Instant>,
    at: Instant,
    result: String,
}

pub(super) fn compare(scenario: &Scenario, profile: Profile, lab: &Lab, report: &mut Report) {
    let events = lab.events(0, u32::MAX);
    let checks = scenario.checkpoints.calls.iter().enumerate();
    for (index, check) in checks.filter(|(_, check)| counts(&check.only, profile)) {
        let name = format!("calls[{index}]");
        let calls = returned(scenario, check, &events);
        let nth = usize::try_from(check.nth.saturating_sub(1)).unwrap_or(usize::MAX);
        let Some(call) = calls.get(nth) else {
            let expected = format!("{} of {}", check.nth, check.call.text());
            let found = format!("{} that returned", calls.len());
            report.fail(&name, "nth", &expected, &found);
            continue;
        };
        outcome(&name, check, call, report);
    }
}

fn outcome(name: &str, check: &CallCheck, call: &Returned, report: &mut Report) {
    let number = check.returns.map(|number| number.to_string());
    let error = check.fails.map(|errno| errno.name().to_owned());
    let at = |at: Option<Duration>| at.map(|at| time(Some(Instant::START + at)));
    report.compare(name, "returns", number, call.result.clone());
    report.compare(name, "fails", error, call.result.clone());
    report.compare(name, "entered", at(check.entered), time(call.entered));
    report.compare(name, "at", at(check.at), time(Some(call.at)));
}

/// The calls of this name on this host that returned, in order.
fn returned(scenario: &Scenario, check: &CallCheck, events: &[LabEvent]) -> Vec<Returned> {
    let is_host = |known: &crate::host::HostSpec| known.name == check.host;
    let lane = scenario.hosts.iter().position(is_host);
    let lane = lane.and_then(|lane| u32::try_from(lane).ok());
    let process = check.process.as_deref().map(|name| {
        let host = scenario.hosts.iter().find(|host| is_host(host));
        let mut processes = host.into_iter().flat_map(|host| &host.processes);
        let place = processes.position(|process| process.name == name);
        place.map_or(u64::MAX, |place| place as u64)
    });
    let by = |event: &LabEvent| {
        process.is_none_or(|process| event.args.get("process") == Some(&Arg::Number(process)))
    };
    let here = |event: &&LabEvent| event.host == lane && by(event);
    let mut entered = Vec::new();
    let mut calls = Vec::new();
    for event in events.iter().filter(here) {
        match event.kind {
            "call-entered" if named(event, "name", check.call) => {
                entered.push((place(event), event.at));
            }
            "call-returned" if named(event, "call", check.call) => {
                let open = entered.iter().position(|(open, _)| *open == place(event));
                let entered = open.map(|open| entered.remove(open).1);
                let result = result(event);
                calls.push(Returned {
                    entered,
                    at: event.at,
                    result,
                });
            }
            _ => {}
        }
    }
    calls
}

/// Which statement it is: process and line.
fn place(event: &LabEvent) -> [Option<&Arg>; 2] {
    [event.args.get("process"), event.args.get("line")]
}

fn named(event: &LabEvent, argument: &str, call: CallName) -> bool {
    matches!(event.args.get(argument), Some(Arg::Word(name)) if *name == call.text())
}

fn result(event: &LabEvent) -> String {
    match event.args.get("result") {
        Some(Arg::Number(number)) => number.to_string(),
        Some(Arg::Signed(number)) => number.to_string(),
        Some(Arg::Word(error)) => (*error).to_owned(),
        Some(Arg::Text(text)) => text.clone(),
        None => "nothing".to_owned(),
    }
}
