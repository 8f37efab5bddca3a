//! 3.10.7.4, second: check the RST bit, with the defence of RFC 5961 section 3.

use super::super::{challenge, drop_it, dropped, end};
use super::Arrival;
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::output::Signal;
use crate::tcp::state::State;
use crate::tcp::tcb::Origin;
use crate::tcp::{Connection, Cx, Flow, Tcb};
use crate::wire::{Flags, Segment};

/// RST at RCV.NXT is obeyed; elsewhere in the window it draws a challenge ACK; outside, step one dropped it.
pub(super) fn check(tcb: &mut Tcb, arrival: &mut Arrival<'_>, cx: &mut Cx<'_>) -> Flow {
    let segment = arrival.segment;
    if !cx.set(Rule::ResetExact, Name::Rst, segment.has(Flags::RST)) {
        return Flow::Continue;
    }
    let seq = (Name::SegSeq, segment.seq);
    let expected = (Name::RcvNxt, tcb.rcv.nxt);
    // Text may have brought it here, but it is the number of the RST that counts.
    if cx.seq(Rule::ResetOutsideWindow, seq, Op::Lt, expected) {
        return drop_it(segment, Rule::ResetOutsideWindow, cx);
    }
    // RFC 793 was content with a number in the window; step one has seen to that.
    let anywhere = cx.set(
        Rule::ResetInWindow,
        Name::InsecureRst,
        tcb.config.insecure_rst,
    );
    if !anywhere && !cx.seq(Rule::ResetExact, seq, Op::Eq, expected) {
        dropped(segment, Rule::ResetChallenged, cx);
        challenge(tcb, Rule::ResetChallenged, cx);
        return Flow::Done;
    }
    obey(tcb, segment, cx)
}

fn obey(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) -> Flow {
    match tcb.state() {
        State::SynReceived => {
            cx.set(Rule::ResetPassive, Name::PassiveOpen, tcb.is_passive());
            match tcb.origin {
                // Nothing is told to the user.
                Origin::Passive(listen) => {
                    Flow::Become(Connection::Listen(listen), Rule::ResetPassive)
                }
                Origin::Active => end(Rule::ResetRefused, Signal::Refused, cx),
            }
        }
        State::Established | State::FinWait1 | State::FinWait2 | State::CloseWait => {
            end(Rule::ResetReceived, Signal::Reset, cx)
        }
        State::TimeWait => super::time_wait::reset(tcb, segment, cx),
        State::Closing | State::LastAck | State::Listen | State::SynSent | State::Closed => {
            end(Rule::ResetClosing, Signal::Closed, cx)
        }
    }
}

#[cfg(test)]
mod tests;
