//! What is under way, and how what is not any more ended.

use std::collections::VecDeque;

use super::{CrossingId, HostId, NetError};
use crate::table::Table;
use crate::time::{Duration, Instant};
use crate::wire::Packet;

/// Ends that are remembered, so that an act that comes too late can be answered exactly.
const MAX_REMEMBERED: usize = 512;

/// A crossing under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flight {
    pub(super) crossing: CrossingId,
    pub(super) to: HostId,
    pub(super) packet: Packet,
    pub(super) arrives: Instant,
}

/// A packet that has reached a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Which crossing this was.
    pub crossing: CrossingId,
    /// The host.
    pub to: HostId,
    /// What it gets.
    pub packet: Packet,
}

/// How far a crossing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Under way.
    Arrives(Instant),
    /// Standing still, with so much of the way left.
    Held(Duration),
}

/// A crossing under way, as a reader may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Travelling<'a> {
    /// Its number.
    pub crossing: CrossingId,
    /// Where it goes.
    pub to: HostId,
    /// What it carries.
    pub packet: &'a Packet,
    /// How far it is.
    pub progress: Progress,
}

/// How a crossing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Arrived(Instant),
    Lost(Instant),
}

/// A crossing that stands still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Halted {
    /// Its `arrives` means nothing while it is held.
    pub(super) flight: Flight,
    pub(super) left: Duration,
}

/// The crossings that are out of line, and the ends of the latest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Flights {
    begun: u32,
    ended: u32,
    apart: Table<(Instant, CrossingId), Flight>,
    held: Table<CrossingId, Halted>,
    ends: VecDeque<(CrossingId, End)>,
}

impl Flight {
    pub(super) fn into_delivery(self) -> Delivery {
        Delivery {
            crossing: self.crossing,
            to: self.to,
            packet: self.packet,
        }
    }

    pub(super) const fn travelling(&self) -> Travelling<'_> {
        self.seen(Progress::Arrives(self.arrives))
    }

    const fn seen(&self, progress: Progress) -> Travelling<'_> {
        Travelling {
            crossing: self.crossing,
            to: self.to,
            packet: &self.packet,
            progress,
        }
    }
}

impl Flights {
    /// A number for a crossing that begins.
    pub(super) fn begin(&mut self) -> CrossingId {
        let id = CrossingId(self.begun);
        self.begun = self.begun.saturating_add(1);
        id
    }

    pub(super) const fn begun(&self) -> u32 {
        self.begun
    }

    /// How many are under way or held.
    pub(super) fn count(&self) -> usize {
        usize::try_from(self.begun.saturating_sub(self.ended)).unwrap_or(usize::MAX)
    }

    pub(super) fn arrived(&mut self, crossing: CrossingId, at: Instant) {
        self.end(crossing, End::Arrived(at));
    }

    pub(super) fn lost(&mut self, crossing: CrossingId, at: Instant) {
        self.end(crossing, End::Lost(at));
    }

    fn end(&mut self, crossing: CrossingId, end: End) {
        if self.ends.len() >= MAX_REMEMBERED {
            self.ends.pop_front();
        }
        self.ends.push_back((crossing, end));
        self.ended = self.ended.saturating_add(1);
    }

    /// Why nothing can be done to a crossing that is not under way.
    pub(super) fn why_not(&self, crossing: CrossingId) -> NetError {
        if crossing.0 >= self.begun {
            return NetError::UnknownCrossing { crossing };
        }
        let end = self.ends.iter().find(|(id, _)| *id == crossing);
        match end {
            Some((_, End::Arrived(at))) => NetError::AlreadyArrived { crossing, at: *at },
            Some((_, End::Lost(at))) => NetError::AlreadyLost { crossing, at: *at },
            None => NetError::Ended { crossing },
        }
    }

    pub(super) fn put_apart(&mut self, flight: Flight) {
        self.apart.insert((flight.arrives, flight.crossing), flight);
    }

    pub(super) fn next_apart(&self) -> Option<(Instant, CrossingId)> {
        self.apart.keys().next().copied()
    }

    pub(super) fn pop_apart(&mut self) -> Option<Flight> {
        self.apart.pop_first().map(|(_, flight)| flight)
    }

    pub(super) fn take_apart(&mut self, crossing: CrossingId) -> Option<Flight> {
        let key = self.apart_key(crossing)?;
        self.apart.remove(&key)
    }

    pub(super) fn find_mut(&mut self, crossing: CrossingId) -> Option<&mut Flight> {
        if let Some(key) = self.apart_key(crossing) {
            return self.apart.get_mut(&key);
        }
        let halted = self.held.get_mut(&crossing)?;
        Some(&mut halted.flight)
    }

    fn apart_key(&self, crossing: CrossingId) -> Option<(Instant, CrossingId)> {
        self.apart.keys().find(|(_, id)| *id == crossing).copied()
    }

    pub(super) fn hold(&mut self, flight: Flight, left: Duration) {
        self.held.insert(flight.crossing, Halted { flight, left });
    }

    pub(super) fn held(&self, crossing: CrossingId) -> Option<&Halted> {
        self.held.get(&crossing)
    }

    pub(super) fn take_held(&mut self, crossing: CrossingId) -> Option<Halted> {
        self.held.remove(&crossing)
    }

    /// Everything out of line.
    pub(super) fn iter(&self) -> impl Iterator<Item = Travelling<'_>> {
        let held = self.held.values();
        let held = held.map(|halted| halted.flight.seen(Progress::Held(halted.left)));
        self.apart.values().map(Flight::travelling).chain(held)
    }
}
