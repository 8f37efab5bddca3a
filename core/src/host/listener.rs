//! What a host does with the queues of its listeners. Linux: `listen(2)`, and the kernel when a queue is full.

use super::Host;
use super::calls::SocketOption;
use super::ids::SocketId;
use super::queues::{Full, Listener, count};
use super::sink::{HostCx, HostWhat};
use super::socket::{Shut, Socket};
use crate::rule::Rule;
use crate::tcp::{Connection, Name, Op, State, Tcb};
use crate::wire::{Flags, Segment};

impl Host {
    /// A new entry in SYN-RECEIVED joins the SYN queue.
    pub(super) fn queue_syn(&mut self, listener: SocketId, child: SocketId, cx: &mut HostCx<'_>) {
        let Some(queues) = self.queues(listener) else {
            return;
        };
        queues.syn_queue.push(child);
        queues.young = queues.young.saturating_add(1);
        let length = count(queues.syn_queue.len());
        if let Some(socket) = self.sockets.get_mut(&child) {
            socket.entry.at = cx.now;
        }
        let what = HostWhat::SynQueued { child, length };
        cx.note(Rule::SynQueued, Some(listener), what);
    }

    /// The handshake of `child` is complete: it moves to the accept queue.
    pub(super) fn queue_accept(&mut self, child: SocketId, cx: &mut HostCx<'_>) {
        let socket = self.sockets.get(&child);
        let Some((listener, entry)) =
            socket.and_then(|socket| Some((socket.parent?, socket.entry)))
        else {
            return;
        };
        let Some(queues) = self.queues(listener) else {
            return;
        };
        queues.leaves(child, entry);
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
        let entry = socket.entry;
        let Some(listener) = socket.parent.take() else {
            return;
        };
        if let Some(queues) = self.queues(listener) {
            queues.leaves(child, entry);
            let length = count(queues.syn_queue.len());
            let what = HostWhat::EntryDropped { child, length };
            cx.note(rule, Some(listener), what);
        }
        self.retire(child, cx);
    }

    /// The ACK that would complete a handshake is put aside: the listener waits for text, or the accept queue is full;
    /// then it may be answered with a RST (`tcp_abort_on_overflow`). True when the segment is finished with.
    pub(super) fn refuses_ack(
        &mut self,
        child: SocketId,
        segment: &Segment,
        cx: &mut HostCx<'_>,
    ) -> bool {
        if self.defers(child, segment, cx) {
            return true;
        }
        let Some((listener, full)) = self.overflow(child, segment) else {
            return false;
        };
        let length = (Name::AcceptQueue, full.length.into());
        cx.num(
            full.rule,
            length,
            Op::Ge,
            (Name::Backlog, full.limit.into()),
        );
        self.answered(child);
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

    /// `TCP_DEFER_ACCEPT`: while its time runs, an ACK without text does not complete the handshake.
    fn defers(&mut self, child: SocketId, segment: &Segment, cx: &mut HostCx<'_>) -> bool {
        let Some(socket) = self.sockets.get(&child) else {
            return false;
        };
        let periods = self.deferral(socket);
        let third = socket
            .tcb()
            .is_some_and(|tcb| socket.state() == State::SynReceived && completes(tcb, segment));
        if periods == 0 || !third {
            return false;
        }
        let (listener, timeouts) = (socket.parent, socket.entry.timeouts);
        let text = !segment.payload.is_empty() || segment.has(Flags::FIN);
        let rule = Rule::DeferAccept;
        let fired = (Name::Repeats, timeouts.into());
        let over = !cx.num(rule, fired, Op::Lt, (Name::RepeatLimit, periods.into()));
        if over || cx.set(rule, Name::Text, text) {
            return false;
        }
        self.answered(child);
        cx.note(rule, listener, HostWhat::AckDeferred { child });
        true
    }

    /// For how many intervals of the SYN,ACK the listener of this entry waits for text.
    pub(super) fn deferral(&self, entry: &Socket) -> u32 {
        let listener = entry
            .parent
            .and_then(|listener| self.sockets.get(&listener));
        let seconds =
            listener.and_then(|listener| listener.options.number(SocketOption::DeferAccept));
        // 1, 3, 7 ... seconds are one, two, three intervals.
        let seconds = seconds.and_then(|seconds| u32::try_from(seconds).ok());
        seconds.map_or(0, |seconds| seconds.saturating_add(1).ilog2())
    }

    fn answered(&mut self, child: SocketId) {
        if let Some(socket) = self.sockets.get_mut(&child) {
            socket.entry.answered = true;
        }
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
