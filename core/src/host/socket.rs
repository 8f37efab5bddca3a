//! A socket: what a descriptor refers to, or what is left of it.

use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr};

use bytes::Bytes;

use super::census::Remnant;
use super::errno::Errno;
use super::ids::{Fd, ProcessId, SocketId, ThreadId};
use super::options::Options;
use super::queues::{Entry, Listener};
use crate::tcp::{Connection, Pair, State, Tcb};
use crate::time::Instant;

/// What a socket is at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Neither listening nor ever connected.
    Unbound,
    /// It takes connections.
    Listener,
    /// It has, or had, a connection.
    Connection,
}

/// How far `connect` has come; Linux keeps this apart from the state of the connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Phase {
    /// Not begun, or undone.
    #[default]
    Unconnected,
    /// Begun; no call has seen the end yet.
    Connecting,
    /// A call has seen it succeed, or `accept` returned the socket.
    Connected,
    /// `shutdown` came before it succeeded, or after it failed: the socket can only be closed.
    Disconnecting,
}

/// Directions that are shut for calls (Linux: `sk_shutdown`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shut {
    pub(super) read: bool,
    pub(super) write: bool,
}

/// How a socket goes when no descriptor refers to it any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Release {
    /// `close`
    Close,
    /// `close` with `SO_LINGER` on and zero seconds.
    Abort,
}

/// A socket of a host.
#[derive(Clone, Debug, PartialEq)]
pub struct Socket {
    pub(super) id: SocketId,
    pub(super) local: SocketAddr,
    /// `bind` named no address: while it has no connection it is at every one; `local` shows the host's own.
    pub(super) any: bool,
    pub(super) remote: Option<SocketAddr>,
    /// It has a port of its own (Linux: `inet_num`); `local` may still show a former one.
    pub(super) bound: bool,
    /// How the table of connections knows it.
    pub(super) key: Option<Pair>,
    /// `bind` named the port: it stays when the connection goes (Linux: `SOCK_BINDPORT_LOCK`).
    pub(super) port_locked: bool,
    pub(super) connection: Connection,
    pub(super) listener: Option<Listener>,
    /// The listener in one of whose queues it stands.
    pub(super) parent: Option<SocketId>,
    pub(super) phase: Phase,
    pub(super) error: Option<Errno>,
    /// The latest soft error, told when the connection is given up (Linux: `sk_err_soft`).
    pub(super) soft_error: Option<Errno>,
    pub(super) shut: Shut,
    /// The peer's FIN has come (Linux: `SOCK_DONE`).
    pub(super) peer_closed: bool,
    /// A RST came after it, and the end of file counts no more ([`ResetAfterFin::Aborted`](super::ResetAfterFin::Aborted)).
    pub(super) aborted: bool,
    /// A reader has seen it: the number of the FIN is read.
    pub(super) end_seen: bool,
    /// Octets that a connection which is no more had received.
    pub(super) leftover: VecDeque<Bytes>,
    pub(super) nonblocking: bool,
    pub(super) options: Options,
    pub(super) holders: Vec<(ProcessId, Fd)>,
    /// Threads inside a call on it, in the order in which they came.
    pub(super) waiting: Vec<(ProcessId, ThreadId)>,
    /// The last descriptor was closed while a thread waited.
    pub(super) release: Option<Release>,
    /// While it stands in a SYN queue.
    pub(super) entry: Entry,
    /// What it counts as among the connections that nobody holds.
    pub(super) remnant: Remnant,
    /// When TIME-WAIT began; means something there only.
    pub(super) waits_since: Instant,
    /// Where its timers stand in the agenda.
    pub(super) scheduled: Option<Instant>,
}

impl Socket {
    pub(super) fn new(id: SocketId, local: SocketAddr) -> Self {
        Self {
            id,
            local,
            any: true,
            remote: None,
            bound: false,
            key: None,
            port_locked: false,
            connection: Connection::Closed,
            listener: None,
            parent: None,
            phase: Phase::Unconnected,
            error: None,
            soft_error: None,
            shut: Shut::default(),
            peer_closed: false,
            aborted: false,
            end_seen: false,
            leftover: VecDeque::new(),
            nonblocking: false,
            options: Options::default(),
            holders: Vec::new(),
            waiting: Vec::new(),
            release: None,
            entry: Entry::default(),
            remnant: Remnant::None,
            waits_since: Instant::START,
            scheduled: None,
        }
    }

    /// Its number.
    #[must_use]
    pub const fn id(&self) -> SocketId {
        self.id
    }

    /// What it is at present.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        if self.listener.is_some() {
            Kind::Listener
        } else if self.remote.is_some() {
            Kind::Connection
        } else {
            Kind::Unbound
        }
    }

    /// Its own end; port 0 while it has none.
    #[must_use]
    pub const fn local(&self) -> SocketAddr {
        self.local
    }

    /// It is at every address of the host: `ss` and `getsockname` show no address then.
    #[must_use]
    pub const fn is_wildcard(&self) -> bool {
        self.any && self.key.is_none()
    }

    /// The one address that it is at; `None` is every one.
    pub(super) fn own_address(&self) -> Option<IpAddr> {
        (!self.is_wildcard()).then_some(self.local.ip())
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

    /// The control block of its connection.
    #[must_use]
    pub fn tcb(&self) -> Option<&Tcb> {
        self.connection.tcb()
    }

    /// Its queues, when it listens.
    #[must_use]
    pub const fn listener(&self) -> Option<&Listener> {
        self.listener.as_ref()
    }

    /// The listener in one of whose queues it stands.
    #[must_use]
    pub const fn parent(&self) -> Option<SocketId> {
        self.parent
    }

    /// While it stands in a SYN queue: when its SYN came, and how often the timer of the SYN,ACK has fired.
    #[must_use]
    pub fn handshake(&self) -> Option<(Instant, u32)> {
        let queued = self.parent.is_some() && self.state() == State::SynReceived;
        queued.then_some((self.entry.at, self.entry.timeouts))
    }

    /// The error that waits for the next call (`SO_ERROR`).
    #[must_use]
    pub const fn error(&self) -> Option<Errno> {
        self.error
    }

    /// The descriptors that refer to it; none for an orphan, or for what no `accept` has taken.
    #[must_use]
    pub fn holders(&self) -> &[(ProcessId, Fd)] {
        &self.holders
    }

    /// The peer's FIN has come, and no reader has seen it.
    #[must_use]
    pub const fn has_unseen_end(&self) -> bool {
        self.peer_closed && !self.end_seen
    }

    /// For calls there is no connection: CLOSED, and TIME-WAIT, which Linux takes off the socket.
    pub(super) fn is_over(&self) -> bool {
        matches!(self.state(), State::Closed | State::TimeWait)
    }

    /// Data can be sent.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.state(), State::Established | State::CloseWait)
    }

    /// The handshake is under way.
    pub(super) fn is_opening(&self) -> bool {
        matches!(self.state(), State::SynSent | State::SynReceived)
    }

    /// Octets that `recv` could take now.
    pub(super) fn readable(&self) -> u32 {
        self.tcb().map_or(0, Tcb::unread)
    }
}
