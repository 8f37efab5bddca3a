//! The names of the calls.

use serde::{Deserialize, Serialize};

/// Which call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum CallName {
    /// `socket(2)`
    Socket,
    /// `bind(2)`
    Bind,
    /// `listen(2)`
    Listen,
    /// `accept(2)`
    Accept,
    /// `accept4(2)`
    Accept4,
    /// `connect(2)`
    Connect,
    /// `send(2)`
    Send,
    /// `write(2)`
    Write,
    /// `recv(2)`
    Recv,
    /// `read(2)`
    Read,
    /// `shutdown(2)`
    Shutdown,
    /// `close(2)`
    Close,
    /// Abortive close
    Abort,
    /// `SO_ERROR`
    SoError,
    /// `setsockopt(2)`
    Setsockopt,
    /// `getsockopt(2)`
    Getsockopt,
    /// `O_NONBLOCK`
    SetNonblocking,
    /// `F_GETFL`
    GetFlags,
    /// `ioctl(2)`
    Ioctl,
    /// `poll(2)`
    Poll,
    /// `getsockname(2)`
    Getsockname,
    /// `getpeername(2)`
    Getpeername,
    /// `dup(2)`
    Dup,
}

impl CallName {
    /// The name in JSON and in program text.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Socket => "socket",
            Self::Bind => "bind",
            Self::Listen => "listen",
            Self::Accept => "accept",
            Self::Accept4 => "accept4",
            Self::Connect => "connect",
            Self::Send => "send",
            Self::Write => "write",
            Self::Recv => "recv",
            Self::Read => "read",
            Self::Shutdown => "shutdown",
            Self::Close => "close",
            Self::Abort => "abort",
            Self::SoError => "soError",
            Self::Setsockopt => "setsockopt",
            Self::Getsockopt => "getsockopt",
            Self::SetNonblocking => "setNonblocking",
            Self::GetFlags => "getFlags",
            Self::Ioctl => "ioctl",
            Self::Poll => "poll",
            Self::Getsockname => "getsockname",
            Self::Getpeername => "getpeername",
            Self::Dup => "dup",
        }
    }
}
