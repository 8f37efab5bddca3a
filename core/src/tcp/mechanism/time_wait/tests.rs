use super::Reopening;
use crate::tcp::tests::kit::{Peer, millis, segment, small};
use crate::tcp::{Config, State};
use crate::wire::SeqNum;

/// TIME-WAIT with RCV.NXT = 302, SND.NXT = 102; with timestamps TS.Recent is 5000.
fn waiting(time_wait_reopening: Reopening, stamped: bool) -> Peer {
    let config = Config {
        time_wait_reopening,
        timestamps: true,
        ..small()
    };
    let stamp = if stamped { "<TS=5000:0>" } else { "" };
    let mut peer = Peer::landed(config, State::SynSent);
    peer.arrive(&format!("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=100>{stamp}"));
    peer.close().expect("CLOSE");
    peer.arrive(&format!("<SEQ=301><ACK=102><CTL=FIN,ACK>{stamp}"));
    assert_eq!(peer.state(), State::TimeWait);
    assert_eq!(peer.tcb().agreed.timestamps, stamped);
    peer
}

/// The initial number of the new connection, if there may be one.
fn reopened(peer: &Peer, syn: &str) -> Option<SeqNum> {
    let mut peer = peer.clone();
    let before = peer.connection.clone();
    let syn = segment(syn);
    let (iss, _) = peer.step(|connection, cx| connection.reopen(&syn, cx));
    if iss.is_some() {
        assert_eq!(peer.state(), State::Closed, "{syn}");
    } else {
        assert_eq!(peer.connection, before, "{syn}");
    }
    iss
}

#[track_caller]
fn check(rule: Reopening, rows: &[(bool, &str, bool)]) {
    for (stamped, syn, reopens) in rows {
        let peer = waiting(rule, *stamped);
        assert_eq!(reopened(&peer, syn).is_some(), *reopens, "{stamped} {syn}");
    }
}

#[test]
fn a_later_timestamp_opens_whatever_the_number() {
    // 6191-1, and 6191-7 for the connections that outrun their clock
    let rows = [
        (true, "<SEQ=302><CTL=SYN><TS=5001:0>", true),
        (true, "<SEQ=200><CTL=SYN><TS=5001:0>", true),
        (true, "<SEQ=9000><CTL=SYN><TS=4999:0>", false),
    ];
    check(Reopening::Rfc6191, &rows);
}

#[test]
fn the_same_timestamp_needs_a_number_beyond_the_old_fin() {
    // 6191-2
    let rows = [
        (true, "<SEQ=302><CTL=SYN><TS=5000:0>", true),
        (true, "<SEQ=301><CTL=SYN><TS=5000:0>", false),
    ];
    check(Reopening::Rfc6191, &rows);
}

#[test]
fn without_timestamps_the_number_decides() {
    // 6191-3
    let rows = [
        (true, "<SEQ=302><CTL=SYN>", true),
        (true, "<SEQ=301><CTL=SYN>", false),
        (false, "<SEQ=302><CTL=SYN>", true),
        (false, "<SEQ=301><CTL=SYN>", false),
    ];
    check(Reopening::Rfc6191, &rows);
}

#[test]
fn timestamps_that_begin_with_the_new_connection_open_it() {
    // 6191-4
    check(
        Reopening::Rfc6191,
        &[(false, "<SEQ=200><CTL=SYN><TS=1:0>", true)],
    );
}

#[test]
fn timestamps_count_only_where_the_answer_would_have_them_too() {
    // 6191-6
    let mut peer = waiting(Reopening::Rfc6191, true);
    peer.step(|connection, cx| connection.configure(|config| config.timestamps = false, cx));
    assert_eq!(reopened(&peer, "<SEQ=200><CTL=SYN><TS=6000:0>"), None);
    assert!(reopened(&peer, "<SEQ=302><CTL=SYN><TS=4000:0>").is_some());
}

#[test]
fn random_timestamps_only_close_the_shortcut() {
    // 6191-8: one that happens to be older is refused, as any SYN was before there were shortcuts.
    let peer = waiting(Reopening::Rfc6191, true);
    assert_eq!(reopened(&peer, "<SEQ=302><CTL=SYN><TS=17:0>"), None);
    assert_eq!(peer.state(), State::TimeWait);
}

#[test]
fn linux_takes_a_later_number_or_a_later_timestamp_but_none_that_paws_refuses() {
    let rows = [
        (true, "<SEQ=200><CTL=SYN><TS=5001:0>", true),
        (true, "<SEQ=303><CTL=SYN><TS=5000:0>", true),
        (true, "<SEQ=302><CTL=SYN><TS=5000:0>", false),
        (true, "<SEQ=303><CTL=SYN><TS=4999:0>", false),
        (true, "<SEQ=303><CTL=SYN>", true),
        (false, "<SEQ=303><CTL=SYN>", true),
        (false, "<SEQ=302><CTL=SYN>", false),
    ];
    check(Reopening::NumberOrTimestamp, &rows);
}

#[test]
fn freebsd_takes_a_later_number() {
    let rows = [
        (true, "<SEQ=303><CTL=SYN><TS=1:0>", true),
        (true, "<SEQ=302><CTL=SYN><TS=9000:0>", false),
        (false, "<SEQ=9000><CTL=SYN>", true),
    ];
    check(Reopening::Number, &rows);
}

#[test]
fn nothing_but_a_plain_syn_opens() {
    for syn in [
        "<SEQ=400><ACK=102><CTL=SYN,ACK>",
        "<SEQ=400><CTL=RST,SYN>",
        "<SEQ=400><CTL=FIN>",
    ] {
        for rule in [
            Reopening::Rfc6191,
            Reopening::NumberOrTimestamp,
            Reopening::Number,
        ] {
            assert_eq!(reopened(&waiting(rule, false), syn), None, "{syn}");
        }
    }
    assert_eq!(
        reopened(&waiting(Reopening::Never, false), "<SEQ=400><CTL=SYN>"),
        None
    );
}

#[test]
fn no_state_but_time_wait_gives_way() {
    for state in [
        State::SynReceived,
        State::Established,
        State::FinWait2,
        State::LastAck,
    ] {
        assert_eq!(
            reopened(&Peer::in_state(state), "<SEQ=9000><CTL=SYN>"),
            None
        );
    }
}

#[test]
fn the_new_initial_number_lies_beyond_every_number_of_the_old_connection() {
    // MAY-2, condition 1
    let peer = waiting(Reopening::Rfc6191, false);
    let iss = reopened(&peer, "<SEQ=400><CTL=SYN>");
    assert_eq!(iss, Some(SeqNum::new(102 + 65_537)));
}

#[test]
fn a_timestamp_outdated_after_24_days_refuses_nothing() {
    let mut peer = waiting(Reopening::Rfc6191, true);
    peer.wait(millis(25 * 86_400_000));
    assert!(reopened(&peer, "<SEQ=200><CTL=SYN><TS=1:0>").is_some());
}
