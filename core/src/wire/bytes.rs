//! RFC 9293, 3.1: the header between octets and [`Segment`].

use core::net::IpAddr;

use bytes::{BufMut, Bytes};

use super::{Checksum, Flags, MAX_SEGMENT_OCTETS, MIN_HEADER_OCTETS, Options, ParseError, Segment};

impl Segment {
    /// Reads the octets IP delivered from `src` to `dst`. The payload shares the memory of `bytes`.
    ///
    /// # Errors
    /// A [`ParseError`]; the checksum is judged before the fields it protects (MUST-3).
    pub fn parse(bytes: &Bytes, src: IpAddr, dst: IpAddr) -> Result<Self, ParseError> {
        same_family(src, dst)?;
        let length = bytes.len();
        let Some((header, rest)) = bytes.split_first_chunk() else {
            return Err(ParseError::Truncated { length });
        };
        bounded(length)?;
        let fixed = Fixed::read(header);
        verify_checksum(bytes, fixed.checksum, src, dst)?;
        let area = fixed.option_octets().and_then(|octets| rest.get(..octets));
        let Some(area) = area else {
            return Err(ParseError::DataOffset {
                words: fixed.data_offset(),
                length,
            });
        };
        let options = Options::parse(area).map_err(|error| error.moved(MIN_HEADER_OCTETS))?;
        let payload = bytes.slice(MIN_HEADER_OCTETS + area.len()..);
        Ok(fixed.with(options, payload))
    }

    /// The octets to hand to IP, checksum included (MUST-2).
    pub fn emit(&self, src: IpAddr, dst: IpAddr) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.octets());
        self.emit_into(&mut out, src, dst);
        out
    }

    /// Appends what [`emit`](Self::emit) returns to `out`.
    pub fn emit_into(&self, out: &mut impl BufMut, src: IpAddr, dst: IpAddr) {
        out.put_slice(&self.fixed_header(self.checksum(src, dst)));
        out.put_slice(self.options.as_bytes());
        out.put_slice(&self.payload);
    }

    /// The checksum [`emit`](Self::emit) writes for these addresses (RFC 9293, 3.1).
    pub fn checksum(&self, src: IpAddr, dst: IpAddr) -> u16 {
        Checksum::pseudo_header(src, dst, self.octets())
            .and(&self.fixed_header(0))
            .and(self.options.as_bytes())
            .and(&self.payload)
            .finish()
    }

    /// Octets of header and payload: the pseudo-header's TCP length.
    pub(super) fn octets(&self) -> usize {
        self.header_len() + self.payload.len()
    }

    fn fixed_header(&self, checksum: u16) -> [u8; MIN_HEADER_OCTETS] {
        let offset = (self.header_len() as u16 / 4) << 12;
        let [a, b] = self.src_port.to_be_bytes();
        let [c, d] = self.dst_port.to_be_bytes();
        let [e, f, g, h] = self.seq.raw().to_be_bytes();
        let [i, j, k, l] = self.ack.raw().to_be_bytes();
        let [m, n] = (offset | (self.flags & Flags::all()).bits()).to_be_bytes();
        let [o, p] = self.window.to_be_bytes();
        let [q, r] = checksum.to_be_bytes();
        let [s, t] = self.urgent.to_be_bytes();
        [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t]
    }
}

/// The fixed part of a header, before it is judged.
struct Fixed {
    ports: (u16, u16),
    seq: u32,
    ack: u32,
    /// Data offset and control bits, as they share a half word.
    offset_flags: u16,
    window: u16,
    checksum: u16,
    urgent: u16,
}

impl Fixed {
    fn read(header: &[u8; MIN_HEADER_OCTETS]) -> Self {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t] = *header;
        Self {
            ports: (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])),
            seq: u32::from_be_bytes([e, f, g, h]),
            ack: u32::from_be_bytes([i, j, k, l]),
            offset_flags: u16::from_be_bytes([m, n]),
            window: u16::from_be_bytes([o, p]),
            checksum: u16::from_be_bytes([q, r]),
            urgent: u16::from_be_bytes([s, t]),
        }
    }

    /// Where the data begins, in 32-bit words.
    const fn data_offset(&self) -> u8 {
        (self.offset_flags >> 12) as u8
    }

    /// Octets of the option area; none when the data would begin inside the fixed header.
    fn option_octets(&self) -> Option<usize> {
        (usize::from(self.data_offset()) * 4).checked_sub(MIN_HEADER_OCTETS)
    }

    fn with(self, options: Options, payload: Bytes) -> Segment {
        let (src_port, dst_port) = self.ports;
        Segment {
            src_port,
            dst_port,
            seq: self.seq.into(),
            ack: self.ack.into(),
            flags: Flags::from_bits_truncate(self.offset_flags),
            window: self.window,
            urgent: self.urgent,
            options,
            payload,
        }
    }
}

/// A pseudo-header needs two addresses of one family.
pub(super) fn same_family(src: IpAddr, dst: IpAddr) -> Result<(), ParseError> {
    if src.is_ipv4() == dst.is_ipv4() {
        Ok(())
    } else {
        Err(ParseError::AddressFamilies { src, dst })
    }
}

/// IP announces lengths in 16 bits.
pub(super) fn bounded(length: usize) -> Result<(), ParseError> {
    if length > MAX_SEGMENT_OCTETS {
        Err(ParseError::TooLong { length })
    } else {
        Ok(())
    }
}

/// RFC 9293, 3.1, MUST-3.
fn verify_checksum(octets: &[u8], found: u16, src: IpAddr, dst: IpAddr) -> Result<(), ParseError> {
    let sum = Checksum::pseudo_header(src, dst, octets.len()).and(octets);
    if sum.finish() == 0 {
        return Ok(());
    }
    // Adding the complement of a 16-bit word takes that word out of a ones' complement sum.
    let computed = if octets.len().is_multiple_of(2) {
        sum.and(&(!found).to_be_bytes()).finish()
    } else {
        sum.and(&[0]).and(&(!found).to_be_bytes()).finish()
    };
    Err(ParseError::Checksum { found, computed })
}

#[cfg(test)]
mod tests;
