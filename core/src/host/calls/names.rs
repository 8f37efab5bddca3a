//! The names of the calls.

use serde::{Deserialize, Serialize};

/// Which call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// `connect(2)`
    Connect,
    /// `send(2)`
    Send,
    /// `recv(2)`
    Recv,
    /// `shutdown(2)`
    Shutdown,
    /// `close(2)`
    Close,
    /// Abortive close
    Abort,
    /// `SO_ERROR`
    SoError,
    /// `O_NONBLOCK`
    SetNonblocking,
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
            Self::Connect => "connect",
            Self::Send => "send",
            Self::Recv => "recv",
            Self::Shutdown => "shutdown",
            Self::Close => "close",
            Self::Abort => "abort",
            Self::SoError => "soError",
            Self::SetNonblocking => "setNonblocking",
        }
    }
}
