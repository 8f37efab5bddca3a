//! Ranges of sequence numbers, disjoint, joined and in order: what the peer has reported (RFC 2018).

use std::collections::VecDeque;

use crate::wire::SeqNum;

/// The numbers `start .. end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// First number.
    pub start: SeqNum,
    /// The number after the last one.
    pub end: SeqNum,
}

/// Ranges in order, none touching another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranges(VecDeque<Range>);

impl Ranges {
    /// There is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The highest range first.
    pub fn from_the_top(&self) -> impl Iterator<Item = &Range> {
        self.0.iter().rev()
    }

    /// The number after the highest one.
    #[must_use]
    pub fn top(&self) -> Option<SeqNum> {
        self.0.back().map(|range| range.end)
    }

    /// The end of the range that holds `number`.
    #[must_use]
    pub fn end_of(&self, number: SeqNum) -> Option<SeqNum> {
        let range = self.0.get(self.first_ending_after(number))?;
        range.start.le(number).then_some(range.end)
    }

    /// The first part of `range` that is not yet held.
    #[must_use]
    pub fn first_gap(&self, range: Range) -> Option<Range> {
        let start = self.end_of(range.start).unwrap_or(range.start);
        if !start.lt(range.end) {
            return None;
        }
        let next = self.0.get(self.first_ending_after(start));
        let end = next.map_or(range.end, |next| next.start.min(range.end));
        Some(Range { start, end })
    }

    /// Adds `range`, which no other overlaps, and joins it with those it touches.
    pub fn insert(&mut self, range: Range) {
        let at = self.first_ending_after(range.start);
        let below = at.checked_sub(1);
        let joins_below = below
            .and_then(|below| self.0.get(below))
            .is_some_and(|below| below.end == range.start);
        let joins_above = self.0.get(at).is_some_and(|above| above.start == range.end);
        match (below.filter(|_| joins_below), joins_above) {
            (Some(below), true) => {
                let above = self.0.remove(at);
                self.extend(below, above.map_or(range.end, |above| above.end));
            }
            (Some(below), false) => self.extend(below, range.end),
            (None, true) => {
                if let Some(above) = self.0.get_mut(at) {
                    above.start = range.start;
                }
            }
            (None, false) => self.0.insert(at, range),
        }
    }

    /// Forgets everything before `number`.
    pub fn forget_before(&mut self, number: SeqNum) {
        while let Some(front) = self.0.front_mut() {
            if front.end.gt(number) {
                front.start = front.start.max(number);
                return;
            }
            self.0.pop_front();
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    fn extend(&mut self, at: usize, end: SeqNum) {
        if let Some(range) = self.0.get_mut(at) {
            range.end = end;
        }
    }

    fn first_ending_after(&self, number: SeqNum) -> usize {
        self.0.partition_point(|range| range.end.le(number))
    }
}

#[cfg(test)]
mod tests;
