//! `ioctl(2)`: how full the queues are.

use super::{Answer, OptionValue, Reply, Request};
use crate::host::Host;
use crate::host::errno::Errno;
use crate::host::ids::SocketId;
use crate::host::socket::Socket;
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
        let octets = match request {
            Request::Inq => socket.inq(),
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

impl Socket {
    /// Octets that wait, up to an urgent one that is not in the stream (Linux: `tcp_inq`).
    pub(super) fn inq(&self) -> u32 {
        let mark = self.tcb().and_then(Tcb::until_left_out);
        self.available().min(mark.unwrap_or(u32::MAX))
    }
}
