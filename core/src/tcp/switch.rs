//! Rules of TCP that a host can be made to break, to show what each of them prevents.
//!
//! All are off in every profile. A switch is of the host, not of a connection: it counts from the step after it is
//! thrown, for connections that live already too. Every decision that a switch changed carries the switch's own
//! [`Rule`], whose source is "broken on purpose".

use serde::{Deserialize, Serialize};

use crate::rule::Rule;
use crate::wire::SeqNum;

/// The initial number of every connection of a host with [`Switch::ConstantIsn`], unless the host has one of its own.
pub const CONSTANT_ISN: SeqNum = SeqNum::new(1000);

/// A rule that can be broken. In JSON its name in kebab case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Switch {
    /// The passive side does not wait for the third segment: a SYN in LISTEN opens the connection (against 3.5).
    TwoWayHandshake,
    /// The passive side answers a SYN with a bare ACK, then with a SYN of its own that has no ACK; the active side takes
    /// the bare ACK for its SYN and answers theirs in ESTABLISHED. Four segments where 3.5 has three.
    ///
    /// An active side without the switch drops the bare ACK (3.10.7.3, fifth) and takes the SYN for a simultaneous open.
    SplitSynAck,
    /// Every connection begins with the same number: no clock, no hash (against MUST-8, MUST-9).
    ConstantIsn,
    /// Who closes first goes to CLOSED at once, after the last ACK (against MUST-13).
    NoTimeWait,
    /// No RST ever leaves: not to closed ports, not for an ACK of what was never sent, not by ABORT.
    NoRst,
    /// No ACK is out of place (against 3.10.7.3, 3.10.7.4 fifth, RFC 5961 5). One of numbers never sent counts as one of
    /// all that was sent; in SYN-SENT and SYN-RECEIVED any ACK covers our SYN; one older than any window has no effect.
    /// Whatever else the segment carries is taken: to forge text, its sequence number alone must be guessed.
    AcceptAnyAck,
    /// Timestamps are exchanged, but an old one is no reason to refuse a segment (against RFC 7323 5.3 R1).
    NoPaws,
}

impl Switch {
    /// Every switch, in order.
    pub const ALL: [Self; 7] = [
        Self::TwoWayHandshake,
        Self::SplitSynAck,
        Self::ConstantIsn,
        Self::NoTimeWait,
        Self::NoRst,
        Self::AcceptAnyAck,
        Self::NoPaws,
    ];

    /// The name, as in JSON and in the page's catalogues (`switch-<name>`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.rule().code()
    }

    /// The switch of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|switch| switch.name() == name)
    }

    /// The rule of what it decides; its code is the switch's name.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::TwoWayHandshake => Rule::TwoWayHandshake,
            Self::SplitSynAck => Rule::SplitSynAck,
            Self::ConstantIsn => Rule::ConstantIsn,
            Self::NoTimeWait => Rule::NoTimeWait,
            Self::NoRst => Rule::NoRst,
            Self::AcceptAnyAck => Rule::AcceptAnyAck,
            Self::NoPaws => Rule::NoPaws,
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::TwoWayHandshake => 1,
            Self::SplitSynAck => 1 << 1,
            Self::ConstantIsn => 1 << 2,
            Self::NoTimeWait => 1 << 3,
            Self::NoRst => 1 << 4,
            Self::AcceptAnyAck => 1 << 5,
            Self::NoPaws => 1 << 6,
        }
    }
}

/// The switches of a host that are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Switches(u8);

impl Switches {
    /// Is it on?
    #[must_use]
    pub const fn has(self, switch: Switch) -> bool {
        self.0 & switch.bit() != 0
    }

    /// Throws one.
    pub const fn set(&mut self, switch: Switch, on: bool) {
        if on {
            self.0 |= switch.bit();
        } else {
            self.0 &= !switch.bit();
        }
    }

    /// Those that are on, in order.
    pub fn iter(self) -> impl Iterator<Item = Switch> {
        Switch::ALL
            .into_iter()
            .filter(move |switch| self.has(*switch))
    }
}

impl FromIterator<Switch> for Switches {
    fn from_iter<I: IntoIterator<Item = Switch>>(switches: I) -> Self {
        let mut all = Self::default();
        for switch in switches {
            all.set(switch, true);
        }
        all
    }
}

#[cfg(test)]
mod tests;
