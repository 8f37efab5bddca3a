//! A NAT box: a router with one outside address behind which hosts stand (RFC 3022 2.2, NAPT).
//!
//! It stands at the near end of the links of its hosts. What leaves them gets its address and one of its ports as
//! source; what comes back to that port from the same peer gets the host's. A port is kept if it is free towards the
//! peer. Rules of the network see the addresses inside.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::{HostId, Net, NetNote, Origin};
use crate::rule::Rule;
use crate::time::{Duration, Instant};
use crate::wire::{Body, Packet};

/// Boxes in one network.
pub const MAX_NATS: usize = 8;
/// Connections that one box remembers.
pub const MAX_MAPPINGS: usize = 65_536;
/// The first port that a box gives when the host's own is taken.
const FIRST_PORT: u16 = 1024;

/// A NAT box, as a scenario describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NatSpec {
    /// Its name.
    pub name: String,
    /// Its outside address, which no host has.
    pub address: IpAddr,
    /// The hosts behind it, by name.
    pub inside: Vec<String>,
    /// A connection that is silent for longer is forgotten; none is, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Duration>,
}

/// A box at work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nat {
    /// Its name.
    pub name: String,
    /// Its outside address.
    pub address: IpAddr,
    /// The hosts behind it.
    pub inside: Vec<HostId>,
    timeout: Option<Duration>,
    /// By the end inside and the peer: the port, and when it was last used.
    outward: BTreeMap<(SocketAddr, SocketAddr), (u16, Instant)>,
    /// By the port and the peer: the end inside.
    inward: BTreeMap<(u16, SocketAddr), SocketAddr>,
}

impl Nat {
    /// A box that remembers nothing yet.
    pub(super) fn new(spec: &NatSpec, inside: Vec<HostId>) -> Self {
        Self {
            name: spec.name.clone(),
            address: spec.address,
            inside,
            timeout: spec.timeout,
            outward: BTreeMap::new(),
            inward: BTreeMap::new(),
        }
    }

    /// What it remembers: the end inside, its own port, the peer.
    pub fn mappings(&self) -> impl Iterator<Item = (SocketAddr, u16, SocketAddr)> {
        let mappings = self.outward.iter();
        mappings.map(|((inside, remote), (port, _))| (*inside, *port, *remote))
    }

    /// The port that stands for `inside` towards `remote`; `None` when there is none left.
    fn leaves(&mut self, inside: SocketAddr, remote: SocketAddr, now: Instant) -> Option<u16> {
        self.forget(inside, remote, now);
        if let Some((port, used)) = self.outward.get_mut(&(inside, remote)) {
            *used = now;
            return Some(*port);
        }
        if self.outward.len() >= MAX_MAPPINGS {
            return None;
        }
        let port = self.free_port(inside.port(), remote)?;
        self.outward.insert((inside, remote), (port, now));
        self.inward.insert((port, remote), inside);
        Some(port)
    }

    /// The end inside that `port` stands for towards `remote`.
    fn comes_back(&mut self, port: u16, remote: SocketAddr, now: Instant) -> Option<SocketAddr> {
        let inside = self.stands_for(port, remote)?;
        self.forget(inside, remote, now);
        let (_, used) = self.outward.get_mut(&(inside, remote))?;
        *used = now;
        Some(inside)
    }

    fn stands_for(&self, port: u16, remote: SocketAddr) -> Option<SocketAddr> {
        self.inward.get(&(port, remote)).copied()
    }

    /// Forgets the connection, if it was silent for too long.
    fn forget(&mut self, inside: SocketAddr, remote: SocketAddr, now: Instant) {
        let known = self.outward.get(&(inside, remote)).copied();
        let Some(((port, used), timeout)) = known.zip(self.timeout) else {
            return;
        };
        if now > used + timeout {
            self.outward.remove(&(inside, remote));
            self.inward.remove(&(port, remote));
        }
    }

    /// The port itself if it is free towards this peer, else the next free one.
    fn free_port(&self, wanted: u16, remote: SocketAddr) -> Option<u16> {
        let others = (wanted..=u16::MAX).skip(1).chain(FIRST_PORT..wanted);
        let mut ports = std::iter::once(wanted).chain(others);
        ports.find(|port| !self.inward.contains_key(&(*port, remote)))
    }
}

impl Net {
    /// The NAT boxes.
    #[must_use]
    pub fn nats(&self) -> &[Nat] {
        &self.nats
    }

    /// The hosts at the two ends of a packet, seen through the boxes.
    #[must_use]
    pub fn ends(&self, packet: &Packet) -> (Option<HostId>, Option<HostId>) {
        let (src, dst) = sockets(packet);
        (self.end(src, dst), self.end(dst, src))
    }

    fn end(&self, own: SocketAddr, peer: SocketAddr) -> Option<HostId> {
        let nat = self.nats.iter().find(|nat| nat.address == own.ip());
        let inside = nat.and_then(|nat| nat.stands_for(own.port(), peer));
        self.owner(inside.map_or(own.ip(), |inside| inside.ip()))
    }

    /// What comes to the outside address of a box gets the address of the host it is for.
    ///
    /// # Errors
    /// [`Rule::NatUnknown`] when the box knows of none.
    pub(super) fn enter_nat(
        &mut self,
        packet: &mut Packet,
        now: Instant,
    ) -> Result<Option<NetNote>, Rule> {
        let mut nats = self.nats.iter_mut();
        let Some(nat) = nats.find(|nat| nat.address == packet.dst) else {
            return Ok(None);
        };
        let (remote, own) = match &packet.body {
            Body::Icmp(icmp) => {
                let quoted = icmp.quoted;
                let remote = SocketAddr::new(quoted.dst, quoted.dst_port);
                (remote, quoted.src_port)
            }
            Body::Segment(_) | Body::Bytes(_) | Body::IcmpBytes(_) => {
                let (src, dst) = sockets(packet);
                (src, dst.port())
            }
        };
        let inside = nat.comes_back(own, remote, now).ok_or(Rule::NatUnknown)?;
        packet.dst = inside.ip();
        match &mut packet.body {
            Body::Segment(segment) => segment.dst_port = inside.port(),
            Body::Icmp(icmp) => {
                icmp.quoted.src = inside.ip();
                icmp.quoted.src_port = inside.port();
            }
            Body::Bytes(_) | Body::IcmpBytes(_) => {}
        }
        Ok(Some(NetNote::Rewritten {
            address: inside.ip(),
            port: inside.port(),
            source: false,
        }))
    }

    /// What a host behind a box sends to one that is not gets the box's address and a port of it.
    ///
    /// # Errors
    /// [`Rule::NatFull`] when the box has none left.
    pub(super) fn leave_nat(
        &mut self,
        (origin, to): (Origin, HostId),
        packet: &mut Packet,
        now: Instant,
    ) -> Result<Option<NetNote>, Rule> {
        let Origin::Host(from) = origin else {
            return Ok(None);
        };
        let between = |nat: &&mut Nat| nat.inside.contains(&from) && !nat.inside.contains(&to);
        let Some(nat) = self.nats.iter_mut().find(between) else {
            return Ok(None);
        };
        let (src, dst) = sockets(packet);
        let port = nat.leaves(src, dst, now).ok_or(Rule::NatFull)?;
        packet.src = nat.address;
        if let Body::Segment(segment) = &mut packet.body {
            segment.src_port = port;
        }
        Ok(Some(NetNote::Rewritten {
            address: nat.address,
            port,
            source: true,
        }))
    }
}

/// Addresses and ports of a packet; port 0 where it carries no segment.
fn sockets(packet: &Packet) -> (SocketAddr, SocketAddr) {
    let ports = packet
        .segment()
        .map_or((0, 0), |segment| (segment.src_port, segment.dst_port));
    (
        SocketAddr::new(packet.src, ports.0),
        SocketAddr::new(packet.dst, ports.1),
    )
}

#[cfg(test)]
mod tests;
