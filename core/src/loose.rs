//! Values of JSON whose kind says what they mean: a number, a text, or fields.
//!
//! serde would read such a value into a tree and try one kind after the other (`untagged`), with code of its own
//! for every type and an error that names none of them. Here the kind is seen once, and [`Misfit`] says what is
//! expected.

use core::fmt;
use core::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A value of one of these kinds. Where no type has fields, they are not looked at.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Loose<F = IgnoredAny> {
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
    /// Fields.
    Fields(F),
}

/// A value of a kind or size that does not belong here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {0}")]
pub(crate) struct Misfit(pub(crate) &'static str);

impl<'de, F: Deserialize<'de>> Deserialize<'de> for Loose<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KindVisitor(PhantomData))
    }
}

struct KindVisitor<F>(PhantomData<F>);

impl<'de, F: Deserialize<'de>> Visitor<'de> for KindVisitor<F> {
    type Value = Loose<F>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, a text, or fields")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Loose<F>, E> {
        Ok(Loose::Number(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Loose<F>, E> {
        let value = i64::try_from(value).map_err(|_| E::custom("the number is too large"))?;
        self.visit_i64(value)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Loose<F>, E> {
        Ok(Loose::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Loose<F>, A::Error> {
        F::deserialize(MapAccessDeserializer::new(fields)).map(Loose::Fields)
    }
}

#[cfg(test)]
mod tests;
