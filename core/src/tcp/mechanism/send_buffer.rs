//! The octets the user has given: queued, in flight, until they are acknowledged.

use std::collections::VecDeque;

use bytes::{Bytes, BytesMut};

use crate::wire::{Payload, SeqNum};

/// A run of octets that starts at `start`; acknowledged octets leave at the front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendBuffer {
    start: SeqNum,
    /// Each with the number of its first octet.
    chunks: VecDeque<(SeqNum, Payload)>,
    octets: u32,
    capacity: u32,
}

impl SendBuffer {
    /// An empty buffer whose first octet will have the number `start`.
    #[must_use]
    pub fn new(start: SeqNum, capacity: u32) -> Self {
        Self {
            start,
            chunks: VecDeque::new(),
            octets: 0,
            capacity,
        }
    }

    /// The number of the first octet held.
    #[must_use]
    pub fn start(&self) -> SeqNum {
        self.start
    }

    /// The number after the last octet.
    #[must_use]
    pub fn end(&self) -> SeqNum {
        self.start + self.octets
    }

    /// Octets held.
    #[must_use]
    pub fn octets(&self) -> u32 {
        self.octets
    }

    /// Octets that still fit.
    #[must_use]
    pub fn room(&self) -> u32 {
        self.capacity.saturating_sub(self.octets)
    }

    /// Takes so many octets from now on; what is held stays.
    pub fn set_capacity(&mut self, capacity: u32) {
        self.capacity = capacity;
    }

    /// Makes room for so many octets more.
    pub fn make_room(&mut self, octets: u32) {
        self.capacity = self.capacity.max(self.octets.saturating_add(octets));
    }

    /// Octets at `from` and after; zero when `from` is outside.
    #[must_use]
    pub fn beyond(&self, from: SeqNum) -> u32 {
        // Before the first octet lies only our SYN, after the last one only our FIN.
        let from = from.max(self.start);
        if from.lt(self.end()) {
            self.end().since(from)
        } else {
            0
        }
    }

    /// Appends as much of `data` as fits and returns how many octets that is.
    pub fn push(&mut self, mut data: Payload) -> u32 {
        data.truncate(self.room());
        let octets = data.len();
        if octets > 0 {
            let last = self.chunks.back_mut();
            if !last.is_some_and(|(_, last)| last.join(&data)) {
                self.chunks.push_back((self.end(), data));
            }
            self.octets += octets;
        }
        octets
    }

    /// Forgets everything before `una`.
    pub fn acknowledge(&mut self, una: SeqNum) {
        if !una.gt(self.start) {
            return;
        }
        let gone = una.since(self.start).min(self.octets);
        self.start += gone;
        self.octets -= gone;
        while let Some((first, chunk)) = self.chunks.front_mut() {
            let gone = self.start.since(*first);
            if chunk.len() > gone {
                chunk.skip(gone);
                *first = self.start;
                return;
            }
            self.chunks.pop_front();
        }
    }

    /// The octets `from .. from+len`, as far as they are held. Copies only when they span chunks.
    #[must_use]
    pub fn slice(&self, from: SeqNum, len: u32) -> Bytes {
        if from.lt(self.start) || !from.lt(self.end()) {
            return Bytes::new();
        }
        let after = self.chunks.partition_point(|(first, _)| first.le(from));
        let mut chunks = self.chunks.range(after.saturating_sub(1)..);
        let Some((first, chunk)) = chunks.next() else {
            return Bytes::new();
        };
        let begin = chunk.slice(from.since(*first), len);
        let mut want = len as usize - begin.len();
        if want == 0 {
            return begin;
        }
        let mut joined = BytesMut::from(begin);
        for (_, chunk) in chunks {
            let piece = chunk.slice(0, u32::try_from(want).unwrap_or(u32::MAX));
            want -= piece.len();
            joined.extend_from_slice(&piece);
        }
        joined.freeze()
    }
}

#[cfg(test)]
mod tests;
