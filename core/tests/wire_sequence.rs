//! Laws of sequence numbers (RFC 9293, 3.4) that hold all round the circle.

use proptest::prelude::*;
use tcp_lab_core::wire::SeqNum;

fn seq_num() -> impl Strategy<Value = SeqNum> {
    any::<u32>().prop_map(SeqNum::new)
}

/// Distances, the interesting ones often.
fn distance() -> impl Strategy<Value = u32> {
    prop_oneof![
        any::<u32>(),
        0..3_u32,
        0x7fff_fffe..=0x8000_0002_u32,
        0xffff_fffe_u32..
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4096,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn but_for_opposite_numbers_exactly_one_of_less_same_more_holds(
        a in seq_num(),
        ahead in distance(),
    ) {
        let b = a + ahead;
        let held = [a.lt(b), a == b, a.gt(b)].into_iter().filter(|holds| *holds).count();
        prop_assert_eq!(held, usize::from(ahead != 1 << 31));
        prop_assert_eq!(a.lt(b), ahead != 0 && ahead < 1 << 31);
    }

    #[test]
    fn the_order_is_antisymmetric_and_its_four_forms_agree(a in seq_num(), ahead in distance()) {
        let b = a + ahead;
        prop_assert!(!(a.lt(b) && b.lt(a)));
        prop_assert_eq!(a.lt(b), b.gt(a));
        prop_assert_eq!(a.le(b), b.ge(a));
        prop_assert_eq!(a.le(b), a.lt(b) || a == b);
        prop_assert_eq!(a.le(b) && b.le(a), a == b);
    }

    #[test]
    fn adding_and_taking_away_are_inverse(a in seq_num(), n in distance(), m in distance()) {
        prop_assert_eq!(a + n - n, a);
        prop_assert_eq!(a - n + n, a);
        prop_assert_eq!((a + n).since(a), n);
        prop_assert_eq!(a + n + m, a + n.wrapping_add(m));
    }

    #[test]
    fn moving_two_numbers_together_changes_nothing_between_them(
        a in seq_num(),
        ahead in distance(),
        by in distance(),
    ) {
        let b = a + ahead;
        prop_assert_eq!(a.lt(b), (a + by).lt(b + by));
        prop_assert_eq!(b.in_window(a, 1000), (b + by).in_window(a + by, 1000));
    }

    #[test]
    fn a_window_holds_exactly_the_numbers_from_its_start_on(
        start in seq_num(),
        size in distance(),
        ahead in distance(),
    ) {
        let number = start + ahead;
        prop_assert_eq!(number.in_window(start, size), ahead < size);
        prop_assert!(!number.in_window(start, 0));
    }

    #[test]
    fn for_a_window_tcp_can_have_membership_is_two_comparisons(
        start in seq_num(),
        size in 0..=1_u32 << 30,
        ahead in distance(),
    ) {
        // RFC 7323, 2.2, keeps windows below 2^30, so that they stay within half the circle.
        let number = start + ahead;
        let by_order = start.le(number) && number.lt(start + size);
        prop_assert_eq!(number.in_window(start, size), by_order);
    }

    #[test]
    fn the_later_and_the_earlier_are_found_in_either_order(
        a in seq_num(),
        ahead in 0..1_u32 << 31,
    ) {
        let b = a + ahead;
        prop_assert_eq!((a.max(b), b.max(a)), (b, b));
        prop_assert_eq!((a.min(b), b.min(a)), (a, a));
    }
}
