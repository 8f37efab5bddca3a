//! What can be wrong with a request. Whatever is refused leaves the lab as it was.

use std::fmt;

use serde::Serialize;
use thiserror::Error;

use crate::host::{MAX_SYSCTL_TEXT, SysctlError, SysctlExpects};
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

    /// What was wrong, where, and what is allowed.
    #[must_use]
    pub fn detail(&self) -> Vec<(&'static str, Arg)> {
        let number = |value: u32| Arg::Number(value.into());
        let count = |value: usize| Arg::Number(value as u64);
        match self {
            Self::Bad { message, .. } | Self::BadWorld { message } => {
                vec![("message", Arg::Text(message.clone()))]
            }
            Self::UnknownScenario { id } => vec![("id", Arg::Text(id.clone()))],
            Self::UnknownHost { host, hosts } => {
                vec![("host", number(*host)), ("hosts", count(*hosts))]
            }
            Self::UnknownName { name } => vec![("name", Arg::Text(name.clone()))],
            Self::HostDown { host } | Self::HostUp { host } => vec![("host", number(*host))],
            Self::UnknownAddress { text } => vec![("text", Arg::Text(text.clone()))],
            Self::UnknownProcess { host, process }
            | Self::ProcessGone { host, process }
            | Self::TooManyCalls { host, process } => {
                vec![("host", number(*host)), ("process", number(*process))]
            }
            Self::UnknownSocket { host, socket } => {
                vec![("host", number(*host)), ("socket", number(*socket))]
            }
            Self::TimerNotSet {
                host,
                socket,
                timer,
            } => vec![
                ("host", number(*host)),
                ("socket", number(*socket)),
                ("timer", Arg::Word(timer)),
            ],
            Self::Net(error) => network(error),
            Self::Sysctl(SysctlError::Unknown { name, near }) => vec![
                ("name", Arg::Text(name.clone())),
                ("near", Arg::Text(near.join(", "))),
            ],
            Self::Sysctl(SysctlError::Value {
                name,
                value,
                expected,
            }) => [
                vec![
                    ("name", Arg::Word(name)),
                    ("value", Arg::Text(value.clone())),
                ],
                expects(expected),
            ]
            .concat(),
            Self::PositionOutOfRange { position, end } => {
                vec![("position", number(*position)), ("end", number(*end))]
            }
            Self::UnknownBranch { branch, branches } => {
                vec![("branch", number(*branch)), ("branches", count(*branches))]
            }
            Self::UnknownEvent { event, events } => {
                vec![("event", number(*event)), ("events", number(*events))]
            }
            Self::Limit { limit, bound } => {
                vec![("limit", Arg::Word(limit)), ("bound", Arg::Number(*bound))]
            }
            Self::Diverged { moment, reason } => {
                vec![("moment", number(*moment)), ("reason", Arg::Word(reason))]
            }
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

/// What a sysctl can be.
fn expects(expected: &SysctlExpects) -> Vec<(&'static str, Arg)> {
    let (words, [count, least, most]) = match expected {
        SysctlExpects::Letters => (String::new(), [0, 0, MAX_SYSCTL_TEXT as u64]),
        SysctlExpects::Words(words) => (words.join(", "), [0; 3]),
        SysctlExpects::Numbers {
            count, least, most, ..
        } => (String::new(), [*count as u64, *least, *most]),
    };
    vec![
        ("expected", Arg::Word(expected.code())),
        ("words", Arg::Text(words)),
        ("count", Arg::Number(count)),
        ("least", Arg::Number(least)),
        ("most", Arg::Number(most)),
    ]
}

fn network(error: &NetError) -> Vec<(&'static str, Arg)> {
    let text = |text: &str| Arg::Text(text.to_owned());
    let number = |value: u32| Arg::Number(value.into());
    let count = |value: usize| Arg::Number(value as u64);
    match error {
        NetError::UnknownHost { name } | NetError::LinkToItself { name } => {
            vec![("text", text(name))]
        }
        NetError::NoSuchHost { host } => vec![("host", number(host.0.into()))],
        NetError::TakenTwice { what } => vec![("text", text(what))],
        NetError::LinkedTwice { one, other } => vec![("one", text(one)), ("other", text(other))],
        NetError::RateZero => Vec::new(),
        NetError::ChanceTooLarge { ppm } => vec![("given", number(*ppm))],
        NetError::TooLong { given, limit } => vec![
            ("given", Arg::Number(given.as_nanos())),
            ("limit", Arg::Number(limit.as_nanos())),
        ],
        NetError::TooManyNats { given, limit }
        | NetError::TooManyHosts { given, limit }
        | NetError::TooManyLinks { given, limit } => {
            vec![("given", count(*given)), ("limit", count(*limit))]
        }
        NetError::TooManyRules { limit } | NetError::TooManyInFlight { limit } => {
            vec![("limit", count(*limit))]
        }
        NetError::UnknownRule { rule } => vec![("rule", number(rule.0))],
        NetError::AlreadyArrived { crossing, at } | NetError::AlreadyLost { crossing, at } => {
            vec![
                ("crossing", number(crossing.0)),
                ("at", Arg::Number(at.as_nanos())),
            ]
        }
        NetError::UnknownCrossing { crossing }
        | NetError::Ended { crossing }
        | NetError::IsHeld { crossing }
        | NetError::NotHeld { crossing } => vec![("crossing", number(crossing.0))],
    }
}
