use super::*;
use crate::lab::WorldSpec;

fn world() -> World {
    World::new(&WorldSpec::default(), 1).unwrap()
}

#[test]
fn in_a_long_history_there_are_few_and_none_is_far() {
    let mut checkpoints = Checkpoints::new(world());
    let last = 1_000_000;
    for position in 1..=last {
        checkpoints.offer(position, &world());
    }
    assert!(checkpoints.kept.len() < MAX_CHECKPOINTS);
    let far = (0..=last)
        .map(|position| position - checkpoints.nearest(position).0)
        .max();
    assert_eq!(far, Some(2047));
}

#[test]
fn the_nearest_is_never_ahead() {
    let mut checkpoints = Checkpoints::new(world());
    for position in 1..=300 {
        checkpoints.offer(position, &world());
    }
    let found = [0, 127, 128, 300].map(|position| checkpoints.nearest(position).0);
    assert_eq!(found, [0, 0, 128, 256]);
    checkpoints.cut(255);
    assert_eq!(checkpoints.nearest(300).0, 128);
}
