//! What has happened: branches of moments, their rows, and worlds kept to come back to.
//!
//! A *moment* is one thing that happens: a segment arrives, a timer fires, a program runs one statement, the reader
//! acts. A *position* is a number of moments. Coming back to a position means taking the nearest checkpoint before
//! it and living through the moments since: the world is plain data and its luck is seeded, so they go the same way.
//! Acting in the past makes a branch; the old future stays in the branch it belongs to.

use super::checkpoints::Checkpoints;
use super::command::Command;
use super::crossing::Flight;
use super::event::Row;
use super::log::Log;
use super::position::{index, number};
use super::world::{Trace, World};
use crate::time::Instant;

/// One thing that happens.
#[derive(Clone, Debug, PartialEq)]
pub enum Moment {
    /// The earliest thing that happens by itself.
    Next,
    /// The reader acts.
    Act {
        /// When: waiting comes before it.
        at: Instant,
        /// What is done.
        command: Box<Command>,
    },
}

/// Where the world stood after a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Virtual time.
    pub(super) at: Instant,
    /// Rows written so far.
    pub(super) events: u32,
    /// Crossings begun so far.
    pub(super) crossings: u32,
}

/// One course of events, from the start of the run.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Branch {
    /// The branch it was forked from.
    pub(super) parent: Option<u32>,
    /// At which position it was forked.
    pub(super) forked_at: u32,
    moments: Log<Moment>,
    marks: Log<Mark>,
    rows: Log<Row>,
    flights: Log<Flight>,
    checkpoints: Checkpoints,
}

impl Branch {
    /// A branch in which nothing has happened yet.
    pub(super) fn new(start: World) -> Self {
        Self {
            parent: None,
            forked_at: 0,
            moments: Log::default(),
            marks: Log::default(),
            rows: Log::default(),
            flights: Log::default(),
            checkpoints: Checkpoints::new(start),
        }
    }

    /// The same past up to `position`, and no future.
    pub(super) fn forked(&self, parent: u32, position: u32) -> Self {
        let mut branch = Self {
            parent: Some(parent),
            forked_at: position,
            ..self.clone()
        };
        let mark = self.mark(position);
        branch.moments.truncate(index(position));
        branch.marks.truncate(index(position));
        branch.rows.truncate(index(mark.events));
        branch.flights.truncate(index(mark.crossings));
        branch.checkpoints.cut(position);
        branch.forget_ends(mark.events);
        branch
    }

    /// Ends that lie in the future which this branch does not have.
    fn forget_ends(&mut self, events: u32) {
        let late = |flight: &Flight| flight.latest().is_some_and(|row| row >= events);
        let open: Vec<usize> = (0..self.flights.len())
            .filter(|&id| self.flights.get(id).is_some_and(late))
            .collect();
        for id in open {
            self.flights.change(id, |flight| flight.forget_from(events));
        }
    }

    /// How many moments are known.
    pub(super) fn end(&self) -> u32 {
        number(self.moments.len())
    }

    /// Where the world stood at `position`.
    pub(super) fn mark(&self, position: u32) -> Mark {
        let last = position.checked_sub(1);
        last.and_then(|moment| self.marks.get(index(moment)).copied())
            .unwrap_or_default()
    }

    /// The moment that follows `position`, if it is known.
    pub(super) fn moment(&self, position: u32) -> Option<&Moment> {
        self.moments.get(index(position))
    }

    /// The moments up to `position`.
    pub(super) fn moments(&self, position: u32) -> impl Iterator<Item = &Moment> {
        self.moments.range(0, index(position))
    }

    /// The moment that wrote row `event`: its number, so that `mark(number)` is the world before it.
    pub(super) fn moment_of(&self, event: u32) -> u32 {
        number(self.marks.partition_point(|mark| mark.events <= event))
    }

    /// The last position of this branch whose time is not after `at`.
    pub(super) fn position_at(&self, at: Instant) -> u32 {
        number(self.marks.partition_point(|mark| mark.at <= at))
    }

    /// A row of the log.
    pub(super) fn row(&self, event: u32) -> Option<&Row> {
        self.rows.get(index(event))
    }

    /// Rows `from..to`.
    pub(super) fn rows(&self, from: u32, to: u32) -> impl DoubleEndedIterator<Item = &Row> {
        self.rows.range(index(from), index(to))
    }

    /// What is known of a crossing.
    pub(super) fn flight(&self, crossing: u32) -> Option<&Flight> {
        self.flights.get(index(crossing))
    }

    /// The last checkpoint at or before `position`.
    pub(super) fn checkpoint(&self, position: u32) -> (u32, &World) {
        self.checkpoints.nearest(position)
    }

    /// Writes down a moment that has just happened and left `world` behind.
    pub(super) fn append(&mut self, moment: Moment, trace: &mut Trace, world: &World) {
        for flight in trace.begun.drain(..) {
            self.flights.push(flight);
        }
        for row in trace.rows.drain(..) {
            let id = number(self.rows.len());
            if let Some(crossing) = row.crossing() {
                self.flights
                    .change(index(crossing), |flight| flight.learn(id, &row));
            }
            self.rows.push(row);
        }
        self.moments.push(moment);
        self.marks.push(Mark {
            at: world.now(),
            events: number(self.rows.len()),
            crossings: number(self.flights.len()),
        });
        self.checkpoints.offer(number(self.moments.len()), world);
    }
}

/// The branches of a lab, one of them present. There is always at least one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Branches {
    /// Branch 0.
    trunk: Branch,
    /// Branches 1 and on.
    grown: Vec<Branch>,
    present: u32,
}

impl Branches {
    /// The first branch, which is the present one.
    pub(super) const fn new(trunk: Branch) -> Self {
        Self {
            trunk,
            grown: Vec::new(),
            present: 0,
        }
    }

    /// The present branch.
    pub(super) fn branch(&self) -> &Branch {
        let grown = self.present.checked_sub(1);
        grown
            .and_then(|place| self.grown.get(index(place)))
            .unwrap_or(&self.trunk)
    }

    /// The present branch, to write to.
    pub(super) fn branch_mut(&mut self) -> &mut Branch {
        let grown = self.present.checked_sub(1);
        let grown = grown.and_then(|place| self.grown.get_mut(index(place)));
        grown.unwrap_or(&mut self.trunk)
    }

    /// Number of the present branch.
    pub(super) const fn present(&self) -> u32 {
        self.present
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.grown.len() + 1
    }

    /// All of them, by number.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Branch> {
        std::iter::once(&self.trunk).chain(&self.grown)
    }

    /// A new branch from `position` of the present one, which takes its place.
    pub(super) fn fork(&mut self, position: u32) -> u32 {
        let branch = self.branch().forked(self.present, position);
        self.grown.push(branch);
        self.present = number(self.grown.len());
        self.present
    }

    /// Another branch becomes the present one; false when there is no such.
    pub(super) fn go_to(&mut self, branch: u32) -> bool {
        let exists = index(branch) < self.count();
        if exists {
            self.present = branch;
        }
        exists
    }
}
