//! RFC 791, 3.1, and RFC 8200, 3: the header in front of a segment, as devices, captures and ICMP quotes have it.
//!
//! Inside the lab a packet has two addresses and a body, and needs no octets for them; this is where it meets the
//! outside. IPv4 options are stepped over, fragments and IPv6 extension headers are told apart and not followed.

mod datagram;
mod error;
mod v4;
mod v6;

use core::net::IpAddr;

use bytes::Bytes;

use super::Ecn;

pub use self::error::IpError;
pub use self::v4::Ipv4Header;
pub use self::v6::Ipv6Header;

/// The protocol number of TCP (RFC 9293, 3.1).
pub const PROTOCOL_TCP: u8 = 6;

/// The protocol number of ICMP over IPv4 (RFC 792).
const PROTOCOL_ICMP: u8 = 1;

/// The protocol number of ICMP over IPv6 (RFC 4443, 1).
const PROTOCOL_ICMPV6: u8 = 58;

/// How far a datagram may go where nothing else is said (RFC 1700, "IP TIME TO LIVE PARAMETER").
pub const DEFAULT_HOP_LIMIT: u8 = 64;

/// The header of a datagram, of either version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IpHeader {
    /// RFC 791.
    V4(Ipv4Header),
    /// RFC 8200.
    V6(Ipv6Header),
}

impl IpHeader {
    /// A header for TCP from `src` to `dst` that asks not to be fragmented.
    ///
    /// # Errors
    /// [`IpError::Families`] for addresses of two versions.
    pub const fn tcp(src: IpAddr, dst: IpAddr) -> Result<Self, IpError> {
        Self::new(src, dst, PROTOCOL_TCP)
    }

    /// The same for any protocol.
    ///
    /// # Errors
    /// [`IpError::Families`] for addresses of two versions.
    pub const fn new(src: IpAddr, dst: IpAddr, protocol: u8) -> Result<Self, IpError> {
        match (src, dst) {
            (IpAddr::V4(src), IpAddr::V4(dst)) => Ok(Self::V4(Ipv4Header::new(src, dst, protocol))),
            (IpAddr::V6(src), IpAddr::V6(dst)) => Ok(Self::V6(Ipv6Header::new(src, dst, protocol))),
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => {
                Err(IpError::Families { src, dst })
            }
        }
    }

    /// Reads a whole datagram: its header and what it carries, without what a link has padded.
    ///
    /// # Errors
    /// [`IpError`]: too short, a version, length or checksum that cannot be, or a fragment.
    pub fn parse(datagram: &Bytes) -> Result<(Self, Bytes), IpError> {
        let (header, range) = Self::read(datagram)?;
        header.verify(datagram)?;
        let (length, announced) = (datagram.len(), range.end);
        if announced > length {
            return Err(IpError::Truncated { length, announced });
        }
        Ok((header, datagram.slice(range)))
    }

    /// Reads the beginning of a datagram that an ICMP message quotes: what it carries may be cut short, and routers
    /// on its way may have left the checksum behind.
    ///
    /// # Errors
    /// [`IpError`] as from [`parse`](Self::parse), but for the checksum and the missing rest.
    pub fn parse_quoted(quote: &Bytes) -> Result<(Self, Bytes), IpError> {
        let (header, range) = Self::read(quote)?;
        let end = range.end.min(quote.len());
        Ok((header, quote.slice(range.start.min(end)..end)))
    }

    /// The datagram with this header around `payload`.
    ///
    /// # Errors
    /// [`IpError::TooLong`] when 16 bits cannot announce the length.
    pub fn emit(&self, payload: &[u8]) -> Result<Vec<u8>, IpError> {
        match self {
            Self::V4(header) => header.emit(payload),
            Self::V6(header) => header.emit(payload),
        }
    }

    /// Where it comes from.
    #[must_use]
    pub const fn src(&self) -> IpAddr {
        match self {
            Self::V4(header) => IpAddr::V4(header.src),
            Self::V6(header) => IpAddr::V6(header.src),
        }
    }

    /// Where it goes.
    #[must_use]
    pub const fn dst(&self) -> IpAddr {
        match self {
            Self::V4(header) => IpAddr::V4(header.dst),
            Self::V6(header) => IpAddr::V6(header.dst),
        }
    }

    /// What it carries: [`PROTOCOL_TCP`], or another number of the IANA registry.
    #[must_use]
    pub const fn protocol(&self) -> u8 {
        match self {
            Self::V4(header) => header.protocol,
            Self::V6(header) => header.next_header,
        }
    }

    /// The octet that holds DSCP (six bits) and ECN (two).
    #[must_use]
    pub const fn traffic_class(&self) -> u8 {
        match self {
            Self::V4(header) => header.traffic_class,
            Self::V6(header) => header.traffic_class,
        }
    }

    /// The same header with this codepoint of ECN.
    #[must_use]
    pub const fn with_ecn(mut self, ecn: Ecn) -> Self {
        let class = match &mut self {
            Self::V4(header) => &mut header.traffic_class,
            Self::V6(header) => &mut header.traffic_class,
        };
        let bits = match ecn {
            Ecn::NotEct => 0b00,
            Ecn::Ect1 => 0b01,
            Ecn::Ect0 => 0b10,
            Ecn::Ce => 0b11,
        };
        *class = (*class & !ECN_BITS) | bits;
        self
    }

    /// The codepoint of ECN (RFC 3168, 5).
    #[must_use]
    pub const fn ecn(&self) -> Ecn {
        match self.traffic_class() & ECN_BITS {
            0b00 => Ecn::NotEct,
            0b01 => Ecn::Ect1,
            0b10 => Ecn::Ect0,
            _ => Ecn::Ce,
        }
    }

    /// The header, and where by its own account that lies which it carries.
    fn read(octets: &[u8]) -> Result<(Self, core::ops::Range<usize>), IpError> {
        let Some(first) = octets.first() else {
            return Err(IpError::short(octets));
        };
        match first >> 4 {
            4 => Ipv4Header::read(octets).map(|(header, range)| (Self::V4(header), range)),
            6 => Ipv6Header::read(octets).map(|(header, range)| (Self::V6(header), range)),
            version => Err(IpError::Version { version }),
        }
    }

    /// RFC 791, 3.1: a header whose checksum fails is thrown away. IPv6 has none (RFC 8200, 3).
    fn verify(&self, octets: &[u8]) -> Result<(), IpError> {
        match self {
            Self::V4(_) => Ipv4Header::verify(octets),
            Self::V6(_) => Ok(()),
        }
    }
}

/// ECN in the octet that it shares with DSCP (RFC 3168, 5).
const ECN_BITS: u8 = 0b11;

#[cfg(test)]
mod tests;
