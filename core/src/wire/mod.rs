//! Octets on the wire and the segments they stand for.
//!
//! This floor turns octets into a [`Segment`] once, and a [`Segment`] back into octets; everything above it
//! speaks only of segments. It holds, one file each:
//!
//! | file | what it knows | source |
//! |---|---|---|
//! | `seq` | [`SeqNum`]: arithmetic and comparison modulo 2^32, and nowhere else | RFC 9293, 3.4 |
//! | `flags` | [`Flags`]: the control bits, the reserved ones kept | RFC 9293, 3.1; RFC 3168; RFC 9768 |
//! | `options` | [`Options`]: the option area, order and padding kept | RFC 9293, 3.1 and 3.2; RFC 7323; RFC 2018 |
//! | `segment` | [`Segment`]: the fields of one segment, SEG.LEN | RFC 9293, 3.3.1 and 3.4 |
//! | `bytes` | parse and emit | RFC 9293, 3.1 |
//! | `checksum` | [`Checksum`]: the Internet checksum and both pseudo-headers | RFC 1071; RFC 9293, 3.1; RFC 8200, 8.1 |
//! | `error` | [`ParseError`]: field, octet offset, found, expected | |
//! | `notation` | `<SEQ=100><ACK=301><CTL=SYN,ACK>`, both ways | RFC 9293, 3.5 |
//! | `icmp` | [`Icmp`]: the errors that routers and hosts send about a segment | RFC 792; RFC 4443; RFC 9293, 3.9.2.2 |
//! | `ecn` | [`Ecn`]: the codepoint of the IP header | RFC 3168, 5 |
//! | `packet` | [`Packet`]: what crosses a link | |
//! | `ip` | [`IpHeader`]: what stands before a segment on a device, in a capture, in an ICMP quote | RFC 791, 3.1; RFC 8200, 3 |
//!
//! It does not know of connections, states, time, links or luck. It judges form only: whether a window scale
//! of 200 is wise, or an MSS belongs on this segment, is for the floor above. Reading hostile octets never
//! panics; it ends in a [`Segment`] or in a [`ParseError`].

mod bytes;
mod checksum;
mod ecn;
mod error;
mod flags;
mod icmp;
mod ip;
mod notation;
mod options;
mod packet;
mod payload;
mod segment;
mod seq;

pub use self::checksum::Checksum;
pub use self::ecn::Ecn;
pub use self::error::ParseError;
pub use self::flags::Flags;
pub use self::icmp::{Icmp, IcmpError, Quoted};
pub use self::ip::{DEFAULT_HOP_LIMIT, IpError, IpHeader, Ipv4Header, Ipv6Header, PROTOCOL_TCP};
pub use self::notation::{Full, NotationError, pattern};
pub use self::options::{Options, OptionsFull, SackBlock, SackBlocks, TcpOption, UserTimeout};
pub use self::packet::{Body, Content, Packet};
pub use self::payload::Payload;
pub use self::segment::Segment;
pub(crate) use self::segment::json as segment_payload;
pub use self::seq::SeqNum;

/// The header without options, in octets (RFC 9293, 3.1: a data offset of 5 words).
pub const MIN_HEADER_OCTETS: usize = 20;

/// The longest option area, in octets: a data offset of 15 words less the fixed header (RFC 9293, 3.1).
pub const MAX_OPTION_OCTETS: usize = 40;

/// The longest segment, header and payload, in octets: what a 16-bit length in the IP header can announce.
pub const MAX_SEGMENT_OCTETS: usize = 65_535;

/// The longest payload accepted from JSON or notation, in octets: with it, the longest TCP header and an IPv4
/// header still make one datagram.
pub const MAX_PAYLOAD_OCTETS: usize = 65_535 - 20 - 60;

/// The window of a segment written by hand (JSON or notation) that names none, in octets.
///
/// The RFC's figures leave the window out and mean one that is open; zero would silence the peer.
pub const UNSTATED_WINDOW: u16 = 65_535;
