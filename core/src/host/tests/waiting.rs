//! Calls that wait for so long, for one of several, or until the peer has everything.

use super::kit::*;
use crate::host::*;
use crate::tcp::State;
use crate::time::{Duration, Instant};
use crate::wire::Flags;

fn set(two: &mut Two, host: usize, number: i32, option: SocketOption, value: OptionValue) {
    let call = Call::Setsockopt {
        fd: fd(number),
        option,
        value,
    };
    assert_eq!(two.call(host, call), Some(Ok(0)));
}

fn linger(two: &mut Two, seconds: u32) {
    let value = OptionValue::Linger { on: true, seconds };
    set(two, 0, 3, SocketOption::Linger, value);
}

fn poll(asked: &[(i32, PollEvents)], timeout: Option<Duration>) -> Call {
    let polled = |(number, events): &(i32, PollEvents)| PollFd {
        fd: fd(*number),
        events: *events,
    };
    Call::Poll {
        fds: asked.iter().map(polled).collect(),
        timeout,
    }
}

fn events(two: &mut Two, host: usize, asked: &[(i32, PollEvents)]) -> Vec<PollEvents> {
    let call = poll(asked, Some(Duration::ZERO));
    match two.call_for_reply(host, call).unwrap() {
        (Ok(_), Reply::Events(events)) => events,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_receive_timeout_ends_a_read_with_eagain() {
    let mut two = Two::connected();
    let half = OptionValue::Time(Duration::from_millis(500));
    set(&mut two, 0, 3, SocketOption::ReceiveTimeout, half);
    let began = two.now;
    assert_eq!(two.call(0, recv(3, 10)), None);
    two.pass(Duration::from_millis(499));
    assert!(
        !two.returned(0)
            .iter()
            .any(|(name, _)| *name == CallName::Recv)
    );
    two.pass(Duration::from_millis(1));
    let answer = (CallName::Recv, Err(Errno::EAGAIN));
    assert_eq!(two.returned(0).last(), Some(&answer));
    assert_eq!(two.now.since(began), Duration::from_millis(500));
}

#[test]
fn a_send_timeout_returns_what_was_queued_by_then() {
    let mut two = Two::connected();
    let second = OptionValue::Time(Duration::from_secs(1));
    set(&mut two, 0, 3, SocketOption::SendTimeout, second);
    assert_eq!(two.call(0, send_many(3, 1_000_000)), None);
    two.pass(Duration::from_secs(2));
    match two.returned(0).last() {
        Some((CallName::Send, Ok(octets))) => assert!((1..1_000_000).contains(octets)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn poll_tells_at_once_what_is_so() {
    let mut two = Two::connected();
    let both = PollEvents::IN | PollEvents::OUT;
    let asked = [(3, both), (4, both), (9, both)];
    let [listener, child, none] = events(&mut two, 1, &asked)[..] else {
        panic!("three");
    };
    assert_eq!(listener, PollEvents::empty());
    assert_eq!(child, PollEvents::OUT);
    assert_eq!(none, PollEvents::NVAL);
    two.call(0, send(3, "hello"));
    two.settle();
    assert_eq!(events(&mut two, 1, &[(4, both)]), [both]);
}

#[test]
fn poll_waits_for_the_first_of_several() {
    let mut two = Two::connected();
    let asked = [(3, PollEvents::IN), (4, PollEvents::IN)];
    assert_eq!(two.call(1, poll(&asked, None)), None);
    two.call(0, send(3, "x"));
    two.settle();
    assert_eq!(two.returned(1).last(), Some(&(CallName::Poll, Ok(1))));
    let replied = two.log.iter().find_map(|(_, output)| {
        let HostOutput::Reply { reply, .. } = output else {
            return None;
        };
        Some(reply.clone())
    });
    let told = vec![PollEvents::empty(), PollEvents::IN];
    assert_eq!(replied, Some(Reply::Events(told)));
}

#[test]
fn poll_returns_nothing_after_its_timeout() {
    let mut two = Two::connected();
    let call = poll(&[(4, PollEvents::IN)], Some(Duration::from_millis(30)));
    assert_eq!(two.call(1, call), None);
    two.pass(Duration::from_millis(30));
    assert_eq!(two.returned(1).last(), Some(&(CallName::Poll, Ok(0))));
}

#[test]
fn the_end_and_the_reset_are_events_that_nobody_has_to_ask_for() {
    let mut two = Two::connected();
    two.call(0, shutdown(3, How::Write));
    two.settle();
    let end = PollEvents::IN | PollEvents::RDHUP;
    assert_eq!(events(&mut two, 1, &[(4, end)]), [end]);
    two.reset(1, 4);
    let hung_up = PollEvents::ERR | PollEvents::HUP;
    assert_eq!(events(&mut two, 1, &[(4, PollEvents::empty())]), [hung_up]);
}

#[test]
fn a_linger_of_zero_resets() {
    let mut two = Two::connected();
    linger(&mut two, 0);
    two.call(0, send(3, "lost"));
    two.wire.clear();
    assert_eq!(two.call(0, close(3)), Some(Ok(0)));
    assert!(
        two.lose()
            .segment()
            .is_some_and(|segment| segment.has(Flags::RST))
    );
    assert!(two.hosts[0].sockets().next().is_none(), "no TIME-WAIT");
}

#[test]
fn a_linger_of_seconds_waits_for_the_ack_of_the_fin() {
    let mut two = Two::connected();
    linger(&mut two, 5);
    two.call(0, send(3, "hello"));
    assert_eq!(two.call(0, close(3)), None);
    two.pass(Duration::from_secs(1));
    assert_eq!(two.returned(0).last(), Some(&(CallName::Close, Ok(0))));
    assert!(two.now.since(Instant::START) < Duration::from_secs(5));
}

#[test]
fn a_linger_of_seconds_gives_up_after_them_and_the_connection_goes_on() {
    let mut two = Two::connected();
    linger(&mut two, 2);
    assert_eq!(two.call(0, close(3)), None);
    two.pass_in_silence(Duration::from_millis(1999));
    assert!(
        two.returned(0)
            .iter()
            .all(|(name, _)| *name != CallName::Close)
    );
    two.pass_in_silence(Duration::from_millis(1));
    assert_eq!(two.returned(0).last(), Some(&(CallName::Close, Ok(0))));
    let states: Vec<_> = two.hosts[0].sockets().map(Socket::state).collect();
    assert_eq!(states, [State::FinWait1]);
}

/// B's listener at port 80 has gone, and a connection of it is in TIME-WAIT; `flag` is what both had set.
fn after_a_server(flag: bool) -> Two {
    let mut two = Two::new();
    assert_eq!(two.call(1, Call::Socket), Some(Ok(3)));
    two.call(1, setsockopt(3, SocketOption::ReuseAddress, flag.into()));
    two.call(1, bind(3, 80));
    two.call(1, listen(3, 5));
    two.call(0, Call::Socket);
    two.call(0, connect(3, "B:80"));
    two.settle();
    assert_eq!(two.call(1, accept(3)), Some(Ok(4)));
    two.call(1, close(4));
    two.call(1, close(3));
    two.settle();
    two.call(0, close(3));
    two.settle();
    let states: Vec<_> = two.hosts[1].sockets().map(Socket::state).collect();
    assert_eq!(states, [State::TimeWait]);
    assert_eq!(two.call(1, Call::Socket), Some(Ok(3)));
    two
}

#[test]
fn a_port_with_time_wait_can_be_bound_again_only_when_both_reuse() {
    for (before, now) in [(false, false), (false, true), (true, false), (true, true)] {
        let mut two = after_a_server(before);
        two.call(1, setsockopt(3, SocketOption::ReuseAddress, now.into()));
        let answer = two.call(1, bind(3, 80)).unwrap();
        let expected = if before && now {
            Ok(0)
        } else {
            Err(Errno::EADDRINUSE)
        };
        assert_eq!(answer, expected, "{before} {now}");
    }
}

#[test]
fn two_listeners_do_not_share_a_port_though_both_reuse_it() {
    let mut two = Two::new();
    for number in [3, 4] {
        assert_eq!(two.call(1, Call::Socket), Some(Ok(number)));
        let number = i32::try_from(number).unwrap();
        two.call(1, setsockopt(number, SocketOption::ReuseAddress, 1));
        assert_eq!(two.call(1, bind(number, 80)), Some(Ok(0)));
    }
    assert_eq!(two.call(1, listen(3, 5)), Some(Ok(0)));
    assert_eq!(two.call(1, listen(4, 5)), Some(Err(Errno::EADDRINUSE)));
}

#[test]
fn linux_fills_the_piece_it_has_begun_and_begins_none_when_the_buffer_is_full() {
    let mut two = Two::connected();
    two.call(0, setsockopt(3, SocketOption::SendBuffer, 21_000));
    two.call(0, nonblocking(3, true));
    let taken = two.call(0, send_many(3, 1_000_000)).unwrap().unwrap();
    assert!(taken > 42_000, "{taken}: the last piece is filled");
    assert_eq!(two.call(0, send(3, "x")), Some(Err(Errno::EAGAIN)));
}

#[test]
fn with_a_low_water_mark_no_piece_is_begun_while_much_is_unsent() {
    let mut two = Two::connected();
    two.call(0, setsockopt(3, SocketOption::NotSentLowWater, 1000));
    two.call(0, nonblocking(3, true));
    two.call(0, send_many(3, 1_000_000)).unwrap().unwrap();
    let before = two.socket(0, 3).tcb().unwrap().unsent();
    assert!(before >= 1000);
    assert_eq!(
        events(&mut two, 0, &[(3, PollEvents::OUT)]),
        [PollEvents::empty()]
    );
    let call = poll(&[(3, PollEvents::OUT)], None);
    assert_eq!(two.call(0, call), None);
    two.pass(Duration::from_millis(100));
    assert_eq!(two.returned(0).last(), Some(&(CallName::Poll, Ok(1))));
    assert!(two.socket(0, 3).tcb().unwrap().unsent() < 500);
}
