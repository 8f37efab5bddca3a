//! Scenarios in JSON, as a share link may bring them.

use tcp_lab_core::lab::Lab;
use tcp_lab_core::scenario::{Scenario, library};

use super::invariants::Watch;

/// Moments that each scenario is run for.
const MOMENTS: u32 = 120;

/// What can be read is the same once written; its world, where there is one, runs by the laws.
pub fn run(data: &[u8]) {
    let Ok(scenario) = serde_json::from_slice::<Scenario>(data) else {
        return;
    };
    let json = serde_json::to_string(&scenario).expect("it is plain data");
    let again: Scenario = serde_json::from_str(&json).expect("it was written by the same type");
    assert_eq!(again, scenario, "{json}");
    let Ok(mut lab) = Lab::new(&scenario.world(), 1) else {
        return;
    };
    let mut watch = Watch::default();
    for _ in 0..MOMENTS {
        if lab.step().is_ok_and(|rows| rows.is_empty()) {
            break;
        }
        watch.look(&lab);
    }
    let _text = lab.ladder();
}

/// The project's own library.
pub fn seeds() -> Vec<Vec<u8>> {
    library::all()
        .iter()
        .map(|(_, json)| json.as_bytes().to_vec())
        .collect()
}
