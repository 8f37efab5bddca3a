use super::{Delivery, Sample, Scoreboard, Sent, Tally};
use crate::tcp::mechanism::recovery::Rack;
use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

fn at(ms: u64) -> Instant {
    Instant::START + Duration::from_millis(ms)
}

fn number(raw: u32) -> SeqNum {
    SeqNum::new(raw)
}

/// A SYN and segments of ten, sent at 0, 5 and 6 ms.
fn scoreboard() -> Scoreboard {
    let mut scoreboard = Scoreboard::default();
    for (seq, len, ms) in [(100, 1, 0), (101, 10, 5), (111, 10, 6)] {
        scoreboard.push(Sent::new(number(seq), len, false, at(ms)));
    }
    scoreboard
}

/// So many segments of ten from number 0 on.
fn flight(segments: u32) -> Scoreboard {
    let mut scoreboard = Scoreboard::default();
    for at in 0..segments {
        let sent = Sent::new(number(at * 10), 10, false, Instant::START);
        scoreboard.push(sent);
    }
    scoreboard
}

fn acknowledge(scoreboard: &mut Scoreboard, una: u32) -> Delivery {
    let mut delivery = Delivery::new(at(20), number(0), number(0), number(0), Rack::default());
    scoreboard.acknowledge(number(una), &mut delivery);
    delivery
}

const fn tally(segments: u32, octets: u32) -> Tally {
    Tally { segments, octets }
}

#[test]
fn the_newest_covered_segment_gives_the_sample() {
    let delivery = acknowledge(&mut scoreboard(), 111);
    assert_eq!(delivery.sample, Sample::Is(Duration::from_millis(15)));
    assert_eq!(delivery.new, tally(2, 11));
}

#[test]
fn a_repeated_segment_gives_none() {
    let mut scoreboard = scoreboard();
    scoreboard.resend(number(100), at(7));
    let delivery = acknowledge(&mut scoreboard, 121);
    assert_eq!(delivery.sample, Sample::Ambiguous);
    assert!(scoreboard.is_empty());
    assert_eq!(scoreboard.pipe(), Tally::default());
}

#[test]
fn half_a_segment_is_trimmed_and_gives_none() {
    let mut scoreboard = scoreboard();
    acknowledge(&mut scoreboard, 101);
    let delivery = acknowledge(&mut scoreboard, 105);
    assert_eq!(delivery.sample, Sample::Nothing);
    assert_eq!(delivery.new, tally(0, 4));
    let front = scoreboard.front().copied();
    assert_eq!(front.map(|s| (s.seq, s.len)), Some((number(105), 6)));
    assert_eq!(scoreboard.all(), tally(2, 16));
}

#[test]
fn what_is_lost_leaves_the_pipe_and_comes_back_when_it_is_sent_again() {
    let mut scoreboard = flight(5);
    scoreboard.lose_front();
    assert_eq!(scoreboard.pipe(), tally(4, 40));
    let waiting = scoreboard.next_waiting().map(|sent| sent.seq);
    assert_eq!(waiting, Some(number(0)));
    scoreboard.resend(number(0), at(1));
    assert_eq!(scoreboard.pipe(), tally(5, 50));
    assert_eq!(scoreboard.next_waiting(), None);
    scoreboard.lose_front();
    assert_eq!(scoreboard.pipe(), tally(4, 40), "its copy is lost too");
}

#[test]
fn after_a_timeout_all_of_it_waits_in_order() {
    let mut scoreboard = flight(3);
    scoreboard.lose_all();
    assert_eq!(scoreboard.pipe(), Tally::default());
    let mut order = Vec::new();
    while let Some(sent) = scoreboard.next_waiting() {
        scoreboard.resend(sent.seq, at(1));
        order.push(sent.seq.raw());
    }
    assert_eq!(order, [0, 10, 20]);
}

#[test]
fn the_next_loss_is_found_without_looking_at_what_was_seen() {
    let mut scoreboard = flight(10_000);
    scoreboard.lose_before(number(100_000));
    let before = scoreboard.touched();
    while let Some(sent) = scoreboard.next_waiting() {
        scoreboard.resend(sent.seq, at(1));
    }
    assert!(scoreboard.touched() - before <= 20_000);
}
