//! The description of a network, as a scenario gives it.

use std::collections::BTreeSet;
use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::bounds::{MAX_HOSTS, MAX_LINKS, bounded};
use super::nat::{MAX_NATS, NatSpec};
use super::rules::is_zero;
use super::{LinkRule, NetError};
use crate::rng::PPM;
use crate::time::Duration;

/// One way, where nothing else is said: long enough to read a ladder by.
pub const DEFAULT_LATENCY: Duration = Duration::from_millis(50);
/// Packets that may wait before a link, where nothing else is said.
pub const DEFAULT_QUEUE: u32 = 1000;
/// From a host to itself.
pub const LOOPBACK_LATENCY: Duration = Duration::from_micros(50);

/// A network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct NetSpec {
    /// The hosts; their order gives their [`HostId`](super::HostId).
    pub hosts: Vec<NetHost>,
    /// The links. Hosts that share none cannot reach each other.
    pub links: Vec<LinkSpec>,
    /// The rules that are there from the start.
    pub rules: Vec<LinkRule>,
    /// The NAT boxes.
    pub nats: Vec<NatSpec>,
}

/// A host by name and address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NetHost {
    /// For example "A".
    pub name: String,
    /// The address that its name stands for.
    pub address: IpAddr,
    /// Further addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<IpAddr>,
}

impl NetHost {
    /// A host with one address.
    #[must_use]
    pub fn new(name: &str, address: IpAddr) -> Self {
        Self {
            name: name.to_owned(),
            address,
            addresses: Vec::new(),
        }
    }
}

/// A link between two hosts, the same both ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinkSpec {
    /// Names of the two hosts.
    pub between: [String; 2],
    /// One way, from the last bit sent to the last bit received.
    #[serde(default = "default_latency")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = "50 ms")))]
    pub latency: Duration,
    /// In bit/s, each way; without it, sending takes no time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_bps: Option<u64>,
    /// Packets that may wait for the link, each way; matters only with a rate.
    #[serde(default = "default_queue")]
    pub queue: u32,
    /// The largest datagram that it takes, in octets with the IP header; any when absent. A router before it drops
    /// what is larger, and tells its sender (RFC 1191, RFC 8201).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mtu: Option<u32>,
    /// The router tells nobody: a black hole (RFC 2923).
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub silent: bool,
    /// How many in a million are lost by chance.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(range(max = PPM)))]
    pub loss_ppm: u32,
    /// How many in a million it carries twice.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[cfg_attr(feature = "schema", schemars(range(max = PPM)))]
    pub duplicate_ppm: u32,
    /// How many in a million it lets others overtake: they arrive up to one latency later.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[cfg_attr(feature = "schema", schemars(range(max = PPM)))]
    pub reorder_ppm: u32,
    /// How many in a million it damages, one bit of each.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[cfg_attr(feature = "schema", schemars(range(max = PPM)))]
    pub corrupt_ppm: u32,
}

const fn default_latency() -> Duration {
    DEFAULT_LATENCY
}

const fn default_queue() -> u32 {
    DEFAULT_QUEUE
}

impl LinkSpec {
    /// A link with the defaults.
    #[must_use]
    pub fn new(one: &str, other: &str) -> Self {
        Self {
            between: [one.to_owned(), other.to_owned()],
            latency: DEFAULT_LATENCY,
            rate_bps: None,
            queue: DEFAULT_QUEUE,
            mtu: None,
            silent: false,
            loss_ppm: 0,
            duplicate_ppm: 0,
            reorder_ppm: 0,
            corrupt_ppm: 0,
        }
    }

    fn check(&self) -> Result<(), NetError> {
        let [one, other] = &self.between;
        if one == other {
            return Err(NetError::LinkToItself { name: one.clone() });
        }
        if self.rate_bps == Some(0) {
            return Err(NetError::RateZero);
        }
        let chances = [
            self.loss_ppm,
            self.duplicate_ppm,
            self.reorder_ppm,
            self.corrupt_ppm,
        ];
        if let Some(ppm) = chances.into_iter().find(|ppm| *ppm > PPM) {
            return Err(NetError::ChanceTooLarge { ppm });
        }
        bounded(self.latency)
    }
}

impl NetSpec {
    pub(super) fn check(&self) -> Result<(), NetError> {
        let (hosts, links) = (self.hosts.len(), self.links.len());
        if hosts > MAX_HOSTS {
            return Err(NetError::TooManyHosts {
                given: hosts,
                limit: MAX_HOSTS,
            });
        }
        if links > MAX_LINKS {
            return Err(NetError::TooManyLinks {
                given: links,
                limit: MAX_LINKS,
            });
        }
        if self.nats.len() > MAX_NATS {
            return Err(NetError::TooManyNats {
                given: self.nats.len(),
                limit: MAX_NATS,
            });
        }
        self.check_names()?;
        self.check_links()
    }

    fn check_names(&self) -> Result<(), NetError> {
        let mut seen = BTreeSet::new();
        for nat in &self.nats {
            for what in [nat.name.clone(), nat.address.to_string()] {
                if !seen.insert(what.clone()) {
                    return Err(NetError::TakenTwice { what });
                }
            }
        }
        for host in &self.hosts {
            let addresses = std::iter::once(&host.address).chain(&host.addresses);
            let addresses = addresses.map(IpAddr::to_string);
            for what in std::iter::once(host.name.clone()).chain(addresses) {
                if !seen.insert(what.clone()) {
                    return Err(NetError::TakenTwice { what });
                }
            }
        }
        Ok(())
    }

    fn check_links(&self) -> Result<(), NetError> {
        let mut seen = BTreeSet::new();
        for link in &self.links {
            link.check()?;
            let [one, other] = &link.between;
            if !seen.insert((one.min(other), one.max(other))) {
                return Err(NetError::LinkedTwice {
                    one: one.clone(),
                    other: other.clone(),
                });
            }
        }
        Ok(())
    }
}
