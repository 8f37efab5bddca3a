//! How far segments overtake each other on this path: a loss must look different from that.

use crate::rule::Rule;
use crate::tcp::output::What;
use crate::tcp::{Cx, Tcb};
use crate::wire::SeqNum;

/// Something sent only once from `late` on arrived after what was sent behind it: the distance in full segments is
/// how many must be reported behind a hole before it is a loss (Linux: `tcp_reordering`, `tcp_max_reordering`).
pub(super) fn seen(tcb: &mut Tcb, late: SeqNum, cx: &mut Cx<'_>) {
    let highest = tcb.scoreboard.highest(tcb.snd.una);
    if !late.lt(highest) {
        return;
    }
    let distance = highest.since(late);
    let mss = tcb.mss.max(1);
    if distance > tcb.recovery.reordering.saturating_mul(mss) {
        widen(tcb, distance.div_ceil(mss), cx);
    }
    let seen = &mut tcb.recovery.rack.reorderings;
    *seen = seen.saturating_add(1);
}

/// So many segments may arrive before one that was sent ahead of them.
pub(super) fn widen(tcb: &mut Tcb, segments: u32, cx: &mut Cx<'_>) {
    let segments = segments.min(tcb.config.max_reordering);
    if segments > tcb.recovery.reordering {
        tcb.recovery.reordering = segments;
        cx.note(Rule::ReorderingSeen, What::Reordering { segments });
    }
}
