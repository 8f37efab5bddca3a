//! How large a scenario may be. It may come from a share link: hostile until checked.

use super::{Scenario, Text};
use crate::host::{Profile, ProgramError, Statement, program};
use crate::lab::{MAX_ACTS, On};
use crate::net::{MAX_HOSTS, MAX_LINKS, MAX_RULES};
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
    #[error("id {id:?}: expected 1 to {MAX_ID_OCTETS} of a-z, 0-9 and -")]
    Id {
        /// As given.
        id: String,
    },
    /// A text that is empty or too long.
    #[error("{field}: expected 1 to {MAX_TEXT_OCTETS} octets, found {octets}")]
    Text {
        /// Which one.
        field: &'static str,
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
        /// Of what.
        field: &'static str,
        /// The least.
        least: usize,
        /// The most.
        most: usize,
        /// How many there are.
        given: usize,
    },
    /// A program that makes no sense.
    #[error("hosts.{host}.{process}: {error}")]
    Program {
        /// The host.
        host: String,
        /// The process.
        process: String,
        /// What is wrong.
        error: ProgramError,
    },
    /// A checkpoint about a host that does not exist.
    #[error("{checkpoint}: no host is called {host:?}")]
    UnknownHost {
        /// Which one, such as `segments[2]`.
        checkpoint: String,
        /// The name.
        host: String,
    },
    /// A checkpoint after the end of the story.
    #[error("{checkpoint}: {at} is after the end, {ends}")]
    TooLate {
        /// Which one.
        checkpoint: String,
        /// When it would be checked.
        at: Duration,
        /// When the story ends.
        ends: Duration,
    },
}

impl Scenario {
    /// Checks its size, and that its checkpoints speak of what exists.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn validate(&self) -> Result<(), ScenarioError> {
        self.check_id()?;
        text("title", &self.title)?;
        text("question", &self.question)?;
        self.check_words()?;
        if self.ends > MAX_LENGTH {
            return Err(ScenarioError::Length { given: self.ends });
        }
        self.check_counts()?;
        self.check_names()?;
        for variation in &self.variations {
            if let Some(varied) = self.varied(&variation.id) {
                varied.checkpoints.validate(&varied)?;
            }
        }
        self.checkpoints.validate(self)
    }

    /// Every text has a length that can be read.
    fn check_words(&self) -> Result<(), ScenarioError> {
        let each = |field, texts: &mut dyn Iterator<Item = &Text>| -> Result<(), ScenarioError> {
            for one in texts {
                text(field, one)?;
            }
            Ok(())
        };
        each("goal", &mut self.goal.iter())?;
        each("takeaway", &mut self.takeaway.iter())?;
        each("limits", &mut self.limits.iter())?;
        let lines = || {
            self.variations
                .iter()
                .flat_map(|variation| &variation.story)
        };
        let lines = || self.story.iter().chain(lines());
        each("story.text", &mut lines().map(|line| &line.text))?;
        each(
            "story.mark",
            &mut lines().filter_map(|line| line.mark.as_ref()),
        )?;
        let prompts = self.prompts.iter();
        each(
            "prompts.text",
            &mut prompts.filter_map(|prompt| prompt.text.as_ref()),
        )?;
        let variations = || self.variations.iter();
        each("variations.title", &mut variations().map(|one| &one.title))?;
        each("variations.text", &mut variations().map(|one| &one.text))
    }

    /// Story, prompts, acts and changes speak of hosts that exist.
    fn check_names(&self) -> Result<(), ScenarioError> {
        let known = |name: &str| self.hosts.iter().any(|host| host.name == name);
        let places = |field: &str, ons: Vec<&On>| -> Result<(), ScenarioError> {
            for (index, on) in ons.into_iter().enumerate() {
                if let Some(host) = on.hosts().find(|name| !known(name)) {
                    return Err(ScenarioError::UnknownHost {
                        checkpoint: format!("{field}[{index}]"),
                        host: host.to_owned(),
                    });
                }
            }
            Ok(())
        };
        places("story", self.story.iter().map(|line| &line.on).collect())?;
        places(
            "prompts",
            self.prompts.iter().map(|prompt| &prompt.before).collect(),
        )?;
        places("acts", self.acts.iter().map(|act| &act.on).collect())?;
        for variation in &self.variations {
            if let Some(host) = variation.change.hosts.keys().find(|name| !known(name)) {
                return Err(ScenarioError::UnknownHost {
                    checkpoint: format!("variations.{}", variation.id),
                    host: host.clone(),
                });
            }
        }
        Ok(())
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
        count("hosts", self.hosts.len(), 1, MAX_HOSTS)?;
        count("links", self.links.len(), 0, MAX_LINKS)?;
        count("rules", self.rules.len(), 0, MAX_RULES)?;
        count("clauses", self.clauses.len(), 0, MAX_CLAUSES)?;
        count("limits", self.limits.len(), 0, MAX_CLAUSES)?;
        count("checkpoints", self.checkpoints.len(), 0, MAX_CHECKPOINTS)?;
        count("profiles", self.profiles.len(), 1, Profile::ALL.len())?;
        count("acts", self.acts.len(), 0, MAX_ACTS)?;
        count("story", self.story.len(), 0, MAX_STORY)?;
        count("prompts", self.prompts.len(), 0, MAX_PROMPTS)?;
        count("variations", self.variations.len(), 0, MAX_VARIATIONS)?;
        for host in &self.hosts {
            count("hosts.processes", host.processes.len(), 0, MAX_PROCESSES)?;
        }
        self.check_programs()
    }

    /// All programs together have a bound, those of variations too, and each makes sense.
    fn check_programs(&self) -> Result<(), ScenarioError> {
        let own = self.hosts.iter();
        let own = own.flat_map(|host| host.processes.iter().map(move |one| (&host.name, one)));
        let changes = self.variations.iter().map(|one| &one.change.hosts);
        let varied = changes.flatten();
        let varied =
            varied.flat_map(|(host, change)| change.processes.iter().map(move |one| (host, one)));
        let mut total = 0;
        for (host, process) in own.chain(varied) {
            let lines: usize = process.program.iter().map(Statement::lines).sum();
            total += lines;
            count("program", total, 0, MAX_STATEMENTS)?;
            program::check(&process.program).map_err(|error| ScenarioError::Program {
                host: host.clone(),
                process: process.name.clone(),
                error,
            })?;
        }
        Ok(())
    }
}

fn text(field: &'static str, text: &Text) -> Result<(), ScenarioError> {
    for octets in [text.en.len(), text.zh_cn.len()] {
        if !(1..=MAX_TEXT_OCTETS).contains(&octets) {
            return Err(ScenarioError::Text { field, octets });
        }
    }
    Ok(())
}

fn count(
    field: &'static str,
    given: usize,
    least: usize,
    most: usize,
) -> Result<(), ScenarioError> {
    if (least..=most).contains(&given) {
        return Ok(());
    }
    Err(ScenarioError::Count {
        field,
        least,
        most,
        given,
    })
}
