//! Processes: a descriptor table, a program, and the calls a reader makes in it.
//!
//! A process does not end with its program: it lives on with its descriptors, and SIGPIPE is ignored.

use std::sync::Arc;

use bytes::Bytes;

use super::calls::{Call, CallResult, FdRef};
use super::ids::{Fd, NameId, ProcessId, SocketId, ThreadId};
use super::program::{Fault, Line, Listings, Variables, lines, listings};
use super::signals::Signals;
use super::spec::ProcessSpec;
use super::thread::{LineResult, Thread};
use crate::host::names::Peer;
use crate::table::Table;
use crate::time::Instant;

/// Calls of the reader that may wait at once in one process.
pub const MAX_WAITING_CALLS: usize = 64;

/// A process.
#[derive(Clone, Debug, PartialEq)]
pub struct Process {
    id: ProcessId,
    name: String,
    /// It has not ended.
    pub(super) alive: bool,
    pub(super) signals: Signals,
    pub(super) descriptors: Table<Fd, SocketId>,
    /// Its program, line by line.
    pub(super) lines: Arc<[Line]>,
    /// Its program as languages print it.
    listings: Arc<Listings>,
    /// What has come of the lines.
    pub(super) results: Table<usize, LineResult>,
    /// Threads of the program. The first one stays when it has come to its end.
    pub(super) threads: Table<ThreadId, Thread>,
    /// Calls of the reader that wait, by thread.
    pub(super) calls: Table<ThreadId, Pending>,
}

/// A call under way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pending {
    pub(super) call: Call,
    pub(super) fd: Fd,
    /// What the descriptor referred to when the call was entered.
    pub(super) socket: Option<SocketId>,
    /// The peer of `connect`, where the name is known.
    pub(super) peer: Option<Peer>,
    /// The socket was blocking when the call was entered.
    pub(super) blocking: bool,
    /// Other sockets that it waits for (`poll`).
    pub(super) watched: Vec<SocketId>,
    /// It waits no longer than this.
    pub(super) until: Option<Instant>,
    /// A `close` that has done its work and lingers (`SO_LINGER`).
    pub(super) lingers: bool,
    /// A `send` waits for room in the buffer.
    pub(super) wants_room: bool,
    /// Octets that `send` has queued so far.
    pub(super) sent: u32,
    /// Octets that `recv` has read so far.
    pub(super) taken: Bytes,
}

/// Where a line of a program stands. In several threads at once, the foremost of these counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineStatus {
    /// It is the next to run.
    Running,
    /// Its call waits, or it sleeps.
    Blocked,
    /// A thread cannot go on from here, or was here when its process ended.
    Stopped,
    /// It has returned.
    Done,
    /// It has not been reached.
    Waiting,
}

/// A line of a program and what has come of it, for a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineState<'a> {
    /// The line.
    pub line: &'a Line,
    /// Where it stands.
    pub status: LineStatus,
    /// What its call returned last.
    pub result: Option<CallResult>,
    /// How often it has run.
    pub runs: u32,
    /// The first octets, at most 64, that its call read last.
    pub data: &'a [u8],
}

/// A thread of a program, for a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThreadState<'a> {
    /// Its number in the process; 0 is the first.
    pub id: ThreadId,
    /// The line on which it stands; none when it has come to its end.
    pub line: Option<usize>,
    /// Where that line stands in this thread.
    pub status: LineStatus,
    /// Why it cannot go on.
    pub fault: Option<Fault>,
    variables: &'a Variables,
}

impl<'a> ThreadState<'a> {
    /// Its variables, by name.
    pub fn variables(&self) -> impl Iterator<Item = (&'a str, i64)> + use<'a> {
        self.variables.iter()
    }
}

impl Process {
    /// `v6` is the address family of its host.
    pub(super) fn new(id: ProcessId, spec: &ProcessSpec, v6: bool) -> Self {
        let lines: Arc<[Line]> = lines(&spec.program).into();
        let mut threads = Table::default();
        let first = Thread::new(0, lines.len(), Variables::of(&spec.program));
        threads.insert(ThreadId::PROGRAM, first);
        Self {
            id,
            name: spec.name.clone(),
            alive: true,
            signals: spec.signals,
            descriptors: Table::default(),
            lines,
            listings: Arc::new(listings(&spec.program, v6)),
            results: Table::default(),
            threads,
            calls: Table::default(),
        }
    }

    /// Its number.
    #[must_use]
    pub const fn id(&self) -> ProcessId {
        self.id
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// It has not ended.
    #[must_use]
    pub const fn is_alive(&self) -> bool {
        self.alive
    }

    /// Its descriptors, in order.
    pub fn descriptors(&self) -> impl Iterator<Item = (Fd, SocketId)> {
        self.descriptors.iter().map(|(fd, socket)| (*fd, *socket))
    }

    /// Its program as languages print it.
    #[must_use]
    pub fn listings(&self) -> &Listings {
        &self.listings
    }

    /// The lines of its program, in order.
    pub fn lines(&self) -> impl Iterator<Item = LineState<'_>> {
        let mut held = Table::default();
        for thread in self.threads() {
            if let Some(line) = thread.line {
                let status = held.get(&line).copied();
                held.insert(line, thread.status.min(status.unwrap_or(thread.status)));
            }
        }
        self.lines.iter().enumerate().map(move |(number, line)| {
            let result = self.results.get(&number);
            let runs = result.map_or(0, |result| result.runs);
            let status = match held.get(&number) {
                Some(status) => *status,
                None if runs > 0 => LineStatus::Done,
                None => LineStatus::Waiting,
            };
            LineState {
                line,
                status,
                result: result.and_then(|result| result.result),
                runs,
                data: result.map_or(&[], |result| &result.data),
            }
        })
    }

    /// The threads of its program, in order.
    pub fn threads(&self) -> impl Iterator<Item = ThreadState<'_>> {
        self.threads.iter().map(|(id, thread)| {
            let over = thread.is_over();
            let status = if over {
                LineStatus::Done
            } else if thread.fault.is_some() || !self.alive {
                LineStatus::Stopped
            } else if thread.pending.is_some() || thread.asleep {
                LineStatus::Blocked
            } else if thread.due.is_some() {
                LineStatus::Running
            } else {
                LineStatus::Waiting
            };
            ThreadState {
                id: *id,
                line: (!over).then_some(thread.counter),
                status,
                fault: thread.fault,
                variables: &thread.variables,
            }
        })
    }

    /// A variable of the first thread of its program.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<i64> {
        let thread = self.threads.get(&ThreadId::PROGRAM)?;
        thread.variables.get(name)
    }

    /// The descriptor that a call of a thread means; none of the table for a variable that holds no number. Calls
    /// of the reader know the variables of the first thread.
    pub(super) fn fd(&self, thread: ThreadId, fd: Option<&FdRef>) -> Fd {
        match fd {
            None => Fd::NONE,
            Some(FdRef::Number(fd)) => *fd,
            Some(FdRef::Variable(name)) => {
                let thread = self.threads.get(&thread);
                let thread = thread.or_else(|| self.threads.get(&ThreadId::PROGRAM));
                let value = thread.and_then(|thread| thread.variables.get(name));
                let number = value.and_then(|value| value.try_into().ok());
                number.map_or(Fd::NONE, Fd)
            }
        }
    }

    /// The lowest free descriptor.
    pub(super) fn free_fd(&self) -> Fd {
        let number = |place| {
            i32::try_from(place)
                .unwrap_or(i32::MAX)
                .saturating_add(Fd::FIRST.0)
        };
        let free = self.descriptors.gap(|fd, place| fd.0 == number(place));
        Fd(number(free))
    }

    /// The lowest number that no waiting call of the reader has.
    pub(super) fn free_thread(&self) -> ThreadId {
        let mut free = ThreadId::READER;
        while self.calls.contains_key(&free) {
            free.0 += 1;
        }
        free
    }
}

impl Process {
    /// The number of the line on which a thread stands, as the log keeps it; 0 for a call of the reader.
    pub(super) fn line_number(&self, thread: ThreadId) -> u16 {
        let thread = self.threads.get(&thread);
        thread.map_or(0, Thread::line_number)
    }

    /// The thread waits inside this call.
    pub(super) fn keep(&mut self, thread: ThreadId, pending: Pending) {
        if let Some(thread) = self.threads.get_mut(&thread) {
            thread.pending = Some(pending);
        } else if !thread.is_of_program() {
            self.calls.insert(thread, pending);
        }
    }

    /// The call that the thread waits in.
    pub(super) fn take(&mut self, thread: ThreadId) -> Option<Pending> {
        match self.threads.get_mut(&thread) {
            Some(thread) => thread.pending.take(),
            None => self.calls.remove(&thread),
        }
    }
}

impl Pending {
    /// Every socket it waits for.
    pub(super) fn sockets(&self) -> impl Iterator<Item = SocketId> {
        self.socket.into_iter().chain(self.watched.iter().copied())
    }

    /// The name that `connect` used.
    pub(super) fn to(&self) -> Option<NameId> {
        self.peer.and_then(|peer| peer.name)
    }

    /// The number that the log keeps.
    pub(super) fn value(&self) -> u32 {
        self.peer
            .map_or_else(|| self.call.value(), |peer| u32::from(peer.address.port()))
    }
}
