//! The transition function: the only place where a state is written.

use super::cx::Cx;
use super::output::What;
use super::state::State;
use crate::rule::Rule;

/// The present state of a record. Readable by all, written here only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StateCell(State);

impl StateCell {
    /// A new record, born in `state` out of CLOSED or LISTEN.
    pub(super) fn born(state: State, from: State, rule: Rule, cx: &mut Cx<'_>) -> Self {
        let mut cell = Self(from);
        cell.enter(state, rule, cx);
        cell
    }

    /// The state.
    #[must_use]
    pub(super) const fn get(self) -> State {
        self.0
    }

    /// Moves to `next` and notes it. An edge outside the table is a defect of the engine: it is refused.
    pub(super) fn enter(&mut self, next: State, rule: Rule, cx: &mut Cx<'_>) {
        if note_change(self.0, next, rule, cx) {
            self.0 = next;
        }
    }
}

/// The transition function: checks the edge against the table and notes it.
pub(super) fn note_change(from: State, to: State, rule: Rule, cx: &mut Cx<'_>) -> bool {
    let legal = from.may_become(to);
    debug_assert!(legal, "{from} may not become {to} ({rule:?})");
    if legal {
        cx.note(rule, What::State { from, to });
    }
    legal
}
