//! `HyStart` (Ha and Rhee 2011; its successor is RFC 9406): slow start ends before losses end it, when ACKs come back
//! for as long as half a round trip, or when round trips grow longer.

use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

/// Below so many segments nothing is to be seen.
const LOW_WINDOW: u32 = 16;
/// ACKs of one train follow each other as closely as that.
const SPACING: Duration = Duration::from_millis(2);
/// Samples of a round that must be there before its least one counts.
const SAMPLES: u8 = 8;
/// An eighth of the least round trip, but within these, is growth.
const GROWTH: (Duration, Duration) = (Duration::from_millis(4), Duration::from_millis(16));
/// ACKs may wait so long for company on their way.
const AGGREGATION: Duration = Duration::from_millis(1);

/// What is seen of the present round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct HyStart {
    began: Instant,
    /// It ends with the acknowledgment of this number.
    end: SeqNum,
    /// The last ACK of the train.
    last: Instant,
    samples: u8,
    least: Option<Duration>,
}

impl HyStart {
    /// A round begins.
    pub(super) fn begin(&mut self, nxt: SeqNum, now: Instant) {
        *self = Self {
            began: now,
            end: nxt,
            last: now,
            samples: 0,
            least: None,
        };
    }

    /// Has the window grown enough? `rtt` is the round trip of this ACK and the least one known.
    pub(super) fn ends_slow_start(
        &mut self,
        cwnd: u32,
        (rtt, least): (Duration, Duration),
        (una, nxt): (SeqNum, SeqNum),
        now: Instant,
    ) -> bool {
        if una.gt(self.end) {
            self.begin(nxt, now);
        }
        if cwnd < LOW_WINDOW {
            return false;
        }
        let long = self.train_is_long(least, now);
        long | self.delay_has_grown(rtt, least)
    }

    fn train_is_long(&mut self, least: Duration, now: Instant) -> bool {
        if now.since(self.last) > SPACING {
            return false;
        }
        self.last = now;
        now.since(self.began) > (least + AGGREGATION).divided_by(2)
    }

    fn delay_has_grown(&mut self, rtt: Duration, least: Duration) -> bool {
        let round = self.least.map_or(rtt, |round| round.min(rtt));
        self.least = Some(round);
        if self.samples < SAMPLES {
            self.samples += 1;
            return false;
        }
        round > least + least.divided_by(8).clamp(GROWTH.0, GROWTH.1)
    }
}
