mod acts;
mod addresses;
mod carrying;
mod describing;
mod judging;
mod laws;

use bytes::Bytes;

use super::{
    CrossingId, Delivery, HostId, LinkRule, LinkSpec, Net, NetHost, NetNote, NetSink, NetSpec,
    Noted, Origin, Verdict,
};
use crate::rng::Rng;
use crate::rule::Rule;
use crate::time::{Duration, Instant};
use crate::wire::{Packet, Segment};

/// The origins of the tests.
const A: Origin = Origin::Host(HostId(0));
const B: Origin = Origin::Host(HostId(1));

/// A network with its surroundings.
struct World {
    net: Net,
    rng: Rng,
    sink: NetSink,
}

fn ms(millis: u64) -> Instant {
    Instant::START + Duration::from_millis(millis)
}

/// A and B, joined by a link of 50 ms, and C that is joined to nobody.
fn spec() -> NetSpec {
    let host = |(name, address): (&str, &str)| NetHost::new(name, address.parse().unwrap());
    NetSpec {
        hosts: [("A", "10.0.0.1"), ("B", "10.0.0.2"), ("C", "10.0.0.3")]
            .map(host)
            .to_vec(),
        links: vec![LinkSpec::new("A", "B")],
        rules: Vec::new(),
        nats: Vec::new(),
    }
}

fn world(change: impl FnOnce(&mut NetSpec)) -> World {
    let mut spec = spec();
    change(&mut spec);
    World {
        net: Net::new(&spec).unwrap(),
        rng: Rng::new(1),
        sink: NetSink::default(),
    }
}

/// A packet between two host names, the segment in the RFC's notation.
fn packet(from: &str, to: &str, notation: &str) -> Packet {
    let address = |name: &str| match name {
        "A" => "10.0.0.1".parse().unwrap(),
        "B" => "10.0.0.2".parse().unwrap(),
        "C" => "10.0.0.3".parse().unwrap(),
        other => other.parse().unwrap(),
    };
    let segment: Segment = notation.parse().unwrap();
    Packet::new(address(from), address(to), segment)
}

/// A packet whose TCP header and payload make so many octets, 20 of IPv4 not counted.
fn sized(octets: usize) -> Packet {
    let mut packet = packet("A", "B", "<SEQ=1><ACK=1><CTL=ACK>");
    if let crate::wire::Body::Segment(segment) = &mut packet.body {
        segment.payload = Bytes::from(vec![7; octets - 20]);
    }
    packet
}

impl World {
    fn send(&mut self, origin: Origin, packet: Packet, at: Instant) -> CrossingId {
        self.net
            .send(origin, packet, at, &mut self.rng, &mut self.sink)
    }

    fn send_syn(&mut self, at: Instant) -> CrossingId {
        self.send(A, packet("A", "B", "<SEQ=1><CTL=SYN>"), at)
    }

    /// Everything that arrives, in order, with its time.
    fn drain(&mut self) -> Vec<(Instant, Delivery)> {
        let mut arrivals = Vec::new();
        while let Some(at) = self.net.poll_at() {
            let delivery = self.net.poll(at, &mut self.sink);
            arrivals.extend(delivery.map(|delivery| (at, delivery)));
        }
        arrivals
    }

    /// The numbers of the crossings that arrive, in order, with their times.
    fn arrivals(&mut self) -> Vec<(u32, Instant)> {
        let arrivals = self.drain().into_iter();
        arrivals.map(|(at, d)| (d.crossing.0, at)).collect()
    }

    /// The notes of one crossing.
    fn notes(&self, crossing: CrossingId) -> Vec<(Rule, NetNote)> {
        let of = |noted: &&Noted| noted.crossing == crossing;
        let notes = self.sink.notes.iter().filter(of);
        notes.map(|noted| (noted.rule, noted.note)).collect()
    }

    /// The rule that lost this crossing.
    #[track_caller]
    fn lost_by(&self, crossing: CrossingId) -> Rule {
        let notes = self.notes(crossing);
        let lost = notes.iter().find(|(_, note)| *note == NetNote::Lost);
        lost.expect("the crossing is lost").0
    }
}

/// A world with one rule.
fn ruled(rule: LinkRule) -> World {
    world(|spec| spec.rules.push(rule))
}

fn always(verdict: Verdict) -> LinkRule {
    LinkRule::always(verdict)
}
