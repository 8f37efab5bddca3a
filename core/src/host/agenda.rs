//! What is due when: an ordered set, so that thousands of idle sockets cost nothing.

use std::collections::BTreeSet;

use super::ids::{ProcessId, SocketId, ThreadId};
use crate::time::Instant;

/// Something that becomes due. At the same instant timers come before programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Due {
    /// The earliest timer of a socket's connection.
    Timer(SocketId),
    /// The end of a thread's patience in a call.
    Patience(ProcessId, ThreadId),
    /// The next line of a thread.
    Line(ProcessId, ThreadId),
}

/// Everything that is due some day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Agenda(BTreeSet<(Instant, Due)>);

impl Agenda {
    /// Enters `due` at `at`.
    pub(super) fn enter(&mut self, at: Instant, due: Due) {
        self.0.insert((at, due));
    }

    /// Moves `due` from one time to another.
    pub(super) fn change(&mut self, due: Due, from: Option<Instant>, to: Option<Instant>) {
        if from == to {
            return;
        }
        if let Some(at) = from {
            self.0.remove(&(at, due));
        }
        if let Some(at) = to {
            self.0.insert((at, due));
        }
    }

    /// The earliest entry.
    pub(super) fn next(&self) -> Option<(Instant, Due)> {
        self.0.first().copied()
    }

    /// Takes the earliest entry, if its time has come.
    pub(super) fn take(&mut self, now: Instant) -> Option<Due> {
        let (at, due) = self.next()?;
        if at > now {
            return None;
        }
        self.0.pop_first();
        Some(due)
    }
}
