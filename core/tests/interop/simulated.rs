//! The other side in the simulation: a host with the profile `linux-6.x`, behind a link of its own, in virtual time.

use std::collections::VecDeque;
use std::net::SocketAddr;

use bytes::Bytes;
use tcp_lab_core::host::HostSpec;
use tcp_lab_core::tcp::State;
use tcp_lab_core::time::{Duration, Instant};

use super::ask::{Answer, Ask};
use super::host;
use super::peer::Peer;
use super::station::Station;

/// One way.
const LATENCY: Duration = Duration::from_micros(50);

/// A simulated Linux.
pub(crate) struct Simulated {
    station: Station,
    now: Instant,
    engine: std::net::IpAddr,
    to_peer: VecDeque<(Instant, Bytes)>,
    to_engine: VecDeque<(Instant, Bytes)>,
}

impl Simulated {
    pub(crate) fn new(spec: HostSpec, engine: std::net::IpAddr) -> Self {
        Self {
            station: host::quiet_station(spec, (3, 4)),
            now: Instant::START,
            engine,
            to_peer: VecDeque::new(),
            to_engine: VecDeque::new(),
        }
    }

    /// What the peer has sent is on its way.
    fn collect(&mut self) {
        let arrival = self.now + LATENCY;
        let sent = self.station.take_outgoing().into_iter();
        self.to_engine
            .extend(sent.map(|datagram| (arrival, datagram)));
        self.station.take_lines();
    }

    /// The time of the next thing that happens on this side.
    fn next(&self) -> Option<Instant> {
        let arrivals = [self.to_peer.front(), self.to_engine.front()];
        let arrivals = arrivals.into_iter().flatten().map(|(at, _)| *at);
        arrivals.chain(self.station.poll_at()).min()
    }
}

/// Takes what has arrived by `now`.
fn arrived(queue: &mut VecDeque<(Instant, Bytes)>, now: Instant) -> Vec<Bytes> {
    let count = queue.partition_point(|(at, _)| *at <= now);
    queue.drain(..count).map(|(_, datagram)| datagram).collect()
}

impl Peer for Simulated {
    fn now(&self) -> Instant {
        self.now
    }

    fn ask(&mut self, ask: &Ask) -> Result<Answer, String> {
        let answer = host::ask(&mut self.station, self.now, ask);
        self.collect();
        Ok(answer)
    }

    fn exchange(&mut self, sent: Vec<Bytes>, limit: Instant) -> Result<Vec<Bytes>, String> {
        let arrival = self.now + LATENCY;
        self.to_peer
            .extend(sent.into_iter().map(|datagram| (arrival, datagram)));
        while let Some(at) = self.next().filter(|at| *at <= limit) {
            self.now = self.now.max(at);
            for datagram in arrived(&mut self.to_peer, self.now) {
                self.station.hear(self.now, &datagram);
            }
            self.station.poll(self.now);
            self.collect();
            let heard = arrived(&mut self.to_engine, self.now);
            if !heard.is_empty() {
                return Ok(heard);
            }
        }
        self.now = self.now.max(limit);
        Ok(Vec::new())
    }

    fn state(&self, local: u16, remote: u16) -> Result<State, String> {
        Ok(self
            .station
            .state(local, SocketAddr::new(self.engine, remote)))
    }

    fn worst_delay(&self) -> Duration {
        Duration::ZERO
    }
}
