//! What is counted of the segments that go one way.

use tcp_lab_core::wire::{Segment, SeqNum};

use crate::ladder::closes_window;

/// Counts of one way.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Segments with a closed window.
    pub(crate) closed_windows: u32,
    /// Segments with text that had been sent before.
    pub(crate) repetitions: u32,
    /// Behind the last octet sent so far.
    end: Option<SeqNum>,
}

impl Tally {
    /// One more, whatever becomes of it on the way.
    pub(super) fn count(&mut self, segment: &Segment) {
        self.closed_windows += u32::from(closes_window(segment));
        if segment.payload.is_empty() {
            return;
        }
        let end = segment.seq + segment.len();
        match self.end {
            Some(known) if segment.seq.lt(known) => {
                self.repetitions += 1;
                self.end = Some(known.max(end));
            }
            Some(_) | None => self.end = Some(end),
        }
    }
}
