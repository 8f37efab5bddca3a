//! What one acknowledgment tells of the segments it covers or reports.

use super::sent::{Sent, Tally};
use crate::time::{Duration, Instant};

/// What arrived, as one acknowledgment tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    now: Instant,
    /// SND.UNA moved.
    pub advanced: bool,
    /// What was not known to have arrived.
    pub new: Tally,
    /// The round trip it shows.
    pub sample: Sample,
}

/// What an acknowledgment said about time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// It covered no whole segment.
    Nothing,
    /// It covered a repeated one: no sample (Karn, 6298-8).
    Ambiguous,
    /// A round trip.
    Is(Duration),
}

impl Delivery {
    /// Of an acknowledgment that arrives now.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self {
            now,
            advanced: false,
            new: Tally::default(),
            sample: Sample::Nothing,
        }
    }

    /// So many octets at the beginning of a segment are covered.
    pub fn half(&mut self, octets: u32) {
        self.new.octets = self.new.octets.saturating_add(octets);
    }

    /// `sent` is covered. The newest one gives the round trip, but none when any was repeated, because then it is
    /// unknown which copy is acknowledged (Karn, RFC 6298 3).
    pub fn acknowledged(&mut self, sent: &Sent) {
        if !sent.mark.sacked {
            self.new.add(sent.len);
        }
        self.sample = match (self.sample, sent.repeats) {
            (Sample::Ambiguous, _) | (_, 1..) => Sample::Ambiguous,
            (Sample::Nothing | Sample::Is(_), 0) => Sample::Is(self.now.since(sent.first_at)),
        };
    }
}
