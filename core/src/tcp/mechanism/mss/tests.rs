use crate::tcp::tests::kit::{Peer, small, socket};
use crate::tcp::{Config, State};

#[test]
fn what_is_announced_is_the_mtu_less_the_fixed_headers() {
    // 6691-1, 6691-2, MUST-67: options are not deducted.
    let syn = |mtu: u16, v6: bool| {
        let mut peer = Peer::with(Config {
            mtu,
            sack: true,
            window_scaling: true,
            ..Config::default()
        });
        if v6 {
            peer.pair.local = socket("[2001:db8::1]:1024");
            peer.pair.remote = socket("[2001:db8::2]:80");
        }
        let after = peer.open();
        after.sent().next().and_then(|syn| syn.options.mss())
    };
    assert_eq!(syn(1500, false), Some(1460));
    assert_eq!(syn(1500, true), Some(1440));
    assert_eq!(syn(65_535, false), Some(65_495));
    assert_eq!(syn(72, false), Some(32));
}

#[test]
fn a_peer_that_announces_nothing_is_taken_to_want_the_default_of_its_protocol() {
    // MUST-15
    let mut peer = Peer::landed(Config::default(), State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK>");
    assert_eq!(peer.tcb().mss, 536);
    let mut peer = Peer::with(Config::default());
    peer.pair.local = socket("[2001:db8::1]:1024");
    peer.pair.remote = socket("[2001:db8::2]:80");
    peer.open();
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK>");
    assert_eq!(peer.tcb().mss, 1220);
}

#[test]
fn a_receive_buffer_in_segments_grows_to_a_whole_number_of_them() {
    let mut peer = Peer::landed(
        Config {
            receive_buffer: 65_536,
            receive_buffer_in_segments: true,
            ..Config::default()
        },
        State::SynSent,
    );
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=1460>");
    assert_eq!(peer.tcb().reassembly.capacity(), 65_700);
}

#[test]
fn the_smaller_of_what_both_can_take_is_sent() {
    // MUST-16
    let sent = |announced: &str| {
        let mut peer = Peer::landed(small(), State::SynSent);
        peer.arrive(&format!("<SEQ=300><ACK=101><CTL=SYN,ACK>{announced}"));
        peer.tcb().mss
    };
    assert_eq!(sent("<MSS=60>"), 60);
    assert_eq!(sent("<MSS=1460>"), 100);
    assert_eq!(sent("<MSS=0>"), 1);
}
