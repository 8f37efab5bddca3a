//! RFC 1071: the Internet checksum; RFC 9293, 3.1, and RFC 8200, 8.1: the pseudo-headers it also covers.

use core::net::IpAddr;

/// TCP's protocol number in the IP header.
const PROTOCOL_TCP: u32 = 6;

/// A ones' complement sum in the making.
///
/// Feed it the parts in order, then take [`finish`](Self::finish). A part may have an odd length anywhere: the
/// next one continues in the middle of a 16-bit word, as if all had been one run of octets.
///
/// ```
/// # use tcp_lab_core::wire::Checksum;
/// let sum = Checksum::new().and(&[0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]);
/// assert_eq!(sum.finish(), !0xddf2);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checksum {
    /// Sum of 16-bit words taken little-endian; RFC 1071, 2 (B): the order of octets does not matter until the end.
    sum: u64,
    /// Whether an odd number of octets came so far.
    odd: bool,
}

impl Checksum {
    /// The sum of nothing.
    #[inline]
    pub const fn new() -> Self {
        Self { sum: 0, odd: false }
    }

    /// The sum of the pseudo-header before a TCP segment of `length` octets (header and payload).
    ///
    /// The addresses choose the form: IPv4's (RFC 9293, Figure 2) or IPv6's (RFC 8200, 8.1). Mixed families
    /// have no pseudo-header; each address then counts with its own octets, so that the sum is still defined.
    pub fn pseudo_header(src: IpAddr, dst: IpAddr, length: usize) -> Self {
        Self::pseudo_header_of(PROTOCOL_TCP, src, dst, length)
    }

    /// The same before `length` octets of another protocol.
    pub(super) fn pseudo_header_of(protocol: u32, src: IpAddr, dst: IpAddr, length: usize) -> Self {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        Self::new()
            .address(src)
            .address(dst)
            .and(&protocol.to_be_bytes())
            .and(&length.to_be_bytes())
    }

    fn address(self, address: IpAddr) -> Self {
        match address {
            IpAddr::V4(v4) => self.and(&v4.octets()),
            IpAddr::V6(v6) => self.and(&v6.octets()),
        }
    }

    /// Adds the octets of `part` after those already summed.
    #[inline]
    #[must_use]
    pub fn and(self, part: &[u8]) -> Self {
        let added = if self.odd {
            u64::from(fold(sum_words(part)).swap_bytes())
        } else {
            sum_words(part)
        };
        Self {
            sum: u64::from(fold(self.sum)) + added,
            odd: self.odd ^ (part.len() % 2 == 1),
        }
    }

    /// The checksum to put in the header: the complement of the sum.
    ///
    /// Over octets that already hold a right checksum the result is zero.
    #[inline]
    pub fn finish(self) -> u16 {
        !fold(self.sum).swap_bytes()
    }
}

/// The octets as 32-bit little-endian words, the last padded with zeros on its right, added without wrapping.
///
/// Two sums, of the low and of the high halves of 64-bit words, keep the loop free of carries: twice as fast
/// as one sum of 32-bit words.
#[inline]
fn sum_words(part: &[u8]) -> u64 {
    let (words, tail) = part.as_chunks::<8>();
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(tail) {
        *to = *from;
    }
    let last = u64::from_le_bytes(last);
    let (mut low, mut high) = (last & 0xffff_ffff, last >> 32);
    for word in words {
        let word = u64::from_le_bytes(*word);
        low += word & 0xffff_ffff;
        high += word >> 32;
    }
    low + high
}

/// End-around carry: 64 bits into 16 with the same value modulo 2^16 - 1.
#[inline]
fn fold(sum: u64) -> u16 {
    let sum = (sum & 0xffff_ffff) + (sum >> 32);
    let sum = (sum & 0xffff) + ((sum >> 16) & 0xffff) + (sum >> 32);
    let sum = (sum & 0xffff) + (sum >> 16);
    let sum = (sum & 0xffff) + (sum >> 16);
    sum as u16
}

#[cfg(test)]
mod tests;
