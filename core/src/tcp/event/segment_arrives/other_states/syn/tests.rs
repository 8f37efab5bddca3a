use crate::tcp::tests::kit::{Peer, check_rows};
use crate::tcp::{Connection, State};

#[test]
fn a_syn_returns_a_passive_syn_received_to_listen_and_is_challenged_elsewhere() {
    check_rows(
        "
SYN-RECEIVED out of LISTEN: back
   SYN-RECEIVED  <SEQ=301><CTL=SYN>
-> LISTEN  syn-returns-to-listen
anywhere in the window
   SYN-RECEIVED  <SEQ=1300><CTL=SYN>
-> LISTEN  syn-returns-to-listen
also with an ACK of ours, for this step comes before the fifth
   SYN-RECEIVED  <SEQ=301><ACK=101><CTL=SYN,ACK>
-> LISTEN  syn-returns-to-listen
the same SYN again lies before the window and is only acknowledged
   SYN-RECEIVED  <SEQ=300><CTL=SYN>
-> SYN-RECEIVED  <SEQ=101><ACK=301><CTL=ACK>  sequence-unacceptable
SYN-RECEIVED by an active OPEN: as in the synchronized states
   SYN-RECEIVED/active  <SEQ=301><CTL=SYN>
-> SYN-RECEIVED  <SEQ=101><ACK=301><CTL=ACK>  syn-challenged
ESTABLISHED
   ESTABLISHED  <SEQ=301><CTL=SYN>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  syn-challenged
ESTABLISHED, ahead in the window
   ESTABLISHED  <SEQ=700><ACK=101><CTL=SYN,ACK>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  syn-challenged
irrespective of its number: an old SYN whose text reaches into the window
   ESTABLISHED  <SEQ=300><ACK=101><CTL=SYN,ACK><DATA=10>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  syn-challenged
FIN-WAIT-1
   FIN-WAIT-1  <SEQ=301><CTL=SYN>
-> FIN-WAIT-1  <SEQ=102><ACK=301><CTL=ACK>  syn-challenged
FIN-WAIT-2
   FIN-WAIT-2  <SEQ=301><CTL=SYN>
-> FIN-WAIT-2  <SEQ=102><ACK=301><CTL=ACK>  syn-challenged
CLOSE-WAIT
   CLOSE-WAIT  <SEQ=302><CTL=SYN>
-> CLOSE-WAIT  <SEQ=101><ACK=302><CTL=ACK>  syn-challenged
CLOSING
   CLOSING  <SEQ=302><CTL=SYN>
-> CLOSING  <SEQ=102><ACK=302><CTL=ACK>  syn-challenged
LAST-ACK
   LAST-ACK  <SEQ=302><CTL=SYN>
-> LAST-ACK  <SEQ=102><ACK=302><CTL=ACK>  syn-challenged
TIME-WAIT
   TIME-WAIT  <SEQ=302><CTL=SYN>
-> TIME-WAIT  <SEQ=102><ACK=302><CTL=ACK>  syn-challenged
the ACK of such a segment is not looked at
   FIN-WAIT-1  <SEQ=301><ACK=102><CTL=SYN,ACK>
-> FIN-WAIT-1  <SEQ=102><ACK=301><CTL=ACK>  syn-challenged
a RST besides comes first
   ESTABLISHED  <SEQ=301><CTL=SYN,RST>
-> CLOSED  !reset  reset-received
",
    );
}

#[test]
fn the_record_in_listen_accepts_the_next_syn() {
    let mut peer = Peer::in_state(State::SynReceived);
    peer.arrive("<SEQ=400><CTL=SYN>");
    assert_eq!(peer.connection, Connection::Listen(peer.listen()));
    let after = peer.arrive("<SEQ=400><CTL=SYN>");
    assert_eq!(after.segments(), "<SEQ=100><ACK=401><CTL=SYN,ACK>");
}

#[test]
fn challenge_acks_are_rationed() {
    // RFC 5961 7: ten in five seconds, by default.
    let mut peer = Peer::in_state(State::Established);
    for arriving in ["<SEQ=301><CTL=SYN>", "<SEQ=500><CTL=RST>"] {
        for _ in 0..5 {
            let after = peer.arrive(arriving);
            assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK>");
        }
    }
    assert_eq!(peer.arrive("<SEQ=301><CTL=SYN>").segments(), "-");
    peer.wait(peer.config.challenge_interval);
    let after = peer.arrive("<SEQ=301><CTL=SYN>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK>");
}
