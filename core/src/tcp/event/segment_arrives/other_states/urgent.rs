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
        // RFC 6093 3.1: the pointer names the octet after the urgent data, or the last of it as RFC 1122 reads it.
        let last = u32::from(tcb.config.urgent_pointer_at_last);
        let mark = segment.seq + u32::from(segment.urgent) + last;
        let up = (Name::SegUp, mark);
        let ahead = cx.seq(rule, up, Op::Gt, (Name::Consumed, tcb.consumed()));
        let known = tcb.urgent_in && !cx.seq(rule, up, Op::Gt, (Name::RcvUp, tcb.rcv.up));
        if ahead && !known {
            // There is one mark: the octet before the former one is text again, but the reader has come to it.
            tcb.pass_urgent();
            tcb.rcv.up = mark;
            tcb.urgent_in = true;
            tcb.urgent_taken = false;
            cx.signal(rule, Signal::Urgent);
        }
    }
    Flow::Continue
}

#[cfg(test)]
mod tests;
