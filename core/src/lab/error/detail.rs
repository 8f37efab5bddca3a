//! The numbers and names that the sentence of an error needs.

use super::{Arg, LabError};
use crate::host::{MAX_SYSCTL_TEXT, SysctlError, SysctlExpects};
use crate::net::NetError;

impl LabError {
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
