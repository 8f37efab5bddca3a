//! From one option to the next (RFC 9293, 3.1: the two forms of an option).

use super::kind::{
    END_OF_LIST, MSS, NO_OP, SACK, SACK_PERMITTED, TIMESTAMPS, USER_TIMEOUT, WINDOW_SCALE, allows,
};
use super::{SackBlocks, TcpOption, UserTimeout};
use crate::wire::ParseError;

/// A position in an area between two options.
pub(super) struct Walk<'a> {
    rest: &'a [u8],
    /// Offset of `rest` in the area.
    at: usize,
    /// What an end of list left unread.
    pub(super) behind_end: &'a [u8],
}

/// An option as octets: its kind, its data without kind and length, where it begins.
pub(super) struct Raw<'a> {
    pub(super) kind: u8,
    data: &'a [u8],
    at: usize,
}

impl<'a> Walk<'a> {
    pub(super) const fn over(area: &'a [u8]) -> Self {
        Self {
            rest: area,
            at: 0,
            behind_end: &[],
        }
    }

    /// The next option; none at the end of the area and behind an end of list.
    pub(super) fn step(&mut self) -> Result<Option<Raw<'a>>, ParseError> {
        let at = self.at;
        let (kind, data, rest) = match *self.rest {
            [] => return Ok(None),
            [END_OF_LIST, ref behind @ ..] => {
                self.behind_end = behind;
                (END_OF_LIST, &[][..], &[][..])
            }
            [NO_OP, ref rest @ ..] => (NO_OP, &[][..], rest),
            [kind] => {
                return Err(ParseError::OptionTruncated {
                    kind,
                    offset: at + 1,
                });
            }
            [kind, length, ref tail @ ..] => {
                let data_len = usize::from(length).checked_sub(2);
                let Some((data, rest)) = data_len.and_then(|len| tail.split_at_checked(len)) else {
                    return Err(ParseError::OptionLength {
                        kind,
                        offset: at + 1,
                        length,
                    });
                };
                (kind, data, rest)
            }
        };
        self.at += self.rest.len() - rest.len();
        self.rest = rest;
        Ok(Some(Raw { kind, data, at }))
    }
}

impl<'a> Raw<'a> {
    pub(super) fn decode(&self) -> TcpOption<'a> {
        match (self.kind, self.data) {
            (END_OF_LIST, _) => TcpOption::EndOfList,
            (NO_OP, _) => TcpOption::NoOp,
            (MSS, &[a, b]) => TcpOption::Mss(u16::from_be_bytes([a, b])),
            (WINDOW_SCALE, &[shift]) => TcpOption::WindowScale(shift),
            (SACK_PERMITTED, []) => TcpOption::SackPermitted,
            (TIMESTAMPS, &[a, b, c, d, e, f, g, h]) => TcpOption::Timestamps {
                value: u32::from_be_bytes([a, b, c, d]),
                echo: u32::from_be_bytes([e, f, g, h]),
            },
            (USER_TIMEOUT, &[a, b]) => TcpOption::UserTimeout(UserTimeout::decode([a, b])),
            (SACK, data) if let Some(blocks) = SackBlocks::decode(data) => TcpOption::Sack(blocks),
            (kind, data) => TcpOption::Unknown { kind, data },
        }
    }
}

/// Walks the whole area and returns where its content ends: at the end of list, else with the area.
pub(super) fn check(area: &[u8]) -> Result<usize, ParseError> {
    let mut walk = Walk::over(area);
    while let Some(raw) = walk.step()? {
        if raw.kind == END_OF_LIST {
            return Ok(raw.at);
        }
        if !allows(raw.kind, raw.data.len()) {
            let length = raw.data.len() as u8 + 2;
            return Err(ParseError::OptionLength {
                kind: raw.kind,
                offset: raw.at + 1,
                length,
            });
        }
    }
    Ok(area.len())
}

/// The length that leaves off the zeros [`Options::as_bytes`](super::Options::as_bytes) adds again, and no others.
pub(super) fn without_padding(area: &[u8], content: usize) -> usize {
    let last_set = area.iter().rposition(|octet| *octet != 0);
    let needed = content.max(last_set.map_or(0, |at| at + 1));
    let shortest = area.len().next_multiple_of(4).saturating_sub(3);
    needed.max(shortest).min(area.len())
}
