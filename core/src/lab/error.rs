//! What can be wrong with a request. Whatever is refused leaves the lab as it was.

mod detail;

use std::fmt;

use serde::Serialize;
use thiserror::Error;

use crate::host::SysctlError;
use crate::net::NetError;

/// A request that cannot be fulfilled: a stable code, and the numbers its sentence needs.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LabError {
    /// What came from outside is not what it should be: see [`Input`].
    #[error("{}: {message}", input.code())]
    Bad {
        /// What it should have been.
        input: Input,
        /// Where and why not, in English.
        message: String,
    },
    /// No scenario of the library has this id.
    #[error("no scenario is called {id:?}")]
    UnknownScenario {
        /// What was asked for.
        id: String,
    },
    /// No host has this number.
    #[error("there is no host {host}, there are {hosts}")]
    UnknownHost {
        /// The number asked for.
        host: u32,
        /// How many there are.
        hosts: usize,
    },
    /// A scenario speaks of what is not there (any more).
    #[error("{name:?} is unknown here")]
    UnknownName {
        /// What it speaks of.
        name: String,
    },
    /// Neither a host's name nor an address.
    #[error("{text:?} is neither a host nor an address")]
    UnknownAddress {
        /// The text.
        text: String,
    },
    /// The host has no such process.
    #[error("host {host} has no process {process}")]
    UnknownProcess {
        /// The host.
        host: u32,
        /// The number asked for.
        process: u32,
    },
    /// The host is switched off: nothing in it can do anything.
    #[error("host {host} is switched off")]
    HostDown {
        /// The host.
        host: u32,
    },
    /// The host is switched on already.
    #[error("host {host} is switched on already")]
    HostUp {
        /// The host.
        host: u32,
    },
    /// The process has ended.
    #[error("process {process} of host {host} has ended")]
    ProcessGone {
        /// The host.
        host: u32,
        /// The process.
        process: u32,
    },
    /// Too many calls of the reader wait in this process already.
    #[error("too many calls wait in process {process} of host {host}")]
    TooManyCalls {
        /// The host.
        host: u32,
        /// The process.
        process: u32,
    },
    /// The host has no such socket.
    #[error("host {host} has no socket {socket}")]
    UnknownSocket {
        /// The host.
        host: u32,
        /// The number asked for.
        socket: u32,
    },
    /// The timer is not running, so it cannot fire.
    #[error("the timer {timer} of socket {socket} on host {host} is not set")]
    TimerNotSet {
        /// The host.
        host: u32,
        /// The socket.
        socket: u32,
        /// The timer's name.
        timer: &'static str,
    },
    /// The network refuses.
    #[error(transparent)]
    Net(#[from] NetError),
    /// A host has no such sysctl, or it cannot be that.
    #[error(transparent)]
    Sysctl(#[from] SysctlError),
    /// This branch has fewer moments.
    #[error("position {position} is beyond the end of the branch, {end}")]
    PositionOutOfRange {
        /// The position asked for.
        position: u32,
        /// The last position.
        end: u32,
    },
    /// No branch has this number.
    #[error("there is no branch {branch}, there are {branches}")]
    UnknownBranch {
        /// The number asked for.
        branch: u32,
        /// How many there are.
        branches: usize,
    },
    /// No event has this number in the present branch.
    #[error("there is no event {event}, there are {events}")]
    UnknownEvent {
        /// The number asked for.
        event: u32,
        /// How many there are.
        events: u32,
    },
    /// A bound of the lab is reached (law 7).
    #[error("{limit} is reached: {bound}")]
    Limit {
        /// Which one, by a stable name.
        limit: &'static str,
        /// The bound.
        bound: u64,
    },
    /// A saved run does not go that way here.
    #[error("the saved run cannot be replayed beyond moment {moment}: {reason}")]
    Diverged {
        /// The entry of the list, from 0.
        moment: u32,
        /// The code of what went wrong.
        reason: &'static str,
    },
    /// The description of the world contradicts itself.
    #[error("the world cannot be built: {message}")]
    BadWorld {
        /// Where and why, in English.
        message: String,
    },
}

/// What something from outside should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// `new Lab(config)`.
    Config,
    /// Sixteen hexadecimal digits.
    Seed,
    /// A scenario.
    Scenario,
    /// A command.
    Command,
    /// Where an injected segment comes from and goes to.
    Target,
    /// A TCP segment.
    Segment,
    /// A saved run.
    State,
    /// A whole number in range.
    Number,
    /// A format to export in.
    Format,
    /// A question, or an answer to one.
    Question,
}

impl Input {
    /// Every one.
    pub const ALL: [Self; 10] = [
        Self::Config,
        Self::Seed,
        Self::Scenario,
        Self::Command,
        Self::Target,
        Self::Segment,
        Self::State,
        Self::Number,
        Self::Format,
        Self::Question,
    ];

    /// The error's code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Config => "bad-config",
            Self::Seed => "bad-seed",
            Self::Scenario => "bad-scenario",
            Self::Command => "bad-command",
            Self::Target => "bad-target",
            Self::Segment => "bad-segment",
            Self::State => "bad-state",
            Self::Number => "bad-number",
            Self::Format => "bad-format",
            Self::Question => "bad-question",
        }
    }
}

/// One value in an error's detail or an event's arguments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum Arg {
    /// A count, a sequence number, nanoseconds.
    Number(u64),
    /// What can be negative: the result of a call.
    Signed(i64),
    /// A fixed word of the engine.
    Word(&'static str),
    /// Free text from outside.
    Text(String),
}

impl fmt::Display for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(value) => value.fmt(f),
            Self::Signed(value) => value.fmt(f),
            Self::Word(word) => word.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

impl LabError {
    /// Every code there is, for the catalogues.
    pub const CODES: &'static [&'static str] = &[
        "bad-config",
        "bad-seed",
        "bad-scenario",
        "bad-command",
        "bad-target",
        "bad-segment",
        "bad-state",
        "bad-number",
        "bad-format",
        "bad-question",
        "unknown-scenario",
        "unknown-host",
        "unknown-name",
        "unknown-address",
        "unknown-process",
        "host-down",
        "host-up",
        "process-gone",
        "too-many-calls",
        "unknown-socket",
        "timer-not-set",
        "unknown-sysctl",
        "bad-sysctl",
        "no-such-host",
        "taken-twice",
        "link-to-itself",
        "linked-twice",
        "rate-zero",
        "chance-too-large",
        "delay-too-long",
        "too-many-hosts",
        "too-many-links",
        "too-many-nats",
        "too-many-rules",
        "too-many-in-flight",
        "unknown-rule",
        "unknown-crossing",
        "crossing-arrived",
        "crossing-lost",
        "crossing-ended",
        "crossing-held",
        "crossing-not-held",
        "position-out-of-range",
        "unknown-branch",
        "unknown-event",
        "limit-reached",
        "state-diverged",
        "bad-world",
    ];

    /// Stable key, for programs and catalogues (`error-<code>`).
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Bad { input, .. } => input.code(),
            Self::UnknownScenario { .. } => "unknown-scenario",
            Self::UnknownHost { .. } => "unknown-host",
            Self::UnknownName { .. } => "unknown-name",
            Self::UnknownAddress { .. } => "unknown-address",
            Self::UnknownProcess { .. } => "unknown-process",
            Self::HostDown { .. } => "host-down",
            Self::HostUp { .. } => "host-up",
            Self::ProcessGone { .. } => "process-gone",
            Self::TooManyCalls { .. } => "too-many-calls",
            Self::UnknownSocket { .. } => "unknown-socket",
            Self::TimerNotSet { .. } => "timer-not-set",
            Self::Net(error) => error.code(),
            Self::Sysctl(SysctlError::Unknown { .. }) => "unknown-sysctl",
            Self::Sysctl(SysctlError::Value { .. }) => "bad-sysctl",
            Self::PositionOutOfRange { .. } => "position-out-of-range",
            Self::UnknownBranch { .. } => "unknown-branch",
            Self::UnknownEvent { .. } => "unknown-event",
            Self::Limit { .. } => "limit-reached",
            Self::Diverged { .. } => "state-diverged",
            Self::BadWorld { .. } => "bad-world",
        }
    }

    /// Something from outside is not what it should be.
    #[must_use]
    pub fn bad(input: Input, message: impl ToString) -> Self {
        Self::Bad {
            input,
            message: message.to_string(),
        }
    }
}
