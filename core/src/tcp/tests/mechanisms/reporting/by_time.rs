//! By time: RACK and its reordering timer, the tail loss probe, and what turns out to have been needless.

use super::{NONE, ack, linux, sent, window};
use crate::tcp::Timer;
use crate::tcp::mechanism::recovery::Phase;
use crate::tcp::tests::kit::millis;
use crate::time::Duration;

#[test]
fn a_report_of_one_segment_sent_later_is_given_a_quarter_of_a_round_trip() {
    // 8985-1, 8985-2, 8985-6, 8985-8, 8985-9
    let mut peer = linux();
    peer.send(10_000);
    peer.wait(millis(10));
    assert_eq!(sent(&ack(&mut peer, 0, &[(9, 10)])), NONE);
    assert!(peer.due(Timer::Reordering) >= Duration::from_micros(2500));
    assert_eq!(sent(&peer.fire(Timer::Reordering)), [0]);
    assert_eq!(peer.tcb().scoreboard.lost().segments, 9);
    assert_eq!(peer.tcb().recovery.phase, Phase::Recovery);
}

#[test]
fn new_data_of_the_same_instant_went_before_what_goes_again() {
    // 8985-2: by the sequence numbers the repetition would seem older, and would go once more.
    let mut peer = linux();
    peer.send(20_000);
    peer.wait(millis(10));
    assert_eq!(sent(&ack(&mut peer, 0, &[(1, 2)])), [10]);
    assert_eq!(sent(&ack(&mut peer, 0, &[(1, 3)])), [11]);
    assert_eq!(sent(&ack(&mut peer, 0, &[(1, 4)])), [0]);
    peer.wait(millis(10));
    let after = ack(&mut peer, 0, &[(1, 12)]);
    assert!(!sent(&after).contains(&0), "its copy is on its way");
}

#[test]
fn what_arrives_late_though_sent_once_shows_reordering() {
    // 8985-5
    let mut peer = linux();
    peer.send(10_000);
    peer.wait(millis(10));
    ack(&mut peer, 0, &[(9, 10)]);
    ack(&mut peer, 0, &[(9, 10), (3, 4)]);
    assert_eq!(peer.tcb().recovery.reordering, 7);
    assert_eq!(peer.tcb().recovery.rack.reorderings, 1);
}

#[test]
fn a_timeout_takes_only_what_had_its_time_to_be_lost() {
    // 8985-10
    let mut peer = linux();
    peer.send(3000);
    peer.wait(millis(10));
    ack(&mut peer, 0, &[(2, 3)]);
    peer.wait(millis(195));
    peer.send(1000);
    peer.expire(Timer::Retransmission);
    let board = &peer.tcb().scoreboard;
    assert_eq!((board.lost().segments, board.all().segments), (2, 4));
}

#[test]
fn after_two_round_trips_without_an_ack_a_probe_goes() {
    // 8985-11, 8985-13, 8985-14, 8985-15
    let mut peer = linux();
    peer.send(5000);
    let due = peer.due(Timer::LossProbe);
    assert_eq!(due, millis(22), "2*SRTT, and what the timer is coarse");
    assert_eq!(sent(&peer.fire(Timer::LossProbe)), [4], "the last one");
    assert!(!peer.runs(Timer::LossProbe), "one at a time");
    assert_eq!(peer.due(Timer::Retransmission), peer.tcb().rto.current);
}

#[test]
fn a_probe_prefers_new_data_and_does_not_ask_the_window() {
    // 8985-14
    let mut peer = linux();
    peer.send(20_000);
    assert_eq!(sent(&peer.fire(Timer::LossProbe)), [10]);
}

#[test]
fn a_probe_takes_what_nagle_holds() {
    // 8985-14
    let mut peer = linux();
    peer.send(10);
    assert_eq!(sent(&peer.send(10)), NONE, "a small one is in flight");
    let after = peer.fire(Timer::LossProbe);
    let probe = after.sent().next().expect("a probe");
    assert_eq!(probe.seq, peer.tcb().snd.una + 10);
}

#[test]
fn a_single_segment_may_be_acknowledged_late() {
    // 8985-11
    let mut peer = linux();
    peer.send(1000);
    let rto = peer.due(Timer::Retransmission);
    assert_eq!(peer.due(Timer::LossProbe), millis(220).min(rto));
}

#[test]
fn no_probe_while_something_is_reported() {
    // 8985-12
    let mut peer = linux();
    peer.send(5000);
    peer.wait(millis(10));
    ack(&mut peer, 1, &[(3, 4)]);
    assert!(!peer.runs(Timer::LossProbe));
}

#[test]
fn a_tail_that_the_probe_repaired_was_lost() {
    // 8985-16
    let mut peer = linux();
    peer.send(5000);
    peer.fire(Timer::LossProbe);
    peer.send(1000);
    peer.wait(millis(10));
    ack(&mut peer, 6, &[]);
    assert_eq!(window(&peer), (7, 7));
}

#[test]
fn a_probe_that_arrived_beside_the_original_tells_of_no_loss() {
    // 8985-16, 2883-1
    let mut peer = linux();
    peer.send(5000);
    peer.fire(Timer::LossProbe);
    peer.wait(millis(10));
    ack(&mut peer, 5, &[(4, 5)]);
    assert_eq!(window(&peer).1, u32::MAX);
    assert_eq!(peer.tcb().recovery.probe.end, None);
}

#[test]
fn duplicates_reported_for_all_that_went_again_undo_the_reduction() {
    // 9438-12
    let mut peer = linux();
    peer.send(10_000);
    peer.wait(millis(10));
    ack(&mut peer, 0, &[(1, 4)]);
    assert_eq!(peer.tcb().recovery.phase, Phase::Recovery);
    peer.wait(millis(10));
    ack(&mut peer, 10, &[]);
    ack(&mut peer, 10, &[(0, 1)]);
    assert_eq!(window(&peer).0, 10);
    assert_eq!(window(&peer).1, u32::MAX);
}

#[test]
fn a_timeout_after_which_the_originals_arrive_was_spurious() {
    // RFC 5682 3.1
    let mut peer = linux();
    peer.send(10_000);
    peer.expire(Timer::LossProbe);
    peer.fire(Timer::Retransmission);
    assert_eq!(window(&peer).1, 7);
    peer.wait(millis(1));
    ack(&mut peer, 2, &[]);
    assert_eq!(peer.tcb().recovery.phase, Phase::Open);
    assert_eq!(window(&peer).1, u32::MAX);
}
