//! Options of sockets: what is kept, what the connection does with it, what is refused.

use super::kit::*;
use crate::host::*;
use crate::tcp::mechanism::user_timeout;
use crate::time::Duration;

fn asked(two: &mut Two, host: usize, fd: i32, option: SocketOption) -> OptionValue {
    let (result, reply) = two.call_for_reply(host, getsockopt(fd, option)).unwrap();
    assert_eq!(result, Ok(0), "{option}");
    let Reply::Value(value) = reply else {
        panic!("{option} gave {reply:?}");
    };
    value
}

#[track_caller]
fn number(two: &mut Two, host: usize, fd: i32, option: SocketOption) -> i64 {
    asked(two, host, fd, option).integer().expect("a number")
}

#[test]
fn linux_doubles_a_buffer_and_bounds_it_on_both_sides() {
    let mut two = Two::connected();
    for (asked, kept) in [
        (65_536, 131_072),
        (1, 2304),
        (100_000_000, 8_388_608),
        (-1, 8_388_608),
    ] {
        let set = setsockopt(3, SocketOption::ReceiveBuffer, asked);
        assert_eq!(two.call(0, set), Some(Ok(0)));
        assert_eq!(
            number(&mut two, 0, 3, SocketOption::ReceiveBuffer),
            kept,
            "{asked}"
        );
    }
    for (asked, kept) in [(10_000, 20_000), (1, 4608)] {
        let set = setsockopt(3, SocketOption::SendBuffer, asked);
        assert_eq!(two.call(0, set), Some(Ok(0)));
        assert_eq!(number(&mut two, 0, 3, SocketOption::SendBuffer), kept);
    }
}

#[test]
fn a_buffer_of_the_live_connection_follows_at_once() {
    let mut two = Two::connected();
    assert_eq!(
        two.call(0, setsockopt(3, SocketOption::SendBuffer, 2304)),
        Some(Ok(0))
    );
    assert_eq!(two.call(0, nonblocking(3, true)), Some(Ok(0)));
    two.call(0, send_many(3, 100_000)).unwrap().unwrap();
    let tcb = two.socket(0, 3).tcb().unwrap();
    assert_eq!(tcb.config.send_buffer, 4608);
    assert!(
        tcb.send_buffer.octets() < 100_000,
        "no piece is begun beyond it"
    );
}

#[test]
fn what_is_out_of_range_or_cannot_be_set_is_refused() {
    let mut two = Two::new();
    two.call(0, Call::Socket);
    let refused = [
        (SocketOption::MaxSegment, 87, Errno::EINVAL),
        (SocketOption::MaxSegment, 32_768, Errno::EINVAL),
        (SocketOption::KeepIdle, 0, Errno::EINVAL),
        (SocketOption::KeepIdle, 32_768, Errno::EINVAL),
        (SocketOption::KeepCount, 128, Errno::EINVAL),
        (SocketOption::SynCount, 0, Errno::EINVAL),
        (SocketOption::UserTimeout, -1, Errno::EINVAL),
        (SocketOption::Inq, 2, Errno::EINVAL),
        (SocketOption::TimeToLive, 0, Errno::EINVAL),
        (SocketOption::Linger, 1, Errno::EINVAL),
        (SocketOption::Error, 0, Errno::ENOPROTOOPT),
        (SocketOption::Type, 1, Errno::ENOPROTOOPT),
    ];
    for (option, value, errno) in refused {
        let answer = two.call(0, setsockopt(3, option, value));
        assert_eq!(answer, Some(Err(errno)), "{option} = {value}");
    }
    assert_eq!(
        two.call(0, setsockopt(9, SocketOption::NoDelay, 1)),
        Some(Err(Errno::EBADF))
    );
}

#[test]
fn a_child_begins_with_the_options_of_its_listener() {
    let mut two = Two::new();
    two.listen(5);
    two.call(1, setsockopt(3, SocketOption::NoDelay, 7));
    two.call(1, setsockopt(3, SocketOption::MaxSegment, 1100));
    two.call(0, Call::Socket);
    two.call(0, connect(3, "B:80"));
    two.settle();
    assert_eq!(two.call(1, accept(3)), Some(Ok(4)));
    assert_eq!(number(&mut two, 1, 4, SocketOption::NoDelay), 1);
    let tcb = two.socket(1, 4).tcb().unwrap();
    assert!(!tcb.config.nagle);
    assert_eq!(tcb.config.mss, 1100);
}

#[test]
fn nagle_turned_off_lets_go_what_was_held() {
    let mut two = Two::connected();
    two.call(0, send(3, "first"));
    two.call(0, send(3, "second"));
    assert_eq!(
        two.wire.len(),
        1,
        "the second waits for the ACK of the first"
    );
    assert_eq!(
        two.call(0, setsockopt(3, SocketOption::NoDelay, 1)),
        Some(Ok(0))
    );
    assert_eq!(two.wire.len(), 2);
}

#[test]
fn an_option_is_a_row_of_the_log_with_what_was_kept() {
    let mut two = Two::connected();
    two.call(0, setsockopt(3, SocketOption::ReceiveBuffer, 1000));
    let what = HostWhat::OptionSet {
        option: SocketOption::ReceiveBuffer,
        number: 2304,
    };
    assert!(two.notes(0).iter().any(|note| note.what == what));
}

#[test]
fn the_flags_of_a_descriptor_are_told_as_linux_numbers_them() {
    let mut two = Two::new();
    two.call(0, Call::Socket);
    let flags = || Call::GetFlags { fd: fd(3) };
    assert_eq!(two.call(0, flags()), Some(Ok(0o2)));
    two.call(0, nonblocking(3, true));
    assert_eq!(two.call(0, flags()), Some(Ok(0o4002)));
}

#[test]
fn a_duplicate_keeps_the_connection_when_the_first_descriptor_is_closed() {
    let mut two = Two::connected();
    assert_eq!(two.call(0, Call::Dup { fd: fd(3) }), Some(Ok(4)));
    two.call(0, close(3));
    assert!(two.wire.is_empty(), "no FIN");
    two.call(0, close(4));
    assert_eq!(two.wire.len(), 1);
}

#[test]
fn what_is_peeked_at_stays_and_what_is_truncated_is_counted_only() {
    let mut two = Two::connected();
    two.call(0, send(3, "hello"));
    two.settle();
    let recv = |max, flags| Call::Recv {
        fd: fd(4),
        max,
        flags,
    };
    let peeked = two.call_for_data(1, recv(3, MessageFlags::PEEK)).unwrap();
    assert_eq!(peeked, (Ok(3), "hel".into()));
    let thrown = two.call_for_data(1, recv(2, MessageFlags::TRUNC)).unwrap();
    assert_eq!(thrown, (Ok(2), "".into()));
    let nowhere = two.call(1, recv(9, MessageFlags::NOWHERE));
    assert_eq!(nowhere, Some(Err(Errno::EFAULT)));
    let rest = two
        .call_for_data(1, recv(9, MessageFlags::empty()))
        .unwrap();
    assert_eq!(rest, (Ok(3), "llo".into()));
    assert_eq!(
        two.call(1, recv(9, MessageFlags::DONTWAIT)),
        Some(Err(Errno::EAGAIN))
    );
}

#[test]
fn wait_all_and_the_low_water_mark_wait_for_more() {
    let mut two = Two::connected();
    let all = Call::Recv {
        fd: fd(4),
        max: 8,
        flags: MessageFlags::WAITALL,
    };
    assert_eq!(two.call(1, all), None);
    two.call(0, send(3, "hello"));
    two.settle();
    assert_eq!(two.returned(1), []);
    two.call(0, send(3, "you"));
    two.pass(Duration::from_secs(1));
    assert_eq!(two.returned(1), [(CallName::Recv, Ok(8))]);
    two.log.clear();
    two.call(1, setsockopt(4, SocketOption::ReceiveLowWater, 3));
    assert_eq!(two.call(1, recv(4, 100)), None);
    two.call(0, send(3, "ab"));
    two.settle();
    assert!(
        !two.returned(1)
            .iter()
            .any(|(name, _)| *name == CallName::Recv)
    );
    two.call(0, close(3));
    two.pass(Duration::from_secs(1));
    assert!(
        two.returned(1).contains(&(CallName::Recv, Ok(2))),
        "the end is near enough"
    );
}

#[test]
fn the_queues_are_told_by_ioctl() {
    let mut two = Two::connected();
    let ioctl = |number, request| Call::Ioctl {
        fd: fd(number),
        request,
    };
    two.call(0, send(3, "hello"));
    let outq = two.call_for_reply(0, ioctl(3, Request::Outq)).unwrap();
    assert_eq!(outq, (Ok(0), Reply::Value(OptionValue::Number(5))));
    two.settle();
    two.call(0, close(3));
    two.settle();
    let inq = two.call_for_reply(1, ioctl(4, Request::Inq)).unwrap();
    assert_eq!(
        inq,
        (Ok(0), Reply::Value(OptionValue::Number(5))),
        "the FIN does not count"
    );
    assert_eq!(
        two.call(1, ioctl(3, Request::Inq)),
        Some(Err(Errno::EINVAL))
    );
}

#[test]
fn after_a_read_tcp_inq_tells_what_is_left_and_the_end_counts_as_one() {
    let mut two = Two::connected();
    two.call(1, setsockopt(4, SocketOption::Inq, 1));
    two.call(0, send(3, "hello"));
    two.call(0, close(3));
    two.settle();
    let mut inq = |max| match two.call_for_reply(1, recv(4, max)).unwrap() {
        (_, Reply::Message(message)) => message.inq,
        other => panic!("{other:?}"),
    };
    assert_eq!(inq(2), Some(3));
    assert_eq!(inq(3), Some(1));
}

#[test]
fn both_ends_of_a_socket_have_names() {
    let mut two = Two::connected();
    let name = two
        .call_for_reply(1, Call::Getsockname { fd: fd(4) })
        .unwrap();
    assert_eq!(
        name,
        (Ok(0), Reply::Address("10.0.0.2:80".parse().unwrap()))
    );
    let local = two.socket(0, 3).local();
    let peer = two
        .call_for_reply(1, Call::Getpeername { fd: fd(4) })
        .unwrap();
    assert_eq!(peer, (Ok(0), Reply::Address(local)));
    let none = two.call(1, Call::Getpeername { fd: fd(3) });
    assert_eq!(none, Some(Err(Errno::ENOTCONN)));
}

#[test]
fn keepalives_are_off_until_asked_for_and_their_numbers_are_those_of_the_socket() {
    let mut two = Two::connected();
    assert_eq!(number(&mut two, 0, 3, SocketOption::KeepAlive), 0);
    assert_eq!(number(&mut two, 0, 3, SocketOption::KeepIdle), 7200);
    for (option, value) in [
        (SocketOption::KeepAlive, 1),
        (SocketOption::KeepIdle, 10),
        (SocketOption::KeepInterval, 2),
        (SocketOption::KeepCount, 3),
    ] {
        assert_eq!(two.call(0, setsockopt(3, option, value)), Some(Ok(0)));
        assert_eq!(number(&mut two, 0, 3, option), value);
    }
    two.pass_in_silence(Duration::from_secs(10 + 2 * 3));
    assert_eq!(two.call(0, recv(3, 1)), Some(Err(Errno::ETIMEDOUT)));
}

#[test]
fn a_user_timeout_gives_a_silent_peer_up_sooner_than_the_host_would() {
    let mut two = Two::connected();
    two.call(0, setsockopt(3, SocketOption::UserTimeout, 3000));
    two.call(0, send(3, "x"));
    two.pass_in_silence(Duration::from_secs(4));
    assert_eq!(two.call(0, send(3, "y")), Some(Err(Errno::ETIMEDOUT)));
}

#[test]
fn a_user_timeout_of_a_program_is_out_of_reach_for_the_peer() {
    // 5482-3: both ends tell 600 s; only the one whose program has set nothing adopts it.
    let mut two = Two::of(|_, spec| {
        spec.config.user_timeout_option = Some(true);
        spec.config.adv_uto = Some(Duration::from_secs(600));
    });
    two.listen(5);
    two.call(0, Call::Socket);
    two.call(0, setsockopt(3, SocketOption::UserTimeout, 3000));
    two.call(0, connect(3, "B:80"));
    two.settle();
    assert_eq!(two.call(1, accept(3)), Some(Ok(4)));
    let patience = |host, fd| user_timeout::patience(two.socket(host, fd).tcb().unwrap());
    assert_eq!(patience(0, 3), Some(Duration::from_secs(3)));
    assert_eq!(patience(1, 4), Some(Duration::from_secs(600)));
}

/// What a socket of Linux 6.18.44 says after an option was set to a number; measured in a network namespace.
const MEASURED: [(SocketOption, i64, i64); 20] = [
    (SocketOption::ReceiveBuffer, 1, 2304),
    (SocketOption::ReceiveBuffer, -1, 8_388_608),
    (SocketOption::SendBuffer, 1, 4608),
    (SocketOption::MaxSegment, 88, 88),
    (SocketOption::MaxSegment, 0, 536),
    (SocketOption::SynCount, 127, 127),
    (SocketOption::Linger2, 200, 120),
    (SocketOption::Linger2, -5, -1),
    (SocketOption::Linger2, 0, 60),
    (SocketOption::DeferAccept, 5, 7),
    (SocketOption::DeferAccept, 1, 1),
    (SocketOption::WindowClamp, 1, 1152),
    (SocketOption::WindowClamp, 0, 0),
    (SocketOption::QuickAck, 2, 1),
    (SocketOption::QuickAck, 0, 0),
    (SocketOption::NotSentLowWater, -1, 4_294_967_295),
    (SocketOption::TypeOfService, 255, 252),
    (SocketOption::TimeToLive, -1, 64),
    (SocketOption::ReceiveLowWater, 0, 1),
    (SocketOption::Cork, 7, 1),
];

#[test]
fn a_number_is_kept_as_linux_keeps_it() {
    for (option, set, told) in MEASURED {
        let mut two = Two::new();
        two.call(0, Call::Socket);
        assert_eq!(
            two.call(0, setsockopt(3, option, set)),
            Some(Ok(0)),
            "{option}"
        );
        assert_eq!(number(&mut two, 0, 3, option), told, "{option} = {set}");
    }
}

#[test]
fn what_nobody_has_set_is_as_on_linux() {
    let mut two = Two::new();
    two.call(0, Call::Socket);
    let defaults = [
        (SocketOption::NoDelay, 0),
        (SocketOption::MaxSegment, 536),
        (SocketOption::SynCount, 6),
        (SocketOption::Linger2, 60),
        (SocketOption::DeferAccept, 0),
        (SocketOption::QuickAck, 1),
        (SocketOption::UserTimeout, 0),
        (SocketOption::TimeToLive, 64),
        (SocketOption::KeepIdle, 7200),
        (SocketOption::SendLowWater, 1),
        (SocketOption::ReceiveBuffer, 131_072),
        (SocketOption::MtuDiscover, 1),
    ];
    for (option, told) in defaults {
        assert_eq!(number(&mut two, 0, 3, option), told, "{option}");
    }
    let repair = setsockopt(3, SocketOption::Timestamp, 1);
    assert_eq!(two.call(0, repair), Some(Err(Errno::EPERM)));
}
