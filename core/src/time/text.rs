//! Lengths of time as people write them: `50 ms`, `1.5 s`.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

use super::Duration;
use crate::schema::schema;

/// The units and their nanoseconds.
const UNITS: [(&str, u64); 6] = [
    ("ns", 1),
    ("us", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("min", 60_000_000_000),
    ("h", 3_600_000_000_000),
];

/// A text that is no length of time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{text:?} is no length of time: expected a number and one of ns, us, ms, s, min, h, such as \"50 ms\""
)]
pub struct DurationError {
    text: String,
}

/// Reads `50 ms`, `1.5 s`, `4min`: a decimal number and a unit, exact to the nanosecond.
impl FromStr for Duration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, DurationError> {
        let read = |text: &str| {
            let text = text.trim();
            let split = text.find(|c: char| c.is_ascii_alphabetic())?;
            let (number, unit) = text.split_at_checked(split)?;
            let (_, nanos) = UNITS.iter().find(|(name, _)| *name == unit)?;
            decimal(number.trim_end(), *nanos)
        };
        let error = || DurationError {
            text: text.to_owned(),
        };
        read(text).map(Self::from_nanos).ok_or_else(error)
    }
}

/// The decimal `number` times `unit`; `None` when it is not a number, too large, or finer than one.
fn decimal(number: &str, unit: u64) -> Option<u64> {
    let (whole, part) = match number.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (number, None),
    };
    let whole = digits(whole)?.checked_mul(unit)?;
    let Some(part) = part else {
        return Some(whole);
    };
    let scale = 10_u64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let part = u128::from(digits(part)?) * u128::from(unit);
    if part % u128::from(scale) != 0 {
        return None;
    }
    whole.checked_add(u64::try_from(part / u128::from(scale)).ok()?)
}

fn digits(text: &str) -> Option<u64> {
    let only_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    only_digits.then(|| text.parse().ok()).flatten()
}

/// A number of nanoseconds, or a text.
impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DurationVisitor)
    }
}

schema! { Duration {
    "description": "A length of time: a number with its unit, `ns`, `us`, `ms`, `s`, `min` or `h`; a number alone is nanoseconds.",
    "type": ["string", "integer"],
    "pattern": r"^ *[0-9]+(\.[0-9]+)? *(ns|us|ms|s|min|h) *$",
    "minimum": 0,
    "examples": ["50 ms", "1.5 s", "4 min"],
} }

struct DurationVisitor;

impl Visitor<'_> for DurationVisitor {
    type Value = Duration;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nanoseconds, or a text such as \"50 ms\"")
    }

    fn visit_u64<E: de::Error>(self, nanos: u64) -> Result<Duration, E> {
        Ok(Duration::from_nanos(nanos))
    }

    fn visit_i64<E: de::Error>(self, nanos: i64) -> Result<Duration, E> {
        let nanos = u64::try_from(nanos);
        let nanos = nanos.map_err(|_| E::custom("time does not go back"))?;
        self.visit_u64(nanos)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Duration, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests;
