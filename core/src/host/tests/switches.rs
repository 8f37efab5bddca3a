//! Rules broken on purpose, as programs feel it.

use super::kit::*;
use crate::host::*;
use crate::tcp::switch::CONSTANT_ISN;
use crate::tcp::{State, Switch};
use crate::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

impl Two {
    fn throw(&mut self, host: usize, switch: Switch, on: bool) {
        self.with(host, |host, cx| host.set_switch(switch, on, cx));
    }

    fn throw_both(&mut self, switch: Switch) {
        self.throw(0, switch, true);
        self.throw(1, switch, true);
    }
}

#[test]
fn a_switch_is_noted_and_counts_at_once_for_what_lives_already() {
    let mut two = Two::connected();
    two.throw(0, Switch::NoTimeWait, true);
    let (switch, on) = (Switch::NoTimeWait, true);
    let noted = two.notes(0).last().map(|note| note.what);
    assert_eq!(noted, Some(HostWhat::SwitchSet { switch, on }));
    two.call(0, close(FD));
    two.call(1, close(4));
    two.settle();
    assert_eq!(two.hosts[0].sockets().count(), 0, "no TIME-WAIT");
    two.throw(0, switch, false);
    assert!(!two.hosts[0].switches().has(switch));
}

#[test]
fn what_comes_with_the_last_fin_can_be_read_without_time_wait_too() {
    let mut two = Two::connected();
    two.throw(0, Switch::NoTimeWait, true);
    two.call(0, shutdown(FD, How::Write));
    two.settle();
    two.call(1, send(4, "one "));
    two.settle();
    // The second piece waits for the FIN and goes with it.
    let cork = setsockopt(4, SocketOption::Cork, 1);
    assert_eq!(two.call(1, cork), Some(Ok(0)));
    two.call(1, send(4, "two"));
    two.call(1, close(4));
    two.settle();
    assert_eq!(two.state(0, FD), State::Closed);
    let (result, data) = two.call_for_data(0, recv(FD, 100)).unwrap();
    assert_eq!((result, &*data), (Ok(7), &b"one two"[..]));
    assert_eq!(two.call(0, recv(FD, 100)), Some(Ok(0)), "the end, no error");
}

#[test]
fn without_rst_a_call_to_a_closed_port_hears_nothing() {
    let mut two = Two::new();
    two.call(0, Call::Socket);
    assert_eq!(two.call(0, connect(FD, "B:80")), None);
    two.log.clear();
    two.settle();
    let refused = (CallName::Connect, Err(Errno::ECONNREFUSED));
    assert_eq!(two.returned(0), [refused]);

    let mut two = Two::new();
    two.throw(1, Switch::NoRst, true);
    two.call(0, Call::Socket);
    two.call(0, connect(FD, "B:80"));
    two.log.clear();
    two.pass(SECOND.times(130));
    assert_eq!(two.returned(0), []);
    two.pass(SECOND.times(5));
    let timed_out = (CallName::Connect, Err(Errno::ETIMEDOUT));
    assert_eq!(two.returned(0), [timed_out]);
}

#[test]
fn without_rst_who_closes_over_unread_data_leaves_its_peer_half_open() {
    for (silent, state) in [(false, State::Closed), (true, State::Established)] {
        let mut two = Two::connected();
        two.throw(1, Switch::NoRst, silent);
        two.call(0, send(FD, "hello"));
        two.settle();
        two.call(1, close(4));
        two.settle();
        assert_eq!(two.state(0, FD), state);
    }
}

#[test]
fn a_constant_isn_stays_constant_over_time_wait() {
    let mut two = Two::of(|_, spec| spec.switches = vec![Switch::ConstantIsn]);
    two.listen(5);
    for round in 0..2 {
        two.call(0, Call::Socket);
        two.call(0, connect(FD, "B:80"));
        two.settle();
        let iss = two.socket(0, FD).tcb().map(|tcb| tcb.snd.iss);
        assert_eq!(iss, Some(CONSTANT_ISN), "connection {round}");
        assert_eq!(two.call(1, accept(FD)), Some(Ok(4)));
        let iss = two.socket(1, 4).tcb().map(|tcb| tcb.snd.iss);
        assert_eq!(iss, Some(CONSTANT_ISN), "connection {round}");
        two.call(1, close(4));
        two.call(0, close(FD));
        two.settle();
        two.pass(SECOND.times(2));
    }
}

#[test]
fn without_time_wait_an_old_segment_is_read_in_the_next_connection_of_the_same_two_sockets() {
    for (switch, read) in [(None, None), (Some(Switch::NoTimeWait), Some("pay 100"))] {
        let mut two = Two::of(|_, spec| {
            spec.config.timestamps = Some(false);
            // The next connection begins where the old one ended, as it may with any clock.
            spec.iss = Some(5000);
        });
        if let Some(switch) = switch {
            two.throw_both(switch);
        }
        two.listen(5);
        let old = connect_and_close(&mut two);
        two.call(0, Call::Socket);
        let taken = switch.is_none().then_some(Errno::EADDRINUSE);
        assert_eq!(two.call(0, bind(FD, 4000)).and_then(Result::err), taken);
        if switch.is_none() {
            continue;
        }
        two.call(0, connect(FD, "B:80"));
        two.settle();
        assert_eq!(two.call(1, accept(FD)), Some(Ok(4)));
        two.arrive(old);
        let (_, data) = two.call_for_data(1, recv(4, 100)).unwrap();
        assert_eq!(std::str::from_utf8(&data).ok(), read);
    }
}

/// A connection from port 4000; returns a copy of the packet that brought its only text.
fn connect_and_close(two: &mut Two) -> crate::wire::Packet {
    two.call(0, Call::Socket);
    two.call(0, bind(FD, 4000));
    two.call(0, connect(FD, "B:80"));
    two.settle();
    two.call(1, accept(FD));
    two.call(0, send(FD, "pay 100"));
    let old = two.wire.front().cloned().expect("the text is on the wire");
    two.settle();
    two.call(1, recv(4, 100));
    two.call(0, close(FD));
    two.settle();
    two.call(1, close(4));
    two.settle();
    old
}
