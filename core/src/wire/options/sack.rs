//! RFC 2018, 3: the blocks of a selective acknowledgment.

use core::fmt;

use crate::wire::SeqNum;

/// One run of octets received: `left` is its first number, `right` the one after its last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SackBlock {
    /// Left edge.
    pub left: SeqNum,
    /// Right edge.
    pub right: SeqNum,
}

impl SackBlock {
    /// The block `left .. right`.
    #[inline]
    pub const fn new(left: SeqNum, right: SeqNum) -> Self {
        Self { left, right }
    }
}

/// Up to [`SackBlocks::MAX`] blocks, in the order they are sent.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct SackBlocks {
    /// The blocks; those from `len` on are zero.
    blocks: [SackBlock; Self::MAX],
    len: u8,
}

impl SackBlocks {
    /// How many blocks fit in the 40 octets of an option area; beside timestamps, three do.
    pub const MAX: usize = 4;

    /// No blocks.
    pub const EMPTY: Self = Self {
        blocks: [SackBlock::new(SeqNum::new(0), SeqNum::new(0)); Self::MAX],
        len: 0,
    };

    /// Adds a block after the others; false, and nothing changed, when there are [`MAX`](Self::MAX) already.
    pub fn push(&mut self, block: SackBlock) -> bool {
        let Some(free) = self.blocks.get_mut(usize::from(self.len)) else {
            return false;
        };
        *free = block;
        self.len += 1;
        true
    }

    /// The blocks in order.
    pub fn iter(&self) -> impl Iterator<Item = SackBlock> + '_ {
        self.as_slice().iter().copied()
    }

    /// The blocks in order.
    #[inline]
    pub fn as_slice(&self) -> &[SackBlock] {
        self.blocks.get(..self.len()).unwrap_or_default()
    }

    /// How many blocks there are.
    #[inline]
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether there are none.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Writes the option's data into `room` and returns the part written.
    pub(super) fn encode<'a>(&self, room: &'a mut [u8; 32]) -> &'a [u8] {
        let edges = self.iter().flat_map(|block| [block.left, block.right]);
        for (to, edge) in room.as_chunks_mut::<4>().0.iter_mut().zip(edges) {
            *to = edge.raw().to_be_bytes();
        }
        room.get(..8 * self.len()).unwrap_or_default()
    }

    /// Reads the option's data; none when it is not one to four whole blocks.
    pub(super) fn decode(data: &[u8]) -> Option<Self> {
        let (blocks, []) = data.as_chunks::<8>() else {
            return None;
        };
        if blocks.is_empty() || blocks.len() > Self::MAX {
            return None;
        }
        Some(blocks.iter().map(block).collect())
    }
}

fn block(octets: &[u8; 8]) -> SackBlock {
    let [a, b, c, d, e, f, g, h] = *octets;
    let (left, right) = (
        u32::from_be_bytes([a, b, c, d]),
        u32::from_be_bytes([e, f, g, h]),
    );
    SackBlock::new(left.into(), right.into())
}

impl FromIterator<SackBlock> for SackBlocks {
    /// Keeps the first [`MAX`](SackBlocks::MAX) blocks.
    fn from_iter<I: IntoIterator<Item = SackBlock>>(blocks: I) -> Self {
        let mut kept = Self::EMPTY;
        for block in blocks.into_iter().take(Self::MAX) {
            kept.push(block);
        }
        kept
    }
}

impl fmt::Debug for SackBlocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ranges = self.iter().map(|block| block.left..block.right);
        f.debug_list().entries(ranges).finish()
    }
}
