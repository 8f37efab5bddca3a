use super::syn_repetitions;

#[test]
fn the_syn_stops_at_the_count_or_at_the_time_whichever_comes_first() {
    // Linux 6: 0, 1, 2, 3, 4, 5, 7, 11, 19, 35, 67 s, and the end at 131 s.
    assert_eq!(syn_repetitions(6, 4, 120), 10);
    // Measured: one retry ends after 3 s, with four linear steps as well.
    assert_eq!(syn_repetitions(1, 4, 120), 2);
    assert_eq!(syn_repetitions(1, 0, 120), 1);
    assert_eq!(syn_repetitions(6, 0, 120), 6);
    assert_eq!(syn_repetitions(127, 4, 120), 131);
}
