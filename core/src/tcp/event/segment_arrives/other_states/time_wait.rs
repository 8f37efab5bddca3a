//! TIME-WAIT as systems keep it, where they do not go through the eight steps.

use super::super::{challenge, drop_it, dropped, end};
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::mechanism::time_wait::TimeWaitRule;
use crate::tcp::mechanism::timers::Timer;
use crate::tcp::mechanism::timestamps;
use crate::tcp::output::Signal;
use crate::tcp::state::State;
use crate::tcp::switch::Switch;
use crate::tcp::{Cx, Flow, Tcb};
use crate::wire::{Flags, Segment};

/// A segment in TIME-WAIT; `None` where the eight steps apply.
pub(super) fn segment_arrives(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) -> Option<Flow> {
    if tcb.state() != State::TimeWait {
        return None;
    }
    match tcb.config.time_wait_rule {
        TimeWaitRule::Steps => None,
        TimeWaitRule::Restarting => Some(restarting(tcb, segment, cx)),
        TimeWaitRule::Answering => Some(answering(tcb, segment, cx)),
    }
}

/// A RST that would end TIME-WAIT: RFC 1337 3, F1, tells to ignore it, for an old duplicate may have provoked it.
pub(super) fn reset(tcb: &Tcb, segment: &Segment, cx: &mut Cx<'_>) -> Flow {
    if cx.set(
        Rule::TimeWaitIgnoresReset,
        Name::Rfc1337,
        tcb.config.rfc1337,
    ) {
        return drop_it(segment, Rule::TimeWaitIgnoresReset, cx);
    }
    end(Rule::TimeWaitAssassinated, Signal::Closed, cx)
}

/// Linux, `tcp_timewait_state_process`.
fn restarting(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) -> Flow {
    let rule = Rule::TimeWaitRestarts;
    let stamp = segment
        .options
        .timestamps()
        .filter(|_| tcb.agreed.timestamps);
    let old = stamp.is_some_and(|(value, _)| timestamps::is_old(tcb, value, cx));
    let old = old && !cx.broken(Switch::NoPaws);
    let expected = (Name::RcvNxt, tcb.rcv.nxt);
    let in_order = !old && cx.seq(rule, (Name::SegSeq, segment.seq), Op::Eq, expected);
    if segment.has(Flags::RST) {
        if in_order {
            return reset(tcb, segment, cx);
        }
        return drop_it(segment, Rule::ResetOutsideWindow, cx);
    }
    if in_order && segment.is_empty() {
        timestamps::take(tcb, segment, cx);
        restart(tcb, rule, cx);
        return drop_it(segment, rule, cx);
    }
    // Without ACK it may be a new SYN with a number that lies behind.
    if old || cx.set(rule, Name::Ack, segment.has(Flags::ACK)) {
        restart(tcb, rule, cx);
    }
    answer(tcb, segment, cx)
}

/// FreeBSD, `tcp_twcheck`.
fn answering(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) -> Flow {
    if cx.set(
        Rule::TimeWaitIgnoresReset,
        Name::Rst,
        segment.has(Flags::RST),
    ) {
        return reset(tcb, segment, cx);
    }
    if !cx.set(Rule::AckAbsent, Name::Ack, segment.has(Flags::ACK)) {
        return drop_it(segment, Rule::AckAbsent, cx);
    }
    let lacks = tcb.agreed.timestamps && segment.options.timestamps().is_none();
    if lacks && !tcb.config.missing_timestamps_tolerated {
        return drop_it(segment, Rule::TimestampMissing, cx);
    }
    if segment.has(Flags::FIN) && segment.end() == tcb.rcv.nxt {
        restart(tcb, Rule::TimeWaitFinAgain, cx);
    }
    let expected = segment.flags == Flags::ACK
        && segment.is_empty()
        && segment.seq == tcb.rcv.nxt
        && segment.ack == tcb.snd.nxt;
    if expected {
        return drop_it(segment, Rule::AckDuplicate, cx);
    }
    dropped(segment, Rule::SequenceUnacceptable, cx);
    tcb.ack.now(Rule::SequenceUnacceptable);
    Flow::Done
}

/// Acknowledged at once; answers to what has no text are rationed, for there may be a loop.
fn answer(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) -> Flow {
    dropped(segment, Rule::SequenceUnacceptable, cx);
    if segment.is_empty() || segment.has(Flags::SYN) {
        challenge(tcb, Rule::SequenceUnacceptable, cx);
    } else {
        tcb.ack.now(Rule::SequenceUnacceptable);
    }
    Flow::Done
}

fn restart(tcb: &mut Tcb, rule: Rule, cx: &mut Cx<'_>) {
    let two_msl = tcb.config.time_wait;
    tcb.start_timer(Timer::TimeWait, rule, two_msl, cx);
}

#[cfg(test)]
mod tests;
