//! The result as data: `core/scenarios/verified.json`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use tcp_lab_core::scenario::{Difference, Mark, Scenario, Text, Verified};

use super::differences::{Differences, SEGMENTS};
use super::machine;
use super::staging::{Outcome, Staged};

/// What is said of a difference that has no reason yet.
const UNNAMED: (&str, &str) = ("The reason is not known yet.", "原因尚不清楚。");

/// The mark of one run.
pub(crate) fn mark(
    run: &str,
    scenario: &Scenario,
    outcome: &Outcome,
    differences: &Differences,
) -> Mark {
    let checkpoints = count(scenario.checkpoints.len());
    match outcome {
        Outcome::NotStaged(reason) => Mark {
            checkpoints,
            not_staged: Some(reason.clone()),
            ..Mark::default()
        },
        Outcome::Staged(staged) => Mark {
            checkpoints,
            of: count(staged.verdicts.len()),
            passed: count(staged.passed()),
            same: count(staged.same),
            simulated: count(staged.counts.0),
            real: count(staged.counts.1),
            differences: named(run, staged, differences),
            not_staged: None,
        },
    }
}

/// One difference for each checkpoint and reason.
fn named(run: &str, staged: &Staged, differences: &Differences) -> Vec<Difference> {
    let unnamed = Text {
        en: UNNAMED.0.to_owned(),
        zh_cn: UNNAMED.1.to_owned(),
    };
    let mut named: Vec<Difference> = Vec::new();
    let mut add = |checkpoint: Option<&str>, part: &str| {
        let reason = differences.reason(run, checkpoint.unwrap_or(SEGMENTS), part);
        let Text { en, zh_cn } = reason.unwrap_or(&unnamed).clone();
        let difference = Difference {
            checkpoint: checkpoint.map(str::to_owned),
            en,
            zh_cn,
        };
        if !named.contains(&difference) {
            named.push(difference);
        }
    };
    for verdict in &staged.verdicts {
        for (part, _, _) in &verdict.differs {
            add(Some(&verdict.checkpoint), part);
        }
    }
    for apart in &staged.apart {
        add(None, &apart.way);
    }
    named
}

/// Writes the file anew, or the marks of these runs into it.
pub(crate) fn write(marks: BTreeMap<String, Mark>, all: bool) -> Result<(), String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/verified.json");
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let before = std::fs::read_to_string(&path).map_err(|error| failed(&error))?;
    let before: Verified = serde_json::from_str(&before).map_err(|error| failed(&error))?;
    let mut runs = if all { BTreeMap::new() } else { before.runs };
    runs.extend(marks);
    let verified = Verified {
        kernel: release(),
        date: today(),
        runs,
    };
    let json = serde_json::to_string_pretty(&verified).map_err(|error| failed(&error))?;
    std::fs::write(&path, json + "\n").map_err(|error| failed(&error))
}

/// The release of this kernel, without what its builder added.
pub(crate) fn release() -> String {
    let release = machine::release();
    release.split('-').next().unwrap_or_default().to_owned()
}

/// The day, as 2026-11-27.
fn today() -> String {
    let output = Command::new("date").args(["-u", "+%F"]).output();
    output.map_or_else(
        |_| String::new(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
