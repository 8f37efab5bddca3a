//! Two runs side by side: where they part, and why.
//!
//! Rows are compared by what happened, when and where, and packets by their contents; the numbers that a run gives to
//! its rows and crossings say nothing.

mod aligned;
mod reason;

use serde::Serialize;

use self::aligned::aligned;
pub use self::reason::{DivergenceReason, Reason};
use self::reason::{reason, same_so_far};
use super::event::{Fact, LabEvent, Row};
use super::position::index;
use super::timeline::Branch;
use super::{Lab, LabError, World};
use crate::host::NameTable;
use crate::net::NetNote;
use crate::time::Instant;

/// Where two runs part.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Divergence {
    /// When; none while they are the same as far as both have gone.
    pub at: Option<Instant>,
    /// What the left run does there; none where it is over.
    pub left: Option<LabEvent>,
    /// What the right run does there instead.
    pub right: Option<LabEvent>,
    /// The crossing it is about.
    pub left_crossing: Option<u32>,
    /// The crossing it is about.
    pub right_crossing: Option<u32>,
    /// What made the difference.
    pub reason: Reason,
    /// Crossings of the two runs that are the same segment, each in its place, by number.
    pub aligned: Vec<(u32, u32)>,
}

/// One course of events to be compared, as far as it is known.
#[derive(Clone, Copy)]
struct Run<'a> {
    branch: &'a Branch,
    names: &'a NameTable,
    /// Nothing is left to happen.
    over: bool,
}

impl Lab {
    /// This run and another one, each in its present branch.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Divergence {
        compare(self.run(self.branch()), other.run(other.branch()))
    }

    /// The present branch and another one of this lab.
    ///
    /// # Errors
    /// [`LabError::UnknownBranch`].
    pub fn compare_branch(&self, branch: u32) -> Result<Divergence, LabError> {
        let branches = self.branches.count();
        let other = self.branches.iter().nth(index(branch));
        let other = other.ok_or(LabError::UnknownBranch { branch, branches })?;
        Ok(compare(self.run(self.branch()), self.run(other)))
    }

    fn run<'a>(&'a self, branch: &'a Branch) -> Run<'a> {
        Run {
            branch,
            names: self.world.names(),
            over: super::travel::world_of(branch, branch.end())
                .next_at()
                .is_none(),
        }
    }
}

impl<'a> Run<'a> {
    fn rows(self) -> impl Iterator<Item = &'a Row> {
        self.branch.rows(0, self.events())
    }

    fn events(self) -> u32 {
        self.branch.mark(self.branch.end()).events
    }

    fn start(self) -> &'a World {
        self.branch.checkpoint(0).1
    }

    fn view(self, event: u32) -> Option<LabEvent> {
        let row = self.branch.row(event)?;
        Some(row.view(event, self.names))
    }
}

fn compare(left: Run<'_>, right: Run<'_>) -> Divergence {
    let pairs = left.rows().zip(right.rows());
    let known = left.events().min(right.events());
    let parted = (0..)
        .zip(pairs)
        .find(|(_, (one, other))| !same((one, left.branch), (other, right.branch)));
    let place = parted.map(|(place, _)| place).or_else(|| {
        // One goes on where the other one is over.
        let longer = left.events() != right.events();
        let over = if left.events() < right.events() {
            left.over
        } else {
            right.over
        };
        (longer && over).then_some(known)
    });
    let Some(place) = place else {
        return Divergence {
            at: None,
            left: None,
            right: None,
            left_crossing: None,
            right_crossing: None,
            reason: same_so_far(),
            aligned: aligned(left.branch, right.branch),
        };
    };
    let rows = (left.branch.row(place), right.branch.row(place));
    let times = [rows.0, rows.1].into_iter().flatten().map(|row| row.at);
    let crossing = |row: Option<&Row>| row.and_then(Row::crossing);
    Divergence {
        at: times.min(),
        left: left.view(place),
        right: right.view(place),
        left_crossing: crossing(rows.0),
        right_crossing: crossing(rows.1),
        reason: reason((left.start(), right.start()), rows),
        aligned: aligned(left.branch, right.branch),
    }
}

/// The same thing happened, at the same time and place.
pub(super) fn same((left, one): (&Row, &Branch), (right, other): (&Row, &Branch)) -> bool {
    let place = (left.at, left.host, left.socket, left.rule)
        == (right.at, right.host, right.socket, right.rule);
    place && same_fact(left, right) && same_packet((left, one), (right, other))
}

fn same_fact(left: &Row, right: &Row) -> bool {
    match (left.fact, right.fact) {
        // The numbers of crossings say nothing.
        (Fact::Net(NetNote::Duplicated { .. }), Fact::Net(NetNote::Duplicated { .. }))
        | (Fact::Net(NetNote::Refused { .. }), Fact::Net(NetNote::Refused { .. })) => true,
        (one, other) => one == other,
    }
}

fn same_packet((left, one): (&Row, &Branch), (right, other): (&Row, &Branch)) -> bool {
    let packet = |row: &Row, branch: &'_ Branch| {
        let flight = branch.flight(row.crossing()?)?;
        Some(flight.packet.clone())
    };
    match (left.crossing(), right.crossing()) {
        (None, None) => true,
        (Some(_), Some(_)) => packet(left, one) == packet(right, other),
        (Some(_), None) | (None, Some(_)) => false,
    }
}

#[cfg(test)]
mod tests;
