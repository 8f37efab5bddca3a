//! System calls: what can be asked, in which words it is noted, and what comes back.

mod accept;
mod close;
mod connect;
mod data;
mod dispatch;
mod names;
mod options;
mod recv;
mod send;
mod shutdown;
mod sockets;

use std::fmt;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

pub use data::Data;
pub(super) use dispatch::Answer;
pub use names::CallName;

use super::errno::Errno;
use super::ids::{Fd, NameId, ThreadId};
use crate::loose::{Loose, Misfit};

/// A system call with its arguments. In JSON `{"name": "bind", "fd": 3, "port": 80}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "name", rename_all = "camelCase")]
pub enum Call {
    /// `socket(2)`: a TCP socket of the host's address family.
    Socket,
    /// `bind(2)` to the host's address; port 0 lets the host choose.
    Bind {
        /// Which socket.
        fd: FdRef,
        /// Which port.
        port: u16,
    },
    /// `listen(2)`.
    Listen {
        /// Which socket.
        fd: FdRef,
        /// How long the accept queue may become: `backlog` + 1 connections.
        backlog: u32,
    },
    /// `accept(2)`.
    Accept {
        /// Which listener.
        fd: FdRef,
    },
    /// `connect(2)`.
    Connect {
        /// Which socket.
        fd: FdRef,
        /// Name or address of the peer, with its port: `B:80`.
        to: String,
    },
    /// `send(2)`.
    Send {
        /// Which socket.
        fd: FdRef,
        /// What to send.
        data: Data,
    },
    /// `recv(2)`.
    Recv {
        /// Which socket.
        fd: FdRef,
        /// How many octets at most.
        max: u32,
    },
    /// `shutdown(2)`.
    Shutdown {
        /// Which socket.
        fd: FdRef,
        /// Which directions.
        how: How,
    },
    /// `close(2)`.
    Close {
        /// Which descriptor.
        fd: FdRef,
    },
    /// `close(2)` with `SO_LINGER` on and zero seconds: the ABORT of RFC 9293, 3.10.5.
    Abort {
        /// Which descriptor.
        fd: FdRef,
    },
    /// `getsockopt(2)` with `SO_ERROR`: takes the pending error.
    SoError {
        /// Which socket.
        fd: FdRef,
    },
    /// `fcntl(2)` with `O_NONBLOCK`.
    SetNonblocking {
        /// Which socket.
        fd: FdRef,
        /// Whether calls return at once from now on.
        on: bool,
    },
}

/// A descriptor: its number, or in a program the variable that holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, try_from = "Loose")]
pub enum FdRef {
    /// By number.
    Number(Fd),
    /// By variable.
    Variable(String),
}

/// The argument of `shutdown(2)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum How {
    /// `SHUT_RD`
    Read,
    /// `SHUT_WR`
    Write,
    /// `SHUT_RDWR`
    Both,
}

/// A call as the log keeps it: which, on what, with which numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallNote {
    /// Which call.
    pub name: CallName,
    /// On which descriptor; -1 for `socket`, and where a variable holds nothing.
    pub fd: Fd,
    /// For `connect`: the peer's name, if it has one.
    pub to: Option<NameId>,
    /// `bind`, `connect`: port. `listen`: backlog. `send`, `recv`: octets. `shutdown`: 0, 1 or 2, as
    /// `SHUT_RD` and so on. `setNonblocking`: 0 or 1. Others: 0.
    pub value: u32,
}

/// What a call returns: a number of 0 or more, or an error. `socket` and `accept` return a descriptor,
/// `send` and `recv` octets, `soError` the number of the pending error, the others 0.
pub type CallResult = Result<u32, Errno>;

/// How a call of the reader went on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallOutcome {
    /// It returned.
    Returned {
        /// The number or the error.
        result: CallResult,
        /// What `recv` read.
        data: Bytes,
    },
    /// It waits, and this thread with it.
    Blocked {
        /// Until this thread's call returns.
        thread: ThreadId,
    },
}

impl Call {
    /// Which call it is.
    #[must_use]
    pub const fn name(&self) -> CallName {
        match self {
            Self::Socket => CallName::Socket,
            Self::Bind { .. } => CallName::Bind,
            Self::Listen { .. } => CallName::Listen,
            Self::Accept { .. } => CallName::Accept,
            Self::Connect { .. } => CallName::Connect,
            Self::Send { .. } => CallName::Send,
            Self::Recv { .. } => CallName::Recv,
            Self::Shutdown { .. } => CallName::Shutdown,
            Self::Close { .. } => CallName::Close,
            Self::Abort { .. } => CallName::Abort,
            Self::SoError { .. } => CallName::SoError,
            Self::SetNonblocking { .. } => CallName::SetNonblocking,
        }
    }

    /// The descriptor it acts on; none for `socket`.
    #[must_use]
    pub const fn fd(&self) -> Option<&FdRef> {
        match self {
            Self::Socket => None,
            Self::Bind { fd, .. }
            | Self::Listen { fd, .. }
            | Self::Accept { fd }
            | Self::Connect { fd, .. }
            | Self::Send { fd, .. }
            | Self::Recv { fd, .. }
            | Self::Shutdown { fd, .. }
            | Self::Close { fd }
            | Self::Abort { fd }
            | Self::SoError { fd }
            | Self::SetNonblocking { fd, .. } => Some(fd),
        }
    }

    /// The number that the log keeps of it, see [`CallNote::value`]; for `connect` the peer is not known here.
    pub(super) fn value(&self) -> u32 {
        match self {
            Self::Bind { port, .. } => (*port).into(),
            Self::Listen { backlog, .. } => *backlog,
            Self::Send { data, .. } => data.len(),
            Self::Recv { max, .. } => *max,
            Self::Shutdown { how, .. } => how.number(),
            Self::SetNonblocking { on, .. } => (*on).into(),
            Self::Socket
            | Self::Accept { .. }
            | Self::Connect { .. }
            | Self::Close { .. }
            | Self::Abort { .. }
            | Self::SoError { .. } => 0,
        }
    }
}

impl How {
    /// `SHUT_RD` is 0, `SHUT_WR` 1, `SHUT_RDWR` 2.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::Read => 0,
            Self::Write => 1,
            Self::Both => 2,
        }
    }

    /// Reading is shut.
    #[must_use]
    pub const fn reads(self) -> bool {
        matches!(self, Self::Read | Self::Both)
    }

    /// Writing is shut.
    #[must_use]
    pub const fn writes(self) -> bool {
        matches!(self, Self::Write | Self::Both)
    }
}

impl fmt::Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Read => "SHUT_RD",
            Self::Write => "SHUT_WR",
            Self::Both => "SHUT_RDWR",
        })
    }
}

impl TryFrom<Loose> for FdRef {
    type Error = Misfit;

    fn try_from(value: Loose) -> Result<Self, Misfit> {
        match value {
            Loose::Number(number) => i32::try_from(number).ok().map(|fd| Self::Number(Fd(fd))),
            Loose::Text(name) => Some(Self::Variable(name)),
            Loose::Fields(_) => None,
        }
        .ok_or(Misfit("a descriptor or the name of a variable"))
    }
}

impl fmt::Display for FdRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(fd) => fd.fmt(f),
            Self::Variable(name) => f.write_str(name),
        }
    }
}

/// As in a program: `connect(s, B:80)`.
impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name().text();
        match self {
            Self::Socket => write!(f, "{name}()"),
            Self::Bind { fd, port } => write!(f, "{name}({fd}, {port})"),
            Self::Listen { fd, backlog } => write!(f, "{name}({fd}, {backlog})"),
            Self::Connect { fd, to } => write!(f, "{name}({fd}, {to})"),
            Self::Send { fd, data } => write!(f, "{name}({fd}, {data})"),
            Self::Recv { fd, max } => write!(f, "{name}({fd}, {max})"),
            Self::Shutdown { fd, how } => write!(f, "{name}({fd}, {how})"),
            Self::SetNonblocking { fd, on } => write!(f, "{name}({fd}, {on})"),
            Self::Accept { fd }
            | Self::Close { fd }
            | Self::Abort { fd }
            | Self::SoError { fd } => write!(f, "{name}({fd})"),
        }
    }
}
