//! What a connection has done so far, for those who ask (3.9.1.5 STATUS; Linux: `struct tcp_info`, RFC 4898).

use crate::time::{Duration, Instant};
use crate::wire::{Flags, Segment};

/// What holds the sender back at present.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Work {
    /// Nothing is queued or in flight.
    #[default]
    None,
    /// Something is.
    Busy,
    /// The peer's window holds back what is queued.
    WindowLimited,
    /// The user has more than the send buffer takes, and all that was in it is in flight.
    BufferLimited,
}

/// Counted since the connection began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Segments sent.
    pub segments_out: u32,
    /// Segments that arrived.
    pub segments_in: u32,
    /// Of those sent, with text.
    pub data_segments_out: u32,
    /// Of those that arrived, with text.
    pub data_segments_in: u32,
    /// Octets of text sent, every time they were.
    pub octets_sent: u64,
    /// Of these, sent again.
    pub octets_repeated: u64,
    /// Segments sent again, the SYN too.
    pub segments_repeated: u32,
    /// Numbers of ours that were acknowledged.
    pub octets_acknowledged: u64,
    /// Octets of text received in order.
    pub octets_received: u64,
    /// Segments with text ahead of a hole.
    pub out_of_order: u32,
    /// When text was last sent.
    pub data_sent_at: Instant,
    /// When text last arrived in order.
    pub data_received_at: Instant,
    /// When the last ACK arrived.
    pub ack_received_at: Instant,
    user_waits: bool,
    work: Work,
    since: Instant,
    spent: [Duration; 3],
}

impl Counters {
    /// A connection that begins now.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self {
            data_sent_at: now,
            data_received_at: now,
            ack_received_at: now,
            since: now,
            ..Self::default()
        }
    }

    /// The handshake is over: what was last sent or received is counted from here.
    pub fn opened(&mut self, now: Instant) {
        self.data_sent_at = now;
        self.data_received_at = now;
        self.ack_received_at = now;
    }

    /// A segment leaves.
    pub fn sent(&mut self, segment: &Segment, again: bool, now: Instant) {
        let octets = u64::from(segment.payload_len());
        self.segments_out = self.segments_out.saturating_add(1);
        self.segments_repeated += u32::from(again);
        if octets > 0 {
            self.data_segments_out = self.data_segments_out.saturating_add(1);
            self.octets_sent += octets;
            self.octets_repeated += if again { octets } else { 0 };
            self.data_sent_at = now;
        }
    }

    /// A segment has arrived.
    pub fn arrived(&mut self, segment: &Segment, now: Instant) {
        self.segments_in = self.segments_in.saturating_add(1);
        self.data_segments_in += u32::from(segment.payload_len() > 0);
        if segment.has(Flags::ACK) {
            self.ack_received_at = now;
        }
    }

    /// So many numbers are acknowledged.
    pub fn acknowledged(&mut self, count: u32) {
        self.octets_acknowledged += u64::from(count);
    }

    /// So many octets are in order.
    pub fn delivered(&mut self, octets: u32, now: Instant) {
        self.octets_received += u64::from(octets);
        self.data_received_at = now;
    }

    /// The user waits for room in the send buffer, or does no more; `idle` says that all of it is in flight.
    pub fn user_waits(&mut self, waits: bool, idle: bool, now: Instant) {
        self.user_waits = waits;
        if waits && idle {
            self.turn(Work::BufferLimited, now);
        } else if !waits && self.work == Work::BufferLimited {
            self.turn(Work::Busy, now);
        }
    }

    /// The user waits for room in the send buffer.
    #[must_use]
    pub const fn user_is_waiting(&self) -> bool {
        self.user_waits
    }

    /// The sender does `work` from now on.
    pub fn turn(&mut self, work: Work, now: Instant) {
        if work != self.work {
            let spent = self.spent(self.work, now);
            if let Some(slot) = slot(self.work).and_then(|slot| self.spent.get_mut(slot)) {
                *slot = spent;
            }
            self.work = work;
            self.since = now;
        }
    }

    /// How long the sender has done `work`; "busy" includes what held it back.
    #[must_use]
    pub fn spent_in(&self, work: Work, now: Instant) -> Duration {
        if work != Work::Busy {
            return self.spent(work, now);
        }
        let all = [Work::Busy, Work::WindowLimited, Work::BufferLimited];
        let times = all.into_iter().map(|work| self.spent(work, now));
        times.fold(Duration::ZERO, |sum, time| sum + time)
    }

    fn spent(&self, work: Work, now: Instant) -> Duration {
        let before = slot(work).and_then(|slot| self.spent.get(slot));
        let present = if work == self.work {
            now.since(self.since)
        } else {
            Duration::ZERO
        };
        before.map_or(Duration::ZERO, |before| *before + present)
    }
}

const fn slot(work: Work) -> Option<usize> {
    match work {
        Work::None => None,
        Work::Busy => Some(0),
        Work::WindowLimited => Some(1),
        Work::BufferLimited => Some(2),
    }
}

#[cfg(test)]
mod tests;
