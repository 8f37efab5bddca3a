//! `socket(2)`, `listen(2)`, and the two ends of a socket.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{Answer, Reply};
use crate::host::Host;
use crate::host::errno::Errno;
use crate::host::ids::{Fd, ProcessId, SocketId};
use crate::host::queues::Listener;
use crate::host::sink::HostCx;
use crate::host::socket::Phase;
use crate::rule::Rule;
use crate::tcp::{Connection, Name, Op, State};

impl Host {
    /// The lowest free descriptor for a new socket.
    pub(super) fn call_socket(&mut self, process: ProcessId, cx: &mut HostCx<'_>) -> Answer {
        let fd = match self.new_file(process, cx) {
            Ok(fd) => fd,
            Err(refused) => return refused,
        };
        let Some(socket) = self.add_socket() else {
            return Answer::fail(Rule::SocketsFull, Errno::ENFILE);
        };
        let id = socket.id();
        self.install(process, fd, id);
        Answer::ok(number(fd))
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
        if socket.bound && self.port_taken(id, socket.local.port(), cx) {
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
        let (local, address) = (socket.local, socket.own_address());
        socket.listener = Some(Listener {
            backlog,
            ..Listener::default()
        });
        self.demux.listen(local.port(), address, id);
        self.step(id, cx, |connection, cx| {
            *connection = Connection::open_passive(local, None, config, cx);
        });
    }

    /// `getsockname(2)`: no address (`0.0.0.0`) while the socket is at every one, port 0 before it has one.
    pub(super) fn call_getsockname(&self, id: SocketId) -> Answer {
        let Some(socket) = self.sockets.get(&id) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        let mut local = socket.local;
        if socket.is_wildcard() {
            local.set_ip(unspecified(local.is_ipv4()));
        }
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

    /// The descriptor of a new file: `EMFILE` when the process has as many as it may, `ENFILE` when the host has.
    pub(super) fn new_file(&self, process: ProcessId, cx: &mut HostCx<'_>) -> Result<Fd, Answer> {
        let Some(fd) = self.free_fd(process, cx) else {
            return Err(Answer::fail(Rule::DescriptorLimit, Errno::EMFILE));
        };
        let open = self.processes.iter();
        let open: usize = open.map(|process| process.descriptors.len()).sum();
        let open = u64::try_from(open).unwrap_or(u64::MAX);
        let limit = self.sysctls.file_max;
        if open < limit {
            return Ok(fd);
        }
        // Told only where it decides: most hosts have no such limit to speak of.
        cx.num(
            Rule::FilesFull,
            (Name::Files, open),
            Op::Lt,
            (Name::FileLimit, limit),
        );
        Err(Answer::fail(Rule::FilesFull, Errno::ENFILE))
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

/// No address in particular.
pub(in crate::host) const fn unspecified(is_ipv4: bool) -> IpAddr {
    if is_ipv4 {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED)
    } else {
        IpAddr::V6(Ipv6Addr::UNSPECIFIED)
    }
}
