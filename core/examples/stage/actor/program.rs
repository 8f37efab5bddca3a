//! The program of a process, statement by statement.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use nix::sys::signal::Signal;
use tcp_lab_core::host::program::expression::ERRNO;
use tcp_lab_core::host::program::{Expression, Fault};
use tcp_lab_core::host::{Call, FdRef, MessageFlags, NameTable, Statement};

use super::super::clock;
use super::super::script::{Job, Report, Returned};
use super::table::Table;
use super::{calls, tell};

/// A call that took less time than this took none: sleeps are counted from when it was made.
const AT_ONCE: u64 = 2_000_000;

/// A process.
pub(super) struct Program {
    pub(super) job: Job,
    pub(super) names: NameTable,
    pub(super) table: Table,
    /// Of the first thread, for calls from outside.
    variables: Mutex<Variables>,
}

/// Variables by name.
type Variables = BTreeMap<String, i64>;

/// A thread of the program: its variables and its time, which the processor's haste does not move.
struct Thread {
    variables: Variables,
    now: u64,
    is_first: bool,
}

/// How a statement ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    /// The next one follows.
    On,
    /// The innermost loop is left.
    Break,
    /// The thread cannot go on.
    Stop,
}

impl Program {
    pub(super) fn new(job: Job) -> Self {
        Self {
            names: NameTable::new(job.names.clone()),
            table: Table::default(),
            variables: Mutex::default(),
            job,
        }
    }

    /// From the first statement to the last.
    pub(super) fn run(self: &Arc<Self>, begin: u64) {
        clock::sleep_until(begin);
        let mut thread = Thread {
            variables: Variables::new(),
            now: begin,
            is_first: true,
        };
        self.block(&self.job.program, &mut thread);
        tell(&Report::Ended { at: clock::now() });
    }

    /// A call from outside.
    pub(super) fn asked(&self, call: &Call) {
        let variables = self
            .variables
            .lock()
            .map(|known| known.clone())
            .unwrap_or_default();
        self.make(call, &variables);
    }

    fn block(self: &Arc<Self>, statements: &[Statement], thread: &mut Thread) -> Flow {
        for statement in statements {
            let flow = self.statement(statement, thread).unwrap_or(Flow::Stop);
            if flow != Flow::On {
                return flow;
            }
        }
        Flow::On
    }

    /// What a fault stops is told by nobody: the simulated program stops there too.
    fn statement(
        self: &Arc<Self>,
        statement: &Statement,
        thread: &mut Thread,
    ) -> Result<Flow, Fault> {
        match statement {
            Statement::Call { call, into } => self.call(call, into.as_deref(), thread),
            Statement::Sleep { length } => {
                thread.now = thread.now.saturating_add(length.as_nanos());
                clock::sleep_until(thread.now);
            }
            Statement::Set { variable, to } => {
                let value = thread.value(to)?;
                self.set(variable, value, thread);
            }
            Statement::While { condition, body } => {
                while thread.value(condition)? != 0 {
                    match self.block(body, thread) {
                        Flow::On => {}
                        Flow::Break => break,
                        Flow::Stop => return Ok(Flow::Stop),
                    }
                }
            }
            Statement::Repeat {
                times,
                variable,
                body,
            } => {
                for pass in 0..thread.value(times)? {
                    if let Some(name) = variable {
                        self.set(name, pass, thread);
                    }
                    match self.block(body, thread) {
                        Flow::On => {}
                        Flow::Break => break,
                        Flow::Stop => return Ok(Flow::Stop),
                    }
                }
            }
            Statement::If {
                condition,
                then,
                otherwise,
            } => {
                let is_so = thread.value(condition)? != 0;
                return Ok(self.block(if is_so { then } else { otherwise }, thread));
            }
            Statement::Break => return Ok(Flow::Break),
            // The kernel closes what is open.
            Statement::Exit => std::process::exit(0),
            Statement::Spawn { body, .. } => self.spawn(body.clone(), thread),
            Statement::Missing { .. } => {}
        }
        Ok(Flow::On)
    }

    fn spawn(self: &Arc<Self>, body: Vec<Statement>, thread: &Thread) {
        let program = Arc::clone(self);
        let mut thread = Thread {
            variables: thread.variables.clone(),
            now: thread.now,
            is_first: false,
        };
        std::thread::spawn(move || program.block(&body, &mut thread));
    }

    fn call(&self, call: &Call, into: Option<&str>, thread: &mut Thread) {
        let Made {
            entered,
            at,
            result,
            value,
        } = self.make(call, &thread.variables);
        if at.saturating_sub(entered) > AT_ONCE {
            thread.now = at;
        }
        if let Err(errno) = result {
            self.set(ERRNO, errno.into(), thread);
        }
        if let Some(name) = into {
            self.set(name, value, thread);
        }
    }

    /// Makes a call and tells what came of it.
    fn make(&self, call: &Call, variables: &Variables) -> Made {
        let entered = clock::now();
        let made = calls::make(self, call, variables);
        let at = clock::now();
        let result = made.map(|(result, _)| result);
        let signal = broken_pipe(call, result);
        tell(&Report::Returned(Returned {
            call: call.name(),
            entered,
            at,
            result,
            signal: signal.map(|signal| signal.as_str().to_owned()),
        }));
        if signal.is_some() && self.job.pipe_kills {
            // What the signal does to a process that does not care; the kernel closes what is open.
            std::process::exit(0);
        }
        let value = made.map_or(-1, |(_, value)| value);
        Made {
            entered,
            at,
            result,
            value,
        }
    }

    fn set(&self, name: &str, value: i64, thread: &mut Thread) {
        thread.variables.insert(name.to_owned(), value);
        if thread.is_first
            && let Ok(mut variables) = self.variables.lock()
        {
            variables.insert(name.to_owned(), value);
        }
    }
}

/// A call that was made.
struct Made {
    entered: u64,
    at: u64,
    result: Result<u32, u32>,
    /// What a variable keeps.
    value: i64,
}

impl Thread {
    fn value(&self, expression: &Expression) -> Result<i64, Fault> {
        expression.value_where(&|name| self.variables.get(name).copied())
    }
}

/// The number of a descriptor; -1 for a variable that holds none.
pub(super) fn number(fd: &FdRef, variables: &Variables) -> i32 {
    match fd {
        FdRef::Number(fd) => fd.0,
        FdRef::Variable(name) => {
            let value = variables
                .get(name)
                .and_then(|value| i32::try_from(*value).ok());
            value.unwrap_or(-1)
        }
    }
}

/// SIGPIPE, if the kernel has sent it to this thread for the call that just failed.
fn broken_pipe(call: &Call, result: Result<u32, u32>) -> Option<Signal> {
    let quiet = matches!(call, Call::Send { flags, .. } if flags.contains(MessageFlags::NOSIGNAL));
    if result != Err(nix::errno::Errno::EPIPE as u32) || quiet {
        return None;
    }
    let status = std::fs::read_to_string("/proc/thread-self/status").ok()?;
    let pending = status
        .lines()
        .find_map(|line| line.strip_prefix("SigPnd:"))?;
    let pending = u64::from_str_radix(pending.trim(), 16).ok()?;
    let bit = 1 << (Signal::SIGPIPE as i32 - 1);
    (pending & bit != 0).then_some(Signal::SIGPIPE)
}
