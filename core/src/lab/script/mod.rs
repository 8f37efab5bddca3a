//! What a scenario does to the world by itself: acts that wait for a time, or for a row of the log.
//!
//! A script is part of the world: it goes on when a run is replayed, and waits in every branch for what may never
//! happen there.

mod deed;
mod on;
mod quantity;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub(super) use self::deed::Surroundings;
pub use self::deed::{Deed, SegmentDraft, Who};
pub use self::on::{Bits, Brief, Coded, HasCode, On, Outcome, Scene};
pub use self::quantity::{Known, Quantity, QuantityError};

use super::Lab;
use super::command::Command;
use super::crossing::Flight;
use super::event::{Fact, Row};
use super::position::index;
use super::timeline::Mark;
use super::world::Trace;
use crate::rule::Rule;
use crate::time::{Duration, Instant};
use crate::wire::Flags;

/// Acts of one scenario.
pub const MAX_ACTS: usize = 256;

/// One act of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScriptAct {
    /// When.
    pub on: On,
    /// What.
    #[serde(rename = "do")]
    pub deed: Deed,
}

/// An act that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) at: Instant,
    pub(super) act: usize,
}

/// Where one act stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Progress {
    matched: u32,
    due: Option<Instant>,
    /// The row it waited for.
    cause: Option<u32>,
    crossing: Option<u32>,
    done: bool,
}

/// The acts of a scenario and where each stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Script {
    acts: Arc<[ScriptAct]>,
    progress: Vec<Progress>,
    hosts: Arc<[String]>,
    /// What is on the wire.
    wire: BTreeMap<u32, Brief>,
    /// By host: number and port of the first SYN, and the port at which the first SYN came.
    first: Vec<(Option<u32>, Option<u16>)>,
}

impl Script {
    pub(super) fn new(acts: Vec<ScriptAct>, hosts: Vec<String>) -> Self {
        let clock = |act: &ScriptAct| {
            let at = act.on.at.unwrap_or_default() + act.on.after.unwrap_or_default();
            act.on.is_clock().then_some(Instant::START + at)
        };
        let progress = acts.iter().map(|act| Progress {
            due: clock(act),
            ..Progress::default()
        });
        Self {
            progress: progress.collect(),
            acts: acts.into(),
            first: vec![(None, None); hosts.len()],
            hosts: hosts.into(),
            wire: BTreeMap::new(),
        }
    }

    /// There is nothing to wait for, now or later.
    pub(super) fn is_empty(&self) -> bool {
        self.acts.is_empty()
    }

    /// The next act that is due, when `moments` have happened.
    pub(super) fn next(&self, moments: u32) -> Option<Due> {
        let open = self
            .progress
            .iter()
            .enumerate()
            .filter(|(_, act)| !act.done);
        let due = open.filter_map(|(act, progress)| {
            let position = self.acts.get(act)?.on.position;
            let now = position.is_none_or(|position| position == moments);
            let at = progress.due.filter(|_| now)?;
            Some(Due { at, act })
        });
        due.min_by_key(|due| due.at)
    }

    /// Takes an act that is due: what it does, the row it waited for, and the crossing of that row.
    pub(super) fn take(&mut self, act: usize) -> Option<(Deed, Option<u32>, Option<u32>)> {
        let progress = self.progress.get_mut(act)?;
        progress.done = true;
        let deed = self.acts.get(act)?.deed.clone();
        Some((deed, progress.cause, progress.crossing))
    }

    /// A segment begins to cross.
    pub(super) fn begins(&mut self, crossing: u32, brief: Brief) {
        self.wire.insert(crossing, brief);
        if !brief.flags.contains(Flags::SYN) {
            return;
        }
        let host = |host: Option<u32>| host.and_then(|host| usize::try_from(host).ok());
        if let Some(from) = host(brief.from).and_then(|from| self.first.get_mut(from)) {
            from.0.get_or_insert(brief.seq);
            from.1.get_or_insert(brief.ports.0);
        }
        if let Some(to) = host(brief.to).and_then(|to| self.first.get_mut(to)) {
            to.1.get_or_insert(brief.ports.1);
        }
    }

    /// Row `id` was written at `now`: who waits for it?
    pub(super) fn sees(&mut self, id: u32, row: &Row) {
        let segment = row
            .crossing()
            .and_then(|crossing| self.wire.get(&crossing).copied());
        let scene = Scene {
            row,
            segment,
            hosts: &self.hosts,
        };
        for (act, progress) in self.acts.iter().zip(&mut self.progress) {
            if progress.done || progress.due.is_some() || !act.on.holds(scene) {
                continue;
            }
            progress.matched += 1;
            if progress.matched == act.on.nth.unwrap_or(1) {
                progress.due = Some(row.at + act.on.after.unwrap_or(Duration::ZERO));
                progress.cause = Some(id);
                progress.crossing = row.crossing();
            }
        }
    }

    /// A copy of `original` begins to cross.
    pub(super) fn copied(&mut self, crossing: u32, original: u32) {
        if let Some(brief) = self.wire.get(&original).copied() {
            self.wire.insert(crossing, brief);
        }
    }

    /// A crossing has ended.
    pub(super) fn ends(&mut self, crossing: u32) {
        self.wire.remove(&crossing);
    }

    pub(super) fn host(&self, name: &str) -> Option<u32> {
        let place = self.hosts.iter().position(|known| known == name)?;
        u32::try_from(place).ok()
    }

    /// Number and port of the first SYN of a host.
    pub(super) fn first_of(&self, host: &str) -> Option<(Option<u32>, Option<u16>)> {
        let host = self
            .host(host)
            .and_then(|host| usize::try_from(host).ok())?;
        self.first.get(host).copied()
    }
}

impl Lab {
    /// What the scenario has done by itself so far: the row, and the command with its names and numbers resolved as they
    /// were then.
    #[must_use]
    pub fn scripted(&self) -> Vec<(u32, Command)> {
        let branch = self.branch();
        let rows = (0..).zip(branch.rows(0, self.mark().events));
        let acts =
            rows.filter(|(_, row)| row.rule == Rule::Scripted && matches!(row.fact, Fact::Act(_)));
        let acts = acts.filter_map(|(id, _)| {
            let before = self.world_at(branch.moment_of(id));
            Some((id, before.due_command()?))
        });
        acts.collect()
    }

    /// Reads the rows from `from` on that have happened, each with what surrounds it.
    pub fn scenes(&self, from: u32, read: impl FnMut(u32, Scene<'_>)) {
        self.scenes_of((from, self.mark().events), read);
    }

    /// Reads the rows that the next moment will write; none when nothing is left to happen. The lab stays as it is.
    pub fn ahead(&self, mut read: impl FnMut(u32, Scene<'_>)) {
        let Mark {
            events, crossings, ..
        } = self.mark();
        if self.position < self.end() {
            let to = self.branch().mark(self.position + 1).events;
            return self.scenes_of((events, to), read);
        }
        let (mut world, mut trace) = (self.world.clone(), Trace::default());
        world.natural(&mut trace);
        let hosts = self.host_names();
        for (id, row) in (events..).zip(&trace.rows) {
            let begun = |crossing: u32| {
                let place = crossing.checked_sub(crossings).map(index)?;
                trace.begun.get(place)
            };
            let flight = |crossing| begun(crossing).or_else(|| self.branch().flight(crossing));
            let scene = Scene {
                row,
                segment: row.crossing().and_then(flight).map(Flight::brief),
                hosts: &hosts,
            };
            read(id, scene);
        }
    }

    fn scenes_of(&self, (from, to): (u32, u32), mut read: impl FnMut(u32, Scene<'_>)) {
        let hosts = self.host_names();
        let branch = self.branch();
        for (id, row) in (from..).zip(branch.rows(from, to)) {
            let flight = row.crossing().and_then(|crossing| branch.flight(crossing));
            let scene = Scene {
                row,
                segment: flight.map(Flight::brief),
                hosts: &hosts,
            };
            read(id, scene);
        }
    }

    fn host_names(&self) -> Vec<String> {
        let hosts = self.world.hosts().iter();
        hosts.map(|host| host.name().to_owned()).collect()
    }
}

#[cfg(test)]
mod tests;
