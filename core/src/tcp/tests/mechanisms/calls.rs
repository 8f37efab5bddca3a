//! 3.10.1 to 3.10.6 and 3.9.1 from the user's side, and laws that hold in every state.

use crate::tcp::mechanism::challenge::ChallengeBudget;
use crate::tcp::tests::kit::{Peer, land, millis, small};
use crate::tcp::{Config, Error, State, Timer};
use crate::time::Duration;
use crate::wire::{Flags, SeqNum};

#[test]
fn abort_resets_a_living_peer_and_else_only_deletes() {
    // U-21, and U-1: the record is gone at once, there is no TIME-WAIT for the side that resets.
    for (state, sent) in [
        ("LISTEN", "-"),
        ("SYN-SENT", "-"),
        ("SYN-RECEIVED", "<SEQ=101><CTL=RST>"),
        ("ESTABLISHED", "<SEQ=101><CTL=RST>"),
        ("ESTABLISHED/flight", "<SEQ=401><CTL=RST>"),
        ("FIN-WAIT-1", "<SEQ=102><CTL=RST>"),
        ("FIN-WAIT-2", "<SEQ=102><CTL=RST>"),
        ("CLOSE-WAIT", "<SEQ=101><CTL=RST>"),
        ("CLOSING", "-"),
        ("LAST-ACK", "-"),
        ("TIME-WAIT", "-"),
    ] {
        let mut peer = land(state);
        assert_eq!(peer.abort().expect("ABORT").segments(), sent, "{state}");
        assert_eq!(peer.state(), State::Closed, "{state}");
    }
    assert_eq!(Peer::closed().abort().unwrap_err(), Error::DoesNotExist);
}

#[test]
fn send_is_queued_before_established_and_refused_after_close() {
    // U-22
    for state in ["SYN-SENT", "SYN-RECEIVED"] {
        let mut peer = land(state);
        assert_eq!(peer.send(10).segments(), "-", "{state}");
        assert_eq!(peer.tcb().unsent(), 10, "{state}");
    }
    for state in [
        "FIN-WAIT-1",
        "FIN-WAIT-2",
        "CLOSING",
        "LAST-ACK",
        "TIME-WAIT",
    ] {
        let (result, after) = land(state).try_send("abc".into(), false);
        assert_eq!(result, Err(Error::Closing), "{state}");
        assert_eq!(after.segments(), "-", "{state}");
    }
}

#[test]
fn a_close_before_the_peer_has_answered_deletes_the_record() {
    // U-20
    for state in ["LISTEN", "SYN-SENT"] {
        let mut peer = land(state);
        assert_eq!(peer.close().expect("CLOSE").segments(), "-", "{state}");
        assert_eq!(peer.state(), State::Closed, "{state}");
    }
}

#[test]
fn options_on_any_segment_do_not_disturb() {
    // MUST-5: an MSS and an option nobody knows, on a bare ACK, on text, on a FIN, on a RST.
    for (notation, state) in [
        ("<SEQ=301><ACK=101><CTL=ACK><MSS=50>", State::Established),
        (
            "<SEQ=301><ACK=101><CTL=ACK><MSS=50><DATA=10>",
            State::Established,
        ),
        ("<SEQ=301><ACK=101><CTL=FIN,ACK><MSS=50>", State::CloseWait),
        ("<SEQ=301><CTL=RST><MSS=50>", State::Closed),
    ] {
        let mut peer = Peer::in_state(State::Established);
        peer.arrive(notation);
        assert_eq!(peer.state(), state, "{notation}");
    }
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><MSS=50><DATA=10>");
    assert_eq!((peer.tcb().unread(), peer.tcb().mss), (10, 100));
}

#[test]
fn no_segment_draws_more_than_one_bare_ack() {
    // 5681-23
    let bare =
        |segment: &&crate::wire::Segment| segment.flags == Flags::ACK && segment.payload.is_empty();
    for state in [
        "ESTABLISHED",
        "ESTABLISHED/hole",
        "FIN-WAIT-1",
        "FIN-WAIT-2",
        "CLOSE-WAIT",
        "TIME-WAIT",
    ] {
        for arriving in [
            "<SEQ=301><ACK=101><CTL=ACK><DATA=10>",
            "<SEQ=301><ACK=101><CTL=FIN,ACK><DATA=200>",
            "<SEQ=320><ACK=101><CTL=ACK><DATA=200>",
            "<SEQ=9000><ACK=101><CTL=ACK><DATA=10>",
            "<SEQ=301><CTL=SYN>",
            "<SEQ=301><ACK=999><CTL=ACK>",
        ] {
            let after = land(state).arrive(arriving);
            assert!(after.sent().filter(bare).count() <= 1, "{state} {arriving}");
        }
    }
}

#[test]
fn a_receiver_may_keep_its_window_shut_for_days() {
    // MAY-8: it refuses every probe, and says so each time.
    let mut peer = land("ESTABLISHED/shut");
    for _ in 0..3 * 24 * 60 {
        peer.wait(Duration::from_secs(60));
        let after = peer.arrive("<SEQ=1301><ACK=101><CTL=ACK><DATA=1>");
        assert_eq!(after.full(), "<SEQ=101><ACK=1301><CTL=ACK><WND=0>");
    }
    assert_eq!(
        (peer.state(), peer.tcb().unread()),
        (State::Established, 1000)
    );
}

#[test]
fn a_syn_that_hits_the_number_before_rcv_nxt_goes_nowhere_until_it_times_out() {
    // 5961-5: the rebooted peer takes the challenge ACK for the answer to its SYN, acknowledges what it cannot know, and
    // we, who expect nothing, answer with the same numbers again. Its SYN is never accepted.
    let mut here = Peer::in_state(State::Established);
    let after = here.arrive("<SEQ=300><CTL=SYN>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK>");
    let mut rebooted = Peer::closed();
    rebooted.isn = crate::tcp::Isn::Fixed(SeqNum::new(300));
    rebooted.open();
    // SEG.ACK covers its SYN, so no RST is due, and there is no SYN in it either.
    assert_eq!(
        rebooted.arrive("<SEQ=101><ACK=301><CTL=ACK>").segments(),
        "-"
    );
    assert_eq!(rebooted.state(), State::SynSent);
    while rebooted.state() == State::SynSent {
        rebooted.fire(Timer::Retransmission);
    }
    assert_eq!(
        (rebooted.state(), here.state()),
        (State::Closed, State::Established)
    );
}

#[test]
fn who_uses_up_one_connections_challenges_learns_nothing_of_another() {
    // 5961-8: the budget is the connection's own.
    let mut attacked = Peer::in_state(State::Established);
    for _ in 0..100 {
        attacked.arrive("<SEQ=500><CTL=RST>");
    }
    assert_eq!(attacked.arrive("<SEQ=500><CTL=RST>").segments(), "-");
    let mut other = Peer::in_state(State::Established);
    let after = other.arrive("<SEQ=500><CTL=RST>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK>");
    assert_ne!(attacked.tcb().challenge, ChallengeBudget::default());
}

#[test]
fn the_timeouts_of_rfc_1122_are_a_matter_of_knobs() {
    // 1122-13: 3 s at first, 240 s at most.
    let config = Config {
        rto_initial: Duration::from_secs(3),
        rto_max: Duration::from_secs(240),
        r2: None,
        user_timeout: None,
        syn_retries: 20,
        ..small()
    };
    let mut peer = Peer::landed(config, State::SynSent);
    let waits: Vec<Duration> = (0..9)
        .map(|_| {
            let wait = peer.due(Timer::Retransmission);
            peer.fire(Timer::Retransmission);
            wait
        })
        .collect();
    let seconds = [3, 6, 12, 24, 48, 96, 192, 240, 240];
    assert_eq!(waits, seconds.map(Duration::from_secs));
    assert!(waits.iter().all(|wait| *wait > millis(2999)));
}
