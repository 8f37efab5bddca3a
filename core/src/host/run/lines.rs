//! Programs, line by line: one poll goes up to the first line that shows.

use std::sync::Arc;

use super::Caller;
use crate::host::agenda::Due;
use crate::host::ids::{ProcessId, ThreadId};
use crate::host::program::{Fault, Step};
use crate::host::sink::{HostCx, HostWhat};
use crate::host::thread::Next;
use crate::host::{Host, Polled};
use crate::rule::Rule;
use crate::time::{Duration, Instant};

impl Host {
    /// The next line of a thread that shows, and those before it that do not.
    pub(super) fn line_due(
        &mut self,
        process: ProcessId,
        thread: ThreadId,
        cx: &mut HostCx<'_>,
    ) -> Polled {
        let Ok(table) = self.process_mut(process) else {
            return Polled::Nothing;
        };
        let Some(next) = table.advance(thread, cx.now) else {
            return Polled::Nothing;
        };
        let caller = Caller {
            process,
            thread,
            line: table.line_number(thread),
        };
        match next {
            Next::Call => {
                let lines = Arc::clone(&table.lines);
                let line = lines.get(usize::from(caller.line));
                if let Some(Step::Call(call, _)) = line.map(|line| &line.step) {
                    self.enter(caller, call, cx);
                }
            }
            Next::Sleep(length) => self.sleeps(caller, length, cx),
            Next::Spawn(start) => self.spawns(caller, start, cx),
            Next::Exit => {
                table.passed(thread);
                self.end_process(process, Rule::ProcessExits, cx);
            }
            Next::End => self.ended(caller, cx),
            Next::Stop(fault) => self.stops(caller, fault, cx),
        }
        Polled::Statement { process }
    }

    /// The thread goes on at this time.
    pub(in crate::host) fn go_on_at(&mut self, process: ProcessId, thread: ThreadId, at: Instant) {
        let Ok(table) = self.process_mut(process) else {
            return;
        };
        let Some(known) = table.threads.get_mut(&thread) else {
            return;
        };
        known.due = Some(at);
        self.agenda.enter(at, Due::Line(process, thread));
    }

    /// The thread goes on at the same instant, in a step of its own, unless that was its last line.
    pub(super) fn go_on(&mut self, caller: Caller, cx: &mut HostCx<'_>) {
        let Ok(table) = self.process_mut(caller.process) else {
            return;
        };
        if table.is_through(caller.thread) {
            self.ended(caller, cx);
        } else {
            self.go_on_at(caller.process, caller.thread, cx.now);
        }
    }

    /// The first thread stays, for its variables may be looked at; others are gone.
    fn ended(&mut self, caller: Caller, cx: &mut HostCx<'_>) {
        let (process, thread) = (caller.process, caller.thread);
        let what = HostWhat::ProgramEnded { process, thread };
        cx.note(Rule::ProgramEnds, None, what);
        if let Ok(table) = self.process_mut(process)
            && thread != ThreadId::PROGRAM
        {
            table.threads.remove(&thread);
        }
    }

    fn sleeps(&mut self, caller: Caller, length: Duration, cx: &mut HostCx<'_>) {
        let until = cx.now + length;
        self.go_on_at(caller.process, caller.thread, until);
        let what = HostWhat::Slept {
            process: caller.process,
            thread: caller.thread,
            line: caller.line,
            until,
        };
        cx.note(Rule::ProgramSleeps, None, what);
    }

    fn spawns(&mut self, caller: Caller, start: usize, cx: &mut HostCx<'_>) {
        let process = caller.process;
        let Ok(table) = self.process_mut(process) else {
            return;
        };
        let Some(thread) = table.spawn(caller.thread, start) else {
            self.stops(caller, Fault::TooManyThreads, cx);
            return;
        };
        table.passed(caller.thread);
        let what = HostWhat::ThreadStarted {
            process,
            thread,
            line: caller.line,
        };
        cx.note(Rule::ThreadStarts, None, what);
        self.go_on_at(process, thread, cx.now);
        self.go_on(caller, cx);
    }

    /// The thread stays where it is, so that one can see why.
    fn stops(&mut self, caller: Caller, fault: Fault, cx: &mut HostCx<'_>) {
        if let Ok(table) = self.process_mut(caller.process)
            && let Some(thread) = table.threads.get_mut(&caller.thread)
        {
            thread.fault = Some(fault);
        }
        let what = HostWhat::ProgramStopped {
            process: caller.process,
            thread: caller.thread,
            line: caller.line,
            fault,
        };
        cx.note(Rule::ProgramStopped, None, what);
    }
}
