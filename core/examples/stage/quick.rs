//! Is what is known of the library still true? The data is current, and the short runs come out as it says.
#![expect(clippy::print_stdout, reason = "this program reports to a terminal")]

use tcp_lab_core::scenario::{Mark, Scenario, Verified, library};
use tcp_lab_core::time::Duration;

use super::differences::Differences;
use super::machine;
use super::report;
use super::staging::Outcome;

/// Runs up to so long are staged again ...
const SHORT: Duration = Duration::from_secs(3);
/// ... and of those so many.
const MOST: usize = 24;
/// What to do about data that is not current.
const ADVICE: &str = "run (as root): cargo run -p tcp-lab-core --example stage -- --all --write";

/// Checks the data, and stages the short runs again where there is root and a TUN device.
pub(crate) fn check() -> Result<(), String> {
    let verified: Verified = serde_json::from_str(library::verified())
        .map_err(|error| format!("verified.json: {error}"))?;
    let ids: Vec<String> = library::all()
        .iter()
        .map(|(id, _)| (*id).to_owned())
        .collect();
    let runs = report::runs(&ids)?;
    let stale = stale(&verified, &runs);
    if !stale.is_empty() {
        return Err(format!(
            "verified.json is not current:\n  {}\n{ADVICE}",
            stale.join("\n  ")
        ));
    }
    let known = runs.iter().filter(|(id, _)| verified.runs.contains_key(id));
    println!(
        "stage: {} of {} runs are known on Linux {}, as of {}",
        known.count(),
        runs.len(),
        verified.kernel,
        verified.date
    );
    let is_short = |(id, scenario): &&(String, Scenario)| {
        let staged = verified
            .runs
            .get(id)
            .is_some_and(|mark| mark.not_staged.is_none());
        staged && scenario.ends <= SHORT
    };
    let short: Vec<_> = runs.iter().filter(is_short).take(MOST).cloned().collect();
    if let Some(reason) = machine::missing() {
        println!("stage: {} short runs skipped: {reason}", short.len());
        return Ok(());
    }
    let outcomes = report::stage_all(&short, (&Differences::read()?, false));
    let worse = short
        .iter()
        .zip(&outcomes)
        .filter_map(|((id, _), outcome)| {
            let mark = verified.runs.get(id)?;
            is_worse(mark, outcome).then(|| id.clone())
        });
    let worse: Vec<_> = worse.collect();
    println!(
        "stage: {} short runs staged again, {} came out worse",
        short.len(),
        worse.len()
    );
    if worse.is_empty() {
        return Ok(());
    }
    Err(format!(
        "fewer checkpoints hold than verified.json says: {}",
        worse.join(", ")
    ))
}

/// What the data says of runs that do not exist, or have other checkpoints now.
fn stale(verified: &Verified, runs: &[(String, Scenario)]) -> Vec<String> {
    let known = |name: &&String| runs.iter().all(|(id, _)| id != *name);
    let gone = verified.runs.keys().filter(known);
    let mut stale: Vec<_> = gone.map(|name| format!("{name} does not exist")).collect();
    for (id, scenario) in runs {
        let now = scenario.checkpoints.len();
        match verified.runs.get(id) {
            Some(mark) if usize::try_from(mark.checkpoints) != Ok(now) => {
                stale.push(format!(
                    "{id} had {} checkpoints and has {now}",
                    mark.checkpoints
                ));
            }
            Some(_) | None => {}
        }
    }
    stale
}

fn is_worse(mark: &Mark, outcome: &Outcome) -> bool {
    let passed = usize::try_from(mark.passed).unwrap_or(usize::MAX);
    match outcome {
        Outcome::Staged(staged) => staged.passed() < passed,
        Outcome::NotStaged(_) => true,
    }
}
