//! 3.10.7.4, eighth: check the FIN bit.

use super::super::end;
use super::Arrival;
use crate::rule::Rule;
use crate::tcp::check::Name;
use crate::tcp::mechanism::quick_ack;
use crate::tcp::mechanism::timers::Timer;
use crate::tcp::output::Signal;
use crate::tcp::state::State;
use crate::tcp::switch::Switch;
use crate::tcp::{Cx, Flow, Tcb, transmit};
use crate::wire::Flags;

/// The peer's FIN counts once all before it has arrived.
pub(super) fn check(tcb: &mut Tcb, arrival: &mut Arrival<'_>, cx: &mut Cx<'_>) -> Flow {
    if arrival.fin && !tcb.peer_closed {
        let octets = u32::try_from(arrival.text.len()).unwrap_or(u32::MAX);
        tcb.reassembly.note_fin(arrival.seq + octets);
    }
    let reached = !tcb.peer_closed && tcb.reassembly.fin_is(tcb.rcv.nxt);
    let rule = Rule::FinCloseWait;
    // The FIN may have come before what it follows.
    let known = cx.set(rule, Name::Fin, arrival.segment.has(Flags::FIN)) || reached;
    if known && cx.set(rule, Name::FinNext, reached) {
        return take(tcb, cx);
    }
    if arrival.fin {
        // It is ahead of a hole, or beyond the FIN that was taken: the peer learns RCV.NXT, and that the FIN is here.
        tcb.sack.fin_kept(&tcb.reassembly);
        tcb.ack.now(Rule::AckAtOnce);
        if tcb.state() == State::TimeWait {
            // "Remain in the TIME-WAIT state. Restart the 2 MSL time-wait timeout."
            let two_msl = tcb.config.time_wait;
            tcb.start_timer(Timer::TimeWait, Rule::TimeWaitFinAgain, two_msl, cx);
        }
    }
    Flow::Done
}

/// RCV.NXT moves over the FIN, which is acknowledged, and the user learns of it.
fn take(tcb: &mut Tcb, cx: &mut Cx<'_>) -> Flow {
    tcb.rcv.nxt += 1;
    tcb.rcv.wnd = tcb.rcv.wnd.saturating_sub(1);
    tcb.peer_closed = true;
    // The FIN is the end (3.4): what a forger numbered behind it would wait for ever.
    tcb.reassembly.forget_ahead();
    let opens = matches!(tcb.state(), State::SynReceived | State::Established);
    if opens && quick_ack::lets_fin_wait(tcb) {
        // The program may close as soon as it reads the end: one segment then says both.
        quick_ack::wait(tcb);
    } else {
        tcb.ack.now(Rule::AckControl);
    }
    match tcb.state() {
        State::SynReceived | State::Established => {
            tcb.state.enter(State::CloseWait, Rule::FinCloseWait, cx);
            tcb.pace.interactive = true;
            cx.signal(Rule::FinCloseWait, Signal::PeerClosed);
        }
        State::FinWait1 => {
            if cx.set(Rule::FinClosing, Name::FinAcked, tcb.fin_acked()) {
                return both_closed(tcb, cx);
            }
            tcb.state.enter(State::Closing, Rule::FinClosing, cx);
            cx.signal(Rule::FinClosing, Signal::PeerClosed);
        }
        State::FinWait2 => return both_closed(tcb, cx),
        // The peer's FIN was taken before these were entered.
        State::CloseWait
        | State::Closing
        | State::LastAck
        | State::TimeWait
        | State::Listen
        | State::SynSent
        | State::Closed => {}
    }
    Flow::Done
}

fn both_closed(tcb: &mut Tcb, cx: &mut Cx<'_>) -> Flow {
    let flow = enter_time_wait(tcb, Rule::FinTimeWait, cx);
    cx.signal(Rule::FinTimeWait, Signal::PeerClosed);
    flow
}

/// Starts the time-wait timer and turns off the others.
pub(super) fn enter_time_wait(tcb: &mut Tcb, rule: Rule, cx: &mut Cx<'_>) -> Flow {
    if cx.broken(Switch::NoTimeWait) {
        return skip_time_wait(tcb, cx);
    }
    tcb.state.enter(State::TimeWait, rule, cx);
    for timer in [
        Timer::Retransmission,
        Timer::Persist,
        Timer::Override,
        Timer::UserTimeout,
        Timer::FinWait2,
        Timer::Keepalive,
    ] {
        tcb.stop_timer(timer, Rule::TimerCleared, cx);
    }
    tcb.start_timer(Timer::TimeWait, rule, tcb.config.time_wait, cx);
    Flow::Done
}

/// Deviation, on purpose ([`Switch::NoTimeWait`]): the record ends with the ACK of the peer's FIN. MUST-13 keeps it, to
/// repeat that ACK, and to keep old segments away from the next connection.
fn skip_time_wait(tcb: &mut Tcb, cx: &mut Cx<'_>) -> Flow {
    transmit::flush(tcb, cx);
    cx.left = tcb.remainder();
    end(Rule::NoTimeWait, Signal::Closed, cx)
}

#[cfg(test)]
mod tests;
