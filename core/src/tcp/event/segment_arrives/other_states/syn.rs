//! 3.10.7.4, fourth: check the SYN bit, with the defence of RFC 5961 section 4.

use super::super::{challenge, dropped, end};
use super::Arrival;
use crate::rule::Rule;
use crate::tcp::check::Name;
use crate::tcp::output::Signal;
use crate::tcp::state::State;
use crate::tcp::tcb::Origin;
use crate::tcp::{Connection, Cx, Flow, Tcb, transmit};
use crate::wire::Flags;

/// A passive SYN-RECEIVED returns to LISTEN; any synchronized state sends a challenge ACK.
pub(super) fn check(tcb: &mut Tcb, arrival: &mut Arrival<'_>, cx: &mut Cx<'_>) -> Flow {
    let unsynchronized = tcb.state() == State::SynReceived;
    let insecure = tcb.config.insecure_syn;
    let rule = match tcb.origin {
        Origin::Passive(_) if unsynchronized => Rule::SynReturnsToListen,
        Origin::Passive(_) | Origin::Active if insecure && !unsynchronized => Rule::SynResets,
        Origin::Passive(_) | Origin::Active => Rule::SynChallenged,
    };
    if !cx.set(rule, Name::Syn, arrival.segment.has(Flags::SYN)) {
        return Flow::Continue;
    }
    // "irrespective of the sequence number": also the SYN that step one cut off.
    let challenged = !unsynchronized && !insecure;
    if !challenged && !cx.set(rule, Name::NewSyn, arrival.syn) {
        return Flow::Continue;
    }
    match tcb.origin {
        Origin::Passive(listen) if unsynchronized => {
            cx.set(Rule::SynReturnsToListen, Name::PassiveOpen, true);
            dropped(arrival.segment, Rule::SynReturnsToListen, cx);
            Flow::Become(Connection::Listen(listen), Rule::SynReturnsToListen)
        }
        Origin::Passive(_) | Origin::Active if insecure && !unsynchronized => {
            cx.set(Rule::SynResets, Name::InsecureSyn, true);
            dropped(arrival.segment, Rule::SynResets, cx);
            transmit::abort(tcb, Rule::SynResets, cx);
            end(Rule::SynResets, Signal::Reset, cx)
        }
        Origin::Passive(_) | Origin::Active => {
            dropped(arrival.segment, Rule::SynChallenged, cx);
            challenge(tcb, Rule::SynChallenged, cx);
            Flow::Done
        }
    }
}

#[cfg(test)]
mod tests;
