//! Random commands against the whole lab: forged segments, calls, lost and copied segments, time forth and back.

use tcp_lab_core::lab::{Lab, SavedMoment};

use super::input::Choices;
use super::invariants::Watch;
use super::kit::{self, Monkey};

/// Commands in one run.
const COMMANDS: u32 = 120;

/// The laws hold after every command; the run can be saved, and lived through again, and gone back in.
pub fn run(data: &[u8]) {
    let Some((seed, choices)) = data.split_first() else {
        return;
    };
    let seed = u64::from(*seed);
    let mut lab = Lab::new(&kit::world(), seed).expect("the world is sound");
    let mut monkey = Monkey::with(Choices::new(choices));
    let mut watch = Watch::default();
    for _ in 0..COMMANDS {
        if monkey.luck().is_over() {
            break;
        }
        let _refused = monkey.play(&mut lab);
        watch.look(&lab);
    }
    comes_back(&lab, seed);
    there_and_back(&mut lab);
}

/// The saved run, through JSON, gives the same world and the same log.
fn comes_back(lab: &Lab, seed: u64) {
    let json = serde_json::to_string(&lab.saved_moments()).expect("it is plain data");
    let moments: Vec<SavedMoment> = serde_json::from_str(&json).expect("it was just written");
    let again = Lab::replayed(&kit::world(), seed, &moments, lab.position());
    let again = again.expect("it goes the same way");
    assert_eq!(again.digest(), lab.digest(), "{json}");
    if lab.position() == lab.end() {
        assert_eq!(again.world(), lab.world(), "{json}");
    }
}

/// Every quarter of the run looks the same, however it is come to.
fn there_and_back(lab: &mut Lab) {
    let end = lab.end();
    lab.seek(end).expect("it exists");
    let world = lab.world().clone();
    for quarter in 0..4 {
        lab.seek(end / 4 * quarter).expect("it exists");
        let digest = lab.digest();
        while lab.step_back() && lab.position() > 0 {}
        lab.seek(end / 4 * quarter).expect("it exists");
        assert_eq!(lab.digest(), digest);
    }
    lab.seek(end).expect("it exists");
    assert_eq!(lab.world(), &world);
}
