//! `send(2)` and `write(2)`.

use super::{Answer, Call, Data, MessageFlags};
use crate::host::Host;
use crate::host::engine::rule_of;
use crate::host::errno::Errno;
use crate::host::ids::SocketId;
use crate::host::process::Pending;
use crate::host::sink::HostCx;
use crate::host::socket::Socket;
use crate::rule::Rule;
use crate::tcp::{Name, Op, SendRequest, Tcb};

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
        if pending.wants_room && !socket.has_room(&self.sysctls) {
            return pending.sent_so_far();
        }
        let data = data.clone();
        self.queue_pieces(id, &data, flags, pending, cx);
        let queued = (Name::Queued, pending.sent.into());
        let given = (Name::Wanted, data.len().into());
        let full = !cx.num(Rule::CallAnswered, queued, Op::Ge, given);
        pending.wants_room = full;
        self.step(id, cx, |connection, cx| connection.user_waits(full, cx));
        if full {
            return pending.sent_so_far();
        }
        Answer::ok(pending.sent)
    }

    /// Queues as much as there is room for.
    fn queue_pieces(
        &mut self,
        id: SocketId,
        data: &Data,
        flags: MessageFlags,
        pending: &mut Pending,
        cx: &mut HostCx<'_>,
    ) {
        let sysctls = self.sysctls;
        while let Some(socket) = self.sockets.get(&id) {
            let left = data.len().saturating_sub(pending.sent);
            let octets = socket.allowance(&sysctls).min(left);
            if octets == 0 {
                return;
            }
            let request = SendRequest {
                data: data.piece(pending.sent, octets),
                // The last octet of the call is the urgent one.
                urgent: octets == left && flags.contains(MessageFlags::OOB),
                more: octets < left || flags.contains(MessageFlags::MORE),
                ends_record: octets == left && flags.contains(MessageFlags::EOR),
                beyond: sysctls.sends_in_pieces,
            };
            let queued = self.step(id, cx, |connection, cx| connection.send(request, cx));
            let Some(Ok(queued @ 1..)) = queued else {
                return;
            };
            pending.sent += queued;
        }
    }
}

impl Pending {
    /// There is no more room: what was queued counts, unless the call may wait.
    const fn sent_so_far(&self) -> Answer {
        if self.blocking || self.sent == 0 {
            return Answer::wait_if(self.blocking);
        }
        Answer::ok(self.sent)
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
