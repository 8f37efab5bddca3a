//! `accept(2)` and `accept4(2)`.

use super::sockets::number;
use super::{Answer, Reply};
use crate::host::Host;
use crate::host::errno::Errno;
use crate::host::ids::{ProcessId, SocketId};
use crate::host::queues::count;
use crate::host::sink::{HostCx, HostWhat};
use crate::rule::Rule;
use crate::tcp::{Name, Op};

impl Host {
    /// Takes the oldest connection of the accept queue, whatever has become of it since. Without a free
    /// descriptor it stays in the queue.
    pub(super) fn call_accept(
        &mut self,
        process: ProcessId,
        listener: SocketId,
        blocking: bool,
        nonblocking: bool,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        let fd = match self.new_file(process, cx) {
            Ok(fd) => fd,
            Err(refused) => return refused,
        };
        let Some(queues) = self.queues(listener) else {
            return Answer::fail(Rule::NotListening, Errno::EINVAL);
        };
        let waiting = count(queues.accept_queue.len());
        let child = queues.accept_queue.pop_front();
        let available = (Name::Available, waiting.into());
        cx.num(Rule::AcceptTaken, available, Op::Gt, (Name::Zero, 0));
        let Some(child) = child else {
            return Answer::wait_if(blocking);
        };
        let length = waiting.saturating_sub(1);
        let what = HostWhat::AcceptTaken { child, length };
        cx.note(Rule::AcceptTaken, Some(listener), what);
        if let Some(socket) = self.sockets.get_mut(&child) {
            socket.parent = None;
            // On Linux it is not inherited.
            socket.nonblocking = nonblocking;
        }
        self.install(process, fd, child);
        let peer = self.sockets.get(&child).and_then(|socket| socket.remote);
        Answer::Return {
            rule: Rule::CallAnswered,
            result: Ok(number(fd)),
            reply: peer.map_or(Reply::Nothing, Reply::Address),
        }
    }
}
