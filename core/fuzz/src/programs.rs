//! Random programs against each other, while a reader does anything to them.

use tcp_lab_core::lab::Lab;
use tcp_lab_core::time::Duration;

use super::input::Choices;
use super::invariants::Watch;
use super::kit::{Luck, Monkey, programs};

/// Things that a reader does in one run.
const DEEDS: u32 = 80;
/// How long the programs run by themselves after that.
const AFTERWARDS: Duration = Duration::from_millis(500);

/// The laws hold after every deed; the programs come as far as they are let, and the run can be gone back in.
pub fn run(data: &[u8]) {
    let mut choices = Choices::new(data);
    let world = programs::world(&mut choices);
    let seed = choices.bits();
    let mut lab = Lab::new(&world, seed).expect("the world is sound");
    let mut monkey = Monkey::with(choices);
    let mut watch = Watch::default();
    for _ in 0..DEEDS {
        if monkey.luck().is_over() {
            break;
        }
        let _refused = monkey.play(&mut lab);
        watch.look(&lab);
    }
    // A bound may end it: that is no broken law.
    let _bounded = lab.run_until(lab.world().now() + AFTERWARDS);
    watch.look(&lab);
    let end = lab.end();
    lab.seek(end).expect("it exists");
    let world = lab.world().clone();
    lab.seek(end / 2).expect("it exists");
    lab.seek(end).expect("it exists");
    assert_eq!(lab.world(), &world);
}

/// Decisions of several lengths.
pub fn seeds() -> Vec<Vec<u8>> {
    (0..16_u64)
        .map(|seed| {
            let mut rng = tcp_lab_core::rng::Rng::new(seed);
            (0..400).map(|_| rng.bits() as u8).collect()
        })
        .collect()
}
