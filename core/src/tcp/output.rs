//! What a step of the engine gives out: segments, notes, signals, and, when asked, every check.
//!
//! The order is the order in which things happened. Whoever runs the step reads `Sink::outputs` afterwards.

use bytes::Bytes;
use serde::Serialize;

use super::mechanism::timers::Timer;
use super::state::State;
use crate::rule::Rule;
use crate::time::{Duration, Instant};
use crate::wire::{Segment, SeqNum};

/// One thing that came out of a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// A segment for the wire.
    Segment(Outgoing),
    /// A decision and its effect.
    Note(Note),
    /// Something the user of the connection must be told (RFC 9293 3.9.1).
    Signal(Rule, Signal),
    /// A comparison made on the way; only while recording.
    Check(Check),
}

/// A segment on its way out.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    /// The segment, ports filled in.
    pub segment: Segment,
    /// Why it is sent.
    pub rule: Rule,
    /// It carries numbers that were sent before.
    pub retransmission: bool,
}

/// A decision: the rule and what followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// The rule that decided.
    pub rule: Rule,
    /// What followed.
    pub what: What,
}

/// What followed from a decision. At most 24 octets, so that a row of the log stays small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The state changed.
    State {
        /// Before.
        from: State,
        /// After.
        to: State,
    },
    /// The segment passed the sequence check.
    Accepted {
        /// SEG.SEQ.
        seq: SeqNum,
        /// SEG.LEN.
        len: u32,
    },
    /// The segment was dropped.
    Dropped {
        /// SEG.SEQ.
        seq: SeqNum,
        /// SEG.LEN.
        len: u32,
    },
    /// SND.UNA moved.
    Acknowledged {
        /// The new SND.UNA.
        una: SeqNum,
        /// By how many numbers it moved.
        count: u32,
    },
    /// SND.WND changed.
    Window {
        /// The new SND.WND in octets.
        wnd: u32,
    },
    /// Text went to the receive buffer in order.
    Delivered {
        /// The new RCV.NXT.
        nxt: SeqNum,
        /// How many octets.
        octets: u32,
    },
    /// Text was kept ahead of RCV.NXT.
    Kept {
        /// Its first number.
        seq: SeqNum,
        /// How many octets.
        octets: u32,
    },
    /// Text was thrown away.
    Ignored {
        /// Its first number.
        seq: SeqNum,
        /// How many octets.
        octets: u32,
    },
    /// The user queued data to send.
    Queued {
        /// How many octets.
        octets: u32,
    },
    /// The user took data.
    Read {
        /// How many octets.
        octets: u32,
    },
    /// A FIN stands behind the queued data.
    FinQueued,
    /// An acknowledgment is owed but waits.
    AckDelayed,
    /// Data is held back for now.
    Held {
        /// How many octets wait.
        octets: u32,
    },
    /// A timer was set.
    TimerSet {
        /// Which one.
        timer: Timer,
        /// When it will fire.
        at: Instant,
    },
    /// A timer was stopped.
    TimerStopped {
        /// Which one.
        timer: Timer,
    },
    /// A timer fired.
    TimerFired {
        /// Which one.
        timer: Timer,
    },
    /// A round trip was measured.
    RoundTrip {
        /// The sample.
        sample: Duration,
        /// The RTO that follows.
        rto: Duration,
    },
    /// RTO was changed without a sample.
    Rto {
        /// The new value.
        rto: Duration,
    },
    /// A segment goes out again.
    Retransmitted {
        /// Its first number.
        seq: SeqNum,
        /// How often it has now been repeated.
        count: u32,
    },
    /// A number was chosen to begin with.
    Iss {
        /// The initial send sequence number.
        iss: SeqNum,
    },
    /// The effective send MSS was settled.
    Mss {
        /// In octets of text.
        mss: u32,
    },
    /// A challenge ACK was withheld.
    Withheld,
}

/// Asynchronous word to the user of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signal {
    /// The connection is open.
    Established,
    /// "Connection refused".
    Refused,
    /// "Connection reset".
    Reset,
    /// "Connection aborted due to user timeout", or given up after R2.
    TimedOut,
    /// "Connection closing": the peer's FIN.
    PeerClosed,
    /// Urgent data is ahead, or the mark has moved.
    Urgent,
    /// The record is gone after an orderly end.
    Closed,
}

/// Names of the numbers that checks compare; as the RFC writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// SEG.SEQ
    SegSeq,
    /// SEG.SEQ+SEG.LEN-1, the segment's last number
    SegLast,
    /// SEG.ACK
    SegAck,
    /// SEG.LEN
    SegLen,
    /// SEG.WND
    SegWnd,
    /// SEG.SEQ+SEG.UP
    SegUp,
    /// SND.UNA
    SndUna,
    /// SND.NXT
    SndNxt,
    /// SND.WND
    SndWnd,
    /// SND.WL1
    SndWl1,
    /// SND.WL2
    SndWl2,
    /// SND.UNA-MAX.SND.WND
    SndOldest,
    /// ISS
    Iss,
    /// RCV.NXT
    RcvNxt,
    /// RCV.WND
    RcvWnd,
    /// RCV.NXT+RCV.WND
    RcvEdge,
    /// RCV.UP
    RcvUp,
    /// IRS
    Irs,
    /// The FIN's number
    FinSeq,
    /// Zero
    Zero,
    /// One
    One,
    /// The SYN bit
    Syn,
    /// The ACK bit
    Ack,
    /// The RST bit
    Rst,
    /// The FIN bit
    Fin,
    /// The URG bit
    Urg,
    /// OPEN was passive
    PassiveOpen,
    /// Our FIN is acknowledged
    FinAcked,
    /// The user has closed and will not read
    ReaderGone,
    /// How often the segment was repeated
    Repeats,
    /// The limit on repeats
    RepeatLimit,
    /// Nanoseconds since the first transmission
    Waited,
    /// R2, in nanoseconds
    R2,
    /// Octets of full segments not yet acknowledged by us
    AckOwed,
    /// The octets at which an ACK goes at once
    AckThreshold,
    /// Octets that wait to be sent
    Unsent,
    /// Octets the window still takes
    Usable,
    /// The effective send MSS
    Mss,
    /// Half the largest window seen
    HalfWindow,
    /// Numbers in flight
    InFlight,
    /// Octets by which the window could grow
    Growth,
    /// The growth worth telling
    GrowthThreshold,
}

impl Name {
    /// As the RFC writes it, or a short name in English kebab-case that the catalogues translate.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::SegSeq => "SEG.SEQ",
            Self::SegLast => "SEG.SEQ+SEG.LEN-1",
            Self::SegAck => "SEG.ACK",
            Self::SegLen => "SEG.LEN",
            Self::SegWnd => "SEG.WND",
            Self::SegUp => "SEG.SEQ+SEG.UP",
            Self::SndUna => "SND.UNA",
            Self::SndNxt => "SND.NXT",
            Self::SndWnd => "SND.WND",
            Self::SndWl1 => "SND.WL1",
            Self::SndWl2 => "SND.WL2",
            Self::SndOldest => "SND.UNA-MAX.SND.WND",
            Self::Iss => "ISS",
            Self::RcvNxt => "RCV.NXT",
            Self::RcvWnd => "RCV.WND",
            Self::RcvEdge => "RCV.NXT+RCV.WND",
            Self::RcvUp => "RCV.UP",
            Self::Irs => "IRS",
            Self::FinSeq => "FIN.SEQ",
            Self::Zero => "0",
            Self::One => "1",
            Self::Syn => "SYN",
            Self::Ack => "ACK",
            Self::Rst => "RST",
            Self::Fin => "FIN",
            Self::Urg => "URG",
            Self::PassiveOpen => "passive-open",
            Self::FinAcked => "fin-acked",
            Self::ReaderGone => "reader-gone",
            Self::Repeats => "repeats",
            Self::RepeatLimit => "repeat-limit",
            Self::Waited => "waited",
            Self::R2 => "R2",
            Self::AckOwed => "ack-owed",
            Self::AckThreshold => "ack-threshold",
            Self::Unsent => "unsent",
            Self::Usable => "usable-window",
            Self::Mss => "Eff.snd.MSS",
            Self::HalfWindow => "half-max-window",
            Self::InFlight => "in-flight",
            Self::Growth => "window-growth",
            Self::GrowthThreshold => "growth-threshold",
        }
    }
}

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `=`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `=<`, as the RFC writes it
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// A bit or a fact is set; there is no right side.
    Set,
}

impl Op {
    /// The sign.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Eq => "=",
            Self::Ne => "!=",
            Self::Lt => "<",
            Self::Le => "=<",
            Self::Gt => ">",
            Self::Ge => ">=",
            Self::Set => "is set",
        }
    }
}

/// A comparison the engine made: the very one that its code ran on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// On behalf of which rule.
    pub rule: Rule,
    /// The left number.
    pub left: (Name, u64),
    /// The comparison.
    pub op: Op,
    /// The right number; a zero without meaning for [`Op::Set`].
    pub right: (Name, u64),
    /// The outcome.
    pub holds: bool,
}

/// Collects what a step gives out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sink {
    /// In the order of happening; drain it after each step.
    pub outputs: Vec<Output>,
    /// Record checks as well ("Why?").
    pub recording: bool,
}

impl Sink {
    /// A sink that also records every check.
    #[must_use]
    pub fn recording() -> Self {
        Self {
            outputs: Vec::new(),
            recording: true,
        }
    }
}

/// What RECEIVE returns (RFC 9293 3.10.3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// The octets, in order; empty with `end` false means that nothing is there yet.
    pub data: Vec<Bytes>,
    /// How many octets that is.
    pub octets: u32,
    /// The peer's FIN has been reached: no more will come.
    pub end: bool,
    /// Some of what remains is urgent (MUST-33).
    pub urgent: bool,
}
