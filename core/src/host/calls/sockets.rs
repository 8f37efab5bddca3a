//! `socket(2)`, `bind(2)`, `listen(2)`, and the two ends of a socket.

use super::{Answer, Reply, SocketOption};
use crate::host::Host;
use crate::host::errno::Errno;
use crate::host::ids::{Fd, ProcessId, SocketId};
use crate::host::queues::Listener;
use crate::host::sink::{HostCx, HostWhat};
use crate::host::socket::Phase;
use crate::rule::Rule;
use crate::tcp::{Connection, Name, Op, State};

impl Host {
    /// The lowest free descriptor for a new socket.
    pub(super) fn call_socket(&mut self, process: ProcessId, cx: &mut HostCx<'_>) -> Answer {
        let Some(fd) = self.free_fd(process, cx) else {
            return Answer::fail(Rule::DescriptorLimit, Errno::EMFILE);
        };
        let Some(socket) = self.add_socket() else {
            return Answer::fail(Rule::SocketsFull, Errno::ENFILE);
        };
        let id = socket.id();
        self.install(process, fd, id);
        Answer::ok(number(fd))
    }

    /// A port of the host's address; 0 lets the host choose. A port in use in any way, TIME-WAIT included, is
    /// refused without `SO_REUSEADDR`.
    pub(super) fn call_bind(&mut self, id: SocketId, port: u16, cx: &mut HostCx<'_>) -> Answer {
        let Some(socket) = self.sockets.get(&id) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        if socket.bound || !socket.is_over() {
            return Answer::fail(Rule::BoundAlready, Errno::EINVAL);
        }
        if port == 0 {
            return self.bind_any(id, cx);
        }
        if self.port_refused(id, port) {
            return Answer::fail(Rule::PortTaken, Errno::EADDRINUSE);
        }
        self.set_port(id, port);
        self.demux.bind(port, id);
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.port_locked = true;
        }
        Answer::ok(0)
    }

    /// Somebody at the port stands in the way. With `SO_REUSEADDR` on both only a listener does (Linux:
    /// `inet_csk_bind_conflict`); the flag counts that the other had, even if only its TIME-WAIT is left.
    fn port_refused(&self, id: SocketId, port: u16) -> bool {
        let reuses = |id: SocketId| {
            let socket = self.sockets.get(&id);
            socket.is_some_and(|socket| socket.options.flag(SocketOption::ReuseAddress))
        };
        let listens = |id: SocketId| {
            let socket = self.sockets.get(&id);
            socket.is_some_and(|socket| socket.listener.is_some())
        };
        let mine = reuses(id);
        let mut others = self.demux.at(port).filter(|other| *other != id);
        others.any(|other| !mine || !reuses(other) || listens(other))
    }

    /// A free port is reserved for all destinations. Without one: `EADDRINUSE`, where `connect` says
    /// `EADDRNOTAVAIL`.
    fn bind_any(&mut self, id: SocketId, cx: &mut HostCx<'_>) -> Answer {
        let demux = &self.demux;
        let free = |port| demux.may_bind(port);
        let Some(port) = self.ports.choose(&self.sysctls, None, free) else {
            return Answer::fail(Rule::PortsExhausted, Errno::EADDRINUSE);
        };
        self.set_port(id, port);
        self.demux.bind(port, id);
        cx.note(Rule::PortChosen, Some(id), HostWhat::PortChosen { port });
        Answer::ok(0)
    }

    pub(super) fn set_port(&mut self, id: SocketId, port: u16) {
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.local.set_port(port);
            socket.bound = true;
        }
    }

    /// A second `listen` only changes the backlog.
    pub(super) fn call_listen(
        &mut self,
        id: SocketId,
        backlog: u32,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        let backlog = backlog.min(self.sysctls.somaxconn);
        if let Some(queues) = self.queues(id) {
            queues.backlog = backlog;
            return Answer::ok(0);
        }
        let Some(socket) = self.sockets.get(&id) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        if socket.phase != Phase::Unconnected || socket.state() != State::Closed {
            return Answer::fail(Rule::ConnectedAlready, Errno::EINVAL);
        }
        if self.demux.listener(socket.local.port()).is_some() && socket.bound {
            return Answer::fail(Rule::PortTaken, Errno::EADDRINUSE);
        }
        if !socket.bound {
            let bound = self.bind_any(id, cx);
            if bound != Answer::ok(0) {
                return bound;
            }
        }
        self.start_listening(id, backlog, cx);
        Answer::ok(0)
    }

    fn start_listening(&mut self, id: SocketId, backlog: u32, cx: &mut HostCx<'_>) {
        let (config, sysctls) = (self.config, self.sysctls);
        let Some(socket) = self.sockets.get_mut(&id) else {
            return;
        };
        let config = socket.options.over(config, &sysctls);
        let local = socket.local;
        socket.listener = Some(Listener {
            backlog,
            ..Listener::default()
        });
        self.demux.listen(local.port(), id);
        self.step(id, cx, |connection, cx| {
            *connection = Connection::open_passive(local, None, config, cx);
        });
    }

    /// `getsockname(2)`: before it has a port, port 0 of no address.
    pub(super) fn call_getsockname(&self, id: SocketId) -> Answer {
        let socket = self.sockets.get(&id);
        let Some(local) = socket.map(|socket| socket.local) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        Answer::Return {
            rule: Rule::CallAnswered,
            result: Ok(0),
            reply: Reply::Address(local),
        }
    }

    /// `getpeername(2)`: `ENOTCONN` unless there is a connection (Linux: also while it opens, and after it ended).
    pub(super) fn call_getpeername(&self, id: SocketId) -> Answer {
        let socket = self.sockets.get(&id);
        let connected = socket.filter(|socket| !socket.is_over() && socket.listener.is_none());
        let connected = connected.filter(|socket| socket.state() != State::SynSent);
        match connected.and_then(|socket| socket.remote) {
            Some(remote) => Answer::Return {
                rule: Rule::CallAnswered,
                result: Ok(0),
                reply: Reply::Address(remote),
            },
            None => Answer::fail(Rule::NotConnected, Errno::ENOTCONN),
        }
    }

    /// The lowest free descriptor of a process, if the process may have it.
    pub(super) fn free_fd(&self, process: ProcessId, cx: &mut HostCx<'_>) -> Option<Fd> {
        let free = self.process(process).ok()?.free_fd();
        let lowest = (Name::FreeDescriptor, number(free).into());
        let limit = (Name::DescriptorLimit, self.sysctls.nofile.into());
        cx.num(Rule::DescriptorLimit, lowest, Op::Lt, limit)
            .then_some(free)
    }

    /// Descriptor `fd` refers to the socket from now on.
    pub(super) fn install(&mut self, process: ProcessId, fd: Fd, id: SocketId) {
        if let Ok(table) = self.process_mut(process) {
            table.descriptors.insert(fd, id);
        }
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.holders.push((process, fd));
        }
    }
}

/// A descriptor as a result.
pub(super) fn number(fd: Fd) -> u32 {
    u32::try_from(fd.0).unwrap_or(0)
}
