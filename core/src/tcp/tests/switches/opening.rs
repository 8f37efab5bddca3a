//! The handshake in two segments and in four, and numbers that everybody knows.

use super::super::kit::{Ends, Fate, Peer, Side, segment, small};
use super::{broken, is_broken, listening};
use crate::rule::Rule;
use crate::tcp::mechanism::isn::TICK;
use crate::tcp::switch::CONSTANT_ISN;
use crate::tcp::{Isn, State, Switch, Timer};
use crate::wire::SeqNum;

#[test]
fn with_two_segments_an_old_syn_leaves_a_ghost_that_with_three_a_rst_takes_away() {
    for (switch, then, end) in [
        (None, State::SynReceived, State::Listen),
        (
            Some(Switch::TwoWayHandshake),
            State::Established,
            State::Established,
        ),
    ] {
        let mut b = Peer::in_state(State::Listen);
        if let Some(switch) = switch {
            b.breaks(switch);
        }
        let after = b.arrive("<SEQ=9000><CTL=SYN>");
        assert_eq!(after.segments(), "<SEQ=100><ACK=9001><CTL=SYN,ACK>");
        assert_eq!(is_broken(&after), switch.is_some());
        assert_eq!(b.state(), then);
        // A knows of nothing and says so; its RST counts in SYN-RECEIVED. Where it is lost, the ghost stays.
        if switch.is_none() {
            b.arrive("<SEQ=9001><CTL=RST>");
        }
        assert_eq!(b.state(), end);
    }
}

#[test]
fn four_segments_lead_where_three_do() {
    let mut ends = listening(Some(Switch::SplitSynAck));
    ends.act(Side::A, Peer::open);
    ends.drive(20);
    assert_eq!(ends.states(), (State::Established, State::Established));
    assert_eq!(
        ends.log,
        [
            "0 s A <SEQ=100><CTL=SYN>",
            "0.01 s B <SEQ=300><ACK=101><CTL=ACK>",
            "0.01 s B <SEQ=300><CTL=SYN>",
            "0.02 s A <SEQ=101><ACK=301><CTL=ACK>",
        ]
    );
    for (end, peer) in [(&ends.a, &ends.b), (&ends.b, &ends.a)] {
        assert_eq!(end.tcb().snd.iss, peer.tcb().rcv.irs);
        assert_eq!(end.tcb().snd.una, peer.tcb().rcv.nxt);
    }
}

#[test]
fn an_end_that_waits_for_three_takes_the_split_answer_for_a_simultaneous_open() {
    let mut ends = listening(None);
    ends.b.breaks(Switch::SplitSynAck);
    ends.act(Side::A, Peer::open);
    ends.drive(20);
    assert_eq!(ends.states(), (State::Established, State::Established));
    assert_eq!(
        ends.log,
        [
            "0 s A <SEQ=100><CTL=SYN>",
            "0.01 s B <SEQ=300><ACK=101><CTL=ACK>",
            "0.01 s B <SEQ=300><CTL=SYN>",
            "0.02 s A <SEQ=100><ACK=301><CTL=SYN,ACK>",
            "0.03 s B <SEQ=301><ACK=101><CTL=ACK>",
        ]
    );
}

#[test]
fn whichever_half_of_the_split_answer_is_lost_the_connection_opens_all_the_same() {
    for lost in 1..4 {
        let mut sent = 0;
        let mut ends = listening(Some(Switch::SplitSynAck));
        ends.script(move |_, _| {
            sent += 1;
            if sent == lost + 1 {
                Fate::Drop
            } else {
                Fate::Deliver
            }
        });
        ends.act(Side::A, Peer::open);
        ends.drive_for_seconds(10);
        let states = (State::Established, State::Established);
        assert_eq!(ends.states(), states, "without segment {lost}");
    }
}

#[test]
fn a_syn_that_never_follows_its_ack_is_not_awaited_for_ever() {
    let mut a = broken(Switch::SplitSynAck, State::SynSent);
    let after = a.arrive("<SEQ=300><ACK=101><CTL=ACK>");
    assert!(is_broken(&after));
    assert_eq!(a.state(), State::SynSent);
    assert!(!a.runs(Timer::Retransmission), "its SYN has arrived");
    let after = a.fire(Timer::UserTimeout);
    assert_eq!(a.state(), State::Closed);
    assert_eq!(after.segments(), "-");
    // Without the switch the ACK is dropped, and the SYN goes on being repeated.
    let mut a = Peer::in_state(State::SynSent);
    let after = a.arrive("<SEQ=300><ACK=101><CTL=ACK>");
    assert!(after.rules.contains(&Rule::SynSentDrops));
    assert!(a.runs(Timer::Retransmission));
}

#[test]
fn a_syn_ack_that_comes_after_the_bare_ack_ends_the_waiting_too() {
    // Found by the exhaustive search: an old ACK is taken for the first half of an answer that comes whole.
    let mut a = broken(Switch::SplitSynAck, State::SynSent);
    a.arrive("<SEQ=300><ACK=101><CTL=ACK>");
    a.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK>");
    assert_eq!(a.state(), State::Established);
    assert!(!a.runs(Timer::UserTimeout));
}

#[test]
fn a_switch_thrown_back_between_the_two_halves_leaves_nobody_behind() {
    let mut ends = listening(Some(Switch::SplitSynAck));
    ends.act(Side::A, Peer::open);
    while ends.a.tcb().syn_in_flight() {
        ends.step();
    }
    ends.a.switches.set(Switch::SplitSynAck, false);
    ends.b.switches.set(Switch::SplitSynAck, false);
    ends.drive(20);
    assert_eq!(ends.states(), (State::Established, State::Established));
}

#[test]
fn a_constant_isn_is_the_same_for_every_pair_at_every_time() {
    let key = (1, 2);
    let isn_of = |constant: bool, port: u16, ticks: u64| {
        let mut peer = Peer::closed();
        peer.isn = Isn::Keyed { key };
        peer.pair.local.set_port(port);
        peer.wait(TICK.times(ticks));
        peer.switches.set(Switch::ConstantIsn, constant);
        let after = peer.open();
        assert_eq!(is_broken(&after), constant);
        peer.tcb().snd.iss
    };
    assert_eq!(isn_of(false, 1024, 5), isn_of(false, 1024, 0) + 5);
    assert_ne!(isn_of(false, 1024, 0), isn_of(false, 1025, 0));
    for (port, ticks) in [(1024, 0), (1024, 5), (1025, 5)] {
        assert_eq!(isn_of(true, port, ticks), CONSTANT_ISN);
    }
}

#[test]
fn a_host_with_a_number_of_its_own_keeps_it_when_it_is_constant() {
    let mut peer = Peer::closed();
    peer.breaks(Switch::ConstantIsn);
    peer.open();
    assert_eq!(peer.tcb().snd.iss, SeqNum::new(100));
}

#[test]
fn who_knows_the_isn_opens_in_anothers_name_without_ever_seeing_an_answer() {
    // C knows neither A nor the wire: it sends A's SYN, A's ACK and a line of text, one after the other.
    let forged = |guess: SeqNum| {
        let ack = guess + 1;
        format!("<SEQ=301><ACK={}><CTL=PSH,ACK><DATA=10>", ack.raw())
    };
    for (constant, opened) in [(true, true), (false, false)] {
        let mut b = Peer::in_state(State::Listen);
        b.isn = Isn::Keyed { key: (1, 2) };
        b.switches.set(Switch::ConstantIsn, constant);
        b.arrive("<SEQ=300><CTL=SYN>");
        let after = b.receive_segment(&segment(&forged(CONSTANT_ISN)));
        assert_eq!(b.state() == State::Established, opened, "{after:?}");
        if opened {
            assert_eq!(b.read(), "abcdefghij");
        } else {
            assert!(after.rules.contains(&Rule::AckResets));
        }
    }
}

#[test]
fn with_a_constant_isn_an_old_segment_of_the_last_connection_fits_into_the_next() {
    // Segment 3 is the text; a copy of it stays on the way for two seconds.
    let mut ends = Ends::new(small(), |_, segment| {
        if segment.payload.is_empty() {
            Fate::Deliver
        } else {
            Fate::Double(super::super::kit::millis(2000))
        }
    });
    for side in [Side::A, Side::B] {
        ends.peer(side).breaks(Switch::ConstantIsn);
    }
    ends.b.open_passive();
    ends.act(Side::A, Peer::open);
    ends.run_for(super::super::kit::millis(100));
    ends.act(Side::A, |a| a.send(10));
    ends.run_for(super::super::kit::millis(500));
    assert_eq!(ends.b.read(), "abcdefghij");
    // Both ends are restarted; only their numbers are the same.
    for peer in [&mut ends.a, &mut ends.b] {
        peer.connection = crate::tcp::Connection::Closed;
    }
    ends.b.open_passive();
    ends.act(Side::A, Peer::open);
    ends.run_for(super::super::kit::millis(5000));
    assert_eq!(ends.states(), (State::Established, State::Established));
    assert_eq!(
        ends.b.read(),
        "abcdefghij",
        "nobody sent it in this connection"
    );
}
