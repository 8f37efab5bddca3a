//! The laws that hold after every step of every test.

use crate::tcp::mechanism::delayed_ack::AckOwed;
use crate::tcp::mechanism::window::{self, WindowRule};
use crate::tcp::{Connection, Fin, Output, State, Tcb, Timer, What};

#[track_caller]
pub(super) fn check(before: &Connection, after: &Connection, outputs: &[Output]) {
    states_follow_the_table(before, after, outputs);
    numbers_do_not_move_back(before, after);
    if let Some(tcb) = after.tcb() {
        numbers_agree(tcb);
        timers_agree(tcb);
    }
    match after {
        Connection::SynSent(tcb) => assert_eq!(tcb.state(), State::SynSent),
        Connection::Open(tcb) => assert_ne!(tcb.state(), State::SynSent),
        Connection::Closed | Connection::Listen(_) => {}
    }
}

/// The noted changes form a chain of legal edges from the state before to the state after.
#[track_caller]
fn states_follow_the_table(before: &Connection, after: &Connection, outputs: &[Output]) {
    let mut at = before.state();
    for output in outputs {
        if let Output::Note(note) = output
            && let What::State { from, to } = note.what
        {
            assert_eq!(from, at, "the chain of states is broken at {:?}", note.rule);
            assert!(from.may_become(to), "{from} may not become {to}");
            at = to;
        }
    }
    assert_eq!(at, after.state(), "a change of state was not noted");
}

/// SND.UNA, SND.NXT, RCV.NXT and the right edge of the receive window only move forward.
#[track_caller]
fn numbers_do_not_move_back(before: &Connection, after: &Connection) {
    let (Some(old), Some(new)) = (before.tcb(), after.tcb()) else {
        return;
    };
    assert!(new.snd.una.ge(old.snd.una), "SND.UNA moved back");
    assert!(new.snd.nxt.ge(old.snd.nxt), "SND.NXT moved back");
    if old.state() != State::SynSent {
        assert!(new.rcv.nxt.ge(old.rcv.nxt), "RCV.NXT moved back");
        let (was, is) = (old.rcv.nxt + old.rcv.wnd, new.rcv.nxt + new.rcv.wnd);
        assert!(is.ge(was), "the window shrank: {was} -> {is}");
    }
}

#[track_caller]
fn numbers_agree(tcb: &Tcb) {
    let (una, nxt) = (tcb.snd.una, tcb.snd.nxt);
    assert!(una.le(nxt), "SND.UNA {una} > SND.NXT {nxt}");
    let front = tcb.scoreboard.front().map(|sent| sent.seq);
    let expected = (tcb.in_flight() > 0).then_some(una);
    assert_eq!(front, expected, "the queue begins at SND.UNA");
    // Rounding up to what the shift can tell promises less than one unit more than there is.
    let rounding = match tcb.config.window_rule {
        WindowRule::Steps | WindowRule::Room => 0,
        WindowRule::Rounded => (1 << tcb.rcv.scale) - 1,
    };
    let most = window::possible(tcb) + rounding;
    assert!(tcb.rcv.wnd <= most, "promised too much");
    assert!(
        !matches!(tcb.ack, AckOwed::Now(_)),
        "an ACK was owed at once and not sent"
    );
    assert!(!tcb.overridden, "the override outlived its step");
    if tcb.state() == State::TimeWait || tcb.state() == State::FinWait2 {
        assert_eq!(tcb.in_flight(), 0);
    }
}

/// Whatever waits has a timer that will end the waiting, and no timer runs without a purpose.
#[track_caller]
fn timers_agree(tcb: &Tcb) {
    let runs = |timer| tcb.timers.runs(timer);
    let state = tcb.state();
    let (resends, persists) = (runs(Timer::Retransmission), runs(Timer::Persist));
    assert!(!(resends && persists), "both repeat in {state}");
    if tcb.in_flight() > 0 {
        assert!(resends || persists, "in flight without a timer in {state}");
    } else {
        assert!(!resends, "nothing to retransmit in {state}");
        // In SYN-SENT the ACK has come by itself: the SYN that is to follow is awaited for a while.
        let patient = runs(Timer::UserTimeout) && state != State::SynSent;
        assert!(!patient, "nothing to lose patience with in {state}");
    }
    if persists {
        assert_eq!(tcb.snd.wnd, 0, "persisting before an open window");
    }
    let opened = !matches!(state, State::SynSent | State::SynReceived);
    let waiting = tcb.unsent() > 0 || tcb.fin == Fin::Queued;
    if opened && waiting && tcb.in_flight() == 0 {
        assert!(persists || runs(Timer::Override), "stuck in {state}");
    }
    let owed = matches!(tcb.ack, AckOwed::Waiting { .. });
    assert_eq!(runs(Timer::DelayedAck), owed, "delayed ACK in {state}");
    assert_eq!(runs(Timer::TimeWait), state == State::TimeWait);
    if state == State::TimeWait {
        assert_eq!(tcb.timers.running().count(), 1, "TIME-WAIT has one timer");
    }
}
