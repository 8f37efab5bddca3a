use super::{Congestion, Counting, InitialWindow, Usage, Window, initial_window};
use crate::rule::Rule;
use crate::tcp::config::Config;
use crate::time::Instant;
use crate::wire::SeqNum;

/// A window of octets, SMSS 1000.
fn octets(cwnd: u32, ssthresh: u32) -> Congestion {
    let mut congestion = Congestion::new(&Config {
        byte_counting: true,
        ..Config::default()
    });
    congestion.set_mss(1000);
    (congestion.window.cwnd, congestion.window.ssthresh) = (cwnd, ssthresh);
    congestion
}

/// A window of segments.
fn segments(cwnd: u32, ssthresh: u32) -> Congestion {
    let mut congestion = Congestion::new(&Config {
        counting: Counting::Segments,
        ..Config::default()
    });
    congestion.set_mss(1000);
    (congestion.window.cwnd, congestion.window.ssthresh) = (cwnd, ssthresh);
    congestion
}

#[test]
fn the_initial_window_is_two_to_four_segments_by_their_size() {
    for (smss, window) in [(2191, 4382), (2190, 6570), (1096, 3288), (1095, 4380)] {
        assert_eq!(initial_window(InitialWindow::Rfc5681, smss), window);
    }
}

#[test]
fn the_larger_initial_window_is_ten_segments_or_14600_octets() {
    for (smss, window) in [(536, 5360), (1460, 14_600), (3000, 14_600), (9000, 18_000)] {
        assert_eq!(initial_window(InitialWindow::Rfc6928, smss), window);
    }
    assert_eq!(initial_window(InitialWindow::Segments(10), 3000), 30_000);
}

#[test]
fn slow_start_adds_what_is_acknowledged_but_no_more_than_a_segment() {
    let mut congestion = octets(4000, u32::MAX);
    for (acked, cwnd) in [(1000, 5000), (2000, 6000), (1, 6001)] {
        assert_eq!(congestion.grow(acked, Instant::START), Rule::SlowStart);
        assert_eq!(congestion.window.cwnd, cwnd);
    }
}

#[test]
fn counted_in_segments_slow_start_adds_each_and_leaves_the_rest_to_avoidance() {
    let mut congestion = segments(10, 12);
    congestion.grow(4, Instant::START);
    assert_eq!(congestion.window.cwnd, 12);
    congestion.grow(10, Instant::START);
    assert_eq!(congestion.window.cwnd, 13, "2 and 10 fill the window of 12");
}

#[test]
fn avoidance_adds_one_segment_for_each_window_acknowledged() {
    let mut congestion = octets(4000, 4000);
    let grown: Vec<u32> = (0..9)
        .map(|_| {
            assert_eq!(
                congestion.grow(1000, Instant::START),
                Rule::CongestionAvoidance
            );
            congestion.window.cwnd
        })
        .collect();
    let expected = [4000, 4000, 4000, 5000, 5000, 5000, 5000, 5000, 6000];
    assert_eq!(grown, expected);
}

#[test]
fn or_it_adds_a_share_of_a_segment_for_each_ack() {
    // 5681-10, the formula
    let mut congestion = Congestion::new(&Config::default());
    congestion.set_mss(1000);
    (congestion.window.cwnd, congestion.window.ssthresh) = (4000, 4000);
    for cwnd in [4250, 4485, 4707] {
        congestion.grow(2000, Instant::START);
        assert_eq!(congestion.window.cwnd, cwnd);
    }
}

#[test]
fn the_threshold_is_half_of_what_is_in_flight_but_two_segments_at_least() {
    let mut congestion = octets(10_000, u32::MAX);
    assert_eq!(congestion.threshold(8000), 4000);
    assert_eq!(congestion.threshold(3000), 2000);
}

#[test]
fn a_sender_that_does_not_fill_its_window_does_not_enlarge_it() {
    let window = |cwnd, ssthresh| Window {
        cwnd,
        ssthresh,
        smss: 1,
    };
    let mut usage = Usage::default();
    usage.sent(SeqNum::new(0), SeqNum::new(5), 5, false);
    assert!(!usage.allows_growth(&window(10, 100)), "five of ten");
    usage.sent(SeqNum::new(0), SeqNum::new(6), 6, false);
    assert!(usage.allows_growth(&window(10, 100)), "six of ten");
    assert!(
        !usage.allows_growth(&window(10, 10)),
        "not beyond slow start"
    );
    usage.sent(SeqNum::new(0), SeqNum::new(10), 10, true);
    usage.sent(SeqNum::new(1), SeqNum::new(10), 9, false);
    assert!(usage.allows_growth(&window(10, 10)), "limited this round");
    usage.sent(SeqNum::new(10), SeqNum::new(11), 1, false);
    assert!(!usage.allows_growth(&window(10, 10)), "not in the next");
}
