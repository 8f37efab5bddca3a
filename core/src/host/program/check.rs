//! What is wrong with a program as a whole.

use super::expression::ERRNO;
use super::{MAX_STATEMENTS, Statement};

/// Why a program makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProgramError {
    /// A variable is used and never set.
    #[error("{place}: nothing gives the variable {name:?} a value")]
    NoValue {
        /// The statement, such as `program[3].do[0]`.
        place: String,
        /// Its name.
        name: String,
    },
    /// There is nothing to break out of.
    #[error("{place}: `break` stands in no loop")]
    NoLoop {
        /// The statement.
        place: String,
    },
    /// It is too long.
    #[error("program: expected at most {MAX_STATEMENTS} lines, found {lines}")]
    TooLong {
        /// How long it is.
        lines: usize,
    },
}

/// Checks a program as a whole. One that fails can still be run: see
/// [`Fault::NoValue`](super::Fault::NoValue), and that a `break` without a loop does nothing.
///
/// # Errors
/// The first thing that is wrong.
pub fn check(program: &[Statement]) -> Result<(), ProgramError> {
    let lines = program.iter().map(Statement::lines).sum();
    if lines > MAX_STATEMENTS {
        return Err(ProgramError::TooLong { lines });
    }
    let mut known = vec![ERRNO];
    set_in(program, &mut known);
    block(program, &known, false).map_err(|error| error.within("program"))
}

impl ProgramError {
    /// The same, seen from around the place.
    fn within(mut self, around: &str) -> Self {
        if let Self::NoValue { place, .. } | Self::NoLoop { place } = &mut self {
            place.insert_str(0, around);
        }
        self
    }
}

fn block(statements: &[Statement], known: &[&str], in_loop: bool) -> Result<(), ProgramError> {
    for (index, statement) in statements.iter().enumerate() {
        let at = |error: ProgramError| error.within(&format!("[{index}]"));
        let place = String::new();
        if let Some(name) = statement.reads().iter().find(|name| !known.contains(name)) {
            let name = (*name).to_owned();
            return Err(at(ProgramError::NoValue { place, name }));
        }
        let in_loop = match statement {
            Statement::Break if !in_loop => return Err(at(ProgramError::NoLoop { place })),
            Statement::While { .. } | Statement::Repeat { .. } => true,
            Statement::Spawn { .. } => false,
            Statement::Call { .. }
            | Statement::Sleep { .. }
            | Statement::Set { .. }
            | Statement::If { .. }
            | Statement::Break
            | Statement::Exit
            | Statement::Missing { .. } => in_loop,
        };
        let names = if matches!(statement, Statement::Spawn { .. }) {
            [".spawn", ""]
        } else {
            [".do", ".else"]
        };
        for (body, name) in statement.blocks().into_iter().zip(names) {
            block(body, known, in_loop).map_err(|error| at(error.within(name)))?;
        }
    }
    Ok(())
}

/// Every variable that gets a value somewhere, once.
pub(super) fn set_in<'a>(statements: &'a [Statement], names: &mut Vec<&'a str>) {
    for statement in statements {
        if let Some(name) = statement.sets().filter(|name| !names.contains(name)) {
            names.push(name);
        }
        for body in statement.blocks() {
            set_in(body, names);
        }
    }
}

impl Statement {
    /// The variables that it reads itself, in the order of reading.
    pub(super) fn reads(&self) -> Vec<&str> {
        match self {
            Self::Call { call, .. } | Self::Missing { call, .. } => call.variables(),
            Self::Set { to: value, .. }
            | Self::While {
                condition: value, ..
            }
            | Self::If {
                condition: value, ..
            }
            | Self::Repeat { times: value, .. } => value.variables(),
            Self::Sleep { .. } | Self::Break | Self::Exit | Self::Spawn { .. } => Vec::new(),
        }
    }

    /// The variable that it gives a value itself.
    pub(super) fn sets(&self) -> Option<&str> {
        match self {
            Self::Call { into: name, .. } | Self::Repeat { variable: name, .. } => name.as_deref(),
            Self::Set { variable, .. } => Some(variable),
            Self::Sleep { .. }
            | Self::While { .. }
            | Self::If { .. }
            | Self::Break
            | Self::Exit
            | Self::Spawn { .. }
            | Self::Missing { .. } => None,
        }
    }
}
