//! One step of a socket's connection, and what follows from it on the host.

use std::net::SocketAddr;

use bytes::Bytes;

use super::agenda::Due;
use super::errno::Errno;
use super::ids::SocketId;
use super::profile::ResetAfterFin;
use super::queues::{Full, count};
use super::sink::{HostCx, HostOutput, HostWhat};
use super::socket::{Shut, Socket};
use super::{Host, MAX_SOCKETS};
use crate::rule::Rule;
use crate::tcp::{self, Connection, Output, Pair, Signal, State, Tcb};
use crate::wire::Packet;

impl Host {
    /// Runs `act` on the connection of socket `id` and applies what comes out. `None` when there is no such socket.
    pub(super) fn step<R>(
        &mut self,
        id: SocketId,
        cx: &mut HostCx<'_>,
        act: impl FnOnce(&mut Connection, &mut tcp::Cx<'_>) -> R,
    ) -> Option<R> {
        let (isn, switches) = (self.isn, self.switches);
        let socket = self.sockets.get_mut(&id)?;
        let before = socket.state();
        let mut sink = tcp::Sink {
            outputs: std::mem::take(&mut cx.sink.spare),
            recording: cx.sink.recording,
        };
        let mut tcp_cx = tcp::Cx::new(cx.now, isn, &mut sink);
        tcp_cx.switches = switches;
        let result = act(&mut socket.connection, &mut tcp_cx);
        self.apply(id, before, &mut sink.outputs, cx);
        cx.sink.spare = sink.outputs;
        Some(result)
    }

    /// Runs `act` on a connection that belongs to no socket yet.
    pub(super) fn detached(
        &self,
        mut connection: Connection,
        cx: &HostCx<'_>,
        act: impl FnOnce(&mut Connection, &mut tcp::Cx<'_>),
    ) -> (Connection, Vec<Output>) {
        let mut sink = tcp::Sink {
            outputs: Vec::new(),
            recording: cx.sink.recording,
        };
        let mut tcp_cx = tcp::Cx::new(cx.now, self.isn, &mut sink);
        tcp_cx.switches = self.switches;
        act(&mut connection, &mut tcp_cx);
        (connection, sink.outputs)
    }

    /// Applies the results of a step on socket `id`.
    fn apply(
        &mut self,
        id: SocketId,
        before: State,
        outputs: &mut Vec<Output>,
        cx: &mut HostCx<'_>,
    ) {
        for output in outputs.iter_mut() {
            let error = self.error_of(id, before, output);
            let signal = signal_of(output);
            self.give_out(Some(id), output, cx);
            if let Some(errno) = error {
                self.keep_error(id, before, errno, cx);
            }
            match signal {
                Some(Signal::Established) => self.queue_accept(id, cx),
                Some(Signal::PeerClosed) => self.peer_closed(id),
                Some(
                    Signal::Refused
                    | Signal::Reset
                    | Signal::TimedOut
                    | Signal::Trouble
                    | Signal::SoftError(_)
                    | Signal::Unreachable(_)
                    | Signal::Urgent
                    | Signal::Closed,
                )
                | None => {}
            }
        }
        outputs.clear();
        self.follow(id, before, cx);
    }

    /// Passes one output of the TCP floor on; of a segment, only an empty one stays behind.
    pub(super) fn give_out(
        &self,
        socket: Option<SocketId>,
        output: &mut Output,
        cx: &mut HostCx<'_>,
    ) {
        let outputs = &mut cx.sink.outputs;
        // Each kind is put in its place by itself: most are small beside a packet.
        match output {
            Output::Note(note) => {
                let output = Output::Note(*note);
                outputs.push(HostOutput::Tcp { socket, output });
            }
            Output::Signal(rule, signal) => {
                let output = Output::Signal(*rule, *signal);
                outputs.push(HostOutput::Tcp { socket, output });
            }
            Output::Check(check) => {
                let output = Output::Check(*check);
                outputs.push(HostOutput::Tcp { socket, output });
            }
            Output::Segment(outgoing) => {
                let socket_of = socket.and_then(|id| self.sockets.get(&id));
                let ends = socket_of.and_then(|socket| Some((socket.local, socket.remote?)));
                let Some((local, remote)) = ends else {
                    return;
                };
                let segment = std::mem::take(&mut outgoing.segment);
                outputs.push(HostOutput::Packet {
                    socket,
                    packet: Packet::new(local.ip(), remote.ip(), segment).marked(outgoing.ecn),
                    rule: outgoing.rule,
                    retransmission: outgoing.retransmission,
                });
            }
        }
    }

    /// The error that an output leaves on a socket that was in state `before` (Linux: `tcp_reset`, `tcp_write_err`).
    fn error_of(&mut self, id: SocketId, before: State, output: &Output) -> Option<Errno> {
        match output {
            Output::Signal(_, Signal::Refused | Signal::Reset) => Some(self.reset_error(before)),
            Output::Signal(_, Signal::TimedOut) => Some(self.given_up(id)),
            Output::Signal(_, Signal::Unreachable(error)) => Some(self.icmp_errno(*error)),
            Output::Signal(_, Signal::SoftError(error)) => {
                self.keep_soft_error(id, *error);
                None
            }
            // The RFC ends these quietly; Linux keeps the error for a descriptor that is still open.
            Output::Signal(Rule::ResetClosing, Signal::Closed) if before != State::TimeWait => {
                Some(self.reset_error(before))
            }
            Output::Signal(
                _,
                Signal::Established
                | Signal::PeerClosed
                | Signal::Trouble
                | Signal::Urgent
                | Signal::Closed,
            )
            | Output::Segment(_)
            | Output::Note(_)
            | Output::Check(_) => None,
        }
    }

    /// What a RST is for calls on a socket that was in state `before`.
    const fn reset_error(&self, before: State) -> Errno {
        match before {
            State::SynSent => Errno::ECONNREFUSED,
            State::SynReceived if self.sysctls.reset_refuses => Errno::ECONNREFUSED,
            State::CloseWait => match self.sysctls.reset_after_fin {
                ResetAfterFin::Reset => Errno::ECONNRESET,
                ResetAfterFin::Pipe | ResetAfterFin::Aborted => Errno::EPIPE,
            },
            State::Listen
            | State::SynReceived
            | State::Established
            | State::FinWait1
            | State::FinWait2
            | State::Closing
            | State::LastAck
            | State::TimeWait
            | State::Closed => Errno::ECONNRESET,
        }
    }

    /// An error waits for the next call. Nobody will ask an orphan, or an entry of a SYN queue.
    fn keep_error(&mut self, id: SocketId, before: State, errno: Errno, cx: &mut HostCx<'_>) {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return;
        };
        let acceptable = socket.parent.is_some() && before != State::SynReceived;
        if acceptable || !socket.holders.is_empty() || !socket.waiting.is_empty() {
            socket.error = Some(errno);
            let aborts = self.sysctls.reset_after_fin == ResetAfterFin::Aborted;
            socket.aborted = aborts && errno == Errno::EPIPE;
            let errors = self.sysctls.errors;
            let what = HostWhat::ErrorPending { errno, errors };
            cx.note(rule_of(errno), Some(id), what);
        }
    }

    fn peer_closed(&mut self, id: SocketId) {
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.peer_closed = true;
        }
    }

    /// Brings tables, agenda and waiting calls in line with the connection.
    fn follow(&mut self, id: SocketId, before: State, cx: &mut HostCx<'_>) {
        self.schedule(id);
        let Some(socket) = self.sockets.get_mut(&id) else {
            return;
        };
        let state = socket.state();
        let over = socket.is_over();
        let opened = socket.is_open() && matches!(before, State::SynSent | State::SynReceived);
        let shut_early = socket.shut.write && opened;
        let shut = socket.shut;
        if over {
            socket.shut = Shut {
                read: true,
                write: true,
            };
        }
        // RFC 9293, figure 5, note 1: for the entry of a listener, back to LISTEN is the end.
        let ended = matches!(state, State::Closed | State::Listen);
        if ended && before == State::SynReceived && socket.parent.is_some() {
            self.drop_entry(id, Rule::EntryGone, cx);
            return;
        }
        if over && before != state {
            self.release_port(id);
        }
        if state == State::Closed {
            self.unhash(id);
        }
        if state == State::Closed && before == State::LastAck {
            self.prove_peer(id);
        }
        self.take_census(id, cx);
        if state == State::TimeWait && before != state {
            self.time_wait_begins(id, cx);
        }
        self.wake(id);
        self.retire(id, cx);
        if shut_early {
            self.step(id, cx, |connection, cx| {
                connection.close(shut.read, cx).ok()
            });
        }
    }

    /// Enters the connection's earliest timer in the agenda.
    pub(super) fn schedule(&mut self, id: SocketId) {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return;
        };
        let timer = socket.connection.poll_at().map(|(at, _)| at);
        self.agenda.change(Due::Timer(id), socket.scheduled, timer);
        socket.scheduled = timer;
    }

    /// Enters the two ends of the socket's connection in the table; false when they have one already.
    pub(super) fn hash(&mut self, id: SocketId, remote: SocketAddr) -> bool {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return false;
        };
        let local = socket.local;
        let pair = Pair { local, remote };
        if !self.demux.connect(&pair, id) {
            return false;
        }
        socket.key = Some(pair);
        socket.remote = Some(remote);
        true
    }

    /// The connection is no more: its two ends are free again.
    pub(super) fn unhash(&mut self, id: SocketId) {
        let key = self
            .sockets
            .get_mut(&id)
            .and_then(|socket| socket.key.take());
        if let Some(pair) = key {
            self.demux.disconnect(&pair, id);
        }
    }

    /// The socket has no port of its own any more, unless `bind` named it (Linux: also from TIME-WAIT on).
    pub(super) fn release_port(&mut self, id: SocketId) {
        let socket = self.sockets.get_mut(&id);
        if let Some(socket) = socket.filter(|socket| !socket.port_locked) {
            socket.bound = false;
            self.demux.unbind(socket.local.port(), id);
        }
    }

    /// Removes the socket when nothing refers to it and its connection is no more.
    pub(super) fn retire(&mut self, id: SocketId, cx: &mut HostCx<'_>) {
        let Some(socket) = self.sockets.get(&id) else {
            return;
        };
        let used = !socket.holders.is_empty() || !socket.waiting.is_empty();
        if used || socket.parent.is_some() || socket.state() != State::Closed {
            return;
        }
        let port = socket.local.port();
        self.agenda.change(Due::Timer(id), socket.scheduled, None);
        self.unhash(id);
        self.demux.unbind(port, id);
        self.sockets.remove(&id);
        cx.note(Rule::SocketGone, Some(id), HostWhat::SocketGone);
    }

    /// What the reader of socket `id` has not read, in case the coming step ends the connection (`ends`).
    ///
    /// Deviation: RFC 9293 3.10.7.4 flushes all queues on a RST; Linux leaves what has arrived in order to the reader.
    pub(super) fn unread(&self, id: SocketId, ends: bool) -> Vec<Bytes> {
        let tcb = self.sockets.get(&id).and_then(Socket::tcb);
        let tcb = tcb.filter(|tcb| tcb.unread() > 0);
        let tcb = tcb.filter(|tcb| ends || !tcb.state().may_send());
        tcb.map_or_else(Vec::new, Tcb::remainder)
    }

    /// Leaves `unread` to the reader, if the connection has ended.
    pub(super) fn keep_unread(&mut self, id: SocketId, unread: Vec<Bytes>) {
        if let Some(socket) = self.sockets.get_mut(&id)
            && socket.state() == State::Closed
        {
            socket.leftover.extend(unread);
        }
    }

    /// The calls that wait on this socket are to be tried again.
    pub(super) fn wake(&mut self, id: SocketId) {
        let waits = self
            .sockets
            .get(&id)
            .is_some_and(|socket| !socket.waiting.is_empty());
        if waits && !self.woken.contains(&id) {
            self.woken.push_back(id);
        }
    }

    /// A new socket, unless the host is full.
    pub(super) fn add_socket(&mut self) -> Option<&mut Socket> {
        if self.sockets_full().is_some() {
            return None;
        }
        let id = SocketId(self.next_socket);
        self.next_socket = self.next_socket.wrapping_add(1);
        let local = SocketAddr::new(self.address, 0);
        Some(self.sockets.entry(id).or_insert(Socket::new(id, local)))
    }

    /// The host has as many sockets as it can.
    pub(super) fn sockets_full(&self) -> Option<Full> {
        let length = self.sockets.len();
        (length >= MAX_SOCKETS).then_some(Full {
            rule: Rule::SocketsFull,
            length: count(length),
            limit: count(MAX_SOCKETS),
        })
    }
}

fn signal_of(output: &Output) -> Option<Signal> {
    match output {
        Output::Signal(_, signal) => Some(*signal),
        Output::Segment(_) | Output::Note(_) | Output::Check(_) => None,
    }
}

/// The rule behind an error that came from the network.
pub(super) fn rule_of(errno: Errno) -> Rule {
    const RULES: [(Errno, Rule); 10] = [
        (Errno::ECONNREFUSED, Rule::ErrorRefused),
        (Errno::EPIPE, Rule::ErrorPipe),
        (Errno::ETIMEDOUT, Rule::ErrorTimedOut),
        (Errno::EACCES, Rule::ErrorUnreachable),
        (Errno::ENONET, Rule::ErrorUnreachable),
        (Errno::EPROTO, Rule::ErrorUnreachable),
        (Errno::ENOPROTOOPT, Rule::ErrorUnreachable),
        (Errno::EHOSTDOWN, Rule::ErrorUnreachable),
        (Errno::ENETUNREACH, Rule::ErrorUnreachable),
        (Errno::EHOSTUNREACH, Rule::ErrorUnreachable),
    ];
    let known = RULES.iter().find(|(known, _)| *known == errno);
    known.map_or(Rule::ErrorReset, |(_, rule)| *rule)
}
