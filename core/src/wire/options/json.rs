//! The option area as a list of small tagged items.

use core::fmt;

use serde::de::{self, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::kind::END_OF_LIST;
use super::{Options, OptionsFull, SackBlock, SackBlocks, TcpOption, UserTimeout};
use crate::schema::schema;
use crate::wire::SeqNum;

/// One element of the list. `Padding` is what stands behind an end of list.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
enum Item {
    EndOfList,
    NoOp,
    Mss(u16),
    WindowScale(u8),
    SackPermitted,
    Sack(Vec<(SeqNum, SeqNum)>),
    Timestamps(u32, u32),
    UserTimeout { value: u16, minutes: bool },
    Unknown { kind: u8, data: Vec<u8> },
    Padding(Vec<u8>),
}

impl From<TcpOption<'_>> for Item {
    fn from(option: TcpOption<'_>) -> Self {
        match option {
            TcpOption::EndOfList => Self::EndOfList,
            TcpOption::NoOp => Self::NoOp,
            TcpOption::Mss(octets) => Self::Mss(octets),
            TcpOption::WindowScale(shift) => Self::WindowScale(shift),
            TcpOption::SackPermitted => Self::SackPermitted,
            TcpOption::Sack(blocks) => Self::Sack(
                blocks
                    .iter()
                    .map(|block| (block.left, block.right))
                    .collect(),
            ),
            TcpOption::Timestamps { value, echo } => Self::Timestamps(value, echo),
            TcpOption::UserTimeout(time) => Self::UserTimeout {
                value: time.value(),
                minutes: time.in_minutes(),
            },
            TcpOption::Unknown { kind, data } => Self::Unknown {
                kind,
                data: data.to_vec(),
            },
        }
    }
}

impl Item {
    fn push_to<E: de::Error>(&self, options: &mut Options) -> Result<(), E> {
        let option = match self {
            Self::EndOfList => TcpOption::EndOfList,
            Self::NoOp => TcpOption::NoOp,
            Self::Mss(octets) => TcpOption::Mss(*octets),
            Self::WindowScale(shift) => TcpOption::WindowScale(*shift),
            Self::SackPermitted => TcpOption::SackPermitted,
            Self::Sack(edges) => TcpOption::Sack(blocks(edges)?),
            Self::Timestamps(value, echo) => TcpOption::Timestamps {
                value: *value,
                echo: *echo,
            },
            Self::UserTimeout { value, minutes } => {
                let time = UserTimeout::new(*value, *minutes);
                TcpOption::UserTimeout(time.ok_or_else(|| E::custom("a user timeout of 15 bits"))?)
            }
            Self::Unknown { kind, data } => TcpOption::Unknown { kind: *kind, data },
            Self::Padding(octets) => return pad(options, octets),
        };
        options.push(option).map_err(E::custom)
    }
}

fn blocks<E: de::Error>(edges: &[(SeqNum, SeqNum)]) -> Result<SackBlocks, E> {
    if edges.is_empty() || edges.len() > SackBlocks::MAX {
        return Err(E::invalid_length(edges.len(), &"1 to 4 SACK blocks"));
    }
    Ok(edges
        .iter()
        .map(|(left, right)| SackBlock::new(*left, *right))
        .collect())
}

fn pad<E: de::Error>(options: &mut Options, octets: &[u8]) -> Result<(), E> {
    if options.behind_end().is_none() {
        return Err(E::custom("padding: only behind an end of list"));
    }
    if octets.len() > options.room() {
        let (needed, room) = (octets.len(), options.room());
        return Err(E::custom(OptionsFull {
            kind: END_OF_LIST,
            needed,
            room,
        }));
    }
    options.append(octets);
    Ok(())
}

impl Serialize for Options {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let padding = self.behind_end().filter(|octets| !octets.is_empty());
        let count = self.iter().count() + usize::from(padding.is_some());
        let mut list = serializer.serialize_seq(Some(count))?;
        for option in self.iter() {
            list.serialize_element(&Item::from(option))?;
        }
        if let Some(octets) = padding {
            list.serialize_element(&Item::Padding(octets.to_vec()))?;
        }
        list.end()
    }
}

impl<'de> Deserialize<'de> for Options {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor)
    }
}

schema! { |generator| Options {
    "description": "TCP options, in their order; at most 40 octets.",
    "type": "array",
    "items": generator.subschema_for::<Item>(),
} }

struct ListVisitor;

impl<'de> Visitor<'de> for ListVisitor {
    type Value = Options;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of TCP options")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Options, A::Error> {
        let mut options = Options::EMPTY;
        while let Some(item) = list.next_element::<Item>()? {
            item.push_to(&mut options)?;
        }
        Ok(options)
    }
}
