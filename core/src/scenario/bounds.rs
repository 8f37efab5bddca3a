//! How large a scenario may be. It may come from a share link: hostile until checked.

use std::fmt::Display;
use std::net::IpAddr;

use super::{Change, Scenario, StoryLine, Text};
use crate::host::{ProcessSpec, Profile, ProgramError, Statement, program};
use crate::lab::{MAX_ACTS, ScriptAct};
use crate::net::{LinkRule, LinkSpec, MAX_HOSTS, MAX_LINKS, MAX_RULES};
use crate::time::Duration;

/// Octets of an id.
pub const MAX_ID_OCTETS: usize = 64;
/// Octets of one text in one language.
pub const MAX_TEXT_OCTETS: usize = 4096;
/// Processes of one host.
pub const MAX_PROCESSES: usize = 64;
/// Lines of all programs together.
pub const MAX_STATEMENTS: usize = 16_384;
/// Clauses and limits, each.
pub const MAX_CLAUSES: usize = 256;
/// Checkpoints of all kinds together.
pub const MAX_CHECKPOINTS: usize = 4096;
/// Lines of a story.
pub const MAX_STORY: usize = 256;
/// Prompts of a scenario.
pub const MAX_PROMPTS: usize = 64;
/// Variations of a scenario.
pub const MAX_VARIATIONS: usize = 32;
/// The longest story: a day.
pub const MAX_LENGTH: Duration = Duration::from_secs(24 * 3600);

/// Why a scenario is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioError {
    /// An id that is no kebab case.
    #[error("id: {id:?} is none, expected 1 to {MAX_ID_OCTETS} of a-z, 0-9 and -")]
    Id {
        /// As given.
        id: String,
    },
    /// A text that is empty or too long.
    #[error("{field}: expected 1 to {MAX_TEXT_OCTETS} octets, found {octets}")]
    Text {
        /// Which one, such as `story[2].text`.
        field: String,
        /// How long it is.
        octets: usize,
    },
    /// A story that is too long.
    #[error("ends: {given} is longer than {MAX_LENGTH}")]
    Length {
        /// As given.
        given: Duration,
    },
    /// Too many of something, or none where one is needed.
    #[error("{field}: expected {least} to {most}, found {given}")]
    Count {
        /// Of what, such as `hosts`.
        field: String,
        /// The least.
        least: usize,
        /// The most.
        most: usize,
        /// How many there are.
        given: usize,
    },
    /// A program that makes no sense.
    #[error("{process}.{error}")]
    Program {
        /// The process, such as `hosts[0].processes[1]`.
        process: String,
        /// What is wrong.
        error: ProgramError,
    },
    /// Something about a host that does not exist.
    #[error("{field}: no host is called {host:?}, expected {}", known.join(" or "))]
    UnknownHost {
        /// What, such as `checkpoints.segments[2]`.
        field: String,
        /// The name.
        host: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// A checkpoint after the end of the story.
    #[error("{checkpoint}: {at} is after the end, {ends}")]
    TooLate {
        /// Which one, such as `checkpoints.segments[2]`.
        checkpoint: String,
        /// When it would be checked.
        at: Duration,
        /// When the story ends.
        ends: Duration,
    },
}

impl Scenario {
    /// Checks its size, and that it speaks of what exists.
    ///
    /// # Errors
    /// The first thing that is wrong, and where: each begins with the way to it.
    pub fn validate(&self) -> Result<(), ScenarioError> {
        self.check_id()?;
        self.check_words()?;
        if self.ends > MAX_LENGTH {
            return Err(ScenarioError::Length { given: self.ends });
        }
        self.check_counts()?;
        self.check_programs()?;
        self.check_names()?;
        for (index, variation) in self.variations.iter().enumerate() {
            if let Some(varied) = self.varied(&variation.id) {
                let around = format!("variations[{index}].checkpoints");
                varied.checkpoints.validate(&around, &varied)?;
            }
        }
        self.checkpoints.validate("checkpoints", self)
    }

    /// Every text has a length that can be read.
    fn check_words(&self) -> Result<(), ScenarioError> {
        text(&"title", Some(&self.title))?;
        text(&"question", Some(&self.question))?;
        text(&"goal", self.goal.as_ref())?;
        text(&"takeaway", self.takeaway.as_ref())?;
        for (index, limit) in self.limits.iter().enumerate() {
            text(&format_args!("limits[{index}]"), Some(limit))?;
        }
        tell(&"", &self.story)?;
        for (index, prompt) in self.prompts.iter().enumerate() {
            text(&format_args!("prompts[{index}].text"), prompt.text.as_ref())?;
        }
        for (index, variation) in self.variations.iter().enumerate() {
            let around = format_args!("variations[{index}].");
            text(&format_args!("{around}title"), Some(&variation.title))?;
            text(&format_args!("{around}text"), Some(&variation.text))?;
            tell(&around, &variation.story)?;
        }
        Ok(())
    }

    /// Everything speaks of hosts that exist.
    fn check_names(&self) -> Result<(), ScenarioError> {
        for (index, line) in self.story.iter().enumerate() {
            self.known(&format_args!("story[{index}].on"), line.on.hosts())?;
        }
        for (index, prompt) in self.prompts.iter().enumerate() {
            self.known(
                &format_args!("prompts[{index}].before"),
                prompt.before.hosts(),
            )?;
        }
        for (index, nat) in self.nats.iter().enumerate() {
            self.known(
                &format_args!("nats[{index}].inside"),
                nat.inside.iter().map(String::as_str),
            )?;
        }
        self.check_net(&"", &self.links, &self.rules, &self.acts)?;
        for (index, variation) in self.variations.iter().enumerate() {
            for (line, told) in variation.story.iter().enumerate() {
                self.known(
                    &format_args!("variations[{index}].story[{line}].on"),
                    told.on.hosts(),
                )?;
            }
            let Change {
                links,
                rules,
                acts,
                hosts,
                ..
            } = &variation.change;
            let around = format_args!("variations[{index}].change.");
            self.known(
                &format_args!("{around}hosts"),
                hosts.keys().map(String::as_str),
            )?;
            let links = links.as_deref().unwrap_or_default();
            let (rules, acts) = (rules.as_deref(), acts.as_deref());
            self.check_net(
                &around,
                links,
                rules.unwrap_or_default(),
                acts.unwrap_or_default(),
            )?;
        }
        Ok(())
    }

    fn check_net(
        &self,
        around: &dyn Display,
        links: &[LinkSpec],
        rules: &[LinkRule],
        acts: &[ScriptAct],
    ) -> Result<(), ScenarioError> {
        for (index, link) in links.iter().enumerate() {
            let ends = link.between.iter().map(String::as_str);
            self.known(&format_args!("{around}links[{index}].between"), ends)?;
        }
        // Where an address would do as well.
        let is_address = |name: &&str| name.parse::<IpAddr>().is_ok();
        for (index, rule) in rules.iter().enumerate() {
            let field = format_args!("{around}rules[{index}]");
            let ends = [("from", &rule.from), ("to", &rule.to)];
            for (end, name) in ends {
                let name = name.as_deref().filter(|name| !is_address(name));
                self.known(&format_args!("{field}.{end}"), name)?;
            }
        }
        for (index, act) in acts.iter().enumerate() {
            self.known(&format_args!("{around}acts[{index}].on"), act.on.hosts())?;
            let names = act.deed.hosts().into_iter();
            let names = names.filter(|name| !is_address(name));
            self.known(&format_args!("{around}acts[{index}].do"), names)?;
        }
        Ok(())
    }

    /// Hosts have these names.
    pub(super) fn known<'a>(
        &self,
        field: &dyn Display,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), ScenarioError> {
        let known = |name: &str| self.hosts.iter().any(|host| host.name == name);
        match names.into_iter().find(|name| !known(name)) {
            Some(name) => Err(self.unknown(field, name)),
            None => Ok(()),
        }
    }

    #[cold]
    fn unknown(&self, field: &dyn Display, host: &str) -> ScenarioError {
        ScenarioError::UnknownHost {
            field: field.to_string(),
            host: host.to_owned(),
            known: self.hosts.iter().map(|host| host.name.clone()).collect(),
        }
    }

    fn check_id(&self) -> Result<(), ScenarioError> {
        let is_kebab = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
        let in_bounds = (1..=MAX_ID_OCTETS).contains(&self.id.len());
        if in_bounds && self.id.bytes().all(is_kebab) {
            return Ok(());
        }
        let id = self.id.clone();
        Err(ScenarioError::Id { id })
    }

    fn check_counts(&self) -> Result<(), ScenarioError> {
        count(&"hosts", self.hosts.len(), 1, MAX_HOSTS)?;
        count(&"links", self.links.len(), 0, MAX_LINKS)?;
        count(&"rules", self.rules.len(), 0, MAX_RULES)?;
        count(&"clauses", self.clauses.len(), 0, MAX_CLAUSES)?;
        count(&"limits", self.limits.len(), 0, MAX_CLAUSES)?;
        count(&"checkpoints", self.checkpoints.len(), 0, MAX_CHECKPOINTS)?;
        count(&"profiles", self.profiles.len(), 1, Profile::ALL.len())?;
        count(&"acts", self.acts.len(), 0, MAX_ACTS)?;
        count(&"story", self.story.len(), 0, MAX_STORY)?;
        count(&"prompts", self.prompts.len(), 0, MAX_PROMPTS)?;
        count(&"variations", self.variations.len(), 0, MAX_VARIATIONS)?;
        for (index, host) in self.hosts.iter().enumerate() {
            let field = format_args!("hosts[{index}].processes");
            count(&field, host.processes.len(), 0, MAX_PROCESSES)?;
        }
        Ok(())
    }

    /// All programs together have a bound, those of variations too, and each makes sense.
    fn check_programs(&self) -> Result<(), ScenarioError> {
        let mut total = 0;
        for (index, host) in self.hosts.iter().enumerate() {
            total += programs(&format_args!("hosts[{index}]"), &host.processes)?;
        }
        for (index, variation) in self.variations.iter().enumerate() {
            for (host, change) in &variation.change.hosts {
                let host = format_args!("variations[{index}].change.hosts.{host}");
                total += programs(&host, &change.processes)?;
            }
        }
        count(&"lines of all programs", total, 0, MAX_STATEMENTS)
    }
}

/// Each program makes sense; how many lines they have.
fn programs(host: &dyn Display, processes: &[ProcessSpec]) -> Result<usize, ScenarioError> {
    let mut total = 0;
    for (index, process) in processes.iter().enumerate() {
        total += process.program.iter().map(Statement::lines).sum::<usize>();
        program::check(&process.program).map_err(|error| ScenarioError::Program {
            process: format!("{host}.processes[{index}]"),
            error,
        })?;
    }
    Ok(total)
}

fn tell(around: &dyn Display, story: &[StoryLine]) -> Result<(), ScenarioError> {
    for (index, line) in story.iter().enumerate() {
        text(
            &format_args!("{around}story[{index}].text"),
            Some(&line.text),
        )?;
        text(
            &format_args!("{around}story[{index}].mark"),
            line.mark.as_ref(),
        )?;
    }
    Ok(())
}

fn text(field: &dyn Display, text: Option<&Text>) -> Result<(), ScenarioError> {
    let texts = text.into_iter().flat_map(|text| [&text.en, &text.zh_cn]);
    let mut lengths = texts.map(String::len);
    match lengths.find(|octets| !(1..=MAX_TEXT_OCTETS).contains(octets)) {
        Some(octets) => Err(ScenarioError::Text {
            field: field.to_string(),
            octets,
        }),
        None => Ok(()),
    }
}

fn count(
    field: &dyn Display,
    given: usize,
    least: usize,
    most: usize,
) -> Result<(), ScenarioError> {
    if (least..=most).contains(&given) {
        return Ok(());
    }
    Err(ScenarioError::Count {
        field: field.to_string(),
        least,
        most,
        given,
    })
}
