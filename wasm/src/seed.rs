//! The seed of a run: 64 bits, written as sixteen hexadecimal digits.

use tcp_lab_core::lab::{Input, LabError};

const DIGITS: usize = 16;

/// Reads a seed.
pub(crate) fn read(digits: &str) -> Result<u64, LabError> {
    let bad = || LabError::bad(Input::Seed, format!("expected {DIGITS} hexadecimal digits"));
    if digits.len() != DIGITS || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Err(bad());
    }
    u64::from_str_radix(digits, 16).map_err(|_| bad())
}

/// Writes a seed.
pub(crate) fn write(seed: u64) -> String {
    format!("{seed:0DIGITS$x}")
}

/// Draws a seed from the browser's randomness; where there is none, the run is still a run.
pub(crate) fn drawn() -> u64 {
    let mut octets = [0; 8];
    let drawn = getrandom::fill(&mut octets);
    if drawn.is_err() {
        web_sys::console::warn_1(&"no randomness: the seed is 0".into());
    }
    u64::from_le_bytes(octets)
}
