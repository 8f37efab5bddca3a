//! TIME-WAIT (3.6.1): how long it is kept up, and what a new SYN needs to take its place (RFC 6191, MAY-2, SHLD-4).

use serde::{Deserialize, Serialize};

use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::cx::Cx;
use crate::tcp::tcb::Tcb;
use crate::wire::{Flags, Segment, SeqNum};

/// What a segment does to TIME-WAIT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TimeWaitRule {
    /// The eight steps of 3.10.7.4; only the peer's FIN again starts 2 MSL anew.
    #[default]
    Steps,
    /// Whatever is not exactly in order is acknowledged and starts the time anew, as a bare ACK in order does (Linux).
    Restarting,
    /// Without ACK nothing counts; whatever is not the expected bare ACK is acknowledged (FreeBSD).
    Answering,
}

/// Which SYN may open a new connection in place of one in TIME-WAIT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Reopening {
    /// None.
    Never,
    /// By its timestamp, else by its number (RFC 6191 2).
    #[default]
    Rfc6191,
    /// With a later number than the one expected, or with a later timestamp (Linux).
    NumberOrTimestamp,
    /// With a later number than the one expected (FreeBSD).
    Number,
}

/// The distance of the new initial number from the last one of the old connection: more than any window without
/// scaling (Linux), so that (1) of MAY-2 holds.
const DISTANCE: u32 = 65_537;

/// The initial number of a connection in the place of this one.
#[must_use]
pub fn next_iss(tcb: &Tcb) -> SeqNum {
    tcb.snd.nxt + DISTANCE
}

/// May the connection that `syn` asks for take the place of this one?
///
/// Deviation: should the SYN turn out to be an old duplicate, TIME-WAIT is not returned to, nor is it anywhere else.
pub fn reopens(tcb: &Tcb, syn: &Segment, cx: &mut Cx<'_>) -> bool {
    let rule = Rule::TimeWaitReopens;
    let plain = cx.set(rule, Name::Syn, syn.has(Flags::SYN))
        && !cx.set(rule, Name::Ack, syn.has(Flags::ACK))
        && !cx.set(rule, Name::Rst, syn.has(Flags::RST));
    if !plain {
        return false;
    }
    match tcb.config.time_wait_reopening {
        Reopening::Never => false,
        Reopening::Rfc6191 => by_rfc_6191(tcb, syn, cx),
        Reopening::NumberOrTimestamp => by_either(tcb, syn, cx),
        Reopening::Number => later(tcb, syn, Op::Gt, cx),
    }
}

/// TS.Recent of the old connection and TSval of the SYN, as sequence numbers for they wrap alike; each only where
/// timestamps were, or would be, in use (6191-6).
fn stamps(tcb: &Tcb, syn: &Segment, cx: &Cx<'_>) -> (Option<SeqNum>, Option<SeqNum>) {
    let known = tcb.ts.recent_at(cx.now).filter(|_| tcb.agreed.timestamps);
    let offered = syn.options.timestamps().filter(|_| tcb.config.timestamps);
    (
        known.map(SeqNum::new),
        offered.map(|(value, _)| SeqNum::new(value)),
    )
}

fn by_rfc_6191(tcb: &Tcb, syn: &Segment, cx: &mut Cx<'_>) -> bool {
    let rule = Rule::TimeWaitReopens;
    match stamps(tcb, syn, cx) {
        (Some(recent), Some(value)) => {
            let (value, recent) = ((Name::SegTsVal, value), (Name::TsRecent, recent));
            cx.seq(rule, value, Op::Gt, recent)
                || (cx.seq(rule, value, Op::Eq, recent) && later(tcb, syn, Op::Ge, cx))
        }
        // Timestamps that begin with the new connection tell it from the old one.
        (None, Some(_)) => true,
        (Some(_) | None, None) => later(tcb, syn, Op::Ge, cx),
    }
}

/// Linux: nothing that PAWS would refuse; then the number or the timestamp must be later.
fn by_either(tcb: &Tcb, syn: &Segment, cx: &mut Cx<'_>) -> bool {
    let rule = Rule::TimeWaitReopens;
    let (Some(recent), Some(value)) = stamps(tcb, syn, cx) else {
        return later(tcb, syn, Op::Gt, cx);
    };
    let (value, recent) = ((Name::SegTsVal, value), (Name::TsRecent, recent));
    cx.seq(rule, value, Op::Gt, recent)
        || (cx.seq(rule, value, Op::Eq, recent) && later(tcb, syn, Op::Gt, cx))
}

/// SEG.SEQ against RCV.NXT, which lies behind the old FIN.
fn later(tcb: &Tcb, syn: &Segment, op: Op, cx: &mut Cx<'_>) -> bool {
    let seq = (Name::SegSeq, syn.seq);
    cx.seq(Rule::TimeWaitReopens, seq, op, (Name::RcvNxt, tcb.rcv.nxt))
}

#[cfg(test)]
mod tests;
