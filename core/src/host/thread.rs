//! A thread of a program: where it is, its variables, and what it does next.

use bytes::Bytes;

use super::calls::{CallResult, Reply};
use super::ids::ThreadId;
use super::process::{Pending, Process};
use super::program::expression::ERRNO;
use super::program::{Fault, MAX_LINES_AT_ONCE, MAX_QUIET_LINES, MAX_THREADS, Step, Variables};
use crate::table::Table;
use crate::time::{Duration, Instant};

/// Octets that a line remembers of what its `recv` read.
pub(super) const PREVIEW_OCTETS: usize = 64;

/// A thread of a program.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Thread {
    /// Number of the line that runs, or runs next.
    pub(super) counter: usize,
    /// It ends when it comes to this line.
    end: usize,
    pub(super) asleep: bool,
    pub(super) fault: Option<Fault>,
    pub(super) variables: Variables,
    /// Loops under way that count, by their first line.
    loops: Table<usize, Pass>,
    pub(super) pending: Option<Pending>,
    /// When it goes on by itself, as the agenda knows it.
    pub(super) due: Option<Instant>,
    /// The instant at which it ran last, and how many lines it ran then.
    ran: (Instant, u32),
}

/// How far a loop has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pass {
    done: i64,
    times: i64,
}

/// What has come of a line, in whatever thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LineResult {
    /// What its call returned last.
    pub(super) result: Option<CallResult>,
    /// The first octets that its call read last.
    pub(super) data: Bytes,
    /// How often it has run.
    pub(super) runs: u32,
}

/// What a thread does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The call of its present line.
    Call,
    /// It sleeps.
    Sleep(Duration),
    /// It starts another thread at this line.
    Spawn(usize),
    /// It ends its process.
    Exit,
    /// It has come to its end.
    End,
    /// It cannot go on.
    Stop(Fault),
}

impl Thread {
    /// A thread from one line to another.
    pub(super) fn new(counter: usize, end: usize, variables: Variables) -> Self {
        Self {
            counter,
            end,
            asleep: false,
            fault: None,
            variables,
            loops: Table::default(),
            pending: None,
            due: None,
            ran: (Instant::START, 0),
        }
    }

    /// The number of its line, as the log keeps it.
    pub(super) fn line_number(&self) -> u16 {
        u16::try_from(self.counter).unwrap_or(u16::MAX)
    }

    /// It has come to its end.
    pub(super) const fn is_over(&self) -> bool {
        self.counter >= self.end
    }

    /// One more line at this instant; false when that is too much.
    fn may_run(&mut self, now: Instant) -> bool {
        let (at, lines) = self.ran;
        self.ran = (now, if at == now { lines + 1 } else { 1 });
        self.ran.1 <= MAX_LINES_AT_ONCE
    }

    /// A line that makes no call and takes no time.
    fn quietly(&mut self, step: &Step) -> Result<(), Fault> {
        self.counter = match step {
            Step::Set(name, to) => {
                let value = to.value(&self.variables)?;
                self.variables.set(name, value);
                self.counter + 1
            }
            Step::Unless(condition, to) if condition.value(&self.variables)? == 0 => *to,
            Step::Repeat(times, variable, to) => {
                let pass = match self.loops.get(&self.counter) {
                    Some(pass) => *pass,
                    None => Pass {
                        done: 0,
                        times: times.value(&self.variables)?,
                    },
                };
                if pass.done >= pass.times {
                    self.loops.remove(&self.counter);
                    *to
                } else {
                    if let Some(name) = variable {
                        self.variables.set(name, pass.done);
                    }
                    let done = pass.done + 1;
                    self.loops.insert(self.counter, Pass { done, ..pass });
                    self.counter + 1
                }
            }
            Step::Jump(to) => *to,
            Step::Leave(head, to) => {
                self.loops.remove(head);
                *to
            }
            Step::Unless(..)
            | Step::Missing(_)
            | Step::Call(..)
            | Step::Sleep(_)
            | Step::Spawn(_)
            | Step::Exit => self.counter + 1,
        };
        Ok(())
    }
}

impl Process {
    /// Lets a thread run up to the first line that shows. `None`: there is no such thread.
    pub(super) fn advance(&mut self, id: ThreadId, now: Instant) -> Option<Next> {
        let thread = self.threads.get_mut(&id)?;
        thread.due = None;
        if std::mem::take(&mut thread.asleep) {
            ran(&mut self.results, thread.counter);
            thread.counter += 1;
        }
        for _ in 0..MAX_QUIET_LINES {
            let line = self.lines.get(thread.counter);
            let Some(line) = line.filter(|_| !thread.is_over()) else {
                return Some(Next::End);
            };
            if !thread.may_run(now) {
                return Some(Next::Stop(Fault::NoTimePasses));
            }
            match &line.step {
                Step::Call(..) => return Some(Next::Call),
                Step::Sleep(length) => {
                    thread.asleep = true;
                    return Some(Next::Sleep(*length));
                }
                Step::Spawn(at) => return Some(Next::Spawn(*at)),
                Step::Exit => return Some(Next::Exit),
                quiet @ (Step::Set(..)
                | Step::Unless(..)
                | Step::Repeat(..)
                | Step::Jump(_)
                | Step::Leave(..)
                | Step::Missing(_)) => {
                    if !line.is_ghost() {
                        ran(&mut self.results, thread.counter);
                    }
                    if let Err(fault) = thread.quietly(quiet) {
                        return Some(Next::Stop(fault));
                    }
                }
            }
        }
        Some(Next::Stop(Fault::NoTimePasses))
    }

    /// The call of a thread's present line has returned.
    pub(super) fn returned(&mut self, id: ThreadId, result: CallResult, reply: &Reply) {
        let Some(thread) = self.threads.get_mut(&id) else {
            return;
        };
        if let Some(line) = ran(&mut self.results, thread.counter) {
            let data = reply.data();
            line.result = Some(result);
            line.data = Bytes::copy_from_slice(data.get(..PREVIEW_OCTETS).unwrap_or(data));
        }
        if let Err(errno) = result {
            let number = errno.number().into();
            thread.variables.set(ERRNO, number);
        }
        let step = self.lines.get(thread.counter).map(|line| &line.step);
        if let Some(Step::Call(_, Some(name))) = step {
            let value = result.map_or(-1, |number| reply.number().unwrap_or(number.into()));
            thread.variables.set(name, value);
        }
        thread.counter += 1;
    }

    /// A thread goes over its present line, which has done its work.
    pub(super) fn passed(&mut self, id: ThreadId) {
        if let Some(thread) = self.threads.get_mut(&id) {
            ran(&mut self.results, thread.counter);
            thread.counter += 1;
        }
    }

    /// Whether a thread has come to its end, lines that are missing apart.
    pub(super) fn is_through(&mut self, id: ThreadId) -> bool {
        let Some(thread) = self.threads.get_mut(&id) else {
            return true;
        };
        while !thread.is_over()
            && self
                .lines
                .get(thread.counter)
                .is_some_and(|line| line.is_ghost())
        {
            thread.counter += 1;
        }
        thread.is_over()
    }

    /// A second thread of the same process from `start` to the line on which `parent` stands. `None`: there are
    /// too many.
    pub(super) fn spawn(&mut self, parent: ThreadId, start: usize) -> Option<ThreadId> {
        if self.threads.len() >= MAX_THREADS {
            return None;
        }
        let parent = self.threads.get(&parent)?;
        let thread = Thread::new(start, parent.counter, parent.variables.clone());
        let free = self.threads.gap(|id, place| usize::from(id.0) == place);
        let id = ThreadId(u16::try_from(free).unwrap_or(u16::MAX));
        self.threads.insert(id, thread);
        Some(id)
    }
}

/// A line has run once more.
fn ran(results: &mut Table<usize, LineResult>, line: usize) -> Option<&mut LineResult> {
    let result = results.or_default(line)?;
    result.runs = result.runs.saturating_add(1);
    Some(result)
}
