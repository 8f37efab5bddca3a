//! RFC 2018 4 and RFC 2883: what a receiver tells of text that came out of order or twice.

use super::reassembly::Reassembly;
use crate::tcp::tcb::Tcb;
use crate::wire::{Flags, SackBlock, SackBlocks, Segment, SeqNum};

/// How many arrivals are remembered; a segment tells of four at most.
const REMEMBERED: usize = 8;

/// What the next segments will tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SackReport {
    /// Where text ahead of RCV.NXT arrived, the latest first. The blocks are looked up when they are sent, so that
    /// none is told that is not held.
    latest: [Option<SeqNum>; REMEMBERED],
    /// Text that arrived once more, to be told once (RFC 2883 4).
    duplicate: Option<SackBlock>,
}

impl SackReport {
    /// Text that begins at `seq` was kept ahead: its block comes first from now on (RFC 2018 4).
    pub fn kept(&mut self, seq: SeqNum, held: &Reassembly) {
        let block = held.block_around(seq);
        let others = self.latest.into_iter().flatten();
        // Only one number stands for a block, however many segments it has grown from.
        let mut others = others.filter(|other| {
            let theirs = held.block_around(*other);
            theirs.is_some() && theirs != block
        });
        let mut latest = [None; REMEMBERED];
        let (first, rest) = latest.split_at_mut(1);
        first.fill(block.map(|_| seq));
        rest.fill_with(|| others.next());
        self.latest = latest;
    }

    /// The FIN has come ahead of RCV.NXT.
    pub fn fin_kept(&mut self, held: &Reassembly) {
        if let Some(seq) = held.fin_ahead() {
            self.kept(seq, held);
        }
    }

    /// The blocks of a segment with room for `limit` of them: first what arrived twice, then the block with the
    /// latest arrival (if a part of it arrived twice, that one), then the others.
    fn blocks(&self, held: &Reassembly, limit: usize) -> SackBlocks {
        let around = self
            .duplicate
            .and_then(|block| held.block_around(block.left));
        let latest = self.latest.iter().flatten();
        let held = latest.filter_map(|seq| held.block_around(*seq));
        let others = held.filter(|block| Some(*block) != around);
        let blocks = self.duplicate.into_iter().chain(around).chain(others);
        blocks.take(limit).collect()
    }
}

/// Octets of an option with `count` blocks behind two NO-OPs.
const fn octets(count: usize) -> usize {
    if count == 0 { 0 } else { 4 + 8 * count }
}

/// How many blocks fit into so many octets.
const fn fitting(octets: usize) -> usize {
    octets.saturating_sub(4) / 8
}

/// The blocks of the next segment, when its options have room for so many octets. Each ACK has them as long as there
/// is a hole (RFC 2018 4), and none ever if the peer did not permit them (2).
#[must_use]
pub fn report(tcb: &Tcb, room: usize) -> SackBlocks {
    if tcb.agreed.sack {
        tcb.sack.blocks(&tcb.reassembly, fitting(room))
    } else {
        SackBlocks::EMPTY
    }
}

/// Octets that the blocks of the next segment take from its text (RFC 6691 2), when options have `room`.
#[must_use]
pub fn deducted(tcb: &Tcb, room: usize) -> u32 {
    u32::try_from(octets(report(tcb, room).len())).unwrap_or(0)
}

/// The blocks were sent: what arrived twice is told once only (RFC 2883 4 (2)).
pub fn told(tcb: &mut Tcb) {
    tcb.sack.duplicate = None;
}

/// A segment arrived: remembers the first run of its text that was here already (RFC 2883 4 (1) and (3)).
pub fn note_duplicate(tcb: &mut Tcb, segment: &Segment) {
    if !(tcb.agreed.sack && tcb.config.dsack) {
        return;
    }
    let begin = segment.seq + u32::from(segment.has(Flags::SYN));
    // A FIN takes a number as text does: one that comes again is told as well (as Linux has it).
    let end = segment.end();
    let first = tcb.rcv.irs + 1;
    let run = if begin.lt(tcb.rcv.nxt) {
        Some(SackBlock::new(begin.max(first), end.min(tcb.rcv.nxt)))
    } else {
        tcb.reassembly.first_held(begin, end)
    };
    tcb.sack.duplicate = run.filter(|block| block.left.lt(block.right));
}

#[cfg(test)]
mod tests;
