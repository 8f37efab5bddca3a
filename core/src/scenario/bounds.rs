//! How large a scenario may be. It may come from a share link: hostile until checked.

use super::{Scenario, Text};
use crate::host::HostSpec;
use crate::net::{MAX_HOSTS, MAX_LINKS, MAX_RULES};
use crate::time::Duration;

/// Octets of an id.
pub const MAX_ID_OCTETS: usize = 64;
/// Octets of one text in one language.
pub const MAX_TEXT_OCTETS: usize = 4096;
/// Processes of one host.
pub const MAX_PROCESSES: usize = 64;
/// Statements of all programs together.
pub const MAX_STATEMENTS: usize = 16_384;
/// Clauses and limits, each.
pub const MAX_CLAUSES: usize = 256;
/// Checkpoints of all kinds together.
pub const MAX_CHECKPOINTS: usize = 4096;
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
        self.limits
            .iter()
            .try_for_each(|limit| text("limits", limit))?;
        if self.ends > MAX_LENGTH {
            return Err(ScenarioError::Length { given: self.ends });
        }
        self.check_counts()?;
        self.checkpoints.validate(self)
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
        for host in &self.hosts {
            count("hosts.processes", host.processes.len(), 0, MAX_PROCESSES)?;
        }
        let statements = self.hosts.iter().map(statements).sum();
        count("program", statements, 0, MAX_STATEMENTS)
    }
}

fn statements(host: &HostSpec) -> usize {
    let programs = host.processes.iter().map(|process| process.program.len());
    programs.sum()
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
