//! Processes: a descriptor table, a program, and the calls a reader makes in it.

use std::collections::BTreeMap;

use bytes::Bytes;

use super::calls::{Call, CallResult};
use super::ids::{Fd, ProcessId, SocketId, ThreadId};
use super::program::Statement;
use crate::time::Instant;

/// A process.
#[derive(Clone, Debug, PartialEq)]
pub struct Process {
    pub(super) id: ProcessId,
    pub(super) name: String,
    pub(super) descriptors: BTreeMap<Fd, SocketId>,
    /// The program first, then calls of the reader that wait.
    pub(super) threads: Vec<Thread>,
}

/// A thread: the program, or one call of the reader that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    pub(super) id: ThreadId,
    pub(super) program: Vec<Statement>,
    pub(super) counter: usize,
}

/// Where a line of a program stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineStatus {
    /// It has returned.
    Done,
    /// Its call waits for the network.
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
    /// The first octets that its `recv` read.
    pub data: &'a [u8],
}

impl Process {
    /// Its number.
    pub fn id(&self) -> ProcessId;
    /// Its name.
    pub fn name(&self) -> &str;
    /// Its descriptors, in order.
    pub fn descriptors(&self) -> impl Iterator<Item = (Fd, SocketId)>;
    /// The lines of its program, in order.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>>;
    /// Calls of the reader that wait.
    pub fn waiting_calls(&self) -> impl Iterator<Item = (ThreadId, &Call)>;
}
