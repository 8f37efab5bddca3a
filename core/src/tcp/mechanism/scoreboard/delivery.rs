//! What one acknowledgment tells of the segments it covers or reports.

use super::sent::{Sent, Tally};
use crate::tcp::mechanism::recovery::Rack;
use crate::tcp::mechanism::timestamps::Timestamps;
use crate::time::{Duration, Instant};
use crate::wire::SeqNum;

/// What arrived, as one acknowledgment tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    now: Instant,
    /// The episode of recovery ends here: what never was sent again before it and arrives was not lost.
    recover: SeqNum,
    /// The number after the highest one that was known to have arrived before.
    highest: SeqNum,
    /// SND.UNA before.
    pub una: SeqNum,
    /// SND.UNA moved.
    pub advanced: bool,
    /// The segment carried text, or widened the window: no duplicate ACK, whatever else it is.
    pub useful: bool,
    /// The echo of our timestamp, where timestamps are in use, with what it is to be compared with.
    pub echo: Option<(Timestamps, u32)>,
    /// It carried ECE, and ECN is in use.
    pub ece: bool,
    /// What was not known to have arrived.
    pub new: Tally,
    /// Of it, what was reported and not yet covered.
    pub reported: Tally,
    /// Duplicates that the peer reports (RFC 2883), in segments.
    pub duplicates: u32,
    /// The duplicate is that of the loss probe.
    pub probe_duplicated: bool,
    /// The lowest number of what arrived late, though it was sent only once.
    pub late: Option<SeqNum>,
    /// Something that was out before the episode began arrived by its first sending.
    pub original: bool,
    /// Something covered was sent more than once.
    pub repeated: bool,
    /// The segment sent last among those that arrived.
    pub rack: Rack,
    /// The round trip that what is covered shows.
    pub sample: Sample,
    /// The round trip that what is reported shows.
    pub report_sample: Option<Duration>,
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
    /// Of an acknowledgment that arrives now, with what was known before.
    #[must_use]
    pub fn new(now: Instant, una: SeqNum, highest: SeqNum, recover: SeqNum, rack: Rack) -> Self {
        Self {
            now,
            recover,
            highest,
            una,
            advanced: false,
            useful: false,
            echo: None,
            ece: false,
            new: Tally::default(),
            reported: Tally::default(),
            duplicates: 0,
            probe_duplicated: false,
            late: None,
            original: false,
            repeated: false,
            rack,
            sample: Sample::Nothing,
            report_sample: None,
        }
    }

    /// So many octets at the beginning of a segment are covered.
    pub fn half(&mut self, octets: u32) {
        self.new.octets = self.new.octets.saturating_add(octets);
    }

    /// `sent` is covered. The newest one gives the round trip, but none when any was repeated, because then it is
    /// unknown which copy is acknowledged (Karn, RFC 6298 3).
    pub fn acknowledged(&mut self, sent: &Sent) {
        self.repeated |= sent.repeats > 0;
        if !sent.mark.sacked {
            self.new.add(sent.len);
            self.arrived(sent);
        }
        self.sample = match (self.sample, sent.repeats) {
            (Sample::Ambiguous, _) | (_, 1..) => Sample::Ambiguous,
            // Its round trip was over when it was reported.
            (sample, 0) if sent.mark.sacked => sample,
            (Sample::Nothing | Sample::Is(_), 0) => Sample::Is(self.now.since(sent.first_at)),
        };
    }

    /// `sent` is reported for the first time.
    pub fn reported(&mut self, sent: &Sent) {
        self.new.add(sent.len);
        self.reported.add(sent.len);
        self.arrived(sent);
        if sent.repeats == 0 {
            self.report_sample = Some(self.now.since(sent.first_at));
        }
    }

    fn arrived(&mut self, sent: &Sent) {
        let repeated = sent.repeats > 0;
        // 8985-3: an echo older than the repetition answers what was sent before it.
        if !(repeated && self.echo_is_before(sent.last_at)) {
            self.rack.delivered(sent, self.now);
        }
        if repeated {
            return;
        }
        // 8985-5: something sent only once arrives after what was sent behind it.
        if sent.seq.lt(self.highest) {
            self.late = Some(self.late.map_or(sent.seq, |late| late.min(sent.seq)));
        }
        self.original |= sent.end().le(self.recover);
    }

    fn echo_is_before(&self, at: Instant) -> bool {
        self.echo
            .is_some_and(|(ours, echo)| SeqNum::new(echo).lt(SeqNum::new(ours.value(at))))
    }

    /// The whole acknowledgment brought something: it moved SND.UNA or reported what was not known.
    #[must_use]
    pub const fn is_progress(&self) -> bool {
        self.advanced || self.reported.segments > 0
    }
}
