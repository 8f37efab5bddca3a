//! RFC 7323 3 to 5: timestamps, the round trips they measure (RTTM), and protection against wrapped numbers (PAWS).

use crate::rule::Rule;
use crate::tcp::check::{Name, Op};
use crate::tcp::cx::Cx;
use crate::tcp::tcb::Tcb;
use crate::time::{Duration, Instant};
use crate::wire::{Segment, SeqNum, TcpOption};

/// One tick of the clock: within the 1 ms to 1 s of 5.4, and wrapping after 49 days.
pub const TICK: Duration = Duration::from_millis(1);

/// TS.Recent counts no more after so long (5.5).
pub const OUTDATED: Duration = Duration::from_secs(24 * 86_400);

/// Octets in the header of a segment with the option: two NO-OPs and ten (appendix A).
pub const OCTETS: u16 = 12;

/// What a connection remembers for its timestamps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timestamps {
    /// What is added to the clock (7.1).
    pub offset: u32,
    /// TS.Recent, and when it was taken.
    pub recent: Option<(u32, Instant)>,
    /// Last.ACK.sent.
    pub last_ack_sent: SeqNum,
}

impl Timestamps {
    /// TSval of a segment that leaves now.
    #[must_use]
    pub fn value(&self, now: Instant) -> u32 {
        ticks(now).wrapping_add(self.offset)
    }

    /// TS.Recent, unless it is outdated (5.5).
    #[must_use]
    pub fn recent_at(&self, now: Instant) -> Option<u32> {
        self.recent
            .filter(|(_, at)| now.since(*at) <= OUTDATED)
            .map(|(value, _)| value)
    }

    /// The option of a segment that leaves now; TSecr means something beside an ACK only, else it is zero (3.2).
    #[must_use]
    pub fn option(&self, now: Instant, acknowledges: bool) -> TcpOption<'static> {
        let echo = self.recent.map_or(0, |(value, _)| value);
        TcpOption::Timestamps {
            value: self.value(now),
            echo: if acknowledges { echo } else { 0 },
        }
    }

    /// The round trip that an echo tells, in whole ticks; none for an echo of what was never sent.
    #[must_use]
    pub fn round_trip(&self, now: Instant, echo: u32) -> Option<Duration> {
        // An echo of nothing is zero.
        let ticks = Some(self.value(now).wrapping_sub(echo)).filter(|_| echo != 0)?;
        let known = u64::from(ticks) <= now.as_nanos() / TICK.as_nanos();
        known.then(|| TICK.times(ticks.into()))
    }
}

/// The clock that all hosts read, which wraps.
#[must_use]
pub fn ticks(now: Instant) -> u32 {
    let ticks = now.as_nanos() / TICK.as_nanos();
    u32::try_from(ticks & u64::from(u32::MAX)).unwrap_or(0)
}

/// Is `a` an older timestamp than `b`? Timestamps wrap as sequence numbers do (5.2).
fn older(rule: Rule, a: (Name, u32), b: (Name, u32), cx: &mut Cx<'_>) -> bool {
    let (a, b) = ((a.0, SeqNum::new(a.1)), (b.0, SeqNum::new(b.1)));
    cx.seq(rule, a, Op::Lt, b)
}

/// R1 (5.3): an old timestamp marks an old segment.
pub fn is_old(tcb: &Tcb, value: u32, cx: &mut Cx<'_>) -> bool {
    let Some(recent) = tcb.ts.recent_at(cx.now) else {
        return false;
    };
    older(
        Rule::PawsRefuses,
        (Name::SegTsVal, value),
        (Name::TsRecent, recent),
        cx,
    )
}

/// R3 (4.3, 5.3): the timestamp of a segment at or before Last.ACK.sent, and not older, is the one to echo.
pub fn take(tcb: &mut Tcb, segment: &Segment, cx: &mut Cx<'_>) {
    // 3.2: timestamps that were not agreed on are ignored.
    let Some((value, _)) = segment
        .options
        .timestamps()
        .filter(|_| tcb.agreed.timestamps)
    else {
        return;
    };
    let rule = Rule::TimestampTaken;
    let last = (Name::LastAckSent, tcb.ts.last_ack_sent);
    if cx.seq(rule, (Name::SegSeq, segment.seq), Op::Le, last) && !is_old(tcb, value, cx) {
        tcb.ts.recent = Some((value, cx.now));
    }
}

#[cfg(test)]
mod tests;
