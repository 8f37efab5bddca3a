//! 3.6: closing, in one order and the other and at once.

use crate::tcp::tests::kit::{After, Ends, Fate, Peer, Side, small};
use crate::tcp::{Error, Signal, State, Timer};
use crate::time::Duration;
use crate::wire::Flags;

fn close(peer: &mut Peer) -> After {
    peer.close().expect("CLOSE")
}

#[test]
fn one_end_closes_and_then_the_other() {
    let mut ends = Ends::established(small());
    ends.act(Side::A, close);
    ends.drive_for_seconds(1);
    assert_eq!(ends.states(), (State::FinWait2, State::CloseWait));
    ends.act(Side::B, close);
    ends.drive_for_seconds(1);
    assert_eq!(ends.states(), (State::TimeWait, State::Closed));
    ends.drive(10);
    assert_eq!(ends.states(), (State::Closed, State::Closed));
}

#[test]
fn a_half_closed_connection_still_carries_data_the_other_way() {
    let mut ends = Ends::established(small());
    ends.act(Side::A, close);
    ends.drive_for_seconds(1);
    ends.act(Side::B, |peer| peer.send(26));
    ends.drive_for_seconds(1);
    assert_eq!(ends.a.read(), "abcdefghijklmnopqrstuvwxyz");
    assert_eq!(ends.states(), (State::FinWait2, State::CloseWait));
}

#[test]
fn both_close_at_once_whatever_is_lost() {
    for lost in 0..6 {
        let mut ends = Ends::established(small());
        let mut sent = 0;
        ends.script(move |_, _| {
            sent += 1;
            if sent == lost + 1 {
                Fate::Drop
            } else {
                Fate::Deliver
            }
        });
        ends.act(Side::A, close);
        ends.act(Side::B, close);
        ends.drive_for_seconds(30);
        assert_eq!(ends.states(), (State::TimeWait, State::TimeWait), "{lost}");
        ends.drive(10);
        assert_eq!(ends.states(), (State::Closed, State::Closed));
    }
}

#[test]
fn data_queued_before_close_arrives_before_the_end() {
    let mut ends = Ends::established(small());
    ends.act(Side::A, |peer| peer.send(5000));
    ends.act(Side::A, close);
    let mut read = 0;
    for _ in 0..200 {
        ends.drive_for_seconds(1);
        ends.act(Side::B, |peer| {
            let (received, after) = peer.receive(700);
            read += received.octets;
            after
        });
        if ends.b.state() == State::CloseWait {
            break;
        }
    }
    read += u32::try_from(ends.b.read().len()).expect("few");
    assert_eq!((read, ends.b.state()), (5000, State::CloseWait));
}

#[test]
fn the_fin_of_the_peer_may_come_while_our_own_still_waits() {
    // CLOSING with data that was not sent yet.
    let mut peer = Peer::in_state(State::Established);
    peer.arrive("<SEQ=301><ACK=101><CTL=ACK><WND=100>");
    peer.send(250);
    peer.close().expect("CLOSE");
    peer.arrive("<SEQ=301><ACK=101><CTL=FIN,ACK><WND=100>");
    assert_eq!(peer.state(), State::Closing);
    let after = peer.arrive("<SEQ=302><ACK=201><CTL=ACK><WND=1000>");
    assert_eq!(
        after.segments(),
        "<SEQ=201><ACK=302><CTL=ACK><DATA=100> <SEQ=301><ACK=302><CTL=FIN,PSH,ACK><DATA=50>"
    );
    peer.arrive("<SEQ=302><ACK=351><CTL=ACK>");
    assert_eq!(peer.state(), State::Closing, "the FIN has number 351");
    peer.arrive("<SEQ=302><ACK=352><CTL=ACK>");
    assert_eq!(peer.state(), State::TimeWait);
}

#[test]
fn a_second_close_is_an_error_and_makes_no_second_fin() {
    // U-20
    for state in [
        State::FinWait1,
        State::FinWait2,
        State::Closing,
        State::LastAck,
        State::TimeWait,
    ] {
        let mut peer = Peer::in_state(state);
        assert_eq!(peer.close().unwrap_err(), Error::Closing, "{state}");
        assert_eq!(peer.state(), state);
    }
}

#[test]
fn the_user_is_told_whether_it_was_an_end_or_an_abort() {
    // MUST-12
    let mut peer = Peer::in_state(State::Established);
    let after = peer.arrive("<SEQ=301><ACK=101><CTL=FIN,ACK>");
    assert_eq!(after.signals, [Signal::PeerClosed]);
    let mut peer = Peer::in_state(State::Established);
    let after = peer.arrive("<SEQ=301><CTL=RST>");
    assert_eq!(after.signals, [Signal::Reset]);
}

#[test]
fn an_abort_reaches_the_peer() {
    let mut ends = Ends::established(small());
    ends.act(Side::A, |peer| peer.send(10));
    ends.act(Side::A, |peer| peer.abort().expect("ABORT"));
    ends.drive(10);
    assert_eq!(ends.states(), (State::Closed, State::Closed));
}

#[test]
fn the_last_ack_that_is_lost_is_given_again_out_of_time_wait() {
    // MUST-13
    let mut ends = Ends::established(small());
    ends.act(Side::A, close);
    ends.drive_for_seconds(1);
    let mut first = true;
    ends.script(move |side, segment| {
        let last = side == Side::A && segment.flags == Flags::ACK;
        if last && std::mem::take(&mut first) {
            Fate::Drop
        } else {
            Fate::Deliver
        }
    });
    ends.act(Side::B, close);
    ends.drive_for_seconds(0);
    ends.run_for(crate::tcp::tests::kit::millis(500));
    assert_eq!(ends.states(), (State::TimeWait, State::LastAck));
    ends.drive_for_seconds(2);
    assert_eq!(ends.states(), (State::TimeWait, State::Closed));
    let left = ends.a.tcb().timers.get(Timer::TimeWait).expect("it runs");
    let begun = left.at.since(left.set_at);
    assert_eq!(begun, Duration::from_secs(240));
    assert!(
        left.set_at.as_nanos() > 2_000_000_000,
        "set anew by the FIN"
    );
}

#[test]
fn text_for_a_user_who_is_gone_draws_a_rst() {
    // SHLD-3
    let mut ends = Ends::established(small());
    ends.act(Side::A, |peer| {
        let (result, after) = peer.step(|connection, cx| connection.close(true, cx));
        result.expect("CLOSE");
        after
    });
    ends.drive_for_seconds(1);
    ends.act(Side::B, |peer| peer.send(10));
    ends.drive_for_seconds(1);
    assert_eq!(ends.states(), (State::Closed, State::Closed));
}

#[test]
fn an_old_segment_ends_time_wait_by_way_of_a_peer_that_has_forgotten() {
    // 1337-1: it draws an ACK, the ACK draws a RST, and the RST is exact.
    let mut waiting = Peer::in_state(State::TimeWait);
    let after = waiting.arrive("<SEQ=200><ACK=102><CTL=ACK><DATA=5>");
    let ack = after.sent().next().expect("an ACK").clone();
    let after = Peer::closed().receive_segment(&ack);
    let rst = after.sent().next().expect("a RST").clone();
    waiting.receive_segment(&rst);
    assert_eq!(waiting.state(), State::Closed);
}
