//! What a step of the engine gives out: segments, notes, signals, and, when asked, every check.
//!
//! The order is the order in which things happened. Whoever runs the step reads `Sink::outputs` afterwards.

use bytes::Bytes;
use serde::Serialize;

use super::check::Check;
use super::mechanism::options::Agreed;
use super::mechanism::recovery::Phase;
use super::mechanism::timers::Timer;
use super::state::State;
use crate::rule::Rule;
use crate::time::{Duration, Instant};
use crate::wire::{Ecn, IcmpError, Segment, SeqNum};

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
    /// The codepoint of the datagram that is to carry it (RFC 3168 5).
    pub ecn: Ecn,
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
    /// A round trip could not be measured.
    NoRoundTrip {
        /// The RTO that stays.
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
    /// The two SYNs agreed on extensions.
    Agreed {
        /// Which ones.
        agreed: Agreed,
        /// The shift of the peer's windows.
        send_scale: u8,
        /// The shift of ours.
        receive_scale: u8,
    },
    /// The congestion window or its threshold changed.
    CongestionWindow {
        /// cwnd in octets.
        cwnd: u32,
        /// ssthresh in octets.
        ssthresh: u32,
    },
    /// A duplicate ACK was counted.
    Duplicate {
        /// How many in a row.
        count: u32,
    },
    /// The peer reported segments that it has beyond a hole.
    Reported {
        /// How many.
        segments: u32,
        /// How many of those in flight it has reported in all.
        total: u32,
    },
    /// Segments are taken to be lost.
    Lost {
        /// How many.
        segments: u32,
        /// How many of those in flight in all.
        total: u32,
    },
    /// Segments overtake each other on this path.
    Reordering {
        /// By so many.
        segments: u32,
    },
    /// Loss recovery is in another phase.
    Phase {
        /// Before.
        from: Phase,
        /// After.
        to: Phase,
        /// Where an episode that has begun will end.
        recover: SeqNum,
    },
    /// The peer has told its user timeout.
    UserTimeout {
        /// As told.
        remote: Duration,
        /// The one in use here from now on; zero is none.
        adopted: Duration,
    },
    /// A challenge ACK was withheld.
    Withheld,
    /// A RST was withheld: the host breaks the rule that asks for it.
    ResetWithheld {
        /// The number it would have had.
        seq: SeqNum,
    },
    /// An ACK that is out of place passes: the host breaks the rule that refuses it.
    AckBelieved {
        /// SEG.ACK.
        ack: SeqNum,
        /// SND.NXT.
        nxt: SeqNum,
    },
    /// An old timestamp passes: the host breaks the rule that refuses it.
    OldTimestamp {
        /// SEG.TSval.
        value: u32,
        /// TS.Recent.
        recent: u32,
    },
    /// Congestion is told of from now on, or no more; or both ends have agreed to tell each other.
    Ecn {
        /// From now on.
        on: bool,
    },
    /// An ICMP error arrived.
    Icmp {
        /// What it says.
        error: IcmpError,
        /// The number of the segment it is about.
        seq: SeqNum,
    },
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
    /// R1: the same data was repeated several times; the connection goes on (3.8.3).
    Trouble,
    /// An ICMP error that ends nothing (3.9.2.2).
    SoftError(IcmpError),
    /// An ICMP error ended the connection.
    Unreachable(IcmpError),
    /// Urgent data is ahead, or the mark has moved.
    Urgent,
    /// The record is gone after an orderly end.
    Closed,
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
