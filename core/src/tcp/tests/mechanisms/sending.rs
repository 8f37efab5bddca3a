//! 3.7.1, 3.7.4, 3.8.5 and 3.9.1.2: segments of the right size, at the right moment, with the right marks.

use crate::tcp::mechanism::congestion::Algorithm;
use crate::tcp::tests::kit::{Peer, small};
use crate::tcp::{Config, Error, State, Timer};
use crate::wire::SeqNum;

#[test]
fn the_mss_option_goes_on_every_syn_and_on_nothing_else() {
    // MUST-14, MUST-65, SHLD-5
    let mut peer = Peer::closed();
    assert_eq!(peer.open().full(), "<SEQ=100><CTL=SYN><WND=1000><MSS=100>");
    let after = peer.fire(Timer::Retransmission);
    assert_eq!(after.full(), "<SEQ=100><CTL=SYN><WND=1000><MSS=100>");
    let after = peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK>");
    assert_eq!(after.full(), "<SEQ=101><ACK=301><CTL=ACK><WND=1000>");
    let mut peer = Peer::in_state(State::Listen);
    let after = peer.arrive("<SEQ=300><CTL=SYN>");
    assert_eq!(
        after.full(),
        "<SEQ=100><ACK=301><CTL=SYN,ACK><WND=1000><MSS=100>"
    );
}

#[test]
fn segments_are_as_large_as_both_ends_can_take() {
    // MUST-15, MUST-16
    for (option, ours, octets) in [
        ("<MSS=700>", 1460, 700),
        ("<MSS=9000>", 1460, 1460),
        ("", 1460, 536),
        ("", 400, 400),
        ("<MSS=0>", 1460, 1),
    ] {
        let config = Config {
            mss: ours,
            ..Config::default()
        };
        let mut peer = Peer::landed(config, State::SynSent);
        peer.arrive(&format!(
            "<SEQ=300><ACK=101><CTL=SYN,ACK><WND=65535>{option}"
        ));
        let after = peer.send(2000);
        let first = after.sent().next().expect("a segment");
        assert_eq!(first.payload.len(), octets, "{option} {ours}");
    }
}

#[test]
fn a_peer_over_ipv6_without_the_option_takes_1220() {
    let config = Config {
        default_mss: 1220,
        ..Config::default()
    };
    let mut peer = Peer::landed(config, State::Listen);
    peer.arrive("<SEQ=300><CTL=SYN><WND=65535>");
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=65535>");
    assert_eq!(
        peer.send(2000).sent().next().expect("one").payload.len(),
        1220
    );
}

#[test]
fn an_mss_option_on_another_segment_changes_nothing() {
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><MSS=50>");
    assert_eq!(peer.tcb().mss, 100);
}

#[test]
fn small_pieces_wait_while_something_is_in_flight() {
    // SHLD-7
    let mut peer = Peer::in_state(State::Established);
    assert_eq!(
        peer.send(10).segments(),
        "<SEQ=101><ACK=301><CTL=PSH,ACK><DATA=10>"
    );
    assert_eq!(peer.send(20).segments(), "-");
    assert_eq!(peer.send(30).segments(), "-");
    let after = peer.arrive("<SEQ=301><ACK=111><CTL=ACK>");
    assert_eq!(after.segments(), "<SEQ=111><ACK=301><CTL=PSH,ACK><DATA=50>");
}

#[test]
fn a_full_segment_does_not_wait_and_its_rest_does() {
    let mut peer = Peer::in_state(State::Established);
    peer.send(10);
    assert_eq!(
        peer.send(130).segments(),
        "<SEQ=111><ACK=301><CTL=ACK><DATA=100>"
    );
}

#[test]
fn without_nagle_every_piece_goes_at_once() {
    // MUST-17
    let config = Config {
        nagle: false,
        ..small()
    };
    let mut peer = Peer::landed(config, State::Established);
    peer.send(10);
    assert_eq!(
        peer.send(20).segments(),
        "<SEQ=111><ACK=301><CTL=PSH,ACK><DATA=20>"
    );
}

#[test]
fn close_pushes_the_last_piece_and_the_fin_rides_on_it() {
    let mut peer = Peer::in_state(State::Established);
    peer.send(10);
    peer.send(20);
    let after = peer.close().expect("CLOSE");
    assert_eq!(
        after.segments(),
        "<SEQ=111><ACK=301><CTL=FIN,PSH,ACK><DATA=20>"
    );
}

#[test]
fn a_fin_for_which_the_window_has_no_room_comes_by_itself() {
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=250>");
    peer.send(250);
    let after = peer.close().expect("CLOSE");
    assert_eq!(after.segments(), "<SEQ=301><ACK=301><CTL=PSH,ACK><DATA=50>");
    let after = peer.arrive("<SEQ=301><ACK=201><CTL=ACK><WND=151>");
    assert_eq!(after.segments(), "<SEQ=351><ACK=301><CTL=FIN,ACK>");
}

#[test]
fn the_segment_that_empties_the_queue_pushes() {
    // MUST-61
    let mut peer = Peer::in_state(State::Established);
    let after = peer.send(200);
    assert_eq!(
        after.segments(),
        "<SEQ=101><ACK=301><CTL=ACK><DATA=100> <SEQ=201><ACK=301><CTL=PSH,ACK><DATA=100>"
    );
}

#[test]
fn send_takes_what_fits_and_then_has_no_resources() {
    let config = Config {
        send_buffer: 100,
        ..small()
    };
    let mut peer = Peer::landed(config, State::SynSent);
    let data = crate::wire::pattern(150);
    assert_eq!(peer.try_send(data.clone(), false).0, Ok(100));
    assert_eq!(
        peer.try_send(data, false).0,
        Err(Error::InsufficientResources)
    );
    assert_eq!(peer.try_send("".into(), false).0, Ok(0));
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=100>");
    peer.arrive("<SEQ=301><ACK=141><CTL=ACK>");
    assert_eq!(peer.try_send(crate::wire::pattern(150), false).0, Ok(40));
}

#[test]
fn urgent_data_carries_the_distance_to_the_octet_after_it() {
    // MUST-30, MUST-31, MUST-62
    let mut peer = Peer::in_state(State::Established);
    let (_, after) = peer.try_send(crate::wire::pattern(250), true);
    assert_eq!(
        after.segments(),
        "<SEQ=101><ACK=301><CTL=ACK,URG><URG=250><DATA=100> \
         <SEQ=201><ACK=301><CTL=ACK,URG><URG=150><DATA=100>"
    );
    let after = peer.arrive("<SEQ=301><ACK=301><CTL=ACK>");
    assert_eq!(
        after.segments(),
        "<SEQ=301><ACK=301><CTL=PSH,ACK,URG><URG=50><DATA=50>"
    );
    peer.arrive("<SEQ=301><ACK=351><CTL=ACK>");
    assert_eq!(
        peer.send(10).segments(),
        "<SEQ=351><ACK=301><CTL=PSH,ACK><DATA=10>"
    );
}

#[test]
fn urgent_data_that_was_sent_is_urgent_when_it_is_repeated() {
    let mut peer = Peer::in_state(State::Established);
    peer.try_send("abc".into(), true).0.expect("SEND");
    let after = peer.fire(Timer::Retransmission);
    assert_eq!(
        after.segments(),
        "<SEQ=101><ACK=301><CTL=PSH,ACK,URG><URG=3><DATA=3>"
    );
}

#[test]
fn an_urgent_mark_further_away_than_16_bits_is_told_as_far_as_they_reach() {
    let config = Config {
        send_buffer: 100_000,
        congestion: Algorithm::None,
        ..Config::default()
    };
    let mut peer = Peer::landed(config, State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><WND=65535><MSS=1460>");
    let (_, after) = peer.try_send(crate::wire::pattern(70_000), true);
    let marks: Vec<u16> = after.sent().map(|segment| segment.urgent).collect();
    assert_eq!(marks[..4], [65535, 65535, 65535, 65535]);
    assert_eq!(marks[4], u16::try_from(70_000 - 4 * 1460).expect("it fits"));
}

#[test]
fn urgent_without_an_octet_is_nothing() {
    // 3.8.5: "the user must also send at least one data octet".
    let mut peer = Peer::in_state(State::Established);
    peer.send(10);
    peer.send(10);
    peer.try_send("".into(), true).0.expect("SEND");
    let after = peer.arrive("<SEQ=301><ACK=111><CTL=ACK>");
    assert_eq!(after.segments(), "<SEQ=111><ACK=301><CTL=PSH,ACK><DATA=10>");
}

#[test]
fn numbers_wrap_under_way() {
    let mut peer = Peer::closed();
    peer.isn = crate::tcp::Isn::Fixed(SeqNum::new(u32::MAX - 50));
    peer.open();
    peer.arrive("<SEQ=300><ACK=4294967246><CTL=SYN,ACK><MSS=100>");
    let after = peer.send(200);
    assert_eq!(
        after.segments(),
        "<SEQ=4294967246><ACK=301><CTL=ACK><DATA=100> <SEQ=50><ACK=301><CTL=PSH,ACK><DATA=100>"
    );
    peer.arrive("<SEQ=301><ACK=50><CTL=ACK>");
    peer.arrive("<SEQ=301><ACK=150><CTL=ACK>");
    assert_eq!(peer.tcb().in_flight(), 0);
}
