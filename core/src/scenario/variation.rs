//! The same scenario with one thing changed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Checkpoints, Scenario, StoryLine, Text};
use crate::host::{ConfigOverrides, HostSpec, ProcessSpec, Profile};
use crate::lab::ScriptAct;
use crate::net::{LinkRule, LinkSpec};
use crate::tcp::Switch;
use crate::time::Duration;

/// One thing changed, and what it shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Variation {
    /// Kebab case; unique in its scenario.
    pub id: String,
    /// What is changed.
    pub title: Text,
    /// What to look for.
    pub text: Text,
    /// The change.
    pub change: Change,
    /// What is said when; the scenario's own lines when absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub story: Vec<StoryLine>,
    /// What the run must show then.
    #[serde(default)]
    pub checkpoints: Checkpoints,
}

/// What is different. What is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Change {
    /// Another profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// Another end of the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<Duration>,
    /// Other links, instead of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Vec<LinkSpec>>,
    /// Other rules of the network, instead of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<LinkRule>>,
    /// Other acts, instead of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acts: Option<Vec<ScriptAct>>,
    /// Hosts that are different, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub hosts: BTreeMap<String, HostChange>,
}

/// What is different about a host.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct HostChange {
    /// Another profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// Knobs set over those of the scenario.
    pub config: ConfigOverrides,
    /// Other rules of TCP that it breaks, instead of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub switches: Option<Vec<Switch>>,
    /// Processes instead of those of the same name; a new name is a further process.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub processes: Vec<ProcessSpec>,
}

impl Scenario {
    /// The scenario with one of its variations made: it stands by itself, and has no variations of its own.
    #[must_use]
    pub fn varied(&self, id: &str) -> Option<Self> {
        let variation = self.variations.iter().find(|known| known.id == id)?;
        let change = &variation.change;
        let mut varied = self.clone();
        varied.variations.clear();
        varied.title = variation.title.clone();
        varied.checkpoints = variation.checkpoints.clone();
        if !variation.story.is_empty() {
            varied.story.clone_from(&variation.story);
        }
        if let Some(profile) = change.profile {
            varied.profiles = vec![profile];
        }
        varied.ends = change.ends.unwrap_or(varied.ends);
        put(&mut varied.links, change.links.as_ref());
        put(&mut varied.rules, change.rules.as_ref());
        put(&mut varied.acts, change.acts.as_ref());
        for host in &mut varied.hosts {
            if let Some(change) = change.hosts.get(&host.name) {
                change.make(host);
            }
        }
        Some(varied)
    }
}

fn put<T: Clone>(list: &mut Vec<T>, other: Option<&Vec<T>>) {
    if let Some(other) = other {
        list.clone_from(other);
    }
}

impl HostChange {
    fn make(&self, host: &mut HostSpec) {
        host.profile = self.profile.unwrap_or(host.profile);
        host.config = host.config.with(&self.config);
        put(&mut host.switches, self.switches.as_ref());
        for process in &self.processes {
            let mut known = host.processes.iter_mut();
            match known.find(|known| known.name == process.name) {
                Some(known) => known.clone_from(process),
                None => host.processes.push(process.clone()),
            }
        }
    }
}
