//! One segment in flight.

use super::order::Shot;
use crate::time::Instant;
use crate::wire::SeqNum;

/// A segment in flight. Its octets stay in the send buffer, reported or not (2018-9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// First number.
    pub seq: SeqNum,
    /// Numbers it covers, SYN and FIN included.
    pub len: u32,
    /// When it was sent first.
    pub first_at: Instant,
    /// When it was sent last.
    pub last_at: Instant,
    /// How many sendings of segments went before its last one.
    pub serial: u64,
    /// How often it was sent again.
    pub repeats: u32,
    /// It pushed: a repetition is the same segment again.
    pub push: bool,
    /// What is known of it.
    pub mark: Mark,
}

impl Sent {
    /// A segment sent now for the first time.
    #[must_use]
    pub fn new(seq: SeqNum, len: u32, push: bool, now: Instant) -> Self {
        Self {
            seq,
            len,
            first_at: now,
            last_at: now,
            serial: 0,
            repeats: 0,
            push,
            mark: Mark::default(),
        }
    }

    /// Its last sending.
    #[must_use]
    pub fn shot(&self) -> Shot {
        Shot {
            at: self.last_at,
            serial: self.serial,
            end: self.end(),
        }
    }

    /// The number after its last one.
    #[must_use]
    pub fn end(&self) -> SeqNum {
        self.seq + self.len
    }
}

/// What is known of a segment in flight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The peer has reported it.
    pub sacked: bool,
    /// It is taken to be lost.
    pub lost: bool,
    /// It was sent again, and that copy is taken to be on its way.
    pub again: bool,
}

impl Mark {
    const NONE: Self = Self {
        sacked: false,
        lost: false,
        again: false,
    };
    /// Reported.
    pub const SACKED: Self = Self {
        sacked: true,
        ..Self::NONE
    };
    /// Lost, and not sent again since.
    pub const LOST: Self = Self {
        lost: true,
        ..Self::NONE
    };

    /// It is lost, and nothing was done about it.
    #[must_use]
    pub const fn waits(self) -> bool {
        self.lost && !self.again
    }
}

/// So many segments with so many numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Segments.
    pub segments: u32,
    /// Octets; SYN and FIN count as one each.
    pub octets: u32,
}

impl Tally {
    /// One segment more.
    pub fn add(&mut self, octets: u32) {
        self.segments = self.segments.saturating_add(1);
        self.octets = self.octets.saturating_add(octets);
    }

    /// One segment less.
    pub fn take(&mut self, octets: u32) {
        self.segments = self.segments.saturating_sub(1);
        self.octets = self.octets.saturating_sub(octets);
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            segments: self.segments.saturating_add(other.segments),
            octets: self.octets.saturating_add(other.octets),
        }
    }

    /// What is left without `other`.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self {
            segments: self.segments.saturating_sub(other.segments),
            octets: self.octets.saturating_sub(other.octets),
        }
    }
}
