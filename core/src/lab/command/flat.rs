//! The flat form of a command: every field that any of them has.

use serde::{Deserialize, Serialize};

use super::Command;
use crate::host::Call;
use crate::loose::Loose;
use crate::net::LinkRule;
use crate::tcp::{Switch, Timer};
use crate::time::Duration;
use crate::wire::{Icmp, Segment};

/// The fields beside `type`. A reader names hosts by number `H` and gives a whole segment `S`; a scenario has names,
/// and a draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a command")]
pub(in crate::lab) struct Flat<H = u32, S = Segment> {
    pub(in crate::lab) r#type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::lab) host: Option<H>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::lab) process: Option<H>,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<Call>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::lab) segment: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icmp: Option<Icmp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::lab) crossing: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Duration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bit: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<Loose<LinkRule>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::lab) socket: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timer: Option<Timer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    switch: Option<Switch>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<bool>,
}

/// Why fields are no command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(in crate::lab) enum CommandError {
    /// There is no command of this name.
    #[error(
        "`{0}` is no command, expected one of call, inject, injectIcmp, drop, duplicate, hold, release, delay, corrupt, \
         addRule, removeRule, expire, sysctl, switch, cutCable, restoreCable, kill, powerOff, powerOn, reboot"
    )]
    Unknown(String),
    /// A command lacks a field.
    #[error("{command} needs `{field}`")]
    Missing {
        /// The command.
        command: String,
        /// The field.
        field: &'static str,
    },
    /// A field that the command does not take.
    #[error("{command} takes no `{field}`")]
    Extra {
        /// The command.
        command: String,
        /// The field.
        field: &'static str,
    },
    /// `rule` is a number where a rule is expected, or the other way round.
    #[error("{command}: `rule` is to be {expected}")]
    Rule {
        /// The command.
        command: String,
        /// What is expected.
        expected: &'static str,
    },
}

impl TryFrom<Flat> for Command {
    type Error = CommandError;

    fn try_from(mut flat: Flat) -> Result<Self, CommandError> {
        let command = flat.take_command()?;
        match flat.left() {
            Some(field) => Err(CommandError::Extra {
                command: flat.r#type,
                field,
            }),
            None => Ok(command),
        }
    }
}

impl<H, S> Flat<H, S> {
    /// Where a segment or a message comes from and goes to, and what a rule is about.
    pub(in crate::lab) fn ends(&self) -> impl Iterator<Item = &str> {
        let rule = self.rule.as_ref().and_then(|rule| match rule {
            Loose::Fields(rule) => Some([&rule.from, &rule.to]),
            Loose::Number(_) | Loose::Text(_) => None,
        });
        let own = [&self.from, &self.to].into_iter();
        let all = own.chain(rule.into_iter().flatten()).flatten();
        all.map(String::as_str)
    }

    /// The same with the host, the process, the socket, the crossing and the segment that are meant.
    pub(in crate::lab) fn with(
        self,
        (host, process): (Option<u32>, Option<u32>),
        (socket, crossing): (Option<u32>, Option<u32>),
        segment: Option<Segment>,
    ) -> Flat {
        Flat {
            r#type: self.r#type,
            host,
            process,
            call: self.call,
            from: self.from,
            to: self.to,
            segment,
            icmp: self.icmp,
            crossing,
            by: self.by,
            bit: self.bit,
            rule: self.rule,
            socket,
            timer: self.timer,
            name: self.name,
            value: self.value,
            switch: self.switch,
            on: self.on,
        }
    }
}

impl Flat {
    fn take_command(&mut self) -> Result<Command, CommandError> {
        let missing = Missing(&self.r#type);
        Ok(match self.r#type.as_str() {
            "call" => Command::Call {
                host: missing.or(self.host.take(), "host")?,
                process: missing.or(self.process.take(), "process")?,
                call: missing.or(self.call.take(), "call")?,
            },
            "inject" => Command::Inject {
                from: missing.or(self.from.take(), "from")?,
                to: missing.or(self.to.take(), "to")?,
                segment: missing.or(self.segment.take(), "segment")?,
            },
            "injectIcmp" => Command::InjectIcmp {
                from: missing.or(self.from.take(), "from")?,
                to: missing.or(self.to.take(), "to")?,
                icmp: missing.or(self.icmp.take(), "icmp")?,
            },
            "drop" | "duplicate" | "hold" | "release" | "delay" | "corrupt" => {
                self.take_command_to_crossing()?
            }
            "addRule" | "removeRule" => self.take_command_to_rules()?,
            "expire" => Command::Expire {
                host: missing.or(self.host.take(), "host")?,
                socket: missing.or(self.socket.take(), "socket")?,
                timer: missing.or(self.timer.take(), "timer")?,
            },
            "sysctl" => Command::Sysctl {
                host: missing.or(self.host.take(), "host")?,
                name: missing.or(self.name.take(), "name")?,
                value: missing.or(self.value.take(), "value")?,
            },
            "switch" => Command::Switch {
                host: missing.or(self.host.take(), "host")?,
                switch: missing.or(self.switch.take(), "switch")?,
                on: missing.or(self.on.take(), "on")?,
            },
            "cutCable" => Command::CutCable {
                host: missing.or(self.host.take(), "host")?,
            },
            "restoreCable" => Command::RestoreCable {
                host: missing.or(self.host.take(), "host")?,
            },
            "kill" => Command::Kill {
                host: missing.or(self.host.take(), "host")?,
                process: missing.or(self.process.take(), "process")?,
            },
            "powerOff" => Command::PowerOff {
                host: missing.or(self.host.take(), "host")?,
            },
            "powerOn" => Command::PowerOn {
                host: missing.or(self.host.take(), "host")?,
            },
            "reboot" => Command::Reboot {
                host: missing.or(self.host.take(), "host")?,
            },
            _ => return Err(CommandError::Unknown(self.r#type.clone())),
        })
    }

    fn take_command_to_crossing(&mut self) -> Result<Command, CommandError> {
        let missing = Missing(&self.r#type);
        let crossing = missing.or(self.crossing.take(), "crossing")?;
        Ok(match self.r#type.as_str() {
            "drop" => Command::Drop { crossing },
            "duplicate" => Command::Duplicate { crossing },
            "hold" => Command::Hold { crossing },
            "release" => Command::Release { crossing },
            "delay" => Command::Delay {
                crossing,
                by: missing.or(self.by.take(), "by")?,
            },
            _ => Command::Corrupt {
                crossing,
                bit: missing.or(self.bit.take(), "bit")?,
            },
        })
    }

    fn take_command_to_rules(&mut self) -> Result<Command, CommandError> {
        let wrong = |expected| CommandError::Rule {
            command: self.r#type.clone(),
            expected,
        };
        let rule = Missing(&self.r#type).or(self.rule.take(), "rule")?;
        if self.r#type == "addRule" {
            return match rule {
                Loose::Fields(rule) => Ok(Command::AddRule { rule }),
                Loose::Number(_) | Loose::Text(_) => Err(wrong("a rule")),
            };
        }
        match rule {
            Loose::Number(number) => u32::try_from(number).ok(),
            Loose::Fields(_) | Loose::Text(_) => None,
        }
        .map(|rule| Command::RemoveRule { rule })
        .ok_or_else(|| wrong("the number of a rule"))
    }

    /// A field that the command did not take.
    fn left(&self) -> Option<&'static str> {
        let left = [
            ("host", self.host.is_some()),
            ("process", self.process.is_some()),
            ("call", self.call.is_some()),
            ("from", self.from.is_some()),
            ("to", self.to.is_some()),
            ("segment", self.segment.is_some()),
            ("icmp", self.icmp.is_some()),
            ("crossing", self.crossing.is_some()),
            ("by", self.by.is_some()),
            ("bit", self.bit.is_some()),
            ("rule", self.rule.is_some()),
            ("socket", self.socket.is_some()),
            ("timer", self.timer.is_some()),
            ("name", self.name.is_some()),
            ("value", self.value.is_some()),
            ("switch", self.switch.is_some()),
            ("on", self.on.is_some()),
        ];
        let mut present = left.iter().filter(|(_, present)| *present);
        present.next().map(|(field, _)| *field)
    }
}

/// The command that may lack a field.
#[derive(Clone, Copy)]
struct Missing<'a>(&'a str);

impl Missing<'_> {
    fn or<T>(self, value: Option<T>, field: &'static str) -> Result<T, CommandError> {
        value.ok_or_else(|| CommandError::Missing {
            command: self.0.to_owned(),
            field,
        })
    }
}

#[cfg(test)]
mod tests;
