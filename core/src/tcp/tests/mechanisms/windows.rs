//! 3.8.6: zero windows and their probes, shrinking, and silly windows on either side.

use crate::tcp::mechanism::congestion::Algorithm;
use crate::tcp::tests::kit::{Peer, land, millis, small};
use crate::tcp::{Config, Signal, State, Timer};
use crate::time::Duration;
use crate::wire::SeqNum;

const SHUT: &str = "<SEQ=301><ACK=101><CTL=ACK><WND=0>";

#[test]
fn a_shut_window_is_probed_after_one_rto_and_then_ever_more_slowly() {
    // MUST-36, SHLD-29, SHLD-30
    let mut peer = land("ESTABLISHED/persist");
    let begun = peer.now;
    let mut seconds = Vec::new();
    for _ in 0..9 {
        let after = peer.fire(Timer::Persist);
        assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK><DATA=1>");
        peer.arrive(SHUT);
        seconds.push(peer.now.since(begun).as_nanos() / 1_000_000_000);
    }
    assert_eq!(seconds, [1, 3, 7, 15, 31, 63, 123, 183, 243]);
    assert_eq!(peer.tcb().rto.current, Duration::from_secs(1));
}

/// The pauses between probes, in RTOs, when each is answered at once by `answer`, which is given SND.NXT.
fn pauses(peer: &mut Peer, answer: impl Fn(SeqNum) -> String) -> Vec<u64> {
    let mut pauses = Vec::new();
    for _ in 0..7 {
        let before = peer.now;
        peer.fire(Timer::Persist);
        pauses.push(peer.now.since(before).as_nanos() / 1_000_000_000);
        peer.now += millis(100);
        peer.arrive(&answer(peer.tcb().snd.nxt));
    }
    pauses
}

#[test]
fn a_probe_that_is_taken_behind_a_window_still_shut_makes_the_next_pause_longer_too() {
    // SHLD-30
    let mut peer = land("ESTABLISHED/persist");
    let taken = |nxt| format!("<SEQ=301><ACK={nxt}><CTL=ACK><WND=0>");
    assert_eq!(pauses(&mut peer, taken), [1, 2, 4, 8, 16, 32, 60]);
}

#[test]
fn linux_doubles_the_pause_from_each_answer_to_the_next_probe() {
    let config = Config {
        probe_below_window: true,
        user_timeout_probes: true,
        user_timeout: None,
        ..small()
    };
    let mut peer = Peer::landed(config, State::Established);
    peer.arrive(SHUT);
    peer.send(10);
    assert_eq!(pauses(&mut peer, |_| SHUT.into()), [1, 2, 4, 8, 16, 32, 60]);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=10>");
    peer.arrive("<SEQ=301><ACK=111><CTL=ACK><WND=0>");
    peer.send(10);
    assert_eq!(peer.due(Timer::Persist), millis(1000), "it was open");
}

#[test]
fn a_pause_longer_than_r2_gives_up_no_peer_that_answers() {
    // MUST-37
    let config = Config {
        r2: Some(Duration::from_secs(19)),
        ..small()
    };
    let mut peer = Peer::landed(config, State::Established);
    peer.arrive(SHUT);
    peer.send(10);
    assert_eq!(pauses(&mut peer, |_| SHUT.into()).len(), 7);
    assert_eq!(peer.state(), State::Established);
    while peer.state() == State::Established {
        peer.fire(Timer::Persist);
    }
}

#[test]
fn a_peer_that_answers_may_keep_its_window_shut_for_days() {
    // MUST-37
    let mut peer = land("ESTABLISHED/persist");
    for _ in 0..5000 {
        peer.fire(Timer::Persist);
        peer.arrive(SHUT);
    }
    assert_eq!(peer.state(), State::Established);
    assert!(peer.now.as_nanos() > 3 * 86_400 * 1_000_000_000);
}

#[test]
fn a_peer_that_stops_answering_probes_is_given_up() {
    let mut peer = land("ESTABLISHED/persist");
    let mut signals = Vec::new();
    while peer.state() == State::Established {
        signals = peer.fire(Timer::Persist).signals;
    }
    assert_eq!(signals, [Signal::TimedOut]);
    assert_eq!(peer.now.as_nanos() / 1_000_000_000, 123);
}

#[test]
fn an_opening_window_lets_the_refused_octet_and_the_rest_go() {
    let mut peer = land("ESTABLISHED/persist");
    peer.fire(Timer::Persist);
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=1000>");
    assert!(
        after
            .segments()
            .starts_with("<SEQ=101><ACK=301><CTL=ACK><DATA=1>"),
        "{}",
        after.segments()
    );
    assert!(peer.runs(Timer::Retransmission) && peer.runs(Timer::UserTimeout));
    let after = peer.arrive("<SEQ=301><ACK=102><CTL=ACK><WND=1000>");
    assert_eq!(after.segments(), "<SEQ=102><ACK=301><CTL=PSH,ACK><DATA=9>");
}

#[test]
fn what_waited_long_behind_a_shut_window_is_not_given_up_at_the_first_loss_after() {
    let mut peer = land("ESTABLISHED/persist");
    for _ in 0..10 {
        peer.fire(Timer::Persist);
        peer.arrive(SHUT);
    }
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=1000>");
    let opened = peer.now;
    while peer.state() == State::Established {
        peer.fire(Timer::Retransmission);
    }
    assert_eq!(peer.now.since(opened), Duration::from_secs(123));
}

#[test]
fn an_accepted_probe_behind_a_window_still_shut_is_followed_by_the_next() {
    let mut peer = land("ESTABLISHED/persist");
    peer.fire(Timer::Persist);
    let after = peer.arrive("<SEQ=301><ACK=102><CTL=ACK><WND=0>");
    assert_eq!(after.segments(), "-");
    let after = peer.fire(Timer::Persist);
    assert_eq!(after.segments(), "<SEQ=102><ACK=301><CTL=ACK><DATA=1>");
}

#[test]
fn a_probe_answered_by_an_open_window_recovers_a_lost_window_update() {
    let mut peer = land("ESTABLISHED/persist");
    peer.fire(Timer::Persist);
    let after = peer.arrive("<SEQ=301><ACK=102><CTL=ACK><WND=1000>");
    assert_eq!(after.segments(), "<SEQ=102><ACK=301><CTL=PSH,ACK><DATA=9>");
    assert!(!peer.runs(Timer::Persist));
}

#[test]
fn a_fin_alone_probes_a_shut_window_too() {
    let mut peer = Peer::in_state(State::Established);
    peer.arrive(SHUT);
    assert_eq!(peer.close().expect("CLOSE").segments(), "-");
    let after = peer.fire(Timer::Persist);
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=FIN,ACK>");
    peer.arrive("<SEQ=301><ACK=102><CTL=ACK><WND=0>");
    assert_eq!(peer.state(), State::FinWait2);
}

#[test]
fn close_wait_becomes_last_ack_only_when_the_fin_leaves() {
    let mut peer = Peer::in_state(State::CloseWait);
    peer.arrive("<SEQ=302><ACK=101><CTL=ACK><WND=0>");
    peer.send(10);
    peer.close().expect("CLOSE");
    assert_eq!(peer.state(), State::CloseWait);
    let after = peer.arrive("<SEQ=302><ACK=101><CTL=ACK><WND=500>");
    assert_eq!(
        after.segments(),
        "<SEQ=101><ACK=302><CTL=FIN,PSH,ACK><DATA=10>"
    );
    assert_eq!(peer.state(), State::LastAck);
}

#[test]
fn what_was_in_flight_when_the_window_shut_is_repeated_without_losing_patience() {
    // MUST-35, SHLD-17: the repetition is the probe, and the peer answers.
    let mut peer = land("ESTABLISHED/flight");
    peer.arrive(SHUT);
    assert!(!peer.runs(Timer::UserTimeout));
    for _ in 0..100 {
        let after = peer.fire(Timer::Retransmission);
        assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK><DATA=100>");
        peer.arrive(SHUT);
    }
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=1000>");
    assert!(peer.runs(Timer::UserTimeout));
    assert_eq!(peer.state(), State::Established);
}

#[test]
fn what_is_repeated_before_a_shut_window_more_rarely_than_r2_is_not_given_up() {
    // MUST-37
    let config = Config {
        r2: Some(Duration::from_secs(19)),
        ..small()
    };
    let mut peer = Peer::landed(config, State::Established);
    peer.send(100);
    peer.arrive(SHUT);
    for _ in 0..7 {
        peer.fire(Timer::Retransmission);
        peer.now += millis(100);
        peer.arrive(SHUT);
    }
    assert_eq!(peer.state(), State::Established);
}

#[test]
fn what_was_in_flight_and_is_acknowledged_behind_a_shut_window_hands_over_to_persist() {
    let mut peer = land("ESTABLISHED/flight");
    peer.arrive("<SEQ=301><ACK=401><CTL=ACK><WND=0>");
    assert!(peer.runs(Timer::Persist) && !peer.runs(Timer::Retransmission));
    peer.arrive("<SEQ=301><ACK=401><CTL=ACK><WND=1000>");
    assert!(!peer.runs(Timer::Persist) && peer.runs(Timer::Retransmission));
}

#[test]
fn a_shrunken_window_holds_back_new_data_and_the_old_is_repeated() {
    // MUST-34, SHLD-15, SHLD-16: the usable window is negative.
    let mut peer = land("ESTABLISHED/flight");
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=50>");
    assert_eq!(after.segments(), "-");
    let after = peer.fire(Timer::Retransmission);
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK><DATA=100>");
    let after = peer.arrive("<SEQ=301><ACK=201><CTL=ACK><WND=50>");
    assert_eq!(after.segments(), "-");
}

#[test]
fn a_window_of_32768_and_more_is_large_and_not_negative() {
    // MUST-1
    let config = Config {
        congestion: Algorithm::None,
        ..Config::default()
    };
    let mut peer = Peer::landed(config, State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><WND=65535><MSS=1460>");
    let after = peer.send(60_000);
    assert_eq!(
        after.sent().map(|s| s.payload.len()).sum::<usize>(),
        60_000 / 1460 * 1460
    );
}

#[test]
fn the_sender_waits_for_a_better_window_and_then_sends_the_small_piece() {
    // MUST-38
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=30>");
    assert_eq!(peer.send(60).segments(), "-");
    assert_eq!(peer.due(Timer::Override), millis(200));
    let after = peer.fire(Timer::Override);
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK><DATA=30>");
}

#[test]
fn a_full_segment_goes_as_soon_as_the_window_takes_it() {
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=99>");
    assert_eq!(peer.send(300).segments(), "-");
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=100>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK><DATA=100>");
}

#[test]
fn half_of_the_largest_window_seen_is_worth_sending() {
    let mut peer = Peer::in_state(State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=100><WND=60>");
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=29>");
    assert_eq!(peer.send(50).segments(), "-");
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=30>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK><DATA=30>");
}

#[test]
fn without_nagle_half_a_window_goes_while_something_is_in_flight() {
    let config = Config {
        nagle: false,
        ..small()
    };
    let mut peer = Peer::landed(config, State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=100><WND=80>");
    peer.send(30);
    let after = peer.send(60);
    assert_eq!(after.segments(), "<SEQ=131><ACK=301><CTL=ACK><DATA=50>");
}

#[test]
fn an_override_that_fires_before_a_shut_window_is_forgotten() {
    let mut peer = land("ESTABLISHED/override");
    peer.arrive("<SEQ=311><ACK=101><CTL=ACK><WND=0>");
    assert!(peer.runs(Timer::Override) && peer.runs(Timer::Persist));
    assert_eq!(peer.fire(Timer::Override).segments(), "-");
    let after = peer.arrive("<SEQ=311><ACK=101><CTL=ACK><WND=3>");
    assert_eq!(after.segments(), "-", "the small piece waits anew");
    assert!(peer.runs(Timer::Override));
}

/// The windows told while the peer fills the buffer and the reader takes `step` octets at a time.
fn windows_told(step: u32) -> Vec<u16> {
    let mut peer = land("ESTABLISHED/shut");
    let mut told = Vec::new();
    while peer.tcb().unread() > 0 {
        let (_, after) = peer.receive(step);
        told.extend(after.sent().map(|segment| segment.window));
    }
    told
}

#[test]
fn the_receiver_opens_its_window_by_a_segment_at_least() {
    // MUST-39: an MSS of 100, a buffer of 1000; above half of it the peer needs no telling.
    assert_eq!(windows_told(1), [100, 200, 300, 400, 500]);
    assert_eq!(windows_told(70), [140, 280, 420, 560]);
    assert_eq!(windows_told(1000), [1000]);
}

#[test]
fn a_small_buffer_opens_by_half_of_it() {
    let config = Config {
        receive_buffer: 60,
        ..small()
    };
    let mut peer = Peer::landed(config, State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=60>");
    assert_eq!(peer.tcb().rcv.wnd, 0);
    assert_eq!(peer.receive(29).1.segments(), "-");
    assert_eq!(
        peer.receive(1).1.full(),
        "<SEQ=101><ACK=361><CTL=ACK><WND=30>"
    );
}

#[test]
fn a_buffer_of_one_octet_is_told_to_be_empty_again() {
    let config = Config {
        receive_buffer: 1,
        ..small()
    };
    let mut peer = Peer::landed(config, State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=2>");
    assert_eq!((peer.tcb().rcv.wnd, peer.tcb().unread()), (0, 1));
    assert_eq!(
        peer.receive(1).1.full(),
        "<SEQ=101><ACK=302><CTL=ACK><WND=1>"
    );
}

#[test]
fn the_right_edge_moves_by_a_segment_or_not_at_all() {
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=300>");
    peer.receive(99);
    let after = peer.arrive("<SEQ=601><ACK=101><CTL=ACK><DATA=200>");
    assert_eq!(after.full(), "<SEQ=101><ACK=801><CTL=ACK><WND=500>");
    peer.receive(1);
    let after = peer.arrive("<SEQ=801><ACK=101><CTL=ACK><DATA=200>");
    assert_eq!(after.full(), "<SEQ=101><ACK=1001><CTL=ACK><WND=400>");
}

#[test]
fn a_window_beyond_16_bits_is_told_as_65535() {
    let config = Config {
        receive_buffer: 1_000_000,
        ..Config::default()
    };
    let mut peer = Peer::landed(config, State::SynSent);
    let after = peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=1460>");
    assert_eq!(after.full(), "<SEQ=101><ACK=301><CTL=ACK><WND=65535>");
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=1460>");
    assert_eq!(peer.receive(2000).1.segments(), "-", "no need to tell");
    assert_eq!(peer.tcb().rcv.nxt, SeqNum::new(1761));
}
