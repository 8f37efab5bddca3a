//! The command line, and what is told of the outcome.
#![expect(clippy::print_stdout, reason = "this program reports to a terminal")]

use std::collections::BTreeMap;
use std::process::{Command, ExitCode};
use std::sync::Mutex;

use tcp_lab_core::scenario::{Mark, Scenario, library};

use super::actor;
use super::actors::ACTOR;
use super::differences::{Differences, SEGMENTS};
use super::files::{self, Run};
use super::machine;
use super::quick;
use super::staging::{self, Outcome, Staged};
use super::verified;

/// Scenarios at a time: most of a run is waiting.
const AT_A_TIME: usize = 48;

/// So many pieces of two runs that differ are shown of each.
const MOST_APART: usize = 6;

/// What the command line asks for.
#[derive(Default)]
struct Wanted {
    ids: Vec<String>,
    all: bool,
    trace: bool,
    write: bool,
}

pub(crate) fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = if words.first().is_some_and(|word| word == ACTOR) {
        actor::run()
    } else {
        let wanted = Wanted::read(words);
        if wanted.ids.is_empty() {
            quick::check()
        } else {
            runs(&wanted.ids).and_then(|runs| stage(&wanted, &runs))
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

/// Stages and tells; writes what came of it if that is wanted.
fn stage(wanted: &Wanted, runs: &[(String, Scenario)]) -> Result<(), String> {
    if let Some(reason) = machine::missing() {
        return Err(format!("{} runs skipped: {reason}", runs.len()));
    }
    let differences = Differences::read()?;
    let mut marks = BTreeMap::new();
    let outcomes = stage_all(runs, (&differences, wanted.trace));
    for ((id, scenario), outcome) in runs.iter().zip(&outcomes) {
        marks.insert(
            id.clone(),
            verified::mark(id, scenario, outcome, &differences),
        );
    }
    let count = |number: fn(&Mark) -> u32| marks.values().map(number).sum::<u32>();
    let (passed, of) = (count(|mark| mark.passed), count(|mark| mark.of));
    let (same, real) = (count(|mark| mark.same), count(|mark| mark.real));
    let staged = marks
        .values()
        .filter(|mark| mark.not_staged.is_none())
        .count();
    println!(
        "{staged} of {} runs staged on Linux {}; {passed} of {of} checkpoints hold; {same} of {real} segments are as simulated",
        marks.len(),
        verified::release()
    );
    if wanted.all {
        for entry in differences.stale() {
            println!("a named difference that is no more: {entry}");
        }
    }
    if wanted.write {
        verified::write(marks, wanted.all)?;
    }
    Ok(())
}

impl Wanted {
    fn read(words: Vec<String>) -> Self {
        let mut wanted = Self::default();
        for word in words {
            match word.as_str() {
                "--all" => {
                    wanted.all = true;
                    wanted
                        .ids
                        .extend(library::all().iter().map(|(id, _)| (*id).to_owned()));
                }
                "--trace" => wanted.trace = true,
                "--write" => wanted.write = true,
                // Options of Rust's own test programs are passed over.
                _ if word.starts_with("--") => {}
                _ => wanted.ids.push(word),
            }
        }
        wanted
    }
}

/// The scenarios that are named, each with its variations.
pub(super) fn runs(ids: &[String]) -> Result<Vec<(String, Scenario)>, String> {
    let mut runs = Vec::new();
    for id in ids {
        let Run {
            name,
            base,
            scenario,
        } = files::read(id)?;
        let is_whole = base == scenario;
        runs.push((name.clone(), scenario));
        for variation in base.variations.iter().filter(|_| is_whole) {
            let varied = base.varied(&variation.id);
            runs.extend(varied.map(|varied| (format!("{name}/{}", variation.id), varied)));
        }
    }
    Ok(runs)
}

/// Each on a thread of its own, several at a time; told as they end.
pub(super) fn stage_all(runs: &[(String, Scenario)], told: (&Differences, bool)) -> Vec<Outcome> {
    urgently();
    let mut order: Vec<_> = runs.iter().enumerate().collect();
    // The longest first: all others fit beside it.
    order.sort_by_key(|(_, (_, scenario))| std::cmp::Reverse(scenario.ends));
    let queue = Mutex::new(order.into_iter());
    let next = || queue.lock().ok()?.next();
    let voice = Mutex::new(());
    let worker = || {
        let staged = std::iter::from_fn(next).map(|(place, (id, scenario))| {
            let outcome = staging::stage(id, scenario, told.0);
            let speaking = voice.lock();
            tell(id, &outcome, told);
            drop(speaking);
            (place, outcome)
        });
        staged.collect::<Vec<_>>()
    };
    let mut outcomes: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_A_TIME).map(|_| scope.spawn(worker)).collect();
        let results = workers.into_iter().filter_map(|worker| worker.join().ok());
        results.flatten().collect()
    });
    outcomes.sort_by_key(|(place, _)| *place);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

/// Before everything else on this machine, so that the wire is not late: best effort.
fn urgently() {
    let number = std::process::id().to_string();
    let _ = Command::new("chrt")
        .args(["--rr", "--pid", "5", &number])
        .output();
}

fn tell(id: &str, outcome: &Outcome, (differences, trace): (&Differences, bool)) {
    match outcome {
        Outcome::NotStaged(reason) => println!("{id}: not staged: {}", reason.en),
        Outcome::Staged(staged) => told(id, staged, (differences, trace)),
    }
}

fn told(id: &str, staged: &Staged, (differences, trace): (&Differences, bool)) {
    let (passed, of) = (staged.passed(), staged.verdicts.len());
    let (simulated, real) = staged.counts;
    println!(
        "{id}: {passed} of {of} checkpoints; {} of {simulated} simulated and {real} real segments are the same",
        staged.same
    );
    let reason = |checkpoint: &str, part: &str| {
        let reason = differences.reason(id, checkpoint, part);
        reason
            .map_or("NO REASON", |reason| reason.en.as_str())
            .to_owned()
    };
    for verdict in &staged.verdicts {
        for (part, expected, found) in &verdict.differs {
            let why = reason(&verdict.checkpoint, part);
            println!(
                "  {}.{part}: expected {expected}, found {found}: {why}",
                verdict.checkpoint
            );
        }
    }
    for apart in staged.apart.iter().take(MOST_APART) {
        println!("  {}: {}", apart.way, reason(SEGMENTS, &apart.way));
        println!(
            "    Linux:     {}\n    simulated: {}",
            apart.linux.join(" / "),
            apart.simulated.join(" / ")
        );
    }
    if trace {
        println!("{}", staged.trace);
    }
}
