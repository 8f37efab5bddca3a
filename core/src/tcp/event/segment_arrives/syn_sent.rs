//! 3.10.7.3 SYN-SENT STATE.

use super::other_states;
use super::{drop_it, dropped, end};
use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::mechanism::recovery;
use crate::tcp::mechanism::timers::Timer;
use crate::tcp::mechanism::window;
use crate::tcp::output::{Signal, What};
use crate::tcp::state::State;
use crate::tcp::switch::Switch;
use crate::tcp::{Cx, Flow, Tcb, transmit};
use crate::time::Duration;
use crate::wire::{Flags, Segment};

/// How long a SYN may be late that is to follow its ACK: as long as a SYN is repeated (MUST-23).
const SPLIT_PATIENCE: Duration = Duration::from_secs(180);

/// First ACK, second RST, third security, fourth SYN, fifth neither.
pub(super) fn segment_arrives(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) -> Flow {
    // First: is the ACK acceptable?
    let has_ack = cx.set(Rule::SynSentAckRange, Name::Ack, segment.has(Flags::ACK));
    let believed = has_ack.then(|| other_states::believe(tcb, segment, cx));
    let believed = believed.flatten();
    let segment = believed.as_ref().unwrap_or(segment);
    if has_ack && !ack_covers_syn(tcb, segment, cx) {
        dropped(segment, Rule::SynSentAckRange, cx);
        if !cx.set(Rule::SynSentAckRange, Name::Rst, segment.has(Flags::RST)) {
            transmit::reset(&tcb.pair, segment, Rule::SynSentAckRange, cx);
        }
        hurry(tcb, cx);
        return Flow::Done;
    }
    // Second: a RST counts only with such an ACK. (RFC 5961 asks for RCV.NXT as well, which does not exist yet: U-8.)
    // Deviation: the RFC's word is "connection reset"; the user learns "refused", as sockets have it.
    if cx.set(Rule::SynSentReset, Name::Rst, segment.has(Flags::RST)) {
        if has_ack {
            return end(Rule::SynSentReset, Signal::Refused, cx);
        }
        return drop_it(segment, Rule::SynSentResetIgnored, cx);
    }
    // Third, security and compartment, is not modelled. Fourth: a SYN.
    if cx.set(Rule::SynSentSyn, Name::Syn, segment.has(Flags::SYN)) {
        return take_syn(tcb, segment, has_ack, cx);
    }
    if has_ack && cx.broken(Switch::SplitSynAck) {
        return take_half(tcb, segment, cx);
    }
    // Fifth: neither SYN nor RST.
    drop_it(segment, Rule::SynSentDrops, cx)
}

/// Linux: what the peer knows of is an older connection, which the RST has just ended: the SYN goes again soon.
fn hurry(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    let Some(soon) = tcb.config.syn_hurry else {
        return;
    };
    let repeats = (Name::Repeats, u64::from(tcb.repeats()));
    if cx.num(Rule::SynHurries, repeats, Op::Eq, (Name::Zero, 0)) {
        tcb.start_timer(Timer::Retransmission, Rule::SynHurries, soon, cx);
    }
}

/// ISS < SEG.ACK =< SND.NXT.
fn ack_covers_syn(tcb: &Tcb, segment: &Segment, cx: &mut Cx<'_>) -> bool {
    let ack = (Name::SegAck, segment.ack);
    let rule = Rule::SynSentAckRange;
    cx.seq(rule, ack, Op::Gt, (Name::Iss, tcb.snd.iss))
        && cx.seq(rule, ack, Op::Le, (Name::SndNxt, tcb.snd.nxt))
}

/// Their SYN: with an ACK of ours the connection is open, without one both have called at once.
fn take_syn(tcb: &mut Tcb, segment: &Segment, has_ack: bool, cx: &mut Cx<'_>) -> Flow {
    // The ACK of our SYN has come by itself, and theirs was awaited.
    let halved = !tcb.syn_in_flight();
    if halved {
        tcb.stop_timer(Timer::UserTimeout, Rule::SplitSynAck, cx);
    }
    tcb.take_syn(segment, cx);
    window::settle(tcb);
    if has_ack {
        other_states::take_ack(tcb, segment, &mut recovery::delivery(tcb, segment, cx), cx);
        return open(tcb, segment, Rule::SynSentEstablished, cx);
    }
    if halved {
        return open(tcb, segment, Rule::SplitSynAck, cx);
    }
    tcb.state
        .enter(State::SynReceived, Rule::SimultaneousOpen, cx);
    tcb.stop_timer(Timer::Retransmission, Rule::SimultaneousOpen, cx);
    transmit::syn_again(tcb, Rule::SimultaneousOpen, cx);
    // "If there are other controls or text in the segment, queue them for processing after the ESTABLISHED state."
    let fin = segment.has(Flags::FIN);
    if tcb.config.syn_fin_ignored && cx.set(Rule::SynFinIgnored, Name::Fin, fin) {
        let flags = segment.flags - Flags::FIN;
        let plain = Segment {
            flags,
            ..segment.clone()
        };
        other_states::hold(tcb, &plain, cx);
    } else {
        other_states::hold(tcb, segment, cx);
    }
    Flow::Done
}

/// Both SYNs are here, and ours is acknowledged.
fn open(tcb: &mut Tcb, segment: &Segment, rule: Rule, cx: &mut Cx<'_>) -> Flow {
    tcb.state.enter(State::Established, rule, cx);
    other_states::opened(tcb, rule, cx);
    tcb.ack.now(Rule::AckControl);
    // "If there are other controls or text in the segment, then continue processing at the sixth step."
    other_states::from_urgent(tcb, segment, cx)
}

/// Deviation, on purpose ([`Switch::SplitSynAck`]): the second of four segments. Our SYN is not sent again, and theirs
/// is awaited; not for ever, though nothing is left to be repeated.
fn take_half(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) -> Flow {
    let rule = Rule::SplitSynAck;
    let (seq, len) = (segment.seq, segment.len());
    cx.note(rule, What::Accepted { seq, len });
    other_states::take_ack(tcb, segment, &mut recovery::delivery(tcb, segment, cx), cx);
    tcb.start_timer(Timer::UserTimeout, rule, SPLIT_PATIENCE, cx);
    Flow::Done
}

#[cfg(test)]
mod tests;
