use super::{PERSISTENCE, Rack};
use crate::tcp::mechanism::scoreboard::Sent;
use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

fn at(millis: u64) -> Instant {
    Instant::START + ms(millis)
}

fn number(raw: u32) -> SeqNum {
    SeqNum::new(raw)
}

/// One is sent in each millisecond.
fn sent(seq: u32, millis: u64, repeats: u32) -> Sent {
    Sent {
        serial: millis,
        repeats,
        ..Sent::new(number(seq), 10, false, at(millis))
    }
}

fn measured() -> Rack {
    let mut rack = Rack::default();
    rack.sample(ms(100), at(100));
    rack
}

#[test]
fn the_segment_sent_last_is_remembered() {
    // 8985-3
    let mut rack = measured();
    rack.delivered(&sent(20, 7, 0), at(110));
    rack.delivered(&sent(0, 5, 0), at(110));
    assert_eq!(rack.newest, sent(20, 7, 0).shot());
    let next = Sent {
        serial: 8,
        ..sent(0, 7, 1)
    };
    rack.delivered(&next, at(110));
    assert_eq!(
        rack.newest.end,
        number(10),
        "at the same time, but after it"
    );
}

#[test]
fn a_repetition_answered_too_soon_says_nothing() {
    // 8985-3
    let mut rack = measured();
    rack.delivered(&sent(0, 50, 1), at(149));
    assert!(!rack.advanced);
    rack.delivered(&sent(0, 50, 1), at(150));
    assert!(rack.advanced);
}

#[test]
fn the_least_round_trip_grows_old() {
    // 8985-4
    let mut rack = measured();
    rack.sample(ms(120), at(1000));
    assert_eq!(rack.min_rtt(), Some(ms(100)));
    rack.sample(ms(90), at(2000));
    assert_eq!(rack.min_rtt(), Some(ms(90)));
    rack.sample(ms(120), at(302_001));
    assert_eq!(rack.min_rtt(), Some(ms(120)));
}

#[test]
fn the_window_is_a_quarter_of_the_least_round_trip_or_nothing() {
    // 8985-6
    let mut rack = measured();
    let srtt = Some(ms(110));
    assert_eq!(rack.window(srtt, false), ms(25));
    assert_eq!(rack.window(srtt, true), Duration::ZERO);
    rack.reorderings = 1;
    assert_eq!(rack.window(srtt, true), ms(25));
}

#[test]
fn reported_duplicates_widen_the_window_once_for_a_round_trip_and_no_further_than_srtt() {
    // 8985-7
    let mut rack = measured();
    let srtt = Some(ms(110));
    rack.duplicate_reported(number(0), number(100));
    rack.duplicate_reported(number(50), number(150));
    assert_eq!(rack.window(srtt, false), ms(50));
    for round in 1..9 {
        rack.duplicate_reported(number(100 * round), number(100 * round + 100));
    }
    assert_eq!(rack.window(srtt, false), ms(110));
    for _ in 0..PERSISTENCE - 1 {
        rack.recovered();
    }
    assert_eq!(rack.window(srtt, false), ms(110), "for sixteen recoveries");
    rack.recovered();
    assert_eq!(rack.window(srtt, false), ms(25));
}
