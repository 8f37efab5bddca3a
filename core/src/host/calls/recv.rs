//! `recv(2)` and `read(2)`.

use bytes::{Bytes, BytesMut};

use super::{Answer, Call, Message, MessageFlags, Reply, SocketOption};
use crate::host::Host;
use crate::host::engine::rule_of;
use crate::host::errno::Errno;
use crate::host::ids::SocketId;
use crate::host::process::Pending;
use crate::host::queues::count;
use crate::host::sink::HostCx;
use crate::host::socket::Socket;
use crate::rule::Rule;
use crate::tcp::{Name, Op, State, Tcb};

/// What a call asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Octets at most.
    pub(super) max: u32,
    /// Fewer than these are waited for.
    target: u32,
    pub(super) flags: MessageFlags,
}

impl Host {
    /// What has arrived in order, else the end, else the pending error, else it waits: in this order, as on Linux.
    pub(super) fn call_recv(
        &mut self,
        id: SocketId,
        pending: &mut Pending,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        let Some(socket) = self.sockets.get(&id) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        let wanted = socket.wanted(&pending.call);
        if wanted.flags.contains(MessageFlags::ERRQUEUE) {
            // No errors are queued: they wait in the socket, one at a time.
            return Answer::fail(Rule::WouldBlock, Errno::EAGAIN);
        }
        if wanted.flags.contains(MessageFlags::OOB) {
            return self.recv_urgent(id, wanted, cx);
        }
        let available = socket.available();
        if wanted.flags.contains(MessageFlags::NOWHERE) && available > 0 && wanted.max > 0 {
            return Answer::fail(Rule::BadAddress, Errno::EFAULT);
        }
        let got = if wanted.flags.contains(MessageFlags::PEEK) {
            socket.in_reach().min(wanted.max)
        } else {
            self.take(id, wanted, pending, cx);
            count(pending.taken.len())
        };
        let Some(socket) = self.sockets.get_mut(&id) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        let arrived = (Name::Arrived, got.into());
        let target = (Name::Wanted, wanted.target.into());
        let enough = cx.num(Rule::CallAnswered, arrived, Op::Ge, target)
            || (wanted.max == 0 && available > 0);
        let ends = !socket.would_wait(pending.blocking) || socket.reaches_mark(wanted, got);
        if enough || (got > 0 && ends) {
            return socket.hands_over(wanted, pending);
        }
        socket.nothing_to_read(pending.blocking)
    }

    /// Moves what is there to the call: it has been read, whether or not the call returns now.
    fn take(&mut self, id: SocketId, wanted: Wanted, pending: &mut Pending, cx: &mut HostCx<'_>) {
        let left = wanted.max.saturating_sub(count(pending.taken.len()));
        let Some(socket) = self.sockets.get_mut(&id).filter(|_| left > 0) else {
            return;
        };
        if !pending.taken.is_empty() && socket.tcb().is_some_and(Tcb::at_mark) {
            return;
        }
        if socket.readable() > 0 {
            let received = self.step(id, cx, |connection, cx| connection.receive(left, cx));
            let received = received.and_then(Result::ok).unwrap_or_default();
            pending.taken = joined(&pending.taken, received.data);
        } else {
            pending.taken = joined(&pending.taken, socket.take_leftover(left));
        }
    }
}

impl Socket {
    /// `MSG_WAITALL` waits for everything, `SO_RCVLOWAT` for so many octets (Linux: `sock_rcvlowat`).
    fn wanted(&self, call: &Call) -> Wanted {
        let (max, flags) = (call.value(), call.flags());
        let low_water = self.options.number(SocketOption::ReceiveLowWater);
        let low_water = low_water
            .and_then(|octets| u32::try_from(octets).ok())
            .unwrap_or(1);
        let target = if flags.contains(MessageFlags::WAITALL) {
            max
        } else {
            low_water.min(max)
        };
        Wanted {
            max,
            target: target.max(1),
            flags,
        }
    }

    /// Octets that could be read at once, beyond urgent ones as well.
    pub(super) fn available(&self) -> u32 {
        let left: usize = self.leftover.iter().map(Bytes::len).sum();
        let unread = self.tcb().map_or(0, Tcb::left_to_read);
        unread.saturating_add(count(left))
    }

    /// Octets that one call could hand over: it ends where the urgent octet is.
    fn in_reach(&self) -> u32 {
        self.tcb().map_or_else(|| self.available(), Tcb::in_reach)
    }

    /// With `got` octets the call has come to the urgent one, and goes no further.
    fn reaches_mark(&self, wanted: Wanted, got: u32) -> bool {
        let peeks = wanted.flags.contains(MessageFlags::PEEK);
        let mark = self.tcb().and_then(Tcb::until_mark);
        mark == Some(if peeks { got } else { 0 })
    }

    fn hands_over(&self, wanted: Wanted, pending: &mut Pending) -> Answer {
        let data = if wanted.flags.contains(MessageFlags::PEEK) {
            self.peek(wanted.max)
        } else {
            std::mem::take(&mut pending.taken)
        };
        let octets = count(data.len());
        let thrown = wanted.flags.contains(MessageFlags::TRUNC);
        let tells = self.options.flag(SocketOption::Inq);
        let message = Message {
            data: if thrown { Bytes::new() } else { data },
            inq: tells.then(|| self.inq_hint()),
        };
        Answer::Return {
            rule: Rule::CallAnswered,
            result: Ok(octets),
            reply: Reply::Message(message),
        }
    }

    /// What `TCP_CM_INQ` tells: the end of the stream counts as one, so that the reader goes on to meet it.
    fn inq_hint(&self) -> u32 {
        self.inq().max(self.peer_closed.into())
    }

    fn peek(&self, max: u32) -> Bytes {
        let mut copy = self.leftover.clone();
        if let Some(tcb) = self.tcb().filter(|tcb| tcb.unread() > 0) {
            copy = tcb.peek(max).into();
        }
        let mut all = joined(&Bytes::new(), copy.into());
        all.truncate(max as usize);
        all
    }

    /// Up to `max` octets of what a connection left that is no more.
    fn take_leftover(&mut self, max: u32) -> Vec<Bytes> {
        let mut room = max as usize;
        let mut taken = Vec::new();
        while let Some(mut chunk) = self.leftover.pop_front() {
            if chunk.len() > room {
                self.leftover.push_front(chunk.split_off(room));
                taken.push(chunk);
                break;
            }
            room -= chunk.len();
            taken.push(chunk);
        }
        taken
    }

    /// More may come, and the call may wait for it.
    fn would_wait(&self, blocking: bool) -> bool {
        let over = self.peer_closed || self.shut.read || self.state() == State::Closed;
        blocking && self.error.is_none() && !over
    }

    fn nothing_to_read(&mut self, blocking: bool) -> Answer {
        if self.listener.is_some() {
            return Answer::fail(Rule::NotConnected, Errno::ENOTCONN);
        }
        if self.aborted {
            self.error = None;
            return Answer::fail(Rule::ErrorPipe, Errno::EPIPE);
        }
        if self.peer_closed {
            self.end_seen = true;
            return end();
        }
        if let Some(errno) = self.error.take() {
            return Answer::fail(rule_of(errno), errno);
        }
        if self.shut.read {
            return end();
        }
        if self.state() == State::Closed {
            return Answer::fail(Rule::NotConnected, Errno::ENOTCONN);
        }
        Answer::wait_if(blocking)
    }
}

/// End of file.
const fn end() -> Answer {
    Answer::Return {
        rule: Rule::RecvEnd,
        result: Ok(0),
        reply: Reply::Nothing,
    }
}

/// One run of octets; copies only where there are several.
fn joined(before: &Bytes, mut chunks: Vec<Bytes>) -> Bytes {
    if chunks.is_empty() {
        return before.clone();
    }
    if before.is_empty() && chunks.len() == 1 {
        return chunks.pop().unwrap_or_default();
    }
    let octets: usize = chunks.iter().map(Bytes::len).sum();
    let mut all = BytesMut::with_capacity(before.len() + octets);
    all.extend_from_slice(before);
    for chunk in chunks {
        all.extend_from_slice(&chunk);
    }
    all.freeze()
}
