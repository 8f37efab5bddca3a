//! The checkpoints of a scenario, held against what the kernel did.

mod calls;
mod events;
mod moments;
mod segments;

use std::collections::BTreeSet;
use std::fmt::Display;

use tcp_lab_core::host::Profile;
use tcp_lab_core::scenario::{Number, Scenario};

use super::ladder::Likeness;
use super::record::Record;

/// A checkpoint and what it found.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    /// Which: `segments[2]`.
    pub(crate) checkpoint: String,
    /// How many of its parts the kernel shows at all.
    pub(crate) seen: usize,
    /// Parts that differ: name, expected, found.
    pub(crate) differs: Vec<(String, String, String)>,
}

/// Both runs of a scenario.
pub(crate) struct Runs<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) simulated: &'a Record,
    pub(crate) real: &'a Record,
    pub(crate) likeness: &'a Likeness,
}

/// Every checkpoint but those of `not` that the kernel can show.
pub(crate) fn judge(runs: &Runs<'_>, not: &BTreeSet<String>) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    let checkpoints = &runs.scenario.checkpoints;
    for (index, check) in checkpoints.segments.iter().enumerate() {
        if !counts(&check.only) {
            continue;
        }
        let mut verdict = Verdict::new(format!("segments[{index}]"));
        segments::compare(runs, check, &mut verdict);
        verdicts.push(verdict);
    }
    for (index, check) in checkpoints.calls.iter().enumerate() {
        if !counts(&check.only) {
            continue;
        }
        let mut verdict = Verdict::new(format!("calls[{index}]"));
        calls::compare(runs, check, &mut verdict);
        verdicts.push(verdict);
    }
    for (index, check) in checkpoints.moments.iter().enumerate() {
        if !counts(&check.only) {
            continue;
        }
        verdicts.push(moments::compare(runs, check, &format!("moments[{index}]")));
    }
    for (index, check) in checkpoints.events.iter().enumerate() {
        if !counts(&check.only) {
            continue;
        }
        let mut verdict = Verdict::new(format!("events[{index}]"));
        events::compare(runs, check, &mut verdict);
        verdicts.push(verdict);
    }
    verdicts.retain(|verdict| verdict.seen > 0 && !not.contains(&verdict.checkpoint));
    verdicts
}

/// A checkpoint that names profiles counts only under those.
fn counts(only: &[Profile]) -> bool {
    only.is_empty() || only.contains(&Profile::Linux6)
}

impl Verdict {
    fn new(checkpoint: String) -> Self {
        Self {
            checkpoint,
            seen: 0,
            differs: Vec::new(),
        }
    }

    /// A part of the checkpoint, by a comparison of its own.
    fn judge(&mut self, part: &str, same: bool, expected: impl Display, found: impl Display) {
        self.seen += 1;
        if !same {
            self.differs
                .push((part.to_owned(), expected.to_string(), found.to_string()));
        }
    }

    /// A part that must be equal, where the checkpoint says something.
    fn equal<T: PartialEq + Display>(&mut self, part: &str, expected: Option<T>, found: T) {
        if let Some(expected) = expected {
            self.judge(part, expected == found, expected, found);
        }
    }
}

impl Runs<'_> {
    /// The lane of a host.
    fn lane(&self, name: &str) -> Option<usize> {
        self.scenario
            .hosts
            .iter()
            .position(|host| host.name == name)
    }

    /// The lane of whoever has this address.
    fn owner(&self, address: std::net::IpAddr) -> Option<usize> {
        self.scenario
            .hosts
            .iter()
            .position(|host| host.address == address || host.addresses.contains(&address))
    }

    fn name(&self, lane: Option<usize>) -> String {
        let host = lane.and_then(|lane| self.scenario.hosts.get(lane));
        host.map_or_else(|| "no host".to_owned(), |host| host.name.clone())
    }

    /// A sequence number of the scenario in the numbers of the real run; `lane` is who counts it.
    fn number(&self, number: &Number, lane: Option<usize>) -> Option<u32> {
        match number {
            Number::FromIss { host, nth, offset } => {
                let iss = self.real.iss(self.lane(host)?, *nth)?;
                Some(iss.wrapping_add(*offset))
            }
            Number::Plain(value) => {
                let value = u32::try_from(*value).ok()?;
                let bases = lane.map(|lane| (self.simulated.iss(lane, 1), self.real.iss(lane, 1)));
                match bases {
                    Some((Some(simulated), Some(real))) if value != 0 => {
                        Some(value.wrapping_sub(simulated).wrapping_add(real))
                    }
                    Some(_) | None => Some(value),
                }
            }
            Number::Time(_) => None,
        }
    }
}
