//! 3.10.7.1 CLOSED STATE.

use crate::rule::Rule;
use crate::tcp::check::Name;
use crate::tcp::output::What;
use crate::tcp::{Cx, Pair, transmit};
use crate::wire::{Flags, Segment};

/// All data is discarded; whatever is not a RST draws one.
pub(super) fn segment_arrives(pair: &Pair, segment: &Segment, cx: &mut Cx<'_>) {
    let is_reset = cx.set(Rule::ClosedIgnoresReset, Name::Rst, segment.has(Flags::RST));
    let rule = if is_reset {
        Rule::ClosedIgnoresReset
    } else {
        Rule::ClosedResets
    };
    let (seq, len) = (segment.seq, segment.len());
    cx.note(rule, What::Dropped { seq, len });
    if !is_reset {
        transmit::reset(pair, segment, rule, cx);
    }
}

#[cfg(test)]
mod tests;
