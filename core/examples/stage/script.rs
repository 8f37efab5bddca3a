//! What the stager and a process on the stage tell each other: one JSON text per line.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use tcp_lab_core::host::{Call, CallName, OptionValue, SocketOption, Statement};

/// What a process is told before it begins.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Job {
    /// A file that stands for its network namespace.
    pub(crate) namespace: String,
    /// The host's address.
    pub(crate) address: IpAddr,
    /// What it can look up.
    pub(crate) names: Vec<(String, IpAddr)>,
    /// `RLIMIT_NOFILE`
    pub(crate) nofile: u64,
    /// Options that each of its sockets is given.
    pub(crate) options: Vec<(SocketOption, OptionValue)>,
    /// SIGPIPE ends it; else it is ignored.
    pub(crate) pipe_kills: bool,
    /// What it does.
    pub(crate) program: Vec<Statement>,
}

/// What a process is told later.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Order {
    /// The program begins at this time of the common clock.
    Begin(u64),
    /// The reader makes a call.
    Call(Call),
}

/// What a process tells.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Report {
    /// It is where it should be and waits for the order to begin.
    Ready,
    /// It cannot be staged.
    Refused(String),
    /// A call returned.
    Returned(Returned),
    /// Its last statement is done.
    Ended {
        /// When.
        at: u64,
    },
}

/// A call that returned.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Returned {
    /// Which.
    pub(crate) call: CallName,
    /// When it was made.
    pub(crate) entered: u64,
    /// When it returned.
    pub(crate) at: u64,
    /// A number, or an `errno`.
    pub(crate) result: Result<u32, u32>,
    /// The signal that came with it.
    pub(crate) signal: Option<String>,
}
