//! RFC 7323 3.2 and 5.3, before the first of the eight steps: check the timestamps.

use super::super::{challenge, drop_it, dropped};
use super::Arrival;
use crate::rule::Rule;
use crate::tcp::check::Name;
use crate::tcp::mechanism::timestamps;
use crate::tcp::output::What;
use crate::tcp::switch::Switch;
use crate::tcp::{Cx, Flow, Tcb};
use crate::wire::Flags;

/// A segment without the option that was agreed on is dropped silently; one with an old timestamp draws an ACK.
/// A RST is not asked (5.2): it passes whatever its timestamps, and they change nothing.
pub(super) fn check(tcb: &mut Tcb, arrival: &mut Arrival<'_>, cx: &mut Cx<'_>) -> Flow {
    let segment = arrival.segment;
    if !tcb.agreed.timestamps || segment.has(Flags::RST) {
        return Flow::Continue;
    }
    let Some((value, _)) = segment.options.timestamps() else {
        let tolerated = tcb.config.missing_timestamps_tolerated;
        if cx.set(Rule::TimestampMissing, Name::MissingTolerated, tolerated) {
            return Flow::Continue;
        }
        return drop_it(segment, Rule::TimestampMissing, cx);
    };
    if !tcb.config.paws || !timestamps::is_old(tcb, value, cx) {
        return Flow::Continue;
    }
    // Deviation, on purpose: this is all that tells an old duplicate from a new segment once the numbers have wrapped.
    if cx.broken(Switch::NoPaws) {
        let recent = tcb.ts.recent_at(cx.now).unwrap_or_default();
        cx.note(Rule::NoPaws, What::OldTimestamp { value, recent });
        return Flow::Continue;
    }
    dropped(segment, Rule::PawsRefuses, cx);
    if segment.is_empty() {
        // Deviation: as in step one, the ACKs that answer ACKs are rationed (RFC 5961 7).
        challenge(tcb, Rule::PawsRefuses, cx);
    } else {
        tcb.ack.now(Rule::PawsRefuses);
    }
    Flow::Done
}

#[cfg(test)]
mod tests;
