use super::{Delivery, Range, Sample, Scoreboard, Sent, Tally};
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

/// A window of so many segments of which every tenth is lost: each that arrives is reported, losses are looked for by
/// time and by counting, what is lost goes again and arrives. Returns the cells touched for each acknowledgment.
fn cost(window: u32) -> u64 {
    let mut board = flight(window);
    let rounds = 20_000 / window + 1;
    let (mut acknowledgments, mut nxt) = (0, window);
    for round in 0..rounds {
        let first = round * window;
        for segment in first..first + window {
            acknowledgments += 1;
            if segment % 10 == 0 {
                continue;
            }
            let mut delivery =
                Delivery::new(at(1), number(0), number(0), number(0), Rack::default());
            // The range it belongs to, and the two before it.
            for back in 0..3 {
                let start = (segment / 10).saturating_sub(back) * 10 + 1;
                let end = if back == 0 { segment + 1 } else { start + 9 };
                if start >= first {
                    let (start, end) = (number(start * 10), number(end * 10));
                    board.report(Range { start, end }, &mut delivery);
                }
            }
            board.lose_before(number((segment * 10).saturating_sub(30)));
            board.lose_sent_before(delivery.rack.newest, None);
            if let Some(sent) = board.next_waiting() {
                board.resend(sent.seq, at(2));
            }
        }
        let una = (first + window) * 10;
        acknowledge(&mut board, una);
        for _ in 0..window {
            board.push(Sent::new(
                number(nxt * 10),
                10,
                false,
                at(u64::from(round) + 1),
            ));
            nxt += 1;
        }
    }
    board.touched() * 10 / acknowledgments
}

#[test]
fn an_acknowledgment_costs_no_more_in_a_large_window() {
    // 64 KB and 16 MB of 1448 octets, in tenths of a cell.
    let (small, large) = (cost(45), cost(11_586));
    assert!(small <= 100 && large <= 100, "{small} and {large}");
    assert!(large <= small * 3 / 2, "{small} and {large}");
}

#[test]
fn a_single_hole_before_a_large_window_is_not_looked_beyond_again_and_again() {
    let segments = 10_000;
    let mut board = flight(segments);
    let mut rack = Rack::default();
    for segment in 1..segments {
        let mut delivery = Delivery::new(at(5), number(0), number(0), number(0), rack);
        let (start, end) = (number(10), number(segment * 10 + 10));
        board.report(Range { start, end }, &mut delivery);
        rack = delivery.rack;
        let waits = board.lose_sent_before(rack.newest, None);
        assert_eq!(waits, Some(Instant::START));
    }
    let touched = board.touched();
    assert!(touched <= 6 * u64::from(segments), "{touched}");
}
