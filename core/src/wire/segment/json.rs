//! A payload in JSON: a text where the octets are UTF-8, else a list of numbers. Both are read.

use core::fmt;

use bytes::Bytes;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserializer, Serialize, Serializer};

use crate::schema::schema;
use crate::wire::MAX_PAYLOAD_OCTETS;

pub(crate) fn serialize<S: Serializer>(payload: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
    match core::str::from_utf8(payload) {
        Ok(text) => serializer.serialize_str(text),
        Err(_) => payload.as_ref().serialize(serializer),
    }
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
    deserializer.deserialize_any(PayloadVisitor)
}

/// A payload, for a schema.
#[cfg(feature = "schema")]
pub(crate) struct Octets;

schema! { Octets {
    "description": "A text, sent as UTF-8, or a list of octets.",
    "type": ["string", "array"],
    "items": { "type": "integer", "minimum": 0, "maximum": u8::MAX },
} }

struct PayloadVisitor;

impl<'de> Visitor<'de> for PayloadVisitor {
    type Value = Bytes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a text or a list of octets, at most {MAX_PAYLOAD_OCTETS} octets long"
        )
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Bytes, E> {
        self.visit_bytes(text.as_bytes())
    }

    fn visit_bytes<E: de::Error>(self, octets: &[u8]) -> Result<Bytes, E> {
        if octets.len() > MAX_PAYLOAD_OCTETS {
            return Err(E::invalid_length(octets.len(), &self));
        }
        Ok(Bytes::copy_from_slice(octets))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Bytes, A::Error> {
        let mut octets = Vec::new();
        while let Some(octet) = list.next_element::<u8>()? {
            if octets.len() == MAX_PAYLOAD_OCTETS {
                return Err(de::Error::invalid_length(octets.len() + 1, &self));
            }
            octets.push(octet);
        }
        Ok(Bytes::from(octets))
    }
}
