//! Without TIME-WAIT, and without RST.

use super::super::kit::{Peer, Side, small};
use super::{broken, is_broken, listening};
use crate::rule::Rule;
use crate::tcp::{Config, Signal, State, Switch, Timer, What};

#[test]
fn without_time_wait_the_last_ack_leaves_and_the_record_is_gone() {
    for (state, last, ack) in [
        (
            State::FinWait2,
            "<SEQ=301><ACK=102><CTL=FIN,ACK>",
            "<SEQ=102><ACK=302><CTL=ACK>",
        ),
        // FIN and ACK in one segment (figure 5, note 2).
        (
            State::FinWait1,
            "<SEQ=301><ACK=102><CTL=FIN,ACK>",
            "<SEQ=102><ACK=302><CTL=ACK>",
        ),
        (State::Closing, "<SEQ=302><ACK=102><CTL=ACK>", "-"),
    ] {
        let mut kept = Peer::in_state(state);
        assert_eq!(kept.arrive(last).segments(), ack, "{state}");
        assert_eq!(kept.state(), State::TimeWait, "{state}");
        let mut skipped = broken(Switch::NoTimeWait, state);
        let after = skipped.arrive(last);
        assert_eq!(after.segments(), ack, "{state}");
        assert_eq!(skipped.state(), State::Closed, "{state}");
        assert!(after.rules.contains(&Rule::NoTimeWait));
        assert!(after.signals.contains(&Signal::Closed));
    }
}

#[test]
fn without_time_wait_who_lost_the_last_ack_is_answered_with_a_rst() {
    for (switch, answer) in [
        (None, "<SEQ=102><ACK=302><CTL=ACK>"),
        (Some(Switch::NoTimeWait), "<SEQ=102><CTL=RST>"),
    ] {
        let mut a = Peer::in_state(State::FinWait2);
        if let Some(switch) = switch {
            a.breaks(switch);
        }
        a.arrive("<SEQ=301><ACK=102><CTL=FIN,ACK>");
        let after = a.arrive("<SEQ=301><ACK=102><CTL=FIN,ACK>");
        assert_eq!(after.segments(), answer);
    }
}

#[test]
fn a_time_wait_that_is_there_stays_when_the_switch_is_thrown() {
    let mut peer = broken(Switch::NoTimeWait, State::TimeWait);
    peer.arrive("<SEQ=301><ACK=102><CTL=FIN,ACK>");
    assert_eq!(peer.state(), State::TimeWait);
    peer.fire(Timer::TimeWait);
    assert_eq!(peer.state(), State::Closed);
}

#[test]
fn no_rst_leaves_from_any_state() {
    // State, what arrives, and the RST that is due.
    for (state, arrives) in [
        (State::Closed, "<SEQ=300><CTL=SYN>"),
        (State::Closed, "<SEQ=300><ACK=777><CTL=ACK><DATA=10>"),
        (State::Listen, "<SEQ=300><ACK=777><CTL=ACK>"),
        (State::SynSent, "<SEQ=300><ACK=777><CTL=ACK>"),
        (State::SynReceived, "<SEQ=301><ACK=777><CTL=ACK>"),
    ] {
        let mut honest = Peer::in_state(state);
        let due = honest.arrive(arrives);
        assert!(due.segments().contains("RST"), "{state} {arrives}");
        let mut silent = broken(Switch::NoRst, state);
        let after = silent.arrive(arrives);
        assert_eq!(after.segments(), "-", "{state} {arrives}");
        let seq = due.sent().next().map(|segment| segment.seq);
        let withheld = seq.map(|seq| What::ResetWithheld { seq });
        assert!(after.notes.contains(&withheld.expect("a RST was due")));
        assert_eq!(silent.state(), state);
    }
}

#[test]
fn without_rst_abort_ends_this_end_only() {
    let mut peer = broken(Switch::NoRst, State::Established);
    let after = peer.abort().expect("ABORT in ESTABLISHED");
    assert_eq!(after.segments(), "-");
    assert_eq!(peer.state(), State::Closed);
    assert!(after.rules.contains(&Rule::NoRst));
    assert!(!after.rules.contains(&Rule::AbortResets));
}

#[test]
fn without_rst_the_peer_of_a_crashed_host_hangs_half_open() {
    for (switch, b) in [
        (None, State::Closed),
        (Some(Switch::NoRst), State::Established),
    ] {
        let mut ends = listening(switch);
        ends.act(Side::A, Peer::open);
        ends.drive(20);
        // A forgets everything, as in a crash; then B speaks (RFC 9293, figure 10).
        ends.a.connection = crate::tcp::Connection::Closed;
        ends.act(Side::B, |b| b.send(10));
        ends.drive_for_seconds(50);
        assert_eq!(ends.states(), (State::Closed, b));
        if switch.is_some() {
            assert!(
                ends.b.tcb().repeats() > 3,
                "it asks nobody, again and again"
            );
        }
    }
}

#[test]
fn without_rst_keepalive_gives_up_quietly() {
    let config = Config {
        keepalive: true,
        keepalive_probes: 1,
        ..small()
    };
    let mut peer = Peer::landed(config, State::Established);
    peer.breaks(Switch::NoRst);
    peer.fire(Timer::Keepalive);
    let after = peer.fire(Timer::Keepalive);
    assert_eq!(
        (after.segments().as_str(), peer.state()),
        ("-", State::Closed)
    );
    assert!(is_broken(&after));
}
