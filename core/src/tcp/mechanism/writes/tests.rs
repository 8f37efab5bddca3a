use super::Writes;
use crate::wire::SeqNum;

const fn number(raw: u32) -> SeqNum {
    SeqNum::new(raw)
}

#[test]
fn a_segment_pushes_when_a_write_ends_in_it() {
    let mut writes = Writes::new(number(100));
    writes.written(number(111), 1000, (false, false));
    writes.written(number(121), 1000, (true, false));
    writes.written(number(131), 1000, (false, false));
    let sent = [105, 111, 121, 131].map(|end| writes.sent(number(end), true));
    assert_eq!(sent, [false, true, false, true]);
}

#[test]
fn more_than_half_the_largest_window_pushes_even_if_more_follows() {
    let mut writes = Writes::new(number(100));
    writes.written(number(601), 1000, (true, false));
    assert!(!writes.sent(number(601), true), "just half");
    writes.written(number(602), 1000, (true, false));
    assert!(writes.sent(number(602), true));
    writes.written(number(1102), 1000, (true, false));
    assert!(
        !writes.sent(number(1102), true),
        "counted from the last push"
    );
}

#[test]
fn a_small_segment_counts_until_it_is_acknowledged() {
    let mut writes = Writes::new(number(100));
    writes.sent(number(200), true);
    assert!(!writes.small_in_flight(number(101)));
    writes.sent(number(210), false);
    assert!(writes.small_in_flight(number(200)));
    writes.acknowledged(number(210));
    assert!(!writes.small_in_flight(number(210)));
    assert!(
        !writes.small_in_flight(number(210) - (1 << 31) + 1),
        "nor ever after"
    );
}

#[test]
fn the_end_of_a_record_limits_what_is_sent() {
    let mut writes = Writes::new(number(100));
    writes.written(number(111), 1000, (false, true));
    writes.written(number(131), 1000, (false, false));
    assert_eq!(writes.record_at(number(101)), Some(10));
    writes.sent(number(111), false);
    assert_eq!(writes.record_at(number(111)), None);
}
