use crate::tcp::tests::kit::{Peer, small};
use crate::tcp::{Config, Signal, State, Timer};
use crate::time::Duration;

const HOURS: Duration = Duration::from_secs(7200);
const INTERVAL: Duration = Duration::from_secs(75);
const PROBE: &str = "<SEQ=100><ACK=301><CTL=ACK>";

fn watched() -> Config {
    Config {
        keepalive: true,
        ..small()
    }
}

#[test]
fn they_are_off_until_somebody_turns_them_on_and_can_be_turned_off_again() {
    // MUST-24, MUST-25
    let mut peer = Peer::in_state(State::Established);
    assert!(!peer.runs(Timer::Keepalive));
    peer.step(|connection, cx| connection.configure(|config| config.keepalive = true, cx));
    assert_eq!(peer.due(Timer::Keepalive), HOURS);
    peer.step(|connection, cx| connection.configure(|config| config.keepalive = false, cx));
    assert!(!peer.runs(Timer::Keepalive));
}

#[test]
fn after_two_hours_of_silence_an_old_number_without_text_asks() {
    // MUST-26, MUST-28, SHLD-12
    let mut peer = Peer::landed(watched(), State::Established);
    assert_eq!(peer.due(Timer::Keepalive), HOURS);
    assert_eq!(peer.fire(Timer::Keepalive).segments(), PROBE);
    assert_eq!(peer.due(Timer::Keepalive), INTERVAL);
}

#[test]
fn the_interval_is_counted_from_the_last_word_of_the_peer() {
    // MUST-26, MUST-27
    let config = Config {
        keepalive_idle: Duration::from_secs(10),
        ..watched()
    };
    let mut peer = Peer::landed(config, State::Established);
    peer.wait(Duration::from_secs(4));
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=5>");
    let after = peer.fire(Timer::Keepalive);
    assert!(!after.segments().contains("<SEQ=100>"));
    assert_eq!(peer.due(Timer::Keepalive), Duration::from_secs(4));
    assert!(peer.fire(Timer::Keepalive).segments().contains("<SEQ=100>"));
}

#[test]
fn while_something_is_out_nothing_is_asked() {
    // MUST-26
    let mut peer = Peer::landed(watched(), State::Established);
    peer.send(10);
    assert_eq!(peer.fire(Timer::Keepalive).segments(), "-");
    assert_eq!(peer.due(Timer::Keepalive), HOURS);
}

#[test]
fn one_silent_probe_ends_nothing_and_nine_do() {
    // MUST-29
    let mut peer = Peer::landed(watched(), State::Established);
    for _ in 0..9 {
        assert_eq!(peer.fire(Timer::Keepalive).segments(), PROBE);
        assert_eq!(peer.state(), State::Established);
    }
    let after = peer.fire(Timer::Keepalive);
    assert!(after.segments().contains("CTL=RST"));
    assert_eq!(after.signals, [Signal::TimedOut]);
    assert_eq!(peer.state(), State::Closed);
}

#[test]
fn an_answer_begins_the_count_anew() {
    let mut peer = Peer::landed(watched(), State::Established);
    for _ in 0..3 {
        for _ in 0..8 {
            peer.fire(Timer::Keepalive);
        }
        peer.arrive("<SEQ=301><ACK=101><CTL=ACK>");
        assert_eq!(peer.tcb().keepalive.probes, 0);
        assert_eq!(peer.fire(Timer::Keepalive).segments(), "-");
    }
    assert_eq!(peer.state(), State::Established);
}

#[test]
fn a_peer_that_has_restarted_answers_with_a_rst() {
    // 1122-9
    let mut peer = Peer::landed(watched(), State::Established);
    let probe = peer.fire(Timer::Keepalive);
    let mut stranger = Peer::closed();
    let probe = probe.sent().next().expect("a probe").clone();
    let answer = stranger.receive_segment(&probe);
    assert_eq!(answer.segments(), "<SEQ=301><CTL=RST>");
    peer.arrive("<SEQ=301><CTL=RST>");
    assert_eq!(peer.state(), State::Closed);
}

#[test]
fn on_linux_a_user_timeout_takes_the_place_of_the_count() {
    let config = Config {
        keepalive_idle: Duration::from_secs(10),
        keepalive_interval: Duration::from_secs(1),
        user_timeout: Some(Duration::from_secs(12)),
        user_timeout_probes: true,
        ..watched()
    };
    let mut peer = Peer::landed(config, State::Established);
    let before = peer.now;
    while peer.state() == State::Established {
        peer.fire(Timer::Keepalive);
    }
    assert_eq!(peer.now.since(before), Duration::from_secs(12));
}

#[test]
fn a_connection_in_time_wait_is_not_watched() {
    assert!(!Peer::landed(watched(), State::TimeWait).runs(Timer::Keepalive));
    assert!(!Peer::landed(watched(), State::SynSent).runs(Timer::Keepalive));
    assert!(Peer::landed(watched(), State::FinWait2).runs(Timer::Keepalive));
}
