//! What was sent, in the order of sending: repetitions come after what was sent before them (RFC 8985 2).

use std::collections::VecDeque;

use crate::time::Instant;
use crate::wire::SeqNum;

/// One sending of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shot {
    /// When.
    pub at: Instant,
    /// The number after the segment's last one.
    pub end: SeqNum,
}

impl Shot {
    /// 8985 6.2: of two sent at once the one with the lower numbers came first.
    #[must_use]
    pub fn is_before(&self, other: &Self) -> bool {
        self.at < other.at || (self.at == other.at && self.end.lt(other.end))
    }
}

/// Sendings, oldest first. Those of segments that have arrived since, or were sent again, stay until they are at the
/// front, or until they are more than the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Order(VecDeque<Shot>);

impl Order {
    pub(super) fn push(&mut self, shot: Shot) {
        self.0.push_back(shot);
    }

    pub(super) fn front(&self) -> Option<Shot> {
        self.0.front().copied()
    }

    pub(super) fn get(&self, at: usize) -> Option<Shot> {
        self.0.get(at).copied()
    }

    pub(super) fn pop(&mut self) {
        self.0.pop_front();
    }

    /// How many came before `newest`.
    pub(super) fn count_before(&self, newest: &Shot) -> usize {
        self.0.partition_point(|shot| shot.is_before(newest))
    }

    /// Forgets what `una` covers: at the front, and everywhere once it outweighs the `live` segments.
    pub(super) fn forget_before(&mut self, una: SeqNum, live: usize) {
        while self.0.front().is_some_and(|shot| shot.end.le(una)) {
            self.0.pop_front();
        }
        if self.0.len() > 4 * live + 64 {
            self.0.retain(|shot| shot.end.gt(una));
        }
    }
}
