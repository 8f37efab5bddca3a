//! `close(2)`: gives the descriptor back; the last one takes the socket with it.

use super::Answer;
use crate::host::errno::Errno;
use crate::host::ids::{ProcessId, SocketId};
use crate::host::process::Pending;
use crate::host::sink::{HostCx, HostWhat};
use crate::host::socket::{Release, Socket};
use crate::host::{Counter, Host};
use crate::rule::Rule;
use crate::tcp::{Name, Op, State};
use crate::time::Duration;

impl Host {
    /// While another thread is inside a call on the socket, that call holds it open (Linux: the file is in use), or
    /// is ended: see [`Sysctls::close_waits`](crate::host::Sysctls::close_waits).
    pub(super) fn call_close(
        &mut self,
        process: ProcessId,
        pending: &mut Pending,
        id: SocketId,
        how: Release,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        let fd = pending.fd;
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
        let linger = socket.options.linger();
        let how = if linger == Some(0) {
            Release::Abort
        } else {
            how
        };
        if socket.waiting.is_empty() {
            self.release(id, how, cx);
            if let Some(seconds) = linger.filter(|_| how == Release::Close) {
                pending.lingers = true;
                pending.until = Some(cx.now + Duration::from_secs(seconds.into()));
                return self.linger_on(pending);
            }
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

    /// `SO_LINGER` with seconds: the call waits until the FIN is acknowledged, or the seconds are over (Linux:
    /// `sk_stream_wait_close`). What `close` is to do has been done.
    pub(super) fn linger_on(&self, pending: &Pending) -> Answer {
        let state = pending.socket.and_then(|id| self.sockets.get(&id));
        let closing = matches!(
            state.map(Socket::state),
            Some(State::FinWait1 | State::Closing | State::LastAck)
        );
        if closing { Answer::Wait } else { Answer::ok(0) }
    }

    /// No descriptor refers to the socket any more. In this order, as on Linux: a listener stops; octets that
    /// nobody will read are answered with a RST; else a FIN follows what is queued.
    pub(in crate::host) fn release(&mut self, id: SocketId, how: Release, cx: &mut HostCx<'_>) {
        let Some(socket) = self.sockets.get(&id) else {
            return;
        };
        let octets = socket.readable();
        let over = socket.is_over();
        let unread = (Name::Unread, octets.into());
        if socket.listener.is_some() {
            self.stop_listening(id, cx);
        } else if how == Release::Abort {
            self.counters.add(Counter::AbortOnData);
            self.step(id, cx, |connection, cx| connection.abort(cx).ok());
        } else if !over && cx.num(Rule::CloseUnread, unread, Op::Gt, (Name::Zero, 0)) {
            cx.note(Rule::CloseUnread, Some(id), HostWhat::Unread { octets });
            self.step(id, cx, |connection, cx| connection.abort(cx).ok());
        } else if !over {
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
