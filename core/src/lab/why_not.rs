//! Why something does not happen: no answer, no acceptance, nothing sent, nothing repeated, no return.
//!
//! Where the engine would decide, it is asked: a copy of it makes the comparisons, and what it says is the answer. The
//! rest is read off the state: what is in flight, what waits, when it will end.

mod call;
mod code;
mod connection;
mod look;
mod repeating;
mod segment;

use serde::{Deserialize, Serialize};

pub use self::code::WhyNotCode;
use super::checks::{Bases, CheckView};
use super::error::Arg;
use super::event::Args;
use super::why::Differ;
use super::{Lab, LabError};
use crate::loose::Misfit;
use crate::time::Instant;

/// What does not happen. In JSON `{"ask": "sending", "host": 0, "socket": 3}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Fields")]
pub enum WhyNotQuestion {
    /// This segment draws no answer.
    Answer {
        /// Its crossing.
        crossing: u32,
    },
    /// This segment is not accepted.
    Acceptance {
        /// Its crossing.
        crossing: u32,
    },
    /// This connection sends nothing now.
    Sending {
        /// The host.
        host: u32,
        /// The socket.
        socket: u32,
    },
    /// This connection repeats nothing now.
    Retransmission {
        /// The host.
        host: u32,
        /// The socket.
        socket: u32,
    },
    /// The call of this process does not return.
    Return {
        /// The host.
        host: u32,
        /// The process.
        process: u32,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum What {
    Answer,
    Acceptance,
    Sending,
    Retransmission,
    Return,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    ask: What,
    crossing: Option<u32>,
    host: Option<u32>,
    socket: Option<u32>,
    process: Option<u32>,
}

impl TryFrom<Fields> for WhyNotQuestion {
    type Error = Misfit;

    fn try_from(fields: Fields) -> Result<Self, Misfit> {
        let crossing = fields.crossing.ok_or(Misfit("`crossing`"));
        let host = fields.host.ok_or(Misfit("`host`"));
        let socket = fields.socket.ok_or(Misfit("`socket`"));
        let process = fields.process.ok_or(Misfit("`process`"));
        Ok(match fields.ask {
            What::Answer => Self::Answer {
                crossing: crossing?,
            },
            What::Acceptance => Self::Acceptance {
                crossing: crossing?,
            },
            What::Sending => Self::Sending {
                host: host?,
                socket: socket?,
            },
            What::Retransmission => Self::Retransmission {
                host: host?,
                socket: socket?,
            },
            What::Return => Self::Return {
                host: host?,
                process: process?,
            },
        })
    }
}

/// Why it does not happen. The sentence is `why-not-<code>` with `args`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhyNot {
    /// A name of [`WhyNotCode`].
    pub code: &'static str,
    /// What the sentence needs.
    pub args: Args,
    /// What the engine compares, where it is the engine that decides.
    pub checks: Vec<CheckView>,
    /// What would have to be otherwise: any one of these.
    pub differ: Vec<Differ>,
    /// What relative numbers count from.
    pub bases: Option<Bases>,
    /// Rows that tell of it.
    pub events: Vec<u32>,
    /// When it will be over, as far as anything is set: a timer, an arrival, the patience of a call.
    pub until: Option<Instant>,
}

impl WhyNot {
    fn new(code: WhyNotCode) -> Self {
        Self {
            code: code.name(),
            args: Args::from(Vec::new()),
            checks: Vec::new(),
            differ: Vec::new(),
            bases: None,
            events: Vec::new(),
            until: None,
        }
    }

    fn with(mut self, args: Vec<(&'static str, Arg)>) -> Self {
        self.args = args.into();
        self
    }

    fn told_by(mut self, event: impl IntoIterator<Item = u32>) -> Self {
        self.events.extend(event);
        self
    }

    fn until(mut self, until: Option<Instant>) -> Self {
        self.until = until;
        self
    }
}

impl Lab {
    /// Why something does not happen, at the present position.
    ///
    /// # Errors
    /// What the question names does not exist.
    pub fn why_not(&self, question: &WhyNotQuestion) -> Result<WhyNot, LabError> {
        match *question {
            WhyNotQuestion::Answer { crossing } => self.no_answer(crossing),
            WhyNotQuestion::Acceptance { crossing } => self.no_acceptance(crossing),
            WhyNotQuestion::Sending { host, socket } => self.no_sending(host, socket),
            WhyNotQuestion::Retransmission { host, socket } => self.no_repeating(host, socket),
            WhyNotQuestion::Return { host, process } => self.no_return(host, process),
        }
    }
}

fn number(value: impl Into<u64>) -> Arg {
    Arg::Number(value.into())
}

#[cfg(test)]
mod tests;
