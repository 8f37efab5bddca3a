//! What was sent, in the order of sending: repetitions come after what was sent before them (RFC 8985 2).

use std::collections::VecDeque;
use std::ops::Range;

use crate::time::Instant;
use crate::wire::SeqNum;

/// One sending of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shot {
    /// When.
    pub at: Instant,
    /// How many went before it: a clock without ties.
    pub serial: u64,
    /// The number after the segment's last one.
    pub end: SeqNum,
}

impl Shot {
    /// 8985 6.2, `RACK_sent_after`. There a clock may be too coarse to tell two sendings apart, and sequence numbers decide; but
    /// what goes again goes after higher numbers. Here many go at one instant, and the order of sending is known.
    #[must_use]
    pub const fn is_before(&self, other: &Self) -> bool {
        self.serial < other.serial
    }
}

/// Sendings, oldest first. Those of segments that have arrived since, or were sent again, stay until they are at the
/// front, or until they are more than the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    shots: VecDeque<Shot>,
    /// How many have left at the front: places are counted from the first that ever was.
    popped: u64,
    /// Between these places none is of interest any more, so that nobody looks there twice.
    over: Range<u64>,
}

impl Order {
    pub(super) fn push(&mut self, shot: Shot) {
        self.shots.push_back(shot);
    }

    pub(super) fn front(&self) -> Option<Shot> {
        self.shots.front().copied()
    }

    pub(super) fn pop(&mut self) {
        self.popped += u64::from(self.shots.pop_front().is_some());
    }

    /// The last one before `newest` that `counts`.
    pub(super) fn last_before(
        &mut self,
        newest: &Shot,
        mut counts: impl FnMut(Shot) -> bool,
    ) -> Option<Shot> {
        let before = self.shots.partition_point(|shot| shot.is_before(newest));
        let end = self.popped + before as u64;
        let mut place = end;
        let found = loop {
            if self.over.start < place && place <= self.over.end {
                place = self.over.start;
            }
            let Some(shot) = self.get(place.wrapping_sub(1)) else {
                break None;
            };
            if counts(shot) {
                break Some(shot);
            }
            place -= 1;
        };
        self.over = place..end;
        found
    }

    /// What was over may not be: marks were taken back.
    pub(super) fn look_again(&mut self) {
        self.over = 0..0;
    }

    fn get(&self, place: u64) -> Option<Shot> {
        let at = usize::try_from(place.checked_sub(self.popped)?).ok()?;
        self.shots.get(at).copied()
    }

    /// Forgets what `una` covers: at the front, and everywhere once it outweighs the `live` segments.
    pub(super) fn forget_before(&mut self, una: SeqNum, live: usize) {
        while self.shots.front().is_some_and(|shot| shot.end.le(una)) {
            self.pop();
        }
        if self.shots.len() > 4 * live + 64 {
            self.shots.retain(|shot| shot.end.gt(una));
            self.look_again();
        }
    }
}
