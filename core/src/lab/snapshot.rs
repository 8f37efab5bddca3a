//! The present state of everything, for a reader. Times in nanoseconds.

mod view;

use serde::{Serialize, Serializer};

use crate::net::LinkRule;
use crate::tcp::{State, Switch, Timer};
use crate::text::Text;
use crate::time::{Duration, Instant};

/// Threads of one process in a snapshot.
pub(super) const MAX_THREADS_SHOWN: usize = 64;

/// Connections of a host that a snapshot shows; [`Lab::connections`](super::Lab::connections) has them all.
pub const MAX_CONNECTIONS_SHOWN: usize = 64;
/// Entries of each queue of a listener that a snapshot shows.
pub const MAX_ENTRIES_SHOWN: usize = 16;

/// The lab at its present position.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// Sixteen hexadecimal digits.
    pub seed: String,
    /// Number of the present branch.
    pub branch: u32,
    /// Every branch.
    pub branches: Vec<BranchView>,
    /// How many moments of this branch have happened.
    pub position: u32,
    /// How many are known.
    pub end: u32,
    /// Virtual now.
    pub now: Instant,
    /// When the next moment happens.
    pub next: Option<Instant>,
    /// Rows written so far.
    pub events: u32,
    /// Crossings begun so far.
    pub crossings: u32,
    /// The hosts, in order.
    pub hosts: Vec<HostView>,
    /// The rules of the network, in the order in which they are asked.
    pub rules: Vec<RuleEntry>,
}

/// A branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BranchView {
    /// Its number.
    pub id: u32,
    /// The branch it was forked from.
    pub parent: Option<u32>,
    /// At which position.
    pub forked_at: u32,
    /// How many moments of it are known.
    pub end: u32,
}

/// A rule of the network.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleEntry {
    /// Its number.
    pub id: u32,
    /// The rule.
    pub rule: LinkRule,
}

/// A host.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HostView {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Every address; the first is `address`.
    pub addresses: Vec<String>,
    /// Its profile's name.
    pub profile: &'static str,
    /// The rules of TCP that it breaks on purpose.
    pub switches: Vec<Switch>,
    /// The cable is plugged in.
    pub cable: bool,
    /// It is switched on.
    pub power: bool,
    /// Sockets that listen.
    pub listeners: Vec<ListenerView>,
    /// Sockets with a connection: the first [`MAX_CONNECTIONS_SHOWN`] of them.
    pub connections: Vec<ConnectionView>,
    /// How many there are.
    pub connection_count: u32,
    /// How many there are in each state that there is.
    pub states: StateCounts,
    /// Those in TIME-WAIT.
    pub time_wait: TimeWaitView,
    /// Those that no process holds any more, without TIME-WAIT.
    pub orphans: u32,
    /// Processes.
    pub processes: Vec<ProcessView>,
}

/// How many connections are in TIME-WAIT, and how many may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TimeWaitView {
    /// How many there are.
    pub count: u32,
    /// How many there may be (`tcp_max_tw_buckets`).
    pub limit: u32,
}

/// Counts by state, in the RFC's order; a state without any is left out. In JSON they are fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateCounts(pub Vec<(State, u32)>);

impl Serialize for StateCounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let counts = self.0.iter();
        serializer.collect_map(counts.map(|(state, count)| (state.name(), count)))
    }
}

/// An entry of a SYN queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SynEntryView {
    /// The peer's end.
    pub remote: String,
    /// When its SYN came.
    pub at: Instant,
    /// How often the SYN,ACK was sent again.
    pub retries: u32,
}

/// An entry of an accept queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AcceptEntryView {
    /// The peer's end.
    pub remote: String,
    /// Octets that wait for whoever accepts it.
    pub unread: u32,
}

/// A socket that listens.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListenerView {
    /// Its number.
    pub socket: u32,
    /// Its own end.
    pub local: String,
    /// The accept queue admits one more than this.
    pub backlog: u32,
    /// Length of the SYN queue.
    pub syn_queue: u32,
    /// Length of the accept queue.
    pub accept_queue: u32,
    /// The SYN queue admits one more than this.
    pub syn_limit: u32,
    /// The accept queue admits one more than this.
    pub accept_limit: u32,
    /// The first [`MAX_ENTRIES_SHOWN`] of the SYN queue, the oldest first.
    pub syn_entries: Vec<SynEntryView>,
    /// The first [`MAX_ENTRIES_SHOWN`] of the accept queue, the oldest first.
    pub accept_entries: Vec<AcceptEntryView>,
}

/// Send sequence variables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SendView {
    /// SND.UNA
    pub una: u32,
    /// SND.NXT
    pub nxt: u32,
    /// SND.WND
    pub wnd: u32,
    /// SND.UP
    pub up: u32,
    /// SND.WL1
    pub wl1: u32,
    /// SND.WL2
    pub wl2: u32,
    /// ISS
    pub iss: u32,
}

/// Receive sequence variables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReceiveView {
    /// RCV.NXT
    pub nxt: u32,
    /// RCV.WND
    pub wnd: u32,
    /// RCV.UP
    pub up: u32,
    /// IRS
    pub irs: u32,
}

/// A timer that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TimerView {
    /// Which.
    pub timer: Timer,
    /// When it was set.
    pub set_at: Instant,
    /// When it fires.
    pub at: Instant,
}

/// A descriptor that refers to a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HolderView {
    /// The process.
    pub process: u32,
    /// The descriptor.
    pub fd: i32,
}

/// A socket with a connection.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionView {
    /// Its number.
    pub socket: u32,
    /// Its own end.
    pub local: String,
    /// The peer's end.
    pub remote: String,
    /// Its state.
    pub state: State,
    /// OPEN was passive.
    pub passive: bool,
    /// SND.*
    pub snd: SendView,
    /// RCV.*
    pub rcv: ReceiveView,
    /// Octets given by the user and not sent.
    pub unsent: u32,
    /// Octets sent and not acknowledged.
    pub unacknowledged: u32,
    /// Octets received and not read.
    pub unread: u32,
    /// Ranges received ahead of RCV.NXT.
    pub out_of_order: Vec<(u32, u32)>,
    /// Effective send MSS.
    pub mss: u32,
    /// Congestion control; none before the connection is open, and where it is off.
    pub congestion: Option<CongestionView>,
    /// What both SYNs have agreed on: `window-scale`, `timestamps`, `sack`, `ecn`.
    pub agreed: Vec<&'static str>,
    /// Retransmission timeout.
    pub rto: Duration,
    /// Smoothed round trip.
    pub srtt: Option<Duration>,
    /// Its variation.
    pub rttvar: Option<Duration>,
    /// How often the oldest segment in flight was sent again.
    pub retransmissions: u32,
    /// Timers that run.
    pub timers: Vec<TimerView>,
    /// Descriptors that refer to it.
    pub descriptors: Vec<HolderView>,
    /// `SO_ERROR`.
    pub error: Option<&'static str>,
}

/// How much a sender may have in the network, in octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CongestionView {
    /// The congestion window.
    pub cwnd: u32,
    /// The slow start threshold; none before the first sign of congestion.
    pub ssthresh: Option<u32>,
    /// What the sender takes to be in the network.
    pub pipe: u32,
    /// How it sees the network: `open`, `disorder`, `recovery`, `loss` ...
    pub phase: &'static str,
}

/// A process.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProcessView {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its descriptors.
    pub descriptors: Vec<DescriptorView>,
    /// It has not ended.
    pub alive: bool,
    /// It may have descriptors below this number.
    pub nofile: u32,
    /// How many threads its program has.
    pub thread_count: u32,
    /// The first 64 of them.
    pub threads: Vec<ThreadView>,
    /// Its program.
    pub program: Vec<LineView>,
    /// As languages print it.
    pub listings: ListingsView,
}

/// A program as languages print it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListingsView {
    /// As in C.
    pub c: Vec<PrintedView>,
    /// As in Python.
    pub python: Vec<PrintedView>,
}

/// A line as a language prints it: functions of threads stand before what starts them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintedView {
    /// The line of the program that it is; none where only the language needs it.
    pub line: Option<u32>,
    /// How deep it stands in blocks.
    pub indent: u16,
    /// `connect(s, "B", 80);`
    pub text: String,
}

/// A thread of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ThreadView {
    /// Its number in the process; 0 is the first.
    pub id: u32,
    /// The line on which it stands, counted from 0; none when it has come to its end.
    pub line: Option<u32>,
    /// `done`, `blocked`, `running`, `stopped`; `waiting` as long as it has not begun.
    pub status: &'static str,
    /// Why it cannot go on: a name of [`Fault`](crate::host::Fault).
    pub fault: Option<&'static str>,
    /// Its variables, by name.
    pub variables: Vec<VariableView>,
}

/// A variable of a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VariableView {
    /// Its name.
    pub name: String,
    /// Its value, as far as 2^53 - 1 either way.
    pub value: i64,
}

/// A descriptor of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DescriptorView {
    /// The descriptor.
    pub fd: i32,
    /// The socket.
    pub socket: u32,
    /// What the socket is: `unbound`, `listener`, `connection`.
    pub kind: &'static str,
}

/// A line of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineView {
    /// In few words: `connect(s, B:80)`.
    pub text: String,
    /// How deep it stands in blocks.
    pub indent: u16,
    /// `done`, `blocked`, `running`, `stopped`, `waiting`; of several threads, that of the foremost one.
    pub status: &'static str,
    /// The number its call returned last, or the name of the error.
    pub result: Option<String>,
    /// How often it has run.
    pub runs: u32,
    /// It is missing on purpose, and never runs.
    pub ghost: bool,
    /// What its author says about it.
    pub note: Option<Text>,
    /// The call that it makes, or that is missing.
    pub call: Option<&'static str>,
}
