use crate::tcp::mechanism::syn_layout;
use crate::tcp::tests::kit::{Peer, small};
use crate::tcp::{Config, State, Timer};

fn offering() -> Config {
    Config {
        window_scaling: true,
        sack: true,
        max_receive_buffer: 500_000,
        ..small()
    }
}

#[test]
fn a_syn_carries_what_the_knobs_offer_in_the_order_of_the_layout() {
    let mut peer = Peer::with(offering());
    assert!(peer.open().full().ends_with("<MSS=100><SACKOK><WS=3>"));
    let mut peer = Peer::with(Config {
        syn_layout: syn_layout::FREEBSD,
        ..offering()
    });
    assert!(peer.open().full().ends_with("<MSS=100><WS=3><SACKOK>"));
    let mut peer = Peer::with(small());
    assert!(peer.open().full().ends_with("<MSS=100>"));
}

#[test]
fn a_syn_ack_answers_only_what_the_syn_offered() {
    let answer = |options: &str| {
        let mut peer = Peer::landed(offering(), State::Listen);
        let after = peer.arrive(&format!("<SEQ=300><CTL=SYN>{options}"));
        let full = after.full();
        full.split_once("<MSS=100>").expect("an MSS").1.to_owned()
    };
    assert_eq!(answer("<MSS=100>"), "");
    assert_eq!(answer("<MSS=100><SACKOK>"), "<SACKOK>");
    assert_eq!(answer("<MSS=100><WS=1>"), "<WS=3>");
    assert_eq!(answer("<WS=1><SACKOK>"), "<SACKOK><WS=3>");
}

#[test]
fn an_extension_is_on_only_if_both_syns_have_it() {
    // 7323-1, 2018-2
    let agreed = |options: &str| {
        let mut peer = Peer::landed(offering(), State::SynSent);
        peer.arrive(&format!("<SEQ=300><ACK=101><CTL=SYN,ACK>{options}"));
        let tcb = peer.tcb();
        (
            tcb.agreed.scaling,
            tcb.agreed.sack,
            tcb.snd.scale,
            tcb.rcv.scale,
        )
    };
    assert_eq!(agreed(""), (false, false, 0, 0));
    assert_eq!(agreed("<SACKOK>"), (false, true, 0, 0));
    assert_eq!(agreed("<WS=2>"), (true, false, 2, 3));
    let mut plain = Peer::landed(small(), State::SynSent);
    plain.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><WS=2><SACKOK>");
    assert_eq!(plain.tcb().agreed, super::Agreed::default());
    assert_eq!((plain.tcb().snd.scale, plain.tcb().rcv.scale), (0, 0));
}

#[test]
fn a_syn_repeated_too_often_goes_without_options() {
    let mut peer = Peer::landed(
        Config {
            syn_plain_from: 3,
            ..offering()
        },
        State::SynSent,
    );
    let mut plain = Vec::new();
    for _ in 0..4 {
        let full = peer.fire(Timer::Retransmission).full();
        plain.push(full.ends_with("<MSS=100>"));
    }
    assert_eq!(plain, [false, false, true, true]);
    peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><WS=2><SACKOK>");
    assert_eq!(peer.tcb().agreed, super::Agreed::default());
}
