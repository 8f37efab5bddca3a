use crate::tcp::tests::kit::{Peer, check_rows};

#[test]
fn whatever_arrives_in_closed_is_answered_as_the_table_says() {
    check_rows(
        "
a RST is ignored
   CLOSED  <SEQ=300><CTL=RST>
-> CLOSED  closed-ignores-reset
a RST with an ACK is ignored too
   CLOSED  <SEQ=300><ACK=101><CTL=RST,ACK>
-> CLOSED  closed-ignores-reset
without ACK the RST takes 0 and acknowledges the segment: a SYN counts one
   CLOSED  <SEQ=300><CTL=SYN>
-> CLOSED  <SEQ=0><ACK=301><CTL=RST,ACK>  closed-resets
a FIN counts one
   CLOSED  <SEQ=300><CTL=FIN>
-> CLOSED  <SEQ=0><ACK=301><CTL=RST,ACK>  closed-resets
text counts its octets, SYN and FIN besides
   CLOSED  <SEQ=300><CTL=SYN,FIN><DATA=10>
-> CLOSED  <SEQ=0><ACK=312><CTL=RST,ACK>  closed-resets
nothing at all counts nothing
   CLOSED  <SEQ=300><CTL=PSH>
-> CLOSED  <SEQ=0><ACK=300><CTL=RST,ACK>  closed-resets
the sum wraps
   CLOSED  <SEQ=4294967295><CTL=SYN>
-> CLOSED  <SEQ=0><ACK=0><CTL=RST,ACK>  closed-resets
with ACK the RST takes the number acknowledged
   CLOSED  <SEQ=300><ACK=777><CTL=ACK>
-> CLOSED  <SEQ=777><CTL=RST>  closed-resets
also when text comes with it
   CLOSED  <SEQ=300><ACK=777><CTL=ACK><DATA=10>
-> CLOSED  <SEQ=777><CTL=RST>  closed-resets
also a SYN,ACK
   CLOSED  <SEQ=300><ACK=101><CTL=SYN,ACK>
-> CLOSED  <SEQ=101><CTL=RST>  closed-resets
",
    );
}

#[test]
fn the_answer_goes_back_where_the_segment_came_from() {
    let mut peer = Peer::closed();
    let after = peer.arrive("<SEQ=300><CTL=SYN>");
    let answer = after.sent().next().expect("a RST");
    assert_eq!((answer.src_port, answer.dst_port), (1024, 80));
}
