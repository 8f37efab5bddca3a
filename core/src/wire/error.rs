//! What is wrong with octets that are not a segment, or not an ICMP message.

use core::net::IpAddr;

use serde::Serialize;
use thiserror::Error;

use super::options::lengths;
use super::{MAX_OPTION_OCTETS, MAX_SEGMENT_OCTETS, MIN_HEADER_OCTETS};

/// Why octets are not a segment: the field, where it stands, what was found, what was expected.
///
/// Offsets count octets from the start of what was given: of the segment for
/// [`Segment::parse`](super::Segment::parse), of the area for [`Options::parse`](super::Options::parse).
/// Serialized as `{"code": "checksum", "found": 1, "computed": 2}`.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
#[serde(
    tag = "code",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ParseError {
    /// The addresses are of different families, so there is no pseudo-header (RFC 9293, 3.1).
    #[error("addresses: {src} and {dst} are of different IP versions, expected the same")]
    AddressFamilies {
        /// Source address of the packet.
        src: IpAddr,
        /// Destination address of the packet.
        dst: IpAddr,
    },
    /// Fewer octets than the fixed header has (RFC 9293, 3.1).
    #[error("header: ends at octet {length}, expected at least {MIN_HEADER_OCTETS} octets")]
    Truncated {
        /// How many octets there are.
        length: usize,
    },
    /// More octets than one IP datagram can announce.
    #[error("segment: {length} octets, expected at most {MAX_SEGMENT_OCTETS}")]
    TooLong {
        /// How many octets there are.
        length: usize,
    },
    /// The checksum field is not the one computed (RFC 9293, 3.1, MUST-3).
    #[error("checksum at octet 16: found {found:#06x}, expected {computed:#06x}")]
    Checksum {
        /// The field's value.
        found: u16,
        /// The value the octets and addresses require.
        computed: u16,
    },
    /// The data offset lies inside the fixed header or past the end (RFC 9293, 3.1).
    #[error("data offset at octet 12: found {words} words, expected 5 to {}", length / 4)]
    DataOffset {
        /// The field's value, in 32-bit words.
        words: u8,
        /// How many octets the segment has.
        length: usize,
    },
    /// More octets than an option area can have.
    #[error("options: {length} octets, expected at most {MAX_OPTION_OCTETS}")]
    OptionArea {
        /// How many octets were given.
        length: usize,
    },
    /// The area ends where an option's length should stand (RFC 9293, 3.1, MUST-68).
    #[error("length of option kind {kind} at octet {offset}: missing, expected {}", lengths(*kind))]
    OptionTruncated {
        /// The option's kind.
        kind: u8,
        /// Where its length should stand.
        offset: usize,
    },
    /// An option's length is illegal: under 2, past the end, or not one its kind can have
    /// (RFC 9293, 3.1, MUST-7).
    #[error("length of option kind {kind} at octet {offset}: found {length}, expected {}", lengths(*kind))]
    OptionLength {
        /// The option's kind.
        kind: u8,
        /// Where its length stands.
        offset: usize,
        /// The length found, in octets.
        length: u8,
    },
    /// Fewer octets than the header of an ICMP message has (RFC 792).
    #[error("ICMP: ends at octet {length}, expected at least 8 octets")]
    IcmpTruncated {
        /// How many octets there are.
        length: usize,
    },
    /// The checksum of an ICMP message is not the one computed.
    #[error("ICMP checksum at octet 2: found {found:#06x}, expected {computed:#06x}")]
    IcmpChecksum {
        /// The field's value.
        found: u16,
        /// The value the octets require.
        computed: u16,
    },
    /// An ICMP message quotes something else than a TCP segment of its own version of IP.
    #[error("ICMP quotation at octet 8: no TCP segment of the same IP version")]
    IcmpQuotation,
}

impl ParseError {
    /// The octet where the field at fault stands, or would stand.
    pub const fn offset(&self) -> usize {
        match self {
            Self::AddressFamilies { .. } => 0,
            Self::Truncated { length }
            | Self::TooLong { length }
            | Self::OptionArea { length }
            | Self::IcmpTruncated { length } => *length,
            Self::IcmpChecksum { .. } => 2,
            Self::IcmpQuotation => 8,
            Self::Checksum { .. } => 16,
            Self::DataOffset { .. } => 12,
            Self::OptionTruncated { offset, .. } | Self::OptionLength { offset, .. } => *offset,
        }
    }

    /// The same error seen from `by` octets further left: an area's offset becomes the segment's.
    pub(super) fn moved(mut self, by: usize) -> Self {
        if let Self::OptionTruncated { offset, .. } | Self::OptionLength { offset, .. } = &mut self
        {
            *offset += by;
        }
        self
    }
}
