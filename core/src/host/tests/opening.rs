//! 3.9.1.1: what an OPEN may touch, and the address it takes.

use super::kit::*;
use crate::host::*;
use crate::tcp::State;
use crate::time::Duration;
use crate::wire::{Flags, Packet, Segment};

#[test]
fn a_passive_open_that_fails_leaves_what_is_there_untouched() {
    // MUST-41
    let mut two = Two::connected();
    let listener = two.socket(1, FD).clone();
    let open = two.socket(1, 4).clone();
    two.call(1, Call::Socket);
    assert_eq!(two.call(1, bind(5, 80)), Some(Err(Errno::EADDRINUSE)));
    assert_eq!(two.socket(1, FD).state(), listener.state());
    assert_eq!(two.socket(1, 4).tcb(), open.tcb());
    assert_eq!(open.state(), State::Established);
}

#[test]
fn a_port_from_which_a_call_goes_out_can_be_listened_on() {
    // MUST-42: the other connection is in SYN-SENT, and its SYN is lost.
    let mut two = Two::new();
    for fd in [FD, FD + 1] {
        two.call(0, Call::Socket);
        two.call(0, setsockopt(fd, SocketOption::ReuseAddress, 1));
        assert_eq!(two.call(0, bind(fd, 5000)), Some(Ok(0)));
    }
    two.call(0, connect(FD, "B:80"));
    two.lose();
    assert_eq!(two.state(0, FD), State::SynSent);
    assert_eq!(two.call(0, listen(FD + 1, 0)), Some(Ok(0)));
    two.call(1, Call::Socket);
    two.call(1, connect(FD, "A:5000"));
    two.settle();
    assert_eq!(two.state(1, FD), State::Established);
    assert_eq!(two.state(0, FD), State::SynSent);
}

#[test]
fn the_address_is_the_hosts_own_from_the_first_syn_to_the_end() {
    // MUST-44, MUST-45
    let mut two = Two::connected();
    let local = two.socket(0, FD).local();
    assert_eq!(local.ip().to_string(), "10.0.0.1");
    two.call(0, send(FD, "abc"));
    two.settle();
    let pair = two.socket(0, FD).tcb().map(|tcb| tcb.pair);
    assert_eq!(pair.map(|pair| pair.local), Some(local));
    assert_eq!(two.socket(0, FD).local(), local);
}

#[test]
fn syns_from_nobody_shut_out_who_calls_until_their_entries_are_dropped() {
    // 4987-1
    let mut two = Two::of(|_, spec| spec.config.syncookies = Some(0));
    two.listen(1);
    let moment = Duration::from_millis(1);
    for port in 1..9 {
        let syn = Segment {
            src_port: port,
            dst_port: 80,
            flags: Flags::SYN,
            window: 1000,
            ..Segment::default()
        };
        let (nobody, here) = ("10.9.9.9", "10.0.0.2");
        two.arrive(Packet::new(
            nobody.parse().unwrap(),
            here.parse().unwrap(),
            syn,
        ));
        two.pass_in_silence(moment);
    }
    two.call(0, Call::Socket);
    two.call(0, connect(FD, "B:80"));
    two.settle();
    assert_eq!(two.state(0, FD), State::SynSent, "its SYN was dropped");
    two.pass_in_silence(Duration::from_secs(64));
    two.pass(Duration::from_secs(64));
    assert_eq!(two.state(0, FD), State::Established);
}
