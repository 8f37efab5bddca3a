//! What a case asks of either side: a system call, the same for the engine's host and for Linux.

use std::net::SocketAddr;

use bytes::Bytes;
use tcp_lab_core::host::{Call, Data, Errno, Fd, FdRef, How, OptionValue, SocketOption};

/// A system call. No socket blocks: what would wait answers `EAGAIN`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// A socket.
    Socket,
    /// `setsockopt(2)`
    Set(Fd, Knob),
    /// `bind(2)`
    Bind(Fd, u16),
    /// `listen(2)`
    Listen(Fd),
    /// `accept(2)`
    Accept(Fd),
    /// `connect(2)`
    Connect(Fd, SocketAddr),
    /// `send(2)` of a text.
    Send(Fd, String),
    /// `recv(2)` of so many octets at most.
    Recv(Fd, u32),
    /// `shutdown(2)` of the sending direction.
    ShutWrite(Fd),
    /// `close(2)`
    Close(Fd),
    /// `close(2)` with `SO_LINGER` on and zero seconds.
    Abort(Fd),
    /// `SO_ERROR`
    Error(Fd),
}

/// An option of a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Knob {
    /// `SO_REUSEADDR` on.
    ReuseAddress,
    /// `SO_KEEPALIVE` on.
    KeepAlive,
    /// `TCP_KEEPIDLE` in seconds.
    KeepIdle(u32),
    /// `TCP_NODELAY` on.
    NoDelay,
}

impl Knob {
    /// The option and its value as the engine's host knows them.
    fn option(self) -> (SocketOption, OptionValue) {
        let (option, number) = match self {
            Self::ReuseAddress => (SocketOption::ReuseAddress, 1),
            Self::KeepAlive => (SocketOption::KeepAlive, 1),
            Self::KeepIdle(seconds) => (SocketOption::KeepIdle, seconds),
            Self::NoDelay => (SocketOption::NoDelay, 1),
        };
        (option, OptionValue::Number(number.into()))
    }
}

/// What a call gives back: a number or an `errno`, and the octets read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// A descriptor, a number of octets, or zero; or the error's number.
    pub(crate) result: Result<u32, u32>,
    /// What was read.
    pub(crate) data: Bytes,
}

impl Answer {
    /// An error, by its number.
    pub(crate) const fn error(errno: u32) -> Self {
        Self {
            result: Err(errno),
            data: Bytes::new(),
        }
    }

    /// The call will be answered later.
    pub(crate) fn waits(&self) -> bool {
        let later = [Errno::EAGAIN, Errno::EINPROGRESS, Errno::EALREADY];
        later.iter().any(|errno| self.is(*errno))
    }

    /// It failed so.
    pub(crate) fn is(&self, errno: Errno) -> bool {
        self.result == Err(errno.number())
    }
}

impl Ask {
    /// The call as the engine's host knows it.
    pub(crate) fn call(&self) -> Call {
        let fd = |fd: &Fd| FdRef::Number(*fd);
        match self {
            Self::Socket => Call::Socket,
            Self::Set(socket, knob) => {
                let (option, value) = knob.option();
                Call::Setsockopt {
                    fd: fd(socket),
                    option,
                    value,
                }
            }
            Self::Bind(socket, port) => Call::Bind {
                fd: fd(socket),
                port: *port,
                address: None,
            },
            Self::Listen(socket) => Call::Listen {
                fd: fd(socket),
                backlog: 8,
            },
            Self::Accept(socket) => Call::Accept { fd: fd(socket) },
            Self::Connect(socket, to) => Call::Connect {
                fd: fd(socket),
                to: to.to_string(),
            },
            Self::Send(socket, text) => Call::Write {
                fd: fd(socket),
                data: Data::Text(text.clone()),
            },
            Self::Recv(socket, max) => Call::Read {
                fd: fd(socket),
                max: *max,
            },
            Self::ShutWrite(socket) => Call::Shutdown {
                fd: fd(socket),
                how: How::Write,
            },
            Self::Close(socket) => Call::Close { fd: fd(socket) },
            Self::Abort(socket) => Call::Abort { fd: fd(socket) },
            Self::Error(socket) => Call::SoError { fd: fd(socket) },
        }
    }
}
