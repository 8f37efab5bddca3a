use super::{Timer, Timers};
use crate::time::Instant;

#[test]
fn of_timers_due_at_once_the_first_of_the_list_fires() {
    let at = Instant::from_nanos(200);
    let mut timers = Timers::default();
    for timer in Timer::ALL {
        timers.set(timer, Instant::START, at);
    }
    for timer in Timer::ALL {
        assert_eq!(timers.next(), Some((at, timer)));
        assert!(timers.stop(timer));
    }
    assert_eq!(timers.next(), None);
}

#[test]
fn an_earlier_timer_fires_before_the_first_of_the_list() {
    let mut timers = Timers::default();
    timers.set(Timer::Reordering, Instant::START, Instant::from_nanos(2));
    timers.set(Timer::FinWait2, Instant::START, Instant::from_nanos(1));
    assert_eq!(
        timers.next(),
        Some((Instant::from_nanos(1), Timer::FinWait2))
    );
}

#[test]
fn every_timer_is_called_the_same_in_json_and_in_the_catalogues() {
    for timer in Timer::ALL {
        let json = serde_json::to_string(&timer).unwrap();
        assert_eq!(json, format!("{:?}", timer.name()));
    }
}
