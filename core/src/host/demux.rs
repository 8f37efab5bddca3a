//! Which socket a segment belongs to, and which ports are taken.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use super::ids::SocketId;
use crate::table::Table;
use crate::tcp::Pair;

/// Below every address, and every socket address.
const LOWEST_IP: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
const LOWEST: SocketAddr = SocketAddr::new(LOWEST_IP, 0);

/// The two ends of a connection, the local port first: so that all of one port stand together.
type Ends = (u16, IpAddr, SocketAddr);

const fn ends(pair: &Pair) -> Ends {
    (pair.local.port(), pair.local.ip(), pair.remote)
}

/// A listener at a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Listening {
    /// The only address that it listens at; every one when absent.
    address: Option<IpAddr>,
    id: SocketId,
}

/// The tables of a host. Each question is answered by a look-up, however many sockets there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Demux {
    /// TIME-WAIT is in here too.
    connections: BTreeMap<Ends, SocketId>,
    /// By port. Several at one port listen at addresses of their own, or share it (`SO_REUSEPORT`).
    listeners: Table<u16, Vec<Listening>>,
    /// Ports that `bind` (or `listen`) reserved, and the sockets that hold them: several with `SO_REUSEADDR`.
    bound: BTreeSet<(u16, SocketId)>,
}

impl Demux {
    /// The connection between these two ends.
    pub(super) fn connection(&self, pair: &Pair) -> Option<SocketId> {
        self.connections.get(&ends(pair)).copied()
    }

    /// The listener that a segment to `local` is for: one at this very address before one at all of them. Of several
    /// that share the port, `hash` of the two ends chooses (Linux: `reuseport_select_sock`).
    pub(super) fn listener(&self, local: SocketAddr, hash: u32) -> Option<SocketId> {
        let all = self.listeners.get(&local.port())?;
        let at = |address: Option<IpAddr>| -> Option<SocketId> {
            let same = |listening: &&Listening| listening.address == address;
            let count = u64::try_from(all.iter().filter(same).count()).ok()?;
            let place = (u64::from(hash) * count) >> 32;
            let place = usize::try_from(place).ok()?;
            all.iter().filter(same).nth(place).map(|found| found.id)
        };
        at(Some(local.ip())).or_else(|| at(None))
    }

    /// Enters a connection; false when these two ends have one already.
    pub(super) fn connect(&mut self, pair: &Pair, id: SocketId) -> bool {
        let free = self.connection(pair).is_none();
        if free {
            self.connections.insert(ends(pair), id);
        }
        free
    }

    /// Removes the connection, if it is this socket's.
    pub(super) fn disconnect(&mut self, pair: &Pair, id: SocketId) {
        if self.connection(pair) == Some(id) {
            self.connections.remove(&ends(pair));
        }
    }

    /// Makes `id` a listener at this port, at one address or at all.
    pub(super) fn listen(&mut self, port: u16, address: Option<IpAddr>, id: SocketId) {
        let listening = Listening { address, id };
        match self.listeners.get_mut(&port) {
            Some(all) => all.push(listening),
            None => {
                self.listeners.insert(port, vec![listening]);
            }
        }
    }

    /// `id` listens no more.
    pub(super) fn unlisten(&mut self, port: u16, id: SocketId) {
        let Some(all) = self.listeners.get_mut(&port) else {
            return;
        };
        all.retain(|listening| listening.id != id);
        if all.is_empty() {
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

    /// Every socket at the port: reserved, connected, or in TIME-WAIT.
    pub(super) fn at(&self, port: u16) -> impl Iterator<Item = SocketId> {
        let connections = self.connections.range((port, LOWEST_IP, LOWEST)..);
        let connected = connections.take_while(move |((at, ..), _)| *at == port);
        self.bound_to(port).chain(connected.map(|(_, id)| *id))
    }

    fn bound_to(&self, port: u16) -> impl Iterator<Item = SocketId> {
        let all = (port, SocketId(0))..=(port, SocketId(u32::MAX));
        self.bound.range(all).map(|(_, id)| *id)
    }

    /// Nobody reserved the port: `connect` may take it by itself, if its two ends have no connection.
    pub(super) fn is_unreserved(&self, port: u16) -> bool {
        self.bound_to(port).next().is_none()
    }
}

#[cfg(test)]
mod tests;
