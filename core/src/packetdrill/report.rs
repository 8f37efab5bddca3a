//! What came of a run.

use std::fmt;

use super::error::Place;
use crate::time::Instant;

/// What came of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The verdict.
    pub verdict: Verdict,
    /// Named deviations that were met on the way.
    pub quirks: Vec<&'static str>,
    /// What happened, line by line, when it was asked for.
    pub log: Vec<String>,
}

/// The end of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Everything was as written.
    Pass,
    /// The script uses something that is not modelled; it says nothing about the engine.
    Unsupported {
        /// Where.
        place: Place,
        /// What.
        construct: String,
    },
    /// Something was not as written.
    Fail(Failure),
}

/// Something that was not as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The event that was not met.
    pub place: Place,
    /// When it was noticed.
    pub time: Instant,
    /// What is wrong: `window`, `time`, `result`.
    pub what: String,
    /// What was written.
    pub expected: String,
    /// What was seen.
    pub seen: String,
}

impl fmt::Display for Failure {
    /// On one line: `12:3 flags: expected "> F. …" seen "> . …" at 0.1 s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            place,
            time,
            what,
            expected,
            seen,
        } = self;
        write!(
            f,
            "{place} {what}: expected {expected}, seen {seen}, at {time}"
        )
    }
}

impl Failure {
    /// Both sides below each other.
    #[must_use]
    pub fn side_by_side(&self) -> String {
        let Self {
            place,
            time,
            what,
            expected,
            seen,
        } = self;
        format!("{place} {what}, at {time}\n  expected  {expected}\n  seen      {seen}")
    }
}
