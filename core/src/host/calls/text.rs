//! Calls as one writes them in a program.

use std::fmt;
use std::net::SocketAddr;

use super::{Call, CallName, CallNote, Request};
use crate::host::names::NameTable;

/// As in a program: `connect(s, B:80)`. Flags only where there are any.
impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name().text();
        match self {
            Self::Socket => write!(f, "{name}()"),
            Self::Bind {
                fd,
                port,
                address: Some(address),
            } => write!(f, "{name}({fd}, {})", SocketAddr::new(*address, *port)),
            Self::Bind { fd, port, .. } => write!(f, "{name}({fd}, {port})"),
            Self::Listen { fd, backlog } => write!(f, "{name}({fd}, {backlog})"),
            Self::Connect { fd, to } => write!(f, "{name}({fd}, {to})"),
            Self::Send { fd, data, flags } if !flags.is_empty() => {
                write!(f, "{name}({fd}, {data}, {flags})")
            }
            Self::Recv { fd, max, flags } if !flags.is_empty() => {
                write!(f, "{name}({fd}, {max}, {flags})")
            }
            Self::Send { fd, data, .. } | Self::Write { fd, data } => {
                write!(f, "{name}({fd}, {data})")
            }
            Self::Recv { fd, max, .. } | Self::Read { fd, max } => write!(f, "{name}({fd}, {max})"),
            Self::Shutdown { fd, how } => write!(f, "{name}({fd}, {how})"),
            Self::SetNonblocking { fd, on } => write!(f, "{name}({fd}, {on})"),
            Self::Accept4 { fd, on: true } => write!(f, "{name}({fd}, SOCK_NONBLOCK)"),
            Self::Setsockopt { fd, option, value } => write!(f, "{name}({fd}, {option}, {value})"),
            Self::Getsockopt { fd, option } => write!(f, "{name}({fd}, {option})"),
            Self::Ioctl { fd, request } => write!(f, "{name}({fd}, {})", request.name()),
            Self::Poll { fds, timeout } => {
                write!(f, "{name}([")?;
                for (index, polled) in fds.iter().enumerate() {
                    let separator = if index == 0 { "" } else { ", " };
                    write!(f, "{separator}{polled}")?;
                }
                match timeout {
                    Some(timeout) => write!(f, "], {timeout})"),
                    None => write!(f, "], -1)"),
                }
            }
            Self::Accept { fd }
            | Self::Accept4 { fd, on: false }
            | Self::Close { fd }
            | Self::Abort { fd }
            | Self::SoError { fd }
            | Self::GetFlags { fd }
            | Self::Getsockname { fd }
            | Self::Getpeername { fd }
            | Self::Dup { fd } => write!(f, "{name}({fd})"),
        }
    }
}

impl CallNote {
    /// As in a program: `connect(3, B:80)`. `names` is what the host calls its peers.
    #[must_use]
    pub fn text(&self, names: &NameTable) -> String {
        let (name, fd) = (self.name.text(), self.fd);
        let arguments = self.arguments(names);
        if self.name == CallName::Socket {
            format!("{name}()")
        } else if self.name == CallName::Poll {
            format!("{name}({arguments})")
        } else if arguments.is_empty() {
            format!("{name}({fd})")
        } else {
            format!("{name}({fd}, {arguments})")
        }
    }

    /// What stands behind the descriptor.
    fn arguments(&self, names: &NameTable) -> String {
        let value = self.value;
        let option = self.option.map_or("?", |option| option.name());
        match self.name {
            CallName::Bind => {
                let address = self.to.and_then(|address| names.address(address));
                let port = u16::try_from(value).unwrap_or(0);
                let local = address.map(|address| SocketAddr::new(address, port));
                local.map_or_else(|| port.to_string(), |local| local.to_string())
            }
            CallName::Listen | CallName::Write | CallName::Read | CallName::Poll => {
                value.to_string()
            }
            CallName::Send | CallName::Recv if self.flags.is_empty() => value.to_string(),
            CallName::Send | CallName::Recv => format!("{value}, {}", self.flags),
            CallName::Connect => {
                let peer = self.to.and_then(|peer| names.name(peer)).unwrap_or("?");
                format!("{peer}:{value}")
            }
            CallName::Shutdown => {
                let names = ["SHUT_RD", "SHUT_WR", "SHUT_RDWR"];
                (*names.get(value as usize).unwrap_or(&"?")).to_owned()
            }
            CallName::SetNonblocking => (value != 0).to_string(),
            CallName::Accept4 if value != 0 => "SOCK_NONBLOCK".to_owned(),
            CallName::Setsockopt => format!("{option}, {}", value.cast_signed()),
            CallName::Getsockopt => option.to_owned(),
            CallName::Ioctl => {
                let request = Request::ALL.get(value as usize);
                request.map_or("?", |request| request.name()).to_owned()
            }
            CallName::Socket
            | CallName::Accept
            | CallName::Accept4
            | CallName::Close
            | CallName::Abort
            | CallName::SoError
            | CallName::GetFlags
            | CallName::Getsockname
            | CallName::Getpeername
            | CallName::Dup => String::new(),
        }
    }
}
