//! The run as it would have gone without the reader. What a scenario says is said of that run; it is true of the
//! reader's own for as long as that one goes the same way.

use super::Lab;
use super::compare::same;
use super::event::{Fact, Row};
use super::timeline::{Branch, Branches};
use super::world::Trace;
use crate::host::HostWhat;
use crate::rule::Rule;

/// Follows a branch, and beside it the run that nobody touched.
#[derive(Clone, Debug)]
pub struct Untouched {
    lab: Lab,
    /// The rows of the branch and of the other run that have been held against each other.
    compared: (u32, u32),
    parted: Option<u32>,
}

impl Untouched {
    /// Beside the present branch of `lab`, which began as this run does.
    #[must_use]
    pub fn beside(lab: &Lab) -> Self {
        let (_, start) = lab.branch().checkpoint(0);
        Self {
            lab: Lab {
                seed: lab.seed,
                branches: Branches::new(Branch::new(start.clone())),
                position: 0,
                world: start.clone(),
                trace: Trace::default(),
            },
            compared: (0, 0),
            parted: None,
        }
    }

    /// The first row of the moment in which the branch has what the other run has not, as far as the branch is known;
    /// what the reader did is not counted, only what came of it.
    pub fn parted(&mut self, lab: &Lab) -> Option<u32> {
        let branch = lab.branch();
        let known = branch.mark(branch.end()).events;
        while self.parted.is_none() && self.compared.0 < known {
            let (own, other) = self.compared;
            let row = branch.row(own)?;
            if by_reader(row, branch) {
                self.compared.0 += 1;
                continue;
            }
            // A bound that it reaches, the branch has reached before it.
            let _ = self.lab.run_until(row.at);
            let beside = self.lab.branch();
            let same = beside
                .row(other)
                .is_some_and(|twin| same((row, branch), (twin, beside)));
            if same {
                self.compared = (own + 1, other + 1);
            } else {
                // What is said of a moment is said of the whole of it.
                let before = branch.mark(branch.moment_of(own));
                self.parted = Some(before.events);
            }
        }
        self.parted
    }
}

impl Lab {
    /// Whether this row of the present branch is what the reader did, and not what came of it: the act itself, or that a
    /// knob now stands elsewhere.
    #[must_use]
    pub fn is_by_reader(&self, event: u32) -> bool {
        let branch = self.branch();
        branch.row(event).is_some_and(|row| by_reader(row, branch))
    }
}

fn by_reader(row: &Row, branch: &Branch) -> bool {
    match row.fact {
        Fact::Act(_) => row.rule == Rule::Act,
        Fact::Host(HostWhat::SysctlSet { .. } | HostWhat::SwitchSet { .. }) => {
            let cause = row.cause().and_then(|cause| branch.row(cause));
            cause.is_some_and(|cause| cause.rule == Rule::Act)
        }
        Fact::Sent { .. }
        | Fact::Injected
        | Fact::Arrived
        | Fact::Net(_)
        | Fact::Tcp(_)
        | Fact::Signal(_)
        | Fact::Host(_)
        | Fact::Refused(_) => false,
    }
}
