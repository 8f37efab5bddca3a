//! System calls: what can be asked, in which words it is noted, and what comes back.

mod accept;
mod args;
mod bind;
mod close;
mod connect;
mod data;
mod dispatch;
mod flags;
mod getsockopt;
mod ioctl;
mod names;
mod option;
mod poll;
mod recv;
mod reply;
mod room;
mod send;
mod setsockopt;
mod shutdown;
mod sockets;
mod text;
mod urgent;

use std::net::IpAddr;

use serde::Serialize;

use crate::time::Duration;

pub use args::{FdRef, How, MessageFlags, Request};
pub use data::Data;
pub(super) use dispatch::Answer;
pub use names::CallName;
pub use option::{OptionValue, SocketOption};
pub use poll::{MAX_POLLED, PollEvents, PollFd};
pub use reply::{CallNote, CallOutcome, CallResult, Message, Reply};
pub(super) use sockets::unspecified;

/// A system call with its arguments. In JSON `{"name": "bind", "fd": 3, "port": 80}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[serde(tag = "name", rename_all = "camelCase")]
pub enum Call {
    /// `socket(2)`: a TCP socket of the host's address family.
    Socket,
    /// `bind(2)`; port 0 lets the host choose.
    Bind {
        /// Which socket.
        fd: FdRef,
        /// Which port.
        port: u16,
        /// Which address of the host; absent is every one (`INADDR_ANY`).
        #[serde(skip_serializing_if = "Option::is_none")]
        address: Option<IpAddr>,
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
    /// `accept4(2)`.
    Accept4 {
        /// Which listener.
        fd: FdRef,
        /// `SOCK_NONBLOCK`: calls on the new socket return at once.
        on: bool,
    },
    /// `connect(2)`.
    Connect {
        /// Which socket.
        fd: FdRef,
        /// Name or address of the peer, with its port: `B:80`.
        #[cfg_attr(feature = "schema", schemars(extend("pattern" = ".:[0-9]{1,5}$", "examples" = ["B:80"])))]
        to: String,
    },
    /// `send(2)`; `sendto(2)` and `sendmsg(2)` do the same on a connection.
    Send {
        /// Which socket.
        fd: FdRef,
        /// What to send.
        data: Data,
        /// How.
        #[serde(default, skip_serializing_if = "MessageFlags::is_empty")]
        flags: MessageFlags,
    },
    /// `write(2)` and `writev(2)`: `send` without flags.
    Write {
        /// Which socket.
        fd: FdRef,
        /// What to send.
        data: Data,
    },
    /// `recv(2)`; `recvfrom(2)` and `recvmsg(2)` do the same on a connection.
    Recv {
        /// Which socket.
        fd: FdRef,
        /// How many octets at most.
        max: u32,
        /// How.
        #[serde(default, skip_serializing_if = "MessageFlags::is_empty")]
        flags: MessageFlags,
    },
    /// `read(2)` and `readv(2)`: `recv` without flags.
    Read {
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
    /// `getsockopt(2)` with `SO_ERROR`: takes the pending error and returns its number.
    SoError {
        /// Which socket.
        fd: FdRef,
    },
    /// `setsockopt(2)`.
    Setsockopt {
        /// Which socket.
        fd: FdRef,
        /// Which option.
        option: SocketOption,
        /// What it is to be.
        value: OptionValue,
    },
    /// `getsockopt(2)`.
    Getsockopt {
        /// Which socket.
        fd: FdRef,
        /// Which option.
        option: SocketOption,
    },
    /// `fcntl(2)` with `F_SETFL` and `O_NONBLOCK`.
    SetNonblocking {
        /// Which socket.
        fd: FdRef,
        /// Whether calls return at once from now on.
        on: bool,
    },
    /// `fcntl(2)` with `F_GETFL`.
    GetFlags {
        /// Which descriptor.
        fd: FdRef,
    },
    /// `ioctl(2)`.
    Ioctl {
        /// Which socket.
        fd: FdRef,
        /// What is asked.
        request: Request,
    },
    /// `poll(2)`.
    Poll {
        /// Which descriptors, and what is asked of each.
        fds: Vec<PollFd>,
        /// How long it waits at most; absent is for ever, zero does not wait.
        #[serde(skip_serializing_if = "Option::is_none")]
        timeout: Option<Duration>,
    },
    /// `getsockname(2)`.
    Getsockname {
        /// Which socket.
        fd: FdRef,
    },
    /// `getpeername(2)`.
    Getpeername {
        /// Which socket.
        fd: FdRef,
    },
    /// `dup(2)`.
    Dup {
        /// Which descriptor.
        fd: FdRef,
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
            Self::Accept4 { .. } => CallName::Accept4,
            Self::Connect { .. } => CallName::Connect,
            Self::Send { .. } => CallName::Send,
            Self::Write { .. } => CallName::Write,
            Self::Recv { .. } => CallName::Recv,
            Self::Read { .. } => CallName::Read,
            Self::Shutdown { .. } => CallName::Shutdown,
            Self::Close { .. } => CallName::Close,
            Self::Abort { .. } => CallName::Abort,
            Self::SoError { .. } => CallName::SoError,
            Self::Setsockopt { .. } => CallName::Setsockopt,
            Self::Getsockopt { .. } => CallName::Getsockopt,
            Self::SetNonblocking { .. } => CallName::SetNonblocking,
            Self::GetFlags { .. } => CallName::GetFlags,
            Self::Ioctl { .. } => CallName::Ioctl,
            Self::Poll { .. } => CallName::Poll,
            Self::Getsockname { .. } => CallName::Getsockname,
            Self::Getpeername { .. } => CallName::Getpeername,
            Self::Dup { .. } => CallName::Dup,
        }
    }

    /// The descriptor it acts on; none for `socket` and `poll`.
    #[must_use]
    pub const fn fd(&self) -> Option<&FdRef> {
        match self {
            Self::Socket | Self::Poll { .. } => None,
            Self::Bind { fd, .. }
            | Self::Listen { fd, .. }
            | Self::Accept { fd }
            | Self::Accept4 { fd, .. }
            | Self::Connect { fd, .. }
            | Self::Send { fd, .. }
            | Self::Write { fd, .. }
            | Self::Recv { fd, .. }
            | Self::Read { fd, .. }
            | Self::Shutdown { fd, .. }
            | Self::Close { fd }
            | Self::Abort { fd }
            | Self::SoError { fd }
            | Self::Setsockopt { fd, .. }
            | Self::Getsockopt { fd, .. }
            | Self::SetNonblocking { fd, .. }
            | Self::GetFlags { fd }
            | Self::Ioctl { fd, .. }
            | Self::Getsockname { fd }
            | Self::Getpeername { fd }
            | Self::Dup { fd } => Some(fd),
        }
    }

    /// The variables that hold its descriptors.
    pub(super) fn variables(&self) -> Vec<&str> {
        let polled: &[PollFd] = if let Self::Poll { fds, .. } = self {
            fds
        } else {
            &[]
        };
        let fds = self.fd().into_iter();
        let fds = fds.chain(polled.iter().map(|polled| &polled.fd));
        let names = fds.filter_map(|fd| match fd {
            FdRef::Variable(name) => Some(name.as_str()),
            FdRef::Number(_) => None,
        });
        names.collect()
    }

    /// The number that the log keeps of it, see [`CallNote::value`]; for `connect` the peer is not known here.
    #[must_use]
    pub fn value(&self) -> u32 {
        match self {
            Self::Bind { port, .. } => (*port).into(),
            Self::Listen { backlog, .. } => *backlog,
            Self::Send { data, .. } | Self::Write { data, .. } => data.len(),
            Self::Recv { max, .. } | Self::Read { max, .. } => *max,
            Self::Shutdown { how, .. } => how.number(),
            Self::SetNonblocking { on, .. } | Self::Accept4 { on, .. } => (*on).into(),
            Self::Setsockopt { value, .. } => value.number(),
            Self::Ioctl { request, .. } => request.number(),
            Self::Poll { fds, .. } => u32::try_from(fds.len()).unwrap_or(u32::MAX),
            Self::Socket
            | Self::Accept { .. }
            | Self::Connect { .. }
            | Self::Close { .. }
            | Self::Abort { .. }
            | Self::SoError { .. }
            | Self::Getsockopt { .. }
            | Self::GetFlags { .. }
            | Self::Getsockname { .. }
            | Self::Getpeername { .. }
            | Self::Dup { .. } => 0,
        }
    }

    /// The flags of `send` and `recv`.
    pub(super) const fn flags(&self) -> MessageFlags {
        if let Self::Send { flags, .. } | Self::Recv { flags, .. } = self {
            *flags
        } else {
            MessageFlags::empty()
        }
    }

    /// The option of `setsockopt` and `getsockopt`.
    pub(super) const fn option(&self) -> Option<SocketOption> {
        if let Self::Setsockopt { option, .. } | Self::Getsockopt { option, .. } = self {
            Some(*option)
        } else {
            None
        }
    }
}
