use crate::tcp::tests::kit::{Peer, check_rows, socket};
use crate::tcp::{Config, Origin, State, Switch, Timer};
use crate::wire::SeqNum;

#[test]
fn whatever_arrives_in_listen_is_judged_by_rst_ack_and_syn_in_this_order() {
    check_rows(
        "
first: a RST is ignored
   LISTEN  <SEQ=300><CTL=RST>
-> LISTEN  listen-ignores-reset
a RST comes before an ACK
   LISTEN  <SEQ=300><ACK=101><CTL=RST,ACK>
-> LISTEN  listen-ignores-reset
a RST comes before a SYN
   LISTEN  <SEQ=300><CTL=SYN,RST>
-> LISTEN  listen-ignores-reset
second: any ACK is bad
   LISTEN  <SEQ=300><ACK=777><CTL=ACK>
-> LISTEN  <SEQ=777><CTL=RST>  listen-resets-ack
an ACK comes before a SYN
   LISTEN  <SEQ=300><ACK=777><CTL=SYN,ACK>
-> LISTEN  <SEQ=777><CTL=RST>  listen-resets-ack
third: a SYN makes a connection
   LISTEN  <SEQ=300><CTL=SYN>
-> SYN-RECEIVED  <SEQ=100><ACK=301><CTL=SYN,ACK>  listen-syn
only the SYN is acknowledged, its text is held
   LISTEN  <SEQ=300><CTL=SYN><DATA=10>
-> SYN-RECEIVED  <SEQ=100><ACK=301><CTL=SYN,ACK>  text-kept
so is its FIN
   LISTEN  <SEQ=300><CTL=SYN,FIN>
-> SYN-RECEIVED  <SEQ=100><ACK=301><CTL=SYN,ACK>  listen-syn
the number of the SYN may be the last before zero
   LISTEN  <SEQ=4294967295><CTL=SYN>
-> SYN-RECEIVED  <SEQ=100><ACK=0><CTL=SYN,ACK>  listen-syn
fourth: text alone is dropped
   LISTEN  <SEQ=300><CTL=PSH><DATA=10>
-> LISTEN  listen-drops
a FIN alone is dropped
   LISTEN  <SEQ=300><CTL=FIN>
-> LISTEN  listen-drops
",
    );
}

#[test]
fn a_syn_fills_in_the_record() {
    let peer = Peer::in_state(State::SynReceived);
    let tcb = peer.tcb();
    assert_eq!(tcb.rcv.irs, SeqNum::new(300));
    assert_eq!(tcb.rcv.nxt, SeqNum::new(301));
    assert_eq!(tcb.snd.iss, SeqNum::new(100));
    assert_eq!(tcb.snd.una, SeqNum::new(100));
    assert_eq!(tcb.snd.nxt, SeqNum::new(101));
    assert_eq!(tcb.pair, peer.pair);
    assert_eq!(tcb.origin, Origin::Passive(peer.listen()));
}

#[test]
fn a_listener_for_one_peer_answers_no_other() {
    let mut peer = Peer::closed();
    peer.open_passive_to_peer();
    peer.pair.remote = socket("192.0.2.9:80");
    let after = peer.arrive("<SEQ=300><CTL=SYN>");
    assert_eq!(
        (after.segments().as_str(), peer.state()),
        ("-", State::Listen)
    );
    peer.pair.remote = socket("192.0.2.2:80");
    peer.arrive("<SEQ=300><CTL=SYN>");
    assert_eq!(peer.state(), State::SynReceived);
}

#[test]
fn a_syn_from_or_to_an_impossible_address_gets_no_answer() {
    // MUST-57, MUST-63
    for address in [
        "224.0.0.1:80",
        "255.255.255.255:80",
        "0.0.0.0:80",
        "[ff02::1]:80",
        "[::]:80",
    ] {
        let mut peer = Peer::in_state(State::Listen);
        peer.pair.remote = socket(address);
        let after = peer.arrive("<SEQ=300><CTL=SYN>");
        assert_eq!(after.segments(), "-", "from {address}");
        let mut peer = Peer::in_state(State::Listen);
        peer.pair.local = socket(address);
        let after = peer.arrive("<SEQ=300><CTL=SYN>");
        assert_eq!(after.segments(), "-", "to {address}");
        assert_eq!(peer.state(), State::Listen);
    }
}

#[test]
fn text_and_fin_of_the_syn_are_read_after_established_and_acknowledged_then() {
    let mut peer = Peer::in_state(State::Listen);
    peer.arrive("<SEQ=300><CTL=SYN,FIN><DATA=10>");
    assert_eq!(peer.tcb().unread(), 0);
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=312><CTL=ACK>");
    assert_eq!(peer.state(), State::CloseWait);
    assert_eq!(peer.read(), "abcdefghij");
}

#[test]
fn text_of_the_syn_that_comes_again_is_not_read_twice() {
    let mut peer = Peer::in_state(State::Listen);
    peer.arrive("<SEQ=300><CTL=SYN><DATA=10>");
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=15>");
    assert_eq!(after.segments(), "-", "its ACK may wait");
    assert_eq!(
        peer.fire(Timer::DelayedAck).segments(),
        "<SEQ=101><ACK=316><CTL=ACK>"
    );
    assert_eq!(peer.read(), "abcdefghijklmno");
}

#[test]
fn text_of_the_syn_beyond_the_window_is_cut_off() {
    let mut peer = Peer::in_state(State::Listen);
    peer.arrive("<SEQ=300><CTL=SYN,FIN><DATA=1200>");
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=1301><CTL=ACK>");
    assert_eq!(peer.state(), State::Established);
    assert_eq!(peer.read().len(), 1000);
}

#[test]
fn with_two_segments_any_syn_opens_and_the_rest_of_it_counts_at_once() {
    let mut peer = Peer::in_state(State::Listen);
    peer.breaks(Switch::TwoWayHandshake);
    let after = peer.arrive("<SEQ=300><CTL=SYN,FIN><DATA=10>");
    assert_eq!(
        after.segments(),
        "<SEQ=100><ACK=301><CTL=SYN,ACK> <SEQ=101><ACK=312><CTL=ACK>"
    );
    assert_eq!(peer.state(), State::CloseWait);
    assert_eq!(peer.read(), "abcdefghij");
}

#[test]
fn where_the_knob_says_so_a_syn_ack_in_listen_draws_nothing_and_an_ack_still_a_rst() {
    let config = Config {
        listen_drops_syn_ack: true,
        ..Config::default()
    };
    let mut peer = Peer::landed(config, State::Listen);
    assert_eq!(
        peer.arrive("<SEQ=300><ACK=777><CTL=SYN,ACK>")
            .sent()
            .count(),
        0
    );
    assert_eq!(peer.arrive("<SEQ=300><ACK=777><CTL=ACK>").sent().count(), 1);
    assert_eq!(peer.state(), State::Listen);
}
