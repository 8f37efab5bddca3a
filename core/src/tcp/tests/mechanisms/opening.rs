//! 3.5 and 3.10.1: opening, both ways, with two ends.

use std::net::SocketAddr;

use crate::tcp::tests::kit::{Ends, Fate, Peer, Side, millis, small, socket};
use crate::tcp::{Connection, Error, Isn, State, Timer};
use crate::time::{Duration, Instant};
use crate::wire::Flags;

#[test]
fn an_active_open_needs_a_peer_that_can_be_one() {
    // MUST-46
    for remote in [
        "224.0.0.1:80",
        "255.255.255.255:80",
        "0.0.0.0:80",
        "[ff02::1]:80",
        "[::]:80",
        "192.0.2.2:0",
    ] {
        let mut peer = Peer::closed();
        peer.pair.remote = socket(remote);
        let (pair, config) = (peer.pair, peer.config);
        let (result, after) = peer.step(|c, cx| c.open_active(pair, config, cx));
        assert_eq!(result, Err(Error::RemoteUnspecified), "{remote}");
        assert_eq!((after.outputs, peer.state()), (0, State::Closed));
    }
}

#[test]
fn a_send_in_listen_opens_to_the_peer_that_was_named() {
    // 3.10.2
    let mut peer = Peer::closed();
    peer.open_passive_to_peer();
    let after = peer.send(10);
    assert_eq!(after.segments(), "<SEQ=100><CTL=SYN>");
    let after = peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=PSH,ACK><DATA=10>");
}

#[test]
fn the_initial_number_follows_the_clock_of_four_microseconds() {
    // MUST-8, SHLD-1: between the same sockets only M differs.
    let iss = |remote: SocketAddr, now: Instant| {
        let mut peer = Peer::closed();
        peer.isn = Isn::Keyed { key: (1, 2) };
        (peer.pair.remote, peer.now) = (remote, now);
        peer.open();
        peer.tcb().snd.iss
    };
    let remote = socket("192.0.2.2:80");
    let later = Instant::START + millis(1);
    assert_eq!(iss(remote, later).since(iss(remote, Instant::START)), 250);
    let other = socket("192.0.2.3:80");
    assert_ne!(iss(other, later).since(iss(other, Instant::START)), 0);
    assert_ne!(iss(remote, later), iss(other, later));
}

#[test]
fn a_lost_syn_comes_again() {
    let mut first = true;
    let mut ends = Ends::new(small(), |_, _| {
        if std::mem::take(&mut first) {
            Fate::Drop
        } else {
            Fate::Deliver
        }
    });
    ends.b.open_passive();
    ends.act(Side::A, Peer::open);
    ends.drive(10);
    assert_eq!(ends.states(), (State::Established, State::Established));
    assert_eq!(ends.now.as_nanos() / 1_000_000, 1030);
}

#[test]
fn data_makes_up_for_a_lost_third_ack() {
    let mut ends = Ends::new(small(), |side, segment| {
        let third = side == Side::A && segment.flags == Flags::ACK && segment.payload.is_empty();
        if third { Fate::Drop } else { Fate::Deliver }
    });
    ends.b.open_passive();
    ends.act(Side::A, Peer::open);
    ends.run_for(millis(100));
    assert_eq!(ends.states(), (State::Established, State::SynReceived));
    ends.act(Side::A, |peer| peer.send(10));
    ends.run_for(millis(15));
    assert_eq!(ends.states(), (State::Established, State::Established));
    assert_eq!(ends.b.read(), "abcdefghij");
}

#[test]
fn without_data_the_repeated_syn_ack_makes_up_for_a_lost_third_ack() {
    let mut acks = 0;
    let mut ends = Ends::new(small(), |side, segment| {
        acks += u32::from(side == Side::A && segment.flags == Flags::ACK);
        if side == Side::A && acks == 1 {
            Fate::Drop
        } else {
            Fate::Deliver
        }
    });
    ends.b.open_passive();
    ends.act(Side::A, Peer::open);
    ends.drive(20);
    assert_eq!(ends.states(), (State::Established, State::Established));
}

#[test]
fn simultaneous_open_ends_in_one_connection_whatever_is_lost() {
    // MUST-10: each of the first eight segments in turn.
    for lost in 0..8 {
        let mut sent = 0;
        let mut ends = Ends::new(small(), |_, _| {
            sent += 1;
            if sent == lost + 1 {
                Fate::Drop
            } else {
                Fate::Deliver
            }
        });
        ends.act(Side::A, Peer::open);
        ends.act(Side::B, Peer::open);
        ends.drive(100);
        assert_eq!(
            ends.states(),
            (State::Established, State::Established),
            "{lost}"
        );
        assert_eq!(ends.a.tcb().rcv.nxt, ends.b.tcb().snd.nxt);
        assert_eq!(ends.b.tcb().rcv.nxt, ends.a.tcb().snd.nxt);
    }
}

#[test]
fn close_in_syn_received_with_data_waits_for_established() {
    let mut peer = Peer::in_state(State::SynReceived);
    peer.send(10);
    assert_eq!(peer.close().expect("CLOSE").segments(), "-");
    assert_eq!(peer.state(), State::SynReceived);
    assert_eq!(peer.close().unwrap_err(), Error::Closing);
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK>");
    assert_eq!(
        after.segments(),
        "<SEQ=101><ACK=301><CTL=FIN,PSH,ACK><DATA=10>"
    );
    assert_eq!(peer.state(), State::FinWait1);
}

#[test]
fn close_in_syn_received_without_data_sends_the_fin_behind_the_syn() {
    let mut peer = Peer::in_state(State::SynReceived);
    let after = peer.close().expect("CLOSE");
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=FIN,ACK>");
    // The SYN is still the oldest in flight.
    let after = peer.fire(Timer::Retransmission);
    assert_eq!(after.segments(), "<SEQ=100><ACK=301><CTL=SYN,ACK>");
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK>");
    assert_eq!(peer.state(), State::FinWait1);
    let after = peer.fire(Timer::Retransmission);
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=FIN,ACK>");
    peer.arrive("<SEQ=301><ACK=102><CTL=ACK>");
    assert_eq!(peer.state(), State::FinWait2);
}

#[test]
fn a_call_to_a_closed_port_is_refused() {
    let mut ends = Ends::new(small(), |_, _| Fate::Deliver);
    ends.act(Side::A, Peer::open);
    ends.drive(10);
    assert_eq!(ends.a.connection, Connection::Closed);
    assert_eq!(
        ends.log,
        [
            "0 s A <SEQ=100><CTL=SYN>",
            "0.01 s B <SEQ=0><ACK=101><CTL=RST,ACK>"
        ]
    );
}

#[test]
fn the_user_timeout_ends_an_open_that_nobody_answers() {
    let config = crate::tcp::Config {
        user_timeout: Some(Duration::from_secs(5)),
        ..small()
    };
    let mut peer = Peer::landed(config, State::SynSent);
    peer.fire(Timer::Retransmission);
    assert_eq!(peer.due(Timer::UserTimeout), Duration::from_secs(4));
    peer.fire(Timer::UserTimeout);
    assert_eq!(peer.state(), State::Closed);
}
