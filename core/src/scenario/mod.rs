//! Scenarios: a question, the hosts and the network that answer it, and what the run must show.
//!
//! A scenario is data. Nothing in it is a result except its checkpoints, and those are compared with the run
//! of the real engine ([`check`](check())), never fed into it.
//!
//! On disk it is TOML (`core/scenarios/*.toml`), written to be read by a teacher; `build.rs` turns the files into
//! the JSON that `library` holds, so that the page needs no TOML reader. Both are this one type, [`Scenario`].
//!
//! ```toml
//! id = "handshake"
//! group = "opening"
//! title = { en = "The three-way handshake", "zh-CN" = "三次握手" }
//! question = { en = "What do the three segments say?", "zh-CN" = "三个报文段各说了什么?" }
//! profiles = ["rfc9293", "linux-6.x"]     # the first is the one it runs under when nothing else is said
//! ends = "1 s"
//! links = [{ between = ["A", "B"], latency = "50 ms" }]
//!
//! [[hosts]]
//! name = "A"
//! address = "10.0.0.1"
//!
//! [[hosts.processes]]
//! name = "client"
//! program = [{ call = "socket", into = "s" }, { call = "connect", fd = "s", to = "B:80" }]
//!
//! # Programs have variables, loops and conditions, threads, and lines that are missing on purpose: `host::program`.
//! [[hosts.processes]]
//! name = "server"
//! program = [
//!     { call = "socket", into = "l" },
//!     { call = "bind", fd = "l", port = 80 },
//!     { call = "listen", fd = "l", backlog = 5 },
//!     { while = 1, do = [
//!         { call = "accept", fd = "l", into = "c" },
//!         { if = "c < 0 and errno == EMFILE", do = [{ break = true }] },
//!         { spawn = [
//!             { set = "n", to = 1 },
//!             { while = "n > 0", do = [{ call = "recv", fd = "c", max = 1024, into = "n" }] },
//!             { missing = "close", fd = "c", note = { en = "...", "zh-CN" = "..." } },
//!         ], as = "serve" },
//!     ] },
//! ]
//!
//! # What happens by itself: a command of the reader, with names, when a row of the log tells this (`On`).
//! [[acts]]
//! on = { sent = "SYN,ACK", from = "B" }
//! do = { type = "drop" }
//!
//! # What the teacher says when this happens; {seq}, {ack}, {len}, {at} ... are filled in from the run.
//! [[story]]
//! on = { sent = "SYN", from = "A" }
//! mark = { en = "The call", "zh-CN" = "呼叫" }
//! text = { en = "A sends SEQ={seq}.", "zh-CN" = "A 发送 SEQ={seq}。" }
//!
//! # What the reader is asked before it happens.
//! [[prompts]]
//! before = { sent = "SYN,ACK", from = "B" }
//! ask = "ack"
//!
//! # The same with one thing changed.
//! [[variations]]
//! id = "lost-syn"
//! title = { en = "The SYN is lost", "zh-CN" = "SYN 丢失" }
//! text = { en = "A asks again after 1 s.", "zh-CN" = "1 秒后 A 再次请求。" }
//! change.rules = [{ from = "A", flags = "SYN", times = 1, verdict = "drop" }]
//! change.hosts.A.config = { synRetries = 3 }
//! ```

mod address;
mod bounds;
mod check;
mod checkpoint;
mod exam;
mod info;
#[cfg(feature = "library")]
pub mod library;
mod number;
#[cfg(feature = "schema")]
mod schema;
mod story;
mod variation;
mod verified;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use address::{Address, AddressError};
pub use bounds::{
    MAX_CHECKPOINTS, MAX_CLAUSES, MAX_ID_OCTETS, MAX_LENGTH, MAX_PROCESSES, MAX_PROMPTS,
    MAX_STATEMENTS, MAX_STORY, MAX_TEXT_OCTETS, MAX_VARIATIONS, ScenarioError,
};
pub use check::{Failure, check};
pub use checkpoint::{
    CallCheck, Checkpoints, EventCheck, MomentCheck, Queues, SegmentCheck, Variable,
};
pub use exam::{Exam, MAX_EXAM_MOMENTS, MAX_STOPS, Stop};
pub use info::{ScenarioInfo, VariationInfo};
pub use number::{Number, NumberError};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use story::{Prompt, StoryLine, Teller, Told, filled};
pub use variation::{Change, HostChange, Variation};
pub use verified::{Difference, Mark, Verified};

use crate::host::{HostSpec, Profile};
use crate::lab::{ScriptAct, WorldSpec};
use crate::net::{LinkRule, LinkSpec, NatSpec, NetHost, NetSpec};
pub use crate::text::Text;
use crate::time::Duration;

/// A question and the run that answers it.
///
/// Reading one checks its size as well ([`Scenario::validate`]): it may come from a share link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Scenario {
    /// Kebab case; also the name of its file.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[a-z0-9-]{1,64}$")))]
    pub id: String,
    /// Where it stands in the gallery.
    #[serde(default)]
    pub group: Group,
    /// What it is called.
    pub title: Text,
    /// What it answers.
    pub question: Text,
    /// What to watch for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Text>,
    /// What to take away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takeaway: Option<Text>,
    /// Rows of the customer's list that it answers, such as `N9`, and words to find it by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The profiles under which it shows what it says; the first is its own. A host that names another profile than
    /// `rfc9293` keeps that one.
    #[serde(default = "rfc_only")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub profiles: Vec<Profile>,
    /// Sixteen hexadecimal digits, where a run is to be repeated exactly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9A-Fa-f]{16}$")))]
    pub seed: Option<String>,
    /// When the story is told. The run may go on after that.
    pub ends: Duration,
    /// The hosts, each with its programs; their order is the order of the lanes.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub hosts: Vec<HostSpec>,
    /// The links between them.
    pub links: Vec<LinkSpec>,
    /// The NAT boxes at the near end of links.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nats: Vec<NatSpec>,
    /// What befalls segments on the way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<LinkRule>,
    /// What happens by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<ScriptAct>,
    /// What is said when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub story: Vec<StoryLine>,
    /// What is asked before it happens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prompts: Vec<Prompt>,
    /// The same with one thing changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variations: Vec<Variation>,
    /// The clauses it shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<Clause>,
    /// What the model leaves out and a real system has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Text>,
    /// What the run must show.
    #[serde(default)]
    pub checkpoints: Checkpoints,
}

/// The parts of the gallery, in its order: first as the questions come up when a connection lives and dies, then what
/// goes wrong, then what goes fast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// The handshake.
    #[default]
    Opening,
    /// Initial sequence numbers.
    Numbers,
    /// The data phase.
    Data,
    /// The close.
    Closing,
    /// TIME-WAIT.
    TimeWait,
    /// Sockets and the calls on them.
    Sockets,
    /// Errors a program sees.
    Errors,
    /// Queues of a listener, floods.
    Queues,
    /// Crashes, cables, silence.
    Faults,
    /// Windows and small segments.
    Flow,
    /// Loss, repetition, congestion.
    Congestion,
    /// Forged segments.
    Attacks,
}

/// A place in an RFC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Clause {
    /// Number of the RFC.
    pub rfc: u16,
    /// Section, such as "3.10.7.4".
    pub section: String,
    /// Requirement labels, such as "MUST-13".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
}

fn rfc_only() -> Vec<Profile> {
    vec![Profile::Rfc9293]
}

// `remote = "Self"` above makes functions of the derived code, so that the traits can do more than it.
impl Serialize for Scenario {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Scenario {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let scenario = Self::deserialize(deserializer)?;
        scenario.validate().map_err(D::Error::custom)?;
        Ok(scenario)
    }
}

impl Scenario {
    /// The profile it runs under when nothing else is said.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.profiles.first().copied().unwrap_or_default()
    }

    /// The world at its beginning, under its own profile. What contradicts itself is found when the world is built.
    #[must_use]
    pub fn world(&self) -> WorldSpec {
        self.world_under(self.profile())
    }

    /// The world at its beginning, under another profile.
    #[must_use]
    pub fn world_under(&self, profile: Profile) -> WorldSpec {
        let place = |host: &HostSpec| NetHost {
            name: host.name.clone(),
            address: host.address,
            addresses: host.addresses.clone(),
        };
        let mut hosts = self.hosts.clone();
        for host in &mut hosts {
            if host.profile == Profile::Rfc9293 {
                host.profile = profile;
            }
        }
        WorldSpec {
            net: NetSpec {
                hosts: hosts.iter().map(place).collect(),
                links: self.links.clone(),
                rules: self.rules.clone(),
                nats: self.nats.clone(),
            },
            hosts,
            acts: self.acts.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
