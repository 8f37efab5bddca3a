//! Why something happened: the checks behind a row and the rows behind it.
//!
//! Checks are not stored. The moment of the row is lived through once more, from the nearest checkpoint, with a trace
//! that records.

mod behind;
mod differ;

use serde::Serialize;

use self::behind::behind;
pub use self::differ::Differ;
use self::differ::decided;
pub(super) use self::differ::differ;
use self::differ::differ_in_manner;
use super::checks::{Bases, CheckView, RuleView};
use super::event::{LabEvent, Row};
use super::position::index;
use super::world::{Trace, World};
use super::{Lab, LabError, live};
use crate::host::SocketId;

/// Rows in a cause chain.
const MAX_CHAIN: usize = 1000;

/// Why a row was written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Why {
    /// The row.
    pub event: LabEvent,
    /// The rule that decided.
    pub rule: Option<RuleView>,
    /// What was compared, in the order of the RFC.
    pub checks: Vec<CheckView>,
    /// Which of `checks` decided; none where nothing was compared.
    pub decided: Option<usize>,
    /// What would have had to be otherwise: any one of these.
    pub differ: Vec<Differ>,
    /// What would have had to be otherwise for an answer to what is refused in silence.
    #[serde(skip)]
    pub(super) answer_differ: Vec<Differ>,
    /// What relative numbers count from, where the row is about a connection.
    pub bases: Option<Bases>,
    /// From the nearest cause back to an act, a call or the start.
    pub chain: Vec<LabEvent>,
}

impl Lab {
    /// The checks and causes of a row of the present branch.
    ///
    /// # Errors
    /// [`LabError::UnknownEvent`].
    pub fn why(&self, event: u32) -> Result<Why, LabError> {
        let events = self.mark().events;
        let row = self.branch().row(event).filter(|_| event < events);
        let row = row.ok_or(LabError::UnknownEvent { event, events })?;
        let moment = self.branch().moment_of(event);
        let place = index(event - self.branch().mark(moment).events);
        let (world, trace) = self.again(moment);
        let checks = behind(row, place, &trace);
        Ok(Why {
            event: row.view(event, self.world.names()),
            rule: Some(row.rule.into()),
            decided: decided(row.rule, &checks),
            differ: differ(row.rule, &checks),
            answer_differ: differ_in_manner(row.rule, &checks),
            bases: bases(&world, row.host(), row.socket()),
            checks: checks.into_iter().map(CheckView::from).collect(),
            chain: self.chain(row),
        })
    }

    /// The world after a moment, and what the moment wrote, with every check.
    fn again(&self, moment: u32) -> (World, Trace) {
        let mut world = self.world_at(moment);
        let mut trace = Trace::recording();
        if let Some(moment) = self.branch().moment(moment) {
            live(&mut world, moment, &mut trace);
        }
        (world, trace)
    }

    fn chain(&self, row: &Row) -> Vec<LabEvent> {
        let before = |row: &Row| {
            let cause = row.cause()?;
            Some((cause, *self.branch().row(cause)?))
        };
        let causes = std::iter::successors(before(row), |(_, row)| before(row));
        let views = causes.map(|(id, row)| row.view(id, self.world.names()));
        views.take(MAX_CHAIN).collect()
    }
}

/// What relative numbers of this connection count from.
pub(super) fn bases(world: &World, host: Option<u32>, socket: Option<u32>) -> Option<Bases> {
    let host = world.hosts().get(index(host?))?;
    let tcb = host.socket(SocketId(socket?))?.tcb()?;
    Some(Bases {
        iss: tcb.snd.iss.raw(),
        irs: tcb.rcv.irs.raw(),
    })
}
