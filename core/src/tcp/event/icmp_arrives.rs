//! 3.9.2.2 ICMP Messages: an error about a segment of ours arrives (MUST-54).
//!
//! Anyone can send one, so it counts only when it quotes a number that is in flight (RFC 5927 4.1).

use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::config::IcmpPolicy;
use crate::tcp::mechanism::path_mtu;
use crate::tcp::output::{Signal, What};
use crate::tcp::state::State;
use crate::tcp::tcb::Origin;
use crate::tcp::{Connection, Cx, Tcb, transmit};
use crate::wire::{IcmpError, SeqNum};

/// What to do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// Nothing.
    Ignore(Rule),
    /// Remember it, and go on.
    Keep(Rule),
    /// Send smaller segments.
    Shrink(u32),
    /// The connection ends.
    Abort(Rule),
}

/// `error` is about the segment that began at `seq`. Without a segment in flight there is nothing to be about.
pub(in crate::tcp) fn icmp_arrives(
    connection: &mut Connection,
    error: IcmpError,
    seq: SeqNum,
    cx: &mut Cx<'_>,
) {
    let (Connection::SynSent(tcb) | Connection::Open(tcb)) = connection else {
        return;
    };
    let verdict = if is_ours(tcb, seq, cx) {
        judge(tcb, error)
    } else {
        Verdict::Ignore(Rule::IcmpForged)
    };
    match verdict {
        Verdict::Ignore(rule) => cx.note(rule, What::Icmp { error, seq }),
        Verdict::Keep(rule) => {
            cx.note(rule, What::Icmp { error, seq });
            cx.signal(rule, Signal::SoftError(error));
        }
        Verdict::Shrink(mtu) => {
            cx.note(Rule::IcmpTooBig, What::Icmp { error, seq });
            if path_mtu::shrink(tcb, mtu, cx) {
                transmit::flush(tcb, cx);
            }
        }
        Verdict::Abort(rule) => {
            cx.note(rule, What::Icmp { error, seq });
            abort(connection, rule, error, cx);
        }
    }
}

/// SND.UNA =< quoted SEQ < SND.NXT (RFC 5927 4.1, 7.2).
fn is_ours(tcb: &Tcb, seq: SeqNum, cx: &mut Cx<'_>) -> bool {
    let rule = Rule::IcmpForged;
    let seq = (Name::QuotedSeq, seq);
    cx.seq(rule, seq, Op::Ge, (Name::SndUna, tcb.snd.una))
        && cx.seq(rule, seq, Op::Lt, (Name::SndNxt, tcb.snd.nxt))
}

fn judge(tcb: &Tcb, error: IcmpError) -> Verdict {
    match error {
        // MUST-55 (RFC 6633): obsolete, and too easily forged.
        IcmpError::SourceQuench => Verdict::Ignore(Rule::IcmpQuench),
        // SHLD-26 has code 4 among the hard errors, but it means path MTU discovery ever since RFC 1191.
        IcmpError::TooBig { mtu } if tcb.config.path_mtu_discovery => Verdict::Shrink(mtu),
        IcmpError::TooBig { .. } => Verdict::Keep(Rule::IcmpSoft),
        IcmpError::NetUnreachable
        | IcmpError::HostUnreachable
        | IcmpError::ProtocolUnreachable
        | IcmpError::PortUnreachable
        | IcmpError::SourceRouteFailed
        | IcmpError::NetUnknown
        | IcmpError::HostUnknown
        | IcmpError::SourceIsolated
        | IcmpError::NetProhibited
        | IcmpError::HostProhibited
        | IcmpError::NetForService
        | IcmpError::HostForService
        | IcmpError::Prohibited
        | IcmpError::PrecedenceViolation
        | IcmpError::PrecedenceCutoff
        | IcmpError::TimeExceeded
        | IcmpError::ReassemblyTimeExceeded
        | IcmpError::ParameterProblem
        | IcmpError::UnknownNextHeader => by_policy(tcb, error),
    }
}

/// Soft errors abort nothing (MUST-56), hard ones should (SHLD-26); where systems differ the knob says how.
fn by_policy(tcb: &Tcb, error: IcmpError) -> Verdict {
    let opening = tcb.state() == State::SynSent;
    let opens = opening || tcb.state() == State::SynReceived;
    let (aborts, rule) = match tcb.config.icmp {
        IcmpPolicy::Hard => (error.is_hard(), Rule::IcmpHard),
        IcmpPolicy::HardOpening => (error.is_hard() && opens, Rule::IcmpHard),
        IcmpPolicy::AnyOpening => (opens, Rule::IcmpAnyOpening),
        IcmpPolicy::ProhibitedOpening => {
            let ends =
                error.is_hard() || error.is_prohibition() || error == IcmpError::TimeExceeded;
            (ends && opening, Rule::IcmpProhibitedOpening)
        }
        IcmpPolicy::Never => (false, Rule::IcmpSoft),
    };
    if aborts {
        Verdict::Abort(rule)
    } else {
        Verdict::Keep(Rule::IcmpSoft)
    }
}

/// The record goes; of a passive SYN-RECEIVED the user knows nothing and is told nothing, as with a RST (MUST-11).
fn abort(connection: &mut Connection, rule: Rule, error: IcmpError, cx: &mut Cx<'_>) {
    let origin = connection.tcb().map(|tcb| (tcb.state(), tcb.origin));
    if let Some((State::SynReceived, Origin::Passive(listen))) = origin {
        connection.become_(Connection::Listen(listen), rule, cx);
        return;
    }
    cx.signal(rule, Signal::Unreachable(error));
    connection.become_(Connection::Closed, rule, cx);
}

#[cfg(test)]
mod tests;
