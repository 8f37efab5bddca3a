use super::{Acked, RetransmissionQueue, Sent};
use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

fn at(ms: u64) -> Instant {
    Instant::START + Duration::from_millis(ms)
}

fn queue() -> RetransmissionQueue {
    let mut queue = RetransmissionQueue::default();
    for (seq, len, ms) in [(100, 1, 0), (101, 10, 5), (111, 10, 6)] {
        queue.push(Sent {
            seq: SeqNum::new(seq),
            len,
            push: false,
            first_at: at(ms),
            repeats: 0,
        });
    }
    queue
}

#[test]
fn the_newest_covered_segment_gives_the_sample() {
    let acked = queue().acknowledge(SeqNum::new(111), at(20));
    assert_eq!(acked, Acked::Sample(Duration::from_millis(15)));
}

#[test]
fn a_repeated_segment_gives_none() {
    let mut queue = queue();
    queue.repeat_front();
    assert_eq!(
        queue.acknowledge(SeqNum::new(121), at(20)),
        Acked::Ambiguous
    );
    assert!(queue.is_empty());
}

#[test]
fn half_a_segment_is_trimmed_and_gives_none() {
    let mut queue = queue();
    queue.acknowledge(SeqNum::new(101), at(20));
    assert_eq!(queue.acknowledge(SeqNum::new(105), at(20)), Acked::Nothing);
    let front = queue.front().copied();
    assert_eq!(front.map(|s| (s.seq, s.len)), Some((SeqNum::new(105), 6)));
}
