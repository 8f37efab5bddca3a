//! RFC 8200, 3.

use core::net::Ipv6Addr;
use core::ops::Range;

use super::{DEFAULT_HOP_LIMIT, IpError};

/// Octets of the header, without extension headers.
pub(super) const HEADER: usize = 40;

/// The bits of the flow label.
const FLOW_LABEL: u32 = 0x000f_ffff;

/// The fields of an IPv6 header. The length follows from what it carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ipv6Header {
    /// Source address.
    pub src: Ipv6Addr,
    /// Destination address.
    pub dst: Ipv6Addr,
    /// DSCP and ECN (RFC 2474, 3; RFC 3168, 5).
    pub traffic_class: u8,
    /// 20 bits that name a flow (RFC 6437).
    pub flow_label: u32,
    /// How many routers it may pass.
    pub hop_limit: u8,
    /// What follows: a protocol, or an extension header, which is not followed here.
    pub next_header: u8,
}

impl Ipv6Header {
    /// A header with the usual fields.
    #[must_use]
    pub const fn new(src: Ipv6Addr, dst: Ipv6Addr, next_header: u8) -> Self {
        Self {
            src,
            dst,
            traffic_class: 0,
            flow_label: 0,
            hop_limit: DEFAULT_HOP_LIMIT,
            next_header,
        }
    }

    pub(super) fn read(octets: &[u8]) -> Result<(Self, Range<usize>), IpError> {
        let Some((fixed, rest)) = octets.split_first_chunk::<8>() else {
            return Err(IpError::short(octets));
        };
        let Some((src, rest)) = rest.split_first_chunk::<16>() else {
            return Err(IpError::short(octets));
        };
        let Some(dst) = rest.first_chunk::<16>() else {
            return Err(IpError::short(octets));
        };
        let [a, b, c, d, l1, l0, next_header, hop_limit] = *fixed;
        let word = u32::from_be_bytes([a, b, c, d]);
        let header = Self {
            src: Ipv6Addr::from(*src),
            dst: Ipv6Addr::from(*dst),
            traffic_class: (word >> 20) as u8,
            flow_label: word & FLOW_LABEL,
            hop_limit,
            next_header,
        };
        let payload = usize::from(u16::from_be_bytes([l1, l0]));
        Ok((header, HEADER..HEADER + payload))
    }

    pub(super) fn emit(&self, payload: &[u8]) -> Result<Vec<u8>, IpError> {
        let length = payload.len();
        let announced = u16::try_from(length).map_err(|_| IpError::TooLong { length })?;
        let class = u32::from(self.traffic_class) << 20;
        let word = (6 << 28) | class | (self.flow_label & FLOW_LABEL);
        let mut datagram = Vec::with_capacity(HEADER + length);
        datagram.extend_from_slice(&word.to_be_bytes());
        datagram.extend_from_slice(&announced.to_be_bytes());
        datagram.extend_from_slice(&[self.next_header, self.hop_limit]);
        datagram.extend_from_slice(&self.src.octets());
        datagram.extend_from_slice(&self.dst.octets());
        datagram.extend_from_slice(payload);
        Ok(datagram)
    }
}
