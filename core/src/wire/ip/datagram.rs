//! A packet of the lab as a datagram, and back.

use bytes::Bytes;

use super::{IpError, IpHeader, PROTOCOL_ICMP, PROTOCOL_ICMPV6, PROTOCOL_TCP};
use crate::wire::{Body, Packet};

impl Packet {
    /// The packet in a datagram. What it carries is still to be judged: see [`open`](Self::open).
    ///
    /// # Errors
    /// [`IpError`] as from [`IpHeader::parse`], and [`IpError::Protocol`] for what is neither TCP nor ICMP.
    pub fn from_datagram(datagram: &Bytes) -> Result<Self, IpError> {
        let (header, octets) = IpHeader::parse(datagram)?;
        let body = match (header, header.protocol()) {
            (_, PROTOCOL_TCP) => Body::Bytes(octets),
            (IpHeader::V4(_), PROTOCOL_ICMP) | (IpHeader::V6(_), PROTOCOL_ICMPV6) => {
                Body::IcmpBytes(octets)
            }
            (_, protocol) => return Err(IpError::Protocol { protocol }),
        };
        Ok(Self {
            src: header.src(),
            dst: header.dst(),
            ecn: header.ecn(),
            body,
        })
    }

    /// The packet as a datagram that asks not to be fragmented.
    ///
    /// # Errors
    /// [`IpError::Families`] for addresses of two versions, [`IpError::TooLong`] when 16 bits cannot announce the length.
    pub fn to_datagram(&self) -> Result<Vec<u8>, IpError> {
        let protocol = match (&self.body, self.src.is_ipv4()) {
            (Body::Segment(_) | Body::Bytes(_), _) => PROTOCOL_TCP,
            (Body::Icmp(_) | Body::IcmpBytes(_), true) => PROTOCOL_ICMP,
            (Body::Icmp(_) | Body::IcmpBytes(_), false) => PROTOCOL_ICMPV6,
        };
        let header = IpHeader::new(self.src, self.dst, protocol)?;
        header.with_ecn(self.ecn).emit(&self.emit())
    }
}
