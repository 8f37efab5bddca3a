//! The octets the user has given: queued, in flight, until they are acknowledged.

use std::collections::VecDeque;

use bytes::{Bytes, BytesMut};

use crate::wire::SeqNum;

/// A run of octets that starts at `start`; acknowledged octets leave at the front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendBuffer {
    start: SeqNum,
    chunks: VecDeque<Bytes>,
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
    pub fn push(&mut self, mut data: Bytes) -> u32 {
        let fits = usize::try_from(self.room()).unwrap_or(usize::MAX);
        data.truncate(fits);
        let octets = u32::try_from(data.len()).unwrap_or(0);
        if octets > 0 {
            self.octets += octets;
            self.chunks.push_back(data);
        }
        octets
    }

    /// Forgets everything before `una`.
    pub fn acknowledge(&mut self, una: SeqNum) {
        if !una.gt(self.start) {
            return;
        }
        let mut gone = una.since(self.start).min(self.octets);
        self.start += gone;
        self.octets -= gone;
        while let Some(chunk) = self.chunks.front_mut() {
            let len = u32::try_from(chunk.len()).unwrap_or(u32::MAX);
            if len > gone {
                let _acknowledged = chunk.split_to(gone as usize);
                return;
            }
            gone -= len;
            self.chunks.pop_front();
        }
    }

    /// The octets `from .. from+len`, as far as they are held. Copies only when they span chunks.
    #[must_use]
    pub fn slice(&self, from: SeqNum, len: u32) -> Bytes {
        if from.lt(self.start) || !from.lt(self.end()) {
            return Bytes::new();
        }
        let mut skip = from.since(self.start) as usize;
        let mut want = len as usize;
        let mut joined = BytesMut::new();
        for chunk in &self.chunks {
            if skip >= chunk.len() {
                skip -= chunk.len();
                continue;
            }
            let end = chunk.len().min(skip + want);
            if joined.is_empty() && end - skip == want {
                return chunk.slice(skip..end);
            }
            joined.extend_from_slice(chunk.get(skip..end).unwrap_or_default());
            want -= end - skip;
            skip = 0;
            if want == 0 {
                break;
            }
        }
        joined.freeze()
    }
}

#[cfg(test)]
mod tests;
