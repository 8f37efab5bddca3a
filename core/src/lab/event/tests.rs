use super::*;

#[test]
fn a_row_of_the_log_takes_at_most_64_octets() {
    assert!(size_of::<Row>() <= 64, "{}", size_of::<Row>());
}

#[test]
fn no_two_kinds_share_a_name() {
    let mut names: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Kind::ALL.len());
}
