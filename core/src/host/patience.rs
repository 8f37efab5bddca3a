//! How long a call waits, and what it returns when it has waited long enough.

use super::calls::{Answer, Call, CallName, Reply, SocketOption};
use super::errno::Errno;
use super::ids::{ProcessId, SocketId, ThreadId};
use super::sink::HostCx;
use super::{Host, Polled};
use crate::rule::Rule;
use crate::time::Duration;

impl Host {
    /// How long the call may wait: `SO_RCVTIMEO`, `SO_SNDTIMEO`, or the timeout of `poll`.
    pub(super) fn patience(&self, socket: Option<SocketId>, call: &Call) -> Option<Duration> {
        if let Call::Poll { timeout, .. } = call {
            return *timeout;
        }
        let option = match call.name() {
            CallName::Accept | CallName::Accept4 | CallName::Recv | CallName::Read => {
                SocketOption::ReceiveTimeout
            }
            CallName::Connect | CallName::Send | CallName::Write => SocketOption::SendTimeout,
            CallName::Socket
            | CallName::Bind
            | CallName::Listen
            | CallName::Shutdown
            | CallName::Close
            | CallName::Abort
            | CallName::SoError
            | CallName::Setsockopt
            | CallName::Getsockopt
            | CallName::SetNonblocking
            | CallName::GetFlags
            | CallName::Ioctl
            | CallName::Poll
            | CallName::Getsockname
            | CallName::Getpeername
            | CallName::Dup => return None,
        };
        self.sockets.get(&socket?)?.options.patience(option)
    }

    /// A call has waited long enough: it returns what a non-blocking one would.
    pub(super) fn patience_over(
        &mut self,
        process: ProcessId,
        thread: ThreadId,
        cx: &mut HostCx<'_>,
    ) -> Polled {
        let polled = Polled::Call { process, thread };
        let Some((caller, mut pending)) = self.take_call(process, thread) else {
            return polled;
        };
        pending.blocking = false;
        pending.until = None;
        let timed_out = match self.attempt(process, &mut pending, cx) {
            Answer::Return { result, reply, .. } => (result, reply),
            // A close that lingers has closed.
            Answer::Wait => (Ok(0), Reply::Nothing),
        };
        let waits = pending.call.name() == CallName::Connect;
        let (result, reply) = match timed_out {
            (Err(Errno::EALREADY), reply) if waits => (Err(Errno::EINPROGRESS), reply),
            other => other,
        };
        self.returns(caller, &pending, Rule::CallTimeout, (result, reply), cx);
        polled
    }
}
