//! From socket to TIME-WAIT.

use super::kit::*;
use crate::host::*;
use crate::tcp::State;
use crate::time::Duration;

#[test]
fn connect_returns_when_established_and_accept_whenever_it_is_called() {
    let mut two = Two::listening(5);
    two.call(0, Call::Socket);
    two.log.clear();
    assert_eq!(two.call(0, connect(FD, "B:80")), None);
    two.deliver();
    assert_eq!(two.returned(0), [], "the SYN alone does not connect");
    two.deliver();
    assert_eq!(two.returned(0), [(CallName::Connect, Ok(0))]);
    assert_eq!(two.state(0, FD), State::Established);
    two.settle();
    assert_eq!(two.call(1, accept(FD)), Some(Ok(4)));
    assert_eq!(two.state(1, 4), State::Established);
}

#[test]
fn an_accept_that_waits_returns_with_the_third_segment() {
    let mut two = Two::listening(5);
    assert_eq!(two.call(1, accept(FD)), None);
    two.call(0, Call::Socket);
    two.call(0, connect(FD, "10.0.0.2:80"));
    two.log.clear();
    two.deliver();
    two.deliver();
    assert_eq!(two.returned(1), []);
    two.deliver();
    assert_eq!(two.returned(1), [(CallName::Accept, Ok(4))]);
}

#[test]
fn data_is_read_in_order_and_then_the_end() {
    let mut two = Two::connected();
    assert_eq!(two.call(0, send(FD, "hello")), Some(Ok(5)));
    assert_eq!(two.call(0, close(FD)), Some(Ok(0)));
    two.settle();
    let first = two.call_for_data(1, recv(4, 3)).unwrap();
    assert_eq!(first, (Ok(3), "hel".into()));
    let second = two.call_for_data(1, recv(4, 100)).unwrap();
    assert_eq!(second, (Ok(2), "lo".into()));
    assert_eq!(two.call(1, recv(4, 100)), Some(Ok(0)));
    assert_eq!(two.state(1, 4), State::CloseWait);
}

#[test]
fn a_receive_that_waits_returns_with_the_data() {
    let mut two = Two::connected();
    assert_eq!(two.call(1, recv(4, 100)), None);
    two.log.clear();
    two.call(0, send(FD, "hello"));
    two.settle();
    assert_eq!(two.returned(1), [(CallName::Recv, Ok(5))]);
}

#[test]
fn a_large_send_waits_for_room_and_arrives_whole() {
    let mut two = Two::connected();
    assert_eq!(two.call(0, send_many(FD, 300_000)), None);
    let mut read = Vec::new();
    while read.len() < 300_000 {
        two.pass(Duration::from_millis(50));
        let (result, data) = two.call_for_data(1, recv(4, 65_535)).expect("more to read");
        assert!(result.is_ok_and(|octets| octets > 0));
        read.extend_from_slice(&data);
    }
    let sent = Data::Octets(300_000).piece(0, u32::MAX).slice(0, u32::MAX);
    assert!(read == sent, "every octet in its place");
    assert!(two.returned(0).contains(&(CallName::Send, Ok(300_000))));
}

#[test]
fn closed_by_both_one_side_waits_in_time_wait_and_then_nothing_is_left() {
    let mut two = Two::connected();
    two.call(0, close(FD));
    two.settle();
    two.call(1, close(4));
    two.settle();
    let left: Vec<_> = two.hosts[0].sockets().map(Socket::state).collect();
    assert_eq!(left, [State::TimeWait]);
    assert_eq!(two.hosts[1].sockets().count(), 1, "only the listener");
    two.pass(Duration::from_secs(60));
    assert_eq!(two.hosts[0].sockets().count(), 0);
    assert_eq!(two.hosts[0].poll_at(), None);
}

#[test]
fn time_wait_keeps_the_port_that_was_bound() {
    let mut two = Two::listening(5);
    two.call(0, Call::Socket);
    two.call(0, bind(FD, 5000));
    two.call(0, connect(FD, "B:80"));
    two.settle();
    two.call(1, accept(FD));
    two.call(0, close(FD));
    two.settle();
    two.call(1, close(4));
    two.settle();
    two.call(0, Call::Socket);
    assert_eq!(two.call(0, bind(FD, 5000)), Some(Err(Errno::EADDRINUSE)));
    two.pass(Duration::from_secs(60));
    assert_eq!(two.call(0, bind(FD, 5000)), Some(Ok(0)));
}

#[test]
fn the_client_may_send_and_close_before_accept_is_called() {
    let mut two = Two::listening(5);
    two.call(0, Call::Socket);
    two.call(0, connect(FD, "B:80"));
    two.settle();
    two.call(0, send(FD, "bye"));
    two.call(0, close(FD));
    two.settle();
    assert_eq!(two.call(1, accept(FD)), Some(Ok(4)));
    assert_eq!(two.call(1, recv(4, 10)), Some(Ok(3)));
    assert_eq!(two.call(1, recv(4, 10)), Some(Ok(0)));
}

#[test]
fn close_waits_for_a_call_that_is_under_way() {
    let mut two = Two::connected();
    assert_eq!(two.call(1, recv(4, 10)), None);
    assert_eq!(two.call(1, close(4)), Some(Ok(0)));
    assert!(two.wire.is_empty(), "no FIN while recv is inside");
    two.call(0, send(FD, "x"));
    two.deliver();
    assert_eq!(two.returned(1).last(), Some(&(CallName::Recv, Ok(1))));
    two.settle();
    assert_eq!(two.state(0, FD), State::CloseWait);
}

#[test]
fn close_ends_a_call_that_is_under_way_where_nothing_makes_it_wait() {
    let mut two = Two::of(|_, spec| spec.profile = Profile::Rfc9293);
    two.call(0, Call::Socket);
    assert_eq!(two.call(0, connect(FD, "B:80")), None);
    assert_eq!(two.call(0, close(FD)), Some(Ok(0)));
    assert_eq!(
        two.returned(0)[1..],
        [
            (CallName::Connect, Err(Errno::EBADF)),
            (CallName::Close, Ok(0))
        ]
    );
    assert_eq!(two.hosts[0].sockets().count(), 0);
}

#[test]
fn a_closed_listener_takes_its_queues_with_it() {
    let mut two = Two::listening(5);
    two.call(0, Call::Socket);
    two.call(0, connect(FD, "B:80"));
    two.settle();
    two.call(1, close(FD));
    assert_eq!(two.hosts[1].sockets().count(), 0);
    two.settle();
    assert_eq!(two.call(0, recv(FD, 1)), Some(Err(Errno::ECONNRESET)));
}

#[test]
fn segments_to_a_port_without_a_socket_are_refused() {
    let mut two = Two::new();
    two.call(0, Call::Socket);
    assert_eq!(two.call(0, connect(FD, "B:81")), None);
    two.log.clear();
    two.settle();
    let refused = [(CallName::Connect, Err(Errno::ECONNREFUSED))];
    assert_eq!(two.returned(0), refused);
}

#[test]
fn a_socket_that_was_refused_may_try_again() {
    let mut two = Two::new();
    two.call(0, Call::Socket);
    two.call(0, connect(FD, "B:80"));
    two.settle();
    two.listen(1);
    assert_eq!(two.call(0, connect(FD, "B:80")), None);
    two.settle();
    assert_eq!(two.state(0, FD), State::Established);
}

#[test]
fn what_is_not_a_segment_or_not_for_us_changes_nothing() {
    let mut two = Two::listening(5);
    two.call(0, Call::Socket);
    two.call(0, connect(FD, "B:80"));
    let mut packet = two.lose();
    let mut before = two.hosts[1].clone();
    packet.corrupt(100);
    two.arrive(packet.clone());
    let errors = two.hosts[1].counter(Counter::InCsumErrors);
    assert_eq!(errors, 1, "it is counted, and that is all");
    before.counters = two.hosts[1].counters.clone();
    assert!(two.hosts[1] == before);
    assert!(two.wire.is_empty());
}

#[test]
fn the_same_secret_gives_the_same_run() {
    let run = || {
        let mut two = Two::connected();
        two.call(0, send(FD, "hello"));
        two.pass(Duration::from_secs(1));
        (two.log, two.hosts)
    };
    assert!(run() == run());
}

/// A has closed first; its socket is in TIME-WAIT at the port of a listener of its own.
fn in_time_wait_beside_a_listener(change: impl Fn(usize, &mut HostSpec)) -> Two {
    let mut two = Two::of(change);
    two.listen(5);
    two.call(0, Call::Socket);
    two.call(0, bind(FD, 4000));
    two.call(0, connect(FD, "B:80"));
    two.settle();
    assert_eq!(two.call(1, accept(FD)), Some(Ok(4)));
    two.call(1, close(4));
    two.settle();
    two.call(0, close(FD));
    two.settle();
    let states: Vec<State> = two.hosts[1].sockets().map(Socket::state).collect();
    assert_eq!(states, [State::Listen, State::TimeWait]);
    two.log.clear();
    two
}

#[test]
fn a_new_syn_takes_the_place_of_a_connection_in_time_wait() {
    let mut two = in_time_wait_beside_a_listener(|_, _| {});
    let old = two.hosts[1]
        .sockets()
        .nth(1)
        .and_then(Socket::tcb)
        .expect("a block")
        .clone();
    two.pass(Duration::from_secs(1));
    two.call(0, Call::Socket);
    two.call(0, bind(FD, 4000));
    two.call(0, connect(FD, "B:80"));
    two.settle();
    assert_eq!(two.state(0, FD), State::Established);
    assert_eq!(two.call(1, accept(FD)), Some(Ok(4)));
    let new = two.socket(1, 4).tcb().expect("a block");
    assert_eq!(new.snd.iss, old.snd.nxt + 65_537);
}

#[test]
fn where_no_syn_may_reopen_the_old_connection_answers_it() {
    let never = |_: usize, spec: &mut HostSpec| {
        spec.config.time_wait_reopening = Some(crate::tcp::Reopening::Never);
    };
    let mut two = in_time_wait_beside_a_listener(never);
    two.call(0, Call::Socket);
    two.call(0, bind(FD, 4000));
    two.call(0, connect(FD, "B:80"));
    two.deliver();
    let answer = two.wire.front().and_then(crate::wire::Packet::segment);
    assert!(answer.is_some_and(|segment| !segment.has(crate::wire::Flags::SYN)));
}

#[test]
fn an_orphan_waits_for_the_peers_fin_for_a_minute_only() {
    let mut two = Two::connected();
    two.call(0, close(FD));
    two.pass(Duration::from_millis(4));
    assert_eq!(
        two.hosts[0].sockets().next().map(Socket::state),
        Some(State::FinWait2)
    );
    two.pass(Duration::from_secs(59));
    assert_eq!(two.hosts[0].sockets().count(), 1);
    two.pass(Duration::from_secs(2));
    assert_eq!(two.hosts[0].sockets().count(), 0);
}

#[test]
fn a_connection_that_somebody_holds_waits_for_the_peers_fin_for_ever() {
    let mut two = Two::connected();
    two.call(0, shutdown(FD, How::Write));
    two.settle();
    two.pass(Duration::from_secs(100_000));
    assert_eq!(two.state(0, FD), State::FinWait2);
}

#[test]
fn an_orphan_gives_up_sooner_than_a_connection_that_somebody_holds() {
    let mut two = Two::connected();
    two.call(0, send(FD, "hello"));
    two.call(0, close(FD));
    two.pass_in_silence(Duration::from_secs(100));
    assert_eq!(two.hosts[0].sockets().count(), 1);
    two.pass_in_silence(Duration::from_secs(110));
    assert_eq!(two.hosts[0].sockets().count(), 0);
}

#[test]
fn syn_with_fin_is_dropped_where_the_host_says_so() {
    let drops = |_: usize, spec: &mut HostSpec| spec.config.drop_synfin = Some(true);
    for (two, dropped) in [(Two::of(drops), true), (Two::of(|_, _| {}), false)] {
        let mut two = two;
        let segment = "<SEQ=7><CTL=SYN,FIN>".parse().unwrap();
        let (from, to) = ("10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap());
        two.arrive(crate::wire::Packet::new(from, to, segment));
        assert_eq!(two.wire.is_empty(), dropped);
    }
}
