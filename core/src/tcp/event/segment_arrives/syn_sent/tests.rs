use crate::tcp::tests::kit::{Peer, check_rows, small};
use crate::tcp::{Config, Signal, State, Timer};
use crate::wire::SeqNum;

#[test]
fn whatever_arrives_in_syn_sent_is_judged_by_ack_rst_and_syn_in_this_order() {
    check_rows(
        "
first: SEG.ACK = ISS acknowledges nothing of ours
   SYN-SENT  <SEQ=300><ACK=100><CTL=ACK>
-> SYN-SENT  <SEQ=100><CTL=RST>  syn-sent-ack-range
SEG.ACK before ISS
   SYN-SENT  <SEQ=300><ACK=91><CTL=SYN,ACK>
-> SYN-SENT  <SEQ=91><CTL=RST>  syn-sent-ack-range
SEG.ACK beyond SND.NXT
   SYN-SENT  <SEQ=300><ACK=102><CTL=SYN,ACK>
-> SYN-SENT  <SEQ=102><CTL=RST>  syn-sent-ack-range
a bad ACK with a RST draws nothing
   SYN-SENT  <SEQ=300><ACK=102><CTL=RST,ACK>
-> SYN-SENT  syn-sent-ack-range
second: a RST with a good ACK ends it, whatever its SEQ
   SYN-SENT  <SEQ=0><ACK=101><CTL=RST,ACK>
-> CLOSED  !refused  syn-sent-reset
a RST may carry text (SHLD-2)
   SYN-SENT  <SEQ=0><ACK=101><CTL=RST,ACK><DATA=9>
-> CLOSED  !refused  syn-sent-reset
a RST without ACK is dropped
   SYN-SENT  <SEQ=300><CTL=RST>
-> SYN-SENT  syn-sent-reset-ignored
a RST comes before a SYN
   SYN-SENT  <SEQ=300><ACK=101><CTL=SYN,RST,ACK>
-> CLOSED  !refused  syn-sent-reset
fourth: a SYN with a good ACK opens
   SYN-SENT  <SEQ=300><ACK=101><CTL=SYN,ACK>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  !established  syn-sent-established
its text is taken and acknowledged together with the SYN
   SYN-SENT  <SEQ=300><ACK=101><CTL=SYN,ACK><DATA=10>
-> ESTABLISHED  <SEQ=101><ACK=311><CTL=ACK>  !established  text-accepted
its FIN too
   SYN-SENT  <SEQ=300><ACK=101><CTL=SYN,FIN,ACK>
-> CLOSE-WAIT  <SEQ=101><ACK=302><CTL=ACK>  !established  !peer-closed  fin-close-wait
its urgent mark too
   SYN-SENT  <SEQ=300><ACK=101><CTL=SYN,ACK,URG><URG=6><DATA=10>
-> ESTABLISHED  <SEQ=101><ACK=311><CTL=ACK>  !established  !urgent  urgent-advances
text beyond the window is cut off
   SYN-SENT  <SEQ=300><ACK=101><CTL=SYN,ACK><DATA=1200>
-> ESTABLISHED  <SEQ=101><ACK=1301><CTL=ACK>  !established  text-accepted
a SYN without ACK: both have called at once
   SYN-SENT  <SEQ=300><CTL=SYN>
-> SYN-RECEIVED  <SEQ=100><ACK=301><CTL=SYN,ACK>  simultaneous-open
its text is held until ESTABLISHED
   SYN-SENT  <SEQ=300><CTL=SYN><DATA=10>
-> SYN-RECEIVED  <SEQ=100><ACK=301><CTL=SYN,ACK>  text-kept
its FIN is held
   SYN-SENT  <SEQ=300><CTL=SYN,FIN>
-> SYN-RECEIVED  <SEQ=100><ACK=301><CTL=SYN,ACK>  simultaneous-open
fifth: an ACK alone is dropped
   SYN-SENT  <SEQ=300><ACK=101><CTL=ACK>
-> SYN-SENT  syn-sent-drops
a FIN without SYN is not processed
   SYN-SENT  <SEQ=300><ACK=101><CTL=FIN,ACK>
-> SYN-SENT  syn-sent-drops
text without SYN is dropped
   SYN-SENT  <SEQ=300><CTL=PSH><DATA=10>
-> SYN-SENT  syn-sent-drops
",
    );
}

#[test]
fn a_syn_ack_fills_in_the_record() {
    let peer = Peer::in_state(State::Established);
    let tcb = peer.tcb();
    assert_eq!(tcb.rcv.irs, SeqNum::new(300));
    assert_eq!(tcb.rcv.nxt, SeqNum::new(301));
    assert_eq!(tcb.snd.una, SeqNum::new(101));
    assert_eq!(tcb.snd.wnd, 1000);
    assert_eq!(tcb.snd.wl1, SeqNum::new(300));
    assert_eq!(tcb.snd.wl2, SeqNum::new(101));
    assert_eq!(tcb.mss, 100);
}

#[test]
fn what_was_queued_before_goes_out_with_the_ack_of_the_syn() {
    let mut peer = Peer::in_state(State::SynSent);
    assert_eq!(peer.send(10).segments(), "-");
    let after = peer.arrive("<SEQ=300><ACK=101><CTL=SYN,ACK><MSS=100>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=PSH,ACK><DATA=10>");
}

#[test]
fn text_of_a_crossed_syn_is_read_once_the_connection_is_open() {
    for opening in [
        "<SEQ=301><ACK=101><CTL=ACK>",
        "<SEQ=300><ACK=101><CTL=SYN,ACK>",
        "<SEQ=301><ACK=101><CTL=ACK><DATA=10>",
        "<SEQ=300><ACK=101><CTL=SYN,ACK><DATA=10>",
    ] {
        let mut peer = Peer::in_state(State::SynSent);
        peer.arrive("<SEQ=300><CTL=SYN><DATA=10>");
        assert_eq!(peer.read(), "", "before ESTABLISHED");
        let after = peer.arrive(opening);
        assert_eq!(after.signals, [Signal::Established], "{opening}");
        assert_eq!(peer.tcb().rcv.nxt, 311.into(), "{opening}");
        assert!(peer.runs(Timer::DelayedAck) || after.segments().contains("<ACK=311>"));
        assert_eq!(peer.read(), "abcdefghij", "{opening}");
        assert!(!peer.tcb().reassembly.has_hole(), "{opening}");
    }
}

#[test]
fn text_and_fin_of_a_crossed_syn_close_the_peers_side() {
    let mut peer = Peer::in_state(State::SynSent);
    peer.arrive("<SEQ=300><CTL=SYN,FIN><DATA=10>");
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK>");
    assert_eq!(after.signals, [Signal::Established, Signal::PeerClosed]);
    assert_eq!(after.segments(), "<SEQ=101><ACK=312><CTL=ACK>");
    assert_eq!(peer.state(), State::CloseWait);
    let (received, _) = peer.receive(100);
    assert_eq!((received.octets, received.end), (10, true));
}

#[test]
fn a_fin_that_lies_before_text_of_the_syn_is_not_taken() {
    let mut peer = Peer::in_state(State::SynSent);
    peer.arrive("<SEQ=300><CTL=SYN><DATA=10>");
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=FIN,ACK>");
    assert_eq!(after.segments(), "-");
    assert_eq!(peer.tcb().rcv.nxt, 311.into());
    assert_eq!(peer.state(), State::Established);
}

#[test]
fn a_connection_to_oneself_opens() {
    // Appendix A.2 names it: every segment is the end's own.
    let mut peer = Peer::closed();
    (peer.pair.remote, peer.isn) = (peer.pair.local, peer.isn);
    let mut next: Vec<_> = peer.open().sent().cloned().collect();
    for _ in 0..10 {
        let Some(segment) = next.pop() else { break };
        let after = peer.receive_segment(&segment);
        next.extend(after.sent().cloned());
    }
    assert_eq!(peer.state(), State::Established);
    assert!(next.is_empty());
}

#[test]
fn where_the_fin_of_a_syn_is_ignored_only_its_text_is_kept() {
    let config = Config {
        syn_fin_ignored: true,
        ..small()
    };
    let mut peer = Peer::landed(config, State::SynSent);
    peer.arrive("<SEQ=300><CTL=SYN,FIN><DATA=10>");
    peer.arrive("<SEQ=311><ACK=101><CTL=ACK>");
    assert_eq!(
        (peer.state(), peer.tcb().rcv.nxt),
        (State::Established, 311.into())
    );
}
