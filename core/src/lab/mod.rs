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
//! | `timeline`, `log`, `checkpoints` | branches, rows, worlds to come back to |
//! | `why` | the checks behind a row, found by living through its moment again |
//! | `why_not` | what keeps something from happening |
//! | `compare`, `untouched` | where two runs part, and why; where a reader's own leaves the course it would have taken |
//! | `predict` | questions about the coming event, and what a wrong answer shows |
//! | `operator` | `ss`, `netstat`, the kernel's log, sysctls |
//! | `snapshot` | the present state for a reader |
//! | `ladder`, `suggest` | the text figure; a plausible next segment |
//! | `saved` | a run as a list of moments |

mod ask;
mod checkpoints;
mod checks;
mod codes;
mod command;
mod compare;
mod crossing;
mod digest;
mod error;
mod event;
mod ladder;
mod log;
mod operator;
mod position;
mod predict;
mod saved;
mod script;
mod snapshot;
mod suggest;
mod timeline;
mod travel;
mod untouched;
mod why;
mod why_not;
mod world;

pub use self::ask::Ask;
pub use self::checkpoints::{CHECKPOINT_EVERY, MAX_CHECKPOINTS, MAX_SOCKETS_KEPT};
pub use self::checks::{Bases, CheckView, Operand, RuleView};
pub use self::command::Command;
pub use self::compare::{Divergence, DivergenceReason, Reason};
pub use self::crossing::{Crossing, Fate, Flight};
pub use self::error::{Arg, Input, LabError};
pub use self::event::{Args, Fact, Kind, LabEvent, Row};
pub use self::operator::{
    ConnectionPage, ConnectionRow, CounterView, KernelLineView, SsPage, SysctlView,
};
pub use self::predict::{Asked, Guess, Judgement, Mistake, Question};
pub use self::saved::{LabState, SavedMoment};
pub use self::script::{
    Bits, Brief, Coded, Deed, HasCode, Known, MAX_ACTS, On, Outcome, Quantity, QuantityError,
    Scene, ScriptAct, SegmentDraft, Who,
};
pub use self::snapshot::{
    AcceptEntryView, BranchView, ConnectionView, DescriptorView, HolderView, HostView, LineView,
    ListenerView, ListingsView, MAX_CONNECTIONS_SHOWN, MAX_ENTRIES_SHOWN, PrintedView, ProcessView,
    ReceiveView, RuleEntry, SendView, Snapshot, StateCounts, SynEntryView, TimeWaitView, TimerView,
};
pub use self::suggest::Suggestion;
pub use self::timeline::Moment;
pub use self::untouched::Untouched;
pub use self::why::{Differ, Why};
pub use self::why_not::{WhyNot, WhyNotCode, WhyNotQuestion};
pub use self::world::{Checked, Floor, Trace, World, WorldSpec};

use self::timeline::{Branch, Branches, Mark};
use crate::net::Progress;
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
    /// Room for what a moment writes; empty between two moments.
    trace: Trace,
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
            trace: Trace::default(),
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
