//! RFC 9438, CUBIC, in integers: the window is a cubic function of the time since the last reduction.
//!
//! Windows are in segments here, time in 1/1024 s, constants in 1/1024: C is 410/1024, beta 717/1024.

use super::hystart::HyStart;
use super::{Controller, Window};
use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

/// One in the fixed-point numbers below.
const ONE: u64 = 1024;
/// C = 0.4 (9438-1).
const C: u64 = 410;
/// beta = 0.7 (9438-7).
const BETA: u64 = 717;
/// Segments acknowledged for each that the Reno estimate grows by, in eighths of its window: 1/alpha = 15/8 (9438-5).
const RENO_EIGHTHS: u64 = 15;
/// While the window stays, its target is computed so often.
const RECOMPUTED: Duration = Duration::from_micros(31_250);
/// The finest step of the clock that the target follows.
const STEP: Duration = Duration::from_millis(1);
/// Before any loss the window grows by a twentieth of itself in a round trip at least.
const UNKNOWN: u32 = 20;
/// Samples taken so soon after a reduction tell of the queue that caused it.
const SETTLING: Duration = Duration::from_secs(1);

/// What CUBIC remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cubic {
    /// `W_max` of the last reduction; zero before any.
    last_max: u32,
    epoch: Option<Epoch>,
    /// Segments acknowledged that make the window grow by one.
    pace: u32,
    /// Units acknowledged and not yet turned into growth.
    counted: u32,
    computed: (u32, Instant),
    least: Option<Duration>,
    hystart: HyStart,
    detects: bool,
}

/// The stage of congestion avoidance since the last reduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Epoch {
    began: Instant,
    /// The window at which the curve is flat.
    origin: u32,
    /// When it is reached (K).
    k: u64,
    /// `W_est`, the window that Reno would have.
    reno: u32,
    /// Segments acknowledged and not yet counted in it.
    acked: u64,
}

impl Cubic {
    /// With or without `HyStart`.
    pub(super) fn new(detects: bool) -> Self {
        Self {
            last_max: 0,
            epoch: None,
            pace: 0,
            counted: 0,
            computed: (0, Instant::START),
            least: None,
            hystart: HyStart::default(),
            detects,
        }
    }

    /// Settles how many segments must be acknowledged for the window to grow by one.
    fn settle(&mut self, cwnd: u32, acked: u32, now: Instant) {
        let (last, at) = self.computed;
        if let Some(epoch) = &mut self.epoch {
            epoch.acked += u64::from(acked);
            if last == cwnd && now.since(at) <= RECOMPUTED {
                return;
            }
        }
        let fresh = self.epoch.is_none();
        let mut epoch = self.epoch.unwrap_or_else(|| self.begin(cwnd, acked, now));
        if fresh || now.since(at) >= STEP {
            self.computed = (cwnd, now);
            self.pace = self.cubic_pace(&epoch, cwnd, now);
        }
        self.pace = self.pace.min(epoch.reno_pace(cwnd));
        // 9438-2: target =< 1.5 * cwnd, so no more than one for two acknowledged.
        self.pace = self.pace.max(2);
        self.epoch = Some(epoch);
    }

    /// A stage begins (9438 4.2): K = cbrt((W_max - cwnd) / C).
    fn begin(&self, cwnd: u32, acked: u32, now: Instant) -> Epoch {
        let below = u64::from(self.last_max.saturating_sub(cwnd));
        Epoch {
            began: now,
            origin: self.last_max.max(cwnd),
            k: cube_root((below << 40) / C),
            reno: cwnd,
            acked: acked.into(),
        }
    }

    /// 9438-6: (target - cwnd) / cwnd for each segment acknowledged, in both regions; target = W_cubic(t + RTT).
    fn cubic_pace(&self, epoch: &Epoch, cwnd: u32, now: Instant) -> u32 {
        let ahead = now.since(epoch.began) + self.least.unwrap_or_default();
        let t = ahead.as_nanos() / 1_000_000 * ONE / 1000;
        let target = epoch.at(t);
        let pace = match target.checked_sub(cwnd) {
            Some(gap @ 1..) => cwnd / gap,
            Some(0) | None => cwnd.saturating_mul(100),
        };
        if self.last_max == 0 {
            pace.min(UNKNOWN)
        } else {
            pace
        }
    }
}

impl Epoch {
    /// 9438-1: W_cubic(t) = C*(t-K)^3 + W_max.
    fn at(&self, t: u64) -> u32 {
        let offset = u128::from(t.abs_diff(self.k));
        let cube = (u128::from(C) * offset * offset * offset) >> 40;
        let delta = u32::try_from(cube).unwrap_or(u32::MAX);
        if t < self.k {
            self.origin.saturating_sub(delta)
        } else {
            self.origin.saturating_add(delta)
        }
    }

    /// 9438-4, 9438-5: where Reno would be faster, its pace.
    fn reno_pace(&mut self, cwnd: u32) -> u32 {
        let each = (u64::from(cwnd) * RENO_EIGHTHS / 8).max(1);
        let grown = self.acked.saturating_sub(1) / each;
        self.acked -= grown * each;
        self.reno = self
            .reno
            .saturating_add(u32::try_from(grown).unwrap_or(u32::MAX));
        match self.reno.checked_sub(cwnd) {
            Some(gap @ 1..) => cwnd / gap,
            Some(0) | None => u32::MAX,
        }
    }
}

impl Controller for Cubic {
    fn avoid(&mut self, window: &mut Window, acked: u32, now: Instant) {
        let smss = window.smss.max(1);
        self.settle(window.cwnd / smss, acked / smss, now);
        let full = self.pace.saturating_mul(smss);
        if self.counted >= full {
            // Saved up at a slower pace: spent gently.
            self.counted = 0;
            window.cwnd = window.cwnd.saturating_add(smss);
        }
        self.counted = self.counted.saturating_add(acked);
        let grown = self.counted / full.max(1);
        self.counted -= grown * full;
        window.cwnd = window.cwnd.saturating_add(grown.saturating_mul(smss));
    }

    /// 9438-7: ssthresh = beta * flight, two segments at least. 9438-10: a loss below the last maximum makes room for
    /// others: W_max = cwnd * (1 + beta) / 2.
    fn threshold(&mut self, window: &Window, flight: u32) -> u32 {
        let smss = window.smss.max(1);
        self.epoch = None;
        self.counted = 0;
        let cwnd = flight / smss;
        let max = if cwnd < self.last_max {
            u64::from(cwnd) * (ONE + BETA) / (2 * ONE)
        } else {
            cwnd.into()
        };
        self.last_max = u32::try_from(max).unwrap_or(u32::MAX);
        let reduced = u64::from(flight) * BETA / ONE;
        let reduced = u32::try_from(reduced).unwrap_or(u32::MAX);
        reduced.max(smss.saturating_mul(2))
    }

    /// 9438-11: the next stage begins with K = 0 and W_max = cwnd.
    fn timed_out(&mut self, nxt: SeqNum, now: Instant) {
        *self = Self::new(self.detects);
        self.hystart.begin(nxt, now);
    }

    fn measured(
        &mut self,
        window: &mut Window,
        rtt: Duration,
        (una, nxt): (SeqNum, SeqNum),
        now: Instant,
    ) {
        let settling = |epoch: Epoch| now.since(epoch.began) < SETTLING;
        if self.epoch.is_some_and(settling) {
            return;
        }
        let least = self.least.map_or(rtt, |least| least.min(rtt));
        self.least = Some(least);
        if self.detects
            && window.in_slow_start()
            && self.hystart.ends_slow_start(
                window.cwnd / window.smss.max(1),
                (rtt, least),
                (una, nxt),
                now,
            )
        {
            window.ssthresh = window.cwnd;
        }
    }

    /// 9438-3: the time without anything to send is no part of t.
    fn idle(&mut self, time: Duration) {
        if let Some(epoch) = &mut self.epoch {
            epoch.began += time;
        }
    }
}

/// The largest number whose cube is no larger than `n`.
fn cube_root(n: u64) -> u64 {
    let (mut low, mut high) = (0, 1 << 21);
    while high - low > 1 {
        let middle = (low + high) / 2;
        let cube = u128::from(middle) * u128::from(middle) * u128::from(middle);
        if cube <= n.into() {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests;
