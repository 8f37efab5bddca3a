//! Octets received: in order for the user to read, and ahead of RCV.NXT until the hole is filled (SHLD-31).

use std::collections::VecDeque;

use bytes::Bytes;

use crate::wire::{SackBlock, SeqNum};

/// Most separate pieces kept ahead; what comes beyond is dropped and will be sent again.
pub const MAX_PIECES: usize = 256;

/// The receive buffer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reassembly {
    ready: VecDeque<Bytes>,
    readable: u32,
    /// Disjoint, in order of their numbers, all ahead of RCV.NXT.
    ahead: Vec<(SeqNum, Bytes)>,
    fin: Option<SeqNum>,
    capacity: u32,
}

impl Reassembly {
    /// An empty buffer of `capacity` octets.
    #[must_use]
    pub fn new(capacity: u32) -> Self {
        Self {
            ready: VecDeque::new(),
            readable: 0,
            ahead: Vec::new(),
            fin: None,
            capacity,
        }
    }

    /// Octets in order that the user has not read.
    #[must_use]
    pub fn readable(&self) -> u32 {
        self.readable
    }

    /// Octets for which there is room beyond those the user has not read.
    #[must_use]
    pub fn room(&self) -> u32 {
        self.capacity.saturating_sub(self.readable)
    }

    /// The capacity in octets.
    #[must_use]
    pub fn capacity(&self) -> u32 {
        self.capacity
    }

    /// Gives it room for so many octets; what it holds already stays.
    pub fn set_capacity(&mut self, octets: u32) {
        self.capacity = octets;
    }

    /// The ranges kept ahead, first and after-last number, neighbours joined.
    #[must_use]
    pub fn ranges(&self) -> Vec<(SeqNum, SeqNum)> {
        let mut ranges: Vec<(SeqNum, SeqNum)> = Vec::new();
        for (seq, data) in &self.ahead {
            let end = *seq + len(data);
            match ranges.last_mut() {
                Some(last) if last.1 == *seq => last.1 = end,
                Some(_) | None => ranges.push((*seq, end)),
            }
        }
        ranges
    }

    /// The octet of this number, when it is held; `first` is that of the first one to be read.
    #[must_use]
    pub fn octet(&self, first: SeqNum, seq: SeqNum) -> Option<u8> {
        let mut begin = first;
        let ready = self.ready.iter().map(|data| {
            let piece = (begin, data);
            begin += len(data);
            piece
        });
        let ahead = self.ahead.iter().map(|(seq, data)| (*seq, data));
        let mut holding = ready
            .chain(ahead)
            .filter(|(first, data)| seq.in_window(*first, len(data)));
        let (first, data) = holding.next()?;
        data.get(seq.since(first) as usize).copied()
    }

    /// The run of numbers kept ahead that has this one; the FIN's is one of them.
    #[must_use]
    pub fn block_around(&self, seq: SeqNum) -> Option<SackBlock> {
        let fin = self.fin;
        if fin != Some(seq) {
            let block = self.octets_around(seq)?;
            let right = block.right + u32::from(fin == Some(block.right));
            return Some(SackBlock::new(block.left, right));
        }
        let before = self
            .ahead
            .iter()
            .find(|(first, data)| *first + len(data) == seq);
        let left = before.and_then(|(first, _)| self.octets_around(*first));
        Some(SackBlock::new(
            left.map_or(seq, |block| block.left),
            seq + 1,
        ))
    }

    /// The run of octets kept ahead that has this number.
    fn octets_around(&self, seq: SeqNum) -> Option<SackBlock> {
        let holding = |(first, data): &(SeqNum, Bytes)| seq.in_window(*first, len(data));
        let at = self.ahead.iter().position(holding)?;
        let (before, after) = self.ahead.split_at(at);
        let (first, data) = after.first()?;
        let mut block = SackBlock::new(*first, *first + len(data));
        for (other, data) in before.iter().rev() {
            if *other + len(data) != block.left {
                break;
            }
            block.left = *other;
        }
        for (other, data) in after.iter().skip(1) {
            if *other != block.right {
                break;
            }
            block.right = *other + len(data);
        }
        Some(block)
    }

    /// The first octets from `begin` to `end` that are kept ahead already.
    #[must_use]
    pub fn first_held(&self, begin: SeqNum, end: SeqNum) -> Option<SackBlock> {
        let mut pieces = self.ahead.iter();
        let (first, _) = pieces.find(|(seq, data)| seq.lt(end) && (*seq + len(data)).gt(begin))?;
        let block = self.block_around(*first)?;
        Some(SackBlock::new(block.left.max(begin), block.right.min(end)))
    }

    /// There is a hole before something that has arrived.
    #[must_use]
    pub fn has_hole(&self) -> bool {
        !self.ahead.is_empty() || self.fin.is_some()
    }

    /// Remembers the number of the peer's FIN, which may be ahead.
    pub fn note_fin(&mut self, seq: SeqNum) {
        self.fin = Some(seq);
    }

    /// The peer's FIN is the next number.
    #[must_use]
    pub fn fin_is(&self, nxt: SeqNum) -> bool {
        self.fin == Some(nxt)
    }

    /// The number of a FIN that is known and not reached.
    #[must_use]
    pub fn fin_ahead(&self) -> Option<SeqNum> {
        self.fin
    }

    /// Drops what is kept ahead, and the FIN that was reached: nothing will fill the hole before it.
    pub fn forget_ahead(&mut self) {
        self.ahead.clear();
        self.fin = None;
    }

    /// Takes text that starts at `seq`, at or ahead of `nxt`, and returns the octets that became readable.
    pub fn take(&mut self, nxt: SeqNum, seq: SeqNum, text: Bytes) -> u32 {
        self.keep(seq, text);
        self.deliver(nxt)
    }

    /// Keeps `text` ahead, only what is not already there.
    pub fn keep(&mut self, seq: SeqNum, text: Bytes) {
        let (mut seq, mut text) = (seq, text);
        let mut at = 0;
        while !text.is_empty() {
            let Some((other, data)) = self.ahead.get(at) else {
                self.insert(at, seq, text);
                return;
            };
            let (other, end) = (*other, *other + len(data));
            if !seq.lt(end) {
                at += 1;
            } else if seq.lt(other) {
                let before = other.since(seq).min(len(&text));
                let piece = text.split_to(before as usize);
                self.insert(at, seq, piece);
                seq += before;
            } else {
                // What is there stays: the first copy wins.
                let known = end.since(seq).min(len(&text));
                drop(text.split_to(known as usize));
                seq += known;
            }
        }
    }

    /// Puts a piece where it belongs. Of too many the furthest gives way, so that what fills the hole is always kept.
    fn insert(&mut self, at: usize, seq: SeqNum, text: Bytes) {
        self.ahead.insert(at, (seq, text));
        self.ahead.truncate(MAX_PIECES);
    }

    /// Moves what is now in order to the reader's side and returns its octets.
    pub fn deliver(&mut self, nxt: SeqNum) -> u32 {
        let mut moved = 0;
        while self
            .ahead
            .first()
            .is_some_and(|(seq, _)| *seq == nxt + moved)
        {
            let (_, data) = self.ahead.remove(0);
            moved += len(&data);
            self.ready.push_back(data);
        }
        self.readable += moved;
        moved
    }

    /// Hands over up to `max` octets.
    pub fn read(&mut self, max: u32) -> Vec<Bytes> {
        let mut left = max.min(self.readable);
        self.readable -= left;
        let mut out = Vec::with_capacity(self.ready.len());
        while left > 0 {
            let Some(mut chunk) = self.ready.pop_front() else {
                break;
            };
            if len(&chunk) > left {
                let rest = chunk.split_off(left as usize);
                self.ready.push_front(rest);
            }
            left -= len(&chunk);
            out.push(chunk);
        }
        out
    }
}

fn len(data: &Bytes) -> u32 {
    u32::try_from(data.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
