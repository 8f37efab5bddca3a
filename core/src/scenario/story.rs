//! What is said, and asked, as a run goes on.

use serde::{Deserialize, Serialize};

use super::{Checkpoints, Scenario, Text};
use crate::lab::{Ask, Lab, On, ScriptAct, Untouched};
use crate::time::Instant;

/// What the teacher says when something happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// Follows a run and tells the story, as far as the run is the one that the story is about: whatever the reader does,
/// nothing is said that has not been seen to be so. It keeps what it has told, so that a long run is read only once.
#[derive(Clone, Debug, Default)]
pub struct Teller {
    branch: u32,
    /// Rows read so far.
    read: u32,
    /// How often each line's row was met.
    met: Vec<u32>,
    told: Vec<Told>,
    /// There once the reader has acted.
    untouched: Option<Untouched>,
    parted: Option<u32>,
}

impl Teller {
    /// What has been told of rows `from..to` of the present branch, in order.
    pub fn told(&mut self, story: &[StoryLine], lab: &Lab, (from, to): (u32, u32)) -> Vec<Told> {
        self.follow(story, lab);
        let to = to.min(self.parted.unwrap_or(u32::MAX));
        let within = |told: &&Told| (from..to).contains(&told.event);
        self.told.iter().filter(within).copied().collect()
    }

    /// The first row of the present branch that is not as the story would have it, after what the reader did.
    pub fn parted(&mut self, story: &[StoryLine], lab: &Lab) -> Option<u32> {
        self.follow(story, lab);
        self.parted
    }

    fn follow(&mut self, story: &[StoryLine], lab: &Lab) {
        if self.branch != lab.present() || self.met.len() != story.len() {
            *self = Self {
                branch: lab.present(),
                met: vec![0; story.len()],
                ..Self::default()
            };
        }
        self.read_on(story, lab);
        if let Some(untouched) = &mut self.untouched {
            self.parted = untouched.parted(lab);
        }
    }

    /// Reads what is new, as far as it has happened.
    fn read_on(&mut self, story: &[StoryLine], lab: &Lab) {
        let first = self.read;
        lab.scenes(first, |event, scene| {
            self.read = event + 1;
            if lab.is_by_reader(event) {
                // No story knows of it.
                self.untouched.get_or_insert_with(|| Untouched::beside(lab));
                return;
            }
            for (line, (entry, met)) in (0..).zip(story.iter().zip(&mut self.met)) {
                if !entry.on.holds(scene) {
                    continue;
                }
                *met += 1;
                if entry.on.every || *met == entry.on.nth.unwrap_or(1) {
                    self.told.push(Told { event, line });
                }
            }
        });
    }
}

impl Scenario {
    /// The prompts that are to be answered now, before the next moment happens; by number.
    #[must_use]
    pub fn due(&self, lab: &Lab) -> Vec<u32> {
        let mut coming = vec![0; self.prompts.len()];
        lab.ahead(|_, scene| {
            for (prompt, met) in self.prompts.iter().zip(&mut coming) {
                *met += u32::from(prompt.before.holds(scene));
            }
        });
        if coming.iter().all(|met| *met == 0) {
            return Vec::new();
        }
        let mut before = vec![0; self.prompts.len()];
        lab.scenes(0, |_, scene| {
            for (prompt, met) in self.prompts.iter().zip(&mut before) {
                *met += u32::from(prompt.before.holds(scene));
            }
        });
        let counted = (0..).zip(&self.prompts).zip(before.iter().zip(&coming));
        let due = counted.filter(|((_, prompt), (before, coming))| {
            let nth = prompt.before.nth.unwrap_or(1);
            **before < nth && nth <= **before + **coming
        });
        due.map(|((number, _), _)| number).collect()
    }

    /// The run of `lab` as a scenario of its own: it begins as this one, and does by itself what the reader did. What is
    /// said of the one is not so of the other: story, prompts, what to take away and checkpoints stay only when the reader
    /// did nothing.
    #[must_use]
    pub fn recorded(&self, lab: &Lab) -> Self {
        let acts = lab.acts();
        let mut run = self.clone();
        run.seed = Some(format!("{:016x}", lab.seed()));
        run.ends = run.ends.max(lab.world().now().since(Instant::START));
        if acts.is_empty() {
            return run;
        }
        run.checkpoints = Checkpoints::default();
        (run.goal, run.takeaway) = (None, None);
        run.story.clear();
        run.prompts.clear();
        run.variations.clear();
        run.acts
            .extend(acts.into_iter().map(|(position, at, command)| ScriptAct {
                on: On {
                    position: Some(position),
                    at: Some(at.since(Instant::START)),
                    ..On::default()
                },
                deed: command.into(),
            }));
        run
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

#[cfg(test)]
mod tests;
