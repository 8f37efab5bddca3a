//! The laboratory: the whole world, its history, and what a reader may do to it.
//!
//! # The four kinds of method of [`Lab`]
//! * **Getters**: [`snapshot`](Lab::snapshot), [`events`](Lab::events), [`crossings`](Lab::crossings),
//!   [`why`](Lab::why), [`ladder`](Lab::ladder), [`suggest`](Lab::suggest), [`branches`](Lab::branches).
//! * **Time**: [`step`](Lab::step), [`run_until`](Lab::run_until) forward; [`step_back`](Lab::step_back),
//!   [`seek`](Lab::seek) anywhere in the present branch.
//! * **Acts**: [`act`](Lab::act); in the past it makes a branch.
//! * **Branches**: [`fork`](Lab::fork), [`checkout`](Lab::checkout).
//!
//! Call them in any order. What cannot be done is a [`LabError`], and the lab is then as it was.
//!
//! | file | what it knows |
//! |---|---|
//! | `world` | one state of everything, and how it goes on |
//! | `command`, `event`, `crossing` | what goes in, what comes out |
//! | `timeline`, `log` | branches, checkpoints, rows |
//! | `why` | the checks behind a row, found by living through its moment again |
//! | `snapshot` | the present state for a reader |
//! | `ladder`, `suggest` | the text figure; a plausible next segment |
//! | `saved` | a run as a list of moments |

mod checks;
mod command;
mod crossing;
mod digest;
mod error;
mod event;
mod ladder;
mod log;
mod saved;
mod snapshot;
mod suggest;
mod timeline;
mod why;
mod world;

pub use self::checks::{CheckView, Operand, RuleView};
pub use self::command::Command;
pub use self::crossing::{Crossing, Fate, Flight};
pub use self::error::{Arg, Input, LabError};
pub use self::event::{Args, Fact, Kind, LabEvent, Row};
pub use self::saved::{LabState, SavedMoment};
pub use self::snapshot::{
    BranchView, ConnectionView, DescriptorView, HolderView, HostView, LineView, ListenerView,
    ProcessView, ReceiveView, RuleEntry, SendView, Snapshot, TimerView,
};
pub use self::suggest::Suggestion;
pub use self::timeline::{CHECKPOINT_EVERY, Moment};
pub use self::why::Why;
pub use self::world::{Trace, World, WorldSpec};

use self::timeline::{Branch, Branches, Mark};
use crate::net::{NetError, Progress};
use crate::time::Instant;

/// Rows in one branch.
pub const MAX_EVENTS: u32 = 2_000_000;
/// Moments in one branch.
pub const MAX_MOMENTS: u32 = 1_000_000;
/// Branches of one lab.
pub const MAX_BRANCHES: usize = 256;
/// Moments without a row that one step passes over.
pub const MAX_SILENT: u32 = 10_000;
/// The end of time: what JavaScript still counts exactly, 104 days.
pub const MAX_TIME: Instant = Instant::from_nanos((1 << 53) - 1);

/// A world and its history.
#[derive(Clone, Debug, PartialEq)]
pub struct Lab {
    seed: u64,
    branches: Branches,
    position: u32,
    world: World,
}

impl Lab {
    /// A lab in which nothing has happened yet.
    ///
    /// # Errors
    /// As [`World::new`].
    pub fn new(spec: &WorldSpec, seed: u64) -> Result<Self, LabError> {
        let world = World::new(spec, seed)?;
        let branches = Branches::new(Branch::new(world.clone()));
        Ok(Self {
            seed,
            branches,
            position: 0,
            world,
        })
    }

    /// The seed of its luck.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// How many moments of the present branch have happened.
    #[must_use]
    pub const fn position(&self) -> u32 {
        self.position
    }

    /// How many moments of the present branch are known.
    #[must_use]
    pub fn end(&self) -> u32 {
        self.branch().end()
    }

    /// The world as it is now.
    #[must_use]
    pub const fn world(&self) -> &World {
        &self.world
    }

    /// When the next moment happens: known already, or by itself.
    #[must_use]
    pub fn next_at(&self) -> Option<Instant> {
        let branch = self.branch();
        if self.position < branch.end() {
            return Some(branch.mark(self.position + 1).at);
        }
        self.world.next_at().filter(|at| *at <= MAX_TIME)
    }

    /// On to the next moment at which something is written; the numbers of the rows, none when nothing is left to happen.
    ///
    /// # Errors
    /// [`LabError::Limit`]; what happened until then stays.
    pub fn step(&mut self) -> Result<std::ops::Range<u32>, LabError> {
        let before = self.mark().events;
        for _ in 0..MAX_SILENT {
            if !self.one_moment()? || self.mark().events > before {
                break;
            }
        }
        Ok(before..self.mark().events)
    }

    /// Back over the last moment at which something was written. False at the start.
    pub fn step_back(&mut self) -> bool {
        let Some(mut target) = self.position.checked_sub(1) else {
            return false;
        };
        let events = self.mark().events;
        while target > 0 && self.branch().mark(target).events == events {
            target -= 1;
        }
        self.go_to(target);
        true
    }

    /// Lets everything happen that happens up to `at`, then time alone passes. Nothing when `at` is past.
    ///
    /// # Errors
    /// [`LabError::Limit`]; what happened until then stays.
    pub fn run_until(&mut self, at: Instant) -> Result<(), LabError> {
        if at > MAX_TIME {
            return Err(LabError::Limit {
                limit: "time",
                bound: MAX_TIME.as_nanos(),
            });
        }
        if self.position < self.end() {
            self.go_to(self.branch().position_at(at).max(self.position));
        }
        while self.next_at().is_some_and(|next| next <= at) {
            self.one_moment()?;
        }
        self.world.wait(at);
        Ok(())
    }

    /// To any position of the present branch.
    ///
    /// # Errors
    /// [`LabError::PositionOutOfRange`].
    pub fn seek(&mut self, position: u32) -> Result<(), LabError> {
        let end = self.end();
        if position > end {
            return Err(LabError::PositionOutOfRange { position, end });
        }
        self.go_to(position);
        Ok(())
    }

    /// Does what a reader asks, now. In the past this makes a branch, which becomes the present one.
    ///
    /// # Errors
    /// What the command names does not exist, it comes too late, or a bound is reached.
    pub fn act(&mut self, command: Command) -> Result<std::ops::Range<u32>, LabError> {
        self.room()?;
        let at = self.world.now();
        let mut world = self.world.clone();
        let mut trace = Trace::default();
        world
            .act(&command, &mut trace)
            .map_err(|error| self.exactly(error))?;
        if self.position < self.end() {
            self.fork()?;
        }
        let before = self.mark().events;
        self.world = world;
        self.append(
            Moment::Act {
                at,
                command: Box::new(command),
            },
            trace,
        );
        Ok(before..self.mark().events)
    }

    /// A branch from here with the same past and no future yet; it becomes the present one.
    ///
    /// # Errors
    /// [`LabError::Limit`].
    pub fn fork(&mut self) -> Result<u32, LabError> {
        if self.branches.count() >= MAX_BRANCHES {
            return Err(LabError::Limit {
                limit: "branches",
                bound: MAX_BRANCHES as u64,
            });
        }
        Ok(self.branches.fork(self.position))
    }

    /// To another branch, at the same position or its end if that comes first.
    ///
    /// # Errors
    /// [`LabError::UnknownBranch`].
    pub fn checkout(&mut self, branch: u32) -> Result<(), LabError> {
        if !self.branches.go_to(branch) {
            return Err(LabError::UnknownBranch {
                branch,
                branches: self.branches.count(),
            });
        }
        let position = self.position;
        self.from_checkpoint(position.min(self.end()));
        Ok(())
    }

    /// The branches, by number.
    #[must_use]
    pub fn branches(&self) -> Vec<BranchView> {
        (0..)
            .zip(self.branches.iter())
            .map(|(id, branch)| BranchView::new(id, branch))
            .collect()
    }

    /// Number of the present branch.
    #[must_use]
    pub const fn present(&self) -> u32 {
        self.branches.present()
    }

    /// Rows `from..to` of what has happened so far.
    #[must_use]
    pub fn events(&self, from: u32, to: u32) -> Vec<LabEvent> {
        let to = to.min(self.mark().events);
        let rows = (from..).zip(self.branch().rows(from, to));
        rows.map(|(id, row)| row.view(id, self.world.names()))
            .collect()
    }

    /// Crossings `from..to` of those begun so far, as they stand now.
    #[must_use]
    pub fn crossings(&self, from: u32, to: u32) -> Vec<Crossing> {
        let Mark {
            events, crossings, ..
        } = self.mark();
        let under_way = self.world.net().in_flight();
        let progress = |id: u32| -> Option<Progress> {
            let place = under_way.binary_search_by_key(&id, |travelling| travelling.crossing.0);
            place
                .ok()
                .and_then(|place| under_way.get(place))
                .map(|found| found.progress)
        };
        let flights =
            (from..to.min(crossings)).filter_map(|id| Some((id, self.branch().flight(id)?)));
        flights
            .map(|(id, flight)| flight.view(id, events, progress(id)))
            .collect()
    }

    fn branch(&self) -> &Branch {
        self.branches.branch()
    }

    fn mark(&self) -> Mark {
        self.branch().mark(self.position)
    }

    /// One moment on, known or new. False when nothing is left to happen.
    fn one_moment(&mut self) -> Result<bool, LabError> {
        if self.position < self.end() {
            self.replay(self.position + 1);
            return Ok(true);
        }
        if self.next_at().is_none() {
            return Ok(false);
        }
        self.room()?;
        let mut trace = Trace::default();
        let happened = self.world.natural(&mut trace);
        if happened {
            self.append(Moment::Next, trace);
        }
        Ok(happened)
    }

    fn append(&mut self, moment: Moment, trace: Trace) {
        self.branches
            .branch_mut()
            .append(moment, trace, &self.world);
        self.position = self.end();
    }

    fn room(&self) -> Result<(), LabError> {
        if self.position >= MAX_MOMENTS {
            return Err(LabError::Limit {
                limit: "moments",
                bound: MAX_MOMENTS.into(),
            });
        }
        if self.mark().events >= MAX_EVENTS {
            return Err(LabError::Limit {
                limit: "events",
                bound: MAX_EVENTS.into(),
            });
        }
        Ok(())
    }

    /// To a position that exists: onward from here, or from the nearest checkpoint.
    fn go_to(&mut self, position: u32) {
        let ahead = self.position <= position && position - self.position < CHECKPOINT_EVERY;
        // Waiting has moved the world between two positions: only a checkpoint is exact.
        let exact = self.world.now() == self.mark().at;
        if ahead && exact {
            self.replay(position);
        } else {
            self.from_checkpoint(position);
        }
    }

    fn from_checkpoint(&mut self, position: u32) {
        (self.position, self.world) = self.branch().checkpoint(position);
        self.replay(position);
    }

    fn replay(&mut self, position: u32) {
        let branch = self.branches.branch();
        for moment in (self.position..position).filter_map(|at| branch.moment(at)) {
            live(&mut self.world, moment, &mut Trace::default());
        }
        self.position = position;
    }

    /// The world as it was at a position of the present branch.
    fn world_at(&self, position: u32) -> World {
        let (from, mut world) = self.branch().checkpoint(position);
        for moment in (from..position).filter_map(|at| self.branch().moment(at)) {
            live(&mut world, moment, &mut Trace::default());
        }
        world
    }

    /// The network forgets how old crossings ended; the log does not.
    fn exactly(&self, error: LabError) -> LabError {
        let LabError::Net(NetError::Ended { crossing }) = error else {
            return error;
        };
        let flight = self.branch().flight(crossing.0);
        let arrived = flight.and_then(|flight| flight.arrival());
        let lost = flight.and_then(|flight| flight.loss());
        LabError::Net(match (arrived, lost) {
            (Some((_, at)), _) => NetError::AlreadyArrived { crossing, at },
            (None, Some((_, at, _))) => NetError::AlreadyLost { crossing, at },
            (None, None) => NetError::Ended { crossing },
        })
    }
}

/// Lives through a moment that is known to be possible.
fn live(world: &mut World, moment: &Moment, trace: &mut Trace) {
    match moment {
        Moment::Next => {
            world.natural(trace);
        }
        Moment::Act { at, command } => {
            world.wait(*at);
            let done = world.act(command, trace);
            debug_assert!(done.is_ok(), "a moment went another way: {done:?}");
        }
    }
}

#[cfg(test)]
mod tests;
