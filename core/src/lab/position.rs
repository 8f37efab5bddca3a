//! Positions and ids as indices, and back.

/// A position or an id as an index.
pub(in crate::lab) const fn index(number: u32) -> usize {
    number as usize
}

/// A length as a position or an id; the bounds of the lab keep it far below the end of the range.
pub(in crate::lab) fn number(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
