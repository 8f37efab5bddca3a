//! `send(2)` and `write(2)`.

use super::{Answer, Call, MessageFlags};
use crate::host::Host;
use crate::host::engine::rule_of;
use crate::host::errno::Errno;
use crate::host::ids::SocketId;
use crate::host::process::Pending;
use crate::host::sink::HostCx;
use crate::host::socket::Socket;
use crate::rule::Rule;
use crate::tcp::{SendRequest, Tcb};

impl Host {
    /// A blocking send returns when everything is in the send buffer, a non-blocking one with what fits.
    pub(super) fn call_send(
        &mut self,
        id: SocketId,
        pending: &mut Pending,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        if let Some(answer) = socket.cannot_send(pending) {
            return answer;
        }
        let (Call::Send { data, .. } | Call::Write { data, .. }) = &pending.call else {
            return Answer::ok(0);
        };
        let flags = pending.call.flags();
        if flags.contains(MessageFlags::NOWHERE) && !data.is_empty() {
            return Answer::fail(Rule::BadAddress, Errno::EFAULT);
        }
        let room = socket.tcb().map_or(0, |tcb| tcb.send_buffer.room());
        let piece = data.piece(pending.sent, room);
        let left = data.len().saturating_sub(pending.sent);
        if !piece.is_empty() {
            let request = SendRequest {
                data: piece,
                urgent: flags.contains(MessageFlags::OOB),
            };
            let queued = self.step(id, cx, |connection, cx| connection.send(request, cx));
            pending.sent += queued.and_then(Result::ok).unwrap_or(0).min(left);
        }
        if pending.sent >= data.len() {
            return Answer::ok(pending.sent);
        }
        if !pending.blocking && pending.sent > 0 {
            return Answer::ok(pending.sent);
        }
        Answer::wait_if(pending.blocking)
    }
}

impl Socket {
    /// Why nothing can be queued at present: `None` when it can.
    fn cannot_send(&mut self, pending: &Pending) -> Option<Answer> {
        let closing = self.tcb().is_some_and(Tcb::is_closing);
        if self.is_open() && !closing && !self.shut.write {
            return None;
        }
        if pending.sent > 0 {
            // What was queued before counts; the error waits for the next call.
            return Some(Answer::ok(pending.sent));
        }
        if let Some(errno) = self.error.take() {
            return Some(Answer::fail(rule_of(errno), errno));
        }
        if self.is_opening() && !closing {
            return Some(Answer::wait_if(pending.blocking));
        }
        Some(Answer::fail(Rule::SendShut, Errno::EPIPE))
    }
}
