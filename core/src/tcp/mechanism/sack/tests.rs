use crate::tcp::tests::kit::{After, Peer, small};
use crate::tcp::{Config, State};
use crate::wire::TcpOption;

fn sacking() -> Config {
    Config {
        sack: true,
        receive_buffer: 60_000,
        ..small()
    }
}

#[track_caller]
fn open(config: Config, options: &str) -> Peer {
    let mut peer = Peer::landed(config, State::SynSent);
    peer.arrive(&format!(
        "<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=100>{options}"
    ));
    peer
}

/// The blocks of the first segment sent: `311:321 331:341`.
fn blocks(after: &After) -> String {
    let blocks = after
        .sent()
        .next()
        .and_then(|segment| segment.options.sack());
    let blocks = blocks.unwrap_or_default();
    let texts: Vec<String> = blocks
        .iter()
        .map(|block| format!("{}:{}", block.left, block.right))
        .collect();
    texts.join(" ")
}

/// Ten octets from `seq` on, unless the row says otherwise.
#[track_caller]
fn text(peer: &mut Peer, seq: u32, octets: u32) -> String {
    let after = peer.arrive(&format!("<SEQ={seq}><ACK=101><CTL=ACK><DATA={octets}>"));
    blocks(&after)
}

#[test]
fn the_first_block_has_the_segment_that_arrived_and_the_others_follow_by_age() {
    // 2018-4, 2018-5
    let mut peer = open(sacking(), "<SACKOK>");
    assert_eq!(text(&mut peer, 311, 10), "311:321");
    assert_eq!(text(&mut peer, 331, 10), "331:341 311:321");
    assert_eq!(text(&mut peer, 351, 10), "351:361 331:341 311:321");
    // A block that grows comes first; two that meet become one.
    assert_eq!(text(&mut peer, 341, 5), "331:346 351:361 311:321");
    assert_eq!(text(&mut peer, 321, 10), "311:346 351:361");
    // What moves RCV.NXT leaves the rest.
    assert_eq!(text(&mut peer, 301, 10), "351:361");
}

#[test]
fn every_ack_tells_as_long_as_there_is_a_hole() {
    // 2018-6
    let mut peer = open(sacking(), "<SACKOK>");
    text(&mut peer, 311, 10);
    let sent = peer.send(10);
    assert_eq!(blocks(&sent), "311:321", "data acknowledges too");
    assert_eq!(text(&mut peer, 301, 10), "");
}

#[test]
fn four_blocks_fit_and_beside_timestamps_three() {
    // 2018-3
    let told = |timestamps: bool| {
        let config = Config {
            timestamps,
            ..sacking()
        };
        let stamp = if timestamps { "<TS=1:0>" } else { "" };
        let mut peer = open(config, &format!("<SACKOK>{stamp}"));
        let mut last = String::new();
        for seq in [311, 331, 351, 371, 391] {
            let notation = format!("<SEQ={seq}><ACK=101><CTL=ACK>{stamp}<DATA=10>");
            let after = peer.arrive(&notation);
            assert!(after.sent().all(|segment| segment.header_len() <= 60));
            last = blocks(&after);
        }
        last
    };
    assert_eq!(told(false), "391:401 371:381 351:361 331:341");
    assert_eq!(told(true), "391:401 371:381 351:361");
}

#[test]
fn a_block_not_told_for_want_of_room_is_told_later() {
    // 2018-5
    let mut peer = open(sacking(), "<SACKOK>");
    for seq in [311, 331, 351, 371, 391] {
        text(&mut peer, seq, 10);
    }
    assert_eq!(text(&mut peer, 301, 10), "391:401 371:381 351:361 331:341");
    assert_eq!(text(&mut peer, 381, 10), "371:401 351:361 331:341");
}

#[test]
fn without_the_peers_permission_nothing_is_told() {
    // 2018-2
    let mut peer = open(sacking(), "");
    assert_eq!(text(&mut peer, 311, 10), "");
    let mut unwilling = open(small(), "<SACKOK>");
    assert_eq!(text(&mut unwilling, 311, 10), "");
}

#[test]
fn permission_is_given_and_taken_on_a_syn_only() {
    // 2018-1
    let mut peer = open(sacking(), "");
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><SACKOK>");
    assert!(!peer.tcb().agreed.sack);
    let mut peer = open(sacking(), "<SACKOK>");
    let after = peer.send(10);
    let permits = |segment: &crate::wire::Segment| segment.options.sack_permitted();
    assert!(!after.sent().any(permits));
}

#[test]
fn the_blocks_are_deducted_from_the_payload() {
    // 6691-3
    let mut peer = open(sacking(), "<SACKOK><WND=5000>");
    text(&mut peer, 311, 10);
    let after = peer.send(300);
    let total = |segment: &crate::wire::Segment| segment.payload.len() + segment.options.len();
    assert!(after.sent().all(|segment| total(segment) <= 100));
    let first = after.sent().next().expect("a segment");
    assert_eq!((first.payload.len(), first.options.len()), (88, 12));
}

#[test]
fn a_repetition_as_large_as_before_leaves_the_blocks_off() {
    // 6691-3
    let mut peer = open(sacking(), "<SACKOK>");
    peer.send(100);
    text(&mut peer, 311, 10);
    let after = peer.fire(crate::tcp::Timer::Retransmission);
    assert_eq!(
        after.segments(),
        "<SEQ=101><ACK=301><CTL=PSH,ACK><DATA=100>"
    );
    assert_eq!(blocks(&after), "");
}

#[test]
fn what_arrives_twice_is_told_first_and_once() {
    // 2883-1, 2883-2
    let mut peer = open(sacking(), "<SACKOK>");
    text(&mut peer, 301, 100);
    // Below the ACK.
    assert_eq!(text(&mut peer, 301, 100), "301:401");
    let next = peer.send(10);
    assert_eq!(blocks(&next), "", "told once");
    // Inside the second block.
    assert_eq!(text(&mut peer, 411, 30), "411:441");
    assert_eq!(text(&mut peer, 411, 10), "411:421 411:441");
    // Both: of several runs the first is told.
    text(&mut peer, 461, 10);
    assert_eq!(text(&mut peer, 431, 35), "431:441 411:471");
    assert_eq!(text(&mut peer, 391, 80), "391:401");
}

#[test]
fn only_what_came_twice_is_told() {
    // 2883-2: a SYN again and an empty segment bring nothing; a FIN again brings its own number.
    let mut peer = open(sacking(), "<SACKOK>");
    text(&mut peer, 301, 50);
    let told = [
        "<SEQ=300><ACK=101><CTL=SYN,ACK>",
        "<SEQ=200><ACK=101><CTL=ACK>",
        "<SEQ=351><ACK=101><CTL=FIN,ACK>",
        "<SEQ=351><ACK=101><CTL=FIN,ACK>",
    ]
    .map(|again| blocks(&peer.arrive(again)));
    assert_eq!(told, ["", "", "", "351:352"]);
}

#[test]
fn without_dsack_only_holes_are_told() {
    let config = Config {
        dsack: false,
        ..sacking()
    };
    let mut peer = open(config, "<SACKOK>");
    text(&mut peer, 301, 100);
    assert_eq!(text(&mut peer, 301, 100), "");
    text(&mut peer, 411, 30);
    assert_eq!(text(&mut peer, 411, 10), "411:441");
}

#[test]
fn two_no_ops_stand_before_the_blocks() {
    // 7323 appendix A for the timestamps, and the same for SACK.
    let mut peer = open(sacking(), "<SACKOK>");
    let after = peer.arrive("<SEQ=311><ACK=101><CTL=ACK><DATA=10>");
    let ack = after.sent().next().expect("an ACK");
    let options: Vec<TcpOption<'_>> = ack.options.iter().collect();
    assert!(matches!(
        options.as_slice(),
        [TcpOption::NoOp, TcpOption::NoOp, TcpOption::Sack(_)]
    ));
}
