//! 3.10.7.4, first: check sequence number.

use super::super::{challenge, dropped};
use super::Arrival;
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::mechanism::timers::Timer;
use crate::tcp::mechanism::{quick_ack, sack};
use crate::tcp::output::What;
use crate::tcp::state::State;
use crate::tcp::switch::Switch;
use crate::tcp::{Cx, Flow, Tcb, transmit};
use crate::wire::{Flags, Segment, SeqNum};

/// An acceptable segment is trimmed to the window and goes on; any other draws an ACK, unless it is a RST.
pub(super) fn check(tcb: &mut Tcb, arrival: &mut Arrival<'_>, cx: &mut Cx<'_>) -> Flow {
    let segment = arrival.segment;
    if acceptable(tcb, segment, cx) {
        note_accepted(segment, Rule::SequenceAcceptable, cx);
        trim(tcb, arrival);
        return Flow::Continue;
    }
    if is_crossed_syn_ack(tcb, segment, cx) {
        note_accepted(segment, Rule::CrossedSynAck, cx);
        arrival.syn = false;
        arrival.seq += 1;
        if tcb.is_passive() {
            // Whoever takes a SYN without ACK for a simultaneous open waits for the ACK of its own.
            tcb.ack.now(Rule::SplitSynAck);
        }
        return Flow::Continue;
    }
    if tcb.rcv.wnd == 0 && segment.seq == tcb.rcv.nxt {
        return only_controls(tcb, arrival, cx);
    }
    if repetition_counts(tcb, segment, cx) {
        return only_its_ack(tcb, arrival, cx);
    }
    refuse(tcb, segment, cx)
}

/// Deviation, by a knob: BSD trims what it has already and goes on with the ACK, while the first step drops it all.
fn repetition_counts(tcb: &Tcb, segment: &Segment, cx: &mut Cx<'_>) -> bool {
    let rule = Rule::RepetitionCounts;
    let last = (Name::SegLast, segment.end() - 1);
    tcb.config.repetition_counts
        && tcb.state() != State::TimeWait
        && !segment.flags.intersects(Flags::SYN | Flags::RST)
        && !segment.is_empty()
        && cx.seq(rule, last, Op::Lt, (Name::RcvNxt, tcb.rcv.nxt))
        && segment.end() == tcb.rcv.nxt
}

fn only_its_ack(tcb: &mut Tcb, arrival: &mut Arrival<'_>, cx: &mut Cx<'_>) -> Flow {
    dropped(arrival.segment, Rule::RepetitionCounts, cx);
    sack::note_duplicate(tcb, arrival.segment);
    tcb.ack.now(Rule::RepetitionCounts);
    arrival.text.clear();
    arrival.fin = false;
    Flow::Continue
}

/// The four cases of 3.4, table 6.
fn acceptable(tcb: &Tcb, segment: &Segment, cx: &mut Cx<'_>) -> bool {
    let rule = Rule::SequenceAcceptable;
    let zero = (Name::Zero, 0);
    let empty = cx.num(rule, (Name::SegLen, segment.len().into()), Op::Eq, zero);
    let shut = cx.num(rule, (Name::RcvWnd, tcb.rcv.wnd.into()), Op::Eq, zero);
    let first = (Name::SegSeq, segment.seq);
    let last = (Name::SegLast, segment.end() - 1);
    match (empty, shut) {
        (true, true) => cx.seq(rule, first, Op::Eq, (Name::RcvNxt, tcb.rcv.nxt)),
        (true, false) => inside(tcb, first, cx),
        (false, true) => false,
        (false, false) => inside(tcb, first, cx) || inside(tcb, last, cx),
    }
}

/// RCV.NXT =< number < RCV.NXT+RCV.WND.
fn inside(tcb: &Tcb, number: (Name, SeqNum), cx: &mut Cx<'_>) -> bool {
    let rule = Rule::SequenceAcceptable;
    let edge = (Name::RcvEdge, tcb.rcv.nxt + tcb.rcv.wnd);
    cx.seq(rule, number, Op::Ge, (Name::RcvNxt, tcb.rcv.nxt)) && cx.seq(rule, number, Op::Lt, edge)
}

/// Figure 7 ends a simultaneous open with SYN,ACKs that crossed. Their SYN lies at IRS, before RCV.NXT, and by the
/// letter of the test above they would be dropped. Appendix A.2 tells of it. Deviation: such a segment counts for its ACK.
fn is_crossed_syn_ack(tcb: &Tcb, segment: &Segment, cx: &mut Cx<'_>) -> bool {
    let rule = Rule::CrossedSynAck;
    tcb.state() == State::SynReceived
        && segment.has(Flags::SYN | Flags::ACK)
        && !segment.has(Flags::RST)
        && (!tcb.is_passive() || cx.broken(Switch::SplitSynAck))
        && cx.seq(
            rule,
            (Name::SegSeq, segment.seq),
            Op::Eq,
            (Name::Irs, tcb.rcv.irs),
        )
}

/// "If the RCV.WND is zero, no segments will be acceptable, but special allowance should be made to accept valid
/// ACKs, URGs, and RSTs" (MUST-66). Text and FIN stay outside, and the peer learns RCV.NXT.
fn only_controls(tcb: &mut Tcb, arrival: &mut Arrival<'_>, cx: &mut Cx<'_>) -> Flow {
    dropped(arrival.segment, Rule::SequenceUnacceptable, cx);
    if !arrival.segment.has(Flags::RST) {
        tcb.ack.now(Rule::SequenceUnacceptable);
    }
    arrival.text.clear();
    arrival.fin = false;
    Flow::Continue
}

fn refuse(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) -> Flow {
    if cx.set(Rule::ResetOutsideWindow, Name::Rst, segment.has(Flags::RST)) {
        dropped(segment, Rule::ResetOutsideWindow, cx);
        return Flow::Done;
    }
    // The eighth step restarts 2 MSL for a repeated FIN, but the FIN never gets there: its number was taken (U-10).
    let repeated_fin = segment.has(Flags::FIN) && segment.end() == tcb.rcv.nxt;
    if tcb.state() == State::TimeWait && repeated_fin {
        dropped(segment, Rule::TimeWaitFinAgain, cx);
        tcb.ack.now(Rule::TimeWaitFinAgain);
        let two_msl = tcb.config.time_wait;
        tcb.start_timer(Timer::TimeWait, Rule::TimeWaitFinAgain, two_msl, cx);
        return Flow::Done;
    }
    if is_syn_again(tcb, segment, cx) {
        dropped(segment, Rule::SynAckAgain, cx);
        transmit::retransmit(tcb, Rule::SynAckAgain, cx);
        let rto = tcb.rto.current;
        tcb.start_timer(Timer::Retransmission, Rule::SynAckAgain, rto, cx);
        return Flow::Done;
    }
    dropped(segment, Rule::SequenceUnacceptable, cx);
    sack::note_duplicate(tcb, segment);
    if segment.is_empty() {
        // Deviation: two ends that disagree would answer each other's ACKs for ever, so these answers are rationed
        // like challenge ACKs (RFC 5961 7).
        challenge(tcb, Rule::SequenceUnacceptable, cx);
    } else {
        tcb.ack.now(Rule::SequenceUnacceptable);
        quick_ack::hurry(tcb);
    }
    Flow::Done
}

/// The peer has sent its SYN again: our SYN,ACK has not reached it. Deviation, by a knob: the bare ACK of the first
/// step would tell it nothing in SYN-SENT (3.10.7.3 drops what has neither SYN nor RST), the SYN,ACK opens its end.
fn is_syn_again(tcb: &Tcb, segment: &Segment, cx: &mut Cx<'_>) -> bool {
    let rule = Rule::SynAckAgain;
    tcb.config.synack_for_syn
        && tcb.state() == State::SynReceived
        && tcb.is_passive()
        && segment.flags & (Flags::SYN | Flags::ACK) == Flags::SYN
        && cx.seq(
            rule,
            (Name::SegSeq, segment.seq),
            Op::Eq,
            (Name::Irs, tcb.rcv.irs),
        )
}

/// Cuts off what lies outside the window, SYN and FIN included.
pub(super) fn trim(tcb: &Tcb, arrival: &mut Arrival<'_>) {
    if arrival.syn {
        // The SYN takes the first number, text begins after it.
        arrival.syn = arrival.seq.ge(tcb.rcv.nxt);
        arrival.seq += 1;
    }
    if arrival.seq.lt(tcb.rcv.nxt) {
        let known = tcb.rcv.nxt.since(arrival.seq) as usize;
        let octets = arrival.text.len();
        // A FIN that lies before RCV.NXT was taken long ago.
        arrival.fin &= known <= octets;
        drop(arrival.text.split_to(known.min(octets)));
        arrival.seq = tcb.rcv.nxt;
    }
    let edge = tcb.rcv.nxt + tcb.rcv.wnd;
    let room = if arrival.seq.lt(edge) {
        edge.since(arrival.seq) as usize
    } else {
        0
    };
    arrival.fin &= arrival.text.len() < room;
    arrival.text.truncate(room);
}

fn note_accepted(segment: &Segment, rule: Rule, cx: &mut Cx<'_>) {
    let (seq, len) = (segment.seq, segment.len());
    cx.note(rule, What::Accepted { seq, len });
}

#[cfg(test)]
mod tests;
