use super::EcnMode;
use crate::tcp::mechanism::congestion::Algorithm;
use crate::tcp::tests::kit::{After, Peer, segment, small};
use crate::tcp::{Config, State, Timer};
use crate::wire::{Ecn, Flags};

fn with(ecn: EcnMode) -> Config {
    Config { ecn, ..small() }
}

/// ESTABLISHED by an active OPEN with ECN in use.
fn open() -> Peer {
    let mut peer = Peer::landed(with(EcnMode::Offer), State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK,ECE><MSS=100>");
    assert!(peer.tcb().ecn.agreed);
    peer
}

/// A segment in a datagram that was marked.
fn marked(peer: &mut Peer, notation: &str) -> After {
    let (pair, segment) = (peer.pair, segment(notation));
    let ((), after) = peer.step(|connection, cx| {
        cx.ecn = Ecn::Ce;
        connection.segment_arrives(pair, &segment, cx);
    });
    after
}

fn codepoints(after: &After) -> Vec<Ecn> {
    after.outgoing.iter().map(|outgoing| outgoing.ecn).collect()
}

fn has(after: &After, flags: Flags) -> bool {
    after.sent().any(|segment| segment.has(flags))
}

#[test]
fn a_syn_offers_with_both_flags_and_a_syn_ack_accepts_with_one() {
    let mut active = Peer::with(with(EcnMode::Offer));
    assert_eq!(active.open().segments(), "<SEQ=100><CTL=SYN,ECE,CWR>");
    for ecn in [EcnMode::Offer, EcnMode::Accept] {
        let mut passive = Peer::landed(with(ecn), State::Listen);
        let after = passive.arrive("<SEQ=300><CTL=SYN,ECE,CWR>");
        assert_eq!(after.segments(), "<SEQ=100><ACK=301><CTL=SYN,ACK,ECE>");
    }
}

#[test]
fn no_syn_ack_accepts_what_was_not_offered() {
    // 3168-2; a SYN with AE offers something else (RFC 9768).
    for syn in [
        "<SEQ=300><CTL=SYN>",
        "<SEQ=300><CTL=SYN,ECE>",
        "<SEQ=300><CTL=SYN,CWR>",
        "<SEQ=300><CTL=SYN,ECE,CWR,AE>",
    ] {
        let mut passive = Peer::landed(with(EcnMode::Offer), State::Listen);
        let after = passive.arrive(syn);
        assert!(!has(&after, Flags::ECE), "{syn}");
        assert!(!passive.tcb().ecn.agreed, "{syn}");
    }
    let mut off = Peer::landed(with(EcnMode::Off), State::Listen);
    assert!(!has(&off.arrive("<SEQ=300><CTL=SYN,ECE,CWR>"), Flags::ECE));
}

#[test]
fn a_syn_ack_with_both_flags_or_none_does_not_accept() {
    for flags in ["SYN,ACK", "SYN,ACK,ECE,CWR", "SYN,ACK,CWR"] {
        let mut peer = Peer::landed(with(EcnMode::Offer), State::SynSent);
        peer.arrive(&format!("<SEQ=300><ACK=101><CTL={flags}><MSS=100>"));
        assert!(!peer.tcb().ecn.agreed, "{flags}");
        assert_eq!(codepoints(&peer.send(100)), [Ecn::NotEct], "{flags}");
    }
    let mut silent = Peer::landed(with(EcnMode::Accept), State::SynSent);
    silent.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK,ECE><MSS=100>");
    assert!(!silent.tcb().ecn.agreed, "nothing was offered");
}

#[test]
fn two_offers_that_cross_are_both_accepted() {
    let mut peer = Peer::landed(with(EcnMode::Offer), State::SynSent);
    let after = peer.arrive("<SEQ=300><CTL=SYN,ECE,CWR>");
    assert_eq!(after.segments(), "<SEQ=100><ACK=301><CTL=SYN,ACK,ECE>");
}

#[test]
fn a_syn_that_goes_again_offers_no_more() {
    for (ecn_retries, offers) in [(0, [false, false]), (1, [true, false])] {
        let config = Config {
            ecn_retries,
            ..with(EcnMode::Offer)
        };
        let mut peer = Peer::landed(config, State::SynSent);
        let again = offers.map(|_| has(&peer.fire(Timer::Retransmission), Flags::ECE));
        assert_eq!(again, offers);
    }
}

#[test]
fn only_new_text_is_ecn_capable() {
    // 3168-3, 3168-9 to 3168-11
    let mut syn = Peer::with(with(EcnMode::Offer));
    assert_eq!(codepoints(&syn.open()), [Ecn::NotEct]);
    let mut peer = open();
    assert_eq!(codepoints(&peer.send(100)), [Ecn::Ect0]);
    let again = peer.fire(Timer::Retransmission);
    assert_eq!(codepoints(&again), [Ecn::NotEct]);
    let acknowledged = peer.arrive("<SEQ=301><ACK=201><CTL=ACK><DATA=200>");
    assert_eq!(codepoints(&acknowledged), [Ecn::NotEct]);
    peer.arrive("<SEQ=501><ACK=201><CTL=ACK><WND=0>");
    peer.send(100);
    let probe = peer.fire(Timer::Persist);
    assert_eq!(codepoints(&probe), [Ecn::NotEct]);
    assert!(!has(&probe, Flags::CWR));
}

#[test]
fn a_mark_is_echoed_on_every_ack_until_the_sender_says_cwr() {
    // 3168-5
    let mut peer = open();
    let after = marked(&mut peer, "<SEQ=301><ACK=101><CTL=ACK><DATA=100>");
    assert!(has(&after, Flags::ECE));
    let after = peer.arrive("<SEQ=401><ACK=101><CTL=ACK><DATA=200>");
    assert!(has(&after, Flags::ECE), "unmarked, but not answered yet");
    assert!(has(&peer.send(100), Flags::ECE), "text has it too");
    let after = peer.arrive("<SEQ=601><ACK=101><CTL=ACK,CWR><DATA=100>");
    assert!(!has(&after, Flags::ECE) && has(&after, Flags::ACK));
    let after = marked(&mut peer, "<SEQ=701><ACK=101><CTL=ACK,CWR><DATA=100>");
    assert!(has(&after, Flags::ECE), "marked once more");
}

#[test]
fn a_mark_outside_the_window_or_on_a_bare_ack_is_ignored() {
    // 3168-10
    let mut peer = open();
    for stray in [
        "<SEQ=201><ACK=101><CTL=ACK><DATA=100>",
        "<SEQ=301><ACK=101><CTL=ACK>",
    ] {
        marked(&mut peer, stray);
        assert!(!peer.tcb().ecn.echo, "{stray}");
    }
}

#[test]
fn without_agreement_marks_and_echoes_mean_nothing() {
    let mut peer = Peer::in_state(State::Established);
    let after = marked(&mut peer, "<SEQ=301><ACK=101><CTL=ACK><DATA=200>");
    assert!(!has(&after, Flags::ECE));
    peer.send(500);
    let before = peer.tcb().congestion.window;
    peer.arrive("<SEQ=501><ACK=101><CTL=ACK,ECE>");
    assert_eq!(peer.tcb().congestion.window, before);
}

#[test]
fn an_echo_reduces_the_window_once_and_sends_nothing_again() {
    // 3168-6, 3168-7
    let config = Config {
        congestion: Algorithm::Reno,
        ..with(EcnMode::Offer)
    };
    let mut peer = Peer::landed(config, State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK,ECE><MSS=100>");
    peer.send(400);
    let before = peer.tcb().congestion.window;
    let after = peer.arrive("<SEQ=301><ACK=201><CTL=ACK,ECE>");
    assert!(
        after
            .outgoing
            .iter()
            .all(|outgoing| !outgoing.retransmission)
    );
    let reduced = peer.tcb().congestion.window.ssthresh;
    assert!(reduced < before.ssthresh);
    peer.arrive("<SEQ=301><ACK=301><CTL=ACK,ECE>");
    assert_eq!(
        peer.tcb().congestion.window.ssthresh,
        reduced,
        "the same window"
    );
    peer.arrive("<SEQ=301><ACK=501><CTL=ACK>");
    let first = peer.send(100);
    assert!(has(&first, Flags::CWR));
    assert!(!has(&peer.send(100), Flags::CWR), "told once");
}
