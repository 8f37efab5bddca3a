//! RFC 9293, 3.1: the control bits, with RFC 3168's ECE and CWR, RFC 9768's AE, and the three still reserved.

use core::fmt;
use core::str::FromStr;

use bitflags::bitflags;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::NotationError;
use crate::schema::schema;

bitflags! {
    /// The control bits of one segment: the low 12 bits of the header's fourth word's first half.
    ///
    /// As text, the set bits joined by commas in the order the RFC's figures use: `SYN,ACK`, `FIN,ACK`,
    /// `RST,ACK`; no bit at all is the empty text. In JSON, that same text; elsewhere, the 16-bit number.
    #[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct Flags: u16 {
        /// No more data from sender.
        const FIN = 0x001;
        /// Synchronize sequence numbers.
        const SYN = 0x002;
        /// Reset the connection.
        const RST = 0x004;
        /// Push function.
        const PSH = 0x008;
        /// The acknowledgment number is significant.
        const ACK = 0x010;
        /// The urgent pointer is significant.
        const URG = 0x020;
        /// ECN-Echo (RFC 3168, 6.1).
        const ECE = 0x040;
        /// Congestion window reduced (RFC 3168, 6.1).
        const CWR = 0x080;
        /// Accurate ECN (RFC 9768, 3.1); formerly the nonce sum of RFC 3540.
        const AE = 0x100;
        /// Reserved, the bit next to AE. Zero when generated, ignored when received (RFC 9293, 3.1).
        const R1 = 0x200;
        /// Reserved, the middle bit.
        const R2 = 0x400;
        /// Reserved, the bit next to the data offset.
        const R3 = 0x800;
    }
}

/// Every bit and its name, in the order they are written.
const NAMES: [(Flags, &str); 12] = [
    (Flags::SYN, "SYN"),
    (Flags::RST, "RST"),
    (Flags::FIN, "FIN"),
    (Flags::PSH, "PSH"),
    (Flags::ACK, "ACK"),
    (Flags::URG, "URG"),
    (Flags::ECE, "ECE"),
    (Flags::CWR, "CWR"),
    (Flags::AE, "AE"),
    (Flags::R1, "R1"),
    (Flags::R2, "R2"),
    (Flags::R3, "R3"),
];

impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (flag, name) in NAMES {
            if self.contains(flag) {
                f.write_str(separator)?;
                f.write_str(name)?;
                separator = ",";
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Flags({self})")
    }
}

impl FromStr for Flags {
    type Err = NotationError;

    /// Reads `SYN,ACK`: any order, either case, spaces around a name allowed.
    ///
    /// # Errors
    /// [`NotationError::UnknownFlag`] or [`NotationError::Duplicate`], with the offset of the name in `text`.
    fn from_str(text: &str) -> Result<Self, NotationError> {
        Self::read(text, 0)
    }
}

impl Flags {
    /// Reads `text`, which stands at `offset` in a longer text, for errors to count from there.
    pub(super) fn read(text: &str, offset: usize) -> Result<Self, NotationError> {
        let mut flags = Self::empty();
        if text.trim().is_empty() {
            return Ok(flags);
        }
        let mut at = offset;
        for piece in text.split(',') {
            let name = piece.trim();
            let name_at = at + piece.len() - piece.trim_start().len();
            let Some(flag) = named(name) else {
                return Err(NotationError::unknown_flag(name_at, name));
            };
            if flags.contains(flag) {
                return Err(NotationError::duplicate(name_at, name));
            }
            flags |= flag;
            at += piece.len() + 1;
        }
        Ok(flags)
    }
}

fn named(name: &str) -> Option<Flags> {
    let found = NAMES
        .iter()
        .find(|(_, known)| known.eq_ignore_ascii_case(name));
    found.map(|(flag, _)| *flag)
}

impl Serialize for Flags {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_u16(self.bits())
        }
    }
}

impl<'de> Deserialize<'de> for Flags {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(NamesVisitor)
        } else {
            u16::deserialize(deserializer).map(Self::from_bits_truncate)
        }
    }
}

#[cfg(feature = "schema")]
impl Flags {
    /// As they are written, for a schema.
    pub(crate) const PATTERN: &str = "((SYN|RST|FIN|PSH|ACK|URG|ECE|CWR|AE|R1|R2|R3)(, *(SYN|RST|FIN|PSH|ACK|URG|ECE|CWR|AE|R1|R2|R3))*)?";
}

schema! { Flags {
    "description": "Control bits, joined by commas.",
    "type": "string",
    "pattern": format!("^{}$", Self::PATTERN),
    "examples": ["SYN", "SYN,ACK", "ACK", "FIN,ACK", "RST", "RST,ACK"],
} }

struct NamesVisitor;

impl Visitor<'_> for NamesVisitor {
    type Value = Flags;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("control bits such as \"SYN,ACK\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Flags, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests;
