//! 3.10.7.4, seventh: process the segment text.

use super::super::dropped;
use super::Arrival;
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::mechanism::quick_ack::AckPolicy;
use crate::tcp::mechanism::{ecn, quick_ack, sack, window};
use crate::tcp::output::{Signal, What};
use crate::tcp::{Connection, Cx, Flow, Tcb, transmit};
use crate::wire::Flags;

/// Text goes to the user's buffer in ESTABLISHED and FIN-WAIT, is ignored after the peer's FIN.
pub(super) fn process(tcb: &mut Tcb, arrival: &mut Arrival<'_>, cx: &mut Cx<'_>) -> Flow {
    if arrival.text.is_empty() {
        return Flow::Continue;
    }
    let (seq, octets) = (arrival.seq, length(arrival));
    if !tcb.state().may_receive() {
        let rule = Rule::TextIgnored;
        cx.note(rule, What::Ignored { seq, octets });
        return Flow::Continue;
    }
    // SHLD-3: text that nobody will read.
    if cx.set(Rule::TextAfterClose, Name::ReaderGone, tcb.reader_gone) {
        dropped(arrival.segment, Rule::TextAfterClose, cx);
        transmit::reset(&tcb.pair, arrival.segment, Rule::TextAfterClose, cx);
        cx.signal(Rule::TextAfterClose, Signal::Closed);
        return Flow::Become(Connection::Closed, Rule::TextAfterClose);
    }
    take(tcb, arrival, cx);
    Flow::Continue
}

fn take(tcb: &mut Tcb, arrival: &Arrival<'_>, cx: &mut Cx<'_>) {
    let seq = (Name::SegSeq, arrival.seq);
    let had_hole = tcb.reassembly.has_hole();
    ecn::arrives(tcb, arrival.segment, cx);
    sack::note_duplicate(tcb, arrival.segment);
    tcb.reassembly.keep(arrival.seq, arrival.text.clone());
    if cx.seq(Rule::TextAccepted, seq, Op::Eq, (Name::RcvNxt, tcb.rcv.nxt)) {
        let octets = deliver(tcb, cx);
        window::grow(tcb, length(arrival));
        // FreeBSD: what comes in part again has its ACK at once.
        let again = arrival.segment.seq.lt(arrival.seq) && !arrival.segment.has(Flags::SYN);
        if again && tcb.config.ack_policy == AckPolicy::EverySecond {
            tcb.ack.now(Rule::AckAtOnce);
        }
        let push = arrival.segment.has(Flags::PSH);
        owe_ack(tcb, (octets, push), had_hole, cx);
    } else {
        let (seq, octets) = (arrival.seq, length(arrival));
        tcb.sack.kept(seq, &tcb.reassembly);
        tcb.counters.out_of_order += 1;
        cx.note(Rule::TextKept, What::Kept { seq, octets });
        cx.set(Rule::AckAtOnce, Name::Hole, true);
        tcb.ack.now(Rule::AckAtOnce);
    }
}

/// Moves RCV.NXT over what is now in order; the right edge of the window stays. Returns the octets.
fn deliver(tcb: &mut Tcb, cx: &mut Cx<'_>) -> u32 {
    let octets = tcb.reassembly.deliver(tcb.rcv.nxt);
    if octets > 0 {
        tcb.rcv.nxt += octets;
        tcb.rcv.wnd = tcb.rcv.wnd.saturating_sub(octets);
        tcb.counters.delivered(octets, cx.now);
        let nxt = tcb.rcv.nxt;
        cx.note(Rule::TextAccepted, What::Delivered { nxt, octets });
    }
    octets
}

/// Text that came with the SYN and was held until ESTABLISHED is text like any other now.
pub(super) fn deliver_held(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let octets = deliver(tcb, cx);
    if octets > 0 {
        quick_ack::owe(tcb, octets, false, cx);
    }
}

/// 3.8.6.3: an ACK may wait, but not for more than two full segments, and not while a hole is filled.
fn owe_ack(tcb: &mut Tcb, (octets, push): (u32, bool), had_hole: bool, cx: &mut Cx<'_>) {
    if cx.set(Rule::AckAtOnce, Name::Hole, had_hole) {
        tcb.ack.now(Rule::AckAtOnce);
        return;
    }
    quick_ack::owe(tcb, octets, push, cx);
}

fn length(arrival: &Arrival<'_>) -> u32 {
    u32::try_from(arrival.text.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
