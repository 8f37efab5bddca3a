//! What the numbers of checks are: numbers of which sequence, octets, times, or facts.

use super::{Name, Op};

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A sequence number of our own direction: relative to ISS.
    Own,
    /// A sequence number of the peer's direction: relative to IRS.
    Peer,
    /// A timestamp of RFC 7323.
    Stamp,
    /// Octets.
    Octets,
    /// Nanoseconds.
    Time,
    /// Yes or no.
    Fact,
    /// How many.
    Count,
}

impl Unit {
    /// Its name for the page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own | Self::Peer => "seq",
            Self::Stamp => "stamp",
            Self::Octets => "octets",
            Self::Time => "time",
            Self::Fact => "fact",
            Self::Count => "count",
        }
    }

    /// Counted modulo 2^32 (RFC 9293 3.4, RFC 7323 5.2).
    #[must_use]
    pub const fn wraps(self) -> bool {
        matches!(self, Self::Own | Self::Peer | Self::Stamp)
    }
}

impl Name {
    /// What its number is; whatever is not named here is a plain count.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "most of the numbers that will be added are counts"
    )]
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::SegAck
            | Self::SndUna
            | Self::SndNxt
            | Self::SndWl2
            | Self::SndOldest
            | Self::Iss
            | Self::Recover
            | Self::QuotedSeq => Unit::Own,
            Self::SegSeq
            | Self::SegLast
            | Self::SegUp
            | Self::SndWl1
            | Self::RcvNxt
            | Self::RcvEdge
            | Self::RcvUp
            | Self::Consumed
            | Self::Irs
            | Self::FinSeq
            | Self::LastAckSent => Unit::Peer,
            Self::SegTsVal | Self::TsRecent => Unit::Stamp,
            Self::SegWnd
            | Self::SndWnd
            | Self::RcvWnd
            | Self::AckOwed
            | Self::AckThreshold
            | Self::Unsent
            | Self::Usable
            | Self::Mss
            | Self::HalfWindow
            | Self::Growth
            | Self::GrowthThreshold
            | Self::ClaimedMtu
            | Self::PathMtu
            | Self::Unread
            | Self::Queued
            | Self::Wanted
            | Self::Arrived => Unit::Octets,
            Self::Waited
            | Self::R2
            | Self::Rto
            | Self::Silence
            | Self::KeepaliveIdle
            | Self::UserTimeout
            | Self::AdvUto
            | Self::RemoteUto
            | Self::LowerLimit
            | Self::UpperLimit
            | Self::TimeWaitAge
            | Self::ReuseAge
            | Self::PeerSilence
            | Self::PeerMemory => Unit::Time,
            Self::Syn
            | Self::NewSyn
            | Self::PossiblePeer
            | Self::FinNext
            | Self::Hole
            | Self::MissingTolerated
            | Self::Ack
            | Self::Rst
            | Self::Fin
            | Self::Urg
            | Self::PassiveOpen
            | Self::FinAcked
            | Self::ReaderGone
            | Self::AckWaits
            | Self::Interactive
            | Self::AllRead
            | Self::Corked
            | Self::SmallInFlight
            | Self::Reported
            | Self::UtoChangeable
            | Self::EcnSetup
            | Self::Cwr
            | Self::CongestionExperienced
            | Self::InsecureRst
            | Self::InsecureSyn
            | Self::Rfc1337
            | Self::Switch
            | Self::Cookies
            | Self::TimestampsAgreed
            | Self::DropSynfin
            | Self::ProvenPeer
            | Self::OlderTimestamp
            | Self::BoundPort
            | Self::TwReuse
            | Self::Text
            | Self::ValidCookie
            | Self::Refused => Unit::Fact,
            _ => Unit::Count,
        }
    }
}

impl Op {
    /// The comparison that holds when this one does not; none for a fact.
    #[must_use]
    pub const fn negated(self) -> Option<Self> {
        match self {
            Self::Eq => Some(Self::Ne),
            Self::Ne => Some(Self::Eq),
            Self::Lt => Some(Self::Ge),
            Self::Le => Some(Self::Gt),
            Self::Gt => Some(Self::Le),
            Self::Ge => Some(Self::Lt),
            Self::Set => None,
        }
    }
}
