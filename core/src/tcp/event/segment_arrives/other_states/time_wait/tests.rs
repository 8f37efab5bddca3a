use crate::rule::Rule;
use crate::tcp::mechanism::time_wait::TimeWaitRule;
use crate::tcp::tests::kit::{Peer, millis, small};
use crate::tcp::{Config, State, Timer};
use crate::time::Duration;

/// TIME-WAIT since ten seconds: RCV.NXT = 302, SND.NXT = 102.
fn waiting(time_wait_rule: TimeWaitRule, rfc1337: bool) -> Peer {
    let config = Config {
        time_wait_rule,
        rfc1337,
        challenge_limit: 1,
        challenge_interval: millis(500),
        ..small()
    };
    let mut peer = Peer::landed(config, State::TimeWait);
    peer.wait(Duration::from_secs(10));
    peer
}

const ANSWER: &str = "<SEQ=102><ACK=302><CTL=ACK>";

/// What each segment draws, and whether the time starts anew.
#[track_caller]
fn check(rule: TimeWaitRule, rows: &[(&str, &str, bool)]) {
    for (notation, answer, anew) in rows {
        let mut peer = waiting(rule, true);
        let two_msl = peer.config.time_wait;
        let after = peer.arrive(notation);
        assert_eq!(after.segments(), *answer, "{notation}");
        assert_eq!(peer.state(), State::TimeWait, "{notation}");
        assert_eq!(peer.due(Timer::TimeWait) == two_msl, *anew, "{notation}");
    }
}

#[test]
fn by_the_steps_only_the_peers_fin_starts_the_time_anew() {
    let rows = [
        ("<SEQ=301><ACK=102><CTL=FIN,ACK>", ANSWER, true),
        ("<SEQ=302><ACK=102><CTL=ACK>", "-", false),
        ("<SEQ=301><ACK=102><CTL=ACK>", ANSWER, false),
        ("<SEQ=200><ACK=102><CTL=ACK><DATA=10>", ANSWER, false),
        ("<SEQ=302><CTL=RST>", "-", false),
    ];
    check(TimeWaitRule::Steps, &rows);
}

#[test]
fn on_linux_a_bare_ack_in_order_and_whatever_is_out_of_place_start_the_time_anew() {
    let rows = [
        ("<SEQ=302><ACK=102><CTL=ACK>", "-", true),
        ("<SEQ=301><ACK=102><CTL=FIN,ACK>", ANSWER, true),
        ("<SEQ=200><ACK=102><CTL=ACK><DATA=10>", ANSWER, true),
        ("<SEQ=5000><ACK=102><CTL=ACK>", ANSWER, true),
        ("<SEQ=302><CTL=SYN>", ANSWER, false),
        ("<SEQ=302><ACK=102><CTL=SYN,ACK>", ANSWER, true),
        ("<SEQ=303><CTL=RST>", "-", false),
        ("<SEQ=302><CTL=RST>", "-", false),
    ];
    check(TimeWaitRule::Restarting, &rows);
}

#[test]
fn on_freebsd_only_the_peers_fin_starts_it_anew_and_without_ack_nothing_is_answered() {
    let rows = [
        ("<SEQ=302><ACK=102><CTL=ACK>", "-", false),
        ("<SEQ=303><ACK=102><CTL=ACK>", ANSWER, false),
        ("<SEQ=301><ACK=102><CTL=ACK>", ANSWER, false),
        ("<SEQ=301><ACK=102><CTL=FIN,ACK>", ANSWER, true),
        ("<SEQ=302><CTL=FIN>", "-", false),
        ("<SEQ=302><CTL=SYN>", "-", false),
        ("<SEQ=302><ACK=100><CTL=SYN,ACK>", ANSWER, false),
        ("<SEQ=302><CTL=RST>", "-", false),
        ("<SEQ=303><CTL=RST,ACK>", "-", false),
    ];
    check(TimeWaitRule::Answering, &rows);
}

#[test]
fn a_rst_at_rcv_nxt_ends_time_wait_unless_rfc_1337_is_heeded() {
    // 1337-1, 1337-3
    for rule in [
        TimeWaitRule::Steps,
        TimeWaitRule::Restarting,
        TimeWaitRule::Answering,
    ] {
        let mut peer = waiting(rule, false);
        let after = peer.arrive("<SEQ=302><CTL=RST>");
        assert_eq!(peer.state(), State::Closed, "{rule:?}");
        assert!(after.rules.contains(&Rule::TimeWaitAssassinated));
        let mut heeds = waiting(rule, true);
        let after = heeds.arrive("<SEQ=302><CTL=RST>");
        assert_eq!(heeds.state(), State::TimeWait, "{rule:?}");
        assert_eq!(after.rules.last(), Some(&Rule::TimeWaitIgnoresReset));
    }
}

#[test]
fn on_linux_answers_without_text_are_rationed_and_those_to_text_are_not() {
    let mut peer = waiting(TimeWaitRule::Restarting, true);
    let stray = "<SEQ=200><ACK=102><CTL=ACK>";
    assert_eq!(peer.arrive(stray).segments(), ANSWER);
    assert_eq!(peer.arrive(stray).segments(), "-");
    assert_eq!(
        peer.arrive("<SEQ=200><ACK=102><CTL=ACK><DATA=1>")
            .segments(),
        ANSWER
    );
    peer.wait(millis(500));
    assert_eq!(peer.arrive(stray).segments(), ANSWER);
}

#[test]
fn an_old_timestamp_starts_the_time_anew_on_linux() {
    let config = Config {
        timestamps: true,
        time_wait_rule: TimeWaitRule::Restarting,
        ..small()
    };
    let mut peer = Peer::landed(config, State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=100><TS=5000:0>");
    peer.close().expect("CLOSE");
    peer.arrive("<SEQ=301><ACK=102><CTL=FIN,ACK><TS=5000:0>");
    peer.wait(Duration::from_secs(10));
    let after = peer.arrive("<SEQ=302><ACK=102><CTL=ACK><TS=4999:0>");
    assert_eq!(after.segments(), ANSWER);
    assert_eq!(peer.due(Timer::TimeWait), peer.config.time_wait);
}
