//! What is wrong with octets that are not a datagram.

use core::net::IpAddr;

use thiserror::Error;

/// Why octets are not a datagram, or a datagram cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum IpError {
    /// The addresses are of different versions.
    #[error("addresses: {src} and {dst} are of different IP versions, expected the same")]
    Families {
        /// Source address.
        src: IpAddr,
        /// Destination address.
        dst: IpAddr,
    },
    /// Neither 4 nor 6 in the first four bits.
    #[error("version: found {version}, expected 4 or 6")]
    Version {
        /// What stands there.
        version: u8,
    },
    /// Fewer octets than the header has.
    #[error("IP header: ends at octet {length}")]
    Header {
        /// How many octets there are.
        length: usize,
    },
    /// An IPv4 header length under five words, or a total length under that of the header.
    #[error("IP length: {length} octets cannot be")]
    Length {
        /// The field's value in octets.
        length: usize,
    },
    /// Fewer octets than the header announces.
    #[error("datagram: ends at octet {length}, expected {announced}")]
    Truncated {
        /// How many octets there are.
        length: usize,
        /// How many there should be.
        announced: usize,
    },
    /// The checksum of an IPv4 header fails (RFC 791, 3.1).
    #[error("checksum of the IPv4 header fails")]
    Checksum,
    /// A piece of a datagram: there is no reassembly here.
    #[error("a fragment")]
    Fragment,
    /// Neither TCP nor ICMP.
    #[error("protocol: found {protocol}, expected TCP (6) or ICMP (1, 58)")]
    Protocol {
        /// What stands there.
        protocol: u8,
    },
    /// More than 16 bits can announce.
    #[error("datagram: {length} octets of payload are too many")]
    TooLong {
        /// The payload's length.
        length: usize,
    },
}

impl IpError {
    pub(super) const fn short(octets: &[u8]) -> Self {
        Self::Header {
            length: octets.len(),
        }
    }
}
