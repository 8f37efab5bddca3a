//! `recv(2)` with `MSG_OOB`: the urgent octet, apart from the stream.

use bytes::Bytes;

use super::recv::Wanted;
use super::{Answer, Message, MessageFlags, Reply};
use crate::host::Host;
use crate::host::errno::Errno;
use crate::host::ids::SocketId;
use crate::host::sink::HostCx;
use crate::rule::Rule;
use crate::tcp::{State, UrgentOctet};

impl Host {
    /// It never waits (Linux: `tcp_recv_urg`).
    pub(super) fn recv_urgent(
        &mut self,
        id: SocketId,
        wanted: Wanted,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        let Some(socket) = self.sockets.get(&id) else {
            return Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF);
        };
        if socket.listener.is_some() {
            return Answer::fail(Rule::NotConnected, Errno::ENOTCONN);
        }
        let over = socket.shut.read || socket.state() == State::Closed;
        let keep = wanted.flags.contains(MessageFlags::PEEK);
        let octet = self.step(id, cx, |connection, _| connection.receive_urgent(keep));
        match octet.unwrap_or(UrgentOctet::None) {
            UrgentOctet::None => Answer::fail(Rule::NoUrgentOctet, Errno::EINVAL),
            UrgentOctet::Awaited if over => Answer::ok(0),
            UrgentOctet::Awaited => Answer::fail(Rule::UrgentAwaited, Errno::EAGAIN),
            UrgentOctet::Here(octet) => wanted.urgent(octet),
        }
    }
}

impl Wanted {
    /// Hands the octet over, if it was asked for as much as one.
    fn urgent(self, octet: u8) -> Answer {
        if self.flags.contains(MessageFlags::NOWHERE) && self.max > 0 {
            return Answer::fail(Rule::BadAddress, Errno::EFAULT);
        }
        let octets = self.max.min(1);
        let shown = octets > 0 && !self.flags.contains(MessageFlags::TRUNC);
        let data = if shown {
            Bytes::copy_from_slice(&[octet])
        } else {
            Bytes::new()
        };
        Answer::Return {
            rule: Rule::UrgentTaken,
            result: Ok(octets),
            reply: Reply::Message(Message { data, inq: None }),
        }
    }
}
