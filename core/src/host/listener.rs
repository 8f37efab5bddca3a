//! What a host does with the queues of its listeners. Linux: `listen(2)`, and the kernel when a queue is full.

use super::Host;
use super::ids::SocketId;
use super::queues::{Full, Listener, count};
use super::sink::{HostCx, HostWhat};
use super::socket::Shut;
use crate::rule::Rule;
use crate::tcp::{Connection, State, Tcb};
use crate::wire::{Flags, Segment};

impl Host {
    /// Why `listener` cannot take another SYN.
    pub(super) fn refuses_syn(&self, listener: SocketId) -> Option<Full> {
        let queues = self.sockets.get(&listener)?.listener.as_ref()?;
        let full = queues
            .accept_queue_full()
            .or_else(|| queues.syn_queue_full());
        full.or_else(|| self.sockets_full())
    }

    /// A new entry in SYN-RECEIVED joins the SYN queue.
    pub(super) fn queue_syn(&mut self, listener: SocketId, child: SocketId, cx: &mut HostCx<'_>) {
        let Some(queues) = self.queues(listener) else {
            return;
        };
        queues.syn_queue.push(child);
        let length = count(queues.syn_queue.len());
        let what = HostWhat::SynQueued { child, length };
        cx.note(Rule::SynQueued, Some(listener), what);
    }

    /// The handshake of `child` is complete: it moves to the accept queue.
    pub(super) fn queue_accept(&mut self, child: SocketId, cx: &mut HostCx<'_>) {
        let Some(listener) = self.sockets.get(&child).and_then(|socket| socket.parent) else {
            return;
        };
        let Some(queues) = self.queues(listener) else {
            return;
        };
        queues.syn_queue.retain(|entry| *entry != child);
        queues.accept_queue.push_back(child);
        let length = count(queues.accept_queue.len());
        let what = HostWhat::AcceptQueued { child, length };
        cx.note(Rule::AcceptQueued, Some(listener), what);
        self.wake(listener);
    }

    /// An entry of the SYN queue has come to nothing.
    pub(super) fn drop_entry(&mut self, child: SocketId, rule: Rule, cx: &mut HostCx<'_>) {
        let Some(socket) = self.sockets.get_mut(&child) else {
            return;
        };
        socket.connection = Connection::Closed;
        let Some(listener) = socket.parent.take() else {
            return;
        };
        if let Some(queues) = self.queues(listener) {
            queues.syn_queue.retain(|entry| *entry != child);
            let length = count(queues.syn_queue.len());
            let what = HostWhat::EntryDropped { child, length };
            cx.note(rule, Some(listener), what);
        }
        self.retire(child, cx);
    }

    /// The ACK that would complete a handshake finds the accept queue full: it is dropped, or answered with a
    /// RST (`tcp_abort_on_overflow`). True when the segment is finished with.
    pub(super) fn refuses_ack(
        &mut self,
        child: SocketId,
        segment: &Segment,
        cx: &mut HostCx<'_>,
    ) -> bool {
        let Some((listener, full)) = self.overflow(child, segment) else {
            return false;
        };
        let what = HostWhat::AckDropped {
            child,
            length: full.length,
            limit: full.limit,
        };
        cx.note(full.rule, Some(listener), what);
        if self.sysctls.abort_on_overflow {
            self.reset_stranger(segment, child, cx);
            self.drop_entry(child, Rule::AbortOnOverflow, cx);
        }
        true
    }

    /// The full accept queue that stands in the way of `segment`.
    fn overflow(&self, child: SocketId, segment: &Segment) -> Option<(SocketId, Full)> {
        let socket = self.sockets.get(&child)?;
        let listener = socket.parent?;
        if socket.state() != State::SynReceived || !completes(socket.tcb()?, segment) {
            return None;
        }
        let queues = self.sockets.get(&listener)?.listener.as_ref()?;
        queues.accept_queue_full().map(|full| (listener, full))
    }

    /// `listener` takes no connections any more: what is queued goes with it.
    pub(super) fn stop_listening(&mut self, listener: SocketId, cx: &mut HostCx<'_>) {
        let Some(queues) = self.queues(listener).cloned() else {
            return;
        };
        for child in queues.syn_queue {
            self.drop_entry(child, Rule::ListenerClosed, cx);
        }
        for child in queues.accept_queue {
            self.abort_child(child, cx);
        }
        self.close_listener(listener, cx);
        self.wake(listener);
    }

    /// A connection that no `accept` will take is reset.
    fn abort_child(&mut self, child: SocketId, cx: &mut HostCx<'_>) {
        if let Some(socket) = self.sockets.get_mut(&child) {
            socket.parent = None;
        }
        self.step(child, cx, |connection, cx| connection.abort(cx).ok());
        self.retire(child, cx);
    }

    /// The record in LISTEN is deleted; the socket is as good as new.
    fn close_listener(&mut self, listener: SocketId, cx: &mut HostCx<'_>) {
        let Some(socket) = self.sockets.get_mut(&listener) else {
            return;
        };
        socket.listener = None;
        let port = socket.local.port();
        self.demux.unlisten(port, listener);
        self.step(listener, cx, |connection, cx| {
            connection.close(true, cx).ok()
        });
        if let Some(socket) = self.sockets.get_mut(&listener) {
            socket.shut = Shut::default();
        }
    }

    /// The queues of a listener.
    pub(super) fn queues(&mut self, listener: SocketId) -> Option<&mut Listener> {
        self.sockets.get_mut(&listener)?.listener.as_mut()
    }
}

/// In SYN-RECEIVED this segment is the third of the handshake.
fn completes(tcb: &Tcb, segment: &Segment) -> bool {
    let plain = segment.has(Flags::ACK) && !segment.flags.intersects(Flags::SYN | Flags::RST);
    plain && segment.ack == tcb.snd.nxt && segment.seq.in_window(tcb.rcv.nxt, tcb.rcv.wnd)
}
