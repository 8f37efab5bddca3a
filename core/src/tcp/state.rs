//! 3.3.2 State Machine Overview: the eleven states and the edges between them.
//!
//! The table is figure 5 with its notes and the edges it omits; the text of 3.10 rules where they differ.
//! A state is written only in `transition.rs`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A state of a connection, in the RFC's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
pub enum State {
    /// Waiting for a connection request from any peer.
    Listen,
    /// A connection request was sent, a matching one is awaited.
    SynSent,
    /// Requests were sent and received, the acknowledgment is awaited.
    SynReceived,
    /// Open: data flows both ways.
    Established,
    /// Closed by us: the peer's FIN or the ACK of ours is awaited.
    #[serde(rename = "FIN-WAIT-1")]
    FinWait1,
    /// Our FIN is acknowledged, the peer's is awaited.
    #[serde(rename = "FIN-WAIT-2")]
    FinWait2,
    /// The peer has closed, our user has not.
    CloseWait,
    /// Both have closed, the ACK of our FIN is awaited.
    Closing,
    /// The peer closed first, then we did: the ACK of our FIN is awaited.
    LastAck,
    /// Waiting until old segments have died out.
    TimeWait,
    /// No connection.
    Closed,
}

impl State {
    /// Every state, in order.
    pub const ALL: [Self; 11] = [
        Self::Listen,
        Self::SynSent,
        Self::SynReceived,
        Self::Established,
        Self::FinWait1,
        Self::FinWait2,
        Self::CloseWait,
        Self::Closing,
        Self::LastAck,
        Self::TimeWait,
        Self::Closed,
    ];

    /// As the RFC prints it: `FIN-WAIT-1`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Listen => "LISTEN",
            Self::SynSent => "SYN-SENT",
            Self::SynReceived => "SYN-RECEIVED",
            Self::Established => "ESTABLISHED",
            Self::FinWait1 => "FIN-WAIT-1",
            Self::FinWait2 => "FIN-WAIT-2",
            Self::CloseWait => "CLOSE-WAIT",
            Self::Closing => "CLOSING",
            Self::LastAck => "LAST-ACK",
            Self::TimeWait => "TIME-WAIT",
            Self::Closed => "CLOSED",
        }
    }

    /// Where this state may lead.
    #[must_use]
    pub const fn successors(self) -> &'static [Self] {
        match self {
            Self::Closed => &[Self::Listen, Self::SynSent],
            // A SEND in LISTEN turns it into an active OPEN (3.10.2).
            Self::Listen => &[Self::SynReceived, Self::SynSent, Self::Closed],
            Self::SynSent => &[Self::Established, Self::SynReceived, Self::Closed],
            // Note 1 of figure 5: back to LISTEN on a RST after a passive OPEN.
            Self::SynReceived => &[
                Self::Established,
                Self::FinWait1,
                Self::CloseWait,
                Self::Listen,
                Self::Closed,
            ],
            Self::Established => &[Self::FinWait1, Self::CloseWait, Self::Closed],
            // Note 2: FIN and the ACK of ours in one segment lead straight to TIME-WAIT.
            Self::FinWait1 => &[Self::FinWait2, Self::Closing, Self::TimeWait, Self::Closed],
            Self::FinWait2 => &[Self::TimeWait, Self::Closed],
            Self::CloseWait => &[Self::LastAck, Self::Closed],
            Self::Closing => &[Self::TimeWait, Self::Closed],
            Self::LastAck | Self::TimeWait => &[Self::Closed],
        }
    }

    /// Is the edge to `next` in the table?
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        self.successors().contains(&next)
    }

    /// Both ends have seen each other's SYN (3.3.2: "synchronized").
    #[must_use]
    pub const fn is_synchronized(self) -> bool {
        !matches!(
            self,
            Self::Closed | Self::Listen | Self::SynSent | Self::SynReceived
        )
    }

    /// The user may still queue data to send.
    #[must_use]
    pub const fn may_send(self) -> bool {
        matches!(
            self,
            Self::SynSent | Self::SynReceived | Self::Established | Self::CloseWait
        )
    }

    /// The peer may still send text that will be read (3.10.7.4, seventh).
    #[must_use]
    pub const fn may_receive(self) -> bool {
        matches!(self, Self::Established | Self::FinWait1 | Self::FinWait2)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
