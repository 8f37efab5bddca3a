//! What a gallery shows of a scenario.

use serde::Serialize;

use super::{Group, Scenario, Text};
use crate::host::Profile;

/// A scenario as it stands in the gallery.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioInfo<'a> {
    /// Its id.
    pub id: &'a str,
    /// Where it stands.
    pub group: Group,
    /// What it is called.
    pub title: &'a Text,
    /// What it answers.
    pub question: &'a Text,
    /// Words to find it by.
    pub tags: &'a [String],
    /// The profiles under which it shows what it says; the first is its own.
    pub profiles: &'a [Profile],
    /// What can be changed.
    pub variations: Vec<VariationInfo<'a>>,
}

/// A variation of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VariationInfo<'a> {
    /// Its id within the scenario.
    pub id: &'a str,
    /// What it is called.
    pub title: &'a Text,
    /// What is other in it.
    pub text: &'a Text,
}

impl Scenario {
    /// What a gallery shows of it.
    #[must_use]
    pub fn info(&self) -> ScenarioInfo<'_> {
        let variations = self.variations.iter().map(|variation| VariationInfo {
            id: &variation.id,
            title: &variation.title,
            text: &variation.text,
        });
        ScenarioInfo {
            id: &self.id,
            group: self.group,
            title: &self.title,
            question: &self.question,
            tags: &self.tags,
            profiles: &self.profiles,
            variations: variations.collect(),
        }
    }
}
