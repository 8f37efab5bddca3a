//! RFC 791, 3.1.

use core::net::Ipv4Addr;
use core::ops::Range;

use super::{DEFAULT_HOP_LIMIT, IpError};
use crate::wire::Checksum;

/// Octets of a header without options.
pub(super) const HEADER: usize = 20;

/// RFC 791, 3.1: flag bit 1, "Don't Fragment".
const DONT_FRAGMENT: u16 = 0x4000;
/// Flag bit 2, "More Fragments", and the fragment offset: all zero in a datagram that is whole.
const FRAGMENT: u16 = 0x3fff;

/// The fields of an IPv4 header. Lengths and the checksum follow from what it carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ipv4Header {
    /// Source address.
    pub src: Ipv4Addr,
    /// Destination address.
    pub dst: Ipv4Addr,
    /// DSCP and ECN (RFC 2474, 3; RFC 3168, 5).
    pub traffic_class: u8,
    /// Tells the fragments of one datagram from those of others; means nothing with `dont_fragment` (RFC 6864, 4.1).
    pub identification: u16,
    /// Routers drop it where it is too long, and say so (RFC 1191, 3).
    pub dont_fragment: bool,
    /// Time to live.
    pub hop_limit: u8,
    /// What it carries.
    pub protocol: u8,
}

impl Ipv4Header {
    /// A header with the usual fields, not to be fragmented.
    #[must_use]
    pub const fn new(src: Ipv4Addr, dst: Ipv4Addr, protocol: u8) -> Self {
        Self {
            src,
            dst,
            traffic_class: 0,
            identification: 0,
            dont_fragment: true,
            hop_limit: DEFAULT_HOP_LIMIT,
            protocol,
        }
    }

    pub(super) fn read(octets: &[u8]) -> Result<(Self, Range<usize>), IpError> {
        let Some(fixed) = octets.first_chunk::<HEADER>() else {
            return Err(IpError::short(octets));
        };
        let [
            first,
            class,
            l1,
            l0,
            i1,
            i0,
            f1,
            f0,
            hop_limit,
            protocol,
            _,
            _,
            rest @ ..,
        ] = *fixed;
        let [s3, s2, s1, s0, d3, d2, d1, d0] = rest;
        let range = lengths(first, [l1, l0], octets)?;
        let fragment = u16::from_be_bytes([f1, f0]);
        if fragment & FRAGMENT != 0 {
            return Err(IpError::Fragment);
        }
        let header = Self {
            src: Ipv4Addr::new(s3, s2, s1, s0),
            dst: Ipv4Addr::new(d3, d2, d1, d0),
            traffic_class: class,
            identification: u16::from_be_bytes([i1, i0]),
            dont_fragment: fragment & DONT_FRAGMENT != 0,
            hop_limit,
            protocol,
        };
        Ok((header, range))
    }

    pub(super) fn verify(octets: &[u8]) -> Result<(), IpError> {
        let length = octets.first().map_or(0, |first| header_length(*first));
        let header = octets.get(..length).ok_or(IpError::short(octets))?;
        if Checksum::new().and(header).finish() == 0 {
            Ok(())
        } else {
            Err(IpError::Checksum)
        }
    }

    pub(super) fn emit(&self, payload: &[u8]) -> Result<Vec<u8>, IpError> {
        let length = payload.len();
        let total = u16::try_from(HEADER + length).map_err(|_| IpError::TooLong { length })?;
        let checksum = Checksum::new().and(&self.octets(total, 0)).finish();
        let mut datagram = Vec::with_capacity(HEADER + length);
        datagram.extend_from_slice(&self.octets(total, checksum));
        datagram.extend_from_slice(payload);
        Ok(datagram)
    }

    fn octets(&self, total: u16, checksum: u16) -> [u8; HEADER] {
        let [l1, l0] = total.to_be_bytes();
        let [i1, i0] = self.identification.to_be_bytes();
        let flags = if self.dont_fragment { DONT_FRAGMENT } else { 0 };
        let [f1, f0] = flags.to_be_bytes();
        let [c1, c0] = checksum.to_be_bytes();
        let [s3, s2, s1, s0] = self.src.octets();
        let [d3, d2, d1, d0] = self.dst.octets();
        let (class, hops, protocol) = (self.traffic_class, self.hop_limit, self.protocol);
        [
            0x45, class, l1, l0, i1, i0, f1, f0, hops, protocol, c1, c0, s3, s2, s1, s0, d3, d2,
            d1, d0,
        ]
    }
}

/// Internet header length, in octets.
fn header_length(first: u8) -> usize {
    usize::from(first & 0xf) * 4
}

/// Where the payload lies: header length and total length must leave room for the header.
fn lengths(first: u8, total: [u8; 2], octets: &[u8]) -> Result<Range<usize>, IpError> {
    let header = header_length(first);
    if header < HEADER {
        return Err(IpError::Length { length: header });
    }
    if header > octets.len() {
        return Err(IpError::short(octets));
    }
    let total = usize::from(u16::from_be_bytes(total));
    if total < header {
        return Err(IpError::Length { length: total });
    }
    Ok(header..total)
}
