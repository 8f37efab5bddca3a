//! ICMP errors reach the socket whose segment they quote, and are errors of its calls.

use super::kit::*;
use crate::host::*;
use crate::rule::Rule;
use crate::tcp::State;
use crate::time::Duration;
use crate::wire::{Icmp, Packet, Quoted};

/// A message of a router about the segment that A's descriptor 3 sent with its oldest number in flight.
fn about(two: &Two, kind: u8, code: u8) -> Packet {
    let tcb = two.socket(0, FD).tcb().expect("a connection");
    let quoted = Quoted {
        src: tcb.pair.local.ip(),
        dst: tcb.pair.remote.ip(),
        src_port: tcb.pair.local.port(),
        dst_port: tcb.pair.remote.port(),
        seq: tcb.snd.una,
    };
    let message = Icmp {
        kind,
        code,
        mtu: 0,
        quoted,
    };
    Packet::icmp("192.0.2.254".parse().unwrap(), quoted.src, message)
}

/// A's connect is under way, its SYN on a wire that nobody empties.
fn connecting(change: impl Fn(usize, &mut HostSpec)) -> Two {
    let mut two = Two::of(change);
    two.call(0, Call::Socket);
    assert_eq!(two.call(0, connect(FD, "B:80")), None);
    two.wire.clear();
    two
}

#[test]
fn connect_fails_with_the_error_that_linux_has_for_each_code() {
    let cases = [
        (3, 0, Errno::ENETUNREACH),
        (3, 1, Errno::EHOSTUNREACH),
        (3, 2, Errno::ENOPROTOOPT),
        (3, 3, Errno::ECONNREFUSED),
        (3, 5, Errno::EOPNOTSUPP),
        (3, 6, Errno::ENETUNREACH),
        (3, 7, Errno::EHOSTDOWN),
        (3, 8, Errno::ENONET),
        (3, 9, Errno::ENETUNREACH),
        (3, 10, Errno::EHOSTUNREACH),
        (3, 13, Errno::EHOSTUNREACH),
        (11, 0, Errno::EHOSTUNREACH),
        (12, 0, Errno::EPROTO),
    ];
    for (kind, code, errno) in cases {
        let mut two = connecting(|_, _| {});
        two.arrive(about(&two, kind, code));
        let connected = two.returned(0).last().copied();
        assert_eq!(
            connected,
            Some((CallName::Connect, Err(errno))),
            "{kind}/{code}"
        );
        assert_eq!(two.state(0, FD), State::Closed);
    }
}

#[test]
fn with_the_errors_of_bsd_what_is_not_allowed_is_refused() {
    let cases = [
        (3, 2, Errno::ECONNREFUSED),
        (3, 3, Errno::ECONNREFUSED),
        (3, 9, Errno::ECONNREFUSED),
        (3, 13, Errno::ECONNREFUSED),
        (3, 0, Errno::EHOSTUNREACH),
        (11, 0, Errno::EHOSTUNREACH),
        (12, 0, Errno::ENOPROTOOPT),
    ];
    for (kind, code, errno) in cases {
        let mut two = connecting(|_, spec| spec.config.icmp_refuses = Some(true));
        two.arrive(about(&two, kind, code));
        let connected = two.returned(0).last().copied();
        assert_eq!(
            connected,
            Some((CallName::Connect, Err(errno))),
            "{kind}/{code}"
        );
    }
}

#[test]
fn a_soft_error_is_told_when_the_connection_is_given_up() {
    let mut two = Two::connected();
    two.call(0, send(FD, "hello"));
    two.wire.clear();
    two.arrive(about(&two, 3, 1));
    assert_eq!(two.state(0, FD), State::Established);
    assert_eq!(two.socket(0, FD).error(), None, "nothing is told yet");
    two.pass_in_silence(Duration::from_secs(1200));
    assert_eq!(two.socket(0, FD).error(), Some(Errno::EHOSTUNREACH));
}

#[test]
fn a_message_about_a_segment_that_nobody_here_sent_is_noted_and_dropped() {
    let mut two = Two::connected();
    two.call(0, send(FD, "hello"));
    let mut stray = about(&two, 3, 3);
    let crate::wire::Body::Icmp(message) = &mut stray.body else {
        panic!("not a message")
    };
    message.quoted.src_port ^= 1;
    two.arrive(stray);
    let last = two.notes(0).last().copied();
    assert_eq!(last.map(|note| note.what), Some(HostWhat::IcmpStray));
    assert_eq!(two.state(0, FD), State::Established);
}

#[test]
fn a_listener_takes_no_harm_and_its_entry_goes() {
    let mut two = Two::of(|_, spec| spec.config.icmp = Some(crate::tcp::IcmpPolicy::Hard));
    two.listen(5);
    two.call(0, Call::Socket);
    two.call(0, connect(FD, "B:80"));
    two.deliver();
    let entry = two.wire.pop_front().expect("a SYN,ACK");
    let segment = entry.segment().expect("a segment");
    let quoted = Quoted {
        src: entry.src,
        dst: entry.dst,
        src_port: segment.src_port,
        dst_port: segment.dst_port,
        seq: segment.seq,
    };
    let message = Icmp {
        kind: 3,
        code: 3,
        mtu: 0,
        quoted,
    };
    two.arrive(Packet::icmp(entry.dst, entry.src, message));
    let rules: Vec<Rule> = two.notes(1).iter().map(|note| note.rule).collect();
    assert!(rules.contains(&Rule::EntryGone), "{rules:?}");
    assert_eq!(two.state(1, FD), State::Listen);
}

#[test]
fn a_router_that_says_too_big_gets_smaller_segments() {
    let mut two = Two::connected();
    two.call(0, send_many(FD, 1400));
    two.wire.clear();
    let mut told = about(&two, 3, 4);
    let crate::wire::Body::Icmp(message) = &mut told.body else {
        panic!("not a message")
    };
    message.mtu = 1000;
    two.arrive(told);
    assert!(two.wire.iter().all(|packet| packet.wire_len() <= 1000));
    two.settle();
    assert_eq!(
        two.socket(1, 4).tcb().map(crate::tcp::Tcb::unread),
        Some(1400)
    );
}
