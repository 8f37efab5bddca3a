//! How a program reads: in few words, as in C, as in Python.
//!
//! Both languages accept what is printed, given what every such program begins with: headers and imports, a buffer
//! `buf`, and `bind` and `connect` that take a host and a port where C wants a structure. Python would raise an
//! exception where the program gets -1. What a call is given and what it returns is exact.

mod c;
mod python;
mod scope;

use self::scope::Scope;
use super::check::set_in;
use super::expression::{Dialect, ERRNO, Expression};
use super::{MAX_DEPTH, MAX_STATEMENTS, Statement};
use crate::host::calls::Call;
use crate::time::Duration;

/// Characters of a text that a line shows; `...` stands for the rest.
const MAX_SHOWN: usize = 40;
/// What a thread is called that has no name.
const NAMELESS: &str = "work";

/// A line as a language prints it. Functions of threads stand before what starts them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    line: Option<usize>,
    indent: u16,
    text: String,
}

/// The whole program in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listings {
    /// As in C.
    pub c: Vec<Printed>,
    /// As in Python.
    pub python: Vec<Printed>,
}

impl Printed {
    /// The line of the program that it is; none where only the language needs it.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        self.line
    }

    /// How deep it stands in blocks.
    #[must_use]
    pub const fn indent(&self) -> u16 {
        self.indent
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Prints a program; `v6` is the address family of its sockets.
pub(in crate::host) fn listings(statements: &[Statement], v6: bool) -> Listings {
    Listings {
        c: Printer::print(statements, v6, Language::C),
        python: Printer::print(statements, v6, Language::Python),
    }
}

/// The first line of a statement in few words.
pub(super) fn own(statement: &Statement) -> String {
    match statement {
        Statement::Call { call, into } => match into {
            Some(variable) => format!("{variable} = {call}"),
            None => call.to_string(),
        },
        Statement::Missing { call, .. } => format!("missing: {call}"),
        Statement::Sleep { length } => format!("sleep({length})"),
        Statement::Set { variable, to } => format!("{variable} = {to}"),
        Statement::While { condition, .. } => format!("while {condition}"),
        Statement::If { condition, .. } => format!("if {condition}"),
        Statement::Repeat {
            times, variable, ..
        } => match variable {
            Some(variable) => format!("repeat {times} as {variable}"),
            None => format!("repeat {times}"),
        },
        Statement::Break => "break".to_owned(),
        Statement::Exit => "exit".to_owned(),
        Statement::Spawn { name, body } => {
            let name = name.as_deref().unwrap_or(NAMELESS);
            format!("thread {name}({})", given(body).join(", "))
        }
    }
}

/// The end of a thread's body, which starts it, in few words.
pub(super) fn started(statement: &Statement) -> String {
    match statement {
        Statement::Spawn { name, .. } => format!("start {}", name.as_deref().unwrap_or(NAMELESS)),
        Statement::Call { .. }
        | Statement::Missing { .. }
        | Statement::Sleep { .. }
        | Statement::Set { .. }
        | Statement::While { .. }
        | Statement::If { .. }
        | Statement::Repeat { .. }
        | Statement::Break
        | Statement::Exit => String::new(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    C,
    Python,
}

/// A function that is being printed.
struct Function<'a> {
    lines: Vec<Printed>,
    indent: u16,
    scope: Scope<'a>,
    /// Loops around that count in a variable of nobody's choice.
    counting: usize,
    /// Loops around.
    loops: usize,
}

/// Prints in one language. It counts the lines of the program as [`lines`](super::lines) makes them.
struct Printer<'a> {
    language: Language,
    v6: bool,
    /// Functions of threads, whole.
    functions: Vec<Printed>,
    /// The innermost one that is not.
    function: Function<'a>,
    /// The number of the next line of the program.
    next: usize,
    /// Every variable of the program.
    variables: Vec<&'a str>,
    /// Names of functions so far.
    names: Vec<String>,
    /// Threads around.
    threads: usize,
}

impl<'a> Function<'a> {
    fn new(body: &'a [Statement], given: &[&'a str], indent: u16) -> Self {
        Self {
            lines: Vec::new(),
            indent,
            scope: Scope::of(body, given),
            counting: 0,
            loops: 0,
        }
    }
}

impl<'a> Printer<'a> {
    fn print(statements: &'a [Statement], v6: bool, language: Language) -> Vec<Printed> {
        let mut variables = vec![ERRNO];
        set_in(statements, &mut variables);
        // Where C has functions it needs one more for the rest.
        let main = language == Language::C && spawns(statements);
        let mut printer = Self {
            language,
            v6,
            functions: Vec::new(),
            function: Function::new(statements, &[], main.into()),
            next: 0,
            variables,
            names: Vec::new(),
            threads: 0,
        };
        if main {
            printer.frame("int main(void) {");
            printer.function.indent = 1;
        }
        printer.begin(statements);
        printer.block(statements, 0);
        if main {
            printer.frame("}");
        }
        printer.functions.append(&mut printer.function.lines);
        printer.functions
    }

    /// A line of the program.
    fn say(&mut self, line: usize, indent: u16, text: String) {
        if !text.is_empty() {
            self.function.lines.push(Printed {
                line: Some(line),
                indent: self.function.indent + indent,
                text,
            });
        }
    }

    /// A line that only the language needs, at the outermost level.
    fn frame(&mut self, text: impl Into<String>) {
        self.framed(0, text.into());
    }

    fn framed(&mut self, indent: u16, text: String) {
        let line = None;
        self.function.lines.push(Printed { line, indent, text });
    }

    /// What C declares before anything else: variables that several blocks share, and what a started thread is called.
    fn begin(&mut self, body: &'a [Statement]) {
        if self.language == Language::Python {
            return;
        }
        let indent = self.function.indent;
        if spawns(body) {
            let text = format!("pthread_t {};", self.thread());
            self.framed(indent, text);
        }
        for text in self.function.scope.shared() {
            self.framed(indent, text);
        }
    }

    /// A name for the thread that was started last.
    fn thread(&self) -> &'static str {
        let names = ["t", "tid", "thread", "started"];
        let free = |name: &&&str| !self.variables.contains(*name);
        names.iter().find(free).unwrap_or(&"_t")
    }

    fn block(&mut self, statements: &'a [Statement], depth: u16) {
        self.inside(statements, depth, depth);
    }

    /// `depth` is that of blocks in the program, `indent` that in the function.
    fn inside(&mut self, statements: &'a [Statement], depth: u16, indent: u16) {
        if usize::from(depth) > MAX_DEPTH {
            return;
        }
        for statement in statements {
            if self.next + statement.lines() > MAX_STATEMENTS {
                break;
            }
            self.statement(statement, depth, indent);
        }
    }

    /// The number of this line.
    const fn count(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    fn statement(&mut self, statement: &'a Statement, depth: u16, indent: u16) {
        let head = self.count();
        if let Statement::Spawn { name, body } = statement {
            return self.spawned(name.as_deref(), body, depth, indent);
        }
        let text = self.head(statement);
        self.say(head, indent, text);
        match statement {
            Statement::While { body, .. } | Statement::Repeat { body, .. } => {
                self.function.loops += 1;
                self.inside(body, depth + 1, indent + 1);
                self.function.loops -= 1;
                if matches!(statement, Statement::Repeat { variable: None, .. }) {
                    self.function.counting -= 1;
                }
                self.closed(indent);
            }
            Statement::If {
                then, otherwise, ..
            } => {
                self.inside(then, depth + 1, indent + 1);
                if !otherwise.is_empty() {
                    let middle = self.count();
                    let text = self.either("} else {", "else:");
                    self.say(middle, indent, text);
                    self.inside(otherwise, depth + 1, indent + 1);
                }
                self.closed(indent);
            }
            Statement::Call { .. }
            | Statement::Missing { .. }
            | Statement::Sleep { .. }
            | Statement::Set { .. }
            | Statement::Break
            | Statement::Exit
            | Statement::Spawn { .. } => {}
        }
    }

    /// A block ends.
    fn closed(&mut self, indent: u16) {
        let end = self.count();
        let text = self.either("}", "");
        self.say(end, indent, text);
    }

    fn either(&self, c: &str, python: &str) -> String {
        match self.language {
            Language::C => c.to_owned(),
            Language::Python => python.to_owned(),
        }
    }

    /// The body becomes a function of its own; where it stood, its thread is started.
    fn spawned(&mut self, name: Option<&str>, body: &'a [Statement], depth: u16, indent: u16) {
        let name = self.named(name.unwrap_or(NAMELESS));
        let given = given(body);
        let function = Function::new(body, &given, 1);
        let around = std::mem::replace(&mut self.function, function);
        self.threads += 1;
        match self.language {
            Language::C => {
                for (indent, text) in c::begins(&name, &given) {
                    self.framed(indent, text);
                }
            }
            Language::Python => self.frame(format!("def {name}({}):", given.join(", "))),
        }
        self.begin(body);
        self.inside(body, depth + 1, 0);
        if self.language == Language::C {
            self.framed(1, "return NULL;".to_owned());
            self.frame("}");
        }
        self.threads -= 1;
        let function = std::mem::replace(&mut self.function, around);
        self.functions.extend(function.lines);
        let start = self.count();
        let text = match self.language {
            Language::C => c::starts(self.thread(), &name, &given),
            Language::Python => python::starts(&name, &given),
        };
        self.say(start, indent, text);
    }

    /// No two functions, and no function and variable, have one name.
    fn named(&mut self, name: &str) -> String {
        let free = |wanted: &String| {
            !self.names.contains(wanted) && !self.variables.contains(&wanted.as_str())
        };
        let others = (2..).map(|number| format!("{name}{number}"));
        let found = std::iter::once(name.to_owned()).chain(others).find(free);
        let found = found.unwrap_or_default();
        self.names.push(found.clone());
        found
    }

    /// The first line of a statement.
    fn head(&mut self, statement: &'a Statement) -> String {
        let python = self.language == Language::Python;
        match statement {
            Statement::Call { call, into } => self.call(statement, call, into.as_deref()),
            Statement::Missing { call, .. } => self.call(statement, call, None),
            Statement::Sleep { length } if python => format!("time.sleep({})", seconds(*length)),
            Statement::Sleep { length } => c::sleep(*length),
            Statement::Set { variable, to } if python => {
                format!("{variable} = {}", to.text(Dialect::Python))
            }
            Statement::Set { variable, to } => {
                let declares = self.function.scope.declares(statement, variable);
                format!("{declares}{variable} = {};", to.text(Dialect::C))
            }
            Statement::While { condition, .. } => self.conditional("while", condition),
            Statement::If { condition, .. } => self.conditional("if", condition),
            Statement::Repeat {
                times, variable, ..
            } => self.repeat(statement, times, variable.as_deref()),
            // Without a loop around it, it does nothing.
            Statement::Break if self.function.loops == 0 => self.either(";", "pass"),
            Statement::Break => self.either("break;", "break"),
            Statement::Exit if python && self.threads > 0 => "os._exit(0)".to_owned(),
            Statement::Exit => self.either("exit(0);", "sys.exit()"),
            Statement::Spawn { .. } => String::new(),
        }
    }

    fn call(&self, statement: &'a Statement, call: &Call, into: Option<&'a str>) -> String {
        match self.language {
            Language::C => {
                let declares = into.map(|name| self.function.scope.declares(statement, name));
                c::call(call, into, declares.unwrap_or_default(), self.v6)
            }
            Language::Python => python::call(call, into, self.v6),
        }
    }

    fn conditional(&self, word: &str, condition: &Expression) -> String {
        match self.language {
            Language::C => format!("{word} ({}) {{", condition.text(Dialect::C)),
            Language::Python => format!("{word} {}:", condition.condition(Dialect::Python)),
        }
    }

    fn repeat(
        &mut self,
        statement: &'a Statement,
        times: &Expression,
        variable: Option<&'a str>,
    ) -> String {
        let counter = variable.unwrap_or_else(|| self.counter());
        if self.language == Language::Python {
            let counter = variable.unwrap_or("_");
            return format!("for {counter} in range({}):", times.text(Dialect::Python));
        }
        let declares = match variable {
            Some(name) => self.function.scope.declares(statement, name),
            None => "int ",
        };
        let bound = times.operand(Dialect::C);
        format!("for ({declares}{counter} = 0; {counter} < {bound}; {counter}++) {{")
    }

    /// A counter that no variable is called.
    fn counter(&mut self) -> &'static str {
        let names = ["i", "j", "k", "l", "m", "n", "o", "p", "q"];
        let mut free = names.iter().filter(|name| !self.variables.contains(*name));
        let counter = *free.nth(self.function.counting).unwrap_or(&"_");
        self.function.counting += 1;
        counter
    }
}

/// Is there a thread anywhere in it?
fn spawns(statements: &[Statement]) -> bool {
    let is = |statement: &Statement| {
        matches!(statement, Statement::Spawn { .. }) || statement.blocks().into_iter().any(spawns)
    };
    statements.iter().any(is)
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
