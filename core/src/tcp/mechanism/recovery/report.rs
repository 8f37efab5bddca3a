//! RFC 2018, RFC 2883: the blocks of an acknowledgment, into the scoreboard.

use crate::rule::Rule;
use crate::tcp::mechanism::scoreboard::{Delivery, Range};
use crate::tcp::output::What;
use crate::tcp::{Cx, Tcb};
use crate::wire::{SackBlock, Segment};

/// Takes in what `segment` reports. Blocks that cannot be are left out.
pub fn take_blocks(tcb: &mut Tcb, segment: &Segment, delivery: &mut Delivery, cx: &mut Cx<'_>) {
    let Some(blocks) = segment.options.sack().filter(|_| tcb.agreed.sack) else {
        return;
    };
    let blocks = blocks.as_slice();
    let duplicate = blocks
        .first()
        .filter(|first| is_duplicate(segment, first, blocks));
    if let Some(block) = duplicate {
        take_duplicate(tcb, *block, delivery);
    }
    for block in blocks.iter().skip(usize::from(duplicate.is_some())) {
        let start = block.left.max(tcb.snd.una);
        if start.lt(block.right) && block.right.le(tcb.snd.nxt) && block.left.lt(block.right) {
            let end = block.right;
            tcb.scoreboard.report(Range { start, end }, delivery);
        }
    }
    if delivery.reported.segments > 0 {
        let segments = delivery.reported.segments;
        let total = tcb.scoreboard.sacked().segments;
        cx.note(Rule::SackReported, What::Reported { segments, total });
    }
}

/// 2883-1: the first block lies before the acknowledgment, or inside the second.
fn is_duplicate(segment: &Segment, first: &SackBlock, blocks: &[SackBlock]) -> bool {
    let inside = |second: &SackBlock| second.left.le(first.left) && first.right.le(second.right);
    first.left.lt(segment.ack) || blocks.get(1).is_some_and(inside)
}

/// A duplicate has reached the peer: something was sent again without need, if it was we who sent it twice.
fn take_duplicate(tcb: &mut Tcb, block: SackBlock, delivery: &mut Delivery) {
    if !block.left.lt(block.right) {
        return;
    }
    let octets = block.right.since(block.left);
    let recovery = &mut tcb.recovery;
    let segments = octets.div_ceil(tcb.mss.max(1));
    recovery.reported_duplicates = recovery.reported_duplicates.saturating_add(segments);
    if octets > tcb.snd.max_wnd || recovery.reported_duplicates > recovery.total_repeats {
        return;
    }
    delivery.duplicates = segments;
    delivery.probe_duplicated = recovery.probe.end == Some(block.right);
    recovery.undo.duplicated(block.right, segments);
    // Without reordering seen, and for the probe, RACK was not too hasty (8985-7).
    if recovery.rack.reorderings > 0 && !delivery.probe_duplicated {
        delivery.rack.duplicate_reported(tcb.snd.una, tcb.snd.nxt);
    }
}
