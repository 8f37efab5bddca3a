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

#[test]
fn every_error_has_a_message_on_every_system() {
    for errno in Errno::ALL {
        for by in [ErrorTable::Linux, ErrorTable::FreeBsd, ErrorTable::Winsock] {
            assert!(!errno.message(by).is_empty(), "{errno}");
        }
    }
}

#[test]
fn an_error_in_full_is_what_a_programmer_searches_for() {
    let told = |errno: Errno, by| errno.in_full(by);
    assert_eq!(
        told(Errno::EPIPE, ErrorTable::Linux),
        "EPIPE (32: Broken pipe)"
    );
    assert_eq!(
        told(Errno::ECONNRESET, ErrorTable::Linux),
        "ECONNRESET (104: Connection reset by peer)"
    );
    let aborted = "WSAECONNABORTED (10053: An established connection was aborted by the software in your host machine)";
    assert_eq!(told(Errno::EPIPE, ErrorTable::Winsock), aborted);
}
