//! `close(2)`: gives the descriptor back; the last one takes the socket with it.

use super::Answer;
use crate::host::Host;
use crate::host::errno::Errno;
use crate::host::ids::{Fd, ProcessId, SocketId};
use crate::host::sink::{HostCx, HostWhat};
use crate::host::socket::Release;
use crate::rule::Rule;
use crate::tcp::State;

impl Host {
    /// While another thread is inside a call on the socket, that call holds it open (Linux: the file is in use), or
    /// is ended: see [`Sysctls::close_waits`](crate::host::Sysctls::close_waits).
    pub(super) fn call_close(
        &mut self,
        process: ProcessId,
        fd: Fd,
        id: SocketId,
        how: Release,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        if let Ok(table) = self.process_mut(process) {
            table.descriptors.remove(&fd);
        }
        let Some(socket) = self.sockets.get_mut(&id) else {
            return Answer::ok(0);
        };
        socket.holders.retain(|holder| *holder != (process, fd));
        if !socket.holders.is_empty() {
            return Answer::ok(0);
        }
        if socket.waiting.is_empty() {
            self.release(id, how, cx);
            return Answer::ok(0);
        }
        socket.release = Some(how);
        if self.sysctls.close_waits {
            cx.note(Rule::CloseDeferred, Some(id), HostWhat::CloseDeferred);
        } else {
            self.end_calls(id, &Answer::fail(Rule::CloseEndsCalls, Errno::EBADF), cx);
        }
        Answer::ok(0)
    }

    /// No descriptor refers to the socket any more. In this order, as on Linux: a listener stops; octets that
    /// nobody will read are answered with a RST; else a FIN follows what is queued.
    pub(in crate::host) fn release(&mut self, id: SocketId, how: Release, cx: &mut HostCx<'_>) {
        let Some(socket) = self.sockets.get(&id) else {
            return;
        };
        let octets = socket.readable();
        if socket.listener.is_some() {
            self.stop_listening(id, cx);
        } else if how == Release::Abort {
            self.step(id, cx, |connection, cx| connection.abort(cx).ok());
        } else if !socket.is_over() && octets > 0 {
            cx.note(Rule::CloseUnread, Some(id), HostWhat::Unread { octets });
            self.step(id, cx, |connection, cx| connection.abort(cx).ok());
        } else if !socket.is_over() {
            self.step(id, cx, |connection, cx| connection.close(true, cx).ok());
        }
        let lives = self.sockets.get(&id).map(|socket| socket.state());
        if lives.is_some_and(|state| state != State::Closed) {
            cx.note(Rule::Orphaned, Some(id), HostWhat::Orphaned);
            self.step(id, cx, |connection, cx| connection.orphan(cx));
        }
        self.retire(id, cx);
    }
}
