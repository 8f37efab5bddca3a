//! Recovery with selective acknowledgments: RFC 2018, RFC 6675, RFC 9937, RFC 8985, as Linux runs it. SMSS 1000.

use crate::tcp::tests::kit::{After, Peer, millis};
use crate::tcp::{Config, State, Timer};
use crate::wire::SeqNum;

/// Nothing was sent.
const NONE: [u32; 0] = [];

/// An end in ESTABLISHED with these knobs: ISS 100, the first octet is 101, the handshake took 10 ms.
fn established(config: Config) -> Peer {
    let config = Config {
        mss: 1000,
        send_buffer: 1_000_000,
        timestamps: false,
        window_scaling: false,
        sack: true,
        ..config
    };
    let mut peer = Peer::landed(config, State::SynSent);
    peer.wait(millis(10));
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><WND=65535><MSS=1000><SACKOK>");
    peer
}

fn linux() -> Peer {
    established(Config::linux_6())
}

/// An ACK of the first `thousands` thousand octets that reports these thousands.
#[track_caller]
fn ack(peer: &mut Peer, thousands: u32, blocks: &[(u32, u32)]) -> After {
    let number = |thousands: u32| 101 + thousands * 1000;
    let mut segment = format!("<SEQ=301><ACK={}><CTL=ACK><WND=65535>", number(thousands));
    if !blocks.is_empty() {
        let list: Vec<String> = blocks
            .iter()
            .map(|(left, right)| format!("{}:{}", number(*left), number(*right)))
            .collect();
        segment.push_str(&format!("<SACK={}>", list.join(",")));
    }
    peer.arrive(&segment)
}

/// The thousands at which the segments sent begin.
fn sent(after: &After) -> Vec<u32> {
    after
        .sent()
        .map(|segment| segment.seq.since(SeqNum::new(101)) / 1000)
        .collect()
}

#[test]
fn four_lost_at_once_are_repeated_as_reports_come_in() {
    let mut peer = linux();
    peer.send(10_000);
    peer.wait(millis(10));
    assert_eq!(sent(&ack(&mut peer, 0, &[(4, 5)])), NONE);
    peer.wait(millis(2));
    assert_eq!(sent(&ack(&mut peer, 0, &[(4, 6)])), NONE);
    assert_eq!(sent(&ack(&mut peer, 0, &[(4, 7)])), [0]);
    assert_eq!(sent(&ack(&mut peer, 0, &[(4, 8)])), [1]);
    assert_eq!(sent(&ack(&mut peer, 0, &[(4, 9)])), [2]);
    assert_eq!(sent(&ack(&mut peer, 0, &[(4, 10)])), [3]);
    peer.wait(millis(10));
    assert_eq!(sent(&ack(&mut peer, 1, &[(4, 10)])), NONE);
    assert_eq!(sent(&ack(&mut peer, 2, &[(4, 10)])), NONE);
    assert_eq!(sent(&ack(&mut peer, 3, &[(4, 10)])), NONE);
    assert_eq!(sent(&ack(&mut peer, 10, &[])), NONE);
    peer.wait(millis(10));
    assert_eq!(sent(&peer.send(10_000)), [10, 11, 12, 13, 14, 15, 16]);
}
