//! `SO_ERROR` and `O_NONBLOCK`.

use super::Answer;
use crate::host::Host;
use crate::host::errno::Errno;
use crate::host::ids::SocketId;
use crate::rule::Rule;

impl Host {
    /// Takes the pending error and returns its number, or 0.
    pub(super) fn call_so_error(&mut self, id: SocketId) -> Answer {
        let socket = self.sockets.get_mut(&id);
        let errno = socket.and_then(|socket| socket.error.take());
        Answer::Return {
            rule: errno.map_or(Rule::CallAnswered, crate::host::engine::rule_of),
            result: Ok(errno.map_or(0, Errno::number)),
            data: bytes::Bytes::new(),
        }
    }

    /// Calls that already wait go on waiting.
    pub(super) fn call_set_nonblocking(&mut self, id: SocketId, on: bool) -> Answer {
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.nonblocking = on;
        }
        Answer::ok(0)
    }
}
