//! What is wrong with a text that is not the notation of a segment.

use serde::Serialize;
use thiserror::Error;

use crate::wire::{MAX_PAYLOAD_OCTETS, OptionsFull};

/// How much of the text an error repeats, in characters.
const MAX_FOUND: usize = 24;

/// Why a text is not a segment: where, what was found, what is allowed. Offsets count bytes of the text.
///
/// Serialized as `{"code": "unknownItem", "offset": 0, "found": "SEK"}`.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
#[serde(
    tag = "code",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum NotationError {
    /// Something else should stand here.
    #[error("at {offset}: found {found:?}, expected {expected}")]
    Expected {
        /// Where in the text.
        offset: usize,
        /// What stands there; empty at the end of the text.
        found: String,
        /// What should.
        expected: &'static str,
    },
    /// No item has this name.
    #[error(
        "at {offset}: unknown item {found:?}, expected SEQ, ACK, CTL, WND, URG, MSS, WS, SACKOK, TS, SACK, \
         OPT, SPORT, DPORT or DATA"
    )]
    UnknownItem {
        /// Where the name begins.
        offset: usize,
        /// The name.
        found: String,
    },
    /// No control bit has this name.
    #[error(
        "at {offset}: unknown control bit {found:?}, expected SYN, RST, FIN, PSH, ACK, URG, ECE, CWR, AE, R1, \
         R2 or R3"
    )]
    UnknownFlag {
        /// Where the name begins.
        offset: usize,
        /// The name.
        found: String,
    },
    /// Not a decimal number, or too large a one.
    #[error("at {offset}: found {found:?}, expected a number from 0 to {max}")]
    Number {
        /// Where the value begins.
        offset: usize,
        /// The value.
        found: String,
        /// The largest number allowed.
        max: u32,
    },
    /// The item or control bit was there before.
    #[error("at {offset}: {found:?} a second time")]
    Duplicate {
        /// Where the second one begins.
        offset: usize,
        /// Its name.
        found: String,
    },
    /// A field is given a value and the control bit that makes it significant is not set.
    #[error("at {offset}: {flag}=… has a meaning only when CTL contains {flag}")]
    WithoutFlag {
        /// Where the item begins.
        offset: usize,
        /// `ACK` or `URG`.
        flag: &'static str,
    },
    /// The text ends without `<CTL=…>`.
    #[error("at {offset}: no control bits, expected <CTL=…>")]
    NoControl {
        /// The end of the text.
        offset: usize,
    },
    /// The options do not fit in 40 octets.
    #[error("at {offset}: option kind {kind} needs {needed} octets, {room} are free")]
    OptionsFull {
        /// Where the value begins.
        offset: usize,
        /// The kind of the option refused.
        kind: u8,
        /// The octets it needs.
        needed: usize,
        /// The octets free.
        room: usize,
    },
    /// The payload is longer than a segment can carry.
    #[error("at {offset}: {length} octets of payload, expected at most {MAX_PAYLOAD_OCTETS}")]
    PayloadTooLong {
        /// Where the value begins.
        offset: usize,
        /// How many octets were asked for.
        length: usize,
    },
}

impl NotationError {
    /// Where in the text, in bytes.
    pub const fn offset(&self) -> usize {
        match self {
            Self::Expected { offset, .. }
            | Self::UnknownItem { offset, .. }
            | Self::UnknownFlag { offset, .. }
            | Self::Number { offset, .. }
            | Self::Duplicate { offset, .. }
            | Self::WithoutFlag { offset, .. }
            | Self::NoControl { offset }
            | Self::OptionsFull { offset, .. }
            | Self::PayloadTooLong { offset, .. } => *offset,
        }
    }

    pub(super) fn expected(offset: usize, found: &str, expected: &'static str) -> Self {
        Self::Expected {
            offset,
            found: clip(found),
            expected,
        }
    }

    pub(super) fn unknown_item(offset: usize, found: &str) -> Self {
        Self::UnknownItem {
            offset,
            found: clip(found),
        }
    }

    pub(in crate::wire) fn unknown_flag(offset: usize, found: &str) -> Self {
        Self::UnknownFlag {
            offset,
            found: clip(found),
        }
    }

    pub(super) fn number(offset: usize, found: &str, max: u32) -> Self {
        Self::Number {
            offset,
            found: clip(found),
            max,
        }
    }

    pub(in crate::wire) fn duplicate(offset: usize, found: &str) -> Self {
        Self::Duplicate {
            offset,
            found: clip(found),
        }
    }

    pub(super) const fn options_full(offset: usize, full: OptionsFull) -> Self {
        let OptionsFull { kind, needed, room } = full;
        Self::OptionsFull {
            offset,
            kind,
            needed,
            room,
        }
    }
}

fn clip(found: &str) -> String {
    found.chars().take(MAX_FOUND).collect()
}
