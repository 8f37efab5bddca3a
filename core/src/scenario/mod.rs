//! Scenarios: a question, the hosts and the network that answer it, and what the run must show.
//!
//! A scenario is data. Nothing in it is a result except its checkpoints, and those are compared with the run
//! of the real engine ([`check`](check())), never fed into it.
//!
//! On disk it is TOML (`core/scenarios/*.toml`), written to be read by a teacher; `build.rs` turns the files into
//! the JSON that [`library`] holds, so that the page needs no TOML reader. Both are this one type, [`Scenario`].
//!
//! ```toml
//! id = "handshake"
//! title = { en = "The three-way handshake", "zh-CN" = "三次握手" }
//! question = { en = "What do the three segments say?", "zh-CN" = "三个报文段各说了什么?" }
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
//! ```

mod bounds;
mod check;
mod checkpoint;
pub mod library;
mod number;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use bounds::{
    MAX_CHECKPOINTS, MAX_CLAUSES, MAX_ID_OCTETS, MAX_LENGTH, MAX_PROCESSES, MAX_STATEMENTS,
    MAX_TEXT_OCTETS, ScenarioError,
};
pub use check::{Failure, check};
pub use checkpoint::{CallCheck, Checkpoints, MomentCheck, Queues, SegmentCheck, Variable};
pub use number::{Number, NumberError};

use crate::host::HostSpec;
use crate::lab::WorldSpec;
use crate::net::{LinkRule, LinkSpec, NetHost, NetSpec};
pub use crate::text::Text;
use crate::time::Duration;

/// A question and the run that answers it.
///
/// Reading one checks its size as well ([`Scenario::validate`]): it may come from a share link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Scenario {
    /// Kebab case; also the name of its file.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What it answers.
    pub question: Text,
    /// The scenario that this one varies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variation_of: Option<String>,
    /// When the story is told. The run may go on after that.
    pub ends: Duration,
    /// The hosts, each with its programs; their order is the order of the lanes.
    pub hosts: Vec<HostSpec>,
    /// The links between them.
    pub links: Vec<LinkSpec>,
    /// What befalls segments on the way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<LinkRule>,
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

/// A place in an RFC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The world at its beginning. What contradicts itself is found when the world is built.
    #[must_use]
    pub fn world(&self) -> WorldSpec {
        let place = |host: &HostSpec| NetHost {
            name: host.name.clone(),
            address: host.address,
        };
        WorldSpec {
            hosts: self.hosts.clone(),
            net: NetSpec {
                hosts: self.hosts.iter().map(place).collect(),
                links: self.links.clone(),
                rules: self.rules.clone(),
            },
        }
    }
}

#[cfg(test)]
mod tests;
