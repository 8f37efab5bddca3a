//! What a process waits for, for a reader who asks.

use super::calls::Call;
use super::ids::{SocketId, ThreadId};
use super::process::{Pending, Process};
use crate::time::Instant;

/// What keeps a process.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Waits<'a> {
    /// The process has ended.
    Gone,
    /// Its program has no further line, and no call waits.
    Ended,
    /// Its program cannot go on.
    Stopped,
    /// It runs at the next moment.
    Runs,
    /// It sleeps until then.
    Sleeps(Option<Instant>),
    /// It is inside a call.
    Call(WaitingCall<'a>),
}

/// A call that waits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaitingCall<'a> {
    /// Whose.
    pub thread: ThreadId,
    /// The call.
    pub call: &'a Call,
    /// The socket it acts on.
    pub socket: Option<SocketId>,
    /// It waits no longer than this.
    pub until: Option<Instant>,
    /// A `close` that has done its work and lingers.
    pub lingers: bool,
    /// Octets that `send` has queued so far.
    pub sent: u32,
    /// Octets that `recv` has read so far.
    pub taken: u32,
}

impl Process {
    /// What keeps it: the first thread of its program that waits, then the reader's calls.
    #[must_use]
    pub fn waits(&self) -> Waits<'_> {
        if !self.is_alive() {
            return Waits::Gone;
        }
        let of_program = self.threads.iter();
        let of_program =
            of_program.filter_map(|(id, thread)| Some((*id, thread.pending.as_ref()?)));
        let of_reader = self.calls.iter().map(|(id, pending)| (*id, pending));
        if let Some((thread, pending)) = of_program.chain(of_reader).next() {
            return Waits::Call(WaitingCall::new(thread, pending));
        }
        let mut under_way = self.threads.iter().map(|(_, thread)| thread);
        let Some(thread) = under_way.find(|thread| !thread.is_over()) else {
            return Waits::Ended;
        };
        if thread.fault.is_some() {
            Waits::Stopped
        } else if thread.asleep {
            Waits::Sleeps(thread.due)
        } else {
            Waits::Runs
        }
    }
}

impl<'a> WaitingCall<'a> {
    fn new(thread: ThreadId, pending: &'a Pending) -> Self {
        Self {
            thread,
            call: &pending.call,
            socket: pending.socket,
            until: pending.until,
            lingers: pending.lingers,
            sent: pending.sent,
            taken: u32::try_from(pending.taken.len()).unwrap_or(u32::MAX),
        }
    }
}
