//! What is said, and asked, as a run goes on.

use serde::{Deserialize, Serialize};

use super::{Scenario, Text};
use crate::lab::{Ask, Lab, On};

/// What the teacher says when something happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StoryLine {
    /// When.
    pub on: On,
    /// What is said; `{seq}` and the like stand for the numbers of that row.
    pub text: Text,
    /// A name for this place of the run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Text>,
}

/// What the reader is asked before it happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Prompt {
    /// Before what.
    pub before: On,
    /// What is asked.
    pub ask: Ask,
    /// How it is asked, where the plain question is not enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

/// One line that has been said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The row of the log that it is about.
    pub event: u32,
    /// Which line of the story.
    pub line: u32,
}

/// Follows a run and tells the story. It keeps what it has told, so that a long run is read only once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Teller {
    branch: u32,
    /// Rows read so far.
    read: u32,
    /// How often each line's row was met.
    met: Vec<u32>,
    told: Vec<Told>,
}

impl Teller {
    /// What has been told of rows `from..to` of the present branch, in order.
    pub fn told(&mut self, story: &[StoryLine], lab: &Lab, (from, to): (u32, u32)) -> Vec<Told> {
        if self.branch != lab.present() || self.met.len() != story.len() {
            *self = Self {
                branch: lab.present(),
                met: vec![0; story.len()],
                ..Self::default()
            };
        }
        self.read_on(story, lab);
        let within = |told: &&Told| (from..to).contains(&told.event);
        self.told.iter().filter(within).copied().collect()
    }

    /// Reads what is new, as far as it has happened.
    fn read_on(&mut self, story: &[StoryLine], lab: &Lab) {
        let first = self.read;
        lab.scenes(first, |event, scene| {
            for (line, (entry, met)) in (0..).zip(story.iter().zip(&mut self.met)) {
                if !entry.on.holds(scene) {
                    continue;
                }
                *met += 1;
                if entry.on.every || *met == entry.on.nth.unwrap_or(1) {
                    self.told.push(Told { event, line });
                }
            }
            self.read = event + 1;
        });
    }
}

/// The text with `{name}` replaced by what `value` gives; what it does not know stays.
#[must_use]
pub fn filled(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        done.push_str(before);
        match after.split_once('}') {
            Some((name, after)) => {
                let given = value(name).unwrap_or_else(|| format!("{{{name}}}"));
                done.push_str(&given);
                rest = after;
            }
            None => {
                done.push('{');
                rest = after;
            }
        }
    }
    done.push_str(rest);
    done
}

impl Scenario {
    /// The line of the story that was told.
    #[must_use]
    pub fn line(&self, told: Told) -> Option<&StoryLine> {
        let line = usize::try_from(told.line).ok()?;
        self.story.get(line)
    }
}
