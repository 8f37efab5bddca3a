use super::{Bound, Prr, Step};

/// In segments: a window of twenty falls to ten.
fn step(delivered: u32, pipe: u32, safe: bool) -> Step {
    Step {
        delivered,
        pipe,
        ssthresh: 10,
        smss: 1,
        safe,
    }
}

#[test]
fn above_the_threshold_one_goes_for_two_that_arrive() {
    // 6937-1, 6937-2, 6937-4, 9937-1
    let mut prr = Prr::begin(20);
    let mut sent = Vec::new();
    for arrived in 1..=6 {
        let count = prr.step(&step(1, 20 - arrived, false), Bound::Safe);
        prr.sent(count.unwrap_or(0));
        sent.push(count);
    }
    let expected = [1, 0, 1, 0, 1, 0].map(Some);
    assert_eq!(sent, expected);
}

#[test]
fn what_arrives_at_once_is_spread_all_the_same() {
    let mut prr = Prr::begin(20);
    assert_eq!(
        prr.step(&step(7, 13, false), Bound::Safe),
        Some(4),
        "ceil(7 * 10 / 20)"
    );
}

#[test]
fn nothing_delivered_changes_nothing() {
    // 9937-3
    let mut prr = Prr::begin(20);
    let before = prr;
    assert_eq!(prr.step(&step(0, 15, true), Bound::Safe), None);
    assert_eq!(prr, before);
}

#[test]
fn the_first_retransmission_goes_in_any_case() {
    // 9937-4: in flight is what ssthresh allows already.
    let mut prr = Prr::begin(20);
    assert_eq!(prr.step(&step(1, 10, false), Bound::Conservative), Some(1));
    prr.sent(1);
    prr.sent(1);
    assert_eq!(prr.step(&step(1, 10, false), Bound::Conservative), Some(0));
}

#[test]
fn below_the_threshold_the_bound_decides() {
    // 6937-3, 9937-2: five have arrived, five were sent, one more arrives.
    let after = |bound, safe| {
        let mut prr = Prr::begin(20);
        prr.step(&step(5, 6, false), bound);
        prr.sent(5);
        prr.step(&step(1, 6, safe), bound)
    };
    assert_eq!(after(Bound::Conservative, true), Some(1));
    assert_eq!(after(Bound::SlowStart, false), Some(2));
    assert_eq!(after(Bound::Safe, false), Some(1));
    assert_eq!(after(Bound::Safe, true), Some(2));
}

#[test]
fn no_more_goes_than_the_threshold_leaves_room_for() {
    let mut prr = Prr::begin(20);
    assert_eq!(prr.step(&step(8, 9, true), Bound::SlowStart), Some(1));
}
