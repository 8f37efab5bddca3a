//! 3.10.7.4, sixth: check the URG bit.

use super::Arrival;
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::output::Signal;
use crate::tcp::{Cx, Flow, Tcb};
use crate::wire::Flags;

/// RCV.UP moves forward; the user is told when the mark is ahead of what was consumed (MUST-32).
pub(super) fn check(tcb: &mut Tcb, arrival: &mut Arrival<'_>, cx: &mut Cx<'_>) -> Flow {
    let segment = arrival.segment;
    let rule = Rule::UrgentAdvances;
    let counts = tcb.state().may_receive();
    if counts && cx.set(rule, Name::Urg, segment.has(Flags::URG)) {
        let mark = segment.seq + u32::from(segment.urgent);
        let up = (Name::SegUp, mark);
        let ahead = cx.seq(rule, up, Op::Gt, (Name::Consumed, tcb.consumed()));
        let known = tcb.urgent_in && !cx.seq(rule, up, Op::Gt, (Name::RcvUp, tcb.rcv.up));
        if ahead && !known {
            tcb.rcv.up = mark;
            tcb.urgent_in = true;
            cx.signal(rule, Signal::Urgent);
        }
    }
    Flow::Continue
}

#[cfg(test)]
mod tests;
