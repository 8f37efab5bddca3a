use crate::tcp::tests::kit::{Peer, check_rows, land};
use crate::tcp::{State, Timer};
use crate::wire::SeqNum;

#[test]
fn the_ack_is_judged_as_the_table_says() {
    check_rows(
        "
without ACK the segment is dropped
   ESTABLISHED  <SEQ=301><CTL=PSH><DATA=10>
-> ESTABLISHED  ack-absent
a FIN without ACK too
   ESTABLISHED  <SEQ=301><CTL=FIN>
-> ESTABLISHED  ack-absent
no control at all
   FIN-WAIT-2  <SEQ=301><CTL=>
-> FIN-WAIT-2  ack-absent
SYN-RECEIVED: the ACK of our SYN opens
   SYN-RECEIVED  <SEQ=301><ACK=101><CTL=ACK>
-> ESTABLISHED  !established  ack-establishes
and the rest of the segment is processed in the new state
   SYN-RECEIVED  <SEQ=301><ACK=101><CTL=FIN,ACK><DATA=10>
-> CLOSE-WAIT  <SEQ=101><ACK=312><CTL=ACK>  !established  !peer-closed  fin-close-wait
SYN-RECEIVED: SEG.ACK = SND.UNA is not acceptable
   SYN-RECEIVED  <SEQ=301><ACK=100><CTL=ACK>
-> SYN-RECEIVED  <SEQ=100><CTL=RST>  ack-resets
SYN-RECEIVED: SEG.ACK > SND.NXT
   SYN-RECEIVED  <SEQ=301><ACK=102><CTL=ACK>
-> SYN-RECEIVED  <SEQ=102><CTL=RST>  ack-resets
SYN-RECEIVED: SEG.ACK before the ISS
   SYN-RECEIVED  <SEQ=301><ACK=50><CTL=ACK>
-> SYN-RECEIVED  <SEQ=50><CTL=RST>  ack-resets
ESTABLISHED: SND.UNA < SEG.ACK =< SND.NXT, all of it
   ESTABLISHED/flight  <SEQ=301><ACK=401><CTL=ACK>
-> ESTABLISHED  <SEQ=401><ACK=301><CTL=PSH,ACK><DATA=50>  ack-new
ESTABLISHED: part of it
   ESTABLISHED/flight  <SEQ=301><ACK=150><CTL=ACK>
-> ESTABLISHED  ack-new
ESTABLISHED: SEG.ACK = SND.UNA is a duplicate
   ESTABLISHED/flight  <SEQ=301><ACK=101><CTL=ACK>
-> ESTABLISHED  sequence-acceptable
ESTABLISHED: SEG.ACK > SND.NXT draws an ACK
   ESTABLISHED/flight  <SEQ=301><ACK=402><CTL=ACK>
-> ESTABLISHED  <SEQ=401><ACK=301><CTL=ACK>  ack-unsent
and its text is dropped
   ESTABLISHED  <SEQ=301><ACK=102><CTL=ACK><DATA=10>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  ack-unsent
half the number space away is neither old nor new
   ESTABLISHED  <SEQ=301><ACK=2147483749><CTL=ACK><DATA=10>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  ack-unsent
older than anything ever sent
   ESTABLISHED  <SEQ=301><ACK=99><CTL=ACK><DATA=10>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  ack-blind
the ISS itself is the oldest that counts
   ESTABLISHED  <SEQ=301><ACK=100><CTL=ACK><DATA=10>
-> ESTABLISHED  text-accepted
",
    );
}

#[test]
fn the_ack_of_our_fin_moves_the_closing_states() {
    check_rows(
        "
FIN-WAIT-1: our FIN is acknowledged
   FIN-WAIT-1  <SEQ=301><ACK=102><CTL=ACK>
-> FIN-WAIT-2  fin-acked
FIN-WAIT-1: it is not
   FIN-WAIT-1  <SEQ=301><ACK=101><CTL=ACK>
-> FIN-WAIT-1  sequence-acceptable
FIN-WAIT-2: nothing more to acknowledge
   FIN-WAIT-2  <SEQ=301><ACK=102><CTL=ACK>
-> FIN-WAIT-2  sequence-acceptable
CLOSE-WAIT: as in ESTABLISHED
   CLOSE-WAIT  <SEQ=302><ACK=102><CTL=ACK>
-> CLOSE-WAIT  <SEQ=101><ACK=302><CTL=ACK>  ack-unsent
CLOSING: our FIN is acknowledged
   CLOSING  <SEQ=302><ACK=102><CTL=ACK>
-> TIME-WAIT  closing-acked
CLOSING: it is not
   CLOSING  <SEQ=302><ACK=101><CTL=ACK>
-> CLOSING  sequence-acceptable
LAST-ACK: our FIN is acknowledged
   LAST-ACK  <SEQ=302><ACK=102><CTL=ACK>
-> CLOSED  !closed  last-ack
LAST-ACK: it is not
   LAST-ACK  <SEQ=302><ACK=101><CTL=ACK>
-> LAST-ACK  sequence-acceptable
TIME-WAIT: nothing but the FIN is expected
   TIME-WAIT  <SEQ=302><ACK=102><CTL=ACK>
-> TIME-WAIT  sequence-acceptable
TIME-WAIT: an ACK of the unsent
   TIME-WAIT  <SEQ=302><ACK=103><CTL=ACK>
-> TIME-WAIT  <SEQ=102><ACK=302><CTL=ACK>  ack-unsent
",
    );
}

#[test]
fn the_window_is_taken_only_from_segments_not_older_than_the_last_update() {
    // SND.WL1 = 300 and SND.WL2 = 101 after the handshake; 301 and 101 after the first row.
    let mut peer = land("ESTABLISHED/flight");
    for (label, notation, window) in [
        ("newer by SEQ", "<SEQ=310><ACK=101><CTL=ACK><WND=900>", 900),
        ("older by SEQ", "<SEQ=305><ACK=150><CTL=ACK><WND=800>", 900),
        (
            "same SEQ, newer ACK",
            "<SEQ=310><ACK=160><CTL=ACK><WND=700>",
            700,
        ),
        (
            "same SEQ, same ACK",
            "<SEQ=310><ACK=160><CTL=ACK><WND=600>",
            600,
        ),
        (
            "same SEQ, older ACK",
            "<SEQ=310><ACK=155><CTL=ACK><WND=500>",
            600,
        ),
        (
            "newer SEQ, older ACK",
            "<SEQ=320><ACK=155><CTL=ACK><WND=400>",
            600,
        ),
        (
            "newer SEQ, same ACK",
            "<SEQ=320><ACK=160><CTL=ACK><WND=300>",
            300,
        ),
        (
            "ACK of the unsent",
            "<SEQ=330><ACK=999><CTL=ACK><WND=200>",
            300,
        ),
    ] {
        peer.arrive(notation);
        assert_eq!(peer.tcb().snd.wnd, window, "{label}");
    }
    assert_eq!(peer.tcb().snd.una, SeqNum::new(160));
    assert_eq!(peer.tcb().snd.max_wnd, 1000);
}

#[test]
fn established_takes_the_window_of_the_ack_that_opened_it() {
    let mut peer = Peer::in_state(State::SynReceived);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=77>");
    let snd = peer.tcb().snd;
    assert_eq!(
        (snd.wnd, snd.wl1, snd.wl2),
        (77, SeqNum::new(301), SeqNum::new(101))
    );
}

#[test]
fn an_ack_of_part_of_a_segment_leaves_the_rest_to_be_sent_again() {
    let mut peer = land("ESTABLISHED/flight");
    peer.arrive("<SEQ=301><ACK=150><CTL=ACK>");
    let after = peer.fire(Timer::Retransmission);
    assert_eq!(after.segments(), "<SEQ=150><ACK=301><CTL=ACK><DATA=51>");
}

#[test]
fn an_ack_of_the_data_before_the_fin_leaves_the_fin_to_be_sent_again() {
    let mut peer = Peer::in_state(State::Established);
    peer.send(10);
    let after = peer.close().expect("CLOSE");
    assert_eq!(after.segments(), "<SEQ=111><ACK=301><CTL=FIN,ACK>");
    peer.arrive("<SEQ=301><ACK=111><CTL=ACK>");
    assert_eq!(peer.state(), State::FinWait1);
    let after = peer.fire(Timer::Retransmission);
    assert_eq!(after.segments(), "<SEQ=111><ACK=301><CTL=FIN,ACK>");
    peer.arrive("<SEQ=301><ACK=112><CTL=ACK>");
    assert_eq!(peer.state(), State::FinWait2);
}

#[test]
fn acks_older_than_the_largest_window_are_blind() {
    // MAY-12: SND.UNA - MAX.SND.WND is the oldest that counts, once so much was sent.
    let mut peer = Peer::in_state(State::Established);
    for _ in 0..20 {
        peer.send(100);
        let nxt = peer.tcb().snd.nxt;
        peer.arrive(&format!("<SEQ=301><ACK={nxt}><CTL=ACK>"));
    }
    assert_eq!(peer.tcb().snd.una, SeqNum::new(2101));
    let after = peer.arrive("<SEQ=301><ACK=1101><CTL=ACK>");
    assert_eq!(after.segments(), "-");
    let after = peer.arrive("<SEQ=301><ACK=1100><CTL=ACK>");
    assert_eq!(after.segments(), "<SEQ=2101><ACK=301><CTL=ACK>");
}
