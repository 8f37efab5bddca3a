//! Names, addresses, and which link leads where.

use std::net::IpAddr;

use super::link::Way;
use super::{
    Attached, DEFAULT_LATENCY, HostId, LOOPBACK_LATENCY, Net, NetError, Origin, Travelling,
};
use crate::rule::Rule;
use crate::time::Duration;

/// How a packet gets to its host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// Over a link, in line.
    Link { index: usize, way: Way },
    /// Past all links: from a host to itself, or from outside.
    Direct(Duration),
    /// Not at all.
    Nowhere(Rule),
}

impl Net {
    /// The hosts: number, name, address.
    pub fn hosts(&self) -> impl Iterator<Item = (HostId, &str, IpAddr)> {
        (0..)
            .zip(&self.hosts)
            .map(|(id, host)| (HostId(id), host.name.as_str(), host.address))
    }

    /// The host that owns this address.
    #[must_use]
    pub fn owner(&self, address: IpAddr) -> Option<HostId> {
        let owns = |host: &Attached| host.address == address || host.further.contains(&address);
        let mut hosts = (0..).zip(&self.hosts);
        hosts.find_map(|(id, host)| owns(host).then_some(HostId(id)))
    }

    /// The address a reader means: a host's name, or an address written out.
    ///
    /// # Errors
    /// [`NetError::UnknownHost`].
    pub fn address_of(&self, name: &str) -> Result<IpAddr, NetError> {
        let mut hosts = self.hosts();
        let named = hosts.find_map(|(_, own, address)| (own == name).then_some(address));
        named
            .or_else(|| name.parse().ok())
            .ok_or_else(|| unknown(name))
    }

    /// Every address that a rule means: all of a host's, or the one written out.
    pub(super) fn addresses_of(&self, name: &str) -> Result<Vec<IpAddr>, NetError> {
        let host = self.hosts.iter().find(|host| host.name == name);
        if let Some(host) = host {
            let all = std::iter::once(&host.address).chain(&host.further);
            return Ok(all.copied().collect());
        }
        Ok(vec![self.address_of(name)?])
    }

    /// Everything under way or held, in order of number.
    #[must_use]
    pub fn in_flight(&self) -> Vec<Travelling<'_>> {
        let on_links = self.links.iter().flat_map(super::link::Link::flights);
        let on_links = on_links.map(super::flight::Flight::travelling);
        let mut all: Vec<_> = on_links.chain(self.flights.iter()).collect();
        all.sort_by_key(|travelling| travelling.crossing);
        all
    }

    pub(super) fn attached(&self, host: HostId) -> Option<&Attached> {
        self.hosts.get(usize::from(host.0))
    }

    pub(super) fn named(&self, name: &str) -> Result<HostId, NetError> {
        let mut hosts = self.hosts();
        let found = hosts.find_map(|(id, own, _)| (own == name).then_some(id));
        found.ok_or_else(|| unknown(name))
    }

    /// The way from `origin`, whose packet claims to come from `source`, to `to`.
    pub(super) fn route(
        &self,
        origin: Origin,
        source: Option<HostId>,
        to: Option<HostId>,
    ) -> Route {
        let Some(to) = to else {
            return Route::Nowhere(Rule::NoHost);
        };
        match origin {
            Origin::Outside => self.route_from_outside(source, to),
            Origin::Host(from) => self.route_from_host(from, to),
        }
    }

    fn route_from_host(&self, from: HostId, to: HostId) -> Route {
        if from == to {
            return Route::Direct(LOOPBACK_LATENCY);
        }
        if !self.is_connected(from) {
            return Route::Nowhere(Rule::CableCut);
        }
        let mut links = self.links.iter().enumerate();
        let link = links.find_map(|(index, link)| Some((index, link.way(from, to)?)));
        link.map_or(Route::Nowhere(Rule::NoRoute), |(index, way)| Route::Link {
            index,
            way,
        })
    }

    /// A forged packet takes as long as one from the host it claims to be, or as any other to this host.
    fn route_from_outside(&self, source: Option<HostId>, to: HostId) -> Route {
        let claimed =
            source.and_then(|from| self.links.iter().find(|link| link.way(from, to).is_some()));
        let link = claimed.or_else(|| self.links.iter().find(|link| link.ends_at(to)));
        Route::Direct(link.map_or(DEFAULT_LATENCY, |link| link.latency))
    }
}

fn unknown(name: &str) -> NetError {
    NetError::UnknownHost {
        name: name.to_owned(),
    }
}
