//! RFC 9293, 3.3.1 and 3.4: the fields of one segment and the sequence numbers it occupies.

pub(crate) mod json;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::{Flags, MIN_HEADER_OCTETS, Options, SeqNum, UNSTATED_WINDOW};

/// One segment: the header's fields, the options and the payload.
///
/// The checksum and the data offset are not fields: they follow from the others and the addresses. In JSON the
/// fields are in camel case, only `flags` is required, `window` is [`UNSTATED_WINDOW`] when left out and the
/// others zero or empty, and `payload` is a text (UTF-8) or a list of octets.
///
/// As text, the RFC's notation: `<SEQ=100><ACK=301><CTL=SYN,ACK>`, with `<URG=1>` and `<DATA=5>` where they
/// apply; [`full`](Self::full) adds window and options.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Segment {
    /// Source port.
    #[serde(default)]
    pub src_port: u16,
    /// Destination port.
    #[serde(default)]
    pub dst_port: u16,
    /// SEG.SEQ: the number of the first payload octet, or of the SYN.
    #[serde(default)]
    pub seq: SeqNum,
    /// SEG.ACK: the next number the sender expects; significant with ACK.
    #[serde(default)]
    pub ack: SeqNum,
    /// The control bits.
    pub flags: Flags,
    /// SEG.WND as in the header: unsigned (MUST-1), not yet shifted.
    #[serde(default = "unstated_window")]
    pub window: u16,
    /// SEG.UP: offset from `seq` to the octet after the urgent data; significant with URG.
    #[serde(default)]
    pub urgent: u16,
    /// The option area.
    #[serde(default)]
    pub options: Options,
    /// The data.
    #[serde(default, with = "json")]
    pub payload: Bytes,
}

const fn unstated_window() -> u16 {
    UNSTATED_WINDOW
}

impl Segment {
    /// SEG.LEN: the sequence numbers the segment occupies, SYN and FIN counted (RFC 9293, 3.4).
    #[inline]
    pub fn len(&self) -> u32 {
        let controls = (self.flags & (Flags::SYN | Flags::FIN)).bits().count_ones();
        self.payload_len().saturating_add(controls)
    }

    /// Whether the segment occupies no sequence number: SEG.LEN = 0.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// SEG.SEQ + SEG.LEN: the first number after the segment.
    #[inline]
    pub fn end(&self) -> SeqNum {
        self.seq + self.len()
    }

    /// Octets of payload.
    #[inline]
    pub fn payload_len(&self) -> u32 {
        u32::try_from(self.payload.len()).unwrap_or(u32::MAX)
    }

    /// Whether all of `flags` are set.
    #[inline]
    pub const fn has(&self, flags: Flags) -> bool {
        self.flags.contains(flags)
    }

    /// Octets of the header, padded options included: 20 to 60, a multiple of 4.
    #[inline]
    pub const fn header_len(&self) -> usize {
        MIN_HEADER_OCTETS + self.options.padded_len()
    }
}

#[cfg(test)]
mod tests;
