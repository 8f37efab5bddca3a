//! RFC 9293, 3.4: sequence numbers, and the arithmetic modulo 2^32 every comparison of them needs.

use core::fmt;
use core::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};

/// A sequence or acknowledgment number: 32 bits that wrap.
///
/// Deliberately not `Ord`: on a circle "less than" has a meaning only between numbers less than 2^31 apart,
/// which live TCP state always is. Two numbers exactly 2^31 apart cannot be compared: each of
/// [`lt`](Self::lt), [`le`](Self::le), [`gt`](Self::gt), [`ge`](Self::ge) is then false, so the relation stays
/// antisymmetric (RFC 1982, 3.2, leaves the case undefined).
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct SeqNum(u32);

impl SeqNum {
    /// The number with this 32-bit value.
    #[inline]
    pub const fn new(raw: u32) -> Self {
        Self(raw)
    }

    /// The 32-bit value, as in the header.
    #[inline]
    pub const fn raw(self) -> u32 {
        self.0
    }

    /// `self < other`: `other` lies 1 to 2^31 - 1 numbers ahead.
    #[inline]
    pub const fn lt(self, other: Self) -> bool {
        (other.since(self) as i32) > 0
    }

    /// `self =< other`.
    #[inline]
    pub const fn le(self, other: Self) -> bool {
        self.0 == other.0 || self.lt(other)
    }

    /// `self > other`.
    #[inline]
    pub const fn gt(self, other: Self) -> bool {
        other.lt(self)
    }

    /// `self >= other`.
    #[inline]
    pub const fn ge(self, other: Self) -> bool {
        other.le(self)
    }

    /// How many numbers `self` lies after `earlier`: `self - earlier` modulo 2^32.
    #[inline]
    pub const fn since(self, earlier: Self) -> u32 {
        self.0.wrapping_sub(earlier.0)
    }

    /// The later of two; `other` where they cannot be compared.
    #[inline]
    pub const fn max(self, other: Self) -> Self {
        if self.gt(other) { self } else { other }
    }

    /// The earlier of two; `other` where they cannot be compared.
    #[inline]
    pub const fn min(self, other: Self) -> Self {
        if self.lt(other) { self } else { other }
    }

    /// `start =< self < start + size`; never true for a `size` of zero.
    ///
    /// The window tests of RFC 9293, 3.4, are this one with `start` RCV.NXT and `size` RCV.WND.
    #[inline]
    pub const fn in_window(self, start: Self, size: u32) -> bool {
        self.since(start) < size
    }
}

impl Add<u32> for SeqNum {
    type Output = Self;

    #[inline]
    fn add(self, count: u32) -> Self {
        Self(self.0.wrapping_add(count))
    }
}

impl AddAssign<u32> for SeqNum {
    #[inline]
    fn add_assign(&mut self, count: u32) {
        *self = *self + count;
    }
}

impl Sub<u32> for SeqNum {
    type Output = Self;

    #[inline]
    fn sub(self, count: u32) -> Self {
        Self(self.0.wrapping_sub(count))
    }
}

impl From<u32> for SeqNum {
    #[inline]
    fn from(raw: u32) -> Self {
        Self(raw)
    }
}

impl From<SeqNum> for u32 {
    #[inline]
    fn from(number: SeqNum) -> Self {
        number.0
    }
}

impl fmt::Display for SeqNum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for SeqNum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests;
