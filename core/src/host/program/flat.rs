//! The flat form of a statement and of a call: one table with only the fields it needs.
//!
//! A call by itself says which it is in `name`, a statement says it in `call`.

mod call;

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::expression::{Expression, is_name};
use super::{MAX_DEPTH, Statement, StatementError};
use crate::host::calls::{
    CallName, Data, FdRef, How, MessageFlags, OptionValue, PollFd, Request, SocketOption,
};
use crate::loose::{Loose, Misfit};
use crate::text::Text;
use crate::time::Duration;

/// What `to` may be: the peer of `connect`, or the expression of `set`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged, try_from = "Loose")]
enum To {
    Number(i64),
    Text(String),
}

/// Every field a statement or a call can have.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(
    rename_all = "camelCase",
    deny_unknown_fields,
    expecting = "a call or a statement"
)]
pub(in crate::host) struct Flat {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<CallName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<CallName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fd: Option<FdRef>,
    #[serde(skip_serializing_if = "Option::is_none")]
    port: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<IpAddr>,
    #[serde(skip_serializing_if = "Option::is_none")]
    backlog: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<To>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Data>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    how: Option<How>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    flags: Option<MessageFlags>,
    #[serde(skip_serializing_if = "Option::is_none")]
    option: Option<SocketOption>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<OptionValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<Request>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fds: Option<Vec<PollFd>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeout: Option<Duration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    into: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sleep: Option<Duration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    set: Option<String>,
    #[serde(rename = "while", skip_serializing_if = "Option::is_none")]
    while_so: Option<Expression>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repeat: Option<Expression>,
    #[serde(rename = "if", skip_serializing_if = "Option::is_none")]
    if_so: Option<Expression>,
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    named: Option<String>,
    #[serde(rename = "do", skip_serializing_if = "Option::is_none")]
    body: Option<Vec<Statement>>,
    #[serde(rename = "else", skip_serializing_if = "Option::is_none")]
    otherwise: Option<Vec<Statement>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spawn: Option<Vec<Statement>>,
    #[serde(rename = "break", skip_serializing_if = "Option::is_none")]
    leave: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exit: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<CallName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Text>,
}

/// Which statement it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Call,
    Sleep,
    Set,
    While,
    Repeat,
    If,
    Spawn,
    Break,
    Exit,
    Missing,
}

impl TryFrom<Flat> for Statement {
    type Error = StatementError;

    fn try_from(mut flat: Flat) -> Result<Self, StatementError> {
        let word = flat.word()?;
        let (statement, name) = match word {
            Word::Call => flat.take_made()?,
            Word::Missing => flat.take_missing()?,
            Word::Sleep | Word::Set | Word::Break | Word::Exit => flat.take_simple(word)?,
            Word::While | Word::Repeat | Word::If | Word::Spawn => flat.take_block(word)?,
        };
        flat.is_used_up(name)?;
        if statement.depth() > MAX_DEPTH {
            return Err(StatementError::Depth);
        }
        Ok(statement)
    }
}

/// A statement and the word it goes by in errors.
type Taken = Result<(Statement, &'static str), StatementError>;

impl Flat {
    /// Exactly one word says what it is.
    fn word(&self) -> Result<Word, StatementError> {
        let words = [
            (Word::Call, self.call.is_some()),
            (Word::Sleep, self.sleep.is_some()),
            (Word::Set, self.set.is_some()),
            (Word::While, self.while_so.is_some()),
            (Word::Repeat, self.repeat.is_some()),
            (Word::If, self.if_so.is_some()),
            (Word::Spawn, self.spawn.is_some()),
            (Word::Break, self.leave.is_some()),
            (Word::Exit, self.exit.is_some()),
            (Word::Missing, self.missing.is_some()),
        ];
        let mut present = words.iter().filter(|(_, present)| *present);
        match (present.next(), present.next()) {
            (Some((word, _)), None) => Ok(*word),
            (Some(_), Some(_)) | (None, _) => Err(StatementError::Kind),
        }
    }

    fn take_made(&mut self) -> Taken {
        let name = self.call.take().ok_or(StatementError::Kind)?;
        let into = self.into.take().map(named).transpose()?;
        let call = self.take_call(name)?;
        Ok((Statement::Call { call, into }, name.text()))
    }

    fn take_missing(&mut self) -> Taken {
        let name = self.missing.take().ok_or(StatementError::Kind)?;
        let note = self.note.take();
        let call = self.take_call(name)?;
        Ok((Statement::Missing { call, note }, name.text()))
    }

    fn take_simple(&mut self, word: Word) -> Taken {
        if let Some(length) = self.sleep.take() {
            return Ok((Statement::Sleep { length }, "sleep"));
        }
        if let Some(variable) = self.set.take() {
            let to = self.to.take().ok_or(StatementError::Missing {
                call: "set",
                argument: "to",
            })?;
            let to = match to {
                To::Number(number) => Loose::Number(number).try_into()?,
                To::Text(text) => text.parse()?,
            };
            let variable = named(variable)?;
            return Ok((Statement::Set { variable, to }, "set"));
        }
        let (name, statement, is_so) = if word == Word::Break {
            ("break", Statement::Break, self.leave.take())
        } else {
            ("exit", Statement::Exit, self.exit.take())
        };
        if is_so == Some(true) {
            return Ok((statement, name));
        }
        Err(StatementError::NotTrue { word: name })
    }

    fn take_block(&mut self, word: Word) -> Taken {
        if let Some(body) = self.spawn.take() {
            let body = filled(Some(body), "spawn")?;
            let name = self.named.take().map(named).transpose()?;
            return Ok((Statement::Spawn { name, body }, "spawn"));
        }
        if let Some(condition) = self.while_so.take() {
            let body = filled(self.body.take(), "while")?;
            return Ok((Statement::While { condition, body }, "while"));
        }
        if let Some(times) = self.repeat.take() {
            let statement = Statement::Repeat {
                times,
                variable: self.named.take().map(named).transpose()?,
                body: filled(self.body.take(), "repeat")?,
            };
            return Ok((statement, "repeat"));
        }
        let Some(condition) = self.if_so.take().filter(|_| word == Word::If) else {
            return Err(StatementError::Kind);
        };
        let statement = Statement::If {
            condition,
            then: filled(self.body.take(), "if")?,
            otherwise: match self.otherwise.take() {
                None => Vec::new(),
                body => filled(body, "else")?,
            },
        };
        Ok((statement, "if"))
    }
}

/// A block has something to do.
fn filled(
    body: Option<Vec<Statement>>,
    word: &'static str,
) -> Result<Vec<Statement>, StatementError> {
    let body = body.ok_or(StatementError::Missing {
        call: word,
        argument: "do",
    })?;
    if body.is_empty() {
        return Err(StatementError::Empty { word });
    }
    Ok(body)
}

/// A name that a variable may have.
fn named(name: String) -> Result<String, StatementError> {
    if is_name(&name) {
        Ok(name)
    } else {
        Err(StatementError::Name { name })
    }
}

impl TryFrom<Loose> for To {
    type Error = Misfit;

    fn try_from(value: Loose) -> Result<Self, Misfit> {
        match value {
            Loose::Number(number) => Ok(Self::Number(number)),
            Loose::Text(text) => Ok(Self::Text(text)),
            Loose::Fields(_) => Err(Misfit("a peer, or an expression")),
        }
    }
}

impl Flat {
    /// Nothing is left that the statement does not take.
    fn is_used_up(&self, call: &'static str) -> Result<(), StatementError> {
        let left = [
            ("name", self.name.is_some()),
            ("call", self.call.is_some()),
            ("fd", self.fd.is_some()),
            ("port", self.port.is_some()),
            ("address", self.address.is_some()),
            ("backlog", self.backlog.is_some()),
            ("to", self.to.is_some()),
            ("data", self.data.is_some()),
            ("max", self.max.is_some()),
            ("how", self.how.is_some()),
            ("on", self.on.is_some()),
            ("flags", self.flags.is_some()),
            ("option", self.option.is_some()),
            ("value", self.value.is_some()),
            ("request", self.request.is_some()),
            ("fds", self.fds.is_some()),
            ("timeout", self.timeout.is_some()),
            ("into", self.into.is_some()),
            ("sleep", self.sleep.is_some()),
            ("set", self.set.is_some()),
            ("while", self.while_so.is_some()),
            ("repeat", self.repeat.is_some()),
            ("if", self.if_so.is_some()),
            ("spawn", self.spawn.is_some()),
            ("break", self.leave.is_some()),
            ("exit", self.exit.is_some()),
            ("missing", self.missing.is_some()),
            ("as", self.named.is_some()),
            ("do", self.body.is_some()),
            ("else", self.otherwise.is_some()),
            ("note", self.note.is_some()),
        ];
        match left.iter().find(|(_, present)| *present) {
            Some((argument, _)) => Err(StatementError::Extra { call, argument }),
            None => Ok(()),
        }
    }
}

impl From<Statement> for Flat {
    fn from(statement: Statement) -> Self {
        let mut flat = Self::default();
        match statement {
            Statement::Call { call, into } => {
                flat = call.into();
                flat.into = into;
            }
            Statement::Missing { call, note } => {
                flat = call.into();
                flat.missing = flat.call.take();
                flat.note = note;
            }
            Statement::Sleep { length } => flat.sleep = Some(length),
            Statement::Set { variable, to } => {
                flat.set = Some(variable);
                flat.to = Some(match to.number() {
                    Some(number) => To::Number(number),
                    None => To::Text(to.to_string()),
                });
            }
            Statement::While { condition, body } => {
                flat.while_so = Some(condition);
                flat.body = Some(body);
            }
            Statement::Repeat {
                times,
                variable,
                body,
            } => {
                flat.repeat = Some(times);
                flat.named = variable;
                flat.body = Some(body);
            }
            Statement::If {
                condition,
                then,
                otherwise,
            } => {
                flat.if_so = Some(condition);
                flat.body = Some(then);
                flat.otherwise = Some(otherwise).filter(|body| !body.is_empty());
            }
            Statement::Spawn { name, body } => {
                flat.named = name;
                flat.spawn = Some(body);
            }
            Statement::Break => flat.leave = Some(true),
            Statement::Exit => flat.exit = Some(true),
        }
        flat
    }
}
