//! Which call does what, and what it answers.

use super::{Call, CallResult, Reply};
use crate::host::Host;
use crate::host::errno::Errno;
use crate::host::ids::{ProcessId, SocketId};
use crate::host::process::Pending;
use crate::host::sink::HostCx;
use crate::host::socket::Release;
use crate::rule::Rule;

/// What a call has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::host) enum Answer {
    /// It returns.
    Return {
        /// Why so.
        rule: Rule,
        /// The number or the error.
        result: CallResult,
        /// What it hands over.
        reply: Reply,
    },
    /// It waits for the socket to change.
    Wait,
}

impl Answer {
    /// It returns `value`.
    pub(super) const fn ok(value: u32) -> Self {
        Self::Return {
            rule: Rule::CallAnswered,
            result: Ok(value),
            reply: Reply::Nothing,
        }
    }

    /// It fails.
    pub(super) const fn fail(rule: Rule, errno: Errno) -> Self {
        Self::Return {
            rule,
            result: Err(errno),
            reply: Reply::Nothing,
        }
    }

    /// It waits, or fails with `EAGAIN` when it may not.
    pub(super) const fn wait_if(blocking: bool) -> Self {
        if blocking {
            Self::Wait
        } else {
            Self::fail(Rule::WouldBlock, Errno::EAGAIN)
        }
    }
}

impl Host {
    /// Carries out a call as far as it goes; called again when the socket has changed.
    pub(in crate::host) fn attempt(
        &mut self,
        process: ProcessId,
        pending: &mut Pending,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        if pending.call == Call::Socket {
            return self.call_socket(process, cx);
        }
        if matches!(pending.call, Call::Poll { .. }) {
            return self.call_poll(process, pending);
        }
        if pending.lingers {
            return self.linger_on(pending);
        }
        match pending.socket {
            Some(id) if self.sockets.contains_key(&id) => self.on_socket(process, id, pending, cx),
            Some(_) | None => Answer::fail(Rule::NoSuchDescriptor, Errno::EBADF),
        }
    }

    fn on_socket(
        &mut self,
        process: ProcessId,
        id: SocketId,
        pending: &mut Pending,
        cx: &mut HostCx<'_>,
    ) -> Answer {
        match &pending.call {
            Call::Socket => self.call_socket(process, cx),
            Call::Poll { .. } => self.call_poll(process, pending),
            Call::Bind { port, address, .. } => self.call_bind(id, *port, *address, cx),
            Call::Listen { backlog, .. } => self.call_listen(id, *backlog, cx),
            Call::Accept { .. } => self.call_accept(process, id, pending.blocking, false, cx),
            Call::Accept4 { on, .. } => self.call_accept(process, id, pending.blocking, *on, cx),
            Call::Connect { .. } => self.call_connect(id, pending, cx),
            Call::Send { .. } | Call::Write { .. } => self.call_send(id, pending, cx),
            Call::Recv { .. } | Call::Read { .. } => self.call_recv(id, pending, cx),
            Call::Shutdown { how, .. } => self.call_shutdown(id, *how, cx),
            Call::Close { .. } => self.call_close(process, pending, id, Release::Close, cx),
            Call::Abort { .. } => self.call_close(process, pending, id, Release::Abort, cx),
            Call::SoError { .. } => self.call_so_error(id),
            Call::Setsockopt { option, value, .. } => self.call_setsockopt(id, *option, value, cx),
            Call::Getsockopt { option, .. } => self.call_getsockopt(id, *option, cx),
            Call::SetNonblocking { on, .. } => self.call_set_nonblocking(id, *on),
            Call::GetFlags { .. } => self.call_get_flags(id),
            Call::Ioctl { request, .. } => self.call_ioctl(id, *request),
            Call::Getsockname { .. } => self.call_getsockname(id),
            Call::Getpeername { .. } => self.call_getpeername(id),
            Call::Dup { .. } => self.call_dup(process, id, cx),
        }
    }
}
