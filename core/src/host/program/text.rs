//! How a line reads: in few words, as in C, as in Python.
//!
//! The listings are for readers, not for compilers. Addresses are a host and a port where C wants a structure, and
//! Python would raise an exception where the program gets -1. What a call is given and what it returns is exact.

mod c;
mod python;

use super::Statement;
use super::check::set_in;
use super::expression::{Dialect, ERRNO, Expression};
use crate::host::calls::Call;
use crate::time::Duration;

/// Characters of a text that a line shows; `...` stands for the rest.
const MAX_SHOWN: usize = 40;

/// One line in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Texts {
    pub(super) own: String,
    pub(super) c: String,
    pub(super) python: String,
}

/// Writes the lines of one program in their order.
pub(super) struct Writer<'a> {
    v6: bool,
    /// Variables that C has declared, by block.
    declared: Vec<Vec<&'a str>>,
    /// Every variable of the program.
    variables: Vec<&'a str>,
    /// Loops around that count in a variable of nobody's choice.
    counting: usize,
    /// Bodies of threads around.
    threads: usize,
}

impl Texts {
    fn new(own: impl Into<String>, c: impl Into<String>, python: impl Into<String>) -> Self {
        Self {
            own: own.into(),
            c: c.into(),
            python: python.into(),
        }
    }

    /// The end of a block.
    pub(super) fn end() -> Self {
        Self::new("end", "}", "")
    }

    /// The middle of an `if`.
    pub(super) fn otherwise() -> Self {
        Self::new("else", "} else {", "else:")
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(statements: &'a [Statement], v6: bool) -> Self {
        let mut variables = vec![ERRNO];
        set_in(statements, &mut variables);
        Self {
            v6,
            declared: vec![vec![ERRNO]],
            variables,
            counting: 0,
            threads: 0,
        }
    }

    /// A block begins.
    pub(super) fn enter(&mut self) {
        self.declared.push(Vec::new());
    }

    /// A block ends, and with it the names declared there.
    pub(super) fn leave(&mut self) {
        self.declared.pop();
    }

    /// The body of a thread begins: it knows what it is given.
    pub(super) fn enter_thread(&mut self, body: &'a [Statement]) {
        self.threads += 1;
        self.declared.push(given(body));
    }

    /// The body of a thread ends.
    pub(super) fn leave_thread(&mut self) {
        self.threads = self.threads.saturating_sub(1);
        self.declared.pop();
    }

    /// A `repeat` is over.
    pub(super) const fn repeated(&mut self, anonymous: bool) {
        if anonymous {
            self.counting = self.counting.saturating_sub(1);
        }
    }

    /// The first line of a statement.
    pub(super) fn head(&mut self, statement: &'a Statement) -> Texts {
        match statement {
            Statement::Call { call, into } => self.call(call, into.as_deref()),
            Statement::Missing { call, .. } => {
                let texts = self.call(call, None);
                Texts {
                    own: format!("missing: {}", texts.own),
                    ..texts
                }
            }
            Statement::Sleep { length } => Texts::new(
                format!("sleep({length})"),
                c::sleep(*length),
                format!("time.sleep({})", seconds(*length)),
            ),
            Statement::Set { variable, to } => {
                let declares = self.declare(variable, "int ");
                Texts::new(
                    format!("{variable} = {to}"),
                    format!("{declares}{variable} = {};", to.text(Dialect::C)),
                    format!("{variable} = {}", to.text(Dialect::Python)),
                )
            }
            Statement::While { condition, .. } => conditional("while", condition),
            Statement::If { condition, .. } => conditional("if", condition),
            Statement::Repeat {
                times, variable, ..
            } => self.repeat(times, variable.as_deref()),
            Statement::Break => Texts::new("break", "break;", "break"),
            Statement::Exit => {
                let python = if self.threads > 0 {
                    "os._exit(0)"
                } else {
                    "sys.exit()"
                };
                Texts::new("exit", "exit(0);", python)
            }
            Statement::Spawn { name, body } => {
                let (name, given) = (function(name.as_deref()), given(body));
                let typed: Vec<_> = given.iter().map(|name| format!("int {name}")).collect();
                Texts::new(
                    format!("thread {name}({})", given.join(", ")),
                    format!("void {name}({}) {{", typed.join(", ")),
                    format!("def {name}({}):", given.join(", ")),
                )
            }
        }
    }

    /// The line that starts a thread: the end of its body.
    pub(super) fn started(&self, statement: &'a Statement) -> Texts {
        let Statement::Spawn { name, body } = statement else {
            return Texts::end();
        };
        let (name, given) = (function(name.as_deref()), given(body));
        let pointers: Vec<_> = given.iter().map(|name| format!(", &{name}")).collect();
        let pointers = if pointers.is_empty() {
            ", NULL".to_owned()
        } else {
            pointers.concat()
        };
        let tuple = match given.as_slice() {
            [] => String::new(),
            [one] => format!(", args=({one},)"),
            many => format!(", args=({})", many.join(", ")),
        };
        Texts::new(
            format!("start {name}"),
            format!("}} pthread_create(&t, NULL, {name}{pointers});"),
            format!("Thread(target={name}{tuple}).start()"),
        )
    }

    fn call(&mut self, call: &Call, into: Option<&'a str>) -> Texts {
        let own = match into {
            Some(variable) => format!("{variable} = {call}"),
            None => call.to_string(),
        };
        let declares = into.map(|variable| self.declare(variable, c::kind(call)));
        Texts {
            own,
            c: c::call(call, into, declares.unwrap_or_default(), self.v6),
            python: python::call(call, into, self.v6),
        }
    }

    fn repeat(&mut self, times: &Expression, variable: Option<&'a str>) -> Texts {
        let python = format!("range({}):", times.text(Dialect::Python));
        let bound = times.operand(Dialect::C);
        match variable {
            Some(i) => {
                let declares = self.declare(i, "int ");
                Texts::new(
                    format!("repeat {times} as {i}"),
                    format!("for ({declares}{i} = 0; {i} < {bound}; {i}++) {{"),
                    format!("for {i} in {python}"),
                )
            }
            None => {
                let names = ["i", "j", "k", "l", "m", "n", "o", "p", "q"];
                let mut free = names.iter().filter(|name| !self.variables.contains(*name));
                let i = *free.nth(self.counting).unwrap_or(&"_");
                self.counting += 1;
                Texts::new(
                    format!("repeat {times}"),
                    format!("for (int {i} = 0; {i} < {bound}; {i}++) {{"),
                    format!("for _ in {python}"),
                )
            }
        }
    }

    /// What C writes before a variable that gets its first value here.
    fn declare(&mut self, variable: &'a str, kind: &'static str) -> &'static str {
        if self.declared.iter().flatten().any(|name| *name == variable) {
            return "";
        }
        if let Some(block) = self.declared.last_mut() {
            block.push(variable);
        }
        kind
    }
}

fn conditional(word: &str, condition: &Expression) -> Texts {
    Texts::new(
        format!("{word} {condition}"),
        format!("{word} ({}) {{", condition.text(Dialect::C)),
        format!("{word} {}:", condition.condition(Dialect::Python)),
    )
}

/// What a thread without a name is called.
fn function(name: Option<&str>) -> &str {
    name.unwrap_or("work")
}

/// The variables that a thread is given: what its body reads before it sets them itself.
fn given(body: &[Statement]) -> Vec<&str> {
    let (mut own, mut given) = (vec![ERRNO], Vec::new());
    uses(body, &mut own, &mut given);
    given
}

/// Goes through statements in their order: what is read and not known as `own` is given.
fn uses<'a>(statements: &'a [Statement], own: &mut Vec<&'a str>, given: &mut Vec<&'a str>) {
    for statement in statements {
        for name in statement.reads() {
            if !own.contains(&name) && !given.contains(&name) {
                given.push(name);
            }
        }
        own.extend(statement.sets());
        for block in statement.blocks() {
            uses(block, own, given);
        }
    }
}

/// Seconds as a number: `0.05`.
fn seconds(length: Duration) -> String {
    let text = length.to_string();
    text.trim_end_matches(" s").to_owned()
}

/// A text in double quotes, as both languages write it, cut where it is long.
fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(MAX_SHOWN).flat_map(escaped).collect();
    if text.chars().count() > MAX_SHOWN {
        shown.push_str("...");
    }
    format!("\"{shown}\"")
}

fn escaped(c: char) -> impl Iterator<Item = char> {
    let text = match c {
        '"' | '\\' => format!("\\{c}"),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        c if c.is_control() => "?".to_owned(),
        c => c.to_string(),
    };
    text.chars().collect::<Vec<_>>().into_iter()
}

/// The host and the port of a peer.
fn parts(to: &str) -> (&str, &str) {
    let (host, port) = to.rsplit_once(':').unwrap_or((to, "?"));
    (host.trim_matches(['[', ']']), port)
}

#[cfg(test)]
mod tests;
