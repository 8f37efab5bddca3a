use crate::rule::Rule;
use crate::tcp::tests::kit::{Peer, small};
use crate::tcp::{Config, State, Timer, What};
use crate::time::Duration;

const fn secs(n: u64) -> Duration {
    Duration::from_secs(n)
}

/// The option is in use; 300 s are set and told.
fn telling() -> Config {
    Config {
        user_timeout_option: true,
        ..small()
    }
}

/// Established; the first segment without SYN has gone.
fn open(config: Config) -> Peer {
    Peer::landed(config, State::Established)
}

/// The patience with which text waits, once the peer has told `option`.
#[track_caller]
fn adopts(config: Config, option: &str) -> Duration {
    let mut peer = open(config);
    peer.arrive(&format!("<SEQ=301><ACK=101><CTL=ACK>{option}"));
    peer.send(10);
    peer.due(Timer::UserTimeout)
}

#[test]
fn a_timeout_is_told_in_the_syn_and_in_the_first_segment_after_it_and_then_no_more() {
    // RFC 5482 3, 5482-6
    let mut peer = Peer::with(telling());
    let syn = peer.open().full();
    assert_eq!(syn, "<SEQ=100><CTL=SYN><WND=1000><MSS=100><UTO=300s>");
    let ack = peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=100>");
    assert_eq!(
        ack.full(),
        "<SEQ=101><ACK=301><CTL=ACK><WND=1000><UTO=300s>"
    );
    assert!(!peer.send(10).full().contains("UTO"));
}

#[test]
fn each_change_is_told_with_the_next_segment() {
    // RFC 5482 3, 5482-6
    let mut peer = open(telling());
    let change = |config: &mut Config| config.adv_uto = Some(secs(40_000));
    peer.step(|connection, cx| connection.configure(change, cx));
    assert!(peer.send(10).full().contains("<UTO=667m>"));
    assert!(!peer.send(10).full().contains("UTO"));
    peer.step(|connection, cx| connection.configure(|config| config.nagle = false, cx));
    assert!(!peer.send(10).full().contains("UTO"), "another knob");
}

#[test]
fn the_text_beside_the_option_is_four_octets_shorter() {
    // RFC 6691 2: the options of a segment are deducted from the MSS.
    let mut peer = open(telling());
    let change = |config: &mut Config| config.adv_uto = Some(secs(400));
    peer.step(|connection, cx| connection.configure(change, cx));
    let after = peer.send(196);
    let texts: Vec<u32> = after.sent().map(|sent| sent.payload_len()).collect();
    assert_eq!(texts, [96, 100]);
}

#[test]
fn without_the_knob_nothing_is_told_or_heard() {
    let mut peer = Peer::with(small());
    assert!(!peer.open().full().contains("UTO"));
    assert_eq!(adopts(small(), "<UTO=600s>"), secs(300));
}

#[test]
fn zero_is_neither_told_nor_heard() {
    // RFC 5482 3.4, 5482-2
    let config = Config {
        adv_uto: Some(Duration::ZERO),
        ..telling()
    };
    assert!(!Peer::with(config).open().full().contains("UTO"));
    for zero in ["<UTO=0s>", "<UTO=0m>"] {
        let mut peer = open(telling());
        let after = peer.arrive(&format!("<SEQ=301><ACK=101><CTL=ACK>{zero}"));
        assert!(!after.rules.contains(&Rule::UserTimeoutAdopted));
        assert_eq!(peer.tcb().uto.remote, None);
    }
}

#[test]
fn the_longer_advice_counts_between_the_limits() {
    // RFC 5482 3.1, 5482-4
    assert_eq!(adopts(telling(), "<UTO=600s>"), secs(600));
    assert_eq!(adopts(telling(), "<UTO=10m>"), secs(600));
    assert_eq!(adopts(telling(), "<UTO=200s>"), secs(300), "ADV_UTO");
    assert_eq!(adopts(telling(), "<UTO=32767m>"), secs(3600), "U_LIMIT");
    let impatient = Config {
        adv_uto: Some(secs(5)),
        ..telling()
    };
    assert_eq!(adopts(impatient, "<UTO=10s>"), secs(100), "L_LIMIT");
}

#[test]
fn the_lower_limit_is_a_hundred_seconds_and_always_above_the_rto() {
    // RFC 5482 3.1, 5482-5
    assert!(Config::default().uto_lower_limit >= secs(100));
    let config = Config {
        adv_uto: Some(secs(1)),
        uto_lower_limit: Duration::ZERO,
        uto_upper_limit: Duration::ZERO,
        rto_initial: secs(3),
        rto_min: secs(3),
        ..telling()
    };
    assert_eq!(adopts(config, "<UTO=1s>"), secs(4));
}

#[test]
fn what_the_syn_tells_is_adopted_too() {
    // RFC 5482 3
    let mut peer = Peer::landed(telling(), State::Listen);
    let after = peer.arrive("<SEQ=300><CTL=SYN><MSS=100><UTO=600s>");
    let adopted = What::UserTimeout {
        remote: secs(600),
        adopted: secs(600),
    };
    assert!(after.notes.contains(&adopted));
    assert_eq!(peer.due(Timer::UserTimeout), secs(600));
}

#[test]
fn a_timeout_set_by_the_program_is_not_changed_by_the_peer() {
    // RFC 5482 3, 5482-3
    let config = Config {
        uto_changeable: false,
        user_timeout: Some(secs(20)),
        ..telling()
    };
    assert_eq!(adopts(config, "<UTO=600s>"), secs(20));
    let after = open(config).arrive("<SEQ=301><ACK=101><CTL=ACK><UTO=600s>");
    assert!(after.rules.contains(&Rule::UserTimeoutKept));
}

#[test]
fn a_timeout_that_runs_goes_on_with_the_new_patience() {
    let mut peer = open(telling());
    peer.send(10);
    peer.wait(secs(50));
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><UTO=600s>");
    assert_eq!(peer.due(Timer::UserTimeout), secs(550));
    peer.wait(secs(50));
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><UTO=600s>");
    assert_eq!(peer.due(Timer::UserTimeout), secs(500), "told again");
    assert!(!after.rules.contains(&Rule::UserTimeoutAdopted));
}

#[test]
fn keep_alives_begin_later_than_the_adopted_timeout() {
    // RFC 5482 4.2, 5482-7
    let config = Config {
        keepalive: true,
        keepalive_idle: secs(60),
        ..telling()
    };
    let mut peer = open(config);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><UTO=600s>");
    assert_eq!(peer.fire(Timer::Keepalive).segments(), "-");
    assert_eq!(peer.due(Timer::Keepalive), secs(541));
    assert_ne!(peer.fire(Timer::Keepalive).segments(), "-");
}

#[test]
fn a_syn_that_goes_plain_tells_nothing() {
    let config = Config {
        syn_plain_from: 1,
        ..telling()
    };
    let mut peer = Peer::with(config);
    peer.open();
    let again = peer.fire(Timer::Retransmission).full();
    assert_eq!(again, "<SEQ=100><CTL=SYN><WND=1000><MSS=100>");
}
