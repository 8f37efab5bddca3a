use crate::tcp::tests::kit::{Peer, check_rows, land};
use crate::tcp::{Signal, State};
use crate::wire::SeqNum;

#[test]
fn the_urgent_mark_counts_while_the_peer_may_send() {
    check_rows(
        "
ESTABLISHED: the user is told
   ESTABLISHED  <SEQ=301><ACK=101><CTL=ACK,URG><URG=5><DATA=10>
-> ESTABLISHED  !urgent  urgent-advances
the mark may be far ahead of the text
   ESTABLISHED  <SEQ=301><ACK=101><CTL=ACK,URG><URG=65535><DATA=1>
-> ESTABLISHED  !urgent  urgent-advances
text is not needed
   ESTABLISHED  <SEQ=301><ACK=101><CTL=ACK,URG><URG=5>
-> ESTABLISHED  !urgent  urgent-advances
out of order counts too
   ESTABLISHED  <SEQ=311><ACK=101><CTL=ACK,URG><URG=5><DATA=10>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  !urgent  urgent-advances
a mark at the data consumed is not ahead
   ESTABLISHED  <SEQ=301><ACK=101><CTL=ACK,URG><URG=0><DATA=10>
-> ESTABLISHED  text-accepted
unread text behind RCV.NXT is not consumed
   ESTABLISHED/shut  <SEQ=1301><ACK=101><CTL=ACK,URG><URG=0>
-> ESTABLISHED  !urgent  urgent-advances
FIN-WAIT-1
   FIN-WAIT-1  <SEQ=301><ACK=101><CTL=ACK,URG><URG=5><DATA=10>
-> FIN-WAIT-1  !urgent  urgent-advances
FIN-WAIT-2
   FIN-WAIT-2  <SEQ=301><ACK=102><CTL=ACK,URG><URG=5><DATA=10>
-> FIN-WAIT-2  !urgent  urgent-advances
CLOSE-WAIT: should not occur, ignored
   CLOSE-WAIT  <SEQ=302><ACK=101><CTL=ACK,URG><URG=5><DATA=10>
-> CLOSE-WAIT  text-ignored
CLOSING
   CLOSING  <SEQ=302><ACK=101><CTL=ACK,URG><URG=5><DATA=10>
-> CLOSING  text-ignored
LAST-ACK
   LAST-ACK  <SEQ=302><ACK=101><CTL=ACK,URG><URG=5><DATA=10>
-> LAST-ACK  text-ignored
TIME-WAIT
   TIME-WAIT  <SEQ=302><ACK=102><CTL=ACK,URG><URG=5><DATA=10>
-> TIME-WAIT  text-ignored
",
    );
}

#[test]
fn the_user_is_told_once_for_one_mark_and_again_when_it_advances() {
    // MUST-32
    let mut peer = Peer::in_state(State::Established);
    for (label, notation, told) in [
        (
            "first",
            "<SEQ=301><ACK=101><CTL=ACK,URG><URG=20><DATA=10>",
            true,
        ),
        (
            "the same mark",
            "<SEQ=311><ACK=101><CTL=ACK,URG><URG=10><DATA=5>",
            false,
        ),
        (
            "an older mark",
            "<SEQ=316><ACK=101><CTL=ACK,URG><URG=1><DATA=5>",
            false,
        ),
        (
            "a newer mark",
            "<SEQ=321><ACK=101><CTL=ACK,URG><URG=9><DATA=5>",
            true,
        ),
    ] {
        let signals = peer.arrive(notation).signals;
        assert_eq!(signals == [Signal::Urgent], told, "{label}");
    }
    assert_eq!(peer.tcb().rcv.up, SeqNum::new(330));
}

#[test]
fn the_reader_learns_how_far_the_urgent_data_goes() {
    // MUST-31, MUST-33, 3.9.1.3: what follows the mark does not come in the same buffer.
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK,URG><URG=6><DATA=10>");
    assert!(peer.connection.status().expect("a record").urgent);
    let (received, _) = peer.receive(4);
    assert_eq!((received.octets, received.urgent), (4, true));
    let (received, _) = peer.receive(100);
    assert_eq!((received.octets, received.urgent), (2, false));
    assert!(!peer.connection.status().expect("a record").urgent);
    let (received, _) = peer.receive(100);
    assert_eq!((received.octets, received.urgent), (4, false));
}

#[test]
fn the_mark_is_ahead_before_its_text_has_come() {
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK,URG><URG=200><DATA=10>");
    let (received, _) = peer.receive(100);
    assert_eq!((received.octets, received.urgent), (10, true));
}

#[test]
fn a_mark_that_was_passed_says_nothing_two_thousand_million_octets_later() {
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK,URG><URG=5><DATA=10>");
    peer.read();
    peer.read();
    assert!(!peer.tcb().urgent_in);
    let mut peer = land("ESTABLISHED");
    peer.try_send("abc".into(), true).0.expect("SEND");
    assert!(peer.tcb().urgent_out);
    peer.arrive("<SEQ=301><ACK=104><CTL=ACK>");
    assert!(!peer.tcb().urgent_out);
}
