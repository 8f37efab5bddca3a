//! The same scenario on the engine's own Linux, for comparison and for the times at which the reader acts.

use tcp_lab_core::host::{CallName, Profile};
use tcp_lab_core::lab::{Arg, Command, Fate, Lab, LabEvent};
use tcp_lab_core::scenario::Scenario;
use tcp_lab_core::time::Instant;

use super::record::{Called, Record, Seen};

/// An act of the reader as it happened in the simulated run.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    /// When.
    pub(crate) at: Instant,
    /// How many crossings had begun.
    pub(crate) begun: usize,
    /// What was done.
    pub(crate) command: Command,
}

/// A simulated run.
pub(crate) struct Simulated {
    /// What it left behind; no samples.
    pub(crate) record: Record,
    /// What was done to it.
    pub(crate) acts: Vec<Act>,
}

impl Simulated {
    /// How often a host is switched on again.
    pub(crate) fn boots(&self, host: usize) -> usize {
        let boots = self.acts.iter().filter(|act| {
            let (Command::PowerOn { host: which } | Command::Reboot { host: which }) = act.command
            else {
                return false;
            };
            usize::try_from(which) == Ok(host)
        });
        boots.count()
    }
}

/// Runs a scenario to its end.
pub(crate) fn run(scenario: &Scenario, seed: u64) -> Result<Simulated, String> {
    let lab = Lab::new(&scenario.world_under(Profile::Linux6), seed);
    let mut lab = lab.map_err(|error| error.to_string())?;
    let done = lab.run_until(Instant::START + scenario.ends);
    done.map_err(|error| error.to_string())?;
    let events = lab.events(0, u32::MAX);
    Ok(Simulated {
        record: Record {
            segments: segments(&lab),
            calls: calls(&events),
            samples: Vec::new(),
        },
        acts: acts(&lab),
    })
}

fn segments(lab: &Lab) -> Vec<Seen> {
    let lane = |lane: Option<u32>| lane.and_then(|lane| usize::try_from(lane).ok());
    let unknown = std::net::IpAddr::from([0, 0, 0, 0]);
    let crossings = lab.crossings(0, u32::MAX).into_iter();
    let seen = crossings.map(|crossing| Seen {
        from: lane(crossing.from),
        to: lane(crossing.to),
        src: crossing.from_address.parse().unwrap_or(unknown),
        dst: crossing.to_address.parse().unwrap_or(unknown),
        sent: crossing.sent_at,
        arrived: crossing.ends_at.filter(|_| crossing.fate == Fate::Arrived),
        lost: crossing.lost_by,
        forged: crossing.forged,
        again: crossing.retransmission,
        segment: crossing.icmp.is_none().then_some(crossing.segment),
    });
    seen.collect()
}

fn acts(lab: &Lab) -> Vec<Act> {
    let crossings = lab.crossings(0, u32::MAX);
    let act = |(row, command): (u32, Command)| {
        let event = lab.events(row, row.saturating_add(1));
        Some(Act {
            at: event.first()?.at,
            begun: crossings.partition_point(|crossing| crossing.sent_event < row),
            command,
        })
    };
    lab.scripted().into_iter().filter_map(act).collect()
}

fn calls(events: &[LabEvent]) -> Vec<Called> {
    let (mut open, mut calls): (Vec<&LabEvent>, Vec<Called>) = (Vec::new(), Vec::new());
    for event in events {
        match event.kind {
            "call-entered" => open.push(event),
            "call-returned" => {
                let place = open
                    .iter()
                    .position(|entered| place(entered) == place(event));
                let entered = place.map(|place| open.remove(place).at);
                let host = event.host.and_then(|host| usize::try_from(host).ok());
                if let (Some(host), Some(call)) = (host, name(event)) {
                    let (at, result, process) = (event.at, result(event), process(event));
                    calls.push(Called {
                        host,
                        process,
                        call,
                        entered,
                        at,
                        result,
                    });
                }
            }
            _ => {}
        }
    }
    calls
}

fn place(event: &LabEvent) -> (Option<u32>, [Option<&Arg>; 2]) {
    (
        event.host,
        [event.args.get("process"), event.args.get("line")],
    )
}

fn process(event: &LabEvent) -> usize {
    match event.args.get("process") {
        Some(Arg::Number(number)) => usize::try_from(*number).unwrap_or(usize::MAX),
        Some(Arg::Signed(_) | Arg::Word(_) | Arg::Text(_)) | None => usize::MAX,
    }
}

fn name(event: &LabEvent) -> Option<CallName> {
    match event.args.get("call")? {
        Arg::Word(word) => serde_json::from_value((*word).into()).ok(),
        Arg::Number(_) | Arg::Signed(_) | Arg::Text(_) => None,
    }
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
