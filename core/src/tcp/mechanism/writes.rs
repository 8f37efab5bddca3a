//! Where the user's writes end: which segments push, which must not be joined, and what waits for more.

use std::collections::VecDeque;

use crate::wire::SeqNum;

/// Which segments carry PSH.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushRule {
    /// The one that empties the queue (MUST-61).
    QueueEmpty,
    /// The one with the end of a write, unless the user has more to say; and what comes to half the largest window
    /// since the last one (seen on Linux).
    WriteEnds,
}

/// The ends of writes that are not sent yet. There are at most as many as octets in the send buffer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writes {
    pushes: VecDeque<SeqNum>,
    records: VecDeque<SeqNum>,
    /// The end of the last write that pushed.
    pushed: Option<SeqNum>,
    /// The user has said that more follows, in the call under way (`MSG_MORE`).
    pub more: bool,
    /// The number after the last segment that was not full: Minshall's variant of Nagle looks at it.
    small_end: Option<SeqNum>,
}

impl Writes {
    /// Numbers begin after `iss`.
    #[must_use]
    pub fn new(iss: SeqNum) -> Self {
        Self {
            pushed: Some(iss + 1),
            ..Self::default()
        }
    }

    /// A write ends at `end`; nothing will be joined to a record.
    pub fn written(&mut self, end: SeqNum, max_wnd: u32, (more, record): (bool, bool)) {
        let much = self
            .pushed
            .is_some_and(|pushed| end.since(pushed) > max_wnd / 2);
        if !more || much {
            self.push_at(end);
        }
        if record {
            self.records.push_back(end);
        }
    }

    /// What leaves up to `end` pushes there, whether or not a write ends.
    pub fn push_at(&mut self, end: SeqNum) {
        self.pushes.push_back(end);
        self.pushed = Some(end);
    }

    /// Octets from `nxt` on up to the end of a record.
    #[must_use]
    pub fn record_at(&self, nxt: SeqNum) -> Option<u32> {
        self.records.front().map(|end| end.since(nxt))
    }

    /// Text up to `end` leaves, full or not; does it hold the end of a write?
    pub fn sent(&mut self, end: SeqNum, full: bool) -> bool {
        if !full {
            self.small_end = Some(end);
        }
        let before = self.pushes.len();
        take_until(&mut self.pushes, end);
        take_until(&mut self.records, end);
        self.pushes.len() < before
    }

    /// A segment that was not full is not acknowledged.
    #[must_use]
    pub fn small_in_flight(&self, una: SeqNum) -> bool {
        self.small_end.is_some_and(|end| end.gt(una))
    }

    /// What lies before `una` is forgotten, so that it does not seem ahead again 2^31 octets later.
    pub fn acknowledged(&mut self, una: SeqNum) {
        self.small_end = self.small_end.filter(|end| end.gt(una));
        self.pushed = self.pushed.map(|pushed| pushed.max(una));
    }
}

fn take_until(ends: &mut VecDeque<SeqNum>, sent: SeqNum) {
    while ends.front().is_some_and(|end| end.le(sent)) {
        ends.pop_front();
    }
}

#[cfg(test)]
mod tests;
