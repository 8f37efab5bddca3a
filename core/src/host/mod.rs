//! A host: many connections at one address, and the programs that use them. Linux semantics, Linux errno.
//!
//! # The four kinds of method of [`Host`]
//! * **Getters**: `sockets`, `socket`, `processes`, `poll_at`, and what describes the host.
//! * **Handle** what comes from below: [`Host::receive`].
//! * **Commands** of the reader: [`Host::call`], [`Host::expire`], [`Host::power_off`], [`Host::power_on`].
//! * **Poll**: [`Host::poll`], when `poll_at` has come; it does one due thing.
//!
//! Everything a step decides goes to the [`HostSink`] in the order of happening. A host knows nothing of the
//! network: packets go out through the sink and come in through `receive`.

mod agenda;
pub mod calls;
mod census;
mod cookies;
mod counters;
mod demux;
mod ending;
mod engine;
pub mod errno;
mod icmp;
pub mod ids;
pub mod info;
pub mod kernel_log;
mod listener;
pub mod names;
mod options;
mod patience;
mod peers;
mod ports;
mod power;
pub mod process;
pub mod profile;
pub mod program;
mod queues;
mod receive;
mod reuse;
mod run;
mod signals;
pub mod sink;
pub mod socket;
pub mod spec;
mod switches;
mod syn;
pub mod sysctl;
mod thread;
mod waits;

use std::collections::{BTreeMap, VecDeque};
use std::net::IpAddr;
use std::sync::Arc;

pub use calls::{
    Call, CallName, CallNote, CallOutcome, CallResult, Data, FdRef, How, Message, MessageFlags,
    OptionValue, PollEvents, PollFd, Reply, Request, SocketOption,
};
pub use counters::Counter;
pub use errno::{Errno, ErrorTable};
pub use ids::{Fd, NameId, ProcessId, SocketId, ThreadId};
pub use kernel_log::{KernelLine, Logged, Release};
pub use names::{NameError, NameTable, Peer};
pub use process::{LineState, LineStatus, Process, ThreadState};
pub use profile::{ConfigOverrides, Profile, ResetAfterFin, Sysctls};
pub use program::{
    Expression, ExpressionError, Fault, Line, Listings, Printed, ProgramError, Statement,
    StatementError,
};
pub use queues::Listener;
pub use signals::{Disposition, ProcessSignal, Signals};
pub use sink::{HostCx, HostNote, HostOutput, HostSink, HostWhat};
pub use socket::{Kind, Socket};
pub use spec::{HostSpec, ProcessSpec, Starts};
pub use sysctl::{MAX_SYSCTL_TEXT, SysctlError, SysctlExpects};
pub use waits::{WaitingCall, Waits};

use crate::tcp::{Config, Isn, Switches, Timer};
use crate::time::Instant;
use agenda::Agenda;
use census::Census;
use cookies::Cookies;
use counters::Counters;
use demux::Demux;
use kernel_log::KernelLog;
use peers::Peers;
use ports::Ports;

/// Sockets of one host, with orphans, queued connections and TIME-WAIT; beyond it `socket` gives `ENFILE`.
pub const MAX_SOCKETS: usize = 65_536;

/// Addresses of one host.
pub const MAX_ADDRESSES: usize = 16;

/// Name of the process that a host without any gets.
pub const DEFAULT_PROCESS: &str = "app";

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
    /// The process has ended.
    #[error("process {} has ended", process.0)]
    ProcessGone {
        /// The number.
        process: ProcessId,
    },
    /// Too many calls of the reader wait already.
    #[error("too many calls wait")]
    TooManyCalls,
    /// The host is switched off.
    #[error("the host is switched off")]
    Down,
    /// The host is switched on already.
    #[error("the host is switched on already")]
    Up,
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
    /// A call has waited long enough.
    Call {
        /// Whose.
        process: ProcessId,
        /// Which.
        thread: ThreadId,
    },
    /// A program ran a line, or came to its end.
    Statement {
        /// Whose.
        process: ProcessId,
    },
    /// Nothing was due.
    Nothing,
}

/// A host.
#[derive(Clone, Debug, PartialEq)]
pub struct Host {
    /// What it was made from, to start it again.
    spec: Arc<HostSpec>,
    /// It is switched on.
    power: bool,
    /// How often it has been switched on.
    boots: u32,
    address: IpAddr,
    /// All of them, `address` first.
    addresses: Vec<IpAddr>,
    profile: Profile,
    config: Config,
    sysctls: Sysctls,
    isn: Isn,
    switches: Switches,
    names: Arc<NameTable>,
    ports: Ports,
    demux: Demux,
    sockets: BTreeMap<SocketId, Socket>,
    next_socket: u32,
    census: Census,
    peers: Peers,
    cookies: Cookies,
    processes: Vec<Process>,
    agenda: Agenda,
    kernel: KernelLog,
    counters: Counters,
    /// Sockets whose waiting calls are to be tried again; empty between two steps.
    woken: VecDeque<SocketId>,
}

impl Host {
    /// A host at time zero. `secret` keys its initial sequence numbers and ephemeral ports; `names` is what its
    /// programs can look up.
    #[must_use]
    pub fn new(spec: HostSpec, secret: (u64, u64), names: &NameTable) -> Self {
        let mut host = Self::dark(Arc::new(spec), secret, Arc::new(names.clone()));
        host.start(Instant::START);
        host
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.spec.name
    }

    /// The address that its name stands for.
    #[must_use]
    pub const fn address(&self) -> IpAddr {
        self.address
    }

    /// Every address, the one that its name stands for first.
    #[must_use]
    pub fn addresses(&self) -> &[IpAddr] {
        &self.addresses
    }

    /// A packet to this address is for this host: 127.0.0.0/8 and `::1` are every host's own.
    #[must_use]
    pub fn owns(&self, address: IpAddr) -> bool {
        address.is_loopback() || self.addresses.contains(&address)
    }

    /// Its profile.
    #[must_use]
    pub const fn profile(&self) -> Profile {
        self.profile
    }

    /// The knobs of its connections.
    #[must_use]
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// The knobs of the host.
    #[must_use]
    pub const fn sysctls(&self) -> &Sysctls {
        &self.sysctls
    }

    /// Every socket, in the order of the numbers.
    pub fn sockets(&self) -> impl Iterator<Item = &Socket> {
        self.sockets.values()
    }

    /// How many there are.
    #[must_use]
    pub fn socket_count(&self) -> usize {
        self.sockets.len()
    }

    /// One socket.
    #[must_use]
    pub fn socket(&self, id: SocketId) -> Option<&Socket> {
        self.sockets.get(&id)
    }

    /// Every process, in order; there is at least one.
    #[must_use]
    pub fn processes(&self) -> &[Process] {
        &self.processes
    }
}

#[cfg(test)]
mod tests;
