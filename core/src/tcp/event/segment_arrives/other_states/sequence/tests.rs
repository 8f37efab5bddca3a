use crate::tcp::tests::kit::{Peer, check_rows, land, millis, segment, small};
use crate::tcp::{Config, State, Timer};
use crate::time::Duration;
use crate::wire::SeqNum;

#[test]
fn the_four_cases_of_acceptability_are_told_apart() {
    check_rows(
        "
nothing at RCV.NXT
   ESTABLISHED  <SEQ=301><ACK=101><CTL=ACK>
-> ESTABLISHED  sequence-acceptable
nothing at the last number of the window
   ESTABLISHED  <SEQ=1300><ACK=101><CTL=ACK>
-> ESTABLISHED  sequence-acceptable
nothing at the first number beyond it
   ESTABLISHED  <SEQ=1301><ACK=101><CTL=ACK>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  sequence-unacceptable
nothing at the number before RCV.NXT
   ESTABLISHED  <SEQ=300><ACK=101><CTL=ACK>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  sequence-unacceptable
nothing at RCV.NXT of a shut window
   ESTABLISHED/shut  <SEQ=1301><ACK=101><CTL=ACK>
-> ESTABLISHED  sequence-acceptable
nothing beside RCV.NXT of a shut window
   ESTABLISHED/shut  <SEQ=1302><ACK=101><CTL=ACK>
-> ESTABLISHED  <SEQ=101><ACK=1301><CTL=ACK>  sequence-unacceptable
text into a shut window
   ESTABLISHED/shut  <SEQ=1301><ACK=101><CTL=ACK><DATA=1>
-> ESTABLISHED  <SEQ=101><ACK=1301><CTL=ACK>  sequence-unacceptable
text that begins at RCV.NXT
   ESTABLISHED  <SEQ=301><ACK=101><CTL=ACK><DATA=10>
-> ESTABLISHED  text-accepted
text that begins at the last number of the window
   ESTABLISHED  <SEQ=1300><ACK=101><CTL=ACK><DATA=10>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  text-kept
text that begins beyond it
   ESTABLISHED  <SEQ=1301><ACK=101><CTL=ACK><DATA=10>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  sequence-unacceptable
text whose last octet is at RCV.NXT
   ESTABLISHED  <SEQ=292><ACK=101><CTL=ACK><DATA=10>
-> ESTABLISHED  text-accepted
text whose last octet is before RCV.NXT
   ESTABLISHED  <SEQ=291><ACK=101><CTL=ACK><DATA=10>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  sequence-unacceptable
text with both ends outside, for the table asks for either end
   ESTABLISHED  <SEQ=201><ACK=101><CTL=ACK><DATA=1200>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  sequence-unacceptable
",
    );
}

#[test]
fn what_is_unacceptable_is_acknowledged_in_every_state() {
    check_rows(
        "
SYN-RECEIVED
   SYN-RECEIVED  <SEQ=200><ACK=101><CTL=ACK><DATA=5>
-> SYN-RECEIVED  <SEQ=101><ACK=301><CTL=ACK>  sequence-unacceptable
FIN-WAIT-1
   FIN-WAIT-1  <SEQ=200><ACK=102><CTL=ACK><DATA=5>
-> FIN-WAIT-1  <SEQ=102><ACK=301><CTL=ACK>  sequence-unacceptable
FIN-WAIT-2
   FIN-WAIT-2  <SEQ=200><ACK=102><CTL=ACK><DATA=5>
-> FIN-WAIT-2  <SEQ=102><ACK=301><CTL=ACK>  sequence-unacceptable
CLOSE-WAIT
   CLOSE-WAIT  <SEQ=301><ACK=101><CTL=FIN,ACK>
-> CLOSE-WAIT  <SEQ=101><ACK=302><CTL=ACK>  sequence-unacceptable
CLOSING
   CLOSING  <SEQ=301><ACK=102><CTL=FIN,ACK>
-> CLOSING  <SEQ=102><ACK=302><CTL=ACK>  sequence-unacceptable
LAST-ACK
   LAST-ACK  <SEQ=301><ACK=102><CTL=FIN,ACK>
-> LAST-ACK  <SEQ=102><ACK=302><CTL=ACK>  sequence-unacceptable
TIME-WAIT
   TIME-WAIT  <SEQ=200><ACK=102><CTL=ACK><DATA=5>
-> TIME-WAIT  <SEQ=102><ACK=302><CTL=ACK>  sequence-unacceptable
TIME-WAIT, the FIN again: acknowledged as in figure 12
   TIME-WAIT  <SEQ=301><ACK=102><CTL=FIN,ACK>
-> TIME-WAIT  <SEQ=102><ACK=302><CTL=ACK>  time-wait-fin-again
a RST is dropped in silence
   ESTABLISHED  <SEQ=1301><CTL=RST>
-> ESTABLISHED  reset-outside-window
in SYN-RECEIVED too
   SYN-RECEIVED  <SEQ=1301><CTL=RST>
-> SYN-RECEIVED  reset-outside-window
in TIME-WAIT too, with a FIN besides
   TIME-WAIT  <SEQ=301><CTL=RST,FIN>
-> TIME-WAIT  reset-outside-window
an old SYN is acknowledged by this step
   ESTABLISHED  <SEQ=300><CTL=SYN>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  sequence-unacceptable
SYN,ACKs that crossed count for their ACK
   SYN-RECEIVED/active  <SEQ=300><ACK=101><CTL=SYN,ACK>
-> ESTABLISHED  !established  crossed-syn-ack
but for a passive end no SYN,ACK is to be expected
   SYN-RECEIVED  <SEQ=300><ACK=101><CTL=SYN,ACK>
-> SYN-RECEIVED  <SEQ=101><ACK=301><CTL=ACK>  sequence-unacceptable
a SYN,ACK that crossed must acknowledge our SYN like any other
   SYN-RECEIVED/active  <SEQ=300><ACK=100><CTL=SYN,ACK>
-> SYN-RECEIVED  <SEQ=100><CTL=RST>  ack-resets
",
    );
}

#[test]
fn a_shut_window_still_lets_ack_urg_and_rst_through() {
    // MUST-66
    check_rows(
        "
URG
   ESTABLISHED/shut  <SEQ=1301><ACK=101><CTL=ACK,URG><URG=3><DATA=5>
-> ESTABLISHED  <SEQ=101><ACK=1301><CTL=ACK>  !urgent  urgent-advances
RST with text
   ESTABLISHED/shut  <SEQ=1301><CTL=RST><DATA=5>
-> CLOSED  !reset  reset-received
a FIN has to wait
   ESTABLISHED/shut  <SEQ=1301><ACK=101><CTL=FIN,ACK>
-> ESTABLISHED  <SEQ=101><ACK=1301><CTL=ACK>  sequence-unacceptable
a SYN opens nothing
   ESTABLISHED/shut  <SEQ=1301><CTL=SYN>
-> ESTABLISHED  <SEQ=101><ACK=1301><CTL=ACK>  sequence-unacceptable
",
    );
    let mut peer = land("ESTABLISHED/shut");
    peer.send(10);
    peer.arrive("<SEQ=1301><ACK=111><CTL=ACK><WND=77><DATA=1>");
    assert_eq!(peer.tcb().snd.una, SeqNum::new(111));
    assert_eq!(peer.tcb().snd.wnd, 77);
    assert_eq!(peer.tcb().rcv.nxt, SeqNum::new(1301));
}

#[test]
fn only_the_new_part_of_a_segment_is_processed() {
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=10>");
    // Octets 306 to 315 of the same stream.
    let mut overlap = segment("<SEQ=306><ACK=101><CTL=ACK><DATA=10>");
    overlap.payload = "FGHIJklmno".into();
    peer.receive_segment(&overlap);
    assert_eq!(peer.tcb().rcv.nxt, SeqNum::new(316));
    assert_eq!(peer.read(), "abcdefghijklmno");
}

#[test]
fn a_fin_beyond_the_window_is_cut_off_and_one_at_its_last_number_is_not() {
    for (octets, state) in [(1000, State::Established), (999, State::CloseWait)] {
        let mut peer = Peer::in_state(State::Established);
        peer.arrive(&format!("<SEQ=301><ACK=101><CTL=FIN,ACK><DATA={octets}>"));
        assert_eq!(peer.state(), state, "{octets}");
        assert_eq!(peer.tcb().unread(), octets);
    }
}

#[test]
fn a_fin_that_was_taken_is_not_taken_again_with_the_tail_of_its_text() {
    let mut peer = Peer::in_state(State::CloseWait);
    let after = peer.arrive("<SEQ=291><ACK=101><CTL=FIN,ACK><DATA=10>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=302><CTL=ACK>");
    assert_eq!(peer.state(), State::CloseWait);
}

#[test]
fn the_window_may_lie_across_the_wrap() {
    let mut peer = Peer::in_state(State::Listen);
    peer.arrive("<SEQ=4294967290><CTL=SYN>");
    peer.arrive("<SEQ=4294967291><ACK=101><CTL=ACK>");
    peer.arrive("<SEQ=5><ACK=101><CTL=ACK><DATA=5>");
    assert!(peer.tcb().reassembly.has_hole());
    peer.arrive("<SEQ=4294967291><ACK=101><CTL=ACK><DATA=10>");
    assert_eq!(peer.tcb().rcv.nxt, SeqNum::new(10));
    let after = peer.arrive("<SEQ=4294967291><ACK=101><CTL=ACK>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=10><CTL=ACK>");
}

#[test]
fn a_repeated_fin_in_time_wait_starts_2_msl_anew() {
    // U-10: the FIN never reaches the eighth step.
    let mut peer = Peer::in_state(State::TimeWait);
    let two_msl = Duration::from_secs(240);
    peer.wait(Duration::from_secs(100));
    peer.arrive("<SEQ=301><ACK=102><CTL=FIN,ACK>");
    assert_eq!(peer.due(Timer::TimeWait), two_msl);
    // The same with the text before it.
    peer.wait(Duration::from_secs(100));
    peer.arrive("<SEQ=296><ACK=102><CTL=FIN,ACK><DATA=5>");
    assert_eq!(peer.due(Timer::TimeWait), two_msl);
}

#[test]
fn nothing_else_out_of_the_window_prolongs_time_wait() {
    for other in [
        "<SEQ=200><ACK=102><CTL=FIN,ACK>",
        "<SEQ=5000><ACK=102><CTL=FIN,ACK>",
        "<SEQ=290><ACK=102><CTL=ACK><DATA=5>",
        "<SEQ=300><CTL=SYN>",
    ] {
        let mut peer = Peer::in_state(State::TimeWait);
        peer.wait(Duration::from_secs(100));
        peer.arrive(other);
        assert_eq!(
            peer.due(Timer::TimeWait),
            Duration::from_secs(140),
            "{other}"
        );
    }
}

#[test]
fn answers_to_empty_segments_are_rationed_and_answers_to_text_are_not() {
    let mut peer = Peer::in_state(State::Established);
    let answered = (0..20).filter(|_| {
        let after = peer.arrive("<SEQ=9000><ACK=101><CTL=ACK>");
        after.segments() != "-"
    });
    assert_eq!(answered.count(), 10);
    let after = peer.arrive("<SEQ=9000><ACK=101><CTL=ACK><DATA=1>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK>");
    peer.wait(millis(5000));
    let after = peer.arrive("<SEQ=9000><ACK=101><CTL=ACK>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK>");
}

#[test]
fn a_syn_that_comes_again_draws_the_syn_ack_again_where_the_knob_says_so() {
    let config = Config {
        synack_for_syn: true,
        ..small()
    };
    let mut peer = Peer::landed(config, State::SynReceived);
    let first = peer.tcb().repeats();
    peer.wait(millis(400));
    let after = peer.arrive("<SEQ=300><CTL=SYN>");
    assert_eq!(after.segments(), "<SEQ=100><ACK=301><CTL=SYN,ACK>");
    assert_eq!(peer.state(), State::SynReceived);
    // The repetition counts, and the timer begins anew.
    assert_eq!(peer.tcb().repeats(), first + 1);
    assert_eq!(peer.due(Timer::Retransmission), config.rto_initial);
    // A SYN with another number is no repetition.
    let after = peer.arrive("<SEQ=299><CTL=SYN>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=301><CTL=ACK>");
}

#[test]
fn the_ack_of_a_repetition_counts_where_systems_look_at_it() {
    for repetition_counts in [false, true] {
        let config = Config {
            repetition_counts,
            ..small()
        };
        let mut peer = Peer::landed(config, State::Closing);
        let after = peer.arrive("<SEQ=301><ACK=102><CTL=FIN,ACK>");
        assert_eq!(after.segments(), "<SEQ=102><ACK=302><CTL=ACK>");
        let expected = if repetition_counts {
            State::TimeWait
        } else {
            State::Closing
        };
        assert_eq!(peer.state(), expected);
    }
}
