use crate::rule::Rule;
use crate::tcp::mechanism::congestion::Algorithm;
use crate::tcp::tests::kit::{After, Peer, small};
use crate::tcp::{Config, Signal, State, Timer};
use crate::wire::IcmpError;

/// ESTABLISHED with segments of 1460 octets, three of which are out: 101, 1561 and 3021.
fn sending(config: Config) -> Peer {
    let mut peer = Peer::landed(config, State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=1460><WND=60000>");
    let after = peer.send(4380);
    assert_eq!(lengths(&after), [1460, 1460, 1460]);
    peer
}

fn large() -> Config {
    Config {
        mss: u16::MAX,
        min_path_mtu: 0,
        ..small()
    }
}

fn lengths(after: &After) -> Vec<u32> {
    let sent = after.sent();
    sent.map(crate::wire::Segment::payload_len).collect()
}

fn too_big(peer: &mut Peer, mtu: u32, seq: u32) -> After {
    peer.icmp(IcmpError::TooBig { mtu }, seq)
}

#[test]
fn what_was_too_big_goes_again_at_once_in_smaller_pieces() {
    let mut peer = sending(large());
    let after = too_big(&mut peer, 1000, 101);
    assert_eq!(peer.tcb().mss, 960);
    assert_eq!(lengths(&after), [960, 500, 960, 500, 960, 500]);
    let seqs: Vec<u32> = after.sent().map(|segment| segment.seq.raw()).collect();
    assert_eq!(seqs, [101, 1061, 1561, 2521, 3021, 3981]);
    assert_eq!(lengths(&peer.send(2000)), [960, 960]);
}

#[test]
fn everything_arrives_and_the_queue_is_empty_afterwards() {
    let mut peer = sending(large());
    too_big(&mut peer, 1000, 1561);
    for ack in [1061, 1561, 4481] {
        peer.arrive(&format!("<SEQ=301><ACK={ack}><CTL=ACK><WND=60000>"));
    }
    assert_eq!(peer.tcb().in_flight(), 0);
    assert!(peer.tcb().scoreboard.is_empty());
    assert!(!peer.runs(Timer::Retransmission));
}

#[test]
fn the_congestion_window_stays() {
    let config = Config {
        congestion: Algorithm::Reno,
        ..large()
    };
    let mut peer = sending(config);
    let before = peer.tcb().congestion.window;
    too_big(&mut peer, 1000, 101);
    let after = peer.tcb().congestion.window;
    assert_eq!((after.cwnd, after.ssthresh), (before.cwnd, before.ssthresh));
}

#[test]
fn a_claim_that_is_not_smaller_changes_nothing() {
    let mut peer = sending(large());
    for mtu in [1500, 1501, 70_000] {
        let after = too_big(&mut peer, mtu, 101);
        assert_eq!(after.segments(), "-");
        assert_eq!(peer.tcb().mss, 1460);
    }
}

#[test]
fn no_claim_makes_segments_smaller_than_the_least_link() {
    let mut peer = sending(large());
    too_big(&mut peer, 0, 101);
    assert_eq!(peer.tcb().mss, 68 - 40);
    let config = Config {
        min_path_mtu: 552,
        ..large()
    };
    let mut careful = sending(config);
    too_big(&mut careful, 100, 101);
    assert_eq!(careful.tcb().mss, 552 - 40);
}

#[test]
fn a_claim_about_numbers_that_are_not_out_is_forged() {
    let mut peer = sending(large());
    let after = too_big(&mut peer, 600, 100);
    assert_eq!(after.rules, [Rule::IcmpForged]);
    assert_eq!(peer.tcb().mss, 1460);
}

#[test]
fn without_discovery_it_is_an_error_like_others() {
    let config = Config {
        path_mtu_discovery: false,
        ..large()
    };
    let mut peer = sending(config);
    let after = too_big(&mut peer, 600, 101);
    assert!(matches!(after.signals[..], [Signal::SoftError(_)]));
    assert_eq!(peer.tcb().mss, 1460);
}

#[test]
fn what_the_peer_has_reported_does_not_go_again() {
    let config = Config {
        sack: true,
        ..large()
    };
    let mut peer = Peer::landed(config, State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=1460><WND=60000><SACKOK>");
    peer.send(4380);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=60000><SACK=1561:3021>");
    let after = too_big(&mut peer, 1000, 101);
    let seqs: Vec<u32> = after.sent().map(|segment| segment.seq.raw()).collect();
    assert_eq!(seqs, [101, 1061, 3021, 3981]);
}
