//! A tree as serde reads it.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "whatever kind of value comes instead of the wanted one is a misfit, a new kind too"
)]

use core::fmt;
use core::slice;

use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, Expected, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};

use super::{MAX_DEPTH, Tree};

/// Why a tree is not what was asked for, and where in it: `hosts[0].adress: unknown field `adress`, expected ...`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Misfit(Box<Told>);

#[derive(Debug, PartialEq, Eq)]
struct Told {
    place: String,
    message: String,
}

impl Misfit {
    #[cold]
    fn new(message: String) -> Self {
        let place = String::new();
        Self(Box::new(Told { place, message }))
    }

    pub(super) fn too_deep() -> Self {
        Self::new(format!("values lie more than {MAX_DEPTH} deep"))
    }

    /// The same, seen from around the field of this name.
    #[cold]
    #[inline(never)]
    fn in_field(mut self, name: &Tree) -> Self {
        if let Tree::Text(name) = name {
            let place = &mut self.0.place;
            if !place.is_empty() && !place.starts_with('[') {
                place.insert(0, '.');
            }
            place.insert_str(0, name);
        }
        self
    }

    /// The same, seen from around the list in which it is the item of this number.
    #[cold]
    #[inline(never)]
    fn in_item(mut self, number: usize) -> Self {
        let place = &mut self.0.place;
        if !place.is_empty() && !place.starts_with('[') {
            place.insert(0, '.');
        }
        place.insert_str(0, &format!("[{number}]"));
        self
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Told { place, message } = &*self.0;
        if !place.is_empty() {
            f.write_str(place)?;
            f.write_str(": ")?;
        }
        f.write_str(message)
    }
}

impl core::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!(
            "invalid type: {}, expected {expected}",
            Found(found)
        ))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!(
            "invalid value: {}, expected {expected}",
            Found(found)
        ))
    }
}

/// What was found, in serde's words, but for fractions, which no tree holds: printing them takes 12 KB of code.
struct Found<'a>(Unexpected<'a>);

impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Unexpected::Bool(truth) => write!(f, "boolean `{truth}`"),
            Unexpected::Unsigned(number) => write!(f, "integer `{number}`"),
            Unexpected::Signed(number) => write!(f, "integer `{number}`"),
            Unexpected::Str(text) => write!(f, "string {text:?}"),
            Unexpected::Unit => f.write_str("null"),
            Unexpected::Seq => f.write_str("sequence"),
            Unexpected::Map => f.write_str("map"),
            Unexpected::Other(text) => f.write_str(text),
            _ => f.write_str("another kind of value"),
        }
    }
}

impl Tree {
    #[cold]
    #[inline(never)]
    fn misfit(&self, expected: &dyn Expected) -> Misfit {
        de::Error::invalid_type(self.kind(), expected)
    }

    fn kind(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Unit,
            Self::Bool(truth) => Unexpected::Bool(*truth),
            Self::Integer(number) => Unexpected::Signed(*number),
            Self::Text(text) => Unexpected::Str(text),
            Self::List(_) => Unexpected::Seq,
            Self::Fields(_) => Unexpected::Map,
            Self::Other(text) => Unexpected::Other(text),
        }
    }
}

/// Each way to ask goes to the one kind that can answer, so that no code is made for the others.
macro_rules! only {
    ($( $ask:ident($($ignored:ty),*) => $kind:ident; )+) => {
        $( fn $ask<V: Visitor<'de>>(self, $(_: $ignored,)* visitor: V) -> Result<V::Value, Misfit> {
            self.$kind(visitor)
        } )+
    };
}

impl<'de> Deserializer<'de> for &'de Tree {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Tree::Null => visitor.visit_unit(),
            Tree::Bool(truth) => visitor.visit_bool(*truth),
            Tree::Integer(number) => visitor.visit_i64(*number),
            Tree::Text(text) => visitor.visit_str(text),
            Tree::List(items) => visitor.visit_seq(Items::of(items)),
            Tree::Fields(fields) => visitor.visit_map(Fields::of(fields)),
            Tree::Other(_) => Err(self.misfit(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Tree::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    /// `"variant"`, or `{ variant: … }`.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self {
            Tree::Text(_) => visitor.visit_enum(Variant {
                name: self,
                holds: &Tree::Null,
            }),
            Tree::Fields(fields) => match fields.as_slice() {
                [(name, holds)] => visitor.visit_enum(Variant { name, holds }),
                _ => Err(de::Error::invalid_length(fields.len(), &"one field")),
            },
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    only! {
        deserialize_bool() => truth;
        deserialize_i8() => integer;
        deserialize_i16() => integer;
        deserialize_i32() => integer;
        deserialize_i64() => integer;
        deserialize_u8() => integer;
        deserialize_u16() => integer;
        deserialize_u32() => integer;
        deserialize_u64() => integer;
        deserialize_f32() => integer;
        deserialize_f64() => integer;
        deserialize_char() => text;
        deserialize_str() => text;
        deserialize_string() => text;
        deserialize_identifier() => text;
        deserialize_bytes() => items;
        deserialize_byte_buf() => items;
        deserialize_seq() => items;
        deserialize_tuple(usize) => items;
        deserialize_tuple_struct(&'static str, usize) => items;
        deserialize_map() => fields;
        deserialize_struct(&'static str, &'static [&'static str]) => fields;
        deserialize_unit() => nothing;
        deserialize_unit_struct(&'static str) => nothing;
    }
}

impl<'de> Tree {
    fn nothing<V: Visitor<'de>>(&'de self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Self::Null => visitor.visit_unit(),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn truth<V: Visitor<'de>>(&'de self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Self::Bool(truth) => visitor.visit_bool(*truth),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn integer<V: Visitor<'de>>(&'de self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Self::Integer(number) => visitor.visit_i64(*number),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn text<V: Visitor<'de>>(&'de self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Self::Text(text) => visitor.visit_str(text),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn items<V: Visitor<'de>>(&'de self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Self::List(items) => visitor.visit_seq(Items::of(items)),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn fields<V: Visitor<'de>>(&'de self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Self::Fields(fields) => visitor.visit_map(Fields::of(fields)),
            _ => Err(self.misfit(&visitor)),
        }
    }
}

/// The items to come, and how many there are in all.
struct Items<'de> {
    rest: slice::Iter<'de, Tree>,
    all: usize,
}

impl<'de> Items<'de> {
    fn of(items: &'de [Tree]) -> Self {
        Self {
            rest: items.iter(),
            all: items.len(),
        }
    }
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Misfit;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        let Some(item) = self.rest.next() else {
            return Ok(None);
        };
        match seed.deserialize(item) {
            Ok(value) => Ok(Some(value)),
            Err(misfit) => Err(misfit.in_item(self.all - self.rest.len() - 1)),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The fields to come, and the present one.
struct Fields<'de> {
    rest: slice::Iter<'de, (Tree, Tree)>,
    name: &'de Tree,
    holds: &'de Tree,
}

impl<'de> Fields<'de> {
    fn of(fields: &'de [(Tree, Tree)]) -> Self {
        Self {
            rest: fields.iter(),
            name: &Tree::Null,
            holds: &Tree::Null,
        }
    }
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Misfit;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        let Some((name, holds)) = self.rest.next() else {
            return Ok(None);
        };
        (self.name, self.holds) = (name, holds);
        match seed.deserialize(name) {
            Ok(value) => Ok(Some(value)),
            Err(misfit) => Err(misfit.in_field(name)),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Misfit> {
        match seed.deserialize(self.holds) {
            Ok(value) => Ok(value),
            Err(misfit) => Err(misfit.in_field(self.name)),
        }
    }
}

/// A variant and what it holds.
struct Variant<'de> {
    name: &'de Tree,
    holds: &'de Tree,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Misfit;
    type Variant = Holds<'de>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Holds<'de>), Misfit> {
        Ok((seed.deserialize(self.name)?, Holds(self)))
    }
}

struct Holds<'de>(Variant<'de>);

impl<'de> VariantAccess<'de> for Holds<'de> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        match self.0.holds {
            Tree::Null => Ok(()),
            other => Err(other.misfit(&"a variant that holds nothing")),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Misfit> {
        match seed.deserialize(self.0.holds) {
            Ok(value) => Ok(value),
            Err(misfit) => Err(misfit.in_field(self.0.name)),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.0.holds.items(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.0.holds.fields(visitor)
    }
}

#[cfg(test)]
mod tests;
