//! A socket: what a descriptor refers to, or what is left of it.

use std::collections::VecDeque;
use std::net::SocketAddr;

use super::errno::Errno;
use super::ids::{ProcessId, SocketId, ThreadId};
use crate::tcp::{Connection, State};
use crate::time::Instant;

/// What a socket is at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Neither listening nor connected (any more).
    Unbound,
    /// It takes connections.
    Listener,
    /// It has, or had, a connection.
    Connection,
}

/// The queues of a listener.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listener {
    /// What `listen` granted: the accept queue may hold one more.
    pub backlog: u32,
    /// Entries in SYN-RECEIVED.
    pub syn_queue: Vec<SocketId>,
    /// Connections that no `accept` has taken, the oldest first.
    pub accept_queue: VecDeque<SocketId>,
}

/// A socket of a host.
#[derive(Clone, Debug, PartialEq)]
pub struct Socket {
    pub(super) id: SocketId,
    pub(super) local: SocketAddr,
    pub(super) remote: Option<SocketAddr>,
    pub(super) connection: Connection,
    pub(super) listener: Option<Listener>,
    pub(super) error: Option<Errno>,
    pub(super) nonblocking: bool,
    pub(super) waiting: Vec<(ProcessId, ThreadId)>,
    pub(super) scheduled: Option<Instant>,
}

impl Socket {
    /// Its number.
    #[must_use]
    pub const fn id(&self) -> SocketId {
        self.id
    }

    /// What it is at present.
    #[must_use]
    pub fn kind(&self) -> Kind;

    /// Its own end; port 0 while it has none.
    #[must_use]
    pub const fn local(&self) -> SocketAddr {
        self.local
    }

    /// The peer's end, also after the connection is gone.
    #[must_use]
    pub const fn remote(&self) -> Option<SocketAddr> {
        self.remote
    }

    /// Its connection: state, variables and timers are in there.
    #[must_use]
    pub const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The state of its connection.
    #[must_use]
    pub fn state(&self) -> State {
        self.connection.state()
    }

    /// Its queues, when it listens.
    #[must_use]
    pub const fn listener(&self) -> Option<&Listener> {
        self.listener.as_ref()
    }

    /// The error that waits for the next call (`SO_ERROR`).
    #[must_use]
    pub const fn error(&self) -> Option<Errno> {
        self.error
    }
}
