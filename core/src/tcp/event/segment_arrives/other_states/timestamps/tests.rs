use crate::tcp::tests::kit::{Peer, millis, small};
use crate::tcp::{Config, State, Timer};
use crate::time::Duration;

/// ESTABLISHED; TS.Recent is 5000, and RCV.NXT 301.
#[track_caller]
fn open(config: Config) -> Peer {
    let mut peer = Peer::landed(
        Config {
            timestamps: true,
            ..config
        },
        State::SynSent,
    );
    peer.wait(millis(10));
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=100><TS=5000:0>");
    peer
}

fn recent(peer: &Peer) -> Option<u32> {
    peer.tcb().ts.recent.map(|(value, _)| value)
}

#[test]
fn an_old_timestamp_draws_an_ack_before_the_sequence_number_is_looked_at() {
    // 7323-15
    let mut peer = open(small());
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><TS=4999:10><DATA=10>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK>");
    assert_eq!((peer.tcb().unread(), recent(&peer)), (0, Some(5000)));
    // Not even a number far outside the window comes to its own step.
    let after = peer.arrive("<SEQ=9001><ACK=101><CTL=ACK><TS=4999:10><DATA=10>");
    assert!(after.rules.iter().any(|rule| rule.code() == "paws-refuses"));
    assert!(
        !after
            .rules
            .iter()
            .any(|rule| rule.code() == "sequence-unacceptable")
    );
}

#[test]
fn timestamps_wrap_as_numbers_do() {
    // 7323-15
    let mut peer = open(small());
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><TS=2147488000:10><DATA=10>");
    assert_eq!(recent(&peer), Some(2_147_488_000));
    peer.fire(Timer::DelayedAck);
    peer.arrive("<SEQ=311><ACK=101><CTL=ACK><TS=1:10><DATA=10>");
    assert_eq!(recent(&peer), Some(1));
}

#[test]
fn without_paws_an_old_timestamp_does_not_matter() {
    let mut peer = open(Config {
        paws: false,
        ..small()
    });
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><TS=4999:10><DATA=10>");
    assert_eq!((peer.tcb().unread(), recent(&peer)), (10, Some(5000)));
}

#[test]
fn a_rst_is_obeyed_whatever_its_timestamp() {
    // 7323-16
    for stamp in ["<TS=4000:10>", "<TS=9000:10>", ""] {
        let mut peer = open(small());
        peer.arrive(&format!("<SEQ=301><CTL=RST>{stamp}"));
        assert_eq!(peer.state(), State::Closed);
    }
    let mut peer = open(small());
    peer.arrive("<SEQ=302><CTL=RST><TS=9000:10>");
    assert_eq!(recent(&peer), Some(5000), "it changes no state");
}

#[test]
fn a_segment_without_the_agreed_timestamp_is_dropped_silently_and_the_connection_lives() {
    // 7323-9
    let mut peer = open(small());
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=10>");
    assert_eq!(after.segments(), "-");
    assert_eq!((peer.tcb().unread(), peer.state()), (0, State::Established));
    let mut tolerant = open(Config {
        missing_timestamps_tolerated: true,
        ..small()
    });
    tolerant.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=10>");
    assert_eq!(tolerant.tcb().unread(), 10);
}

#[test]
fn queued_text_is_delivered_whatever_its_timestamp_has_become_since() {
    // 7323-17: the segment ahead arrives with 5010, and the one that fills the hole with 5020.
    let mut peer = open(small());
    peer.arrive("<SEQ=311><ACK=101><CTL=ACK><TS=5010:10><DATA=10>");
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><TS=5020:10><DATA=10>");
    assert_eq!(peer.tcb().unread(), 20);
}

#[test]
fn a_timestamp_ahead_of_a_hole_is_not_taken() {
    // 7323-13
    let mut peer = open(small());
    peer.arrive("<SEQ=311><ACK=101><CTL=ACK><TS=5010:10><DATA=10>");
    assert_eq!(recent(&peer), Some(5000));
}

#[test]
fn an_ack_of_the_unsent_brings_no_timestamp() {
    let mut peer = open(small());
    peer.arrive("<SEQ=301><ACK=9999><CTL=ACK><TS=200000:10>");
    assert_eq!(recent(&peer), Some(5000));
}

#[test]
fn after_24_idle_days_an_old_timestamp_is_taken_again() {
    // 7323-19
    let mut peer = open(small());
    peer.wait(Duration::from_secs(24 * 86_400 + 1));
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><TS=4000:10><DATA=10>");
    assert_eq!((peer.tcb().unread(), recent(&peer)), (10, Some(4000)));
    assert!(peer.runs(Timer::DelayedAck));
}
