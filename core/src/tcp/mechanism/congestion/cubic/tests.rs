use super::{Cubic, cube_root};
use crate::tcp::mechanism::congestion::{Controller, NO_THRESHOLD, Window};
use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

const fn window(cwnd: u32, ssthresh: u32) -> Window {
    Window {
        cwnd,
        ssthresh,
        smss: 1,
    }
}

/// Round trips of 100 ms, all of the window acknowledged segment by segment in each.
fn rounds(cubic: &mut Cubic, window: &mut Window, count: u64) -> Vec<u32> {
    let mut seen = Vec::new();
    for round in 0..count {
        let cwnd = window.cwnd;
        for at in 0..cwnd {
            let offset = round * 100_000 + u64::from(at) * 100_000 / u64::from(cwnd);
            let now = Instant::START + Duration::from_secs(10) + Duration::from_micros(offset);
            cubic.avoid(window, 1, now);
        }
        seen.push(window.cwnd);
    }
    seen
}

#[test]
fn the_cube_root_is_exact() {
    for n in [0, 1, 7, 8, 26, 27, 1_000_000, 999_999_999_999] {
        let root = cube_root(n);
        assert!(root.pow(3) <= n && (root + 1).pow(3) > n, "{n}: {root}");
    }
    assert_eq!(cube_root(u64::MAX), 2_097_151, "as far as windows go");
}

#[test]
fn a_loss_takes_three_tenths_but_leaves_two_segments() {
    // 9438-7
    let mut cubic = Cubic::new(false);
    assert_eq!(cubic.threshold(&window(100, NO_THRESHOLD), 100), 70);
    assert_eq!(cubic.threshold(&window(2, NO_THRESHOLD), 2), 2);
}

#[test]
fn a_second_loss_below_the_first_leaves_room_for_others() {
    // 9438-10
    let mut cubic = Cubic::new(false);
    cubic.threshold(&window(100, NO_THRESHOLD), 100);
    assert_eq!(cubic.last_max, 100);
    cubic.threshold(&window(80, 70), 80);
    assert_eq!(cubic.last_max, 68, "80 * 1.7 / 2");
}

#[test]
fn the_window_comes_back_to_where_the_loss_was_after_k_and_is_flat_there() {
    // 9438-1, 9438-6: K = cbrt(300 / (410/1024)) = 9.082 s for a loss at 1000.
    let mut cubic = Cubic::new(false);
    let mut w = window(700, 700);
    cubic.threshold(&window(1000, NO_THRESHOLD), 1000);
    let seen = rounds(&mut cubic, &mut w, 120);
    let epoch = cubic.epoch.expect("an epoch");
    assert_eq!(epoch.k, 9300, "in 1/1024 s");
    let (early, near, late) = (seen[9] - 700, seen[89] - seen[79], seen[119] - seen[109]);
    assert!(
        (75..=100).contains(&early),
        "concave: {early} in the first second"
    );
    assert!(near <= 3, "flat: {near} before K");
    assert!((980..=1003).contains(&seen[90]), "{} at K", seen[90]);
    assert!(late > near, "convex: {late}");
}

#[test]
fn where_reno_would_be_faster_it_is_followed() {
    // 9438-4, 9438-5: with small windows; about 0.53 segments for a round trip.
    let mut cubic = Cubic::new(false);
    let mut w = window(7, 7);
    cubic.threshold(&window(10, NO_THRESHOLD), 10);
    let seen = rounds(&mut cubic, &mut w, 20);
    let grown = seen[19] - 7;
    assert!((8..=12).contains(&grown), "{grown} in twenty round trips");
}

#[test]
fn time_without_anything_to_send_does_not_count() {
    // 9438-3
    let mut cubic = Cubic::new(false);
    let mut w = window(700, 700);
    cubic.threshold(&window(1000, NO_THRESHOLD), 1000);
    rounds(&mut cubic, &mut w, 1);
    let before = cubic.epoch.expect("an epoch").began;
    cubic.idle(Duration::from_secs(5));
    let after = cubic.epoch.expect("an epoch").began;
    assert_eq!(after.since(before), Duration::from_secs(5));
}

#[test]
fn after_a_timeout_the_next_stage_begins_flat() {
    // 9438-11
    let mut cubic = Cubic::new(false);
    cubic.threshold(&window(1000, NO_THRESHOLD), 1000);
    cubic.timed_out(SeqNum::new(0), Instant::START);
    let mut w = window(500, 500);
    rounds(&mut cubic, &mut w, 1);
    let epoch = cubic.epoch.expect("an epoch");
    assert_eq!((epoch.k, epoch.origin), (0, 500));
}

#[test]
fn slow_start_ends_when_round_trips_grow() {
    // 9438-13
    let mut cubic = Cubic::new(true);
    let mut w = window(20, NO_THRESHOLD);
    let mut now = Instant::START;
    let mut feed = |w: &mut Window, rtt: u64| {
        now += Duration::from_millis(10);
        let edges = (SeqNum::new(0), SeqNum::new(100));
        cubic.measured(w, Duration::from_millis(rtt), edges, now);
    };
    for _ in 0..9 {
        feed(&mut w, 100);
    }
    assert_eq!(w.ssthresh, NO_THRESHOLD);
    let mut cubic = Cubic::new(true);
    cubic.measured(
        &mut w,
        Duration::from_millis(100),
        (SeqNum::new(0), SeqNum::new(0)),
        now,
    );
    for _ in 0..9 {
        now += Duration::from_millis(10);
        let edges = (SeqNum::new(1), SeqNum::new(100));
        cubic.measured(&mut w, Duration::from_millis(113), edges, now);
    }
    assert_eq!(w.ssthresh, 20);
}

#[test]
fn the_window_grows_by_half_of_itself_in_a_round_trip_at_most() {
    // 9438-2: however far above the curve is.
    let mut cubic = Cubic::new(false);
    let mut w = window(10, 10);
    cubic.threshold(&window(14, NO_THRESHOLD), 14);
    rounds(&mut cubic, &mut w, 1);
    let long_ago = cubic.epoch.as_mut().expect("an epoch");
    long_ago.began = Instant::START;
    let before = w.cwnd;
    let seen = rounds(&mut cubic, &mut w, 1);
    assert!(seen[0] <= before + before / 2, "{before} to {}", seen[0]);
}
