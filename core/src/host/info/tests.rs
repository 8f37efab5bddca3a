use crate::host::tests::kit::*;
use crate::host::*;
use crate::time::Duration;

fn field(two: &Two, host: usize, fd: i32, name: &str) -> u64 {
    let socket = two.socket(host, fd).id();
    let info = two.hosts[host].info(socket, two.now).expect("a socket");
    info.field(name).expect("a field")
}

#[test]
fn what_was_sent_and_what_arrived_is_counted() {
    let mut two = Two::connected();
    two.call(0, send_many(3, 3000));
    two.pass(Duration::from_secs(1));
    two.call(1, recv(4, 5000));
    assert_eq!(field(&two, 0, 3, "tcpi_state"), 1);
    assert_eq!(field(&two, 0, 3, "tcpi_bytes_sent"), 3000);
    assert_eq!(field(&two, 0, 3, "tcpi_data_segs_out"), 3);
    assert_eq!(field(&two, 1, 4, "tcpi_data_segs_in"), 3);
    assert_eq!(field(&two, 1, 4, "tcpi_bytes_received"), 3000);
    // The SYN is acknowledged too.
    assert_eq!(field(&two, 0, 3, "tcpi_bytes_acked"), 3001);
    assert_eq!(field(&two, 0, 3, "tcpi_unacked"), 0);
    assert_eq!(field(&two, 1, 4, "tcpi_last_data_recv"), 1000);
}

#[test]
fn what_is_lost_shows_as_repeated_and_backed_off() {
    let mut two = Two::connected();
    two.call(0, send_many(3, 100));
    two.pass_in_silence(Duration::from_secs(4));
    // The first one is a probe: it leaves the timeout as it is.
    let again = field(&two, 0, 3, "tcpi_total_retrans");
    assert!(again >= 3, "{again}");
    assert_eq!(field(&two, 0, 3, "tcpi_backoff"), again - 1);
    assert_eq!(field(&two, 0, 3, "tcpi_bytes_retrans"), 100 * again);
    assert_eq!(field(&two, 0, 3, "tcpi_unacked"), 1);
}

#[test]
fn a_shut_window_is_time_limited_by_the_peer() {
    let mut two = Two::connected();
    let room = setsockopt(4, SocketOption::ReceiveBuffer, 2304);
    two.call(1, room);
    two.call(0, send_many(3, 60_000));
    two.call(0, send_many(3, 30_000));
    two.pass(Duration::from_secs(2));
    let limited = field(&two, 0, 3, "tcpi_rwnd_limited");
    assert!(limited > 1_000_000, "{limited}");
    assert!(field(&two, 0, 3, "tcpi_busy_time") >= limited);
    assert!(field(&two, 0, 3, "tcpi_notsent_bytes") > 0);
}

#[test]
fn a_listener_tells_of_its_accept_queue() {
    let mut two = Two::listening(5);
    two.call(0, Call::Socket);
    two.call(0, connect(3, "B:80"));
    two.settle();
    assert_eq!(field(&two, 1, 3, "tcpi_state"), 10);
    assert_eq!(field(&two, 1, 3, "tcpi_unacked"), 1);
    assert_eq!(field(&two, 1, 3, "tcpi_sacked"), 5);
}

#[test]
fn getsockopt_hands_over_every_field_and_an_unknown_name_is_none() {
    let mut two = Two::connected();
    let (result, reply) = two
        .call_for_reply(0, getsockopt(3, SocketOption::Info))
        .unwrap();
    assert_eq!(result, Ok(0));
    let Reply::Info(fields) = reply else {
        panic!("{reply:?}");
    };
    assert!(fields.contains(&("tcpi_state", 1)));
    let info = two.hosts[0].info(two.socket(0, 3).id(), two.now).unwrap();
    assert_eq!(info.field("tcpi_colour"), None);
}
