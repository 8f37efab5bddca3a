//! Numbers of a segment that is not written yet: plain, or counted from what a host knows at that moment.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::loose::{Loose, Misfit};
use crate::schema::schema;

/// A number: `7`, `"A.ISS+1"`, `"B.RCV.NXT-1"`, `"A.port"`. Sequence numbers wrap at 2^32.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// As it stands.
    Plain(u32),
    /// From what a host's connection knows.
    Of {
        /// The host.
        host: String,
        /// What of it.
        what: Known,
        /// How far beyond.
        offset: i64,
    },
}

/// What a host's connection knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// The number of the first SYN that the host sent in this run.
    Iss,
    /// The port from which it sent that SYN, or at which it got one.
    Port,
    /// SND.UNA of its oldest connection.
    SndUna,
    /// SND.NXT
    SndNxt,
    /// SND.WND
    SndWnd,
    /// RCV.NXT
    RcvNxt,
    /// RCV.WND
    RcvWnd,
}

/// A text that is no number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{text:?}: expected a number, or a host and one of ISS, port, SND.UNA, SND.NXT, SND.WND, RCV.NXT, RCV.WND, as in \"A.ISS+1\""
)]
pub struct QuantityError {
    text: String,
}

impl Known {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Iss, "ISS"),
        (Self::Port, "port"),
        (Self::SndUna, "SND.UNA"),
        (Self::SndNxt, "SND.NXT"),
        (Self::SndWnd, "SND.WND"),
        (Self::RcvNxt, "RCV.NXT"),
        (Self::RcvWnd, "RCV.WND"),
    ];
}

impl Default for Quantity {
    fn default() -> Self {
        Self::Plain(0)
    }
}

impl Quantity {
    /// Its value, once `known` tells what a host knows; `None` where it does not.
    pub(in crate::lab) fn value(&self, known: impl Fn(&str, Known) -> Option<u32>) -> Option<u32> {
        match self {
            Self::Plain(value) => Some(*value),
            Self::Of { host, what, offset } => {
                let wrapped = offset.rem_euclid(1 << 32);
                let offset = u32::try_from(wrapped).unwrap_or_default();
                Some(known(host, *what)?.wrapping_add(offset))
            }
        }
    }
}

impl Quantity {
    /// The host it counts from.
    pub(super) fn host(&self) -> Option<&str> {
        match self {
            Self::Of { host, .. } => Some(host),
            Self::Plain(_) => None,
        }
    }
}

impl FromStr for Quantity {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        let wrong = || QuantityError {
            text: text.to_owned(),
        };
        if let Ok(value) = text.trim().parse() {
            return Ok(Self::Plain(value));
        }
        let (host, rest) = text.trim().split_once('.').ok_or_else(wrong)?;
        let (what, name) = Known::ALL
            .into_iter()
            .find(|(_, name)| rest.starts_with(name))
            .ok_or_else(wrong)?;
        let offset = match rest.get(name.len()..).unwrap_or_default().trim() {
            "" => 0,
            signed => {
                let sign = signed.starts_with(['+', '-']);
                let digits: String = signed.chars().filter(|c| *c != ' ' && *c != '+').collect();
                let offset: i64 = digits.parse().map_err(|_| wrong())?;
                if !sign || offset.unsigned_abs() > u64::from(u32::MAX) {
                    return Err(wrong());
                }
                offset
            }
        };
        let host = host.to_owned();
        Ok(Self::Of { host, what, offset })
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(value) => value.fmt(f),
            Self::Of { host, what, offset } => {
                let name = Known::ALL.iter().find(|(known, _)| known == what);
                write!(f, "{host}.{}", name.map_or("", |(_, name)| name))?;
                if *offset == 0 {
                    return Ok(());
                }
                write!(f, "{offset:+}")
            }
        }
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Plain(value) => serializer.serialize_u32(*value),
            Self::Of { .. } => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Loose::deserialize(deserializer)? {
            Loose::Number(number) => u32::try_from(number)
                .map(Self::Plain)
                .map_err(|_| de::Error::custom(Misfit("a number from 0 to 4294967295"))),
            Loose::Text(text) => text.parse().map_err(de::Error::custom),
            Loose::Fields(de::IgnoredAny) => Err(de::Error::custom(Misfit("a number or a text"))),
        }
    }
}

schema! { Quantity {
    "description": "A number, or one counted from what a host knows when it is needed: `A.ISS+1`, `B.RCV.NXT-1`, `A.port`.",
    "type": ["integer", "string"],
    "minimum": 0,
    "maximum": u32::MAX,
    "pattern": r"^ *([0-9]+|.*\.(ISS|port|SND\.(UNA|NXT|WND)|RCV\.(NXT|WND)) *([+-] *[0-9]+)?) *$",
    "examples": ["A.ISS+1", "A.SND.NXT", "B.RCV.NXT", "A.port"],
} }
