//! The flat form of a statement and of a call: one table with only the fields it needs.
//!
//! A call by itself says which it is in `name`, a statement says it in `call`.

use serde::{Deserialize, Deserializer, Serialize, de};

use super::{Statement, StatementError};
use crate::host::calls::{
    Call, CallName, Data, FdRef, How, MessageFlags, OptionValue, PollFd, Request, SocketOption,
};
use crate::time::Duration;

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
    backlog: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
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
}

impl TryFrom<Flat> for Statement {
    type Error = StatementError;

    fn try_from(mut flat: Flat) -> Result<Self, StatementError> {
        match (flat.call.take(), flat.sleep.take()) {
            (Some(name), None) => {
                let into = flat.into.take();
                let call = flat.take_call(name)?;
                flat.is_used_up(name.text())?;
                Ok(Self::Call { call, into })
            }
            (None, Some(length)) => {
                flat.is_used_up("sleep")?;
                Ok(Self::Sleep { length })
            }
            (None, None) | (Some(_), Some(_)) => Err(StatementError::Kind),
        }
    }
}

/// Here and not beside the type, so that calls need not know of statements.
impl<'de> Deserialize<'de> for Call {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(Flat::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl TryFrom<Flat> for Call {
    type Error = StatementError;

    fn try_from(mut flat: Flat) -> Result<Self, StatementError> {
        let name = flat.name.take().ok_or(StatementError::Missing {
            call: "a call",
            argument: "name",
        })?;
        let call = flat.take_call(name)?;
        flat.is_used_up(name.text())?;
        Ok(call)
    }
}

impl Flat {
    fn take_call(&mut self, name: CallName) -> Result<Call, StatementError> {
        let missing = |argument| StatementError::Missing {
            call: name.text(),
            argument,
        };
        if name == CallName::Socket {
            return Ok(Call::Socket);
        }
        if name == CallName::Poll {
            return Ok(Call::Poll {
                fds: self.fds.take().ok_or_else(|| missing("fds"))?,
                timeout: self.timeout.take(),
            });
        }
        let fd = self.fd.take().ok_or_else(|| missing("fd"))?;
        Ok(match name {
            CallName::Socket | CallName::Poll => Call::Socket,
            CallName::Bind => Call::Bind {
                fd,
                port: self.port.take().ok_or_else(|| missing("port"))?,
            },
            CallName::Listen => Call::Listen {
                fd,
                backlog: self.backlog.take().ok_or_else(|| missing("backlog"))?,
            },
            CallName::Accept => Call::Accept { fd },
            CallName::Accept4 => Call::Accept4 {
                fd,
                on: self.on.take().ok_or_else(|| missing("on"))?,
            },
            CallName::Connect => Call::Connect {
                fd,
                to: self.to.take().ok_or_else(|| missing("to"))?,
            },
            CallName::Send | CallName::Write | CallName::Recv | CallName::Read => {
                self.take_transfer(name, fd)?
            }
            CallName::Shutdown => Call::Shutdown {
                fd,
                how: self.how.take().ok_or_else(|| missing("how"))?,
            },
            CallName::Close => Call::Close { fd },
            CallName::Abort => Call::Abort { fd },
            CallName::SoError => Call::SoError { fd },
            CallName::Setsockopt => Call::Setsockopt {
                fd,
                option: self.option.take().ok_or_else(|| missing("option"))?,
                value: self.value.take().ok_or_else(|| missing("value"))?,
            },
            CallName::Getsockopt => Call::Getsockopt {
                fd,
                option: self.option.take().ok_or_else(|| missing("option"))?,
            },
            CallName::SetNonblocking => Call::SetNonblocking {
                fd,
                on: self.on.take().ok_or_else(|| missing("on"))?,
            },
            CallName::GetFlags => Call::GetFlags { fd },
            CallName::Ioctl => Call::Ioctl {
                fd,
                request: self.request.take().ok_or_else(|| missing("request"))?,
            },
            CallName::Getsockname => Call::Getsockname { fd },
            CallName::Getpeername => Call::Getpeername { fd },
            CallName::Dup => Call::Dup { fd },
        })
    }

    /// The calls that carry data: two of them with flags.
    fn take_transfer(&mut self, name: CallName, fd: FdRef) -> Result<Call, StatementError> {
        let missing = |argument| StatementError::Missing {
            call: name.text(),
            argument,
        };
        let flagged = matches!(name, CallName::Send | CallName::Recv);
        let flags = if flagged { self.flags.take() } else { None };
        let flags = flags.unwrap_or_default();
        if matches!(name, CallName::Send | CallName::Write) {
            let data = self.data.take().ok_or_else(|| missing("data"))?;
            return Ok(if flagged {
                Call::Send { fd, data, flags }
            } else {
                Call::Write { fd, data }
            });
        }
        let max = self.max.take().ok_or_else(|| missing("max"))?;
        Ok(if flagged {
            Call::Recv { fd, max, flags }
        } else {
            Call::Read { fd, max }
        })
    }

    /// Nothing is left that the statement does not take.
    fn is_used_up(&self, call: &'static str) -> Result<(), StatementError> {
        let left = [
            ("name", self.name.is_some()),
            ("call", self.call.is_some()),
            ("fd", self.fd.is_some()),
            ("port", self.port.is_some()),
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
        ];
        match left.iter().find(|(_, present)| *present) {
            Some((argument, _)) => Err(StatementError::Extra { call, argument }),
            None => Ok(()),
        }
    }
}

impl From<Statement> for Flat {
    fn from(statement: Statement) -> Self {
        match statement {
            Statement::Sleep { length } => Self {
                sleep: Some(length),
                ..Self::default()
            },
            Statement::Call { call, into } => Self {
                into,
                ..Self::from(call)
            },
        }
    }
}

impl From<Call> for Flat {
    fn from(call: Call) -> Self {
        let mut flat = Self {
            call: Some(call.name()),
            fd: call.fd().cloned(),
            ..Self::default()
        };
        match call {
            Call::Bind { port, .. } => flat.port = Some(port),
            Call::Listen { backlog, .. } => flat.backlog = Some(backlog),
            Call::Connect { to, .. } => flat.to = Some(to),
            Call::Send { data, flags, .. } => {
                flat.data = Some(data);
                flat.flags = Some(flags).filter(|flags| !flags.is_empty());
            }
            Call::Write { data, .. } => flat.data = Some(data),
            Call::Recv { max, flags, .. } => {
                flat.max = Some(max);
                flat.flags = Some(flags).filter(|flags| !flags.is_empty());
            }
            Call::Read { max, .. } => flat.max = Some(max),
            Call::Shutdown { how, .. } => flat.how = Some(how),
            Call::SetNonblocking { on, .. } | Call::Accept4 { on, .. } => flat.on = Some(on),
            Call::Setsockopt { option, value, .. } => {
                flat.option = Some(option);
                flat.value = Some(value);
            }
            Call::Getsockopt { option, .. } => flat.option = Some(option),
            Call::Poll { fds, timeout } => {
                flat.fds = Some(fds);
                flat.timeout = timeout;
            }
            Call::Ioctl { request, .. } => flat.request = Some(request),
            Call::Socket
            | Call::Accept { .. }
            | Call::Close { .. }
            | Call::Abort { .. }
            | Call::SoError { .. }
            | Call::GetFlags { .. }
            | Call::Getsockname { .. }
            | Call::Getpeername { .. }
            | Call::Dup { .. } => {}
        }
        flat
    }
}
