use super::Errno;

#[test]
fn numbers_rise_in_the_order_of_declaration() {
    assert!(Errno::ALL.is_sorted_by_key(|errno| errno.number()));
}

#[test]
fn a_reset_is_104_as_on_linux() {
    assert_eq!(Errno::ECONNRESET.number(), 104);
    assert_eq!(Errno::ECONNRESET.to_string(), "ECONNRESET");
}
