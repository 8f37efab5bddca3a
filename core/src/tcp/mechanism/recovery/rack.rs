//! RFC 8985, RACK: a segment is lost when one sent later has arrived and it has not, after a while for reordering.

use crate::tcp::mechanism::scoreboard::{Sent, Shot};
use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

/// The widening of the reordering window lasts for so many recoveries (8985-7).
pub const PERSISTENCE: u32 = 16;

/// Most quarters of the least round trip that the reordering window may have.
pub const MAX_QUARTERS: u32 = 255;

/// The least round trip is of so long a time (8985-4; Linux: `tcp_min_rtt_wlen`).
pub const MIN_RTT_WINDOW: Duration = Duration::from_secs(300);

/// What RACK remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rack {
    /// The segment sent last of those that have arrived (RACK.segment).
    pub newest: Shot,
    /// Its round trip (RACK.rtt).
    pub rtt: Duration,
    /// Something has arrived since losses were last looked for.
    pub advanced: bool,
    /// How often something sent once has arrived after something sent later.
    pub reorderings: u32,
    least: Option<(Duration, Instant)>,
    quarters: u32,
    persist: u32,
    round: Option<SeqNum>,
}

impl Default for Rack {
    fn default() -> Self {
        let newest = Shot {
            at: Instant::START,
            serial: 0,
            end: SeqNum::new(0),
        };
        Self {
            newest,
            rtt: Duration::ZERO,
            advanced: false,
            reorderings: 0,
            least: None,
            quarters: 1,
            persist: 0,
            round: None,
        }
    }
}

impl Rack {
    /// The least round trip of late.
    #[must_use]
    pub fn min_rtt(&self) -> Option<Duration> {
        self.least.map(|(least, _)| least)
    }

    /// 8985 6.2 step 1: the least round trip, of the time that counts.
    pub fn sample(&mut self, rtt: Duration, now: Instant) {
        let stays = self
            .least
            .is_some_and(|(least, at)| least < rtt && now.since(at) <= MIN_RTT_WINDOW);
        if !stays {
            self.least = Some((rtt, now));
        }
    }

    /// 8985 6.2 step 2: `sent` has arrived. A repeated one that is answered sooner than any was by its first sending.
    pub fn delivered(&mut self, sent: &Sent, now: Instant) {
        let rtt = now.since(sent.last_at);
        let too_soon = self.min_rtt().is_some_and(|least| rtt < least);
        if sent.repeats > 0 && too_soon {
            return;
        }
        self.advanced = true;
        self.rtt = rtt;
        let shot = sent.shot();
        if self.newest.is_before(&shot) {
            self.newest = shot;
        }
    }

    /// 8985 6.2 step 4: how much later than the newest a segment may arrive. `sure` says that enough has arrived
    /// behind it, or that recovery goes on already: then, unless reordering was ever seen, there is no waiting (8985-6).
    #[must_use]
    pub fn window(&self, srtt: Option<Duration>, sure: bool) -> Duration {
        if sure && self.reorderings == 0 {
            return Duration::ZERO;
        }
        let least = self.min_rtt().unwrap_or(Duration::ZERO);
        let window = least.divided_by(4).times(self.quarters.into());
        srtt.map_or(window, |srtt| window.min(srtt))
    }

    /// 8985-7: a duplicate was reported, so something was sent again too soon; once for a round trip the window is
    /// widened by a quarter of the least round trip.
    pub fn duplicate_reported(&mut self, una: SeqNum, nxt: SeqNum) {
        if self.round.is_some_and(|round| una.lt(round)) {
            return;
        }
        self.round = Some(nxt);
        self.quarters = (self.quarters + 1).min(MAX_QUARTERS);
        self.persist = PERSISTENCE;
    }

    /// 8985-7: a recovery has ended; after enough of them the window is as narrow as it was.
    pub fn recovered(&mut self) {
        self.persist = self.persist.saturating_sub(1);
        if self.persist == 0 {
            self.quarters = 1;
        }
    }
}

#[cfg(test)]
mod tests;
