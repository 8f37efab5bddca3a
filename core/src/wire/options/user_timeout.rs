//! RFC 5482, 3: the value of a user timeout option.

use core::fmt;

/// How long its sender waits for an acknowledgment: 15 bits of seconds or of minutes. Zero is reserved (3.4).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct UserTimeout(u16);

impl UserTimeout {
    /// The granularity bit: minutes.
    const MINUTES: u16 = 1 << 15;
    /// The largest value of either unit.
    pub const MAX: u16 = Self::MINUTES - 1;

    /// So many minutes, or seconds; none for more than 15 bits.
    #[must_use]
    pub const fn new(value: u16, minutes: bool) -> Option<Self> {
        if value > Self::MAX {
            return None;
        }
        Some(Self(if minutes {
            value | Self::MINUTES
        } else {
            value
        }))
    }

    /// At least so many seconds, in minutes where 15 bits of seconds do not hold them; the largest where nothing does.
    #[must_use]
    pub fn from_secs(secs: u64) -> Self {
        match u16::try_from(secs) {
            Ok(value) if value <= Self::MAX => Self(value),
            Ok(_) | Err(_) => {
                let minutes = u16::try_from(secs.div_ceil(60)).unwrap_or(Self::MAX);
                Self(minutes.min(Self::MAX) | Self::MINUTES)
            }
        }
    }

    /// In seconds.
    #[must_use]
    pub const fn secs(self) -> u32 {
        let unit = if self.in_minutes() { 60 } else { 1 };
        self.value() as u32 * unit
    }

    /// The granularity bit is set.
    #[must_use]
    pub const fn in_minutes(self) -> bool {
        self.0 & Self::MINUTES != 0
    }

    /// The 15 bits.
    #[must_use]
    pub const fn value(self) -> u16 {
        self.0 & Self::MAX
    }

    pub(crate) const fn encode(self) -> [u8; 2] {
        self.0.to_be_bytes()
    }

    pub(super) const fn decode(data: [u8; 2]) -> Self {
        Self(u16::from_be_bytes(data))
    }
}

/// `300s`, `5m`.
impl fmt::Display for UserTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.in_minutes() { 'm' } else { 's' };
        write!(f, "{}{unit}", self.value())
    }
}

impl fmt::Debug for UserTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests;
