use crate::tcp::tests::kit::{Peer, check_rows};
use crate::tcp::{State, Timer};
use crate::time::Duration;
use crate::wire::SeqNum;

#[test]
fn the_peers_fin_moves_every_state_where_the_text_says() {
    check_rows(
        "
SYN-RECEIVED, with the ACK of our SYN
   SYN-RECEIVED  <SEQ=301><ACK=101><CTL=FIN,ACK>
-> CLOSE-WAIT  <SEQ=101><ACK=302><CTL=ACK>  !established  !peer-closed  fin-close-wait
ESTABLISHED
   ESTABLISHED  <SEQ=301><ACK=101><CTL=FIN,ACK>
-> CLOSE-WAIT  <SEQ=101><ACK=302><CTL=ACK>  !peer-closed  fin-close-wait
ESTABLISHED, behind text
   ESTABLISHED  <SEQ=301><ACK=101><CTL=FIN,PSH,ACK><DATA=10>
-> CLOSE-WAIT  <SEQ=101><ACK=312><CTL=ACK>  !peer-closed  fin-close-wait
ESTABLISHED, ahead of a hole: kept for later
   ESTABLISHED  <SEQ=311><ACK=101><CTL=FIN,ACK>
-> ESTABLISHED  <SEQ=101><ACK=301><CTL=ACK>  ack-at-once
ESTABLISHED, with data in flight
   ESTABLISHED/flight  <SEQ=301><ACK=101><CTL=FIN,ACK>
-> CLOSE-WAIT  <SEQ=401><ACK=302><CTL=ACK>  !peer-closed  fin-close-wait
FIN-WAIT-1, our FIN is not acknowledged
   FIN-WAIT-1  <SEQ=301><ACK=101><CTL=FIN,ACK>
-> CLOSING  <SEQ=102><ACK=302><CTL=ACK>  !peer-closed  fin-closing
FIN-WAIT-1, it is, perhaps in this segment
   FIN-WAIT-1  <SEQ=301><ACK=102><CTL=FIN,ACK>
-> TIME-WAIT  <SEQ=102><ACK=302><CTL=ACK>  !peer-closed  fin-time-wait
FIN-WAIT-2
   FIN-WAIT-2  <SEQ=301><ACK=102><CTL=FIN,ACK>
-> TIME-WAIT  <SEQ=102><ACK=302><CTL=ACK>  !peer-closed  fin-time-wait
CLOSE-WAIT remains
   CLOSE-WAIT  <SEQ=302><ACK=101><CTL=FIN,ACK>
-> CLOSE-WAIT  <SEQ=101><ACK=302><CTL=ACK>  sequence-acceptable
CLOSING remains
   CLOSING  <SEQ=302><ACK=101><CTL=FIN,ACK>
-> CLOSING  <SEQ=102><ACK=302><CTL=ACK>  sequence-acceptable
LAST-ACK remains
   LAST-ACK  <SEQ=302><ACK=101><CTL=FIN,ACK>
-> LAST-ACK  <SEQ=102><ACK=302><CTL=ACK>  sequence-acceptable
TIME-WAIT remains and begins anew
   TIME-WAIT  <SEQ=302><ACK=102><CTL=FIN,ACK>
-> TIME-WAIT  <SEQ=102><ACK=302><CTL=ACK>  time-wait-fin-again
",
    );
}

#[test]
fn rcv_nxt_moves_over_the_fin_and_only_once() {
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=FIN,ACK>");
    peer.arrive("<SEQ=301><ACK=101><CTL=FIN,ACK>");
    peer.arrive("<SEQ=302><ACK=101><CTL=FIN,ACK>");
    assert_eq!(peer.tcb().rcv.nxt, SeqNum::new(302));
}

#[test]
fn a_fin_that_overtook_its_text_counts_when_the_hole_is_filled() {
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=311><ACK=101><CTL=FIN,ACK>");
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=ACK><DATA=10>");
    assert_eq!(after.segments(), "<SEQ=101><ACK=312><CTL=ACK>");
    assert_eq!(peer.state(), State::CloseWait);
    let (received, _) = peer.receive(100);
    assert_eq!((received.octets, received.end), (10, true));
}

#[test]
fn a_fin_with_text_that_overtook_counts_when_the_hole_is_filled() {
    let mut peer = Peer::in_state(State::FinWait2);
    peer.arrive("<SEQ=306><ACK=102><CTL=FIN,ACK><DATA=5>");
    assert_eq!(peer.state(), State::FinWait2);
    let after = peer.arrive("<SEQ=301><ACK=102><CTL=ACK><DATA=5>");
    assert_eq!(after.segments(), "<SEQ=102><ACK=312><CTL=ACK>");
    assert_eq!(peer.state(), State::TimeWait);
}

#[test]
fn the_user_reads_the_text_before_the_end() {
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=FIN,ACK><DATA=10>");
    let (received, _) = peer.receive(4);
    assert_eq!((received.octets, received.end), (4, false));
    let (received, _) = peer.receive(100);
    assert_eq!((received.octets, received.end), (6, true));
    let (received, _) = peer.receive(100);
    assert_eq!((received.octets, received.end), (0, true));
}

#[test]
fn time_wait_turns_off_every_other_timer_and_lasts_two_msl() {
    let mut peer = Peer::in_state(State::TimeWait);
    let running: Vec<Timer> = peer
        .tcb()
        .timers
        .running()
        .map(|(timer, _)| timer)
        .collect();
    assert_eq!(running, [Timer::TimeWait]);
    assert_eq!(peer.due(Timer::TimeWait), Duration::from_secs(240));
    peer.fire(Timer::TimeWait);
    assert_eq!(peer.state(), State::Closed);
}

#[test]
fn a_fin_in_the_window_prolongs_time_wait() {
    let mut peer = Peer::in_state(State::TimeWait);
    peer.wait(Duration::from_secs(100));
    peer.arrive("<SEQ=302><ACK=102><CTL=FIN,ACK>");
    assert_eq!(peer.due(Timer::TimeWait), Duration::from_secs(240));
}
