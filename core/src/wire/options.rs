//! RFC 9293, 3.1 and 3.2: the option area, kept as it is on the wire.

mod json;
mod kind;
mod sack;
mod user_timeout;
mod walk;

use core::fmt;

use thiserror::Error;

pub(super) use self::kind::lengths;
use self::kind::{
    END_OF_LIST, MSS, NO_OP, SACK, SACK_PERMITTED, TIMESTAMPS, USER_TIMEOUT, WINDOW_SCALE,
};
pub use self::sack::{SackBlock, SackBlocks};
pub use self::user_timeout::UserTimeout;
use self::walk::{Walk, check, without_padding};
use super::{MAX_OPTION_OCTETS, ParseError};

/// One option, as found in or put into the area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TcpOption<'a> {
    /// Kind 0: nothing follows but padding (RFC 9293, 3.2).
    EndOfList,
    /// Kind 1: one octet of alignment (RFC 9293, 3.2).
    NoOp,
    /// Kind 2: the largest payload the sender can take, in octets (RFC 9293, 3.2 and 3.7.1).
    Mss(u16),
    /// Kind 3: how far the sender's windows are shifted, in bits; not limited to 14 here (RFC 7323, 2).
    WindowScale(u8),
    /// Kind 4: selective acknowledgments may be sent (RFC 2018, 2).
    SackPermitted,
    /// Kind 5: one to four blocks received out of order (RFC 2018, 3).
    Sack(SackBlocks),
    /// Kind 8: the sender's clock and the echo of the peer's (RFC 7323, 3).
    Timestamps {
        /// TSval.
        value: u32,
        /// TSecr.
        echo: u32,
    },
    /// Kind 28: how long the sender waits for an acknowledgment (RFC 5482, 3).
    UserTimeout(UserTimeout),
    /// A kind not listed above, or a listed one whose data do not have the length it requires.
    Unknown {
        /// The kind octet; 0 and 1 have no length field, so no data either.
        kind: u8,
        /// The octets after kind and length.
        data: &'a [u8],
    },
}

/// An option does not fit where it was to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("option kind {kind} needs {needed} octets, {room} are free")]
pub struct OptionsFull {
    /// The kind of the option refused.
    pub kind: u8,
    /// The octets it needs.
    pub needed: usize,
    /// The octets free: none after an end of list, none for data behind kind 0 or 1.
    pub room: usize,
}

/// The option area of one segment: at most 40 octets, order, alignment and unknown kinds kept.
///
/// Two areas are equal when they put the same octets on the wire, padding included. Every value can be walked:
/// each option lies within the area. Only an [`Unknown`](TcpOption::Unknown) pushed under a listed kind can
/// have a length its kind forbids, which is how such a segment is forged; [`parse`](Self::parse) and
/// [`check`](Self::check) refuse it.
///
/// In JSON, the list of its options: `[{"mss": 1460}, "noOp", {"windowScale": 7}, "sackPermitted",
/// {"timestamps": [1, 2]}, {"sack": [[5, 10]]}, {"userTimeout": {"value": 5, "minutes": true}}, {"unknown": {"kind": 254, "data": [1]}}, "endOfList",
/// {"padding": [0, 0]}]`, the last for octets kept behind an end of list.
#[derive(Clone, Copy)]
pub struct Options {
    /// The octets; those from `len` on are zero.
    bytes: [u8; MAX_OPTION_OCTETS],
    len: u8,
}

impl Options {
    /// No options.
    pub const EMPTY: Self = Self {
        bytes: [0; MAX_OPTION_OCTETS],
        len: 0,
    };

    /// Reads an option area: the octets between the fixed header and the data.
    ///
    /// Unknown kinds are stepped over by their length and kept (MUST-6); an option may begin on any octet
    /// (MUST-64); what follows an end of list is kept and not read.
    ///
    /// # Errors
    /// [`ParseError::OptionArea`] over 40 octets; [`ParseError::OptionTruncated`] and
    /// [`ParseError::OptionLength`] for an illegal length (MUST-7), with the offset in `area`.
    pub fn parse(area: &[u8]) -> Result<Self, ParseError> {
        if area.len() > MAX_OPTION_OCTETS {
            return Err(ParseError::OptionArea { length: area.len() });
        }
        let content = check(area)?;
        let mut options = Self::EMPTY;
        options.append(area);
        options.len = without_padding(area, content) as u8;
        Ok(options)
    }

    /// Adds `option` after the others. A [`Sack`](TcpOption::Sack) without blocks adds nothing.
    ///
    /// # Errors
    /// [`OptionsFull`] when it does not fit in what is left of the 40 octets; the area is then unchanged.
    pub fn push(&mut self, option: TcpOption<'_>) -> Result<(), OptionsFull> {
        match option {
            TcpOption::EndOfList => self.put(END_OF_LIST, &[]),
            TcpOption::NoOp => self.put(NO_OP, &[]),
            TcpOption::Mss(octets) => self.put(MSS, &octets.to_be_bytes()),
            TcpOption::WindowScale(shift) => self.put(WINDOW_SCALE, &[shift]),
            TcpOption::SackPermitted => self.put(SACK_PERMITTED, &[]),
            TcpOption::Sack(blocks) if blocks.is_empty() => Ok(()),
            TcpOption::Sack(blocks) => self.put(SACK, blocks.encode(&mut [0; 32])),
            TcpOption::Timestamps { value, echo } => {
                let data = [value.to_be_bytes(), echo.to_be_bytes()];
                self.put(TIMESTAMPS, data.as_flattened())
            }
            TcpOption::UserTimeout(time) => self.put(USER_TIMEOUT, &time.encode()),
            TcpOption::Unknown { kind, data } => self.put(kind, data),
        }
    }

    /// The area with `option` added: [`push`](Self::push) as a chain.
    ///
    /// # Errors
    /// [`OptionsFull`] as in [`push`](Self::push).
    pub fn with(mut self, option: TcpOption<'_>) -> Result<Self, OptionsFull> {
        self.push(option)?;
        Ok(self)
    }

    /// The options in their order, up to and including an end of list.
    pub fn iter(&self) -> impl Iterator<Item = TcpOption<'_>> {
        // Every value can be walked, so the error that would end the walk early does not occur.
        let mut walk = Walk::over(self.content());
        core::iter::from_fn(move || walk.step().ok().flatten()).map(|raw| raw.decode())
    }

    /// The value of the first maximum segment size option, in octets.
    pub fn mss(&self) -> Option<u16> {
        self.iter().find_map(|option| {
            if let TcpOption::Mss(mss) = option {
                Some(mss)
            } else {
                None
            }
        })
    }

    /// The shift of the first window scale option, in bits, as found: it may exceed 14.
    pub fn window_scale(&self) -> Option<u8> {
        self.iter().find_map(|option| {
            if let TcpOption::WindowScale(shift) = option {
                Some(shift)
            } else {
                None
            }
        })
    }

    /// Whether SACK is permitted.
    pub fn sack_permitted(&self) -> bool {
        self.iter().any(|option| option == TcpOption::SackPermitted)
    }

    /// The blocks of the first SACK option.
    pub fn sack(&self) -> Option<SackBlocks> {
        self.iter().find_map(|option| {
            if let TcpOption::Sack(blocks) = option {
                Some(blocks)
            } else {
                None
            }
        })
    }

    /// TSval and TSecr of the first timestamps option.
    pub fn timestamps(&self) -> Option<(u32, u32)> {
        self.iter().find_map(|option| {
            if let TcpOption::Timestamps { value, echo } = option {
                Some((value, echo))
            } else {
                None
            }
        })
    }

    /// The value of the first user timeout option.
    pub fn user_timeout(&self) -> Option<UserTimeout> {
        self.iter().find_map(|option| {
            if let TcpOption::UserTimeout(time) = option {
                Some(time)
            } else {
                None
            }
        })
    }

    /// Octets taken by the options, before padding.
    #[inline]
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// Octets taken in the header: [`len`](Self::len) rounded up to a multiple of 4.
    #[inline]
    pub const fn padded_len(&self) -> usize {
        self.len().next_multiple_of(4)
    }

    /// Whether there are no options at all.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The octets as they stand in the header, padded with zeros to a multiple of 4 (MUST-69).
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.padded_len()).unwrap_or_default()
    }

    /// Whether a receiver's [`parse`](Self::parse) would take the area.
    ///
    /// # Errors
    /// [`ParseError::OptionLength`] for an option forged with a length its kind forbids.
    pub fn check(&self) -> Result<(), ParseError> {
        check(self.content()).map(drop)
    }

    fn content(&self) -> &[u8] {
        self.bytes.get(..self.len()).unwrap_or_default()
    }

    /// What stands behind the end of list, if there is one.
    fn behind_end(&self) -> Option<&[u8]> {
        let mut walk = Walk::over(self.content());
        while let Ok(Some(raw)) = walk.step() {
            if raw.kind == END_OF_LIST {
                return Some(walk.behind_end);
            }
        }
        None
    }

    fn put(&mut self, kind: u8, data: &[u8]) -> Result<(), OptionsFull> {
        // MUST-68: every kind but these two has a length octet.
        let single = kind == END_OF_LIST || kind == NO_OP;
        let needed = data.len() + if single { 1 } else { 2 };
        let closed = kind != END_OF_LIST && self.behind_end().is_some();
        let room = if closed || (single && !data.is_empty()) {
            0
        } else {
            self.room()
        };
        if needed > room {
            return Err(OptionsFull { kind, needed, room });
        }
        self.append(&[kind]);
        if !single {
            self.append(&[needed as u8]);
        }
        self.append(data);
        Ok(())
    }

    const fn room(&self) -> usize {
        MAX_OPTION_OCTETS - self.len()
    }

    /// Adds the octets that fit.
    fn append(&mut self, octets: &[u8]) {
        let (begin, count) = (usize::from(self.len), octets.len());
        if let Some(room) = self.bytes.get_mut(begin..begin + count) {
            room.copy_from_slice(octets);
            self.len += count as u8;
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl PartialEq for Options {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for Options {}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests;
