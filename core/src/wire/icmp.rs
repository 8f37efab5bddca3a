//! RFC 792 and RFC 4443: the ICMP messages that tell TCP of trouble on the way, between octets and [`Icmp`].
//!
//! Only errors that quote a TCP segment are read: nothing else concerns a connection (RFC 9293, 3.9.2.2).

use core::fmt;
use core::net::IpAddr;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::bytes::same_family;
use super::{Checksum, IpHeader, PROTOCOL_TCP, ParseError, SeqNum};

/// ICMP's protocol number before IPv6 pseudo-headers (RFC 4443, 2.3).
const PROTOCOL_ICMPV6: u32 = 58;

/// Octets of ICMP before the quotation.
const HEADER_OCTETS: usize = 8;

/// Octets of the quoted segment: ports and SEQ (RFC 792: "64 bits of data").
const QUOTED_OCTETS: usize = 8;

/// An ICMP error about a segment. In JSON `{"type": 3, "code": 4, "mtu": 1200, "quoted": {…}}`.
///
/// The addresses of the quoted datagram choose between ICMP for IPv4 (RFC 792) and ICMPv6 (RFC 4443).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Icmp {
    /// The type, as numbered by the version of ICMP.
    #[serde(rename = "type")]
    pub kind: u8,
    /// The code.
    #[serde(default)]
    pub code: u8,
    /// The next hop's MTU in octets, where the message has one (RFC 1191, 4; RFC 4443, 3.2); over IPv4 its low 16 bits.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub mtu: u32,
    /// The datagram that met the trouble.
    pub quoted: Quoted,
}

/// What an ICMP error repeats of the datagram it is about: enough to find the connection and to judge the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Quoted {
    /// Who sent it.
    pub src: IpAddr,
    /// For whom it was.
    pub dst: IpAddr,
    /// Source port.
    pub src_port: u16,
    /// Destination port.
    pub dst_port: u16,
    /// SEG.SEQ.
    pub seq: SeqNum,
}

/// What an ICMP error means, in either version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum IcmpError {
    /// No route to the network.
    NetUnreachable,
    /// The host cannot be reached.
    HostUnreachable,
    /// The host does not speak TCP.
    ProtocolUnreachable,
    /// Nobody is at the port.
    PortUnreachable,
    /// The datagram does not fit into the next link, and may not be cut.
    TooBig {
        /// What would fit, in octets with the IP header; zero when the router does not say.
        mtu: u32,
    },
    /// The source route failed.
    SourceRouteFailed,
    /// Nobody knows the network.
    NetUnknown,
    /// Nobody knows the host.
    HostUnknown,
    /// The sender is cut off.
    SourceIsolated,
    /// The network is forbidden.
    NetProhibited,
    /// The host is forbidden.
    HostProhibited,
    /// No route for this type of service.
    NetForService,
    /// The host cannot be reached with this type of service.
    HostForService,
    /// A filter on the way.
    Prohibited,
    /// The precedence is not allowed.
    PrecedenceViolation,
    /// The precedence is too low.
    PrecedenceCutoff,
    /// The datagram was too long on its way.
    TimeExceeded,
    /// Fragments were missing for too long.
    ReassemblyTimeExceeded,
    /// A field of the header is wrong.
    ParameterProblem,
    /// The host does not know the protocol that the IPv6 header names.
    UnknownNextHeader,
    /// "Slow down", obsolete (RFC 6633).
    SourceQuench,
}

impl IcmpError {
    /// RFC 9293 3.9.2.2, RFC 1122 4.2.3.9: it will not get better by itself. ("Too big" counts among them, but is a matter of path MTU discovery.)
    #[must_use]
    pub const fn is_hard(self) -> bool {
        matches!(self, Self::ProtocolUnreachable | Self::PortUnreachable)
    }

    /// Somebody on the way does not allow it, or the host cannot take it.
    #[must_use]
    pub const fn is_prohibition(self) -> bool {
        matches!(
            self,
            Self::NetProhibited | Self::HostProhibited | Self::Prohibited | Self::UnknownNextHeader
        )
    }

    /// Its name, as in the catalogues.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NetUnreachable => "net-unreachable",
            Self::HostUnreachable => "host-unreachable",
            Self::ProtocolUnreachable => "protocol-unreachable",
            Self::PortUnreachable => "port-unreachable",
            Self::TooBig { .. } => "too-big",
            Self::SourceRouteFailed => "source-route-failed",
            Self::NetUnknown => "net-unknown",
            Self::HostUnknown => "host-unknown",
            Self::SourceIsolated => "source-isolated",
            Self::NetProhibited => "net-prohibited",
            Self::HostProhibited => "host-prohibited",
            Self::NetForService => "net-for-service",
            Self::HostForService => "host-for-service",
            Self::Prohibited => "prohibited",
            Self::PrecedenceViolation => "precedence-violation",
            Self::PrecedenceCutoff => "precedence-cutoff",
            Self::TimeExceeded => "time-exceeded",
            Self::ReassemblyTimeExceeded => "reassembly-time-exceeded",
            Self::ParameterProblem => "parameter-problem",
            Self::UnknownNextHeader => "unknown-next-header",
            Self::SourceQuench => "source-quench",
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for this shape"
)]
const fn is_zero(mtu: &u32) -> bool {
    *mtu == 0
}

impl Icmp {
    /// "Fragmentation needed" or "packet too big", as the family of the quoted datagram has it.
    #[must_use]
    pub const fn too_big(mtu: u32, quoted: Quoted) -> Self {
        let (kind, code) = if quoted.src.is_ipv4() { (3, 4) } else { (2, 0) };
        Self {
            kind,
            code,
            mtu,
            quoted,
        }
    }

    /// What it means; `None` for what is no error (a redirect, an echo) or has a code nobody defined.
    #[must_use]
    pub const fn error(&self) -> Option<IcmpError> {
        if self.quoted.src.is_ipv4() {
            self.error_v4()
        } else {
            self.error_v6()
        }
    }

    /// RFC 792, RFC 1122 3.2.2.1, RFC 1812 5.2.7.1.
    const fn error_v4(&self) -> Option<IcmpError> {
        Some(match (self.kind, self.code) {
            (3, 0) => IcmpError::NetUnreachable,
            (3, 1) => IcmpError::HostUnreachable,
            (3, 2) => IcmpError::ProtocolUnreachable,
            (3, 3) => IcmpError::PortUnreachable,
            (3, 4) => IcmpError::TooBig { mtu: self.mtu },
            (3, 5) => IcmpError::SourceRouteFailed,
            (3, 6) => IcmpError::NetUnknown,
            (3, 7) => IcmpError::HostUnknown,
            (3, 8) => IcmpError::SourceIsolated,
            (3, 9) => IcmpError::NetProhibited,
            (3, 10) => IcmpError::HostProhibited,
            (3, 11) => IcmpError::NetForService,
            (3, 12) => IcmpError::HostForService,
            (3, 13) => IcmpError::Prohibited,
            (3, 14) => IcmpError::PrecedenceViolation,
            (3, 15) => IcmpError::PrecedenceCutoff,
            (4, _) => IcmpError::SourceQuench,
            (11, 0) => IcmpError::TimeExceeded,
            (11, 1) => IcmpError::ReassemblyTimeExceeded,
            (12, _) => IcmpError::ParameterProblem,
            _ => return None,
        })
    }

    /// RFC 4443, 3.
    const fn error_v6(&self) -> Option<IcmpError> {
        Some(match (self.kind, self.code) {
            (1, 0) => IcmpError::NetUnreachable,
            (1, 1 | 5 | 6) => IcmpError::Prohibited,
            (1, 2 | 3) => IcmpError::HostUnreachable,
            (1, 4) => IcmpError::PortUnreachable,
            (2, _) => IcmpError::TooBig { mtu: self.mtu },
            (3, 0) => IcmpError::TimeExceeded,
            (3, 1) => IcmpError::ReassemblyTimeExceeded,
            (4, 1) => IcmpError::UnknownNextHeader,
            (4, _) => IcmpError::ParameterProblem,
            _ => return None,
        })
    }

    /// Reads the octets IP delivered from `src` to `dst`.
    ///
    /// # Errors
    /// A [`ParseError`]: too short, the checksum wrong, or a quotation that is no TCP segment.
    pub fn parse(bytes: &Bytes, src: IpAddr, dst: IpAddr) -> Result<Self, ParseError> {
        same_family(src, dst)?;
        let length = bytes.len();
        let Some((header, _)) = bytes.split_first_chunk::<HEADER_OCTETS>() else {
            return Err(ParseError::IcmpTruncated { length });
        };
        let quotation = bytes.slice(HEADER_OCTETS..);
        let [kind, code, high, low, a, b, c, d] = *header;
        let zeroed = [kind, code, 0, 0, a, b, c, d];
        let found = u16::from_be_bytes([high, low]);
        let computed = checksum(&zeroed, &quotation, src, dst);
        if found != computed {
            return Err(ParseError::IcmpChecksum { found, computed });
        }
        let quoted = Quoted::parse(&quotation, src.is_ipv4()).ok_or(ParseError::IcmpQuotation)?;
        let mtu = match (src.is_ipv4(), kind, code) {
            (true, 3, 4) => u16::from_be_bytes([c, d]).into(),
            (false, 2, _) => u32::from_be_bytes([a, b, c, d]),
            (true | false, _, _) => 0,
        };
        Ok(Self {
            kind,
            code,
            mtu,
            quoted,
        })
    }

    /// The octets to hand to IP, checksum included.
    pub fn emit(&self, src: IpAddr, dst: IpAddr) -> Vec<u8> {
        let [a, b, c, d] = match (self.quoted.src.is_ipv4(), self.kind, self.code) {
            (true, 3, 4) => (self.mtu & 0xffff).to_be_bytes(),
            (false, 2, _) => self.mtu.to_be_bytes(),
            (true | false, _, _) => [0; 4],
        };
        let quotation = self.quoted.emit();
        let zeroed = [self.kind, self.code, 0, 0, a, b, c, d];
        let [high, low] = checksum(&zeroed, &quotation, src, dst).to_be_bytes();
        let mut out = vec![self.kind, self.code, high, low, a, b, c, d];
        out.extend_from_slice(&quotation);
        out
    }

    /// Octets of the message, without the IP header that carries it.
    pub(super) const fn octets(&self) -> usize {
        HEADER_OCTETS + Quoted::header_octets(self.quoted.src.is_ipv4()) + QUOTED_OCTETS
    }
}

/// `<ICMP=3/4><MTU=1200><SEQ=100>`: type and code, then what is known of the trouble.
impl fmt::Display for Icmp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<ICMP={}/{}>", self.kind, self.code)?;
        if let Some(IcmpError::TooBig { mtu }) = self.error() {
            write!(f, "<MTU={mtu}>")?;
        }
        write!(f, "<SEQ={}>", self.quoted.seq)
    }
}

/// RFC 792: over the message alone; RFC 4443, 2.3: with the pseudo-header of IPv6.
fn checksum(header: &[u8; HEADER_OCTETS], quotation: &[u8], src: IpAddr, dst: IpAddr) -> u16 {
    let sum = if src.is_ipv4() {
        Checksum::new()
    } else {
        Checksum::pseudo_header_of(PROTOCOL_ICMPV6, src, dst, HEADER_OCTETS + quotation.len())
    };
    sum.and(header).and(quotation).finish()
}

impl Quoted {
    /// Octets of the quoted IP header, which the lab sends without options and extensions.
    const fn header_octets(is_ipv4: bool) -> usize {
        if is_ipv4 { 20 } else { 40 }
    }

    /// Reads a quoted IP header and the ports and SEQ behind it.
    fn parse(quotation: &Bytes, is_ipv4: bool) -> Option<Self> {
        let (header, text) = IpHeader::parse_quoted(quotation).ok()?;
        let (src, dst) = (header.src(), header.dst());
        if header.protocol() != PROTOCOL_TCP || src.is_ipv4() != is_ipv4 {
            return None;
        }
        let [a, b, c, d, e, f, g, h]: [u8; QUOTED_OCTETS] = *text.first_chunk()?;
        Some(Self {
            src,
            dst,
            src_port: u16::from_be_bytes([a, b]),
            dst_port: u16::from_be_bytes([c, d]),
            seq: SeqNum::new(u32::from_be_bytes([e, f, g, h])),
        })
    }

    /// The least a router repeats: the IP header and eight octets.
    fn emit(&self) -> Vec<u8> {
        let [a, b] = self.src_port.to_be_bytes();
        let [c, d] = self.dst_port.to_be_bytes();
        let [e, f, g, h] = self.seq.raw().to_be_bytes();
        let text = [a, b, c, d, e, f, g, h];
        let header = IpHeader::tcp(self.src, self.dst);
        // No header has addresses of two families: the receiver will say so.
        header
            .and_then(|header| header.emit(&text))
            .unwrap_or_else(|_| text.to_vec())
    }
}

#[cfg(test)]
mod tests;
