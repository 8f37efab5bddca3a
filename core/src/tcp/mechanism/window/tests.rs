use super::{WindowRule, shift};
use crate::tcp::tests::kit::{Peer, small};
use crate::tcp::{Config, State};

/// A large buffer told with a shift.
fn scaled(window_rule: WindowRule) -> Config {
    Config {
        window_scaling: true,
        receive_buffer: 100_000,
        max_receive_buffer: 6_291_456,
        window_rule,
        ..small()
    }
}

/// ESTABLISHED with a peer that shifts by 4; this end shifts by 7.
#[track_caller]
fn open(config: Config) -> Peer {
    let mut peer = Peer::landed(config, State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><WND=5000><MSS=100><WS=4>");
    assert_eq!((peer.tcb().snd.scale, peer.tcb().rcv.scale), (4, 7));
    peer
}

#[track_caller]
fn window(after: &crate::tcp::tests::kit::After) -> u16 {
    after.sent().next().expect("a segment").window
}

#[test]
fn the_shift_is_the_least_that_can_tell_the_largest_buffer() {
    // 7323-4: never more than 14.
    let of = |max_receive_buffer| {
        shift(&Config {
            max_receive_buffer,
            ..small()
        })
    };
    let buffers = [0, 65_535, 65_536, 131_070, 131_071, 2_097_152, 6_291_456];
    assert_eq!(buffers.map(of), [0, 0, 1, 1, 2, 6, 7]);
    assert_eq!([15 << 20, 1 << 30, u32::MAX].map(of), [8, 14, 14]);
}

#[test]
fn the_window_of_a_syn_is_never_scaled() {
    // 7323-2: neither ours nor theirs.
    let mut peer = Peer::with(scaled(WindowRule::Steps));
    assert_eq!(window(&peer.open()), 65_535);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><WND=5000><WS=4>");
    assert_eq!(peer.tcb().snd.wnd, 5000);
    let mut passive = Peer::landed(scaled(WindowRule::Steps), State::Listen);
    let after = passive.arrive("<SEQ=300><CTL=SYN><WND=5000><WS=4>");
    assert_eq!(window(&after), 65_535);
    assert_eq!(passive.tcb().snd.wnd, 5000);
}

#[test]
fn windows_are_shifted_left_on_arrival_and_right_on_departure() {
    // 7323-5
    let mut peer = open(scaled(WindowRule::Steps));
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=5000>");
    assert_eq!(peer.tcb().snd.wnd, 80_000);
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK,FIN>");
    assert_eq!(peer.tcb().rcv.wnd, 99_999);
    assert_eq!(window(&after), 781);
}

#[test]
fn a_shift_of_more_than_fourteen_counts_as_fourteen() {
    // 7323-4
    let mut peer = Peer::landed(scaled(WindowRule::Steps), State::SynSent);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><WS=200>");
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=65535>");
    assert_eq!(peer.tcb().snd.scale, 14);
    assert_eq!(peer.tcb().snd.wnd, 65_535 << 14);
}

#[test]
fn a_window_scale_on_another_segment_is_ignored() {
    // 7323-3
    let mut peer = open(scaled(WindowRule::Steps));
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=5000><WS=1>");
    assert_eq!(peer.tcb().snd.scale, 4);
    assert_eq!(peer.tcb().snd.wnd, 80_000);
}

#[test]
fn what_fitted_a_window_once_announced_is_accepted_whatever_rounding_has_told_since() {
    // 7323-6: each octet that arrives moves RCV.NXT, and the rounded window seems to lag behind.
    let mut peer = open(scaled(WindowRule::Steps));
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=300>");
    let mut promised = 601 + (u32::from(window(&after)) << 7);
    for seq in 601..700 {
        peer.arrive(&format!("<SEQ={seq}><ACK=101><CTL=ACK><DATA=1>"));
        let tcb = peer.tcb();
        let edge = (tcb.rcv.nxt + tcb.rcv.wnd).raw();
        assert!(edge >= promised, "{edge} < {promised}");
        promised = promised.max(tcb.rcv.nxt.raw() + (tcb.rcv.wnd >> 7 << 7));
    }
    let last = promised - 1;
    peer.arrive(&format!("<SEQ={last}><ACK=101><CTL=ACK><DATA=1>"));
    assert!(peer.tcb().reassembly.has_hole(), "it was kept");
}

#[test]
fn rounding_up_tells_the_whole_window_and_begins_with_whole_segments() {
    // As measured on Linux: 64240 in the SYN, then 502 with a shift of 7.
    let mut peer = Peer::with(Config {
        receive_buffer: 65_536,
        mss: 1460,
        ..scaled(WindowRule::Rounded)
    });
    assert_eq!(window(&peer.open()), 64_240);
    let after = peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=1460><WS=7>");
    assert_eq!(window(&after), 502);
}

#[test]
fn full_segments_let_a_rounded_window_grow() {
    let mut peer = Peer::landed(
        Config {
            receive_buffer: 200_000,
            mss: 1460,
            ..scaled(WindowRule::Rounded)
        },
        State::SynSent,
    );
    let after = peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=1460><WS=7>");
    assert_eq!(window(&after), 512);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=1460>");
    let after = peer.arrive("<SEQ=1761><ACK=101><CTL=ACK><DATA=1460>");
    assert_eq!(peer.tcb().rcv.limit, 65_535 + 4 * 1460);
    assert_eq!(window(&after), 558);
}

#[test]
fn a_reader_reopens_the_window_as_its_system_does() {
    // MUST-39
    let opened = |window_rule, read: [u32; 3]| {
        let mut peer = Peer::landed(
            Config {
                window_rule,
                ..small()
            },
            State::Established,
        );
        for seq in (301..1301).step_by(100) {
            peer.arrive(&format!("<SEQ={seq}><ACK=101><CTL=ACK><DATA=100>"));
        }
        read.map(|octets| peer.receive(octets).1.sent().count())
    };
    assert_eq!(
        opened(WindowRule::Steps, [99, 1, 1]),
        [0, 1, 0],
        "a segment"
    );
    assert_eq!(opened(WindowRule::Room, [199, 1, 1]), [0, 0, 0]);
    assert_eq!(
        opened(WindowRule::Room, [249, 1, 1]),
        [0, 1, 0],
        "a quarter"
    );
    assert_eq!(
        opened(WindowRule::Rounded, [99, 1, 1]),
        [0, 1, 0],
        "anything"
    );
    assert_eq!(
        opened(WindowRule::Rounded, [100, 99, 1]),
        [1, 0, 1],
        "double"
    );
}

#[test]
fn rounding_up_never_promises_more_than_a_unit_beyond_the_buffer() {
    let mut peer = open(Config {
        receive_buffer: 2000,
        ..scaled(WindowRule::Rounded)
    });
    for seq in 301..2500 {
        peer.arrive(&format!("<SEQ={seq}><ACK=101><CTL=ACK><DATA=1>"));
    }
    assert!(peer.tcb().unread() <= 2000 + 128, "{}", peer.tcb().unread());
    assert_eq!(peer.tcb().rcv.wnd, 0);
}

#[test]
fn all_the_room_is_told_until_it_would_be_silly() {
    let mut peer = Peer::landed(
        Config {
            window_rule: WindowRule::Room,
            ..small()
        },
        State::Established,
    );
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=200>");
    assert_eq!(window(&after), 800);
    peer.receive(30);
    let after = peer.arrive("<SEQ=501><ACK=101><CTL=ACK><DATA=200>");
    assert_eq!(window(&after), 630);
}
