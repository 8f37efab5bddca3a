//! RFC 5682, F-RTO: was the timeout spurious? New data is sent instead of old, and the answers tell.

use super::{Phase, machine, undo};
use crate::rule::Rule;
use crate::tcp::mechanism::scoreboard::Delivery;
use crate::tcp::{Cx, Tcb};

/// Where F-RTO stands after an acknowledgment in the phase that follows a timeout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The timeout was spurious: it is undone.
    Spurious,
    /// Not known yet: new data goes, nothing is repeated.
    SendNew,
    /// Nothing to be said: the conventional way.
    Conventional,
}

/// RFC 5682 3.1, as extended for selective acknowledgments.
pub(super) fn judge(
    tcb: &mut Tcb,
    delivery: &Delivery,
    duplicate: bool,
    cx: &mut Cx<'_>,
) -> Verdict {
    if !tcb.recovery.frto {
        return Verdict::Conventional;
    }
    // Step 3.b: what was never sent again has arrived, so not everything was lost.
    let original = delivery.original && (tcb.agreed.sack || !delivery.repeated);
    if original {
        undo_timeout(tcb, Rule::ForwardRto, cx);
        return Verdict::Spurious;
    }
    let recovered = tcb.snd.una.ge(tcb.recovery.recover);
    if tcb.snd.nxt.gt(tcb.recovery.recover) {
        // Step 3.a: the loss was real.
        tcb.recovery.frto &= delivery.reported.segments == 0 && !duplicate;
    } else if delivery.advanced && !recovered {
        tcb.recovery.recover = tcb.snd.nxt;
        // Step 2.b: new data, if there is any and the peer's window takes it.
        if tcb.unsent() > 0 && tcb.snd.wnd > tcb.in_flight() {
            return Verdict::SendNew;
        }
        tcb.recovery.frto = false;
    }
    Verdict::Conventional
}

/// The timeout was needless: the window is as it was, and nothing is lost.
pub(super) fn undo_timeout(tcb: &mut Tcb, rule: Rule, cx: &mut Cx<'_>) {
    undo::undo(tcb, rule, true, cx);
    tcb.recovery.timeouts = 0;
    if !machine::holds_without_sack(tcb) {
        super::enter(tcb, Phase::Open, rule, cx);
    }
}
