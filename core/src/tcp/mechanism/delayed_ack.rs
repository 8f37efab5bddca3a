//! 3.8.6.3 Delayed Acknowledgments: what we owe the peer.

use crate::rule::Rule;

/// The acknowledgment owed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AckOwed {
    /// None.
    #[default]
    Nothing,
    /// It may wait: so many octets of text are not acknowledged.
    Waiting {
        /// Octets received since the last ACK went out.
        octets: u32,
    },
    /// It goes with the next flush, for this reason.
    Now(Rule),
}

impl AckOwed {
    /// Owes at once. The first reason stays: it decided.
    pub fn now(&mut self, rule: Rule) {
        if !matches!(self, Self::Now(_)) {
            *self = Self::Now(rule);
        }
    }

    /// Adds octets that may wait and returns how many now do.
    pub fn later(&mut self, octets: u32) -> u32 {
        match self {
            Self::Nothing => {
                *self = Self::Waiting { octets };
                octets
            }
            Self::Waiting { octets: waiting } => {
                *waiting = waiting.saturating_add(octets);
                *waiting
            }
            Self::Now(_) => 0,
        }
    }
}
