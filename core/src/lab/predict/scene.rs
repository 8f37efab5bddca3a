//! What lies ahead, seen from a copy of the world.

use std::collections::VecDeque;

use super::answer::{is_fair, telling};
use crate::host::{HostWhat, SocketId, Waits};
use crate::lab::ask::Ask;
use crate::lab::crossing::Flight;
use crate::lab::event::{Fact, Row};
use crate::lab::position::{index, number};
use crate::lab::timeline::Branch;
use crate::lab::{Lab, MAX_TIME, Trace, World, live};
use crate::tcp::{Tcb, What};
use crate::time::Instant;
use crate::wire::{Content, Segment};

/// Moments looked ahead.
pub(super) const MAX_AHEAD: u32 = 5_000;
/// Crossings remembered from before the event.
const REMEMBERED: usize = 256;

/// One coming moment.
pub(super) struct Scene {
    /// The position right after it.
    pub(super) target: u32,
    /// The world before it.
    pub(super) before: World,
    /// The world after it.
    pub(super) after: World,
    /// What it writes.
    pub(super) rows: Vec<Row>,
    /// The crossings that begin in it.
    pub(super) begun: Vec<Flight>,
    /// The latest crossings begun before it, in order.
    pub(super) earlier: VecDeque<Flight>,
}

impl Scene {
    /// The first coming moment with a row that is `wanted`: its number, itself, and the crossings of its moment.
    pub(super) fn ahead(
        lab: &Lab,
        (branch, position): (u32, u32),
        wanted: impl Fn(u32, &Row, &[Flight]) -> bool,
    ) -> Option<Self> {
        let start = lab.world_in(branch, position)?;
        let branch = lab.branches.iter().nth(index(branch))?;
        let mut earlier = known_flights(branch, position);
        let mut world = start.clone();
        let mut trace = Trace::default();
        for at in position..position.saturating_add(MAX_AHEAD) {
            let first = world.events();
            trace.clear();
            if !onward(&mut world, branch, at, &mut trace) {
                return None;
            }
            let mut rows = (first..).zip(&trace.rows);
            if rows.any(|(id, row)| wanted(id, row, &trace.begun)) {
                return Some(Self {
                    target: at + 1,
                    before: replayed(start, branch, position..at),
                    after: world,
                    rows: std::mem::take(&mut trace.rows),
                    begun: std::mem::take(&mut trace.begun),
                    earlier,
                });
            }
            earlier.extend(trace.begun.drain(..));
            while earlier.len() > REMEMBERED {
                earlier.pop_front();
            }
        }
        None
    }

    /// The number of its first row.
    pub(super) const fn first(&self) -> u32 {
        self.before.events()
    }

    /// What can be asked about it: places of rows, and kinds; `fair` is what can be known.
    pub(super) fn offers(&self, fair: bool) -> Vec<(usize, Ask)> {
        let rows = (self.first()..).zip(&self.rows).enumerate();
        let offers = rows.flat_map(|(place, (id, row))| {
            let flight = begun_by(id, &self.begun);
            let asks = telling(row, flight).iter();
            let asks = asks.filter(move |ask| !fair || is_fair(**ask, flight));
            asks.map(move |ask| (place, *ask))
        });
        offers.collect()
    }
}

/// The crossing that row `id` began.
pub(super) fn begun_by(id: u32, begun: &[Flight]) -> Option<&Flight> {
    begun.iter().find(|flight| flight.sent == id)
}

/// One moment on: a known one, or what happens by itself.
fn onward(world: &mut World, branch: &Branch, at: u32, trace: &mut Trace) -> bool {
    if let Some(moment) = branch.moment(at) {
        live(world, moment, trace);
        return true;
    }
    world.next_at().is_some_and(|next| next <= MAX_TIME) && world.natural(trace)
}

fn replayed(mut world: World, branch: &Branch, moments: std::ops::Range<u32>) -> World {
    let mut trace = Trace::off();
    for at in moments {
        onward(&mut world, branch, at, &mut trace);
    }
    world
}

fn known_flights(branch: &Branch, position: u32) -> VecDeque<Flight> {
    let begun = branch.mark(position).crossings;
    let first = begun.saturating_sub(number(REMEMBERED));
    (first..begun)
        .filter_map(|crossing| branch.flight(crossing).cloned())
        .collect()
}

/// A row of a scene, seen as a question.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) scene: &'a Scene,
    pub(super) row: &'a Row,
    pub(super) ask: Ask,
    place: usize,
}

impl<'a> View<'a> {
    /// `place` is that of the row.
    pub(super) fn new(scene: &'a Scene, place: usize, ask: Ask) -> Option<Self> {
        Some(Self {
            scene,
            row: scene.rows.get(place)?,
            ask,
            place,
        })
    }

    pub(super) fn id(&self) -> u32 {
        self.scene.first().saturating_add(number(self.place))
    }

    pub(super) const fn at(&self) -> Instant {
        self.row.at
    }

    pub(super) fn host(&self) -> Option<u32> {
        self.row.host()
    }

    /// Who the segment goes to, or who the connection is with.
    pub(super) fn peer(&self) -> Option<u32> {
        let flight = self.flight().and_then(|flight| flight.to);
        flight.or_else(|| {
            let remote = self.after().or_else(|| self.before())?.pair.remote;
            let owner = self.scene.after.net().owner(remote.ip())?;
            Some(owner.0.into())
        })
    }

    pub(super) fn name(&self, host: Option<u32>) -> Option<String> {
        let host = self.scene.after.hosts().get(index(host?))?;
        Some(host.name().to_owned())
    }

    /// The segment that the row puts on the wire.
    pub(super) fn flight(&self) -> Option<&'a Flight> {
        begun_by(self.id(), &self.scene.begun)
    }

    pub(super) fn sent(&self) -> Option<Segment> {
        self.flight().map(Flight::segment)
    }

    /// The segment whose arrival the moment is.
    pub(super) fn arrived(&self) -> Option<Segment> {
        let first = self.scene.rows.first()?;
        if !matches!(first.fact, Fact::Arrived) || first.host() != self.host() {
            return None;
        }
        let crossing = first.crossing()?;
        let under_way = self.scene.before.net().in_flight();
        let found = under_way
            .iter()
            .find(|travelling| travelling.crossing.0 == crossing);
        match found?.packet.clone().open() {
            Ok(Content::Segment(segment)) => Some(segment),
            Ok(Content::Icmp(_)) | Err(_) => None,
        }
    }

    /// The last segment that the same end sent to the same other end before.
    pub(super) fn previous(&self) -> Option<Segment> {
        let flight = self.flight()?;
        let this = flight.segment();
        let before = self
            .scene
            .begun
            .iter()
            .filter(|other| other.sent < flight.sent);
        let earlier = self.scene.earlier.iter().chain(before).rev();
        let mut same = earlier.filter(|other| {
            let ends =
                (other.packet.src, other.packet.dst) == (flight.packet.src, flight.packet.dst);
            ends && !other.forged
        });
        same.find_map(|other| {
            let other = other.segment();
            let ports = (other.src_port, other.dst_port) == (this.src_port, this.dst_port);
            ports.then_some(other)
        })
    }

    /// The record before the event.
    pub(super) fn before(&self) -> Option<&'a Tcb> {
        self.tcb(&self.scene.before)
    }

    /// The record after it.
    pub(super) fn after(&self) -> Option<&'a Tcb> {
        self.tcb(&self.scene.after)
    }

    fn tcb<'w>(&self, world: &'w World) -> Option<&'w Tcb> {
        let host = world.hosts().get(index(self.host()?))?;
        host.socket(SocketId(self.row.socket()?))?.tcb()
    }

    /// The ISN that the number asked for counts from.
    pub(super) fn base(&self) -> Option<u32> {
        let tcb = self.after().or_else(|| self.before());
        match self.ask {
            Ask::Seq => tcb.map(|tcb| tcb.snd.iss.raw()),
            Ask::Ack => tcb.map(|tcb| tcb.rcv.irs.raw()),
            Ask::Flags | Ask::Len | Ask::State | Ask::Result | Ask::Timer => None,
        }
    }

    /// The call that returns.
    pub(super) fn call(&self) -> String {
        if let Fact::Host(HostWhat::CallReturned { name, .. }) = self.row.fact {
            name.text().to_owned()
        } else {
            String::new()
        }
    }

    /// The number with which the call was made that returns: how many octets it asks for, say.
    pub(super) fn asked_for(&self) -> Option<u32> {
        let Fact::Host(HostWhat::CallReturned {
            process, thread, ..
        }) = self.row.fact
        else {
            return None;
        };
        let entered = self.scene.rows.iter().find_map(|row| {
            let Fact::Host(HostWhat::CallEntered {
                process: whose,
                thread: which,
                call,
                ..
            }) = row.fact
            else {
                return None;
            };
            ((whose, which) == (process, thread)).then_some(call.value)
        });
        entered.or_else(|| {
            let host = self.scene.before.hosts().get(index(self.host()?))?;
            let process = host.processes().get(usize::from(process.0))?;
            let Waits::Call(waiting) = process.waits() else {
                return None;
            };
            (waiting.thread == thread).then(|| waiting.call.value())
        })
    }

    /// The state that the connection leaves.
    pub(super) fn state_left(&self) -> String {
        let state = if let Fact::Tcp(What::State { from, .. }) = self.row.fact {
            Some(from)
        } else {
            self.before().map(Tcb::state)
        };
        state.map_or_else(String::new, |state| state.name().to_owned())
    }
}
