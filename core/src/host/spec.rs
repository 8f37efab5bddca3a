//! What a host is made from.

use std::collections::BTreeMap;
use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::profile::{ConfigOverrides, Profile};
use super::program::Statement;
use super::signals::Signals;
use crate::tcp::Switch;

/// A host: where it is, how it behaves, what runs on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HostSpec {
    /// Its name, as the ladder shows it.
    pub name: String,
    /// Its address: the one that its name stands for, and that leaves with what it sends by itself.
    pub address: IpAddr,
    /// Further addresses, at most [`MAX_ADDRESSES`](super::MAX_ADDRESSES) in all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<IpAddr>,
    /// The system it stands for.
    #[serde(default)]
    pub profile: Profile,
    /// Knobs set over those of the profile.
    #[serde(default)]
    pub config: ConfigOverrides,
    /// Sysctls by name, as `sysctl -w` would set them before anything runs; they come after profile and `config`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::sysctl::schema"))]
    pub sysctls: BTreeMap<String, String>,
    /// The ISS of every connection, so that a run shows the numbers of a figure; normally absent (RFC 6528).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iss: Option<u32>,
    /// The rules of TCP that it breaks, to show what they prevent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub switches: Vec<Switch>,
    /// Its processes. A host without any gets one that does nothing, so that the reader can make calls.
    #[serde(default)]
    pub processes: Vec<ProcessSpec>,
}

impl HostSpec {
    /// A host with this name and address, and all else as it is when nobody says anything.
    #[must_use]
    pub fn new(name: &str, address: IpAddr) -> Self {
        Self {
            name: name.to_owned(),
            address,
            addresses: Vec::new(),
            profile: Profile::default(),
            config: ConfigOverrides::default(),
            sysctls: BTreeMap::new(),
            iss: None,
            switches: Vec::new(),
            processes: Vec::new(),
        }
    }
}

/// A process and its program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProcessSpec {
    /// Its name, such as `server`.
    pub name: String,
    /// Its statements, see [`program`](super::program); they become at most
    /// [`MAX_STATEMENTS`](super::program::MAX_STATEMENTS) lines.
    #[serde(default)]
    pub program: Vec<Statement>,
    /// When it starts.
    #[serde(default, skip_serializing_if = "Starts::is_default")]
    pub starts: Starts,
    /// What it does with its signals.
    #[serde(default, skip_serializing_if = "Signals::is_default")]
    pub signals: Signals,
}

/// When a process starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Starts {
    /// Whenever the host is switched on.
    #[default]
    Boot,
    /// When the run begins, and not again.
    First,
    /// Not when the run begins, but whenever the host is switched on again.
    Later,
}

impl Starts {
    /// It starts when the host is switched on for the `boots`-th time.
    pub(super) const fn at_boot(self, boots: u32) -> bool {
        match self {
            Self::Boot => true,
            Self::First => boots <= 1,
            Self::Later => boots > 1,
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "the form that serde calls"
    )]
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
