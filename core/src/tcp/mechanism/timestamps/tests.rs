use super::{OUTDATED, Timestamps};
use crate::tcp::tests::kit::{After, Peer, millis, small, socket};
use crate::tcp::{Config, Isn, Pair, State, Timer, What};
use crate::time::{Duration, Instant};

fn stamped() -> Config {
    Config {
        timestamps: true,
        ..small()
    }
}

/// ESTABLISHED at 10 ms; the peer's clock stood at 5000.
#[track_caller]
fn open(config: Config) -> Peer {
    let mut peer = Peer::landed(config, State::SynSent);
    peer.wait(millis(10));
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=100><TS=5000:0>");
    assert!(peer.tcb().agreed.timestamps);
    peer
}

#[track_caller]
fn stamps(after: &After) -> Vec<(u32, u32)> {
    let segments = after.sent();
    segments
        .map(|segment| segment.options.timestamps().expect("timestamps"))
        .collect()
}

#[test]
fn after_the_handshake_every_segment_has_the_option() {
    // 7323-8
    let mut peer = Peer::with(stamped());
    peer.wait(millis(3));
    assert_eq!(stamps(&peer.open()), [(3, 0)], "no ACK, nothing to echo");
    let mut peer = open(stamped());
    let sent = [peer.send(200), peer.close().expect("CLOSE")];
    for after in sent {
        assert!(after.sent().all(|segment| segment.options.len() == 12));
        assert!(stamps(&after).iter().all(|stamps| *stamps == (10, 5000)));
    }
}

#[test]
fn timestamps_that_were_not_agreed_on_are_ignored() {
    // 7323-10
    let mut peer = Peer::landed(small(), State::Established);
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><TS=9:9><DATA=10>");
    assert_eq!(peer.tcb().unread(), 10);
    assert!(after.sent().all(|segment| segment.options.is_empty()));
    assert_eq!(peer.tcb().ts.recent, None);
}

#[test]
fn the_option_is_deducted_from_each_payload_but_not_from_the_mss_announced() {
    // 6691-2, 6691-3
    let mut peer = Peer::with(Config {
        timestamps: true,
        ..Config::default()
    });
    let syn = peer.open();
    assert!(syn.sent().all(|syn| syn.options.mss() == Some(1460)));
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=1460><WND=9000><TS=1:0>");
    assert_eq!(peer.tcb().mss, 1448);
    let after = peer.send(3000);
    let first = after.sent().next().expect("a segment");
    assert_eq!(first.payload.len() + first.options.len(), 1460);
}

#[test]
fn an_echo_tells_the_round_trip_of_a_repeated_segment() {
    // 7323-12
    let mut peer = open(stamped());
    peer.send(50);
    peer.fire(Timer::Retransmission);
    let resent = peer.now;
    peer.wait(millis(30));
    let echo = peer.tcb().ts.value(resent);
    let notation = format!("<SEQ=301><ACK=151><CTL=ACK><TS=5001:{echo}>");
    let after = peer.arrive(&notation);
    let sample = |what: &What| {
        if let What::RoundTrip { sample, .. } = what {
            Some(*sample)
        } else {
            None
        }
    };
    assert_eq!(after.notes.iter().find_map(sample), Some(millis(30)));
}

#[test]
fn an_ack_that_advances_nothing_measures_nothing() {
    // 7323-12
    let mut peer = open(stamped());
    peer.send(50);
    peer.wait(millis(500));
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><TS=5001:10>");
    let measured = |what: &What| matches!(what, What::RoundTrip { .. });
    assert!(!after.notes.iter().any(measured));
}

#[test]
fn an_echo_of_what_was_never_sent_measures_nothing() {
    let stamps = Timestamps {
        offset: 1000,
        ..Timestamps::default()
    };
    let now = Instant::START + millis(50);
    assert_eq!(stamps.round_trip(now, 1020), Some(millis(30)));
    assert_eq!(stamps.round_trip(now, 1051), None, "the future");
    assert_eq!(stamps.round_trip(now, 999), None, "before the beginning");
    assert_eq!(stamps.round_trip(now, 0), None, "nothing");
}

#[test]
fn a_delayed_ack_echoes_the_earliest_segment_that_it_acknowledges() {
    // 7323-13
    let mut peer = open(stamped());
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><TS=5010:10><DATA=60>");
    peer.arrive("<SEQ=361><ACK=101><CTL=ACK><TS=5020:10><DATA=60>");
    let after = peer.fire(Timer::DelayedAck);
    assert_eq!(stamps(&after), [(210, 5010)]);
}

#[test]
fn with_a_hole_the_last_segment_in_order_is_echoed_and_then_the_one_that_fills_it() {
    // 7323-13
    let mut peer = open(stamped());
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><TS=5010:10><DATA=88>");
    peer.fire(Timer::DelayedAck);
    let ahead = peer.arrive("<SEQ=477><ACK=101><CTL=ACK><TS=5030:10><DATA=88>");
    assert_eq!(stamps(&ahead).first().map(|stamps| stamps.1), Some(5010));
    let fills = peer.arrive("<SEQ=389><ACK=101><CTL=ACK><TS=5020:10><DATA=88>");
    assert_eq!(stamps(&fills).first().map(|stamps| stamps.1), Some(5020));
}

#[test]
fn the_clock_ticks_each_millisecond_and_wraps() {
    // 7323-18
    let stamps = Timestamps::default();
    let at = |millis: u64| stamps.value(Instant::START + Duration::from_millis(millis));
    assert_eq!([at(0), at(1), at(1000)], [0, 1, 1000]);
    assert_eq!(at((1 << 32) + 7), 7);
}

#[test]
fn the_clock_is_shifted_by_another_number_for_each_connection() {
    // 7323-20
    let isn = Isn::Keyed { key: (1, 2) };
    let pair = |port: u16| Pair {
        local: socket("192.0.2.1:1024"),
        remote: std::net::SocketAddr::new(socket("192.0.2.2:1").ip(), port),
    };
    let offset = |port| isn.timestamp_offset(&pair(port));
    assert_eq!(offset(80), offset(80));
    assert_ne!(offset(80), offset(81));
    let numbers = isn
        .choose(Instant::START, crate::tcp::mechanism::isn::TICK, &pair(80))
        .raw();
    assert_ne!(offset(80), numbers, "it tells nothing of the ISN");
    let mut plain = Peer::with(Config {
        timestamp_offset: false,
        ..stamped()
    });
    plain.isn = isn;
    assert_eq!(stamps(&plain.open()), [(0, 0)]);
}

#[test]
fn a_timestamp_counts_no_more_after_24_days() {
    // 7323-19
    let stamps = Timestamps {
        recent: Some((7, Instant::START)),
        ..Timestamps::default()
    };
    assert_eq!(stamps.recent_at(Instant::START + OUTDATED), Some(7));
    let later = Instant::START + OUTDATED + Duration::from_nanos(1);
    assert_eq!(stamps.recent_at(later), None);
}
