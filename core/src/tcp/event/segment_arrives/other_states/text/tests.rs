use crate::tcp::tests::kit::{Peer, check_rows, land};
use crate::tcp::{State, Timer};
use crate::wire::SeqNum;

#[test]
fn text_is_taken_kept_ignored_or_refused_as_the_state_demands() {
    check_rows(
        "
in order: RCV.NXT moves, the ACK may wait
   ESTABLISHED  <SEQ=301><ACK=101><CTL=ACK><DATA=10>
-> ESTABLISHED  delayed-ack
two full segments do not wait
   ESTABLISHED  <SEQ=301><ACK=101><CTL=ACK><DATA=200>
-> ESTABLISHED  <SEQ=101><ACK=501><CTL=ACK>  ack-every-second
one octet less does
   ESTABLISHED  <SEQ=301><ACK=101><CTL=ACK><DATA=199>
-> ESTABLISHED  delayed-ack
ahead of RCV.NXT: kept, and the peer learns at once what is missing
   ESTABLISHED  <SEQ=311><ACK=101><CTL=ACK><DATA=10>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  text-kept
it fills a hole: acknowledged at once, with what was kept
   ESTABLISHED/hole  <SEQ=301><ACK=101><CTL=ACK><DATA=10>
-> ESTABLISHED  <SEQ=101><ACK=321><CTL=ACK>  ack-at-once
it fills part of a hole
   ESTABLISHED/hole  <SEQ=301><ACK=101><CTL=ACK><DATA=5>
-> ESTABLISHED  <SEQ=101><ACK=306><CTL=ACK>  ack-at-once
it carries an answer along
   ESTABLISHED/flight  <SEQ=301><ACK=401><CTL=ACK><DATA=10>
-> ESTABLISHED  <SEQ=401><ACK=311><CTL=PSH,ACK><DATA=50>  text-accepted
FIN-WAIT-1
   FIN-WAIT-1  <SEQ=301><ACK=101><CTL=ACK><DATA=10>
-> FIN-WAIT-1  text-accepted
FIN-WAIT-2
   FIN-WAIT-2  <SEQ=301><ACK=102><CTL=ACK><DATA=10>
-> FIN-WAIT-2  text-accepted
CLOSE-WAIT: ignored after the peer's FIN
   CLOSE-WAIT  <SEQ=302><ACK=101><CTL=ACK><DATA=10>
-> CLOSE-WAIT  text-ignored
CLOSING
   CLOSING  <SEQ=302><ACK=101><CTL=ACK><DATA=10>
-> CLOSING  text-ignored
LAST-ACK
   LAST-ACK  <SEQ=302><ACK=101><CTL=ACK><DATA=10>
-> LAST-ACK  text-ignored
TIME-WAIT
   TIME-WAIT  <SEQ=302><ACK=102><CTL=ACK><DATA=10>
-> TIME-WAIT  text-ignored
nobody reads any more: RST (SHLD-3)
   ESTABLISHED/gone  <SEQ=301><ACK=101><CTL=ACK><DATA=10>
-> CLOSED  <SEQ=101><CTL=RST>  !closed  text-after-close
also in FIN-WAIT-2
   ESTABLISHED/gone  <SEQ=301><ACK=102><CTL=ACK><DATA=10>
-> CLOSED  <SEQ=102><CTL=RST>  !closed  text-after-close
an end without text is an orderly one
   ESTABLISHED/gone  <SEQ=301><ACK=102><CTL=FIN,ACK>
-> TIME-WAIT  <SEQ=102><ACK=302><CTL=ACK>  !peer-closed  fin-time-wait
",
    );
}

#[test]
fn the_right_edge_of_the_window_stays_while_nobody_reads() {
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=200>");
    let rcv = peer.tcb().rcv;
    assert_eq!((rcv.nxt, rcv.wnd), (SeqNum::new(501), 800));
}

#[test]
fn pieces_that_overlap_are_read_once_and_in_order() {
    let mut peer = Peer::in_state(State::Established);
    // The stream is the alphabet from 301 on.
    for (seq, text) in [
        (321, "uvwxyz"),
        (311, "klmnopqrst"),
        (306, "fghijklm"),
        (301, "abcdefg"),
    ] {
        let mut segment = crate::tcp::tests::kit::segment("<SEQ=0><ACK=101><CTL=ACK>");
        segment.seq = SeqNum::new(seq);
        segment.payload = text.into();
        peer.receive_segment(&segment);
    }
    assert_eq!(peer.tcb().rcv.nxt, SeqNum::new(327));
    assert_eq!(peer.read(), "abcdefghijklmnopqrstuvwxyz");
}

#[test]
fn the_hole_is_filled_however_many_pieces_wait_behind_it() {
    let config = crate::tcp::Config {
        receive_buffer: 5000,
        ..crate::tcp::tests::kit::small()
    };
    let mut peer = Peer::landed(config, State::Established);
    // Every second octet, more of them than pieces are kept.
    for seq in (303..1303).step_by(2) {
        peer.arrive(&format!("<SEQ={seq}><ACK=101><CTL=ACK><DATA=1>"));
    }
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=1>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=302><CTL=ACK>");
    let after = peer.arrive("<SEQ=302><ACK=101><CTL=ACK><DATA=1>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=304><CTL=ACK>");
}

#[test]
fn a_delayed_ack_leaves_after_200_milliseconds() {
    let mut peer = land("ESTABLISHED");
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=10>");
    peer.wait(crate::tcp::tests::kit::millis(150));
    peer.arrive("<SEQ=311><ACK=101><CTL=ACK><DATA=10>");
    assert_eq!(
        peer.due(Timer::DelayedAck),
        crate::tcp::tests::kit::millis(50)
    );
    let after = peer.fire(Timer::DelayedAck);
    assert_eq!(after.segments(), "<SEQ=101><ACK=321><CTL=ACK>");
}
