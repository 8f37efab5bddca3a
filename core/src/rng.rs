//! Luck: one seeded generator, owned by the lab and passed down (law 1).

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{RngCore, SeedableRng};
use serde::{Deserialize, Serialize};

/// One million: chances are written in parts per million, so that no floating point is needed.
pub const PPM: u32 = 1_000_000;

/// A deterministic generator; the same seed gives the same numbers natively and in wasm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rng(Xoshiro256PlusPlus);

impl Rng {
    /// A generator that starts from `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// 64 fresh bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number in `0..bound`; zero when `bound` is zero.
    pub fn below(&mut self, bound: u32) -> u32 {
        // Multiply-shift: the bias is below 2^-32, the cost one multiplication.
        let wide = u128::from(self.bits()) * u128::from(bound);
        u32::try_from(wide >> 64).unwrap_or(0)
    }

    /// True with a chance of `ppm` in a million. Draws nothing when the answer is certain.
    pub fn chance(&mut self, ppm: u32) -> bool {
        match ppm {
            0 => false,
            PPM.. => true,
            _ => self.below(PPM) < ppm,
        }
    }
}
