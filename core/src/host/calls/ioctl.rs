//! `ioctl(2)`: how full the queues are.

use super::{Answer, OptionValue, Reply, Request};
use crate::host::Host;
use crate::host::errno::Errno;
use crate::host::ids::SocketId;
use crate::host::queues::count;
use crate::rule::Rule;
use crate::tcp::Tcb;

impl Host {
    /// A listener has no such queues: `EINVAL` (Linux: `tcp_ioctl`).
    pub(super) fn call_ioctl(&self, id: SocketId, request: Request) -> Answer {
        let Some(socket) = self.sockets.get(&id) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        if socket.listener.is_some() && request != Request::AtMark {
            return Answer::fail(Rule::NotConnected, Errno::EINVAL);
        }
        let left = socket.leftover.iter().map(bytes::Bytes::len).sum();
        let octets = match request {
            Request::Inq => socket.readable().saturating_add(count(left)),
            Request::Outq => socket.tcb().map_or(0, Tcb::unacknowledged),
            Request::OutqNotSent => socket.tcb().map_or(0, Tcb::unsent),
            Request::AtMark => socket.tcb().is_some_and(Tcb::at_mark).into(),
        };
        Answer::Return {
            rule: Rule::CallAnswered,
            result: Ok(0),
            reply: Reply::Value(OptionValue::Number(octets.into())),
        }
    }
}
