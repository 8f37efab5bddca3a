//! The end of a process: its threads go, then its descriptors are closed (`exit(2)`, `SIGKILL`).

use super::Host;
use super::agenda::Due;
use super::ids::{Fd, ProcessId, SocketId};
use super::sink::{HostCx, HostWhat};
use super::socket::Release;
use crate::rule::Rule;

impl Host {
    /// The process ends because of `rule`. Calls under way never return, and what `close` would do happens to every
    /// descriptor in order; nobody lingers (Linux: `PF_EXITING` in `inet_release`).
    pub(super) fn end_process(&mut self, process: ProcessId, rule: Rule, cx: &mut HostCx<'_>) {
        let Ok(table) = self.process_mut(process) else {
            return;
        };
        if !std::mem::take(&mut table.alive) {
            return;
        }
        cx.note(rule, None, HostWhat::ProcessEnded { process });
        self.end_threads(process, cx);
        let Ok(table) = self.process_mut(process) else {
            return;
        };
        for (fd, id) in std::mem::take(&mut table.descriptors) {
            self.drop_descriptor(process, fd, id, cx);
        }
    }

    /// No thread of the process runs or waits any more; those of the program stay where they are, to be looked at.
    fn end_threads(&mut self, process: ProcessId, cx: &mut HostCx<'_>) {
        let Ok(table) = self.process_mut(process) else {
            return;
        };
        let mut calls: Vec<_> = std::mem::take(&mut table.calls).into_iter().collect();
        let mut due = Vec::new();
        for (id, thread) in table.threads.iter_mut() {
            calls.extend(thread.pending.take().map(|pending| (*id, pending)));
            due.push((*id, thread.due.take()));
        }
        for (thread, at) in due {
            self.agenda.change(Due::Line(process, thread), at, None);
        }
        for (thread, pending) in calls {
            let due = Due::Patience(process, thread);
            self.agenda.change(due, pending.until, None);
            for id in pending.sockets() {
                self.leaves(id, (process, thread), cx);
            }
        }
    }

    fn drop_descriptor(&mut self, process: ProcessId, fd: Fd, id: SocketId, cx: &mut HostCx<'_>) {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return;
        };
        socket.holders.retain(|holder| *holder != (process, fd));
        if !socket.holders.is_empty() {
            return;
        }
        let how = if socket.options.linger() == Some(0) {
            Release::Abort
        } else {
            Release::Close
        };
        if socket.waiting.is_empty() {
            self.release(id, how, cx);
        } else {
            socket.release = Some(how);
        }
    }
}
