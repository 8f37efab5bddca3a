//! What crosses a link: a segment or an ICMP message between two addresses, or the octets an accident left of one.

use core::net::IpAddr;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::bytes::{bounded, same_family};
use super::{Ecn, Icmp, MIN_HEADER_OCTETS, ParseError, Segment};

/// Octets of an IPv4 header without options (RFC 791, 3.1).
const IPV4_HEADER_OCTETS: usize = 20;

/// Octets of an IPv6 header without extensions (RFC 8200, 3).
const IPV6_HEADER_OCTETS: usize = 40;

/// A datagram on a link: what matters here of its IP header, and what was handed to IP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Packet {
    /// Source address.
    pub src: IpAddr,
    /// Destination address.
    pub dst: IpAddr,
    /// The ECN codepoint (RFC 3168, 5).
    #[serde(default, skip_serializing_if = "Ecn::is_absent")]
    pub ecn: Ecn,
    /// What is carried.
    pub body: Body,
}

/// What a packet carries. In JSON `{"segment": {…}}`, `{"icmp": {…}}`, `{"bytes": [1, 2]}` or `{"icmpBytes": [1, 2]}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Body {
    /// A segment, its checksum right by definition.
    Segment(Segment),
    /// An ICMP message, its checksum right by definition.
    Icmp(Icmp),
    /// Octets given to TCP and still to be judged: after corruption, or from outside.
    Bytes(Bytes),
    /// Octets given to ICMP and still to be judged.
    IcmpBytes(Bytes),
}

/// What a packet turned out to carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A segment.
    Segment(Segment),
    /// An ICMP message.
    Icmp(Icmp),
}

impl Packet {
    /// A packet with an intact segment.
    #[inline]
    pub const fn new(src: IpAddr, dst: IpAddr, segment: Segment) -> Self {
        Self {
            src,
            dst,
            ecn: Ecn::NotEct,
            body: Body::Segment(segment),
        }
    }

    /// A packet with an intact ICMP message.
    #[inline]
    pub const fn icmp(src: IpAddr, dst: IpAddr, message: Icmp) -> Self {
        Self {
            src,
            dst,
            ecn: Ecn::NotEct,
            body: Body::Icmp(message),
        }
    }

    /// The same packet with this codepoint.
    #[inline]
    #[must_use]
    pub fn marked(self, ecn: Ecn) -> Self {
        Self { ecn, ..self }
    }

    /// The segment, unless the body is something else.
    #[inline]
    pub const fn segment(&self) -> Option<&Segment> {
        match &self.body {
            Body::Segment(segment) => Some(segment),
            Body::Icmp(_) | Body::Bytes(_) | Body::IcmpBytes(_) => None,
        }
    }

    /// What its receiver reads, with the same verdict for a segment or message as for its octets.
    ///
    /// # Errors
    /// [`ParseError`] as from [`Segment::parse`] and [`Icmp::parse`]; a segment that was never octets can only fail
    /// for mixed address families, its length, or an option forged with a wrong length.
    pub fn open(self) -> Result<Content, ParseError> {
        let Self { src, dst, .. } = self;
        match self.body {
            Body::Segment(segment) => judge(segment, src, dst).map(Content::Segment),
            Body::Bytes(bytes) => Segment::parse(&bytes, src, dst).map(Content::Segment),
            Body::Icmp(message) => judge_icmp(message, src, dst).map(Content::Icmp),
            Body::IcmpBytes(bytes) => Icmp::parse(&bytes, src, dst).map(Content::Icmp),
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
        self.body = match self.body {
            Body::Segment(_) | Body::Bytes(_) => Body::Bytes(octets.into()),
            Body::Icmp(_) | Body::IcmpBytes(_) => Body::IcmpBytes(octets.into()),
        };
    }

    /// The octets to hand to IP.
    pub fn emit(&self) -> Vec<u8> {
        match &self.body {
            Body::Segment(segment) => segment.emit(self.src, self.dst),
            Body::Icmp(message) => message.emit(self.src, self.dst),
            Body::Bytes(bytes) | Body::IcmpBytes(bytes) => bytes.to_vec(),
        }
    }

    /// The packet, out of a place that keeps an empty one.
    pub(crate) const fn take(&mut self) -> Self {
        let body = core::mem::replace(&mut self.body, Body::Bytes(Bytes::new()));
        let Self { src, dst, ecn, .. } = *self;
        Self {
            src,
            dst,
            ecn,
            body,
        }
    }

    /// Octets of what is carried, without the header of IP.
    pub(crate) fn octets(&self) -> usize {
        match &self.body {
            Body::Segment(segment) => segment.octets(),
            Body::Icmp(message) => message.octets(),
            Body::Bytes(bytes) | Body::IcmpBytes(bytes) => bytes.len(),
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

/// A message whose quotation has addresses of another family is no message of this version of ICMP.
fn judge_icmp(message: Icmp, src: IpAddr, dst: IpAddr) -> Result<Icmp, ParseError> {
    same_family(src, dst)?;
    let quoted = message.quoted;
    let fits = [quoted.src, quoted.dst].map(|address| address.is_ipv4() == src.is_ipv4());
    if fits == [true, true] {
        Ok(message)
    } else {
        Err(ParseError::IcmpQuotation)
    }
}

#[cfg(test)]
mod tests;
