//! Processes: a descriptor table, a program, and the calls a reader makes in it.
//!
//! A process does not end with its program: it lives on with its descriptors, and SIGPIPE is ignored.

use std::sync::Arc;

use bytes::Bytes;

use super::calls::{Call, CallResult, FdRef, Reply};
use super::ids::{Fd, NameId, ProcessId, SocketId, ThreadId};
use super::program::{MAX_STATEMENTS, Statement};
use super::spec::ProcessSpec;
use crate::host::names::Peer;
use crate::table::Table;
use crate::time::Instant;

/// Calls of the reader that may wait at once in one process.
pub const MAX_WAITING_CALLS: usize = 64;

/// Octets that a line remembers of what its `recv` read.
pub const PREVIEW_OCTETS: usize = 64;

/// A process.
#[derive(Clone, Debug, PartialEq)]
pub struct Process {
    id: ProcessId,
    name: String,
    pub(super) descriptors: Table<Fd, SocketId>,
    pub(super) program: Thread,
    /// Calls of the reader that wait, by thread.
    pub(super) calls: Table<ThreadId, Pending>,
}

/// The thread that runs the program.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Thread {
    pub(super) statements: Arc<[Statement]>,
    /// Index of the statement that runs, or runs next.
    pub(super) counter: usize,
    pub(super) asleep: bool,
    pub(super) variables: Table<String, i64>,
    pub(super) results: Table<usize, LineResult>,
    pub(super) pending: Option<Pending>,
}

/// What a line's call returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineResult {
    result: CallResult,
    data: Bytes,
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

/// Where a line of a program stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineStatus {
    /// It has returned.
    Done,
    /// Its call waits, or it sleeps.
    Blocked,
    /// It is the next to run.
    Running,
    /// It has not been reached.
    Waiting,
}

/// A line of a program, for a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line<'a> {
    /// The statement; its `Display` is the text of the line.
    pub statement: &'a Statement,
    /// Where it stands.
    pub status: LineStatus,
    /// What its call returned.
    pub result: Option<CallResult>,
    /// The first [`PREVIEW_OCTETS`] octets that its `recv` read.
    pub data: &'a [u8],
}

impl Process {
    pub(super) fn new(id: ProcessId, spec: ProcessSpec) -> Self {
        let mut statements = spec.program;
        statements.truncate(MAX_STATEMENTS);
        Self {
            id,
            name: spec.name,
            descriptors: Table::default(),
            program: Thread::new(statements),
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

    /// Its descriptors, in order.
    pub fn descriptors(&self) -> impl Iterator<Item = (Fd, SocketId)> {
        self.descriptors.iter().map(|(fd, socket)| (*fd, *socket))
    }

    /// The lines of its program, in order.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let statements = self.program.statements.iter().enumerate();
        statements.map(|(index, statement)| self.program.line(index, statement))
    }

    /// A variable of its program.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<i64> {
        self.program.variables.get(name).copied()
    }

    /// The descriptor that a call means; none of the table for a variable that holds no number.
    pub(super) fn fd(&self, fd: Option<&FdRef>) -> Fd {
        match fd {
            None => Fd::NONE,
            Some(FdRef::Number(fd)) => *fd,
            Some(FdRef::Variable(name)) => {
                let number = self.variable(name).and_then(|value| value.try_into().ok());
                number.map_or(Fd::NONE, Fd)
            }
        }
    }

    /// The lowest free descriptor.
    pub(super) fn free_fd(&self) -> Fd {
        let mut used = self.descriptors.keys().peekable();
        let mut free = Fd::FIRST;
        while used.next_if_eq(&&free).is_some() {
            free.0 += 1;
        }
        free
    }

    /// The lowest number that no waiting call of the reader has.
    pub(super) fn free_thread(&self) -> ThreadId {
        let mut free = ThreadId(1);
        while self.calls.contains_key(&free) {
            free.0 += 1;
        }
        free
    }
}

impl Process {
    /// The thread waits inside this call.
    pub(super) fn keep(&mut self, thread: ThreadId, pending: Pending) {
        if thread == ThreadId::PROGRAM {
            self.program.pending = Some(pending);
        } else {
            self.calls.insert(thread, pending);
        }
    }

    /// The call that the thread waits in.
    pub(super) fn take(&mut self, thread: ThreadId) -> Option<Pending> {
        if thread == ThreadId::PROGRAM {
            self.program.pending.take()
        } else {
            self.calls.remove(&thread)
        }
    }
}

impl Thread {
    fn new(statements: Vec<Statement>) -> Self {
        Self {
            statements: statements.into(),
            counter: 0,
            asleep: false,
            variables: Table::default(),
            results: Table::default(),
            pending: None,
        }
    }

    /// The index of the present statement, as the log keeps it.
    pub(super) fn line_number(&self) -> u16 {
        u16::try_from(self.counter).unwrap_or(u16::MAX)
    }

    /// The present statement has returned.
    pub(super) fn returned(&mut self, result: CallResult, reply: &Reply) {
        let data = reply.data();
        let shown = data.get(..PREVIEW_OCTETS).unwrap_or(data);
        let data = Bytes::copy_from_slice(shown);
        self.results
            .insert(self.counter, LineResult { result, data });
        let statement = self.statements.get(self.counter);
        if let Some(Statement::Call {
            into: Some(name), ..
        }) = statement
        {
            let value = result.map_or(-1, |number| reply.number().unwrap_or(number.into()));
            self.variables.insert(name.clone(), value);
        }
        self.counter += 1;
    }

    fn line<'a>(&'a self, index: usize, statement: &'a Statement) -> Line<'a> {
        let result = self.results.get(&index);
        Line {
            statement,
            status: self.status(index),
            result: result.map(|line| line.result),
            data: result.map_or(&[], |line| &line.data),
        }
    }

    fn status(&self, index: usize) -> LineStatus {
        if index < self.counter {
            LineStatus::Done
        } else if index > self.counter {
            LineStatus::Waiting
        } else if self.pending.is_some() || self.asleep {
            LineStatus::Blocked
        } else {
            LineStatus::Running
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
