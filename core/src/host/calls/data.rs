//! What `send` is given.

use std::fmt;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::loose::{Loose, Misfit};
use crate::schema::schema;
use crate::wire::Payload;

/// Octets to send: a text, or so many octets of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, try_from = "Loose")]
pub enum Data {
    /// A text, sent as UTF-8.
    Text(String),
    /// So many octets: the letters from a to z, over and over.
    Octets(u32),
}

schema! { Data {
    "description": "A text, sent as UTF-8, or how many octets: the letters from a to z, over and over.",
    "type": ["string", "integer"],
    "minimum": 0,
    "maximum": u32::MAX,
} }

impl Data {
    /// How many octets it is.
    #[must_use]
    pub fn len(&self) -> u32 {
        match self {
            Self::Text(text) => u32::try_from(text.len()).unwrap_or(u32::MAX),
            Self::Octets(count) => *count,
        }
    }

    /// Nothing to send.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// At most `max` octets from `offset` on, so that a large pattern is never written out whole.
    #[must_use]
    pub fn piece(&self, offset: u32, max: u32) -> Payload {
        let end = self.len().min(offset.saturating_add(max));
        match self {
            Self::Text(text) => {
                let range = offset as usize..end as usize;
                Bytes::copy_from_slice(text.as_bytes().get(range).unwrap_or_default()).into()
            }
            Self::Octets(_) => Payload::Letters {
                first: offset,
                len: end.saturating_sub(offset),
            },
        }
    }
}

impl TryFrom<Loose> for Data {
    type Error = Misfit;

    fn try_from(value: Loose) -> Result<Self, Misfit> {
        match value {
            Loose::Number(count) => u32::try_from(count).ok().map(Self::Octets),
            Loose::Text(text) => Some(Self::Text(text)),
            Loose::Fields(_) => None,
        }
        .ok_or(Misfit("a text or a number of octets"))
    }
}

impl fmt::Display for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Octets(count) => write!(f, "{count} octets"),
        }
    }
}
