//! One link: two ways, each first in, first out.

use std::collections::VecDeque;

use super::flight::Flight;
use super::{CrossingId, HostId, LinkSpec, Verdict};
use crate::rng::Rng;
use crate::rule::Rule;
use crate::time::{Duration, Instant};

/// Nanoseconds in a second, times bits in an octet.
const BIT_NANOS_PER_OCTET: u128 = 8 * 1_000_000_000;

/// One of the two ways of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// From the first end to the second.
    Forth,
    /// From the second end to the first.
    Back,
}

/// A link between two hosts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    ends: [HostId; 2],
    pub(super) latency: Duration,
    rate_bps: Option<u64>,
    queue: usize,
    /// The largest datagram that it takes.
    pub(super) mtu: Option<u32>,
    /// The router before it tells nobody what it drops.
    pub(super) silent: bool,
    chances: Chances,
    forth: Lane,
    back: Lane,
}

/// One way of a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Lane {
    /// In order of sending, which is the order of arrival.
    line: VecDeque<Flight>,
    /// When the last bit of what was accepted so far is on the wire.
    busy_until: Instant,
    /// When each accepted packet begins to be sent, as far as that lies ahead.
    waiting: VecDeque<Instant>,
}

/// What may befall a packet, each so many times in a million.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Chances {
    loss: u32,
    duplicate: u32,
    corrupt: u32,
    reorder: u32,
}

impl Link {
    pub(super) fn new(ends: [HostId; 2], spec: &LinkSpec) -> Self {
        Self {
            ends,
            latency: spec.latency,
            rate_bps: spec.rate_bps,
            queue: usize::try_from(spec.queue).unwrap_or(usize::MAX),
            mtu: spec.mtu,
            silent: spec.silent,
            chances: Chances {
                loss: spec.loss_ppm,
                duplicate: spec.duplicate_ppm,
                corrupt: spec.corrupt_ppm,
                reorder: spec.reorder_ppm,
            },
            forth: Lane::default(),
            back: Lane::default(),
        }
    }

    /// Which way leads from `from` to `to`, if the link joins them.
    pub(super) fn way(&self, from: HostId, to: HostId) -> Option<Way> {
        let [one, other] = self.ends;
        if (from, to) == (one, other) {
            return Some(Way::Forth);
        }
        ((from, to) == (other, one)).then_some(Way::Back)
    }

    /// Does it end at this host?
    pub(super) fn ends_at(&self, host: HostId) -> bool {
        self.ends.contains(&host)
    }

    /// What chance does to a packet of so many octets; `None` when it does nothing.
    pub(super) fn chance(&self, octets: usize, rng: &mut Rng) -> Option<(Rule, Verdict)> {
        let chances = &self.chances;
        if rng.chance(chances.loss) {
            return Some((Rule::LinkLoss, Verdict::Drop));
        }
        if rng.chance(chances.duplicate) {
            return Some((Rule::LinkDuplicates, Verdict::Duplicate));
        }
        if rng.chance(chances.corrupt) {
            let bits = u32::try_from(octets * 8).unwrap_or(u32::MAX);
            return Some((Rule::LinkCorrupts, Verdict::Corrupt(rng.below(bits))));
        }
        if rng.chance(chances.reorder) {
            let most = u32::try_from(self.latency.as_nanos()).unwrap_or(u32::MAX);
            let by = Duration::from_nanos(rng.below(most).into());
            return Some((Rule::LinkReorders, Verdict::Delay(by)));
        }
        None
    }

    /// Takes `octets` in at `now`. Returns when they arrive; `None` when the queue is full.
    pub(super) fn admit(&mut self, way: Way, octets: usize, now: Instant) -> Option<Instant> {
        let (latency, queue) = (self.latency, self.queue);
        let Some(rate) = self.rate_bps else {
            return Some(now + latency);
        };
        let lane = self.lane_mut(way);
        while lane.waiting.front().is_some_and(|begins| *begins <= now) {
            lane.waiting.pop_front();
        }
        let begins = lane.busy_until.max(now);
        if begins > now {
            if lane.waiting.len() >= queue {
                return None;
            }
            lane.waiting.push_back(begins);
        }
        lane.busy_until = begins + sending_time(octets, rate);
        Some(lane.busy_until + latency)
    }

    /// May what arrives then stand at the end of the line, behind all that arrives before it?
    pub(super) fn keeps_order(&self, way: Way, arrives: Instant) -> bool {
        let last = self.lane(way).line.back();
        last.is_none_or(|last| last.arrives <= arrives)
    }

    /// Puts a flight at the end of the line.
    pub(super) fn enqueue(&mut self, way: Way, flight: Flight) {
        self.lane_mut(way).line.push_back(flight);
    }

    /// The next arrival of each way.
    pub(super) fn arrivals(&self) -> impl Iterator<Item = (Instant, CrossingId, Way)> {
        [(&self.forth, Way::Forth), (&self.back, Way::Back)]
            .into_iter()
            .filter_map(|(lane, way)| {
                let front = lane.line.front()?;
                Some((front.arrives, front.crossing, way))
            })
    }

    /// The flight that arrives first this way.
    pub(super) fn pop(&mut self, way: Way) -> Option<Flight> {
        self.lane_mut(way).line.pop_front()
    }

    /// Takes one flight out of the line.
    pub(super) fn take(&mut self, crossing: CrossingId) -> Option<Flight> {
        self.forth
            .take(crossing)
            .or_else(|| self.back.take(crossing))
    }

    /// One flight of the line.
    pub(super) fn find_mut(&mut self, crossing: CrossingId) -> Option<&mut Flight> {
        let found = self.forth.find_mut(crossing);
        found.or_else(|| self.back.find_mut(crossing))
    }

    /// Everything on the link.
    pub(super) fn flights(&self) -> impl Iterator<Item = &Flight> {
        self.forth.line.iter().chain(&self.back.line)
    }

    fn lane(&self, way: Way) -> &Lane {
        match way {
            Way::Forth => &self.forth,
            Way::Back => &self.back,
        }
    }

    fn lane_mut(&mut self, way: Way) -> &mut Lane {
        match way {
            Way::Forth => &mut self.forth,
            Way::Back => &mut self.back,
        }
    }
}

impl Lane {
    /// The numbers of the line ascend, as it is filled in order of sending.
    fn place(&self, crossing: CrossingId) -> Option<usize> {
        self.line
            .binary_search_by_key(&crossing, |flight| flight.crossing)
            .ok()
    }

    fn take(&mut self, crossing: CrossingId) -> Option<Flight> {
        self.line.remove(self.place(crossing)?)
    }

    fn find_mut(&mut self, crossing: CrossingId) -> Option<&mut Flight> {
        self.line.get_mut(self.place(crossing)?)
    }
}

/// How long `octets` take at `rate` bit/s, rounded up to a nanosecond.
fn sending_time(octets: usize, rate: u64) -> Duration {
    let nanos = (octets as u128 * BIT_NANOS_PER_OCTET).div_ceil(u128::from(rate.max(1)));
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}
