//! Runs the cases and counts.
#![expect(clippy::print_stdout, reason = "this program reports to a terminal")]

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::process::ExitCode;
use std::sync::Mutex;

use bytes::Bytes;
use tcp_lab_core::host::{ConfigOverrides, Profile};
use tcp_lab_core::time::Duration;

use super::cases::{self, Case};
use super::differences::Differences;
use super::host;
use super::kernel::Kernel;
use super::machine;
use super::mischief::Mischief;
use super::peer::Peer;
use super::simulated::Simulated;
use super::stage::Stage;
use super::station::Station;
use super::tshark;

/// The profiles under test.
const PROFILES: [Profile; 5] = [
    Profile::Rfc9293,
    Profile::Linux6,
    Profile::Linux26,
    Profile::FreeBsd,
    Profile::Windows,
];
/// Namespaces at a time: most of a run is waiting.
const AT_A_TIME: usize = 24;
/// A run that failed after it was kept from going on for so long is tried again: Linux may have sent its loss probe, which
/// comes after two round trips and two ticks.
const DISTURBED: Duration = Duration::from_millis(2);
/// How often at most.
const TRIALS: usize = 4;
/// See [`config`].
const LONGEST_DELAYED_ACK: Duration = Duration::from_millis(100);
/// Of the mischief.
const SEED: u64 = 7;

/// What the command line asks for.
#[derive(Default)]
struct Wanted {
    names: Vec<String>,
    trace: bool,
}

/// A case with a profile.
struct Run {
    case: Case,
    profile: Profile,
}

/// A run that went well.
struct Good {
    /// The differences that were explained.
    named: BTreeSet<usize>,
    /// What the engine sent to Linux.
    sent: Vec<Bytes>,
}

/// How a run ended, or why it failed.
type Verdict = Result<Good, String>;

/// What is left of a stage.
struct Played {
    ladder: Vec<String>,
    trace: Vec<String>,
    worst_delay: Duration,
    outcome: Result<(), String>,
    sent: Vec<Bytes>,
}

pub(crate) fn main() -> ExitCode {
    let wanted = Wanted::read();
    if let Some(reason) = machine::missing() {
        let runs = wanted.runs().len();
        println!("interop: {runs} runs skipped: {reason}");
        return ExitCode::SUCCESS;
    }
    let differences = match Differences::read() {
        Ok(differences) => differences,
        Err(error) => {
            println!("interop: {error}");
            return ExitCode::FAILURE;
        }
    };
    judge(&wanted, &differences)
}

fn judge(wanted: &Wanted, differences: &Differences) -> ExitCode {
    let runs = wanted.runs();
    let count = runs.len();
    let verdicts = play_all(runs, differences, wanted.trace);
    let passed = verdicts.iter().filter(|verdict| verdict.is_ok()).count();
    let (mut used, mut sent) = (BTreeSet::new(), Vec::new());
    for good in verdicts.into_iter().flatten() {
        used.extend(good.named);
        sent.extend(good.sent);
    }
    let stale = if wanted.names.is_empty() && passed == count {
        differences.stale(&used)
    } else {
        Vec::new()
    };
    for entry in &stale {
        println!("a named difference that is no more: {entry}");
    }
    let read = tshark::judge(&sent);
    let (Ok(words) | Err(words)) = &read;
    println!("interop: {words}");
    let (named, release) = (used.len(), machine::release());
    println!("interop: {count} runs, {passed} passed, {named} named differences, kernel {release}");
    if passed == count && stale.is_empty() && read.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Every run, several at a time, each in a namespace of its own. What the machine has disturbed is run again alone.
fn play_all(runs: Vec<Run>, differences: &Differences, trace: bool) -> Vec<Verdict> {
    let queue = Mutex::new(runs.into_iter());
    let next = || queue.lock().ok()?.next();
    let worker = || {
        let played = std::iter::from_fn(next).map(|run| {
            let trial = run.trial(differences, trace);
            (run, trial)
        });
        played.collect::<Vec<_>>()
    };
    let trials = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_A_TIME).map(|_| scope.spawn(worker)).collect();
        let results = workers.into_iter().map(|worker| worker.join());
        results.collect::<Result<Vec<_>, _>>()
    });
    let Ok(trials) = trials else {
        return vec![Err("a worker panicked".to_owned())];
    };
    let trials = trials.into_iter().flatten();
    let settled = trials.map(|(run, trial)| run.settle(trial, differences, trace));
    settled.collect()
}

/// A verdict, and whether the machine was too busy for it to count against the run.
struct Trial {
    verdict: Verdict,
    disturbed: bool,
}

impl Run {
    /// Runs it again, alone, while it fails and the machine is to blame; then tells how it ended.
    fn settle(&self, mut trial: Trial, differences: &Differences, trace: bool) -> Verdict {
        for _ in 1..TRIALS {
            if trial.verdict.is_err() && trial.disturbed {
                trial = self.trial(differences, trace);
            }
        }
        let (name, profile) = (self.case.name, self.profile.name());
        match &trial.verdict {
            Ok(_) => println!("interop {name} {profile}: ok"),
            Err(reason) => println!("interop {name} {profile}: FAILED {reason}"),
        }
        trial.verdict
    }

    /// Both runs, and how they compare.
    fn trial(&self, differences: &Differences, trace: bool) -> Trial {
        let both = self.stage(true).map(|stage| play(&self.case, stage));
        let both = both.and_then(|linux| Ok((linux, play(&self.case, self.stage(false)?))));
        let (linux, simulated) = match both {
            Ok(both) => both,
            Err(error) => {
                return Trial {
                    verdict: Err(error),
                    disturbed: false,
                };
            }
        };
        if trace {
            println!("{}\n{}", linux.show("Linux"), simulated.show("simulated"));
        }
        Trial {
            disturbed: linux.worst_delay >= DISTURBED,
            verdict: self
                .compare(&linux, &simulated, differences)
                .map(|named| Good {
                    named,
                    sent: linux.sent,
                }),
        }
    }

    fn compare(
        &self,
        linux: &Played,
        simulated: &Played,
        differences: &Differences,
    ) -> Result<BTreeSet<usize>, String> {
        let failed = |played: &Played, with: &str| {
            let outcome = played.outcome.clone();
            outcome.map_err(|error| format!("with {with}: {error}"))
        };
        failed(linux, "Linux")?;
        failed(simulated, "the simulated Linux")?;
        let (case, profile) = (self.case.name, self.profile.name());
        differences.explain(case, profile, &linux.ladder, &simulated.ladder)
    }

    /// The stage, with Linux or its image on the other side. The former moves this thread to a new namespace.
    fn stage(&self, real: bool) -> Result<Stage, String> {
        let case = &self.case;
        let [engine, linux] = addresses(case.ipv6);
        let spec = host::spec(
            "engine",
            engine,
            self.profile,
            config(self.profile, case.engine),
        );
        let mischief = Mischief::new(SEED, case.chances);
        let station = Station::new(spec, (1, 2), mischief);
        let peer: Box<dyn Peer> = if real {
            Box::new(Kernel::new(linux, case.mtu, case.sysctls)?)
        } else {
            let spec = host::spec("linux", linux, Profile::Linux6, case.overrides);
            Box::new(Simulated::new(spec, engine))
        };
        Ok(Stage::new(station, peer, [engine, linux], case.detail))
    }
}

fn play(case: &Case, mut stage: Stage) -> Played {
    let outcome = (case.script)(&mut stage);
    Played {
        ladder: stage.ladder().to_vec(),
        trace: stage.trace().to_vec(),
        worst_delay: stage.worst_delay(),
        outcome,
        sent: stage.sent(),
    }
}

impl Played {
    fn show(&self, with: &str) -> String {
        let (lines, late) = (self.trace.join("\n"), self.worst_delay);
        format!("with {with} ({late} late at worst)\n{lines}\n")
    }
}

/// Some profiles delay an ACK for 200 ms, and after 200 ms Linux sends its loss probe: too close to tell which comes
/// first.
fn config(profile: Profile, case: ConfigOverrides) -> ConfigOverrides {
    let usual = profile.config().delayed_ack;
    let shorter = usual.filter(|delay| *delay > LONGEST_DELAYED_ACK);
    ConfigOverrides {
        delayed_ack: shorter.map(|_| LONGEST_DELAYED_ACK),
        ..case
    }
}

/// The engine's address and that of Linux.
fn addresses(ipv6: bool) -> [IpAddr; 2] {
    if ipv6 {
        [
            [0xfd00, 9, 0, 0, 0, 0, 0, 2].into(),
            [0xfd00, 9, 0, 0, 0, 0, 0, 1].into(),
        ]
    } else {
        [[10, 9, 0, 2].into(), [10, 9, 0, 1].into()]
    }
}

impl Wanted {
    /// Names of cases, or parts of names; options of Rust's own test programs are passed over.
    fn read() -> Self {
        let mut wanted = Self::default();
        for argument in std::env::args().skip(1) {
            if argument == "--trace" {
                wanted.trace = true;
            } else if !argument.starts_with("--") {
                wanted.names.push(argument);
            }
        }
        wanted
    }

    fn runs(&self) -> Vec<Run> {
        let wanted = |case: &Case| {
            self.names.is_empty() || self.names.iter().any(|name| case.name.contains(name))
        };
        let cases = cases::all().into_iter().filter(wanted);
        let both = cases.flat_map(|case| PROFILES.map(|profile| (case.clone(), profile)));
        both.map(|(case, profile)| Run { case, profile }).collect()
    }
}
