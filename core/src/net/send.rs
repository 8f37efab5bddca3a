//! A packet goes onto the wire.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::flight::Flight;
use super::link::Way;
use super::route::Route;
use super::{CrossingId, MAX_IN_FLIGHT, Net, NetNote, NetSink, Origin, Verdict};
use crate::rng::Rng;
use crate::rule::Rule;
use crate::time::{Duration, Instant};
use crate::wire::{Ecn, Icmp, Packet, Quoted};

/// The addresses of the routers on links that have an MTU (RFC 5737, RFC 3849: for documentation).
pub const ROUTER_V4: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 254));
/// The same over IPv6.
pub const ROUTER_V6: IpAddr = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0xffff, 0, 0, 0, 0, 0xfe));

/// What the network does with a packet that has somewhere to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Decision {
    rule: Rule,
    verdict: Verdict,
}

impl Net {
    /// Puts a packet onto the wire: rules, chance, queue and rate decide what becomes of it.
    ///
    /// Returns the number of the crossing; the sink tells the rest. Never fails: what cannot travel is lost.
    pub fn send(
        &mut self,
        origin: Origin,
        mut packet: Packet,
        now: Instant,
        rng: &mut Rng,
        sink: &mut NetSink,
    ) -> CrossingId {
        let entered = self.enter_nat(&mut packet, now);
        let owner = |address: IpAddr| match origin {
            // 127.0.0.0/8 and ::1 never leave their host.
            Origin::Host(host) if address.is_loopback() => Some(host),
            Origin::Host(_) | Origin::Outside => self.owner(address),
        };
        let (from, to) = (owner(packet.src), owner(packet.dst));
        let full = self.flights.count() >= MAX_IN_FLIGHT;
        let crossing = self.flights.begin();
        let begins = |arrives| NetNote::Sent { from, to, arrives };
        let nowhere = entered.err().map(Route::Nowhere);
        let (lane, latency) = match nowhere.unwrap_or_else(|| self.route(origin, from, to)) {
            Route::Nowhere(rule) => {
                sink.note(crossing, Rule::LinkCarries, begins(now));
                self.lose(crossing, rule, now, sink);
                return crossing;
            }
            Route::Direct(latency) => (None, latency),
            Route::Link { index, way } => (Some((index, way)), Duration::ZERO),
        };
        let Some(to) = to else { return crossing };
        if let Some(mtu) = self.too_big(lane, &packet) {
            sink.note(crossing, Rule::LinkCarries, begins(now));
            self.refuse(crossing, &packet, (lane, mtu), now, sink);
            return crossing;
        }
        let decision = self.decide(origin, lane, &packet, full, rng);
        let left = self.leave_nat((origin, to), &mut packet, now);
        let planned = self.plan(lane, latency, packet.wire_len(), decision, now);
        sink.note(crossing, Rule::LinkCarries, begins(planned.unwrap_or(now)));
        if let Some(note) = entered.ok().flatten() {
            sink.note(crossing, Rule::NatInbound, note);
        }
        match left {
            Ok(Some(note)) => sink.note(crossing, Rule::NatOutbound, note),
            Ok(None) => {}
            Err(rule) => {
                self.lose(crossing, rule, now, sink);
                return crossing;
            }
        }
        match planned {
            Some(arrives) => {
                let flight = Flight {
                    crossing,
                    to,
                    packet,
                    arrives,
                };
                self.depart(flight, lane, decision, now, sink);
            }
            None if decision.verdict == Verdict::Drop => {
                self.lose(crossing, decision.rule, now, sink)
            }
            None => self.lose(crossing, Rule::LinkQueueFull, now, sink),
        }
        crossing
    }

    /// The MTU of the link, if the packet does not fit.
    fn too_big(&self, lane: Option<(usize, Way)>, packet: &Packet) -> Option<u32> {
        let link = self.links.get(lane?.0)?;
        let octets = u32::try_from(packet.wire_len()).unwrap_or(u32::MAX);
        link.mtu.filter(|mtu| octets > *mtu)
    }

    /// The router drops what does not fit, and says so: there and back takes it as long as the whole way.
    fn refuse(
        &mut self,
        crossing: CrossingId,
        packet: &Packet,
        (lane, mtu): (Option<(usize, Way)>, u32),
        now: Instant,
        sink: &mut NetSink,
    ) {
        let link = lane.and_then(|(index, _)| self.links.get(index));
        let latency = link.filter(|link| !link.silent).map(|link| link.latency);
        let quoted = packet.segment().map(|segment| Quoted {
            src: packet.src,
            dst: packet.dst,
            src_port: segment.src_port,
            dst_port: segment.dst_port,
            seq: segment.seq,
        });
        let sender = self.owner(packet.src);
        self.lose(crossing, Rule::LinkTooBig, now, sink);
        let (Some(latency), Some(quoted), Some(to)) = (latency, quoted, sender) else {
            return;
        };
        let message = self.flights.begin();
        let router = if packet.src.is_ipv4() {
            ROUTER_V4
        } else {
            ROUTER_V6
        };
        let flight = Flight {
            crossing: message,
            to,
            packet: Packet::icmp(router, packet.src, Icmp::too_big(mtu, quoted)),
            arrives: now + latency,
        };
        sink.note(crossing, Rule::LinkTooBig, NetNote::Refused { message });
        let sent = NetNote::Sent {
            from: None,
            to: Some(to),
            arrives: flight.arrives,
        };
        sink.note(message, Rule::LinkTooBig, sent);
        self.flights.put_apart(flight);
    }

    /// The rules first, then chance.
    fn decide(
        &mut self,
        origin: Origin,
        lane: Option<(usize, Way)>,
        packet: &Packet,
        full: bool,
        rng: &mut Rng,
    ) -> Decision {
        if full {
            return Decision {
                rule: Rule::InFlightLimit,
                verdict: Verdict::Drop,
            };
        }
        if let Some(mut verdict) = self.rules.judge(packet) {
            if verdict == Verdict::Mark && !packet.ecn.is_capable() {
                verdict = Verdict::Drop;
            }
            return Decision {
                rule: Rule::RuleApplied,
                verdict,
            };
        }
        let link = lane.and_then(|(index, _)| self.links.get(index));
        let by_chance = link
            .filter(|_| matches!(origin, Origin::Host(_)))
            .and_then(|link| link.chance(packet.octets(), rng));
        if let Some((rule, verdict)) = by_chance {
            return Decision { rule, verdict };
        }
        Decision {
            rule: Rule::LinkCarries,
            verdict: Verdict::Deliver,
        }
    }

    /// When it will arrive; `None` when it is dropped, or finds the queue full.
    fn plan(
        &mut self,
        lane: Option<(usize, Way)>,
        latency: Duration,
        octets: usize,
        decision: Decision,
        now: Instant,
    ) -> Option<Instant> {
        if decision.verdict == Verdict::Drop {
            return None;
        }
        let Some((index, way)) = lane else {
            return Some(now + latency);
        };
        self.links.get_mut(index)?.admit(way, octets, now)
    }

    /// Sends it on its way as the verdict says.
    fn depart(
        &mut self,
        mut flight: Flight,
        lane: Option<(usize, Way)>,
        decision: Decision,
        now: Instant,
        sink: &mut NetSink,
    ) {
        let (crossing, rule) = (flight.crossing, decision.rule);
        if let Verdict::Corrupt(bit) = decision.verdict {
            flight.packet.corrupt(bit);
            sink.note(crossing, rule, NetNote::Corrupted { bit });
        }
        if let Some(press) = &mut self.press {
            press.print(&mut flight.packet);
        }
        if decision.verdict == Verdict::Mark {
            flight.packet.ecn = Ecn::Ce;
            sink.note(crossing, rule, NetNote::Marked);
        }
        match decision.verdict {
            Verdict::Deliver | Verdict::Mark | Verdict::Corrupt(_) => self.in_line(lane, flight),
            Verdict::Drop => self.lose(crossing, rule, now, sink),
            Verdict::Duplicate => {
                let copy = flight.clone();
                self.in_line(lane, flight);
                self.copy(copy, rule, sink);
            }
            Verdict::Hold => {
                sink.note(crossing, rule, NetNote::Held);
                let left = flight.arrives.since(now);
                self.flights.hold(flight, left);
            }
            Verdict::Delay(by) => self.postpone(flight, by, rule, sink),
        }
    }

    /// Puts a flight in its place on the link; out of line when there is none.
    fn in_line(&mut self, lane: Option<(usize, Way)>, flight: Flight) {
        let link = lane.and_then(|(index, way)| Some((self.links.get_mut(index)?, way)));
        match link {
            Some((link, way)) if link.keeps_order(way, flight.arrives) => link.enqueue(way, flight),
            Some(_) | None => self.flights.put_apart(flight),
        }
    }

    pub(super) fn lose(
        &mut self,
        crossing: CrossingId,
        rule: Rule,
        now: Instant,
        sink: &mut NetSink,
    ) {
        self.flights.lost(crossing, now);
        sink.note(crossing, rule, NetNote::Lost);
    }

    /// Sends `twin` as a crossing of its own, arriving when the original does.
    pub(super) fn copy(&mut self, mut twin: Flight, rule: Rule, sink: &mut NetSink) -> CrossingId {
        let copy = self.begin_copy(&twin, rule, sink);
        twin.crossing = copy;
        self.flights.put_apart(twin);
        copy
    }

    /// Numbers and notes a copy of `original`.
    pub(super) fn begin_copy(
        &mut self,
        original: &Flight,
        rule: Rule,
        sink: &mut NetSink,
    ) -> CrossingId {
        let copy = self.flights.begin();
        sink.note(original.crossing, rule, NetNote::Duplicated { copy });
        let sent = NetNote::Sent {
            from: self.owner(original.packet.src),
            to: Some(original.to),
            arrives: original.arrives,
        };
        sink.note(copy, rule, sent);
        copy
    }

    /// Lets a flight arrive so much later than planned.
    pub(super) fn postpone(
        &mut self,
        mut flight: Flight,
        by: Duration,
        rule: Rule,
        sink: &mut NetSink,
    ) {
        flight.arrives += by;
        let until = flight.arrives;
        sink.note(flight.crossing, rule, NetNote::Delayed { until });
        self.flights.put_apart(flight);
    }
}
