//! RFC 5681 2: what a duplicate acknowledgment is.

use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::output::What;
use crate::tcp::{Cx, Tcb};
use crate::wire::{Flags, Segment};

/// 5681-2: "(a) outstanding data, (b) the incoming acknowledgment carries no data, (c) the SYN and FIN bits are both
/// off, (d) the acknowledgment number is equal to the greatest received, and (e) the advertised window equals the
/// last one". To be asked before the segment changes anything. Answers to probes of a shut window tell of no loss.
pub fn is_duplicate(tcb: &Tcb, segment: &Segment, cx: &mut Cx<'_>) -> bool {
    let rule = Rule::DuplicateAck;
    let zero = (Name::Zero, 0);
    let outstanding = u64::from(!tcb.scoreboard.is_empty());
    let wnd = (Name::SegWnd, u64::from(tcb.window_of(segment)));
    cx.num(rule, (Name::InFlight, outstanding), Op::Gt, zero)
        && cx.num(rule, (Name::SndWnd, tcb.snd.wnd.into()), Op::Gt, zero)
        && cx.num(rule, (Name::SegLen, segment.len().into()), Op::Eq, zero)
        && !segment.has(Flags::SYN | Flags::FIN)
        && cx.seq(
            rule,
            (Name::SegAck, segment.ack),
            Op::Eq,
            (Name::SndUna, tcb.snd.una),
        )
        && cx.num(rule, wnd, Op::Eq, (Name::SndWnd, tcb.snd.wnd.into()))
}

/// One more in a row.
pub(super) fn count(tcb: &mut Tcb, cx: &mut Cx<'_>) {
    tcb.recovery.duplicates = tcb.recovery.duplicates.saturating_add(1);
    let count = tcb.recovery.duplicates;
    cx.note(Rule::DuplicateAck, What::Duplicate { count });
}
