//! `bind(2)`: an address and a port of one's own, and who else may have them (Linux: `inet_csk_get_port`).

use std::net::IpAddr;

use super::{Answer, SocketOption};
use crate::host::Host;
use crate::host::errno::Errno;
use crate::host::ids::SocketId;
use crate::host::queues::count;
use crate::host::sink::{HostCx, HostWhat};
use crate::host::socket::Socket;
use crate::rule::Rule;
use crate::tcp::{Name, Op};

/// Who asks for a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// A program named it: those who have agreed to share may share.
    Named,
    /// The host looks for one: it wants it for itself.
    Free,
}

/// What matters of a socket at a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Claim {
    /// Its one address; none is every one.
    address: Option<IpAddr>,
    reuses_address: bool,
    reuses_port: bool,
    listens: bool,
}

impl Claim {
    fn of(socket: &Socket) -> Self {
        Self {
            address: socket.own_address(),
            reuses_address: socket.options.flag(SocketOption::ReuseAddress),
            reuses_port: socket.options.flag(SocketOption::ReusePort),
            listens: socket.listener.is_some(),
        }
    }

    /// One of them is at every address, or both at the same one.
    fn overlaps(&self, other: &Self) -> bool {
        match (self.address, other.address) {
            (Some(mine), Some(theirs)) => mine == theirs,
            (None, _) | (_, None) => true,
        }
    }

    /// `other` stands in the way (Linux: `inet_csk_bind_conflict`). The flag counts that the other had, even if only
    /// its TIME-WAIT is left; all processes of the lab belong to the same user.
    fn is_refused_by(&self, other: &Self, choice: Choice) -> bool {
        if !self.overlaps(other) {
            return false;
        }
        let address = self.reuses_address && other.reuses_address && !other.listens;
        let port = self.reuses_port && other.reuses_port;
        choice == Choice::Free || !(address || port)
    }
}

impl Host {
    /// An address of the host, every one when none is named, and a port of it; 0 lets the host choose. A port in use
    /// in any way at that address, TIME-WAIT included, is refused unless both sockets agree to share it.
    pub(super) fn call_bind(
        &mut self,
        id: SocketId,
        port: u16,
        address: Option<IpAddr>,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        let Some(socket) = self.sockets.get(&id) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        if socket.bound || !socket.is_over() {
            return Answer::fail(Rule::BoundAlready, Errno::EINVAL);
        }
        let address = address.filter(|address| !address.is_unspecified());
        let free_bind = socket.options.flag(SocketOption::FreeBind);
        if let Some(address) = address {
            if address.is_ipv4() != self.address.is_ipv4() {
                return Answer::fail(Rule::NoSuchAddress, Errno::EAFNOSUPPORT);
            }
            if !free_bind && !self.owns(address) {
                return Answer::fail(Rule::NoSuchAddress, Errno::EADDRNOTAVAIL);
            }
        }
        let waits = port == 0 && socket.options.flag(SocketOption::BindAddressNoPort);
        let before = (socket.local, socket.any);
        self.set_address(id, address);
        if waits {
            // IP_BIND_ADDRESS_NO_PORT: `connect` chooses, when it knows the destination.
            return Answer::ok(0);
        }
        let answer = self.take_port(id, port, cx);
        if answer != Answer::ok(0)
            && let Some(socket) = self.sockets.get_mut(&id)
        {
            (socket.local, socket.any) = before;
        }
        answer
    }

    fn take_port(&mut self, id: SocketId, port: u16, cx: &mut HostCx<'_>) -> Answer {
        if port == 0 {
            return self.bind_any(id, cx);
        }
        if self.port_taken(id, port, cx) {
            return Answer::fail(Rule::PortTaken, Errno::EADDRINUSE);
        }
        self.set_port(id, port);
        self.demux.bind(port, id);
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.port_locked = true;
        }
        Answer::ok(0)
    }

    /// Somebody stands in the way at the port that a program has named.
    pub(super) fn port_taken(&self, id: SocketId, port: u16, cx: &mut HostCx<'_>) -> bool {
        let holders = count(self.rivals(id, port, Choice::Named).count());
        let holders = (Name::PortHolders, holders.into());
        cx.num(Rule::PortTaken, holders, Op::Gt, (Name::Zero, 0))
    }

    /// Somebody at the port stands in the way.
    fn port_refused(&self, id: SocketId, port: u16, choice: Choice) -> bool {
        self.rivals(id, port, choice).next().is_some()
    }

    /// Who stands in the way at the port.
    fn rivals(&self, id: SocketId, port: u16, choice: Choice) -> impl Iterator<Item = SocketId> {
        let claim = |id: SocketId| self.sockets.get(&id).map(Claim::of);
        let mine = claim(id);
        let others = self.demux.at(port).filter(move |other| *other != id);
        others.filter(move |other| {
            let refused = |mine: &Claim| {
                claim(*other).is_some_and(|other| mine.is_refused_by(&other, choice))
            };
            mine.as_ref().is_some_and(refused)
        })
    }

    /// A free port is reserved for all destinations. Without one: `EADDRINUSE`, where `connect` says
    /// `EADDRNOTAVAIL`.
    pub(super) fn bind_any(&mut self, id: SocketId, cx: &mut HostCx<'_>) -> Answer {
        let mut ports = self.ports;
        let free = |port| !self.port_refused(id, port, Choice::Free);
        let Some(port) = ports.choose(&self.sysctls, None, free) else {
            let none = (Name::PortsFree, 0);
            cx.num(Rule::PortsExhausted, none, Op::Gt, (Name::Zero, 0));
            return Answer::fail(Rule::PortsExhausted, Errno::EADDRINUSE);
        };
        self.ports = ports;
        self.set_port(id, port);
        self.demux.bind(port, id);
        cx.note(Rule::PortChosen, Some(id), HostWhat::PortChosen { port });
        Answer::ok(0)
    }

    fn set_address(&mut self, id: SocketId, address: Option<IpAddr>) {
        let home = self.address;
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.any = address.is_none();
            socket.local.set_ip(address.unwrap_or(home));
        }
    }

    pub(super) fn set_port(&mut self, id: SocketId, port: u16) {
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.local.set_port(port);
            socket.bound = true;
        }
    }
}
