//! The network: hosts joined by links, segments in flight, and whatever may happen to them on the way.
//!
//! It carries packets and knows nothing of connections: no state, no timer of TCP, no socket. Its time is an
//! argument, its luck the lab's generator.
//!
//! # The four kinds of method of [`Net`]
//! * **Getters**: [`poll_at`](Net::poll_at), [`in_flight`](Net::in_flight), [`hosts`](Net::hosts), [`rules`](Net::rules).
//! * **Handle** what comes from a host or from outside: [`send`](Net::send).
//! * **Commands** of the reader, on one crossing: [`drop_crossing`](Net::drop_crossing),
//!   [`duplicate`](Net::duplicate), [`delay`](Net::delay), [`corrupt`](Net::corrupt), [`hold`](Net::hold),
//!   [`release`](Net::release); on the network: [`add_rule`](Net::add_rule), [`remove_rule`](Net::remove_rule),
//!   [`set_cable`](Net::set_cable).
//! * **Poll**: [`poll`](Net::poll), when `poll_at` has come: one arrival.
//!
//! What was decided is in the [`NetSink`], in order, each note with its [`Rule`].
//!
//! # What happens to a packet, in order
//! 1. It becomes a crossing with a number of its own. Without a host that owns its destination it is lost, and
//!    so it is where the cable is cut or no link leads.
//! 2. The rules: the first that matches decides ([`Verdict`]).
//! 3. Chance, unless it is forged or a rule says "deliver": the link loses it ([`LinkSpec::loss_ppm`]), carries it
//!    twice, damages it, or lets others overtake it.
//! 4. The queue before the link, the time its octets take at the link's rate, the latency.
//!
//! A crossing keeps its place on the link (first in, first out) unless a rule or the reader delays, copies or
//! holds it.

mod acts;
mod bounds;
mod error;
mod flight;
mod link;
mod nat;
mod note;
mod octets;
mod route;
mod rules;
mod send;
mod spec;

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

pub use bounds::{MAX_DELAY, MAX_HOSTS, MAX_IN_FLIGHT, MAX_LINKS, MAX_RULES};
pub use error::NetError;
pub use flight::{Delivery, Progress, Travelling};
pub use nat::{MAX_MAPPINGS, MAX_NATS, Nat, NatSpec};
pub use note::{NetNote, NetSink, Noted};
pub use rules::{LinkRule, Verdict};
pub use send::{ROUTER_V4, ROUTER_V6};
pub use spec::{DEFAULT_LATENCY, DEFAULT_QUEUE, LOOPBACK_LATENCY, LinkSpec, NetHost, NetSpec};

use crate::rule::Rule;
use crate::time::Instant;
use flight::Flights;
use link::Link;
use octets::Press;
use rules::RuleBook;

/// Index of a host, in the order of [`NetSpec::hosts`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct HostId(pub u16);

/// Number of one crossing of the network, counted from 0 in the order of sending; a copy is a crossing of its own.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct CrossingId(pub u32);

/// Number of a rule, never given twice in one network.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct RuleId(pub u32);

/// Who puts a packet on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A host of this network.
    Host(HostId),
    /// The reader: a forged packet, whatever its source address claims.
    Outside,
}

/// A host as the network sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Attached {
    name: String,
    address: IpAddr,
    further: Vec<IpAddr>,
    connected: bool,
    /// It is switched on.
    powered: bool,
}

/// The network of one world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Net {
    hosts: Vec<Attached>,
    links: Vec<Link>,
    nats: Vec<Nat>,
    rules: RuleBook,
    flights: Flights,
    /// Segments cross as octets when there is one.
    press: Option<Press>,
}

impl Net {
    /// The network that `spec` describes, with nothing in flight.
    ///
    /// # Errors
    /// What is wrong with the description: a name or an address twice, a link to nowhere, a bound exceeded.
    pub fn new(spec: &NetSpec) -> Result<Self, NetError> {
        spec.check()?;
        let attached = |host: &NetHost| Attached {
            name: host.name.clone(),
            address: host.address,
            further: host.addresses.clone(),
            connected: true,
            powered: true,
        };
        let mut net = Self {
            hosts: spec.hosts.iter().map(attached).collect(),
            links: Vec::new(),
            nats: Vec::new(),
            rules: RuleBook::default(),
            flights: Flights::default(),
            press: None,
        };
        for link in &spec.links {
            let [one, other] = &link.between;
            let ends = [net.named(one)?, net.named(other)?];
            net.links.push(Link::new(ends, link));
        }
        for nat in &spec.nats {
            let inside = nat.inside.iter().map(|name| net.named(name));
            let inside: Result<Vec<_>, _> = inside.collect();
            net.nats.push(Nat::new(nat, inside?));
        }
        for rule in &spec.rules {
            net.add_rule(rule.clone())?;
        }
        Ok(net)
    }

    /// When the next segment arrives; `None` when nothing is on its way.
    #[must_use]
    pub fn poll_at(&self) -> Option<Instant> {
        let next = self.next_arrival();
        next.map(|(at, _, _)| at)
    }

    /// Takes ONE crossing that has arrived by `now`; of several, the earliest, then the one sent first.
    ///
    /// `None` when nothing is due, or when the crossing found the cable cut or the host dark, which the sink tells.
    pub fn poll(&mut self, now: Instant, sink: &mut NetSink) -> Option<Delivery> {
        let (at, crossing, place) = self.next_arrival()?;
        if at > now {
            return None;
        }
        let flight = self.take_arrived(place)?;
        let in_the_way = if !self.is_connected(flight.to) {
            Rule::CableCut
        } else if !self.is_powered(flight.to) {
            Rule::HostDown
        } else {
            self.flights.arrived(crossing, at);
            return Some(flight.into_delivery());
        };
        self.flights.lost(crossing, now);
        sink.note(crossing, in_the_way, NetNote::Lost);
        None
    }

    /// Adds a rule behind those that exist.
    ///
    /// # Errors
    /// [`NetError::UnknownHost`] when `from` or `to` is neither a host nor an address,
    /// [`NetError::TooLong`] and [`NetError::TooManyRules`].
    pub fn add_rule(&mut self, rule: LinkRule) -> Result<RuleId, NetError> {
        let from = rule.from.as_deref().map(|name| self.addresses_of(name));
        let to = rule.to.as_deref().map(|name| self.addresses_of(name));
        self.rules.add(from.transpose()?, to.transpose()?, rule)
    }

    /// Takes a rule away. What it did stays done.
    ///
    /// # Errors
    /// [`NetError::UnknownRule`].
    pub fn remove_rule(&mut self, rule: RuleId) -> Result<(), NetError> {
        self.rules.remove(rule)
    }

    /// The rules in the order in which they are asked.
    pub fn rules(&self) -> impl Iterator<Item = (RuleId, &LinkRule)> {
        self.rules.iter()
    }

    /// Plugs the cable of a host in, or pulls it out. Without it, nothing leaves the host and nothing reaches it.
    ///
    /// # Errors
    /// [`NetError::NoSuchHost`].
    pub fn set_cable(&mut self, host: HostId, connected: bool) -> Result<(), NetError> {
        let attached = self.hosts.get_mut(usize::from(host.0));
        attached.ok_or(NetError::NoSuchHost { host })?.connected = connected;
        Ok(())
    }

    /// Is the cable of this host plugged in?
    #[must_use]
    pub fn is_connected(&self, host: HostId) -> bool {
        self.attached(host).is_some_and(|host| host.connected)
    }

    /// Tells whether a host is switched on. What reaches one that is not is lost.
    ///
    /// # Errors
    /// [`NetError::NoSuchHost`].
    pub fn set_power(&mut self, host: HostId, powered: bool) -> Result<(), NetError> {
        let attached = self.hosts.get_mut(usize::from(host.0));
        attached.ok_or(NetError::NoSuchHost { host })?.powered = powered;
        Ok(())
    }

    /// Is this host switched on?
    #[must_use]
    pub fn is_powered(&self, host: HostId) -> bool {
        self.attached(host).is_some_and(|host| host.powered)
    }

    /// From now on segments cross as octets, checksum and all, and are read where they arrive. A run is the same
    /// either way: the receiver judges a segment as it would judge its octets.
    pub fn carry_octets(&mut self) {
        self.press.get_or_insert_default();
    }

    /// How many crossings have begun: their numbers are below this one.
    #[must_use]
    pub fn crossings(&self) -> u32 {
        self.flights.begun()
    }

    fn next_arrival(&self) -> Option<(Instant, CrossingId, Place)> {
        let apart = self.flights.next_apart();
        let mut first = apart.map(|(at, id)| (at, id, Place::Apart));
        for (index, link) in self.links.iter().enumerate() {
            for (at, id, way) in link.arrivals() {
                if first.is_none_or(|(earliest, before, _)| (at, id) < (earliest, before)) {
                    first = Some((at, id, Place::Link { index, way }));
                }
            }
        }
        first
    }

    fn take_arrived(&mut self, place: Place) -> Option<flight::Flight> {
        match place {
            Place::Link { index, way } => self.links.get_mut(index)?.pop(way),
            Place::Apart => self.flights.pop_apart(),
        }
    }
}

/// Where a crossing waits for its arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In its place on a link.
    Link { index: usize, way: link::Way },
    /// Out of line: delayed, copied, released, or from outside.
    Apart,
}

#[cfg(test)]
mod tests;
