//! `connect(2)`.
//!
//! Linux keeps how far `connect` has come apart from the state of the connection: a non-blocking connect is over
//! only when another call has fetched its end.

use std::net::{IpAddr, SocketAddr};

use super::Answer;
use crate::host::Host;
use crate::host::engine::rule_of;
use crate::host::errno::Errno;
use crate::host::ids::SocketId;
use crate::host::process::Pending;
use crate::host::sink::{HostCx, HostWhat};
use crate::host::socket::{Phase, Shut};
use crate::rule::Rule;
use crate::tcp::{self, Name, Op, Pair, Switch};

impl Host {
    /// Returns when the connection is ESTABLISHED, has failed, or at once on a non-blocking socket.
    pub(super) fn call_connect(
        &mut self,
        id: SocketId,
        pending: &Pending,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        let Some(peer) = pending.peer else {
            return Answer::fail(Rule::NoSuchPeer, Errno::EINVAL);
        };
        let remote = peer.address;
        if remote.is_ipv4() != self.address.is_ipv4() {
            return Answer::fail(Rule::NoSuchPeer, Errno::EAFNOSUPPORT);
        }
        let Some(socket) = self.sockets.get_mut(&id) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        match socket.phase {
            Phase::Disconnecting => Answer::fail(Rule::NotConnected, Errno::EINVAL),
            Phase::Connected => Answer::fail(Rule::ConnectedAlready, Errno::EISCONN),
            Phase::Connecting => self.connecting(id, pending.blocking),
            Phase::Unconnected if socket.listener.is_some() => {
                Answer::fail(Rule::ConnectedAlready, Errno::EISCONN)
            }
            Phase::Unconnected => match self.begin_connect(id, remote, cx) {
                Ok(()) if pending.blocking => Answer::Wait,
                Ok(()) => Answer::fail(Rule::ConnectBegun, Errno::EINPROGRESS),
                Err(failed) => failed,
            },
        }
    }

    /// A connect that has begun: still going on, failed, or done.
    fn connecting(&mut self, id: SocketId, blocking: bool) -> Answer {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        if socket.is_opening() {
            return if blocking {
                Answer::Wait
            } else {
                Answer::fail(Rule::ConnectBegun, Errno::EALREADY)
            };
        }
        if socket.is_over() {
            let errno = socket.error.take().unwrap_or(Errno::ECONNABORTED);
            self.undo_connect(id);
            return Answer::fail(rule_of(errno), errno);
        }
        socket.phase = Phase::Connected;
        Answer::ok(0)
    }

    /// Finds a port where there is none, and sends the SYN.
    fn begin_connect(
        &mut self,
        id: SocketId,
        remote: SocketAddr,
        cx: &mut HostCx<'_>,
    ) -> Result<(), Answer> {
        self.set_source(id, remote.ip());
        let (local, named) = self.port_for(id, remote, cx)?;
        let pair = Pair { local, remote };
        let iss = self.replace_time_wait(id, &pair, named, cx);
        if !self.hash(id, remote) {
            return Err(Answer::fail(Rule::PortTaken, Errno::EADDRNOTAVAIL));
        }
        let (mut config, sysctls) = (self.config, self.sysctls);
        if let Some(socket) = self.sockets.get_mut(&id) {
            config = socket.options.over(config, &sysctls);
            socket.shut = Shut::default();
            socket.peer_closed = false;
            socket.aborted = false;
            socket.leftover.clear();
            socket.phase = Phase::Connecting;
        }
        let opened = self.step(id, cx, |connection, cx| {
            cx.iss = iss.filter(|_| !cx.switches.has(Switch::ConstantIsn));
            connection.open_active(pair, config, cx)
        });
        match opened {
            Some(Ok(())) | None => Ok(()),
            Some(Err(error)) => {
                self.unhash(id);
                self.release_port(id);
                self.undo_connect(id);
                Err(impossible(error, remote))
            }
        }
    }

    /// A socket at every address leaves by one of them: to an address of this host from that same one, to all others
    /// from the one that the host's name stands for.
    fn set_source(&mut self, id: SocketId, remote: IpAddr) {
        let source = if self.owns(remote) {
            remote
        } else {
            self.address
        };
        let socket = self.sockets.get_mut(&id);
        if let Some(socket) = socket.filter(|socket| socket.any) {
            socket.local.set_ip(source);
        }
    }

    /// The socket's own end, or one at a port that has no connection to this peer yet; and whether it was bound.
    fn port_for(
        &mut self,
        id: SocketId,
        remote: SocketAddr,
        cx: &mut HostCx<'_>,
    ) -> Result<(SocketAddr, bool), Answer> {
        let Some(socket) = self.sockets.get(&id) else {
            return Err(Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF));
        };
        let mut local = socket.local;
        if socket.bound {
            return Ok((local, true));
        }
        let mut ports = self.ports;
        let free = |port| {
            let local = SocketAddr::new(local.ip(), port);
            self.demux.is_unreserved(port) && self.is_free(&Pair { local, remote }, cx.now)
        };
        let chosen = ports.choose(&self.sysctls, Some(remote), free);
        let Some(port) = chosen else {
            let none = (Name::PortsFree, 0);
            cx.num(Rule::PortsExhausted, none, Op::Gt, (Name::Zero, 0));
            return Err(Answer::fail(Rule::PortsExhausted, Errno::EADDRNOTAVAIL));
        };
        self.ports = ports;
        self.set_port(id, port);
        cx.note(Rule::PortChosen, Some(id), HostWhat::PortChosen { port });
        local.set_port(port);
        Ok((local, false))
    }

    /// After a connect that failed the socket is as good as new (Linux: `tcp_disconnect`).
    pub(super) fn undo_connect(&mut self, id: SocketId) {
        let home = self.address;
        let Some(socket) = self.sockets.get_mut(&id) else {
            return;
        };
        socket.phase = Phase::Unconnected;
        socket.remote = None;
        socket.shut = Shut::default();
        socket.peer_closed = false;
        socket.aborted = false;
        if socket.any {
            socket.local.set_ip(home);
        }
        if !socket.bound {
            socket.local.set_port(0);
        }
    }
}

/// Why the TCP floor did not open. Port 0 cannot listen: Linux sends the SYN, and a RST comes back.
fn impossible(error: tcp::Error, remote: SocketAddr) -> Answer {
    match error {
        tcp::Error::RemoteUnspecified if remote.port() == 0 => {
            Answer::fail(Rule::NoSuchPeer, Errno::ECONNREFUSED)
        }
        tcp::Error::RemoteUnspecified => Answer::fail(Rule::NoSuchPeer, Errno::ENETUNREACH),
        tcp::Error::AlreadyExists
        | tcp::Error::DoesNotExist
        | tcp::Error::Closing
        | tcp::Error::InsufficientResources => Answer::fail(Rule::ConnectedAlready, Errno::EISCONN),
    }
}
