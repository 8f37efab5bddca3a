//! RFC 5681: congestion avoidance as Reno and NewReno have it.

use super::{Controller, Window};
use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

/// What congestion avoidance remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reno {
    /// What is acknowledged is counted; else the ACKs are.
    counts: bool,
    /// Units acknowledged since the window last grew.
    counted: u32,
}

impl Reno {
    /// Counting what is acknowledged, or ACKs.
    pub(super) const fn new(counts: bool) -> Self {
        Self { counts, counted: 0 }
    }
}

impl Controller for Reno {
    /// 5681-9: no more than one SMSS for a round trip. 5681-10: acknowledged data is counted, and each time it fills
    /// the window, the window grows by one segment; or it grows with each ACK by SMSS*SMSS/cwnd, an octet at least.
    fn avoid(&mut self, window: &mut Window, acked: u32, _now: Instant) {
        if !self.counts {
            let share =
                u64::from(window.smss) * u64::from(window.smss) / u64::from(window.cwnd.max(1));
            let share = u32::try_from(share).unwrap_or(window.smss).max(1);
            window.cwnd = window.cwnd.saturating_add(share);
            return;
        }
        self.counted = self.counted.saturating_add(acked);
        if self.counted >= window.cwnd {
            self.counted -= window.cwnd;
            window.cwnd = window.cwnd.saturating_add(window.smss);
        }
    }

    /// 5681-11: ssthresh = max(FlightSize / 2, 2*SMSS).
    fn threshold(&mut self, window: &Window, flight: u32) -> u32 {
        (flight / 2).max(window.smss.saturating_mul(2))
    }

    fn timed_out(&mut self, _nxt: SeqNum, _now: Instant) {
        self.counted = 0;
    }

    /// Reno does not look at time.
    fn measured(
        &mut self,
        _window: &mut Window,
        _rtt: Duration,
        _edges: (SeqNum, SeqNum),
        _now: Instant,
    ) {
    }

    fn idle(&mut self, _time: Duration) {}
}
