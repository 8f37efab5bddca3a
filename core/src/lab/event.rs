//! The log: one row for everything that happens, with the rule that decided and the row that caused it.
//!
//! A row is numbers only, at most 64 octets. Its sentence is `event-<kind>` in the page's catalogues, filled with
//! [`Row::args`].

mod args;

use serde::Serialize;

pub use self::args::Args;
use crate::host::{HostWhat, NameTable};
use crate::net::NetNote;
use crate::rule::Rule;
use crate::tcp::{Signal, What};
use crate::time::Instant;

/// Declares [`Kind`] with the names of its arguments in one place.
macro_rules! kinds {
    ($( $name:ident $code:literal [$($arg:literal),*] $text:literal; )+) => {
        /// What a row tells.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Kind { $( #[doc = $text] #[cfg_attr(feature = "schema", schemars(rename = $code))] $name, )+ }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )+ ];

            /// Stable key of the sentence.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$name => $code, )+ }
            }

            /// The arguments every row of this kind has.
            #[must_use]
            pub const fn args(self) -> &'static [&'static str] {
                match self { $( Self::$name => &[$($arg),*], )+ }
            }
        }
    };
}

kinds! {
    // the wire
    SegmentSent "segment-sent" [] "A host sent a segment.";
    SegmentInjected "segment-injected" [] "A segment came from outside.";
    SegmentArrived "segment-arrived" [] "A segment reached its host.";
    SegmentLost "segment-lost" [] "A segment is gone.";
    SegmentHeld "segment-held" [] "A segment stands still.";
    SegmentReleased "segment-released" ["until"] "A segment goes on.";
    SegmentDelayed "segment-delayed" ["until"] "A segment arrives later.";
    SegmentDuplicated "segment-duplicated" ["copy"] "A segment was copied.";
    SegmentRefused "segment-refused" ["message"] "A router dropped the datagram and tells its sender.";
    SegmentMarked "segment-marked" [] "A router marked the datagram: congestion experienced.";
    SegmentRewritten "segment-rewritten" ["end", "side"] "A NAT box put another address into a segment.";
    SegmentCorrupted "segment-corrupted" ["bit"] "One bit of a segment was flipped.";
    // TCP
    SegmentAccepted "segment-accepted" ["seq", "len"] "A segment passed the sequence check.";
    SegmentDropped "segment-dropped" ["seq", "len"] "TCP dropped a segment.";
    StateChanged "state-changed" ["from", "to"] "A connection is in another state.";
    TimerSet "timer-set" ["timer", "after", "until"] "A timer runs.";
    TimerStopped "timer-stopped" ["timer"] "A timer was stopped.";
    TimerFired "timer-fired" ["timer"] "A timer fired.";
    Acknowledged "acknowledged" ["una", "count"] "SND.UNA moved.";
    WindowChanged "window-changed" ["wnd"] "SND.WND changed.";
    TextDelivered "text-delivered" ["nxt", "octets"] "Text arrived in order.";
    TextKept "text-kept" ["seq", "octets"] "Text ahead of RCV.NXT was kept.";
    TextIgnored "text-ignored" ["seq", "octets"] "Text was thrown away.";
    DataQueued "data-queued" ["octets"] "The user gave data.";
    DataRead "data-read" ["octets"] "The user took data.";
    FinQueued "fin-queued" [] "A FIN waits behind the data.";
    AckDelayed "ack-delayed" [] "An ACK waits.";
    DataHeld "data-held" ["octets"] "Data waits.";
    RoundTrip "round-trip" ["sample", "rto"] "A round trip was measured.";
    NoRoundTrip "no-round-trip" ["rto"] "A round trip could not be measured: RTO stays.";
    RtoChanged "rto-changed" ["rto"] "RTO changed without a sample.";
    Retransmitted "retransmitted" ["seq", "count"] "A segment goes out again.";
    IssChosen "iss-chosen" ["iss"] "An initial number was chosen.";
    MssSettled "mss-settled" ["mss"] "The effective MSS is known.";
    OptionsAgreed "options-agreed" ["sendScale", "receiveScale", "scaling", "timestamps", "sack"] "Extensions were agreed on.";
    EcnChanged "ecn-changed" ["on"] "Congestion is told of, or no more.";
    IcmpJudged "icmp-judged" ["error", "seq"] "TCP judged an ICMP error.";
    CongestionWindow "congestion-window" ["cwnd", "ssthresh"] "The congestion window or its threshold changed.";
    DuplicateAck "duplicate-ack" ["count"] "A duplicate ACK was counted.";
    SegmentsReported "segments-reported" ["segments", "total"] "The peer reported segments beyond a hole.";
    SegmentsLost "segments-lost" ["segments", "total"] "Segments are taken to be lost.";
    ReorderingSeen "reordering-seen" ["segments"] "Segments overtake each other.";
    RecoveryPhase "recovery-phase" ["from", "to", "recover"] "Loss recovery is in another phase.";
    UserTimeoutTold "user-timeout-told" ["remote", "adopted"] "The peer has told its user timeout.";
    AckWithheld "ack-withheld" [] "A challenge ACK was not sent.";
    ResetWithheld "reset-withheld" ["seq"] "A RST was due and did not leave.";
    AckBelieved "ack-believed" ["ack", "sent"] "An ACK that is out of place passes.";
    OldTimestamp "old-timestamp" ["value", "recent"] "A segment with an old timestamp passes.";
    Signal "signal" ["signal"] "TCP told its user something.";
    // the host
    CallEntered "call-entered" ["call", "name", "process", "line", "thread"] "A thread makes a system call.";
    CallBlocked "call-blocked" ["call", "process", "line", "thread"] "The call waits.";
    CallReturned "call-returned" ["call", "result", "told", "process", "line", "thread"] "The call returns a number or an error.";
    ProgramSleeps "program-sleeps" ["process", "until", "line", "thread"] "A program waits by itself.";
    ProgramEnded "program-ended" ["process", "thread"] "A thread of a program has no further line.";
    ProgramStopped "program-stopped" ["fault", "process", "line", "thread"] "A thread of a program cannot go on.";
    ThreadStarted "thread-started" ["process", "line", "thread"] "A program has started a thread.";
    ProcessEnded "process-ended" ["process"] "A process is gone.";
    SynQueued "syn-queued" ["child", "length"] "A SYN made an entry in the SYN queue.";
    AcceptQueued "accept-queued" ["child", "length"] "A connection waits to be accepted.";
    AcceptTaken "accept-taken" ["child", "length"] "A connection was accepted.";
    EntryDropped "entry-dropped" ["child", "length"] "An entry left the SYN queue for nothing.";
    SynDropped "syn-dropped" ["length", "limit"] "A SYN found a queue full.";
    AckDropped "ack-dropped" ["child", "length", "limit"] "The last ACK of a handshake found the accept queue full.";
    AckDeferred "ack-deferred" ["child"] "The last ACK of a handshake was put aside until text comes.";
    CookieSent "cookie-sent" ["iss", "mss"] "A SYN was answered with a cookie.";
    CookieAccepted "cookie-accepted" ["child", "mss"] "A cookie came back and made a connection.";
    CookieRefused "cookie-refused" [] "What came back is no cookie.";
    CookieDropped "cookie-dropped" ["length", "limit"] "A cookie came back and found the accept queue full.";
    TimeWaitOverflow "time-wait-overflow" ["count", "limit"] "There are too many connections in TIME-WAIT: this one is gone at once.";
    TimeWaitReused "time-wait-reused" ["old", "after"] "A new connection takes the place of one in TIME-WAIT.";
    OrphansFull "orphans-full" ["count", "limit"] "There are too many orphans: this one is reset.";
    SynStale "syn-stale" ["value", "latest"] "The timestamp of a SYN is older than the last one of its address.";
    PortChosen "port-chosen" ["port"] "The host chose a port.";
    OptionSet "option-set" ["option", "value"] "An option of a socket was set.";
    OptionRead "option-read" ["option", "value"] "A program asked for an option.";
    SysctlSet "sysctl-set" ["name", "value"] "A knob of the host was turned.";
    SwitchSet "switch-set" ["switch", "on"] "A rule of TCP is broken from now on, or kept again.";
    ErrorPending "error-pending" ["error", "told"] "An error waits for the next call.";
    DataUnread "data-unread" ["octets"] "A socket is closed over data nobody has read.";
    CloseDeferred "close-deferred" [] "The descriptor is closed, a call still uses the socket.";
    SocketOrphaned "socket-orphaned" [] "No descriptor is left, the connection goes on.";
    SocketGone "socket-gone" [] "Neither descriptor nor connection is left.";
    SegmentUnreadable "segment-unreadable" ["offset"] "What arrived is no segment.";
    SynFinDropped "syn-fin-dropped" [] "A segment with SYN and FIN was dropped unseen.";
    IcmpStray "icmp-stray" [] "An ICMP message is about no connection of this host.";
    NotForUs "not-for-us" [] "What arrived is for another address.";
    ProcessSignalled "process-signalled" ["process", "signal", "number", "fate"] "A process gets a signal.";
    PoweredOff "powered-off" ["connections"] "A host is switched off.";
    PoweredOn "powered-on" ["boots"] "A host starts.";
    KernelLogged "kernel-logged" ["text"] "The kernel wrote a line into its log.";
    // the reader
    Act "act" ["act"] "The reader did something.";
    // the scenario
    ActRefused "act-refused" ["error"] "An act of the scenario could not be done.";
}

/// What happened, in numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fact {
    /// A host put a segment on the wire.
    Sent {
        /// It carries numbers that were sent before.
        retransmission: bool,
    },
    /// A segment came from outside.
    Injected,
    /// A segment reached its host.
    Arrived,
    /// The network's word.
    Net(NetNote),
    /// A connection's word.
    Tcp(What),
    /// A connection's word to its user.
    Signal(Signal),
    /// The host's word.
    Host(HostWhat),
    /// The reader, or the scenario, did something; the name of the command.
    Act(&'static str),
    /// An act of the scenario could not be done; the code of the error.
    Refused(&'static str),
}

/// One row of the log. At most 64 octets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// When.
    pub at: Instant,
    /// What.
    pub fact: Fact,
    /// What decided.
    pub rule: Rule,
    pub(super) cause: u32,
    pub(super) socket: u32,
    pub(super) crossing: u32,
    pub(super) host: u16,
}

/// "None" of an id.
pub(super) const NONE: u32 = u32::MAX;
/// "None" of a host.
pub(super) const NO_HOST: u16 = u16::MAX;

impl Row {
    /// The row without which this one would not be; rows of one moment go back to its first.
    #[must_use]
    pub fn cause(&self) -> Option<u32> {
        Some(self.cause).filter(|id| *id != NONE)
    }

    /// The host it happened at.
    #[must_use]
    pub fn host(&self) -> Option<u32> {
        Some(self.host).filter(|id| *id != NO_HOST).map(u32::from)
    }

    /// The socket it happened to, a number of the host.
    #[must_use]
    pub fn socket(&self) -> Option<u32> {
        Some(self.socket).filter(|id| *id != NONE)
    }

    /// The crossing it is about.
    #[must_use]
    pub fn crossing(&self) -> Option<u32> {
        Some(self.crossing).filter(|id| *id != NONE)
    }

    /// What it tells.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.fact {
            Fact::Sent { .. } => Kind::SegmentSent,
            Fact::Injected => Kind::SegmentInjected,
            Fact::Arrived => Kind::SegmentArrived,
            Fact::Net(note) => of_net(note),
            Fact::Tcp(what) => of_tcp(what),
            Fact::Signal(_) => Kind::Signal,
            Fact::Host(note) => of_host(note),
            Fact::Act(_) => Kind::Act,
            Fact::Refused(_) => Kind::ActRefused,
        }
    }

    /// The row for the reader. `names` gives what a host calls its peers.
    #[must_use]
    pub fn view(&self, id: u32, names: &NameTable) -> LabEvent {
        LabEvent {
            id,
            at: self.at,
            cause: self.cause(),
            host: self.host(),
            socket: self.socket(),
            crossing: self.crossing(),
            kind: self.kind().name(),
            rule: Some(self.rule.code()),
            args: self.args(names),
        }
    }
}

const fn of_net(note: NetNote) -> Kind {
    match note {
        NetNote::Sent { .. } => Kind::SegmentSent,
        NetNote::Lost => Kind::SegmentLost,
        NetNote::Held => Kind::SegmentHeld,
        NetNote::Released { .. } => Kind::SegmentReleased,
        NetNote::Delayed { .. } => Kind::SegmentDelayed,
        NetNote::Duplicated { .. } => Kind::SegmentDuplicated,
        NetNote::Refused { .. } => Kind::SegmentRefused,
        NetNote::Rewritten { .. } => Kind::SegmentRewritten,
        NetNote::Marked => Kind::SegmentMarked,
        NetNote::Corrupted { .. } => Kind::SegmentCorrupted,
    }
}

const fn of_tcp(what: What) -> Kind {
    match what {
        What::State { .. } => Kind::StateChanged,
        What::Accepted { .. } => Kind::SegmentAccepted,
        What::Dropped { .. } => Kind::SegmentDropped,
        What::Acknowledged { .. } => Kind::Acknowledged,
        What::Window { .. } => Kind::WindowChanged,
        What::Delivered { .. } => Kind::TextDelivered,
        What::Kept { .. } => Kind::TextKept,
        What::Ignored { .. } => Kind::TextIgnored,
        What::Queued { .. } => Kind::DataQueued,
        What::Read { .. } => Kind::DataRead,
        What::FinQueued => Kind::FinQueued,
        What::AckDelayed => Kind::AckDelayed,
        What::Held { .. } => Kind::DataHeld,
        What::TimerSet { .. } => Kind::TimerSet,
        What::TimerStopped { .. } => Kind::TimerStopped,
        What::TimerFired { .. } => Kind::TimerFired,
        What::RoundTrip { .. } => Kind::RoundTrip,
        What::NoRoundTrip { .. } => Kind::NoRoundTrip,
        What::Rto { .. } => Kind::RtoChanged,
        What::Retransmitted { .. } => Kind::Retransmitted,
        What::Iss { .. } => Kind::IssChosen,
        What::Mss { .. } => Kind::MssSettled,
        What::Agreed { .. } => Kind::OptionsAgreed,
        What::CongestionWindow { .. } => Kind::CongestionWindow,
        What::Duplicate { .. } => Kind::DuplicateAck,
        What::Reported { .. } => Kind::SegmentsReported,
        What::Lost { .. } => Kind::SegmentsLost,
        What::Reordering { .. } => Kind::ReorderingSeen,
        What::Phase { .. } => Kind::RecoveryPhase,
        What::UserTimeout { .. } => Kind::UserTimeoutTold,
        What::Withheld => Kind::AckWithheld,
        What::ResetWithheld { .. } => Kind::ResetWithheld,
        What::AckBelieved { .. } => Kind::AckBelieved,
        What::OldTimestamp { .. } => Kind::OldTimestamp,
        What::Ecn { .. } => Kind::EcnChanged,
        What::Icmp { .. } => Kind::IcmpJudged,
    }
}

const fn of_host(what: HostWhat) -> Kind {
    match what {
        HostWhat::CallEntered { .. } => Kind::CallEntered,
        HostWhat::CallBlocked { .. } => Kind::CallBlocked,
        HostWhat::CallReturned { .. } => Kind::CallReturned,
        HostWhat::Slept { .. } => Kind::ProgramSleeps,
        HostWhat::ProgramEnded { .. } => Kind::ProgramEnded,
        HostWhat::ProgramStopped { .. } => Kind::ProgramStopped,
        HostWhat::ThreadStarted { .. } => Kind::ThreadStarted,
        HostWhat::ProcessEnded { .. } => Kind::ProcessEnded,
        HostWhat::SynQueued { .. } => Kind::SynQueued,
        HostWhat::AcceptQueued { .. } => Kind::AcceptQueued,
        HostWhat::AcceptTaken { .. } => Kind::AcceptTaken,
        HostWhat::EntryDropped { .. } => Kind::EntryDropped,
        HostWhat::SynDropped { .. } => Kind::SynDropped,
        HostWhat::AckDropped { .. } => Kind::AckDropped,
        HostWhat::AckDeferred { .. } => Kind::AckDeferred,
        HostWhat::CookieSent { .. } => Kind::CookieSent,
        HostWhat::CookieAccepted { .. } => Kind::CookieAccepted,
        HostWhat::CookieRefused => Kind::CookieRefused,
        HostWhat::CookieDropped { .. } => Kind::CookieDropped,
        HostWhat::TimeWaitOverflow { .. } => Kind::TimeWaitOverflow,
        HostWhat::TimeWaitReused { .. } => Kind::TimeWaitReused,
        HostWhat::OrphansFull { .. } => Kind::OrphansFull,
        HostWhat::SynStale { .. } => Kind::SynStale,
        HostWhat::PortChosen { .. } => Kind::PortChosen,
        HostWhat::OptionSet { .. } => Kind::OptionSet,
        HostWhat::OptionRead { .. } => Kind::OptionRead,
        HostWhat::SysctlSet { .. } => Kind::SysctlSet,
        HostWhat::SwitchSet { .. } => Kind::SwitchSet,
        HostWhat::ErrorPending { .. } => Kind::ErrorPending,
        HostWhat::Unread { .. } => Kind::DataUnread,
        HostWhat::CloseDeferred => Kind::CloseDeferred,
        HostWhat::Orphaned => Kind::SocketOrphaned,
        HostWhat::SocketGone => Kind::SocketGone,
        HostWhat::Unreadable { .. } => Kind::SegmentUnreadable,
        HostWhat::SynFinDropped => Kind::SynFinDropped,
        HostWhat::IcmpStray => Kind::IcmpStray,
        HostWhat::NotForUs => Kind::NotForUs,
        HostWhat::Signalled { .. } => Kind::ProcessSignalled,
        HostWhat::PoweredOff { .. } => Kind::PoweredOff,
        HostWhat::PoweredOn { .. } => Kind::PoweredOn,
        HostWhat::KernelLogged { .. } => Kind::KernelLogged,
    }
}

/// One row for the reader. The sentence is `event-<kind>` with `args`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LabEvent {
    /// Its number.
    pub id: u32,
    /// When, in nanoseconds.
    pub at: Instant,
    /// The row without which it would not be.
    pub cause: Option<u32>,
    /// The host.
    pub host: Option<u32>,
    /// The socket.
    pub socket: Option<u32>,
    /// The crossing.
    pub crossing: Option<u32>,
    /// What it tells: a name of [`Kind`].
    pub kind: &'static str,
    /// Code of the rule that decided.
    pub rule: Option<&'static str>,
    /// What the sentence needs.
    pub args: Args,
}

#[cfg(test)]
mod tests;
