//! One scenario: run here, run there, compared, and run again if the machine may be to blame.

use std::collections::BTreeSet;

use tcp_lab_core::host::Profile;
use tcp_lab_core::scenario::{Scenario, Text, check};
use tcp_lab_core::time::{Duration, Instant};

use super::compare::{self, Runs, Verdict};
use super::differences::{Differences, SEGMENTS};
use super::knobs;
use super::ladder::{self, Apart, Likeness};
use super::play;
use super::record::Record;
use super::simulated;

/// How often a scenario is played before what differs is a difference.
const TRIALS: u32 = 3;
/// What lasts longer is tried no more than twice.
const LONG: Duration = Duration::from_secs(60);
/// What lasts longer than this is not staged.
const LONGEST: Duration = Duration::from_secs(300);
/// The seed of every run.
pub(crate) const SEED: u64 = 1;

/// What became of a scenario.
pub(crate) enum Outcome {
    /// It was played.
    Staged(Staged),
    /// It cannot be.
    NotStaged(Text),
}

/// A scenario that was played.
pub(crate) struct Staged {
    /// Checkpoints that the kernel can show.
    pub(crate) verdicts: Vec<Verdict>,
    /// Segments that both runs have.
    pub(crate) same: usize,
    /// Segments of the simulated run, and of the real one.
    pub(crate) counts: (usize, usize),
    /// Segments that only one run has.
    pub(crate) apart: Vec<Apart>,
    /// Both runs, for a person.
    pub(crate) trace: String,
}

impl Staged {
    /// Checkpoints that hold.
    pub(crate) fn passed(&self) -> usize {
        self.verdicts
            .iter()
            .filter(|verdict| verdict.differs.is_empty())
            .count()
    }

    /// What differs without a reason.
    fn unnamed(&self, run: &str, differences: &Differences) -> BTreeSet<(String, String)> {
        let parts = self.verdicts.iter().flat_map(|verdict| {
            let parts = verdict.differs.iter();
            parts.map(|(part, _, _)| (verdict.checkpoint.clone(), part.clone()))
        });
        let apart = self.apart.iter();
        let all = parts.chain(apart.map(|apart| (SEGMENTS.to_owned(), apart.way.clone())));
        let unnamed =
            all.filter(|(checkpoint, part)| differences.reason(run, checkpoint, part).is_none());
        unnamed.collect()
    }

    fn worth(&self) -> (usize, usize) {
        (self.passed(), self.same)
    }
}

/// Plays it up to [`TRIALS`] times, while something differs without a reason, and not twice the same; the best counts.
pub(crate) fn stage(run: &str, scenario: &Scenario, differences: &Differences) -> Outcome {
    if let Err(reason) = can_be(scenario) {
        return Outcome::NotStaged(reason);
    }
    let (mut best, mut before): (Option<Staged>, _) = (None, BTreeSet::new());
    let trials = if scenario.ends > LONG { 2 } else { TRIALS };
    for _ in 0..trials {
        let staged = match trial(scenario) {
            Ok(staged) => staged,
            Err(reason) => return Outcome::NotStaged(failed(&reason)),
        };
        let unnamed = staged.unnamed(run, differences);
        let settled = unnamed.is_empty() || unnamed == before;
        before = unnamed;
        if best
            .as_ref()
            .is_none_or(|best| staged.worth() > best.worth())
        {
            best = Some(staged);
        }
        if settled {
            break;
        }
    }
    best.map_or_else(|| Outcome::NotStaged(failed("no trial")), Outcome::Staged)
}

fn failed(reason: &str) -> Text {
    text(
        &format!("Staging failed: {reason}."),
        &format!("搬到真实内核上时失败: {reason}。"),
    )
}

fn text(en: &str, zh_cn: &str) -> Text {
    Text {
        en: en.to_owned(),
        zh_cn: zh_cn.to_owned(),
    }
}

/// Can Linux be every host of it?
fn can_be(scenario: &Scenario) -> Result<(), Text> {
    let alike = |profile: &Profile| matches!(profile, Profile::Rfc9293 | Profile::Linux6);
    if scenario.ends > LONGEST {
        let en = format!("It takes {}: too long to be staged.", scenario.ends);
        let zh = format!("它要持续 {}，太久了，没有搬到真实内核上。", scenario.ends);
        return Err(text(&en, &zh));
    }
    let own = scenario.profiles.first().copied().unwrap_or_default();
    let profiles = scenario.hosts.iter().map(|host| host.profile);
    let profiles: Vec<_> = [own].into_iter().chain(profiles).collect();
    if let Some(other) = profiles.iter().find(|profile| !alike(profile)) {
        let name = other.name();
        let en = format!("It is about another system than this kernel: {name}.");
        return Err(text(
            &en,
            &format!("它讲的是另一种系统 ({name})，这台机器的内核演不了。"),
        ));
    }
    for host in &scenario.hosts {
        if !host.switches.is_empty() {
            let en = "It breaks the protocol on purpose, which no kernel does.";
            return Err(text(en, "它故意破坏协议，真实内核不会这样做。"));
        }
        if let Some(knob) = knobs::missing(host) {
            let en = format!(
                "Linux has no switch for a knob that is turned here: {knob} of {}.",
                host.name
            );
            let zh = format!("它调整了 {} 的 {knob}，而 Linux 没有这个开关。", host.name);
            return Err(text(&en, &zh));
        }
    }
    Ok(())
}

fn trial(scenario: &Scenario) -> Result<Staged, String> {
    let simulated = simulated::run(scenario, SEED)?;
    let real = play::play(scenario, &simulated, SEED)?;
    let hosts: Vec<_> = scenario
        .hosts
        .iter()
        .map(|host| host.name.clone())
        .collect();
    let likeness = ladder::likeness(&hosts, &simulated.record, &real);
    let runs = Runs {
        scenario,
        simulated: &simulated.record,
        real: &real,
        likeness: &likeness,
    };
    let verdicts = compare::judge(&runs, &unfulfilled(scenario));
    let trace = trace(&hosts, &simulated.record, &real);
    let Likeness {
        same, mut apart, ..
    } = likeness;
    // What comes after the end of the story is no part of it.
    let ends = Instant::START + scenario.ends;
    apart.retain(|apart| !apart.simulated.is_empty() || apart.since.is_none_or(|at| at < ends));
    let counts = (simulated.record.segments.len(), real.segments.len());
    Ok(Staged {
        verdicts,
        same,
        counts,
        apart,
        trace,
    })
}

/// Checkpoints that not even the simulated Linux fulfils: they are about another profile.
fn unfulfilled(scenario: &Scenario) -> BTreeSet<String> {
    let failures = check(scenario, Profile::Linux6, SEED)
        .err()
        .unwrap_or_default();
    failures
        .into_iter()
        .map(|failure| failure.checkpoint)
        .collect()
}

fn trace(hosts: &[String], simulated: &Record, real: &Record) -> String {
    let mut text = String::new();
    for (title, record) in [("simulated", simulated), ("Linux", real)] {
        let mut lines: Vec<_> = ladder::lines(hosts, record)
            .into_iter()
            .flat_map(|(way, lines)| {
                lines
                    .into_iter()
                    .map(move |(number, line)| (number, format!("{}>{} {line}", way.0, way.1)))
            })
            .collect();
        lines.sort_unstable();
        text += &format!("  {title}\n");
        for (number, line) in lines {
            let Some(seen) = record.segments.get(number) else {
                continue;
            };
            text += &format!("    {:>3} {:>14} {line}\n", number, seen.sent.to_string());
        }
        for call in &record.calls {
            let host = hosts.get(call.host).map_or("?", String::as_str);
            text += &format!(
                "        {:>14} {host} {} = {}\n",
                call.at.to_string(),
                call.call.text(),
                call.result
            );
        }
    }
    text
}
