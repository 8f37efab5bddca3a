//! What the network refuses. It is unchanged afterwards.

use super::{CrossingId, HostId, RuleId};
use crate::time::{Duration, Instant};

/// Why the network did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetError {
    /// A name that is neither a host nor an address.
    #[error("no host is called {name:?}")]
    UnknownHost {
        /// The name.
        name: String,
    },
    /// A host number beyond the last.
    #[error("there is no host {}", host.0)]
    NoSuchHost {
        /// The number.
        host: HostId,
    },
    /// Two hosts with one name or one address.
    #[error("{what:?} is given to two hosts")]
    TakenTwice {
        /// The name or address.
        what: String,
    },
    /// More NAT boxes than a network may have.
    #[error("{given} NAT boxes, at most {limit}")]
    TooManyNats {
        /// How many there are.
        given: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A link from a host to itself.
    #[error("the link of {name:?} leads back to it")]
    LinkToItself {
        /// The host.
        name: String,
    },
    /// Two links between the same hosts.
    #[error("{one:?} and {other:?} are linked twice")]
    LinkedTwice {
        /// One end.
        one: String,
        /// The other end.
        other: String,
    },
    /// A rate of zero carries nothing.
    #[error("a link needs a rate above 0 bit/s")]
    RateZero,
    /// A chance above one.
    #[error("a chance of {ppm} in a million is more than all")]
    ChanceTooLarge {
        /// As given.
        ppm: u32,
    },
    /// A latency or delay beyond [`MAX_DELAY`](super::MAX_DELAY).
    #[error("{given} is longer than the longest delay, {limit}")]
    TooLong {
        /// As given.
        given: Duration,
        /// The bound.
        limit: Duration,
    },
    /// More hosts than [`MAX_HOSTS`](super::MAX_HOSTS).
    #[error("{given} hosts are more than {limit}")]
    TooManyHosts {
        /// As given.
        given: usize,
        /// The bound.
        limit: usize,
    },
    /// More links than [`MAX_LINKS`](super::MAX_LINKS).
    #[error("{given} links are more than {limit}")]
    TooManyLinks {
        /// As given.
        given: usize,
        /// The bound.
        limit: usize,
    },
    /// More rules than [`MAX_RULES`](super::MAX_RULES).
    #[error("no more than {limit} rules at a time")]
    TooManyRules {
        /// The bound.
        limit: usize,
    },
    /// No room for a copy: [`MAX_IN_FLIGHT`](super::MAX_IN_FLIGHT).
    #[error("no more than {limit} segments in flight")]
    TooManyInFlight {
        /// The bound.
        limit: usize,
    },
    /// A rule that does not exist, or not any more.
    #[error("there is no rule {}", rule.0)]
    UnknownRule {
        /// Its number.
        rule: RuleId,
    },
    /// A crossing that has not begun.
    #[error("there is no crossing {}", crossing.0)]
    UnknownCrossing {
        /// Its number.
        crossing: CrossingId,
    },
    /// Too late: it has arrived.
    #[error("crossing {} arrived at {at}", crossing.0)]
    AlreadyArrived {
        /// Its number.
        crossing: CrossingId,
        /// When it arrived.
        at: Instant,
    },
    /// Too late: it is lost.
    #[error("crossing {} was lost at {at}", crossing.0)]
    AlreadyLost {
        /// Its number.
        crossing: CrossingId,
        /// When it was lost.
        at: Instant,
    },
    /// Too late, and so long ago that the network has forgotten whether it arrived.
    #[error("crossing {} ended long ago", crossing.0)]
    Ended {
        /// Its number.
        crossing: CrossingId,
    },
    /// It is held already, or must be released first.
    #[error("crossing {} is held", crossing.0)]
    IsHeld {
        /// Its number.
        crossing: CrossingId,
    },
    /// Only what is held can be released.
    #[error("crossing {} is not held", crossing.0)]
    NotHeld {
        /// Its number.
        crossing: CrossingId,
    },
}

impl NetError {
    /// Stable key, for programs and catalogues.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownHost { .. } => "unknown-host",
            Self::NoSuchHost { .. } => "no-such-host",
            Self::TakenTwice { .. } => "taken-twice",
            Self::LinkToItself { .. } => "link-to-itself",
            Self::LinkedTwice { .. } => "linked-twice",
            Self::RateZero => "rate-zero",
            Self::ChanceTooLarge { .. } => "chance-too-large",
            Self::TooLong { .. } => "delay-too-long",
            Self::TooManyHosts { .. } => "too-many-hosts",
            Self::TooManyNats { .. } => "too-many-nats",
            Self::TooManyLinks { .. } => "too-many-links",
            Self::TooManyRules { .. } => "too-many-rules",
            Self::TooManyInFlight { .. } => "too-many-in-flight",
            Self::UnknownRule { .. } => "unknown-rule",
            Self::UnknownCrossing { .. } => "unknown-crossing",
            Self::AlreadyArrived { .. } => "crossing-arrived",
            Self::AlreadyLost { .. } => "crossing-lost",
            Self::Ended { .. } => "crossing-ended",
            Self::IsHeld { .. } => "crossing-held",
            Self::NotHeld { .. } => "crossing-not-held",
        }
    }
}
