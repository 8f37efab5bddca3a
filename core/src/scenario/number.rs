//! Numbers in checkpoints: plain, lengths of time, or counted from a host's initial sequence number.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::schema::schema;
use crate::time::Duration;

/// A number that a run must show: `7`, `"1.5 s"` (nanoseconds), `"A.ISS+1"` (modulo 2^32), `"A.ISS2+1"` for the
/// second that A chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// As it stands.
    Plain(u64),
    /// A length of time.
    Time(Duration),
    /// From an initial sequence number that a host chose.
    FromIss {
        /// The host.
        host: String,
        /// The how many-th that it chose in this run, from 1.
        nth: u32,
        /// How far beyond its ISS.
        offset: u32,
    },
}

/// A text that is no number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?}: expected a number, a length of time such as \"1 s\", or \"A.ISS+1\"")]
pub struct NumberError {
    text: String,
}

impl Number {
    /// Its value, once `iss` tells the initial sequence number of a host; `None` when that host sent none.
    pub(super) fn value(&self, iss: impl Fn(&str, u32) -> Option<u32>) -> Option<u64> {
        match self {
            Self::Plain(value) => Some(*value),
            Self::Time(length) => Some(length.as_nanos()),
            Self::FromIss { host, nth, offset } => {
                Some(iss(host, *nth)?.wrapping_add(*offset).into())
            }
        }
    }

    /// The host it counts from.
    pub(super) fn host(&self) -> Option<&str> {
        match self {
            Self::FromIss { host, .. } => Some(host),
            Self::Plain(_) | Self::Time(_) => None,
        }
    }
}

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let from_iss = |text: &str| {
            let (host, offset) = text.trim().split_once(".ISS")?;
            let (nth, offset) = match offset.split_once('+') {
                Some((nth, plus)) => (nth.trim(), plus.trim().parse().ok()?),
                None => (offset.trim(), 0),
            };
            let nth = if nth.is_empty() { 1 } else { nth.parse().ok()? };
            let host = host.to_owned();
            Some(Self::FromIss { host, nth, offset })
        };
        let plain = text.trim().parse().ok().map(Self::Plain);
        let time = || text.parse().ok().map(Self::Time);
        let number = plain.or_else(time).or_else(|| from_iss(text));
        number.ok_or_else(|| NumberError {
            text: text.to_owned(),
        })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(value) => value.fmt(f),
            Self::Time(length) => length.fmt(f),
            Self::FromIss { host, nth, offset } => {
                write!(f, "{host}.ISS")?;
                if *nth != 1 {
                    write!(f, "{nth}")?;
                }
                if *offset != 0 {
                    write!(f, "+{offset}")?;
                }
                Ok(())
            }
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Plain(value) => serializer.serialize_u64(*value),
            Self::Time(_) | Self::FromIss { .. } => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

schema! { Number {
    "description": "A number, a length of time, or one counted from the initial sequence number of a host: `A.ISS+1`, \
                    `A.ISS2+1` from the second that A chose.",
    "type": ["integer", "string"],
    "minimum": 0,
    "pattern": r"^ *([0-9]+|[0-9]+(\.[0-9]+)? *(ns|us|ms|s|min|h)|.*\.ISS *[0-9]*( *\+ *[0-9]+)?) *$",
    "examples": ["A.ISS+1", "1 s"],
} }

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, a length of time such as \"1 s\", or \"A.ISS+1\"")
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Number, E> {
        Ok(Number::Plain(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Number, E> {
        let value = u64::try_from(value).map_err(|_| E::custom("no number here is negative"))?;
        self.visit_u64(value)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Number, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests;
