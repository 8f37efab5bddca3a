//! One outgoing segment: its numbers, ACK, window, options and urgent pointer; and the RSTs.

use bytes::Bytes;

use crate::rule::Rule;
use crate::tcp::config::AbortForm;
use crate::tcp::mechanism::delayed_ack::AckOwed;
use crate::tcp::mechanism::timers::Timer;
use crate::tcp::mechanism::{options, window};
use crate::tcp::output::What;
use crate::tcp::switch::Switch;
use crate::tcp::{Cx, Pair, Tcb};
use crate::wire::{Flags, Segment, SeqNum};

/// ABORT's segment: `<SEQ=SND.NXT><CTL=RST>` (3.10.5), with an ACK where a system adds it. False when it is withheld.
pub(in crate::tcp) fn abort(tcb: &mut Tcb, rule: Rule, cx: &mut Cx<'_>) -> bool {
    if withholds(tcb.snd.nxt, cx) {
        return false;
    }
    let with_ack = Flags::RST | Flags::ACK;
    let segment = match tcb.config.abort_form {
        AbortForm::Bare => addressed(&tcb.pair, tcb.snd.nxt, Flags::RST),
        AbortForm::Acknowledging => Segment {
            window: 0,
            ..build(tcb, tcb.snd.nxt, with_ack, Bytes::new(), cx)
        },
        AbortForm::WithWindow => build(tcb, tcb.snd.nxt, with_ack, Bytes::new(), cx),
    };
    cx.send(rule, segment, false);
    true
}

/// The RST that answers `segment`, so shaped that its sender will accept it (3.5.2 group 1, 3.10.7.1).
pub(in crate::tcp) fn reset(pair: &Pair, segment: &Segment, rule: Rule, cx: &mut Cx<'_>) {
    let answer = if segment.has(Flags::ACK) {
        addressed(pair, segment.ack, Flags::RST)
    } else {
        Segment {
            ack: segment.end(),
            ..addressed(pair, SeqNum::new(0), Flags::RST | Flags::ACK)
        }
    };
    if !withholds(answer.seq, cx) {
        cx.send(rule, answer, false);
    }
}

/// Deviation, on purpose ([`Switch::NoRst`]): the RST with the number `seq` stays here.
fn withholds(seq: SeqNum, cx: &mut Cx<'_>) -> bool {
    let withheld = cx.broken(Switch::NoRst);
    if withheld {
        cx.note(Rule::NoRst, What::ResetWithheld { seq });
    }
    withheld
}

/// A segment of this connection: ACK, window, options and urgent pointer as they stand.
pub(super) fn build(
    tcb: &mut Tcb,
    seq: SeqNum,
    flags: Flags,
    text: Bytes,
    cx: &mut Cx<'_>,
) -> Segment {
    let mut segment = Segment {
        payload: text,
        ..addressed(&tcb.pair, seq, flags)
    };
    let acknowledges = flags.contains(Flags::ACK);
    if flags.contains(Flags::SYN) {
        segment.window = window::of_syn(tcb);
        segment.options = options::of_syn(tcb, acknowledges, cx.now);
    } else {
        segment.window = window::advertise(tcb);
        let text = segment.payload_len();
        segment.options = options::of_segment(tcb, text, acknowledges, cx.now);
    }
    if acknowledges {
        segment.ack = tcb.rcv.nxt;
        let owed = tcb.ack != AckOwed::Nothing;
        let least = tcb.config.delayed_ack.unwrap_or_default();
        tcb.pace.acknowledged(owed, least);
        tcb.ts.last_ack_sent = tcb.rcv.nxt;
        tcb.ack = AckOwed::Nothing;
        tcb.stop_timer(Timer::DelayedAck, Rule::AckCarried, cx);
    }
    if !segment.payload.is_empty() {
        tcb.pace.answered(cx.now);
    }
    mark_urgent(tcb, &mut segment);
    segment
}

/// 3.8.5: while urgent data is ahead of this segment it carries URG and the distance to the octet after it (MUST-62).
fn mark_urgent(tcb: &Tcb, segment: &mut Segment) {
    let ahead = tcb.urgent_out && tcb.snd.up.gt(segment.seq) && !segment.payload.is_empty();
    if ahead {
        let distance = tcb.snd.up.since(segment.seq);
        segment.urgent = u16::try_from(distance).unwrap_or(u16::MAX);
        segment.flags |= Flags::URG;
    }
}

fn addressed(pair: &Pair, seq: SeqNum, flags: Flags) -> Segment {
    Segment {
        src_port: pair.local.port(),
        dst_port: pair.remote.port(),
        seq,
        flags,
        ..Segment::default()
    }
}
