//! Programs: a small language of system calls, with variables, loops and conditions. Still plain data.
//!
//! On disk a statement is one flat table:
//!
//! ```toml
//! { call = "accept", fd = "l", into = "c" }          # a system call; -1 and `errno` when it fails
//! { sleep = "50 ms" }
//! { set = "i", to = "i + 1" }                        # an expression, see [`expression`]
//! { while = "n > 0", do = [ ... ] }
//! { repeat = 3, as = "i", do = [ ... ] }             # i is 0, 1, 2
//! { if = "n < 0", do = [ ... ], else = [ ... ] }
//! { break = true }                                   # out of the innermost loop
//! { exit = true }                                    # the process ends as by exit(2)
//! { spawn = [ ... ], as = "serve" }                  # a thread of the same process
//! { missing = "close", fd = "c", note = { en = "...", "zh-CN" = "..." } }
//! ```
//!
//! A thread begins with a copy of the variables and shares the descriptors. `missing` is a line that should be there:
//! it is shown and never run. A process does not end with its program: it lives on with its descriptors.
//!
//! A program is made into a flat list of [lines](Line) once, so that "where it is" is a number.

mod check;
pub mod expression;
mod fault;
pub(super) mod flat;
mod listing;
#[cfg(feature = "schema")]
mod schema;
mod text;
mod variables;

use serde::{Deserialize, Serialize};

pub use self::check::{ProgramError, check};
pub use self::expression::{Expression, ExpressionError};
pub use self::fault::Fault;
pub use self::listing::Line;
pub(super) use self::listing::{Step, lines};
pub(super) use self::text::listings;
pub use self::text::{Listings, Printed};
pub(super) use self::variables::Variables;
use super::calls::Call;
use crate::text::Text;
use crate::time::Duration;

/// Lines of one program; what follows is not run.
pub const MAX_STATEMENTS: usize = 4096;
/// Blocks within each other.
pub const MAX_DEPTH: usize = 8;
/// Threads of one process, the first included.
pub const MAX_THREADS: usize = 1024;
/// Lines that one thread may run while no time passes.
pub const MAX_LINES_AT_ONCE: u32 = 20_000;
/// Lines between two calls or sleeps of a thread.
pub const MAX_QUIET_LINES: u32 = 1_000;

/// One statement of a program.
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
    /// Give a variable a value.
    Set {
        /// The variable.
        variable: String,
        /// The value.
        to: Expression,
    },
    /// As long as something is so.
    While {
        /// What has to be so.
        condition: Expression,
        /// What is done then.
        body: Vec<Self>,
    },
    /// So many times.
    Repeat {
        /// How many times; asked once.
        times: Expression,
        /// The variable that counts, from 0.
        variable: Option<String>,
        /// What is done.
        body: Vec<Self>,
    },
    /// If something is so.
    If {
        /// What has to be so.
        condition: Expression,
        /// What is done then.
        then: Vec<Self>,
        /// What is done otherwise.
        otherwise: Vec<Self>,
    },
    /// Leave the innermost loop.
    Break,
    /// The process ends.
    Exit,
    /// A second thread does this.
    Spawn {
        /// What the listing calls it.
        name: Option<String>,
        /// What it does.
        body: Vec<Self>,
    },
    /// A call that is missing on purpose: shown, never made.
    Missing {
        /// The call.
        call: Call,
        /// Why it should be there.
        note: Option<Text>,
    },
}

/// Why a flat statement is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// A statement is one thing.
    #[error(
        "expected exactly one of `call`, `sleep`, `set`, `while`, `repeat`, `if`, `spawn`, `break`, `exit`, `missing`"
    )]
    Kind,
    /// A call lacks an argument.
    #[error("{call} needs `{argument}`")]
    Missing {
        /// The call, or the word of the statement.
        call: &'static str,
        /// The argument.
        argument: &'static str,
    },
    /// An argument that the call does not take.
    #[error("{call} takes no `{argument}`")]
    Extra {
        /// The call, or the word of the statement.
        call: &'static str,
        /// The argument.
        argument: &'static str,
    },
    /// `break = false` and the like.
    #[error("`{word}` is `true` or absent")]
    NotTrue {
        /// The word.
        word: &'static str,
    },
    /// A block without a statement.
    #[error("{word} needs at least one statement")]
    Empty {
        /// The word of the statement.
        word: &'static str,
    },
    /// Blocks too deep within each other.
    #[error("blocks stand at most {MAX_DEPTH} deep in each other")]
    Depth,
    /// A variable cannot have this name.
    #[error(
        "{name:?} is no name: expected letters, digits and _, no digit first, no word of the language"
    )]
    Name {
        /// As given.
        name: String,
    },
    /// No expression.
    #[error(transparent)]
    Expression(#[from] ExpressionError),
}

impl Statement {
    /// How many lines it becomes.
    #[must_use]
    pub fn lines(&self) -> usize {
        let block = |body: &[Self]| body.iter().map(Self::lines).sum::<usize>();
        match self {
            Self::Call { .. }
            | Self::Sleep { .. }
            | Self::Set { .. }
            | Self::Break
            | Self::Exit
            | Self::Missing { .. } => 1,
            Self::While { body, .. } | Self::Repeat { body, .. } | Self::Spawn { body, .. } => {
                2 + block(body)
            }
            Self::If {
                then, otherwise, ..
            } => 2 + usize::from(!otherwise.is_empty()) + block(then) + block(otherwise),
        }
    }

    /// How many blocks stand in each other.
    fn depth(&self) -> usize {
        self.blocks()
            .into_iter()
            .filter(|block| !block.is_empty())
            .map(|block| 1 + block.iter().map(Self::depth).max().unwrap_or(0))
            .max()
            .unwrap_or(0)
    }

    /// Its blocks; one that is not there is empty.
    fn blocks(&self) -> [&[Self]; 2] {
        match self {
            Self::Call { .. }
            | Self::Sleep { .. }
            | Self::Set { .. }
            | Self::Break
            | Self::Exit
            | Self::Missing { .. } => [&[], &[]],
            Self::While { body, .. } | Self::Repeat { body, .. } | Self::Spawn { body, .. } => {
                [body, &[]]
            }
            Self::If {
                then, otherwise, ..
            } => [then, otherwise],
        }
    }
}

#[cfg(test)]
mod tests;
