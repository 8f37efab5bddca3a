//! One scenario on the stage: namespaces, processes, and this program as the wire between them.

use bytes::Bytes;
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, ppoll};
use nix::sys::time::TimeSpec;
use tcp_lab_core::host::Profile;
use tcp_lab_core::net::{HostId, Net, NetNote, NetSink, Noted, Origin};
use tcp_lab_core::rng::Rng;
use tcp_lab_core::scenario::Scenario;
use tcp_lab_core::time::{Duration, Instant};
use tcp_lab_core::wire::{Body, Content, Packet};

use super::acts::Acts;
use super::clock;
use super::house::House;
use super::record::{Record, Repeats, Sample, Seen};
use super::simulated::Simulated;
use super::tolerance;

/// From the order to begin until the beginning.
const PRELUDE: u64 = 100_000_000;
/// Nothing is waited for longer than this at a time.
const PULSE: Duration = Duration::from_millis(200);

/// A scenario on the stage.
pub(crate) struct Play<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) houses: Vec<House>,
    pub(crate) net: Net,
    pub(crate) rng: Rng,
    pub(crate) sink: NetSink,
    begin: u64,
    pub(crate) record: Record,
    repeats: Repeats,
    /// When the kernel is asked about its sockets, latest first.
    questions: Vec<Instant>,
}

/// Plays a scenario; the acts of its reader are those of the simulated run.
pub(crate) fn play(
    scenario: &Scenario,
    simulated: &Simulated,
    seed: u64,
) -> Result<Record, String> {
    let mut play = Play::new(scenario, simulated, seed)?;
    let mut acts = Acts::new(simulated);
    play.begin()?;
    let end = tolerance::latest(Instant::START + scenario.ends);
    while play.now() < end {
        play.turn(&mut acts)?;
    }
    Ok(play.finish())
}

impl<'a> Play<'a> {
    fn new(scenario: &'a Scenario, simulated: &Simulated, seed: u64) -> Result<Self, String> {
        let world = scenario.world_under(Profile::Linux6);
        let net = Net::new(&world.net).map_err(|error| error.to_string())?;
        let mut rng = Rng::new(seed);
        let mut houses = Vec::new();
        for host in &world.hosts {
            // As the world draws a secret for each host before anything else.
            let _ = (rng.bits(), rng.bits());
            let again = simulated.boots(houses.len());
            houses.push(House::new(host, &world.hosts, again)?);
        }
        let times = scenario.checkpoints.moments.iter();
        let times = times.map(|moment| Instant::START + moment.at);
        Ok(Self {
            scenario,
            houses,
            net,
            rng,
            sink: NetSink::default(),
            begin: 0,
            record: Record::default(),
            repeats: Repeats::default(),
            questions: tolerance::questions(times),
        })
    }

    fn begin(&mut self) -> Result<(), String> {
        self.begin = clock::now().saturating_add(PRELUDE);
        let begin = self.begin;
        self.houses
            .iter_mut()
            .try_for_each(|house| house.begin(begin))
    }

    /// The time of the run.
    pub(crate) fn now(&self) -> Instant {
        clock::since(self.begin, clock::now())
    }

    /// What is due happens; then it waits for the next thing.
    fn turn(&mut self, acts: &mut Acts<'_>) -> Result<(), String> {
        acts.perform(self, None)?;
        self.arrivals()?;
        for host in 0..self.houses.len() {
            while let Some(datagram) = self.heard(host)? {
                acts.perform(self, Some(self.record.segments.len()))?;
                self.depart(host, &datagram);
            }
        }
        self.question()?;
        self.wait(acts.next())
    }

    fn heard(&mut self, host: usize) -> Result<Option<Bytes>, String> {
        let life = self
            .houses
            .get_mut(host)
            .and_then(|house| house.life.as_mut());
        let Some(life) = life else {
            return Ok(None);
        };
        let read = life.namespace.tun.read();
        read.map_err(|error| format!("the TUN device: {error}"))
    }

    /// A datagram of a host goes on its way.
    fn depart(&mut self, host: usize, datagram: &Bytes) {
        let id = HostId(u16::try_from(host).unwrap_or(u16::MAX));
        let family = self
            .scenario
            .hosts
            .get(host)
            .map(|host| host.address.is_ipv4());
        // What is neither TCP nor ICMP, or of another family, is no part of the play.
        let packet = Packet::from_datagram(datagram).ok();
        if let Some(packet) = packet.filter(|packet| family == Some(packet.src.is_ipv4())) {
            self.send(Origin::Host(id), opened(packet));
        }
    }

    /// A packet goes on its way, and everything about it is written down.
    pub(crate) fn send(&mut self, origin: Origin, packet: Packet) {
        let now = self.now();
        let seen = packet.clone();
        self.net
            .send(origin, packet, now, &mut self.rng, &mut self.sink);
        let forged = origin == Origin::Outside;
        self.take_notes(now, Some((seen, forged)));
    }

    /// Writes down what the network has decided; `begun` is the packet that began the first crossing in the notes.
    pub(crate) fn take_notes(&mut self, now: Instant, mut begun: Option<(Packet, bool)>) {
        for Noted {
            crossing,
            rule,
            note,
        } in std::mem::take(&mut self.sink.notes)
        {
            let place = usize::try_from(crossing.0).unwrap_or(usize::MAX);
            match note {
                NetNote::Sent { from, to, .. } => {
                    let in_flight = || {
                        let travelling = self.net.in_flight();
                        let mut travelling = travelling.iter();
                        let found = travelling.find(|other| other.crossing == crossing);
                        found.map(|found| (found.packet.clone(), false))
                    };
                    if let Some((packet, forged)) = begun.take().or_else(in_flight) {
                        let seen = self.seen(packet, (from, to), now, forged);
                        self.record.segments.push(seen);
                    }
                }
                NetNote::Lost => {
                    if let Some(seen) = self.record.segments.get_mut(place) {
                        seen.lost = Some(rule.code());
                    }
                }
                NetNote::Held
                | NetNote::Released { .. }
                | NetNote::Delayed { .. }
                | NetNote::Duplicated { .. }
                | NetNote::Refused { .. }
                | NetNote::Marked
                | NetNote::Rewritten { .. }
                | NetNote::Corrupted { .. } => {}
            }
        }
    }

    fn seen(
        &mut self,
        packet: Packet,
        (from, to): (Option<HostId>, Option<HostId>),
        sent: Instant,
        forged: bool,
    ) -> Seen {
        let lane = |host: Option<HostId>| host.map(|host| usize::from(host.0));
        let (src, dst) = (packet.src, packet.dst);
        let segment = match packet.open() {
            Ok(Content::Segment(segment)) => Some(segment),
            Ok(Content::Icmp(_)) | Err(_) => None,
        };
        let mut seen = Seen {
            from: lane(from),
            to: lane(to),
            src,
            dst,
            segment,
            sent,
            arrived: None,
            lost: None,
            forged,
            again: false,
        };
        if let (Some(ends), Some(segment), false) = (seen.ends(), &seen.segment, forged) {
            seen.again = self.repeats.note(ends, segment);
        }
        seen
    }

    /// What has reached a host is written to its device.
    fn arrivals(&mut self) -> Result<(), String> {
        while self.net.poll_at().is_some_and(|at| at <= self.now()) {
            let now = self.now();
            let delivery = self.net.poll(now, &mut self.sink);
            self.take_notes(now, None);
            let Some(delivery) = delivery else { continue };
            let place = usize::try_from(delivery.crossing.0).unwrap_or(usize::MAX);
            if let Some(seen) = self.record.segments.get_mut(place) {
                seen.arrived = Some(now);
            }
            let datagram = delivery
                .packet
                .to_datagram()
                .map_err(|error| error.to_string())?;
            let house = self.houses.get(usize::from(delivery.to.0));
            if let Some(life) = house.and_then(|house| house.life.as_ref()) {
                let written = life.namespace.tun.write(&datagram);
                written.map_err(|error| format!("the TUN device: {error}"))?;
            }
        }
        Ok(())
    }

    /// Asks the kernel about its sockets when it is time to.
    fn question(&mut self) -> Result<(), String> {
        let now = self.now();
        let mut due = false;
        while self.questions.pop_if(|at| *at <= now).is_some() {
            due = true;
        }
        if !due {
            return Ok(());
        }
        let mut hosts = Vec::new();
        for house in &self.houses {
            hosts.push(house.sockets()?);
        }
        self.record.samples.push(Sample { at: now, hosts });
        Ok(())
    }

    /// Until a device can be read, or something is due.
    fn wait(&self, act: Option<Instant>) -> Result<(), String> {
        let now = self.now();
        // What waits for a crossing is not due by its time alone.
        let act = act.map(|at| at.max(now + Duration::from_millis(1)));
        let due = [self.net.poll_at(), self.questions.last().copied(), act];
        let due = due.into_iter().flatten().min();
        let limit = due.map_or(PULSE, |at| at.since(now)).min(PULSE);
        let mut watched: Vec<_> = self
            .houses
            .iter()
            .filter_map(|house| house.life.as_ref())
            .map(|life| PollFd::new(life.namespace.tun.as_fd(), PollFlags::POLLIN))
            .collect();
        let limit = std::time::Duration::from_nanos(limit.as_nanos());
        match ppoll(&mut watched, Some(TimeSpec::from_duration(limit)), None) {
            Ok(_) | Err(Errno::EINTR) => Ok(()),
            Err(error) => Err(format!("ppoll: {error}")),
        }
    }

    fn finish(mut self) -> Record {
        let begin = self.begin;
        let mut calls = Vec::new();
        for (host, house) in self.houses.iter_mut().enumerate() {
            calls.extend(house.finish(host, begin));
        }
        calls.sort_by_key(|call| call.at);
        self.record.calls = calls;
        self.record
    }
}

/// With a segment that can be read, so that rules can.
fn opened(packet: Packet) -> Packet {
    match packet.clone().open() {
        Ok(Content::Segment(segment)) => Packet {
            body: Body::Segment(segment),
            ..packet
        },
        Ok(Content::Icmp(icmp)) => Packet {
            body: Body::Icmp(icmp),
            ..packet
        },
        Err(_) => packet,
    }
}
