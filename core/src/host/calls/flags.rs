//! `fcntl(2)` and `dup(2)`.

use super::Answer;
use super::sockets::number;
use crate::host::Host;
use crate::host::errno::Errno;
use crate::host::ids::{ProcessId, SocketId};
use crate::host::sink::HostCx;
use crate::rule::Rule;

/// `O_RDWR`: every socket can be read and written.
const READ_WRITE: u32 = 2;

impl Host {
    /// Calls that already wait go on waiting.
    pub(super) fn call_set_nonblocking(&mut self, id: SocketId, on: bool) -> Answer {
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.nonblocking = on;
        }
        Answer::ok(0)
    }

    /// `F_GETFL`: `O_RDWR`, and `O_NONBLOCK` by the host's number.
    pub(super) fn call_get_flags(&self, id: SocketId) -> Answer {
        let nonblocking = self
            .sockets
            .get(&id)
            .is_some_and(|socket| socket.nonblocking);
        let flag = if nonblocking {
            self.sysctls.nonblock_flag
        } else {
            0
        };
        Answer::ok(READ_WRITE | flag)
    }

    /// The lowest free descriptor for the same socket: it lives until both are closed.
    pub(super) fn call_dup(
        &mut self,
        process: ProcessId,
        id: SocketId,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        let Some(fd) = self.free_fd(process, cx) else {
            return Answer::fail(Rule::DescriptorLimit, Errno::EMFILE);
        };
        self.install(process, fd, id);
        Answer::ok(number(fd))
    }
}
