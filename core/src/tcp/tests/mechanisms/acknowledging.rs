//! 3.8.6.3: acknowledgments, late, together, or at once.

use crate::tcp::tests::kit::{Peer, millis, small};
use crate::tcp::{Config, State, Timer};

#[test]
fn every_second_full_segment_is_acknowledged() {
    // SHLD-19
    let mut peer = Peer::in_state(State::Established);
    let mut answers = Vec::new();
    for seq in (301..701).step_by(100) {
        let after = peer.arrive(&format!("<SEQ={seq}><ACK=101><CTL=ACK><DATA=100>"));
        answers.push(after.segments());
    }
    assert_eq!(
        answers,
        [
            "-",
            "<SEQ=101><ACK=501><CTL=ACK>",
            "-",
            "<SEQ=101><ACK=701><CTL=ACK>"
        ]
    );
}

#[test]
fn a_lone_segment_is_acknowledged_within_half_a_second() {
    // MUST-40
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=1>");
    assert_eq!(peer.due(Timer::DelayedAck), millis(200));
    let after = peer.fire(Timer::DelayedAck);
    assert_eq!(after.segments(), "<SEQ=101><ACK=302><CTL=ACK>");
    assert!(!peer.runs(Timer::DelayedAck));
}

#[test]
fn linux_waits_40_milliseconds_when_it_is_in_no_hurry() {
    let mut peer = Peer::landed(Config::linux_6(), State::Established);
    for seq in 301..318 {
        peer.arrive(&format!("<SEQ={seq}><ACK=101><CTL=ACK><DATA=1>"));
    }
    assert_eq!(peer.due(Timer::DelayedAck), millis(40));
}

#[test]
fn data_of_our_own_carries_the_ack() {
    // MUST-58
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=10>");
    let after = peer.send(5);
    assert_eq!(after.segments(), "<SEQ=101><ACK=311><CTL=PSH,ACK><DATA=5>");
    assert!(!peer.runs(Timer::DelayedAck));
}

#[test]
fn without_delay_every_segment_is_acknowledged() {
    let config = Config {
        delayed_ack: None,
        ..small()
    };
    let mut peer = Peer::landed(config, State::Established);
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=1>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=302><CTL=ACK>");
}

#[test]
fn a_hole_is_answered_at_once_until_it_is_filled() {
    // MAY-13, RFC 5681 4.2
    let mut peer = Peer::in_state(State::Established);
    for (label, arriving, answer) in [
        ("in order", "<SEQ=301><ACK=101><CTL=ACK><DATA=10>", "-"),
        (
            "ahead",
            "<SEQ=321><ACK=101><CTL=ACK><DATA=10>",
            "<SEQ=101><ACK=311><CTL=ACK>",
        ),
        (
            "ahead again",
            "<SEQ=331><ACK=101><CTL=ACK><DATA=10>",
            "<SEQ=101><ACK=311><CTL=ACK>",
        ),
        (
            "filled",
            "<SEQ=311><ACK=101><CTL=ACK><DATA=10>",
            "<SEQ=101><ACK=341><CTL=ACK>",
        ),
        (
            "in order again",
            "<SEQ=341><ACK=101><CTL=ACK><DATA=10>",
            "-",
        ),
    ] {
        assert_eq!(peer.arrive(arriving).segments(), answer, "{label}");
    }
}

#[test]
fn an_ack_that_was_withheld_leaves_with_the_window_update() {
    let config = Config {
        receive_buffer: 150,
        ..small()
    };
    let mut peer = Peer::landed(config, State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=150>");
    let (_, after) = peer.receive(1000);
    assert_eq!(after.full(), "<SEQ=101><ACK=451><CTL=ACK><WND=150>");
    assert!(!peer.runs(Timer::DelayedAck));
}

#[test]
fn an_ack_is_not_acknowledged() {
    for state in [State::Established, State::CloseWait, State::FinWait2] {
        let mut peer = Peer::in_state(state);
        let (nxt, una) = (peer.tcb().rcv.nxt, peer.tcb().snd.una);
        let after = peer.arrive(&format!("<SEQ={nxt}><ACK={una}><CTL=ACK>"));
        assert_eq!(after.segments(), "-", "{state}");
    }
}
