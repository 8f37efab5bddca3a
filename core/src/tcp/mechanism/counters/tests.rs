use super::{Counters, Work};
use crate::time::{Duration, Instant};

fn at(millis: u64) -> Instant {
    Instant::START + Duration::from_millis(millis)
}

#[test]
fn time_is_spent_in_one_kind_of_work_at_a_time_and_all_of_it_is_busy() {
    let mut counters = Counters::new(at(0));
    counters.turn(Work::Busy, at(10));
    counters.turn(Work::WindowLimited, at(30));
    counters.turn(Work::WindowLimited, at(40));
    counters.turn(Work::None, at(60));
    counters.turn(Work::BufferLimited, at(100));
    let spent = |work| counters.spent_in(work, at(105));
    assert_eq!(spent(Work::WindowLimited), Duration::from_millis(30));
    assert_eq!(spent(Work::BufferLimited), Duration::from_millis(5));
    assert_eq!(spent(Work::Busy), Duration::from_millis(20 + 30 + 5));
    assert_eq!(spent(Work::None), Duration::ZERO);
}
