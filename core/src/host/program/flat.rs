//! The flat form of a statement and of a call: one table with only the fields it needs.
//!
//! A call by itself says which it is in `name`, a statement says it in `call`.

use serde::{Deserialize, Deserializer, Serialize, de};

use super::{Statement, StatementError};
use crate::host::calls::{Call, CallName, Data, FdRef, How};
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
        let fd = self.fd.take().ok_or_else(|| missing("fd"))?;
        Ok(match name {
            CallName::Socket => Call::Socket,
            CallName::Bind => Call::Bind {
                fd,
                port: self.port.take().ok_or_else(|| missing("port"))?,
            },
            CallName::Listen => Call::Listen {
                fd,
                backlog: self.backlog.take().ok_or_else(|| missing("backlog"))?,
            },
            CallName::Accept => Call::Accept { fd },
            CallName::Connect => Call::Connect {
                fd,
                to: self.to.take().ok_or_else(|| missing("to"))?,
            },
            CallName::Send => Call::Send {
                fd,
                data: self.data.take().ok_or_else(|| missing("data"))?,
            },
            CallName::Recv => Call::Recv {
                fd,
                max: self.max.take().ok_or_else(|| missing("max"))?,
            },
            CallName::Shutdown => Call::Shutdown {
                fd,
                how: self.how.take().ok_or_else(|| missing("how"))?,
            },
            CallName::Close => Call::Close { fd },
            CallName::Abort => Call::Abort { fd },
            CallName::SoError => Call::SoError { fd },
            CallName::SetNonblocking => Call::SetNonblocking {
                fd,
                on: self.on.take().ok_or_else(|| missing("on"))?,
            },
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
            Call::Send { data, .. } => flat.data = Some(data),
            Call::Recv { max, .. } => flat.max = Some(max),
            Call::Shutdown { how, .. } => flat.how = Some(how),
            Call::SetNonblocking { on, .. } => flat.on = Some(on),
            Call::Socket
            | Call::Accept { .. }
            | Call::Close { .. }
            | Call::Abort { .. }
            | Call::SoError { .. } => {}
        }
        flat
    }
}
