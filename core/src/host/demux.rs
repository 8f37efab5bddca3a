//! Which socket a segment belongs to, and which ports are taken.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use super::ids::SocketId;
use crate::table::Table;

/// Below every socket address.
const LOWEST: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);

/// The tables of a host with one address: that address is left out of every key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Demux {
    /// By local port and remote socket. TIME-WAIT is in here too.
    connections: BTreeMap<(u16, SocketAddr), SocketId>,
    listeners: Table<u16, SocketId>,
    /// Ports that `bind` (or `listen`) reserved, and the sockets that hold them: several with `SO_REUSEADDR`.
    bound: BTreeSet<(u16, SocketId)>,
}

impl Demux {
    /// The connection between these two ends.
    pub(super) fn connection(&self, port: u16, remote: SocketAddr) -> Option<SocketId> {
        self.connections.get(&(port, remote)).copied()
    }

    /// The listener at this port.
    pub(super) fn listener(&self, port: u16) -> Option<SocketId> {
        self.listeners.get(&port).copied()
    }

    /// Enters a connection; false when these two ends have one already.
    pub(super) fn connect(&mut self, port: u16, remote: SocketAddr, id: SocketId) -> bool {
        let free = self.connection(port, remote).is_none();
        if free {
            self.connections.insert((port, remote), id);
        }
        free
    }

    /// Removes the connection, if it is this socket's.
    pub(super) fn disconnect(&mut self, port: u16, remote: SocketAddr, id: SocketId) {
        if self.connection(port, remote) == Some(id) {
            self.connections.remove(&(port, remote));
        }
    }

    /// Makes `id` the listener at its port.
    pub(super) fn listen(&mut self, port: u16, id: SocketId) {
        self.listeners.insert(port, id);
    }

    /// `id` listens no more.
    pub(super) fn unlisten(&mut self, port: u16, id: SocketId) {
        if self.listener(port) == Some(id) {
            self.listeners.remove(&port);
        }
    }

    /// Reserves a port for `id`.
    pub(super) fn bind(&mut self, port: u16, id: SocketId) {
        self.bound.insert((port, id));
    }

    /// Gives the reservation of `id` back.
    pub(super) fn unbind(&mut self, port: u16, id: SocketId) {
        self.bound.remove(&(port, id));
    }

    /// `bind` may take the port without asking anybody: nothing at all is at it, TIME-WAIT included.
    pub(super) fn may_bind(&self, port: u16) -> bool {
        self.at(port).next().is_none()
    }

    /// Every socket at the port: reserved, connected, or in TIME-WAIT.
    pub(super) fn at(&self, port: u16) -> impl Iterator<Item = SocketId> {
        let connections = self.connections.range((port, LOWEST)..);
        let connected = connections.take_while(move |((at, _), _)| *at == port);
        self.bound_to(port).chain(connected.map(|(_, id)| *id))
    }

    fn bound_to(&self, port: u16) -> impl Iterator<Item = SocketId> {
        let all = (port, SocketId(0))..=(port, SocketId(u32::MAX));
        self.bound.range(all).map(|(_, id)| *id)
    }

    /// `connect` may take the port by itself: nobody reserved it, and these two ends have no connection.
    pub(super) fn may_connect(&self, port: u16, remote: SocketAddr) -> bool {
        self.bound_to(port).next().is_none() && self.connection(port, remote).is_none()
    }
}

#[cfg(test)]
mod tests;
