//! How a call is noted and what comes back from it.

use std::net::SocketAddr;

use bytes::Bytes;

use super::{CallName, MessageFlags, OptionValue, PollEvents, SocketOption};
use crate::host::errno::Errno;
use crate::host::ids::{Fd, NameId, ThreadId};

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
    /// `SHUT_RD` and so on. `setNonblocking`, `accept4`: 0 or 1. `setsockopt`: [`OptionValue::number`]. `ioctl`:
    /// [`Request::number`](super::Request::number). `poll`: how many descriptors. Others: 0.
    pub value: u32,
    /// The flags of `send` and `recv`.
    pub flags: MessageFlags,
    /// The option of `setsockopt` and `getsockopt`.
    pub option: Option<SocketOption>,
}

/// What a call returns: a number of 0 or more, or an error. `socket`, `accept` and `dup` return a descriptor,
/// `send` and `recv` octets, `soError` the number of the pending error, `getFlags` the flags, `poll` how many
/// descriptors are ready, the others 0.
pub type CallResult = Result<u32, Errno>;

/// What a call hands over besides its result: what it would write through a pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reply {
    /// Nothing.
    #[default]
    Nothing,
    /// What `recv` read.
    Message(Message),
    /// What `getsockopt` and `ioctl` found.
    Value(OptionValue),
    /// What `getsockopt` with `TCP_INFO` found, by the names of the structure.
    Info(Vec<(&'static str, u64)>),
    /// What `poll` found, in the order of the descriptors.
    Events(Vec<PollEvents>),
    /// What `getsockname` and `getpeername` found, or the peer of `accept`.
    Address(SocketAddr),
}

/// What `recv` read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The octets.
    pub data: Bytes,
    /// Octets that can still be read (`TCP_CM_INQ`), when `TCP_INQ` is on.
    pub inq: Option<u32>,
}

/// How a call of the reader went on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallOutcome {
    /// It returned.
    Returned {
        /// The number or the error.
        result: CallResult,
        /// What it handed over.
        reply: Reply,
    },
    /// It waits, and this thread with it.
    Blocked {
        /// Until this thread's call returns.
        thread: ThreadId,
    },
}

impl Reply {
    /// The octets of a message; none for anything else.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        match self {
            Self::Message(message) => &message.data,
            Self::Nothing | Self::Value(_) | Self::Info(_) | Self::Events(_) | Self::Address(_) => {
                &[]
            }
        }
    }

    /// The number of a value.
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Value(value) => value.integer(),
            Self::Nothing
            | Self::Message(_)
            | Self::Info(_)
            | Self::Events(_)
            | Self::Address(_) => None,
        }
    }
}
