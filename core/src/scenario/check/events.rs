//! Rows of the log: how often something happened, and when.

use super::{Report, counts, time};
use crate::host::Profile;
use crate::lab::Lab;
use crate::scenario::Scenario;
use crate::time::Instant;

pub(super) fn compare(scenario: &Scenario, profile: Profile, lab: &Lab, report: &mut Report) {
    let checks = scenario.checkpoints.events.iter().enumerate();
    for (index, check) in checks.filter(|(_, check)| counts(&check.only, profile)) {
        let mut found: Vec<Instant> = Vec::new();
        lab.scenes(0, |_, scene| {
            if check.on.holds(scene) {
                found.push(scene.row.at);
            }
        });
        let name = format!("events[{index}]");
        let nth = check.on.nth.unwrap_or(1);
        let which = usize::try_from(nth.saturating_sub(1)).unwrap_or(usize::MAX);
        let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
        report.compare(&name, "count", check.count, count);
        if check.count.is_none() && found.get(which).is_none() {
            let expected = format!("at least {nth}");
            report.fail(&name, "on", &expected, &count);
        }
        let at = check.at.map(|at| (Instant::START + at).to_string());
        report.compare(&name, "at", at, time(found.get(which).copied()));
    }
}
