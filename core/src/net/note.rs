//! What the network did, for the log.

use std::net::IpAddr;

use super::{CrossingId, HostId};
use crate::rule::Rule;
use crate::time::Instant;

/// One decision of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The crossing it befell.
    pub crossing: CrossingId,
    /// What decided: chance, a rule of the network, the reader ([`Rule::Act`]).
    pub rule: Rule,
    /// What happened.
    pub note: NetNote,
}

/// What happened to a crossing. At most 24 octets, so that a row of the log stays small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetNote {
    /// It began. The first note of every crossing.
    Sent {
        /// Owner of the source address.
        from: Option<HostId>,
        /// Owner of the destination address.
        to: Option<HostId>,
        /// When it arrives unless a later note says otherwise.
        arrives: Instant,
    },
    /// It is gone; the rule says why.
    Lost,
    /// It stands still until released.
    Held,
    /// It goes on after having been held.
    Released {
        /// When it arrives now.
        until: Instant,
    },
    /// It arrives later.
    Delayed {
        /// When it arrives now.
        until: Instant,
    },
    /// It was copied; the copy's own notes follow.
    Duplicated {
        /// Number of the copy.
        copy: CrossingId,
    },
    /// A router dropped it and tells its sender; the notes of the message follow.
    Refused {
        /// Number of the message.
        message: CrossingId,
    },
    /// A router marked it: congestion experienced (RFC 3168 5).
    Marked,
    /// A NAT box put another address and port into it.
    Rewritten {
        /// The address.
        address: IpAddr,
        /// The port.
        port: u16,
        /// They are the source; else the destination.
        source: bool,
    },
    /// One bit of it is flipped, its checksum wrong.
    Corrupted {
        /// Which bit, as in [`Packet::corrupt`](crate::wire::Packet::corrupt).
        bit: u32,
    },
}

/// Where the network puts its notes, in the order in which things happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetSink {
    /// The notes.
    pub notes: Vec<Noted>,
}

impl NetSink {
    pub(super) fn note(&mut self, crossing: CrossingId, rule: Rule, note: NetNote) {
        self.notes.push(Noted {
            crossing,
            rule,
            note,
        });
    }
}
