//! What is wrong with a script, and where.

use std::fmt;

/// A line and a column, both from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column, in octets.
    pub column: u32,
}

impl Place {
    /// The place of octet `at` of `text`.
    pub(super) fn of(text: &str, at: usize) -> Self {
        Lines::of(text).place(at)
    }
}

/// Where the lines of a text begin.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(after).collect())
    }

    /// The place of octet `at`.
    pub(super) fn place(&self, at: usize) -> Place {
        let line = self.0.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|index| self.0.get(index));
        let column = at - start.copied().unwrap_or(0) + 1;
        Place {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A script that is none: where it goes wrong, what was expected there, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: expected {expected}, found {found}")]
pub struct Malformed {
    /// Where.
    pub place: Place,
    /// What would have been right.
    pub expected: String,
    /// What stands there.
    pub found: String,
}

impl Malformed {
    pub(super) fn new(place: Place, expected: &str, found: &str) -> Self {
        Self {
            place,
            expected: expected.to_owned(),
            found: found.to_owned(),
        }
    }
}
