//! Runs a scenario and compares what happened with its checkpoints.

mod calls;
mod events;
mod moments;
mod segments;

use std::fmt;

use super::{MomentCheck, Number, Scenario, ScenarioError};
use crate::host::Profile;
use crate::lab::{Lab, LabError};
use crate::time::{Duration, Instant};
use crate::wire::Flags;

/// One thing that a run did not show as its scenario says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Which checkpoint: `segments[2]`.
    pub checkpoint: String,
    /// Which part of it: `seq`.
    pub field: String,
    /// What the scenario says.
    pub expected: String,
    /// What the run showed.
    pub found: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            checkpoint,
            field,
            expected,
            found,
        } = self;
        write!(
            f,
            "{checkpoint}.{field}: expected {expected}, found {found}"
        )
    }
}

/// Runs the scenario to its end under one of its profiles, with its luck from `seed`.
///
/// # Errors
/// Every difference; a scenario that cannot run is one failure of the checkpoint `scenario`.
pub fn check(scenario: &Scenario, profile: Profile, seed: u64) -> Result<(), Vec<Failure>> {
    let mut report = Report::default();
    let mut lab = match begin(scenario, profile, seed) {
        Ok(lab) => lab,
        Err(failure) => return Err(vec![failure]),
    };
    let checkpoints = &scenario.checkpoints;
    let mut moments: Vec<(usize, &MomentCheck)> = checkpoints.moments.iter().enumerate().collect();
    moments.retain(|(_, moment)| counts(&moment.only, profile));
    moments.sort_by_key(|(_, moment)| moment.at);
    for (index, moment) in moments {
        run(&mut lab, moment.at, &mut report);
        moments::compare(scenario, &lab, (index, moment), &mut report);
    }
    run(&mut lab, scenario.ends, &mut report);
    segments::compare(scenario, profile, &lab, &mut report);
    calls::compare(scenario, profile, &lab, &mut report);
    events::compare(scenario, profile, &lab, &mut report);
    report.into_result()
}

/// A checkpoint that names profiles counts only under those.
fn counts(only: &[Profile], profile: Profile) -> bool {
    only.is_empty() || only.contains(&profile)
}

fn begin(scenario: &Scenario, profile: Profile, seed: u64) -> Result<Lab, Failure> {
    let refused = |why: &dyn fmt::Display| Failure {
        checkpoint: "scenario".to_owned(),
        field: scenario.id.clone(),
        expected: "a world that can run".to_owned(),
        found: why.to_string(),
    };
    scenario
        .validate()
        .map_err(|error: ScenarioError| refused(&error))?;
    let world = scenario.world_under(profile);
    Lab::new(&world, seed).map_err(|error: LabError| refused(&error))
}

fn run(lab: &mut Lab, until: Duration, report: &mut Report) {
    if let Err(error) = lab.run_until(Instant::START + until) {
        report.fail("scenario", "ends", &until, &error);
    }
}

/// Collects failures.
#[derive(Debug, Default)]
struct Report(Vec<Failure>);

impl Report {
    fn fail(
        &mut self,
        checkpoint: &str,
        field: &str,
        expected: &dyn fmt::Display,
        found: &dyn fmt::Display,
    ) {
        self.0.push(Failure {
            checkpoint: checkpoint.to_owned(),
            field: field.to_owned(),
            expected: expected.to_string(),
            found: found.to_string(),
        });
    }

    /// Compares, where the checkpoint says something.
    fn compare<T: PartialEq + fmt::Display>(
        &mut self,
        checkpoint: &str,
        field: &str,
        expected: Option<T>,
        found: T,
    ) {
        if let Some(expected) = expected
            && expected != found
        {
            self.fail(checkpoint, field, &expected, &found);
        }
    }

    /// Compares with a number of the scenario.
    fn compare_number(
        &mut self,
        (checkpoint, field): (&str, &str),
        expected: &Number,
        found: u64,
        scenario: &Scenario,
        lab: &Lab,
    ) {
        match expected.value(|host, nth| iss(scenario, lab, (host, nth))) {
            Some(value) if value == found => {}
            Some(value) => {
                let expected = format!("{expected} ({value})");
                let shown = shown(found, expected.as_str(), scenario, lab);
                self.fail(checkpoint, field, &expected, &shown);
            }
            None => self.fail(checkpoint, field, expected, &"a host that has sent no SYN"),
        }
    }

    fn into_result(self) -> Result<(), Vec<Failure>> {
        if self.0.is_empty() {
            return Ok(());
        }
        Err(self.0)
    }
}

/// A number that was found, also counted from the initial number that the expected one counts from.
fn shown(found: u64, expected: &str, scenario: &Scenario, lab: &Lab) -> String {
    let host = expected.split_once(".ISS").map(|(host, _)| host);
    let base = host.and_then(|host| Some((host, iss(scenario, lab, (host, 1))?)));
    match (base, u32::try_from(found)) {
        (Some((host, iss)), Ok(value)) => {
            let offset = value.wrapping_sub(iss);
            format!("{host}.ISS+{offset} ({found})")
        }
        (None, _) | (_, Err(_)) => found.to_string(),
    }
}

/// The nth initial sequence number of a host: that of the nth SYN it sent which repeats none before.
fn iss(scenario: &Scenario, lab: &Lab, (host, nth): (&str, u32)) -> Option<u32> {
    let place = scenario.hosts.iter().position(|known| known.name == host)?;
    let place = u32::try_from(place).ok();
    let mut chosen: Vec<u32> = Vec::new();
    for crossing in lab.crossings(0, u32::MAX) {
        let own = crossing.from == place && !crossing.forged && !crossing.retransmission;
        let seq = crossing.segment.seq.raw();
        if own && crossing.segment.has(Flags::SYN) && !chosen.contains(&seq) {
            chosen.push(seq);
        }
    }
    let nth = usize::try_from(nth.checked_sub(1)?).ok()?;
    chosen.get(nth).copied()
}

/// A time as it is written in a scenario, or "never".
fn time(at: Option<Instant>) -> String {
    at.map_or_else(|| "never".to_owned(), |at| at.to_string())
}
