//! Section 5 of the facts: the errors an application sees.

use super::kit::*;
use crate::host::*;
use crate::tcp::State;
use crate::time::Duration;
use crate::wire::{Content, TcpOption};

#[test]
fn a_reset_while_established_is_told_once_and_then_the_pipe_is_broken() {
    let mut two = Two::connected();
    two.reset(0, FD);
    assert_eq!(two.call(0, recv(FD, 1)), Some(Err(Errno::ECONNRESET)));
    assert_eq!(two.call(0, send(FD, "x")), Some(Err(Errno::EPIPE)));
    assert_eq!(two.call(0, recv(FD, 1)), Some(Ok(0)));
}

#[test]
fn a_receive_that_waits_is_told_of_the_reset() {
    let mut two = Two::connected();
    assert_eq!(two.call(0, recv(FD, 1)), None);
    two.reset(0, FD);
    assert_eq!(
        two.returned(0).last(),
        Some(&(CallName::Recv, Err(Errno::ECONNRESET)))
    );
}

#[test]
fn the_first_write_to_a_closed_peer_succeeds_and_the_second_breaks_the_pipe() {
    let mut two = Two::connected();
    two.call(1, close(4));
    two.settle();
    assert_eq!(two.call(0, send(FD, "one")), Some(Ok(3)));
    two.settle();
    assert_eq!(two.call(0, send(FD, "two")), Some(Err(Errno::EPIPE)));
    assert_eq!(two.call(0, recv(FD, 1)), Some(Ok(0)), "the FIN was seen");
}

#[test]
fn on_windows_a_reset_after_the_end_aborts_reading_too() {
    // WSAECONNABORTED (10053)
    let mut two = Two::connected_as(Profile::Windows);
    two.call(1, close(4));
    two.settle();
    assert_eq!(two.call(0, send(FD, "one")), Some(Ok(3)));
    two.settle();
    for _ in 0..2 {
        assert_eq!(two.call(0, send(FD, "two")), Some(Err(Errno::EPIPE)));
        assert_eq!(two.call(0, recv(FD, 1)), Some(Err(Errno::EPIPE)));
    }
    assert_eq!(Errno::EPIPE.told(ErrorTable::Winsock).0, 10053);
}

#[test]
fn close_with_unread_data_resets_the_peer() {
    let mut two = Two::connected();
    two.call(0, send(FD, "unread"));
    two.settle();
    two.call(1, close(4));
    two.settle();
    assert_eq!(two.call(0, recv(FD, 1)), Some(Err(Errno::ECONNRESET)));
}

#[test]
fn data_that_arrived_before_the_reset_is_read_first() {
    let mut two = Two::connected();
    two.call(1, send(4, "last words"));
    two.settle();
    two.reset(0, FD);
    assert_eq!(two.call(0, recv(FD, 4)), Some(Ok(4)));
    assert_eq!(two.call(0, recv(FD, 100)), Some(Ok(6)));
    assert_eq!(two.call(0, recv(FD, 1)), Some(Err(Errno::ECONNRESET)));
}

#[test]
fn connect_gives_up_after_131_seconds() {
    let mut two = Two::new();
    two.call(0, Call::Socket);
    two.call(0, connect(FD, "B:80"));
    two.log.clear();
    two.pass_in_silence(Duration::from_secs(130));
    assert_eq!(two.returned(0), []);
    two.pass_in_silence(Duration::from_secs(2));
    let timed_out = [(CallName::Connect, Err(Errno::ETIMEDOUT))];
    assert_eq!(two.returned(0), timed_out);
}

#[test]
fn a_silent_peer_ends_the_connection_with_etimedout() {
    let mut two = Two::connected();
    two.call(0, send(FD, "anyone?"));
    two.pass_in_silence(Duration::from_secs(2000));
    assert_eq!(two.state(0, FD), State::Closed);
    assert_eq!(two.call(0, recv(FD, 1)), Some(Err(Errno::ETIMEDOUT)));
    assert_eq!(two.call(0, send(FD, "x")), Some(Err(Errno::EPIPE)));
}

#[test]
fn a_nonblocking_connect_is_fetched_by_a_later_call() {
    let mut two = Two::listening(5);
    two.call(0, Call::Socket);
    two.call(0, nonblocking(FD, true));
    let connect = || connect(FD, "B:80");
    assert_eq!(two.call(0, connect()), Some(Err(Errno::EINPROGRESS)));
    assert_eq!(two.call(0, connect()), Some(Err(Errno::EALREADY)));
    assert_eq!(two.call(0, send(FD, "x")), Some(Err(Errno::EAGAIN)));
    two.settle();
    assert_eq!(two.call(0, so_error(FD)), Some(Ok(0)));
    assert_eq!(two.call(0, connect()), Some(Ok(0)));
    assert_eq!(two.call(0, connect()), Some(Err(Errno::EISCONN)));
}

#[test]
fn a_nonblocking_connect_that_fails_leaves_its_error_for_so_error() {
    let mut two = Two::new();
    two.call(0, Call::Socket);
    two.call(0, nonblocking(FD, true));
    two.call(0, connect(FD, "B:80"));
    two.settle();
    let refused = Errno::ECONNREFUSED.number();
    assert_eq!(two.call(0, so_error(FD)), Some(Ok(refused)));
    assert_eq!(two.call(0, so_error(FD)), Some(Ok(0)));
    let again = two.call(0, connect(FD, "B:80"));
    assert_eq!(again, Some(Err(Errno::ECONNABORTED)), "the error was taken");
    let anew = two.call(0, connect(FD, "B:80"));
    assert_eq!(anew, Some(Err(Errno::EINPROGRESS)));
}

#[test]
fn five_ports_serve_five_connections_to_one_destination_and_another_one_elsewhere() {
    let mut two = Two::of(|_, spec| {
        spec.config.port_first = Some(5000);
        spec.config.port_last = Some(5004);
    });
    for fd in FD..FD + 6 {
        two.call(0, Call::Socket);
        two.call(0, nonblocking(fd, true));
        let result = two.call(0, connect(fd, "B:80"));
        let last = fd == FD + 5;
        let errno = if last {
            Errno::EADDRNOTAVAIL
        } else {
            Errno::EINPROGRESS
        };
        assert_eq!(result, Some(Err(errno)));
    }
    let elsewhere = two.call(0, connect(FD + 5, "B:81"));
    assert_eq!(elsewhere, Some(Err(Errno::EINPROGRESS)));
    two.call(0, Call::Socket);
    assert_eq!(two.call(0, bind(FD + 6, 0)), Some(Err(Errno::EADDRINUSE)));
}

#[test]
fn a_peer_that_cannot_be_one_is_refused_without_a_segment() {
    let rows = [
        ("nobody:80", Errno::EINVAL),
        ("B", Errno::EINVAL),
        ("B:0", Errno::ECONNREFUSED),
        ("0.0.0.0:80", Errno::ENETUNREACH),
        ("255.255.255.255:80", Errno::ENETUNREACH),
        ("224.0.0.1:80", Errno::ENETUNREACH),
        ("[fd00::1]:80", Errno::EAFNOSUPPORT),
    ];
    let mut two = Two::new();
    two.call(0, Call::Socket);
    for (to, errno) in rows {
        assert_eq!(two.call(0, connect(FD, to)), Some(Err(errno)), "{to}");
        assert!(two.wire.is_empty());
    }
    two.listen(0);
    two.call(0, connect(FD, "B:80"));
    two.settle();
    assert_eq!(two.state(0, FD), State::Established, "no harm was done");
}

#[test]
fn new_data_for_a_closed_socket_is_answered_with_a_reset() {
    let mut two = Two::connected();
    two.call(0, close(FD));
    two.settle();
    two.call(1, send(4, "too late"));
    two.settle();
    assert_eq!(two.call(1, send(4, "x")), Some(Err(Errno::EPIPE)));
    assert_eq!(two.hosts[0].sockets().count(), 0);
}

#[test]
fn a_half_closed_socket_reads_on() {
    let mut two = Two::connected();
    two.call(0, shutdown(FD, How::Write));
    two.settle();
    assert_eq!(two.call(1, recv(4, 1)), Some(Ok(0)));
    two.call(1, send(4, "still here"));
    two.settle();
    assert_eq!(two.call(0, recv(FD, 100)), Some(Ok(10)));
    assert_eq!(two.call(0, send(FD, "x")), Some(Err(Errno::EPIPE)));
}

#[test]
fn a_nonblocking_send_takes_what_fits() {
    let mut two = Two::connected_as(Profile::Rfc9293);
    two.call(0, nonblocking(FD, true));
    let room = two.hosts[0].config().send_buffer;
    assert_eq!(two.call(0, send_many(FD, room + 1)), Some(Ok(room)));
    assert_eq!(two.call(0, send(FD, "x")), Some(Err(Errno::EAGAIN)));
}

#[test]
fn a_send_that_is_interrupted_by_a_reset_returns_what_it_had_queued() {
    let mut two = Two::connected_as(Profile::Rfc9293);
    assert_eq!(two.call(0, send_many(FD, 100_000)), None);
    two.reset(0, FD);
    let room = two.hosts[0].config().send_buffer;
    assert_eq!(two.returned(0).last(), Some(&(CallName::Send, Ok(room))));
    assert_eq!(two.call(0, send(FD, "x")), Some(Err(Errno::ECONNRESET)));
}

#[test]
fn a_user_timeout_of_linux_is_told_to_nobody_and_ends_the_wait() {
    // 5482-8: TCP_USER_TIMEOUT is a timer of our own, in milliseconds.
    let mut two = Two::connected();
    two.call(0, setsockopt(FD, SocketOption::UserTimeout, 3000));
    two.call(0, send(FD, "abc"));
    let packet = two.lose();
    let Ok(Content::Segment(segment)) = packet.open() else {
        panic!("a segment");
    };
    let mut options = segment.options.iter();
    assert!(!options.any(|option| matches!(option, TcpOption::UserTimeout(_))));
    two.pass_in_silence(Duration::from_secs(2));
    assert_eq!(two.state(0, FD), State::Established);
    two.pass_in_silence(Duration::from_secs(5));
    assert_eq!(two.call(0, recv(FD, 1)), Some(Err(Errno::ETIMEDOUT)));
}
