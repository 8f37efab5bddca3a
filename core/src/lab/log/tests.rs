use super::*;

fn counted(count: usize) -> Log<usize> {
    let mut log = Log::default();
    (0..count).for_each(|row| log.push(row));
    log
}

#[test]
fn rows_come_back_in_order_across_chunks() {
    let log = counted(3 * CHUNK + 7);
    assert_eq!(log.len(), 3 * CHUNK + 7);
    assert!(log.range(0, usize::MAX).copied().eq(0..3 * CHUNK + 7));
    assert_eq!(log.get(3 * CHUNK + 6), Some(&(3 * CHUNK + 6)));
    assert_eq!(log.get(3 * CHUNK + 7), None);
}

#[test]
fn a_cut_log_equals_one_that_never_grew() {
    for len in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 3] {
        let mut cut = counted(2 * CHUNK + 3);
        cut.truncate(len);
        assert_eq!(cut, counted(len), "{len}");
    }
}

#[test]
fn a_copy_is_not_touched_by_changes_to_the_other() {
    let original = counted(CHUNK + 2);
    let mut copy = original.clone();
    copy.change(3, |row| *row = 99);
    copy.change(CHUNK + 1, |row| *row = 98);
    copy.change(5 * CHUNK, |_| unreachable!("there is no such row"));
    assert_eq!((original.get(3), copy.get(3)), (Some(&3), Some(&99)));
    assert_eq!(copy.get(CHUNK + 1), Some(&98));
    assert_eq!(original, counted(CHUNK + 2));
}

#[test]
fn the_partition_point_is_found_by_halving() {
    let log = counted(2 * CHUNK);
    for point in [0, 1, CHUNK, 2 * CHUNK] {
        assert_eq!(log.partition_point(|row| *row < point), point);
    }
}

#[test]
fn a_range_beyond_the_end_is_cut_short() {
    assert_eq!(counted(5).range(3, 100).count(), 2);
    assert_eq!(counted(5).range(7, 3).count(), 0);
}
