//! Forward, back, aside: how a reader moves through the run, and acts in it.

use std::ops::Range;

use super::position::index;
use super::timeline::{Branch, Moment};
use super::world::{Trace, World};
use super::{
    Command, Lab, LabError, MAX_BRANCHES, MAX_EVENTS, MAX_MOMENTS, MAX_SILENT, MAX_TIME, live,
};
use crate::net::NetError;
use crate::time::Instant;

impl Lab {
    /// On to the next moment at which something is written; the numbers of the rows, none when nothing is left to happen.
    ///
    /// # Errors
    /// [`LabError::Limit`]; what happened until then stays.
    pub fn step(&mut self) -> Result<Range<u32>, LabError> {
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
    pub fn act(&mut self, command: Command) -> Result<Range<u32>, LabError> {
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
        (self.world, self.trace) = (world, trace);
        self.append(Moment::Act {
            at,
            command: Box::new(command),
        });
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
        self.via_checkpoint(position.min(self.end()));
        Ok(())
    }
}

impl Lab {
    /// One moment on, known or new. False when nothing is left to happen.
    pub(super) fn one_moment(&mut self) -> Result<bool, LabError> {
        if self.position < self.end() {
            self.replay(self.position + 1);
            return Ok(true);
        }
        if self.next_at().is_none() {
            return Ok(false);
        }
        self.room()?;
        let happened = self.world.natural(&mut self.trace);
        if happened {
            self.append(Moment::Next);
        }
        Ok(happened)
    }

    fn append(&mut self, moment: Moment) {
        let branch = self.branches.branch_mut();
        branch.append(moment, &mut self.trace, &self.world);
        self.trace.clear();
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
        let (nearest, _) = self.branch().checkpoint(position);
        let ahead = (nearest..=position).contains(&self.position);
        // Waiting has moved the world between two positions: only a checkpoint is exact.
        let exact = self.world.now() == self.mark().at;
        if ahead && exact {
            self.replay(position);
        } else {
            self.via_checkpoint(position);
        }
    }

    fn via_checkpoint(&mut self, position: u32) {
        let (from, world) = self.branch().checkpoint(position);
        (self.position, self.world) = (from, world.clone());
        self.replay(position);
    }

    fn replay(&mut self, position: u32) {
        let branch = self.branches.branch();
        for moment in (self.position..position).filter_map(|at| branch.moment(at)) {
            live(&mut self.world, moment, &mut Trace::off());
        }
        self.position = position;
    }

    /// The world as it was at a position of the present branch.
    pub(super) fn world_at(&self, position: u32) -> World {
        world_of(self.branch(), position)
    }

    /// The world at a position of any branch; here as it is, waiting included.
    pub(super) fn world_in(&self, branch: u32, position: u32) -> Option<World> {
        if branch == self.present() && position == self.position {
            return Some(self.world.clone());
        }
        let branch = self.branches.iter().nth(index(branch))?;
        (position <= branch.end()).then(|| world_of(branch, position))
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

pub(super) fn world_of(branch: &Branch, position: u32) -> World {
    let (from, world) = branch.checkpoint(position);
    let mut world = world.clone();
    for moment in (from..position).filter_map(|at| branch.moment(at)) {
        live(&mut world, moment, &mut Trace::off());
    }
    world
}
