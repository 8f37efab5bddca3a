//! Decisions out of octets: the fuzzer's choice instead of luck.

use super::kit::Luck;

/// Reads decisions until the octets end; from then on every answer is zero.
pub struct Choices<'a> {
    left: &'a [u8],
}

impl<'a> Choices<'a> {
    /// Decisions out of `data`.
    pub const fn new(data: &'a [u8]) -> Self {
        Self { left: data }
    }

    /// Nothing is left to decide with.
    pub const fn is_over(&self) -> bool {
        self.left.is_empty()
    }

    fn take<const N: usize>(&mut self) -> [u8; N] {
        let mut taken = [0; N];
        let count = N.min(self.left.len());
        let (now, later) = self.left.split_at(count);
        taken[..count].copy_from_slice(now);
        self.left = later;
        taken
    }
}

impl Luck for Choices<'_> {
    /// As few octets as the bound needs, so that a flipped bit changes one decision.
    fn below(&mut self, bound: u32) -> u32 {
        let number = match bound {
            0..=1 => return 0,
            2..=0x100 => u32::from_le_bytes([self.take::<1>()[0], 0, 0, 0]),
            0x101..=0x1_0000 => u16::from_le_bytes(self.take()).into(),
            _ => u32::from_le_bytes(self.take()),
        };
        number % bound
    }

    fn bits(&mut self) -> u64 {
        u64::from_le_bytes(self.take())
    }

    fn chance(&mut self, ppm: u32) -> bool {
        u32::from(self.take::<1>()[0]) * (1_000_000 / 256) >= 1_000_000 - ppm.min(1_000_000)
    }
}
