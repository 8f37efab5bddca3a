//! What surrounds a step of a host, and what the step gives out.

use super::calls::{CallName, CallNote, CallResult, Reply, SocketOption};
use super::errno::{Errno, ErrorTable};
use super::ids::{ProcessId, SocketId, ThreadId};
use super::kernel_log::{KernelLine, Release};
use super::program::Fault;
use super::signals::ProcessSignal;
use crate::rule::Rule;
use crate::tcp::{self, Check, Name, Op, Switch};
use crate::time::{Duration, Instant};
use crate::wire::{Packet, SeqNum};

/// The surroundings of one step of a host.
#[derive(Debug)]
pub struct HostCx<'a> {
    /// Virtual now.
    pub now: Instant,
    /// Where the results go.
    pub sink: &'a mut HostSink,
}

impl HostCx<'_> {
    /// Notes a decision.
    pub(super) fn note(&mut self, rule: Rule, socket: Option<SocketId>, what: HostWhat) {
        let note = HostNote { rule, socket, what };
        self.sink.outputs.push(HostOutput::Note(note));
    }

    /// Compares two numbers; the answer is recorded, so that "Why?" shows what the host ran on.
    pub(super) fn num(
        &mut self,
        rule: Rule,
        left: (Name, u64),
        op: Op,
        right: (Name, u64),
    ) -> bool {
        let holds = op.holds(left.1, right.1);
        if self.sink.recording {
            self.sink.outputs.push(HostOutput::Check(Check {
                rule,
                left,
                op,
                right,
                holds,
            }));
        }
        holds
    }

    /// Asks whether a fact is so; the answer is recorded.
    pub(super) fn set(&mut self, rule: Rule, name: Name, value: bool) -> bool {
        self.num(rule, (name, value.into()), Op::Set, (Name::Zero, 0))
    }

    /// A call of the reader that waited is about to return with `reply`.
    pub(super) fn hand_over(&mut self, process: ProcessId, thread: ThreadId, reply: &Reply) {
        if !thread.is_of_program() && *reply != Reply::Nothing {
            self.sink.outputs.push(HostOutput::Reply {
                process,
                thread,
                reply: reply.clone(),
            });
        }
    }
}

impl HostSink {
    /// A sink that also records every check.
    #[must_use]
    pub const fn recording() -> Self {
        Self {
            outputs: Vec::new(),
            recording: true,
            spare: Vec::new(),
        }
    }
}

/// Collects what the steps of a host give out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HostSink {
    /// In the order of happening; drain it after each step.
    pub outputs: Vec<HostOutput>,
    /// Record checks as well ("Why?").
    pub recording: bool,
    /// Room for what a connection gives out, empty between two steps, so that no step needs memory of its own.
    pub(super) spare: Vec<tcp::Output>,
}

/// One thing that came out of a step.
#[derive(Clone, Debug, PartialEq)]
pub enum HostOutput {
    /// A packet for the network.
    Packet {
        /// The socket that sent it; none when no socket is concerned (RST to a closed port).
        socket: Option<SocketId>,
        /// Addresses and segment.
        packet: Packet,
        /// Why it is sent.
        rule: Rule,
        /// It carries numbers that were sent before.
        retransmission: bool,
    },
    /// A note, signal or check of the TCP floor; never a segment.
    Tcp {
        /// The socket; none when no socket is concerned.
        socket: Option<SocketId>,
        /// What came out.
        output: tcp::Output,
    },
    /// A decision of the host.
    Note(HostNote),
    /// A comparison that the host made; only while recording.
    Check(Check),
    /// What a call of the reader that waited hands over; the note that it returns follows. No row of the log.
    Reply {
        /// Whose call.
        process: ProcessId,
        /// Which.
        thread: ThreadId,
        /// What.
        reply: Reply,
    },
}

/// A decision of the host: the rule, the socket and what followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostNote {
    /// The rule that decided.
    pub rule: Rule,
    /// The socket concerned: the listener for its queues, else the one that the call or segment is about.
    pub socket: Option<SocketId>,
    /// What followed.
    pub what: HostWhat,
}

/// What followed from a decision of the host. At most 24 octets, so that a row of the log stays small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostWhat {
    /// A thread makes a call.
    CallEntered {
        /// Whose.
        process: ProcessId,
        /// Of the process: one of its program, or a call of the reader.
        thread: ThreadId,
        /// Number of the program's line; 0 for a call of the reader.
        line: u16,
        /// The call.
        call: CallNote,
    },
    /// The call cannot be answered yet: the thread waits.
    CallBlocked {
        /// Whose.
        process: ProcessId,
        /// Of the process.
        thread: ThreadId,
        /// Number of the program's line; 0 for a call of the reader.
        line: u16,
        /// Which call.
        name: CallName,
    },
    /// The call returns.
    CallReturned {
        /// Whose.
        process: ProcessId,
        /// Of the process.
        thread: ThreadId,
        /// Number of the program's line; 0 for a call of the reader.
        line: u16,
        /// Which call.
        name: CallName,
        /// A number or an error.
        result: CallResult,
        /// By which names and numbers the host's programs know errors.
        errors: ErrorTable,
    },
    /// The program sleeps.
    Slept {
        /// Whose.
        process: ProcessId,
        /// Of the process.
        thread: ThreadId,
        /// Number of the line.
        line: u16,
        /// When it goes on.
        until: Instant,
    },
    /// A thread of the program has no further line. The process lives on with its descriptors.
    ProgramEnded {
        /// Whose.
        process: ProcessId,
        /// Of the process.
        thread: ThreadId,
    },
    /// A thread of the program cannot go on.
    ProgramStopped {
        /// Whose.
        process: ProcessId,
        /// Of the process.
        thread: ThreadId,
        /// Number of the line.
        line: u16,
        /// Why.
        fault: Fault,
    },
    /// A program has started a second thread.
    ThreadStarted {
        /// Whose.
        process: ProcessId,
        /// The new one.
        thread: ThreadId,
        /// Number of the line that started it.
        line: u16,
    },
    /// The process is gone, and its descriptors are closed.
    ProcessEnded {
        /// Which.
        process: ProcessId,
    },
    /// A SYN made an entry in the SYN queue.
    SynQueued {
        /// The connection, in SYN-RECEIVED.
        child: SocketId,
        /// Length of the SYN queue now.
        length: u32,
    },
    /// A connection moved from the SYN queue to the accept queue.
    AcceptQueued {
        /// The connection, ESTABLISHED.
        child: SocketId,
        /// Length of the accept queue now.
        length: u32,
    },
    /// `accept` took a connection out of the accept queue.
    AcceptTaken {
        /// The connection.
        child: SocketId,
        /// Length of the accept queue now.
        length: u32,
    },
    /// An entry left the SYN queue without becoming a connection.
    EntryDropped {
        /// The entry.
        child: SocketId,
        /// Length of the SYN queue now.
        length: u32,
    },
    /// A SYN was dropped: a queue is full.
    SynDropped {
        /// Length of the full queue.
        length: u32,
        /// How long it may become.
        limit: u32,
    },
    /// The ACK that would complete the handshake was dropped: the accept queue is full.
    AckDropped {
        /// The entry, which stays in SYN-RECEIVED.
        child: SocketId,
        /// Length of the accept queue.
        length: u32,
        /// How long it may become.
        limit: u32,
    },
    /// The ACK that would complete the handshake was put aside: the listener waits for text (`TCP_DEFER_ACCEPT`).
    AckDeferred {
        /// The entry, which stays in SYN-RECEIVED.
        child: SocketId,
    },
    /// A SYN was answered with a cookie, and forgotten.
    CookieSent {
        /// The cookie: the initial number of the SYN,ACK.
        iss: SeqNum,
        /// The MSS that it tells.
        mss: u16,
    },
    /// A cookie has come back: the connection is made out of it.
    CookieAccepted {
        /// The connection.
        child: SocketId,
        /// The MSS that the cookie told.
        mss: u16,
    },
    /// An ACK brought what is no cookie of this host, or an old one.
    CookieRefused,
    /// A cookie has come back, and the accept queue is full: it is dropped.
    CookieDropped {
        /// Length of the accept queue.
        length: u32,
        /// How long it may become.
        limit: u32,
    },
    /// There are more connections in TIME-WAIT than there may be: this one is gone at once.
    TimeWaitOverflow {
        /// How many there are with it.
        count: u32,
        /// How many there may be.
        limit: u32,
    },
    /// `connect` takes the place of a connection in TIME-WAIT.
    TimeWaitReused {
        /// The socket that was in TIME-WAIT.
        old: SocketId,
        /// For how long.
        age: Duration,
    },
    /// There are more orphans than there may be: this one is reset.
    OrphansFull {
        /// How many there are with it.
        count: u32,
        /// How many there may be.
        limit: u32,
    },
    /// A SYN was dropped: its timestamp is older than the last one of its address.
    SynStale {
        /// SEG.TSval.
        value: u32,
        /// The last one.
        latest: u32,
    },
    /// A port was chosen for a socket that had none.
    PortChosen {
        /// The port.
        port: u16,
    },
    /// An option of the socket was set.
    OptionSet {
        /// Which one.
        option: SocketOption,
        /// What it is now, see [`OptionValue::number`](super::OptionValue::number).
        number: u32,
    },
    /// A program asked for an option.
    OptionRead {
        /// Which one.
        option: SocketOption,
        /// What it is, see [`OptionValue::number`](super::OptionValue::number).
        number: u32,
    },
    /// A sysctl of the host was set.
    SysctlSet {
        /// Which one, see [`sysctl::name`](super::sysctl::name).
        number: u16,
        /// What it is now: the first of its numbers, or the place of its word.
        value: u64,
    },
    /// A rule of TCP is broken from now on, or kept again.
    SwitchSet {
        /// Which one.
        switch: Switch,
        /// Broken.
        on: bool,
    },
    /// An error waits for the next call on the socket.
    ErrorPending {
        /// Which one.
        errno: Errno,
        /// By which names and numbers the host's programs know errors.
        errors: ErrorTable,
    },
    /// The last descriptor is closed while octets wait to be read.
    Unread {
        /// How many.
        octets: u32,
    },
    /// The last descriptor is closed, but a thread is inside a call on the socket: it goes when that call returns.
    CloseDeferred,
    /// The last descriptor is closed; the connection goes on by itself.
    Orphaned,
    /// The socket is gone: no descriptor, no connection.
    SocketGone,
    /// What arrived is no segment.
    Unreadable {
        /// The octet at fault.
        offset: u16,
    },
    /// A segment with SYN and FIN was dropped.
    SynFinDropped,
    /// An ICMP message is about no connection of this host.
    IcmpStray,
    /// What arrived is not for this host's address.
    NotForUs,
    /// A signal was sent to a process.
    Signalled {
        /// Whose.
        process: ProcessId,
        /// Which.
        signal: ProcessSignal,
        /// The process ignores it; else it dies of it.
        ignored: bool,
    },
    /// The host is switched off.
    PoweredOff {
        /// Connections that are gone.
        connections: u32,
    },
    /// The host starts.
    PoweredOn {
        /// How often it has started, this time included.
        boots: u32,
    },
    /// The kernel wrote a line into its log.
    KernelLogged {
        /// What it tells.
        line: KernelLine,
        /// In whose words.
        release: Release,
    },
}
