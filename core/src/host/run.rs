//! Who calls when: programs line by line, calls of the reader, and calls that waited.

mod lines;

use std::net::SocketAddr;

use bytes::Bytes;

use super::agenda::Due;
use super::calls::{
    Answer, Call, CallNote, CallOutcome, CallResult, FdRef, MessageFlags, PollFd, Reply,
};
use super::ids::{ProcessId, SocketId, ThreadId};
use super::process::{MAX_WAITING_CALLS, Pending, Process};
use super::sink::{HostCx, HostWhat};
use super::{Host, HostError, Polled};
use crate::rule::Rule;
use crate::tcp::Timer;
use crate::time::{Duration, Instant};

/// Which thread makes a call, and on which line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caller {
    process: ProcessId,
    thread: ThreadId,
    line: u16,
}

impl Host {
    /// The reader makes a call in a process.
    ///
    /// # Errors
    /// [`HostError::UnknownProcess`], [`HostError::ProcessGone`], or [`HostError::TooManyCalls`] when too many of them
    /// wait there.
    pub fn call(
        &mut self,
        process: ProcessId,
        call: Call,
        cx: &mut HostCx<'_>,
    ) -> Result<CallOutcome, HostError> {
        let table = self.process(process)?;
        if !table.is_alive() {
            return Err(HostError::ProcessGone { process });
        }
        if table.calls.len() >= MAX_WAITING_CALLS {
            return Err(HostError::TooManyCalls);
        }
        let thread = table.free_thread();
        let caller = Caller {
            process,
            thread,
            line: 0,
        };
        let outcome = match self.enter(caller, &call, cx) {
            Some((result, reply)) => CallOutcome::Returned { result, reply },
            None => CallOutcome::Blocked { thread },
        };
        self.settle(cx);
        Ok(outcome)
    }

    /// A timer fires because the reader says so.
    ///
    /// # Errors
    /// [`HostError::UnknownSocket`], or [`HostError::TimerNotSet`] when this timer does not run.
    pub fn expire(
        &mut self,
        socket: SocketId,
        timer: Timer,
        cx: &mut HostCx<'_>,
    ) -> Result<(), HostError> {
        let unknown = HostError::UnknownSocket { socket };
        let found = self.sockets.get(&socket).ok_or(unknown)?;
        if !found.tcb().is_some_and(|tcb| tcb.timers.runs(timer)) {
            return Err(HostError::TimerNotSet);
        }
        self.fire(socket, timer, cx);
        self.settle(cx);
        Ok(())
    }

    /// When the next thing is due: the earliest timer or program step.
    #[must_use]
    pub fn poll_at(&self) -> Option<Instant> {
        self.agenda.next().map(|(at, _)| at)
    }

    /// Does one thing that is due at `cx.now`: one timer, or one line of one program.
    pub fn poll(&mut self, cx: &mut HostCx<'_>) -> Polled {
        let polled = match self.agenda.take(cx.now) {
            None => Polled::Nothing,
            Some(Due::Timer(socket)) => self.timer_due(socket, cx),
            Some(Due::Patience(process, thread)) => self.patience_over(process, thread, cx),
            Some(Due::Line(process, thread)) => self.line_due(process, thread, cx),
        };
        self.settle(cx);
        polled
    }

    fn timer_due(&mut self, id: SocketId, cx: &mut HostCx<'_>) -> Polled {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return Polled::Nothing;
        };
        socket.scheduled = None;
        let Some((_, timer)) = socket.connection.poll_at() else {
            return Polled::Nothing;
        };
        self.fire(id, timer, cx);
        Polled::Timer { socket: id, timer }
    }

    fn fire(&mut self, id: SocketId, timer: Timer, cx: &mut HostCx<'_>) {
        let unread = self.unread(id, true);
        if self.entry_waits(id, timer, cx) {
            self.step(id, cx, |connection, cx| connection.wait_on(cx));
        } else {
            self.step(id, cx, |connection, cx| connection.timeout(timer, cx));
        }
        self.keep_unread(id, unread);
    }

    /// A thread makes a call. `None`: it waits.
    fn enter(
        &mut self,
        caller: Caller,
        call: &Call,
        cx: &mut HostCx<'_>,
    ) -> Option<(CallResult, Reply)> {
        let mut pending = self.prepare(caller, call, cx.now)?;
        let what = HostWhat::CallEntered {
            process: caller.process,
            thread: caller.thread,
            line: caller.line,
            call: CallNote {
                name: call.name(),
                fd: pending.fd,
                to: pending.to(),
                value: pending.value(),
                flags: call.flags(),
                option: call.option(),
            },
        };
        let socket = pending.socket;
        cx.note(Rule::CallMade, socket, what);
        match self.attempt(caller.process, &mut pending, cx) {
            Answer::Return {
                rule,
                result,
                reply,
            } => {
                let thread = (caller.process, caller.thread);
                if self.dies_of_pipe(thread, &pending, result, cx) {
                    return None;
                }
                let result = (result, reply);
                self.answer(caller, &pending, rule, &result, cx);
                Some(result)
            }
            Answer::Wait => {
                self.wait(caller, pending, cx);
                None
            }
        }
    }

    /// Looks up what the call's arguments mean.
    fn prepare(&self, caller: Caller, call: &Call, now: Instant) -> Option<Pending> {
        let table = self.process(caller.process).ok()?;
        let number = |fd: Option<&FdRef>| table.fd(caller.thread, fd);
        let fd = number(call.fd());
        let socket = table.descriptors.get(&fd).copied();
        let peer = if let Call::Connect { to, .. } = call {
            self.names.resolve(to).ok()
        } else if let Call::Bind { port, address, .. } = call {
            // For the log: `connect` alone has a peer.
            address.map(|address| self.names.peer(SocketAddr::new(address, *port)))
        } else {
            None
        };
        let blocking = socket
            .and_then(|id| self.sockets.get(&id))
            .is_some_and(|socket| !socket.nonblocking);
        let blocking = blocking && !call.flags().contains(MessageFlags::DONTWAIT);
        let polls = matches!(call, Call::Poll { .. });
        let patience = self.patience(socket, call);
        // What a poll asks for is known when it begins, whatever becomes of the variables.
        let call = if let Call::Poll { fds, timeout } = call {
            let known = fds.iter().map(|polled| PollFd {
                fd: FdRef::Number(number(Some(&polled.fd))),
                events: polled.events,
            });
            Call::Poll {
                fds: known.collect(),
                timeout: *timeout,
            }
        } else {
            call.clone()
        };
        Some(Pending {
            fd,
            socket,
            peer,
            blocking: (blocking || polls) && patience != Some(Duration::ZERO),
            watched: self.polled(caller.process, &call),
            until: patience.map(|patience| now + patience),
            lingers: false,
            wants_room: false,
            sent: 0,
            taken: Bytes::new(),
            call,
        })
    }

    /// The call cannot be answered yet.
    fn wait(&mut self, caller: Caller, pending: Pending, cx: &mut HostCx<'_>) {
        let what = HostWhat::CallBlocked {
            process: caller.process,
            thread: caller.thread,
            line: caller.line,
            name: pending.call.name(),
        };
        cx.note(Rule::CallWaits, pending.socket, what);
        for id in pending.sockets() {
            if let Some(socket) = self.sockets.get_mut(&id) {
                socket.waiting.push((caller.process, caller.thread));
            }
        }
        if let Some(until) = pending.until {
            let due = Due::Patience(caller.process, caller.thread);
            self.agenda.enter(until, due);
        }
        if let Ok(table) = self.process_mut(caller.process) {
            table.keep(caller.thread, pending);
        }
    }

    /// The call returns; a program goes on at the same instant, in a step of its own.
    fn answer(
        &mut self,
        caller: Caller,
        pending: &Pending,
        rule: Rule,
        (result, reply): &(CallResult, Reply),
        cx: &mut HostCx<'_>,
    ) {
        let what = HostWhat::CallReturned {
            process: caller.process,
            thread: caller.thread,
            line: caller.line,
            name: pending.call.name(),
            result: *result,
            errors: self.sysctls.errors,
        };
        cx.note(rule, pending.socket, what);
        if !caller.thread.is_of_program() {
            return;
        }
        if let Ok(table) = self.process_mut(caller.process) {
            table.returned(caller.thread, *result, reply);
        }
        self.go_on(caller, cx);
    }

    /// Tries the calls again whose sockets have changed, in the order in which they came.
    pub(super) fn settle(&mut self, cx: &mut HostCx<'_>) {
        while let Some(id) = self.woken.pop_front() {
            let mut place = 0;
            while let Some((process, thread)) = self.waits_at(id, place) {
                self.try_again(process, thread, cx);
                // One that has returned has left its place to the next.
                place += usize::from(self.waits_at(id, place) == Some((process, thread)));
            }
        }
    }

    fn try_again(&mut self, process: ProcessId, thread: ThreadId, cx: &mut HostCx<'_>) {
        let Some((caller, mut pending)) = self.take_call(process, thread) else {
            return;
        };
        match self.attempt(process, &mut pending, cx) {
            Answer::Return {
                rule,
                result,
                reply,
            } => {
                if !self.dies_of_pipe((process, thread), &pending, result, cx) {
                    self.returns(caller, &pending, rule, (result, reply), cx);
                }
            }
            Answer::Wait => {
                if let Ok(table) = self.process_mut(process) {
                    table.keep(thread, pending);
                }
            }
        }
    }

    /// The thread at this place among those that wait on the socket.
    fn waits_at(&self, id: SocketId, place: usize) -> Option<(ProcessId, ThreadId)> {
        self.sockets.get(&id)?.waiting.get(place).copied()
    }

    /// Every call that waits on socket `id` returns with `answer`.
    pub(super) fn end_calls(&mut self, id: SocketId, answer: &Answer, cx: &mut HostCx<'_>) {
        let Answer::Return {
            rule,
            result,
            reply,
        } = answer
        else {
            return;
        };
        let waiting = self.sockets.get(&id).map(|socket| socket.waiting.clone());
        for (process, thread) in waiting.unwrap_or_default() {
            if let Some((caller, pending)) = self.take_call(process, thread) {
                self.returns(caller, &pending, *rule, (*result, reply.clone()), cx);
            }
        }
    }

    /// A call that waited returns: nothing waits for it any more.
    pub(super) fn returns(
        &mut self,
        caller: Caller,
        pending: &Pending,
        rule: Rule,
        result: (CallResult, Reply),
        cx: &mut HostCx<'_>,
    ) {
        let thread = (caller.process, caller.thread);
        let due = Due::Patience(caller.process, caller.thread);
        self.agenda.change(due, pending.until, None);
        cx.hand_over(caller.process, caller.thread, &result.1);
        self.answer(caller, pending, rule, &result, cx);
        for id in pending.sockets() {
            self.leaves(id, thread, cx);
        }
    }

    /// The call that a thread waits in, and who that is.
    pub(super) fn take_call(
        &mut self,
        process: ProcessId,
        thread: ThreadId,
    ) -> Option<(Caller, Pending)> {
        let table = self.process_mut(process).ok()?;
        let pending = table.take(thread)?;
        let line = table.line_number(thread);
        let caller = Caller {
            process,
            thread,
            line,
        };
        Some((caller, pending))
    }

    /// A thread is out of its call on socket `id`; a close that waited for that happens now.
    pub(super) fn leaves(
        &mut self,
        id: SocketId,
        thread: (ProcessId, ThreadId),
        cx: &mut HostCx<'_>,
    ) {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return;
        };
        socket.waiting.retain(|waiting| *waiting != thread);
        if !socket.waiting.is_empty() {
            return;
        }
        if let Some(release) = socket.release.take() {
            self.release(id, release, cx);
        }
        self.retire(id, cx);
    }

    pub(super) fn process(&self, process: ProcessId) -> Result<&Process, HostError> {
        let unknown = HostError::UnknownProcess { process };
        self.processes.get(usize::from(process.0)).ok_or(unknown)
    }

    pub(super) fn process_mut(&mut self, process: ProcessId) -> Result<&mut Process, HostError> {
        let unknown = HostError::UnknownProcess { process };
        let found = self.processes.get_mut(usize::from(process.0));
        found.ok_or(unknown)
    }
}
