//! What a run must show, in the words of someone who writes a scenario.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::{Deserialize, Serialize};

use super::{Number, Scenario, ScenarioError};
use crate::host::{CallName, Errno, Profile};
use crate::lab::On;
use crate::tcp::{State, Timer};
use crate::time::Duration;
use crate::wire::Flags;
#[cfg(feature = "schema")]
use crate::{lab::Coded, rule::Rule, schema::Keyed};

/// What a run must show. What a checkpoint leaves out may be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Checkpoints {
    /// Segments on the wire.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<SegmentCheck>,
    /// Results of system calls.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<CallCheck>,
    /// Everything as it stands at one time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<MomentCheck>,
    /// Rows of the log.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventCheck>,
}

/// Something that happens so often, and then. Without `count` it happens at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EventCheck {
    /// What.
    pub on: On,
    /// How often in the whole story; 0 for what must not happen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// When the nth of them is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Duration>,
    /// Only under these profiles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<Profile>,
}

/// One segment on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SegmentCheck {
    /// Which one: they count from 0 in the order of sending, copies included. Without it, the `nth` that fits `from`, `to`,
    /// `flags` and `again`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<u32>,
    /// The how many-th of those that fit, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nth: Option<u32>,
    /// The host that sent it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The host it is addressed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Exactly these control bits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flags: Option<Flags>,
    /// SEG.SEQ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq: Option<Number>,
    /// SEG.ACK.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ack: Option<Number>,
    /// SEG.LEN: octets of text, SYN and FIN counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub len: Option<u32>,
    /// SEG.WND.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<u16>,
    /// The MSS option's value; 0 for a segment without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mss: Option<u16>,
    /// When it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent: Option<Duration>,
    /// When it arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrives: Option<Duration>,
    /// Code of the rule that lost it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Coded<Rule>>"))]
    pub lost: Option<String>,
    /// It repeats what was sent before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<bool>,
    /// Code of the rule by which it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Coded<Rule>>"))]
    pub why: Option<String>,
    /// Only under these profiles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<Profile>,
}

/// The result of one system call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CallCheck {
    /// The host it was made on.
    pub host: String,
    /// The process that made it; any when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub process: Option<String>,
    /// Which call.
    pub call: CallName,
    /// The how many-th of this name to return on this host, from 1.
    #[serde(default = "first")]
    pub nth: u32,
    /// The number it returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returns: Option<u32>,
    /// The error it failed with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fails: Option<Errno>,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<Duration>,
    /// When it returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Duration>,
    /// Only under these profiles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<Profile>,
}

const fn first() -> u32 {
    1
}

/// Everything as it stands when all that is due at or before a time has happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MomentCheck {
    /// The time.
    pub at: Duration,
    /// How many segments have been sent, copies included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segments: Option<u32>,
    /// The state of each host's connection; of several, the oldest that is left. A host that only listens is
    /// in LISTEN, one without either in CLOSED.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub states: BTreeMap<String, State>,
    /// Variables of the same connection, by host.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "BTreeMap<String, Keyed<Variable, Number>>")
    )]
    pub variables: BTreeMap<String, BTreeMap<Variable, Number>>,
    /// The timers of the same connection and when they will fire, by host: exactly these run.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "BTreeMap<String, Keyed<Timer, Duration>>")
    )]
    pub timers: BTreeMap<String, BTreeMap<Timer, Duration>>,
    /// The queues of each host's listener; of several, the oldest.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub queues: BTreeMap<String, Queues>,
    /// The states of all connections of a host that are left, in the order in which they began.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub connections: BTreeMap<String, Vec<State>>,
    /// How many connections of a host are in a state.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "BTreeMap<String, Keyed<State, u32>>")
    )]
    pub counts: BTreeMap<String, BTreeMap<State, u32>>,
    /// How many descriptors all processes of a host hold.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub descriptors: BTreeMap<String, u32>,
    /// Only under these profiles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<Profile>,
}

/// Lengths of a listener's queues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Queues {
    /// Connections in SYN-RECEIVED.
    pub syn: u32,
    /// Connections that wait for `accept`.
    pub accept: u32,
}

/// A variable of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Variable {
    /// SND.UNA
    #[serde(rename = "SND.UNA")]
    SndUna,
    /// SND.NXT
    #[serde(rename = "SND.NXT")]
    SndNxt,
    /// SND.WND
    #[serde(rename = "SND.WND")]
    SndWnd,
    /// SND.WL1
    #[serde(rename = "SND.WL1")]
    SndWl1,
    /// SND.WL2
    #[serde(rename = "SND.WL2")]
    SndWl2,
    /// ISS
    #[serde(rename = "ISS")]
    Iss,
    /// RCV.NXT
    #[serde(rename = "RCV.NXT")]
    RcvNxt,
    /// RCV.WND
    #[serde(rename = "RCV.WND")]
    RcvWnd,
    /// IRS
    #[serde(rename = "IRS")]
    Irs,
    /// Effective send MSS
    #[serde(rename = "MSS")]
    Mss,
    /// Retransmission timeout
    #[serde(rename = "RTO")]
    Rto,
    /// Smoothed round-trip time
    #[serde(rename = "SRTT")]
    Srtt,
    /// Its variation
    #[serde(rename = "RTTVAR")]
    RttVar,
    /// How often the oldest segment in flight was repeated
    #[serde(rename = "repeats")]
    Repeats,
    /// Octets given by the user and not sent
    #[serde(rename = "unsent")]
    Unsent,
    /// Octets sent and not acknowledged
    #[serde(rename = "unacknowledged")]
    Unacknowledged,
    /// Octets received in order and not read
    #[serde(rename = "unread")]
    Unread,
    /// Octets kept ahead of RCV.NXT
    #[serde(rename = "kept")]
    Kept,
}

impl Variable {
    /// Its name in a file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SndUna => "SND.UNA",
            Self::SndNxt => "SND.NXT",
            Self::SndWnd => "SND.WND",
            Self::SndWl1 => "SND.WL1",
            Self::SndWl2 => "SND.WL2",
            Self::Iss => "ISS",
            Self::RcvNxt => "RCV.NXT",
            Self::RcvWnd => "RCV.WND",
            Self::Irs => "IRS",
            Self::Mss => "MSS",
            Self::Rto => "RTO",
            Self::Srtt => "SRTT",
            Self::RttVar => "RTTVAR",
            Self::Repeats => "repeats",
            Self::Unsent => "unsent",
            Self::Unacknowledged => "unacknowledged",
            Self::Unread => "unread",
            Self::Kept => "kept",
        }
    }
}

impl Checkpoints {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.segments.len() + self.calls.len() + self.moments.len() + self.events.len()
    }

    /// Nothing is asked of the run.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Do they speak of hosts that exist, and of times within the story? `around` is where they stand.
    pub(super) fn validate(&self, around: &str, scenario: &Scenario) -> Result<(), ScenarioError> {
        for (index, check) in self.segments.iter().enumerate() {
            let place = format_args!("{around}.segments[{index}]");
            scenario.known(&place, check.hosts())?;
            in_time(scenario, &place, &[check.sent, check.arrives])?;
        }
        for (index, check) in self.calls.iter().enumerate() {
            let place = format_args!("{around}.calls[{index}]");
            scenario.known(&place, [check.host.as_str()])?;
            in_time(scenario, &place, &[check.entered, check.at])?;
        }
        for (index, check) in self.moments.iter().enumerate() {
            let place = format_args!("{around}.moments[{index}]");
            scenario.known(&place, check.hosts())?;
            in_time(scenario, &place, &[Some(check.at)])?;
        }
        for (index, check) in self.events.iter().enumerate() {
            let place = format_args!("{around}.events[{index}]");
            scenario.known(&place, check.on.hosts())?;
            in_time(scenario, &place, &[check.at])?;
        }
        Ok(())
    }
}

impl SegmentCheck {
    /// Which one it means, in words.
    pub(super) fn which(&self) -> String {
        match self.segment {
            Some(segment) => format!("segment {segment}"),
            None => format!("{} that fit", self.nth.unwrap_or(1)),
        }
    }

    fn hosts(&self) -> impl Iterator<Item = &str> {
        let numbers = [&self.seq, &self.ack];
        let bases = numbers.into_iter().flatten().filter_map(Number::host);
        let ends = [&self.from, &self.to];
        ends.into_iter().flatten().map(String::as_str).chain(bases)
    }
}

impl MomentCheck {
    fn hosts(&self) -> impl Iterator<Item = &str> {
        let numbers = self.variables.values().flat_map(BTreeMap::values);
        let bases = numbers.filter_map(Number::host);
        let states = self.states.keys().chain(self.variables.keys());
        let rest = self.timers.keys().chain(self.queues.keys());
        let many = self.connections.keys().chain(self.counts.keys());
        let rest = rest.chain(many).chain(self.descriptors.keys());
        states.chain(rest).map(String::as_str).chain(bases)
    }
}

fn in_time(
    scenario: &Scenario,
    place: &dyn Display,
    times: &[Option<Duration>],
) -> Result<(), ScenarioError> {
    match times.iter().flatten().find(|at| **at > scenario.ends) {
        Some(at) => Err(ScenarioError::TooLate {
            checkpoint: place.to_string(),
            at: *at,
            ends: scenario.ends,
        }),
        None => Ok(()),
    }
}
