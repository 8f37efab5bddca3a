use super::{Range, Ranges};
use crate::wire::SeqNum;

fn range(start: u32, end: u32) -> Range {
    let (start, end) = (SeqNum::new(start), SeqNum::new(end));
    Range { start, end }
}

fn ranges(of: &[(u32, u32)]) -> Ranges {
    let mut ranges = Ranges::default();
    for (start, end) in of {
        ranges.insert(range(*start, *end));
    }
    ranges
}

fn list(ranges: &Ranges) -> Vec<(u32, u32)> {
    let mut list: Vec<_> = ranges
        .from_the_top()
        .map(|range| (range.start.raw(), range.end.raw()))
        .collect();
    list.reverse();
    list
}

#[test]
fn neighbours_are_joined_on_either_side() {
    assert_eq!(list(&ranges(&[(10, 20), (30, 40)])), [(10, 20), (30, 40)]);
    assert_eq!(list(&ranges(&[(10, 20), (20, 40)])), [(10, 40)]);
    assert_eq!(list(&ranges(&[(20, 40), (10, 20)])), [(10, 40)]);
    assert_eq!(list(&ranges(&[(10, 20), (30, 40), (20, 30)])), [(10, 40)]);
}

#[test]
fn only_what_is_new_is_a_gap() {
    let held = ranges(&[(10, 20), (30, 40)]);
    assert_eq!(held.first_gap(range(12, 18)), None);
    assert_eq!(held.first_gap(range(10, 40)), Some(range(20, 30)));
    assert_eq!(held.first_gap(range(5, 40)), Some(range(5, 10)));
    assert_eq!(held.first_gap(range(35, 50)), Some(range(40, 50)));
}

#[test]
fn what_lies_behind_is_forgotten() {
    let mut held = ranges(&[(10, 20), (30, 40)]);
    held.forget_before(SeqNum::new(15));
    assert_eq!(list(&held), [(15, 20), (30, 40)]);
    held.forget_before(SeqNum::new(20));
    assert_eq!(list(&held), [(30, 40)]);
    assert_eq!(held.top(), Some(SeqNum::new(40)));
}

#[test]
fn ranges_lie_on_the_circle() {
    let held = ranges(&[(u32::MAX - 5, 5)]);
    assert_eq!(held.end_of(SeqNum::new(0)), Some(SeqNum::new(5)));
    assert_eq!(held.end_of(SeqNum::new(5)), None);
}
