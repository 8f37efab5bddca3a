//! From statements to lines: what blocks enclose stands in a row, with the numbers of the lines to go to.

use super::expression::Expression;
use super::text::{own, started};
use super::{MAX_DEPTH, MAX_STATEMENTS, Statement};
use crate::host::calls::{Call, CallName};
use crate::text::Text;
use crate::time::Duration;

/// One line of a listing: what it does, in few words.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub(in crate::host) step: Step,
    indent: u16,
    text: String,
    note: Option<Text>,
}

/// What a line does. Numbers are those of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::host) enum Step {
    /// A system call, and the variable that keeps its result.
    Call(Call, Option<String>),
    /// Time passes.
    Sleep(Duration),
    /// A variable gets a value.
    Set(String, Expression),
    /// Go on if this is so, else there.
    Unless(Expression, usize),
    /// Go on as often as this says, counting in the variable, then there.
    Repeat(Expression, Option<String>, usize),
    /// Go there.
    Jump(usize),
    /// Go there; the loop that begins at the first line is over.
    Leave(usize, usize),
    /// A second thread begins there.
    Spawn(usize),
    /// The process ends.
    Exit,
    /// Nothing: a line that is missing on purpose.
    Missing(CallName),
}

/// The lines of a program; what does not fit [`MAX_STATEMENTS`] and [`MAX_DEPTH`] is left out.
pub(in crate::host) fn lines(statements: &[Statement]) -> Vec<Line> {
    let mut listing = Listing { lines: Vec::new() };
    listing.block(statements, 0, None);
    listing.lines
}

impl Line {
    /// How deep it stands in blocks.
    #[must_use]
    pub const fn indent(&self) -> u16 {
        self.indent
    }

    /// In few words: `c = accept(l)`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// It is missing on purpose.
    #[must_use]
    pub const fn is_ghost(&self) -> bool {
        matches!(self.step, Step::Missing(_))
    }

    /// What its author says about it.
    #[must_use]
    pub const fn note(&self) -> Option<&Text> {
        self.note.as_ref()
    }

    /// The call that it makes, or that is missing.
    #[must_use]
    pub const fn call(&self) -> Option<CallName> {
        match &self.step {
            Step::Call(call, _) => Some(call.name()),
            Step::Missing(name) => Some(*name),
            Step::Sleep(_)
            | Step::Set(..)
            | Step::Unless(..)
            | Step::Repeat(..)
            | Step::Jump(_)
            | Step::Leave(..)
            | Step::Spawn(_)
            | Step::Exit => None,
        }
    }
}

struct Listing {
    lines: Vec<Line>,
}

/// The lines of a loop that `break` leaves: where it begins, and those that are to learn where it ends.
struct Loop {
    head: usize,
    breaks: Vec<usize>,
}

impl Listing {
    fn add(&mut self, step: Step, indent: u16, text: impl Into<String>) -> usize {
        self.lines.push(Line {
            step,
            indent,
            text: text.into(),
            note: None,
        });
        self.lines.len() - 1
    }

    /// The number of the next line.
    const fn next(&self) -> usize {
        self.lines.len()
    }

    /// Tells a line where to go.
    fn aim(&mut self, line: usize, target: usize) {
        if let Some(Line {
            step: Step::Unless(_, to) | Step::Repeat(_, _, to) | Step::Jump(to) | Step::Leave(_, to),
            ..
        }) = self.lines.get_mut(line)
        {
            *to = target;
        }
    }

    fn block(&mut self, statements: &[Statement], indent: u16, mut within: Option<&mut Loop>) {
        if usize::from(indent) > MAX_DEPTH {
            return;
        }
        for statement in statements {
            if self.next() + statement.lines() > MAX_STATEMENTS {
                break;
            }
            self.statement(statement, indent, within.as_deref_mut());
        }
    }

    fn statement(&mut self, statement: &Statement, indent: u16, within: Option<&mut Loop>) {
        let text = own(statement);
        match statement {
            Statement::Call { call, into } => {
                self.add(Step::Call(call.clone(), into.clone()), indent, text);
            }
            Statement::Sleep { length } => {
                self.add(Step::Sleep(*length), indent, text);
            }
            Statement::Set { variable, to } => {
                self.add(Step::Set(variable.clone(), to.clone()), indent, text);
            }
            Statement::Exit => {
                self.add(Step::Exit, indent, text);
            }
            Statement::Missing { call, note } => {
                let line = self.add(Step::Missing(call.name()), indent, text);
                if let Some(line) = self.lines.get_mut(line) {
                    line.note.clone_from(note);
                }
            }
            Statement::Break => self.leave(within, indent, text),
            Statement::While { condition, body } => {
                let head = self.add(Step::Unless(condition.clone(), 0), indent, text);
                self.looped(head, body, indent);
            }
            Statement::Repeat {
                times,
                variable,
                body,
            } => {
                let step = Step::Repeat(times.clone(), variable.clone(), 0);
                let head = self.add(step, indent, text);
                self.looped(head, body, indent);
            }
            Statement::If {
                condition,
                then,
                otherwise,
            } => {
                let head = self.add(Step::Unless(condition.clone(), 0), indent, text);
                self.branches(head, then, otherwise, indent, within);
            }
            Statement::Spawn { body, .. } => self.spawned(statement, body, indent, text),
        }
    }

    /// Without a loop around it, a `break` goes on with the next line.
    fn leave(&mut self, within: Option<&mut Loop>, indent: u16, text: String) {
        let next = self.next() + 1;
        match within {
            Some(around) => {
                let line = self.add(Step::Leave(around.head, next), indent, text);
                around.breaks.push(line);
            }
            None => {
                self.add(Step::Jump(next), indent, text);
            }
        }
    }

    /// The body of the loop that begins at `head`, and its end.
    fn looped(&mut self, head: usize, body: &[Statement], indent: u16) {
        let mut around = Loop {
            head,
            breaks: Vec::new(),
        };
        self.block(body, indent + 1, Some(&mut around));
        self.add(Step::Jump(head), indent, "end");
        let next = self.next();
        self.aim(head, next);
        for line in around.breaks {
            self.aim(line, next);
        }
    }

    fn branches(
        &mut self,
        head: usize,
        then: &[Statement],
        otherwise: &[Statement],
        indent: u16,
        mut within: Option<&mut Loop>,
    ) {
        self.block(then, indent + 1, within.as_deref_mut());
        let middle = (!otherwise.is_empty()).then(|| {
            let middle = self.add(Step::Jump(0), indent, "else");
            let next = self.next();
            self.aim(head, next);
            self.block(otherwise, indent + 1, within);
            middle
        });
        let end = self.next();
        self.add(Step::Jump(end + 1), indent, "end");
        self.aim(middle.unwrap_or(head), end);
    }

    /// The first thread passes over the body; at its end it starts the second one, which ends there.
    fn spawned(&mut self, statement: &Statement, body: &[Statement], indent: u16, text: String) {
        let head = self.add(Step::Jump(0), indent, text);
        self.block(body, indent + 1, None);
        let end = self.add(Step::Spawn(head + 1), indent, started(statement));
        self.aim(head, end);
    }
}
