//! The two queues of a listener.

use super::kit::*;
use crate::host::*;
use crate::tcp::State;
use crate::time::{Duration, Instant};
use crate::wire::{Flags, Packet};

/// `count` clients of A connect to B; everything is delivered.
fn clients(two: &mut Two, count: i32) {
    for fd in FD..FD + count {
        assert_eq!(two.call(0, Call::Socket).unwrap(), Ok(fd as u32));
        two.call(0, connect(fd, "B:80"));
        two.settle();
    }
}

/// One connection waits, two more begin at once: the second of them finds the accept queue full.
fn overflow(two: &mut Two) {
    clients(two, 1);
    for fd in [FD + 1, FD + 2] {
        two.call(0, Call::Socket);
        two.call(0, connect(fd, "B:80"));
    }
    two.settle();
}

fn queues(two: &Two) -> (usize, usize) {
    let queues = two.socket(1, FD).listener().unwrap();
    (queues.syn_queue.len(), queues.accept_queue.len())
}

#[test]
fn a_backlog_of_n_admits_n_and_one() {
    for backlog in [0, 1, 3] {
        let mut two = Two::listening(backlog);
        clients(&mut two, 6);
        assert_eq!(queues(&two), (0, backlog as usize + 1), "backlog {backlog}");
        let last = FD + 5;
        assert_eq!(two.state(0, last), State::SynSent, "its SYN was dropped");
    }
}

#[test]
fn a_client_whose_syn_was_dropped_gets_in_when_there_is_room() {
    let mut two = Two::listening(0);
    clients(&mut two, 2);
    assert_eq!(two.call(1, accept(FD)), Some(Ok(4)));
    two.pass(Duration::from_secs(1));
    assert_eq!(two.state(0, FD + 1), State::Established);
}

#[test]
fn the_last_ack_is_dropped_when_the_queue_filled_meanwhile() {
    let mut two = Two::listening(1);
    overflow(&mut two);
    assert_eq!(queues(&two), (1, 2));
    assert_eq!(two.state(0, FD + 2), State::Established, "it believes so");
    let full = two.notes(1).iter().any(|note| {
        note.rule == crate::rule::Rule::AcceptQueueFull
            && matches!(note.what, HostWhat::AckDropped { .. })
    });
    assert!(full);
    two.call(1, accept(FD));
    two.pass(Duration::from_secs(1));
    assert_eq!(queues(&two), (0, 2), "SYN,ACK again, ACK again");
}

#[test]
fn abort_on_overflow_resets_instead() {
    let mut two = Two::of(|_, spec| spec.config.abort_on_overflow = Some(true));
    two.listen(1);
    overflow(&mut two);
    assert_eq!(queues(&two), (0, 2));
    assert_eq!(two.call(0, recv(FD + 2, 1)), Some(Err(Errno::ECONNRESET)));
}

#[test]
fn an_entry_is_dropped_after_63_seconds_of_silence() {
    let mut two = Two::listening(5);
    two.call(0, Call::Socket);
    two.call(0, connect(FD, "B:80"));
    two.deliver();
    two.call(0, close(FD));
    two.wire.clear();
    two.log.clear();
    two.pass_in_silence(Duration::from_millis(62_900));
    assert_eq!(queues(&two), (1, 0));
    let again = two.log.iter().filter(|(host, output)| {
        *host == 1
            && matches!(
                output,
                HostOutput::Packet {
                    retransmission: true,
                    ..
                }
            )
    });
    assert_eq!(again.count(), 5, "1, 3, 7, 15, 31 s");
    two.pass_in_silence(Duration::from_millis(200));
    assert_eq!(queues(&two), (0, 0));
    let notes = two.notes(1).into_iter().map(|note| note.what);
    let errors = notes.filter(|what| matches!(what, HostWhat::ErrorPending { .. }));
    assert_eq!(errors.count(), 0, "no program will ever ask");
    assert_eq!(two.hosts[1].sockets().count(), 1);
}

#[test]
fn a_syn_that_comes_again_does_not_use_up_the_patience_of_its_entry() {
    let mut two = Two::listening(5);
    two.call(0, Call::Socket);
    two.call(0, connect(FD, "B:80"));
    two.deliver();
    let entry = two.hosts[1].sockets().nth(1).map(Socket::id);
    // SYNs come every second, then more rarely, and all answers are lost.
    for millis in [1000, 2000, 3000, 4000, 5000, 7000, 11_000, 19_000, 35_000] {
        let now = Instant::START + Duration::from_millis(millis);
        two.wait(now.since(two.now));
        two.wire
            .retain(|packet| packet.src.to_string() == "10.0.0.1");
        while !two.wire.is_empty() {
            two.deliver();
            two.wire
                .retain(|packet| packet.src.to_string() == "10.0.0.1");
        }
    }
    let still = two.hosts[1].sockets().nth(1).map(Socket::id);
    assert_eq!(still, entry, "the same entry, with the same number");
}

#[test]
fn a_reset_takes_the_entry_out_of_the_syn_queue() {
    let mut two = Two::listening(5);
    two.call(0, Call::Socket);
    two.call(0, nonblocking(FD, true));
    two.call(0, connect(FD, "B:80"));
    two.deliver();
    two.call(0, close(FD));
    assert_eq!(queues(&two), (1, 0));
    two.settle();
    assert_eq!(queues(&two), (0, 0), "A answered the SYN,ACK with a RST");
}

#[test]
fn a_connection_reset_in_the_queue_is_accepted_and_tells_at_the_first_read() {
    let mut two = Two::listening(5);
    clients(&mut two, 1);
    two.call(0, abort(FD));
    two.settle();
    assert_eq!(two.call(1, accept(FD)), Some(Ok(4)));
    assert_eq!(two.call(1, recv(4, 1)), Some(Err(Errno::ECONNRESET)));
}

#[test]
fn without_a_descriptor_the_connection_stays_in_the_queue() {
    let mut two = Two::of(|_, spec| spec.config.nofile = Some(4));
    two.listen(5);
    clients(&mut two, 1);
    assert_eq!(two.call(1, accept(FD)), Some(Err(Errno::EMFILE)));
    assert_eq!(queues(&two), (0, 1));
    assert_eq!(two.call(1, Call::Socket), Some(Err(Errno::EMFILE)));
}

#[test]
fn the_host_has_a_limit_of_its_own_for_all_processes() {
    let mut two = Two::of(|_, spec| {
        spec.sysctls.insert("fs.file-max".into(), "1".into());
    });
    two.listen(5);
    clients(&mut two, 1);
    assert_eq!(two.call(1, accept(FD)), Some(Err(Errno::ENFILE)));
    assert_eq!(queues(&two), (0, 1));
    let more = "fs.file-max";
    two.with(1, |host, cx| host.set_sysctl(more, "2", cx))
        .unwrap();
    assert_eq!(two.call(1, accept(FD)), Some(Ok(4)));
}

#[test]
fn closing_the_listener_empties_both_queues() {
    let mut two = Two::listening(5);
    clients(&mut two, 1);
    two.call(0, Call::Socket);
    two.call(0, connect(FD + 1, "B:80"));
    two.deliver();
    assert_eq!(queues(&two), (1, 1));
    two.wire.clear();
    two.log.clear();
    two.call(1, close(FD));
    let dropped = two.notes(1).into_iter();
    let dropped = dropped.filter(|note| matches!(note.what, HostWhat::EntryDropped { .. }));
    assert_eq!(dropped.count(), 1);
    let sent: Vec<_> = two.wire.iter().filter_map(Packet::segment).collect();
    assert_eq!(sent.len(), 1, "only the established one is told");
    assert!(sent[0].has(Flags::RST));
    assert_eq!(two.hosts[1].sockets().count(), 0);
}

#[test]
fn an_accept_that_waits_fails_when_the_listener_stops() {
    let mut two = Two::listening(5);
    assert_eq!(two.call(1, accept(FD)), None);
    two.log.clear();
    assert_eq!(two.call(1, shutdown(FD, How::Read)), Some(Ok(0)));
    assert!(
        two.returned(1)
            .contains(&(CallName::Accept, Err(Errno::EINVAL)))
    );
}

#[test]
fn a_second_listen_changes_the_backlog_and_somaxconn_caps_it() {
    let mut two = Two::listening(0);
    assert_eq!(two.call(1, listen(FD, 1_000_000)), Some(Ok(0)));
    assert_eq!(two.socket(1, FD).listener().unwrap().backlog, 4096);
}

#[test]
fn two_listeners_cannot_share_a_port() {
    let mut two = Two::listening(0);
    two.call(1, Call::Socket);
    assert_eq!(two.call(1, bind(4, 80)), Some(Err(Errno::EADDRINUSE)));
}

#[test]
fn a_listener_that_was_not_bound_gets_a_port() {
    let mut two = Two::new();
    two.call(1, Call::Socket);
    assert_eq!(two.call(1, listen(FD, 0)), Some(Ok(0)));
    let port = two.socket(1, FD).local().port();
    two.call(0, Call::Socket);
    two.call(0, connect(FD, &format!("B:{port}")));
    two.settle();
    assert_eq!(two.state(0, FD), State::Established);
}

#[test]
fn a_listener_goes_on_while_connections_of_its_port_are_opening() {
    let mut two = Two::listening(5);
    for number in [3, 4] {
        two.call(0, Call::Socket);
        two.call(0, connect(number, "B:80"));
        // The SYN arrives, its answer is lost.
        two.deliver();
        two.lose();
    }
    let opening = two.hosts[1].sockets().map(Socket::state);
    let opening = opening.filter(|state| *state == State::SynReceived).count();
    assert_eq!(opening, 2);
    assert_eq!(two.state(1, 3), State::Listen);
}
