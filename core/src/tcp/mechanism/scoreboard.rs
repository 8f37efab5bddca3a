//! The retransmission queue (RFC 9293 3.8.1) and what is known of each segment in it (RFC 6675 2 and 4).
//!
//! Marks are counted as they are set, ranges of selectively acknowledged numbers are kept apart and joined, and each
//! search begins where the last one ended: the cost of an acknowledgment hardly depends on how much is in flight.
//! [`Scoreboard::touched`] counts the cells looked at, so that tests can hold it to that.

mod delivery;
mod order;
mod ranges;
mod sent;

use std::collections::VecDeque;

pub use self::delivery::{Delivery, Sample};
use self::order::Order;
pub use self::order::Shot;
pub use self::ranges::{Range, Ranges};
pub use self::sent::{Mark, Sent, Tally};
use crate::time::Instant;
use crate::wire::SeqNum;

/// The segments in flight, oldest first, with their marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scoreboard {
    sent: VecDeque<Sent>,
    all: Tally,
    sacked: Tally,
    lost: Tally,
    again: Tally,
    /// Segments that are lost and were not sent again since.
    waiting: u32,
    /// The first of those is not before this number.
    waiting_from: SeqNum,
    /// Whatever lies before this number was judged.
    judged: SeqNum,
    ranges: Ranges,
    order: Order,
    /// How many segments were sent, repetitions among them.
    sendings: u64,
    /// How often a segment was taken to be lost.
    losses: u64,
    touched: u64,
}

impl Scoreboard {
    /// Adds what was just sent.
    pub fn push(&mut self, mut sent: Sent) {
        if self.sent.is_empty() {
            self.waiting_from = sent.seq;
            self.judged = sent.seq;
        }
        self.all.add(sent.len);
        sent.serial = self.next_serial();
        self.order.push(sent.shot());
        self.sent.push_back(sent);
    }

    /// The oldest one.
    #[must_use]
    pub fn front(&self) -> Option<&Sent> {
        self.sent.front()
    }

    /// The newest one.
    #[must_use]
    pub fn back(&self) -> Option<&Sent> {
        self.sent.back()
    }

    /// Nothing is in flight.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sent.is_empty()
    }

    /// Everything sent and not acknowledged.
    #[must_use]
    pub const fn all(&self) -> Tally {
        self.all
    }

    /// Of it, what the peer has reported.
    #[must_use]
    pub const fn sacked(&self) -> Tally {
        self.sacked
    }

    /// Of it, what is taken to be lost, sent again or not.
    #[must_use]
    pub const fn lost(&self) -> Tally {
        self.lost
    }

    /// Of it, what was sent again and is taken to be on its way.
    #[must_use]
    pub const fn again(&self) -> Tally {
        self.again
    }

    /// What is taken to be in the network: pipe (6675-3).
    #[must_use]
    pub const fn pipe(&self) -> Tally {
        self.all
            .minus(self.sacked)
            .minus(self.lost)
            .plus(self.again)
    }

    /// The numbers that the peer has reported, joined.
    #[must_use]
    pub const fn ranges(&self) -> &Ranges {
        &self.ranges
    }

    /// How often a segment, or a copy of it, was taken to be lost since the beginning.
    #[must_use]
    pub const fn losses(&self) -> u64 {
        self.losses
    }

    /// The number after the highest one that the peer has, as far as is known; `una` where nothing was reported.
    #[must_use]
    pub fn highest(&self, una: SeqNum) -> SeqNum {
        self.ranges.top().unwrap_or(una)
    }

    /// How many cells were looked at since the beginning.
    #[must_use]
    pub const fn touched(&self) -> u64 {
        self.touched
    }

    /// Removes what `una` covers and tells `delivery` of it.
    pub fn acknowledge(&mut self, una: SeqNum, delivery: &mut Delivery) {
        delivery.advanced = true;
        while let Some(front) = self.sent.front().copied() {
            self.touched += 1;
            if front.end().gt(una) {
                self.trim_front(una, delivery);
                break;
            }
            delivery.acknowledged(&front);
            self.remark(0, Mark::default());
            self.all.take(front.len);
            self.sent.pop_front();
        }
        self.ranges.forget_before(una);
        self.order.forget_before(una, self.sent.len());
        self.waiting_from = self.waiting_from.max(una);
        self.judged = self.judged.max(una);
    }

    /// Marks the whole segments inside `range` as reported and tells `delivery` of those that are new.
    pub fn report(&mut self, range: Range, delivery: &mut Delivery) {
        let Some(whole) = self.whole(range) else {
            return;
        };
        while let Some(gap) = self.ranges.first_gap(whole) {
            let mut at = self.position(gap.start);
            while let Some(sent) = self.sent.get(at).copied() {
                self.touched += 1;
                if !sent.seq.lt(gap.end) {
                    break;
                }
                delivery.reported(&sent);
                self.remark(at, Mark::SACKED);
                at += 1;
            }
            self.ranges.insert(gap);
        }
    }

    /// The part of `range` that consists of whole segments in flight: what is reported of half a segment is no use.
    fn whole(&self, range: Range) -> Option<Range> {
        let first = self.sent.partition_point(|sent| sent.seq.lt(range.start));
        let after = self.sent.partition_point(|sent| sent.end().le(range.end));
        let (first, last) = (self.sent.get(first)?, self.sent.get(after.checked_sub(1)?)?);
        let (start, end) = (first.seq, last.end());
        start.lt(end).then_some(Range { start, end })
    }

    /// Segments sent before `newest` and no later than `expired` are lost (RFC 8985 6.2, step 5). Returns when the
    /// last of those was sent that came before `newest` and may yet arrive.
    pub fn lose_sent_before(&mut self, newest: Shot, expired: Option<Instant>) -> Option<Instant> {
        while let Some(shot) = self.order.front() {
            self.touched += 1;
            match self.aim(shot) {
                None => {}
                Some(at) if shot.is_before(&newest) && Some(shot.at) <= expired => self.lose(at),
                Some(_) => break,
            }
            self.order.pop();
        }
        let mut order = std::mem::take(&mut self.order);
        let mut touched = 0;
        let last = order.last_before(&newest, |shot| {
            touched += 1;
            self.aim(shot).is_some()
        });
        self.order = order;
        self.touched += touched;
        last.map(|shot| shot.at)
    }

    /// The place of the segment that this sending was the last of, if it may still arrive.
    fn aim(&self, shot: Shot) -> Option<usize> {
        let at = self.position(shot.end - 1);
        let sent = self.sent.get(at)?;
        let last = sent.serial == shot.serial;
        (last && !sent.mark.sacked && !sent.mark.waits()).then_some(at)
    }

    /// Half a segment was acknowledged: the other half stays.
    fn trim_front(&mut self, una: SeqNum, delivery: &mut Delivery) {
        let Some(front) = self.sent.front().copied() else {
            return;
        };
        if !una.gt(front.seq) {
            return;
        }
        self.remark(0, Mark::default());
        self.all.take(front.len);
        let rest = front.end().since(una);
        delivery.half(front.len - rest);
        self.all.add(rest);
        if let Some(front) = self.sent.front_mut() {
            (front.seq, front.len) = (una, rest);
        }
        self.remark(0, front.mark);
    }

    /// Takes to be lost what is not reported and lies before `limit`; returns how many segments that is.
    pub fn lose_before(&mut self, limit: SeqNum) -> u32 {
        let before = self.lost.segments;
        let mut at = self.position(self.judged);
        while let Some(sent) = self.sent.get(at).copied() {
            self.touched += 1;
            if !sent.seq.lt(limit) {
                break;
            }
            if !sent.mark.sacked && !sent.mark.lost {
                self.lose(at);
            }
            at = self.after(at, sent.seq);
        }
        self.judged = self.judged.max(limit);
        self.lost.segments.saturating_sub(before)
    }

    /// Segments have at most `mss` octets from now on: those that have more are cut, and each piece waits to be sent
    /// again; what the peer has reported stays as it is.
    pub fn resegment(&mut self, mss: u32) {
        let mut at = 0;
        while let Some(sent) = self.sent.get(at).copied() {
            self.touched += 1;
            if !sent.mark.sacked && sent.len > mss {
                self.cut(at, sent, mss.max(1));
                self.lose(at);
            }
            at += 1;
        }
    }

    /// Cuts the segment at `at` after `mss` octets; the rest becomes a segment of its own.
    fn cut(&mut self, at: usize, sent: Sent, mss: u32) {
        self.remark(at, Mark::default());
        self.all.take(sent.len);
        self.all.add(mss);
        self.all.add(sent.len - mss);
        let rest = Sent {
            seq: sent.seq + mss,
            len: sent.len - mss,
            mark: Mark::default(),
            ..sent
        };
        if let Some(first) = self.sent.get_mut(at) {
            first.len = mss;
            first.push = false;
        }
        self.sent.insert(at + 1, rest);
        // The rest is no longer than `mss`, or is cut when its turn comes; it waits like the first piece.
        if rest.len <= mss {
            self.lose(at + 1);
        }
    }

    /// Takes the oldest segment to be lost, and its last copy with it.
    pub fn lose_front(&mut self) {
        if self.sent.front().is_some_and(|front| !front.mark.sacked) {
            self.lose(0);
        }
    }

    /// A timeout: what was sent no later than `expired` is taken to be lost, and the oldest segment in any case
    /// (8985-10). Reports stay, unless the oldest segment is among them: then the peer has thrown it away.
    pub fn lose_expired(&mut self, expired: Option<Instant>) {
        if self.sent.front().is_some_and(|front| front.mark.sacked) {
            self.lose_all();
            return;
        }
        for at in 0..self.sent.len() {
            self.touched += 1;
            let sent = self.sent.get(at);
            if sent
                .is_some_and(|sent| !sent.mark.sacked && (at == 0 || Some(sent.last_at) <= expired))
            {
                self.lose(at);
            }
        }
    }

    /// Takes the last segment before `limit` that was not reported to be lost; false when there is none, or it is
    /// known to be.
    pub fn lose_last_before(&mut self, limit: SeqNum) -> bool {
        let mut at = self.position(limit);
        while let Some(sent) = at.checked_sub(1).and_then(|last| self.sent.get(last)) {
            self.touched += 1;
            at -= 1;
            if !sent.mark.sacked {
                let fresh = !sent.mark.lost;
                self.lose(at);
                return fresh;
            }
        }
        false
    }

    /// What was taken to be lost was not: nothing waits any more.
    pub fn absolve(&mut self) {
        self.order.look_again();
        for at in 0..self.sent.len() {
            self.touched += 1;
            if let Some(mark) = self.sent.get(at).map(|sent| sent.mark) {
                self.remark(
                    at,
                    Mark {
                        lost: false,
                        ..mark
                    },
                );
            }
        }
        self.judged = self.sent.front().map_or(self.judged, |front| front.seq);
    }

    /// A timeout: everything is taken to be lost. What the peer has reported counts no more, for it may have been
    /// thrown away since (2018-7, 2018-8).
    pub fn lose_all(&mut self) {
        self.ranges.clear();
        for at in 0..self.sent.len() {
            self.touched += 1;
            self.lose(at);
        }
    }

    /// The next segment that is lost and was not sent again since.
    pub fn next_waiting(&mut self) -> Option<Sent> {
        if self.waiting == 0 {
            return None;
        }
        let mut at = self.position(self.waiting_from);
        while let Some(sent) = self.sent.get(at).copied() {
            self.touched += 1;
            if sent.mark.waits() {
                self.waiting_from = sent.seq;
                return Some(sent);
            }
            at = self.after(at, sent.seq);
        }
        None
    }

    /// Notes that the segment at `seq` goes out again now, and returns it.
    pub fn resend(&mut self, seq: SeqNum, now: Instant) -> Option<Sent> {
        let at = self.position(seq);
        let serial = self.next_serial();
        let sent = self.sent.get_mut(at)?;
        sent.serial = serial;
        sent.repeats += 1;
        sent.last_at = now;
        let again = Mark {
            again: true,
            ..sent.mark
        };
        let shot = sent.shot();
        self.order.push(shot);
        self.remark(at, again);
        self.sent.get(at).copied()
    }

    /// The number of the sending that goes now: the first is 1.
    const fn next_serial(&mut self) -> u64 {
        self.sendings += 1;
        self.sendings
    }

    /// Its last copy is lost too.
    fn lose(&mut self, at: usize) {
        let known = self.sent.get(at).is_some_and(|sent| sent.mark.waits());
        self.losses += u64::from(!known);
        self.remark(at, Mark::LOST);
    }

    /// The place of the segment that holds `number`, or of the first one after it.
    fn position(&self, number: SeqNum) -> usize {
        self.sent.partition_point(|sent| sent.end().le(number))
    }

    /// The place after `at`, beyond whatever is reported there.
    fn after(&self, at: usize, seq: SeqNum) -> usize {
        let beyond = self.ranges.end_of(seq).map(|end| self.position(end));
        beyond.unwrap_or(at).max(at + 1)
    }

    /// Changes a mark and every number that depends on it.
    fn remark(&mut self, at: usize, mark: Mark) {
        let Some(sent) = self.sent.get_mut(at) else {
            return;
        };
        let (old, seq, len) = (sent.mark, sent.seq, sent.len);
        sent.mark = mark;
        for (tally, was, is) in [
            (&mut self.sacked, old.sacked, mark.sacked),
            (&mut self.lost, old.lost, mark.lost),
            (&mut self.again, old.again, mark.again),
        ] {
            match (was, is) {
                (true, false) => tally.take(len),
                (false, true) => tally.add(len),
                (true, true) | (false, false) => {}
            }
        }
        self.waiting -= u32::from(old.waits());
        if mark.waits() {
            self.waiting += 1;
            self.waiting_from = self.waiting_from.min(seq);
        }
    }
}

#[cfg(test)]
mod tests;
