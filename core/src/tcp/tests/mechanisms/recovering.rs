//! RFC 5681, RFC 6582 and RFC 3042 at work in a connection: SMSS 1000, ISS 100, the first octet is 101.

use crate::tcp::mechanism::congestion::{Algorithm, InitialWindow};
use crate::tcp::mechanism::recovery::Phase;
use crate::tcp::tests::kit::{After, Peer};
use crate::tcp::{Config, State, Timer};

/// An end in ESTABLISHED before a window of 65535, with plenty of room to send.
fn reno(initial: u32) -> Peer {
    let config = Config {
        mss: 1000,
        send_buffer: 1_000_000,
        initial_window: InitialWindow::Segments(initial),
        ..Config::default()
    };
    established(config)
}

fn established(config: Config) -> Peer {
    let mut peer = Peer::landed(config, State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><WND=65535><MSS=1000>");
    peer
}

/// An ACK of the first `thousands` thousand octets.
#[track_caller]
fn ack(peer: &mut Peer, thousands: u32) -> After {
    let number = 101 + thousands * 1000;
    peer.arrive(&format!("<SEQ=301><ACK={number}><CTL=ACK><WND=65535>"))
}

/// The thousands at which the segments sent begin.
fn sent(after: &After) -> Vec<u32> {
    after
        .sent()
        .map(|segment| segment.seq.since(crate::wire::SeqNum::new(101)) / 1000)
        .collect()
}

fn window(peer: &Peer) -> (u32, u32) {
    let window = peer.tcb().congestion.window;
    (window.cwnd, window.ssthresh)
}

#[test]
fn the_window_holds_back_what_exceeds_it() {
    // 5681-1, 5681-4: SMSS of 1000 octets gives four segments.
    let config = Config {
        mss: 1000,
        send_buffer: 1_000_000,
        ..Config::default()
    };
    let mut peer = established(config);
    assert_eq!(sent(&peer.send(100_000)), [0, 1, 2, 3]);
    assert_eq!(window(&peer), (4000, u32::MAX), "5681-5, 5681-7");
}

#[test]
fn after_a_lost_syn_the_window_begins_with_one_segment() {
    // 5681-6, 6928-2
    let mut peer = Peer::landed(Config::default(), State::SynSent);
    peer.fire(Timer::Retransmission);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><WND=65535><MSS=1000>");
    assert_eq!(window(&peer).0, 1000);
}

#[test]
fn a_lost_syn_may_be_forgiven() {
    let config = Config {
        syn_losses_forgiven: 1,
        initial_window: InitialWindow::Rfc6928,
        ..Config::default()
    };
    let mut peer = Peer::landed(config, State::SynSent);
    peer.fire(Timer::Retransmission);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><WND=65535><MSS=1000>");
    assert_eq!(window(&peer).0, 10_000);
}

#[test]
fn slow_start_doubles_the_window_each_round_trip() {
    // 5681-3, 5681-8
    let mut peer = reno(2);
    peer.send(100_000);
    assert_eq!(sent(&ack(&mut peer, 1)), [2, 3]);
    assert_eq!(sent(&ack(&mut peer, 2)), [4, 5]);
    for thousands in 3..=6 {
        ack(&mut peer, thousands);
    }
    assert_eq!(window(&peer).0, 8000);
}

#[test]
fn an_acknowledgment_in_small_pieces_gains_nothing() {
    // 5681-8: what ACKs cover counts, not their number.
    let mut peer = reno(4);
    peer.send(100_000);
    for octets in [111, 121, 131] {
        peer.arrive(&format!("<SEQ=301><ACK={octets}><CTL=ACK><WND=65535>"));
    }
    assert_eq!(window(&peer).0, 4030);
}

#[test]
fn without_congestion_control_only_the_peer_limits() {
    let config = Config {
        congestion: Algorithm::None,
        mss: 1000,
        ..Config::default()
    };
    let mut peer = established(config);
    assert_eq!(sent(&peer.send(60_000)).len(), 60);
}

#[test]
fn the_first_two_duplicates_each_release_a_new_segment() {
    // 3042-1, 5681-16: and cwnd stays.
    let mut peer = reno(5);
    peer.send(100_000);
    assert_eq!(sent(&ack(&mut peer, 0)), [5]);
    assert_eq!(sent(&ack(&mut peer, 0)), [6]);
    assert_eq!(window(&peer), (5000, u32::MAX));
    assert_eq!(peer.tcb().recovery.phase, Phase::Disorder);
}

#[test]
fn the_third_duplicate_retransmits_and_halves_the_window() {
    // 5681-15, 5681-17, 5681-18: the two segments of limited transmit do not count.
    let mut peer = reno(10);
    peer.send(100_000);
    ack(&mut peer, 0);
    ack(&mut peer, 0);
    let after = ack(&mut peer, 0);
    assert_eq!(sent(&after), [0]);
    assert!(
        after
            .outgoing
            .iter()
            .all(|outgoing| outgoing.retransmission)
    );
    assert_eq!(window(&peer), (8000, 5000));
    assert_eq!(peer.tcb().recovery.phase, Phase::Recovery);
}

#[test]
fn further_duplicates_inflate_the_window_until_new_data_fits() {
    // 5681-19
    let mut peer = reno(10);
    peer.send(100_000);
    for _ in 0..3 {
        ack(&mut peer, 0);
    }
    let released: Vec<_> = (0..6).map(|_| sent(&ack(&mut peer, 0))).collect();
    let none: [u32; 0] = [];
    assert_eq!(released[..4], [none, none, none, none]);
    assert_eq!(released[4..], [[12], [13]]);
    assert_eq!(window(&peer).0, 14_000);
}

#[test]
fn a_partial_acknowledgment_shows_the_next_hole() {
    // 6582-4, 6582-5
    let mut peer = reno(10);
    peer.send(12_000);
    for _ in 0..3 {
        ack(&mut peer, 0);
    }
    peer.wait(crate::time::Duration::from_millis(10));
    let due = peer.due(Timer::Retransmission);
    assert_eq!(sent(&ack(&mut peer, 4)), [4]);
    assert_eq!(window(&peer), (5000, 5000), "8000 - 4000 + 1000");
    assert!(peer.due(Timer::Retransmission) > due, "restarted");
    peer.wait(crate::time::Duration::from_millis(10));
    let due = peer.due(Timer::Retransmission);
    assert_eq!(sent(&ack(&mut peer, 6)), [6]);
    assert_eq!(window(&peer), (4000, 5000), "5000 - 2000 + 1000");
    assert_eq!(peer.due(Timer::Retransmission), due, "only by the first");
}

#[test]
fn a_full_acknowledgment_ends_recovery() {
    // 6582-3, 5681-20: min(ssthresh, max(0, SMSS) + SMSS).
    let mut peer = reno(10);
    peer.send(12_000);
    for _ in 0..3 {
        ack(&mut peer, 0);
    }
    ack(&mut peer, 12);
    assert_eq!(window(&peer), (2000, 5000));
    assert_eq!(peer.tcb().recovery.phase, Phase::Open);
}

#[test]
fn losses_in_two_windows_reduce_twice() {
    // 5681-24
    let mut peer = reno(10);
    peer.send(100_000);
    for _ in 0..3 {
        ack(&mut peer, 0);
    }
    ack(&mut peer, 12);
    ack(&mut peer, 13);
    for _ in 0..3 {
        ack(&mut peer, 13);
    }
    assert_eq!(window(&peer), (5000, 2000), "max(1000, 2 SMSS), and three");
}

#[test]
fn the_timer_leaves_one_segment_and_the_rest_follows_in_slow_start() {
    // 5681-11, 5681-13, 6582-6
    let mut peer = reno(8);
    peer.send(100_000);
    assert_eq!(sent(&peer.fire(Timer::Retransmission)), [0]);
    assert_eq!(window(&peer), (1000, 4000));
    assert_eq!(peer.tcb().recovery.phase, Phase::Loss);
    assert_eq!(sent(&ack(&mut peer, 1)), [1, 2]);
    assert_eq!(sent(&ack(&mut peer, 3)), [3, 4, 5]);
    let (before, after) = (ack(&mut peer, 8), peer.tcb().recovery.phase);
    assert_eq!(after, Phase::Open, "{before:?}");
}

#[test]
fn the_same_segment_repeated_again_leaves_the_threshold() {
    // 5681-12
    let mut peer = reno(8);
    peer.send(8000);
    peer.fire(Timer::Retransmission);
    peer.fire(Timer::Retransmission);
    assert_eq!(window(&peer), (1000, 4000));
}

#[test]
fn duplicates_after_a_timeout_are_echoes() {
    // 6582-7
    let mut peer = reno(8);
    peer.send(8000);
    peer.fire(Timer::Retransmission);
    ack(&mut peer, 4);
    for _ in 0..3 {
        let after = ack(&mut peer, 4);
        assert!(after.outgoing.is_empty());
    }
    assert_eq!(window(&peer).1, 4000);
}

#[test]
fn what_carries_data_or_moves_the_window_is_no_duplicate() {
    // 5681-2: each of the negatives.
    for segment in [
        "<SEQ=301><ACK=101><CTL=ACK><WND=65535><DATA=1>",
        "<SEQ=301><ACK=101><CTL=ACK><WND=65534>",
        "<SEQ=301><ACK=101><CTL=FIN,ACK><WND=65535>",
        "<SEQ=301><ACK=1101><CTL=ACK><WND=65535>",
    ] {
        let mut peer = reno(8);
        peer.send(8000);
        peer.arrive(segment);
        assert_eq!(peer.tcb().recovery.duplicates, 0, "{segment}");
    }
    let mut peer = reno(8);
    ack(&mut peer, 0);
    assert_eq!(peer.tcb().recovery.duplicates, 0, "nothing outstanding");
}

#[test]
fn after_a_silence_the_window_begins_small_again() {
    // 5681-21: more than an RTO, and min(IW, cwnd).
    let mut peer = reno(4);
    peer.send(4000);
    ack(&mut peer, 4);
    assert_eq!(window(&peer).0, 5000);
    peer.wait(crate::time::Duration::from_millis(900));
    assert_eq!(sent(&peer.send(1000)), [4], "not yet an RTO");
    ack(&mut peer, 5);
    peer.wait(crate::time::Duration::from_millis(1100));
    assert_eq!(sent(&peer.send(9000)), [5, 6, 7, 8]);
    assert_eq!(window(&peer).0, 4000);
}
