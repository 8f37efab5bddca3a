//! Where C declares the variables of a function: with their first value, where one block has all that is done with
//! them, else before everything.

use super::c;
use super::given;
use crate::host::program::Statement;
use crate::host::program::expression::ERRNO;

/// The variables of one function.
pub(super) struct Scope<'a> {
    variables: Vec<Variable<'a>>,
}

struct Variable<'a> {
    name: &'a str,
    kind: &'static str,
    /// What gives it its first value, unless it is read before; and the block that it stands in.
    first: Option<&'a Statement>,
    at: Vec<usize>,
    /// The innermost block with all that is done with it.
    block: Vec<usize>,
}

/// Goes through a function; blocks are told by the numbers of those around them.
struct Walk<'a> {
    scope: Scope<'a>,
    /// It has them from elsewhere.
    given: Vec<&'a str>,
    path: Vec<usize>,
    blocks: usize,
}

impl<'a> Scope<'a> {
    /// Of a function that is `given` some variables.
    pub(super) fn of(body: &'a [Statement], given: &[&'a str]) -> Self {
        let mut known = given.to_vec();
        known.push(ERRNO);
        let mut walk = Walk {
            scope: Self {
                variables: Vec::new(),
            },
            given: known,
            path: Vec::new(),
            blocks: 0,
        };
        walk.block(body);
        walk.scope
    }

    /// What C writes before the variable in this statement.
    pub(super) fn declares(&self, statement: &Statement, name: &str) -> &'static str {
        let found = self.variables.iter().find(|found| found.name == name);
        let here = found.filter(|found| {
            let first = found
                .first
                .is_some_and(|first| std::ptr::eq(first, statement));
            first && found.is_inline()
        });
        here.map_or("", |found| found.kind)
    }

    /// The lines that declare the rest.
    pub(super) fn shared(&self) -> Vec<String> {
        let of = |kind: &'static str| {
            let shared = self.variables.iter().filter(|found| !found.is_inline());
            let names = shared.filter(|found| found.kind == kind);
            let names: Vec<_> = names.map(|found| found.name).collect();
            (!names.is_empty()).then(|| format!("{kind}{};", names.join(", ")))
        };
        [c::INT, c::SIZE].into_iter().filter_map(of).collect()
    }
}

impl Variable<'_> {
    fn is_inline(&self) -> bool {
        self.first.is_some() && self.at == self.block
    }
}

impl<'a> Walk<'a> {
    fn block(&mut self, statements: &'a [Statement]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'a Statement) {
        for name in statement.reads() {
            self.meet(name, None);
        }
        match statement {
            // A function of its own, with copies of what it is given.
            Statement::Spawn { body, .. } => {
                for name in given(body) {
                    self.meet(name, None);
                }
            }
            // C declares the counter of a loop in its head, for its body.
            Statement::Repeat { variable, body, .. } => {
                self.enter();
                if let Some(name) = variable {
                    self.meet(name, Some(statement));
                }
                self.block(body);
                self.path.pop();
            }
            Statement::Call { .. }
            | Statement::Missing { .. }
            | Statement::Sleep { .. }
            | Statement::Set { .. }
            | Statement::While { .. }
            | Statement::If { .. }
            | Statement::Break
            | Statement::Exit => {
                if let Some(name) = statement.sets() {
                    self.meet(name, Some(statement));
                }
                for block in statement.blocks() {
                    self.enter();
                    self.block(block);
                    self.path.pop();
                }
            }
        }
    }

    fn enter(&mut self) {
        self.blocks += 1;
        self.path.push(self.blocks);
    }

    /// The variable is read, or `set`.
    fn meet(&mut self, name: &'a str, set: Option<&'a Statement>) {
        if self.given.contains(&name) {
            return;
        }
        let known = self
            .scope
            .variables
            .iter_mut()
            .find(|known| known.name == name);
        let Some(known) = known else {
            self.scope.variables.push(Variable {
                name,
                kind: set.map_or(c::INT, kind),
                first: set,
                at: self.path.clone(),
                block: self.path.clone(),
            });
            return;
        };
        if set.is_some_and(|set| kind(set) == c::SIZE) {
            known.kind = c::SIZE;
        }
        let same = known.block.iter().zip(&self.path);
        let common = same.take_while(|(one, other)| one == other).count();
        known.block.truncate(common);
    }
}

fn kind(statement: &Statement) -> &'static str {
    if let Statement::Call { call, .. } = statement {
        c::kind(call)
    } else {
        c::INT
    }
}
