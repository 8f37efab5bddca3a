//! Every checkpoint of every scenario and variation, under every profile that it claims.

use tcp_lab_core::host::Profile;
use tcp_lab_core::scenario::{Scenario, check, library};

use super::SEED;
use super::files::{Run, read};
use super::telling;

/// Checks what is named, or all.
pub(crate) fn check_all(ids: &[&str]) -> Result<(), String> {
    let all: Vec<&str> = library::all().iter().map(|(id, _)| *id).collect();
    let ids = if ids.is_empty() { &all } else { ids };
    let (mut runs, mut failed) = (0, 0);
    for id in ids {
        let run = read(id)?;
        for (name, scenario, profile) in each(&run) {
            runs += 1;
            failed += usize::from(!passes(&name, &scenario, profile));
        }
    }
    println!("{} of {runs} runs show what they say", runs - failed);
    if failed > 0 {
        return Err(format!("{failed} of {runs} runs failed"));
    }
    Ok(())
}

/// The scenario and its variations, each under the profiles that it claims.
fn each(run: &Run) -> Vec<(String, Scenario, Profile)> {
    let mut all = vec![(run.name.clone(), run.scenario.clone())];
    if run.base == run.scenario {
        for variation in &run.base.variations {
            if let Some(varied) = run.base.varied(&variation.id) {
                all.push((format!("{}/{}", run.name, variation.id), varied));
            }
        }
    }
    let claimed = |(name, scenario): (String, Scenario)| {
        let profiles = scenario.profiles.clone();
        profiles
            .into_iter()
            .map(move |profile| (name.clone(), scenario.clone(), profile))
    };
    all.into_iter().flat_map(claimed).collect()
}

fn passes(name: &str, scenario: &Scenario, profile: Profile) -> bool {
    let title = format!("{name} ({})", profile.name());
    let mut complaints: Vec<String> = match check(scenario, profile, SEED) {
        Ok(()) => Vec::new(),
        Err(failures) => failures.iter().map(ToString::to_string).collect(),
    };
    if profile == scenario.profile() {
        complaints.extend(telling::gaps(scenario, !name.contains('/')));
    }
    if complaints.is_empty() {
        println!("ok    {title}: {} checkpoints", scenario.checkpoints.len());
        return true;
    }
    println!("FAIL  {title}");
    complaints.iter().for_each(|line| println!("      {line}"));
    false
}
