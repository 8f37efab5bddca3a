//! Any ACK passes, and old timestamps do.

use super::super::kit::{Peer, millis, small};
use super::{broken, is_broken};
use crate::rule::Rule;
use crate::tcp::{Config, Signal, State, Switch, What};
use crate::wire::SeqNum;

/// An ACK of what was never sent, and one older than any window, both with ten octets that fit.
const FORGED: [&str; 2] = [
    "<SEQ=301><ACK=70000><CTL=ACK><DATA=10>",
    "<SEQ=301><ACK=4294000000><CTL=ACK><DATA=10>",
];

#[test]
fn text_whose_ack_cannot_be_is_read_only_where_any_ack_passes() {
    for forged in FORGED {
        let mut peer = Peer::in_state(State::Established);
        let after = peer.arrive(forged);
        assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK>", "{forged}");
        assert_eq!(peer.tcb().unread(), 0, "{forged}");

        let mut peer = broken(Switch::AcceptAnyAck, State::Established);
        let after = peer.arrive(forged);
        assert!(is_broken(&after), "{forged}");
        assert_eq!(peer.read(), "abcdefghij", "{forged}");
        assert_eq!(peer.tcb().snd.una, SeqNum::new(101), "{forged}");
    }
}

#[test]
fn an_ack_of_the_unsent_acknowledges_what_was_sent_and_perhaps_lost() {
    let mut peer = broken(Switch::AcceptAnyAck, State::Established);
    peer.send(50);
    let after = peer.arrive("<SEQ=301><ACK=70000><CTL=ACK>");
    let (ack, nxt) = (SeqNum::new(70_000), SeqNum::new(151));
    assert!(after.notes.contains(&What::AckBelieved { ack, nxt }));
    assert_eq!(peer.tcb().snd.una, nxt);
    assert_eq!(
        peer.tcb().send_buffer.octets(),
        0,
        "nothing can be repeated"
    );
}

#[test]
fn an_ack_that_is_too_old_acknowledges_nothing_and_is_no_duplicate() {
    let mut peer = broken(Switch::AcceptAnyAck, State::Established);
    peer.send(50);
    for _ in 0..3 {
        let after = peer.arrive("<SEQ=301><ACK=4294000000><CTL=ACK>");
        assert_eq!(after.segments(), "-");
    }
    assert_eq!(peer.tcb().snd.una, SeqNum::new(101));
    assert_eq!(peer.tcb().recovery.duplicates, 0);
}

#[test]
fn a_good_ack_passes_as_ever() {
    let mut peer = broken(Switch::AcceptAnyAck, State::Established);
    peer.send(50);
    let after = peer.arrive("<SEQ=301><ACK=121><CTL=ACK>");
    assert!(!is_broken(&after));
    assert_eq!(peer.tcb().snd.una, SeqNum::new(121));
}

#[test]
fn in_syn_received_any_ack_is_the_third_segment() {
    for ack in [90, 100, 102, 70_000] {
        let third = format!("<SEQ=301><ACK={ack}><CTL=ACK>");
        let mut peer = Peer::in_state(State::SynReceived);
        let after = peer.arrive(&third);
        assert_eq!(after.segments(), format!("<SEQ={ack}><CTL=RST>"));

        let mut peer = broken(Switch::AcceptAnyAck, State::SynReceived);
        peer.arrive(&third);
        assert_eq!(peer.state(), State::Established, "{third}");
        assert_eq!(peer.tcb().snd.una, SeqNum::new(101), "{third}");
    }
}

#[test]
fn in_syn_sent_an_old_syn_ack_opens_and_a_blind_rst_refuses() {
    let old = "<SEQ=300><ACK=7><CTL=SYN,ACK>";
    let mut peer = Peer::in_state(State::SynSent);
    assert_eq!(peer.arrive(old).segments(), "<SEQ=7><CTL=RST>");
    assert_eq!(peer.state(), State::SynSent);

    let mut peer = broken(Switch::AcceptAnyAck, State::SynSent);
    assert_eq!(peer.arrive(old).segments(), "<SEQ=101><ACK=301><CTL=ACK>");
    assert_eq!(peer.state(), State::Established);

    let mut peer = broken(Switch::AcceptAnyAck, State::SynSent);
    let after = peer.arrive("<SEQ=0><ACK=7><CTL=RST,ACK>");
    assert_eq!(after.signals, [Signal::Refused]);
}

#[test]
fn closed_and_listen_answer_an_ack_as_ever() {
    for state in [State::Closed, State::Listen] {
        let mut peer = broken(Switch::AcceptAnyAck, state);
        let after = peer.arrive("<SEQ=301><ACK=777><CTL=ACK>");
        assert_eq!(after.segments(), "<SEQ=777><CTL=RST>", "{state}");
    }
}

#[test]
fn without_paws_a_segment_of_four_gibibytes_ago_is_read() {
    // The number fits again, only the timestamp is old.
    let old = "<SEQ=301><ACK=101><CTL=ACK><TS=4999:10><DATA=10>";
    let open = || {
        let config = Config {
            timestamps: true,
            ..small()
        };
        let mut peer = Peer::landed(config, State::SynSent);
        peer.wait(millis(10));
        peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=100><TS=5000:0>");
        peer
    };
    let mut peer = open();
    let after = peer.arrive(old);
    assert!(after.rules.contains(&Rule::PawsRefuses));
    assert_eq!(peer.tcb().unread(), 0);

    let mut peer = open();
    peer.breaks(Switch::NoPaws);
    let after = peer.arrive(old);
    let (value, recent) = (4999, 5000);
    assert!(after.notes.contains(&What::OldTimestamp { value, recent }));
    assert_eq!(peer.read(), "abcdefghij");
    let recent = peer.tcb().ts.recent.map(|(value, _)| value);
    assert_eq!(recent, Some(5000), "its timestamp is not echoed");
}
