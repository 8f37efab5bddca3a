//! RFC 6675: what selective acknowledgments alone tell of losses, and what to send next.

use crate::tcp::Tcb;
use crate::wire::SeqNum;

/// 6675-2, `IsLost`: what lies before this number and was not reported is lost. Above it lie `DupThresh` separate
/// ranges, or more than `DupThresh` - 1 full segments.
pub(super) fn lost_before(tcb: &Tcb) -> Option<SeqNum> {
    let threshold = tcb.config.reordering;
    let enough = threshold.saturating_sub(1).saturating_mul(tcb.mss);
    let (mut octets, mut ranges) = (0_u32, 0_u32);
    for range in tcb.scoreboard.ranges().from_the_top() {
        octets = octets.saturating_add(range.end.since(range.start));
        ranges += 1;
        if ranges >= threshold || octets > enough {
            return Some(range.start);
        }
    }
    None
}

/// 6675-4, the fourth rule of `NextSeg`: once in an episode the last segment that was not reported may be sent again,
/// though nothing says that it is lost, to keep the clock of ACKs going.
pub(super) fn rescue(tcb: &mut Tcb) -> bool {
    let una = tcb.snd.una;
    if tcb.recovery.rescued.is_some_and(|rescued| !una.gt(rescued)) {
        return false;
    }
    tcb.recovery.rescued = Some(tcb.recovery.recover);
    tcb.scoreboard.lose_last_before(tcb.recovery.recover)
}
