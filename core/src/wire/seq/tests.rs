use super::SeqNum;

const fn seq(raw: u32) -> SeqNum {
    SeqNum::new(raw)
}

/// Which of `<`, `=<`, `>`, `>=` hold.
fn relations(a: u32, b: u32) -> [bool; 4] {
    let (a, b) = (seq(a), seq(b));
    [a.lt(b), a.le(b), a.gt(b), a.ge(b)]
}

const LESS: [bool; 4] = [true, true, false, false];
const SAME: [bool; 4] = [false, true, false, true];
const MORE: [bool; 4] = [false, false, true, true];
const NONE: [bool; 4] = [false, false, false, false];

#[test]
fn numbers_compare_by_the_shorter_way_round_the_circle() {
    for (why, a, b, expected) in [
        ("a number and itself", 7, 7, SAME),
        ("neighbours", 7, 8, LESS),
        ("neighbours across the wrap", u32::MAX, 0, LESS),
        (
            "just after the wrap against just before",
            3,
            u32::MAX - 3,
            MORE,
        ),
        ("one less than half the circle ahead", 0, 0x7fff_ffff, LESS),
        ("half the circle: not comparable", 0, 0x8000_0000, NONE),
        ("half the circle from the other side", 0x8000_0000, 0, NONE),
        (
            "one more than half the circle is behind",
            0,
            0x8000_0001,
            MORE,
        ),
    ] {
        assert_eq!(relations(a, b), expected, "{why}");
    }
}

#[test]
fn sums_and_differences_wrap() {
    assert_eq!(seq(u32::MAX) + 1, seq(0));
    assert_eq!(seq(0) - 1, seq(u32::MAX));
    assert_eq!(seq(2).since(seq(u32::MAX)), 3);
    let mut number = seq(u32::MAX - 1);
    number += 5;
    assert_eq!(number, seq(3));
}

#[test]
fn later_and_earlier_are_chosen_across_the_wrap() {
    let (before, after) = (seq(u32::MAX), seq(1));
    assert_eq!(before.max(after), after);
    assert_eq!(after.max(before), after);
    assert_eq!(before.min(after), before);
    assert_eq!(after.min(before), before);
    assert_eq!(seq(5).max(seq(5)), seq(5));
}

#[test]
fn a_window_holds_its_first_number_and_not_the_one_after_its_last() {
    let start = seq(u32::MAX - 1);
    for (why, number, size, expected) in [
        ("before the first", u32::MAX - 2, 4, false),
        ("the first", u32::MAX - 1, 4, true),
        ("past the wrap", 0, 4, true),
        ("the last", 1, 4, true),
        ("after the last", 2, 4, false),
        ("a zero window holds nothing", u32::MAX - 1, 0, false),
    ] {
        assert_eq!(seq(number).in_window(start, size), expected, "{why}");
    }
}

#[test]
fn numbers_print_and_serialize_as_bare_numbers() {
    assert_eq!(
        format!("{} {:?} {:>4}", seq(300), seq(300), seq(7)),
        "300 300    7"
    );
    assert_eq!(serde_json::to_string(&seq(300)).unwrap(), "300");
    assert_eq!(serde_json::from_str::<SeqNum>("300").unwrap(), seq(300));
    assert_eq!(u32::from(SeqNum::from(9)), 9);
}
