//! Programs: small lists of system calls.
//!
//! On disk a statement is flat: `{ call = "connect", fd = "s", to = "B:80" }`,
//! `{ call = "accept", fd = "l", into = "c" }`, `{ sleep = 50000000 }`.

pub(super) mod flat;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::calls::Call;
use crate::time::Duration;

/// Statements of one program; what follows is not run.
pub const MAX_STATEMENTS: usize = 4096;

/// One line of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "flat::Flat", into = "flat::Flat")]
pub enum Statement {
    /// A system call.
    Call {
        /// The call.
        call: Call,
        /// The variable that keeps the result: a number, or -1 for an error.
        into: Option<String>,
    },
    /// Do nothing for a while.
    Sleep {
        /// How long.
        length: Duration,
    },
}

/// Why a flat statement is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// A statement is either a call or a sleep.
    #[error("expected exactly one of `call` and `sleep`")]
    Kind,
    /// A call lacks an argument.
    #[error("{call} needs `{argument}`")]
    Missing {
        /// The call.
        call: &'static str,
        /// The argument.
        argument: &'static str,
    },
    /// An argument that the call does not take.
    #[error("{call} takes no `{argument}`")]
    Extra {
        /// The call, or `sleep`.
        call: &'static str,
        /// The argument.
        argument: &'static str,
    },
}

/// As in a program: `s = socket()`, `sleep(50 ms)`.
impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call {
                call,
                into: Some(variable),
            } => write!(f, "{variable} = {call}"),
            Self::Call { call, into: None } => call.fmt(f),
            Self::Sleep { length } => write!(f, "sleep({length})"),
        }
    }
}

#[cfg(test)]
mod tests;
