//! The world: hosts, the network between them, one virtual time, one source of luck.
//!
//! It is plain data: a copy of it is a checkpoint. It goes on in two ways: [`World::natural`] lets the earliest thing
//! happen that happens by itself, [`World::act`] does what a reader asks. Both write rows into a [`Trace`].

mod acts;
mod causes;
mod trace;

use std::net::IpAddr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::causes::Causes;
pub use self::trace::{Checked, Floor, Trace};
use super::error::LabError;
use super::event::Fact;
use super::script::{Script, ScriptAct};
use crate::host::{Host, HostCx, HostSpec, MAX_ADDRESSES, NameTable};
use crate::net::{Delivery, HostId, Net, NetSpec};
use crate::rng::Rng;
use crate::rule::Rule;
use crate::time::Instant;

/// A world to begin with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WorldSpec {
    /// The hosts, in the order of `net.hosts`.
    pub hosts: Vec<HostSpec>,
    /// The network between them.
    pub net: NetSpec,
    /// What happens to them by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<ScriptAct>,
}

/// Everything there is.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    now: Instant,
    rng: Rng,
    names: Arc<NameTable>,
    hosts: Vec<Host>,
    net: Net,
    causes: Causes,
    script: Script,
    /// Rows written so far: the number of the next one.
    events: u32,
    /// Moments that have happened so far.
    moments: u32,
}

/// Who is next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Script(usize),
    Network,
    Host(usize),
}

impl World {
    /// The world at time 0, before anything has happened.
    ///
    /// # Errors
    /// [`LabError::Net`] for a network that contradicts itself, [`LabError::BadWorld`] for hosts it does not know.
    pub fn new(spec: &WorldSpec, seed: u64) -> Result<Self, LabError> {
        let net = Net::new(&spec.net)?;
        check_hosts(spec)?;
        let mut rng = Rng::new(seed);
        let lanes = spec.hosts.iter().map(|host| host.name.clone()).collect();
        let names = NameTable::new(names_of(&spec.hosts));
        let mut hosts = Vec::with_capacity(spec.hosts.len());
        for host in &spec.hosts {
            let secret = (rng.bits(), rng.bits());
            hosts.push(Host::new(host.clone(), secret, &names));
        }
        let names = Arc::new(names);
        let causes = Causes::default();
        Ok(Self {
            now: Instant::START,
            rng,
            names,
            hosts,
            net,
            causes,
            script: Script::new(spec.acts.clone(), lanes),
            events: 0,
            moments: 0,
        })
    }

    /// From now on segments cross as octets, and are read where they arrive; the log stays the same.
    pub fn carry_octets(&mut self) {
        self.net.carry_octets();
    }

    /// Virtual now.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// The hosts, in order.
    #[must_use]
    pub fn hosts(&self) -> &[Host] {
        &self.hosts
    }

    /// How many sockets all hosts have together.
    pub(super) fn sockets(&self) -> usize {
        self.hosts.iter().map(Host::socket_count).sum()
    }

    /// The network.
    #[must_use]
    pub const fn net(&self) -> &Net {
        &self.net
    }

    /// What hosts call each other.
    #[must_use]
    pub fn names(&self) -> &NameTable {
        &self.names
    }

    /// Rows written so far.
    #[must_use]
    pub const fn events(&self) -> u32 {
        self.events
    }

    /// When the next thing happens by itself; `None` when nothing is left to happen.
    #[must_use]
    pub fn next_at(&self) -> Option<Instant> {
        self.next().map(|(at, _)| at.max(self.now))
    }

    /// Time passes until `at`, if that lies ahead.
    pub fn wait(&mut self, at: Instant) {
        self.now = self.now.max(at);
    }

    /// Lets the earliest thing happen; of several, what the scenario does first, an arrival, then the hosts in order. False when nothing is left.
    pub fn natural(&mut self, trace: &mut Trace) -> bool {
        let Some((at, turn)) = self.next() else {
            return false;
        };
        self.wait(at);
        trace.begin(self.events);
        self.moments = self.moments.saturating_add(1);
        match turn {
            Turn::Script(act) => self.scripted(act, trace),
            Turn::Network => self.arrival(trace),
            Turn::Host(index) => {
                self.with_host(index, trace, |host, cx| host.poll(cx));
            }
        }
        true
    }

    fn next(&self) -> Option<(Instant, Turn)> {
        let script = self.script.next(self.moments);
        let script = script.map(|due| (due.at.max(self.now), Turn::Script(due.act)));
        let network = self.net.poll_at().map(|at| (at, Turn::Network));
        let hosts = self.hosts.iter().enumerate();
        let hosts = hosts.filter_map(|(index, host)| Some((host.poll_at()?, Turn::Host(index))));
        // `min_by_key` keeps the first of equals.
        let all = script.into_iter().chain(network).chain(hosts);
        all.min_by_key(|(at, _)| *at)
    }

    fn arrival(&mut self, trace: &mut Trace) {
        let delivery = self.net.poll(self.now, &mut trace.net);
        self.network_notes(trace);
        if let Some(Delivery {
            crossing,
            to,
            packet,
        }) = delivery
        {
            let place = trace::Place {
                host: Some(to.0),
                crossing: Some(crossing.0),
                socket: None,
            };
            let cause = self.causes.arrived(crossing.0);
            self.write(trace, place, Rule::LinkCarries, Fact::Arrived, cause);
            self.script.ends(crossing.0);
            self.with_host(usize::from(to.0), trace, |host, cx| {
                host.receive(packet, cx)
            });
        }
    }

    /// Runs one step of a host and writes down what comes out of it.
    fn with_host<T>(
        &mut self,
        index: usize,
        trace: &mut Trace,
        step: impl FnOnce(&mut Host, &mut HostCx<'_>) -> T,
    ) -> Option<T> {
        let host = self.hosts.get_mut(index)?;
        let mut sink = std::mem::take(&mut trace.host);
        sink.recording = trace.recording;
        let result = step(
            host,
            &mut HostCx {
                now: self.now,
                sink: &mut sink,
            },
        );
        for output in &sink.outputs {
            host.tally(output);
        }
        let id = HostId(u16::try_from(index).unwrap_or(u16::MAX));
        for output in &mut sink.outputs {
            self.host_output(id, output, trace);
        }
        sink.outputs.clear();
        trace.host = sink;
        Some(result)
    }
}

/// What hosts call each other. Further addresses are their own names, behind all others.
fn names_of(hosts: &[HostSpec]) -> Vec<(String, IpAddr)> {
    let named = hosts.iter().map(|host| (host.name.clone(), host.address));
    let further = hosts.iter().flat_map(|host| &host.addresses);
    let further = further.map(|address| (address.to_string(), *address));
    named.chain(further).collect()
}

fn check_hosts(spec: &WorldSpec) -> Result<(), LabError> {
    let hosts = spec.hosts.iter();
    let hosts = hosts.map(|host| (host.name.as_str(), host.address, &host.addresses));
    let known = spec.net.hosts.iter();
    let known = known.map(|host| (host.name.as_str(), host.address, &host.addresses));
    if spec
        .hosts
        .iter()
        .any(|host| host.addresses.len() >= MAX_ADDRESSES)
    {
        let message = format!("a host has more than {MAX_ADDRESSES} addresses");
        return Err(LabError::BadWorld { message });
    }
    if hosts.eq(known) {
        let mut hosts = spec.hosts.iter();
        return Ok(hosts.try_for_each(HostSpec::check_sysctls)?);
    }
    let message = "the hosts and the hosts of the network differ".to_owned();
    Err(LabError::BadWorld { message })
}

#[cfg(test)]
mod tests;
