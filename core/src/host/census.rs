//! How many connections there are that no program holds: those in TIME-WAIT, and orphans; and their bounds.

use super::Host;
use super::ids::SocketId;
use super::kernel_log::KernelLine;
use super::sink::{HostCx, HostWhat};
use super::socket::Socket;
use crate::rule::Rule;
use crate::tcp::{Name, Op, State, Timer};

/// What a socket counts as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Remnant {
    /// A program holds it, or will; or there is nothing to hold.
    #[default]
    None,
    /// TIME-WAIT; or FIN-WAIT-2 of an orphan, of which systems keep no more either (Linux: `tcp_time_wait`).
    TimeWait,
    /// Nobody holds it, and it has something to do still.
    Orphan,
}

/// The counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Census {
    pub(super) time_wait: u32,
    pub(super) orphans: u32,
}

impl Census {
    fn count(&mut self, remnant: Remnant) -> Option<&mut u32> {
        match remnant {
            Remnant::None => None,
            Remnant::TimeWait => Some(&mut self.time_wait),
            Remnant::Orphan => Some(&mut self.orphans),
        }
    }
}

impl Socket {
    fn remnant(&self) -> Remnant {
        let orphaned = self.tcb().is_some_and(|tcb| tcb.is_orphaned());
        let timed = self
            .tcb()
            .is_some_and(|tcb| tcb.timers.runs(Timer::FinWait2));
        match self.state() {
            State::TimeWait => Remnant::TimeWait,
            State::FinWait2 if timed => Remnant::TimeWait,
            State::Closed | State::Listen | State::SynSent => Remnant::None,
            State::SynReceived
            | State::Established
            | State::FinWait1
            | State::FinWait2
            | State::CloseWait
            | State::Closing
            | State::LastAck => {
                if orphaned {
                    Remnant::Orphan
                } else {
                    Remnant::None
                }
            }
        }
    }
}

impl Host {
    /// Connections in TIME-WAIT now, with the orphans in FIN-WAIT-2, and how many there may be (`tcp_max_tw_buckets`).
    #[must_use]
    pub const fn time_waits(&self) -> (u32, u32) {
        (self.census.time_wait, self.sysctls.max_tw_buckets)
    }

    /// Other connections that nobody holds, and how many there may be (`tcp_max_orphans`).
    #[must_use]
    pub const fn orphans(&self) -> (u32, u32) {
        (self.census.orphans, self.sysctls.max_orphans)
    }

    /// The socket has changed: counts it anew, and ends it when there are too many of its kind.
    pub(super) fn take_census(&mut self, id: SocketId, cx: &mut HostCx<'_>) {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return;
        };
        let (before, now) = (socket.remnant, socket.remnant());
        if before == now {
            return;
        }
        socket.remnant = now;
        if let Some(count) = self.census.count(before) {
            *count = count.saturating_sub(1);
        }
        if let Some(count) = self.census.count(now) {
            *count = count.saturating_add(1);
        }
        match now {
            Remnant::None => {}
            Remnant::TimeWait => self.bound_time_wait(id, cx),
            Remnant::Orphan => self.bound_orphans(id, cx),
        }
    }

    /// `tcp_max_tw_buckets`: what is more than that is not kept in TIME-WAIT at all.
    fn bound_time_wait(&mut self, id: SocketId, cx: &mut HostCx<'_>) {
        let rule = Rule::TimeWaitOverflow;
        let (count, limit) = self.time_waits();
        let now = (Name::TimeWaits, count.into());
        if cx.num(rule, now, Op::Gt, (Name::TimeWaitLimit, limit.into())) {
            cx.note(rule, Some(id), HostWhat::TimeWaitOverflow { count, limit });
            self.log(KernelLine::TimeWaitOverflow, Some(id), cx);
            self.step(id, cx, |connection, cx| connection.forget(rule, cx));
        }
    }

    /// `tcp_max_orphans`: what is more than that is reset.
    fn bound_orphans(&mut self, id: SocketId, cx: &mut HostCx<'_>) {
        let rule = Rule::TooManyOrphans;
        let (count, limit) = self.orphans();
        let now = (Name::Orphans, count.into());
        if cx.num(rule, now, Op::Gt, (Name::OrphanLimit, limit.into())) {
            cx.note(rule, Some(id), HostWhat::OrphansFull { count, limit });
            self.log(KernelLine::TooManyOrphans, Some(id), cx);
            self.step(id, cx, |connection, cx| connection.abort(cx).ok());
        }
    }

    /// TIME-WAIT begins, if there was room for it: what is remembered of the connection.
    pub(super) fn time_wait_begins(&mut self, id: SocketId, cx: &mut HostCx<'_>) {
        let socket = self.sockets.get_mut(&id);
        if let Some(socket) = socket.filter(|socket| socket.state() == State::TimeWait) {
            socket.waits_since = cx.now;
            self.remember_peer(id, cx);
        }
    }
}
