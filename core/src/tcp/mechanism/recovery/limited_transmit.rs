//! RFC 3042: a new segment for each of the first two duplicate ACKs, so that a third can come.

use super::{Phase, inflates};
use crate::tcp::Tcb;

/// By how many units the window may be exceeded. 3042-1, 5681-16: each of the first duplicates releases one segment,
/// cwnd itself is unchanged. Where duplicates are taken for segments that have left the network, that does it.
pub(super) fn allowance(tcb: &Tcb) -> u32 {
    let recovery = &tcb.recovery;
    if !tcb.config.limited_transmit || !inflates(tcb) || recovery.phase != Phase::Disorder {
        return 0;
    }
    let released = recovery
        .duplicates
        .min(tcb.config.reordering.saturating_sub(1));
    released.saturating_mul(tcb.congestion.window.smss)
}
