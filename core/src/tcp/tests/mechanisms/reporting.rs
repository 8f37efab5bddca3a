//! Recovery with selective acknowledgments: RFC 2018, RFC 6675, RFC 9937, RFC 8985, as Linux runs it. SMSS 1000.

mod by_time;

use crate::tcp::mechanism::congestion::InitialWindow;
use crate::tcp::mechanism::recovery::{self, Phase};
use crate::tcp::tests::kit::{After, Peer, millis};
use crate::tcp::{Config, Connection, State, Timer};
use crate::wire::{Flags, SeqNum};

/// Nothing was sent.
const NONE: [u32; 0] = [];

/// An end in ESTABLISHED with these knobs: ISS 100, the first octet is 101, the handshake took 10 ms.
fn established(config: Config) -> Peer {
    let config = Config {
        mss: 1000,
        send_buffer: 1_000_000,
        timestamps: false,
        window_scaling: false,
        sack: true,
        ..config
    };
    let mut peer = Peer::landed(config, State::SynSent);
    peer.wait(millis(10));
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><WND=65535><MSS=1000><SACKOK>");
    peer
}

fn linux() -> Peer {
    established(Config::linux_6())
}

/// An ACK of the first `thousands` thousand octets that reports these thousands.
#[track_caller]
fn ack(peer: &mut Peer, thousands: u32, blocks: &[(u32, u32)]) -> After {
    let number = |thousands: u32| 101 + thousands * 1000;
    let mut segment = format!("<SEQ=301><ACK={}><CTL=ACK><WND=65535>", number(thousands));
    if !blocks.is_empty() {
        let list: Vec<String> = blocks
            .iter()
            .map(|(left, right)| format!("{}:{}", number(*left), number(*right)))
            .collect();
        segment.push_str(&format!("<SACK={}>", list.join(",")));
    }
    peer.arrive(&segment)
}

/// The thousands at which the segments sent begin.
fn sent(after: &After) -> Vec<u32> {
    after
        .sent()
        .map(|segment| segment.seq.since(SeqNum::new(101)) / 1000)
        .collect()
}

#[test]
fn four_lost_at_once_are_repeated_as_reports_come_in() {
    let mut peer = linux();
    peer.send(10_000);
    peer.wait(millis(10));
    assert_eq!(sent(&ack(&mut peer, 0, &[(4, 5)])), NONE);
    peer.wait(millis(2));
    assert_eq!(sent(&ack(&mut peer, 0, &[(4, 6)])), NONE);
    assert_eq!(sent(&ack(&mut peer, 0, &[(4, 7)])), [0]);
    assert_eq!(sent(&ack(&mut peer, 0, &[(4, 8)])), [1]);
    assert_eq!(sent(&ack(&mut peer, 0, &[(4, 9)])), [2]);
    assert_eq!(sent(&ack(&mut peer, 0, &[(4, 10)])), [3]);
    peer.wait(millis(10));
    assert_eq!(sent(&ack(&mut peer, 1, &[(4, 10)])), NONE);
    assert_eq!(sent(&ack(&mut peer, 2, &[(4, 10)])), NONE);
    assert_eq!(sent(&ack(&mut peer, 3, &[(4, 10)])), NONE);
    assert_eq!(sent(&ack(&mut peer, 10, &[])), NONE);
    peer.wait(millis(10));
    assert_eq!(sent(&peer.send(10_000)), [10, 11, 12, 13, 14, 15, 16]);
}

/// RFC 6675 with a window halved at once, counted in octets.
fn rfc(initial: u32) -> Peer {
    established(Config {
        initial_window: InitialWindow::Segments(initial),
        ..Config::default()
    })
}

fn window(peer: &Peer) -> (u32, u32) {
    let window = peer.tcb().congestion.window;
    (window.cwnd, window.ssthresh)
}

#[test]
fn three_ranges_behind_a_hole_or_more_than_two_segments_tell_of_a_loss() {
    // 6675-2, 6675-5: ssthresh = cwnd = FlightSize / 2, and the first hole goes again at once.
    let mut peer = rfc(10);
    peer.send(10_000);
    assert_eq!(sent(&ack(&mut peer, 0, &[(2, 3)])), NONE);
    assert_eq!(sent(&ack(&mut peer, 0, &[(4, 5), (2, 3)])), NONE);
    assert_eq!(sent(&ack(&mut peer, 0, &[(6, 7), (4, 5), (2, 3)])), [0]);
    assert_eq!(window(&peer), (5000, 5000));
    assert_eq!(peer.tcb().recovery.recover, peer.tcb().snd.nxt);
    assert_eq!(peer.tcb().scoreboard.lost().segments, 2, "0 and 1, not 3");
}

#[test]
fn octets_reported_in_one_range_count_too() {
    // 6675-2
    let mut peer = rfc(10);
    peer.send(10_000);
    assert_eq!(sent(&ack(&mut peer, 0, &[(5, 8)])), [0, 1, 2]);
    assert_eq!(peer.tcb().scoreboard.lost().segments, 5);
}

#[test]
fn what_moves_una_or_the_window_is_a_duplicate_here_when_it_reports_something() {
    // 6675-1: three of them, whatever else they do, and no hole is deep enough yet.
    let mut peer = rfc(10);
    peer.send(10_000);
    let number = |thousands: u32| 101 + thousands * 1000;
    for (at, window) in [(2, 60_000), (4, 61_000), (6, 62_000)] {
        let (left, right) = (number(at), number(at + 1));
        peer.arrive(&format!(
            "<SEQ=301><ACK=101><CTL=ACK><WND={window}><SACK={left}:{right}>"
        ));
    }
    assert_eq!(peer.tcb().recovery.phase, Phase::Recovery);
}

#[test]
fn before_recovery_what_was_reported_makes_room_for_new_data() {
    // 6675-6, 3042-1: with SACK only when the duplicate reports something.
    let mut peer = rfc(5);
    peer.send(50_000);
    assert_eq!(sent(&ack(&mut peer, 0, &[(1, 2)])), [5]);
    assert_eq!(sent(&ack(&mut peer, 0, &[(1, 2)])), NONE, "nothing new");
    assert_eq!(sent(&ack(&mut peer, 0, &[(1, 3)])), [6]);
}

#[test]
fn in_recovery_lost_segments_go_first_then_new_data_as_the_pipe_drains() {
    // 6675-3, 6675-4, 6675-7
    let mut peer = rfc(10);
    peer.send(50_000);
    assert_eq!(sent(&ack(&mut peer, 0, &[(3, 6)])), [0]);
    // In flight: 0 again and 6 to 9; the window is 5.
    assert_eq!(sent(&ack(&mut peer, 0, &[(3, 7)])), [1]);
    assert_eq!(sent(&ack(&mut peer, 0, &[(3, 8)])), [2]);
    assert_eq!(sent(&ack(&mut peer, 0, &[(3, 9)])), [10]);
    assert_eq!(window(&peer), (5000, 5000), "no inflation");
}

#[test]
fn with_nothing_else_to_send_the_last_hole_is_filled_once() {
    // 6675-4, the fourth rule of NextSeg
    let mut peer = rfc(10);
    peer.send(10_000);
    assert_eq!(sent(&ack(&mut peer, 0, &[(1, 4)])), [0]);
    assert_eq!(sent(&ack(&mut peer, 0, &[(1, 8)])), [9], "the rescue");
    assert_eq!(sent(&ack(&mut peer, 0, &[(1, 9)])), NONE);
}

#[test]
fn recovery_ends_beyond_the_recovery_point_and_keeps_the_marks_above_it() {
    // 6675-8
    let mut peer = rfc(10);
    peer.send(50_000);
    ack(&mut peer, 0, &[(1, 4)]);
    ack(&mut peer, 0, &[(1, 9)]);
    let newest = peer.tcb().snd.nxt.since(SeqNum::new(101)) / 1000;
    assert!(newest > 11, "{newest}");
    ack(&mut peer, 0, &[(11, 12), (1, 9)]);
    ack(&mut peer, 10, &[(11, 12)]);
    assert_eq!(peer.tcb().recovery.phase, Phase::Disorder, "10 is missing");
    assert_eq!(peer.tcb().scoreboard.sacked().segments, 1);
}

#[test]
fn after_a_timeout_reports_are_forgotten_and_no_recovery_begins_before_the_point() {
    // 2018-7, 2018-8, 6675-9
    let mut peer = rfc(10);
    peer.send(10_000);
    ack(&mut peer, 0, &[(1, 2)]);
    assert_eq!(sent(&peer.fire(Timer::Retransmission)), [0]);
    assert_eq!(peer.tcb().scoreboard.sacked().segments, 0);
    ack(&mut peer, 0, &[(2, 8)]);
    assert_eq!(peer.tcb().recovery.phase, Phase::Loss);
    assert_eq!(window(&peer).0, 1000);
}

#[test]
fn without_sack_agreed_reports_say_nothing() {
    // 2018-2
    let config = Config {
        sack: true,
        ..Config::default()
    };
    let mut peer = Peer::landed(config, State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><WND=65535><MSS=1000>");
    peer.send(4000);
    ack(&mut peer, 0, &[(1, 3)]);
    assert_eq!(peer.tcb().scoreboard.sacked().segments, 0);
}

#[test]
fn what_is_reported_stays_in_the_buffer_until_it_is_acknowledged() {
    // 2018-9
    let mut peer = rfc(10);
    peer.send(10_000);
    ack(&mut peer, 0, &[(1, 10)]);
    assert_eq!(peer.tcb().send_buffer.octets(), 10_000);
}

#[test]
fn a_peer_that_throws_away_what_it_reported_is_soon_asked_again() {
    // 2018-8
    let mut peer = linux();
    peer.send(10_000);
    peer.wait(millis(10));
    ack(&mut peer, 0, &[(2, 4)]);
    ack(&mut peer, 2, &[]);
    assert_eq!(peer.due(Timer::Retransmission), millis(10));
}

#[test]
fn congestion_told_by_the_network_reduces_once_for_a_window() {
    // 3168-6
    let mut peer = rfc(10);
    peer.send(50_000);
    for expected in [(5000, 5000), (5000, 5000)] {
        peer.step(|connection, cx| {
            let Connection::Open(tcb) = connection else {
                panic!("open");
            };
            recovery::congestion_signal(tcb, cx);
        });
        assert_eq!(window(&peer), expected);
    }
    assert_eq!(peer.tcb().recovery.phase, Phase::Cwr);
    assert!(peer.tcb().recovery.cwr_owed);
}

#[test]
fn a_retransmission_of_the_first_segment_starts_the_timer_anew() {
    // 6675-10
    let mut peer = rfc(10);
    peer.send(10_000);
    peer.wait(millis(500));
    assert_eq!(sent(&ack(&mut peer, 0, &[(1, 4)])), [0]);
    assert_eq!(peer.due(Timer::Retransmission), peer.tcb().rto.current);
}

#[test]
fn without_sack_a_duplicate_stands_for_a_segment() {
    // 9937-5: ten are out, three have arrived, one is lost; ssthresh 7 leaves room for what goes again.
    let config = Config {
        mss: 1000,
        send_buffer: 1_000_000,
        timestamps: false,
        window_scaling: false,
        ..Config::linux_6()
    };
    let mut peer = Peer::landed(config, State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><WND=65535><MSS=1000>");
    peer.send(10_000);
    assert_eq!(sent(&ack(&mut peer, 0, &[])), NONE);
    assert_eq!(sent(&ack(&mut peer, 0, &[])), NONE);
    assert_eq!(sent(&ack(&mut peer, 0, &[])), [0]);
    assert_eq!(window(&peer), (7, 7));
    let pipe = recovery::pipe(peer.tcb());
    assert_eq!(pipe, 7);
}

#[test]
fn a_shut_window_may_be_probed_below_it() {
    // As Linux does, at intervals that double.
    let mut peer = linux();
    peer.send(1000);
    peer.arrive("<SEQ=301><ACK=1101><CTL=ACK><WND=0>");
    peer.send(1000);
    let rto = peer.tcb().rto.current;
    for times in [2, 4, 8] {
        let after = peer.fire(Timer::Persist);
        assert_eq!(after.segments(), "<SEQ=1100><ACK=301><CTL=ACK>");
        assert_eq!(peer.due(Timer::Persist), rto.times(times));
    }
    let after = peer.arrive("<SEQ=301><ACK=1101><CTL=ACK><WND=5000>");
    assert_eq!(sent(&after), [1]);
}

#[test]
fn segments_that_leave_as_one_piece_push_at_its_end() {
    // Two at a time, and never more than half the window: PSH on every second one.
    let mut peer = linux();
    let after = peer.send(100_000);
    let pushes: Vec<bool> = after
        .sent()
        .map(|segment| segment.has(Flags::PSH))
        .collect();
    assert_eq!(
        pushes,
        [
            false, true, false, true, false, true, false, true, false, true
        ]
    );
    let after = peer.fire(Timer::LossProbe);
    assert!(
        after.sent().all(|segment| !segment.has(Flags::PSH)),
        "alone"
    );
}
