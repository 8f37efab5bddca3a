//! The flat form of a call by itself, and of the call in a statement.

use serde::{Deserialize, Deserializer, de};

use super::{Flat, To};
use crate::host::calls::{Call, CallName, FdRef};
use crate::host::program::StatementError;

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
    pub(super) fn take_call(&mut self, name: CallName) -> Result<Call, StatementError> {
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
                address: self.address.take(),
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
                to: match self.to.take() {
                    Some(To::Text(to)) => to,
                    Some(To::Number(_)) | None => return Err(missing("to")),
                },
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
}

impl From<Call> for Flat {
    fn from(call: Call) -> Self {
        let mut flat = Self {
            call: Some(call.name()),
            fd: call.fd().cloned(),
            ..Self::default()
        };
        match call {
            Call::Bind { port, address, .. } => {
                flat.port = Some(port);
                flat.address = address;
            }
            Call::Listen { backlog, .. } => flat.backlog = Some(backlog),
            Call::Connect { to, .. } => flat.to = Some(To::Text(to)),
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
