use super::{Errno, ErrorTable};

#[test]
fn numbers_rise_in_the_order_of_declaration() {
    assert!(Errno::ALL.is_sorted_by_key(|errno| errno.number()));
}

#[test]
fn a_reset_is_104_as_on_linux() {
    assert_eq!(Errno::ECONNRESET.number(), 104);
    assert_eq!(Errno::ECONNRESET.to_string(), "ECONNRESET");
}

#[test]
fn every_system_has_its_own_numbers() {
    assert_eq!(
        Errno::ECONNRESET.told(ErrorTable::Linux),
        (104, "ECONNRESET")
    );
    assert_eq!(
        Errno::ECONNRESET.told(ErrorTable::FreeBsd),
        (54, "ECONNRESET")
    );
    assert_eq!(
        Errno::ECONNRESET.told(ErrorTable::Winsock),
        (10_054, "WSAECONNRESET")
    );
    assert_eq!(Errno::EADDRINUSE.told(ErrorTable::Winsock).0, 10_048);
    assert_eq!(Errno::ECONNREFUSED.told(ErrorTable::Winsock).0, 10_061);
}
