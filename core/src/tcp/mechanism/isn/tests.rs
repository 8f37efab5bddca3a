use super::{Isn, TICK};
use crate::tcp::pair::Pair;
use crate::time::{Duration, Instant};

fn pair(port: u16) -> Pair {
    Pair {
        local: ([10, 0, 0, 1], port).into(),
        remote: ([10, 0, 0, 2], 80).into(),
    }
}

const KEYED: Isn = Isn::Keyed { key: (1, 2) };

#[test]
fn the_same_pair_moves_forward_one_per_four_microseconds() {
    let first = KEYED.choose(Instant::START, TICK, &pair(5000));
    let later = KEYED.choose(Instant::START + TICK.times(1_000), TICK, &pair(5000));
    assert_eq!(later.since(first), 1_000);
}

#[test]
fn the_clock_wraps_after_four_hours_and_three_quarters() {
    let first = KEYED.choose(Instant::START, TICK, &pair(5000));
    let wrapped = Instant::START + TICK.times(1 << 32);
    assert_eq!(KEYED.choose(wrapped, TICK, &pair(5000)), first);
    assert_eq!(
        wrapped.since(Instant::START),
        Duration::from_micros(17_179_869_184)
    );
}

#[test]
fn other_pairs_and_other_secrets_look_unrelated() {
    let one = KEYED.choose(Instant::START, TICK, &pair(5000));
    assert_ne!(one, KEYED.choose(Instant::START, TICK, &pair(5001)));
    let other_secret = Isn::Keyed { key: (1, 3) };
    assert_ne!(one, other_secret.choose(Instant::START, TICK, &pair(5000)));
}
