//! A host: many connections at one address, and the programs that use them. Linux semantics, Linux errno.
//!
//! # The four kinds of method of [`Host`]
//! * **Getters**: `sockets`, `socket`, `processes`, `poll_at`, and what describes the host.
//! * **Handle** what comes from below: [`Host::receive`].
//! * **Commands** of the reader: [`Host::call`], [`Host::expire`].
//! * **Poll**: [`Host::poll`], when `poll_at` has come; it does one due thing.
//!
//! Everything a step decides goes to the [`HostSink`] in the order of happening. A host knows nothing of the
//! network: packets go out through the sink and come in through `receive`.

pub mod calls;
pub mod errno;
pub mod ids;
pub mod names;
pub mod process;
pub mod profile;
pub mod program;
pub mod sink;
pub mod socket;
pub mod spec;

use std::collections::BTreeMap;
use std::net::IpAddr;

pub use calls::{Call, CallName, CallNote, CallOutcome, CallResult, Data, FdRef, How};
pub use errno::Errno;
pub use ids::{Fd, NameId, ProcessId, SocketId, ThreadId};
pub use names::{NameError, NameTable, Peer};
pub use process::{Line, LineStatus, Process, Thread};
pub use profile::{ConfigOverrides, Profile, Sysctls};
pub use program::{Statement, StatementError};
pub use sink::{HostCx, HostNote, HostOutput, HostSink, HostWhat};
pub use socket::{Kind, Listener, Socket};
pub use spec::{HostSpec, ProcessSpec};

use crate::tcp::Timer;
use crate::time::Instant;
use crate::wire::{ParseError, Segment};

/// Why a command of the reader cannot be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HostError {
    /// The host has no socket with this number (any more).
    #[error("no socket {socket}")]
    UnknownSocket {
        /// The number.
        socket: SocketId,
    },
    /// The socket's connection has not set this timer.
    #[error("the timer is not set")]
    TimerNotSet,
    /// The host has no process with this number.
    #[error("no process {}", process.0)]
    UnknownProcess {
        /// The number.
        process: ProcessId,
    },
    /// Too many calls of the reader wait already.
    #[error("too many calls wait")]
    TooManyCalls,
}

/// The one thing that a poll did. Its root row is the first output of the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polled {
    /// A timer of a connection fired.
    Timer {
        /// Whose.
        socket: SocketId,
        /// Which.
        timer: Timer,
    },
    /// A thread ran a statement.
    Statement {
        /// Whose.
        process: ProcessId,
        /// Of the process.
        thread: ThreadId,
    },
    /// Nothing was due.
    Nothing,
}

/// A host.
#[derive(Clone, Debug, PartialEq)]
pub struct Host {
    sockets: BTreeMap<SocketId, Socket>,
    processes: Vec<Process>,
}

// Draft of the interface: bodies follow with the TCP floor.
impl Host {
    /// A host at time zero. `secret` keys its initial sequence numbers and ephemeral ports; `names` is what its
    /// programs can look up.
    pub fn new(spec: HostSpec, secret: (u64, u64), names: &NameTable) -> Self;
    /// A packet arrives: what the network made of its body (`Packet::into_segment`) and its addresses.
    pub fn receive(
        &mut self,
        arrived: Result<Segment, ParseError>,
        src: IpAddr,
        dst: IpAddr,
        cx: &mut HostCx<'_>,
    );
    /// The reader makes a call in a process.
    pub fn call(
        &mut self,
        process: ProcessId,
        call: Call,
        cx: &mut HostCx<'_>,
    ) -> Result<CallOutcome, HostError>;
    /// A timer fires because the reader says so.
    pub fn expire(
        &mut self,
        socket: SocketId,
        timer: Timer,
        cx: &mut HostCx<'_>,
    ) -> Result<(), HostError>;
    /// When the next thing is due: the earliest timer or program step.
    pub fn poll_at(&self) -> Option<Instant>;
    /// Does one thing that is due at `cx.now`: one timer, or one statement of one thread.
    pub fn poll(&mut self, cx: &mut HostCx<'_>) -> Polled;

    /// Its name.
    pub fn name(&self) -> &str;
    /// Its address.
    pub fn address(&self) -> IpAddr;
    /// Its profile.
    pub fn profile(&self) -> Profile;
    /// Every socket, in the order of the numbers.
    pub fn sockets(&self) -> impl Iterator<Item = &Socket>;
    /// One socket.
    pub fn socket(&self, id: SocketId) -> Option<&Socket>;
    /// Every process, in order.
    pub fn processes(&self) -> &[Process];
    /// The descriptors that refer to a socket.
    pub fn descriptors_of(&self, socket: SocketId) -> impl Iterator<Item = (ProcessId, Fd)>;
}
