//! What crosses a link: a segment between its two addresses, or the octets an accident left of one.

use core::net::IpAddr;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::bytes::{bounded, same_family};
use super::{MIN_HEADER_OCTETS, ParseError, Segment};

/// Octets of an IPv4 header without options (RFC 791, 3.1).
const IPV4_HEADER_OCTETS: usize = 20;

/// Octets of an IPv6 header without extensions (RFC 8200, 3).
const IPV6_HEADER_OCTETS: usize = 40;

/// A datagram on a link: two addresses and what TCP handed to IP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Packet {
    /// Source address.
    pub src: IpAddr,
    /// Destination address.
    pub dst: IpAddr,
    /// What is carried.
    pub body: Body,
}

/// What a packet carries. In JSON `{"segment": {…}}` or `{"bytes": [1, 2]}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Body {
    /// A segment, its checksum right by definition.
    Segment(Segment),
    /// Octets still to be judged: after corruption, or from outside.
    Bytes(Bytes),
}

impl Packet {
    /// A packet with an intact segment.
    #[inline]
    pub const fn new(src: IpAddr, dst: IpAddr, segment: Segment) -> Self {
        Self {
            src,
            dst,
            body: Body::Segment(segment),
        }
    }

    /// The segment, unless the body is octets.
    #[inline]
    pub const fn segment(&self) -> Option<&Segment> {
        match &self.body {
            Body::Segment(segment) => Some(segment),
            Body::Bytes(_) => None,
        }
    }

    /// The segment as its receiver reads it, with the same verdict for a segment as for its octets.
    ///
    /// # Errors
    /// [`ParseError`] as from [`Segment::parse`]; a segment that was never octets can only fail for mixed
    /// address families, its length, or an option forged with a wrong length.
    pub fn into_segment(self) -> Result<Segment, ParseError> {
        match self.body {
            Body::Segment(segment) => judge(segment, self.src, self.dst),
            Body::Bytes(bytes) => Segment::parse(&bytes, self.src, self.dst),
        }
    }

    /// Octets on the link, IP header included (20 for IPv4, 40 for IPv6): what its rate is charged for.
    pub fn wire_len(&self) -> usize {
        let ip_header = if self.src.is_ipv4() {
            IPV4_HEADER_OCTETS
        } else {
            IPV6_HEADER_OCTETS
        };
        ip_header + self.octets()
    }

    /// Turns the body into octets and flips one bit, so that the receiver's checksum fails.
    ///
    /// Bits count as in RFC 9293, Figure 1: bit 0 is the most significant of the first octet. `bit` is taken
    /// modulo the length in bits; a body without octets stays as it is.
    pub fn corrupt(&mut self, bit: u32) {
        let mut octets = self.emit();
        let Some(bit) = (bit as usize).checked_rem(octets.len() * 8) else {
            return;
        };
        if let Some(octet) = octets.get_mut(bit / 8) {
            *octet ^= 0x80 >> (bit % 8);
        }
        self.body = Body::Bytes(octets.into());
    }

    fn emit(&self) -> Vec<u8> {
        match &self.body {
            Body::Segment(segment) => segment.emit(self.src, self.dst),
            Body::Bytes(bytes) => bytes.to_vec(),
        }
    }

    /// Octets of what is carried, without the header of IP.
    pub(crate) fn octets(&self) -> usize {
        match &self.body {
            Body::Segment(segment) => segment.octets(),
            Body::Bytes(bytes) => bytes.len(),
        }
    }
}

/// What [`Segment::parse`] would say of the segment's octets.
fn judge(segment: Segment, src: IpAddr, dst: IpAddr) -> Result<Segment, ParseError> {
    same_family(src, dst)?;
    bounded(segment.octets())?;
    segment
        .options
        .check()
        .map_err(|error| error.moved(MIN_HEADER_OCTETS))?;
    Ok(segment)
}

#[cfg(test)]
mod tests;
